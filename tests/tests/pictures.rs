//! Pictures by the command line: every kind in every format, the same bytes each time, and help where a name is wrong.
#![allow(clippy::unwrap_used, reason = "tests")]

use standpoint_tests::Workplace;

/// Statement rows: unions and a board on a tunnel and a bridge, a federation, a change of side.
fn rows() -> String {
    let said = [
        ("a.txt", "Harbor Union", "supports", "Tunnel Act", "2011-01-03"),
        ("a.txt", "Dockers League", "opposes", "Tunnel Act", "2011-01-20"),
        ("a.txt", "Port Board", "opposes", "Tunnel Act", "2011-02-11"),
        ("b.txt", "Port Board", "supports", "Tunnel Act", "2011-09-01"),
        ("b.txt", "Dockers League", "supports", "Bridge Act", "2011-02-07"),
        ("b.txt", "Port Board", "supports", "Bridge Act", "2011-02-07"),
        ("b.txt", "Harbor Union", "affiliatedWith", "Dockers League", "2010"),
    ];
    let mut out = String::new();
    for (at, (document, who, what, target, date)) in said.into_iter().enumerate() {
        let kind = if what == "affiliatedWith" { "relation" } else { "stance" };
        let sort = if kind == "relation" { "Organization" } else { "Policy" };
        let entity = |name: &str, sort: &str| {
            let slug = name.to_lowercase().replace(' ', "-");
            let place = sort.to_lowercase();
            format!(
                r#"{{"id":"https://w3id.org/standpoint/id/{place}/{slug}","label":"{name}","type":"{sort}"}}"#
            )
        };
        let (subject, object) = (entity(who, "Organization"), entity(target, sort));
        let (start, end) = (at * 10, at * 10 + 5);
        out.push_str(&format!(
            r#"{{"document":"{document}","kind":"{kind}","subject":{subject},"predicate":"{what}","object":{object},"date":"{date}","span":{{"start":{start},"end":{end}}},"quote":"{who} said so of the {target} & more"}}"#
        ));
        out.push('\n');
    }
    out
}

fn work() -> Workplace {
    let work = Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"));
    work.write("rows.jsonl", rows());
    work.run(["import", "--store", "s", "rows.jsonl"]).ends_with(0);
    // The same rows from the last to the first: what was read in another order must not look different.
    let turned: Vec<String> = rows().lines().rev().map(|line| format!("{line}\n")).collect();
    work.write("turned.jsonl", turned.concat());
    std::fs::create_dir(work.path("other")).unwrap();
    work.run(["import", "--store", "other/s", "turned.jsonl"]).ends_with(0);
    work
}

const KINDS: [(&str, &[&str], &str); 8] = [
    ("graph", &["--engine", "builtin"], "Port Board"),
    ("topic", &["--topic", "tunnel act"], "Dockers League (on both sides)"),
    ("actor", &["--actor", "Dockers League"], "Members, units"),
    ("conflicts", &["--conflicts"], "affiliate departs from its federation"),
    ("timeline", &["--timeline", "Tunnel Act"], "2011-09-01"),
    ("twomode", &["--network", "twomode"], "Bridge Act"),
    ("onemode", &["--network", "onemode"], "Harbor Union"),
    ("heatmap", &["--heatmap"], "1:1"),
];

#[test]
fn every_kind_in_every_format_is_the_same_each_time() {
    let work = work();
    for (kind, options, words) in KINDS {
        let draw = |store: &str, name: &str, more: &[&str]| {
            let args = ["render", "--store", store, "-o", name];
            work.run(args.iter().chain(options).chain(more)).ends_with(0);
            std::fs::read(work.path(name)).unwrap()
        };
        let svg = draw("s", "one.svg", &[]);
        assert_eq!(svg, draw("other/s", "two.svg", &[]), "{kind}: the order of reading shows");
        let text = String::from_utf8(svg).unwrap();
        let tree = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert!(
            tree.descendants().any(|node| node.text().is_some_and(|text| text.contains(words))),
            "{kind}: {words}"
        );
        assert!(
            text.contains("confidence 0.5 or more") && text.contains("2 documents"),
            "{kind}: no source note"
        );
        assert!(text.contains("prefers-color-scheme: dark"), "{kind}");
        assert!(!text.contains(work.path("").to_str().unwrap()), "{kind} tells where the store lies");
        let png = draw("s", "one.png", &["--scale", "1"]);
        assert!(
            png.starts_with(b"\x89PNG") && png == draw("other/s", "two.png", &["--scale", "1"]),
            "{kind}"
        );
        let pdf = draw("s", "one.pdf", &[]);
        assert!(pdf.starts_with(b"%PDF-") && pdf == draw("other/s", "two.pdf", &[]), "{kind}");
    }
}

