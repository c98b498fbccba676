//! Markdown to the text that a reader sees.

use super::meta::{Meta, tidy};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The text, blocks parted by blank lines, and what front matter and the first heading tell.
pub(super) fn read(source: &str) -> (String, Meta) {
    let (meta, body) = front_matter(source);
    let (text, title) = body_text(body);
    (text, meta.or(Meta { title, ..Meta::default() }))
}

/// Parts `key: value` lines between two lines of `---` at the very top from what follows.
fn front_matter(source: &str) -> (Meta, &str) {
    let mut meta = Meta::default();
    let mut lines = source.split_inclusive('\n');
    if lines.next().map(str::trim_end) != Some("---") {
        return (meta, source);
    }
    let mut at = source.find('\n').map_or(source.len(), |end| end + 1);
    for line in lines {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (meta, &source[at..]);
        }
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim().trim_matches(['"', '\'', '[', ']']);
            if let Some(slot) = meta.slot(&key.trim().to_lowercase()) {
                *slot = tidy(value).or_else(|| slot.take());
            }
        }
    }
    // Never closed: a rule at the top of an ordinary text.
    (Meta::default(), source)
}

/// The text, and the first heading of the first level.
fn body_text(source: &str) -> (String, Option<String>) {
    let mut out = String::with_capacity(source.len());
    let (mut title, mut heading_from, mut image) = (None, None, 0usize);
    for event in Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Image { .. }) => image += 1,
            Event::End(TagEnd::Image) => image = image.saturating_sub(1),
            _ if image > 0 => {}
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            Event::End(TagEnd::TableCell) => out.push(' '),
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if title.is_none() => {
                part(&mut out);
                heading_from = Some(out.len());
            }
            Event::End(tag) if is_block(tag) => {
                if let Some(from) = heading_from.take() {
                    title = tidy(&out[from..]);
                }
                part(&mut out);
            }
            // A list inside an item begins without the item's paragraph ending.
            Event::Start(Tag::List(_) | Tag::Item) | Event::Rule => part(&mut out),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    (out, title)
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
    )
}

/// Ends a paragraph with one blank line.
fn part(out: &mut String) {
    let end = out.trim_end().len();
    out.truncate(end);
    if end > 0 {
        out.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_go_and_words_stay() {
        let source = "# Two *unions*\n\nThe [Harbor\nCouncil](https://a.example) said **no**.\n\n- one\n- two\n  - three\n\n> “Never”\n\n![chart](a.png)\n\n<div>x</div>\n\n| a | b |\n|---|---|\n| c | d |\n";
        let (text, meta) = read(source);
        assert_eq!(
            text,
            "Two unions\n\nThe Harbor Council said no.\n\none\n\ntwo\n\nthree\n\n“Never”\n\na b\n\nc d"
        );
        assert_eq!(meta.title.as_deref(), Some("Two unions"));
    }

    #[test]
    fn front_matter_tells_what_is_known() {
        let source = "---\r\ntitle: \"A: split\"\r\nAuthor: Ann Lee\ntags:\n  - x\npublisher: The Harbor News\ndate: 2011-11-17\nurl: https://a.example/1\n---\nText.";
        let (text, meta) = read(source);
        assert_eq!(text, "Text.");
        assert_eq!(meta.title.as_deref(), Some("A: split"));
        assert_eq!(meta.author.as_deref(), Some("Ann Lee"));
        assert_eq!(meta.publisher.as_deref(), Some("The Harbor News"));
        assert_eq!(meta.date.as_deref(), Some("2011-11-17"));
        assert_eq!(meta.url.as_deref(), Some("https://a.example/1"));
    }

    #[test]
    fn an_open_fence_is_text() {
        assert_eq!(read("---\ntitle: x\n\nText.").0, "title: x\n\nText.");
        assert_eq!(read("---").0, "");
    }

    proptest! {
        #[test]
        fn any_text_is_borne(source in "(\\PC|[#*>|\\n `_\\[\\]()-]|---\\n|title: ){0,40}") {
            let (text, _) = read(&source);
            prop_assert_eq!(text.trim_end(), &text);
        }
    }
}
