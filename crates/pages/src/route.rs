//! The addresses of pages, both ways.

use std::fmt::Write as _;

/// Data about one thing, as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataFormat {
    /// Turtle, `.ttl`.
    Turtle,
    /// JSON-LD, `.jsonld`.
    JsonLd,
}

impl DataFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Turtle, Self::JsonLd];

    /// The extension, with its dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Turtle => ".ttl",
            Self::JsonLd => ".jsonld",
        }
    }

    /// The media type.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// What readers call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Turtle => "Turtle",
            Self::JsonLd => "JSON-LD",
        }
    }
}

/// What an address shows. Slugs are those of [`standpoint_explore::slug`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// `/`
    Front,
    /// `/search?q=…`, with what is looked for.
    Search(String),
    /// `/conflicts`, `/conflicts/2`: the page of this number, from 1.
    Conflicts(usize),
    /// `/topics`, `/topics/2`.
    Topics(usize),
    /// `/actors`, `/actors/2`.
    Actors(usize),
    /// `/documents`, `/documents/2`.
    Documents(usize),
    /// `/id/SLUG`: an actor, topic, document, statement or conflict.
    Thing(String),
    /// `/sides/SLUG`: who is for and against what is an actor itself.
    Sides(String),
    /// `/graph`, `/graph/SLUG`: a picture of everything, or around one entity.
    Graph(Option<String>),
    /// `/graph.svg`, `/graph/SLUG.svg`: that picture alone.
    Picture(Option<String>),
    /// `/id/SLUG.ttl`, `/id/SLUG.jsonld`: one thing as data.
    Data(String, DataFormat),
    /// `/ask`, `/ask/NAME`: questions in SPARQL; one of those that have a name.
    Query(Option<String>),
    /// `/sparql`: the endpoint for programs.
    Sparql,
    /// `/stats`
    Stats,
    /// `/about`
    About,
    /// `/assets/NAME`: one of [`crate::assets`].
    Asset(String),
}

const PAGE: &str = ".html";

impl Route {
    /// The path on a server, percent-encoded, from `/` on; of a search, with its query.
    #[must_use]
    pub fn path(&self) -> String {
        let numbered = |name: &str, page: usize| match page {
            0 | 1 => format!("/{name}"),
            _ => format!("/{name}/{page}"),
        };
        match self {
            Self::Front => "/".to_owned(),
            Self::Search(query) if query.is_empty() => "/search".to_owned(),
            Self::Search(query) => format!("/search?q={}", encoded(query, "")),
            Self::Conflicts(page) => numbered("conflicts", *page),
            Self::Topics(page) => numbered("topics", *page),
            Self::Actors(page) => numbered("actors", *page),
            Self::Documents(page) => numbered("documents", *page),
            Self::Thing(slug) => {
                // A name that ends like a file of data would be taken for one.
                let clash = slug.ends_with(PAGE) || data_format(slug).is_some();
                format!("/id/{}{}", path_of(slug), if clash { PAGE } else { "" })
            }
            Self::Sides(slug) => format!("/sides/{}", path_of(slug)),
            Self::Graph(None) => "/graph".to_owned(),
            Self::Graph(Some(slug)) => {
                let clash = slug.ends_with(PAGE) || slug.ends_with(".svg");
                format!("/graph/{}{}", path_of(slug), if clash { PAGE } else { "" })
            }
            Self::Picture(None) => "/graph.svg".to_owned(),
            Self::Picture(Some(slug)) => format!("/graph/{}.svg", path_of(slug)),
            Self::Data(slug, format) => format!("/id/{}{}", path_of(slug), format.extension()),
            Self::Query(None) => "/ask".to_owned(),
            Self::Query(Some(name)) => format!("/ask/{}", path_of(name)),
            Self::Sparql => "/sparql".to_owned(),
            Self::Stats => "/stats".to_owned(),
            Self::About => "/about".to_owned(),
            Self::Asset(name) => format!("/assets/{}", path_of(name)),
        }
    }

