//! A snapshot answers as the store does, and lets no question run away.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../../graph/benches/corpus/mod.rs"]
mod corpus;

use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use standpoint_rdf::vocab::PREFIXES;
use standpoint_rdf::{Format, GraphName, Quad};
use standpoint_store::{
    Answer, AnswerError, AnswerFormat, Budget, Decision, ExportFormat, Question, Snapshot, Store, StoreError,
    Verdict,
};
use std::sync::atomic::Ordering;
use std::time::Duration;

/// A store of made-up statements, with a merge and a rejected statement.
fn store(statements: usize) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path().join("store")).unwrap();
    let size = corpus::Size::of(statements);
    for number in 0..corpus::documents(size) {
        let (document, said) = corpus::document(size, 11, number);
        store.put(&document, &said, "test").unwrap();
    }
    let all = store.statements().unwrap();
    let decide = |verdict, concerns: Vec<String>| Decision {
        verdict,
        concerns,
        by: "reader".to_owned(),
        on: None,
        reason: String::new(),
    };
    let other = all.iter().find(|s| s.subject.id != all[0].subject.id).unwrap();
    store
        .decide(&decide(Verdict::Merged, vec![all[0].subject.id.clone(), other.subject.id.clone()]))
        .unwrap();
    store.decide(&decide(Verdict::Rejected, vec![all[7].id.clone()])).unwrap();
    (folder, store)
}

fn ask(sparql: &str) -> Question {
    Question::parse(sparql, &[], &[]).unwrap()
}

fn plenty() -> Budget {
    Budget::of(Duration::from_secs(600))
}

