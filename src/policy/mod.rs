//! What a sign-off needs: roles, rules, severities, ages and days.
//!
//! Pure: text in, values out.

pub mod age;
pub mod day;
pub mod form;
mod rules;
mod severity;

pub use age::Age;
pub use day::Day;
pub use rules::{Permission, Policy, Presence, Role, Rule};
pub use severity::Severity;
