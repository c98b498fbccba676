//! A small corpus with hostile names, and a reader of pages.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, reason = "tests")]

use html5gum::{Token, Tokenizer};
use standpoint_explore::Corpus;
use standpoint_graph::ConflictOptions;
use standpoint_model::{
    Act, Confidence, Document, Entity, EntityType, Evidence, Predicate, Span, Statement, TextIndex,
};
use std::collections::BTreeSet;

pub const SCRIPT: &str = "<script>alert('x')</script>";
/// A name with markup, quotes, a line break and a mark that turns the direction of writing.
pub const EVIL: &str = "Union \"of\" <b>Bold</b> & 'Sons'\u{202e}\n</a></template></textarea>";

pub fn org(name: &str) -> Entity {
    Entity::named(EntityType::Organization, name)
}

pub fn person(name: &str) -> Entity {
    Entity::named(EntityType::Person, name)
}

pub fn policy(name: &str) -> Entity {
    Entity::named(EntityType::Policy, name)
}

struct Teller {
    document: Document,
    statements: Vec<Statement>,
}

impl Teller {
    fn new(id: &str) -> Self {
        Self { document: Document::new(id, ""), statements: Vec::new() }
    }

    /// Adds a sentence that says this.
    fn says(
        &mut self,
        sentence: &str,
        subject: &Entity,
        predicate: Predicate,
        object: &Entity,
    ) -> &mut Statement {
        let start = TextIndex::new(&self.document.text).len();
        self.document.text.push_str(sentence);
        self.document.text.push('\n');
        let span = Span::new(start, start + sentence.chars().count());
        let word = sentence.split(' ').next().unwrap().chars().count();
        let said = Statement {
            id: String::new(),
            document: self.document.id.clone(),
            subject: subject.clone(),
            predicate,
            object: object.clone(),
            role: None,
            act: None,
            addressee: None,
            attributed_to: Vec::new(),
            date: None,
            confidence: Confidence::new(0.9).unwrap(),
            span,
            quote: sentence.to_owned(),
            evidence: Evidence {
                holder: Some(Span::new(start, start + word)),
                cue: Some(Span::new(start + word + 1, start + word + 4)),
                target: None,
            },
            method: "rule/test".to_owned(),
        };
        self.statements.push(said.addressed());
        self.statements.last_mut().unwrap()
    }

    fn done(self) -> (Document, Vec<Statement>) {
        (self.document, self.statements)
    }
}

pub fn corpus() -> Corpus {
    use Predicate::{AffiliatedWith, Asserts, Denies, Leads, Opposes, Supports};
    let (federation, north) = (org("Dockers Federation"), org("North Dockers"));
    let south = Entity { aliases: vec![SCRIPT.to_owned()], ..org(EVIL) };
    let (levy, lind) = (policy("Harbour <i>Levy</i>"), person("Éva Lind"));
    let foreign =
        Entity { id: "http://example.org/x?y=\"1\"&z=../ü.ttl".to_owned(), ..policy("A foreign thing") };
    let mut first = Teller::new("post/levy <1>.txt");
    first.document.title = Some(format!("Levy {SCRIPT}"));
    first.document.publisher = Some("Harbour & Post".to_owned());
    first.document.author = Some("A. \"Nib\"".to_owned());
    first.document.url = Some("javascript:alert(1)".to_owned());
    first.document.date = "2020-06-02".parse().ok();
    first.says("North Dockers belongs to the federation.", &north, AffiliatedWith, &federation);
    first.says("South belongs to it, too.", &south, AffiliatedWith, &federation);
    first.says("North Dockers opposes the levy.", &north, Opposes, &levy).date = "2020-05-01".parse().ok();
    first.says(&format!("South backs the levy {SCRIPT}"), &south, Supports, &levy).date =
        "2020-06".parse().ok();
    first.says("Lind leads North.", &lind, Leads, &north).role = Some("president <of>".to_owned());
    let said = first.says("South demands a foreign thing.", &south, Supports, &foreign);
    said.act = Some(Act::Demand);
    said.addressee = Some(lind.clone());
    said.attributed_to = vec![federation.clone()];
    let mut second = Teller::new("post/later.txt");
    second.document.date = "2021".parse().ok();
    second.says("North Dockers opposes the levy again.", &north, Opposes, &levy).date =
        "2021-01-05".parse().ok();
    let claim =
        |text: &str| Entity { about: vec![levy.clone()], ..Entity::named(EntityType::Proposition, text) };
    second.says(
        "The levy costs \u{5d0}\u{5d1} jobs </blockquote>.",
        &lind,
        Asserts,
        &claim("The levy costs jobs"),
    );
    second.says("The levy costs nothing.", &south, Denies, &claim("The levy costs jobs, it is said"));
    for at in 0..15 {
        second.says("Many more are for it.", &org(&format!("Company {at}")), Supports, &levy);
    }
    // Statements that nest and overlap.
    let (mut document, mut statements) = second.done();
    let around = Statement { span: Span::new(5, 60), quote: "around".to_owned(), ..statements[1].clone() };
    statements.push(
        Statement { subject: org("Company 1"), predicate: Opposes, object: levy.clone(), ..around }
            .addressed(),
    );
    document.text.push_str("\u{2028}end\u{200f}\u{0}");
    Corpus::new([first.done(), (document, statements)], &[], &ConflictOptions::default())
}

