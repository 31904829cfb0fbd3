//! Files that are read whole and replaced whole.
//!
//! A replacement is durable before it returns: lock the directory, write a file beside, fsync it, exchange the two,
//! fsync the directory. The directory is locked and not the file, because the exchange replaces the file.
//! What another program put there between our reading and the exchange is kept, never overwritten.
//!
//! Disks of virtual machines, shares and memory sticks may know no locks, no exchange and no hard links. Each has
//! another way here, which is as durable; what it cannot promise is said where it begins.

use std::ffi::OsString;
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::fs::{
    CWD, OFlags, RenameFlags, XattrFlags, fgetxattr, flistxattr, fsetxattr, renameat_with,
};
use rustix::io::Errno;

use crate::checklist::MAX_BYTES;
use crate::toml::problem::Problems;

/// How long a save waits for another one in the same directory.
const PATIENCE: Duration = Duration::from_secs(10);

const TOO_LARGE: &str = "is larger than 64 MiB; split the checklist, or start another review";

/// Ends the name of every file that a save writes beside; a killed save leaves one behind.
const BESIDE: &str = ".signoff-tmp";

/// Ends the name of the file beside that stands for a lock where the disk knows none.
const LOCK: &str = ".signoff-lock";

/// The longest extended attribute that is kept; what Linux allows.
const ATTRIBUTE: usize = 64 * 1024;

/// Why a file cannot be read or replaced.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// The system said no.
    #[error("cannot {what} {}", .path.display())]
    Io {
        /// What was tried.
        what: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not one that is read.
    #[error("{}: {why}", .path.display())]
    Unfit {
        /// Which file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// Another program changed the file after it was read; nothing was written.
    #[error("{} was changed by another program after it was read; nothing was overwritten", .0.display())]
    Changed(PathBuf),
    /// There is a file already.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// Another process holds the directory.
    #[error("another signoff is saving in {} and does not finish", .0.display())]
    Locked(PathBuf),
}

impl DiskError {
    /// True where there is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

/// The mistakes of a file that a person named, without a word of it where the name is a link: whoever made the repository
/// may have made the link, to a file of the person's.
pub fn tellable(path: &Path, problems: Problems) -> Problems {
    if path.is_symlink() {
        problems.discreet()
    } else {
        problems
    }
}

/// What the system says of a file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, i64),
}

impl Print {
    /// Of the file of a name, links followed; `None` where there is none.
    pub fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().as_ref().map(Self::from)
    }
}

impl From<&Metadata> for Print {
    fn from(meta: &Metadata) -> Self {
        Self {
            device: meta.dev(),
            inode: meta.ino(),
            size: meta.size(),
            modified: (meta.mtime(), meta.mtime_nsec()),
        }
    }
}

/// Tells one state of a file from another without reading it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// How it looked.
    pub print: Print,
    /// Keeps the system from giving the number of a removed inode to a new file, which could then, written within the
    /// same tick of the clock, pass for the old one.
    handle: Arc<File>,
}

/// How a replacement went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The file as it is now.
    pub seen: Seen,
    /// Where the version is kept that another program wrote at the same moment.
    pub displaced: Option<PathBuf>,
    /// False where the file is new but the system could not say that it will survive a power cut.
    pub durable: bool,
    /// True where the file had other names on the disk, which have the text before.
    pub linked: bool,
}

impl Seen {
    /// The state of an open file; the handle must be one for reading, since others watch for the end of writing.
    fn of(file: File, meta: &Metadata) -> Self {
        Self {
            print: meta.into(),
            handle: Arc::new(file),
        }
    }

    fn open(path: &Path) -> io::Result<(Self, Metadata)> {
        let flags = (OFlags::NONBLOCK | OFlags::NOFOLLOW).bits().cast_signed();
        let file = OpenOptions::new()
            .read(true)
            .custom_flags(flags)
            .open(path)?;
        let meta = file.metadata()?;
        Ok((Self::of(file, &meta), meta))
    }

    /// Tells whether the file of this name is still the same and unchanged.
    fn is_still(&self, path: &Path) -> bool {
        matches!(Self::open(path), Ok((now, _)) if now == *self)
    }
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        self.print == other.print
    }
}

impl Eq for Seen {}

