//! Turns what a person attaches into evidence.

use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::context::Context;
use super::failure::{self, Failure};
use crate::review::{Evidence, evidence};
use crate::session::Session;

/// Links, files and notes as evidence, in this order and each once; every one that cannot be attached is named.
pub fn gather(
    context: &Context<'_>,
    session: &Session,
    attached: &[String],
    notes: &[String],
) -> Result<Vec<Evidence>, Failure> {
    let at = context.now();
    let (mut pieces, mut wrong) = (Vec::new(), Vec::new());
    for given in attached {
        match one(context, session, given, at) {
            Ok(one) => {
                evidence::attach(&mut pieces, one);
            }
            Err(why) => wrong.push(why),
        }
    }
    if !wrong.is_empty() {
        return Err(
            Failure::wrong("nothing was recorded, because this cannot be attached")
                .details(wrong)
                .hint(format!(
                    "links start with https://; paths are read from {}",
                    context.here().display()
                )),
        );
    }
    for text in notes {
        evidence::attach(
            &mut pieces,
            Evidence::Note {
                text: text.clone(),
                at,
            },
        );
    }
    Ok(pieces)
}

fn one(
    context: &Context<'_>,
    session: &Session,
    given: &str,
    at: DateTime<Utc>,
) -> Result<Evidence, String> {
    if given.starts_with("https://") || given.starts_with("http://") {
        return match failure::bad_link(given) {
            None => Ok(Evidence::Link {
                url: given.to_owned(),
                at,
            }),
            Some(why) => Err(why),
        };
    }
    session
        .name_evidence(Path::new(given), context.here())
        .and_then(|path| {
            session
                .evidence_root()
                .measure(&path, at, &mut |_, _| ControlFlow::Continue(()))
        })
        .map_err(|error| failure::of_evidence(given, &error))
}
