//! The title, and whether the review is signed off, or why not.

use std::collections::HashMap;

use super::page::Page;
use super::signature::reason;
use super::writer::Span::{Copied, Own, Person, Strong, Text, Value};
use super::writer::{Block, Writer};
use crate::decision::{Blocker, Holding, Reason, Stage, Verdict, holding, statement, wording};
use crate::facts::ConditionFacts;
use crate::review::{Condition, Decision, Signoff, Standing};

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    write_refused(page, out);
    let verdict = page.facts.verdict();
    if verdict.passes() && verdict.stage == Stage::Complete {
        out.paragraph(&[
            Strong(&[Own("Complete.")]),
            Own(" Every item has an answer that holds; nobody was asked whether they approve."),
        ]);
    } else if verdict.passes() {
        out.within(Block::Paragraph, |out| {
            write_signed_off(&verdict, page, out);
        });
    } else {
        out.paragraph(&[
            Strong(&[Own("Decision: not signed off.")]),
            Own(" The reasons:"),
        ]);
        out.within(Block::List, |out| write_reasons(&verdict, out));
    }
    out.within(Block::Paragraph, |out| write_basis(page, out));
    if not_superseded(page).next().is_some() {
        out.paragraph(&[Own("What was decided last in each role:")]);
        out.within(Block::List, |out| {
            for holding in not_superseded(page).rev() {
                out.within(Block::Item, |out| write_holding(holding, page, out));
            }
        });
    }
}

/// What is not superseded: what was revoked is shown for good.
fn not_superseded<'p, 'd>(page: &'p Page<'d>) -> impl DoubleEndedIterator<Item = &'p Holding<'d>> {
    let all = page.holdings().iter();
    all.filter(|held| held.standing != Standing::Superseded)
}

/// Signatures that are not accepted: whatever the verdict, nobody may overlook them.
fn write_refused(page: &Page<'_>, out: &mut impl Writer) {
    let mut refused: Vec<_> = holding::counting(page.holdings())
        .filter_map(|held| Some((held.signoff, held.refusal()?)))
        .collect();
    refused.reverse();
    for (signoff, why) in refused {
        out.paragraph(&[
            Strong(&[Own("SIGNATURE REFUSED")]),
            Value(&format_args!(" ({} by ", wording::short(signoff))),
            Person(&signoff.by),
            Value(&format_args!(" on {}): ", page.dossier.day_of(signoff.at))),
            Text(&why),
            Own("."),
        ]);
    }
}

/// For which day all this is said, and how much is known of signatures.
fn write_basis(page: &Page<'_>, out: &mut impl Writer) {
    out.say(&[Value(&format_args!(
        "As of {} ({}).",
        page.today(),
        page.dossier.zone()
    ))]);
    let (question, policy) = (page.facts.question, page.dossier.policy());
    let asks = question.needs_proofs(policy);
    if !question.is_plain() {
        out.say(&[Own(" Asked for: "), Text(&question.to_string()), Own(".")]);
    }
    match page.verified {
        _ if page.holdings().is_empty() => {}
        _ if !page.dossier.review().has_signatures() => {
            out.say(&[Own(" Nothing in this review is cryptographically signed.")]);
        }
        Ok(found) => {
            out.say(&[Own(" Signatures were verified when this report was made")]);
            if let Some(against) = &found.against {
                out.say(&[
                    Own(", against the allowed signers "),
                    Copied(&against.allowed.name),
                ]);
            }
            let wants = question.wants_signatures(policy) || policy.needs_proofs();
            out.say(&[Own(if wants {
                "."
            } else {
                "; the policy asks for none, so the verdict does without those that are missing."
            })]);
        }
        Err(why) => {
            out.say(&[
                Own(" "),
                Strong(&[Own(if asks {
                    "Signatures were not verified, and they are asked for"
                } else {
                    "Signatures were not verified, and the verdict does not cover them"
                })]),
                Own(": "),
            ]);
            out.say(&reason(why));
            out.say(&[Own(".")]);
        }
    }
}

