//! The command line.

use crate::input::Failure;
use standpoint_eval::{Floor, FloorError, Resampling};
use std::path::PathBuf;

/// Scores what standpoint finds against what a careful reader found.
///
/// GOLD holds one JSON object a line (see seeds/README.md). Documents are read and their statements extracted as
/// `standpoint extract` does it; those that gold has no rows of are left out.
#[derive(Debug, clap::Parser)]
#[command(
    name = "standpoint-eval",
    version,
    arg_required_else_help = true,
    after_help = "Examples:\n  standpoint-eval seeds/gold.jsonl --documents seeds/0*.md --errors\n  \
                  standpoint-eval seeds/gold.jsonl --documents seeds/0*.md --conflicts seeds/gold_conflicts.jsonl\n  \
                  standpoint-eval gold.jsonl --predicted rows.jsonl --min-confidence 0.7 --json\n  \
                  standpoint-eval gold.jsonl --documents articles/ --fail-below relation=0.6,stance=0.25\n\n\
                  Exit status: 0 done; 1 a floor was not reached, or some input was left out; 2 wrong usage or \
                  unreadable input."
)]
pub(crate) struct Args {
    /// Statements that a reader found.
    #[arg(value_name = "GOLD", required_unless_present = "conflicts")]
    pub(crate) gold: Option<PathBuf>,
    /// Files and folders of documents: text, HTML, Markdown, JSON Lines.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) documents: Vec<PathBuf>,
    /// `jsonl`: all documents are JSON Lines, and each is read for itself; otherwise names that several documents use
    /// for one thing are united.
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Auto)]
    pub(crate) input: Form,
    /// Score these rows (JSON Lines) instead of extracting; documents, where given, only lend their texts.
    #[arg(long, value_name = "ROWS")]
    pub(crate) predicted: Option<PathBuf>,
    /// Score conflicts, too, against those that a reader found.
    #[arg(long, value_name = "GOLD")]
    pub(crate) conflicts: Option<PathBuf>,
    /// Score these conflicts (JSON Lines) instead of those among the statements.
    #[arg(long, value_name = "ROWS", requires = "conflicts")]
    pub(crate) predicted_conflicts: Option<PathBuf>,
    /// Statements less sure than this do not count (0 to 1); for calibration they do.
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    pub(crate) min_confidence: f64,
    /// List what was missed and what is wrong, with its words and what came nearest.
    #[arg(long, conflicts_with = "json")]
    pub(crate) errors: bool,
    /// One JSON object instead of tables.
    #[arg(long)]
    pub(crate) json: bool,
    /// End with status 1 where an F1 is lower: relation=0.6,stance=0.25,claim=0.69,conflict=0.05; also `all` and every
    /// predicate.
    #[arg(long, value_name = "FLOORS", value_parser = floors)]
    pub(crate) fail_below: Option<Floors>,
    /// Resamples of the documents from which intervals are read.
    #[arg(long, value_name = "N", default_value_t = Resampling::default().times)]
    pub(crate) resamples: usize,
    /// What chance begins with.
    #[arg(long, value_name = "N", default_value_t = Resampling::default().seed)]
    pub(crate) seed: u64,
}

/// What documents are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// By the ending of each name, and by content.
    Auto,
    /// JSON Lines, whatever the names.
    Jsonl,
}

/// Floors as given.
#[derive(Debug, Clone)]
pub(crate) struct Floors(Vec<Floor>);

fn floors(text: &str) -> Result<Floors, FloorError> {
    standpoint_eval::floors(text).map(Floors)
}

impl Args {
    /// What the parser cannot see.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let usage = |text: &str| Err(Failure::Usage(text.to_owned()));
        if !(0.0..=1.0).contains(&self.min_confidence) {
            return usage("--min-confidence must lie between 0 and 1");
        }
        let rows = self.predicted.is_some() || !self.documents.is_empty();
        if !rows && (self.gold.is_some() || self.predicted_conflicts.is_none()) {
            return usage("nothing to score\nhint: give --documents, or rows with --predicted");
        }
        Ok(())
    }

    /// The floors, where there are any.
    pub(crate) fn floors(&self) -> Vec<Floor> {
        self.fail_below.as_ref().map(|floors| floors.0.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_go_together() {
        Args::command().debug_assert();
    }
}
