//! What git's configuration says of the person at the keyboard and their keys.

use std::io;
use std::process::Command;

use crate::program::{self, PATIENCE};
use crate::review::Person;
use crate::text::visible;

/// All that is ever asked for, so that one start of git tells it; what else stands there, as a token, is nothing to us. Git
/// writes sections and names in small letters.
const ASKED: &str = "^(user\\.(name|email|signingkey)|mailmap\\.file|safe\\.directory\
    |gpg\\.ssh\\.(program|allowedsignersfile|revocationfile|defaultkeycommand))$";

/// The settings as git told them once, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config(Vec<Setting>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Setting {
    /// True in the user's own configuration, or the system's; a repository's may be a stranger's.
    is_of_user: bool,
    key: String,
    value: Vec<u8>,
}

impl Config {
    /// Asks git; nothing is set where there is none.
    ///
    /// # Errors
    /// Where git is there and cannot tell, as with a broken configuration of the repository: a setting that protects must
    /// not be lost for that.
    pub fn read(mut git: Command) -> io::Result<Self> {
        // Ended by NUL: a value of the repository may hold lines that look like another scope's.
        git.args(["config", "--null", "--show-scope", "--get-regexp", ASKED]);
        let output = match program::run(&mut git, b"", PATIENCE) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            output => output?,
        };
        // 1 says that there is no such setting.
        if !matches!(output.status.code(), Some(0 | 1)) {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(io::Error::other(visible::cut(said.trim(), 200)));
        }
        let mut words = output.stdout.split(|byte| *byte == 0);
        let mut found = Vec::new();
        while let (Some(scope), Some(text)) = (words.next(), words.next()) {
            let mut parts = text.splitn(2, |byte| *byte == b'\n');
            let key = parts.next().unwrap_or_default();
            found.push(Setting {
                is_of_user: [&b"system"[..], b"global", b"command"].contains(&scope),
                key: String::from_utf8_lossy(key).into_owned(),
                value: parts.next().unwrap_or_default().to_vec(),
            });
        }
        Ok(Self(found))
    }

    /// The values of a setting of the user's own; the last one is what git takes where it takes one.
    ///
    /// # Errors
    /// Where a value is no text.
    pub fn of_user(&self, key: &str) -> io::Result<Vec<String>> {
        let values = self.0.iter().filter(|set| set.is_of_user && set.is(key));
        let values: io::Result<Vec<_>> = values
            .map(|set| String::from_utf8(set.value.clone()).map_err(io::Error::other))
            .collect();
        log::info!("git's {key}: {values:?}");
        values
    }

    /// `user.name` and `user.email`, the repository's before the user's own; `None` where either is missing.
    pub fn person(&self) -> Option<Person> {
        let value = |key| {
            let last = self.0.iter().rfind(|set| set.is(key))?;
            str::from_utf8(&last.value).ok()
        };
        format!("{} <{}>", value("user.name")?, value("user.email")?)
            .parse()
            .ok()
    }
}

impl Setting {
    fn is(&self, key: &str) -> bool {
        self.key.eq_ignore_ascii_case(key)
    }
}
