//! What is wrong with input is told with its file and line; the rest is done all the same, and the exit status tells.
#![allow(clippy::unwrap_used, reason = "tests")]

use standpoint_model::{Kind, Span, Statement, TextIndex};
use standpoint_tests::{Run, Workplace, lines};

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

const SPANISH: &str = "El sindicato de estibadores rechazó el martes el nuevo reglamento del puerto y pidió al gobierno que \
    retire la medida antes del verano. La presidenta dijo que los trabajadores no fueron consultados y que la norma pone en \
    peligro los empleos de cientos de familias.\n";

#[test]
fn a_text_in_another_language_is_named_and_left_out() {
    let place = place();
    place.write("in/aviso.txt", SPANISH).write("in/good.txt", GOOD);
    let run = analyse(&place, &["in"]);
    run.ends_with(1)
        .tells("aviso.txt: is in Spanish, and only English is understood")
        .tells("--any-language");
    assert!(run.out.contains("good.txt") && !run.out.contains("aviso.txt"));
    let all = analyse(&place, &["--any-language", "in"]);
    all.ends_with(0);
    assert!(all.out.contains("good.txt") && all.out.contains("aviso.txt"));
    assert_eq!(all.err, "");
    analyse(&place, &["in/aviso.txt"]).ends_with(2).tells("nothing could be read");
}

#[test]
fn a_record_in_another_language_is_named_by_its_line_and_counted() {
    let place = place();
    let record = |text: &str| serde_json::json!({"text": text}).to_string();
    place.write("mixed.jsonl", format!("{}\n{}\n", record(GOOD), record(SPANISH)));
    place
        .run(["ingest", "mixed.jsonl"])
        .ends_with(1)
        .tells("mixed.jsonl, line 2: is in Spanish")
        .tells("1 added");
    place.run(["ingest", "mixed.jsonl"]).ends_with(1).tells("1 unchanged, 1 skipped");
    place
        .run(["ingest", "--any-language", "mixed.jsonl"])
        .ends_with(0)
        .tells("1 added, 0 replaced, 1 unchanged, 0 skipped");
}

/// No part of a statement is longer, in words: what the model sees at once has at most 256.
const LONGEST: usize = 256;

/// Reads `text` with every command that reads, and fails unless all of it could be read and all that was found stands
/// where it says, in bounds. Gives the statements.
#[track_caller]
fn holds(what: &str, text: &str) -> Vec<Statement> {
    let place = place();
    place.write("text.txt", text);
    let run = place.run(["extract", "--format", "jsonl", "--min-confidence", "0", "text.txt"]);
    // Where nothing is found, the status is 1.
    assert!(run.status == 0 || run.err == "no statements found\n", "{what}: {}", run.err);
    let index = TextIndex::new(text);
    let bounded = |span: Span, part: &str| {
        assert!(!span.is_empty() && span.end <= index.len(), "{what}: {part} at {span:?}");
        let words = index.slice(span).split_whitespace().count();
        assert!(words <= LONGEST, "{what}: a {part} of {words} words: {}", index.slice(span));
    };
    let rows: Vec<Statement> = lines(&run.out);
    for row in &rows {
        assert_eq!(row.quote, index.slice(row.span), "{what}");
        if row.kind() == Kind::Claim {
            bounded(row.span, "claim");
        }
        let places =
            [(row.evidence.holder, "holder"), (row.evidence.cue, "cue"), (row.evidence.target, "target")];
        for (span, part) in places.into_iter().filter_map(|(span, part)| Some((span?, part))) {
            bounded(span, part);
        }
    }
    let run = place.run(["attributions", "text.txt"]);
    run.ends_with(0);
    for line in lines::<serde_json::Value>(&run.out) {
        for piece in line["content"].as_array().unwrap() {
            let end = |at: usize| usize::try_from(piece[at].as_u64().unwrap()).unwrap();
            bounded(Span::new(end(0), end(1)), "content");
        }
    }
    let run = analyse(&place, &["text.txt"]);
    run.ends_with(0);
    let tokens = run.out.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
    assert!(tokens > 0, "{what}: no tokens");
    rows
}

