//! What a key is meant for: a command, or the layer that has the keys.

use crossterm::event::{KeyCode, KeyEvent};

use super::input::Input;
use super::keymap::{self, Binding};
use super::stroke::Stroke;
use super::ui::Ui;
use crate::face::command::Action;
use crate::face::place::Place;

/// What a key or a click comes to.
pub(super) enum Aim {
    Nothing,
    /// A command, whatever has the keys.
    Command(Action),
    /// Something for the layer in front.
    Front(Input),
    /// The box in front is closed.
    Close,
}

/// What a key is meant for just now; the first of two is remembered.
pub(super) fn aim(ui: &mut Ui, event: KeyEvent) -> Aim {
    let key = Stroke::of(event);
    ui.pressed = Some(key);
    (ui.toast, ui.hesitating) = (None, false);
    if ui.stack.cover().is_some() {
        aim_at_box(ui, event)
    } else {
        aim_at_screen(ui, event)
    }
}

fn aim_at_box(ui: &Ui, event: KeyEvent) -> Aim {
    let (cover, keymap, key) = (ui.stack.front(), &ui.state.keymap, Stroke::of(event));
    let find = |places: &[Place]| keymap.find(places, None, key);
    let (place, everywhere) = (cover.place(), find(&[Place::Everywhere]));
    // Help needs no help, and a letter is written where it can be.
    let is_help = Place::Finder.is_above(place);
    let is_text = cover.is_typing() && key.types();
    let asks = everywhere == Binding::Action(Action::Help);
    if asks && !is_help && !is_text && find(&place.own()) == Binding::Nothing {
        return Aim::Command(Action::Help);
    }
    if key.leaves() {
        return Aim::Close;
    }
    let is_list = Place::Lists.is_above(place);
    match (find(&place.chain()), everywhere) {
        (Binding::Action(action), _) if cover.inner().is_none() => Aim::Front(Input::Do(action)),
        (Binding::Nothing, Binding::Action(Action::Back | Action::Quit)) if is_list => Aim::Close,
        _ => Aim::Front(Input::Type(event)),
    }
}

fn aim_at_screen(ui: &mut Ui, event: KeyEvent) -> Aim {
    let key = Stroke::of(event);
    let before = ui.pending.take();
    let (screen, keymap) = (ui.stack.screen(), &ui.state.keymap);
    let (place, typed) = (screen.place(), Aim::Front(Input::Type(event)));
    let is_form = Place::Forms.is_above(place);
    let list = screen.inner().filter(|(_, has_keys)| *has_keys);
    let (is_first, is_at_list) = (before.is_none(), list.is_some());
    if let Some((list, _)) = list.filter(|_| is_first)
        && keymap.find(&[list], None, key) != Binding::Nothing
    {
        return typed;
    }
    // Some have keys of their own that a text field does not get.
    let own = keymap.find(&[place], None, key) != Binding::Nothing
        && !keymap::loses(place, &key.to_string());
    if is_first && key.edits() && screen.is_typing() && !own {
        return typed;
    }
    // A letter in a form is meant for the form, wherever its focus is.
    let written = is_first && key.types() && is_form && !own;
    match keymap.find(&place.chain(), before, key) {
        Binding::Action(action) if written && !matches!(action, Action::Help | Action::Palette) => {
            typed
        }
        Binding::Prefix if written && !is_at_list => typed,
        Binding::Action(action) => Aim::Command(action),
        Binding::Prefix => {
            ui.pending = Some(key);
            Aim::Nothing
        }
        Binding::Nothing => match before {
            Some(first) => {
                if event.code != KeyCode::Esc {
                    ui.say(format!("{first} {key} is no command"));
                }
                Aim::Nothing
            }
            None if is_form || place == Place::Filter => typed,
            None => {
                let help = keymap.key("help");
                ui.say(format!("{key} does nothing here; {help} lists the keys"));
                Aim::Nothing
            }
        },
    }
}
