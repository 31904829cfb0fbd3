//! Commands, plain walker, and what all three faces promise and say.
#![expect(unreachable_pub, reason = "nobody uses tests as a library")]

#[path = "../support/has.rs"]
mod has;
#[path = "../support/ids.rs"]
mod ids;
#[path = "../support/key.rs"]
mod key;
#[path = "../support/secrets.rs"]
mod kinds;
#[path = "../support/mini.rs"]
mod mini;
#[macro_use]
#[path = "../support/openssh.rs"]
mod openssh;
#[path = "../support/payload.rs"]
mod payload;
#[path = "../support/strokes.rs"]
mod strokes;
#[path = "../support/ui.rs"]
mod ui;
#[path = "../support/wire.rs"]
mod wire;

mod cli;
mod house;
mod plain;
mod promises;
mod transcripts;
