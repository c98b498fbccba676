//! What the head of a page tells: Open Graph and other `<meta>`, JSON-LD, `<title>`, `<link>`, `<time>`.

use super::meta::{Meta, tidy};
use serde_json::Value;

/// Facts gathered while a page is read; earlier ones of a kind win.
#[derive(Default)]
pub(super) struct Facts {
    /// `<meta>` and `<link>`.
    declared: Meta,
    /// From JSON-LD.
    linked: Meta,
    /// From `<title>`, `<time>`, less precise than the others.
    shown: Meta,
    reading: Reading,
}

/// The element whose text is wanted now.
#[derive(Default)]
enum Reading {
    #[default]
    Nothing,
    Title(String),
    JsonLd(String),
}

impl Facts {
    /// A tag begins; `attribute` gives its attributes.
    pub(super) fn start(&mut self, element: &str, attribute: impl Fn(&str) -> Option<String>) {
        match element {
            "title" if self.shown.title.is_none() => self.reading = Reading::Title(String::new()),
            "script" if attribute("type").is_some_and(|kind| kind.contains("ld+json")) => {
                self.reading = Reading::JsonLd(String::new());
            }
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                offer(&mut self.declared.url, attribute("href"));
            }
            "time" => offer(&mut self.shown.date, attribute("datetime")),
            "meta" => {
                let key =
                    attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop"));
                if let (Some(key), Some(content)) = (key, attribute("content")) {
                    self.declare(&key.to_lowercase(), content);
                }
            }
            _ => {}
        }
    }

    fn declare(&mut self, key: &str, content: String) {
        let meta = &mut self.declared;
        let slot = match key {
            "og:title" | "twitter:title" | "dc.title" | "headline" => &mut meta.title,
            // A profile page is no name.
            "author" | "article:author" | "byl" | "dc.creator" | "parsely-author" | "sailthru.author"
                if !content.contains("://") =>
            {
                &mut meta.author
            }
            "og:site_name" | "publisher" | "dc.publisher" | "dcterms.publisher"
                if !content.contains("://") =>
            {
                &mut meta.publisher
            }
            "article:published_time"
            | "article:published"
            | "og:published_time"
            | "datepublished"
            | "date"
            | "pubdate"
            | "publish-date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.issued"
            | "dcterms.created"
            | "parsely-pub-date"
            | "sailthru.date"
            | "ptime" => &mut meta.date,
            "og:url" | "twitter:url" => &mut meta.url,
            _ => return,
        };
        offer(slot, Some(content));
    }

    /// Text inside an element; whether it is not for readers.
    pub(super) fn text(&mut self, text: &str) -> bool {
        match &mut self.reading {
            Reading::Nothing => return false,
            Reading::Title(wanted) | Reading::JsonLd(wanted) => wanted.push_str(text),
        }
        true
    }

    /// A tag ends.
    pub(super) fn end(&mut self, element: &str) {
        match (element, std::mem::take(&mut self.reading)) {
            ("title", Reading::Title(title)) => offer(&mut self.shown.title, Some(title)),
            ("script", Reading::JsonLd(json)) => {
                // Broken JSON-LD is common and no loss: the rest of the page is still there.
                if let Ok(value) = serde_json::from_str(&json) {
                    self.read_json_ld(&value);
                }
            }
            (_, reading) => self.reading = reading,
        }
    }

    fn read_json_ld(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.read_json_ld(value)),
            Value::Object(fields) => {
                if let Some(graph) = fields.get("@graph") {
                    self.read_json_ld(graph);
                }
                if !is_article(fields.get("@type")) {
                    return;
                }
                let name = |key: &str| fields.get(key).and_then(name_of);
                let meta = &mut self.linked;
                offer(&mut meta.title, name("headline").or_else(|| name("name")));
                offer(&mut meta.author, name("author").filter(|name| !name.contains("://")));
                offer(&mut meta.publisher, name("publisher").filter(|name| !name.contains("://")));
                offer(&mut meta.date, name("datePublished").or_else(|| name("dateCreated")));
                offer(&mut meta.url, name("url"));
            }
            _ => {}
        }
    }

    /// All that is known, the most dependable source first.
    pub(super) fn meta(mut self) -> Meta {
        // A title that never ends has swallowed the page and is none.
        self.reading = Reading::Nothing;
        self.declared.or(self.linked).or(self.shown)
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let known = |name: &str| {
        name.ends_with("Article")
            || matches!(name, "BlogPosting" | "Report" | "OpinionNewsArticle" | "PressRelease")
    };
    match kind {
        Some(Value::String(name)) => known(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(known),
        _ => false,
    }
}

/// A name given as text, as an object with `name`, or as a list of these.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => tidy(text),
        Value::Object(fields) => fields.get("name").and_then(Value::as_str).and_then(tidy),
        Value::Array(values) => tidy(&values.iter().filter_map(name_of).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}

fn offer(slot: &mut Option<String>, found: Option<String>) {
    if slot.is_none() {
        *slot = found.and_then(|text| tidy(&text));
    }
}

#[cfg(test)]
mod tests {
    use super::super::html::read;

    #[test]
    fn meta_tags_come_first() {
        let page = r#"<head><title>Split – Harbor News</title><meta property="og:title" content="A &quot;split&quot;">
            <meta name="Author" content=" Ann  Lee "><meta property="article:author" content="https://a.example/lee">
            <meta property="og:site_name" content="Harbor News"><link rel="canonical" href="https://a.example/1">
            <meta property="article:published_time" content="2011-11-17T10:00Z"></head><p>Text."#;
        let (text, meta) = read(page);
        assert_eq!(text, "Text.");
        assert_eq!(meta.title.as_deref(), Some("A \"split\""));
        assert_eq!(meta.author.as_deref(), Some("Ann Lee"));
        assert_eq!(meta.publisher.as_deref(), Some("Harbor News"));
        assert_eq!(meta.date.as_deref(), Some("2011-11-17T10:00Z"));
        assert_eq!(meta.url.as_deref(), Some("https://a.example/1"));
    }

    #[test]
    fn json_ld_fills_the_rest() {
        let page = r#"<title>T</title><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
            {"@type": ["NewsArticle"], "headline": "A split", "datePublished": "2011-11-17",
             "author": [{"name": "Ann Lee"}, {"name": "Bo Rao"}], "publisher": {"name": "Harbor News"}}]}</script>
            <script type="application/ld+json">{broken</script><time datetime="2012-01-01"></time><p>Text."#;
        let (text, meta) = read(page);
        assert_eq!(text, "Text.");
        assert_eq!(meta.title.as_deref(), Some("A split"));
        assert_eq!(meta.author.as_deref(), Some("Ann Lee, Bo Rao"));
        assert_eq!(meta.publisher.as_deref(), Some("Harbor News"));
        assert_eq!(meta.date.as_deref(), Some("2011-11-17"));
    }

    #[test]
    fn a_bare_page_has_its_title() {
        assert_eq!(read("<title>\n A split </title><p>Text.").1.title.as_deref(), Some("A split"));
    }
}
