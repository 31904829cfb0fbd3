//! Runs `ssh-keygen`.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, Read, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::thread;

use signal_hook::low_level::signal_name;

use super::{Armor, Around, Key, KeyError, NAMESPACE};
use crate::text::visible;

/// OpenSSH's program for keys.
#[derive(Debug, Clone)]
pub struct Keygen {
    program: OsString,
    around: Around,
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
        let named = around.setting("gpg.ssh.program").ok().flatten();
        let program = named.and_then(|named| match around.whole_path(&named) {
            Some(path) => Some(path.into()),
            // What depends on where one is would be a file of the repository under review.
            None => (!named.contains('/')).then(|| named.into()),
        });
        Self {
            program: program.unwrap_or_else(|| "ssh-keygen".into()),
            around: around.clone(),
        }
    }

    /// Tells whether it can be run at all.
    pub fn look(&self) -> Result<(), KeyError> {
        // It knows no such option, says so, and ends.
        let mut command = self.command();
        command.arg("-?");
        self.run(command, &[], false).map(drop)
    }

    /// Signs a text; passphrases and touches are between the person and `ssh-keygen`, at the terminal if there is one.
    pub fn sign(&self, text: &str, key: &Key, at_a_terminal: bool) -> Result<String, KeyError> {
        key.refuse_weak()?;
        let held = key.file()?;
        let mut command = self.command();
        // SHA-512 is what it takes by itself; before OpenSSH 8.9 it could not be told.
        command
            .args(["-Y", "sign", "-n", NAMESPACE, "-f"])
            .arg(held.path());
        if at_a_terminal {
            // Its input is the text, so that it would ask in a window otherwise, where there may be none.
            command.env("SSH_ASKPASS_REQUIRE", "never");
        } else {
            // Where nobody can answer, nothing is asked.
            command
                .env("SSH_ASKPASS_REQUIRE", "force")
                .env("SSH_ASKPASS", "false");
        }
        let ran = self.run(command, text.as_bytes(), at_a_terminal)?;
        if !ran.well {
            let said = if ran.said.is_empty() {
                "ssh-keygen failed".to_owned()
            } else {
                ran.said
            };
            return Err(KeyError::NotSigned(said));
        }
        Armor::read(&ran.out)?.refuse_unfit()?;
        // Whether it can verify is not asked here, but what it signed.
        let signature = super::key::held("signoff-", ".sig", &ran.out)?;
        if let Ok(false) = self.is_of(text, signature.path()) {
            return Err(KeyError::NotSigned(
                "what came back is not a signature of this statement".into(),
            ));
        }
        Ok(ran.out)
    }

    /// Runs it to verify something.
    pub(super) fn ask(
        &self,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
        input: &[u8],
    ) -> Result<Ran, KeyError> {
        let mut command = self.command();
        command.args(arguments);
        self.run(command, input, false)
            .map_err(|error| match error {
                KeyError::NoProgram(_, why) => {
                    KeyError::NotVerified(format!("cannot run {self}: {why}"))
                }
                other => other,
            })
    }

    fn command(&self) -> Command {
        self.around.command(&self.program)
    }

    /// Runs it; `aloud` passes on at once what it complains of.
    fn run(&self, mut command: Command, input: &[u8], aloud: bool) -> Result<Ran, KeyError> {
        let fail = |error| KeyError::NoProgram(self.to_string(), error);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(fail)?;
        let complaints = child
            .stderr
            .take()
            .map(|stderr| thread::spawn(move || listen(stderr, aloud)));
        if let Some(mut stdin) = child.stdin.take() {
            // Who stops reading early says why on its own.
            let _ = stdin.write_all(input);
        }
        let output = child.wait_with_output().map_err(fail)?;
        let complaints = complaints
            .and_then(|thread| thread.join().ok())
            .unwrap_or_default();
        let said = String::from_utf8_lossy(&complaints).replace("\r\n", "\n");
        let said = said.replace("Signing data on standard input\n", "");
        let killed = output.status.signal().and_then(signal_name);
        log::info!(
            "ran {self} {:?}: {}; it said: {}",
            command.get_args().collect::<Vec<_>>(),
            output.status,
            said.trim()
        );
        Ok(Ran {
            well: output.status.success(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            said: match killed {
                Some(signal) => format!("ssh-keygen was ended by {signal}"),
                None => visible::cut(said.trim(), 400),
            },
        })
    }
}

/// All that a program writes, passed on to the person where they are to see it.
fn listen(mut from: impl Read, aloud: bool) -> Vec<u8> {
    let mut heard = Vec::new();
    let mut bytes = [0; 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        heard.extend_from_slice(&bytes[..count]);
        if aloud {
            // What it may hold besides words is for the terminal, as it would be without us.
            let _ = io::stderr().write_all(&bytes[..count]);
        }
    }
    heard
}

impl fmt::Display for Keygen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.program.display().fmt(f)
    }
}
