//! The screens, and which of them a command opens.

pub(super) mod attest;
mod changes;
mod declare;
mod evidence;
mod findings;
pub(super) mod home;
mod item;
pub(super) mod new;
pub(super) mod remark;
mod report;
pub(super) mod revoke;
mod session;
mod signoff;
mod signoffs;
mod slip;
mod stage;
pub(super) mod statement;
mod voices;
pub(super) mod vote;
pub(super) mod walk;

use super::layer::{Context, Opening};
use crate::face::command::Action;

type Open = fn(&Context<'_>) -> Opening;

/// The screens that stand above the walk, and the commands that open them.
pub(super) const SCREENS: &[(Action, Open)] = &[
    (Action::GoFindings, findings::open),
    (Action::GoEvidence, evidence::open),
    (Action::GoSignoff, signoff::open),
    (Action::GoSignoffs, signoffs::open),
    (Action::Changes, changes::open),
    (Action::GoReport, report::open),
    (Action::GoDeclare, declare::open),
    (Action::GoSession, session::open),
    (Action::Stage, stage::open),
];
