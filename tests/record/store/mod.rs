//! Reviews on a real disk, and what is pure but only shows when rooms work together.
#![expect(
    clippy::disallowed_methods,
    reason = "tests write files and tell their own child processes what to do"
)]

mod disk;
mod evidence;
mod kill;
mod limits;
mod meaning;
mod merge;
mod poor_disk;
mod processes;
mod properties;
mod race;
mod session;
mod support;
mod text_form;
mod union;
mod vectors;
mod work;
