//! Reading TOML from strangers: every mistake is told with its line and column ([`problem`], [`reader`]).

pub mod problem;
pub mod reader;
#[cfg(test)]
pub(crate) mod schema;
