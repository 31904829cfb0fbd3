//! An approval is proven to be its person's, where anybody asks for that.
//!
//! A signature that is no good is worse than none, whether or not one is wanted: somebody tried.

use crate::decision::{Holding, Signed, wording};

pub(super) fn fault(held: &Holding<'_>, is_wanted: bool) -> Option<String> {
    let what = wording::short(held.signoff);
    match held.signed {
        Signed::Yes => None,
        Signed::No => is_wanted.then(|| format!("sign-off ({what}) is {}", wording::NOT_SIGNED)),
        Signed::Unverified => is_wanted
            .then(|| format!("sign-off ({what}) has a signature that was not verified here")),
        Signed::Refused => Some(format!(
            "sign-off ({what}) has a signature that is refused: {}",
            held.refusal().unwrap_or_default()
        )),
    }
}
