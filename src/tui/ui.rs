//! The UI between two messages.

use super::desk::Desk;
use super::launch::Launch;
use super::layer::Surface;
use super::screen::home::Home;
use super::stack::Stack;
use super::state::State;
use super::stroke::Stroke;
use super::unsaved::Kept;
use super::widget::hints::Here;
use crate::review::Evidence;

/// The layers on the screen, what is remembered beside them, and what was said last.
#[derive(Debug)]
pub(super) struct Ui {
    pub stack: Stack,
    pub state: State,
    /// Gone with the next key.
    pub toast: Option<Toast>,
    /// The key that was pressed last.
    pub pressed: Option<Stroke>,
    /// The first of two keys.
    pub pending: Option<Stroke>,
    /// True where the second is long in coming: then a box shows what it may be.
    pub hesitating: bool,
}

/// Something said at the bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Toast {
    pub text: String,
    /// True for something wrong.
    pub bad: bool,
}

impl Ui {
    /// At home; and what is wrong with the person's settings.
    pub(super) fn new(launch: &Launch) -> (Self, Vec<String>) {
        let (state, complaints) = State::new(launch);
        let ui = Self {
            stack: Stack::new(Home::default()),
            state,
            toast: None,
            pressed: None,
            pending: None,
            hesitating: false,
        };
        (ui, complaints)
    }

    /// What the layers may look at.
    pub(super) fn surface<'m>(&'m self, desk: Option<Desk<'m>>) -> Surface<'m> {
        self.state.surface(&self.stack, desk)
    }

    /// The addresses that may stand on the screen: references and evidence of the item.
    pub(super) fn addresses(&self, surface: &Surface<'_>) -> Vec<String> {
        let screen = self.stack.screen();
        let Some((context, position)) = surface.context().zip(screen.item()) else {
            return Vec::new();
        };
        let entry = context.dossier.entry(position);
        let typed = match screen.kept(surface) {
            Some(Kept::Answer { draft, .. }) => Some(draft.evidence),
            _ => None,
        };
        let said = entry.latest().map(|latest| &latest.answer.evidence);
        let evidence = typed.as_ref().or(said).into_iter().flatten();
        let links = evidence.filter_map(|evidence| match evidence {
            Evidence::Link { url, .. } => Some(url),
            _ => None,
        });
        let references = entry.item.references.iter();
        references
            .map(|reference| &reference.url)
            .chain(links)
            .take(64)
            .cloned()
            .collect()
    }

    /// What the hint line is for.
    pub(super) fn hints(&self) -> Here<'_> {
        let (stack, headline) = (&self.stack, self.state.headline.as_ref());
        let is_covered = stack.cover().is_some();
        Here {
            keymap: &self.state.keymap,
            place: stack.front().place(),
            typing: !is_covered && stack.front().is_typing(),
            leads_back: is_covered || stack.leads_back(),
            sealed: headline.is_some_and(|headline| headline.sealed),
        }
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        let (text, bad) = (text.into(), false);
        self.toast = Some(Toast { text, bad });
    }

    pub(super) fn complain(&mut self, text: impl Into<String>) {
        let (text, bad) = (text.into(), true);
        self.toast = Some(Toast { text, bad });
    }

    /// True while a thread may have something to tell.
    pub(super) fn is_waiting(&self) -> bool {
        self.state.finds_keys || self.state.jobs.run()
    }

    /// True between the first of two keys and the box that shows what may follow.
    pub(super) fn is_halfway(&self) -> bool {
        self.pending.is_some() && !self.hesitating
    }
}
