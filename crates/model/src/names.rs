//! Names brought to the form in which they are compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The form in which names are equal: case, accents, a leading article or "U.S.", a possessive `'s`, dots of
/// abbreviations, punctuation and spacing set aside.
///
/// ```
/// use standpoint_model::fold_name;
/// assert_eq!(fold_name("The U.S. Immigration and Customs Enforcement"), "immigration and customs enforcement");
/// assert_eq!(fold_name("S- Comm"), fold_name("S-Comm"));
/// assert_eq!(fold_name("A.C.L.U.’s"), "aclu");
/// ```
#[must_use]
pub fn fold_name(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect();
    let letters: Vec<char> = plain.chars().collect();
    let mut out = String::with_capacity(plain.len());
    let mut at = 0;
    while at < letters.len() {
        let c = letters[at];
        let after = letters.get(at + 1).copied();
        let possessive =
            c == '\'' && after == Some('s') && !letters.get(at + 2).is_some_and(|c| c.is_alphanumeric());
        let lone_letter_before =
            at >= 1 && letters[at - 1].is_alphabetic() && (at < 2 || !letters[at - 2].is_alphanumeric());
        if possessive {
            at += 1;
        } else if c == '.' && lone_letter_before {
            // "U.S." reads as "US": the dot goes, and the letters join.
        } else if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
        at += 1;
    }
    let mut rest = out.trim();
    while let Some(shorter) = ["the ", "a ", "an ", "us ", "united states "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .filter(|shorter| !shorter.is_empty())
    {
        rest = shorter;
    }
    rest.to_owned()
}

/// The folded name with hyphens for blanks, at most 80 characters, for use in an IRI; `unnamed` where nothing is left.
#[must_use]
pub fn slug(name: &str) -> String {
    let folded = fold_name(name);
    let mut slug: String = folded.chars().take(80).map(|c| if c == ' ' { '-' } else { c }).collect();
    if slug.is_empty() {
        slug.push_str("unnamed");
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_article_alone_is_a_name() {
        assert_eq!(fold_name("The"), "the");
        assert_eq!(fold_name("US"), "us");
        assert_eq!(fold_name("the United States"), "united states");
    }

    #[test]
    fn plain_words_keep_their_final_dot_apart() {
        assert_eq!(fold_name("Acme Inc."), "acme inc");
        assert_eq!(fold_name("Jan. 10"), "jan 10");
        assert_eq!(fold_name("Local 88"), "local 88");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(name in "\\PC{0,30}") {
            let once = fold_name(&name);
            prop_assert_eq!(fold_name(&once), once);
        }
    }
}
