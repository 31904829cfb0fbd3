#![no_main]

#[path = "../readers/armor.rs"]
mod armor;

libfuzzer_sys::fuzz_target!(|text: &str| armor::read(text));
