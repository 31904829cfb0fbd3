//! The log of a run, for whoever asks *why was my signature refused*: what git, OpenSSH and the disk were asked, and what
//! they said.
//!
//! It holds neither a passphrase, which only `ssh-keygen` hears, nor the text of a statement. Only its owner may read it,
//! and every line is escaped: what programs say may hold what a stranger wrote into a file.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Mutex;

use chrono::{DateTime, SecondsFormat, Utc};
use log::{LevelFilter, Log, Metadata, Record};
use rustix::fs::OFlags;

use super::disk::DiskError;
use crate::text::visible;

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
    let mut file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .mode(0o600)
        .custom_flags((OFlags::NONBLOCK | OFlags::NOFOLLOW).bits().cast_signed())
        .open(path)
        .map_err(fail)?;
    let meta = file.metadata().map_err(fail)?;
    let mut head = vec![0; HEADER.len()];
    let is_ours = meta.is_file()
        && (meta.len() == 0 || (file.read_exact(&mut head).is_ok() && head == HEADER.as_bytes()));
    if !is_ours {
        return Err(DiskError::Unfit {
            path: path.to_owned(),
            why: "is there and is no log of signoff; choose another file".to_owned(),
        });
    }
    if meta.len() == 0 {
        writeln!(file, "{HEADER}").map_err(fail)?;
    }
    let file = Mutex::new(file);
    // Nobody else sets a logger, and a second log in one run is asked for by nobody.
    if log::set_boxed_logger(Box::new(Writer { file, clock })).is_ok() {
        log::set_max_level(LevelFilter::Info);
    }
    Ok(())
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
        // A full disk must not keep anybody from saving an answer.
        let _ = writeln!(file, "{at} {room}: {}", visible::line(&said));
    }

    fn flush(&self) {}
}
