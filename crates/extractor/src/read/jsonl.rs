//! JSON Lines: one record a line, read one at a time.

use super::{
    ReadError, ReadOptions, html,
    meta::{Meta, tidy},
};
use serde::Deserialize;
use serde_json::Value;
use standpoint_model::Document;
use std::io::{BufRead, Read};

/// A record as given; unknown fields are let be.
#[derive(Deserialize)]
struct Record {
    text: Option<String>,
    html: Option<String>,
    id: Option<Value>,
    title: Option<Value>,
    author: Option<Value>,
    publisher: Option<Value>,
    date: Option<Value>,
    url: Option<Value>,
    /// Of a statement, not of a document.
    predicate: Option<Value>,
}

/// Text, number, or list of these, as one text.
fn plain(value: Option<Value>) -> Option<String> {
    match value? {
        Value::String(text) => tidy(&text),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => {
            let parts: Vec<String> = values.into_iter().filter_map(|value| plain(Some(value))).collect();
            tidy(&parts.join(", "))
        }
        _ => None,
    }
}

/// The documents of one file; holds no more than one line in memory.
pub(super) struct Lines {
    file: String,
    input: Box<dyn BufRead + Send>,
    options: ReadOptions,
    line: usize,
    /// Whether a document was read.
    begun: bool,
    broken: bool,
}

/// A document, and what is to be said about it all the same.
pub(super) type Outcome = Result<(Document, Option<ReadError>), ReadError>;

impl Lines {
    pub(super) fn new(file: String, input: Box<dyn BufRead + Send>, options: ReadOptions) -> Self {
        Self { file, input, options, line: 0, begun: false, broken: false }
    }

    /// The next line without its end, at most one byte longer than the limit; nothing at the end of the file.
    fn next_line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let read =
            self.input.by_ref().take(self.options.limit.saturating_add(2)).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if bytes.len() as u64 > self.options.limit {
            self.skip_line()?;
        }
        Ok(Some(bytes))
    }

    /// Reads past the end of the line, keeping nothing.
    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            let (used, done) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(end) => (end + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.input.consume(used);
            if done {
                return Ok(());
            }
        }
    }

    fn document(&mut self, bytes: &[u8]) -> Outcome {
        let (file, line) = (self.file.clone(), self.line);
        let record: Record = match serde_json::from_slice(bytes) {
            Ok(record) => record,
            // The position within the line, since the line itself is named already.
            Err(error) => {
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                return Err(ReadError::Json {
                    file,
                    line,
                    message: format!("{message} (column {})", error.column()),
                });
            }
        };
        let given = Meta {
            title: plain(record.title),
            author: plain(record.author),
            publisher: plain(record.publisher),
            date: plain(record.date),
            url: plain(record.url),
        };
        let (text, meta) = match (record.text, record.html) {
            (Some(text), _) if !text.trim().is_empty() => (text, given),
            (_, Some(page)) => {
                let (text, found) = html::read(&page);
                (text, given.or(found))
            }
            (Some(text), None) => (text, given),
            // Where the first record is a statement, the file holds rows and no documents.
            (None, None) if record.predicate.is_some() && !self.begun => {
                self.broken = true;
                return Err(ReadError::Data { file });
            }
            (None, None) => return Err(ReadError::NoText { file, line }),
        };
        if text.trim().is_empty() {
            return Err(ReadError::Empty { file, line: Some(line) });
        }
        if let Some(language) = self.options.languages.refused(&text) {
            return Err(ReadError::Language { file, line: Some(line), language });
        }
        self.begun = true;
        let id = plain(record.id).unwrap_or_else(|| format!("{file}#{line}"));
        let (document, unread) = meta.document(id, text);
        Ok((document, unread.map(|date| ReadError::Date { file, line: Some(line), date })))
    }
}

impl Iterator for Lines {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        while !self.broken {
            let bytes = match self.next_line() {
                Ok(bytes) => bytes?,
                Err(source) => {
                    self.broken = true;
                    return Some(Err(ReadError::Io { file: self.file.clone(), named: false, source }));
                }
            };
            if bytes.len() as u64 > self.options.limit {
                let (file, line, limit) = (self.file.clone(), Some(self.line), self.options.limit);
                return Some(Err(ReadError::TooLarge { file, line, limit }));
            }
            let bytes =
                if self.line == 1 { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes) } else { &bytes };
            if !bytes.trim_ascii().is_empty() {
                return Some(self.document(bytes));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, limit: u64) -> Vec<Outcome> {
        let options = ReadOptions { limit, ..ReadOptions::default() };
        Lines::new("a.jsonl".to_owned(), Box::new(std::io::Cursor::new(text.as_bytes().to_vec())), options)
            .collect()
    }

