//! Style sheet, scripts and icon, built in.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::OnceLock;

/// A file that pages need, named after its content: it may be kept forever under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Name with a digest of the content (`pages-0f3a….css`); it stands at [`crate::Route::Asset`].
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Its content.
    pub body: &'static str,
    /// An entity tag for HTTP, in quotation marks.
    pub etag: String,
    /// Name without the digest.
    pub(crate) plain: &'static str,
}

const FILES: [(&str, &str, &str); 4] = [
    ("graph.js", "text/javascript; charset=utf-8", include_str!("../assets/graph.js")),
    ("icon.svg", "image/svg+xml", include_str!("../assets/icon.svg")),
    ("pages.css", "text/css; charset=utf-8", include_str!("../assets/pages.css")),
    ("pages.js", "text/javascript; charset=utf-8", include_str!("../assets/pages.js")),
];

/// Every file that pages refer to, by name.
#[must_use]
pub fn assets() -> &'static [Asset] {
    static ASSETS: OnceLock<Vec<Asset>> = OnceLock::new();
    ASSETS.get_or_init(|| FILES.iter().map(|(plain, media, body)| named(plain, media, body)).collect())
}

/// The file of this name.
#[must_use]
pub fn asset(name: &str) -> Option<&'static Asset> {
    assets().iter().find(|asset| asset.name == name)
}

/// The whole name of the file that is called `plain` in the sources.
pub(crate) fn name_of(plain: &str) -> &'static str {
    assets().iter().find(|asset| asset.plain == plain).map_or("", |asset| &asset.name)
}

fn named(plain: &'static str, media: &'static str, body: &'static str) -> Asset {
    let mut digest = String::new();
    for byte in &Sha256::digest(body)[..8] {
        let _ = write!(digest, "{byte:02x}");
    }
    let (stem, extension) = plain.rsplit_once('.').unwrap_or((plain, ""));
    Asset { name: format!("{stem}-{digest}.{extension}"), media, body, etag: format!("\"{digest}\""), plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_content() {
        let names: Vec<&str> = assets().iter().map(|asset| asset.name.as_str()).collect();
        assert!(names.iter().all(|name| asset(name).is_some()), "{names:?}");
        assert_ne!(named("a.css", "text/css", "a").name, named("a.css", "text/css", "b").name);
        assert_eq!(name_of("pages.css"), names[2]);
    }
}
