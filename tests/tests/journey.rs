//! From files to answers, and back: the commands in the order in which people use them.
#![allow(clippy::unwrap_used, reason = "tests")]

use standpoint_model::{Conflict, Statement};
use standpoint_tests::{Run, Workplace, lines, seeds};
use std::ffi::OsString;
use std::time::{Duration, Instant};

fn place() -> Workplace {
    Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"))
}

/// Runs a command on the demo documents.
fn on_seeds(place: &Workplace, args: &[&str]) -> Run {
    place.run(args.iter().map(OsString::from).chain(seeds().into_iter().map(OsString::from)))
}

#[test]
fn the_same_bytes_on_one_thread_and_two() {
    let place = place();
    for format in ["jsonl", "csv", "trig", "table"] {
        let run = |threads| on_seeds(&place, &["extract", "--format", format, "--threads", threads]);
        let (one, two) = (run("1"), run("2"));
        assert!(one.ends_with(0).out.len() > 1000, "{format} says next to nothing");
        assert_eq!(one.out, two.out, "{format}");
    }
    assert_eq!(
        on_seeds(&place, &["analyse", "--threads", "1"]).out,
        on_seeds(&place, &["analyse", "--threads", "2"]).out
    );
}

#[test]
fn rows_hold_what_the_contract_says() {
    let place = place();
    let run = on_seeds(&place, &["extract"]);
    let rows: Vec<Statement> = lines(&run.ends_with(0).out);
    for row in &rows {
        assert!(row.confidence.get() >= 0.5, "{row:?}");
        assert!(!row.quote.is_empty() && row.span.len() == row.quote.chars().count(), "{row:?}");
        assert!(seeds().iter().any(|path| path.to_string_lossy() == row.document), "{}", row.document);
        assert!(!row.subject.label.is_empty() && row.subject.id.starts_with("https://"), "{row:?}");
    }
    let sure: Vec<Statement> =
        lines(&on_seeds(&place, &["extract", "--min-confidence", "0.95"]).ends_with(0).out);
    assert!(sure.len() < rows.len() && sure.iter().all(|row| row.confidence.get() >= 0.95));
}