fn text(snapshot: &Snapshot, sparql: &str, format: AnswerFormat) -> String {
    let mut out = Vec::new();
    snapshot.answer(&ask(sparql), format, &plenty(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The rows in an order of their own.
fn rows(answer: Answer) -> Vec<String> {
    let mut lines = match answer {
        Answer::Rows { columns, rows } => {
            let line = |row| format!("{columns:?} {row:?}");
            rows.into_iter().map(line).collect::<Vec<_>>()
        }
        Answer::Truth(truth) => vec![truth.to_string()],
        Answer::Graph(quads) => quads.iter().map(ToString::to_string).collect(),
    };
    lines.sort();
    lines
}

/// What Oxigraph's own store answers, with the same quads in their graphs and the merge of them without a name.
fn oxigraph_says(snapshot: &Snapshot, questions: &[&str]) -> Vec<Vec<String>> {
    let oxigraph = oxigraph::store::Store::new().unwrap();
    for quad in snapshot.graph(None) {
        let merged = Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() };
        oxigraph.extend([quad, merged]).unwrap();
    }
    let answer = |sparql: &&str| {
        let mut evaluator = SparqlEvaluator::new();
        for (prefix, namespace) in PREFIXES {
            evaluator = evaluator.with_prefix(*prefix, *namespace).unwrap();
        }
        let results = evaluator.parse_query(sparql).unwrap().on_store(&oxigraph).execute().unwrap();
        rows(match results {
            QueryResults::Boolean(truth) => Answer::Truth(truth),
            QueryResults::Graph(triples) => Answer::Graph(
                triples.map(|triple| triple.unwrap().in_graph(GraphName::DefaultGraph)).collect(),
            ),
            QueryResults::Solutions(found) => Answer::Rows {
                columns: found.variables().iter().map(|variable| variable.as_str().to_owned()).collect(),
                rows: found.map(|row| row.unwrap().values().to_vec()).collect(),
            },
        })
    };
    questions.iter().map(answer).collect()
}

#[test]
fn it_answers_as_oxigraph_does() {
    let (_folder, store) = store(300);
    let snapshot = store.snapshot().unwrap();
    assert_eq!(snapshot.len(), store.quad_count().unwrap());
    let questions = [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { GRAPH ?g { ?s sp:opposes ?o } }",
        "SELECT (COUNT(*) AS ?n) { ?s a sp:Stance ; sp:holder ?h }",
        "SELECT ?h (COUNT(DISTINCT ?t) AS ?n) { ?s sp:holder ?h ; sp:target ?t } GROUP BY ?h",
        "SELECT ?l { ?s sp:holder/skos:prefLabel ?l } ORDER BY DESC(?l)",
        "SELECT DISTINCT ?a ?b { ?a (sp:affiliatedWith|sp:partOf)+ ?b }",
        "SELECT ?s { ?s sp:confidence ?c FILTER(?c > 0.8) OPTIONAL { ?s sp:act ?a } FILTER(!BOUND(?a)) }",
        "SELECT ?x { ?x a org:Organization MINUS { ?x sp:opposes ?y } }",
        "SELECT ?x (STRLEN(GROUP_CONCAT(?l; SEPARATOR=', ')) AS ?all) { ?x skos:altLabel ?l } GROUP BY ?x",
        "SELECT ?d (YEAR(?d) AS ?y) { ?s sp:statedOn ?d } ORDER BY ?d LIMIT 1000",
        "SELECT ?g { GRAPH ?g {} }",
        "SELECT ?x { ?x sp:mergedInto ?y }",
        "ASK { ?s a sp:Decision }",
        "ASK { ?s a owl:Thing }",
        "CONSTRUCT { ?a sp:opposes ?b } { ?s sp:holder ?a ; sp:target ?b ; sp:polarity sp:Oppose }",
        "SELECT * FROM <https://w3id.org/standpoint/id/graph/curation> { ?s ?p ?o }",
        "SELECT ?n { VALUES ?n { 1 2 'x' } FILTER(?n = 1) }",
        "SELECT ?s { ?s sp:confidence 0.94 }",
    ];
    for (sparql, theirs) in questions.iter().zip(oxigraph_says(&snapshot, &questions)) {
        let (ours, more) = snapshot.first(&ask(sparql), &plenty(), usize::MAX).unwrap();
        assert!(!more);
        let ours = rows(ours);
        assert_eq!(ours, theirs, "{sparql}");
        assert_eq!(ours, rows(store.query(sparql, None).unwrap().answer), "{sparql}");
    }
}

#[test]
fn a_triple_of_several_graphs_stands_once_in_the_default_graph() {
    let (_folder, mut store) = store(20);
    let label = "<https://example.org/x> <http://www.w3.org/2004/02/skos/core#prefLabel> \"X\"";
    let graphs = ["https://example.org/a", "https://example.org/b", "https://example.org/c"];
    let quads: String = graphs.iter().map(|graph| format!("{label} <{graph}> .\n")).collect();
    let format = ExportFormat::Rdf(Format::NQuads);
    store.import_from(quads.as_bytes(), format, "labels.nq").unwrap();
    let snapshot = store.snapshot().unwrap();
    let both = |sparql: &str| {
        let ours = snapshot.first(&ask(sparql), &plenty(), 1_000).unwrap().0;
        (rows(ours).len(), store.query(sparql, None).unwrap().len())
    };
    assert_eq!(both("SELECT ?l { <https://example.org/x> skos:prefLabel ?l }"), (1, 1));
    assert_eq!(both("SELECT ?g { GRAPH ?g { <https://example.org/x> skos:prefLabel ?l } }"), (3, 3));
    assert_eq!(both("SELECT ?s { ?s skos:prefLabel 'X' }"), (1, 1));
    let each = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }";
    let truly = "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } } }";
    let count = |sparql: &str| rows(snapshot.first(&ask(sparql), &plenty(), 1).unwrap().0);
    assert_eq!(count(each), count(truly));
    assert_eq!(count(each), rows(store.query(each, None).unwrap().answer));
    // Two graphs that the query names are merged as well, and the third is none of them.
    let some = format!("SELECT ?l FROM <{}> FROM <{}> {{ ?s skos:prefLabel ?l }}", graphs[0], graphs[1]);
    assert_eq!(rows(snapshot.first(&ask(&some), &plenty(), 9).unwrap().0).len(), 1);
    let none = format!("SELECT ?l FROM NAMED <{}> {{ ?s skos:prefLabel ?l }}", graphs[0]);
    assert_eq!(both(&none), (0, 0));
}

#[test]
fn a_describe_holds_what_is_said_of_the_thing() {
    let (_folder, store) = store(50);
    let snapshot = store.snapshot().unwrap();
    let someone = &snapshot.names().entities()[0].id;
    let turtle = text(&snapshot, &format!("DESCRIBE <{someone}>"), AnswerFormat::Rdf(Format::Turtle));
    assert!(turtle.contains("skos:prefLabel"), "{turtle}");
    assert_eq!(snapshot.about(someone).filter(|quad| turtle.contains(quad.predicate.as_str())).count(), 0);
    assert!(snapshot.about(someone).count() > 1 && snapshot.pointing_at(someone).count() > 0);
    assert_eq!(snapshot.about("https://example.org/nobody").count(), 0);
    assert_eq!(snapshot.graph(Some("no address")).count(), 0);
}

#[test]
fn equal_stores_give_equal_bytes() {
    let (one, another) = (store(80), store(80));
    let sparql = "SELECT ?s ?h { ?s sp:holder ?h }";
    let of = |store: &Store| text(&store.snapshot().unwrap(), sparql, AnswerFormat::Json);
    assert_eq!(of(&one.1), of(&another.1));
}

#[test]
fn named_graphs_of_the_request_come_before_those_of_the_query() {
    let (_folder, store) = store(100);
    let snapshot = store.snapshot().unwrap();
    let count = |defaults: &[&str], named: &[&str], sparql: &str| {
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let question = Question::parse(sparql, &owned(defaults), &owned(named)).unwrap();
        rows(snapshot.first(&question, &plenty(), 1_000_000).unwrap().0).len()
    };
    let graphs = snapshot.graphs();
    let first = graphs.iter().find(|graph| graph.contains("/document/")).unwrap().as_str();
    let everything = "SELECT * { ?s ?p ?o }";
    let held = snapshot.graph(Some(first)).count();
    assert_eq!(count(&[first], &[], everything), held);
    assert_eq!(count(&[], &[first], everything), 0);
    assert_eq!(count(&[], &[first], "SELECT * { GRAPH ?g { ?s ?p ?o } }"), held);
    assert_eq!(
        count(&["http://example.org/none"], &[], &format!("SELECT * FROM <{first}> {{ ?s ?p ?o }}")),
        0
    );
    let wrong = Question::parse(everything, &["no graph".to_owned()], &[]);
    assert!(matches!(wrong, Err(StoreError::Query(error)) if error.message.contains("default-graph-uri")));
}

/// Questions whose evaluation would take days; of the second sort, nothing of the store is read meanwhile.
const ENDLESS: &[&str] = &[
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }",
    "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c } } { SELECT * { ?d ?e ?f } } { SELECT * { ?g ?h ?i } } }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f && ?f != ?c) }",
    "SELECT ?a { ?a !rdf:nil/!rdf:nil/!rdf:nil/!rdf:nil/!rdf:nil/!rdf:nil ?b } ORDER BY ?b",
    "SELECT ?a ?b { ?a (!rdf:nil|^!rdf:nil)* ?b . ?b (!rdf:nil|^!rdf:nil)* ?c . ?c (!rdf:nil|^!rdf:nil)* ?d }",
    "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
];

