//! The `signoff` program: parse, run, exit code.

use std::io::{IsTerminal as _, stdin, stdout};
use std::process::ExitCode;

use directories::ProjectDirs;
use signoff::cli::{self, Folders, Surroundings};

fn main() -> ExitCode {
    let folders =
        ProjectDirs::from("", "", "signoff").map_or_else(Folders::default, |dirs| Folders {
            config: Some(dirs.config_dir().to_owned()),
            state: Some(
                dirs.state_dir()
                    .unwrap_or_else(|| dirs.data_local_dir())
                    .to_owned(),
            ),
            data: Some(dirs.data_dir().to_owned()),
        });
    cli::run(&Surroundings {
        arguments: std::env::args_os().collect(),
        variables: std::env::vars_os().collect(),
        // Whoever stands in a deleted directory is told so by the first file that is not found.
        directory: std::env::current_dir().unwrap_or_else(|_| ".".into()),
        folders,
        terminal: stdin().is_terminal() && stdout().is_terminal(),
        #[expect(
            clippy::disallowed_methods,
            reason = "this is where the clock comes in"
        )]
        clock: chrono::Utc::now,
    })
}