fn io_error(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> DiskError {
    let path = path.to_owned();
    move |source| DiskError::Io { what, path, source }
}

/// Reads a regular file of UTF-8 text, at most [`MAX_BYTES`] long; never waits on a pipe or a device.
pub fn read(path: &Path) -> Result<(String, Seen), DiskError> {
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
        .open(path)
        .map_err(io_error("read", path))?;
    read_open(path, file)
}

/// The same for a file that is open already and is called `path`.
pub(super) fn read_open(path: &Path, file: File) -> Result<(String, Seen), DiskError> {
    let unfit = |why: String| DiskError::Unfit {
        path: path.to_owned(),
        why,
    };
    let meta = file.metadata().map_err(io_error("read", path))?;
    if meta.is_dir() {
        return Err(unfit("is a directory; expected a file".into()));
    }
    if !meta.is_file() {
        return Err(unfit("is not a regular file".into()));
    }
    let too_large = || unfit(TOO_LARGE.to_owned());
    if meta.len() > MAX_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default() + 1);
    (&file)
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(io_error("read", path))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].split(|byte| *byte == b'\n').count();
        unfit(format!("line {line} is not UTF-8; save the file as UTF-8"))
    })?;
    log::info!("read {}, {} bytes", path.display(), text.len());
    Ok((text, Seen::of(file, &meta)))
}

/// What [`read`] would not read again must not be saved.
fn refuse_unreadable(path: &Path, text: &str) -> Result<(), DiskError> {
    if text.len() as u64 > MAX_BYTES {
        return Err(DiskError::Unfit {
            path: path.to_owned(),
            why: format!("would be saved as a file that {TOO_LARGE}"),
        });
    }
    Ok(())
}

/// Writes a new file, durably; refuses where there is one.
pub fn create(path: &Path, text: &str) -> Result<Seen, DiskError> {
    refuse_unreadable(path, text)?;
    let place = Place::lock(path)?;
    let beside = place.write_beside(text, None, 0o600)?;
    let (seen, _) = Seen::open(&beside.path).map_err(io_error("write", path))?;
    place
        .take_name(beside)
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => DiskError::Exists(place.path.clone()),
            _ => io_error("create", path)(error),
        })?;
    place
        .sync()
        .map_err(io_error("sync the directory of", path))?;
    Ok(seen)
}

/// Replaces a file, durably, if it still is what was `seen` or still holds `old`.
pub fn replace(path: &Path, seen: &Seen, old: &str, new: &str) -> Result<Replaced, DiskError> {
    refuse_unreadable(path, new)?;
    let place = Place::lock(path)?;
    let (before, meta) = Seen::open(&place.path).map_err(io_error("save", path))?;
    if before != *seen && !holds(&place.path, old) {
        log::info!("{} is not what was read", path.display());
        return Err(DiskError::Changed(path.to_owned()));
    }
    let mut beside = place.write_beside(new, Some((&meta, Some(&before.handle))), 0o600)?;
    let (now, _) = Seen::open(&beside.path).map_err(io_error("save", path))?;
    let exchanged = renameat_with(CWD, &beside.path, CWD, &place.path, RenameFlags::EXCHANGE);
    let mut displaced = None;
    if exchanged.is_err() {
        // Not every file system can exchange. What another program writes from here on would be lost.
        if !before.is_still(&place.path) {
            return Err(DiskError::Changed(path.to_owned()));
        }
        std::fs::rename(&beside.path, &place.path).map_err(io_error("save", path))?;
        beside.keep();
    } else if !before.is_still(&beside.path) && !holds(&beside.path, old) {
        displaced = Some(
            place
                .keep_displaced(&mut beside)
                .map_err(io_error("save", path))?,
        );
    }
    drop(beside);
    let durable = place.sync().is_ok();
    log::info!(
        "saved {}, {} bytes, durable: {durable}, displaced: {displaced:?}",
        path.display(),
        new.len()
    );
    Ok(Replaced {
        seen: now,
        displaced,
        durable,
        linked: meta.nlink() > 1,
    })
}

