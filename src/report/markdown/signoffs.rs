//! Who decided what, on which content, and what became of it.

use std::fmt::{self, Write};

use super::page::{Moment, Page};
use crate::report::escape::{Code, Fenced, Line, Who};
use crate::review::{Revocation, Seal};
use crate::signoff::armor::Armor;
use crate::signoff::statement::{self, NOT_SIGNED};
use crate::signoff::{Holding, revoking, since};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    out.push_str("## Sign-offs\n\n");
    if page.holdings.is_empty() {
        out.push_str("Nobody has signed off.\n\n");
    }
    // The newest is the one that readers look for.
    page.holdings.iter().rev().try_for_each(|holding| write_holding(out, holding, page))?;
    let review = page.dossier.review();
    let known = |one: &&Revocation| review.signoffs.iter().any(|signoff| signoff.digest() == one.signoff);
    for lost in review.revocations.iter().filter(|one| !known(one)) {
        writeln!(out, "### Revocation of a sign-off that is not in the file\n")?;
        write_revocation(out, lost, page)?;
    }
    write_seals(out, &review.seals)
}

fn write_holding(out: &mut String, holding: &Holding<'_>, page: &Page<'_>) -> fmt::Result {
    let signoff = holding.signoff;
    let mut heading = statement::short(signoff);
    heading[..1].make_ascii_uppercase();
    writeln!(out, "### {heading}\n")?;
    write!(out, "**{}**", holding.standing)?;
    if let Some(why) = since::why(holding, page.dossier) {
        write!(out, ": {}", Line(&why))?;
    }
    write!(out, " · {}, {} · ", Who(&signoff.by), Moment(signoff.at))?;
    write_signature(out, signoff.signature.as_deref())?;
    writeln!(out, "{}", Fenced(&signoff.statement))?;
    for condition in &signoff.conditions {
        let (action, owner) = (Line(&condition.action), Who(&condition.owner));
        writeln!(out, "- Condition: {action} · owner: {owner} · due {}", condition.due)?;
    }
    out.push_str(if signoff.conditions.is_empty() { "" } else { "\n" });
    writeln!(out, "Content: `{}`\n", signoff.content)?;
    let digest = signoff.digest();
    let revocations = page.dossier.review().revocations.iter().filter(|one| one.signoff == digest);
    revocations.into_iter().try_for_each(|one| write_revocation(out, one, page))
}

fn write_revocation(out: &mut String, one: &Revocation, page: &Page<'_>) -> fmt::Result {
    write!(out, "**Revoked** by {}, {}: {} · ", Who(&one.by), Moment(one.at), Line(&one.reason))?;
    write_signature(out, one.signature.as_deref())?;
    if let Some(fault) = revoking::fault(one, page.dossier.review()) {
        writeln!(out, "**Not as it was recorded:** {}\n", Line(&fault))?;
    }
    writeln!(out, "{}", Fenced(&one.statement))
}

/// What a signature says of itself: a report verifies nothing, and must not be taken to.
fn write_signature(out: &mut String, signature: Option<&str>) -> fmt::Result {
    match signature.map(Armor::read) {
        None => writeln!(out, "**{NOT_SIGNED}**\n"),
        Some(Err(_)) => writeln!(out, "**its signature cannot be read**\n"),
        Some(Ok(armor)) => {
            let (fingerprint, kind) = (armor.key.fingerprint(), Code(&armor.key.kind));
            writeln!(
                out,
                "signed, **not verified in this report**; claims the key `{fingerprint}` ({kind}), \
                 which `signoff verify` checks\n"
            )
        }
    }
}

fn write_seals(out: &mut String, seals: &[Seal]) -> fmt::Result {
    if seals.is_empty() {
        return Ok(());
    }
    out.push_str("### Seals\n\n");
    for seal in seals {
        writeln!(out, "- {} by {}, {}: {}", seal.state, Who(&seal.by), Moment(seal.at), Line(&seal.reason))?;
    }
    out.push('\n');
    Ok(())
}
