//! What is wrong with input is told with its file and line; the rest is done all the same, and the exit status tells.

use standpoint_tests::{Run, Workplace};

const GOOD: &str = "HARBOR CITY, May 4, 2011 — The Dockers Union opposes the harbor levy, said its president, Ann Rivera.\n\
    “The levy is a mistake,” Rivera said. Mayor Tom Ash supports the levy.\n";

fn place() -> Workplace {
    Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"))
}

/// Analyses `names`; unlike extraction, that says something of any text.
fn analyse(place: &Workplace, names: &[&str]) -> Run {
    place.run(["analyse"].iter().chain(names))
}

#[test]
fn an_empty_file_is_named_and_the_rest_is_read() {
    let place = place();
    place.write("empty.txt", "").write("good.txt", GOOD);
    let run = analyse(&place, &["empty.txt", "good.txt"]);
    run.ends_with(1).tells("empty.txt: holds no text");
    assert!(run.out.contains("# newdoc id = good.txt"));
    analyse(&place, &["empty.txt"]).ends_with(2).tells("nothing could be read");
}

#[test]
fn a_binary_file_is_named_and_the_rest_is_read() {
    let place = place();
    let bytes: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    place.write("in/photo.txt", bytes).write("in/good.txt", GOOD);
    let run = analyse(&place, &["in"]);
    run.ends_with(1).tells("photo.txt: is binary").tells("hint: ");
    assert!(run.out.contains("good.txt"));
}

#[test]
fn other_encodings_are_recognised_and_told() {
    let place = place();
    // Windows-1252: é is one byte, and so are the curly quotation marks.
    place.write(
        "latin.txt",
        b"The Caf\xe9 owners\x92 league said \x93no\x94 to the fee on Monday, and so did the mayor.\n",
    );
    let run = analyse(&place, &["latin.txt"]);
    run.ends_with(0).tells("latin.txt: is not UTF-8");
    assert!(run.out.contains("\tCafé\t"), "{}", run.out);
}

#[test]
fn broken_html_gives_its_text() {
    let place = place();
    place.write(
        "broken.html",
        "<html><head><title>Fee</title><script>var hidden = 1 < 2;</script><body><p>The <b>league opposes</i> the \
         fee.<p>It met on <a href='x>Monday</a></div>.",
    );
    let run = analyse(&place, &["broken.html"]);
    run.ends_with(0);
    assert!(run.out.contains("\topposes\t") && !run.out.contains("hidden"), "{}", run.out);
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let place = place();
    place.write("long.txt", GOOD.repeat(50)).write("good.txt", GOOD);
    let run = analyse(&place, &["--max-size", "1000", "long.txt", "good.txt"]);
    run.ends_with(1).tells("long.txt: is larger than the limit of 1000 bytes").tells("hint: split it");
    assert!(run.out.contains("good.txt") && !run.out.contains("long.txt"));
}

#[test]
fn a_missing_path_is_named() {
    let place = place();
    place.write("good.txt", GOOD);
    let run = analyse(&place, &["nowhere.txt", "good.txt"]);
    run.ends_with(1).tells("nowhere.txt: no such file or folder");
    assert!(run.out.contains("good.txt"));
    analyse(&place, &["nowhere.txt"]).ends_with(2);
}

#[test]
fn a_malformed_json_line_is_told_with_its_number() {
    let place = place();
    place.write("rows.jsonl", "{\"id\": \"a\", \"text\": \"The league met.\"}\n{\"id\": \"b\", \"text\": \n\n{\"id\": \"c\", \"title\": \"no text\"}\n{\"id\": \"d\", \"text\": \"It met again.\"}\n");
    let run = place.run(["analyse", "--input", "jsonl", "rows.jsonl"]);
    run.ends_with(1).tells("rows.jsonl, line 2:").tells("rows.jsonl, line 4:");
    assert!(run.out.contains("# newdoc id = a") && run.out.contains("# newdoc id = d"));
}

#[test]
fn quiet_silences_everything_but_errors() {
    let place = place();
    place.write("empty.txt", "").write("good.txt", GOOD);
    let run = analyse(&place, &["-q", "empty.txt", "good.txt"]);
    run.ends_with(1);
    assert_eq!(run.err, "");
    analyse(&place, &["-q", "empty.txt"]).ends_with(2).tells("error: nothing could be read");
}

