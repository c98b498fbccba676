//! A page for the eye: headings, fields, lists and quotes, wrapped to the width.

use crate::paint::{Ink, Paint};
use crate::tables::one_line;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Width of the names of fields.
const NAME: usize = 11;

/// What a page is written to.
pub(crate) struct Page<'a> {
    out: &'a mut dyn Write,
    width: usize,
    /// The colours.
    pub(crate) paint: Paint,
    /// How many items of a list are shown.
    pub(crate) top: usize,
}

impl<'a> Page<'a> {
    /// A page of so many columns, with lists of at most `top` items.
    pub(crate) fn new(out: &'a mut dyn Write, width: u16, paint: Paint, top: usize) -> Self {
        Self { out, width: usize::from(width), paint, top }
    }

    /// The name of the page, and what sort of thing it is of.
    pub(crate) fn title(&mut self, name: &str, kind: &str) -> io::Result<()> {
        let name = self.paint.ink(Ink::Heading, &one_line(name));
        writeln!(self.out, "{name} {}", self.paint.ink(Ink::Faint, &format!("({kind})")))
    }

    /// A field; nothing where its value is empty.
    pub(crate) fn field(&mut self, name: &str, value: &str) -> io::Result<()> {
        let value = one_line(value);
        if value.is_empty() {
            return Ok(());
        }
        for (at, line) in wrapped(&value, self.width.saturating_sub(NAME)).into_iter().enumerate() {
            let head = if at == 0 { format!("{name:NAME$}") } else { " ".repeat(NAME) };
            writeln!(self.out, "{}{line}", self.paint.ink(Ink::Faint, &head))?;
        }
        Ok(())
    }

    /// The heading of a list of so many items.
    pub(crate) fn section(&mut self, name: &str, count: usize) -> io::Result<()> {
        let count = self.paint.ink(Ink::Faint, &format!("({count})"));
        writeln!(self.out, "\n{} {count}", self.paint.ink(Ink::Heading, name))
    }

    /// A heading without number.
    pub(crate) fn heading(&mut self, name: &str) -> io::Result<()> {
        writeln!(self.out, "\n{}", self.paint.ink(Ink::Heading, name))
    }

    /// A list under its heading, cut to what is shown; nothing where it is empty.
    pub(crate) fn list<T>(
        &mut self,
        name: &str,
        items: &[T],
        mut item: impl FnMut(&mut Self, &T) -> io::Result<()>,
    ) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        self.section(name, items.len())?;
        for one in items.iter().take(self.top) {
            item(self, one)?;
        }
        match items.len().saturating_sub(self.top) {
            0 => Ok(()),
            more => self.faint(1, &format!("… and {more} more")),
        }
    }

    /// A line at this depth, wrapped; the ink is that of the whole line.
    pub(crate) fn line(&mut self, depth: usize, ink: Option<Ink>, text: &str) -> io::Result<()> {
        let indent = " ".repeat(depth * 2);
        for (at, line) in
            wrapped(&one_line(text), self.width.saturating_sub(depth * 2 + 2)).into_iter().enumerate()
        {
            let hang = if at == 0 { "" } else { "  " };
            let line = ink.map_or_else(|| line.clone(), |ink| self.paint.ink(ink, &line));
            writeln!(self.out, "{indent}{hang}{line}")?;
        }
        Ok(())
    }

    /// A line whose words may be painted already.
    pub(crate) fn painted(&mut self, depth: usize, text: &str) -> io::Result<()> {
        let indent = " ".repeat(depth * 2);
        for line in wrapped(text, self.width.saturating_sub(depth * 2)) {
            writeln!(self.out, "{indent}{line}")?;
        }
        Ok(())
    }

    /// A line that one may pass over.
    pub(crate) fn faint(&mut self, depth: usize, text: &str) -> io::Result<()> {
        self.line(depth, Some(Ink::Faint), text)
    }

    /// Text that is laid out already.
    pub(crate) fn raw(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }
}

/// Lines of at most `width` columns, broken at blanks; a word that is longer has a line of its own.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && columns(&line) + 1 + columns(word) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// Width of a text without its colours.
fn columns(text: &str) -> usize {
    let mut rest = text;
    let mut width = 0;
    while let Some((before, after)) = rest.split_once('\x1b') {
        width += before.width();
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    width + rest.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_blanks() {
        assert_eq!(wrapped("a bc def  ghij", 4), ["a bc", "def", "ghij"]);
        assert_eq!(wrapped("incomprehensible", 4), ["incomprehensible"]);
        assert_eq!(wrapped("", 4), [""]);
        let green = Paint::new(true).ink(Ink::For, "abc");
        assert_eq!(wrapped(&format!("{green} de"), 6).len(), 1);
    }

    #[test]
    fn lists_are_cut_and_say_so() {
        let mut out = Vec::new();
        let mut page = Page::new(&mut out, 40, Paint::new(false), 2);
        page.list("Ships", &["one", "two\u{1b}[2J", "three"], |page, ship| page.line(1, None, ship)).unwrap();
        page.list("None", &[], |page, ship: &&str| page.line(1, None, ship)).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\nShips (3)\n  one\n  two[2J\n  … and 1 more\n");
    }
}
