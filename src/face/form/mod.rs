//! Forms, declared once: what is asked, when, how an answer is read, and in which words it is refused.
//!
//! The terminal UI draws the blanks of a form on one screen, the plain walker asks them one by one, and the options of
//! commands are read by the same rules.

pub mod attest;
mod blank;
pub mod declare;
pub mod key;
mod reader;
pub mod remark;
pub mod revoke;
pub mod seal;
pub mod session;
pub mod sign;
pub mod start;
mod values;
pub mod vote;
pub mod who;

pub use blank::{Blank, Choice, Kind, Switch};
pub use reader::{Complaint, Reader};
pub use values::Values;
