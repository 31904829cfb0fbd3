//! What people said of an item beside its answer, for the screens that show it.

use crate::decision::Signed;
use crate::face::command::Action;
use crate::face::form::declare;
use crate::face::place::Place;
use crate::review::{DeedKind, Entry};
use crate::text::digest::Digest;
use crate::tui::layer::Context;
use crate::tui::widget::detail::Detail;

/// What of the sitting is not in the file: `Kim answers`, `2 to declare`.
pub(super) fn sitting(context: &Context<'_>) -> Vec<String> {
    let who = context
        .answerer
        .map(|who| format!("{} answers", who.name()));
    let said = declare::deeds(context.forms.get(declare::NAME)).len();
    let said = (said > 0).then(|| format!("{said} to declare"));
    who.into_iter().chain(said).collect()
}

/// What the person said of a record and did not declare yet.
pub(super) fn declared(
    is_it: impl Fn(Digest) -> bool,
    what: &str,
    context: &Context<'_>,
    detail: &mut Detail,
) {
    let keys = context.keymap.keys(Place::Everywhere, Action::GoDeclare);
    for deed in declare::deeds(context.forms.get(declare::NAME)) {
        if is_it(deed.to) {
            let (verb, keys) = (declare::verb(deed.act), keys.join(", "));
            let said = format!("{verb} {what}, not declared yet: {keys}");
            detail.styled("You", &said, context.theme.warn());
        }
    }
}

/// What is open, who stands behind the answer, and what the person said of it and did not declare yet.
pub(super) fn add(entry: &Entry<'_>, context: &Context<'_>, detail: &mut Detail) {
    let (facts, warn) = (&context.facts, context.theme.warn());
    let (remarks, before) = (facts.remarks_of(entry.position), detail.lines.len());
    for one in remarks.iter().filter(|one| one.open) {
        detail.styled("Open", &one.sentence(), warn);
    }
    let deeds = facts.deeds();
    if let Some(last) = entry.latest().filter(|_| !deeds.is_empty()) {
        let accepts = deeds.accepters(last).into_iter();
        let confirms = deeds.to(DeedKind::Confirms, last.digest(), Signed::No);
        let behind = accepts
            .map(|by| format!("{}, who accepts it", by.name()))
            .chain(confirms.map(|done| format!("{}, who confirms it", done.by.name())));
        for who in behind {
            detail.add("Backed by", &who);
        }
    }
    let digests = entry.latest().map(crate::review::Attestation::digest);
    let digests: Vec<_> = digests
        .into_iter()
        .chain(remarks.iter().map(|one| one.remark.digest()))
        .collect();
    declared(|to| digests.contains(&to), "it", context, detail);
    if detail.lines.len() > before {
        detail.gap();
    }
}
