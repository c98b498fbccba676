//! Measures against numbers that were computed elsewhere.

use crate::fixture::corpus;
use standpoint_network::measure::{
    BackboneStep, PolarizationOptions, coalitions, nested_backbone, polarization,
};
use standpoint_network::{Aggregation, Duplicates, Filter, Network, Normalization, Spec};

fn backbone(compat: bool) -> Vec<BackboneStep> {
    let spec = Spec {
        normalization: Normalization::Average,
        duplicates: Duplicates::Document,
        compat,
        ..Spec::onemode(Aggregation::Subtract)
    };
    nested_backbone(&corpus(), &spec, &Filter::default()).unwrap()
}

fn assert_steps(found: &[BackboneStep], expected: &[(&str, f64)]) {
    assert_eq!(found.len(), expected.len());
    for (step, (column, loss)) in found.iter().zip(expected) {
        assert_eq!(step.column, *column);
        assert!((step.loss - loss).abs() < 1e-9, "{column}: {} is not {loss}", step.loss);
    }
}

#[test]
fn nested_backbone_of_the_degrees() {
    let found = backbone(true);
    assert_steps(
        &found,
        &[
            ("C2", 0.027_258_206_5),
            ("C3", 0.017_394_917_8),
            ("C4", 0.030_613_956_6),
            ("C6", 0.144_695_608_6),
            ("C5", 0.322_650_733_3),
            ("C1", 1.0),
        ],
    );
    assert_eq!(found.iter().map(|step| step.statements).sum::<usize>(), 23);
}

#[test]
fn nested_backbone_of_the_true_laplacian() {
    assert_steps(
        &backbone(false),
        &[
            ("C2", 0.023_819_153_3),
            ("C3", 0.032_098_599_9),
            ("C4", 0.028_510_211_6),
            ("C5", 0.077_546_678_9),
            ("C6", 0.211_958_067_2),
            ("C1", 1.0),
        ],
    );
}

#[test]
fn camps_of_one_size_are_those_of_substance() {
    let spec = Spec { normalization: Normalization::Average, ..Spec::onemode(Aggregation::Congruence) };
    let measured = |balanced| {
        let options = PolarizationOptions { balanced, ..PolarizationOptions::default() };
        polarization(&corpus(), &spec, &Filter::default(), &options).unwrap()
    };
    let even = measured(true);
    assert_eq!(even.camps[1], ["A2", "A4", "A5"]);
    assert!((even.inside - 0.613_105_203_2).abs() < 1e-9 && (even.across - 0.856_882_311_3).abs() < 1e-9);
    let free = measured(false);
    assert_eq!(
        free.camps[1],
        ["A2", "A4"],
        "the fifth agrees more with the third than it conflicts with the rest"
    );
    assert!((free.score - 0.513_738_877_6).abs() < 1e-9 && free.exact);
    assert!(free.score > even.score);
}

#[test]
fn coalitions_say_what_they_stand_for() {
    let signed = Network::of(&corpus(), &Spec::onemode(Aggregation::Subtract), &Filter::default()).unwrap();
    let said = Network::of(&corpus(), &Spec::default(), &Filter::default()).unwrap();
    let labels: Vec<String> = signed.rows.iter().map(|node| node.label.clone()).collect();
    let found = coalitions(&signed.matrix, 1, 1).described(&labels, &said);
    let all: usize = found.iter().flat_map(|one| &one.positions).map(|one| one.supports + one.opposes).sum();
    assert_eq!(all, 40);
    let of = |name: &str| found.iter().find(|one| one.members.iter().any(|member| member == name)).unwrap();
    assert!(!of("A3").members.contains(&"A4".to_owned()), "those with most conflict are not together");
    let first = &of("A3").positions[0];
    assert_eq!(first.target, "C6");
    assert!(first.support_percent() > 90.0);
}

#[test]
fn polarization_as_discourse_network_analyzer_prints_it() {
    let spec = Spec {
        normalization: Normalization::Average,
        compat: true,
        ..Spec::onemode(Aggregation::Congruence)
    };
    let found = polarization(&corpus(), &spec, &Filter::default(), &PolarizationOptions::default()).unwrap();
    // Run with rDNA 3.1.2 on its sample: 0.5342493, and these three against the rest.
    assert!((found.score - 0.534_249_270_8).abs() < 1e-9, "{}", found.score);
    assert_eq!(found.camps[1], ["A2", "A3", "A6"]);
    assert!((found.inside - 0.28).abs() < 0.005 && (found.across - 0.61).abs() < 0.005);
}
