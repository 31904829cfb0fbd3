//! What the terminal UI is started with: everything from outside is told to it.

use std::path::PathBuf;

use super::clipboard::Clipboard;
use super::theme::WallClock;
use crate::keys::Around;
use crate::profile::drafts::Drafts;
use crate::profile::recent::Recent;
use crate::profile::settings::Settings;
use crate::review::Person;
use crate::store::shelf::Shelf;
use crate::work::{Clock, Inquiry, OpenReview};

/// What the terminal UI starts with.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something of its own"
)]
pub struct Launch {
    /// The review to walk; the home screen without.
    pub review: Option<PathBuf>,
    /// The same where it is open already, since somebody named it.
    pub open: Option<OpenReview>,
    /// Who attests; git is asked, then the person, without.
    pub by: Option<Person>,
    /// The person's settings.
    pub settings: Settings,
    /// What was wrong with the settings file, shown at start.
    pub complaint: Option<String>,
    /// Where checklists come from.
    pub shelf: Shelf,
    /// Where recent reviews are kept.
    pub recent: Recent,
    /// Where drafts are kept.
    pub drafts: Drafts,
    /// Where the person is.
    pub directory: PathBuf,
    /// From where keys and git's settings are looked for; without, nothing is signed or verified.
    pub around: Option<Around>,
    /// What is asked of a review, and whom to believe.
    pub inquiry: Inquiry,
    /// True where the screen goes where somebody said something last.
    pub follows: bool,
    /// Tells the time.
    pub clock: Clock,
    /// False under `NO_COLOR` or `--color never`.
    pub color: bool,
    /// True where the terminal cannot show Unicode.
    pub ascii: bool,
    /// Whose times are shown.
    pub zone: WallClock,
    /// Who is asked to copy.
    pub clipboard: Clipboard,
    /// True where the terminal may make addresses clickable.
    pub links: bool,
    /// The command that opens a file in the person's editor.
    pub editor: Option<String>,
}
