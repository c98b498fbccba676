//! What TAB offers.

use clap::Command;
use standpoint_explore::Corpus;
use standpoint_model::fold_name;
use std::collections::BTreeMap;

/// At most so many names are offered.
const OFFERED: usize = 60;

/// Everything that can be completed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    /// Flags of each command.
    commands: BTreeMap<String, Vec<String>>,
    /// Names of actors, topics and documents, each with its folded form.
    names: Vec<(String, String)>,
}

impl Vocabulary {
    /// The commands and flags of `cli`, and what is named in `corpus`.
    pub(crate) fn new(cli: &Command, corpus: &Corpus) -> Self {
        let flags = |command: &Command| {
            let mut flags: Vec<String> = command
                .get_arguments()
                .filter_map(|arg| arg.get_long())
                .map(|long| format!("--{long}"))
                .collect();
            flags.push("--help".to_owned());
            flags.sort();
            flags
        };
        let mut commands: BTreeMap<String, Vec<String>> =
            cli.get_subcommands().map(|command| (command.get_name().to_owned(), flags(command))).collect();
        commands.extend(["exit", "help"].map(|word| (word.to_owned(), Vec::new())));
        commands.remove("shell");
        let file = |id: &str| id.rsplit('/').next().unwrap_or(id).to_owned();
        let labels = corpus.labels().into_iter().map(str::to_owned);
        let documents = corpus.documents().iter().map(|document| file(&document.id));
        let names = labels.chain(documents).map(|name| (fold_name(&name), name)).collect();
        Self { commands, names }
    }

    /// Where the word that ends at byte `end` begins, and what it may become; names with blanks are quoted.
    pub(crate) fn complete(&self, line: &str, end: usize) -> (usize, Vec<String>) {
        let before = line.get(..end).unwrap_or(line);
        let start = word_start(before);
        let typed = before[start..].trim_start_matches(['\'', '"']);
        let quoted = typed.len() < before.len() - start;
        let earlier = before[..start].split_whitespace().next();
        let begins = |words: &mut dyn Iterator<Item = &String>| -> Vec<String> {
            words.filter(|word| word.starts_with(typed)).cloned().collect()
        };
        let found = match earlier {
            None if !quoted => {
                let commands = begins(&mut self.commands.keys());
                if commands.is_empty() { self.names(typed) } else { commands }
            }
            Some(command) if typed.starts_with('-') => {
                begins(&mut self.commands.get(command).into_iter().flatten())
            }
            _ => self.names(typed),
        };
        (start, found)
    }

    /// Names that begin so, then those with a word that does.
    fn names(&self, typed: &str) -> Vec<String> {
        let wanted = fold_name(typed);
        let rank = |folded: &str| {
            if folded.starts_with(&wanted) {
                Some(0)
            } else if folded.split(' ').any(|word| word.starts_with(&wanted)) {
                Some(1)
            } else {
                None
            }
        };
        let mut found: Vec<(usize, &String)> =
            self.names.iter().filter_map(|(folded, name)| Some((rank(folded)?, name))).collect();
        found.sort();
        found.dedup();
        found.into_iter().take(OFFERED).map(|(_, name)| quoted(name)).collect()
    }
}

/// The name as one word of a command.
fn quoted(name: &str) -> String {
    shlex::try_quote(name).map_or_else(|_| name.to_owned(), |quoted| quoted.into_owned())
}

/// Where the last word of a line begins: after the last blank outside of quotation marks.
fn word_start(line: &str) -> usize {
    let mut start = 0;
    let mut mark = None;
    for (at, c) in line.char_indices() {
        match mark {
            Some(open) if open == c => mark = None,
            Some(_) => {}
            None if c.is_whitespace() => start = at + c.len_utf8(),
            // An apostrophe within a word opens nothing.
            None if (c == '\'' || c == '"') && at == start => mark = Some(c),
            None => {}
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let names = ["Dockers Union", "Dora Lind", "Harbour Levy", "O'Neil", "levy.txt"];
        let commands = [("show", vec!["--json", "--store"]), ("stats", vec!["--json"])];
        Vocabulary {
            commands: commands
                .into_iter()
                .map(|(name, flags)| (name.to_owned(), flags.into_iter().map(str::to_owned).collect()))
                .collect(),
            names: names.into_iter().map(|name| (fold_name(name), name.to_owned())).collect(),
        }
    }

    fn offered(line: &str) -> (usize, Vec<String>) {
        vocabulary().complete(line, line.len())
    }

    #[test]
    fn commands_flags_and_names() {
        assert_eq!(offered("st"), (0, vec!["stats".to_owned()]));
        assert_eq!(offered("show --j"), (5, vec!["--json".to_owned()]));
        assert_eq!(offered("show do"), (5, vec!["'Dockers Union'".to_owned(), "'Dora Lind'".to_owned()]));
        assert_eq!(offered("show 'dockers u"), (5, vec!["'Dockers Union'".to_owned()]));
        assert_eq!(
            offered("path 'Dora Lind' lev"),
            (17, vec!["levy.txt".to_owned(), "'Harbour Levy'".to_owned()])
        );
        // What is no command is a name to show.
        assert_eq!(offered("Dora"), (0, vec!["'Dora Lind'".to_owned()]));
        assert_eq!(offered("show o'n").1, ["\"O'Neil\""]);
        assert!(offered("show zebra").1.is_empty());
    }

    #[test]
    fn what_is_offered_is_one_word_again() {
        for (_, name) in vocabulary().names {
            assert_eq!(shlex::split(&quoted(&name)), Some(vec![name]));
        }
    }
}
