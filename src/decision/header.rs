//! The first line of a statement, which says its form.

use crate::review::Schema;

/// Of a decision in form 1.
pub(super) const FORM_1: &str = "signoff statement, form 1";

/// Of a decision in form 2.
pub(super) const FORM_2: &str = "signoff statement, form 2";

/// Said of a statement of any other.
pub const UNKNOWN: &str = "its statement is of no form that this program knows";

/// The form of a statement of a decision; `None` of one that this program does not know.
pub fn form(statement: &str) -> Option<Schema> {
    match statement.lines().next()? {
        FORM_1 => Some(Schema::One),
        FORM_2 => Some(Schema::Two),
        _ => None,
    }
}
