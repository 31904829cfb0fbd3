//! The review is the one that is asked for: of that system, environment and revision, with that id, against those
//! checklists.
//!
//! Else any review that is signed off opens the gate: Mallory puts the signed review of a test system, with the same tag,
//! in the place of production's; last year's release lets today's pass; a checklist of one trivial item, with the id and
//! title of the real one, is met in full.

use super::{Clause, Reason};
use crate::checklist::Checklist;
use crate::decision::Question;
use crate::policy::Target;
use crate::policy::target::{Pin, Revision};
use crate::review::Dossier;
use crate::text::number::count;

pub(super) fn reasons(question: &Question, dossier: &Dossier) -> Vec<(Clause, Reason)> {
    let subject = &dossier.review().subject;
    let (environment, revision) = (subject.environment.as_deref(), subject.revision.as_deref());
    let mut found = Vec::new();
    let asked = |of: fn(&Target) -> Option<&String>| question.targets().filter_map(of);
    let (system, environments) = (
        asked(|target| target.system.as_ref()),
        asked(|target| target.environment.as_ref()),
    );
    let ids = asked(|target| target.review_id.as_ref());
    let mut note = |clause, text: Option<String>| {
        found.extend(text.map(|text| (clause, Reason::Review(text))));
    };
    note(
        Clause::System,
        name("system", system, Some(&subject.system)),
    );
    note(
        Clause::Environment,
        name("environment", environments, environment),
    );
    note(Clause::ReviewId, name("id", ids, Some(&subject.id)));
    for target in question.targets() {
        let wanted = target.revision.as_ref();
        note(Clause::Revision, wanted.and_then(|one| of(one, revision)));
        for pin in &target.checklists {
            note(Clause::Checklists, held(pin, dossier.checklists()));
        }
        let least = target.items;
        note(
            Clause::Items,
            least.and_then(|least| enough(least, dossier.count())),
        );
    }
    found
}

/// What is wrong with a name, of which several may be asked for: then no review has them all.
fn name<'q>(
    what: &str,
    asked: impl Iterator<Item = &'q String>,
    is: Option<&str>,
) -> Option<String> {
    let mut asked: Vec<_> = asked.map(String::as_str).collect();
    asked.dedup();
    if let [one, other, ..] = asked[..] {
        return Some(format!(
            "the {what} {one} and the {what} {other} are both asked for, and no review has both"
        ));
    }
    let wanted = asked.into_iter().find(|wanted| Some(*wanted) != is)?;
    Some(match is {
        Some(is) => format!("the review has the {what} {is}, not {wanted}"),
        None => format!("the review names no {what}, not {wanted}"),
    })
}

fn of(wanted: &Revision, is: Option<&str>) -> Option<String> {
    match is {
        Some(is) if wanted.is(is) => None,
        Some(is) => Some(format!("the review is of {is}, not of {wanted}")),
        None => Some(format!("the review names no revision, not of {wanted}")),
    }
}

fn held(pin: &Pin, lists: &[Checklist]) -> Option<String> {
    let Pin { id, digest } = pin;
    let Some(list) = lists.iter().find(|list| list.id == *id) else {
        return Some(format!("the review is not against the checklist {id}"));
    };
    let (is, wanted) = (list.digest(), digest.as_ref()?);
    (is != *wanted).then(|| {
        format!("the checklist {id} is not the text that is asked for: {is}, not {wanted}")
    })
}

fn enough(least: u64, is: usize) -> Option<String> {
    let wanted = count(least, "item", "items");
    ((is as u64) < least).then(|| format!("the review has {is} of at least {wanted}"))
}
