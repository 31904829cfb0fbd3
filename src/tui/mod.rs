//! The full-screen face.
//!
//! A message comes in, `update` hands it to the layers of the `stack` and says what is to be done, `world` does it
//! and answers with a message, `view` draws. The loop below is all there is between them.

pub mod app;
pub mod clipboard;
mod desk;
mod editor;
pub mod effect;
mod form;
mod input;
mod intent;
mod jobs;
mod keyboard;
pub mod keymap;
mod launch;
mod layer;
mod layout;
mod letters;
mod links;
mod mouse;
pub mod msg;
mod news;
mod offer;
mod overlay;
mod saving;
mod screen;
mod signing;
mod sitting;
mod stack;
mod state;
mod statement;
mod step;
mod stroke;
pub mod terminal;
pub mod theme;
mod turn;
mod ui;
mod unsaved;
mod update;
mod verifying;
mod view;
mod watch;
pub mod widget;
mod world;

use std::io;
use std::time::Instant;

use self::app::App;
use self::effect::Outward;
use self::msg::Msg;
use self::terminal::{HESITATION, Terminal};

pub use self::launch::Launch;

/// Runs the terminal UI until the person leaves; an error where the terminal or a signal ends it.
pub fn run(launch: Launch) -> io::Result<()> {
    let drafts = launch.drafts.clone();
    let mut terminal = Terminal::enter(launch.settings.mouse)?;
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
        changed = !heard.is_empty() | app.ticks();
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
                        let result = terminal.lend(|| sheet.edit(&drafts))?;
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
        app.keep();
    }
}
