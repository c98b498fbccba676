//! Every page of a small corpus is sound, says what it should, and leads nowhere but to pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::{EVIL, Read, SCRIPT, corpus, org, read};
use standpoint_explore::{Corpus, EntityRef, HitKind, Thing};
use standpoint_pages::{
    Cell, Failure, GraphPage, Links, Outcome, Pages, Parameter, QueryPage, Question, Route, Trouble, asset,
    assets, neighbourhood,
};
use std::collections::BTreeMap;

const SVG: &str = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\
<style>.line{fill:none}</style><g><title>told</title><path class=\"line supports\" d=\"M0 0\"/></g></svg>";

fn served() -> Pages {
    Pages::new("The <Harbour> & News", Links::Server("/base".to_owned()))
}

fn graph(pages: &Pages, corpus: &Corpus, slug: Option<&str>) -> String {
    let of = slug.and_then(|slug| match corpus.at(slug) {
        Some(Thing::Entity(entity)) => Some(EntityRef::of(entity)),
        _ => None,
    });
    let address = slug.map(standpoint_explore::address);
    let (lines, all) = neighbourhood(corpus, address.as_deref());
    pages.graph(&GraphPage { of, svg: SVG, lines, all })
}

/// Every page that a folder can hold, by its file.
fn all(pages: &Pages, corpus: &Corpus) -> BTreeMap<Route, String> {
    let mut out = BTreeMap::new();
    for route in Pages::routes(corpus) {
        let page = match &route {
            Route::Graph(slug) => graph(pages, corpus, slug.as_deref()),
            Route::Picture(_) => continue,
            route => pages.page(corpus, route).unwrap_or_else(|| panic!("no page at {route:?}")),
        };
        out.insert(route, page);
    }
    out
}

fn question() -> Question {
    Question {
        name: "sides".to_owned(),
        title: "Both sides <of> a topic".to_owned(),
        description: "Who is for & against.".to_owned(),
        parameters: vec![
            Parameter {
                name: "topic".into(),
                kind: "entity".into(),
                default: None,
                description: "it".into(),
            },
            Parameter {
                name: "least".into(),
                kind: "number".into(),
                default: Some("1".into()),
                description: "n".into(),
            },
            Parameter {
                name: "from".into(),
                kind: "date".into(),
                default: Some(String::new()),
                description: "d".into(),
            },
        ],
        example: vec![("topic".into(), "Harbour Levy & more".into())],
        source: "SELECT * { ?s ?p $topic }".to_owned(),
    }
}

fn asked(outcome: Option<Outcome>, chosen: Option<&str>) -> QueryPage {
    QueryPage {
        catalogue: vec![question()],
        chosen: chosen.map(str::to_owned),
        arguments: vec![("topic".into(), SCRIPT.into())],
        sparql: format!("\nSELECT * {{ ?s ?p \"{EVIL}\" }}"),
        prefixes: vec![("sp".into(), "https://w3id.org/standpoint#".into())],
        terms: vec!["sp:holder".into()],
        names: vec![EVIL.into()],
        outcome,
        notes: vec![SCRIPT.into()],
    }
}

/// The pages that are made of more than a corpus.
fn others(pages: &Pages) -> Vec<String> {
    let rows = Outcome::Rows {
        columns: vec!["who".into(), SCRIPT.into()],
        rows: vec![vec![
            Cell { text: EVIL.into(), slug: Some(standpoint_explore::slug(&org("North Dockers").id)) },
            Cell::default(),
        ]],
        all: 12,
    };
    let trouble = Outcome::Trouble(Trouble {
        message: SCRIPT.into(),
        place: Some((1, 3)),
        line: Some("\tSELEC <b>".into()),
        hint: Some("did you mean SELECT?".into()),
    });
    let outcomes =
        [None, Some(rows), Some(Outcome::Truth(true)), Some(Outcome::Triples(EVIL.into())), Some(trouble)];
    let mut out = Vec::new();
    for outcome in outcomes {
        out.push(pages.query(&asked(outcome.clone(), None)));
        out.push(pages.query(&asked(outcome, Some("sides"))));
    }
    for status in [400, 404, 405, 413, 418, 500, 503] {
        let suggestions = vec![EVIL.to_owned()];
        out.push(pages.failure(&Failure {
            status,
            message: EVIL.into(),
            hint: Some(SCRIPT.into()),
            suggestions,
        }));
    }
    out
}

/// A reference of a served page leads to something that there is.
fn resolve(corpus: &Corpus, reference: &str, here: &Read, name: &str) {
    if let Some(id) = reference.strip_prefix('#') {
        assert!(here.ids.contains(id), "{name}: {reference}");
        return;
    }
    let path = reference.strip_prefix("/base").unwrap_or_else(|| panic!("{name} leads to {reference}"));
    let path = path.split(['?', '#']).next().unwrap();
    let route = Route::parse(path).unwrap_or_else(|| panic!("{name}: no route {path}"));
    match &route {
        Route::Thing(slug) | Route::Data(slug, _) | Route::Sides(slug) => {
            assert!(corpus.at(slug).is_some(), "{name}: nothing at {slug}");
        }
        Route::Graph(Some(slug)) | Route::Picture(Some(slug)) => {
            assert!(corpus.at(slug).is_some(), "{name}: {slug}");
        }
        Route::Query(Some(question)) => assert_eq!(question, "sides"),
        Route::Asset(file) => assert!(asset(file).is_some(), "{name}: {file}"),
        _ => {}
    }
}

