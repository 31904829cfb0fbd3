#![no_main]

#[path = "../readers/review.rs"]
mod review;

libfuzzer_sys::fuzz_target!(|text: &str| review::read(text));
