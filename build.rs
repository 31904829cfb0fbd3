//! How a debug build is linked.

use std::env::var;

/// The tests start a debug build ten thousand times, and what it costs to move a large program without optimisation to
/// where the system put it is most of such a start: 3.3 of 4.2 ms. It stays where it is linked. What is released is moved,
/// as a program should be that reads what strangers wrote.
#[expect(clippy::disallowed_methods, reason = "so cargo tells what it builds")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| var(name).is_ok_and(|set| set == value);
    if is("PROFILE", "debug")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
    {
        println!("cargo::rustc-link-arg=-no-pie");
    }
}
