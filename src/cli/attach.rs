//! Turns what a person attaches into evidence.

use std::ops::ControlFlow;

use super::call::Call;
use crate::face::failure::{self, Failure};
use crate::review::{Evidence, evidence};
use crate::work::OpenReview;

/// Links, files and notes as evidence, in this order and each once; every one that cannot be attached is named.
pub(super) fn gather(
    call: &Call<'_>,
    open: &OpenReview,
    attached: &[String],
    notes: &[String],
) -> Result<Vec<Evidence>, Failure> {
    let (mut pieces, mut wrong) = (Vec::new(), Vec::new());
    for given in attached {
        match open.attach(given, call.here(), &mut |_, _| ControlFlow::Continue(())) {
            Ok(one) => {
                evidence::attach(&mut pieces, one);
            }
            Err(error) => wrong.push(failure::of_evidence(given, &error)),
        }
    }
    if !wrong.is_empty() {
        return Err(
            Failure::wrong("nothing was recorded, because this cannot be attached")
                .details(wrong)
                .hint(format!(
                    "links start with https://; paths are read from {}",
                    call.here().display()
                )),
        );
    }
    for text in notes {
        evidence::attach(
            &mut pieces,
            Evidence::Note {
                text: text.clone(),
                at: open.now(),
            },
        );
    }
    Ok(pieces)
}
