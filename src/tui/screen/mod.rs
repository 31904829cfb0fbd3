//! The screens, and which of them a command opens.

pub(super) mod attest;
mod changes;
mod declare;
mod evidence;
mod findings;
pub(super) mod home;
pub(super) mod new;
mod report;
pub(super) mod remark;
pub(super) mod revoke;
mod signoff;
mod signoffs;
mod stage;
pub(super) mod statement;
mod voices;
pub(super) mod walk;

use super::layer::{Context, Opening};
use super::step::{Go, Step, Want};
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
    (Action::Stage, stage::open),
];

/// What a command does to an item, whichever screen it is selected on.
fn at_item(action: Action, position: usize, context: &Context<'_>) -> Option<Step> {
    let attest = |status, evidence| {
        Step::go(Go::Attest {
            position,
            status,
            evidence,
        })
    };
    Some(match action {
        Action::Attest(status) => attest(Some(status), false),
        Action::Evidence => attest(None, true),
        Action::Remark(kind) => Step::go(Go::Remark(kind, vec![position])),
        Action::Deed(act) => Step::go(Go::Deed(act, vec![position])),
        Action::Answerer => Step::go(Go::Answerer),
        Action::Browse => Step::go(Go::Offers(position)),
        Action::Copy => Step::want(Want::Copy(context.desk.facts.dossier.name(position))),
        _ => return None,
    })
}
