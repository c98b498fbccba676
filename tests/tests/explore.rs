//! Looking around in a store: show, why, path, timeline, search, stats, topics, shell, and what makes them pleasant.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::Value;
use standpoint_tests::{Run, Workplace, client, lines};
use std::ffi::OsStr;

/// Statements of four documents as rows: a federation whose unions differ, a president, a denial.
const ROWS: &[(&str, &str, &str, &str, &str, f64, &str)] = &[
    (
        "a.txt",
        "Organization:North Dockers Union",
        "affiliatedWith",
        "Organization:Dockers Federation",
        "",
        0.9,
        "North Dockers Union is an affiliate of the Dockers Federation.",
    ),
    (
        "a.txt",
        "Organization:South Dockers Union",
        "affiliatedWith",
        "Organization:Dockers Federation",
        "",
        0.9,
        "South Dockers Union is an affiliate of the Dockers Federation.",
    ),
    (
        "a.txt",
        "Person:Eva Lind",
        "leads",
        "Organization:North Dockers Union",
        "2031-01",
        0.95,
        "Eva Lind is president of the North Dockers Union.",
    ),
    (
        "b.txt",
        "Organization:North Dockers Union",
        "opposes",
        "Policy:Harbour Levy",
        "2031-02-01",
        0.9,
        "The North Dockers Union opposes the Harbour Levy.",
    ),
    (
        "c.txt",
        "Organization:South Dockers Union",
        "supports",
        "Policy:Harbour Levy",
        "2031-03-01",
        0.8,
        "The South Dockers Union backs the Harbour Levy.",
    ),
    (
        "c.txt",
        "Organization:Quay Company",
        "supports",
        "Policy:Harbour Levy",
        "",
        0.6,
        "Quay Company, too, is for the Harbour Levy.",
    ),
];

/// A place with a store of these statements.
fn filled() -> Workplace {
    let place = Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"));
    let entity = |name: &str| {
        let (kind, label) = name.split_once(':').unwrap();
        let slug = label.to_lowercase().replace(' ', "-");
        let id = format!("https://w3id.org/standpoint/id/{}/{slug}", kind.to_lowercase());
        serde_json::json!({"id": id, "label": label, "type": kind})
    };
    let rows: Vec<String> = ROWS
        .iter()
        .enumerate()
        .map(|(at, (document, subject, predicate, object, date, confidence, quote))| {
            let kind = if matches!(*predicate, "supports" | "opposes") { "stance" } else { "relation" };
            let start = at * 100;
            serde_json::json!({
                "document": document, "kind": kind, "subject": entity(subject), "predicate": predicate,
                "object": entity(object), "role": (*predicate == "leads").then_some("president"),
                "date": (!date.is_empty()).then_some(date), "confidence": confidence,
                "span": {"start": start, "end": start + quote.chars().count()}, "quote": quote,
                "method": "person",
            })
            .to_string()
        })
        .collect();
    place.write("rows.jsonl", rows.join("\n"));
    place.run(["import", "rows.jsonl", "--quiet"]).ends_with(0);
    place
}

#[track_caller]
fn object(run: &Run) -> Value {
    let all: Vec<Value> = lines(&run.ends_with(0).out);
    assert_eq!(all.len(), 1, "{}", run.out);
    all.into_iter().next().unwrap()
}

#[test]
fn an_actor_is_shown_with_ties_stances_and_quotes() {
    let place = filled();
    let shown = place.run(["show", "the north dockers union"]);
    for words in [
        "North Dockers Union (Organization)",
        "Led by (1)",
        "Eva Lind (president)",
        "Belongs to (1)",
        "Dockers Federation",
        "Opposes (1)",
        "“The North Dockers Union opposes the Harbour Levy.”",
        "coalition-split",
    ] {
        assert!(shown.ends_with(0).out.contains(words), "{words}:\n{}", shown.out);
    }
    let json = object(&place.run(["show", "North Dockers Union", "--json"]));
    assert_eq!(json["view"], "actor");
    assert_eq!(json["opposes"][0]["target"]["slug"], "policy/harbour-levy");
    assert_eq!(json["leaders"][0]["roles"][0], "president");
    let same = place.run(["show", "--format", "json", "organization/north-dockers-union"]);
    assert_eq!(object(&same), json);
}

