//! The only place where the UI touches the world; what comes of it is a message.

use std::sync::mpsc::Sender;

use super::effect::{Act, Errand};
use super::launch::Launch;
use super::msg::{Msg, Update};
use super::offer;
use super::saving::{is_told, not_saved};
use super::sitting::Sitting;
use crate::evidence::listing;
use crate::face::failure::Failure;
use crate::face::form::start;
use crate::face::words;
use crate::keys::Keyring;
use crate::profile::drafts::NO_REVIEW;
use crate::review::Person;
use crate::store::disk::DiskError;
use crate::work::{OpenReview, Secret, Start, WorkError, merge};

/// What effects act on.
#[derive(Debug)]
pub(super) struct World {
    launch: Launch,
    sitting: Option<Sitting>,
    /// Why something is kept only until the program ends, as it was told last.
    unkept: Option<String>,
    /// The secrets that the person was told of in the new review that they are about to start.
    told: Vec<Secret>,
    inbox: Sender<Msg>,
}

impl World {
    /// Nothing open yet; threads send what they have to tell to `inbox`.
    pub(super) fn new(launch: Launch, inbox: Sender<Msg>) -> Self {
        Self {
            launch,
            sitting: None,
            unkept: None,
            told: Vec::new(),
            inbox,
        }
    }

    /// The review that is open.
    pub(super) fn sitting(&self) -> Option<&Sitting> {
        self.sitting.as_ref()
    }

    /// Takes in what a thread tells before anybody else sees it; what waited for it is done.
    pub(super) fn learn(&mut self, msg: &Msg) -> Option<Msg> {
        let sitting = self.sitting.as_mut()?;
        sitting.pass_time();
        sitting.learn(msg, &self.launch)
    }

    /// What another program changed since the last look.
    pub(super) fn look(&mut self) -> Option<Msg> {
        self.sitting.as_mut()?.look(&self.launch)
    }

    /// Does something with the open review.
    pub(super) fn act(&mut self, act: Act) -> Option<Msg> {
        self.sitting.as_mut()?.act(act, &self.launch)
    }

    /// Does something else.
    pub(super) fn run(&mut self, errand: Errand) -> Option<Msg> {
        match errand {
            Errand::LoadHome(who) => {
                let open = self.sitting().map(|sitting| &sitting.review);
                Some(Msg::Home(offer::home(&self.launch, open, who.as_ref())))
            }
            Errand::Forget(path) => {
                self.launch.recent.forget(&path);
                None
            }
            Errand::AskGit => {
                let around = self.launch.around.clone();
                self.later(move || Msg::Who(around.and_then(|around| around.person())))
            }
            Errand::Open(path) => Some(
                match OpenReview::open(&path, &self.launch.shelf, self.launch.clock) {
                    Ok(open) => self.opened(open, false),
                    Err(error) => Msg::Failed(Failure::from(error).line()),
                },
            ),
            Errand::Resolve(path) => Some(
                match merge::resolve(&path, &self.launch.shelf, self.launch.clock) {
                    Ok((open, undecided)) => {
                        let said = Msg::Done(words::resolved(&undecided));
                        drop(self.inbox.send(said));
                        self.opened(open, false)
                    }
                    Err(error) => Msg::Failed(Failure::from(error).line()),
                },
            ),
            Errand::Create { file, start, by } => Some(self.create(&file, start, by)),
            Errand::FindKeys => {
                let around = self.launch.around.clone();
                self.later(move || {
                    Msg::Keys(around.as_ref().map(Keyring::find).unwrap_or_default())
                })
            }
            Errand::KeepDraft(draft) => {
                let kept = self
                    .launch
                    .drafts
                    .keep(self.review_id()?, &draft.key, &draft);
                self.told_of(kept)
            }
            Errand::KeepForm(form, values) => {
                let review = self.review_of(&form)?;
                let kept = self.launch.drafts.keep_form(review, &form, &values);
                self.told_of(kept)
            }
            Errand::ForgetForm(form) => {
                let review = self.review_of(&form)?;
                self.launch.drafts.forget_form(review, &form);
                self.told_of(Ok(()))
            }
            Errand::ForgetDraft(key) => {
                self.launch.drafts.forget(self.review_id()?, &key);
                self.told_of(Ok(()))
            }
            Errand::Browse(url) => Some(match open::that_detached(&url) {
                Ok(()) => Msg::Done(format!("opened {url}")),
                Err(_) => Msg::Failed(format!("no browser could be opened; the address is {url}")),
            }),
            Errand::List { typed, evidence } => {
                let open = self.sitting().filter(|_| evidence);
                let root = open.map(|sitting| sitting.review.evidence_root());
                let paths = listing::paths(&self.launch.directory, &typed, root.as_ref());
                Some(Msg::Listed { typed, paths })
            }
        }
    }

    fn create(&mut self, file: &str, start: Start, by: Person) -> Msg {
        let path = self.launch.directory.join(file);
        let mut start = start.seen_from(&self.launch.directory);
        let Launch { shelf, clock, .. } = &self.launch;
        let mut created = OpenReview::create(&path, start.clone(), by.clone(), shelf, *clock);
        if let Err(WorkError::Secrets(found)) = &created
            && is_told(&mut self.told, found)
        {
            start.allows_secrets = true;
            created = OpenReview::create(&path, start, by, shelf, *clock);
        }
        match created {
            Ok(open) => self.opened(open, true),
            Err(error @ WorkError::Secrets(_)) => not_saved(error),
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
        let others = self.launch.drafts.others(&subject.id);
        let before = self.sitting.take();
        self.sitting = Some(Sitting::new(open, &self.launch, self.inbox.clone(), before));
        let opened = Update::Opened {
            fresh,
            drafts,
            others,
            forms,
        };
        opened.into()
    }

    /// Has a thread find out what to tell: git and an agent may be slow.
    fn later(&self, find: impl FnOnce() -> Msg + Send + 'static) -> Option<Msg> {
        let inbox = self.inbox.clone();
        std::thread::spawn(move || drop(inbox.send(find())));
        None
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

    /// The review that the form of a name belongs to.
    fn review_of(&self, form: &str) -> Option<&str> {
        if form == start::NAME {
            Some(NO_REVIEW)
        } else {
            self.review_id()
        }
    }

    fn review_id(&self) -> Option<&str> {
        Some(&self.sitting()?.review.dossier().review().subject.id)
    }
}
