//! The index in memory: a snapshot, asked by one person who waits for the answer.

use crate::{Answer, AnswerError, Budget, Names, QueryError, Question, Snapshot, Store, StoreError};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What intermediate results may take, in bytes, before the machine of the one who asks is brought down.
const MEMORY: usize = 4 << 30;
/// Stands for no limit: longer than anybody waits.
const FOREVER: Duration = Duration::from_secs(365 * 86_400);
/// Enough for any question that [`Question::parse`] lets pass.
const STACK: usize = 64 << 20;

/// The filled index, and the names in it.
#[derive(Debug)]
pub(crate) struct Index(Snapshot);

impl Index {
    /// Fills an index with all that the store holds.
    pub(crate) fn of(store: &Store) -> Result<Self, StoreError> {
        store.snapshot().map(Self)
    }

    pub(crate) fn names(&self) -> &Names {
        self.0.names()
    }

    /// Number of quads.
    #[expect(clippy::unnecessary_wraps, reason = "on disk, this can fail")]
    pub(crate) fn len(&self) -> Result<usize, StoreError> {
        Ok(self.0.len())
    }

    /// Answers a query.
    pub(crate) fn answer(&self, sparql: &str, limit: Option<Duration>) -> Result<Answer, StoreError> {
        let budget = Budget {
            limit: limit.unwrap_or(FOREVER),
            memory: MEMORY,
            rows: usize::MAX,
            stop: Arc::new(AtomicBool::new(false)),
        };
        let ask = || -> Result<Answer, StoreError> {
            let question = Question::parse(sparql, &[], &[])?;
            Ok(self.0.first(&question, &budget, usize::MAX).map_err(told)?.0)
        };
        std::thread::scope(|scope| {
            let asking = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, ask);
            let asking = asking.map_err(crate::index::failed)?;
            asking.join().unwrap_or_else(|_| Err(StoreError::Index("the evaluation broke off".to_owned())))
        })
    }
}

fn told(error: AnswerError) -> StoreError {
    match error {
        AnswerError::TimedOut { limit } => StoreError::TimedOut { limit },
        AnswerError::Query(error) => error.into(),
        other => {
            let text = other.to_string();
            let (message, hint) = text.split_once("\nhint: ").unwrap_or((&text, ""));
            QueryError::plain(message, (!hint.is_empty()).then(|| hint.to_owned())).into()
        }
    }
}
