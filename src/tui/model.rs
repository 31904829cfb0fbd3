//! Everything the UI remembers.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::key::Key;
use super::keymap::Keymap;
use super::layout;
use super::msg::{Desk, Trouble};
use super::overlay::Overlay;
use super::reading::{Checking, Reading};
use super::screen::home::Home;
use super::screen::walk::Walk;
use super::screen::{Context, Screen};
use super::theme::Theme;
use super::widget::hints::Here;
use crate::face::form::Values;
use crate::keys::Keyring;
use crate::review::{AnswerDraft, Event, Evidence, ItemKey, Person};

/// The state of the UI; the review itself is on the [`Desk`].
#[derive(Debug)]
pub struct Model {
    /// What is on screen.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// What was said last; gone with the next key.
    pub toast: Option<Toast>,
    /// How things look.
    pub theme: Theme,
    pub(super) keymap: Keymap,
    pub(super) home: Home,
    pub(super) walk: Option<Walk>,
    pub(super) who: Option<Person>,
    /// The key that was pressed last.
    pub(super) pressed: Option<Key>,
    /// The first of two keys.
    pub(super) pending: Option<Key>,
    /// True where the second is long in coming: then a box shows what it may be.
    pub(super) hesitating: bool,
    /// True once a person confirmed that a review that is signed off is changed.
    pub(super) reopening: bool,
    pub(super) size: Rect,
    /// The form whose statement is on the screen.
    pub(super) asking: Option<Screen>,
    /// The keys that there are to sign with.
    pub(super) keys: Keys,
    /// The list that a form was opened from, to return to.
    pub(super) beneath: Option<Screen>,
    pub(super) drafts: BTreeMap<ItemKey, AnswerDraft>,
    /// What is filled in of other forms, by their names.
    pub(super) forms: BTreeMap<String, Values>,
    /// Why what was typed would be lost with the program.
    pub(super) unkept: Option<String>,
    pub(super) readings: Vec<Reading>,
    pub(super) next_job: u64,
    /// The jobs that look at evidence files of the review.
    pub(super) checking: Vec<Checking>,
    /// How many items changed since sign-offs, by their place.
    pub(super) changed: Vec<(usize, usize)>,
    /// The first look at the evidence of a review just opened, until a key is pressed.
    pub(super) arriving: Option<u64>,
    /// False after a save that failed, until one succeeds.
    pub(super) saved: bool,
    /// Why the file on disk is not what is on screen.
    pub(super) trouble: Option<Trouble>,
    /// What was in the file once and is not any more, since another program saved an old state.
    pub(super) missing: Vec<Event>,
}

/// What is known of the keys.
#[derive(Debug, Default)]
pub struct Keys {
    /// What was found last.
    pub found: Option<Keyring>,
    /// True while they are looked for.
    pub waits: bool,
}

/// Something said at the bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// The text.
    pub text: String,
    /// True for something wrong.
    pub bad: bool,
}

impl Model {
    /// Nothing open yet.
    pub fn new(theme: Theme, keymap: Keymap, who: Option<Person>) -> Self {
        Self {
            screen: Screen::Home,
            overlay: None,
            toast: None,
            theme,
            keymap,
            home: Home::default(),
            walk: None,
            who,
            pressed: None,
            pending: None,
            hesitating: false,
            reopening: false,
            size: Rect::new(0, 0, 80, 24),
            asking: None,
            keys: Keys::default(),
            beneath: None,
            drafts: BTreeMap::new(),
            forms: BTreeMap::new(),
            unkept: None,
            readings: Vec::new(),
            next_job: 1,
            checking: Vec::new(),
            changed: Vec::new(),
            arriving: None,
            saved: true,
            trouble: None,
            missing: Vec::new(),
        }
    }

    /// What a screen may look at.
    pub(super) fn context<'m>(&'m self, desk: Option<Desk<'m>>) -> Context<'m> {
        Context {
            desk,
            theme: self.theme,
            who: self.who.as_ref(),
            readings: &self.readings,
            checking: &self.checking,
            drafts: &self.drafts,
            body: layout::parts(self.size).body,
            keymap: &self.keymap,
            keyring: self.keys.found.as_ref(),
        }
    }

    /// The addresses that may stand on the screen: references and evidence of the item.
    pub(super) fn addresses(&self, desk: Option<Desk<'_>>) -> Vec<String> {
        let entry = |position| desk.map(|desk| desk.facts.dossier.entry(position));
        let (entry, typed) = match (&self.screen, &self.walk) {
            (Screen::Walk, Some(walk)) => (entry(walk.position()), None),
            (Screen::Attest(form), _) => (entry(form.position), Some(form.evidence())),
            _ => (None, None),
        };
        let Some(entry) = entry else {
            return Vec::new();
        };
        let said = entry
            .latest()
            .map_or(&[][..], |latest| &latest.answer.evidence);
        let evidence = typed.unwrap_or(said);
        let links = evidence.iter().filter_map(|evidence| match evidence {
            Evidence::Link { url, .. } => Some(url),
            _ => None,
        });
        entry
            .item
            .references
            .iter()
            .map(|reference| &reference.url)
            .chain(links)
            .take(64)
            .cloned()
            .collect()
    }

    /// What the hint line is for.
    pub(super) fn hints(&self) -> Here<'_> {
        if let Some(overlay) = &self.overlay {
            return Here {
                keymap: &self.keymap,
                places: overlay.own_places(),
                typing: false,
                leads_back: true,
            };
        }
        // In the walk there is nowhere to go back to, and at home only with a review open.
        let leads_back = match &self.screen {
            Screen::Walk => false,
            Screen::Home => self.walk.is_some(),
            _ => true,
        };
        Here {
            keymap: &self.keymap,
            places: self.places(),
            typing: self.is_typing(),
            leads_back,
        }
    }

    /// True while a thread may have something to tell.
    pub fn is_waiting(&self) -> bool {
        self.keys.waits || !self.readings.is_empty() || !self.checking.is_empty()
    }

    /// True between the first of two keys and the box that shows what may follow.
    pub fn is_halfway(&self) -> bool {
        self.pending.is_some() && !self.hesitating
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast {
            text: text.into(),
            bad: false,
        });
    }

    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast {
            text: text.into(),
            bad: true,
        });
    }
}
