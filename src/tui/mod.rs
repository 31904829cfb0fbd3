//! The full-screen face.
//!
//! A message comes in, [`model::Model::update`] says what is to be done, [`perform`] does it and answers with a message,
//! [`view`] draws. The loop below is all there is between them.

pub mod app;
pub mod arrived;
mod asked;
pub mod clipboard;
mod disputed;
pub mod editor;
mod form;
pub mod heard;
mod input;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod links;
pub mod model;
pub mod msg;
mod offer;
pub mod overlay;
pub mod perform;
mod pointer;
pub mod reading;
mod route;
pub mod saving;
pub mod screen;
pub mod signing;
pub mod standing;
pub mod stated;
pub mod terminal;
pub mod theme;
mod typed;
pub mod update;
mod verifying;
pub mod view;
pub mod watch;
pub mod widget;

use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use self::app::{App, Outward};
use self::clipboard::Clipboard;
use self::msg::Msg;
use self::terminal::Terminal;
use crate::keys::Around;
use crate::review::Person;
use crate::session::{Clock, Inquiry, Session};
use crate::store::config::Config;
use crate::store::drafts::Drafts;
use crate::store::recent::Recent;
use crate::store::shelf::Shelf;

/// How long a person thinks about the second of two keys before help is offered.
const HESITATION: Duration = Duration::from_millis(400);

/// What the terminal UI starts with.
#[derive(Debug)]
pub struct Launch {
    /// The review to walk; the home screen without.
    pub review: Option<PathBuf>,
    /// The same where it is open already, since somebody named it.
    pub open: Option<Session>,
    /// Who attests; git is asked, then the person, without.
    pub by: Option<Person>,
    /// The person's settings.
    pub config: Config,
    /// What was wrong with the settings file, shown at start.
    pub complaint: Option<String>,
    /// Where checklists come from.
    pub shelf: Shelf,
    /// Where recent reviews are kept.
    pub recent: Recent,
    /// Where drafts are kept.
    pub drafts: Drafts,
    /// Where the person is.
    pub directory: PathBuf,
    /// From where keys and git's settings are looked for; without, nothing is signed or verified.
    pub around: Option<Around>,
    /// What is asked of a review, and whom to believe.
    pub inquiry: Inquiry,
    /// Tells the time.
    pub clock: Clock,
    /// False under `NO_COLOR` or `--color never`.
    pub color: bool,
    /// True where the terminal cannot show Unicode.
    pub ascii: bool,
    /// Who is asked to copy.
    pub clipboard: Clipboard,
    /// True where the terminal may make addresses clickable.
    pub links: bool,
    /// The command that opens a file in the person's editor.
    pub editor: Option<String>,
}

/// Runs the terminal UI until the person leaves; an error where the terminal or a signal ends it.
pub fn run(launch: Launch) -> io::Result<()> {
    let mut terminal = Terminal::enter(launch.config.mouse)?;
    let (width, height) = terminal.size()?;
    let mut app = App::new(launch, width, height);
    let mut changed = true;
    let mut pressed = Instant::now();
    loop {
        if changed {
            terminal.draw(|frame| app.view(frame), &app.addresses())?;
        }
        let mut heard = terminal.wait(app.is_waiting(), app.is_halfway())?;
        if !heard.is_empty() {
            pressed = Instant::now();
        } else if app.is_halfway() && pressed.elapsed() >= HESITATION {
            heard.push(Msg::Hesitated);
        }
        if let Some(signal) = terminal.ended() {
            return Err(io::Error::other(format!(
                "ended by {signal}; everything attested is saved"
            )));
        }
        if heard.is_empty() {
            heard.extend(app.look());
        }
        heard.extend(app.told());
        changed = !heard.is_empty();
        for msg in heard {
            for outward in app.hear(msg) {
                match outward {
                    Outward::Quit => return Ok(()),
                    Outward::Suspend => {
                        terminal.suspend()?;
                        // Whoever is stopped is not told that the size changed.
                        let (width, height) = terminal.size()?;
                        app.hear(Msg::Resize(width, height));
                    }
                    Outward::Edit(sheet) => {
                        let result = terminal.lend(|| sheet.edit())?;
                        let (width, height) = terminal.size()?;
                        app.hear(Msg::Resize(width, height));
                        app.hear(Msg::Edited(result));
                    }
                    Outward::Sign(signing) => {
                        let result = terminal.lend(|| signing.sign(true))?;
                        let (width, height) = terminal.size()?;
                        app.hear(Msg::Resize(width, height));
                        app.hear(Msg::Signed(result));
                    }
                    Outward::Redraw => terminal.redraw(),
                    Outward::Copy(sequence) => terminal.ask(&sequence)?,
                }
            }
        }
    }
}
