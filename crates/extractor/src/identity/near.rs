//! Names that are alike without being the same.

use super::lexicon::lexicon;
use crate::names::strip_legal;
use standpoint_model::fold_name;

/// Whether two given names may be those of one person: the same, an initial, a short form.
pub(super) fn given_names(a: &str, b: &str) -> bool {
    let (a, b) = (fold_name(a), fold_name(b));
    let (short, long) = if a.chars().count() <= b.chars().count() { (&a, &b) } else { (&b, &a) };
    let letters = short.chars().count();
    let known =
        |short: &str, long: &str| lexicon().nicknames.get(short).is_some_and(|full| full.contains(long));
    // Two short forms of one name: "Bob" and "Rob".
    let shared = || {
        let of = |name: &str| lexicon().nicknames.get(name);
        of(&a).zip(of(&b)).is_some_and(|(a, b)| !a.is_disjoint(b))
    };
    a == b
        || (letters == 1 || letters >= 3 && !lexicon().nicknames.contains_key(short.as_str()))
            && long.starts_with(short.as_str())
        || known(&a, &b)
        || known(&b, &a)
        || shared()
}

/// Whether middle names may be those of one person: one has none, or they agree as far as they are told.
pub(super) fn middle_names(a: &[String], b: &[String]) -> bool {
    let agree = |(a, b): (&String, &String)| a == b || a.starts_with(b.as_str()) || b.starts_with(a.as_str());
    a.is_empty() || b.is_empty() || a.len() == b.len() && a.iter().zip(b).all(agree)
}

/// The form in which names of bodies and policies are equal: legal forms and words that only say what a thing is set
/// aside, "X Department" for "Department of X".
pub(super) fn body_key(label: &str) -> String {
    let folded = fold_name(strip_head(strip_legal(label)));
    for head in ["department", "ministry"] {
        let of = folded.strip_prefix(head).and_then(|rest| rest.strip_prefix(" of "));
        if let Some(rest) = of {
            return format!("{} {head}", fold_name(rest));
        }
    }
    folded
}

/// "Safe Harbors" of "Safe Harbors program"; a name of which nothing with a capital would be left stays whole.
fn strip_head(label: &str) -> &str {
    let Some((rest, last)) = label.trim().rsplit_once(char::is_whitespace) else { return label };
    let small = last.to_lowercase();
    let capitals = rest.split_whitespace().filter(|word| {
        word.starts_with(char::is_uppercase) && !lexicon().articles.contains(word.to_lowercase().as_str())
    });
    let (head, proper) = if lexicon().heads.contains(small.as_str()) {
        (true, capitals.count() >= 1)
    } else {
        (last == small && lexicon().small_heads.contains(last), capitals.count() >= 2)
    };
    if head && proper { rest.trim_end() } else { label }
}

/// How two words differ that are much alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// An ending or a letter more, two letters exchanged, a spelling of another country.
    Spelling,
    /// One letter for another: as often as not another word ("employers", "employees").
    Letter,
}

/// How `a` and `b` are alike, where they are: both of five letters or more, none with figures, with the same first
/// letter.
pub(super) fn words(a: &str, b: &str) -> Option<Likeness> {
    let (long_a, long_b) = (a.chars().count(), b.chars().count());
    let plain = |word: &str| word.chars().all(char::is_alphabetic);
    if a == b || long_a.min(long_b) < 5 || a.chars().next() != b.chars().next() || !plain(a) || !plain(b) {
        return None;
    }
    let (short, long) = if long_a <= long_b { (a, b) } else { (b, a) };
    let ending = long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "d" | "es" | "ed" | "al"));
    if ending || british(a) == british(b) {
        return Some(Likeness::Spelling);
    }
    match strsim::osa_distance(a, b) {
        1 if long_a != long_b || transposed(a, b) => Some(Likeness::Spelling),
        1 => Some(Likeness::Letter),
        2 if long_a.min(long_b) >= 9 => Some(Likeness::Letter),
        _ => None,
    }
}

/// One form for spellings that differ by country.
fn british(word: &str) -> String {
    word.replace("our", "or")
        .replace("isation", "ization")
        .replace("ise", "ize")
        .replace("ence", "ense")
        .replace("tre", "ter")
}

fn transposed(a: &str, b: &str) -> bool {
    let (mut a, mut b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a.sort_unstable();
    b.sort_unstable();
    a == b
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn given_names_of_one_person() {
        for (a, b) in
            [("Chris", "Christopher"), ("J.", "Jane"), ("Bob", "Robert"), ("Bob", "Rob"), ("Ann", "Ann")]
        {
            assert!(given_names(a, b) && given_names(b, a), "{a} {b}");
        }
        for (a, b) in [("Ann", "Bo"), ("Chris", "Charles"), ("Al", "Alice"), ("K.", "Jane")] {
            assert!(!given_names(a, b) && !given_names(b, a), "{a} {b}");
        }
    }

    #[test]
    fn words_that_say_what_a_thing_is_are_set_aside() {
        for (a, b) in [
            ("the Safe Harbors programme", "Safe Harbors"),
            ("Safe Harbors Program", "safe harbors"),
            ("Safe Harbors initiative", "Safe Harbors"),
            ("Acme Shipping, Inc.", "Acme Shipping"),
            ("Department of Ports", "Ports Department"),
        ] {
            assert_eq!(body_key(a), body_key(b));
        }
        for (a, b) in [
            ("the program", "the"),
            ("nuclear program", "nuclear"),
            ("Dock Act", "Dock"),
            ("A plan", "A"),
            ("Lee plan", "Lee"),
            ("Ann Lee campaign", "Ann Lee"),
        ] {
            assert_ne!(body_key(a), body_key(b));
        }
    }

    #[test]
    fn likeness_of_words() {
        for (a, b) in
            [("secure", "secured"), ("harbour", "harbor"), ("defence", "defense"), ("harbor", "habror")]
        {
            assert_eq!(words(a, b), Some(Likeness::Spelling), "{a} {b}");
        }
        assert_eq!(words("employers", "employees"), Some(Likeness::Letter));
        for (a, b) in [
            ("north", "south"),
            ("legal", "illegal"),
            ("act", "acts"),
            ("local9", "local8"),
            ("ports", "ports"),
        ] {
            assert_eq!(words(a, b), None, "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn likeness_is_mutual(a in "[a-e]{4,9}", b in "[a-e]{4,9}") {
            prop_assert_eq!(words(&a, &b), words(&b, &a));
            prop_assert_eq!(given_names(&a, &b), given_names(&b, &a));
        }
    }
}