#[test]
fn every_page_is_sound_and_every_reference_leads_somewhere() {
    let (pages, corpus) = (served(), corpus());
    let made = all(&pages, &corpus);
    assert!(made.len() > 60 && !corpus.conflicts().is_empty(), "{}", made.len());
    let searches =
        [EVIL, "levy", "zzz", ""].map(|query| pages.page(&corpus, &Route::Search(query.into())).unwrap());
    let named = made.iter().map(|(route, page)| (route.path(), page.clone()));
    let rest = others(&pages).into_iter().chain(searches).map(|page| ("another".to_owned(), page));
    for (name, page) in named.chain(rest) {
        let found = read(&page, &name);
        assert!(found.title.ends_with("The <Harbour> & News"), "{name}: {}", found.title);
        for reference in &found.references {
            resolve(&corpus, reference, &found, &name);
        }
        assert!(page.contains("class=\"skip\" href=\"#main\""), "{name}");
    }
}

#[test]
fn nothing_that_a_document_says_becomes_markup() {
    let (pages, corpus) = (served(), corpus());
    for (route, page) in all(&pages, &corpus) {
        let found = read(&page, &route.path());
        for bad in ["<script>", "<b>", "<i>", "alert('x')</script>", "javascript:"] {
            assert!(!page.contains(bad), "{route:?} holds {bad}");
        }
        if page.contains("alert(") {
            assert!(found.text.contains("alert('x')") || page.contains("&lt;script&gt;"), "{route:?}");
        }
    }
    let actor = pages.page(&corpus, &Route::Thing(standpoint_explore::slug(&org(EVIL).id))).unwrap();
    assert!(read(&actor, "actor").text.contains("Union \"of\" <b>Bold</b> & 'Sons'"));
    // What turns the direction of writing stays between its own marks.
    assert!(actor.contains("<bdi>Union &quot;of&quot;"), "{actor}");
}

#[test]
fn a_folder_of_files_holds_all_that_its_pages_refer_to() {
    let (pages, corpus) = (Pages::new("Files", Links::Files), corpus());
    let made = all(&pages, &corpus);
    let mut files: BTreeMap<String, Option<Read>> =
        made.iter().map(|(route, page)| (route.file(), Some(read(page, &route.file())))).collect();
    let pictures = Pages::routes(&corpus).into_iter().filter(|route| matches!(route, Route::Picture(_)));
    let plain = assets().iter().map(|asset| Route::Asset(asset.name.clone()));
    files.extend(pictures.chain(plain).map(|route| (route.file(), None)));
    let lower: std::collections::BTreeSet<String> = files.keys().map(|file| file.to_lowercase()).collect();
    assert_eq!(lower.len(), files.len(), "files whose names differ in case only");
    let decode = |text: &str| {
        let slashed = format!("/id/{text}");
        // A file's name as the browser reads it: decoded once.
        match Route::parse(&slashed).unwrap() {
            Route::Thing(slug) | Route::Data(slug, _) => slug,
            other => panic!("{other:?}"),
        }
    };
    for (file, found) in &files {
        let Some(found) = found else { continue };
        for reference in &found.references {
            let (path, anchor) = reference.split_once('#').unwrap_or((reference, ""));
            let mut folder: Vec<&str> = file.split('/').collect();
            folder.pop();
            let mut rest = path;
            while let Some(up) = rest.strip_prefix("../") {
                assert!(folder.pop().is_some(), "{file} leads out of the folder: {reference}");
                rest = up;
            }
            let target = if path.is_empty() {
                file.clone()
            } else {
                let extension = rest.rsplit_once('.').map_or("", |(_, extension)| extension);
                let stem =
                    decode(&format!("{}.x", rest.strip_suffix(&format!(".{extension}")).unwrap_or(rest)));
                let stem = stem.strip_suffix(".x").unwrap().to_owned();
                let parts: Vec<&str> = folder.iter().copied().chain([stem.as_str()]).collect();
                format!("{}.{extension}", parts.join("/"))
            };
            let Some(there) = files.get(&target) else { panic!("{file}: {reference} is no file ({target})") };
            let known = there.as_ref().is_none_or(|there| anchor.is_empty() || there.ids.contains(anchor));
            assert!(known, "{file}: {reference} has no such place");
        }
    }
}

#[test]
fn an_actor_page_tells_posts_stances_claims_and_conflicts() {
    let corpus = corpus();
    let page =
        served().page(&corpus, &Route::Thing(standpoint_explore::slug(&org("North Dockers").id))).unwrap();
    let text = read(&page, "actor").text;
    for part in [
        "Led by",
        "Éva Lind",
        "president <of>",
        "Against",
        "2 statements in 2 documents",
        "Conflicts",
        "90\u{202f}% sure",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("1 May 2020 – 5 January 2021"), "{text}");
}