#[test]
fn every_address_that_is_shown_can_be_shown() {
    let place = filled();
    let topic = object(&place.run(["show", "Harbour Levy", "--json"]));
    assert_eq!(topic["view"], "topic");
    assert_eq!((&topic["supporters"], &topic["opponents"]), (&2.into(), &1.into()));
    let federation = &topic["groups"][0];
    assert_eq!(federation["head"]["label"], "Dockers Federation");
    assert_eq!(federation["split"], true);
    let conflict = topic["conflicts"][0]["slug"].as_str().unwrap();
    let shown = object(&place.run(["show", conflict, "--json"]));
    assert_eq!((&shown["view"], &shown["slug"]), (&"conflict".into(), &conflict.into()));
    assert!(!shown["tie"].as_array().unwrap().is_empty());
    let text = place.run(["show", conflict]);
    assert!(
        text.ends_with(0).out.contains("One side") && text.out.contains("What ties them"),
        "{}",
        text.out
    );
    // Of digests, the first digits will do.
    let statement = shown["sides"][0]["said"]["statement"]["slug"].as_str().unwrap();
    let short = &statement[.."statement/".len() + 8];
    assert_eq!(object(&place.run(["show", short, "--json"]))["statement"]["slug"], statement);
    let document = object(&place.run(["show", "b.txt", "--json"]));
    assert_eq!(
        (&document["view"], &document["statements"].as_array().unwrap().len()),
        (&"document".into(), &1)
    );
    let slug = document["document"]["slug"].as_str().unwrap();
    assert_eq!(object(&place.run(["show", slug, "--json"])), document);
}

#[test]
fn the_conflicts_are_those_that_conflicts_finds() {
    let place = filled();
    let found: Vec<Value> = lines(&place.run(["conflicts", "--json"]).ends_with(0).out);
    let stats = object(&place.run(["stats", "--json"]));
    assert_eq!(stats["conflicts"], found.len());
    assert_eq!(stats["statements"], ROWS.len());
    let topic = object(&place.run(["show", "Harbour Levy", "--json"]));
    assert_eq!(topic["conflicts"][0]["score"], found[0]["score"]);
    // The same address in RDF.
    let rdf = place.run(["conflicts", "--format", "ntriples"]);
    assert!(rdf.ends_with(0).out.contains(topic["conflicts"][0]["slug"].as_str().unwrap()), "{}", rdf.out);
}

#[test]
fn from_an_edge_to_the_words() {
    let place = filled();
    let why = place.run(["why", "North Dockers Union opposes the Harbour Levy"]);
    for words in ["sure", "0.90, entered by a person", "Words", "b.txt, characters 300–349", "Who says so"]
    {
        assert!(why.ends_with(0).out.contains(words), "{words}:\n{}", why.out);
    }
    let rows: Vec<Value> =
        lines(&place.run(["why", "Quay Company", "supports", "Harbour Levy", "--json"]).ends_with(0).out);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["method"], "person");
    let slug = rows[0]["statement"]["slug"].as_str().unwrap();
    assert_eq!(object(&place.run(["why", slug, "--json"])), rows[0]);
    place
        .run(["why", "Quay Company opposes Harbour Levy"])
        .ends_with(1)
        .tells("nothing says that Quay Company opposes Harbour Levy")
        .tells("hint: standpoint why 'Quay Company' supports 'Harbour Levy'");
    place.run(["why", "Quay Company opposes Harber Lewy"]).ends_with(1).tells("did you mean Harbour Levy?");
    // Entities are told of as before.
    assert!(place.run(["why", "Eva Lind"]).ends_with(0).out.contains("address    person/eva-lind"));
}

#[test]
fn paths_lead_from_one_to_the_other() {
    let place = filled();
    let view = object(&place.run(["path", "Eva Lind", "South Dockers Union", "--json"]));
    let steps = view["paths"][0]["steps"].as_array().unwrap();
    let to: Vec<&str> = steps.iter().map(|step| step["to"]["label"].as_str().unwrap()).collect();
    assert_eq!(to, ["North Dockers Union", "Dockers Federation", "South Dockers Union"]);
    let text = place.run(["path", "Eva Lind", "South Dockers Union", "--top", "1"]);
    assert!(text.ends_with(0).out.contains("Eva Lind —leads→ North Dockers Union"), "{}", text.out);
    assert!(
        text.out.contains("“Eva Lind is president of the North Dockers Union.”") && !text.out.contains("2. ")
    );
    let dot = place.run(["path", "Eva Lind", "Harbour Levy", "--show"]);
    assert!(dot.ends_with(0).out.starts_with("digraph") && dot.out.contains("Eva Lind"), "{}", dot.out);
    place
        .run(["path", "Eva Lind", "Quay Company", "--ties-only"])
        .ends_with(1)
        .tells("nothing joins Eva Lind and Quay Company")
        .tells("hint: leave out --ties-only");
    place.run(["path", "Eva Lind", "Quai Company"]).ends_with(1).tells("did you mean Quay Company?");
}