/// Replaces or writes a file that may be lost (recent reviews): whole, but without waiting for the disk.
pub fn put(path: &Path, text: &str) -> Result<(), DiskError> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(io_error("create", parent))?;
    }
    let beside = own_name(path);
    // A killed process of the same number may have left one: numbers come again soon in a container.
    let _ = std::fs::remove_file(&beside);
    let (beside, mut file) = Beside::new(beside, 0o600).map_err(io_error("write", path))?;
    file.write_all(text.as_bytes())
        .map_err(io_error("write", path))?;
    std::fs::rename(&beside.path, path).map_err(io_error("write", path))
}

/// Writes a report or another export: a new file or a replaced one, whole, never through a link.
pub fn export(path: &Path, text: &str) -> Result<(), DiskError> {
    if std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink()) {
        let why = "is a symbolic link; write to the file itself".to_owned();
        return Err(DiskError::Unfit {
            path: path.to_owned(),
            why,
        });
    }
    let place = Place::lock(path)?;
    let before = std::fs::metadata(&place.path).ok();
    // A device or a pipe of this name would be replaced by a file.
    let why = match &before {
        Some(before) if before.is_dir() => Some("is a directory; expected a file"),
        Some(before) if !before.is_file() => Some("is there and is not a regular file"),
        _ => None,
    };
    if let Some(why) = why {
        return Err(DiskError::Unfit {
            path: path.to_owned(),
            why: why.to_owned(),
        });
    }
    let before = before.as_ref().map(|before| (before, None));
    let mut beside = place.write_beside(text, before, 0o644)?;
    std::fs::rename(&beside.path, &place.path).map_err(io_error("write", path))?;
    beside.keep();
    place
        .sync()
        .map_err(io_error("sync the directory of", path))
}

fn holds(path: &Path, text: &str) -> bool {
    matches!(read(path), Ok((found, _)) if found == text)
}

fn beside_name(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(ending);
    path.with_file_name(name)
}

/// The file beside that this process writes.
fn own_name(path: &Path) -> PathBuf {
    beside_name(path, &format!(".{}{BESIDE}", std::process::id()))
}

/// Gives a file the extended attributes of another, such as tags and lists of who may read it, as far as the system lets us.
fn copy_attributes(from: &File, to: &File) {
    let mut names = Vec::with_capacity(ATTRIBUTE);
    let listed = flistxattr(from, rustix::buffer::spare_capacity(&mut names));
    for name in names
        .split(|byte| *byte == 0)
        .filter(|name| listed.is_ok() && !name.is_empty())
    {
        let mut value = Vec::with_capacity(ATTRIBUTE);
        let kept = fgetxattr(from, name, rustix::buffer::spare_capacity(&mut value))
            .and_then(|_| fsetxattr(to, name, &value, XattrFlags::empty()));
        if let Err(error) = kept {
            log::info!("{} is not kept: {error}", String::from_utf8_lossy(name));
        }
    }
}

/// A file in a directory that nobody else saves in.
struct Place {
    /// With symbolic links resolved: a link to a review stays a link.
    path: PathBuf,
    directory: File,
    /// What stands for a lock where the disk knows none.
    _lock: Option<Beside>,
}

impl Place {
    fn lock(path: &Path) -> Result<Self, DiskError> {
        let path = match std::fs::canonicalize(path) {
            Ok(resolved) => resolved,
            Err(_) if path.is_symlink() => {
                return Err(DiskError::Unfit {
                    path: path.to_owned(),
                    why: "is a symbolic link that leads to no file; remove it first".to_owned(),
                });
            }
            Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(io_error("save", path)(error)),
        };
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let directory = File::open(parent).map_err(io_error("open the directory", parent))?;
        let start = Instant::now();
        let lock = loop {
            match directory.try_lock() {
                Ok(()) => break None,
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                Err(TryLockError::WouldBlock) => return Err(DiskError::Locked(parent.to_owned())),
                Err(TryLockError::Error(error)) => {
                    log::info!("{} cannot be locked: {error}", parent.display());
                    break Some(Beside::lock(&path, parent)?);
                }
            }
        };
        Ok(Self {
            path,
            directory,
            _lock: lock,
        })
    }

