//! Who decided what, and on which content.

use std::fmt::{self, Write};

use super::page::{Moment, Page};
use crate::report::escape::{Block, Line, Who};
use crate::review::Standing;
use crate::signoff::Holding;
use crate::signoff::statement::{self, NOT_SIGNED};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    out.push_str("## Sign-offs\n\n");
    if page.holdings.is_empty() {
        out.push_str("Nobody has signed off.\n\n");
    }
    // The newest is the one that readers look for.
    page.holdings.iter().rev().try_for_each(|holding| write_holding(out, holding))
}

fn write_holding(out: &mut String, holding: &Holding<'_>) -> fmt::Result {
    let signoff = holding.signoff;
    let mut heading = statement::short(signoff);
    heading[..1].make_ascii_uppercase();
    writeln!(out, "### {heading}\n")?;
    write!(out, "**{}**", holding.standing)?;
    if holding.standing != Standing::Current {
        write!(out, ": {}", Line(holding.why.as_deref().unwrap_or_default()))?;
    }
    writeln!(out, " · {}, {} · **{NOT_SIGNED}**\n", Who(&signoff.by), Moment(signoff.at))?;
    writeln!(out, "{}", Block { prefix: "> ", text: &signoff.statement })?;
    for condition in &signoff.conditions {
        let (action, owner) = (Line(&condition.action), Who(&condition.owner));
        writeln!(out, "- Condition: {action} · owner: {owner} · due {}", condition.due)?;
    }
    out.push_str(if signoff.conditions.is_empty() { "" } else { "\n" });
    writeln!(out, "Content: `{}`\n", signoff.content)
}
