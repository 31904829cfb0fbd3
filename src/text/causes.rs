//! An error with what it comes from.

use std::error::Error;

/// The message of an error and of everything behind it, joined by colons.
pub fn joined(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}
