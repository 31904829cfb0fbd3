//! A text on its way through the person's own editor.
//!
//! The command is run as git runs it, by a shell, so that `code --wait` works. The text lies in a directory of its own that
//! nobody else may enter, where editors may leave their copies too: all of it is gone in the end. Where the text
//! cannot be taken back, what was written is kept and its path is told; where the program ends first, by the next run.

use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus};

use signal_hook::low_level::signal_name;

use crate::face::failure::Failure;
use crate::profile::drafts::{self, Drafts};
use crate::store::disk;

/// Largest text that is taken back, in bytes.
const MAX_BYTES: usize = 1024 * 1024;

/// What is said where there is no editor.
pub(super) const NONE: &str =
    "no editor: set VISUAL or EDITOR to its command, such as nano or `code --wait`";

/// A text, and the editor it goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The editor's command, as a shell reads it.
    pub command: String,
    /// What the file is called, without an ending.
    pub name: String,
    pub text: String,
}

impl Sheet {
    /// Runs the editor and waits for it; the text as it left it, `None` where it is the same, or why there is none.
    pub fn edit(&self, drafts: &Drafts) -> Result<Option<String>, String> {
        let kept = |error: io::Error| format!("no file for the editor could be made: {error}");
        let name: String = self
            .name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
            .collect();
        let ended = if self.text.is_empty() || self.text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let before = format!("{}{ended}", self.text);
        let name = format!("{}.md", name.get(..80).unwrap_or(&name));
        let (folder, _lock) = drafts.sheet(&name, &before).map_err(kept)?;
        let file = folder.path().join(name);
        let result = self.run(&file).and_then(|()| read(&file));
        match result {
            Ok(text) if text == before => Ok(None),
            Ok(text) => Ok(Some(text.strip_suffix('\n').unwrap_or(&text).to_owned())),
            Err(why) => {
                let written = !drafts::is_as_it_was(folder.path());
                let place = written.then(|| folder.keep());
                let place =
                    place.map(|place| format!("; what you wrote is in {}", place.display()));
                Err(format!(
                    "{why}; the text is as it was{}",
                    place.unwrap_or_default()
                ))
            }
        }
    }

    fn run(&self, file: &Path) -> Result<(), String> {
        // The shell must outlive what ends the editor, and a Ctrl-C that it takes for itself: the editor is waited for.
        let status = Command::new("sh")
            .arg("-c")
            .arg(format!("trap : INT TERM\n{} \"$@\"", self.command))
            .arg(&self.command)
            .arg(file)
            .status()
            .map_err(|error| format!("sh, which starts the editor, could not be run: {error}"))?;
        if status.success() {
            Ok(())
        } else {
            Err(self.failure(status))
        }
    }

    fn failure(&self, status: ExitStatus) -> String {
        let command = &self.command;
        // A shell passes on the signal that ended its child as 128 and more.
        let signal = status.signal().or(status
            .code()
            .filter(|code| *code > 128)
            .map(|code| code - 128));
        match (signal.and_then(signal_name), status.code()) {
            (Some(name), _) => format!("the editor `{command}` was ended by {name}"),
            (None, Some(127)) => {
                format!("there is no editor `{command}` (exit code 127): set VISUAL or EDITOR")
            }
            (None, Some(code)) => format!("the editor `{command}` failed with exit code {code}"),
            (None, None) => format!("the editor `{command}` failed: {status}"),
        }
    }
}

fn read(file: &Path) -> Result<String, String> {
    match disk::read(file) {
        Ok((text, _)) if text.len() <= MAX_BYTES => Ok(text),
        Ok(_) => Err("the text is larger than 1 MiB".to_owned()),
        Err(error) => Err(Failure::from(error).line()),
    }
}
