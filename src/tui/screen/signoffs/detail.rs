//! Everything about a sign-off, a revocation or a seal, line by line.

use ratatui::style::Style;
use ratatui::text::Line;

use super::row::Topic;
use crate::decision::Grade;
use crate::decision::since::{Changed, How};
use crate::decision::{Signed, Since, revocation, wording};
use crate::facts::ProofFacts;
use crate::policy::day;
use crate::review::{SealState, Signable, Standing};
use crate::text::number::count;
use crate::text::visible;
use crate::tui::layer::Context;
use crate::tui::screen::voices;
use crate::tui::theme::Theme;
use crate::tui::widget::detail::Detail;
use crate::tui::widget::pane;

/// What stands above the changes; the last line says how many they are.
pub(super) fn head(
    of: Topic,
    since: Option<&Since>,
    fault: Option<&str>,
    width: usize,
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let mut lines = Detail::new(width, context.theme);
    let review = context.dossier.review();
    match of {
        Topic::Signoff(nth) => signoff(nth, since, context, &mut lines),
        Topic::Revocation(nth, of) => {
            let one = &review.revocations[nth];
            revocation(nth, of, fault, context, &mut lines);
            voices::declared(|to| to == one.digest(), "it", context, &mut lines);
        }
        Topic::Seal(nth) => {
            let seal = &review.seals[nth];
            lines.add("By", seal.by.as_str());
            lines.add("At", &lines.theme().moment(seal.at));
            lines.add("Reason", &seal.reason);
            let holds = review.seal().is_some_and(|last| last.id == seal.id);
            let now = match (seal.state, holds) {
                (SealState::Sealed, true) => {
                    let key = context.keymap.key("unseal");
                    &format!("in force: answers are refused until {key} opens the review again")
                }
                (SealState::Sealed, false) => "opened again since",
                (SealState::Unsealed, _) => "answers could be changed from here on",
            };
            let style = if holds {
                context.theme.warn()
            } else {
                Style::new()
            };
            lines.styled("Now", now, style);
            let unsigned = "A seal is not signed: whoever can write the file can open it.";
            lines.styled("", unsigned, context.theme.dim());
        }
    }
    lines.lines
}

fn signoff(nth: usize, since: Option<&Since>, context: &Context<'_>, lines: &mut Detail) {
    let signoff = &context.dossier.review().signoffs[nth];
    let plain = Style::new();
    lines.add("By", signoff.by.as_str());
    lines.add("At", &lines.theme().moment(signoff.at));
    let held = context.facts.signoffs().swap_remove(nth);
    let why = held.why.as_ref();
    let why = why.map_or_else(String::new, |why| format!(": {why}"));
    let grade = match held.standing {
        Standing::Current => Grade::Good,
        Standing::Revoked => Grade::Bad,
        Standing::Expired | Standing::Stale | Standing::Superseded | Standing::Undecided => {
            Grade::Lapsed
        }
    };
    lines.graded("Standing", grade, &format!("{}{why}", held.standing));
    signature(signoff, context, lines);
    for (at, one) in context.facts.conditions(&held).iter().enumerate() {
        let is_over = day::is_over(one.condition.due, context.facts.today());
        let (now, style) = match one.closed {
            Some(_) => ("", lines.theme().dim()),
            None if is_over => (", which is over", lines.theme().bad()),
            None => ("", plain),
        };
        let text = format!("{}{now}", one.sentence());
        lines.styled("Condition", &text, style);
        let is_it = |to| to == signoff.condition(at);
        voices::declared(is_it, "this condition", context, lines);
    }
    voices::declared(|to| to == signoff.digest(), "it", context, lines);
    changed(since, context.keymap.key("open-change"), lines);
}

/// How much changed since, and the key that goes there.
fn changed(since: Option<&Since>, key: &str, lines: &mut Detail) {
    let warn = lines.theme().warn();
    let Some(since) = since else {
        return lines.styled("Changed", "nothing since", lines.theme().dim());
    };
    for list in &since.checklists {
        lines.styled("Changed", &format!("the text of {list}"), warn);
    }
    match since.items.len() {
        0 if since.checklists.is_empty() => lines.styled("Changed", &since.to_string(), warn),
        0 => {}
        all => {
            let (items, one) = (
                count(all, "item", "items"),
                if all == 1 { "it" } else { "one" },
            );
            let items = format!("{items} since; {key} goes to {one}");
            lines.styled("Changed", &items, warn);
        }
    }
}

