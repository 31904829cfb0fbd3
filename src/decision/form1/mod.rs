//! Form 1, frozen: what a signature of before form 2 is of, made again to compare.
//!
//! Nothing here may change, whatever becomes of the words and escapes that people see today: else statements that were
//! signed years ago would not be what they were. So what it needs of words stands here a second time. `tests/vectors`
//! hold it, made by a program that shares nothing with this one.

pub(super) mod content;
mod escape;
pub(super) mod revocation;
pub(super) mod statement;
mod summary;
