//! Which items a person wants to see: fuzzy words, and terms such as `is:unmet sev:>=high cat:network by:ada
//! has:evidence for:kim mine:`. All must be true; `-` or `!` before one turns it round.
//!
//! A term that is wrong is reported with its place and left out; the rest still applies, so that a list can follow
//! while somebody types.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use strum::{EnumMessage as _, VariantArray};

use super::{Facts, Matter, Matters};
use crate::policy::Severity;
use crate::review::fuzzy::{Finder, Word};
use crate::review::{Entry, ItemKey, Lapse, OpenFinding, Person, Standing, Status};

/// What an item must be to be shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    terms: Vec<Term>,
    /// What is wrong with the rest, in the order of the text.
    pub wrong: Vec<BadTerm>,
}

/// A term that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadTerm {
    /// Where it stands in the text, in bytes.
    pub at: Range<usize>,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// What is known of a review beside what it says.
#[derive(Clone, Copy)]
pub struct Circumstances<'a> {
    pub facts: Facts<'a>,
    /// Who asks.
    pub who: Option<&'a Person>,
    /// Whether something was typed for an item and not saved.
    pub has_draft: &'a dyn Fn(&ItemKey) -> bool,
}

#[derive(Debug, Clone, PartialEq)]
struct Term {
    negated: bool,
    test: Test,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Word(Word),
    Is(Is),
    Severity { worst: Severity, mildest: Severity },
    Category(Word),
    By(String),
    Has(Has),
    For(String),
    Mine,
}

/// What is looked up once for all items, and only where a term asks for it.
struct Register<'a> {
    around: Circumstances<'a>,
    matters: OnceCell<Matters>,
    /// Who is asked, or is to answer, in small letters.
    addressees: OnceCell<Vec<(usize, String)>>,
    /// What waits for whoever asks.
    mine: OnceCell<BTreeSet<usize>>,
}

impl Register<'_> {
    fn has(&self, position: usize, matter: Matter) -> bool {
        let facts = self.around.facts;
        self.matters
            .get_or_init(|| facts.matters())
            .has(position, matter)
    }

    fn is_for(&self, position: usize, name: &str) -> bool {
        let all = self.addressees.get_or_init(|| {
            let open = self
                .around
                .facts
                .remarks()
                .into_iter()
                .filter(|one| one.open);
            let whom = |whom: &Person| whom.as_str().to_lowercase();
            open.filter_map(|one| Some((one.position, one.remark.addressee.as_ref().map(whom)?)))
                .collect()
        });
        all.iter()
            .any(|(at, whom)| *at == position && whom.contains(name))
    }

    fn is_mine(&self, position: usize) -> bool {
        let mine = self.mine.get_or_init(|| {
            let waiting = self.around.who.map(|who| self.around.facts.inbox(who));
            waiting
                .into_iter()
                .flatten()
                .filter_map(|one| one.position)
                .collect()
        });
        mine.contains(&position)
    }
}

/// What an item can be.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::EnumString, strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
enum Is {
    Met,
    Partial,
    Unmet,
    RiskAccepted,
    #[strum(to_string = "na", serialize = "n/a", serialize = "not-applicable")]
    NotApplicable,
    NotReviewed,
    Open,
    Overdue,
    Stale,
    Expired,
    Returned,
    Asked,
    Undecided,
    Draft,
}

/// What an item can have.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::EnumString, strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
enum Has {
    Evidence,
    Finding,
    Draft,
    Reference,
}

/// The names of terms, with what stands before the list of what they take.
#[derive(
    Debug, Clone, Copy, strum::Display, strum::EnumString, strum::VariantArray, strum::EnumMessage,
)]
#[strum(serialize_all = "kebab-case")]
enum Name {
    #[strum(message = "status")]
    Is,
    #[strum(message = "severity")]
    Sev,
    #[strum(message = "category")]
    Cat,
    #[strum(message = "person")]
    By,
    #[strum(message = "part of an item")]
    Has,
    #[strum(message = "person")]
    For,
    Mine,
}

impl Filter {
    /// Reads what a person typed.
    pub fn parse(text: &str) -> Self {
        let mut filter = Self::default();
        let mut at = 0;
        for part in text.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            if !word.is_empty() {
                match Term::parse(word) {
                    Ok(Some(term)) => filter.terms.push(term),
                    Ok(None) => {}
                    Err(message) => filter.wrong.push(BadTerm {
                        at: at..at + word.len(),
                        message,
                    }),
                }
            }
            at += part.len();
        }
        filter
    }

    /// True where it leaves every item.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// True where what it leaves depends on who asks.
    pub fn asks_who(&self) -> bool {
        self.terms.iter().any(|term| term.test == Test::Mine)
    }

    /// The positions of the items it leaves, in the order of the walk.
    pub fn positions(&self, around: Circumstances<'_>) -> Vec<usize> {
        let (mut finder, mut text) = (Finder::new(), String::new());
        let register = Register {
            around,
            matters: OnceCell::new(),
            addressees: OnceCell::new(),
            mine: OnceCell::new(),
        };
        let register = &register;
        let mut wanted = |entry: &Entry<'_>| {
            self.terms.iter().all(|term| {
                term.negated != term.test.holds(entry, register, &mut finder, &mut text)
            })
        };
        let entries = around.facts.dossier.entries();
        entries
            .filter(|entry| wanted(entry))
            .map(|entry| entry.position)
            .collect()
    }
}

