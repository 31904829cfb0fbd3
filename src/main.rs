//! The `signoff` program: parse, run, exit code.

use std::ffi::OsStr;
use std::io::{self, IsTerminal as _, stdin, stdout};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};
use std::sync::Arc;

use directories::ProjectDirs;
use signal_hook::consts::SIGXFSZ;
use signoff::cli::{self, Folders, Surroundings};
use signoff::program;
use signoff::work::Clock;

fn main() -> ExitCode {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where the environment comes in"
    )]
    let path = std::env::var_os("PATH");
    if let Some(fixed) = path.and_then(|path| program::fixed_path(&path)) {
        let error = anew(&fixed);
        eprintln!(
            "error: PATH has an entry that is empty or relative, and cannot do without it: {error}"
        );
        return ExitCode::from(2);
    }
    // A file that may not grow so large is an error of the write then, and ends nobody.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
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
        clock: Clock {
            #[expect(
                clippy::disallowed_methods,
                reason = "this is where the clock comes in"
            )]
            time: chrono::Utc::now,
            id: || uuid::Uuid::new_v4().to_string(),
        },
    })
}

/// Starts again with another `PATH`, which then holds for all that is started, by libraries too; returns only where that
/// fails.
fn anew(path: &OsStr) -> io::Error {
    let mut arguments = std::env::args_os();
    let name = arguments.next().unwrap_or_else(|| "signoff".into());
    match std::env::current_exe() {
        Ok(program) => Command::new(program)
            .arg0(name)
            .args(arguments)
            .env("PATH", path)
            .exec(),
        Err(error) => error,
    }
}
