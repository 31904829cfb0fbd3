//! The one door to a review: open it, change it, keep it safe.

mod change;
mod decision;
mod evidence;
mod run;
mod verifying;

pub use change::{Arrival, Attempt, Outcome, Overtaken};
pub use run::{NothingDone, Run};
pub use verifying::Statements;

use std::path::{Path, PathBuf};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use crate::checklist::{Checklist, Policy};
use crate::decision::{Objection, Proofs, Question, statement};
use crate::facts::Facts;
use crate::keys::Lists;
use crate::review::standing::CLOCK_SKEW;
use crate::review::{
    Change, Difference, Dossier, Event, Person, Refusal, Review, Stamp, Standing, Subject,
    Withdrawal, difference,
};
use crate::store::disk::{self, DiskError, Print, Seen};
use crate::store::shelf::{Found, Shelf, ShelfError};
use crate::store::{Document, repository};
use crate::text::problem::Problems;

/// Tells the time; tests pass a clock of their own.
pub type Clock = fn() -> DateTime<Utc>;

/// Why something cannot be done with a review.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The file cannot be read or saved.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The file is wrong.
    #[error(transparent)]
    Problems(#[from] Problems),
    /// A checklist of the review is missing or wrong.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The change is not a good one.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The sign-off is not possible now.
    #[error(transparent)]
    Objection(#[from] Objection),
    /// The file is another review now.
    #[error("{} holds another review now: {title}", .path.display())]
    OtherReview {
        /// The file.
        path: PathBuf,
        /// What people call the review in it.
        title: String,
    },
    /// The same checklist was named twice.
    #[error("the checklist `{0}` was named twice")]
    Twice(String),
    /// An export would replace what the review is made of.
    #[error("{} belongs to the review and is not overwritten", .0.display())]
    Precious(PathBuf),
    /// Evidence is not what it was when the statement was made.
    #[error("the evidence changed while the statement was signed: {0}")]
    EvidenceChanged(String),
    /// Others save without a pause.
    #[error("another program keeps writing {}", .0.display())]
    Busy(PathBuf),
    /// A checklist outside the repository could not be found again from another machine.
    #[error("the checklist {} is outside {}, so others could not read it", .0.display(), .1.display())]
    FarChecklist(PathBuf, PathBuf),
}

/// What a person says when starting a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// What people will call the review; the system's name where empty.
    pub title: String,
    /// What is reviewed.
    pub system: String,
    /// Where it runs.
    pub environment: Option<String>,
    /// Which state of it.
    pub revision: Option<String>,
    /// Ids or paths.
    pub checklists: Vec<String>,
}

/// What somebody asks of a review.
#[derive(Debug, Clone, Default)]
pub struct Inquiry {
    /// What the verdict answers.
    pub question: Question,
    /// The rules of the policy file that the question names: they ask for more than the checklists do.
    pub policy: Option<Policy>,
    /// Whom to believe.
    pub lists: Lists,
}

/// A change that is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What happened.
    pub event: Event,
    /// Where another program's version is kept that was written at the same moment.
    pub displaced: Option<PathBuf>,
    /// False where the system could not say that it will survive a power cut.
    pub durable: bool,
    /// Sign-offs that held before and do not any more.
    pub voided: Vec<String>,
}

impl Saved {
    /// What else the person must know of how it went.
    pub fn warnings(&self) -> Vec<String> {
        let displaced = self.displaced.as_ref().map(|copy| {
            format!(
                "another program saved at the same moment; its version is kept in {}",
                copy.display()
            )
        });
        let weak = (!self.durable)
            .then(|| "saved, but the system could not say that it survives a power cut".to_owned());
        displaced.into_iter().chain(weak).collect()
    }
}

/// An open review.
#[derive(Debug)]
pub struct Session {
    path: PathBuf,
    directory: PathBuf,
    dossier: Dossier,
    document: Document,
    seen: Seen,
    clock: Clock,
    last_stamp: DateTime<Utc>,
    proofs: Proofs,
    inquiry: Inquiry,
    run: Run,
}

