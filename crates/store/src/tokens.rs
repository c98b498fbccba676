//! The words of a SPARQL query, with their places: enough to bind parameters and to explain errors.

/// What a [`Token`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// `<https://…>`
    Iri,
    /// Any of the four sorts of quoted text.
    Text,
    /// A keyword or a number.
    Word,
    /// `sp:opposes`, `rdfs:`
    Name,
    /// `?actor` or `$actor`
    Variable,
    /// One other character.
    Mark,
}

/// A piece of a query: `start..end` in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) sort: Sort,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Token {
    pub(crate) fn text<'a>(&self, query: &'a str) -> &'a str {
        &query[self.start..self.end]
    }
}

/// The tokens of `query`, comments and blanks left out. Any text can be cut up; what is no SPARQL becomes words and
/// marks.
pub(crate) fn tokens(query: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = query[at..].chars().next() {
        let rest = &query[at..];
        let (sort, length) = match first {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '#' => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '<' => match iri_length(rest) {
                Some(length) => (Sort::Iri, length),
                None => (Sort::Mark, 1),
            },
            '"' | '\'' => (Sort::Text, text_length(rest, first)),
            '?' | '$' => match 1 + run(&rest[1..], |c| c.is_alphanumeric() || c == '_') {
                1 => (Sort::Mark, 1),
                length => (Sort::Variable, length),
            },
            c if c.is_alphanumeric() || c == ':' || c == '_' => {
                let length = run(rest, |c| c.is_alphanumeric() || "_-.:%".contains(c));
                // A full stop at the end closes a triple, as in `?x a sp:Stance.`
                let length = rest[..length].trim_end_matches('.').len().max(1);
                let sort = if rest[..length].contains(':') { Sort::Name } else { Sort::Word };
                (sort, length)
            }
            c => (Sort::Mark, c.len_utf8()),
        };
        found.push(Token { sort, start: at, end: at + length });
        at += length;
    }
    found
}

/// Bytes of the longest start of `text` whose characters all fit.
fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}

/// Length of the IRI that `text` starts with; none where the `<` is a comparison.
fn iri_length(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let inside = &text[1..end];
    (!inside.contains(|c: char| c.is_whitespace() || "<\"{}|^`".contains(c))).then_some(end + 1)
}

fn text_length(text: &str, quote: char) -> usize {
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let closing = if text.starts_with(&triple) { triple } else { quote.to_string() };
    let mut at = closing.len();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(&closing) {
            return at + closing.len();
        }
        let Some(c) = rest.chars().next() else { break };
        // A short string ends with its line, even where its quote is missing.
        if c == '\n' && closing.len() == 1 {
            return at;
        }
        at += c.len_utf8();
        if c == '\\' {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(query: &str) -> Vec<(Sort, &str)> {
        tokens(query).iter().map(|token| (token.sort, token.text(query))).collect()
    }

    #[test]
    fn strings_and_addresses_hide_what_is_in_them() {
        let query = "SELECT ?a { ?a sp:quote \"$b \\\" sp:x\" . # ?c\n ?a <http://x/$d> 'it' }";
        let variables: Vec<_> =
            words(query).into_iter().filter(|w| w.0 == Sort::Variable).map(|w| w.1).collect();
        assert_eq!(variables, ["?a", "?a", "?a"]);
    }

    #[test]
    fn a_comparison_is_no_address() {
        assert!(words("FILTER(?a < 3 && ?b > 4)").iter().all(|(sort, _)| *sort != Sort::Iri));
    }

    #[test]
    fn a_closing_full_stop_is_no_part_of_a_name() {
        assert!(words("?x a sp:Stance.").contains(&(Sort::Name, "sp:Stance")));
    }

    #[test]
    fn unclosed_strings_end() {
        assert_eq!(words("\"abc\n?x").last(), Some(&(Sort::Variable, "?x")));
        assert_eq!(words("'''abc").len(), 1);
    }
}