#[test]
fn a_topic_page_has_both_sides_and_a_line_of_time() {
    let corpus = corpus();
    let levy = corpus.find("Harbour <i>Levy</i>")[0];
    let page = served().page(&corpus, &Route::Thing(standpoint_explore::slug(&levy.address()))).unwrap();
    let text = read(&page, "topic").text;
    assert!(text.contains("divided") && text.contains("and those who belong to it"), "{text}");
    assert!(page.contains("<svg viewBox=\"0 0 1000 120\""), "{page}");
    // Of many supporters, the last ones open on demand.
    assert!(text.contains(" more"), "{text}");
}

#[test]
fn a_conflict_shows_both_quotes_the_tie_and_the_score() {
    let corpus = corpus();
    let line = corpus
        .conflict_lines()
        .into_iter()
        .find(|line| line.kind == standpoint_model::ConflictType::CoalitionSplit)
        .unwrap();
    let page = served().page(&corpus, &Route::Thing(line.slug)).unwrap();
    let text = read(&page, "conflict").text;
    for part in
        ["What ties them", "Why this score", "opposes the levy", "backs the levy", "Read it in its document"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_document_is_whole_and_every_statement_is_marked() {
    let corpus = corpus();
    for document in corpus.documents() {
        let view = corpus.document_view(&document.id).unwrap();
        let page = served().document(&view);
        let found = read(&page, &document.id);
        for line in &view.statements {
            let digest = line.slug.rsplit('/').next().unwrap();
            assert!(
                found.ids.contains(&format!("s-{digest}")) && found.ids.contains(&format!("n-s-{digest}"))
            );
        }
        // Between the marks stands every character of the text, as HTML has it.
        let start = page.find("<div class=\"body\" lang=\"en\">").unwrap();
        let end = start + page[start..].find("</div>").unwrap();
        let mut body = String::new();
        let mut skipping = false;
        for token in html5gum::Tokenizer::new(&page[start..end]) {
            match token.unwrap() {
                html5gum::Token::StartTag(tag) => skipping |= tag.name.as_slice() == b"sup",
                html5gum::Token::EndTag(tag) => skipping &= tag.name.as_slice() != b"sup",
                html5gum::Token::String(text) if !skipping => {
                    body.push_str(std::str::from_utf8(&text).unwrap());
                }
                _ => {}
            }
        }
        assert_eq!(body.replace('\u{fffd}', "\0"), document.text);
    }
    let nested = corpus.document_view("post/later.txt").unwrap();
    assert!(served().document(&nested).contains("twice"));
}

#[test]
fn search_tells_actors_from_topics_and_offers_what_was_meant() {
    let corpus = corpus();
    let hits = corpus.search("levy", 20);
    assert!(hits.iter().any(|hit| hit.kind == HitKind::Topic));
    let page = served().search("levy", &hits, &[]);
    assert!(read(&page, "search").text.contains("Topics"));
    let none = served().search("Dokers Federaton", &[], &["Dockers Federation".to_owned()]);
    assert!(none.contains("/base/search?q=Dockers%20Federation"), "{none}");
}

#[test]
fn an_empty_corpus_has_pages_too() {
    let corpus = Corpus::with_conflicts([], Vec::new());
    for links in [Links::Files, Links::Server(String::new())] {
        let pages = Pages::new("Nothing", links);
        for (route, page) in all(&pages, &corpus) {
            read(&page, &route.path());
        }
        assert!(pages.page(&corpus, &Route::Front).unwrap().contains("Nothing has been read yet"));
        assert_eq!(pages.page(&corpus, &Route::Topics(2)), None);
        assert_eq!(pages.page(&corpus, &Route::Thing("person/nobody".into())), None);
    }
}

#[test]
fn a_query_page_keeps_what_was_asked_and_shows_where_it_is_wrong() {
    let pages = served();
    let trouble = Trouble {
        message: "SELEC is no keyword".into(),
        place: Some((12, 2)),
        line: Some("\tSELEC *".into()),
        hint: Some("did you mean SELECT?".into()),
    };
    let page = pages.query(&asked(Some(Outcome::Trouble(trouble)), None));
    assert!(read(&page, "query").text.contains("12 | \tSELEC *\n   | \t^"), "{page}");
    // A line break at the beginning of a field is swallowed by browsers; one more is put before it.
    assert!(page.contains("\n\nSELECT * { ?s ?p &quot;Union"), "{page}");
    let rows = Outcome::Rows {
        columns: vec!["who".into()],
        rows: vec![vec![Cell { text: "x".into(), slug: None }]],
        all: 1,
    };
    let page = pages.query(&asked(Some(rows), Some("sides")));
    assert!(page.contains("format=csv") && page.contains("value=\"&lt;script&gt;"), "{page}");
    assert!(page.contains("/base/ask/sides?topic=Harbour%20Levy%20%26%20more"), "{page}");
}
