//! The only place where the UI touches the world; what comes of it is a message.

use std::collections::HashMap;
use std::path::Path;
use std::sync::mpsc::Sender;

use chrono::NaiveDate;

use super::desk::Desk;
use super::intent::{Record, Wish};
use super::launch::Launch;
use super::msg::{Effect, Msg};
use super::offer;
use super::watch::{Seen, Watch};
use crate::evidence::{Job, News, listing};
use crate::face::failure::Failure;
use crate::face::form::start;
use crate::git::identity;
use crate::profile::drafts::NO_REVIEW;
use crate::report::markdown;
use crate::review::{Evidence, Measured, Person, Signoff};
use crate::store::disk::DiskError;
use crate::work::{OpenReview, Secret, Start, WorkError};

/// What effects act on.
#[derive(Debug)]
pub struct World {
    pub(super) launch: Launch,
    pub(super) open: Option<OpenReview>,
    jobs: HashMap<u64, Job>,
    /// What is done when its job has read the evidence.
    pub(super) waiting: Option<(u64, Waiting)>,
    /// What other programs may change.
    pub(super) watch: Watch,
    /// Why something is kept only until the program ends, as it was told last.
    unkept: Option<String>,
    /// What looks like a secret, as it was told last: done once more, it is kept.
    pub(super) told: Vec<Secret>,
    /// The day on which every answer was looked at last.
    assessed: Option<NaiveDate>,
    /// How often signatures were looked into, so that what was found out of an older state is not believed.
    pub(super) verifications: u64,
    pub(super) inbox: Sender<Msg>,
}

/// What is done when the evidence was read again.
#[derive(Debug)]
pub(super) enum Waiting {
    /// A statement is made.
    State(Box<Wish>),
    /// A signed one is recorded.
    Record(Box<Signoff>),
}

impl World {
    /// Nothing open yet; threads send what they have to tell to `inbox`.
    pub fn new(launch: Launch, inbox: Sender<Msg>) -> Self {
        Self {
            launch,
            open: None,
            jobs: HashMap::new(),
            waiting: None,
            watch: Watch::default(),
            unkept: None,
            told: Vec::new(),
            assessed: None,
            verifications: 0,
            inbox,
        }
    }

