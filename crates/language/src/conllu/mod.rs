//! CoNLL-U (<https://universaldependencies.org/format.html>): writing analyses, and reading words that are given.
//!
//! Only what the model knows is written: form, part of speech, head and relation; names (`NER=B-PER`), the types of
//! mentions (`Mention=person`) and code-point offsets (`Start=`, `End=`) stand in the last column.

mod read;
mod write;

use crate::Given;

/// A document of a CoNLL-U file, without what it says of its words: their annotation is what is to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenDocument {
    /// What `# newdoc id = …` calls it.
    pub name: Option<String>,
    /// Its words.
    pub words: Given,
    /// The lines of each sentence.
    lines: Vec<Vec<Line>>,
}

/// A line of a given sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    /// Begins with `#`; kept as it is.
    Comment(String),
    /// A word of the tree.
    Word,
    /// A multiword token or an empty node, which are in no tree: ID and form.
    Other { id: String, form: String, space_after: bool },
}

impl GivenDocument {
    /// The documents of a CoNLL-U file; sentences before the first `# newdoc` make one of their own.
    ///
    /// Paragraphs begin at `# newpar` and `# newdoc`. Words of a multiword token are not parted by white space.
    ///
    /// # Errors
    /// [`crate::ModelError::Conllu`] with the number of the first line that is no CoNLL-U.
    pub fn read(file: &str) -> Result<Vec<Self>, crate::ModelError> {
        read::documents(file)
    }
}

pub use write::conllu;
