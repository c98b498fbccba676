//! The README and the pages in `docs/`: what they tell to type is typed, in order, in one folder a page with the demo
//! documents in it.
//!
//! Not typed are lines that wait for a person or need more than the program: those with `serve` (it runs until it is
//! ended) and what belongs to it (`curl`, `kill`), `shell` (it reads from a keyboard), and `cargo` (it builds).
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use standpoint_tests::{Workplace, root};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const NOT_TYPED: [&str; 5] = ["serve", "shell", "curl", "kill", "cargo"];

/// The pages of the folder.
fn pages() -> Vec<PathBuf> {
    let files = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    pages.sort();
    pages
}

/// The lines of the blocks that are marked as `sh`.
fn to_type(page: &str) -> Vec<&str> {
    // Every second piece between fences is inside one.
    let blocks = page.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix("sh\n"));
    blocks.flat_map(str::lines).filter(|line| !line.trim().is_empty()).collect()
}

/// A folder with the demo documents in `seeds/` and a command `standpoint` in `bin/`.
fn classroom() -> Workplace {
    let program = env!("CARGO_BIN_EXE_standpoint-under-test");
    let place = Workplace::new(program);
    for entry in fs::read_dir(root().join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        place.write(&format!("seeds/{name}"), fs::read(&path).unwrap());
    }
    fs::create_dir(place.path("bin")).unwrap();
    std::os::unix::fs::symlink(program, place.path("bin/standpoint")).unwrap();
    place
}

/// Types a line as a person would. What it says on standard error comes back where it does not end well.
fn typed(place: &Workplace, line: &str) -> Result<(), String> {
    let paths = format!("{}:{}", place.path("bin").display(), std::env::var("PATH").unwrap_or_default());
    let run = Command::new("sh")
        .args(["-c", line])
        .current_dir(place.path(""))
        .env("PATH", paths)
        .env_remove("STANDPOINT_STORE")
        .env("STANDPOINT_CONFIG", "")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    match run.status.code() {
        // 1: done, but nothing was found or some input was skipped.
        Some(0 | 1) => Ok(()),
        status => Err(format!("{line}\nends with {status:?}:\n{}", String::from_utf8_lossy(&run.stderr))),
    }
}

/// Types what a page tells to type, and says how many lines that were.
fn follow(place: &Workplace, page: &Path) -> usize {
    let text = fs::read_to_string(page).unwrap();
    let mut seen = 0;
    for line in to_type(&text) {
        if line.split_whitespace().take_while(|word| *word != "#").any(|word| NOT_TYPED.contains(&word)) {
            continue;
        }
        // Of a pipe, only the status of its end is seen.
        let end = line.rsplit(" | ").next().unwrap();
        let ours = end.starts_with("standpoint ") || end.starts_with("cat ");
        assert!(ours, "{}: {line}: would not be tested", page.display());
        typed(place, line).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        seen += 1;
    }
    seen
}

#[test]
fn every_command_of_the_tour_can_be_typed() {
    for page in pages() {
        let seen = follow(&classroom(), &page);
        assert!(page.ends_with("README.md") || seen >= 8, "{} shows {seen} commands", page.display());
    }
}

#[test]
fn every_command_of_the_readme_can_be_typed() {
    // What its readers are taken to have: articles, a question, rows that they corrected, a coded database.
    let place = classroom();
    fs::create_dir(place.path("articles")).unwrap();
    let articles = fs::read_dir(place.path("seeds")).unwrap().map(|entry| entry.unwrap().path());
    for article in articles.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("0")) {
        fs::copy(&article, place.path("articles").join(article.file_name().unwrap())).unwrap();
    }
    fs::create_dir(place.path("queries")).unwrap();
    fs::copy(root().join("queries/actor.rq"), place.path("queries/actor.rq")).unwrap();
    place.write("my-question.rq", "SELECT ?who { ?who a foaf:Person }");
    place.write("article.html", "<p>Ann Lee, president of the Harbor Union, opposes the levy.</p>");
    place.write(
        "corpus.jsonl",
        r#"{"id": "a", "text": "Ann Lee leads the Harbor Union. The union opposes the levy."}"#,
    );
    typed(&place, "standpoint extract seeds/04*.md --format jsonl -o corrected.jsonl").unwrap();
    typed(&place, "standpoint ingest --store own seeds/04*.md").unwrap();
    typed(&place, "standpoint export --store own -o sample.dna").unwrap();
    let seen = follow(&place, &root().join("README.md"));
    assert!(seen >= 30, "the README shows {seen} commands");
    let written = ["answer.csv", "press.trig", "statements.jsonl", "conflicts.svg", "topic.pdf", "years.svg"];
    for file in written.iter().chain(&[
        "who-stands-where.png",
        "graph.dot",
        "agree.graphml",
        "moving.gexf",
        "back.dna",
    ]) {
        assert!(place.path(file).metadata().unwrap().len() > 0, "{file}");
    }
}

#[test]
fn a_command_that_does_not_exist_is_noticed() {
    let place = classroom();
    typed(&place, "standpoint query --list").unwrap();
    for line in ["standpoint explain AFL-CIO", "standpoint stats --no-such-flag", "standpont stats"] {
        assert!(typed(&place, line).is_err(), "{line}");
    }
}

#[test]
fn pictures_and_pages_that_are_linked_are_there() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap();
            if file.is_empty() || file.contains("://") {
                continue;
            }
            let path = page.parent().unwrap().join(file);
            assert!(path.exists(), "{}: {link}", page.display());
            if path.extension().is_some_and(|ending| ending == "svg") {
                let picture = fs::read_to_string(&path).unwrap();
                roxmltree::Document::parse(&picture).unwrap();
                assert!(picture.len() < 120_000, "{link} is {} bytes", picture.len());
            }
        }
    }
}
