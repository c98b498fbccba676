//! What is the same in every run: a TOML file with defaults for flags.
//!
//! ```toml
//! store = "press"          # --store of every command that has it
//! min-confidence = 0.6     # and so any other flag, by its name
//! color = "never"
//! pager = "less -R"        # "" for none
//!
//! [conflicts]              # of one command only
//! format = "jsonl"
//! ```
//! Settings become the defaults of flags, so what is given on the command line or in the environment wins. A general
//! setting holds for the commands whose flag takes its value.

use crate::failure::Failure;
use clap::Command;
use etcetera::BaseStrategy;
use standpoint_store::nearest;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// A value, and the line it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Setting {
    value: String,
    line: usize,
}

/// The settings of a file; without one, none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The file, for errors.
    path: PathBuf,
    general: BTreeMap<String, Setting>,
    /// By command.
    own: BTreeMap<String, (usize, BTreeMap<String, Setting>)>,
    /// Command line of the pager.
    pub(crate) pager: Option<String>,
}

/// Variable that names the file; empty for none.
const VARIABLE: &str = "STANDPOINT_CONFIG";

impl Settings {
    /// Reads the file that `$STANDPOINT_CONFIG` names, which must be there, else `standpoint/config.toml` in the
    /// folder that the platform keeps for settings, which need not.
    pub(crate) fn read() -> Result<Self, Failure> {
        let named = std::env::var_os(VARIABLE);
        let path = match &named {
            Some(path) if path.is_empty() => return Ok(Self::default()),
            Some(path) => PathBuf::from(path),
            None => match etcetera::choose_base_strategy() {
                Ok(folders) => folders.config_dir().join("standpoint").join("config.toml"),
                Err(_) => return Ok(Self::default()),
            },
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text, &path),
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            Err(source) => Err(Failure::Input { name: format!("{} (${VARIABLE})", path.display()), source }),
        }
    }

    fn parse(text: &str, path: &Path) -> Result<Self, Failure> {
        let line_of = |span: std::ops::Range<usize>| {
            text.get(..span.start).map_or(1, |before| 1 + before.matches('\n').count())
        };
        let wrong = |line: usize, problem: &str| told(path, line, problem);
        let table =
            DeTable::parse(text).map_err(|error| wrong(error.span().map_or(1, line_of), error.message()))?;
        let mut settings = Self { path: path.to_owned(), ..Self::default() };
        for (key, value) in table.get_ref() {
            let (name, at) = (key.get_ref().to_string(), line_of(key.span()));
            match value.get_ref() {
                DeValue::Table(own) => {
                    let mut of_command = BTreeMap::new();
                    for (key, value) in own {
                        let at = line_of(key.span());
                        let value = plain(value.get_ref()).ok_or_else(|| wrong(at, UNFIT))?;
                        of_command.insert(key.get_ref().to_string(), Setting { value, line: at });
                    }
                    settings.own.insert(name, (at, of_command));
                }
                other => {
                    let value = plain(other).ok_or_else(|| wrong(at, UNFIT))?;
                    if name == "pager" {
                        settings.pager = Some(value);
                    } else {
                        settings.general.insert(name, Setting { value, line: at });
                    }
                }
            }
        }
        Ok(settings)
    }

    /// The command line with these settings as defaults.
    pub(crate) fn apply(&self, mut cli: Command) -> Result<Command, Failure> {
        for (name, setting) in &self.general {
            cli = self.apply_general(cli, name, setting)?;
        }
        for (command, (line, own)) in &self.own {
            if cli.find_subcommand(command).is_none() {
                return Err(self.unknown(&cli, command, *line, "there is no such command"));
            }
            for (name, setting) in own {
                if !cli.find_subcommand(command).is_some_and(|known| has(known, name)) {
                    let problem = format!("{command} has no flag of this name");
                    return Err(self.unknown(&cli, name, setting.line, &problem));
                }
                if let Some(problem) =
                    cli.find_subcommand(command).and_then(|one| refused(one, name, &setting.value))
                {
                    return Err(told(&self.path, setting.line, &format!("{name}: {problem}")));
                }
                cli = cli.mut_subcommand(command, |known| set(known, name, setting));
            }
        }
        Ok(cli)
    }

    /// Sets a flag wherever its value fits; it must be somewhere.
    fn apply_general(&self, mut cli: Command, name: &str, setting: &Setting) -> Result<Command, Failure> {
        let mut problem = None;
        let mut set_somewhere = false;
        if has(&cli, name) {
            problem = refused(&cli, name, &setting.value);
            if problem.is_none() {
                set_somewhere = true;
                cli = set(cli, name, setting);
            }
        }
        let holders = cli.get_subcommands().filter(|command| has(command, name));
        let holders: Vec<String> = holders.map(|command| command.get_name().to_owned()).collect();
        for holder in holders {
            match cli.find_subcommand(&holder).and_then(|command| refused(command, name, &setting.value)) {
                Some(told) => problem = Some(told),
                None => {
                    set_somewhere = true;
                    cli = cli.mut_subcommand(holder, |command| set(command, name, setting));
                }
            }
        }
        match problem {
            _ if set_somewhere => Ok(cli),
            Some(problem) => Err(told(&self.path, setting.line, &format!("{name}: {problem}"))),
            None => Err(self.unknown(&cli, name, setting.line, "no command has a flag of this name")),
        }
    }

    fn unknown(&self, cli: &Command, name: &str, line: usize, problem: &str) -> Failure {
        let flags = cli.get_subcommands().flat_map(flags).chain(flags(cli)).chain(["pager".to_owned()]);
        let names: Vec<String> =
            flags.chain(cli.get_subcommands().map(|command| command.get_name().to_owned())).collect();
        let hint = nearest(name, names.iter().map(String::as_str)).map_or_else(
            || "settings go by the names of flags: --min-confidence is min-confidence".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        told(&self.path, line, &format!("{name:?}: {problem}\nhint: {hint}"))
    }
}

