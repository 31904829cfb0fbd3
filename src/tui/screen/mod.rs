//! The screens: each has its state, takes what is meant for it, and draws itself. A screen knows no other; it says
//! where to go.

pub mod attest;
pub mod evidence;
pub mod findings;
pub mod home;
pub mod new;
pub mod report;
pub mod revoke;
pub mod signoff;
pub mod signoffs;
pub mod stating;
pub mod walk;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::form::{Asked, Told};
pub use super::input::Input;
use super::keymap::Keymap;
use super::layout;
use super::msg::{Desk, Effect};
use super::reading::{Checking, Reading};
use super::theme::Theme;
use crate::face::command::Action;
use crate::face::form::Blank;
use crate::face::place::Place;
use crate::keys::Keyring;
use crate::review::{AnswerDraft, Compared, Evidence, ItemKey, Person, SealState, Status};

/// What is on screen under the overlays. The walk's state outlives the other screens.
#[derive(Debug)]
pub enum Screen {
    /// Resume or start.
    Home,
    /// A review about to be started.
    New(Box<new::NewReview>),
    /// From item to item.
    Walk,
    /// An answer about to be given.
    Attest(Box<attest::Attest>),
    /// What is not in order.
    Findings(Box<findings::FindingList>),
    /// What backs the attestations.
    Evidence(Box<evidence::EvidenceList>),
    /// A decision about to be made.
    Signoff(Box<signoff::SignoffForm>),
    /// The decisions that were made.
    Signoffs(Box<signoffs::SignoffList>),
    /// A sign-off about to be taken back.
    Revoke(Box<revoke::RevokeForm>),
    /// What is about to be stated.
    Stating(Box<stating::Stating>),
    /// The review as readers get it.
    Report(report::Report),
}

/// Where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// The home screen.
    Home,
    /// The form for a new review.
    New(new::Of),
    /// The walk, at an item.
    Walk(Option<usize>),
    /// The attestation of an item.
    Attest {
        /// The item.
        position: usize,
        /// The status that was chosen.
        status: Option<Status>,
        /// Straight to the evidence.
        evidence: bool,
    },
    /// The findings.
    Findings,
    /// The evidence of the review.
    Evidence,
    /// One attestation of several items.
    AttestSeveral {
        /// The items, in the order of the walk.
        positions: Vec<usize>,
        /// The status that was chosen.
        status: Option<Status>,
    },
    /// The sign-off.
    Signoff,
    /// The sign-offs that there are.
    Signoffs,
    /// What changed since the sign-off that the title shows.
    Changes,
    /// Take the sign-off of this id back.
    Revoke(String),
    /// Ask why the review is sealed, or opened again.
    Seal(SealState),
    /// The report.
    Report,
    /// Ask who this is.
    Who,
    /// Ask for the file of the report.
    ReportFile,
}

/// What comes of an input.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// To be done in the world.
    pub effects: Vec<Effect>,
    /// Where to go.
    pub go: Option<Go>,
    /// Said at the bottom.
    pub say: Option<String>,
}

impl Step {
    /// Nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Something to be done.
    pub fn effect(effect: Effect) -> Self {
        Self {
            effects: vec![effect],
            ..Self::default()
        }
    }

    /// What a form has to have done.
    pub fn of(told: Told) -> Self {
        match told {
            Told::Nothing | Told::Own(_) | Told::Save | Told::End => Self::none(),
            Told::Say(text) => Self::say(text),
            Told::Edit { name, text } => Self::effect(Effect::Edit { name, text }),
            Told::List { typed, evidence } => Self::effect(Effect::List { typed, evidence }),
        }
    }

    /// Somewhere to go.
    pub fn go(go: Go) -> Self {
        Self {
            go: Some(go),
            ..Self::default()
        }
    }

    /// Something to say.
    pub fn say(text: impl Into<String>) -> Self {
        Self {
            say: Some(text.into()),
            ..Self::default()
        }
    }
}

/// What a screen may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'m> {
    /// The open review.
    pub desk: Option<Desk<'m>>,
    /// How things look.
    pub theme: Theme,
    /// Who attests.
    pub who: Option<&'m Person>,
    /// Files that are being read.
    pub readings: &'m [Reading],
    /// Jobs that look at evidence files.
    pub checking: &'m [Checking],
    /// What was typed and not saved.
    pub drafts: &'m BTreeMap<ItemKey, AnswerDraft>,
    /// Where the screen is drawn.
    pub body: Rect,
    /// The keys in force.
    pub keymap: &'m Keymap,
    /// The keys that there are to sign with; `None` until they were looked for.
    pub keyring: Option<&'m Keyring>,
}

