//! Windows and kernels.

use crate::fixture::{corpus, day};
use standpoint_network::{
    Aggregation, Filter, Kernel, NetworkError, Normalization, Slice, Spec, Unit, Windows, slices,
};

fn run(spec: Spec, unit: Unit, width: u32, kernel: Kernel) -> Vec<Slice> {
    let windows = Windows { unit, width, kernel, indent: false };
    slices(&corpus(), &spec, &Filter::default(), &windows).unwrap().1
}

#[test]
fn windows_of_eight_days() {
    let found = run(Spec::onemode(Aggregation::Congruence), Unit::Days, 8, Kernel::No);
    let sums: Vec<f64> = found.iter().map(|slice| slice.matrix.sum()).collect();
    let mut expected = vec![58.0];
    expected.extend([44.0; 6]);
    expected.push(68.0);
    expected.extend([0.0; 5]);
    expected.push(26.0);
    assert_eq!(sums, expected);
    let numbers: Vec<usize> = found.iter().map(|slice| slice.statements).collect();
    assert_eq!(numbers, [20, 16, 16, 16, 16, 16, 16, 20, 4, 4, 4, 4, 4, 20]);
    assert_eq!(found[0].middle, day("2005-01-30"));
    assert_eq!(found[13].middle, day("2005-02-12"));
}

#[test]
fn a_kernel_stands_on_every_day() {
    let found = run(Spec::onemode(Aggregation::Congruence), Unit::Days, 8, Kernel::Gaussian);
    assert_eq!(found.len(), 22);
    for slice in &found {
        for i in 0..7 {
            assert_eq!(slice.matrix.get(i, i), 0.0, "an actor does not agree with itself");
        }
    }
    let compat = Spec { compat: true, ..Spec::onemode(Aggregation::Congruence) };
    let first = &run(compat, Unit::Days, 8, Kernel::Uniform)[0];
    assert!(first.matrix.get(1, 1) > 0.0);
    assert!(run(compat, Unit::Seconds, 8, Kernel::Uniform).is_empty());
}

#[test]
fn a_uniform_kernel_is_half_a_window() {
    let whole = run(Spec::default(), Unit::Days, 8, Kernel::No);
    let halves = run(Spec::default(), Unit::Days, 8, Kernel::Uniform);
    for slice in whole {
        let same = halves.iter().find(|other| other.middle == slice.middle).unwrap();
        assert!((slice.matrix.sum() / 2.0 - same.matrix.sum()).abs() < 1e-9);
    }
}

#[test]
fn a_share_does_not_depend_on_how_a_kernel_is_scaled() {
    let spec = Spec { normalization: Normalization::VectorCosine, ..Spec::onemode(Aggregation::Congruence) };
    for slice in run(spec, Unit::Days, 14, Kernel::Epanechnikov) {
        for (_, _, value) in slice.matrix.cells() {
            assert!((0.0..=1.0 + 1e-9).contains(&value), "{value}");
        }
    }
}

#[test]
fn windows_of_events_hold_their_number() {
    let found = run(Spec::default(), Unit::Events, 28, Kernel::No);
    assert_eq!(found.len(), 12);
    assert!(found.iter().all(|slice| slice.statements == 29));
    assert_eq!(found[0].matrix, run(Spec::default(), Unit::Events, 28, Kernel::No)[0].matrix);
}

#[test]
fn months_and_empty_windows() {
    assert_eq!(run(Spec::default(), Unit::Months, 1, Kernel::No).len(), 1);
    let windows = Windows { unit: Unit::Days, width: 0, kernel: Kernel::No, indent: false };
    let refused = slices(&corpus(), &Spec::default(), &Filter::default(), &windows).unwrap_err();
    assert_eq!(refused, NetworkError::EmptyWindow);
}
