//! Other programs: git and OpenSSH, and what they start themselves.
//!
//! Nothing runs that a stranger put where one happens to be, and nothing that asks nobody anything runs for ever.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind, Read, Write as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;
use signal_hook::low_level::emulate_default_handler;

/// How long a program may take that asks nobody anything; it takes some milliseconds.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The signals that end a program.
pub const ENDING: [i32; 3] = [SIGTERM, SIGHUP, SIGINT];

/// Whether the terminal is ours, and the number of the signal that came while it was not, or 0.
static TERMINAL: LazyLock<(Arc<AtomicBool>, Arc<AtomicUsize>)> = LazyLock::new(|| {
    let (ours, came) = (Arc::new(AtomicBool::new(true)), Arc::default());
    for signal in ENDING {
        let number = usize::try_from(signal).unwrap_or_default();
        let _ = flag::register_conditional_default(signal, Arc::clone(&ours));
        let _ = flag::register_usize(signal, Arc::clone(&came), number);
    }
    (ours, came)
});

/// How much a program may print; git prints a file of this size, and all else is short.
const MOST: u64 = 64 * 1024 * 1024;

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

/// Runs a program to its end and takes what it prints. Where it takes longer than it may, or prints without end, it is ended
/// with all that it started; where it is the time, the error is of the kind [`ErrorKind::TimedOut`].
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
    let (complaints, printed) = (child.stderr.take(), child.stdout.take());
    let complaints = thread::spawn(move || some(complaints));
    let (end, ends) = mpsc::channel();
    thread::spawn(move || {
        let taken = some(printed).and_then(|stdout| {
            let stderr = complaints.join().unwrap_or_else(|_| Ok(Vec::new()))?;
            let status = child.wait()?;
            Ok(Output {
                status,
                stdout,
                stderr,
            })
        });
        end.send(taken)
    });
    let came = ends.recv_timeout(limit).unwrap_or_else(|error| {
        Err(match error {
            RecvTimeoutError::Disconnected => io::Error::other("it could not be waited for"),
            RecvTimeoutError::Timeout => io::Error::new(
                ErrorKind::TimedOut,
                format!(
                    "it did not end within {} s and was stopped",
                    limit.as_secs()
                ),
            ),
        })
    });
    if let (Err(error), Some(group)) = (&came, group) {
        log::info!("ended {}: {error}", command.get_program().display());
        let _ = kill_process_group(group, Signal::KILL);
    }
    came
}

/// Does what lends the terminal to another program, for a face that does not have it for itself. A signal that ends us
/// meanwhile does so afterwards: whoever is killed may leave the terminal without echo.
pub fn while_lent<T>(at_a_terminal: bool, use_it: impl FnOnce() -> T) -> T {
    let modes = at_a_terminal.then(|| tcgetattr(stdin()));
    let Some(Ok(modes)) = modes else {
        return use_it();
    };
    let (ours, came) = &*TERMINAL;
    ours.store(false, Ordering::SeqCst);
    let done = use_it();
    let _ = tcsetattr(stdin(), OptionalActions::Now, &modes);
    ours.store(true, Ordering::SeqCst);
    if let Ok(signal @ 1..) = i32::try_from(came.load(Ordering::SeqCst)) {
        let _ = emulate_default_handler(signal);
    }
    done
}

/// All that a program prints, as long as it is not too much.
fn some(from: Option<impl Read>) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    if let Some(from) = from {
        from.take(MOST + 1).read_to_end(&mut all)?;
    }
    if all.len() as u64 > MOST {
        return Err(io::Error::other(
            "it printed more than 64 MiB and was stopped",
        ));
    }
    Ok(all)
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

        let endless = run(&mut Command::new("yes"), b"", PATIENCE).unwrap_err();
        assert!(
            endless.to_string().contains("more than 64 MiB"),
            "{endless}"
        );

        let mut cat = Command::new("cat");
        let output = run(&mut cat, &much, PATIENCE).unwrap();
        assert_eq!(output.stdout, much);
    }
}