impl Session {
    /// Starts a review in a new file.
    pub fn create(
        path: &Path,
        start: Start,
        by: Person,
        shelf: &Shelf,
        clock: Clock,
    ) -> Result<Self, SessionError> {
        let directory = directory_of(path)?;
        let mut found: Vec<Found> = Vec::with_capacity(start.checklists.len());
        for name in &start.checklists {
            let one = shelf.find(name, &directory)?;
            if found
                .iter()
                .any(|other| other.checklist.id == one.checklist.id)
            {
                return Err(SessionError::Twice(one.checklist.id));
            }
            found.push(one);
        }
        let mut pinned: Vec<(&Checklist, Option<String>)> = Vec::with_capacity(found.len());
        for one in &found {
            pinned.push((&one.checklist, path_for_others(one, &directory)?));
        }
        let blank_is_none = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let title = if start.title.trim().is_empty() {
            start.system.clone()
        } else {
            start.title
        };
        let subject = Subject {
            id: uuid::Uuid::new_v4().to_string(),
            title,
            system: start.system,
            environment: blank_is_none(start.environment),
            revision: blank_is_none(start.revision),
            created_at: clock().trunc_subsecs(3),
            created_by: by,
        };
        let text = Document::begin(&subject, &pinned);
        // Nothing is written that could not be opened again, such as a review without the name of its system.
        Document::parse(path, text.clone())?;
        disk::create(path, &text)?;
        Self::open(path, shelf, clock)
    }

    /// Opens a review with its checklists. Evidence files are not looked at yet.
    pub fn open(path: &Path, shelf: &Shelf, clock: Clock) -> Result<Self, SessionError> {
        let directory = directory_of(path)?;
        let (text, seen) = disk::read(path)?;
        let discreet = |problems: Problems| {
            if repository::leads_out(path) {
                problems.discreet()
            } else {
                problems
            }
        };
        let (document, review) = Document::parse(path, text).map_err(discreet)?;
        let checklists: Vec<_> = review
            .checklists
            .iter()
            .map(|pinned| shelf.of_review(pinned, &directory))
            .collect::<Result<_, _>>()?;
        let now = clock();
        let last_stamp = last_stamp(&review, now);
        let dossier = Dossier::new(review, checklists, now);
        Ok(Self {
            path: path.to_owned(),
            directory,
            dossier,
            document,
            seen,
            clock,
            last_stamp,
            proofs: Proofs::default(),
            inquiry: Inquiry::default(),
            run: Run::default(),
        })
    }

