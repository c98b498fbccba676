//! N-Quads as stores keep them, read without copying: opening a store is mostly this.
//!
//! Only what our own writer writes is understood: one quad a line, single blanks, no blank nodes, no comments.

use std::borrow::Cow;

/// What stands in the third place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Object<'a> {
    /// An address.
    Iri(&'a str),
    /// The text of a literal.
    Text(Cow<'a, str>),
}

/// One quad.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line<'a> {
    pub(crate) subject: &'a str,
    pub(crate) predicate: &'a str,
    pub(crate) object: Object<'a>,
    /// Empty for the default graph.
    pub(crate) graph: &'a str,
}

/// The lines of `text`, without their ends; the last need not have one.
pub(crate) fn of(text: &str) -> impl Iterator<Item = &str> {
    let open = !text.is_empty() && !text.ends_with('\n');
    let last = open.then_some(text.len());
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(last);
    ends.scan(0, |start, end| {
        let line = &text[*start..end];
        *start = end + 1;
        Some(line)
    })
}

/// The quad of a line; none where it is not written as we write.
pub(crate) fn quad(line: &str) -> Option<Line<'_>> {
    let (subject, rest) = iri(line)?;
    let (predicate, rest) = iri(rest.strip_prefix(' ')?)?;
    let rest = rest.strip_prefix(' ')?;
    let (object, rest) = match iri(rest) {
        Some((object, rest)) => (Object::Iri(object), rest),
        None => {
            let (text, rest) = literal(rest)?;
            (Object::Text(text), rest)
        }
    };
    let rest = rest.strip_prefix(' ')?;
    if rest == "." {
        return Some(Line { subject, predicate, object, graph: "" });
    }
    let (graph, rest) = iri(rest)?;
    (rest == " .").then_some(Line { subject, predicate, object, graph })
}

fn iri(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('<')?;
    // Escapes in addresses are allowed and rare: they are left to the full parser.
    let end = memchr::memchr2(b'>', b'\\', rest.as_bytes()).filter(|&at| rest.as_bytes()[at] == b'>')?;
    Some((&rest[..end], &rest[end + 1..]))
}

/// The text of a literal, and what comes behind its datatype or language.
fn literal(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let rest = text.strip_prefix('"')?;
    let bytes = rest.as_bytes();
    let (mut end, mut escaped) = (0, false);
    loop {
        end += memchr::memchr2(b'"', b'\\', bytes.get(end..)?)?;
        if bytes[end] == b'"' {
            break;
        }
        escaped = true;
        end += 2;
    }
    let (value, rest) = (rest.get(..end)?, rest.get(end + 1..)?);
    let value = if escaped { Cow::Owned(unescaped(value)?) } else { Cow::Borrowed(value) };
    let rest = if let Some(typed) = rest.strip_prefix("^^") {
        iri(typed)?.1
    } else if rest.starts_with('@') {
        &rest[rest.find(' ')?..]
    } else {
        rest
    };
    Some((value, rest))
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let mark = *rest.as_bytes().get(at + 1)?;
        let digits = match mark {
            b'u' => 4,
            b'U' => 8,
            _ => 0,
        };
        rest = rest.get(at + 2..)?;
        if digits > 0 {
            let code = u32::from_str_radix(rest.get(..digits)?, 16).ok()?;
            out.push(char::from_u32(code)?);
            rest = &rest[digits..];
            continue;
        }
        out.push(match mark {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'"' | b'\'' | b'\\' => char::from(mark),
            _ => return None,
        });
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{from_nquads, to_nquads};
    use oxrdf::{Literal, NamedNode, Quad, Term};
    use proptest::prelude::*;

    fn term(object: &Object<'_>) -> String {
        match object {
            Object::Iri(iri) => (*iri).to_owned(),
            Object::Text(text) => text.clone().into_owned(),
        }
    }

    proptest! {
        #[test]
        fn lines_are_read_as_the_full_parser_reads_them(text in "\\PC{0,20}|[\"\\\\\n\t\r ]{0,6}", tag in "[a-z]{2}", graph in any::<bool>()) {
            let node = |name: &str| NamedNode::new_unchecked(format!("https://example.org/{name}"));
            let objects: [Term; 4] = [
                Literal::new_simple_literal(&text).into(),
                Literal::new_language_tagged_literal_unchecked(&text, tag).into(),
                Literal::new_typed_literal(&text, node("type")).into(),
                node("object").into(),
            ];
            for object in objects {
                let name = if graph { node("graph").into() } else { oxrdf::GraphName::DefaultGraph };
                let written = to_nquads(&[Quad::new(node("s"), node("p"), object, name)]).unwrap();
                let known = from_nquads(&written).unwrap();
                let plain = String::from_utf8(written).unwrap();
                let read = quad(plain.trim_end_matches('\n')).unwrap();
                let value = match &known[0].object {
                    Term::Literal(literal) => literal.value().to_owned(),
                    Term::NamedNode(node) => node.as_str().to_owned(),
                    other => other.to_string(),
                };
                prop_assert_eq!(term(&read.object), value);
                prop_assert_eq!(read.graph.is_empty(), !graph);
            }
        }

        #[test]
        fn nothing_makes_it_fall(line in "\\PC{0,30}|[<>\"\\\\ .@^u]{0,16}") {
            // What is not ours is refused, not misread.
            if let Some(read) = quad(&line) {
                let start = format!("<{}> <{}> ", read.subject, read.predicate);
                prop_assert!(line.starts_with(&start));
            }
        }
    }
}
