//! Runs `ssh-keygen`.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, BufRead as _, BufReader, ErrorKind, Read, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGTERM};
use signal_hook::flag;
use signal_hook::low_level::{signal_name, unregister};

use super::{Around, Cause, Key, KeyError};
use crate::decision::armor::{Armor, NAMESPACE, Unfit};
use crate::program::{self, PATIENCE};
use crate::text::visible;

/// How long a signature may take where nobody is at the terminal: somebody may have to touch a key, or to say yes in a
/// window of the agent.
const TOUCH: Duration = Duration::from_secs(60);

/// How much of what a program prints that has the terminal is taken: a signature takes some kilobytes.
const MOST: u64 = 1024 * 1024;

/// How long one waits for the last words of a program that ended: what it left behind may still have its output.
const LAST: Duration = Duration::from_millis(500);

/// OpenSSH's program for keys.
#[derive(Debug, Clone)]
pub struct Keygen {
    program: OsString,
    around: Around,
    /// Whose keys are, as far as it was asked.
    pub(super) owners: Owners,
}

/// What it said of a key: of a thousand signatures by one key it is asked once. Who comes second waits for the first.
pub(super) type Owners = Arc<Mutex<HashMap<String, Arc<Mutex<Option<Arc<Ran>>>>>>>;

/// What came of a run.
#[derive(Debug)]
pub(super) struct Ran {
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
        let program = named.and_then(|named| around.program(&named));
        Self {
            program: program.unwrap_or_else(|| "ssh-keygen".into()),
            around: around.clone(),
            owners: Owners::default(),
        }
    }

    /// Tells whether it can be run at all.
    pub fn look(&self) -> Result<(), KeyError> {
        // It knows no such option, says so, and ends.
        let mut command = self.command();
        command.arg("-?");
        self.run(command, &[], Some(PATIENCE)).map(drop)
    }

    /// Signs a text; passphrases and touches are between the person and `ssh-keygen`, at the terminal if there is one, for
    /// as long as it takes them.
    pub fn sign(&self, text: &str, key: &Key, at_a_terminal: bool) -> Result<String, KeyError> {
        key.refuse_weak().map_err(KeyError::Weak)?;
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
        let limit = (!at_a_terminal).then_some(TOUCH);
        let ran = self.run(command, text.as_bytes(), limit)?;
        if !ran.well {
            let why = Cause::of(&ran.said, at_a_terminal, || self.around.has_agent());
            return Err(KeyError::NotSigned(why));
        }
        let armor = Armor::read(&ran.out).map_err(|Unfit(why)| {
            let why = format!("what came back cannot be used: {why}");
            KeyError::NotSigned(Cause::Other(why))
        })?;
        armor.key.refuse_weak().map_err(KeyError::Weak)?;
        armor.refuse_unfit()?;
        // Whether it can verify is not asked here, but what it signed.
        let signature = super::key::held("signoff-", ".sig", &ran.out)?;
        if let Ok(false) = self.is_of(text, signature.path()) {
            return Err(KeyError::NotSigned(Cause::Other(
                "what came back is not a signature of this statement".into(),
            )));
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
        self.run(command, input, Some(PATIENCE))
            .map_err(|error| match error {
                KeyError::NoProgram(_, why) => {
                    KeyError::NotVerified(format!("cannot run {self}: {why}"))
                }
                KeyError::Hung(_, why) => KeyError::NotVerified(format!("{self} hangs: {why}")),
                other => other,
            })
    }

    fn command(&self) -> Command {
        self.around.command(&self.program)
    }

    /// Runs it; without a limit a person is at the terminal, and it may ask them something.
    fn run(
        &self,
        mut command: Command,
        input: &[u8],
        limit: Option<Duration>,
    ) -> Result<Ran, KeyError> {
        let output = match limit {
            Some(limit) => program::run(&mut command, input, limit),
            None => lend(&mut command, input),
        };
        let output = output.map_err(|error| match error.kind() {
            ErrorKind::TimedOut => KeyError::Hung(self.to_string(), error),
            _ => KeyError::NoProgram(self.to_string(), error),
        })?;
        let said = String::from_utf8_lossy(&output.stderr).replace("\r\n", "\n");
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

/// How often one looks whether a program ended that has the terminal.
const OFTEN: Duration = Duration::from_millis(20);

/// Lends a program the terminal. What it asks is asked there; what it complains of is said in our words afterwards. It is
/// waited for, and not for what it started and left behind.
fn lend(command: &mut Command, input: &[u8]) -> io::Result<Output> {
    // Before it starts: from then on we may be told to end.
    let told = Arc::new(AtomicBool::new(false));
    let heard = [SIGTERM, SIGHUP].map(|signal| flag::register(signal, Arc::clone(&told)));
    let ran = run(command, input, &told);
    for id in heard.into_iter().flatten() {
        unregister(id);
    }
    ran
}

fn run(command: &mut Command, input: &[u8], told: &AtomicBool) -> io::Result<Output> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let complaints = lines(child.stderr.take(), |line| {
        // That a security key waits for a touch the person must know at once.
        if line.starts_with(b"Confirm user presence") {
            let _ = writeln!(io::stderr(), "signoff: touch the security key");
        }
    });
    let printed = lines(child.stdout.take(), |_| {});
    let (stdin, input) = (child.stdin.take(), input.to_vec());
    // Who stops reading early says why on its own.
    thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    Ok(Output {
        status: end(&mut child, told)?,
        stdout: all(&printed),
        stderr: all(&complaints),
    })
}

/// Waits for a program that has the terminal. Where we are told to end, it is told too, and ended where it does not listen.
/// It hears a Ctrl-C by itself.
fn end(child: &mut Child, told: &AtomicBool) -> io::Result<ExitStatus> {
    let mut since: Option<Instant> = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        match since {
            None if told.load(Ordering::Relaxed) => {
                let _ = kill_process(Pid::from_child(child), Signal::TERM);
                since = Some(Instant::now());
            }
            Some(since) if since.elapsed() > LAST => child.kill()?,
            _ => {}
        }
        thread::sleep(OFTEN);
    }
}

