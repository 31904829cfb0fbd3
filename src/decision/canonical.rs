//! The content that sign-offs cover, in a form that does not depend on how the file is written. Which form, the statement
//! says by its first line: what was signed in form 1 is of form 1, whatever the file has become since.

use super::{form1, form2, header};
use crate::review::dossier::Content;
use crate::review::{Dossier, Schema, Signoff};
use crate::text::digest::Digest;

/// The digest of the canonical content, in the newest form that the file has.
pub fn digest(dossier: &Dossier) -> Digest {
    of(dossier).digest
}

/// The canonical content itself.
pub fn text(dossier: &Dossier) -> String {
    match dossier.review().schema {
        Schema::One => form1::content::text(dossier),
        Schema::Two => form2::content::text(dossier),
    }
}

/// What follows from the content.
pub(super) fn of(dossier: &Dossier) -> &Content {
    match form1::content::of(dossier) {
        Some(first) if dossier.review().schema == Schema::One => first,
        _ => form2::content::of(dossier),
    }
}

/// True where the content is the one that a sign-off was made on.
pub(super) fn is_of(signoff: &Signoff, dossier: &Dossier) -> bool {
    let now = match header::form(&signoff.statement) {
        Some(Schema::One) => form1::content::of(dossier),
        Some(Schema::Two) => Some(form2::content::of(dossier)),
        None => None,
    };
    now.is_some_and(|now| now.digest == signoff.content)
}
