//! What the program takes from around it, and the options that every command has.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::ColorChoice;

use crate::review::Person;
use crate::work::Clock;

/// Everything that the program takes from around it.
#[derive(Debug)]
pub struct Surroundings {
    /// The program's name and what was asked of it.
    pub arguments: Vec<OsString>,
    /// The environment.
    pub variables: BTreeMap<OsString, OsString>,
    /// Where the person is.
    pub directory: PathBuf,
    /// Where the person's files are.
    pub folders: Folders,
    /// True where both stdin and stdout are a terminal.
    pub terminal: bool,
    /// Tells the time.
    pub clock: Clock,
}

/// Where the person's files are; a folder is absent where there is no home directory.
#[derive(Debug, Default)]
pub struct Folders {
    /// Has `config.toml`.
    pub config: Option<PathBuf>,
    /// Has the list of recent reviews.
    pub state: Option<PathBuf>,
    /// Has `checklists/`.
    pub data: Option<PathBuf>,
}

impl Surroundings {
    /// A variable of the environment; an empty one counts as unset.
    pub(super) fn variable(&self, name: &str) -> Option<&OsStr> {
        self.variables
            .get(OsStr::new(name))
            .map(OsString::as_os_str)
            .filter(|value| !value.is_empty())
    }
}

/// The options that every command has.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::doc_markdown, reason = "help shows these lines as they are")]
pub(super) struct Global {
    /// The review [env: SIGNOFF_REVIEW] [default: signoff.toml here or in a parent of the repository]
    #[arg(short, long, global = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub review: Option<PathBuf>,

    /// Who you are, as "Name <mail>" [env: SIGNOFF_BY] [default: from config.toml, else from git]
    #[arg(long, global = true, value_name = "WHO")]
    pub by: Option<Person>,

    /// Write what git, OpenSSH and the disk were asked, and what they said, into a file
    #[arg(long, global = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub log: Option<PathBuf>,

    /// When to use colour; NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}
