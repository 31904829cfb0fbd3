//! The open review with all that goes on around it: what is watched, read and verified meanwhile.

use std::collections::HashMap;
use std::sync::mpsc::Sender;

use chrono::NaiveDate;

use super::desk::Desk;
use super::effect::{Act, Rendering};
use super::intent::{Instrument, Wish};
use super::launch::Launch;
use super::msg::{Msg, Update};
use super::watch::{Disturbance, Watch};
use crate::evidence::{Job, News};
use crate::face::failure::Failure;
use crate::keys::Around;
use crate::report::markdown;
use crate::review::{Checks, Evidence, Measured};
use crate::work::{OpenReview, Secret};

/// A review while it is open.
#[derive(Debug)]
pub(super) struct Sitting {
    pub review: OpenReview,
    jobs: HashMap<u64, Job>,
    /// What is done when its job has read the evidence.
    waiting: Option<(u64, Waiting)>,
    /// What other programs may change.
    pub(super) watch: Watch,
    /// What looks like a secret, as it was told last: done once more, it is kept.
    pub(super) told: Vec<Secret>,
    /// The day on which every answer was looked at last.
    assessed: Option<NaiveDate>,
    /// How often signatures were looked into, so that what was found out of an older state is not believed.
    pub(super) verifications: u64,
    pub(super) around: Option<Around>,
    pub(super) inbox: Sender<Msg>,
}

/// What is done when the evidence was read again.
#[derive(Debug)]
enum Waiting {
    /// A statement is made.
    State(Box<Wish>),
    /// A signed one is recorded.
    Record(Box<Instrument>),
}

impl Sitting {
    /// Its threads tell the inbox. What those of the sitting before it tell is not believed any more.
    pub(super) fn new(
        review: OpenReview,
        launch: &Launch,
        inbox: Sender<Msg>,
        before: Option<Self>,
    ) -> Self {
        let mut sitting = Self {
            watch: Watch::of(&review, &launch.shelf),
            review,
            jobs: HashMap::new(),
            waiting: None,
            told: Vec::new(),
            assessed: None,
            verifications: before.map_or(0, |before| before.verifications),
            around: launch.around.clone(),
            inbox,
        };
        sitting.verify();
        sitting
    }

