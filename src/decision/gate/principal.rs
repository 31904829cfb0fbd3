//! An approval is by somebody whom the policy names for the role, as the allowed signers call them.

use crate::decision::{Holding, Proof, wording};
use crate::policy::Policy;

pub(super) fn fault(held: &Holding<'_>, policy: &Policy) -> Option<String> {
    let (what, role) = (wording::short(held.signoff), held.signoff.role);
    policy.principals.as_ref()?.get(&role)?;
    match held.proof {
        Ok(Proof::Good(signer)) if policy.allows(role, &signer.principal) => None,
        Ok(Proof::Good(signer)) => Some(format!(
            "the policy does not let {} sign as {role}",
            signer.principal
        )),
        _ => Some(format!(
            "sign-off ({what}) is not proven to be by one of those whom the policy names for it"
        )),
    }
}
