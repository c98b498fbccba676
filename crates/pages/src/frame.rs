//! What stands around every page: head, navigation, foot.

use crate::{DataFormat, Pages, Route, assets};
use maud::{DOCTYPE, Markup, html};

/// One page while it is made: it knows where it stands, and so how to refer to others.
pub(crate) struct Frame<'p> {
    pub(crate) pages: &'p Pages,
    pub(crate) here: Route,
}

impl Frame<'_> {
    /// The reference to another page.
    pub(crate) fn href(&self, to: &Route) -> String {
        self.pages.links.href(&self.here, to)
    }

    /// The reference to one thing's page.
    pub(crate) fn thing(&self, slug: &str) -> String {
        self.href(&Route::Thing(slug.to_owned()))
    }

    /// Whether somebody answers searches, queries and requests for data.
    pub(crate) fn live(&self) -> bool {
        self.pages.links.live()
    }

    fn asset(&self, plain: &str) -> String {
        self.href(&Route::Asset(assets::name_of(plain).to_owned()))
    }

    /// The whole page; `slug` is that of the thing that it shows, which can be had as data, too.
    pub(crate) fn page(&self, title: &str, slug: Option<&str>, body: &Markup) -> String {
        let whole = if self.here == Route::Front {
            self.pages.site.clone()
        } else {
            format!("{title} · {}", self.pages.site)
        };
        let searched = if let Route::Search(query) = &self.here { query.as_str() } else { "" };
        let markup = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (whole) }
                    link rel="icon" href=(self.asset("icon.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(self.asset("pages.css"));
                    script src=(self.asset("pages.js")) defer {}
                    @if matches!(self.here, Route::Graph(_)) {
                        script src=(self.asset("graph.js")) defer {}
                    }
                    @if let Some(slug) = slug {
                        link rel="canonical" href=(self.thing(slug));
                        @if self.live() {
                            @for format in DataFormat::ALL {
                                link rel="alternate" type=(format.media()) href=(self.data(slug, format));
                            }
                        }
                    }
                }
                body {
                    a.skip href="#main" { "Skip to content" }
                    header.site {
                        div.wide {
                            a.brand href=(self.href(&Route::Front)) { bdi { (self.pages.site) } }
                            nav aria-label="Main" {
                                ul {
                                    @for (name, route) in self.places() {
                                        li {
                                            a href=(self.href(&route)) aria-current=[self.stands_at(&route)] { (name) }
                                        }
                                    }
                                }
                            }
                            @if self.live() && self.here != Route::Front { (self.search_form("site-search", searched)) }
                        }
                    }
                    main #main tabindex="-1" { (body) }
                    footer.site {
                        div.wide {
                            p {
                                "What stands here was found in documents by a program, and each statement tells how sure it is. "
                                "Read the words before you rely on one. "
                                a href=(self.href(&Route::About)) { "How to read these pages" }
                            }
                        }
                    }
                }
            }
        };
        markup.into_string()
    }

    /// Where the data about a thing is.
    pub(crate) fn data(&self, slug: &str, format: DataFormat) -> String {
        self.href(&Route::Data(slug.to_owned(), format))
    }

    fn places(&self) -> Vec<(&'static str, Route)> {
        let mut places = vec![
            ("Conflicts", Route::Conflicts(1)),
            ("Topics", Route::Topics(1)),
            ("Actors", Route::Actors(1)),
            ("Documents", Route::Documents(1)),
            ("Graph", Route::Graph(None)),
        ];
        if self.live() {
            places.push(("Ask", Route::Query(None)));
        }
        places.extend([("Statistics", Route::Stats), ("Help", Route::About)]);
        places
    }

    fn stands_at(&self, place: &Route) -> Option<&'static str> {
        let same = std::mem::discriminant(place) == std::mem::discriminant(&self.here);
        if *place == self.here { Some("page") } else { same.then_some("true") }
    }

    /// A field for what one looks for.
    pub(crate) fn search_form(&self, id: &str, query: &str) -> Markup {
        html! {
            form.search role="search" method="get" action=(self.href(&Route::Search(String::new()))) {
                label for=(id) { "Search" }
                div.field {
                    input id=(id) type="search" name="q" value=(query) autocomplete="off" spellcheck="false"
                        placeholder="names or words";
                    button type="submit" { "Search" }
                }
            }
        }
    }
}
