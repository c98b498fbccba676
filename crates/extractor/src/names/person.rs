//! The parts of a person's name.

use super::{core_words, strip_title, surname};

/// A person's name taken apart; all parts as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName<'a> {
    /// "Sen.", "Former President"
    pub title: Option<&'a str>,
    /// The first of several words.
    pub given: Option<&'a str>,
    /// What stands between given name and surname.
    pub middle: Vec<&'a str>,
    /// The surname with its particles.
    pub surname: &'a str,
    /// "Jr.", "III"
    pub suffix: Vec<&'a str>,
}

impl PersonName<'_> {
    /// Whether it is a surname without a given name: one that tells nobody outside its document who is meant.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.given.is_none()
    }
}

/// Takes a person's name apart; none of a text without words.
///
/// ```
/// use standpoint_extractor::names::person_name;
/// let name = person_name("Sen. Ann B. Lee Jr.").unwrap();
/// assert_eq!((name.title, name.given, name.surname), (Some("Sen."), Some("Ann"), "Lee"));
/// assert!(person_name("Mr. Lee").unwrap().is_bare());
/// ```
#[must_use]
pub fn person_name(name: &str) -> Option<PersonName<'_>> {
    let (title, rest) = strip_title(name);
    let surname = surname(name)?;
    let core = core_words(name);
    let own = surname.split_whitespace().count();
    let before = core.get(..core.len().saturating_sub(own)).unwrap_or_default();
    let suffix = rest.split_whitespace().skip(core.len()).collect();
    let middle = before.iter().skip(1).copied().collect();
    Some(PersonName { title, given: before.first().copied(), middle, surname, suffix })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_come_apart() {
        let parts = |text| {
            let name = person_name(text).unwrap();
            (name.given, name.middle.join(" "), name.surname, name.suffix.join(" "))
        };
        assert_eq!(parts("Rep. Ann B. Lee Jr."), (Some("Ann"), "B.".into(), "Lee", "Jr.".into()));
        assert_eq!(
            parts("Ursula von der Leyen"),
            (Some("Ursula"), String::new(), "von der Leyen", String::new())
        );
        assert_eq!(parts("President Rivera"), (None, String::new(), "Rivera", String::new()));
        assert_eq!(parts("Lee III"), (None, String::new(), "Lee", "III".into()));
        assert_eq!(person_name(""), None);
    }

    proptest! {
        #[test]
        fn any_text_is_borne(text in "\\PC{0,40}") {
            if let Some(name) = person_name(&text) {
                prop_assert!(text.contains(name.surname));
                prop_assert_eq!(name.is_bare(), name.given.is_none());
            }
        }
    }
}
