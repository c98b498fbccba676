//! The demo documents and their register, built in, so that the tour works from any folder.

/// Name and text of each file of `seeds/` that the tour reads.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        pub(crate) const DOCUMENTS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../seeds/", $name)))),+];
    };
}

files!(
    "01-opt-out-memo.md",
    "02-records-suit.md",
    "03-quinn-letter.md",
    "04-changed-its-mind.md",
    "05-two-minds.md",
    "06-linen-line.md",
    "07-crane-denial.md",
    "08-not-obedience.md",
);

/// Actors and policies of the documents, described by hand, as Turtle.
pub(crate) const REGISTER: &str = include_str!("../../../seeds/register.ttl");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_of_the_folder_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".md") && name != "README.md")
            .collect();
        found.sort();
        assert_eq!(found, DOCUMENTS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