    /// The review file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The directory that evidence paths start from, absolute.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// What the review adds up to.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// What the review adds up to at the moment that it is looked at from.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            dossier: &self.dossier,
            proofs: &self.proofs,
            question: &self.inquiry.question,
            now: self.moment(),
        }
    }

    /// Asks something else of the review.
    pub fn ask(&mut self, inquiry: Inquiry) {
        self.inquiry = inquiry;
        let at = self.moment();
        if let Some(policy) = &self.inquiry.policy {
            self.dossier.tighten(policy, at);
        }
        self.dossier.reassess(at);
    }

    /// What was done to it since it was opened.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The time now.
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// The moment that the review is looked at from: now, where nobody asked for another.
    pub(super) fn moment(&self) -> DateTime<Utc> {
        self.inquiry.question.at.unwrap_or_else(|| self.now())
    }

    /// Makes a change; when this returns `Ok`, it is on disk. On an error nothing changed.
    pub fn apply(&mut self, change: Change, by: Person) -> Result<Saved, SessionError> {
        let stamp = self.stamp(by);
        let event = self.dossier.admit(change, stamp)?;
        let saved = self.store(event)?;
        self.run.did(&saved.event);
        Ok(saved)
    }

    /// Writes a rendering of the review into a file of its own; never over the review, its evidence or a checklist.
    pub fn export(&self, file: &Path, text: &str) -> Result<(), SessionError> {
        let review = self.path.clone();
        let evidence = self
            .dossier
            .evidence_files()
            .into_iter()
            .map(|path| self.directory.join(path));
        let pinned = self.dossier.review().checklists.iter();
        let checklists =
            pinned.filter_map(|pinned| Some(self.directory.join(pinned.path.as_ref()?)));
        let mut own = std::iter::once(review).chain(evidence).chain(checklists);
        let target = std::fs::canonicalize(file).ok();
        if target.is_some() && own.any(|own| std::fs::canonicalize(own).ok() == target) {
            return Err(SessionError::Precious(file.to_owned()));
        }
        Ok(disk::export(file, text)?)
    }

    fn store(&mut self, event: Event) -> Result<Saved, SessionError> {
        let growth = self.document.grow(&event);
        let held = self.held();
        let replaced = disk::replace(&self.path, &self.seen, self.document.text(), growth.text())?;
        self.seen = replaced.seen;
        self.document.adopt(growth);
        if let Event::Attested(attested) = &event {
            let withdrawn = attested
                .iter()
                .filter_map(|one| Some(one.attestation.withdrawn.as_ref()?.at));
            let latest = withdrawn.filter(|at| *at <= self.now() + CLOCK_SKEW).max();
            self.last_stamp = self.last_stamp.max(latest.unwrap_or_default());
        }
        self.dossier.apply(event.clone(), self.moment());
        Ok(Saved {
            event,
            displaced: replaced.displaced,
            durable: replaced.durable,
            voided: self.voided(&held),
        })
    }

    /// The ids of the sign-offs that hold.
    fn held(&self) -> Vec<String> {
        let all = self.facts().signoffs();
        all.into_iter()
            .filter(|held| held.standing == Standing::Current)
            .map(|held| held.signoff.id.clone())
            .collect()
    }

    /// What is to be said of those that do not hold any more.
    fn voided(&self, held: &[String]) -> Vec<String> {
        let all = self.facts().signoffs();
        all.into_iter()
            .filter(|one| one.standing != Standing::Current && held.contains(&one.signoff.id))
            .map(|one| {
                let (what, by) = (statement::short(one.signoff), &one.signoff.by);
                let why = one.why.unwrap_or_default();
                format!("the sign-off ({what} by {by}) no longer holds: {why}")
            })
            .collect()
    }

    /// Writes the review as it would be with a change into a new file beside, when the file itself was changed by
    /// another program; returns where.
    pub fn save_beside(&mut self, change: Change, by: Person) -> Result<PathBuf, SessionError> {
        let stamp = self.stamp(by);
        let growth = self.document.grow(&self.dossier.admit(change, stamp)?);
        for nth in 1.. {
            let beside = self.path.with_extension(format!("mine-{nth}.toml"));
            match disk::create(&beside, growth.text()) {
                Err(DiskError::Exists(_)) => {}
                other => return Ok(other.map(|_| beside)?),
            }
        }
        unreachable!("there is always a free name")
    }

    /// Looks at every answer again: time passes.
    pub fn reassess(&mut self) {
        self.dossier.reassess(self.moment());
    }

    /// How the review file looked when it was read or saved last.
    pub fn print(&self) -> Print {
        self.seen.print
    }

    /// Reads the file again, which then counts, and tells what another program did to it. On an error nothing changed.
    fn reload(&mut self, shelf: &Shelf) -> Result<Difference, SessionError> {
        let mut fresh = Self::open(&self.path, shelf, self.clock)?;
        let (before, after) = (self.dossier.review(), fresh.dossier.review());
        if before.subject.id != after.subject.id {
            let (path, title) = (self.path.clone(), after.subject.title.clone());
            return Err(SessionError::OtherReview { path, title });
        }
        let difference = Difference::between(before, after);
        fresh.last_stamp = fresh.last_stamp.max(self.last_stamp);
        fresh.learn(self.dossier.checks().clone());
        fresh.ask(std::mem::take(&mut self.inquiry));
        fresh.run = std::mem::take(&mut self.run);
        fresh.run.follow(fresh.dossier.review());
        *self = fresh;
        Ok(difference)
    }

    /// Writes the file again as it was saved last, where it is gone.
    pub fn write_again(&mut self) -> Result<(), SessionError> {
        self.seen = disk::create(&self.path, self.document.text())?;
        Ok(())
    }

    /// Stores what happened once where it is not there any more; returns how much of it was not. What was attested since
    /// then stays what counts.
    fn store_again(&mut self, missing: &[Event], by: &Person) -> Result<usize, SessionError> {
        let mut count = 0;
        for event in missing {
            let now = Withdrawal {
                at: self.now().trunc_subsecs(3),
                by: by.clone(),
            };
            if let Some(event) = difference::again(event, self.dossier.review(), &now) {
                self.refuse_to_answer_sealed(&event)?;
                self.store(event)?;
                count += 1;
            }
        }
        Ok(count)
    }

    fn refuse_to_answer_sealed(&self, event: &Event) -> Result<(), Refusal> {
        match (self.dossier.review().seal(), event) {
            (Some(seal), Event::Attested(_) | Event::Withdrawn { .. }) => {
                Err(Refusal::Sealed(Box::new(seal.clone())))
            }
            _ => Ok(()),
        }
    }

    /// Times strictly rise, so that "the last change" is never in doubt.
    fn stamp(&mut self, by: Person) -> Stamp {
        let at = self
            .now()
            .trunc_subsecs(3)
            .max(self.last_stamp + TimeDelta::milliseconds(1));
        self.last_stamp = at;
        Stamp {
            id: uuid::Uuid::new_v4().to_string(),
            by,
            at,
        }
    }
}

