//! What is kept: reviews on a disk, and signatures.

#[path = "../support/decide.rs"]
mod decide;
#[macro_use]
#[path = "../support/openssh.rs"]
mod openssh;

mod keys;
mod store;
