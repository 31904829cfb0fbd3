//! The real program in a pseudo-terminal.
//!
//! What other tests cannot see is tested here: the modes of the terminal, signals, and the bytes that are written.
//! Nothing waits for a fixed time: a test looks at the screen until it shows what is expected, or gives up.

mod drafts;
mod editor;
mod harness;
mod hostile;
mod leaving;
mod letters;
mod look;
mod merge;
mod mouse;
mod panics;
mod plain;
mod scripts;
mod sequences;
mod signals;
mod signing;
mod typing;
mod walk;
