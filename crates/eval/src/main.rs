//! `standpoint-eval`: words on a command line to scores.

mod args;
mod input;

use args::Args;
use clap::Parser;
use input::{Failure, Input};
use standpoint_eval::{
    ConflictScore, Gold, GoldConflict, PredictedConflict, Report, Resampling, Row, StatementScore,
    score_conflicts, score_statements, write_conflict_errors, write_errors,
};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // Who closes the pipe (`| head`) has seen enough.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            input::tell("error", &failure.to_string());
            ExitCode::from(2)
        }
    }
}

/// Scores and tells; whether nothing was left out and every floor was reached.
fn run(args: &Args) -> Result<bool, Failure> {
    args.check()?;
    let gold: Vec<Gold> = args.gold.as_deref().map(input::rows).transpose()?.unwrap_or_default();
    let gold_conflicts: Vec<GoldConflict> =
        args.conflicts.as_deref().map(input::rows).transpose()?.unwrap_or_default();
    let input = Input::read(args, &gold, &gold_conflicts)?;
    let (rows, conflicts): (Vec<Row>, Vec<PredictedConflict>) = (input.rows(args)?, input.conflicts(args)?);

    let statements: Option<StatementScore<'_>> =
        args.gold.as_ref().map(|_| score_statements(&gold, &rows, args.min_confidence));
    let conflicts: Option<ConflictScore<'_>> =
        args.conflicts.as_ref().map(|_| score_conflicts(&gold_conflicts, &conflicts));
    let report = Report {
        statements: statements.as_ref(),
        conflicts: conflicts.as_ref(),
        resampling: Resampling { times: args.resamples, seed: args.seed },
    };
    let mut told = if args.json { format!("{:#}\n", report.json()) } else { report.text() };
    if args.errors {
        if let Some(score) = &statements {
            write_errors(score, &input.texts(&gold), &mut told);
        }
        if let Some(score) = &conflicts {
            told.push('\n');
            write_conflict_errors(score, &mut told);
        }
    }
    std::io::stdout().lock().write_all(told.as_bytes()).map_err(Failure::Output)?;

    let below = report.below(&args.floors());
    for complaint in &below {
        input::tell("error", complaint);
    }
    Ok(below.is_empty() && input.is_whole())
}
