//! What one signature proves, and whom that takes for granted.

use serde::Serialize;

use super::Facts;
use crate::decision::{Against, Proof, Signed, Signer, proof, wording};
use crate::policy::{Presence, Zone};
use crate::review::Signable;

/// What is known of the signature of one record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProofFacts<'r> {
    /// What it amounts to.
    pub state: Signed,
    /// Who signed, as the allowed-signers file names them; null where the signature is not verified.
    pub principal: Option<&'r str>,
    /// Of the key, as `SHA256:…`; null where the signature is not verified.
    pub fingerprint: Option<&'r str>,
    /// The key's algorithm; null where the signature is not verified.
    pub kind: Option<&'r str>,
    /// What the security key says of the person, which does not prove that it is hardware; null where it says nothing, where
    /// the key is none, or where the signature is not verified: nobody can say then whether somebody was there.
    pub presence: Option<Presence>,
    /// All of it, where the signature is verified.
    #[serde(skip)]
    pub signer: Option<&'r Signer>,
    /// When the key ended, and who vouches for what it signed before, or null.
    pub vouched: Option<String>,
    /// Why the signature is refused, that what it is of was struck, or why nobody verified it; else null.
    pub why: Option<String>,
    /// What should be better in the allowed-signers file, or null.
    pub warning: Option<&'r str>,
}

impl<'r> ProofFacts<'r> {
    /// Of the signature in a record, with what it was found to prove, or why that is not known.
    pub fn of(record: &dyn Signable, found: Result<&'r Proof, &'r str>, zone: Zone) -> Self {
        let state = Signed::of(record, found.ok());
        let signer = match found {
            Ok(Proof::Good(signer)) => Some(signer),
            _ => None,
        };
        let unknown = || found.err().filter(|_| state == Signed::Unverified);
        Self {
            state,
            principal: signer.map(|signer| signer.principal.as_str()),
            fingerprint: signer.map(|signer| signer.fingerprint.as_str()),
            kind: signer.map(|signer| signer.kind.as_str()),
            presence: signer.and_then(|signer| signer.presence),
            signer,
            why: proof::refusal(record, found, zone)
                .or_else(|| record.strike().map(|one| wording::struck(one, zone)))
                .or_else(|| unknown().map(str::to_owned)),
            warning: signer.and_then(|signer| signer.warning.as_deref()),
            vouched: signer.and_then(Signer::vouched),
        }
    }
}

impl<'r> Facts<'r> {
    /// Whom the proofs believe; `None` where nothing was verified.
    pub fn against(&self) -> Option<&'r Against> {
        self.proofs.known().ok()?.against.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::ProofFacts;
    use crate::decision::{Proof, Signed, Signer};
    use crate::policy::Zone;
    use crate::review::Revocation;
    use crate::text::digest::Digest;

    const SIGNED: &str =
        include_str!("../../tests/faces/transcripts/reviews/signed-off/signoff.toml");

    fn revocation() -> Revocation {
        Revocation {
            id: String::new(),
            signoff: Digest::of(b""),
            reason: String::new(),
            statement: String::new(),
            after: Vec::new(),
            key: None,
            by: "Ada <ada@example.org>".parse().unwrap(),
            at: chrono::DateTime::UNIX_EPOCH,
            signature: None,
            struck: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn a_proof_says_only_what_is_known() {
        let end = "-----END SSH SIGNATURE-----";
        let (from, to) = (SIGNED.find("-----BEGIN"), SIGNED.find(end));
        let signature = Some(&SIGNED[from.unwrap()..to.unwrap() + end.len()]);
        let good = Proof::Good(Signer {
            principal: "grace@example.org".into(),
            fingerprint: "SHA256:x".into(),
            kind: "ssh-ed25519".into(),
            presence: None,
            warning: Some("name the namespace".into()),
            ended: None,
            vouched_by: None,
        });
        let refused = Proof::Refused("no allowed signer has the key".into());
        let unknown = Err("nobody asked for it");
        for (signature, found, state, why) in [
            (None, Ok(&Proof::Unsigned), Signed::No, None),
            (None, unknown, Signed::No, None),
            (signature, Ok(&good), Signed::Yes, None),
            (
                signature,
                Ok(&refused),
                Signed::Refused,
                Some("no allowed signer has the key"),
            ),
            (
                signature,
                unknown,
                Signed::Unverified,
                Some("nobody asked for it"),
            ),
            // What is no signature is refused, whether or not anybody asks.
            (
                Some("scribble"),
                unknown,
                Signed::Refused,
                Some("it is no SSH signature"),
            ),
        ] {
            let record = Revocation {
                signature: signature.map(str::to_owned),
                ..revocation()
            };
            let proof = ProofFacts::of(&record, found, Zone::UTC);
            assert_eq!((proof.state, proof.why.as_deref()), (state, why));
            let is_verified = state == Signed::Yes;
            assert_eq!(
                [
                    proof.principal,
                    proof.fingerprint,
                    proof.kind,
                    proof.warning
                ],
                [
                    is_verified.then_some("grace@example.org"),
                    is_verified.then_some("SHA256:x"),
                    is_verified.then_some("ssh-ed25519"),
                    is_verified.then_some("name the namespace"),
                ]
            );
        }
    }
}
