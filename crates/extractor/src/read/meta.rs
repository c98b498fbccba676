//! What is known of a document besides its text, from whatever source names it first.

use crate::dates::find_dates;
use standpoint_model::{Document, PartialDate};

/// Title, author and so on as a source gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
}

impl Meta {
    /// Fills what is not known yet from `other`.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            author: self.author.or(other.author),
            publisher: self.publisher.or(other.publisher),
            date: self.date.or(other.date),
            url: self.url.or(other.url),
        }
    }

    /// The slot that a key of front matter names.
    pub(super) fn slot(&mut self, key: &str) -> Option<&mut Option<String>> {
        match key {
            "title" | "headline" => Some(&mut self.title),
            "author" | "authors" | "byline" => Some(&mut self.author),
            "publisher" | "publication" | "source" | "site" => Some(&mut self.publisher),
            "date" | "published" | "publisheddate" | "published_date" => Some(&mut self.date),
            "url" | "link" | "permalink" | "canonical" => Some(&mut self.url),
            _ => None,
        }
    }

    /// The document `id` with this text, and the date where it is not understood.
    pub(super) fn document(self, id: String, text: String) -> (Document, Option<String>) {
        let date = self.date.as_deref().and_then(read_date);
        let unread = self.date.filter(|_| date.is_none());
        let Self { title, author, publisher, url, .. } = self;
        (Document { id, text, title, author, publisher, date, url }, unread)
    }
}

/// White space collapsed; nothing where nothing is left.
pub(super) fn tidy(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A date as programs and people write it: `2011-11-17T10:00Z`, `20111117`, `Thu, 17 Nov 2011 10:00`, `November 2011`.
fn read_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let compact = || {
        let digits = text.get(..8).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]).parse().ok()
    };
    text.parse().ok().or_else(compact).or_else(|| find_dates(text, None).first().map(|found| found.date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_programs_and_people() {
        for text in
            ["2011-11-17T10:00:00+01:00", "20111117", "Thu, 17 Nov 2011 10:00:00 GMT", "November 17, 2011"]
        {
            assert_eq!(read_date(text).map(|date| date.to_string()).as_deref(), Some("2011-11-17"), "{text}");
        }
        assert_eq!(read_date("soon"), None);
        assert_eq!(read_date("20119917"), None);
    }
}