/// What a page holds, as far as tests care.
#[derive(Debug, Default)]
pub struct Read {
    pub ids: BTreeSet<String>,
    /// Values of `href`, `src` and `action`.
    pub references: Vec<String>,
    pub title: String,
    pub text: String,
}

const VOID: [&str; 9] = ["meta", "link", "input", "img", "br", "hr", "wbr", "source", "col"];

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Reads a page; anything that a browser would have to mend, or that is not usable without sight or scripts, fails.
pub fn read(page: &str, name: &str) -> Read {
    let mut out = Read::default();
    let mut open: Vec<String> = Vec::new();
    let mut wanted: Vec<(String, String)> = Vec::new();
    let mut level = 0;
    let (mut mains, mut tables, mut captions) = (0, 0, 0);
    for token in Tokenizer::new(page) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let element = text(&tag.name);
                let foreign = open.iter().any(|one| one == "template");
                let value = |wanted: &str| {
                    tag.attributes
                        .iter()
                        .find(|(key, _)| key.as_slice() == wanted.as_bytes())
                        .map(|(_, value)| text(value))
                };
                for (key, content) in &tag.attributes {
                    let (key, content) = (text(key), text(content));
                    assert!(!key.starts_with("on") && (key != "style" || foreign), "{name}: {element} {key}");
                    match key.as_str() {
                        "id" if !foreign => {
                            assert!(out.ids.insert(content.clone()), "{name}: id {content} twice");
                        }
                        "href" | "src" | "action" if !foreign => out.references.push(content),
                        "for" | "aria-labelledby" | "aria-describedby" | "list" if !foreign => {
                            wanted.extend(content.split(' ').map(|id| (key.clone(), id.to_owned())));
                        }
                        _ => {}
                    }
                }
                match element.as_str() {
                    "script" => assert!(value("src").is_some(), "{name}: a script of its own"),
                    "style" => assert!(foreign, "{name}: a style of its own"),
                    "html" => assert_eq!(value("lang").as_deref(), Some("en"), "{name}"),
                    "img" => assert!(value("alt").is_some(), "{name}"),
                    "main" => mains += 1,
                    "table" => tables += 1,
                    "caption" => captions += 1,
                    "input" | "textarea" => {
                        wanted.push((
                            "label".to_owned(),
                            value("id").unwrap_or_else(|| panic!("{name}: {element}")),
                        ));
                    }
                    "h1" | "h2" | "h3" | "h4" => {
                        let now: usize = element[1..].parse().unwrap();
                        assert!(now <= level + 1, "{name}: {element} below h{level}");
                        level = now;
                    }
                    _ => {}
                }
                if !(tag.self_closing || VOID.contains(&element.as_str())) {
                    open.push(element);
                }
            }
            Token::EndTag(tag) => {
                let element = text(&tag.name);
                assert_eq!(open.pop().as_deref(), Some(element.as_str()), "{name}: {open:?}");
            }
            Token::String(content) => {
                let content = text(&content);
                if open.last().is_some_and(|element| element == "title") && open.len() == 3 {
                    out.title.push_str(&content);
                }
                out.text.push_str(&content);
            }
            Token::Error(error) => {
                // Characters that no text should hold stand in documents; they are shown as they are.
                let told = format!("{error:?}").to_lowercase();
                assert!(told.contains("character"), "{name}: {told}");
            }
            _ => {}
        }
    }
    assert_eq!((open.len(), mains, tables), (0, 1, captions), "{name}: {open:?}");
    for (key, id) in wanted {
        assert!(out.ids.contains(&id), "{name}: {key} {id}");
    }
    out
}
