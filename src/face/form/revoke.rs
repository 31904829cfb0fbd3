//! Takes a sign-off back: why, and with which key that is signed.

use super::key::{self, Wanted};
use super::{Blank, Complaint, Kind, Reader, Values};
use crate::keys::Keyring;

pub static REASON: Blank =
    Blank::new("reason", "Reason", Kind::Line).needs("say why it must no longer be believed");

/// What a draft of it is kept under: each sign-off has its own.
pub fn name(signoff: &str) -> String {
    format!("revoke {signoff}")
}

/// What is asked.
pub fn blanks(values: &Values, ring: Option<&Keyring>) -> Vec<&'static Blank> {
    let mut blanks = vec![&REASON];
    blanks.extend(key::blanks(values, ring));
    blanks
}

/// The reason, and what it is signed with.
pub fn read(values: &Values, ring: Option<&Keyring>) -> Result<(String, Wanted), Vec<Complaint>> {
    let mut reader = Reader::new(values);
    let reason = reader.text(&REASON);
    let wanted = key::read(&mut reader, values, ring);
    reason.zip(wanted).ok_or(reader.wrong)
}
