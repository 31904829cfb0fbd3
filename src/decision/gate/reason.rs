//! Why a review is not signed off.

use std::fmt;

use chrono::NaiveDate;

use super::Clause;
use crate::policy::Role;
use crate::review::Person;

/// Something about an item that keeps the review from being approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// The item's position in the walk.
    pub position: usize,
    /// The item's name.
    pub item: String,
    /// What asks for it to be otherwise.
    pub clause: Clause,
    /// What is wrong with it.
    pub what: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    Item(Blocker),
    /// A role that the policy asks for has not approved, or not so that it counts; the text says more.
    Role(Role, String),
    /// Somebody said no.
    Rejected {
        /// In which function.
        role: Role,
        /// Who, as the record names them.
        by: Person,
        on: NaiveDate,
        /// Why the signature is not accepted: it may be somebody else's no. It closes the gate all the same.
        refused: Option<String>,
    },
    /// The review as a whole is not what was asked for.
    Review(String),
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.item, self.what)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(blocker) => blocker.fmt(f),
            Self::Rejected {
                role,
                by,
                on,
                refused,
            } => {
                write!(f, "rejected as {role} by {by} on {on}")?;
                match refused {
                    Some(why) => write!(f, ", with a signature that is refused: {why}"),
                    None => Ok(()),
                }
            }
            Self::Role(_, text) | Self::Review(text) => f.write_str(text),
        }
    }
}