/// What a program prints, line by line, up to [`MOST`].
fn lines(from: Option<impl Read + Send + 'static>, hear: fn(&[u8])) -> Receiver<Vec<u8>> {
    let (send, lines) = channel();
    thread::spawn(move || {
        let mut from = BufReader::new(from?.take(MOST));
        let mut line = Vec::new();
        while let Ok(1..) = from.read_until(b'\n', &mut line) {
            hear(&line);
            send.send(std::mem::take(&mut line)).ok()?;
        }
        Some(())
    });
    lines
}

/// All that a program printed that has ended.
fn all(lines: &Receiver<Vec<u8>>) -> Vec<u8> {
    let mut all = Vec::new();
    while let Ok(line) = lines.recv_timeout(LAST) {
        all.extend(line);
    }
    all
}

impl fmt::Display for Keygen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.program.display().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_the_terminal_is_waited_for_and_heard_as_far_as_is_sane() {
        let lend = |line: &str| {
            let text = vec![b'x'; 1 << 20];
            lend(Command::new("sh").args(["-c", line]), &text).unwrap()
        };
        // A wrapper may start an agent and leave it behind.
        let start = std::time::Instant::now();
        let left = lend("sleep 60 & echo signature; echo complaint >&2");
        assert!(start.elapsed() < Duration::from_secs(30));
        let said = (&left.stdout[..], &left.stderr[..]);
        assert_eq!(said, (&b"signature\n"[..], &b"complaint\n"[..]));
        for endless in ["exec yes", "exec yes >&2"] {
            let heard = lend(endless);
            assert_eq!((heard.stdout.len() + heard.stderr.len()) as u64, MOST);
        }
        // It may print much before it reads.
        let late = lend("head -c 200000 /dev/zero; exec wc -c");
        assert!(late.stdout.ends_with(b"1048576\n"));
    }
}
