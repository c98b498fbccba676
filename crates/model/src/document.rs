//! What is read.

use crate::PartialDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A text and what is known of its publication. All offsets anywhere are code points into `text`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Document {
    /// Name that statements carry: the path as given, or the `id` of a JSON Lines record.
    pub id: String,
    /// The text exactly as given (of HTML: the text that a reader sees).
    pub text: String,
    /// Headline, where known apart from the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Document {
    /// A text with no more known of it than its name.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }

    /// SHA-256 of the text and all that is known of it, in hexadecimal: equal exactly where re-reading is needless.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut digest = Sha256::new();
        let date = self.date.map(|date| date.to_string());
        let known = [&self.title, &self.author, &self.publisher, &date, &self.url];
        for part in [Some(&self.id), Some(&self.text)].into_iter().chain(known.map(Option::as_ref)) {
            // Lengths keep ("ab", "c") and ("a", "bc") apart; the maximum tells "absent" from "empty".
            digest.update(part.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
            digest.update(part.map_or("", String::as_str));
        }
        hex(&digest.finalize())
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_tells_text_from_title() {
        let plain = Document::new("a", "text");
        let titled = Document { title: Some(String::new()), ..plain.clone() };
        assert_ne!(plain.hash(), titled.hash());
        assert_eq!(plain.hash(), Document::new("a", "text").hash());
        assert_eq!(plain.hash().len(), 64);
    }
}
