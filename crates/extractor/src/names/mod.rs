//! How names of people and bodies are built: titles, surnames, gender of given names, acronyms.
//!
//! The word lists are `data/titles.tsv`, `data/given_names.tsv` and `data/name_words.tsv`.

mod acronym;
mod person;

pub use acronym::{acronym_of, is_acronym, stands_for};
pub use person::{PersonName, person_name};

use crate::data::rows;
use standpoint_model::fold_name;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// The gender that a name or title goes with in English pronouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

impl Gender {
    fn of_letter(letter: &str) -> Option<Self> {
        match letter {
            "m" => Some(Self::Male),
            "f" => Some(Self::Female),
            _ => None,
        }
    }
}

struct Title {
    gender: Option<Gender>,
    /// "former", "the", "Republican": part of a title, but no title alone.
    qualifier: bool,
    /// Also a given name or surname ("Dean", "Prince").
    also_name: bool,
}

struct Lists {
    /// By folded words joined with blanks.
    titles: BTreeMap<String, Title>,
    /// Words of the longest title.
    longest: usize,
    given: BTreeMap<String, Gender>,
    after_title: BTreeSet<&'static str>,
    particles: BTreeSet<&'static str>,
    after_name: BTreeSet<String>,
    legal: BTreeSet<String>,
    small: BTreeSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);

impl Lists {
    fn read() -> Self {
        let field = |row: &[&'static str], at: usize| row.get(at).copied().unwrap_or_default();
        let titles: BTreeMap<String, Title> = rows(include_str!("../../data/titles.tsv"))
            .map(|row| {
                let title = Title {
                    gender: Gender::of_letter(field(&row, 2)),
                    qualifier: field(&row, 1) == "qualifier",
                    also_name: field(&row, 3) == "name",
                };
                (title_key(field(&row, 0).split(' ')), title)
            })
            .collect();
        let given = rows(include_str!("../../data/given_names.tsv"))
            .filter_map(|row| Gender::of_letter(field(&row, 0)).map(|gender| (gender, field(&row, 1))))
            .flat_map(|(gender, names)| names.split(' ').map(move |name| (fold_name(name), gender)))
            .collect();
        let words = |what: &'static str| {
            rows(include_str!("../../data/name_words.tsv"))
                .filter(move |row| row.first() == Some(&what))
                .flat_map(|row| row.get(1).copied().unwrap_or_default().split(' '))
        };
        Self {
            longest: titles.keys().map(|title| title.split(' ').count()).max().unwrap_or(0),
            titles,
            given,
            after_title: words("after-title").collect(),
            particles: words("particle").collect(),
            after_name: words("after-name").map(str::to_lowercase).collect(),
            legal: words("legal").map(str::to_lowercase).collect(),
            small: words("small").collect(),
        }
    }
}

fn title_key<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let folded: Vec<String> = words
        .into_iter()
        .map(|word| word.trim_end_matches(['.', ',']).replace('’', "'").to_lowercase())
        .collect();
    folded.join(" ")
}

/// The words of `text` with their byte offsets; "then-Senator" and "ex-Mayor" count as two.
fn title_words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let prefix = ["then-", "ex-", "former-"].into_iter().find(|prefix| {
            word.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
                && word.len() > prefix.len()
        });
        match prefix {
            Some(prefix) => {
                words.push((at, &word[..prefix.len() - 1]));
                words.push((at + prefix.len(), &word[prefix.len()..]));
            }
            None => words.push((at, word)),
        }
    }
    words
}

