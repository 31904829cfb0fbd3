//! Runs `ssh-keygen`.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::{Armor, Around, Key, KeyError, NAMESPACE};
use crate::store::identity;
use crate::text::visible;

/// OpenSSH's program for keys.
#[derive(Debug, Clone)]
pub struct Keygen {
    program: OsString,
}

/// What came of a run.
pub(super) struct Ran {
    /// It succeeded.
    pub well: bool,
    /// What it printed.
    pub out: String,
    /// What it complained of, one line, nothing hidden in it.
    pub said: String,
}

impl Keygen {
    /// The program that the user's git signs with, else the one on the path. A repository's own configuration is not
    /// asked: nothing from a stranger's file ever runs.
    pub fn find(around: &Around) -> Self {
        let program = identity::users_setting("gpg.ssh.program", &around.directory);
        let program = program.map(|named| match named.strip_prefix("~/").zip(around.home.as_ref()) {
            Some((rest, home)) => home.join(rest).into(),
            None => named.into(),
        });
        Self { program: program.unwrap_or_else(|| "ssh-keygen".into()) }
    }

    /// Signs a text; passphrases and touches are between the person and `ssh-keygen`, at the terminal if there is one.
    pub fn sign(&self, text: &str, key: &Key, at_a_terminal: bool) -> Result<String, KeyError> {
        key.refuse_weak()?;
        let held = key.file()?;
        let mut command = Command::new(&self.program);
        // SHA-512 is what it takes by itself; before OpenSSH 8.9 it could not be told.
        command.args(["-Y", "sign", "-n", NAMESPACE, "-f"]).arg(held.path());
        if at_a_terminal {
            command.stderr(Stdio::inherit());
        } else {
            // Where nobody can answer, nothing is asked.
            command.env("SSH_ASKPASS_REQUIRE", "force").env("SSH_ASKPASS", "false").stderr(Stdio::piped());
        }
        let ran = self.run(command, text.as_bytes())?;
        if !ran.well {
            let said = if ran.said.is_empty() { "ssh-keygen failed".to_owned() } else { ran.said };
            return Err(KeyError::NotSigned(said));
        }
        Armor::read(&ran.out)?.refuse_unfit()?;
        // Whether it can verify is not asked here, but what it signed.
        let signature = super::key::held("signoff-", ".sig", &ran.out)?;
        if let Ok(false) = self.is_of(text, signature.path()) {
            return Err(KeyError::NotSigned("what came back is not a signature of this statement".into()));
        }
        Ok(ran.out)
    }

    /// Runs it to verify something.
    pub(super) fn ask(
        &self,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
        input: &[u8],
    ) -> Result<Ran, KeyError> {
        let mut command = Command::new(&self.program);
        command.args(arguments).stderr(Stdio::piped());
        self.run(command, input).map_err(|error| match error {
            KeyError::NoProgram(_, why) => KeyError::NotVerified(format!("cannot run {self}: {why}")),
            other => other,
        })
    }

    fn run(&self, mut command: Command, input: &[u8]) -> Result<Ran, KeyError> {
        let fail = |error| KeyError::NoProgram(self.to_string(), error);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(fail)?;
        if let Some(mut stdin) = child.stdin.take() {
            // Who stops reading early says why on its own.
            let _ = stdin.write_all(input);
        }
        let output = child.wait_with_output().map_err(fail)?;
        let said = String::from_utf8_lossy(&output.stderr);
        Ok(Ran {
            well: output.status.success(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            said: visible::cut(said.trim().replace("\r\n", "\n").as_str(), 400),
        })
    }
}

impl fmt::Display for Keygen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.program.display().fmt(f)
    }
}
