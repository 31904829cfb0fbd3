//! The plain walker: answers in, what is spoken out.

#[path = "../support/secrets.rs"]
mod kinds;

#[macro_use]
#[path = "../keys/openssh.rs"]
mod openssh;

mod answers;
mod house;
mod job;
mod keys;
mod others;
mod report;
