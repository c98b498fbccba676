//! What texts and files really hold: bodies that belong to themselves, circles, dates that contradict one another.

mod common;

use common::{dated, org, person, policy, say};
use standpoint_graph::{Batch, ConflictOptions, Conflicts, GraphBuilder, StanceGraph, find_conflicts};
use standpoint_model::{Confidence, Conflict, ConflictType, Predicate::*, Span, Statement};

fn conflicts(statements: &[Statement], options: &ConflictOptions) -> Vec<Conflict> {
    find_conflicts(&StanceGraph::from_statements(statements), options)
}

fn kinds(statements: &[Statement]) -> Vec<ConflictType> {
    conflicts(statements, &ConflictOptions::default()).iter().map(|conflict| conflict.kind).collect()
}

#[test]
fn nothing_belongs_to_itself() {
    let (union, levy) = (org("United Dockers"), policy("Harbour Levy"));
    let statements = [
        say(&union, AffiliatedWith, &union, 0),
        say(&union, Supports, &levy, 20),
        say(&union, Opposes, &levy, 40),
    ];
    assert_eq!(kinds(&statements), []);
    assert_eq!(StanceGraph::from_statements(&statements).bodies(&union.id), []);
}

#[test]
fn a_circle_of_affiliations_ends() {
    let ring: Vec<_> = ["Alder", "Birch", "Cedar", "Dogwood"].map(org).into();
    let levy = policy("Harbour Levy");
    let mut statements: Vec<Statement> =
        (0..4).map(|at| say(&ring[at], PartOf, &ring[(at + 1) % 4], 20 * at)).collect();
    statements.push(say(&ring[0], Supports, &levy, 100));
    statements.push(say(&ring[2], Opposes, &levy, 120));
    assert_eq!(kinds(&statements), [ConflictType::AffiliateDivergence], "one pair, whichever way round");
}

#[test]
fn a_tie_that_has_ended_does_not_bind_later_stances() {
    let (chair, union, levy) = (person("Ada Brook"), org("United Dockers"), policy("Harbour Levy"));
    let stances = [
        dated(say(&chair, Supports, &levy, 20), "s", "2012-05"),
        dated(say(&union, Opposes, &levy, 40), "s", "2012-05"),
    ];
    let tie = |role: &str, date: &str| {
        let said = Statement { role: Some(role.into()), ..say(&chair, Leads, &union, 0) };
        dated(said, &format!("{role} {date}"), date)
    };
    let with = |ties: &[Statement]| kinds(&[ties, &stances].concat());
    let found = [ConflictType::LeaderDivergence];
    assert_eq!(with(&[tie("president", "2008")]), found);
    assert_eq!(with(&[tie("president", "2008"), tie("former president", "2010")]), []);
    assert_eq!(with(&[tie("president", "2008"), tie("former president", "2013")]), found);
    // One says that it is past, the other of the same year that it holds: reported, for people to judge.
    assert_eq!(with(&[tie("president", "2010"), tie("former president", "2010")]), found);
    assert_eq!(with(&[tie("former president", "2010"), tie("president", "2012")]), found);
}

#[test]
fn back_and_forth_counts_for_less_than_one_turn() {
    let (board, levy) = (org("Port Board"), policy("Harbour Levy"));
    let on = |predicate, date: &str| dated(say(&board, predicate, &levy, 0), date, date);
    let options = ConflictOptions { half_life: 0.0, ..ConflictOptions::default() };
    let turn = [on(Supports, "2009"), on(Supports, "2010"), on(Opposes, "2011-02"), on(Opposes, "2012")];
    let clear = conflicts(&turn, &options).remove(0);
    assert_eq!(clear.kind, ConflictType::Reversal);
    assert_eq!(
        clear.grounds.turn.map(|turn| turn.map(|date| date.to_string())),
        Some(["2010".into(), "2011-02".into()])
    );
    assert_eq!(clear.grounds.backing, [2, 2]);
    let wavering = [turn.as_slice(), &[on(Opposes, "2008"), on(Supports, "2013")]].concat();
    assert!(conflicts(&wavering, &options)[0].score < clear.score);
}

