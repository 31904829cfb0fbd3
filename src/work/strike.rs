//! Taking a text out of the record that should never have been in it.

use super::secrets::{in_name, in_text};
use super::{OpenReview, WorkError};
use crate::decision::declaration::{self, NoRecord};
use crate::decision::form2::remains;
use crate::review::loss::Lasting;
use crate::review::strike::{STATEMENT, Strikes};
use crate::review::{Person, Refusal, Review, Schema, Signable, Strike};
use crate::text::digest::Digest;
use crate::text::{pipeline, visible};

/// Bytes of a line that is looked for in statements.
const LEAST: usize = 6;

/// Which text of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// What it says first: the rationale of an answer, the words of a remark, the reason of a go or no-go, a statement.
    Words,
    /// A piece of the evidence of an answer, counted from 1.
    Evidence(usize),
    /// What will be done about a finding.
    Finding,
}

/// What was struck.
#[derive(Debug)]
pub struct Struck {
    /// Of which record, in words.
    pub what: String,
    /// What stands before the text in what the digest is of, but of a statement. It is kept nowhere.
    pub salt: Option<String>,
    /// The statements that say the same, by their ids: whoever signed them read it.
    pub said_in: Vec<String>,
    /// What else a person must know.
    pub warnings: Vec<String>,
}

impl OpenReview {
    /// Strikes a text of the record of a name.
    pub fn strike(
        self,
        name: &str,
        passage: Passage,
        why: String,
        by: Person,
    ) -> Result<Struck, WorkError> {
        let found = [in_text("why", &why), in_name("your name", Some(&by))].concat();
        WorkError::refuse_secrets(found, self.allows_secrets)?;
        let review = self.dossier.review();
        if review.schema == Schema::One {
            return Err(Refusal::OldSchema("what is struck").into());
        }
        let nothing = || Refusal::Wordless("no record of this name has such a text");
        let found = match declaration::find(name, &self.dossier) {
            Ok(record) => find(record, passage, review),
            // No declaration is about one.
            Err(NoRecord::Unknown(_)) if vote(name, review).is_some() => vote(name, review),
            Err(none) => return Err(none.into()),
        };
        let found = found.filter(|found| found.stated.is_some() || !found.words.is_empty());
        let Found {
            id,
            name,
            what,
            words,
            stated,
            mut strikes,
        } = found.ok_or_else(nothing)?;
        if strikes.contains_key(&name) {
            return Err(Refusal::Idle(format!("the {what} was struck before")).into());
        }
        let salt = stated.is_none().then(|| {
            // Two ids have more than 128 bits that nobody can guess.
            let salt = format!("{}{}", (self.clock.id)(), (self.clock.id)());
            Digest::of(salt.as_bytes()).hex()[..32].to_owned()
        });
        let salted = || format!("{}{}", salt.as_deref().unwrap_or_default(), words[0]);
        let strike = Strike {
            digest: Digest::of(stated.clone().unwrap_or_else(salted).as_bytes()),
            by,
            at: self.now(),
            why,
        };
        let left = stated.map_or(strike.to_string(), |said| remains::of(&said, &strike));
        strikes.insert(name.clone(), strike);
        let said_in = said_in(&words, &id, review);
        let text = self.document.struck(&id, &name, &left, &strikes);
        let warnings = self.rewrite(&text.ok_or_else(nothing)?)?;
        Ok(Struck {
            what,
            salt,
            said_in,
            warnings,
        })
    }
}

/// A text that may be struck.
struct Found {
    /// Of its record.
    id: String,
    /// In its record.
    name: String,
    what: String,
    /// What somebody typed.
    words: Vec<String>,
    /// The statement that it stands in.
    stated: Option<String>,
    strikes: Strikes,
}

fn find(record: Digest, passage: Passage, review: &Review) -> Option<Found> {
    let mut answers = review.attestations();
    if let Some((key, one)) = answers.find(|(.., one)| one.digest() == record) {
        let (name, of) = match passage {
            Passage::Words => ("rationale".to_owned(), "rationale".to_owned()),
            Passage::Evidence(nth) => (format!("evidence-{nth}"), format!("evidence {nth}")),
            Passage::Finding => ("action".to_owned(), "finding".to_owned()),
        };
        let what = format!("{of} of the answer to {key}");
        return of_words(one, name, what);
    }
    if passage != Passage::Words {
        return None;
    }
    let mut remarks = review.remarks();
    if let Some((key, one)) = remarks.find(|(.., one)| one.digest() == record) {
        let what = format!("{} on {key}", one.kind);
        return of_words(one, "text".to_owned(), what);
    }
    if let Some(one) = review.signoffs.iter().find(|one| one.digest() == record) {
        return Some(of_statement(one, "sign-off", one.clone().words()));
    }
    let mut declarations = review.declarations.iter();
    if let Some(one) = declarations.find(|one| one.digest() == record) {
        return Some(of_statement(one, "declaration", one.clone().words()));
    }
    let mut revocations = review.revocations.iter();
    let one = revocations.find(|one| one.digest() == record)?;
    Some(of_statement(one, "revocation", one.clone().words()))
}

/// The reason of the only go or no-go whose id begins so.
fn vote(id: &str, review: &Review) -> Option<Found> {
    let mut votes = review.votes.iter().filter(|one| one.id.starts_with(id));
    let one = votes.next().filter(|_| votes.next().is_none())?;
    let what = format!("reason why {one}");
    of_words(one, "why".to_owned(), what)
}

fn of_words<T: Lasting>(record: &T, name: String, what: String) -> Option<Found> {
    let words = record.clone().passage(&name)?.clone();
    Some(Found {
        id: record.id().to_owned(),
        name,
        what,
        words: [words]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect(),
        stated: None,
        strikes: record.struck().clone(),
    })
}

fn of_statement(record: &dyn Signable, kind: &str, words: Vec<&mut String>) -> Found {
    Found {
        id: record.id().to_owned(),
        name: STATEMENT.to_owned(),
        what: format!("statement of the {kind} by {}", record.by()),
        words: words.into_iter().map(|words| words.clone()).collect(),
        stated: Some(record.statement().to_owned()),
        strikes: record.struck().clone(),
    }
}

/// The other statements in which a line of these words stands.
fn said_in(words: &[String], id: &str, review: &Review) -> Vec<String> {
    let lines = words.iter().flat_map(|words| words.lines());
    let lines = lines.map(|line| pipeline::spelled(&visible::line(line.trim())).into_owned());
    // What is shorter stands in many that say something else.
    let lines: Vec<_> = lines.filter(|line| line.len() >= LEAST).collect();
    let says = |one: &dyn Signable| {
        let is_other = one.id() != id && one.strike().is_none();
        let is_said = || {
            lines
                .iter()
                .any(|line| one.statement().contains(line.as_str()))
        };
        (is_other && is_said()).then(|| one.id().to_owned())
    };
    let signoffs = review.signoffs.iter().filter_map(|one| says(one));
    let declarations = review.declarations.iter().filter_map(|one| says(one));
    signoffs.chain(declarations).collect()
}
