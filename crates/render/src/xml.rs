//! Text that may stand in XML.

/// `text` as XML character data or attribute value: markup escaped, characters that XML 1.0 forbids left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_and_forbidden_characters_do_not_pass() {
        assert_eq!(
            escape("</title><script a=\"b\" c='d'>&\u{0}\u{b}"),
            "&lt;/title&gt;&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;"
        );
    }
}
