//! What is kept: reviews on a disk, and signatures.
#![expect(unreachable_pub, reason = "nobody uses tests as a library")]

#[path = "../support/decide.rs"]
mod decide;
#[path = "../support/has.rs"]
mod has;
#[macro_use]
#[path = "../support/openssh.rs"]
mod openssh;
#[path = "../support/wire.rs"]
mod wire;

mod keys;
mod noise;
mod rule;
mod store;
mod vouching;
