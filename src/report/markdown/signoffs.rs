//! Who decided what, on which content, and what became of it.

use std::fmt::{self, Write};

use super::page::{Moment, Page};
use crate::decision::{Holding, revoking, since, statement};
use crate::report::escape::{Line, Who};
use crate::review::{Revocation, Seal};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    out.push_str("## Sign-offs\n\n");
    if page.holdings.is_empty() {
        out.push_str("Nobody has signed off.\n\n");
    }
    // The newest is the one that readers look for.
    for (nth, holding) in page.holdings.iter().enumerate().rev() {
        write_holding(out, holding, nth, page)?;
    }
    let review = page.dossier.review();
    let revocations = review.revocations.iter().enumerate();
    for (nth, lost) in revocations.filter(|(_, one)| review.signoff_of(one).is_none()) {
        writeln!(
            out,
            "### Revocation of a sign-off that is not in the file\n"
        )?;
        write_revocation(out, lost, nth, page)?;
    }
    write_seals(out, &review.seals)
}

fn write_holding(
    out: &mut String,
    holding: &Holding<'_>,
    nth: usize,
    page: &Page<'_>,
) -> fmt::Result {
    let signoff = holding.signoff;
    let mut heading = statement::short(signoff);
    heading[..1].make_ascii_uppercase();
    writeln!(out, "### {heading}\n")?;
    write!(out, "**{}**", holding.standing)?;
    if let Some(why) = since::why(holding, page.dossier) {
        write!(out, ": {}", Line(&why))?;
    }
    writeln!(out, " · {}, {}\n", Who(&signoff.by), Moment(signoff.at))?;
    let signature = page.signature(nth);
    signature.write(out)?;
    signature.write_texts(out, &signoff.statement)?;
    for condition in &signoff.conditions {
        let (action, owner) = (Line(&condition.action), Who(&condition.owner));
        writeln!(
            out,
            "- Condition: {action} · owner: {owner} · due {}",
            condition.due
        )?;
    }
    out.push_str(if signoff.conditions.is_empty() {
        ""
    } else {
        "\n"
    });
    writeln!(out, "Content: `{}`\n", signoff.content)?;
    let digest = signoff.digest();
    let revocations = page.dossier.review().revocations.iter().enumerate();
    revocations
        .filter(|(_, one)| one.signoff == digest)
        .try_for_each(|(nth, one)| write_revocation(out, one, nth, page))
}

fn write_revocation(
    out: &mut String,
    one: &Revocation,
    nth: usize,
    page: &Page<'_>,
) -> fmt::Result {
    writeln!(
        out,
        "**Revoked** by {}, {}: {}\n",
        Who(&one.by),
        Moment(one.at),
        Line(&one.reason)
    )?;
    let signature = page.signature_of_revocation(nth);
    signature.write(out)?;
    if let Some(fault) = revoking::fault(one, page.dossier.review()) {
        writeln!(out, "**Not as it was recorded:** {}\n", Line(&fault))?;
    }
    signature.write_texts(out, &one.statement)
}

fn write_seals(out: &mut String, seals: &[Seal]) -> fmt::Result {
    if seals.is_empty() {
        return Ok(());
    }
    out.push_str("### Seals\n\n");
    for seal in seals {
        writeln!(
            out,
            "- {} by {}, {}: {}",
            seal.state,
            Who(&seal.by),
            Moment(seal.at),
            Line(&seal.reason)
        )?;
    }
    out.push('\n');
    Ok(())
}