impl Context<'_> {
    /// What a form asks that fills the screen.
    pub fn asked<'a>(&'a self, blanks: &'a [&'static Blank]) -> Asked<'a> {
        Asked {
            blanks,
            ring: self.keyring,
            today: self
                .desk
                .map_or_else(NaiveDate::default, |desk| desk.facts.today()),
            keymap: self.keymap,
            height: layout::inside(self.body).height,
            block: 2,
        }
    }

    /// Who does it, or what to say of that.
    pub fn name(&self, otherwise: &str) -> String {
        self.who.map_or(otherwise, Person::as_str).to_owned()
    }

    /// The file that is being read for an item.
    pub fn reading(&self, key: &ItemKey) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.key == *key)
    }

    /// The letters that choose a status: `m met  p partial`.
    pub fn status_keys(&self) -> String {
        let rows = self.keymap.commands(&[Place::Items]).into_iter();
        let words = rows.filter_map(|(command, keys)| match command.action {
            Action::Attest(_) => Some(format!("{} {}", keys.first()?, command.hint)),
            _ => None,
        });
        words.collect::<Vec<_>>().join("  ")
    }

    /// How much of an evidence file is read, in whole percent; `None` where it is not being looked at.
    pub fn percent(&self, evidence: &Evidence) -> Option<u64> {
        self.checking
            .iter()
            .find_map(|checking| checking.percent(evidence.label()))
    }

    /// What is known of an evidence file now: `unchanged`, `being read 45 %`; `None` for what is no file.
    pub fn state(&self, evidence: &Evidence) -> Option<(String, Style)> {
        let compared = evidence.compare(self.desk?.facts.dossier.checks())?;
        if let Some(percent) = self.percent(evidence) {
            return Some((format!("being read {percent} %"), self.theme.warn()));
        }
        let style = match compared {
            Compared::Unchanged => self.theme.good(),
            Compared::Changed(_) | Compared::Misstated(_) | Compared::Missing(_) => {
                self.theme.bad()
            }
            Compared::Unseen => self.theme.dim(),
        };
        Some((compared.to_string(), style))
    }
}

impl Screen {
    /// Where keys are looked up, the nearest first.
    pub fn places(&self) -> &'static [Place] {
        match self {
            Self::Home => &[Place::Home, Place::Lists, Place::Everywhere],
            Self::New(_) => &[Place::New, Place::Forms, Place::Everywhere],
            Self::Walk => &[
                Place::Walk,
                Place::Items,
                Place::Panes,
                Place::Lists,
                Place::Everywhere,
            ],
            Self::Attest(form) if form.is_at_piece() => &[
                Place::Attached,
                Place::Attest,
                Place::Forms,
                Place::Everywhere,
            ],
            Self::Attest(_) => &[Place::Attest, Place::Forms, Place::Everywhere],
            Self::Findings(_) => &[
                Place::Findings,
                Place::Items,
                Place::Panes,
                Place::Lists,
                Place::Everywhere,
            ],
            Self::Evidence(_) => &[
                Place::Evidence,
                Place::Panes,
                Place::Lists,
                Place::Everywhere,
            ],
            Self::Signoff(form) if !form.form().is_typing() => &[
                Place::Deciding,
                Place::Signoff,
                Place::Forms,
                Place::Everywhere,
            ],
            Self::Signoff(_) => &[Place::Signoff, Place::Forms, Place::Everywhere],
            Self::Signoffs(_) => &[
                Place::Signoffs,
                Place::Panes,
                Place::Lists,
                Place::Everywhere,
            ],
            Self::Revoke(_) => &[Place::Revoke, Place::Forms, Place::Everywhere],
            Self::Stating(stating) if stating.is_typing() => {
                &[Place::Statement, Place::Forms, Place::Everywhere]
            }
            Self::Stating(_) => &[Place::Statement, Place::Lists, Place::Everywhere],
            Self::Report(_) => &[Place::Report, Place::Lists, Place::Everywhere],
        }
    }
}
