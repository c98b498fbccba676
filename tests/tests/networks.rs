//! Networks and databases of Discourse Network Analyzer, by the command line.

use standpoint_tests::Workplace;

/// Statement rows: three unions for and against two projects, in two documents.
fn rows() -> String {
    let mut out = String::new();
    let said = [
        ("a.txt", "Harbor Union", "supports", "Tunnel Act", "2011-01-03"),
        ("a.txt", "Dockers League", "supports", "Tunnel Act", "2011-01-03"),
        ("a.txt", "Port Authority", "opposes", "Tunnel Act", "2011-01-03"),
        ("b.txt", "Harbor Union", "opposes", "Bridge Act", "2011-02-07"),
        ("b.txt", "Port Authority", "supports", "Bridge Act", "2011-02-07"),
        ("b.txt", "Port Authority", "supports", "Bridge Act", "2011-02-07"),
    ];
    for (at, (document, who, what, target, date)) in said.into_iter().enumerate() {
        let entity = |name: &str, kind: &str| {
            let slug = name.to_lowercase().replace(' ', "-");
            let place = kind.to_lowercase();
            format!(
                r#"{{"id":"https://w3id.org/standpoint/id/{place}/{slug}","label":"{name}","type":"{kind}"}}"#
            )
        };
        let (subject, object) = (entity(who, "Organization"), entity(target, "Policy"));
        let (start, end) = (at * 10, at * 10 + 5);
        out.push_str(&format!(
            r#"{{"document":"{document}","kind":"stance","subject":{subject},"predicate":"{what}","object":{object},"date":"{date}","span":{{"start":{start},"end":{end}}},"quote":"{who} {what} it"}}"#
        ));
        out.push('\n');
    }
    out
}

fn work() -> Workplace {
    let work = Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"));
    work.write("rows.jsonl", rows());
    work.run(["import", "--store", "s", "rows.jsonl"]).ends_with(0);
    work
}

#[test]
fn matrices_are_sorted_and_quoted() {
    let work = work();
    let run = work.run(["network", "--store", "s", "--aggregation", "subtract"]);
    run.ends_with(0);
    assert_eq!(
        run.out,
        "\"\",\"Bridge Act\",\"Tunnel Act\"\n\"Dockers League\",0,1\n\"Harbor Union\",-1,1\n\"Port Authority\",2,-1\n"
    );
    let one = ["network", "--store", "s", "--type", "onemode", "--aggregation", "conflict"];
    let run = work.run(one.into_iter().chain(["--duplicates", "document"]));
    assert!(run.out.contains("\"Harbor Union\",0,0,2\n"), "{}", run.out);
    run.tells("1 statements were said before");
    work.run(["network", "--store", "s", "--type", "onemode", "--aggregation", "combine"])
        .ends_with(2)
        .tells("hint: use one of ignore, congruence");
    work.run(["network", "--store", "s", "--without-row", "Harbour Union"])
        .tells("did you mean Harbor Union?");
}

#[test]
fn files_say_by_their_names_what_they_are() {
    let work = work();
    let write = |name: &str| work.run(["network", "--store", "s", "-o", name]).ends_with(0).status;
    for name in ["n.graphml", "n.gexf", "n.dl", "n.cyjs", "n.edges.csv", "n.nodes.csv", "n.csv"] {
        write(name);
        assert!(!work.read(name).is_empty(), "{name}");
    }
    roxmltree::Document::parse(&work.read("n.gexf")).unwrap();
    let window = [
        "network",
        "--store",
        "s",
        "--window",
        "1",
        "-o",
        "w.graphml",
        "--from",
        "2011-01-03",
        "--to",
        "2011-01-05",
    ];
    work.run(window).ends_with(0);
    roxmltree::Document::parse(&work.read("w.2011-01-04.graphml")).unwrap();
    let list = work.run(["network", "--store", "s", "--type", "eventlist"]);
    assert_eq!(list.ends_with(0).out.lines().count(), 7);
    assert!(list.out.contains("2011-01-03,Harbor Union,Tunnel Act,1,a.txt,Harbor Union supports it,1,"));
}

#[test]
fn a_database_written_and_read_gives_the_same_network() {
    let work = work();
    work.run(["export", "--store", "s", "-o", "coded.dna"]).ends_with(0);
    work.run(["import", "--store", "t", "coded.dna"]).ends_with(0).tells("6 statements of 2 documents");
    let network = |store: &str| work.run(["network", "--store", store, "--aggregation", "subtract"]).out;
    assert_eq!(network("s"), network("t"));
    work.run(["export", "--store", "t", "-o", "again.dna"]).ends_with(0);
    assert_eq!(
        std::fs::read(work.path("coded.dna")).unwrap(),
        std::fs::read(work.path("again.dna")).unwrap(),
        "through the store and back, byte for byte"
    );
    work.write("broken.dna", "no database");
    work.run(["import", "--store", "u", "broken.dna"])
        .ends_with(2)
        .tells("hint: open it in the program that wrote it");
}

#[test]
fn measures_of_a_small_world() {
    let work = work();
    let measure = |args: &[&str]| {
        let run = work.run(["measure", "--store", "s", "--format", "csv"].iter().chain(args));
        run.ends_with(0);
        run.out
    };
    let polarization = measure(&["polarization", "--worlds", "20", "--bootstrap", "20"]);
    assert!(
        polarization.contains(",1,") && polarization.contains("Dockers League; Harbor Union,Port Authority"),
        "{polarization}"
    );
    assert_eq!(polarization, measure(&["polarization", "--worlds", "20", "--bootstrap", "20"]));
    assert!(measure(&["coalitions"]).contains("Dockers League; Harbor Union,Tunnel Act,2,0,100.0,2"));
    assert!(measure(&["frustration"]).starts_with("what,one,other,value,low,high\nbalance,,,1,,"));
    assert!(measure(&["timeline"]).contains("2011-02-01,2,1,0.333333"));
    assert_eq!(measure(&["centrality"]).lines().count(), 4);
    assert_eq!(measure(&["backbone"]).lines().count(), 3);
    let path = measure(&["path", "Dockers League", "Port Authority"]);
    assert_eq!(path.lines().count(), 3);
    assert!(path.contains("Port Authority opposes it"));
    work.run(["measure", "--store", "s", "path", "Dockers League"])
        .ends_with(2)
        .tells("a path wants two names");
}
