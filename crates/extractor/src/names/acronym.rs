//! Acronyms and the names they stand for.

use super::{LISTS, strip_legal};

/// Whether `text` is written as an acronym: one word of two to eight letters, capitals but for at most one between
/// them or a plural s ("ICE", "A.F.L.-C.I.O.", "DoD", "NGOs"); Roman numerals are none.
#[must_use]
pub fn is_acronym(text: &str) -> bool {
    let bare = text.trim().trim_end_matches('s');
    let letters: Vec<char> = bare.chars().filter(|c| c.is_alphabetic()).collect();
    let lower = letters.iter().filter(|c| !c.is_uppercase()).count();
    let roman = letters.len() == bare.chars().count() && letters.iter().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (2..=8).contains(&letters.len())
        && lower <= usize::from(letters.len() > 2)
        && letters.first().is_some_and(|c| c.is_uppercase())
        && letters.last().is_some_and(|c| c.is_uppercase())
        && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '&' | '/' | '–'))
        && !roman
}

/// The acronyms that `full` may go by, capitals only, likeliest first: initials of its weighty words; of all its
/// words; without "U.S."; without an "of America" at the end. Words that are acronyms themselves give all letters.
///
/// ```
/// use standpoint_extractor::names::acronym_of;
/// assert!(acronym_of("Department of Homeland Security").contains(&"DHS".to_owned()));
/// ```
#[must_use]
pub fn acronym_of(full: &str) -> Vec<String> {
    let name = strip_legal(full).replace("U.S.", "US");
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '–' | ','))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&'))
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.split_first() {
        Some((first, rest)) if first.eq_ignore_ascii_case("the") => rest,
        _ => &words[..],
    };
    let mut found: Vec<String> = Vec::new();
    let mut offer = |words: &[&str]| {
        for with_small in [false, true] {
            let initials: String = words.iter().map(|word| initials(word, with_small)).collect();
            if initials.chars().count() >= 2 && !found.contains(&initials) {
                found.push(initials);
            }
        }
    };
    offer(words);
    if let Some((&"US", rest)) = words.split_first() {
        offer(rest);
    }
    if let Some(of) = words.iter().rposition(|word| *word == "of").filter(|of| *of >= 2) {
        offer(&words[..of]);
    }
    found
}

fn initials(word: &str, with_small: bool) -> String {
    if LISTS.small.contains(word) && !with_small || word == "&" {
        String::new()
    } else if is_acronym(word) {
        word.chars().filter(|c| c.is_uppercase()).collect()
    } else {
        // One letter for one: "ß" in capitals is two.
        word.chars().next().and_then(|letter| letter.to_uppercase().next()).into_iter().collect()
    }
}

/// Whether `acronym` may stand for `full`: one of [`acronym_of`], or its letters in order within `full`, each where
/// a word begins or after a letter of the same word that is itself taken, the first word included
/// (after Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions", PSB 2003).
#[must_use]
pub fn stands_for(acronym: &str, full: &str) -> bool {
    let letters: Vec<char> =
        acronym.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let wanted: String = letters.iter().collect();
    if letters.len() < 2 || full.chars().count() <= acronym.chars().count() {
        return false;
    }
    if acronym_of(full).contains(&wanted) {
        return true;
    }
    let words: Vec<Vec<char>> = full
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !matches!(word.to_lowercase().as_str(), "the" | "us"))
        .map(|word| word.chars().flat_map(char::to_uppercase).collect())
        .collect();
    let small: Vec<bool> = full
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !matches!(word.to_lowercase().as_str(), "the" | "us"))
        .map(|word| LISTS.small.contains(word))
        .collect();
    words.len() > 1 && spells(&letters, &words, &small)
}

/// Whether `letters` are prefixes of all `words` in order; small words may give nothing.
fn spells(letters: &[char], words: &[Vec<char>], small: &[bool]) -> bool {
    let (Some((word, words_left)), Some((skippable, small_left))) =
        (words.split_first(), small.split_first())
    else {
        return letters.is_empty();
    };
    if *skippable && spells(letters, words_left, small_left) {
        return true;
    }
    let shared = letters.iter().zip(word).take_while(|(a, b)| a == b).count().min(4);
    (1..=shared).any(|n| spells(&letters[n..], words_left, small_left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn acronyms_are_told_from_words() {
        for yes in ["ICE", "AFL-CIO", "U.S.", "DoD", "NGOs", "AT&T"] {
            assert!(is_acronym(yes), "{yes}");
        }
        for no in ["Ice", "III", "S-Comm", "ann", "A", "THE UNION", ""] {
            assert!(!is_acronym(no), "{no}");
        }
    }

    #[test]
    fn full_names_give_their_acronyms() {
        for (full, acronym) in [
            ("American Federation of Government Employees", "AFGE"),
            ("U.S. Immigration and Customs Enforcement", "ICE"),
            ("U.S. Citizenship and Immigration Services", "USCIS"),
            ("the Department of Homeland Security", "DHS"),
            ("Department of Defense", "DOD"),
            ("United Dockers of America", "UD"),
            ("Anti-Dumping League, Inc.", "ADL"),
            ("Federation of State, County and Harbor Workers", "FSCHW"),
        ] {
            assert!(acronym_of(full).contains(&acronym.to_owned()), "{full}: {:?}", acronym_of(full));
            assert!(stands_for(acronym, full), "{full}");
        }
        assert!(stands_for("DoD", "Department of Defense"));
        assert!(stands_for("HARWU", "Harbor Workers Union"));
        assert!(!stands_for("ICE", "National ICE Council"));
        assert!(!stands_for("DHS", "Department of Health"));
        assert!(!stands_for("AL", "Ann Lee Foundation"));
    }

    proptest! {
        #[test]
        fn any_text_is_borne(text in "\\PC{0,40}") {
            for acronym in acronym_of(&text) {
                prop_assert!(acronym.chars().count() >= 2);
                prop_assert!(is_acronym(&text) || text.chars().count() > acronym.chars().count());
            }
            let _ = (stands_for(&text, "Ann Lee"), stands_for("AL", &text), is_acronym(&text));
        }
    }
}