fn digits() -> String {
    let values: String = (0..200).map(|n| format!("{n} ")).collect();
    let tables: String = (0..6).map(|at| format!("VALUES ?v{at} {{ {values} }} ")).collect();
    format!("SELECT (COUNT(*) AS ?n) {{ {tables} }}")
}

#[test]
fn no_question_outlives_its_time() {
    let (_folder, store) = store(1000);
    let snapshot = store.snapshot().unwrap();
    let digits = digits();
    for sparql in ENDLESS.iter().copied().chain([digits.as_str()]) {
        let budget = Budget { memory: 64 << 20, ..Budget::of(Duration::from_millis(300)) };
        let answer = snapshot.answer(&ask(sparql), AnswerFormat::Json, &budget, std::io::sink());
        assert!(
            matches!(
                answer,
                Err(AnswerError::TimedOut { .. }
                    | AnswerError::TooMuchMemory { .. }
                    | AnswerError::TooManyRows { .. })
            ),
            "{sparql}: {answer:?}"
        );
    }
}

#[test]
fn a_question_that_nobody_waits_for_is_stopped() {
    let (_folder, store) = store(1000);
    let snapshot = store.snapshot().unwrap();
    let budget = plenty();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(100));
            budget.stop.store(true, Ordering::Relaxed);
        });
        let answer = snapshot.answer(&ask(&digits()), AnswerFormat::Json, &budget, std::io::sink());
        assert!(matches!(answer, Err(AnswerError::Stopped)), "{answer:?}");
    });
}

#[test]
fn memory_is_bounded_wherever_it_goes() {
    let (_folder, store) = store(1000);
    let snapshot = store.snapshot().unwrap();
    for sparql in [
        "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
        "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f }",
        "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?c ?d ?f",
        "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?c), STR(?d), STR(?f)) AS ?x) }",
        "SELECT (GROUP_CONCAT(?c; SEPARATOR=' and so on and on and on ') AS ?all) { ?a ?b ?c . ?d ?e ?f }",
    ] {
        let budget = Budget { memory: 32 << 20, ..plenty() };
        let answer = snapshot.answer(&ask(sparql), AnswerFormat::Json, &budget, std::io::sink());
        assert!(matches!(answer, Err(AnswerError::TooMuchMemory { .. })), "{sparql}: {answer:?}");
    }
}

