//! What a command does to an item, whichever screen it is selected on.

use crate::face::command::Action;
use crate::text::number::count;
use crate::tui::layer::Context;
use crate::tui::step::{Goal, Step, Want};

/// Where to go on, for a list that is empty.
pub(super) fn left(context: &Context<'_>, more: &str) -> String {
    let items = match context.dossier.tally().not_reviewed {
        0 => {
            let key = context.keymap.key("go-signoff");
            return format!("Every item is attested; {key} goes to the sign-off.");
        }
        left => count(left, "item is", "items are"),
    };
    let key = context.keymap.key("go-walk");
    format!("{items} not reviewed yet; {key} goes on with the walk{more}.")
}

/// Nothing where it is another command.
pub(super) fn at(action: Action, position: usize, context: &Context<'_>) -> Option<Step> {
    let attest = |status, evidence| {
        Step::go(Goal::Attest {
            position,
            status,
            evidence,
        })
    };
    Some(match action {
        Action::Attest(status) => attest(Some(status), false),
        Action::Evidence => attest(None, true),
        Action::Remark(kind) => Step::go(Goal::Remark(kind, vec![position])),
        Action::Deed(act) => Step::go(Goal::Deed(act, vec![position])),
        Action::Answerer => Step::go(Goal::Answerer),
        Action::Browse => Step::go(Goal::Offers(Some(position))),
        Action::Copy => Step::want(Want::Copy(context.dossier.name(position))),
        _ => return None,
    })
}
