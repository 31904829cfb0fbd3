//! What the UI remembers, whichever screen is in front.

use ratatui::layout::Rect;

use super::clipboard::Clipboard;
use super::desk::Desk;
use super::jobs::Jobs;
use super::keymap::Keymap;
use super::launch::Launch;
use super::layer::Surface;
use super::layout;
use super::msg::Trouble;
use super::stack::Stack;
use super::theme::Theme;
use super::unsaved::Unsaved;
use crate::facts::{Headline, Matters};
use crate::keys::Keyring;
use crate::review::{Event, Person};

#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something of its own"
)]
pub(super) struct State {
    pub theme: Theme,
    pub keymap: Keymap,
    pub who: Option<Person>,
    /// Who answers in this sitting, where they only write it down.
    pub answerer: Option<Person>,
    /// True where the screen goes where somebody said something last.
    pub follows: bool,
    /// The command of the person's editor.
    pub editor: Option<String>,
    pub clipboard: Clipboard,
    pub size: Rect,
    /// The keys that there are to sign with, as they were found last.
    pub keyring: Option<Keyring>,
    /// True while they are looked for.
    pub finds_keys: bool,
    pub unsaved: Unsaved,
    pub jobs: Jobs,
    /// What the title says of the review; it is drawn at every key, so it is worked out when something happened.
    pub headline: Option<Headline>,
    /// What keeps its items from being settled; worked out then, too.
    pub matters: Matters,
    /// True once a person confirmed that a review that is signed off is changed.
    pub reopening: bool,
    /// True once a person who wants to take something back knows that it is an answer before what they said last.
    pub looks_back: bool,
    /// False after a save that failed, until one succeeds.
    pub saved: bool,
    /// Why the file on disk is not what is on screen.
    pub trouble: Option<Trouble>,
    /// What was in the file once and is not any more, since another program saved an old state.
    pub missing: Vec<Event>,
}

impl State {
    /// And what is wrong with the person's settings.
    pub(super) fn new(launch: &Launch) -> (Self, Vec<String>) {
        let (keymap, mut complaints) = Keymap::new(&launch.settings.keys);
        complaints.extend(launch.complaint.clone());
        let state = Self {
            theme: Theme {
                color: launch.color,
                ascii: launch.ascii,
                zone: launch.zone,
            },
            keymap,
            who: launch.by.clone(),
            answerer: None,
            follows: launch.follows,
            editor: launch.editor.clone(),
            clipboard: launch.clipboard,
            size: Rect::new(0, 0, 80, 24),
            keyring: None,
            finds_keys: false,
            unsaved: Unsaved::default(),
            jobs: Jobs::default(),
            headline: None,
            matters: Matters::default(),
            reopening: false,
            looks_back: false,
            saved: true,
            trouble: None,
            missing: Vec::new(),
        };
        (state, complaints)
    }

    /// What a layer of the stack may look at.
    pub(super) fn surface<'m>(&'m self, stack: &Stack, desk: Option<Desk<'m>>) -> Surface<'m> {
        Surface {
            theme: self.theme,
            keymap: &self.keymap,
            who: self.who.as_ref(),
            answerer: self.answerer.as_ref(),
            screen: self.size,
            body: layout::parts(self.size).body,
            keyring: self.keyring.as_ref(),
            drafts: &self.unsaved.answers,
            forms: &self.unsaved.forms,
            jobs: &self.jobs,
            matters: &self.matters,
            here: stack.here(),
            item: stack.screen().item(),
            place: stack.screen().place(),
            desk,
        }
    }
}