#[test]
fn values_do_not_explode() {
    let (_folder, store) = store(50);
    let snapshot = store.snapshot().unwrap();
    let doubled: String =
        (0..40).map(|at| format!("BIND(CONCAT(?x{at}, ?x{at}) AS ?x{}) ", at + 1)).collect();
    let sparql = format!("SELECT ?x40 {{ BIND('0123456789' AS ?x0) {doubled} }}");
    let answer = snapshot.answer(&ask(&sparql), AnswerFormat::Json, &plenty(), std::io::sink());
    assert!(matches!(answer, Err(AnswerError::ValueTooLong { .. })), "{answer:?}");
    let long = "x".repeat(1000);
    let nested = format!(
        "SELECT (REPLACE(REPLACE(REPLACE(?l, '.', '{long}'), '.', '{long}'), '.', '{long}') AS ?y) {{ ?s skos:prefLabel ?l }}"
    );
    let refused = Question::parse(&nested, &[], &[]);
    assert!(matches!(refused, Err(StoreError::Query(error)) if error.message.contains("enormous")));
}

#[test]
fn what_is_nested_too_deeply_is_refused_and_what_passes_fits_on_the_stack() {
    let refused = |sparql: &str| match Question::parse(sparql, &[], &[]) {
        Err(StoreError::Query(error)) => error.message,
        other => panic!("{other:?}"),
    };
    for (open, close) in [("{", "}"), ("(", ")"), ("[", "]")] {
        let deep = format!("SELECT * {{ {}{} }}", open.repeat(100_000), close.repeat(100_000));
        assert!(refused(&deep).contains("nested"));
    }
    assert!(
        refused(&format!("SELECT * {{ ?a sp:opposes{} ?b }}", "/sp:opposes".repeat(50_000)))
            .contains("more than")
    );
    assert!(
        refused(&format!("SELECT * {{ ?a sp:holder ?b FILTER({}?b) }}", "!".repeat(50_000)))
            .contains("more than")
    );
    let wide = refused(&format!("SELECT * {{ ?a sp:opposes{} ?b }}", "/sp:opposes".repeat(1_900)));
    assert!(wide.contains("more than 100"), "{wide}");
    let (_folder, store) = store(50);
    let snapshot = store.snapshot().unwrap();
    let within = [
        format!("SELECT * {{ ?a sp:opposes{} ?b }}", "/sp:opposes".repeat(90)),
        format!("SELECT * {{ ?a sp:holder ?b FILTER(?b = 1{}) }}", " + 1".repeat(1_300)),
        format!("SELECT * {{ ?a sp:holder ?b FILTER(?b{}) }}", " || ?b".repeat(1_300)),
        format!("SELECT * {{ ?a sp:holder ?b {} }}", "OPTIONAL { ?a ?b ?c }".repeat(90)),
        format!("SELECT * {{ {{}} {} }}", "UNION { ?a a ?b }".repeat(600)),
        format!("SELECT * {{ {} ?a a ?b {} }}", "{".repeat(38), "}".repeat(38)),
        format!("SELECT * {{ ?a a ?b FILTER({}1{}) }}", "(".repeat(38), ")".repeat(38)),
        format!("SELECT * {{ ?a {}a{} ?b }}", "(".repeat(38), ")*".repeat(38)),
    ];
    let work = || {
        for sparql in &within {
            let budget = Budget::of(Duration::from_secs(1));
            match Question::parse(sparql, &[], &[]) {
                Ok(question) => {
                    drop(snapshot.answer(&question, AnswerFormat::Json, &budget, std::io::sink()));
                }
                Err(error) => panic!("{error}"),
            }
        }
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(64 << 20).spawn_scoped(scope, work).unwrap();
        thread.join().unwrap();
    });
}

#[test]
fn services_are_refused_with_the_place() {
    let error =
        Question::parse("SELECT * {\n  SERVICE <http://example.org/> { ?s ?p ?o } }", &[], &[]).unwrap_err();
    assert!(error.to_string().contains("(line 2, column 3)"), "{error}");
    assert!(Question::parse("SELECT * { ?s ?service \"SERVICE\"@service }", &[], &[]).is_ok());
}