/// Sentences of news about different people, bodies and matters.
fn news(sentences: usize) -> Vec<String> {
    let people =
        ["Ann Rivera", "Tom Ash", "Ida Marsh", "Paul Okoye", "Nora Quill", "Hugo Lind", "Vera Stane"];
    let bodies = ["Dockers Union", "Harbor Council", "Tram Alliance", "Clerks Guild", "Ferry Board"];
    let matters =
        ["harbor levy", "tram contract", "ferry fare", "night curfew", "bridge toll", "market rent"];
    let sentence = |n: usize| {
        let (who, body, what) =
            (people[n % people.len()], bodies[n % bodies.len()], matters[n % matters.len()]);
        match n % 4 {
            0 => format!("{who}, president of the {body}, said the {what} was a mistake"),
            1 => format!("the {body} opposes the {what}"),
            2 => format!("{who} told reporters that nobody had asked the {body} about the {what}"),
            _ => format!("{who} called for an end to the {what}"),
        }
    };
    (0..sentences).map(sentence).collect()
}

#[test]
fn one_sentence_without_end_is_read_to_its_end() {
    let text = format!("On Monday {}.", news(700).join(", and "));
    let rows = holds("one sentence", &text);
    let last = rows.iter().map(|row| row.span.end).max().unwrap_or(0);
    assert!(
        last * 10 > text.chars().count() * 9,
        "after {last} of {} nothing is found",
        text.chars().count()
    );
}

#[test]
fn text_without_marks_and_in_capitals_is_read() {
    let plain = news(80).join(" ").replace(',', "");
    holds("no marks", &plain);
    holds("no marks, lower case", &plain.to_lowercase());
    holds("capitals", &news(40).join(". ").to_uppercase());
    holds("a line a sentence", &news(80).join("\n"));
}

#[test]
fn tables_and_lists_are_read() {
    let row = |n: usize| format!("{n}\tPrecinct {n}\t{}\t{:.1} %\t-\n", n * 37 % 901, n as f64 * 0.7);
    holds("tabs", &(0..150).map(row).collect::<String>());
    let rules = "+--------+--------+\n| levy   | 12,000 |\n".repeat(120);
    holds("rules", &rules);
    holds("commas", &"Rivera,Ann,president,Dockers Union,opposes,levy\n".repeat(120));
    holds("dots", &"Harbor levy ............................................ 12\n".repeat(80));
    holds("one letter", &"x\n".repeat(400));
}

#[test]
fn transcripts_and_verse_are_read() {
    let turns = news(60).into_iter().enumerate().map(|(n, said)| {
        let who = ["MODERATOR", "RIVERA", "ASH", "Q", "UNIDENTIFIED SPEAKER"][n % 5];
        format!("{who}: Well, {said}. (APPLAUSE) -- and so on, right?\n")
    });
    holds("transcript", &turns.collect::<String>());
    let verse = "The tide goes out, the tide comes in,\nthe levy stays, the boats are thin,\nand nobody at all will say\nwho took \
                 the harbor wall away\n\n";
    holds("poem", &verse.repeat(40));
}

#[test]
fn a_quotation_that_never_closes_swallows_nothing() {
    let body = news(120).join(". ");
    let whole = |what: &str, text: &str| {
        for row in holds(what, text).iter().filter(|row| row.kind() == Kind::Claim) {
            let words = row.quote.split_whitespace().count();
            assert!(words <= 100, "{what}: a claim of {words} words: {}", row.quote);
        }
    };
    for open in ["“", "\"", "‘", "``", "«", "(", "[", "“‘“"] {
        whole(open, &format!("Ann Rivera said: {open}The levy is a mistake. {body}."));
    }
    whole("only closing", &body.replace(". ", ".” "));
    whole("at every word", &body.replace(' ', " “"));
    whole("paragraphs", &format!("“{}", news(60).join(".\n\n“")));
}

#[test]
fn words_without_end_are_cut() {
    holds("one word", &"a".repeat(100_000));
    holds("one address", &format!("https://example.org/{}", "levy/".repeat(5_000)));
    holds("marks", &"!?".repeat(20_000));
    holds("hyphens", &"well-".repeat(5_000));
    holds("combining marks", &format!("levy e{} opposes", "\u{301}".repeat(20_000)));
    holds("joiners and direction marks", &"\u{200d}\u{202e}levy\u{200b} ".repeat(2_000));
    holds("pictures", &"🦀👩‍👩‍👧‍👦 levy ".repeat(1_000));
}
