//! Slow work on a thread of its own: progress comes as messages, dropping the handle cancels it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use chrono::{DateTime, Utc};

use super::{EvidenceError, Root};
use crate::review::{Checks, Evidence};

/// What a job tells.
#[derive(Debug)]
pub enum News {
    /// Bytes read and bytes to read.
    Progress(u64, u64),
    /// A file became evidence, or not.
    Measured(Result<Evidence, EvidenceError>),
    /// A large evidence file of the review is being looked at: its path, bytes read and bytes to read.
    Looking(String, u64, u64),
    /// Evidence files of the review were looked at.
    Checked(Checks),
}

/// A running job; dropping it cancels the work.
#[derive(Debug)]
pub struct Job {
    cancelled: Arc<AtomicBool>,
}

impl Job {
    /// Reads one file into evidence.
    pub fn measure(
        root: Root,
        path: String,
        at: DateTime<Utc>,
        tell: impl Fn(News) + Send + 'static,
    ) -> Self {
        Self::start(move |cancelled| {
            let mut meter = meter(cancelled, |done, total| tell(News::Progress(done, total)));
            let result = root.measure(&path, at, &mut meter);
            tell(News::Measured(result));
        })
    }

    /// Looks at evidence files again.
    pub fn check(root: Root, paths: Vec<String>, tell: impl Fn(News) + Send + 'static) -> Self {
        Self::start(move |cancelled| {
            let mut checks = Checks::new();
            for path in paths {
                let mut looked = false;
                let mut meter = meter(cancelled, |done, total| {
                    // What is read at once needs no meter.
                    if done < total || looked {
                        looked = true;
                        tell(News::Looking(path.clone(), done, total));
                    }
                });
                let found = root.check_while(&path, &mut meter);
                drop(meter);
                let Some(found) = found.filter(|_| !cancelled.load(Ordering::Relaxed)) else {
                    return;
                };
                checks.insert(path, found);
            }
            tell(News::Checked(checks));
        })
    }

    fn start(work: impl FnOnce(&AtomicBool) + Send + 'static) -> Self {
        let cancelled = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&cancelled);
        thread::spawn(move || work(&flag));
        Self { cancelled }
    }
}

/// Tells of progress, in no more steps than a meter has use for; stops once the job is cancelled.
fn meter(
    cancelled: &AtomicBool,
    mut tell: impl FnMut(u64, u64),
) -> impl FnMut(u64, u64) -> ControlFlow<()> {
    let mut last = 0;
    move |done, total| {
        if done == total || done - last > total / 100 {
            last = done;
            tell(done, total);
        }
        if cancelled.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}
