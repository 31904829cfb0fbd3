//! Every record that the review had at an earlier commit is still in it, as it was.
//!
//! No signature says that nothing was taken off: Mallory cuts off the rejection that stands last, deletes a return, puts a
//! whole older review back, or merges with `-X theirs`. Only who remembers can tell. What cannot be told is a no: a review
//! that is not there at that commit may have been moved to lose its past.

use super::{Clause, Reason};
use crate::decision::Question;
use crate::review::Dossier;
use crate::review::loss::losses;

pub(super) fn reasons(question: &Question, dossier: &Dossier) -> Vec<(Clause, Reason)> {
    let asked = question.targets().filter_map(|one| one.against.as_ref());
    let told = asked.flat_map(|wanted| {
        let mut known = question.earlier.iter();
        let known = known.find(|one| one.at.text == wanted.text);
        match known.map(|one| (&one.at, &one.review)) {
            Some((at, Ok(before))) => losses(before, dossier.review())
                .into_iter()
                .map(|loss| format!("{loss}; it stands in the review at {at}"))
                .collect(),
            Some((at, Err(why))) => vec![format!(
                "nobody can tell what the review was at {at}: {why}"
            )],
            None => vec![format!("nobody read what the review was at {wanted}")],
        }
    });
    told.map(|text| (Clause::Against, Reason::Review(text)))
        .collect()
}
