//! The commands, as a person or a script runs them.

#[macro_use]
#[path = "../keys/openssh.rs"]
mod openssh;

mod afterwards;
mod attacks;
mod border;
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
mod programs;
mod race;
mod reference;
mod report;
mod several;
mod surroundings;
mod verdict;