#[test]
fn lists_of_what_there_is() {
    let place = filled();
    let line = object(&place.run(["timeline", "Harbour Levy", "--json"]));
    let dates: Vec<&Value> = line["events"].as_array().unwrap().iter().map(|event| &event["date"]).collect();
    assert_eq!(dates, [&Value::from("2031-02-01"), &Value::from("2031-03-01"), &Value::Null]);
    let text = place.run(["timeline", "Harbour Levy"]).ends_with(0).out.clone();
    assert!(text.find("2031-02-01").unwrap() < text.find("2031-03-01").unwrap(), "{text}");
    let topics: Vec<Value> = lines(&place.run(["topics", "--json"]).ends_with(0).out);
    assert_eq!(topics.len(), 1);
    assert_eq!((&topics[0]["supporters"], &topics[0]["opponents"]), (&2.into(), &1.into()));
    assert!(place.run(["topics", "--contested"]).ends_with(0).out.contains("Harbour Levy"));
    let sure: Vec<Value> =
        lines(&place.run(["topics", "--json", "--min-confidence", "0.7"]).ends_with(0).out);
    assert_eq!(sure[0]["supporters"], 1);
    let hits: Vec<Value> = lines(&place.run(["search", "harbour", "levy", "--json"]).ends_with(0).out);
    assert_eq!(hits[0]["slug"], "policy/harbour-levy");
    assert!(hits.iter().any(|hit| hit["kind"] == "statement"), "{hits:?}");
    assert!(place.run(["search", "presid"]).ends_with(0).out.contains("Eva Lind is president"));
    place.run(["search", "zebra"]).ends_with(1).tells("nothing holds \"zebra\"");
    let stats = place.run(["stats"]).ends_with(0).out.clone();
    assert!(
        stats.contains("documents  3") && stats.contains("by month") && stats.contains("2031-02"),
        "{stats}"
    );
}

#[test]
fn unknown_names_end_with_one_and_a_hint() {
    let place = filled();
    for command in ["show", "timeline", "why"] {
        place.run([command, "Harbour Lewy"]).ends_with(1).tells("did you mean Harbour Levy?");
        place.run([command, "zebra"]).ends_with(1).tells("nothing in the store goes by the name \"zebra\"");
    }
    place.run(["timeline", "b.txt"]).ends_with(1).tells("no actor or topic").tells("hint: standpoint show");
    place.run(["show", "x", "--store", "none"]).ends_with(2).tells("there is no store at none");
    place.run(["show", "Eva Lind", "--min-confidence", "2"]).ends_with(2).tells("between 0 and 1");
}

#[test]
fn the_query_behind_a_command_can_be_asked() {
    let place = filled();
    for args in [
        vec!["show", "Eva Lind", "--show"],
        vec!["show", "Harbour Levy", "--show"],
        vec!["show", "b.txt", "--show"],
        vec!["timeline", "Harbour Levy", "--show"],
        vec!["topics", "--show"],
        vec!["why", "North Dockers Union opposes Harbour Levy", "--show"],
        vec!["conflicts", "--type", "coalition-split", "--show"],
    ] {
        let sparql = place.run(&args).ends_with(0).out.clone();
        assert!(sparql.contains("SELECT") || sparql.contains("CONSTRUCT"), "{args:?}: {sparql}");
        let answer = place.run_with(&sparql, ["query", "-f", "-", "--json"]);
        let answer: Value = serde_json::from_str(&answer.ends_with(0).out).unwrap();
        assert!(!answer["results"]["bindings"].as_array().unwrap().is_empty(), "{args:?}: {answer}");
    }
}

