//! Other programs: git and OpenSSH, and what they start themselves.
//!
//! Nothing runs that a stranger put where one happens to be, and nothing that asks nobody anything runs for ever.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

/// How long a program may take that asks nobody anything; it takes some milliseconds.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Where programs are looked for if nowhere else.
const USUAL: &str = "/usr/local/bin:/usr/bin:/bin";

/// A `PATH` without entries that depend on where one is, empty ones among them: in a directory under review they would run
/// a stranger's file. `None` where it has no such entry.
pub fn fixed_path(path: &OsStr) -> Option<OsString> {
    let (fixed, loose): (Vec<_>, Vec<_>) =
        std::env::split_paths(path).partition(|folder| folder.is_absolute());
    if loose.is_empty() {
        return None;
    }
    // An empty one would mean the current directory again.
    let fixed = std::env::join_paths(fixed).unwrap_or_default();
    Some(if fixed.is_empty() {
        USUAL.into()
    } else {
        fixed
    })
}

/// Runs a program to its end and takes what it prints. Where it takes longer than it may, it is ended with all that it
/// started, and the error is of the kind [`ErrorKind::TimedOut`].
pub fn run(command: &mut Command, input: &[u8], limit: Duration) -> io::Result<Output> {
    // In a group of its own, it can be ended with its children; it cannot read from the terminal then.
    let mut child = command
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let (stdin, input) = (child.stdin.take(), input.to_vec());
    // Who stops reading early says why on its own.
    thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let (end, ends) = mpsc::channel();
    thread::spawn(move || end.send(child.wait_with_output()));
    match ends.recv_timeout(limit) {
        Ok(output) => output,
        Err(RecvTimeoutError::Disconnected) => Err(io::Error::other("it could not be waited for")),
        Err(RecvTimeoutError::Timeout) => {
            log::info!("ended {} after {limit:?}", command.get_program().display());
            if let Some(group) = group {
                let _ = kill_process_group(group, Signal::KILL);
            }
            Err(io::Error::new(
                ErrorKind::TimedOut,
                format!(
                    "it did not end within {} s and was stopped",
                    limit.as_secs()
                ),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn no_entry_of_a_path_depends_on_where_one_is() {
        for (path, fixed) in [
            ("/usr/bin:/bin", None),
            (".:/usr/bin", Some("/usr/bin")),
            ("/usr/bin::/bin", Some("/usr/bin:/bin")),
            ("/usr/bin:", Some("/usr/bin")),
            ("bin:../x:/bin", Some("/bin")),
            ("", Some(USUAL)),
            (".", Some(USUAL)),
        ] {
            let found = fixed_path(OsStr::new(path));
            assert_eq!(found.as_deref(), fixed.map(OsStr::new), "{path}");
        }
    }

    #[test]
    fn what_hangs_is_ended_with_all_that_it_started() {
        let (start, much) = (Instant::now(), vec![b'x'; 1 << 20]);
        let mut hung = Command::new("sh");
        hung.args(["-c", "sleep 60 & echo some; sleep 60"]);
        // Nor does it read what it is told.
        let error = run(&mut hung, &much, Duration::from_millis(200)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        assert!(start.elapsed() < Duration::from_secs(30));

        let mut cat = Command::new("cat");
        let output = run(&mut cat, &much, PATIENCE).unwrap();
        assert_eq!(output.stdout, much);
    }
}
