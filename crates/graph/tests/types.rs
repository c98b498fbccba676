//! Each type of conflict, found where it is and not where it is not.

mod common;

use common::{claimed, dated, org, person, policy, say};
use standpoint_graph::{ConflictOptions, StanceGraph, find_conflicts, matches_topic};
use standpoint_model::{Conflict, ConflictType, Predicate::*, Statement};

fn conflicts(statements: &[Statement]) -> Vec<Conflict> {
    find_conflicts(&StanceGraph::from_statements(statements), &ConflictOptions::default())
}

fn kinds(statements: &[Statement]) -> Vec<ConflictType> {
    conflicts(statements).iter().map(|conflict| conflict.kind).collect()
}

#[test]
fn an_affiliate_differs_from_what_it_belongs_to_through_others() {
    let (local, district, union, levy) =
        (org("Dockers Local 8"), org("Coast District"), org("United Dockers"), policy("Harbour Levy"));
    let found = conflicts(&[
        say(&local, AffiliatedWith, &district, 0),
        say(&district, PartOf, &union, 20),
        say(&union, AffiliatedWith, &local, 40),
        say(&local, Supports, &levy, 60),
        say(&union, Opposes, &levy, 80),
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, ConflictType::AffiliateDivergence);
    let names: Vec<_> =
        found[0].path.iter().map(|tie| (tie.from.label.as_str(), tie.to.label.as_str())).collect();
    // The cycle makes the union an affiliate of the local as well, in one step: the closer tie is told.
    assert_eq!(names, [("United Dockers", "Dockers Local 8")]);
    assert!(matches_topic(&found[0], "the harbour levy"));
    assert!(!matches_topic(&found[0], "dredging"));
}

#[test]
fn opposing_the_repeal_is_supporting() {
    let (local, union, levy) = (org("Dockers Local 8"), org("United Dockers"), policy("Harbour Levy"));
    let repeal = policy("repeal of the Harbour Levy");
    let tie = say(&local, AffiliatedWith, &union, 0);
    let (against, also_against) = (say(&union, Opposes, &levy, 20), say(&local, Opposes, &repeal, 40));
    assert_eq!(kinds(&[tie.clone(), against.clone(), also_against]), [ConflictType::AffiliateDivergence]);
    assert_eq!(kinds(&[tie, against, say(&local, Supports, &repeal, 40)]), []);
}

#[test]
fn strangers_on_two_sides_are_no_conflict() {
    let (one, other, levy) = (org("Dockers Local 8"), org("Boat Owners League"), policy("Harbour Levy"));
    assert_eq!(kinds(&[say(&one, Supports, &levy, 0), say(&other, Opposes, &levy, 20)]), []);
}

#[test]
fn a_leader_differs_only_while_in_office() {
    let (chair, union, levy) = (person("Ada Brook"), org("United Dockers"), policy("Harbour Levy"));
    let former = Statement { role: Some("former president".into()), ..say(&chair, Leads, &union, 0) };
    let stances = [
        dated(say(&chair, Supports, &levy, 20), "b", "2012-05"),
        dated(say(&union, Opposes, &levy, 40), "b", "2012-05"),
    ];
    let with = |tie: Statement| kinds(&[tie, stances[0].clone(), stances[1].clone()]);
    assert_eq!(with(say(&chair, Leads, &union, 0)), [ConflictType::LeaderDivergence]);
    assert_eq!(with(dated(former.clone(), "a", "2009")), []);
    assert_eq!(with(dated(former, "a", "2012")), [ConflictType::LeaderDivergence]);
}

#[test]
fn fellow_members_split_unless_they_sit_in_a_chamber() {
    let (one, other, levy) = (org("Dockers Local 8"), org("Crane Drivers Local 3"), policy("Harbour Levy"));
    let split = |body: &str| {
        let body = org(body);
        kinds(&[
            say(&one, MemberOf, &body, 0),
            say(&other, MemberOf, &body, 20),
            say(&one, Supports, &levy, 40),
            say(&other, Opposes, &levy, 60),
        ])
    };
    assert_eq!(split("Coast Alliance"), [ConflictType::CoalitionSplit]);
    assert_eq!(split("Coast Assembly"), []);
}

#[test]
fn a_turn_needs_an_order_in_time() {
    let (board, levy) = (org("Port Board"), policy("Harbour Levy"));
    let (pro, con) = (say(&board, Supports, &levy, 0), say(&board, Opposes, &levy, 50));
    assert_eq!(kinds(&[pro.clone(), con.clone()]), []);
    let found = conflicts(&[dated(pro.clone(), "b", "2012-03"), dated(con.clone(), "a", "2011")]);
    assert_eq!(found[0].kind, ConflictType::Reversal);
    assert_eq!(found[0].statements[0].predicate, Opposes, "the earlier comes first");
    let told = Statement { quote: "The Port Board originally backed the levy.".into(), ..pro };
    assert_eq!(kinds(&[told, con]), [ConflictType::Reversal]);
}

#[test]
fn a_report_is_denied_by_whom_it_is_about() {
    let (paper, union, chair) = (org("Coast Herald"), org("United Dockers"), person("Ada Brook"));
    let about = std::slice::from_ref(&union);
    let report = claimed("the union was refusing to take part in the safety course", about);
    let bare = claimed("that's categorically untrue", about);
    let fuller = claimed("the Coast Herald's report of a refusal was wrong", about);
    let other = claimed("the union ever paid fines for its members", about);
    for denial in [&bare, &fuller] {
        let found = conflicts(&[say(&paper, Asserts, &report, 0), say(&chair, Denies, denial, 60)]);
        assert_eq!(found.len(), 1, "{}", denial.label);
        assert_eq!(found[0].kind, ConflictType::ContestedClaim);
        assert_eq!(found[0].parties.clone().map(|party| party.label), ["Coast Herald", "Ada Brook"]);
    }
    assert_eq!(kinds(&[say(&paper, Asserts, &report, 0), say(&chair, Denies, &other, 60)]), []);
}

#[test]
fn an_ascribed_stance_is_denied() {
    let (paper, union, levy) = (org("Coast Herald"), org("United Dockers"), policy("Harbour Levy"));
    let told = Statement { attributed_to: vec![paper], ..say(&union, Opposes, &levy, 0) };
    let denial = say(&union, Denies, &claimed("we ever fought the Harbour Levy", &[levy]), 60);
    let found = conflicts(&[told, denial]);
    assert_eq!(found[0].kind, ConflictType::ContestedClaim);
    assert_eq!(found[0].parties.clone().map(|party| party.label), ["Coast Herald", "United Dockers"]);
}

#[test]
fn claims_that_cannot_both_hold() {
    let (board, agency, levy) = (org("Port Board"), org("Coast Agency"), policy("Harbour Levy"));
    let levy = std::slice::from_ref(&levy);
    let free = claimed("towns join the scheme on a voluntary basis", levy);
    let forced = claimed("the scheme is mandatory", levy);
    let two = [say(&board, Asserts, &free, 0), say(&agency, Asserts, &forced, 50)];
    assert_eq!(kinds(&two), [ConflictType::ContradictoryClaims]);
    let one = [say(&board, Asserts, &free, 0), say(&board, Asserts, &forced, 50)];
    assert_eq!(kinds(&one), [ConflictType::ContradictoryClaims]);
    let turned = [dated(one[0].clone(), "a", "2010"), dated(one[1].clone(), "b", "2011")];
    assert_eq!(kinds(&turned), [ConflictType::Reversal]);
}

#[test]
fn only_what_is_asked_for() {
    let (board, levy) = (org("Port Board"), policy("Harbour Levy"));
    let statements = [
        dated(say(&board, Supports, &levy, 0), "a", "2010"),
        dated(say(&board, Opposes, &levy, 50), "b", "2011"),
    ];
    let graph = StanceGraph::from_statements(&statements);
    let options =
        ConflictOptions { types: [ConflictType::ContestedClaim].into(), ..ConflictOptions::default() };
    assert_eq!(find_conflicts(&graph, &options), []);
    let options = ConflictOptions { min_confidence: 1.1, ..ConflictOptions::default() };
    assert_eq!(find_conflicts(&graph, &options), []);
}
