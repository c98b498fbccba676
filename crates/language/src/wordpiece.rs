//! Tokens to word pieces, as the encoder reads them.
//!
//! WordPiece (Wu et al. 2016, "Google's Neural Machine Translation System", section 4.1) over the lower-cased
//! vocabulary of BERT (Devlin et al. 2019), pruned to the pieces that English text needs. Case, which the vocabulary
//! drops, goes beside the pieces as a [`Casing`] class.

use std::collections::HashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Pieces by their text; continuations are written with a leading `##`.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    ids: HashMap<String, u16>,
    unknown: u16,
    start: u16,
    separator: u16,
}

/// Shape of a token's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Casing {
    /// No token: padding and special pieces.
    None = 0,
    /// "union"
    Lower = 1,
    /// "Union"
    Initial = 2,
    /// "ICE"
    Upper = 3,
    /// "A"
    Letter = 4,
    /// "McKay", "iPhone"
    Mixed = 5,
    /// "1990s"
    Digit = 6,
    /// ","
    Mark = 7,
}

/// A token as the encoder reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces {
    /// Numbers of its pieces, at least one, at most [`MAX_PIECES`].
    pub ids: Vec<u16>,
    /// Shape of its letters.
    pub casing: Casing,
}

/// Longest token, in pieces; the rest of a longer one is not read.
pub const MAX_PIECES: usize = 16;

/// Longest run of letters that is looked up; longer ones are unknown words, as in BERT.
const MAX_RUN: usize = 100;

impl Vocabulary {
    /// The vocabulary of a file with one piece a line, numbered from 0.
    ///
    /// Returns `None` where one of `[UNK]`, `[CLS]`, `[SEP]` is missing or there are more than 65,536 pieces.
    #[must_use]
    pub fn parse(file: &str) -> Option<Self> {
        let ids: HashMap<String, u16> = file
            .lines()
            .enumerate()
            .map(|(id, piece)| Some((piece.to_owned(), u16::try_from(id).ok()?)))
            .collect::<Option<_>>()?;
        let special = |piece: &str| ids.get(piece).copied();
        Some(Self { unknown: special("[UNK]")?, start: special("[CLS]")?, separator: special("[SEP]")?, ids })
    }

    /// Number of the piece that opens a window.
    #[must_use]
    pub fn start(&self) -> u16 {
        self.start
    }

    /// Number of the piece that ends a paragraph.
    #[must_use]
    pub fn separator(&self) -> u16 {
        self.separator
    }

    /// Number of pieces.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are no pieces.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Cuts a token into pieces.
    ///
    /// `opening` tells straight quotation marks apart: they are read as the curly mark of that side, so that the
    /// encoder sees which side a quotation is on whatever the typography.
    #[must_use]
    pub fn pieces(&self, token: &str, opening: bool) -> Pieces {
        let mut ids = Vec::with_capacity(2);
        match token {
            "\"" | "``" | "''" => ids.push(self.id(if opening { "“" } else { "”" })),
            _ => {
                let plain: Vec<char> = token
                    .nfkd()
                    .filter(|c| !is_combining_mark(*c))
                    .flat_map(char::to_lowercase)
                    .take(400)
                    .collect();
                let mut at = 0;
                while at < plain.len() && ids.len() < MAX_PIECES {
                    let end = if plain[at].is_alphanumeric() {
                        (at..plain.len()).find(|&i| !plain[i].is_alphanumeric()).unwrap_or(plain.len())
                    } else {
                        at + 1
                    };
                    self.run(&plain[at..end], &mut ids);
                    at = end;
                }
            }
        }
        if ids.is_empty() {
            ids.push(self.unknown);
        }
        ids.truncate(MAX_PIECES);
        Pieces { ids, casing: Casing::of(token) }
    }

    /// Longest match first, from the left; a run that cannot be covered is one unknown piece.
    fn run(&self, run: &[char], out: &mut Vec<u16>) {
        let before = out.len();
        let mut at = 0;
        while at < run.len() && run.len() <= MAX_RUN {
            let found = (at + 1..=run.len()).rev().find_map(|end| {
                let mut piece = String::with_capacity(end - at + 2);
                if at > 0 {
                    piece.push_str("##");
                }
                piece.extend(&run[at..end]);
                self.ids.get(&piece).map(|id| (*id, end))
            });
            match found {
                Some((id, end)) => {
                    out.push(id);
                    at = end;
                }
                None => break,
            }
        }
        if at < run.len() {
            out.truncate(before);
            out.push(self.unknown);
        }
    }

    fn id(&self, piece: &str) -> u16 {
        self.ids.get(piece).copied().unwrap_or(self.unknown)
    }
}

impl Casing {
    /// The shape of a token.
    #[must_use]
    pub fn of(token: &str) -> Self {
        let letters = token.chars().filter(|c| c.is_alphabetic()).count();
        let upper = token.chars().filter(|c| c.is_uppercase()).count();
        if token.chars().any(char::is_numeric) {
            Self::Digit
        } else if letters == 0 {
            Self::Mark
        } else if upper == 0 {
            Self::Lower
        } else if letters == 1 {
            Self::Letter
        } else if upper == letters {
            Self::Upper
        } else if upper == 1 && token.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase) {
            Self::Initial
        } else {
            Self::Mixed
        }
    }
}

/// For each token, whether a straight quotation mark there would open: nothing or white space before it, or an opening
/// mark, and no white space after.
///
/// `spaces` says for each token whether white space follows it.
#[must_use]
pub fn opening_marks(words: &[&str], spaces: &[bool]) -> Vec<bool> {
    (0..words.len())
        .map(|at| {
            let before = at == 0
                || spaces[at - 1]
                || matches!(words[at - 1], "(" | "[" | "—" | "–" | "--" | "-" | "“" | "‘");
            before && !spaces[at]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn toy() -> Vocabulary {
        Vocabulary::parse("[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##ion\nunion\n##s\n“\n”\n.\nu\ns").unwrap()
    }

    #[test]
    fn longest_piece_first() {
        assert_eq!(toy().pieces("Unions", false).ids, [6, 7]);
        assert_eq!(toy().pieces("ünion", false).ids, [6]);
        assert_eq!(toy().pieces("U.S.", false).ids, [11, 10, 12, 10]);
        assert_eq!(toy().pieces("xyz", false).ids, [1]);
    }

    #[test]
    fn straight_quotation_marks_take_a_side() {
        assert_eq!(toy().pieces("\"", true).ids, [8]);
        assert_eq!(toy().pieces("\"", false).ids, [9]);
    }

    #[test]
    fn casing_classes() {
        let of = Casing::of;
        assert_eq!(
            [of("the"), of("Union"), of("ICE"), of("A"), of("McKay"), of("88th"), of("—"), of("U.S.")],
            [
                Casing::Lower,
                Casing::Initial,
                Casing::Upper,
                Casing::Letter,
                Casing::Mixed,
                Casing::Digit,
                Casing::Mark,
                Casing::Upper
            ]
        );
    }

    proptest! {
        #[test]
        fn every_token_has_pieces(token in "\\PC{0,60}") {
            let pieces = toy().pieces(&token, false);
            prop_assert!(!pieces.ids.is_empty() && pieces.ids.len() <= MAX_PIECES);
        }
    }
}