fn revocation(
    nth: usize,
    of: Option<usize>,
    fault: Option<&str>,
    context: &Context<'_>,
    lines: &mut Detail,
) {
    let review = context.dossier.review();
    let revocation = &review.revocations[nth];
    let of = of.map(|nth| &review.signoffs[nth]);
    let what = match of {
        Some(one) => format!("{}, {}", wording::full(one), lines.theme().moment(one.at)),
        None => format!("sign-off {}", lines.theme().digest(&revocation.signoff)),
    };
    lines.add("Of", &what);
    lines.add("By", revocation.by.as_str());
    lines.add("At", &lines.theme().moment(revocation.at));
    lines.add("Reason", &revocation.reason);
    if let Some(fault) = fault {
        lines.graded("Record", Grade::Bad, fault);
    }
    let idle = |one| revocation::idle(one, context.dossier, context.facts.proofs);
    if let Some(idle) = of.and_then(idle) {
        lines.graded("Effect", Grade::Bad, &idle);
    }
    signature(revocation, context, lines);
}

/// Who signed, or why that is not known.
fn signature(record: &dyn Signable, context: &Context<'_>, lines: &mut Detail) {
    const LABEL: &str = "Signature";
    let proof = ProofFacts::of(
        record,
        context.facts.proofs.of(record),
        context.dossier.zone(),
    );
    let why = proof.why.unwrap_or_default();
    let (grade, text) = match proof.state {
        _ if record.strike().is_some() => (Grade::Bad, format!("proves nothing, {why}")),
        Signed::Yes => {
            let by = proof.principal.unwrap_or_default();
            (Grade::Good, format!("signed by {by}"))
        }
        Signed::Refused => (Grade::Bad, format!("refused: {why}")),
        Signed::Unverified => (Grade::Weak, format!("not verified: {why}")),
        Signed::No => {
            let not = wording::NOT_SIGNED;
            let text = format!("{not}; whoever can write the file can record this");
            (Grade::Weak, text)
        }
    };
    lines.graded(LABEL, grade, &text);
    let Some(signer) = proof.signer else { return };
    lines.add("Key", &format!("{} {}", signer.kind, signer.fingerprint));
    if let Some(vouched) = signer.vouched() {
        lines.add("Vouched", &vouched);
    }
    if let Some(presence) = signer.presence() {
        lines.add("Presence", presence);
    }
    if let Some(warning) = &signer.warning {
        lines.graded("Warning", Grade::Weak, warning);
    }
}

/// The statement, byte for byte but for line breaks where it is wider than the pane.
pub(super) fn statement(of: Topic, context: &Context<'_>, width: usize) -> Vec<String> {
    let review = context.dossier.review();
    let said = match of {
        Topic::Signoff(nth) => &review.signoffs[nth].statement,
        Topic::Revocation(nth, _) => &review.revocations[nth].statement,
        Topic::Seal(_) => return Vec::new(),
    };
    let mut lines = vec![String::new(), "Statement, byte for byte".to_owned()];
    let said = visible::exact(said);
    lines.extend(pane::wrap(said.trim_end_matches('\n'), width));
    lines
}

/// A changed item: its name, what is said of it now, and how it changed.
pub(super) fn change(
    changed: &Changed,
    context: &Context<'_>,
    width: usize,
    theme: Theme,
) -> String {
    let how = match changed.how {
        How::Attested => "attested",
        How::Withdrawn => "taken back",
        How::Text => "text",
    };
    let entry = changed
        .position
        .map(|position| context.dossier.entry(position));
    let (status, title) = match entry {
        Some(entry) => {
            let (status, _) = theme.status_word(entry.outcome.said);
            (status, entry.item.title.as_str())
        }
        None => ("not asked any more".to_owned(), ""),
    };
    let cell = |text: &str, width| pane::cell(text, width, theme);
    let name = cell(&changed.item, pane::columns(&changed.item).clamp(7, 16));
    let (status, how) = (cell(&status, 15), cell(how, 10));
    cell(&format!("{name} {status} {how} {title}"), width)
}
