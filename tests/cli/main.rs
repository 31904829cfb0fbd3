//! The commands, as a person or a script runs them.

mod errors;
mod findings;
mod hostile;
mod house;
mod job;
mod keys;
mod lists;
mod people;
mod race;
mod reference;
mod several;
mod surroundings;
