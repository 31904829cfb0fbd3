//! UI and world together, without a terminal: the loop drives it, and so do the tests.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use ratatui::Frame;

use super::desk::Desk;
use super::effect::{Effect, Errand, Outward};
use super::launch::Launch;
use super::msg::Msg;
use super::sitting::Sitting;
use super::stroke::Stroke;
use super::ui::Ui;
use super::world::World;
use super::{update, view};
use crate::face::words;

/// The UI but for its terminal.
#[derive(Debug)]
pub struct App {
    ui: Ui,
    world: World,
    inbox: Receiver<Msg>,
    /// A draft that is not written yet.
    unwritten: Option<Errand>,
    asking_git: bool,
    links: bool,
    /// How long the session goes on, as it is on the screen.
    minutes: Option<i64>,
}

impl App {
    /// Opens the review, or the home screen.
    pub fn new(mut launch: Launch, width: u16, height: u16) -> Self {
        let (ui, mut complaints) = Ui::new(&launch);
        complaints.extend(words::left(&launch.drafts.left()));
        let (sender, inbox) = channel();
        let (asking_git, links) = (launch.by.is_none(), launch.links);
        let first = match &launch.review {
            Some(path) => Errand::Open(path.clone()),
            None => Errand::LoadHome(launch.by.clone()),
        };
        let open = launch.open.take();
        let at_home = launch.review.is_none();
        let mut app = Self {
            ui,
            world: World::new(launch, sender),
            inbox,
            unwritten: None,
            asking_git,
            links,
            minutes: None,
        };
        app.hear(Msg::Resize(width, height));
        if asking_git {
            app.perform(Errand::AskGit);
        }
        match open {
            Some(open) => {
                let opened = app.world.opened(open, false);
                app.hear(opened);
            }
            None => drop(app.perform(first)),
        }
        if !at_home && app.desk().is_none() {
            // The review could not be opened: the message stays, over the home screen.
            let toast = app.ui.toast.take();
            app.perform(Errand::LoadHome(app.ui.state.who.clone()));
            app.ui.toast = toast;
        }
        if !complaints.is_empty() {
            complaints.extend(app.ui.toast.take().map(|toast| toast.text));
            app.hear(Msg::Failed(complaints.join("\n")));
        }
        app
    }

    fn desk(&self) -> Option<Desk<'_>> {
        self.world.sitting().map(Sitting::desk)
    }

    /// Draws the screen.
    pub fn view(&self, frame: &mut Frame<'_>) {
        view::view(&self.ui, &self.ui.surface(self.desk()), frame);
    }

    /// The addresses on the screen that the terminal may make clickable.
    pub fn addresses(&self) -> Vec<String> {
        if self.links {
            self.ui.addresses(&self.ui.surface(self.desk()))
        } else {
            Vec::new()
        }
    }

    /// Takes a message in and does what comes of it; what needs the terminal comes back.
    ///
    /// The draft of a letter waits for the next one: where many come at once, as from a terminal that does not mark what is
    /// pasted, the last one's says it all. Whatever else comes finds it written.
    pub fn hear(&mut self, msg: Msg) -> Vec<Outward> {
        let is_letter = matches!(msg, Msg::Key(key) if Stroke::of(key).types());
        if !is_letter {
            self.keep();
        }
        self.asking_git &= !matches!(msg, Msg::Who(_));
        let then = self.world.learn(&msg);
        let desk = self.world.sitting().map(Sitting::desk);
        let effects = update::update(&mut self.ui, msg, desk);
        let mut outward = Vec::new();
        for effect in effects {
            match effect {
                Effect::Errand(draft @ (Errand::KeepDraft(_) | Errand::KeepForm(..)))
                    if is_letter =>
                {
                    let of_another = |before: &Errand| !draft.replaces(before);
                    if self.unwritten.as_ref().is_some_and(of_another) {
                        self.keep();
                    }
                    self.unwritten = Some(draft);
                }
                effect => {
                    self.keep();
                    outward.extend(self.perform(effect));
                }
            }
        }
        if let Some(msg) = then {
            outward.extend(self.hear(msg));
        }
        outward
    }

    /// Writes the draft of the last letters; before the screen shows them.
    pub fn keep(&mut self) {
        if let Some(draft) = self.unwritten.take() {
            self.perform(draft);
        }
    }

    fn perform(&mut self, effect: impl Into<Effect>) -> Vec<Outward> {
        let answer = match effect.into() {
            Effect::Outward(outward) => return vec![outward],
            Effect::Act(act) => self.world.act(act),
            Effect::Errand(errand) => self.world.run(errand),
        };
        answer.map_or_else(Vec::new, |msg| self.hear(msg))
    }

    /// What threads told since.
    pub fn told(&self) -> Vec<Msg> {
        self.inbox.try_iter().collect()
    }

    /// What another program changed since, while nothing else happens.
    pub fn look(&mut self) -> Option<Msg> {
        self.world.look()
    }

    /// True where the clock of a session shows another minute.
    pub fn ticks(&mut self) -> bool {
        let minutes = self.desk().and_then(|desk| desk.facts.minutes());
        std::mem::replace(&mut self.minutes, minutes) != minutes
    }

    /// True while a thread may have something to tell.
    pub fn is_waiting(&self) -> bool {
        self.asking_git
            || self.world.sitting().is_some_and(Sitting::is_verifying)
            || self.ui.is_waiting()
    }

    /// True while a person is between the first of two keys and the second.
    pub fn is_halfway(&self) -> bool {
        self.ui.is_halfway()
    }

    /// Waits until no thread has anything left to tell; for tests and for leaving nothing undone.
    pub fn settle(&mut self, patience: Duration) {
        while self.is_waiting() {
            let Ok(msg) = self.inbox.recv_timeout(patience) else {
                return;
            };
            self.hear(msg);
        }
    }
}
