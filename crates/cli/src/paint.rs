//! Colours, where they are welcome. Whatever a colour tells, words tell too.

/// Puts colours on text, or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paint {
    on: bool,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// A name that heads what follows.
    Heading,
    /// What one may pass over.
    Faint,
    /// What is for something.
    For,
    /// What is against something.
    Against,
    /// The mention of a holder.
    Holder,
    /// The words that signal a predicate.
    Cue,
    /// The mention of a target.
    Target,
    /// A sentence that is evidence.
    Sentence,
}

impl Paint {
    /// Paints where `on`.
    pub(crate) fn new(on: bool) -> Self {
        Self { on }
    }

    /// Whether there are colours.
    pub(crate) fn is_on(self) -> bool {
        self.on
    }

    /// The text in this ink (ANSI, the eight colours that every terminal knows).
    pub(crate) fn ink(self, ink: Ink, text: &str) -> String {
        if !self.on || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Heading => "1",
            Ink::Faint => "2",
            Ink::For => "32",
            Ink::Against => "31",
            Ink::Holder => "1;34",
            Ink::Cue => "1;33",
            Ink::Target => "1;35",
            Ink::Sentence => "4",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// When colours are put out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Everywhere, also into files and pipes.
    Always,
    /// Nowhere.
    Never,
}

impl When {
    /// Whether what goes to a terminal, or not, is coloured.
    pub(crate) fn paints(self, terminal: bool) -> bool {
        match self {
            Self::Auto => terminal && welcome(),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// Whether colours are welcome: <https://no-color.org>, and a terminal that knows them.
fn welcome() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_painted_is_left_alone() {
        assert_eq!(Paint::new(false).ink(Ink::For, "yes"), "yes");
        assert_eq!(Paint::new(true).ink(Ink::For, "yes"), "\x1b[32myes\x1b[0m");
        assert!(When::Always.paints(false) && !When::Never.paints(true) && !When::Auto.paints(false));
    }
}
