//! The plain walker: answers in, what is spoken out.

mod answers;
mod house;
mod job;
mod keys;
mod others;
mod remarks;
mod report;