impl Term {
    /// Nothing for a sign without a word.
    fn parse(word: &str) -> Result<Option<Self>, String> {
        let rest = word.strip_prefix(['-', '!']);
        let (negated, word) = (rest.is_some(), rest.unwrap_or(word));
        let test = match word.split_once(':') {
            Some((name, value)) => Test::parse(name, value)?,
            None if word.is_empty() => return Ok(None),
            None => Test::Word(Word::new(word)),
        };
        Ok(Some(Self { negated, test }))
    }
}

impl Test {
    fn parse(name: &str, value: &str) -> Result<Self, String> {
        let Ok(known) = name.to_lowercase().parse::<Name>() else {
            return Err(format!("no term \"{name}:\": {}", all::<Name>(":")));
        };
        let value = value.to_lowercase();
        let no = |values: String| match value.as_str() {
            "" => format!("{name}: one of {values}"),
            _ => format!(
                "no {} \"{value}\": {values}",
                known.get_message().unwrap_or(name)
            ),
        };
        match known {
            Name::Is => value.parse().map(Self::Is).map_err(|_| no(all::<Is>(""))),
            Name::Has => value.parse().map(Self::Has).map_err(|_| no(all::<Has>(""))),
            Name::Sev => {
                let (or_worse, word) = value
                    .strip_prefix(">=")
                    .map_or((false, value.as_str()), |word| (true, word));
                let mildest = word.parse().map_err(|_| no(all::<Severity>("")))?;
                Ok(Self::Severity {
                    worst: if or_worse {
                        Severity::Critical
                    } else {
                        mildest
                    },
                    mildest,
                })
            }
            Name::Cat if value.is_empty() => Err(format!("{name}: some letters of a category")),
            Name::By | Name::For if value.is_empty() => {
                Err(format!("{name}: some letters of a name"))
            }
            Name::Cat => Ok(Self::Category(Word::new(&value))),
            Name::By => Ok(Self::By(value)),
            Name::For => Ok(Self::For(value)),
            Name::Mine if value.is_empty() => Ok(Self::Mine),
            Name::Mine => Err(format!("{name}: stands by itself, without {value}")),
        }
    }

    /// `text` is memory that is used again for every item.
    fn holds(
        &self,
        entry: &Entry<'_>,
        register: &Register<'_>,
        finder: &mut Finder,
        text: &mut String,
    ) -> bool {
        match self {
            Self::Word(word) => {
                text.clear();
                if register.around.facts.dossier.checklists().len() > 1 {
                    text.push_str(&entry.checklist.id);
                    text.push(' ');
                }
                for part in [&entry.item.id, &entry.item.title, &entry.category.title] {
                    text.push_str(part);
                    text.push(' ');
                }
                finder.finds(word, text)
            }
            Self::Category(word) => {
                finder.finds(word, &entry.category.title) || finder.finds(word, &entry.category.id)
            }
            Self::Is(is) => is.holds(entry, register),
            Self::Severity { worst, mildest } => (worst..=mildest).contains(&&entry.item.severity),
            Self::By(name) => entry
                .latest()
                .is_some_and(|latest| latest.by.as_str().to_lowercase().contains(name)),
            Self::Has(has) => has.holds(entry, register),
            Self::For(name) => register.is_for(entry.position, name),
            Self::Mine => register.is_mine(entry.position),
        }
    }
}

impl Is {
    fn holds(self, entry: &Entry<'_>, register: &Register<'_>) -> bool {
        let around = register.around;
        let status = entry.outcome.status();
        let standing = || entry.outcome.lapse.as_ref().map(Lapse::standing);
        match self {
            Self::Met => status == Some(Status::Met),
            Self::Partial => status == Some(Status::Partial),
            Self::Unmet => status == Some(Status::Unmet),
            Self::RiskAccepted => status == Some(Status::RiskAccepted),
            Self::NotApplicable => status == Some(Status::NotApplicable),
            Self::NotReviewed => status.is_none(),
            Self::Open => OpenFinding::of(entry).is_some(),
            Self::Overdue => {
                OpenFinding::of(entry).is_some_and(|found| found.is_overdue(around.facts.today()))
            }
            Self::Stale => standing() == Some(Standing::Stale),
            Self::Expired => standing() == Some(Standing::Expired),
            Self::Returned => register.has(entry.position, Matter::Returned),
            Self::Asked => register.has(entry.position, Matter::Asked),
            Self::Undecided => register.has(entry.position, Matter::Undecided),
            Self::Draft => (around.has_draft)(&entry.key()),
        }
    }
}

impl Has {
    fn holds(self, entry: &Entry<'_>, register: &Register<'_>) -> bool {
        let answer = entry.latest().map(|latest| &latest.answer);
        match self {
            Self::Evidence => answer.is_some_and(|answer| !answer.evidence.is_empty()),
            Self::Finding => answer.is_some_and(|answer| !answer.finding.is_empty()),
            Self::Draft => (register.around.has_draft)(&entry.key()),
            Self::Reference => !entry.item.references.is_empty(),
        }
    }
}

/// Every word of an enumeration, each with something behind it.
fn all<T: VariantArray + ToString>(behind: &str) -> String {
    T::VARIANTS
        .iter()
        .map(|one| one.to_string() + behind)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests;