const UNFIT: &str = "a setting is a text, a number, true or false\nhint: write name = \"text\"";

fn told(path: &Path, line: usize, problem: &str) -> Failure {
    Failure::Usage(format!("{}, line {line}: {problem}", path.display()))
}

/// The value as it would be typed behind its flag.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// Names of the flags that can be set.
fn flags(command: &Command) -> Vec<String> {
    command.get_arguments().filter_map(|arg| arg.get_long()).map(str::to_owned).collect()
}

fn id(command: &Command, name: &str) -> Option<clap::Id> {
    let mut args = command.get_arguments();
    args.find(|arg| arg.get_long() == Some(name)).map(|arg| arg.get_id().clone())
}

fn has(command: &Command, name: &str) -> bool {
    id(command, name).is_some()
}

fn set(command: Command, name: &str, setting: &Setting) -> Command {
    match id(&command, name) {
        Some(id) => command.mut_arg(id, |arg| arg.default_value(setting.value.clone())),
        None => command,
    }
}

/// Why a flag of this command would refuse the value; none where it takes it or is not there.
fn refused(command: &Command, name: &str, value: &str) -> Option<String> {
    let arg = command.get_arguments().find(|arg| arg.get_long() == Some(name))?.clone();
    let probe = Command::new("probe").no_binary_name(true).arg(
        clap::Arg::new("value")
            .long("value")
            .value_parser(arg.get_value_parser().clone())
            .allow_hyphen_values(true),
    );
    let error = probe.try_get_matches_from(["--value", value]).err()?;
    let shown = error.to_string();
    let first = shown.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let rest: Vec<&str> = shown.lines().skip(1).take_while(|line| !line.is_empty()).map(str::trim).collect();
    Some([vec![first.as_str()], rest].concat().join(" ").replace(" for '--value <value>'", ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Arg;

    fn cli() -> Command {
        let store = || Arg::new("path").long("store").default_value("here");
        let show = Command::new("show")
            .arg(store())
            .arg(Arg::new("top").long("top").value_parser(clap::value_parser!(u16)));
        Command::new("program").subcommand(show).subcommand(Command::new("list").arg(store()))
    }

    fn settings(text: &str) -> Result<Command, Failure> {
        Settings::parse(text, Path::new("my.toml"))?.apply(cli())
    }

    fn problem(text: &str) -> String {
        settings(text).unwrap_err().to_string()
    }

    #[test]
    fn flags_win_over_commands_over_general_settings() {
        let cli = settings("store = \"all\"\npager = \"\"\n[list]\nstore = \"mine\"\n").unwrap();
        let store = |args: &[&str]| {
            let matches = cli.clone().get_matches_from(args);
            matches.subcommand().unwrap().1.get_one::<String>("path").unwrap().clone()
        };
        assert_eq!(store(&["program", "show"]), "all");
        assert_eq!(store(&["program", "list"]), "mine");
        assert_eq!(store(&["program", "list", "--store", "other"]), "other");
    }

    #[test]
    fn errors_name_file_and_line() {
        assert!(problem("\nstroe = \"x\"").starts_with("my.toml, line 2: \"stroe\""));
        assert!(problem("stroe = 1").contains("did you mean store?"));
        assert!(problem("[show]\n\ntop = \"many\"").starts_with("my.toml, line 3: top: "));
        assert!(problem("[lust]\nx = 1").starts_with("my.toml, line 1: \"lust\": there is no such command"));
        assert!(problem("store = \"x\"\nstore = ").starts_with("my.toml, line 2: "));
        assert!(problem("store = [1]").contains("a setting is a text"));
        assert!(problem("[list]\ntop = 5").contains("list has no flag of this name"));
    }
}
