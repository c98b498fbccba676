//! Conflicts as a Markdown document for people to judge and to pass on.

use crate::explain;
use standpoint_model::{Conflict, Statement};
use std::io::{self, Write};

/// Writes a heading, and a section for each conflict: what it is, both quotes with their sources, what ties the parties,
/// and, where `explain` is set, what the score is made of.
pub(crate) fn write(
    out: &mut dyn Write,
    conflicts: impl ExactSizeIterator<Item = Conflict>,
    heading: &str,
    explain: bool,
) -> io::Result<()> {
    let number = conflicts.len();
    writeln!(out, "# {}\n", plain(heading))?;
    let counted = if number == 1 { "1 conflict".to_owned() } else { format!("{number} conflicts") };
    writeln!(out, "{counted}, the best-evidenced first. Each was found by program: judge the quotes.")?;
    for (at, conflict) in conflicts.enumerate() {
        section(out, at + 1, &conflict, explain)?;
    }
    Ok(())
}

fn section(out: &mut dyn Write, number: usize, conflict: &Conflict, explain: bool) -> io::Result<()> {
    let [one, other] = &conflict.parties;
    let parties = if one.id == other.id {
        plain(&one.label)
    } else {
        format!("{} and {}", plain(&one.label), plain(&other.label))
    };
    let about: Vec<String> = conflict.about.iter().map(|entity| plain(&entity.label)).collect();
    writeln!(out, "\n## {number}. {parties} on {}\n", about.join(", "))?;
    writeln!(out, "{}, score {:.2}\n", conflict.kind, conflict.score)?;
    for (party, said) in conflict.parties.iter().zip(&conflict.statements) {
        quote(out, &party.label, said)?;
    }
    for tie in &conflict.path {
        writeln!(out, "- {} {} {}", plain(&tie.from.label), tie.predicate, plain(&tie.to.label))?;
    }
    if explain {
        for line in explain::lines(conflict) {
            writeln!(out, "- {line}")?;
        }
        for further in conflict.grounds.further.iter().flatten() {
            writeln!(out, "- see also <{further}>")?;
        }
    }
    Ok(())
}

fn quote(out: &mut dyn Write, party: &str, said: &Statement) -> io::Result<()> {
    let object = plain(&said.object.label);
    writeln!(out, "**{}** {}: {object}\n", plain(party), said.predicate)?;
    writeln!(out, "> {}\n>", plain(&said.quote))?;
    let when = said.date.map(|date| format!(", {date}")).unwrap_or_default();
    let sources: Vec<String> = said.attributed_to.iter().map(|source| plain(&source.label)).collect();
    let via = if sources.is_empty() { String::new() } else { format!(", told by {}", sources.join(", ")) };
    let (start, end) = (said.span.start, said.span.end);
    writeln!(out, "> — {}, characters {start}–{end}{when}{via}\n", plain(&said.document))
}

/// One line in which nothing is markup: a quote must not become a heading, a link or HTML.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        // Only at the start of a line would these be markup.
        if out.is_empty() && (word.starts_with(['-', '+', '=', '~']) || numbered(word)) {
            out.push('\\');
        }
        for c in word.chars().filter(|c| !c.is_control()) {
            if "\\`*_[]<>#|&!".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Whether a word would open a numbered list.
fn numbered(word: &str) -> bool {
    let digits = word.trim_end_matches(['.', ')']);
    digits.len() < word.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_quote_is_markup() {
        assert_eq!(plain("# no  *heading*\n<b>"), "\\# no \\*heading\\* \\<b\\>");
        assert_eq!(plain("- 5 of 7"), "\\- 5 of 7");
        assert_eq!(plain("A well-kept harbour"), "A well-kept harbour");
    }
}
