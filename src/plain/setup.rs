//! What a walk starts with.

use std::path::PathBuf;

use crate::keys::Around;
use crate::profile::drafts::Drafts;
use crate::profile::recent::Recent;
use crate::review::Person;
use crate::store::shelf::Shelf;
use crate::work::{Clock, Inquiry, OpenReview};

/// What the plain walker starts with.
#[derive(Debug)]
pub struct Setup {
    /// The review to walk; a list of what can be opened or started without.
    pub review: Option<PathBuf>,
    /// Who attests; git is asked, then the person, without.
    pub by: Option<Person>,
    /// What was wrong with the settings file, said at start.
    pub complaint: Option<String>,
    /// Where checklists come from.
    pub shelf: Shelf,
    /// Where recent reviews are kept.
    pub recent: Recent,
    /// Where drafts are kept.
    pub drafts: Drafts,
    /// Where the person is.
    pub directory: PathBuf,
    /// From where keys to sign with are looked for.
    pub around: Around,
    /// What is asked of a review, and whom to believe.
    pub inquiry: Inquiry,
    /// Tells the time.
    pub clock: Clock,
    /// True where a person types; what a file answers is written behind its question, and what is missing at the end.
    pub interactive: bool,
}

impl Setup {
    /// Finds out what the signatures prove, for a verdict; where that is not to be had, the verdict says so.
    pub(super) fn verify(&self, open: &mut OpenReview) {
        let _ = open.verify(&self.around);
    }
}
