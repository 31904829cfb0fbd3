//! The repository itself: how its sources hang together, what its documents say, which checklists ship.
#![expect(unreachable_pub, reason = "nobody uses tests as a library")]

#[macro_use]
#[path = "../support/openssh.rs"]
mod openssh;

mod architecture;
mod checklists;
mod docs;
