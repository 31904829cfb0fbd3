#![no_main]

#[path = "../readers/merge.rs"]
mod merge;

libfuzzer_sys::fuzz_target!(|text: &str| merge::read(text));
