//! What one question may use, and the count of what it does.
//!
//! A question is evaluated on one thread, and its meter stands in that thread: terms can then be counted wherever the
//! evaluator copies or drops them, at the price of an addition.

use super::answer::AnswerError;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What a question may use.
#[derive(Debug, Clone)]
pub struct Budget {
    /// How long it may take, from now to the last byte.
    pub limit: Duration,
    /// How much memory intermediate results may take, in bytes, as far as they can be counted: about twice as much is
    /// taken in the worst case, a third of it as a rule.
    pub memory: usize,
    /// How many rows or triples the answer may have.
    pub rows: usize,
    /// Set by whoever no longer wants the answer.
    pub stop: Arc<AtomicBool>,
}

impl Budget {
    /// So much time, a quarter of a gigabyte, a million rows.
    #[must_use]
    pub fn of(limit: Duration) -> Self {
        Self { limit, memory: 256 << 20, rows: 1_000_000, stop: Arc::new(AtomicBool::new(false)) }
    }
}

/// How many copies of terms between two looks at the clock.
const PATIENCE: u32 = 512;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static MOST: Cell<usize> = const { Cell::new(usize::MAX) };
    static WEIGHT: Cell<usize> = const { Cell::new(0) };
    static LEFT: Cell<u32> = const { Cell::new(PATIENCE) };
    static RULES: RefCell<Option<Rules>> = const { RefCell::new(None) };
}

struct Rules {
    end: Instant,
    budget: Budget,
}

/// Carried by the unwinding that ends an evaluation.
struct Stopped(AnswerError);

/// Runs `work` under `budget`. `variables` is how many variables its rows can have: the more, the more memory a row takes.
pub(super) fn metered<T>(
    budget: &Budget,
    variables: usize,
    work: impl FnOnce() -> Result<T, AnswerError>,
) -> Result<T, AnswerError> {
    HELD.set(0);
    MOST.set(budget.memory);
    // A slot for each variable stands in each row, bound or not; not every row is as wide as it can be.
    WEIGHT.set(16 + 8 * variables);
    LEFT.set(PATIENCE);
    let end = Instant::now() + budget.limit;
    RULES.with_borrow_mut(|rules| *rules = Some(Rules { end, budget: budget.clone() }));
    let done = catch_unwind(AssertUnwindSafe(work));
    MOST.set(usize::MAX);
    RULES.with_borrow_mut(|rules| *rules = None);
    match done {
        Ok(result) => result,
        Err(payload) => match payload.downcast::<Stopped>() {
            Ok(stopped) => Err(stopped.0),
            Err(payload) => resume_unwind(payload),
        },
    }
}

/// Counts one more term, and ends the evaluation where time or memory are used up.
pub(super) fn take() {
    let held = HELD.get().wrapping_add(WEIGHT.get());
    HELD.set(held);
    let left = LEFT.get().wrapping_sub(1);
    LEFT.set(left);
    // Memory only together with time: unwinding from a place where terms are made is sound, but it is done rarely.
    if left == 0 {
        LEFT.set(PATIENCE);
        if let Err(error) = look() {
            stop(error);
        }
    }
}

/// Ends the evaluation, wherever in it this is called.
pub(super) fn stop(error: AnswerError) -> ! {
    resume_unwind(Box::new(Stopped(error)))
}

/// Counts one term less.
pub(super) fn give() {
    HELD.set(HELD.get().wrapping_sub(WEIGHT.get()));
}

/// Counts `bytes` that stay until the evaluation ends.
pub(super) fn keep(bytes: usize) {
    HELD.set(HELD.get().wrapping_add(bytes));
}

/// Gives back `bytes` that were counted by [`keep`].
pub(super) fn release(bytes: usize) {
    HELD.set(HELD.get().wrapping_sub(bytes));
}

/// Whether the evaluation may go on.
pub(super) fn look() -> Result<(), AnswerError> {
    // Drops may outrun what was counted by a little; that is no memory.
    if HELD.get() > MOST.get() && HELD.get() < usize::MAX / 2 {
        return Err(AnswerError::TooMuchMemory { limit: MOST.get() });
    }
    RULES.with_borrow(|rules| match rules {
        Some(rules) if rules.budget.stop.load(Ordering::Relaxed) => Err(AnswerError::Stopped),
        Some(rules) if Instant::now() >= rules.end => {
            Err(AnswerError::TimedOut { limit: rules.budget.limit })
        }
        _ => Ok(()),
    })
}
