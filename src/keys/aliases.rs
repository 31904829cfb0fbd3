//! Which addresses are one person, from files of the person's own: the allowed signers, and git's mailmap.

use std::io;
use std::path::{Path, PathBuf};

use super::{Around, KeyError, Lists, signers};
use crate::decision::Aliases;

/// What the lists that somebody named say, else those that the user's own git settings name: a repository's `.mailmap` is not
/// asked, since whoever is under review could join or part people with it.
pub fn find(lists: &Lists, mailmap: Option<&Path>, around: &Around) -> Result<Aliases, KeyError> {
    let of_git = |key| {
        let named = around.setting(key).ok().flatten()?;
        around.whole_path(&named)
    };
    // A pipe or a device would be waited for. A list that cannot be read is told of where signatures are verified; git passes
    // over a mailmap that is not there.
    let read = |file: Option<PathBuf>| {
        let bytes = file
            .filter(|file| file.is_file())
            .and_then(|file| std::fs::read(file).ok());
        String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
    };
    let allowed = lists
        .allowed
        .as_ref()
        .map(|file| around.directory.join(file));
    let mailmap = || match mailmap {
        None => Ok(read(of_git("mailmap.file"))),
        Some(named) => {
            let path = around.directory.join(named);
            let fail = |source| KeyError::File {
                what: "cannot read the mailmap",
                path: path.clone(),
                source,
            };
            if !path.is_file() {
                return Err(fail(io::Error::other("there is no such file")));
            }
            std::fs::read_to_string(&path).map_err(fail)
        }
    };
    // Git is asked for both at once: each answer takes longer than a command that needs no proof.
    let (allowed, mailmap) = std::thread::scope(|scope| {
        let mailmap = scope.spawn(mailmap);
        let allowed = read(allowed.or_else(|| of_git("gpg.ssh.allowedSignersFile")));
        (
            allowed,
            mailmap.join().expect("reading a file does not panic"),
        )
    });
    let mailmap = mailmap?;
    Ok(Aliases {
        lines: signers::lines(&allowed),
        mailmap: Aliases::mailmap(&mailmap),
    })
}