#[test]
fn no_number_is_no_score() {
    let (local, union, levy) = (org("Dockers Local 8"), org("United Dockers"), policy("Harbour Levy"));
    let doubtful = |said: Statement| Statement { confidence: Confidence::clamped(0.0), ..said };
    let statements = [
        doubtful(say(&local, AffiliatedWith, &union, 0)),
        doubtful(dated(say(&local, Supports, &levy, 20), "a", "2012")),
        doubtful(dated(say(&union, Opposes, &levy, 40), "b", "2011")),
    ];
    for half_life in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::MIN_POSITIVE] {
        let options =
            ConflictOptions { half_life, min_score: 0.0, min_confidence: 0.0, ..ConflictOptions::default() };
        let found = conflicts(&statements, &options);
        assert!(found.iter().all(|conflict| conflict.score == 0.0), "{half_life}: {found:?}");
    }
}

#[test]
fn what_is_said_later_is_not_known_yet() {
    let (board, levy) = (org("Port Board"), policy("Harbour Levy"));
    let statements = [
        dated(say(&board, Supports, &levy, 0), "a", "2010"),
        dated(say(&board, Opposes, &levy, 0), "b", "2012-06"),
    ];
    let as_of = |date: &str| ConflictOptions { as_of: date.parse().ok(), ..ConflictOptions::default() };
    assert_eq!(conflicts(&statements, &as_of("2011")), []);
    assert_eq!(conflicts(&statements, &as_of("2012")).len(), 1, "2012 may be June or later");
    let (then, later) = (conflicts(&statements, &as_of("2012")), conflicts(&statements, &as_of("2032")));
    assert!(later[0].score < then[0].score);
    assert!(later[0].grounds.recency >= 0.5);
}

#[test]
fn a_part_is_held_against_the_whole_and_not_against_another_part() {
    let (local, union) = (org("Dockers Local 8"), org("United Dockers"));
    let (whole, one, other) = (policy("Harbour Plan"), policy("Crane Levy"), policy("Night Shift Rule"));
    let found = |a, b, circle: bool| {
        let mut builder = GraphBuilder::default();
        builder.add_broader(&one.id, &whole.id);
        builder.add_broader(&other.id, &whole.id);
        builder.add_broader("nowhere", "nowhere");
        if circle {
            builder.add_broader(&whole.id, &one.id);
        }
        let statements = [
            say(&local, AffiliatedWith, &union, 0),
            say(&local, Supports, a, 20),
            say(&union, Opposes, b, 40),
            say(&org("Port Board"), Opposes, &whole, 60),
        ];
        builder.add(Batch::new("", statements));
        Conflicts::of(&builder.finish(), &ConflictOptions::default()).len()
    };
    assert_eq!(found(&one, &whole, false), 1);
    assert_eq!(found(&whole, &other, false), 1);
    assert_eq!(found(&one, &other, false), 0);
    assert!(found(&one, &whole, true) > 0);
}

#[test]
fn a_span_beyond_the_text_is_no_reason_to_fall() {
    let (board, levy) = (org("Port Board"), policy("Harbour Levy"));
    let said = Statement { span: Span::new(900, 20_000), ..say(&board, Supports, &levy, 0) }.addressed();
    let mut builder = GraphBuilder::default();
    builder.add(Batch::new("A short text.", [said.clone()]));
    let graph = builder.finish();
    assert_eq!(graph.statements().collect::<Vec<_>>(), [said], "what goes in comes out");
}

#[test]
fn many_statements_make_one_conflict() {
    let (local, union, levy) = (org("Dockers Local 8"), org("United Dockers"), policy("Harbour Levy"));
    let sure = Confidence::clamped(0.6);
    let unsure = |said: Statement| Statement { confidence: sure, ..said };
    let mut statements =
        vec![say(&local, AffiliatedWith, &union, 0), unsure(say(&union, Opposes, &levy, 20))];
    statements.push(unsure(say(&local, Supports, &levy, 40)));
    let alone = conflicts(&statements, &ConflictOptions::default()).remove(0);
    for document in ["b", "c", "d"] {
        statements.push(unsure(dated(say(&local, Supports, &levy, 40), document, "2011")));
    }
    let options = ConflictOptions { half_life: 0.0, ..ConflictOptions::default() };
    let found = conflicts(&statements, &options);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].grounds.backing, [4, 1]);
    assert_eq!(found[0].grounds.further[0].len(), 3);
    assert!(found[0].score > alone.score, "further documents are further evidence");
}