/// The last time in a review that is worth believing: what comes next must be later, although the clock was set back
/// or is behind another machine's. A time far in the future is a mistake that must not spread.
fn last_stamp(review: &Review, now: DateTime<Utc>) -> DateTime<Utc> {
    let answers = review
        .attestations()
        .flat_map(|(_, _, a)| {
            [
                Some(a.at),
                a.withdrawn.as_ref().map(|withdrawn| withdrawn.at),
            ]
        })
        .flatten();
    answers
        .chain(review.signoffs.iter().map(|signoff| signoff.at))
        .chain(review.revocations.iter().map(|revocation| revocation.at))
        .chain(review.seals.iter().map(|seal| seal.at))
        .filter(|at| *at <= now + CLOCK_SKEW)
        .max()
        .unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// The directory of a review file, with links resolved as a save resolves them.
fn directory_of(path: &Path) -> Result<PathBuf, DiskError> {
    let fail = |source| DiskError::Io {
        what: "open the directory of",
        path: path.to_owned(),
        source,
    };
    if let Ok(resolved) = std::fs::canonicalize(path) {
        return Ok(resolved
            .parent()
            .map_or_else(|| resolved.clone(), Path::to_owned));
    }
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let parent = std::fs::canonicalize(parent.unwrap_or(Path::new("."))).map_err(fail)?;
    if parent.is_dir() {
        Ok(parent)
    } else {
        Err(fail(std::io::ErrorKind::NotADirectory.into()))
    }
}

/// How a review names a checklist that was given by path, so that others find it too.
fn path_for_others(found: &Found, directory: &Path) -> Result<Option<String>, SessionError> {
    if !found.by_path {
        return Ok(None);
    }
    let file = std::fs::canonicalize(&found.from).map_err(|source| DiskError::Io {
        what: "read",
        path: found.from.clone(),
        source,
    })?;
    let root = repository::root(directory);
    if !file.starts_with(&root) {
        return Err(SessionError::FarChecklist(file, root));
    }
    Ok(Some(repository::relative(directory, &file)))
}