#[test]
fn colours_are_light_dark_or_as_the_screen_is() {
    let work = work();
    let draw = |more: &[&str]| {
        work.run(["render", "--store", "s", "--topic", "Tunnel Act", "-o", "-"].iter().chain(more))
            .ends_with(0)
            .out
            .clone()
    };
    let (adaptive, light, dark) = (draw(&[]), draw(&["--light"]), draw(&["--dark"]));
    assert!(adaptive.contains("prefers-color-scheme"));
    assert!(light.contains(".f-page{fill:#FFFFFF}") && !light.contains("prefers-color-scheme"));
    assert!(dark.contains(".f-page{fill:#14171C}") && !dark.contains("prefers-color-scheme"));
    work.run(["render", "--store", "s", "--light", "--dark", "-o", "x.svg"]).ends_with(2);
}

#[test]
fn a_wrong_name_is_answered_with_near_ones() {
    let work = work();
    for option in ["--topic", "--timeline"] {
        work.run(["render", "--store", "s", option, "Tunel Act", "-o", "x.svg"])
            .ends_with(1)
            .tells("did you mean Tunnel Act");
    }
    work.run(["render", "--store", "s", "--actor", "Harbour Union", "-o", "x.svg"])
        .ends_with(1)
        .tells("did you mean Harbor Union");
    assert!(!work.path("x.svg").exists());
    work.run(["render", "--store", "s", "--heatmap", "-o", "x.graphml"])
        .ends_with(2)
        .tells("hint: `standpoint network`");
    work.run(["render", "--store", "s", "--network", "threemode", "-o", "x.svg"])
        .ends_with(2)
        .tells("onemode");
    work.run(["render", "--store", "s", "--scale", "0", "-o", "x.png"]).ends_with(2).tells("--scale");
    work.run(["render", "--store", "s", "--scale", "NaN", "-o", "x.png"]).ends_with(2).tells("--scale");
}

#[test]
fn what_is_left_out_is_told() {
    let work = work();
    let run = work.run(["render", "--store", "s", "--topic", "Tunnel Act", "--top", "2", "-o", "t.svg"]);
    run.ends_with(0).tells("Left out: 2 positions").tells("--top 0 draws all");
    assert!(work.read("t.svg").contains("Left out: 2 positions"));
    let all = work.run(["render", "--store", "s", "--topic", "Tunnel Act", "--top", "0", "-o", "t.svg"]);
    assert!(!all.ends_with(0).err.contains("Left out"));
}

#[test]
fn links_and_graph_files_of_a_topic() {
    let work = work();
    let base = ["--link-base", "http://localhost:7878", "-o", "t.svg"];
    work.run(["render", "--store", "s", "--topic", "Tunnel Act"].iter().chain(&base)).ends_with(0);
    assert!(work.read("t.svg").contains("href=\"http://localhost:7878/id/organization/port-board\""));
    for name in ["t.dot", "t.graphml", "t.gexf", "t.csv", "t.nodes.csv"] {
        work.run(["render", "--store", "s", "--topic", "Tunnel Act", "-o", name]).ends_with(0);
        assert!(work.read(name).contains("Tunnel Act") || work.read(name).contains("tunnel-act"), "{name}");
    }
    work.run([
        "render",
        "--store",
        "s",
        "--topic",
        "Tunnel Act",
        "--graph",
        "--engine",
        "builtin",
        "-o",
        "g.svg",
    ])
    .ends_with(0)
    .tells("laid out by builtin");
}
