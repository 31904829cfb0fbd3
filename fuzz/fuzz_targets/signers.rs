#![no_main]

#[path = "../readers/signers.rs"]
mod signers;

libfuzzer_sys::fuzz_target!(|text: &str| signers::read(text));