/// What was decided, and what is open all the same: nobody should have to scroll for it.
fn write_signed_off(verdict: &Verdict, page: &Page<'_>, out: &mut impl Writer) {
    let approvals = || verdict.approvals.iter().map(|nth| &page.holdings()[*nth]);
    let is_bare = approvals().all(|holding| holding.signoff.conditions.is_empty());
    let decision = if is_bare {
        Decision::Approved
    } else {
        Decision::ApprovedWithConditions
    };
    let conditions = approvals().map(|holding| page.facts.open_conditions(holding).count());
    let reservation = page.facts.reservation();
    let but = reservation.map_or_else(String::new, |but| format!("; {but}"));
    let decision = decision.label();
    out.say(&[Strong(&[Value(&format_args!(
        "Decision: signed off, {decision}{but}."
    ))])]);
    let tally = page.dossier.tally();
    let open: Vec<String> = [
        ("conditions", conditions.sum()),
        ("unmet", tally.unmet),
        ("partial", tally.partial),
        ("risks accepted", tally.risk_accepted),
    ]
    .into_iter()
    .filter(|(_, number)| *number > 0)
    .map(|(what, number)| format!("{what}: {number}"))
    .collect();
    if !open.is_empty() {
        let open = open.join(", ");
        out.say(&[Value(&format_args!(" Open all the same: {open}."))]);
    }
    if let Some(let_pass) = page.facts.let_pass() {
        out.say(&[Value(&format_args!(" Of these, {let_pass}."))]);
    }
    for note in &verdict.notes {
        out.say(&[Own(" "), Text(note), Own(".")]);
    }
    if let Some((day, item)) = page.facts.end(verdict) {
        out.say(&[Value(&format_args!(" Holds until {day} at most, when "))]);
        match item {
            Some(position) => out.say(&[Text(&page.dossier.name(position)), Own(" expires.")]),
            None => out.say(&[Own("a condition is due.")]),
        }
    }
}

/// Roles first, then what blocks, with the items of one fault on one line.
fn write_reasons(verdict: &Verdict, out: &mut impl Writer) {
    let Verdict {
        reasons, unknown, ..
    } = verdict;
    for one in reasons {
        match one {
            Reason::Item(_) => {}
            Reason::Rejected {
                role,
                by,
                on,
                refused,
            } => {
                let why = refused.as_deref().unwrap_or_default();
                let but = match refused {
                    Some(_) => ", with a signature that is refused: ",
                    None => "",
                };
                out.item(&[
                    Value(&format_args!("rejected as {role} by ")),
                    Person(by),
                    Value(&format_args!(" on {on}")),
                    Own(but),
                    Text(why),
                ]);
            }
            Reason::Role(_, text) | Reason::Review(text) => out.item(&[Text(text)]),
        }
    }
    if let Some(why) = unknown {
        out.item(&reason(why));
    }
    let mut faults: Vec<(&str, Vec<&Blocker>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for reason in reasons {
        let Reason::Item(blocker) = reason else {
            continue;
        };
        let place = *places.entry(&blocker.what).or_insert(faults.len());
        if place == faults.len() {
            faults.push((&blocker.what, Vec::new()));
        }
        faults[place].1.push(blocker);
    }
    for (what, blockers) in faults {
        if let [one] = blockers.as_slice() {
            out.item(&[Text(&one.item), Own(" "), Text(what)]);
        } else {
            out.within(Block::Item, |out| write_fault(what, &blockers, out));
        }
    }
}

fn write_fault(what: &str, blockers: &[&Blocker], out: &mut impl Writer) {
    let number = blockers.len();
    out.say(&[Own("each of "), Value(&number), Own(" items "), Text(what)]);
    for (nth, blocker) in blockers.iter().enumerate() {
        let before = if nth == 0 { " (" } else { ", " };
        out.say(&[Own(before), Text(&blocker.item)]);
    }
    out.say(&[Own(")")]);
}

fn write_holding<'d>(holding: &Holding<'d>, page: &Page<'d>, out: &mut impl Writer) {
    let Signoff { by, at, .. } = holding.signoff;
    out.say(&[
        Value(&format_args!("{} by ", wording::short(holding.signoff))),
        Person(by),
        Value(&format_args!(" on {}, ", page.dossier.day_of(*at))),
    ]);
    // Whatever was signed, it was not this.
    match statement::fault(holding.signoff, page.dossier) {
        Some(_) => out.say(&[Strong(&[Own("which is not what was stated")])]),
        None => page.signature(holding.signoff).write_short(out),
    }
    out.say(&[Own(": "), Strong(&[Value(&holding.standing)])]);
    if let Some(why) = &holding.why {
        out.say(&[Own(", "), Text(why)]);
    }
    if page.dossier.review().has_attested(by) {
        out.say(&[Own("; the same person attested items of this review")]);
    }
    write_conditions(holding, page, out);
}

/// The conditions of an approval, and which of them are met.
pub(super) fn write_conditions(holding: &Holding<'_>, page: &Page<'_>, out: &mut impl Writer) {
    let conditions = page.facts.conditions(holding);
    if !conditions.is_empty() {
        out.within(Block::List, |out| {
            for one in &conditions {
                out.within(Block::Item, |out| write_condition(one, out));
            }
        });
    }
}

fn write_condition(one: &ConditionFacts<'_>, out: &mut impl Writer) {
    let Condition { action, owner, due } = one.condition;
    out.say(&[Own("on condition: "), Text(action), Own(" (")]);
    out.say(&[Person(owner), Value(&format_args!(", by {due})"))]);
    if let Some(closed) = &one.closed {
        out.say(&[Own(", "), Strong(&[Own("closed")]), Own(" by ")]);
        out.say(&[Person(closed.by)]);
        if let Some(why) = &closed.why {
            out.say(&[Own(": "), Text(why)]);
        }
    }
}
