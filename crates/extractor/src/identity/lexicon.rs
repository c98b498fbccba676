//! The words of `data/identity.tsv`, read once.

use crate::data::rows;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// All lists, in small letters.
pub(super) struct Lexicon {
    pub(super) offices: BTreeSet<&'static str>,
    pub(super) beside_office: BTreeSet<&'static str>,
    pub(super) heads: BTreeSet<&'static str>,
    pub(super) small_heads: BTreeSet<&'static str>,
    pub(super) generic: BTreeSet<&'static str>,
    pub(super) articles: BTreeSet<&'static str>,
    /// Short form → the given names that it may be short for.
    pub(super) nicknames: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lists.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn of(what: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    rows(include_str!("../../data/identity.tsv")).filter(move |row| row.first() == Some(&what))
}

fn words(what: &'static str) -> BTreeSet<&'static str> {
    of(what).flat_map(|row| row.get(1).copied().unwrap_or_default().split(' ')).collect()
}

impl Lexicon {
    fn read() -> Self {
        let mut nicknames: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for row in of("nickname") {
            let field = |at: usize| row.get(at).copied().unwrap_or_default().split(' ');
            for short in field(1) {
                nicknames.entry(short).or_default().extend(field(2));
            }
        }
        Self {
            offices: of("office").filter_map(|row| row.get(1).copied()).collect(),
            beside_office: words("beside-office"),
            heads: words("head"),
            small_heads: words("small-head"),
            generic: words("generic"),
            articles: words("article"),
            nicknames,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        let lexicon = lexicon();
        assert!(lexicon.offices.contains("prime minister") && lexicon.heads.contains("programme"));
        assert!(lexicon.nicknames["chris"].contains("christine"));
        for set in [&lexicon.beside_office, &lexicon.small_heads, &lexicon.generic, &lexicon.articles] {
            assert!(set.len() > 5 && !set.contains(""));
        }
    }
}
