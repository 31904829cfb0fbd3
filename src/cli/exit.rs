//! How the process ends.

use std::process::ExitCode;

use crate::decision::Verdict;
use crate::face::failure::{Class, Failure};

/// What the process says to its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, or the review is in the state asked for.
    Done = 0,
    /// It is not in the state asked for.
    NotInState = 1,
    /// Wrong usage, bad input, or the system said no.
    Wrong = 2,
}

impl From<&Verdict> for Exit {
    fn from(verdict: &Verdict) -> Self {
        if verdict.passes() {
            Self::Done
        } else {
            Self::NotInState
        }
    }
}

impl From<&Failure> for Exit {
    fn from(failure: &Failure) -> Self {
        match failure.kind {
            Class::NotInState => Self::NotInState,
            Class::Wrong => Self::Wrong,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
