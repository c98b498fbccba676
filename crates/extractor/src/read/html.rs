//! HTML to the text that a reader sees.
//!
//! Works on the stream of tags (WHATWG tokenisation by `html5gum`), so that broken or deeply nested markup costs
//! neither the text nor the stack. Which elements are dropped is in `data/html.tsv`.

use super::html_meta::Facts;
use super::meta::Meta;
use crate::data::rows;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use std::{borrow::Cow, collections::BTreeSet, sync::LazyLock};

/// Share of a page's text that `<article>` or `<main>` must hold to stand for the whole.
const ARTICLE_SHARE: f64 = 0.4;

static ELEMENTS: LazyLock<Elements> = LazyLock::new(Elements::read);

struct Elements {
    raw: BTreeSet<&'static str>,
    furniture: BTreeSet<&'static str>,
    drawn: BTreeSet<&'static str>,
    block: BTreeSet<&'static str>,
    cell: BTreeSet<&'static str>,
}

impl Elements {
    fn read() -> Self {
        let of = |what: &str| {
            rows(include_str!("../../data/html.tsv"))
                .filter(|row| row.first() == Some(&what))
                .flat_map(|row| row.get(1).copied().unwrap_or_default().split(' '))
                .collect()
        };
        Self {
            raw: of("raw"),
            furniture: of("furniture"),
            drawn: of("drawn"),
            block: of("block"),
            cell: of("cell"),
        }
    }
}

/// The text, paragraphs parted by blank lines, and what the head tells.
pub(super) fn read(source: &str) -> (String, Meta) {
    let page = Page::read(source, true);
    // Furniture that never ends is a missing end tag: better some menu than no article.
    let page = if page.hidden.is_empty() { page } else { Page::read(source, false) };
    let length =
        |blocks: &mut dyn Iterator<Item = &Block>| blocks.map(|block| block.text.len()).sum::<usize>();
    let all = length(&mut page.blocks.iter());
    let article = length(&mut page.blocks.iter().filter(|block| block.article));
    let only_article = article as f64 >= ARTICLE_SHARE * all as f64 && article > 0;
    let kept: Vec<&str> = page
        .blocks
        .iter()
        .filter(|block| block.article || !only_article)
        .map(|block| block.text.as_str())
        .collect();
    (kept.join("\n\n"), page.facts.meta())
}

struct Block {
    text: String,
    /// Whether it stands inside `<article>` or `<main>`.
    article: bool,
}

/// A page as far as it is read.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    /// The paragraph being read.
    open: String,
    /// Elements being read whose text is dropped, outermost first.
    hidden: Vec<String>,
    /// Depth of `<article>` and `<main>`.
    article: usize,
    /// Depth of `<pre>`.
    preformatted: usize,
    drop_furniture: bool,
    facts: Facts,
}

impl Page {
    fn read(source: &str, drop_furniture: bool) -> Self {
        let mut page = Self { drop_furniture, ..Self::default() };
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        // Reading from memory cannot fail: the error type has no value.
        for token in Tokenizer::new_with_emitter(source, emitter).flatten() {
            match token {
                Token::StartTag(tag) => page.start(&tag),
                Token::EndTag(tag) => page.end(&name(&tag.name)),
                Token::String(text) => page.text(&String::from_utf8_lossy(&text.value)),
                _ => {}
            }
        }
        page.close();
        page
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let element = name(&tag.name);
        let element = element.as_ref();
        self.facts.start(element, |wanted| {
            tag.attributes.get(wanted.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
        });
        if matches!(element, "article" | "main" | "body") {
            // Furniture does not hold the article: an end tag is missing.
            self.hidden.retain(|hidden| ELEMENTS.raw.contains(hidden.as_str()));
        }
        let furniture = self.drop_furniture && ELEMENTS.furniture.contains(element);
        let hides = ELEMENTS.raw.contains(element) || ELEMENTS.drawn.contains(element) || furniture;
        if hides
            && !tag.self_closing
            && (self.hidden.is_empty() || self.hidden.iter().any(|hidden| hidden == element))
        {
            self.close_at(element);
            self.hidden.push(element.to_owned());
        } else {
            self.close_at(element);
        }
        match element {
            "br" => self.open.push('\n'),
            "article" | "main" => self.article += 1,
            "pre" => self.preformatted += 1,
            _ => {}
        }
    }

    fn end(&mut self, element: &str) {
        self.facts.end(element);
        self.close_at(element);
        if let Some(at) = self.hidden.iter().rposition(|hidden| hidden == element) {
            self.hidden.truncate(at);
        }
        match element {
            "article" | "main" => self.article = self.article.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            // What is open when the page ends, ends with it.
            "body" | "html" => self.hidden.clear(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.facts.text(text) || !self.hidden.is_empty() {
            return;
        }
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.open.push('\n'),
                '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                c if c.is_whitespace() => {
                    if !self.open.ends_with([' ', '\n']) {
                        self.open.push(' ');
                    }
                }
                c => self.open.push(c),
            }
        }
    }

