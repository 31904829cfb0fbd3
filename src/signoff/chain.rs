//! Sign-offs name those that they come after: one that is taken out, or put elsewhere, is missed by a later one.

use std::collections::HashSet;

use crate::review::Signoff;
use crate::text::digest::Digest;

/// The sign-offs that no other comes after; the next one names them.
pub fn ends(signoffs: &[Signoff]) -> Vec<Digest> {
    let named: HashSet<Digest> = signoffs.iter().flat_map(|one| &one.after).copied().collect();
    signoffs.iter().map(Signoff::digest).filter(|digest| !named.contains(digest)).collect()
}

/// What is wrong with the chain at each sign-off; `None` where nothing is.
pub fn faults(signoffs: &[Signoff]) -> Vec<Option<String>> {
    let mut before = HashSet::new();
    let all: HashSet<Digest> = signoffs.iter().map(Signoff::digest).collect();
    let mut faults = Vec::with_capacity(signoffs.len());
    for one in signoffs {
        let missing = one.after.iter().find(|digest| !before.contains(*digest));
        faults.push(match missing {
            Some(digest) if all.contains(digest) => {
                Some(format!("it comes after the sign-off {}, which stands behind it", digest.short()))
            }
            Some(digest) => {
                Some(format!("it comes after a sign-off {} that is not in the file", digest.short()))
            }
            None if !before.insert(one.digest()) => Some("it stands twice in the file".to_owned()),
            None => None,
        });
    }
    faults
}
