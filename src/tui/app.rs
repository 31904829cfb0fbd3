//! UI and world together, without a terminal: the loop drives it, and so do the tests.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use ratatui::Frame;

use super::clipboard::Clipboard;
use super::editor::Sheet;
use super::keymap::Keymap;
use super::launch::Launch;
use super::msg::{Effect, Msg};
use super::perform::World;
use super::signing::Signing;
use super::theme::Theme;
use super::ui::Ui;
use super::{editor, update, view};

/// The UI but for its terminal.
#[derive(Debug)]
pub struct App {
    ui: Ui,
    world: World,
    inbox: Receiver<Msg>,
    asking_git: bool,
    clipboard: Clipboard,
    links: bool,
}

/// What only the terminal can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outward {
    /// Leave the program.
    Quit,
    /// Hand the terminal to the shell.
    Suspend,
    /// Hand it to an editor.
    Edit(Sheet),
    /// Hand it to `ssh-keygen`.
    Sign(Box<Signing>),
    /// Draw the whole screen anew.
    Redraw,
    /// Ask the terminal with these bytes to put a text on the clipboard.
    Copy(String),
}

impl App {
    /// Opens the review, or the home screen.
    pub fn new(mut launch: Launch, width: u16, height: u16) -> Self {
        let (keymap, mut complaints) = Keymap::new(&launch.settings.keys);
        complaints.extend(launch.complaint.clone());
        let theme = Theme {
            color: launch.color,
            ascii: launch.ascii,
        };
        let ui = Ui::new(theme, keymap, launch.by.clone());
        let (sender, inbox) = channel();
        let asking_git = launch.by.is_none();
        let first = match &launch.review {
            Some(path) => Effect::Open(path.clone()),
            None => Effect::LoadHome,
        };
        let open = launch.open.take();
        let at_home = launch.review.is_none();
        let (clipboard, links) = (launch.clipboard, launch.links);
        let mut app = Self {
            ui,
            world: World::new(launch, sender),
            inbox,
            asking_git,
            clipboard,
            links,
        };
        app.hear(Msg::Resize(width, height));
        if asking_git {
            app.world.perform(Effect::AskGit);
        }
        match open {
            Some(open) => {
                let opened = app.world.opened(open, false);
                app.hear(opened);
            }
            None => {
                app.perform(first);
            }
        }
        if !at_home && app.world.desk().is_none() {
            // The review could not be opened: the message stays, over the home screen.
            let toast = app.ui.toast.take();
            app.perform(Effect::LoadHome);
            app.ui.toast = toast;
        }
        if !complaints.is_empty() {
            app.hear(Msg::Failed(complaints.join("\n")));
        }
        app
    }

    /// Draws the screen.
    pub fn view(&self, frame: &mut Frame<'_>) {
        view::view(&self.ui, self.world.desk(), frame);
    }

    /// The addresses on the screen that the terminal may make clickable.
    pub fn addresses(&self) -> Vec<String> {
        if self.links {
            self.ui.addresses(self.world.desk())
        } else {
            Vec::new()
        }
    }

    /// Takes a message in and does what comes of it; what needs the terminal comes back.
    pub fn hear(&mut self, msg: Msg) -> Vec<Outward> {
        self.asking_git &= !matches!(msg, Msg::Who(_));
        self.world.pass_time();
        let then = self.world.learn(&msg);
        let effects = update::update(&mut self.ui, msg, self.world.desk());
        let mut outward: Vec<Outward> = effects
            .into_iter()
            .flat_map(|effect| self.perform(effect))
            .collect();
        if let Some(msg) = then {
            outward.extend(self.hear(msg));
        }
        outward
    }

    fn perform(&mut self, effect: Effect) -> Vec<Outward> {
        match effect {
            Effect::Quit => vec![Outward::Quit],
            Effect::Suspend => vec![Outward::Suspend],
            Effect::Edit { name, text } => match self.world.editor() {
                Some(command) => vec![Outward::Edit(Sheet {
                    command: command.to_owned(),
                    name,
                    text,
                })],
                None => self.hear(Msg::Failed(editor::NONE.to_owned())),
            },
            Effect::Sign(stated) => match self.world.sign(*stated) {
                Ok(signing) => vec![Outward::Sign(Box::new(signing))],
                Err(msg) => self.hear(*msg),
            },
            Effect::Redraw => vec![Outward::Redraw],
            Effect::Copy(text) => {
                let sequence = self.clipboard.sequence(&text);
                self.hear(match sequence {
                    Some(_) => Msg::Done(self.clipboard.said(&text)),
                    None => Msg::Failed("that is too long to copy".into()),
                });
                sequence.map(Outward::Copy).into_iter().collect()
            }
            effect => self
                .world
                .perform(effect)
                .map_or_else(Vec::new, |msg| self.hear(msg)),
        }
    }

    /// What threads told since.
    pub fn told(&self) -> Vec<Msg> {
        self.inbox.try_iter().collect()
    }

    /// What another program changed since, while nothing else happens.
    pub fn look(&mut self) -> Option<Msg> {
        self.world.look()
    }

    /// True while a thread may have something to tell.
    pub fn is_waiting(&self) -> bool {
        self.asking_git || self.world.is_verifying() || self.ui.is_waiting()
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
