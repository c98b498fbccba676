//! Cells and sums that Discourse Network Analyzer 3.1.2 gives.

use crate::fixture::{corpus, day};
use standpoint_network::{Aggregation, Duplicates, Filter, Mode, Network, Normalization, Spec};

fn network(spec: Spec) -> Network {
    Network::of(&corpus(), &spec, &Filter::default()).unwrap()
}

fn rows(network: &Network) -> Vec<Vec<f64>> {
    (0..network.matrix.rows()).map(|i| network.matrix.row(i).to_vec()).collect()
}

fn assert_cells(network: &Network, expected: &[&[i32]]) {
    let expected: Vec<Vec<f64>> =
        expected.iter().map(|row| row.iter().copied().map(f64::from).collect()).collect();
    assert_eq!(rows(network), expected);
}

fn assert_close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn twomode_subtract() {
    assert_cells(
        &network(Spec { aggregation: Aggregation::Subtract, ..Spec::default() }),
        &[
            &[0, 0, 1, 0, 2, 1],
            &[-2, 0, 0, 0, 0, 0],
            &[-1, 0, 0, 0, 0, 10],
            &[-2, 0, 0, 0, 0, -2],
            &[-2, 0, 0, 0, -1, 2],
            &[2, 0, 1, 1, 1, 1],
            &[1, 1, 1, 2, 1, 0],
        ],
    );
}

#[test]
fn onemode_congruence() {
    assert_cells(
        &network(Spec::onemode(Aggregation::Congruence)),
        &[
            &[0, 2, 10, 0, 2, 4, 3],
            &[2, 0, 2, 4, 5, 1, 1],
            &[10, 2, 0, 2, 22, 10, 0],
            &[0, 4, 2, 0, 4, 0, 0],
            &[2, 5, 22, 4, 0, 2, 0],
            &[4, 1, 10, 0, 2, 0, 6],
            &[3, 1, 0, 0, 0, 6, 0],
        ],
    );
}

#[test]
fn onemode_conflict() {
    assert_cells(
        &network(Spec::onemode(Aggregation::Conflict)),
        &[
            &[0, 2, 0, 2, 2, 0, 0],
            &[2, 0, 0, 0, 1, 5, 3],
            &[0, 0, 0, 20, 0, 2, 1],
            &[2, 0, 20, 0, 4, 6, 2],
            &[2, 1, 0, 4, 0, 5, 3],
            &[0, 5, 2, 6, 5, 0, 0],
            &[0, 3, 1, 2, 3, 0, 0],
        ],
    );
}

#[test]
fn onemode_subtract() {
    assert_cells(
        &network(Spec::onemode(Aggregation::Subtract)),
        &[
            &[0, 0, 10, -2, 0, 4, 3],
            &[0, 0, 2, 4, 4, -4, -2],
            &[10, 2, 0, -18, 22, 8, -1],
            &[-2, 4, -18, 0, 0, -6, -2],
            &[0, 4, 22, 0, 0, -3, -3],
            &[4, -4, 8, -6, -3, 0, 6],
            &[3, -2, -1, -2, -3, 6, 0],
        ],
    );
}

#[test]
fn sums_of_every_onemode_normalization() {
    use Aggregation::{Conflict, Congruence, Ignore, Subtract};
    use Normalization::{Average, Cosine, Jaccard, No};
    let table = [
        (Ignore, [276.0, 46.261_853_832_4, 24.469_002_225_4, 8.872_727_272_7]),
        (Congruence, [160.0, 25.802_436_126_0, 13.610_662_525_9, 4.806_060_606_1]),
        (Conflict, [116.0, 20.459_417_706_5, 10.858_339_699_5, 4.066_666_666_7]),
        (Subtract, [44.0, 5.343_018_419_5, 2.752_322_826_4, 0.739_393_939_4]),
    ];
    for (aggregation, sums) in table {
        for (normalization, sum) in [No, Average, Jaccard, Cosine].into_iter().zip(sums) {
            let spec = Spec { normalization, ..Spec::onemode(aggregation) };
            let found = network(spec).matrix.sum();
            assert!((found - sum).abs() < 1e-7, "{aggregation} {normalization}: {found} is not {sum}");
        }
    }
}

