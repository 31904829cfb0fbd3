#![no_main]

#[path = "../readers/statement.rs"]
mod statement;

libfuzzer_sys::fuzz_target!(|text: &str| statement::read(text));
