//! `signoff completions`: what a shell needs to complete commands.

use super::exit::Exit;
use super::output::Output;

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

impl Completions {
    /// Prints the script.
    pub(super) fn run(&self, mut definition: clap::Command, out: &mut Output) -> Exit {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut definition, "signoff", &mut script);
        // A shell reads it, and nobody else: all of it is our own.
        out.exact(String::from_utf8_lossy(&script).into_owned());
        Exit::Done
    }
}
