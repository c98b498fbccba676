//! The queries of `queries/`, built in.

use crate::NamedQuery;
use std::sync::OnceLock;

/// Name and text of each file; a test compares the list with the folder.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../queries/", $name, ".rq")))),+];
    };
}

files!(
    "actor",
    "affiliations",
    "claims",
    "conflict-affiliate-divergence",
    "conflict-coalition-split",
    "conflict-contested-claim",
    "conflict-contradictory-claims",
    "conflict-leader-divergence",
    "conflict-reversal",
    "disagreements",
    "divisions",
    "document",
    "evidence",
    "hearsay",
    "leaders",
    "publishers",
    "reversals",
    "sides",
    "speakers",
    "stances",
    "timeline",
    "topics",
    "unresolved",
);

/// Every named query, sorted by name.
#[must_use]
pub fn named_queries() -> &'static [NamedQuery] {
    static QUERIES: OnceLock<Vec<NamedQuery>> = OnceLock::new();
    QUERIES.get_or_init(|| {
        // A file that cannot be read is left out; the tests see to it that there is none.
        FILES.iter().filter_map(|(name, source)| NamedQuery::parse(name, source).ok()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_listed_and_sound() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../queries");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter_map(|name| name.strip_suffix(".rq").map(str::to_owned))
            .collect();
        files.sort();
        assert_eq!(files, FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for (name, source) in FILES {
            let query = NamedQuery::parse(name, source).unwrap_or_else(|problem| panic!("{name}: {problem}"));
            assert!(!query.description.is_empty(), "{name} has no description");
            for parameter in &query.parameters {
                let used = source.contains(&format!("${}", parameter.name));
                assert!(used, "{name} does not use its parameter {}", parameter.name);
            }
        }
    }
}
