//! What backs an attestation.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::text::digest::Digest;

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
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
}

/// What an evidence file was found to be now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// Read, with this content.
    Digest(Digest),
    /// Not there, not readable or not to be read; the text says which.
    Gone(String),
}

/// What is known of the evidence files now, by path. A path that is not here was not looked at yet.
pub type Checks = BTreeMap<String, Measured>;
