//! The words and figures of a text, and what stands between them.

/// A run of letters and digits.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// As written.
    pub(super) text: &'a str,
    /// In lower case.
    pub(super) lower: String,
    /// First byte.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
}

impl Word<'_> {
    /// Whether it begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// The number that it is, where it has between `least` and `most` digits and nothing else.
    fn digits(&self, least: usize, most: usize) -> Option<u16> {
        let sound =
            (least..=most).contains(&self.text.len()) && self.text.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| self.text.parse().ok()).flatten()
    }

    /// A year of four digits.
    pub(super) fn year(&self) -> Option<u16> {
        self.digits(4, 4).filter(|year| (1000..=2100).contains(year))
    }

    /// One or two digits.
    pub(super) fn small(&self) -> Option<u8> {
        self.digits(1, 2).and_then(|number| u8::try_from(number).ok())
    }

    /// A day of the month, "3" or "3rd".
    pub(super) fn day(&self) -> Option<u8> {
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| self.lower.strip_suffix(end));
        let number = match bare {
            Some(bare) => bare.parse().ok().filter(|_| bare.bytes().all(|b| b.is_ascii_digit())),
            None => self.small(),
        };
        number.filter(|day| (1..=31).contains(day))
    }
}

/// All words of `text`, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = &text[from..at];
                words.push(Word { text: word, lower: word.to_lowercase(), start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    words
}
