//! Go or no-go in a session.

use super::sign::ROLE;
use super::{Blank, Choice, Complaint, Kind, Reader, Values};
use crate::facts::Facts;
use crate::review::{Person, VoteDraft, VoteKind};

/// Go or no-go.
pub static KIND: Blank =
    Blank::new("kind", "Go or no-go", Kind::Choice(&KINDS)).needs("say go or no-go");

static KINDS: [Choice; 2] = [Choice::plain("go"), Choice::plain("no-go")];

/// Who says it.
pub static WHO: Blank = Blank::new("who", "Who says it", Kind::Person)
    .asks("Who says it, as Name <mail>, or some letters of somebody of this review")
    .needs("say who says it");

/// Why.
pub static WHY: Blank = Blank::new("why", "Why", Kind::Line).asks("Why, in a few words");

/// What is asked.
pub static BLANKS: [&Blank; 4] = [&KIND, &ROLE, &WHO, &WHY];

/// What a draft of it is kept under.
pub const NAME: &str = "vote";

/// What stands there at first: whoever writes it down says it.
pub fn begin(who: &Person) -> Values {
    Values::default().with(&WHO, who.to_string())
}

/// What is said.
pub fn read(values: &Values, facts: &Facts<'_>) -> Result<VoteDraft, Vec<Complaint>> {
    let mut reader = Reader::new(values);
    let (kind, role) = (reader.word::<VoteKind>(&KIND), reader.word(&ROLE));
    let said_by = reader.called(&WHO, facts);
    let why = reader.text(&WHY).unwrap_or_default();
    if let (Some(kind), Some(role), true) = (kind, role, reader.wrong.is_empty()) {
        let draft = VoteDraft {
            kind,
            role,
            why,
            said_by,
        };
        match draft.missing() {
            Some(missing) => reader.refuse(&WHY, missing),
            None => return Ok(draft),
        }
    }
    Err(reader.wrong)
}
