//! What the benchmarks stand on.

pub mod bench;
pub mod floor;
pub mod house;
pub mod process;
pub mod screen;
pub mod signed;