/// Parts the titles before a person's name from the name: `("Former Vice President", "Ann Lee")`.
///
/// Meant for names of people; "Justice Department", "General Motors" and a title alone stay whole all the same.
///
/// ```
/// use standpoint_extractor::names::strip_title;
/// assert_eq!(strip_title("Lt. Gov. Ann Lee"), (Some("Lt. Gov."), "Ann Lee"));
/// assert_eq!(strip_title("Justice Department"), (None, "Justice Department"));
/// ```
#[must_use]
pub fn strip_title(name: &str) -> (Option<&str>, &str) {
    let name = name.trim();
    let words = title_words(name);
    let mut at = 0;
    let mut named = false;
    while at < words.len() {
        let longest = LISTS.longest.min(words.len() - at);
        let found = (1..=longest).rev().find_map(|n| {
            let key = title_key(words[at..at + n].iter().map(|(_, word)| *word));
            LISTS.titles.get(&key).map(|title| (n, title))
        });
        let Some((n, title)) = found else { break };
        // "Dean Baker" is a man, "Dean Ann Baker" holds an office.
        if title.also_name && words.len() - at - n < 2 {
            break;
        }
        named |= !title.qualifier;
        at += n;
    }
    let Some(&(start, first)) = words.get(at) else { return (None, name) };
    let bare = first.trim_end_matches(['.', ',']);
    let is_name = first.chars().next().is_some_and(char::is_uppercase) || LISTS.particles.contains(bare);
    if !named || !is_name || LISTS.after_title.contains(bare) {
        return (None, name);
    }
    (Some(name[..start].trim_end_matches(['-', ' '])), &name[start..])
}

/// The gender that a title tells: "Mrs.", "Congressman", "Former Congresswoman".
#[must_use]
pub fn title_gender(title: &str) -> Option<Gender> {
    let words = title_words(title);
    (0..words.len()).find_map(|at| {
        (at + 1..=words.len()).rev().find_map(|end| {
            let key = title_key(words[at..end].iter().map(|(_, word)| *word));
            LISTS.titles.get(&key).and_then(|title| title.gender)
        })
    })
}

/// Whether these words are a title that can stand before a name ("Sen.", "executive director"), alone.
#[must_use]
pub fn is_title(text: &str) -> bool {
    LISTS.titles.get(&title_key(text.split_whitespace())).is_some_and(|title| !title.qualifier)
}

/// The gender that nearly every bearer of this given name has; none for names that both bear, and unknown ones.
/// Of "Anna-Maria" and "Jo Ann" the first part decides.
#[must_use]
pub fn gender(first: &str) -> Option<Gender> {
    fold_name(first).split(' ').next().and_then(|name| LISTS.given.get(name)).copied()
}

/// The gender that a person's whole name tells, by title first, then by given name.
#[must_use]
pub fn person_gender(name: &str) -> Option<Gender> {
    let (title, rest) = strip_title(name);
    title.and_then(title_gender).or_else(|| given_name(rest).and_then(gender))
}

/// A person's words without titles and without "Jr.", "III", "PhD".
fn core_words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = strip_title(name).1.split_whitespace().collect();
    while words.len() > 1
        && words.last().is_some_and(|last| {
            LISTS.after_name.contains(&last.trim_matches(['.', ',']).replace('.', "").to_lowercase())
        })
    {
        words.pop();
    }
    if let Some(last) = words.last_mut() {
        *last = last.trim_end_matches(',');
    }
    words
}

/// The first word of a person's name of two or more, titles set aside.
#[must_use]
pub fn given_name(name: &str) -> Option<&str> {
    let words = core_words(name);
    (words.len() > 1).then(|| words[0])
}

/// A person's surname with its particles ("Ursula von der Leyen" → "von der Leyen"); of a single word, that word.
#[must_use]
pub fn surname(name: &str) -> Option<&str> {
    let words = core_words(name);
    let last = *words.last()?;
    let mut first = words.len() - 1;
    // A capital first word is a given name even where it looks like a particle ("Van Jones").
    while first > 0 && LISTS.particles.contains(words[first - 1].to_lowercase().as_str()) {
        if first == 1 && words[0].starts_with(char::is_uppercase) {
            break;
        }
        first -= 1;
    }
    let start = words[first].as_ptr() as usize - name.as_ptr() as usize;
    let end = last.as_ptr() as usize - name.as_ptr() as usize + last.len();
    name.get(start..end)
}

