//! How the process ends.

use std::process::ExitCode;

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

impl Exit {
    /// Whether something is as it was asked to be.
    pub(super) fn whether(is_so: bool) -> Self {
        if is_so { Self::Done } else { Self::NotInState }
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