    #[test]
    fn rows_of_statements_are_told_once() {
        let row = r#"{"document": "a", "kind": "relation", "subject": ["A"], "predicate": "leads", "object": ["B"]}"#;
        let read = lines(&[row; 9].join("\n"), 1000);
        assert!(matches!(&read[..], [Err(ReadError::Data { file })] if file == "a.jsonl"), "{read:?}");
        // Among documents, a row is one bad line.
        let mixed = ["{\"text\": \"One.\"}", row, "{\"text\": \"Two.\"}"].join("\n");
        assert!(matches!(&lines(&mixed, 1000)[..], [Ok(_), Err(ReadError::NoText { line: 2, .. }), Ok(_)]));
    }

    #[test]
    fn records_become_documents() {
        let text = "\u{feff}{\"text\": \"One.\\r\\n\", \"id\": 7, \"date\": \"November 2011\", \"author\": [\"Ann\", \"Bo\"]}\r\n\n\
            {\"html\": \"<title>T</title><p>Two.\", \"title\": null, \"extra\": {}}";
        let read: Vec<Document> = lines(text, 1000).into_iter().map(|outcome| outcome.unwrap().0).collect();
        assert_eq!((read[0].id.as_str(), read[0].text.as_str()), ("7", "One.\r\n"));
        assert_eq!(read[0].date.map(|date| date.to_string()).as_deref(), Some("2011-11"));
        assert_eq!(read[0].author.as_deref(), Some("Ann, Bo"));
        assert_eq!((read[1].id.as_str(), read[1].text.as_str()), ("a.jsonl#3", "Two."));
        assert_eq!(read[1].title.as_deref(), Some("T"));
    }

    #[test]
    fn a_bad_line_is_named_and_the_rest_is_read() {
        let text = "{\"text\": \"One.\"}\n{\"text\": }\n{\"id\": \"x\"}\n{\"text\": \" \"}\n[1]\n{\"text\": \"Six.\"}\n";
        let told: Vec<String> = lines(text, 1000)
            .into_iter()
            .map(|outcome| match outcome {
                Ok((document, _)) => document.text,
                Err(error) => error.to_string(),
            })
            .collect();
        assert_eq!(told[0], "One.");
        assert_eq!(told[1], "a.jsonl, line 2: expected value (column 10)");
        assert_eq!(told[2], "a.jsonl, line 3: the record has neither \"text\" nor \"html\"");
        assert_eq!(told[3], "a.jsonl, line 4: holds no text");
        assert!(told[4].starts_with("a.jsonl, line 5: "), "{}", told[4]);
        assert_eq!(told[5], "Six.");
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        let text = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"short\"}}", "x".repeat(100));
        let read = lines(&text, 30);
        assert!(matches!(read[0], Err(ReadError::TooLarge { line: Some(1), limit: 30, .. })));
        assert_eq!(read[1].as_ref().unwrap().0.id, "a.jsonl#2");
        assert_eq!(read.len(), 2);
    }

    #[test]
    fn a_record_in_another_language_is_passed_over_unless_all_are_wanted() {
        let text = "{\"text\": \"One.\"}\n{\"text\": \"Профсоюз докеров во вторник отверг новый портовый регламент города.\"}\n";
        let read = |languages| -> Vec<String> {
            let input = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
            let options = ReadOptions { languages, ..ReadOptions::default() };
            Lines::new("a.jsonl".to_owned(), input, options)
                .map(|outcome| outcome.map_or_else(|error| error.to_string(), |(document, _)| document.id))
                .collect()
        };
        use super::super::Languages;
        assert_eq!(
            read(Languages::English),
            ["a.jsonl#1", "a.jsonl, line 2: is in Russian, and only English is understood"]
        );
        assert_eq!(read(Languages::Any), ["a.jsonl#1", "a.jsonl#2"]);
    }

    #[test]
    fn a_strange_date_costs_only_the_date() {
        let (document, notice) = lines(r#"{"text": "One.", "date": "soon"}"#, 1000).remove(0).unwrap();
        assert_eq!(document.date, None);
        assert!(notice.unwrap().to_string().contains("\"soon\" is not understood"));
    }
}