    fn close_at(&mut self, element: &str) {
        if ELEMENTS.block.contains(element) {
            self.close();
        } else if ELEMENTS.cell.contains(element) && !self.open.ends_with(' ') {
            self.open.push(' ');
        }
    }

    /// Ends the open paragraph; an empty line inside it (two `<br>`) parts it in two.
    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        let mut lines: Vec<&str> = Vec::new();
        for line in open.lines().map(str::trim).chain([""]) {
            if !line.is_empty() {
                lines.push(line);
            } else if !lines.is_empty() {
                self.blocks.push(Block { text: lines.join("\n"), article: self.article > 0 });
                lines.clear();
            }
        }
    }
}

fn name(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Whether `text` begins like an HTML page.
pub(super) fn is_html(text: &str) -> bool {
    let end = text.char_indices().nth(1024).map_or(text.len(), |(at, _)| at);
    let start = text[..end].trim_start().to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with("<?xml") && start.contains("<html")
        || start.starts_with("<!--") && start.contains("<html")
}

/// The encoding that `<meta charset>` in the first bytes names.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let (_, after) = start.split_once("charset=")?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    encoding_rs::Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(source: &str) -> String {
        read(source).0
    }

    #[test]
    fn paragraphs_stay_and_furniture_goes() {
        let source = "<html><head><title>T</title><style>p{}</style></head><body><nav>Home<ul><li>News</ul></nav>\
            <h1>Two  unions\n split</h1><p>The <b>Harbor</b>&nbsp;Council &amp; the <a href=x>port</a>.\
            <p>Second<br>line<br><br>third.<script>var a = '<p>no</p>';</script><table><tr><td>a<td>b</table>\
            <footer>© us</footer>";
        assert_eq!(
            text(source),
            "Two unions split\n\nThe Harbor Council & the port.\n\nSecond\nline\n\nthird.\n\na b"
        );
    }

    #[test]
    fn broken_markup_costs_no_text() {
        assert_eq!(text("<p>one</b></div><p>two <i>three<p>four"), "one\n\ntwo three\n\nfour");
        assert_eq!(
            text("<nav>menu<p>The article begins, the menu never ends."),
            "menu\n\nThe article begins, the menu never ends."
        );
        assert_eq!(text("<nav>menu<main><p>The article.</main>"), "The article.");
        assert_eq!(text("a < b and c"), "a < b and c");
        assert_eq!(text("<p attr=\"never closed>x"), "");
        assert_eq!(text("<script>never closed <p>x"), "");
    }

    #[test]
    fn deep_nesting_is_flat_here() {
        let source = format!("{}deep", "<div>".repeat(200_000));
        assert_eq!(text(&source), "deep");
    }

    #[test]
    fn an_article_stands_for_its_page() {
        let teaser = "<p>Read also: other news.</p>";
        let page =
            format!("{teaser}<article><p>{}</p></article>{teaser}", "Two unions met. ".repeat(10).trim());
        assert_eq!(text(&page), "Two unions met. ".repeat(10).trim());
        let list = format!("<p>{}</p><article>x</article>", "Two unions met. ".repeat(10).trim());
        assert!(text(&list).starts_with("Two unions"), "a short article element is a teaser");
    }

    #[test]
    fn pages_are_told_from_text() {
        assert!(is_html("\n<!DOCTYPE html><p>"));
        assert!(is_html("<HTML lang=en>"));
        assert!(!is_html("The <html> tag"));
    }

    #[test]
    fn a_page_names_its_encoding() {
        assert_eq!(
            declared_encoding(b"<meta charset='windows-1251'>").map(|e| e.name()),
            Some("windows-1251")
        );
        assert_eq!(
            declared_encoding(b"<meta content=\"text/html; charset=iso-8859-2\">").map(|e| e.name()),
            Some("ISO-8859-2")
        );
        assert_eq!(declared_encoding(b"<p>"), None);
    }

    proptest! {
        #[test]
        fn any_page_is_borne(source in "(\\PC|<p>|</|<|>|<nav>|</nav>|<script |<meta |=\"|&amp|<article>|\\n){0,40}") {
            let (text, _) = read(&source);
            prop_assert_eq!(text.trim(), text.as_str());
        }
    }
}
