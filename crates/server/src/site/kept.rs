//! Pages that were made, kept within bounds.

use standpoint_pages::Route;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How many bytes are kept.
const MOST: usize = 32 << 20;

/// Pages by their address. When there is no room for another, all are let go: those that matter are soon made again.
#[derive(Debug, Default)]
pub(super) struct Kept {
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    pages: BTreeMap<Route, String>,
    bytes: usize,
}

impl Kept {
    /// The page at this address, if it is there.
    pub(super) fn get(&self, route: &Route) -> Option<String> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).pages.get(route).cloned()
    }

    /// Keeps a page, unless it is larger than a quarter of all that is kept.
    pub(super) fn put(&self, route: Route, page: &str) {
        if page.len() > MOST / 4 {
            return;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.bytes + page.len() > MOST {
            *held = Held::default();
        }
        held.bytes += page.len();
        if let Some(before) = held.pages.insert(route, page.to_owned()) {
            held.bytes -= before.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_stays_within_bounds() {
        let kept = Kept::default();
        let large = "x".repeat(MOST / 5);
        for number in 1..=20 {
            kept.put(Route::Topics(number), &large);
            kept.put(Route::Topics(number), &large);
            assert_eq!(kept.get(&Route::Topics(number)).map(|page| page.len()), Some(large.len()));
            let held = kept.held.lock().unwrap();
            assert_eq!(held.bytes, held.pages.values().map(String::len).sum::<usize>());
            assert!(held.bytes <= MOST, "{}", held.bytes);
        }
        kept.put(Route::Front, &"x".repeat(MOST / 2));
        assert_eq!(kept.get(&Route::Front), None);
    }
}