    /// Gives what was written beside its name, where no file has it.
    fn take_name(&self, mut beside: Beside) -> io::Result<()> {
        // A link fails where the name is taken, without a race.
        let linked = match std::fs::hard_link(&beside.path, &self.path) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(error),
            Err(error) => error,
        };
        log::info!("{} cannot be linked: {linked}", beside.path.display());
        match renameat_with(CWD, &beside.path, CWD, &self.path, RenameFlags::NOREPLACE) {
            Ok(()) => {}
            Err(Errno::EXIST) => return Err(Errno::EXIST.into()),
            Err(_) => {
                // The name is taken first, by an empty file: a power cut before the next line leaves that behind.
                let (mut taken, _) = Beside::new(self.path.clone(), 0o600)?;
                std::fs::rename(&beside.path, &taken.path)?;
                taken.keep();
            }
        }
        beside.keep();
        Ok(())
    }

    /// The text in a synced file beside. Whatever a killed save left there before goes: we hold the lock.
    fn write_beside(
        &self,
        text: &str,
        before: Option<(&Metadata, Option<&File>)>,
        fresh_mode: u32,
    ) -> Result<Beside, DiskError> {
        self.sweep();
        let fail = |error| io_error("save", &self.path)(error);
        let (beside, mut file) = Beside::new(own_name(&self.path), fresh_mode).map_err(fail)?;
        if let Some((before, handle)) = before {
            // Only root may give a file away; for everybody else the owner is right already.
            let _ = fchown(&file, Some(before.uid()), Some(before.gid()));
            if let Some(handle) = handle {
                copy_attributes(handle, &file);
            }
            file.set_permissions(before.permissions()).map_err(fail)?;
        }
        file.write_all(text.as_bytes()).map_err(fail)?;
        file.sync_all().map_err(fail)?;
        Ok(beside)
    }

    fn sweep(&self) {
        let (Some(parent), Some(name)) = (self.path.parent(), self.path.file_name()) else {
            return;
        };
        let parent = if parent.as_os_str().is_empty() {
            Path::new(".")
        } else {
            parent
        };
        let prefix = format!(".{}.", name.to_string_lossy());
        for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
            let found = entry.file_name();
            let found = found.to_string_lossy();
            if found.starts_with(&prefix) && found.ends_with(BESIDE) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    /// Gives the other program's version a name of its own, or else its place back.
    fn keep_displaced(&self, beside: &mut Beside) -> io::Result<PathBuf> {
        for nth in 1.. {
            let copy = self.path.with_extension(format!("conflict-{nth}.toml"));
            match renameat_with(CWD, &beside.path, CWD, &copy, RenameFlags::NOREPLACE) {
                Ok(()) => {
                    beside.keep();
                    return Ok(copy);
                }
                Err(Errno::EXIST) => {}
                Err(error) => {
                    if renameat_with(CWD, &beside.path, CWD, &self.path, RenameFlags::EXCHANGE)
                        .is_err()
                    {
                        beside.keep();
                    }
                    return Err(error.into());
                }
            }
        }
        unreachable!("there is always a free name")
    }

    fn sync(&self) -> io::Result<()> {
        match self.directory.sync_all() {
            // Some network file systems cannot sync a directory and say so this way.
            Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
            other => other,
        }
    }
}

/// A file beside the one that is saved; removed when dropped.
struct Beside {
    path: PathBuf,
    kept: bool,
}

impl Beside {
    /// A new file.
    fn new(path: PathBuf, mode: u32) -> io::Result<(Self, File)> {
        let mut new = OpenOptions::new();
        let file = new.write(true).create_new(true).mode(mode).open(&path)?;
        Ok((Self { path, kept: false }, file))
    }

    /// What stands for a lock. One that stays as it is for as long as a save waits was left by a killed program.
    fn lock(of: &Path, parent: &Path) -> Result<Self, DiskError> {
        let path = beside_name(of, LOCK);
        let start = Instant::now();
        let (mut seen, mut since) = (None, start);
        while start.elapsed() < 3 * PATIENCE {
            match Self::new(path.clone(), 0o600) {
                Ok((lock, _)) => return Ok(lock),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(io_error("save", of)(error)),
            }
            let now = Print::of(&path);
            if now != seen {
                (seen, since) = (now, Instant::now());
            } else if since.elapsed() > PATIENCE {
                let _ = std::fs::remove_file(&path);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err(DiskError::Locked(parent.to_owned()))
    }

    fn keep(&mut self) {
        self.kept = true;
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.kept {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
