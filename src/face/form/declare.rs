//! What one said in a sitting and did not declare yet: one signature is for all of it.

use super::{Blank, Kind, Values};
use crate::decision::declaration;
use crate::facts::Facts;
use crate::review::{Deed, DeedKind, Dossier, Person, RemarkKind};
use crate::text::digest::Digest;

/// What a draft of it is kept under.
pub const NAME: &str = "declaration";

/// What the reason of an end is kept under until it is said.
pub fn reason_name(of: &Deed) -> String {
    format!("why {}", of.to)
}

/// The deeds, a line each; a person says them one by one, at the items.
pub static DEEDS: Blank = Blank::new("deeds", "", Kind::List);

/// Why a return is ended, a question or a condition closed, a record disowned or set aside.
pub static WHY: Blank = Blank::new("why", "Why", Kind::Line)
    .asks("Why")
    .needs("say why; it stands in what you declare");

/// What was said so far.
pub fn deeds(values: Option<&Values>) -> Vec<Deed> {
    let lines = values.map_or("", |values| values.get(&DEEDS)).lines();
    lines.filter_map(deed).collect()
}

/// True where the same was said before.
pub fn is_said(deed: &Deed, values: Option<&Values>) -> bool {
    let is_same = |one: &Deed| (one.act, one.to) == (deed.act, deed.to);
    deeds(values).iter().any(is_same)
}

/// The same with one deed more, or without it where it is there already; true where it is there now.
pub fn toggle(values: &mut Values, deed: Deed) -> bool {
    let mut all = deeds(Some(values));
    let before = all.len();
    all.retain(|one| (one.act, one.to) != (deed.act, deed.to));
    let is_new = all.len() == before;
    all.extend(Some(deed).filter(|_| is_new));
    write(values, &all);
    is_new
}

/// The same without what was done.
#[must_use]
pub fn without(values: Option<&Values>, done: &[Deed]) -> Values {
    let mut all = deeds(values);
    all.retain(|one| !done.iter().any(|deed| deed == one));
    let mut left = values.cloned().unwrap_or_default();
    write(&mut left, &all);
    left
}

fn write(values: &mut Values, deeds: &[Deed]) {
    let lines: Vec<String> = deeds.iter().map(line).collect();
    values.set(&DEEDS, lines.join("\n"));
}

/// Stands behind the answer of an item, or why that would do nothing.
pub fn of_answer(
    act: DeedKind,
    position: usize,
    by: &Person,
    facts: &Facts<'_>,
) -> Result<Deed, String> {
    let name = facts.dossier.name(position);
    let to = declaration::find(&name, facts.dossier).map_err(|none| none.to_string())?;
    let deed = Deed { act, to, why: None };
    match declaration::idle(&deed, by, facts.dossier.review()) {
        Some(why) => Err(format!("{name}: {why}")),
        None => Ok(deed),
    }
}

/// Says that somebody did not start the review.
pub fn of_start(dossier: &Dossier) -> Deed {
    Deed {
        act: DeedKind::Disowns,
        to: dossier.review().subject.digest(),
        why: None,
    }
}

/// Ends the first return of an item that the person made, or closes its first question, that was not said before; and what
/// that is.
pub fn of_remark(
    position: usize,
    by: &Person,
    said: &[Deed],
    facts: &Facts<'_>,
) -> Option<(Deed, String)> {
    let open = facts
        .remarks_of(position)
        .into_iter()
        .filter(|one| one.open);
    let mut deeds = open.filter_map(|one| {
        let act = match one.remark.kind {
            RemarkKind::Return if by.is(&one.remark.by) => DeedKind::Ends,
            RemarkKind::Question => DeedKind::Closes,
            _ => return None,
        };
        let to = one.remark.digest();
        let is_new = said.iter().all(|deed| deed.to != to);
        is_new.then(|| (Deed { act, to, why: None }, one.sentence()))
    });
    deeds.next()
}

/// The first condition of a sign-off that is open, and of which nobody said before that it is met.
pub fn of_condition(nth: usize, said: &[Deed], facts: &Facts<'_>) -> Option<Digest> {
    let held = facts.signoffs().into_iter().nth(nth)?;
    let deeds = facts.deeds();
    let open = (0..held.signoff.conditions.len())
        .filter(|at| deeds.closed(held.signoff, *at, held.signed).is_none());
    let mut open = open.map(|at| held.signoff.condition(at));
    open.find(|to| said.iter().all(|deed| deed.to != *to))
}

/// Said where there is nothing to end.
pub const NOTHING_TO_END: &str = "no return of yours and no question is open here";

/// What it does: `you accept`.
pub fn verb(act: DeedKind) -> &'static str {
    match act {
        DeedKind::Accepts => "you accept",
        DeedKind::Confirms => "you confirm",
        DeedKind::Ends => "you end",
        DeedKind::Closes => "you close",
        DeedKind::Revokes => "you revoke",
        DeedKind::Disowns => "you disown",
        DeedKind::Dismisses => "you set aside",
        DeedKind::Vouches => "you vouch",
        DeedKind::Overrules => "you overrule",
    }
}

fn line(deed: &Deed) -> String {
    let Deed { act, to, why } = deed;
    format!("{act} {to} {}", why.as_deref().unwrap_or_default())
}

fn deed(line: &str) -> Option<Deed> {
    let mut words = line.splitn(3, ' ');
    Some(Deed {
        act: words.next()?.parse().ok()?,
        to: words.next()?.parse().ok()?,
        why: words
            .next()
            .filter(|why| !why.is_empty())
            .map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_read_back_and_taken_back() {
        let accepts = Deed {
            act: DeedKind::Accepts,
            to: Digest::of(b"a"),
            why: None,
        };
        let closes = Deed {
            act: DeedKind::Closes,
            to: Digest::of(b"a"),
            why: Some("Kim told  us".to_owned()),
        };
        let mut values = Values::default();
        assert!(toggle(&mut values, accepts.clone()) && toggle(&mut values, closes.clone()));
        assert_eq!(deeds(Some(&values)), [accepts.clone(), closes.clone()]);
        assert!(!toggle(&mut values, accepts));
        assert_eq!(deeds(Some(&values)), [closes]);
    }
}
