//! The title, whether the review is signed off, and what stands in the way.

use std::collections::HashMap;
use std::fmt::{self, Write};

use super::page::Page;
use super::signature::{Short, State, Why};
use crate::decision::{Blocker, Holding, Reason, Verdict, statement, wording};
use crate::report::escape::{Code, Line, Who};
use crate::review::{Decision, Signoff, Standing};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    writeln!(
        out,
        "# Review report: {}\n",
        Line(&page.dossier.review().subject.title)
    )?;
    write_refused(out, page)?;
    let Verdict {
        reasons, unknown, ..
    } = page.facts.verdict();
    if reasons.is_empty() && unknown.is_none() {
        write_signed_off(out, page)?;
    } else {
        out.push_str("**Decision: not signed off.** What stands in the way:\n\n");
        write_reasons(out, &reasons, unknown.as_deref())?;
    }
    write_basis(out, page)?;
    if not_superseded(page).next().is_some() {
        out.push_str("What was decided last in each role:\n\n");
        for (nth, holding) in not_superseded(page).rev() {
            write_holding(out, holding, nth, page)?;
        }
        out.push('\n');
    }
    Ok(())
}

/// What is not superseded, each with its place in the file: what was revoked is shown for good.
fn not_superseded<'p>(
    page: &'p Page<'_>,
) -> impl DoubleEndedIterator<Item = (usize, &'p Holding<'p>)> {
    page.holdings
        .iter()
        .enumerate()
        .filter(|(_, held)| held.standing != Standing::Superseded)
}

/// Signatures that are not accepted: whatever the verdict, nobody may overlook them.
fn write_refused(out: &mut String, page: &Page<'_>) -> fmt::Result {
    for (nth, Holding { signoff, .. }) in not_superseded(page).rev() {
        if let State::Refused(why, _) = page.signature(nth).state {
            let what = statement::short(signoff);
            let (by, on) = (Who(&signoff.by), signoff.at.date_naive());
            writeln!(
                out,
                "**SIGNATURE REFUSED** ({what} by {by} on {on}): {}.\n",
                Line(why)
            )?;
        }
    }
    Ok(())
}

/// For which day all this is said, and how much is known of signatures.
fn write_basis(out: &mut String, page: &Page<'_>) -> fmt::Result {
    write!(out, "As of {} (UTC).", page.today())?;
    let (question, policy) = (page.facts.question, page.dossier.policy());
    let asks = question.needs_proofs(&policy);
    let wants = question.wants_signatures(&policy) || policy.needs_proofs();
    if !question.is_plain() {
        write!(out, " Asked for: {}.", Line(&question.to_string()))?;
    }
    match page.verified {
        _ if page.holdings.is_empty() => {}
        _ if !page.dossier.review().has_signatures() => {
            out.push_str(" Nothing in this review is cryptographically signed.");
        }
        Ok(found) => {
            out.push_str(" Signatures were verified when this report was made");
            if let Some(against) = &found.against {
                write!(
                    out,
                    ", against the allowed signers {}",
                    Code(&against.allowed.name)
                )?;
            }
            out.push_str(if wants {
                "."
            } else {
                "; the policy asks for none, so the verdict does without those that are missing."
            });
        }
        Err(why) => {
            let verdict = if asks {
                "they are asked for"
            } else {
                "the verdict does not cover them"
            };
            write!(
                out,
                " **Signatures were not verified, and {verdict}**: {}.",
                Why(why)
            )?;
        }
    }
    out.push_str("\n\n");
    Ok(())
}

