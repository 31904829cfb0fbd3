//! What a statement says of the review itself.

use super::sheet::line;
use crate::checklist::Checklist;
use crate::decision::wording;
use crate::review::{Dossier, Tally};

/// The start of its paragraph. No other one has it.
pub(super) const LABEL: &str = "Review: ";

/// The paragraph about the review: it follows from the content alone.
pub(super) fn of(dossier: &Dossier, counts: &Tally) -> String {
    let subject = &dossier.review().subject;
    let mut out = String::new();
    line(&mut out, "Review", &subject.title);
    line(&mut out, "Review id", &subject.id);
    line(&mut out, "System", &subject.system);
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "not said".to_owned());
    line(&mut out, "Environment", &said(&subject.environment));
    line(&mut out, "Revision", &said(&subject.revision));
    if let Some(zone) = subject.time_zone {
        line(&mut out, "Time zone", &zone.to_string());
    }
    for list in dossier.checklists() {
        out.push_str(&checklist(list));
    }
    let counts = format!("{}: {}", dossier.count(), wording::counts(counts));
    line(&mut out, "Items", &counts);
    out
}

/// The line of a checklist.
pub(in crate::decision) fn checklist(list: &Checklist) -> String {
    let mut out = String::new();
    let said = format!("{} {} {}", list.id, list.version, list.digest());
    line(&mut out, "Checklist", &said);
    out
}
