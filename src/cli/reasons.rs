//! Why a review is not signed off, as commands show it.

use serde::Serialize;

use super::Exit;
use crate::decision::{Demand, Reason, gate};
use crate::session::Session;

/// A reason as JSON.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ReasonJson {
    /// The item that blocks, or null.
    item: Option<String>,
    /// The role that has not approved, or null.
    role: Option<String>,
    /// The whole reason, as `signoff check` prints it.
    text: String,
}

/// Every reason, as far as the review itself tells; none means that it is signed off.
pub fn of(session: &Session) -> Vec<Reason> {
    gate::reasons(session.dossier(), session.now(), &Demand::default())
}

/// What the process says to its caller.
pub fn exit(reasons: &[Reason]) -> Exit {
    if reasons.is_empty() {
        Exit::Done
    } else {
        Exit::NotInState
    }
}

impl From<&Reason> for ReasonJson {
    fn from(reason: &Reason) -> Self {
        let (item, role) = match reason {
            Reason::Item(blocker) => (Some(blocker.item.clone()), None),
            Reason::Role(role, _) => (None, Some(role.to_string())),
            Reason::Review(_) => (None, None),
        };
        Self {
            item,
            role,
            text: reason.to_string(),
        }
    }
}
