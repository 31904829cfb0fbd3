//! Statements of sign-offs in the form that the file has, or that their first line says.

use super::{canonical, form1, form2, header};
use crate::policy::Role;
use crate::review::{Decision, Dossier, Schema, Signoff};

/// The statement of a record on the review as it is now.
pub fn write(record: &Signoff, dossier: &Dossier) -> String {
    match dossier.review().schema {
        Schema::One => form1::statement::write(record, dossier, canonical::of(dossier)),
        Schema::Two => form2::statement::write(record, dossier),
    }
}

/// Why a record is not what its statement says; `None` where it is.
pub fn fault(record: &Signoff, dossier: &Dossier) -> Option<String> {
    match header::form(&record.statement) {
        // What it says is gone, and with it what could be compared.
        Some(Schema::One) if !record.struck.is_empty() => None,
        Some(Schema::One) => form1::statement::fault(record, dossier),
        Some(Schema::Two) if dossier.review().schema == Schema::Two => {
            form2::statement::fault(record, dossier)
        }
        _ => Some(header::UNKNOWN.into()),
    }
}

/// The decision in a sentence.
pub fn sentence(role: Role, decision: Decision, dossier: &Dossier) -> String {
    let counts = &canonical::of(dossier).counts;
    form2::statement::sentence(role, decision, dossier, counts)
}
