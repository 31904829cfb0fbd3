//! What a sign-off needs: roles, rules, severities, ages and days; and which review somebody wants.
//!
//! Pure: text in, values out.

pub mod age;
pub mod day;
pub mod form;
mod rules;
mod severity;
pub mod target;
mod zone;

pub use age::Age;
pub use day::{Calendar, Day};
pub use rules::{Backing, Permission, Policy, Presence, QuestionRule, Role, Rule};
pub use severity::Severity;
pub use target::Target;
pub use zone::Zone;
