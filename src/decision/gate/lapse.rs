//! That a sign-off does not hold, as several rules say it.

use super::{Clause, Reason};
use crate::decision::{Holding, since, wording};
use crate::review::{Dossier, Standing};

/// With what asks for it to hold: the maximum age, or one of the other rules.
pub(super) fn reason(held: &Holding<'_>, dossier: &Dossier, rule: Clause) -> (Clause, Reason) {
    let max_age = dossier.policy().max_age;
    let is_old = held.standing == Standing::Expired
        && max_age.is_some_and(|age| age.after(held.signoff.at) < dossier.as_of());
    let rule = if is_old { Clause::MaxAge } else { rule };
    let (what, why) = (
        wording::short(held.signoff),
        since::why(held, dossier).unwrap_or_default(),
    );
    let text = format!("sign-off ({what}) is {}: {why}", held.standing);
    (rule, Reason::Role(held.signoff.role, text))
}
