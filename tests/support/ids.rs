//! Ids that are the same in every run of a test.

use std::cell::Cell;

thread_local!(static COUNT: Cell<u64> = const { Cell::new(0) });

/// Counts from 1 again: a thread may run one test after the other.
pub fn begin() {
    COUNT.set(0);
}

pub fn next() -> String {
    COUNT.set(COUNT.get() + 1);
    format!("00000000-0000-4000-8000-{:012}", COUNT.get())
}
