//! The one door to a review: open it, change it, keep it safe.

mod decision;
mod verifying;

pub use verifying::Statements;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use crate::checklist::{Checklist, Policy};
use crate::decision::Objection;
use crate::evidence::{self, EvidenceError};
use crate::review::standing::CLOCK_SKEW;
use crate::review::{
    Change, Difference, Dossier, Event, Person, Refusal, Review, Stamp, Subject, Withdrawal,
    difference,
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

/// A change that is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What happened.
    pub event: Event,
    /// Where another program's version is kept that was written at the same moment.
    pub displaced: Option<PathBuf>,
    /// False where the system could not say that it will survive a power cut.
    pub durable: bool,
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

    /// The time now.
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Makes a change; when this returns `Ok`, it is on disk. On an error nothing changed.
    pub fn apply(&mut self, change: Change, by: Person) -> Result<Saved, SessionError> {
        let stamp = self.stamp(by);
        let event = self.dossier.admit(change, stamp)?;
        self.store(event)
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
        self.dossier.apply(event.clone(), self.now());
        Ok(Saved {
            event,
            displaced: replaced.displaced,
            durable: replaced.durable,
        })
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
        self.reassess_at(self.now());
    }

    /// Looks at every answer as it stood, or will stand, at a moment.
    pub fn reassess_at(&mut self, at: DateTime<Utc>) {
        self.dossier.reassess(at);
    }

    /// Asks for more than the checklists do.
    pub fn tighten(&mut self, policy: &Policy) {
        self.dossier.tighten(policy, self.now());
    }

    /// How the review file looked when it was read or saved last.
    pub fn print(&self) -> Print {
        self.seen.print
    }

    /// Reads the file again, which then counts, and tells what another program did to it. On an error nothing changed.
    pub fn reload(&mut self, shelf: &Shelf) -> Result<Difference, SessionError> {
        let mut fresh = Self::open(&self.path, shelf, self.clock)?;
        let (before, after) = (self.dossier.review(), fresh.dossier.review());
        if before.subject.id != after.subject.id {
            let (path, title) = (self.path.clone(), after.subject.title.clone());
            return Err(SessionError::OtherReview { path, title });
        }
        let difference = Difference::between(before, after);
        fresh.last_stamp = fresh.last_stamp.max(self.last_stamp);
        fresh.learn(self.dossier.checks().clone());
        *self = fresh;
        Ok(difference)
    }

    /// Writes the file again as it was saved last, where it is gone.
    pub fn write_again(&mut self) -> Result<(), SessionError> {
        self.seen = disk::create(&self.path, self.document.text())?;
        Ok(())
    }

    /// Puts back what is [missing](Difference::missing) after another program saved an old state; returns how many
    /// were. What was attested since then stays what counts.
    pub fn put_back(&mut self, missing: &[Event], by: &Person) -> Result<usize, SessionError> {
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

    /// Reads every evidence file that counts and takes in what was found.
    pub fn check_evidence(&mut self) {
        let root = self.evidence_root();
        let paths = self.dossier.evidence_files();
        let checks = paths
            .into_iter()
            .map(|path| (path.to_owned(), root.check(path)))
            .collect();
        self.learn(checks);
    }

    /// Takes in what evidence files were found to be.
    pub fn learn(&mut self, checks: crate::review::Checks) {
        self.dossier.learn(checks, self.now());
    }

    /// How this review names an evidence file that a person in `here` calls `given`.
    pub fn name_evidence(&self, given: &Path, here: &Path) -> Result<String, EvidenceError> {
        let name = self.evidence_root().name(given, here)?;
        if self
            .path
            .file_name()
            .is_some_and(|own| own == OsStr::new(&name))
        {
            let why = "is the review itself, which changes with every answer";
            return Err(EvidenceError::Unfit { path: name, why });
        }
        Ok(name)
    }

    /// Where evidence files are looked for.
    pub fn evidence_root(&self) -> evidence::Root {
        evidence::Root::of(&self.directory)
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
