//! Taking a text out of the record that should never have been in it.

use super::{OpenReview, WorkError};
use crate::decision::declaration::{self, NoRecord};
use crate::review::strike::{Passages, Strikes};
use crate::review::{Person, Refusal, Review, Schema, Strike};
use crate::text::digest::Digest;

/// What was struck.
#[derive(Debug)]
pub struct Struck {
    /// Of which record, in words.
    pub what: String,
    /// What stands before the text in what the digest is of. It is kept nowhere.
    pub salt: String,
    /// What else a person must know.
    pub warnings: Vec<String>,
}

impl OpenReview {
    /// Strikes a text of the record of a name: of an answer its rationale, or a piece of its evidence, counted from 1; of a
    /// remark its words; of a go or no-go its reason.
    pub fn strike(
        self,
        name: &str,
        piece: Option<usize>,
        why: String,
        by: Person,
    ) -> Result<Struck, WorkError> {
        let review = self.dossier.review();
        if review.schema == Schema::One {
            return Err(Refusal::OldSchema("what is struck").into());
        }
        let nothing =
            || Refusal::Wordless("no answer, remark, go or no-go of this name has such a text");
        let passage = match declaration::find(name, &self.dossier) {
            Ok(record) => passage(record, piece, review),
            // No declaration is about one.
            Err(NoRecord::Unknown(_)) if piece.is_none() && vote(name, review).is_some() => {
                vote(name, review)
            }
            Err(none) => return Err(none.into()),
        };
        let passage = passage.ok_or_else(nothing)?;
        let Passage {
            id,
            name,
            what,
            words,
            mut strikes,
        } = passage;
        if strikes.contains_key(&name) {
            return Err(Refusal::Idle(format!("the {what} was struck before")).into());
        }
        // Two ids have more than 128 bits that nobody can guess.
        let salt = format!("{}{}", (self.clock.id)(), (self.clock.id)());
        let salt = Digest::of(salt.as_bytes()).hex()[..32].to_owned();
        let strike = Strike {
            digest: Digest::of(format!("{salt}{words}").as_bytes()),
            by,
            at: self.now(),
            why,
        };
        strikes.insert(name.clone(), strike);
        let text = self.document.struck(&id, &name, &strikes);
        let warnings = self.rewrite(&text.ok_or_else(nothing)?)?;
        Ok(Struck {
            what,
            salt,
            warnings,
        })
    }
}

/// A text that may be struck.
struct Passage {
    /// Of its record.
    id: String,
    /// In its record.
    name: String,
    what: String,
    words: String,
    strikes: Strikes,
}

fn passage(record: Digest, piece: Option<usize>, review: &Review) -> Option<Passage> {
    let mut answers = review.attestations();
    if let Some((list, item, one)) = answers.find(|(.., one)| one.digest() == record) {
        let name = piece.map_or("rationale".to_owned(), |nth| format!("evidence-{nth}"));
        let what = format!("{name} of the answer to {list}/{item}");
        return of(one, &one.id, name, what);
    }
    let mut remarks = review.remarks();
    let (list, item, one) = remarks.find(|(.., one)| one.digest() == record && piece.is_none())?;
    let what = format!("{} on {list}/{item}", one.kind);
    of(one, &one.id, "text".to_owned(), what)
}

/// The reason of the only go or no-go whose id begins so.
fn vote(id: &str, review: &Review) -> Option<Passage> {
    let mut votes = review.votes.iter().filter(|one| one.id.starts_with(id));
    let one = votes.next().filter(|_| votes.next().is_none())?;
    let what = format!("reason why {one}");
    of(one, &one.id, "why".to_owned(), what)
}

fn of<T: Passages + Clone>(record: &T, id: &str, name: String, what: String) -> Option<Passage> {
    let words = record.clone().passage(&name)?.clone();
    let strikes = record.strikes().clone();
    (!words.is_empty()).then_some(Passage {
        id: id.to_owned(),
        name,
        what,
        words,
        strikes,
    })
}