    /// What is open.
    pub fn desk(&self) -> Option<Desk<'_>> {
        self.open.as_ref().map(Desk::of)
    }

    /// The command that opens the person's editor.
    pub fn editor(&self) -> Option<&str> {
        self.launch.editor.as_deref()
    }

    /// Takes in what a job tells before anybody else sees it; what waited for it is done.
    pub fn learn(&mut self, msg: &Msg) -> Option<Msg> {
        if let Msg::Verified(turn, found) = msg {
            self.verified(*turn, found);
        }
        let Msg::News(job, news) = msg else {
            return None;
        };
        let is_known = match news {
            News::Checked(_) | News::Measured(_) => self.jobs.remove(job).is_some(),
            _ => false,
        };
        let waiting = self
            .waiting
            .take_if(|(waits, _)| is_known && waits == job)
            .map(|(_, waiting)| waiting);
        let open = self.open.as_mut()?;
        match (news, waiting) {
            (News::Checked(checks), Some(Waiting::Record(signoff))) => {
                return Some(self.sign_with(*signoff, checks.clone()));
            }
            (News::Checked(checks), waiting) => {
                if is_known {
                    open.learn(checks.clone());
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
            ) if open.dossier().checks().contains_key(path) => {
                open.learn([(path.clone(), Measured::Read(*digest, *size))].into());
            }
            _ => {}
        }
        None
    }

    /// Reads the evidence again, and does then what waits for it.
    fn after_evidence(&mut self, job: u64, waiting: Waiting) -> Option<Msg> {
        let files = self.open.as_ref()?.dossier().evidence_files();
        let paths = files.into_iter().map(str::to_owned).collect();
        self.check(job, paths);
        self.waiting = Some((job, waiting));
        None
    }

    /// Looks at every answer again when the day has changed.
    pub fn pass_time(&mut self) {
        if let Some(open) = &mut self.open {
            let today = open.today();
            if self.assessed != Some(today) {
                self.assessed = Some(today);
                open.reassess();
            }
        }
    }

    /// Does what is to be done; the effects that need the terminal are not for here.
    pub fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::LoadHome => Some(Msg::Home(offer::home(&self.launch, self.open.as_ref()))),
            Effect::Forget(path) => {
                self.launch.recent.forget(&path);
                Some(Msg::Home(offer::home(&self.launch, self.open.as_ref())))
            }
            Effect::AskGit => {
                let (directory, inbox) = (self.launch.directory.clone(), self.inbox.clone());
                std::thread::spawn(move || {
                    drop(inbox.send(Msg::Who(identity::from_git(&directory))));
                });
                None
            }
            Effect::Open(path) => Some(self.open(&path)),
            Effect::Create { file, start, by } => Some(self.create(&file, start, by)),
            Effect::Apply(change, by) => Some(self.apply(&change, &by)),
            Effect::WriteAgain(change, by) => Some(self.write_again(&change, &by)),
            Effect::PutBack(events, by) => Some(self.put_back(&events, &by)),
            Effect::FindKeys => {
                self.find_keys();
                None
            }
            Effect::State { wish, .. } if !wish.intent.decides() => Some(self.state(*wish)),
            Effect::State { job, wish } => self.after_evidence(job, Waiting::State(wish)),
            Effect::Record { job, record } => match *record {
                Record::Signoff(signoff) => self.after_evidence(job, Waiting::Record(signoff)),
                Record::Revocation(revocation) => Some(self.revoke(*revocation)),
            },
            Effect::SaveBeside(change, by) => {
                Some(match self.open.as_mut()?.save_beside(change, by) {
                    Ok(path) => Msg::Done(format!("your version is in {}", path.display())),
                    Err(error) => Msg::Failed(Failure::from(error).line()),
                })
            }
            Effect::Measure { job, path, named } => self.measure(job, &path, named),
            Effect::Cancel(job) => {
                self.jobs.remove(&job);
                Some(match self.waiting.take_if(|(waits, _)| *waits == job) {
                    Some((_, Waiting::Record(_))) => {
                        Msg::Failed("stopped, and nothing is recorded; Enter tries again".into())
                    }
                    _ => Msg::Done("stopped reading".into()),
                })
            }
            Effect::CheckEvidence { job, paths } => {
                self.check(job, paths);
                None
            }
            Effect::KeepDraft(draft) => {
                let kept = self.launch.drafts.keep(self.review_id()?, &draft);
                self.told_of(kept)
            }
            Effect::KeepForm(form, values) => {
                let review = self.review_of(&form)?;
                let kept = self.launch.drafts.keep_form(review, &form, &values);
                self.told_of(kept)
            }
            Effect::ForgetForm(form) => {
                let review = self.review_of(&form)?;
                self.launch.drafts.forget_form(review, &form);
                self.told_of(Ok(()))
            }
            Effect::ForgetDraft(key) => {
                self.launch.drafts.forget(self.review_id()?, &key);
                self.told_of(Ok(()))
            }
            Effect::WriteReport(file) => Some(self.write_report(file)?),
            Effect::Browse(url) => Some(match open::that_detached(&url) {
                Ok(()) => Msg::Done(format!("opened {url}")),
                Err(_) => Msg::Failed(format!("no browser could be opened; the address is {url}")),
            }),
            Effect::List { typed, evidence } => {
                let root = self
                    .open
                    .as_ref()
                    .map(OpenReview::evidence_root)
                    .filter(|_| evidence);
                let paths = listing::paths(&self.launch.directory, &typed, root.as_ref());
                Some(Msg::Listed { typed, paths })
            }
            Effect::Quit
            | Effect::Suspend
            | Effect::Edit { .. }
            | Effect::Sign(_)
            | Effect::Redraw
            | Effect::Copy(_) => None,
        }
    }

    /// Begins to read evidence files.
    fn check(&mut self, job: u64, paths: Vec<String>) {
        let Some(open) = &self.open else { return };
        let (root, tell) = (open.evidence_root(), self.teller(job));
        self.watch.begin(open.directory(), &paths);
        self.jobs.insert(job, Job::check(root, paths, tell));
    }

    fn teller(&self, job: u64) -> impl Fn(News) + Send + 'static {
        let inbox = self.inbox.clone();
        move |news| drop(inbox.send(Msg::News(job, news)))
    }

    fn open(&mut self, path: &Path) -> Msg {
        match OpenReview::open(path, &self.launch.shelf, self.launch.clock) {
            Ok(open) => self.opened(open, false),
            Err(error) => Msg::Failed(Failure::from(error).line()),
        }
    }

    fn create(&mut self, file: &str, start: Start, by: Person) -> Msg {
        let path = self.launch.directory.join(file);
        let start = start.seen_from(&self.launch.directory);
        match OpenReview::create(&path, start, by, &self.launch.shelf, self.launch.clock) {
            Ok(open) => self.opened(open, true),
            Err(error @ WorkError::Disk(DiskError::Exists(_))) => {
                Msg::Exists(Failure::from(error).line())
            }
            Err(error) => Msg::Failed(Failure::from(error).line()),
        }
    }

    pub(super) fn opened(&mut self, mut open: OpenReview, fresh: bool) -> Msg {
        open.ask(self.launch.inquiry.clone());
        let subject = &open.dossier().review().subject;
        self.launch.recent.remember(open.path(), subject);
        let drafts = self.launch.drafts.list(&subject.id);
        let forms = self.launch.drafts.forms(&subject.id);
        self.jobs.clear();
        self.waiting = None;
        self.watch = Watch::of(&open, &self.launch.shelf);
        self.open = Some(open);
        self.verify();
        Msg::Opened {
            fresh,
            drafts,
            forms,
        }
    }

    fn report(&self) -> Option<String> {
        Some(markdown::render(&self.open.as_ref()?.facts()))
    }

    fn write_report(&self, file: String) -> Option<Msg> {
        if self.is_verifying() && self.open.as_ref()?.dossier().review().has_signatures() {
            let why = "the signatures are still being verified; try again in a moment".to_owned();
            return Some(Msg::ReportNotWritten { file, why });
        }
        let path = self.launch.directory.join(&file);
        Some(match self.open.as_ref()?.export(&path, &self.report()?) {
            Ok(()) => {
                let path = path.canonicalize().unwrap_or(path);
                Msg::Done(format!("the report is in {}", path.display()))
            }
            Err(error) => Msg::ReportNotWritten {
                file,
                why: Failure::from(error).line(),
            },
        })
    }

    /// Tells whether what was typed is kept, where that is another answer than before.
    fn told_of(&mut self, kept: Result<(), DiskError>) -> Option<Msg> {
        let why = match kept {
            Ok(()) if self.launch.drafts.would_be_lost() => return None,
            Ok(()) => None,
            Err(error) => Some(Failure::from(error).line()),
        };
        let is_news = self.unkept != why;
        self.unkept.clone_from(&why);
        is_news.then_some(Msg::Kept(why))
    }

    /// What another program changed since the last look.
    pub fn look(&mut self) -> Option<Msg> {
        // A statement that waits for its evidence finds out by itself that the review is another one.
        let open = self.open.as_ref().filter(|_| self.waiting.is_none())?;
        Some(match self.watch.look(open, &self.launch.shelf)? {
            Seen::Evidence(stirred) => Msg::Stirred(stirred),
            Seen::Review(now) => match self.reread() {
                Ok(arrival) => Msg::Reloaded(arrival, None),
                Err(trouble) => {
                    self.watch.fail(now);
                    Msg::Troubled(trouble)
                }
            },
        })
    }

    /// The review that the form of a name belongs to.
    fn review_of(&self, form: &str) -> Option<&str> {
        if form == start::NAME {
            Some(NO_REVIEW)
        } else {
            self.review_id()
        }
    }

    fn review_id(&self) -> Option<&str> {
        Some(&self.open.as_ref()?.dossier().review().subject.id)
    }

    fn measure(&mut self, job: u64, path: &str, named: bool) -> Option<Msg> {
        let open = self.open.as_ref()?;
        // A typed path starts where the person is; in a review it starts where the review is.
        let typed = || open.file_of(path, &self.launch.directory);
        let name = if named { Ok(path.to_owned()) } else { typed() };
        match name {
            Ok(name) => {
                let (at, tell) = (open.now(), self.teller(job));
                self.jobs
                    .insert(job, Job::measure(open.evidence_root(), name, at, tell));
                None
            }
            Err(error) => Some(Msg::News(job, News::Measured(Err(error)))),
        }
    }
}
