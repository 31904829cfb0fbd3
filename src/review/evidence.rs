//! What backs an attestation.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::text::digest::Digest;

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
pub enum Evidence {
    /// An address on the web.
    Link {
        /// `https://` or `http://`.
        url: String,
        /// When it was added.
        at: DateTime<Utc>,
    },
    /// A file beside the review, as it was.
    File {
        /// Relative to the review file, with `/`.
        path: String,
        /// SHA-256 of its content.
        digest: Digest,
        /// Bytes.
        size: u64,
        /// What digest and size are of, where that is not the bytes as they are. It is said when the file is attached, and
        /// nothing that is read later says otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        compared: Option<Comparison>,
        /// When it was added.
        at: DateTime<Utc>,
    },
    /// What a person saw.
    Note {
        /// Any text.
        text: String,
        /// When it was added.
        at: DateTime<Utc>,
    },
}

impl Evidence {
    /// The link, the path or the note, as a person would name it.
    pub fn label(&self) -> &str {
        match self {
            Self::Link { url, .. } => url,
            Self::File { path, .. } => path,
            Self::Note { text, .. } => text,
        }
    }

    /// `link`, `file` or `note`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Link { .. } => "link",
            Self::File { .. } => "file",
            Self::Note { .. } => "note",
        }
    }

    /// When it was added.
    pub fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Link { at, .. } | Self::File { at, .. } | Self::Note { at, .. } => *at,
        }
    }

    /// True where it takes the place of another piece: the same file, link or note.
    pub fn replaces(&self, old: &Self) -> bool {
        self.kind() == old.kind() && self.label() == old.label()
    }

    /// What became of a file since it was attested; `None` for what is no file.
    pub fn compare<'c>(&self, checks: &'c Checks) -> Option<Compared<'c>> {
        let Self::File {
            path,
            digest,
            size,
            compared,
            ..
        } = self
        else {
            return None;
        };
        Some(match checks.get(path) {
            Some(Measured::Read {
                digest: now,
                size: is,
                also,
                lf,
                ..
            }) => {
                let as_text = lf.as_ref().filter(|_| compared.is_some());
                let (now, is) = as_text.map_or((now, is), |(now, is)| (now, is));
                if now != digest {
                    let found = also.iter().find(|(other, _)| other == digest);
                    Compared::Changed(now, found.map(|(_, likeness)| *likeness))
                } else if is == size {
                    Compared::Unchanged
                } else {
                    Compared::Misstated(*is)
                }
            }
            Some(Measured::Gone(why)) => Compared::Missing(why),
            None => Compared::Unseen,
        })
    }
}

/// Of what the digest of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Comparison {
    /// Of its text with line ends of Unix: git writes others where somebody checks it out.
    Lf,
}

/// What became of an evidence file since it was attested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared<'c> {
    /// It is the same.
    Unchanged,
    /// It has another content, with this digest, and may still be like what was attested.
    Changed(&'c Digest, Option<Likeness>),
    /// It is the same, and the review states a size that it never had; this is the one that it has.
    Misstated(u64),
    /// Not there, not readable or not to be read; the text says which.
    Missing(&'c str),
    /// Nobody looked at it yet.
    Unseen,
}

impl Compared<'_> {
    /// True where somebody looked, and it is not what was attested.
    pub fn is_wrong(&self) -> bool {
        !matches!(self, Self::Unchanged | Self::Unseen)
    }
}

impl fmt::Display for Compared<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unchanged => "unchanged",
            Self::Changed(_, Some(likeness)) => return likeness.fmt(f),
            Self::Changed(_, None) => "changed since attested",
            Self::Misstated(_) => "not of the size that the review states",
            Self::Missing(_) => "missing",
            Self::Unseen => "not looked at yet",
        })
    }
}

/// How a file that changed is still like what was attested. It is another content all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Git writes other line ends where it checks out.
    LineEnds,
    /// Git has only the name of the content, and LFS did not bring it.
    Pointer,
}

impl Likeness {
    /// What brings the attested content back.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::LineEnds => {
                "git changed the line ends: `* -text` in .gitattributes keeps them, then check it out again"
            }
            Self::Pointer => "`git lfs pull` brings the file",
        }
    }
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LineEnds => "only line ends differ",
            Self::Pointer => "a pointer of git LFS",
        })
    }
}

/// Adds a piece, or puts it in the place of what it replaces; true for the latter.
pub fn attach(pieces: &mut Vec<Evidence>, piece: Evidence) -> bool {
    let nth = pieces.iter().position(|old| piece.replaces(old));
    match nth {
        Some(nth) => pieces[nth] = piece,
        None => pieces.push(piece),
    }
    nth.is_some()
}

/// What an evidence file was found to be now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// Read.
    Read {
        /// SHA-256 of its content.
        digest: Digest,
        /// Bytes.
        size: u64,
        /// The digests of other contents that it is like.
        also: Vec<(Digest, Likeness)>,
        /// Digest and size of its text with line ends of Unix, where that is another one.
        lf: Option<(Digest, u64)>,
        /// True where there is nothing to be seen in it.
        is_blank: bool,
    },
    /// Not there, not readable or not to be read; the text says which.
    Gone(String),
}

impl Measured {
    /// Read, with this content and so many bytes.
    pub fn read(digest: Digest, size: u64) -> Self {
        Self::Read {
            digest,
            size,
            also: Vec::new(),
            lf: None,
            is_blank: false,
        }
    }
}

/// What is known of the evidence files now, by path. A path that is not here was not looked at yet.
pub type Checks = BTreeMap<String, Measured>;