#[test]
fn sums_with_one_statement_a_document() {
    let folded = |aggregation, normalization| {
        let spec = Spec { normalization, duplicates: Duplicates::Document, ..Spec::onemode(aggregation) };
        network(spec)
    };
    let no = Normalization::No;
    for (aggregation, sum) in [
        (Aggregation::Ignore, 78.0),
        (Aggregation::Congruence, 48.0),
        (Aggregation::Conflict, 38.0),
        (Aggregation::Subtract, 10.0),
    ] {
        assert_eq!(folded(aggregation, no).matrix.sum(), sum, "{aggregation}");
    }
    assert_eq!(folded(Aggregation::Ignore, no).selection.records.len(), 22);
    assert_eq!(folded(Aggregation::Congruence, no).selection.records.len(), 23);
    for (aggregation, sum) in [
        (Aggregation::Ignore, 24.847_619_047_6),
        (Aggregation::Congruence, 14.638_095_238_1),
        (Aggregation::Conflict, 11.457_142_857_1),
        (Aggregation::Subtract, 3.180_952_381_0),
    ] {
        assert_close((folded(aggregation, Normalization::Average).matrix.sum() * 1e10).round() / 1e10, sum);
    }
}

#[test]
fn sums_of_twomode_networks() {
    use Aggregation::{Combine, Ignore, Subtract};
    let sum = |aggregation, normalization, duplicates| {
        network(Spec { aggregation, normalization, duplicates, ..Spec::default() }).matrix.sum()
    };
    let (no, all) = (Normalization::No, Duplicates::Include);
    assert_eq!([Ignore, Subtract, Combine].map(|one| sum(one, no, all)), [40.0, 18.0, 30.0]);
    assert_eq!([Ignore, Subtract, Combine].map(|one| sum(one, no, Duplicates::Document)), [22.0, 9.0, 30.0]);
    assert_close(sum(Ignore, Normalization::Activity, all), 7.0);
    assert_close(sum(Ignore, Normalization::Prominence, all), 6.0);
    assert!((sum(Subtract, Normalization::Activity, all) - 2.118_181_818_2).abs() < 1e-9);
    assert!((sum(Subtract, Normalization::Prominence, all) - 3.778_571_428_6).abs() < 1e-9);
    let combined = network(Spec { aggregation: Combine, ..Spec::default() });
    assert_eq!(combined.matrix.row(1), [2.0, 0.0, 0.0, 0.0, 3.0, 0.0]);
}

#[test]
fn single_cells() {
    let cell = |normalization| {
        let network = network(Spec { normalization, ..Spec::onemode(Aggregation::Congruence) });
        let (i, j) = (network.row("A3").unwrap(), network.row("A5").unwrap());
        network.matrix.get(i, j)
    };
    assert_eq!(cell(Normalization::Average), 2.75);
    assert!((cell(Normalization::Jaccard) - 0.956_521_739_1).abs() < 1e-9);
    assert!((cell(Normalization::Cosine) - 0.4).abs() < 1e-9);
}

#[test]
fn excluding_nodes() {
    let filter = Filter {
        without_columns: ["C6".to_owned()].into(),
        without_rows: ["A5".to_owned(), "A6".to_owned()].into(),
        ..Filter::default()
    };
    let spec = Spec { normalization: Normalization::Average, ..Spec::onemode(Aggregation::Congruence) };
    let network = Network::of(&corpus(), &spec, &filter).unwrap();
    assert_eq!((network.rows.len(), network.columns.len()), (5, 0));
    assert_eq!(network.matrix.sum().round(), 10.0);
    let kept = Network::of(&corpus(), &Spec { isolates: true, ..spec }, &filter).unwrap();
    assert_eq!(kept.rows.len(), 7);
}

#[test]
fn dates_are_inclusive() {
    let filter = Filter { from: Some(day("2005-01-26")), to: Some(day("2005-02-02")), ..Filter::default() };
    let network = Network::of(&corpus(), &Spec::default(), &filter).unwrap();
    assert_eq!(network.matrix.sum(), 20.0);
}

#[test]
fn edges_are_counted_once() {
    assert_eq!(network(Spec::default()).edges().len(), 22);
    assert_eq!(network(Spec::onemode(Aggregation::Ignore)).edges().len(), 21);
    let of_targets = corpus().transposed();
    let network = Network::of(&of_targets, &Spec::onemode(Aggregation::Ignore), &Filter::default()).unwrap();
    assert_eq!(network.rows.len(), 6);
}

#[test]
fn what_does_not_go_together_is_refused() {
    let refused = |spec| Network::of(&corpus(), &spec, &Filter::default()).unwrap_err().to_string();
    let two = Spec { aggregation: Aggregation::Congruence, ..Spec::default() };
    assert!(refused(two).contains("hint: use one of ignore, subtract, combine"));
    let one = Spec { normalization: Normalization::Activity, ..Spec::onemode(Aggregation::Ignore) };
    assert!(refused(one).contains("activity does not go with a onemode network"));
    assert_eq!(Spec::default().mode, Mode::TwoMode);
}