#[test]
fn json_shows_which_words_speak_of_one_thing() {
    let place = place();
    let text = "Ann Rivera leads the Dockers Union. She opposes the levy, Rivera said.\n";
    let run = place.run_with(text, ["analyse", "--format", "json", "-"]);
    let seen: serde_json::Value = serde_json::from_str(&run.ends_with(0).out).unwrap();
    assert_eq!(seen["tokens"][0]["text"], "Ann");
    let chains = seen["chains"].as_array().unwrap();
    let rivera = chains.iter().find(|chain| chain["label"] == "Ann Rivera").unwrap();
    let mentions: Vec<&str> =
        rivera["mentions"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
    assert_eq!(mentions, ["Ann Rivera", "She", "Rivera"]);
}

#[test]
fn records_pass_through_with_their_names() {
    let place = place();
    let record = |id: &str| {
        format!(
            "{{\"id\": \"{id}\", \"date\": \"2011-05\", \"text\": \"Ann Rivera, president of the Dockers Union, said the levy is a mistake.\"}}\n"
        )
    };
    let input: String = ["x/1", "x/2"].map(record).concat();
    let run = place.run_with(&input, ["extract", "--input", "jsonl", "--min-confidence", "0", "-"]);
    let rows: Vec<Statement> = lines(&run.out);
    assert!(rows.iter().any(|row| row.document == "x/1") && rows.iter().any(|row| row.document == "x/2"));
    let found: Vec<serde_json::Value> =
        lines(&place.run_with(&input, ["attributions", "--input", "jsonl", "-"]).ends_with(0).out);
    for row in &found {
        assert!(row["content"][0][1].is_u64() && row["document"].is_string(), "{row}");
    }
    assert!(!found.is_empty());
}

#[test]
fn a_second_ingest_finds_everything_unchanged() {
    let place = place();
    on_seeds(&place, &["ingest"]).ends_with(0).tells("8 added, 0 replaced, 0 unchanged");
    let before = place.run(["export", "--format", "nquads"]).out;
    on_seeds(&place, &["ingest"]).ends_with(0).tells("0 added, 0 replaced, 8 unchanged");
    on_seeds(&place, &["ingest", "--force"]).ends_with(0).tells("8 unchanged");
    assert_eq!(place.run(["export", "--format", "nquads"]).out, before);

    place.write("one.txt", "The Dockers Union opposes the levy.\n");
    place.run(["ingest", "one.txt"]).tells("1 added");
    place.write("one.txt", "The Dockers Union supports the levy now.\n");
    place.run(["ingest", "one.txt"]).tells("0 added, 1 replaced");
    assert!(place.run(["export"]).out.contains("supports the levy now"));
}

#[test]
fn an_export_gives_the_same_store_again() {
    let place = place();
    on_seeds(&place, &["ingest", "--store", "first"]).ends_with(0);
    let rows = place.run(["export", "--store", "first", "--format", "jsonl"]).out;
    assert!(!lines::<Statement>(&rows).is_empty());
    for name in ["all.trig", "all.nq", "all.jsonld", "all.jsonl"] {
        place.run(["export", "--store", "first", "-o", name]).ends_with(0);
        let store = format!("from-{name}");
        place.run(["import", "--store", &store, name]).ends_with(0);
        let again = place.run(["export", "--store", &store, "--format", "jsonl"]).out;
        assert_eq!(again, rows, "{name}");
    }
}

#[test]
fn questions_by_name_and_in_sparql() {
    let place = place();
    on_seeds(&place, &["ingest"]).ends_with(0);
    for name in ["leaders", "publishers"] {
        place.run(["query", name]).ends_with(0);
    }
    let csv = place.run(["query", "SELECT ?d { ?d a sp:SourceDocument }", "--format", "csv"]);
    assert_eq!(csv.ends_with(0).out.lines().count(), 9);
    // A product of everything with everything with everything does not end.
    let endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    place.run(["query", endless, "--timeout", "1"]).ends_with(3).tells("longer than 1 s");
    let list = place.run(["query", "--list"]).ends_with(0).out.clone();
    assert!(list.contains("standpoint query sides topic="), "{list}");
}

/// Three rows as people enter them: a local belongs to a union, and they differ.
fn quarrel() -> String {
    let row = |kind: &str, subject: &str, predicate: &str, object: (&str, &str), at: usize| {
        format!(
            r#"{{"document": "dispatch", "kind": "{kind}", "subject": {{"id": "{subject}", "label": "{subject}", "type": "Organization"}}, "predicate": "{predicate}", "object": {{"id": "{0}", "label": "{0}", "type": "{1}"}}, "span": {{"start": {at}, "end": {2}}}, "quote": "Words at {at}."}}
"#,
            object.0,
            object.1,
            at + 12
        )
    };
    [
        row("relation", "Dockside Local 9", "affiliatedWith", ("United Dockers", "Organization"), 0),
        row("stance", "Dockside Local 9", "supports", ("Harbor Levy", "Policy"), 20),
        row("stance", "United Dockers", "opposes", ("Harbor Levy", "Policy"), 40),
    ]
    .concat()
}

#[test]
fn conflicts_show_both_quotes_and_what_ties_the_parties() {
    let place = place();
    place.write("rows.jsonl", quarrel());
    place.run(["import", "rows.jsonl"]).ends_with(0);
    let rows = place.run(["conflicts", "--format", "jsonl"]).ends_with(0).out.clone();
    let found: Vec<Conflict> = lines(&rows);
    assert_eq!(found.len(), 1, "{rows}");
    assert_eq!(found[0].kind.as_str(), "affiliate-divergence");
    assert_eq!(found[0].path[0].to.label, "United Dockers");
    let table = place.run(["conflicts"]).ends_with(0).out.clone();
    for words in ["affiliate-divergence", "Harbor Levy", "“Words at 20.”", "“Words at 40.”", "affiliatedWith"]
    {
        assert!(table.contains(words), "{words} is not in\n{table}");
    }
    place.run(["conflicts", "--about", "the harbor levy"]).ends_with(0);
    let run = place.run(["conflicts", "--about", "Harbour Levy"]);
    run.ends_with(1).tells("did you mean Harbor Levy?");
    place.run(["conflicts", "--type", "reversal"]).ends_with(1).tells("no conflicts found");
}

#[test]
fn pictures_and_graph_files_by_extension() {
    let place = place();
    place.write("rows.jsonl", quarrel());
    place.run(["import", "rows.jsonl"]).ends_with(0);
    for name in ["all.svg", "all.graphml", "all.gexf"] {
        place.run(["render", "--engine", "builtin", "-o", name]).ends_with(0);
        let text = place.read(name);
        roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(text.contains("United Dockers"), "{name}");
        place.run(["render", "--engine", "builtin", "-o", name]).ends_with(0);
        assert_eq!(place.read(name), text, "{name} differs from run to run");
    }
    place.run(["render", "--conflicts", "-o", "all.dot"]).ends_with(0);
    assert!(place.read("all.dot").starts_with("digraph"));
    for name in ["all.csv", "all.nodes.csv"] {
        place.run(["render", "-o", name]).ends_with(0);
        assert!(place.read(name).contains("Dockside Local 9"), "{name}");
    }
    place.run(["render", "--topic", "Nobody Knows This", "-o", "none.svg"]).ends_with(1);
    assert!(!place.path("none.svg").exists());
    place.run(["render", "--actor", "United Dockers", "-o", "-"]).ends_with(0);
}

#[test]
fn given_words_keep_their_lines() {
    let place = place();
    let file = "# newdoc id = d\n# sent_id = d-1\n# text = We can't stay.\n1\tWe\twe\tPRON\t_\t_\t4\tnsubj\t_\t_\n\
        2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tca\tcan\tAUX\t_\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_\n\
        4\tstay\tstay\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n\n\
        # sent_id = d-2\n# text = No.\n1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No\n2\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n";
    place.write("gold.conllu", file);
    let run = place.run(["analyse", "--gold-tokens", "gold.conllu"]);
    let kept = |text: &str| -> Vec<String> {
        let line = |line: &str| {
            if line.starts_with('#') {
                line.to_owned()
            } else {
                line.split('\t').take(2).collect::<Vec<_>>().join("\t")
            }
        };
        text.lines().map(line).collect()
    };
    assert_eq!(kept(&run.ends_with(0).out), kept(file));
    for line in run.out.lines().filter(|line| line.contains('\t') && !line.contains('-')) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line}");
        assert!(columns[6].parse::<usize>().is_ok() && columns[3] != "_", "{line}");
    }
    place.write("broken.conllu", "1\tWe\t_\n");
    place.run(["analyse", "--gold-tokens", "broken.conllu"]).ends_with(2).tells("broken.conllu: line 1");
}

#[test]
fn the_tour_ends_with_a_picture() {
    let place = place();
    let begun = Instant::now();
    let run = place.run(["demo"]);
    let time = begun.elapsed();
    run.ends_with(0).tells("standpoint-demo.svg").tells("standpoint ingest");
    assert!(run.out.contains("Where positions do not go together"), "{}", run.out);
    assert!(run.out.matches('“').count() >= 2, "no quotes:\n{}", run.out);
    let svg = place.read("standpoint-demo.svg");
    assert_eq!(roxmltree::Document::parse(&svg).unwrap().root_element().tag_name().name(), "svg");
    // Without optimisation the language model is many times slower.
    if !cfg!(debug_assertions) {
        assert!(time < Duration::from_secs(10), "{time:?}");
    }
    let again = place.run(["demo", "-q", "-o", "other.svg", "--threads", "1"]);
    assert_eq!(again.ends_with(0).out, run.out);
    assert_eq!(again.err, "");
    assert_eq!(place.read("other.svg"), svg);
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint-under-test"))
        .args(["analyse", "--format", "json"])
        .args(seeds())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}