/// The name without a company's legal form at its end ("Acme Inc." → "Acme"); a legal form alone stays.
#[must_use]
pub fn strip_legal(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some((before, last)) = rest.rsplit_once([' ', ',']) {
        let word: String =
            last.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let before = before.trim_end_matches([' ', ',', '&']);
        if before.is_empty() || !(word.is_empty() || LISTS.legal.contains(&word)) {
            break;
        }
        rest = before;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_are_parted_from_names() {
        for (name, title, rest) in [
            ("President Rivera", Some("President"), "Rivera"),
            ("the Rev. Ann Lee", Some("the Rev."), "Ann Lee"),
            ("Former Vice President Dr. Ann Lee", Some("Former Vice President Dr."), "Ann Lee"),
            ("then-Senator Lee", Some("then-Senator"), "Lee"),
            ("U.S. Rep. Ann Lee", Some("U.S. Rep."), "Ann Lee"),
            ("Republican Sen. Ann Lee", Some("Republican Sen."), "Ann Lee"),
            ("Mayor de Groot", Some("Mayor"), "de Groot"),
            ("Attorney General Ann Lee", Some("Attorney General"), "Ann Lee"),
            ("Dean Ann Lee", Some("Dean"), "Ann Lee"),
            ("Dean Lee", None, "Dean Lee"),
            ("Justice Department", None, "Justice Department"),
            ("President of the Senate", None, "President of the Senate"),
            ("the Council", None, "the Council"),
            ("Chief Executive Officer", None, "Chief Executive Officer"),
            ("former Lee", None, "former Lee"),
            ("", None, ""),
        ] {
            assert_eq!(strip_title(name), (title, rest), "{name}");
        }
    }

    #[test]
    fn surnames_keep_particles_and_leave_juniors() {
        assert_eq!(surname("Ursula von der Leyen"), Some("von der Leyen"));
        assert_eq!(surname("Sen. Ann Lee Jr."), Some("Lee"));
        assert_eq!(surname("Van Jones"), Some("Jones"));
        assert_eq!(surname("Ann Van Hollen"), Some("Van Hollen"));
        assert_eq!(surname("Lee"), Some("Lee"));
        assert_eq!(surname(""), None);
    }

    #[test]
    fn gender_comes_from_title_or_given_name() {
        assert_eq!(person_gender("Congresswoman Lee"), Some(Gender::Female));
        assert_eq!(person_gender("Former Congressman Lee"), Some(Gender::Male));
        assert_eq!(person_gender("Sen. José Lee"), Some(Gender::Male));
        assert_eq!(person_gender("Priya Rao"), Some(Gender::Female));
        assert_eq!(person_gender("Chris Lee"), None);
        assert_eq!(person_gender("Lee"), None);
    }

    #[test]
    fn no_given_name_stands_on_both_sides() {
        let mut sides = BTreeMap::new();
        for row in rows(include_str!("../../data/given_names.tsv")) {
            for name in row[1].split(' ') {
                assert_eq!(*sides.entry(fold_name(name)).or_insert(row[0]), row[0], "{name}");
            }
        }
        assert!(sides.len() > 400);
    }

    #[test]
    fn legal_forms_are_set_aside() {
        assert_eq!(strip_legal("Acme Holdings, Inc."), "Acme Holdings");
        assert_eq!(strip_legal("Acme GmbH & Co. KG"), "Acme");
        assert_eq!(strip_legal("Corp."), "Corp.");
    }

    proptest! {
        #[test]
        fn any_text_is_borne(text in "\\PC{0,40}") {
            let (title, rest) = strip_title(&text);
            prop_assert!(text.ends_with(rest) || text.trim().ends_with(rest));
            prop_assert!(title.is_none_or(|title| text.trim().starts_with(title)));
            if let Some(surname) = surname(&text) {
                prop_assert!(text.contains(surname));
            }
            prop_assert!(text.contains(strip_legal(&text)));
            let _ = person_gender(&text);
        }
    }
}
