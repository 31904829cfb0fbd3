#![no_main]

#[path = "../readers/checklist.rs"]
mod checklist;

libfuzzer_sys::fuzz_target!(|text: &str| checklist::read(text));
