//! Opening a review: its file, its checklists, what it adds up to.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};

use super::error::MOST;
use super::{Run, WorkError};
use crate::decision::{Proofs, Question};
use crate::facts::Facts;
use crate::keys::Lists;
use crate::policy::Calendar;
use crate::review::standing::CLOCK_SKEW;
use crate::review::{Difference, Dossier};
use crate::store::Document;
use crate::store::disk::{self, DiskError, Print, Seen};
use crate::store::shelf::Shelf;

/// Tells the time, and makes an id for what is recorded then; tests pass one of their own.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    pub time: fn() -> DateTime<Utc>,
    /// Another one every time, everywhere.
    pub id: fn() -> String,
}

impl Clock {
    /// In whole milliseconds, as it is written.
    pub fn now(self) -> DateTime<Utc> {
        (self.time)().trunc_subsecs(3)
    }
}

/// What somebody asks of a review.
#[derive(Debug, Clone, Default)]
pub struct Inquiry {
    /// What the verdict answers.
    pub question: Question,
    /// Whom to believe.
    pub lists: Lists,
}

/// An open review.
#[derive(Debug)]
pub struct OpenReview {
    pub(super) path: PathBuf,
    pub(super) directory: PathBuf,
    pub(super) dossier: Dossier,
    pub(super) document: Document,
    pub(super) seen: Seen,
    pub(super) clock: Clock,
    pub(super) last_stamp: DateTime<Utc>,
    pub(super) proofs: Proofs,
    pub(super) inquiry: Inquiry,
    pub(super) run: Run,
    pub(super) allows_secrets: bool,
}

impl OpenReview {
    /// Opens a review with its checklists. Evidence files are not looked at yet.
    pub fn open(path: &Path, shelf: &Shelf, clock: Clock) -> Result<Self, WorkError> {
        let directory = directory_of(path)?;
        let (text, seen) = disk::read(path)?;
        let (document, review) =
            Document::parse(path, text).map_err(|wrong| disk::tellable(path, wrong))?;
        for (count, what) in [
            (review.signoffs.len(), "sign-offs"),
            (review.revocations.len(), "revocations"),
            (review.declarations.len(), "declarations"),
        ] {
            if count > MOST {
                return Err(WorkError::TooMany(path.to_owned(), count, what));
            }
        }
        let checklists: Vec<_> = review
            .checklists
            .iter()
            .map(|pinned| shelf.of_review(pinned, &directory))
            .collect::<Result<_, _>>()?;
        let now = clock.now();
        // What comes next must be later than all before, although the clock was set back or is behind another machine's.
        // A time far in the future is a mistake that must not spread.
        let last_stamp = review.last_moment(now + CLOCK_SKEW);
        let dossier = Dossier::new(review, checklists, now);
        Ok(Self {
            path: path.to_owned(),
            directory,
            dossier,
            document,
            seen,
            clock,
            last_stamp: last_stamp.unwrap_or(DateTime::<Utc>::MIN_UTC),
            proofs: Proofs::default(),
            inquiry: Inquiry::default(),
            run: Run::default(),
            allows_secrets: false,
        })
    }

    /// Reads the file again, which then counts, and tells what another program did to it. On an error nothing changed.
    pub(super) fn reload(&mut self, shelf: &Shelf) -> Result<Difference, WorkError> {
        let mut fresh = Self::open(&self.path, shelf, self.clock)?;
        let (before, after) = (self.dossier.review(), fresh.dossier.review());
        if before.subject.id != after.subject.id {
            let (path, title) = (self.path.clone(), after.subject.title.clone());
            return Err(WorkError::OtherReview { path, title });
        }
        let difference = Difference::between(before, after);
        fresh.last_stamp = fresh.last_stamp.max(self.last_stamp);
        fresh.learn(self.dossier.checks().clone());
        fresh.ask(std::mem::take(&mut self.inquiry));
        fresh.run = std::mem::take(&mut self.run);
        fresh.allows_secrets = self.allows_secrets;
        fresh.run.follow(fresh.dossier.review());
        *self = fresh;
        Ok(difference)
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
        self.match_commits();
        let targets = self.inquiry.question.targets();
        let asked = targets.filter_map(|one| one.against.as_ref());
        self.inquiry.question.earlier = asked.map(|at| self.earlier(at)).collect();
        let at = self.moment();
        if let Some(policy) = &self.inquiry.question.policy {
            self.dossier.tighten(&policy.rules, at);
        }
        self.dossier.reassess(at);
    }

    /// What was done to it since it was opened.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The time now, as fine as the times of a review: of more than six digits of a second, other programs would make
    /// another digest.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The day that it is now, where the review's people are.
    pub fn today(&self) -> NaiveDate {
        self.dossier.day_of(self.now())
    }

    /// What days that people write now are seen from.
    pub fn calendar(&self) -> Calendar {
        self.dossier.calendar(self.now())
    }

    /// The moment that the review is looked at from: now, where nobody asked for another.
    pub(super) fn moment(&self) -> DateTime<Utc> {
        self.inquiry.question.at.unwrap_or_else(|| self.now())
    }

    /// Looks at every answer again: time passes.
    pub fn reassess(&mut self) {
        self.dossier.reassess(self.moment());
    }

    /// How the review file looked when it was read or saved last.
    pub fn print(&self) -> Print {
        self.seen.print
    }
}

/// The directory of a review file, with links resolved as a save resolves them.
pub(super) fn directory_of(path: &Path) -> Result<PathBuf, DiskError> {
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
