//! Whether the real OpenSSH is here.

/// Returns from a test where OpenSSH is missing, and says so; the gate does not let that pass.
macro_rules! needs_openssh {
    () => {
        if $crate::openssh::is_missing() {
            return;
        }
    };
}

#[expect(
    clippy::disallowed_methods,
    reason = "the gate says that nothing may be skipped"
)]
pub fn is_missing() -> bool {
    let missing = ["ssh-keygen", "ssh-agent", "ssh-add"]
        .into_iter()
        .find(|program| {
            std::process::Command::new(program)
                .arg("-?")
                .output()
                .is_err()
        });
    let Some(missing) = missing else { return false };
    assert!(
        std::env::var_os("SIGNOFF_REQUIRE_OPENSSH").is_none(),
        "{missing} is missing, and nothing may be skipped"
    );
    eprintln!("SKIPPED: {missing} is missing, so no signature can be made or verified here");
    true
}