    pub(super) fn desk(&self) -> Desk<'_> {
        Desk {
            facts: self.review.facts(),
            path: self.review.path(),
            run: self.review.run(),
        }
    }

    /// Takes in what a thread tells; what waited for it is done.
    pub(super) fn learn(&mut self, msg: &Msg, launch: &Launch) -> Option<Msg> {
        let (job, news) = match msg {
            Msg::Review(Update::News(job, news)) => (job, news),
            Msg::Verified(turn, found) => {
                self.verified(*turn, found);
                return None;
            }
            _ => return None,
        };
        let is_known = match news {
            News::Checked(_) | News::Measured(_) => self.jobs.remove(job).is_some(),
            _ => false,
        };
        let waiting = self
            .waiting
            .take_if(|(waits, _)| is_known && waits == job)
            .map(|(_, waiting)| waiting);
        match (news, waiting) {
            (News::Checked(checks), Some(Waiting::Record(record))) => {
                return Some(self.record(*record, checks.clone(), launch));
            }
            (News::Checked(checks), waiting) => {
                if is_known {
                    self.review.learn(checks.clone());
                }
                if let Some(Waiting::State(wish)) = waiting {
                    return Some(self.state(*wish));
                }
            }
            // What was known of the file is out of date.
            (
                News::Measured(Ok(Evidence::File {
                    path, digest, size, ..
                })),
                _,
            ) if self.review.dossier().checks().contains_key(path) => {
                let measured = Measured::read(*digest, *size);
                self.review.learn([(path.clone(), measured)].into());
            }
            _ => {}
        }
        None
    }

    /// Looks at every answer again when the day has changed.
    pub(super) fn pass_time(&mut self) {
        let today = self.review.dossier().day_of(self.review.now());
        if self.assessed != Some(today) {
            self.assessed = Some(today);
            self.review.reassess();
        }
    }

    /// What another program changed since the last look.
    pub(super) fn look(&mut self, launch: &Launch) -> Option<Msg> {
        // A statement that waits for its evidence finds out by itself that the review is another one.
        if self.waiting.is_some() {
            return None;
        }
        let update = match self.watch.look(&self.review, &launch.shelf)? {
            Disturbance::Evidence(stirred) => Update::Stirred(stirred),
            Disturbance::Review(now) => match self.reread(launch) {
                Ok(arrival) => Update::Reloaded(arrival, None),
                Err(trouble) => {
                    self.watch.fail(now);
                    Update::Troubled(trouble)
                }
            },
        };
        Some(update.into())
    }

    pub(super) fn act(&mut self, act: Act, launch: &Launch) -> Option<Msg> {
        match act {
            Act::Change(change, by) => Some(self.change(&change, &by, launch)),
            Act::WriteAgain(change, by) => Some(self.write_again(&change, &by, launch)),
            Act::PutBack(events, by) => Some(self.put_back(&events, &by, launch)),
            Act::SaveBeside(change, by) => Some(match self.review.save_beside(change, by) {
                Ok(path) => Msg::Done(format!("your version is in {}", path.display())),
                Err(error) => Msg::Failed(Failure::from(error).line()),
            }),
            Act::State { wish, .. } if !wish.intent.decides() => Some(self.state(*wish)),
            Act::State { job, wish } => self.after_evidence(job, Waiting::State(wish)),
            Act::Record { record, .. } if !record.decides() => {
                Some(self.record(*record, Checks::default(), launch))
            }
            Act::Record { job, record } => self.after_evidence(job, Waiting::Record(record)),
            Act::Measure { job, path, named } => self.measure(job, &path, named, launch),
            Act::Check { job, paths } => {
                self.check(job, paths);
                None
            }
            Act::Look(path) => Some(match self.review.evidence_root().excerpt(&path) {
                Ok(text) => Update::Looked(path, text).into(),
                Err(error) => Msg::Failed(Failure::from(error).line()),
            }),
            Act::Cancel(job) => {
                self.jobs.remove(&job);
                Some(match self.waiting.take_if(|(waits, _)| *waits == job) {
                    Some((_, Waiting::Record(_))) => Update::Unrecorded.into(),
                    _ => Msg::Done("stopped reading".into()),
                })
            }
            Act::Write(what, file) => Some(self.write(what, file, launch)),
        }
    }

    /// Reads the evidence again, and does then what waits for it.
    fn after_evidence(&mut self, job: u64, waiting: Waiting) -> Option<Msg> {
        let files = self.review.dossier().evidence_files();
        let paths = files.into_iter().map(str::to_owned).collect();
        self.check(job, paths);
        self.waiting = Some((job, waiting));
        None
    }

    /// Begins to read evidence files.
    fn check(&mut self, job: u64, paths: Vec<String>) {
        let (root, tell) = (self.review.evidence_root(), self.teller(job));
        self.watch.begin(self.review.directory(), &paths);
        self.jobs.insert(job, Job::check(root, paths, tell));
    }

    fn measure(&mut self, job: u64, path: &str, named: bool, launch: &Launch) -> Option<Msg> {
        // A typed path starts where the person is; in a review it starts where the review is.
        let typed = || self.review.file_of(path, &launch.directory);
        let name = if named { Ok(path.to_owned()) } else { typed() };
        match name {
            Ok(name) => {
                let (root, at) = (self.review.evidence_root(), self.review.now());
                let reading = Job::measure(root, name, at, self.teller(job));
                self.jobs.insert(job, reading);
                None
            }
            Err(error) => Some(Update::News(job, News::Measured(Err(error))).into()),
        }
    }

    fn teller(&self, job: u64) -> impl Fn(News) + Send + 'static {
        let inbox = self.inbox.clone();
        move |news| drop(inbox.send(Update::News(job, news).into()))
    }

    fn write(&self, what: Rendering, file: String, launch: &Launch) -> Msg {
        let review = self.review.dossier().review();
        if self.is_verifying() && review.has_signatures() {
            let why = "the signatures are still being verified; try again in a moment".to_owned();
            return Msg::NotWritten { what, file, why };
        }
        let path = launch.directory.join(&file);
        let facts = self.review.facts();
        let text = match (what, review.sessions.last()) {
            (Rendering::Minutes, Some(session)) => markdown::recap(session, &facts),
            _ => markdown::render(&facts),
        };
        match self.review.export(&path, &text) {
            Ok(()) => {
                let path = path.canonicalize().unwrap_or(path);
                let are = match what {
                    Rendering::Report => "report is",
                    Rendering::Minutes => "minutes are",
                };
                Msg::Done(format!("the {are} in {}", path.display()))
            }
            Err(error) => Msg::NotWritten {
                what,
                file,
                why: Failure::from(error).line(),
            },
        }
    }
}
