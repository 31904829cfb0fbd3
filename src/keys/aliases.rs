//! Which addresses are one person, from files of the person's own: the allowed signers, and git's mailmap.

use std::io;
use std::path::{Path, PathBuf};

use super::{Around, KeyError, Lists, signers};
use crate::decision::{Addresses, Aliases};

/// What the lists that somebody named say, else those that the user's own git settings name: a repository's `.mailmap` is not
/// asked, since whoever is under review could join or part people with it.
pub fn find(lists: &Lists, mailmap: Option<&Path>, around: &Around) -> Result<Aliases, KeyError> {
    let named = |file: &Path| {
        let path = around.directory.join(file);
        let read = if path.is_file() {
            std::fs::read(&path)
        } else {
            Err(io::Error::other("there is no such file"))
        };
        // Names may be in another alphabet's bytes, as git allows it; only addresses are of use.
        let read = read.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        read.map_err(|source| KeyError::File {
            what: "cannot read the mailmap",
            path,
            source,
        })
    };
    let mailmap = mailmap.map(named).transpose()?;
    let allowed = lists.allowed.clone();
    let around = around.once();
    Ok(Aliases::new(move || {
        let of_git = |key| {
            let named = around.setting(key).ok().flatten()?;
            around.whole_path(&named)
        };
        // A pipe or a device would be waited for. A list that cannot be read is told of where signatures are verified; git
        // passes over a mailmap that is not there.
        let read = |file: Option<PathBuf>| {
            let bytes = file
                .filter(|file| file.is_file())
                .and_then(|file| std::fs::read(file).ok());
            String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
        };
        let allowed = allowed.map(|file| around.directory.join(file));
        let allowed = read(allowed.or_else(|| of_git("gpg.ssh.allowedSignersFile")));
        let mailmap = mailmap.unwrap_or_else(|| read(of_git("mailmap.file")));
        Addresses {
            lines: signers::lines(&allowed),
            mailmap: Addresses::mailmap(&mailmap),
        }
    }))
}
