//! Who may work when: so many queries at once, and long ones never all of them.
//!
//! A query starts in the fast lane. After a second it moves to the slow lane; where that is full, it is stopped with a
//! request to come again. So however many endless queries there are, the fast lane is free within a second.

use crate::problem::Problem;
use axum::http::{StatusCode, header};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a query may be in the fast lane.
const SHORT: Duration = Duration::from_secs(1);

/// The two lanes, and the queue before them.
#[derive(Debug)]
pub(crate) struct Lanes {
    fast: Arc<Semaphore>,
    slow: Arc<Semaphore>,
    waiting: AtomicUsize,
    room: usize,
    turn: Duration,
}

/// The right to work; given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Pass {
    held: Arc<Mutex<Option<OwnedSemaphorePermit>>>,
    mover: tokio::task::JoinHandle<()>,
}

impl Lanes {
    /// `fast` queries at once, and half as many more that take long; up to `room` wait up to `turn` for theirs.
    pub(crate) fn new(fast: usize, room: usize, turn: Duration) -> Self {
        let fast = fast.max(1);
        Self {
            fast: Arc::new(Semaphore::new(fast)),
            slow: Arc::new(Semaphore::new(fast.div_ceil(2))),
            waiting: AtomicUsize::new(0),
            room,
            turn,
        }
    }

    /// Waits for a turn. `stop` is set where the work takes long and the slow lane is full.
    pub(crate) async fn enter(&self, stop: Arc<AtomicBool>) -> Result<Pass, Problem> {
        let waiting = Waiting::one_more(&self.waiting);
        if waiting.number > self.room {
            return Err(busy("too many requests are waiting"));
        }
        let permit = tokio::time::timeout(self.turn, Arc::clone(&self.fast).acquire_owned()).await;
        drop(waiting);
        let permit = match permit {
            Ok(Ok(permit)) => permit,
            Ok(Err(_)) => return Err(busy("the server is shutting down")),
            Err(_) => return Err(busy("the server is busy")),
        };
        let held = Arc::new(Mutex::new(Some(permit)));
        let (slow, pass) = (Arc::clone(&self.slow), Arc::downgrade(&held));
        let mover = tokio::spawn(async move {
            tokio::time::sleep(SHORT).await;
            let Some(pass) = pass.upgrade() else { return };
            match slow.try_acquire_owned() {
                // Dropping the old permit frees the fast lane.
                Ok(permit) => *pass.lock().unwrap_or_else(PoisonError::into_inner) = Some(permit),
                Err(_) => stop.store(true, Ordering::Relaxed),
            }
        });
        Ok(Pass { held, mover })
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        self.mover.abort();
        self.held.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// One who waits; counted out again also where the request is given up meanwhile.
struct Waiting<'a> {
    count: &'a AtomicUsize,
    number: usize,
}

impl<'a> Waiting<'a> {
    fn one_more(count: &'a AtomicUsize) -> Self {
        Self { count, number: count.fetch_add(1, Ordering::Relaxed) + 1 }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::Relaxed);
    }
}

fn busy(why: &str) -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, why)
        .hint("ask again in a few seconds")
        .with(header::RETRY_AFTER, "5")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag() -> Arc<AtomicBool> {
        Arc::new(AtomicBool::new(false))
    }

    #[tokio::test(start_paused = true)]
    async fn long_work_leaves_the_fast_lane_and_the_surplus_is_stopped() {
        let lanes = Lanes::new(2, 10, Duration::from_secs(60));
        let flags = [flag(), flag()];
        let first = lanes.enter(Arc::clone(&flags[0])).await.unwrap();
        let _second = lanes.enter(Arc::clone(&flags[1])).await.unwrap();
        // One of the two moves after a second; the third gets its place, while the other is told to stop.
        let _third = lanes.enter(flag()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
        let stopped = flags.iter().filter(|flag| flag.load(Ordering::Relaxed)).count();
        assert_eq!(stopped, 1);
        drop(first);
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_too_long_or_finds_no_room_is_told_when_to_come_again() {
        let lanes = Lanes::new(1, 1, Duration::from_millis(500));
        let _working = lanes.enter(flag()).await.unwrap();
        let (one, other) = tokio::join!(lanes.enter(flag()), lanes.enter(flag()));
        let refused: Vec<Problem> = [one, other].into_iter().filter_map(Result::err).collect();
        assert_eq!(refused.len(), 2);
        for problem in refused {
            assert_eq!(problem.status, StatusCode::SERVICE_UNAVAILABLE);
            assert!(problem.headers.iter().any(|(name, _)| name == header::RETRY_AFTER));
        }
        assert_eq!(lanes.waiting.load(Ordering::Relaxed), 0);
    }
}
