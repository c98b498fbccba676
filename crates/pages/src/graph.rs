//! A picture to walk about in, and the same as a table.

use crate::frame::Frame;
use crate::parts::does;
use crate::{Pages, Route, words};
use maud::{Markup, PreEscaped, html};
use standpoint_explore::{Corpus, EntityRef, Line};
use standpoint_model::{Kind, Statement};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A picture and what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphPage<'v> {
    /// In the middle of the picture; none of a picture of everything.
    pub of: Option<EntityRef>,
    /// The picture as an SVG document, which is trusted to hold no script: what [`Route::Picture`] answers, too. Empty where
    /// there is nothing to draw.
    pub svg: &'v str,
    /// The statements behind its lines; see [`neighbourhood`].
    pub lines: Vec<Line>,
    /// How many there are, where only some are listed.
    pub all: usize,
}

/// So many rows stand below a picture.
const ROWS: usize = 300;

/// The statements around an entity (or, without one, those of all): ties and stances, the surest of each pair and
/// predicate; the most often told first. Also how many such there are. Linear in the statements of the corpus.
#[must_use]
pub fn neighbourhood(corpus: &Corpus, address: Option<&str>) -> (Vec<Line>, usize) {
    let wanted = |said: &&Statement| {
        said.kind() != Kind::Claim
            && corpus.shows(said)
            && address.is_none_or(|address| said.subject.id == address || said.object.id == address)
    };
    let mut edges: BTreeMap<(&str, &str, &str), (usize, &Statement)> = BTreeMap::new();
    for said in corpus.statements().iter().filter(wanted) {
        let key = (said.subject.id.as_str(), said.object.id.as_str(), said.predicate.as_str());
        let (count, best) = edges.entry(key).or_insert((0, said));
        *count += 1;
        if best.confidence.get() < said.confidence.get() {
            *best = said;
        }
    }
    let mut edges: Vec<(usize, &Statement)> = edges.into_values().collect();
    // Stable: edges that are told as often stay in the order of their addresses.
    edges.sort_by_key(|(count, _)| Reverse(*count));
    let all = edges.len();
    let line = |(_, said): &(usize, &Statement)| corpus.statement_view(&said.id).map(|view| view.statement);
    (edges.iter().take(ROWS).filter_map(line).collect(), all)
}

impl Pages {
    /// The picture, to be moved and enlarged where scripts run, and a table of its lines for everybody.
    #[must_use]
    pub fn graph(&self, page: &GraphPage<'_>) -> String {
        let slug = page.of.as_ref().map(|entity| entity.slug.clone());
        let frame = self.frame(Route::Graph(slug.clone()));
        let picture = frame.href(&Route::Picture(slug));
        let title = page.of.as_ref().map_or_else(
            || "Who is for and against what".to_owned(),
            |entity| format!("Around {}", entity.label),
        );
        let body = html! {
            @match &page.of {
                Some(entity) => { (frame.title(entity, &[], &html! {})) }
                None => { div.title { p.eyebrow { "Graph" } h1 { (title) } } }
            }
            @if page.svg.is_empty() {
                p.empty { "There is nothing to draw: no stance and no tie is told." }
            } @else {
                figure.picture data-picture="" {
                    div.stage {
                        noscript { a href=(picture) { img src=(picture) alt=(title); } }
                        template { (PreEscaped(element(page.svg))) }
                    }
                    figcaption {
                        a href=(picture) { "The picture alone (SVG)" } ". "
                        span.quiet { "The table below tells the same in words." }
                    }
                }
            }
            (frame.edges(page))
        };
        frame.page(&format!("Graph: {title}"), None, &body)
    }
}

/// An SVG document without what stands before its element. What could close the template around it, or run, is none of a
/// picture's business; a picture that holds it is not shown.
fn element(svg: &str) -> &str {
    let start = svg.find("<svg").unwrap_or(svg.len());
    let element = svg.get(start..).unwrap_or_default();
    let lower = element.to_ascii_lowercase();
    let foreign = ["</template", "<script", "<foreignobject", "<iframe", "javascript:"];
    if foreign.iter().any(|part| lower.contains(part)) { "" } else { element }
}

impl Frame<'_> {
    fn edges(&self, page: &GraphPage<'_>) -> Markup {
        html! {
            @if !page.lines.is_empty() {
                section aria-labelledby="lines" {
                    h2 #lines { "The lines in words " span.count { (words::grouped(page.all)) } }
                    div.scroll tabindex="0" role="region" aria-labelledby="lines" {
                        table data-filter="Filter the lines" {
                            caption.unseen { "Who does what to whom, with the surest words for it" }
                            thead { tr {
                                th scope="col" { "Who" } th scope="col" { "Does" } th scope="col" { "Whom or what" }
                                th scope="col" { "In these words" } th scope="col" { "Where" }
                            } }
                            tbody {
                                @for line in &page.lines {
                                    tr {
                                        td { (self.entity(&line.subject)) }
                                        td { (does(line.predicate)) }
                                        td { (self.entity(&line.object)) }
                                        td.words { bdi { (line.quote) } }
                                        td { (self.source(&line.document)) " " (self.why(line)) }
                                    }
                                }
                            }
                        }
                    }
                    @if page.all > page.lines.len() {
                        p.quiet { (words::grouped(page.all - page.lines.len())) " more are not listed." }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::element;

    #[test]
    fn a_picture_stays_in_its_place() {
        assert_eq!(element("<?xml version=\"1.0\"?>\n<svg><g/></svg>"), "<svg><g/></svg>");
        for bad in ["<svg></template>", "<svg><SCRIPT>", "<svg><a href=\"JavaScript:x\">", "no picture"] {
            assert_eq!(element(bad), "");
        }
    }
}
