//! The commands, as a person or a script runs them.

#[path = "../support/secrets.rs"]
mod kinds;

#[macro_use]
#[path = "../keys/openssh.rs"]
mod openssh;

mod afterwards;
mod attacks;
mod border;
mod derived;
mod errors;
mod export;
mod findings;
mod hostile;
mod house;
mod job;
mod keys;
mod lists;
mod load;
mod log;
mod people;
mod pipeline;
mod programs;
mod quoting;
mod race;
mod reference;
mod report;
mod rules;
mod secrets;
mod several;
mod surroundings;
mod target;
mod verdict;
