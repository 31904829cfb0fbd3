//! Who attests, where nobody knows, and who answers, where one only writes it down.

use super::{Blank, Kind};
use crate::review::Person;

pub static WHO: Blank = Blank::new("who", "Your name", Kind::Person)
    .asks("Who are you, as Name <mail>")
    .needs("say who you are")
    .helps("As Name <mail>; it stands with every attestation.");

/// What a draft of who answers is kept under.
pub const NAME: &str = "answered-by";

pub static ANSWERER: Blank = Blank::new("who", "Who answers? You only write it down", Kind::Person)
    .asks("Who answers, as Name <mail>, or some letters of somebody of this review; a minus for you yourself")
    .helps("Name <mail>, or some letters of somebody of this review; empty: you yourself. It stays until you change it.");

/// Said beside a name, where that is so.
pub fn unaddressed(who: &Person) -> Option<&'static str> {
    let text = "without a mail address nobody can sign as this person; Name <mail> is whole";
    who.mail().is_none().then_some(text)
}