#[test]
fn wrong_queries_are_shown_with_a_caret_and_a_hint() {
    let place = place();
    place.write("good.txt", GOOD);
    place.run(["ingest", "good.txt"]).ends_with(0);
    let run = place.run(["query", "SELECT ?x { ?x scos:prefLabel ?name }"]);
    run.ends_with(2).tells("error: the prefix scos: is not declared (line 1, column 16)").tells("^");
    run.tells("hint: did you mean skos:prefLabel?");
    assert_eq!(run.out, "");
    place.run(["query", "SELECT ?x { ?x a ?y"]).ends_with(2).tells("not closed");
    place.run(["query", "leadrs"]).ends_with(2).tells("hint: did you mean leaders?");
    place.run(["query", "SELECT ?x { ?x sp:opposes ?y } LIMIT 5", "a=b"]).ends_with(2);
    place.write("empty.rq", "");
    place.run(["query", "-f", "empty.rq"]).ends_with(2).tells("the query is empty");
    place.run(["query", "-f", "missing.rq"]).ends_with(2).tells("missing.rq");
}

#[test]
fn a_store_that_cannot_be_written_or_read_is_named() {
    let place = place();
    place.write("good.txt", GOOD).write("file", "").write("other/notes.txt", "mine");
    place.run(["ingest", "--store", "file/store", "good.txt"]).ends_with(2).tells("file/store");
    place.run(["ingest", "--store", "other", "good.txt"]).ends_with(2).tells("other is no store");
    assert_eq!(place.read("other/notes.txt"), "mine");
    place.run(["query", "--store", "missing", "leaders"]).ends_with(2).tells("there is no store at missing");
    assert!(!place.path("missing").exists());
}

#[test]
fn a_store_of_another_version_is_left_alone() {
    let place = place();
    place.write("good.txt", GOOD);
    let manifest = "{\"format\": 999, \"documents\": {}}";
    place.write("old/manifest.json", manifest);
    for args in [["ingest", "--store", "old", "good.txt"], ["query", "--store", "old", "leaders"]] {
        place.run(args).ends_with(2).tells("format 999").tells("hint: ");
    }
    assert_eq!(place.read("old/manifest.json"), manifest);
}

#[test]
fn nothing_stored_is_lost_over_bad_input() {
    let place = place();
    place.write("in/good.txt", GOOD);
    place.run(["ingest", "in"]).ends_with(0).tells("1 added");
    let before = place.run(["export", "--format", "trig"]);
    assert!(before.ends_with(0).out.contains("good.txt"));
    place
        .write("in/bad.txt", [0, 159, 146, 150, 0, 1, 2, 3])
        .write("in/worse.jsonl", "{\n")
        .write("in/void.html", "<p></p>");
    place.run(["ingest", "in"]).ends_with(1).tells("0 added, 0 replaced, 1 unchanged, 3 skipped");
    place.run(["import", "in/worse.jsonl"]).ends_with(1).tells("worse.jsonl:1");
    assert_eq!(place.run(["export", "--format", "trig"]).out, before.out);
}

#[test]
fn wrong_usage_says_what_would_be_right() {
    let place = place();
    place.run(["conflicts", "--type", "quarrel"]).ends_with(2).tells("affiliate-divergence");
    place.run(["extract"]).ends_with(2).tells("Usage");
    place.run(["render", "-o", "picture.bmp"]).ends_with(2).tells(".svg");
    place.run(["nonsense"]).ends_with(2);
    place.run(["--help"]).ends_with(0);
}

#[test]
fn output_files_are_whole_or_not_there() {
    let place = place();
    place.write("good.txt", GOOD).write("rows.jsonl", "kept");
    place.run(["analyse", "missing.txt", "-o", "rows.jsonl"]).ends_with(2);
    assert_eq!(place.read("rows.jsonl"), "kept");
    place.run(["analyse", "good.txt", "-o", "rows.jsonl"]).ends_with(0);
    assert!(place.read("rows.jsonl").starts_with("# newdoc"));
    let left: Vec<_> = std::fs::read_dir(place.path("")).into_iter().flatten().flatten().collect();
    assert_eq!(left.len(), 2, "temporary files are left behind: {left:?}");
    place.run(["analyse", "good.txt", "-o", "no/such/folder/rows"]).ends_with(2).tells("no/such/folder/rows");
}
