//! The evidence of a whole review, piece by piece.

use super::{Attestation, Dossier, Evidence};

/// A piece of evidence in its review.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'d> {
    /// The item's place in the walk.
    pub position: usize,
    /// Its place among the evidence of the item.
    pub nth: usize,
    /// The attestation that it backs.
    pub attestation: &'d Attestation,
    pub evidence: &'d Evidence,
}

impl<'d> Piece<'d> {
    /// Every piece of the attestations that count, item by item.
    pub fn all(dossier: &'d Dossier) -> impl Iterator<Item = Self> {
        dossier
            .entries()
            .filter_map(|entry| Some((entry.position, entry.latest()?)))
            .flat_map(|(position, attestation)| {
                let pieces = attestation.answer.evidence.iter().enumerate();
                pieces.map(move |(nth, evidence)| Self {
                    position,
                    nth,
                    attestation,
                    evidence,
                })
            })
    }
}