    /// What the path of a request shows; none where it is no path of ours. The query is the caller's to read: a search
    /// is empty, here. Whether a slug names anything, the corpus knows.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let path = decoded(path.strip_prefix('/')?)?;
        let (first, rest) = match path.split_once('/') {
            Some((first, rest)) => (first, Some(rest)),
            None => (path.as_str(), None),
        };
        let numbered = |route: fn(usize) -> Self| match rest {
            None => Some(route(1)),
            Some(page) if !page.starts_with('+') => page.parse().ok().filter(|page| *page > 1).map(route),
            Some(_) => None,
        };
        match (first, rest) {
            ("", None) => Some(Self::Front),
            ("search", None) => Some(Self::Search(String::new())),
            ("conflicts", _) => numbered(Self::Conflicts),
            ("topics", _) => numbered(Self::Topics),
            ("actors", _) => numbered(Self::Actors),
            ("documents", _) => numbered(Self::Documents),
            ("id", Some(rest)) if !rest.is_empty() => {
                Some(match (rest.strip_suffix(PAGE), data_format(rest)) {
                    (Some(slug), _) => Self::Thing(slug_of(slug)),
                    (None, Some((slug, format))) => Self::Data(slug_of(slug), format),
                    (None, None) => Self::Thing(slug_of(rest)),
                })
            }
            ("sides", Some(slug)) if !slug.is_empty() => Some(Self::Sides(slug_of(slug))),
            ("graph", None) => Some(Self::Graph(None)),
            ("graph.svg", None) => Some(Self::Picture(None)),
            ("graph", Some(rest)) if !rest.is_empty() => Some(match rest.strip_suffix(".svg") {
                Some(slug) => Self::Picture(Some(slug_of(slug))),
                None => Self::Graph(Some(slug_of(rest.strip_suffix(PAGE).unwrap_or(rest)))),
            }),
            ("ask", None) => Some(Self::Query(None)),
            ("ask", Some(name)) if !name.is_empty() => Some(Self::Query(Some(name.to_owned()))),
            ("sparql", None) => Some(Self::Sparql),
            ("stats", None) => Some(Self::Stats),
            ("about", None) => Some(Self::About),
            ("assets", Some(name)) => Some(Self::Asset(name.to_owned())),
            _ => None,
        }
    }

    /// The file of the page in a folder, with `/` between folders, safe on every system: none leads out of the folder.
    #[must_use]
    pub fn file(&self) -> String {
        let numbered = |name: &str, page: usize| match page {
            0 | 1 => format!("{name}.html"),
            _ => format!("{name}/{page}.html"),
        };
        match self {
            Self::Front => "index.html".to_owned(),
            Self::Conflicts(page) => numbered("conflicts", *page),
            Self::Topics(page) => numbered("topics", *page),
            Self::Actors(page) => numbered("actors", *page),
            Self::Documents(page) => numbered("documents", *page),
            Self::Thing(slug) => format!("id/{}.html", file_of(slug)),
            Self::Sides(slug) => format!("sides/{}.html", file_of(slug)),
            Self::Graph(None) => "graph.html".to_owned(),
            Self::Graph(Some(slug)) => format!("graph/{}.html", file_of(slug)),
            Self::Picture(None) => "graph.svg".to_owned(),
            Self::Picture(Some(slug)) => format!("graph/{}.svg", file_of(slug)),
            Self::Data(slug, format) => format!("id/{}{}", file_of(slug), format.extension()),
            Self::Query(Some(name)) => format!("ask/{}.html", file_of(name)),
            Self::Asset(name) => format!("assets/{}", file_of(name)),
            Self::Search(_) => "search.html".to_owned(),
            Self::Query(None) => "ask.html".to_owned(),
            Self::Sparql => "sparql".to_owned(),
            Self::Stats => "stats.html".to_owned(),
            Self::About => "about.html".to_owned(),
        }
    }
}

fn data_format(path: &str) -> Option<(&str, DataFormat)> {
    let stem = |format: DataFormat| Some((path.strip_suffix(format.extension())?, format));
    DataFormat::ALL.into_iter().find_map(stem)
}

/// Every byte that is no letter, digit, `-._~` or one of `also`, as `%XX`.
pub(crate) fn encoded(text: &str, also: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || also.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            bytes.push(digit(rest.next()?)? << 4 | digit(rest.next()?)?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A slug in a path. Browsers would resolve a part that is all dots, or drop an empty one; those are encoded twice.
fn path_of(slug: &str) -> String {
    encoded(&guarded(slug), "/")
}

fn guarded(slug: &str) -> String {
    let part = |part: &str| match part {
        "" => "%00".to_owned(),
        "." => "%2E".to_owned(),
        ".." => "%2E%2E".to_owned(),
        other => other.to_owned(),
    };
    slug.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// The slug that [`path_of`] made this decoded path of.
fn slug_of(path: &str) -> String {
    let part = |part| match part {
        "%00" => "",
        "%2E" => ".",
        "%2E%2E" => "..",
        other => other,
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// A slug as a file's path: what some system forbids in names is encoded.
fn file_of(slug: &str) -> String {
    let mut out = String::with_capacity(slug.len());
    for c in guarded(slug).chars() {
        if c.is_alphanumeric() || "-._~%/".contains(c) {
            out.push(c);
        } else {
            out.push_str(&encoded(&c.to_string(), ""));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_sort_of_page_is_found_by_its_path() {
        let name = || Some("person/ann-lee".to_owned());
        let routes = [
            Route::Front,
            Route::Search(String::new()),
            Route::Conflicts(1),
            Route::Topics(12),
            Route::Graph(None),
            Route::Graph(name()),
            Route::Picture(None),
            Route::Picture(name()),
            Route::Query(None),
            Route::Query(Some("sides".into())),
            Route::Sparql,
            Route::Stats,
            Route::About,
            Route::Asset("pages.css".into()),
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.path()), Some(route));
        }
        for path in
            ["", "nowhere", "/nowhere", "/topics/0", "/topics/x", "/topics/+2", "/id/", "/id/%zz", "/id/%F"]
        {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

    #[test]
    fn no_slug_leads_out_of_the_folder() {
        let file = Route::Thing("../../etc/passwd".into()).file();
        assert_eq!(file, "id/%2E%2E/%2E%2E/etc/passwd.html");
        assert_eq!(Route::Thing("a\\b:c".into()).file(), "id/a%5Cb%3Ac.html");
    }

    proptest! {
        #[test]
        fn every_slug_comes_back(slug in "[a-z%./é&?#\" -]{1,20}(\\.ttl|\\.html|\\.svg|\\.jsonld)?") {
            // A part that looks like a guarded one is no slug of ours.
            prop_assume!(!slug.contains("%2E") && !slug.contains("%00"));
            let routes = [
                Route::Thing(slug.clone()),
                Route::Sides(slug.clone()),
                Route::Graph(Some(slug.clone())),
                Route::Picture(Some(slug.clone())),
                Route::Data(slug, DataFormat::JsonLd),
            ];
            for route in routes {
                let path = route.path();
                prop_assert!(!path.contains("//") && !path.contains("/../"), "{}", path);
                prop_assert_eq!(Route::parse(&path), Some(route));
            }
        }
    }
}
