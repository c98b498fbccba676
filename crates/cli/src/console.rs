//! What is told on standard error: warnings, remarks, progress.

use crate::screen::Screen;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Standard error, and a count of what had to be skipped.
#[derive(Debug)]
pub(crate) struct Console {
    quiet: bool,
    terminal: bool,
    colour: bool,
    /// How output to people is shown.
    screen: Screen,
    skipped: AtomicUsize,
    /// The bar that is drawn, which makes room for what is told meanwhile.
    bar: Mutex<ProgressBar>,
    /// Hints that were given: once is enough.
    given: Mutex<BTreeSet<String>>,
}

impl Console {
    /// Standard error; where `quiet`, only errors are told.
    pub(crate) fn new(quiet: bool, screen: Screen) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let colour = screen.colour.paints(terminal);
        let bar = Mutex::new(ProgressBar::hidden());
        Self { quiet, terminal, colour, screen, skipped: AtomicUsize::new(0), bar, given: Mutex::default() }
    }

    /// How output to people is shown.
    pub(crate) fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Tells of a piece of input that is left out, and counts it.
    pub(crate) fn skip(&self, problem: impl Display) {
        self.skipped.fetch_add(1, Ordering::Relaxed);
        self.warn(problem);
    }

    /// How many pieces of input were left out.
    pub(crate) fn skipped(&self) -> usize {
        self.skipped.load(Ordering::Relaxed)
    }

    /// Tells of something that the reader should know before trusting the output.
    pub(crate) fn warn(&self, problem: impl Display) {
        if !self.quiet {
            self.labelled("warning", "33", &problem.to_string());
        }
    }

    /// Tells what was done.
    pub(crate) fn note(&self, remark: impl Display) {
        if !self.quiet {
            self.line(&remark.to_string());
        }
    }

    /// Tells what could be done next.
    pub(crate) fn hint(&self, advice: impl Display) {
        if !self.quiet {
            self.labelled("hint", "36", &advice.to_string());
        }
    }

    /// Something that tells remarks (and, where its first argument says so, warnings) from any thread.
    pub(crate) fn teller(&self) -> impl Fn(bool, &str) + Send + Sync + 'static {
        let quiet = self.quiet;
        move |warning, line| {
            if !quiet {
                let _ = writeln!(std::io::stderr(), "{}{line}", if warning { "warning: " } else { "" });
            }
        }
    }

    /// Tells why the program gives up; never silenced.
    pub(crate) fn error(&self, problem: impl Display) {
        self.labelled("error", "31", &problem.to_string());
    }

    /// A bar that counts to `length`, or a plain counter where the end is not known; nothing where nobody looks.
    pub(crate) fn progress(&self, length: Option<u64>, what: &'static str) -> ProgressBar {
        if self.quiet || !self.terminal {
            return ProgressBar::hidden();
        }
        let (bar, template) = match length {
            Some(length) => (ProgressBar::new(length), "{bar:30} {pos}/{len} {msg} {eta}"),
            None => (ProgressBar::new_spinner(), "{spinner} {pos} {msg} {elapsed}"),
        };
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let bar = bar.with_message(what);
        if let Ok(mut drawn) = self.bar.lock() {
            *drawn = bar.clone();
        }
        bar
    }

    /// `label: message`, the label coloured, and so the label of a `hint:` line in the message.
    fn labelled(&self, label: &str, colour: &str, message: &str) {
        let mut lines = message.lines();
        let mut text = format!("{} {}", self.painted(label, colour), lines.next().unwrap_or_default());
        for line in lines {
            match line.strip_prefix("hint: ") {
                Some(advice) if self.is_new(advice) => {
                    text.push_str(&format!("\n{} {advice}", self.painted("hint", "36")));
                }
                Some(_) => {}
                None => text.push_str(&format!("\n{line}")),
            }
        }
        self.line(&text);
    }

    fn is_new(&self, advice: &str) -> bool {
        self.given.lock().is_ok_and(|mut given| given.insert(advice.to_owned()))
    }

    fn painted(&self, label: &str, colour: &str) -> String {
        if self.colour { format!("\x1b[1;{colour}m{label}:\x1b[0m") } else { format!("{label}:") }
    }

    fn line(&self, text: &str) {
        let tell = || {
            // Where standard error is closed, there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "{text}");
        };
        match self.bar.lock() {
            Ok(bar) => bar.suspend(tell),
            Err(_) => tell(),
        }
    }
}
