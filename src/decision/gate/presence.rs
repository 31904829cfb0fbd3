//! Somebody was there when an approval was signed, as far as its key says so.
//!
//! A program that gets at a person's agent can sign with any key in it that needs no touch, and nobody notices. A flag is the
//! key's own claim: a key in software can make it too, so that the list of allowed signers must know which keys are devices.

use crate::decision::{Holding, Proof, wording};
use crate::policy::{Policy, Presence};

/// What has no good signature is named by the rule of signatures, which this one asks for.
pub(in crate::decision) fn fault(held: &Holding<'_>, policy: &Policy) -> Option<String> {
    let wanted = policy.presence?;
    let Ok(Proof::Good(signer)) = held.proof else {
        return None;
    };
    let what = wording::short(held.signoff);
    let must = match wanted {
        Presence::Touch => "that somebody touched it",
        Presence::Pin => "that somebody touched it and typed its PIN",
    };
    (signer.presence < Some(wanted))
        .then(|| format!("sign-off ({what}) is signed with a key that does not say {must}"))
}
