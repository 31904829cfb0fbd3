//! What every command needs: the review, who asks, the time, where things are.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::event;
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use super::surroundings::{Global, Surroundings};
use crate::face::failure::Failure;
use crate::git::search::{self, SearchError};
use crate::keys::Around;
use crate::policy::Zone;
use crate::profile::drafts::Drafts;
use crate::profile::recent::Recent;
use crate::profile::settings::{self, Settings};
use crate::review::{Change, ItemKey, Person};
use crate::store::shelf::Shelf;
use crate::text::causes;
use crate::work::{Ending, OpenReview};

/// The name of a review that nobody named otherwise.
pub(super) const REVIEW: &str = "signoff.toml";

/// The surroundings of one command, with the person's settings and options.
#[derive(Debug)]
pub(super) struct Call<'s> {
    /// What the process found around it.
    pub surroundings: &'s Surroundings,
    /// The options that every command has.
    pub global: &'s Global,
    /// The person's settings, or the defaults where they are wrong.
    pub settings: Settings,
    /// What is wrong with the settings.
    pub complaint: Option<String>,
    /// The review, where nobody named it and it is not where the person is.
    pub above: OnceCell<PathBuf>,
    /// From where keys and git's settings are looked for; git is asked once.
    pub around: Around,
}

impl<'s> Call<'s> {
    /// Reads the settings.
    pub(super) fn new(surroundings: &'s Surroundings, global: &'s Global) -> Self {
        let file = surroundings
            .folders
            .config
            .as_ref()
            .map(|folder| folder.join("config.toml"));
        let (settings, complaint) = match file.map(|file| settings::read(&file)) {
            None => (Settings::default(), None),
            Some(Ok(settings)) => (settings, None),
            Some(Err(error)) => (Settings::default(), Some(causes::joined(&*error))),
        };
        let home = surroundings.variable("HOME").map(PathBuf::from);
        let home = home.filter(|home| home.is_absolute());
        Self {
            surroundings,
            global,
            settings,
            complaint,
            above: OnceCell::new(),
            around: Around::new(surroundings.directory.clone(), home).once(),
        }
    }

    /// Warns of settings that are wrong.
    pub(super) fn warn_of_settings(&self, out: &mut Output) {
        if let Some(complaint) = &self.complaint {
            out.warn(format!(
                "{complaint}\nthe default settings are used instead"
            ));
        }
    }

    /// Where the person is.
    pub(super) fn here(&self) -> &Path {
        &self.surroundings.directory
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        // As fine as the times of a review.
        self.surroundings.clock.now()
    }

    /// Where checklists come from.
    pub(super) fn shelf(&self) -> Shelf {
        Shelf {
            data: self
                .surroundings
                .folders
                .data
                .as_ref()
                .map(|data| data.join("checklists")),
        }
    }

    /// Where the person's days end: as `TZ` says, else as the machine is set; none where neither names a zone.
    pub(super) fn zone(&self) -> Option<Zone> {
        let named = match self.surroundings.variable("TZ") {
            Some(named) => Some(named.to_string_lossy().trim_start_matches(':').to_owned()),
            None => iana_time_zone::get_timezone().ok(),
        };
        named?.parse().ok()
    }

    /// The reviews that were open lately.
    pub(super) fn recent(&self) -> Recent {
        Recent::new(self.surroundings.folders.state.as_deref())
    }

    /// Answers that were typed and not saved.
    pub(super) fn drafts(&self) -> Drafts {
        Drafts::new(self.surroundings.folders.state.as_deref())
    }

    /// The review that was named by option or environment.
    pub(super) fn named_review(&self) -> Option<PathBuf> {
        let variable = || {
            self.surroundings
                .variable("SIGNOFF_REVIEW")
                .map(PathBuf::from)
        };
        self.global.review.clone().or_else(variable)
    }

    /// The review that was named, else the nearest in the repository.
    pub(super) fn found_review(&self) -> Result<Option<PathBuf>, Failure> {
        if let Some(named) = self.named_review() {
            return Ok(Some(named));
        }
        let sudo = self.surroundings.variable("SUDO_UID");
        let sudo = sudo.and_then(|id| id.to_str()?.parse().ok());
        // Where one is has no links in it.
        let home = self.around.home.as_ref();
        let home = home.and_then(|home| home.canonicalize().ok());
        let Some(found) = search::nearest(self.here(), REVIEW, home.as_deref(), sudo)? else {
            return Ok(None);
        };
        match search::refuse_foreign(&found, sudo) {
            Err(SearchError::Foreign { root, .. }) if self.around.calls_safe(&root) => {}
            other => other?,
        }
        if found.parent() != Some(self.here()) {
            let _ = self.above.set(found.clone());
        }
        Ok(Some(found))
    }

