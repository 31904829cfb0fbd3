//! What the product promises, each promise said once and asked of all three faces: commands, terminal UI, plain walker.

#[macro_use]
#[path = "../keys/openssh.rs"]
mod openssh;

mod look;
mod support;
