//! What backs the attestations, and what became of it.

use serde::Serialize;

use super::Facts;
use crate::review::{Compared, Evidence, Piece};
use crate::text::digest::Digest;

/// A piece of evidence.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct EvidenceFacts<'r> {
    /// The item that it is attached to, by the shortest name that commands take.
    pub item: String,
    /// As it stands in the file.
    #[serde(flatten)]
    pub evidence: &'r Evidence,
    /// What became of the file since it was attested; null for what is no file.
    pub became: Option<Became>,
    /// The digest of a file that changed, as it is now, or null.
    pub digest_now: Option<&'r Digest>,
    /// Why a file counts as missing: not there, not readable or not to be read; of a changed one, what it is like
    /// and what helps, where that is known; else null.
    pub why: Option<String>,
}

/// What became of an evidence file since it was attested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// It is the same.
    Unchanged,
    /// It has another content.
    Changed,
    /// It is the same, and the review states a size that it never had.
    Misstated,
    /// It cannot be read.
    Missing,
    /// Nobody looked at it.
    Unseen,
}

impl<'r> Facts<'r> {
    /// Every piece of evidence of the attestations that count, item by item.
    pub fn evidence(&self) -> impl Iterator<Item = EvidenceFacts<'r>> + use<'r> {
        let dossier = self.dossier;
        Piece::all(dossier).map(|piece| {
            let (became, digest_now, why) = match piece.evidence.compare(dossier.checks()) {
                None => (None, None, None),
                Some(Compared::Unchanged) => (Some(Became::Unchanged), None, None),
                Some(Compared::Changed(now, like)) => {
                    let why = like.map(|like| format!("{like}; {}", like.remedy()));
                    (Some(Became::Changed), Some(now), why)
                }
                Some(Compared::Misstated(_)) => (Some(Became::Misstated), None, None),
                Some(Compared::Missing(why)) => (Some(Became::Missing), None, Some(why.to_owned())),
                Some(Compared::Unseen) => (Some(Became::Unseen), None, None),
            };
            EvidenceFacts {
                item: dossier.name(piece.position),
                evidence: piece.evidence,
                became,
                digest_now,
                why,
            }
        })
    }
}
