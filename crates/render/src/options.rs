//! What all pictures take, beside what they show.

use standpoint_model::{Statement, iri};
use std::collections::BTreeMap;

/// Heading, foot, links, and how much is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Heading; each kind of picture has its own otherwise.
    pub title: Option<String>,
    /// Line at the foot that names the sources.
    pub note: Option<String>,
    /// At most so many actors, conflicts or dates, those with most behind them; the picture's own measure where absent.
    pub top: Option<usize>,
    /// Where boxes and quotes lead.
    pub links: Links,
}

/// Where the things in a picture lead whoever clicks on them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// Address of a server's pages (`http://localhost:7878/`): actors, topics and statements lead there. `/` in a picture
    /// that the server itself shows.
    pub base: Option<String>,
    /// Addresses of documents on the web by their names: statements lead to their source where there is no server.
    pub documents: BTreeMap<String, String>,
}

impl Links {
    /// Where an entity leads: the page at the server whose path is that of its address.
    pub(crate) fn entity(&self, id: &str) -> Option<String> {
        let base = self.base.as_deref().filter(|base| *base == "/" || is_web(base))?;
        let path = id.strip_prefix(iri::BASE)?;
        Some(format!("{}/id/{path}", base.trim_end_matches('/')))
    }

    /// Where a statement leads: to its page, else to its document.
    pub(crate) fn statement(&self, said: &Statement) -> Option<String> {
        self.entity(&said.id).or_else(|| self.document(&said.document))
    }

    /// Where a document can be read.
    pub(crate) fn document(&self, name: &str) -> Option<String> {
        self.documents.get(name).filter(|address| is_web(address)).cloned()
    }
}

/// Whether an address is one of the web: nothing else (`javascript:`, `file:`) becomes a link.
fn is_web(address: &str) -> bool {
    let lower = address.trim_start().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        let mut links = Links { base: Some("http://localhost:7878/".into()), ..Links::default() };
        let id = format!("{}organization/afl-cio", iri::BASE);
        assert_eq!(links.entity(&id).unwrap(), "http://localhost:7878/id/organization/afl-cio");
        assert_eq!(links.entity("urn:x"), None);
        links.base = Some("/".into());
        assert_eq!(links.entity(&id).unwrap(), "/id/organization/afl-cio");
        for base in ["javascript:alert(1)//", "//elsewhere.example/"] {
            links.base = Some(base.into());
            assert_eq!(links.entity(&id), None);
        }
    }
}