    /// The review's path, or what to do without one.
    pub(super) fn review(&self) -> Result<PathBuf, Failure> {
        self.found_review()?.ok_or_else(|| {
            Failure::wrong(format!(
                "no review: neither {} nor a parent in its repository has {REVIEW}",
                self.here().display()
            ))
            .hint("start one: signoff new --checklist azure-deployment --system NAME")
            .hint("or name one: --review FILE, or SIGNOFF_REVIEW in the environment")
        })
    }

    pub(super) fn open(&self) -> Result<OpenReview, Failure> {
        let path = self.review()?;
        if !path.exists() {
            return Err(
                Failure::wrong(format!("there is no review {}", path.display()))
                    .hint("--review, else SIGNOFF_REVIEW in the environment, names the file"),
            );
        }
        Ok(OpenReview::open(
            &path,
            &self.shelf(),
            self.surroundings.clock,
        )?)
    }

    /// Opens the review for somebody who records something.
    pub(super) fn begin(&self, secrets: &SecretOptions) -> Result<(OpenReview, Person), Failure> {
        let mut open = self.open()?;
        secrets.tell(&mut open);
        Ok((open, self.who()?))
    }

    /// Opens the review and reads its evidence files.
    pub(super) fn open_checked(&self) -> Result<OpenReview, Failure> {
        let mut open = self.open()?;
        open.check_evidence();
        Ok(open)
    }

    /// Who was named by option, environment or settings.
    pub(super) fn named_person(&self) -> Result<Option<Person>, Failure> {
        if let Some(by) = &self.global.by {
            return Ok(Some(by.clone()));
        }
        match self.surroundings.variable("SIGNOFF_BY") {
            Some(by) => match by.to_string_lossy().parse() {
                Ok(person) => Ok(Some(person)),
                Err(expected) => Err(Failure::wrong(format!(
                    "SIGNOFF_BY in the environment: {expected}"
                ))),
            },
            None => Ok(self.settings.name.clone()),
        }
    }

    pub(super) fn who(&self) -> Result<Person, Failure> {
        let named = self.named_person()?;
        named.or_else(|| self.around.person()).ok_or_else(|| {
            Failure::wrong("who are you? neither --by, SIGNOFF_BY, config.toml nor git says so")
                .hint("add --by \"Ada Lovelace <ada@example.org>\"")
                .hint("or tell git: git config --global user.name NAME, and user.email MAIL")
        })
    }

    /// Whom a name means, of which some letters are enough where the review names them.
    pub(super) fn called(
        typed: Option<&Person>,
        open: &OpenReview,
    ) -> Result<Option<Person>, Failure> {
        let facts = open.facts();
        let called = typed.map(|typed| facts.called(typed).map_err(Failure::wrong));
        called.transpose()
    }

    /// The items of some names.
    pub(super) fn keys(names: &[String], open: &OpenReview) -> Result<Vec<ItemKey>, Failure> {
        let dossier = open.dossier();
        let key = |name: &String| Ok(dossier.entry(dossier.find(name)?).key());
        names.iter().map(key).collect()
    }

    /// Makes a change in the review as it is.
    pub(super) fn changed(&self, change: &Change, out: &mut Output) -> Result<Exit, Failure> {
        self.change(change, &mut self.open()?, &self.who()?, out)
    }

    /// Makes a change; tells of it, and of every sign-off that it voids.
    pub(super) fn change(
        &self,
        change: &Change,
        open: &mut OpenReview,
        by: &Person,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        let saved = match open.change(change, by, &self.shelf()).outcome {
            Ending::Saved(saved) => saved,
            Ending::Overtaken(overtaken) => return Err(overtaken.into()),
            Ending::Unreadable(error) | Ending::Failed(error) => return Err(error.into()),
        };
        out.warnings(saved.warnings());
        event::tell(&saved.event, open, out);
        for voided in &saved.voided {
            out.note(voided);
        }
        Ok(Exit::Done)
    }
}
