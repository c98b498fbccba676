//! How pages refer to one another.

use crate::Route;
use crate::route::encoded;

/// Where pages are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Links {
    /// By a server that answers at [`Route::path`], behind this beginning (empty, or `/news` without a slash at the
    /// end).
    Server(String),
    /// As files at [`Route::file`] in a folder that may lie anywhere: references are relative. There is nobody to answer
    /// searches and queries there, so pages do not offer them.
    Files,
}

impl Links {
    /// The reference from one page to another.
    #[must_use]
    pub fn href(&self, from: &Route, to: &Route) -> String {
        match self {
            Self::Server(base) => format!("{base}{}", to.path()),
            Self::Files => {
                let up = "../".repeat(from.file().matches('/').count());
                format!("{up}{}", encoded(&to.file(), "/"))
            }
        }
    }

    /// Whether somebody answers searches, queries and requests for data.
    pub(crate) fn live(&self) -> bool {
        matches!(self, Self::Server(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_refer_to_one_another_by_relative_paths() {
        let thing = |slug: &str| Route::Thing(slug.to_owned());
        let href = |from: Route, to: Route| Links::Files.href(&from, &to);
        assert_eq!(href(Route::Front, Route::Topics(1)), "topics.html");
        assert_eq!(href(thing("person/ann"), Route::Front), "../../index.html");
        assert_eq!(href(Route::Topics(2), thing("at/urn%3Ax")), "../id/at/urn%253Ax.html");
        assert_eq!(Links::Server("/news".into()).href(&Route::Front, &Route::Stats), "/news/stats");
    }
}
