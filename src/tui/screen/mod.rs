//! The screens, and which of them a command opens.

pub mod attest;
mod evidence;
mod findings;
pub mod home;
pub mod new;
mod report;
pub mod revoke;
mod signoff;
mod signoffs;
pub mod statement;
pub mod walk;

use super::layer::{Context, Opening};
use crate::face::command::Action;

type Open = fn(&Context<'_>) -> Opening;

/// The screens that stand above the walk, and the commands that open them.
pub const SCREENS: &[(Action, Open)] = &[
    (Action::GoFindings, findings::open),
    (Action::GoEvidence, evidence::open),
    (Action::GoSignoff, signoff::open),
    (Action::GoSignoffs, signoffs::open),
    (Action::Changes, signoffs::open_changes),
    (Action::GoReport, report::open),
];
