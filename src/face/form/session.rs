//! Who is in the room: one line.

use super::{Blank, Kind};
use crate::facts::Facts;
use crate::review::{Change, Person};

/// What a draft of it is kept under.
pub const NAME: &str = "session";

/// Everybody, the first leads.
pub static PEOPLE: Blank = Blank::new("people", "Who is here", Kind::Line)
    .asks("Who is here, with commas between; the first leads")
    .needs("say who leads")
    .helps("Name <mail>, or some letters of somebody of this review, with commas between; the first leads. It is recorded, and never signed.");

/// Who stands there at first: those of the session before, or the person alone.
pub fn begin(who: Option<&Person>, facts: &Facts<'_>) -> String {
    let people: Vec<String> = match facts.dossier.review().sessions.last() {
        Some(last) => std::iter::once(&last.lead)
            .chain(&last.people)
            .map(ToString::to_string)
            .collect(),
        None => who.into_iter().map(ToString::to_string).collect(),
    };
    people.join(", ")
}

/// A session with these.
pub fn read(typed: &str, facts: &Facts<'_>) -> Result<Change, String> {
    let names = typed.split(',').map(str::trim);
    let called = |name: &str| facts.called(&name.parse().map_err(str::to_owned)?);
    let people = names.filter(|name| !name.is_empty()).map(called);
    let mut people: Vec<Person> = people.collect::<Result<_, String>>()?;
    if people.is_empty() {
        return Err(PEOPLE.needed.to_owned());
    }
    let lead = people.remove(0);
    Ok(Change::Meet { lead, people })
}
