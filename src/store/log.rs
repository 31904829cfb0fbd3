//! The log of a run, for whoever asks *why was my signature refused*: what git, OpenSSH and the disk were asked, and what
//! they said.
//!
//! It holds neither a passphrase, which only `ssh-keygen` hears, nor the text of a statement. Only its owner may read it,
//! and every line is escaped: what programs say may hold what a stranger wrote into a file.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::Mutex;

use chrono::{DateTime, SecondsFormat, Utc};
use log::{LevelFilter, Log, Metadata, Record};
use rustix::fs::{Mode, OFlags};
use rustix::process::geteuid;

use super::disk::DiskError;
use crate::text::{pipeline, visible};

/// The first line: a file that does not begin so is not ours to write to.
const HEADER: &str = "signoff log, form 1";

struct Writer {
    file: Mutex<File>,
    clock: fn() -> DateTime<Utc>,
}

/// Begins to write what happens into a file, or goes on in a log of before.
pub fn begin(path: &Path, clock: fn() -> DateTime<Utc>) -> Result<(), DiskError> {
    let fail = |source| DiskError::Io {
        what: "write the log",
        path: path.to_owned(),
        source,
    };
    let mut options = OpenOptions::new();
    options
        .read(true)
        .append(true)
        .mode(0o600)
        .custom_flags((OFlags::NONBLOCK | OFlags::NOFOLLOW).bits().cast_signed());
    let file = match options.clone().create_new(true).open(path) {
        Ok(mut file) => {
            writeln!(file, "{HEADER}").map_err(fail)?;
            file
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let mut file = options.open(path).map_err(fail)?;
            let why = match unfit(&mut file) {
                Ok(None) => {
                    start(file, clock);
                    return Ok(());
                }
                Ok(Some(why)) => why,
                Err(source) => return Err(fail(source)),
            };
            return Err(DiskError::Unfit {
                path: path.to_owned(),
                why: format!("is there and {why}; choose another file"),
            });
        }
        Err(error) => return Err(fail(error)),
    };
    start(file, clock);
    Ok(())
}

/// Why a file that is there does not become our log: it may be anything, or somebody else may read it.
fn unfit(file: &mut File) -> std::io::Result<Option<&'static str>> {
    let meta = file.metadata()?;
    let mut head = vec![0; HEADER.len() + 1];
    let is_ours = meta.is_file()
        && file.read_exact(&mut head).is_ok()
        && head.strip_suffix(b"\n") == Some(HEADER.as_bytes());
    let of_others = Mode::RWXG | Mode::RWXO;
    let is_private =
        !Mode::from_raw_mode(meta.mode()).intersects(of_others) && meta.uid() == geteuid().as_raw();
    Ok(match (is_ours, is_private) {
        (false, _) => Some("is no log of signoff"),
        (true, false) => Some("others may read it"),
        (true, true) => None,
    })
}

fn start(file: File, clock: fn() -> DateTime<Utc>) {
    let file = Mutex::new(file);
    // Nobody else sets a logger, and a second log in one run is asked for by nobody.
    if log::set_boxed_logger(Box::new(Writer { file, clock })).is_ok() {
        log::set_max_level(LevelFilter::Info);
    }
}

impl Log for Writer {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // What libraries note is not what was asked for.
        metadata.target().starts_with(env!("CARGO_CRATE_NAME"))
    }

    fn log(&self, record: &Record<'_>) {
        let (Ok(mut file), true) = (self.file.lock(), self.enabled(record.metadata())) else {
            return;
        };
        let at = (self.clock)().to_rfc3339_opts(SecondsFormat::Millis, true);
        let room = record.target().split("::").nth(1).unwrap_or_default();
        let said = record.args().to_string();
        let line = format!("{at} {room}: {}", visible::line(&said));
        // A full disk must not keep anybody from saving an answer.
        let _ = writeln!(file, "{}", pipeline::spelled(&line));
    }

    fn flush(&self) {}
}