/// What was decided, and what is open all the same: nobody should have to scroll for it.
fn write_signed_off(out: &mut String, page: &Page<'_>) -> fmt::Result {
    let current = || {
        page.holdings
            .iter()
            .filter(|holding| holding.standing == Standing::Current)
    };
    let conditions: usize = current()
        .map(|holding| holding.signoff.conditions.len())
        .sum();
    let decision = if conditions == 0 {
        Decision::Approved
    } else {
        Decision::ApprovedWithConditions
    };
    let tally = page.dossier.tally();
    let mut open: Vec<String> = Vec::new();
    for (number, what) in [
        (conditions, "conditions"),
        (tally.unmet, "unmet"),
        (tally.partial, "partial"),
        (tally.risk_accepted, "risks accepted"),
    ] {
        if number > 0 {
            open.push(format!("{what}: {number}"));
        }
    }
    let refused = |(nth, _)| matches!(page.signature(nth).state, State::Refused(..));
    let but = if not_superseded(page).any(refused) {
        "; a signature is refused"
    } else if page.dossier.review().has_signatures() && page.verified.is_err() {
        "; signatures not verified"
    } else {
        ""
    };
    write!(out, "**Decision: signed off, {}{but}.**", decision.label())?;
    if !open.is_empty() {
        write!(out, " Open all the same: {}.", open.join(", "))?;
    }
    let answers = page.entries.iter().filter_map(|entry| {
        Some((
            entry.expires()?,
            format!("{} expires", Line(&page.dossier.name(entry.position))),
        ))
    });
    let conditions = current()
        .flat_map(|holding| &holding.signoff.conditions)
        .map(|condition| (condition.due, "a condition is due".to_owned()));
    if let Some((day, what)) = answers.chain(conditions).min_by_key(|(day, _)| *day) {
        write!(out, " Holds until {day} at most, when {what}.")?;
    }
    out.push_str("\n\n");
    Ok(())
}

/// Roles first, then what blocks, with the items of one fault on one line.
fn write_reasons(out: &mut String, reasons: &[Reason], unknown: Option<&str>) -> fmt::Result {
    for reason in reasons {
        match reason {
            Reason::Item(_) => {}
            Reason::Rejected(role, by, on) => {
                writeln!(out, "- rejected as {role} by {} on {on}", Who(by))?;
            }
            Reason::Role(_, text) | Reason::Review(text) => writeln!(out, "- {}", Line(text))?,
        }
    }
    if let Some(why) = unknown {
        writeln!(out, "- {}", Why(why))?;
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
            writeln!(out, "- {} {}", Line(&one.item), Line(what))?;
            continue;
        }
        write!(out, "- each of {} items {} (", blockers.len(), Line(what))?;
        for (nth, blocker) in blockers.iter().enumerate() {
            write!(
                out,
                "{}{}",
                if nth == 0 { "" } else { ", " },
                Line(&blocker.item)
            )?;
        }
        out.push_str(")\n");
    }
    out.push('\n');
    Ok(())
}

fn write_holding(
    out: &mut String,
    holding: &Holding<'_>,
    nth: usize,
    page: &Page<'_>,
) -> fmt::Result {
    let Signoff { by, at, .. } = holding.signoff;
    let what = statement::short(holding.signoff);
    write!(out, "- {what} by {} on {}, ", Who(by), at.date_naive())?;
    // Whatever was signed, it was not this.
    match wording::fault(holding.signoff, page.dossier) {
        Some(_) => out.push_str("**which is not what was stated**"),
        None => write!(out, "{}", Short(page.signature(nth).state))?,
    }
    write!(out, ": **{}**", holding.standing)?;
    if let Some(why) = &holding.why {
        write!(out, ", {}", Line(why))?;
    }
    if page
        .dossier
        .review()
        .attestations()
        .any(|(_, _, attestation)| attestation.by == *by)
    {
        out.push_str("; the same person attested items of this review");
    }
    out.push('\n');
    write_conditions(out, holding.signoff)
}

/// The conditions of an approval, as a list inside a list.
fn write_conditions(out: &mut String, signoff: &Signoff) -> fmt::Result {
    for condition in &signoff.conditions {
        let (action, owner) = (Line(&condition.action), Who(&condition.owner));
        writeln!(
            out,
            "  - on condition: {action} ({owner}, by {})",
            condition.due
        )?;
    }
    Ok(())
}
