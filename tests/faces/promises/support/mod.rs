//! The three faces behind one trait, so that a promise is said once and asked of each of them.
//!
//! Each face is driven as a person drives it: commands by the built program, the terminal UI by keys, the plain walker by
//! lines typed after its questions. What they say is compared as text, and what they did as the file that they left.
//! The clock is the real one, since commands have no other.

mod commands;
mod house;
mod reading;
mod screen;
mod walker;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use commands::can_watch;
pub use house::LIST;
pub use reading::{flat, single};

/// What every face is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Commands,
    Screen,
    Walker,
}

pub const FACES: [Kind; 3] = [Kind::Commands, Kind::Screen, Kind::Walker];

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Commands => "the commands",
            Self::Screen => "the terminal UI",
            Self::Walker => "the plain walker",
        })
    }
}

/// An answer as it is typed.
#[derive(Debug, Clone, Copy)]
pub struct Said<'s> {
    pub item: &'s str,
    /// As commands write it.
    pub status: &'s str,
    pub why: &'s str,
    /// As it is pasted, if anything is.
    pub evidence: Option<&'s str>,
}

/// With which key a decision is signed.
#[derive(Debug, Clone, Copy)]
pub enum With<'k> {
    /// The one that is offered.
    Offered,
    /// A file of one's own.
    File(&'k str),
    Nothing,
}

/// What a decision came to.
#[derive(Debug)]
pub struct Decided {
    /// All that was said before it was recorded: there stands with which key.
    pub offer: String,
    /// What was said of it then.
    pub said: String,
}

/// Where something is said, and the text.
pub type Told = (&'static str, String);

/// One way to use the program, by one person, in one review.
pub trait Face {
    /// Answers an item as far as it is saved at once or asked about, and gives what was said. `meanwhile` happens after
    /// the face has read the review and before it saves.
    fn answer(&mut self, said: Said<'_>, meanwhile: &mut dyn FnMut()) -> String;
    /// Does again, or confirms, what the last answer was asked about.
    fn insist(&mut self, said: Said<'_>) -> String;
    /// What is shown to somebody who comes back to an item.
    fn item(&mut self, item: &str) -> String;
    /// Says something beside the answer of an item: a comment, a question to Kim, a return.
    fn remark(&mut self, what: &str, item: &str, text: &str);
    /// The minutes of the session that goes on.
    fn minutes(&mut self) -> String;
    /// Stands behind the answer of an item, and declares that without a signature.
    fn accept(&mut self, item: &str) -> String;
    /// Takes the last answer back.
    fn undo(&mut self) -> String;
    /// Puts back what was taken back.
    fn redo(&mut self) -> String;
    /// Decides as approver.
    fn sign(&mut self, decision: &str, with: With<'_>) -> Decided;
    /// Tries to approve on a condition, and gives what is said of its owner and day.
    fn condition(&mut self, owner: &str, due: &str) -> String;
    /// Everything in which the sign-offs that there are come with their standing.
    fn standings(&mut self) -> Vec<Told>;
    /// All that whoever is about to approve is told, with nothing decided in the end.
    fn approving(&mut self) -> String;
    /// The names of the findings in their order, wherever they are listed.
    fn findings(&mut self) -> Vec<(&'static str, Vec<String>)>;
    /// The names of the items that a filter leaves; none where the face has no filter.
    fn filtered(&mut self, filter: &str) -> Option<Vec<String>>;
    /// How many items count as reviewed, as `n of m`, wherever that is said.
    fn reviewed(&mut self) -> Vec<Told>;
    /// Why the review is not signed off, a reason a line, wherever all reasons are listed.
    fn reasons(&mut self) -> Vec<(&'static str, Vec<String>)>;
    /// Looks at what others changed, where that does not happen by itself.
    fn look(&mut self) {}
}

/// Keeps a promise in every face, and names those that break it.
pub fn in_every_face(promise: impl Fn(Kind)) {
    in_faces(&FACES, promise);
}

/// Keeps a promise in the faces that can keep it; the test says why the others cannot.
pub fn in_faces(faces: &[Kind], promise: impl Fn(Kind)) {
    let broken: Vec<String> = faces
        .iter()
        .filter_map(|kind| {
            let kept = catch_unwind(AssertUnwindSafe(|| promise(*kind)));
            let cause = kept.err()?;
            let text = cause.downcast_ref::<String>().map(String::as_str);
            let text = text.or(cause.downcast_ref::<&str>().copied());
            Some(format!("{kind}: {}", text.unwrap_or("panicked")))
        })
        .collect();
    assert!(
        broken.is_empty(),
        "not kept by {} of {} faces\n{}",
        broken.len(),
        faces.len(),
        broken.join("\n")
    );
}

/// True where nobody can be asked for the settings of git; says that a test tests nothing then.
pub fn git_is_missing() -> bool {
    let is_missing = std::process::Command::new("git")
        .arg("version")
        .output()
        .is_err();
    if is_missing {
        eprintln!("SKIPPED: git is missing, so nothing tells its settings");
    }
    is_missing
}