#[test]
fn json_goes_with_what_prints() {
    let place = filled();
    place.write("note.txt", "The Harbor Guild opposes the toll, Ann Rivera said.\n");
    for args in [
        vec!["conflicts", "--json"],
        vec!["why", "Eva Lind", "--json"],
        vec!["query", "leaders", "--json"],
        vec!["query", "--list", "--json"],
        vec!["measure", "timeline", "--json"],
        vec!["network", "--json"],
        vec!["export", "--json"],
        vec!["extract", "note.txt", "--json"],
        vec!["analyse", "note.txt", "--json"],
        vec!["attributions", "note.txt", "--json"],
        vec!["ingest", "note.txt", "--json"],
        vec!["import", "rows.jsonl", "--json"],
    ] {
        let run = place.run(&args);
        let out = &run.ends_with(0).out;
        let whole = serde_json::from_str::<Value>(out).is_ok();
        let rows = || out.lines().all(|line| serde_json::from_str::<Value>(line).is_ok());
        assert!(!out.is_empty() && (whole || rows()), "{args:?}: {out}");
    }
    place.run(["conflicts", "--json", "--format", "table"]).ends_with(2);
    let counts = object(&place.run(["ingest", "note.txt", "--json"]));
    assert_eq!((&counts["added"], &counts["unchanged"]), (&0.into(), &1.into()));
}

#[test]
fn colours_only_where_they_are_wanted() {
    let place = filled();
    let show = |variables: &[(&str, &str)], flags: &[&str]| {
        let args = ["show", "North Dockers Union"].iter().chain(flags).copied();
        place.run_in(variables, "", args).ends_with(0).out.clone()
    };
    assert!(!show(&[], &[]).contains('\u{1b}'));
    assert!(show(&[], &["--color", "always"]).contains("\u{1b}[31m"));
    assert!(!show(&[("NO_COLOR", "1")], &[]).contains('\u{1b}'));
    // What is asked for wins over the environment, and no pager is started for a pipe.
    assert!(show(&[("NO_COLOR", "1"), ("PAGER", "false")], &["--color", "always"]).contains('\u{1b}'));
    assert!(!show(&[], &["--color", "never"]).contains('\u{1b}'));
    let json = place.run(["show", "North Dockers Union", "--json", "--color", "always"]);
    assert!(!object(&json).to_string().contains("\\u001b"));
}

#[test]
fn settings_are_defaults() {
    let place = filled();
    place.run(["export", "-o", "all.trig"]).ends_with(0);
    place.run(["import", "--store", "elsewhere", "all.trig"]).ends_with(0);
    std::fs::remove_dir_all(place.path("standpoint-store")).unwrap();
    place.write(
        "my.toml",
        "# mine\nstore = \"elsewhere\"\nmin-confidence = 0.7\nformat = \"json\"\n\n[topics]\nformat = \"table\"\n",
    );
    let with = [("STANDPOINT_CONFIG", "my.toml")];
    let stats = object(&place.run_in(&with, "", ["stats"]));
    assert_eq!(stats["statements"], ROWS.len() - 1);
    assert!(place.run_in(&with, "", ["topics"]).ends_with(0).out.contains("Harbour Levy  "));
    let all = place.run_in(&with, "", ["stats", "--min-confidence", "0"]);
    assert_eq!(object(&all)["statements"], ROWS.len());
    place.run_in(&with, "", ["stats", "--store", "none"]).ends_with(2).tells("no store at none");
    let environment = [with[0], ("STANDPOINT_STORE", "none")];
    place.run_in(&environment, "", ["stats"]).ends_with(2).tells("no store at none");

    for (text, problem, hint) in [
        ("\nstroe = 'x'\n", "my.toml, line 2: \"stroe\"", "hint: did you mean store?"),
        ("[stats]\ntop = 'many'\n", "my.toml, line 2: top: ", "many"),
        ("store = [1]\n", "my.toml, line 1: ", "hint: write name ="),
        ("store = \n", "my.toml, line 1: ", "my.toml"),
    ] {
        place.write("my.toml", text);
        place.run_in(&with, "", ["stats"]).ends_with(2).tells(problem).tells(hint);
    }
    place.run_in(&[("STANDPOINT_CONFIG", "missing.toml")], "", ["stats"]).ends_with(2).tells("missing.toml");
}

