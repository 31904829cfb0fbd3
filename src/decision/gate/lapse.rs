//! That a sign-off does not hold, as several rules say it.

use super::Reason;
use crate::decision::{Holding, since, statement};
use crate::review::Dossier;

pub(super) fn reason(held: &Holding<'_>, dossier: &Dossier) -> Reason {
    let (what, why) = (
        statement::short(held.signoff),
        since::why(held, dossier).unwrap_or_default(),
    );
    Reason::Role(
        held.signoff.role,
        format!("sign-off ({what}) is {}: {why}", held.standing),
    )
}
