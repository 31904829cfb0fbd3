//! The schemas that a review and a statement can have.

use serde::{Serialize, Serializer};

/// A schema of the review file, of its content and of statements on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Schema {
    /// The first one: the last answer in the file counts.
    One,
    /// Answers name those that they replace; what people say beside answers has a place.
    Two,
}

impl Schema {
    /// The newest one.
    pub const NEWEST: Self = Self::Two;

    /// As a file has it in `schema`.
    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }

    /// Of a number in a file; `None` of one that this program does not know.
    pub fn of_number(number: u64) -> Option<Self> {
        [Self::One, Self::Two]
            .into_iter()
            .find(|form| u64::from(form.number()) == number)
    }
}

impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}