#[test]
fn the_shell_reads_a_pipe() {
    let place = filled();
    let typed = "# a remark\n\ntopics --json\nshow 'Eva Lind' --json\nQuay Company\nexit\nstats --json\n";
    let run = place.run_with(typed, ["shell"]);
    let mut out = run.ends_with(0).out.lines();
    let topic: Value = serde_json::from_str(out.next().unwrap()).unwrap();
    assert_eq!(topic["topic"]["label"], "Harbour Levy");
    let actor: Value = serde_json::from_str(out.next().unwrap()).unwrap();
    assert_eq!(actor["actor"]["label"], "Eva Lind");
    // A name is a command, and nothing comes after the end.
    assert_eq!(out.next(), Some("Quay Company (Organization)"));
    assert!(out.all(|line| !line.starts_with('{')), "{}", run.out);

    let run = place.run_with("show 'Eva\nshow Harbour Lewy\nshow --frobnicate\nstats --json\n", ["shell"]);
    run.ends_with(1).tells("not closed").tells("did you mean Harbour Levy?").tells("--frobnicate");
    assert_eq!(run.out.lines().count(), 1, "the shell goes on after an error: {}", run.out);

    // What is put into the store is seen by what comes after.
    let row = r#"{"document":"d.txt","kind":"stance","subject":{"id":"https://w3id.org/standpoint/id/person/ida-berg","label":"Ida Berg","type":"Person"},"predicate":"opposes","object":{"id":"https://w3id.org/standpoint/id/policy/harbour-levy","label":"Harbour Levy","type":"Policy"},"span":{"start":0,"end":30},"quote":"Ida Berg is against the levy."}"#;
    place.write("more.jsonl", row);
    let run = place.run_with("topics --json\nimport more.jsonl\ntopics --json\n", ["shell"]);
    let rows: Vec<Value> = lines(&run.ends_with(0).out);
    assert_eq!((&rows[0]["opponents"], &rows[1]["opponents"]), (&1.into(), &2.into()));
}

#[test]
#[cfg(unix)]
fn a_person_types_at_a_terminal() {
    let place = filled();
    let program = OsStr::new(env!("CARGO_BIN_EXE_standpoint-under-test"));
    let store = place.path("standpoint-store");
    client("terminal", [program, store.as_os_str(), OsStr::new("Eva Lind")]);
}

#[test]
fn shells_complete_and_manuals_are_written() {
    let place = filled();
    for (shell, mark) in
        [("bash", "complete -F"), ("zsh", "#compdef standpoint"), ("fish", "complete -c standpoint")]
    {
        let script = place.run(["completions", shell]).ends_with(0).out.clone();
        assert!(script.contains(mark) && script.contains("timeline"), "{shell}");
    }
    place.run(["completions", "tcsh"]).ends_with(2).tells("bash");
    place.run(["man", "pages/man1"]).ends_with(0);
    let page = place.read("pages/man1/standpoint-show.1");
    assert!(page.contains(".SH") && page.contains("min\\-confidence"), "{page}");
    assert!(place.path("pages/man1/standpoint.1").exists());
    place.run(["man", "rows.jsonl"]).ends_with(2).tells("rows.jsonl");
}

#[test]
fn every_command_has_help_with_examples() {
    let place = filled();
    let help = place.run(["--help"]).ends_with(0).out.clone();
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() > 20, "{commands:?}");
    for command in commands {
        let help = place.run([command, "--help"]).ends_with(0).out.clone();
        assert!(
            help.contains("Examples:") && help.contains(&format!("standpoint {command}")),
            "{command}:\n{help}"
        );
    }
}

#[test]
fn names_do_not_steer_the_terminal() {
    let place = filled();
    let row = r#"{"document":"e.txt","kind":"stance","subject":{"id":"https://w3id.org/standpoint/id/organization/evil","label":"Evil\u001b[2J \u0007Corp\n'; rm","type":"Organization"},"predicate":"opposes","object":{"id":"https://w3id.org/standpoint/id/policy/harbour-levy","label":"Harbour Levy","type":"Policy"},"span":{"start":0,"end":30},"quote":"They are\u001b[31m against it.\r\n"}"#;
    place.write("bad.jsonl", row);
    place.run(["import", "bad.jsonl"]).ends_with(0);
    for args in [
        vec!["show", "organization/evil"],
        vec!["show", "Harbour Levy"],
        vec!["show", "e.txt"],
        vec!["why", "organization/evil opposes Harbour Levy"],
        vec!["why", "organization/evil supports Harbour Levy"],
        vec!["path", "organization/evil", "Harbour Levy"],
        vec!["timeline", "organization/evil"],
        vec!["search", "evil"],
        vec!["show", "evil"],
    ] {
        let run = place.run(&args);
        assert!((0..=1).contains(&run.status), "{args:?}: {run:?}");
        let told = format!("{}{}", run.out, run.err);
        assert!(!told.contains(['\u{1b}', '\u{7}', '\r']), "{args:?}: {told:?}");
    }
}
