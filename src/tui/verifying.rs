//! What the signatures of the open review prove, found out on a thread: it starts other programs.

use super::msg::Msg;
use super::signing::NOWHERE;
use super::sitting::Sitting;
use crate::decision::{Proofs, Verified};
use crate::face::failure::Failure;

impl Sitting {
    /// Begins to verify what is in the review now.
    pub(super) fn verify(&mut self) {
        let (statements, inbox) = (self.review.statements(), self.inbox.clone());
        let around = self.around.clone();
        self.verifications += 1;
        let turn = self.verifications;
        self.review.know(Proofs::Running);
        std::thread::spawn(move || {
            let found = match around {
                Some(around) => statements
                    .verify(&around)
                    .map_err(|error| Failure::from(error).line()),
                None => Err(NOWHERE.to_owned()),
            };
            drop(inbox.send(Msg::Verified(turn, found)));
        });
    }

    /// True until the thread has told.
    pub(super) fn is_verifying(&self) -> bool {
        *self.review.facts().proofs == Proofs::Running
    }

    /// Takes in what the thread found out.
    pub(super) fn verified(&mut self, turn: u64, found: &Result<Verified, String>) {
        if turn == self.verifications {
            self.review.know(match found {
                Ok(found) => Proofs::Known(found.clone()),
                Err(why) => Proofs::Unknown(why.clone()),
            });
        }
    }
}
