#![no_main]

#[path = "../readers/policy.rs"]
mod policy;

libfuzzer_sys::fuzz_target!(|text: &str| policy::read(text));
