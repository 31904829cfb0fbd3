//! Who attests, where nobody knows.

use super::{Blank, Kind};

pub static WHO: Blank = Blank::new("who", "Your name", Kind::Person)
    .asks("Who are you, as Name <mail>")
    .needs("say who you are")
    .helps("As Name <mail>; it stands with every attestation.");
