//! Words and word pieces as JSON Lines, for training: so that the trainer reads text exactly as the program does.
//!
//! `cargo run --release -p standpoint-language --example pieces < in.jsonl > out.jsonl`; a line is either
//! `{"text": …}` or `{"words": […], "spaces": [bool…]}` (whether white space follows each word).

use serde_json::{Value, json};
use standpoint_language::{Vocabulary, opening_marks, segment};
use standpoint_model::TextIndex;
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: pieces VOCABULARY < in.jsonl > out.jsonl")?;
    let vocabulary = Vocabulary::parse(&std::fs::read_to_string(path)?).ok_or("not a vocabulary")?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let answer = match record["text"].as_str() {
            Some(text) => {
                let (cut, index) = (segment(text), TextIndex::new(text));
                let words: Vec<&str> = cut.tokens.iter().map(|t| index.slice(*t)).collect();
                let spaces: Vec<bool> = spaces(&cut.tokens);
                let mut answer = pieces(&vocabulary, &words, &spaces);
                answer["tokens"] = cut.tokens.iter().map(|t| json!([t.start, t.end])).collect();
                answer["sentences"] = cut.sentences.iter().map(|s| json!([s.start, s.end])).collect();
                answer["paragraphs"] = json!(cut.paragraphs);
                answer["words"] = json!(words);
                answer
            }
            None => {
                let words: Vec<&str> =
                    record["words"].as_array().ok_or("no words")?.iter().filter_map(Value::as_str).collect();
                let spaces: Vec<bool> = record["spaces"]
                    .as_array()
                    .ok_or("no spaces")?
                    .iter()
                    .filter_map(Value::as_bool)
                    .collect();
                pieces(&vocabulary, &words, &spaces)
            }
        };
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn spaces(tokens: &[standpoint_model::Span]) -> Vec<bool> {
    (0..tokens.len()).map(|i| tokens.get(i + 1).is_none_or(|next| next.start > tokens[i].end)).collect()
}

fn pieces(vocabulary: &Vocabulary, words: &[&str], spaces: &[bool]) -> Value {
    let opening = opening_marks(words, spaces);
    let cut: Vec<_> =
        words.iter().zip(opening).map(|(word, opening)| vocabulary.pieces(word, opening)).collect();
    json!({
        "pieces": cut.iter().map(|p| &p.ids).collect::<Vec<_>>(),
        "casing": cut.iter().map(|p| p.casing as u8).collect::<Vec<_>>(),
    })
}
