//! What the signatures of the open review prove, found out on a thread: it starts other programs.

use super::msg::Msg;
use super::perform::World;
use crate::decision::{Proofs, Verified};
use crate::face::failure::Failure;
use crate::keys::Keyring;

/// Said where it is not known where keys are.
pub const NOWHERE: &str = "there is nowhere to look for keys";

impl World {
    /// Begins to verify what is in the review now.
    pub(super) fn verify(&mut self) {
        let Some(open) = &mut self.open else {
            return;
        };
        let (statements, inbox) = (open.statements(), self.inbox.clone());
        let around = self.launch.around.clone();
        self.verifications += 1;
        let turn = self.verifications;
        open.know(Proofs::Running);
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
        let open = self.open.as_ref();
        open.is_some_and(|open| *open.facts().proofs == Proofs::Running)
    }

    /// Takes in what the thread found out.
    pub(super) fn verified(&mut self, turn: u64, found: &Result<Verified, String>) {
        let Some(open) = self.open.as_mut().filter(|_| turn == self.verifications) else {
            return;
        };
        open.know(match found {
            Ok(found) => Proofs::Known(found.clone()),
            Err(why) => Proofs::Unknown(why.clone()),
        });
    }

    /// Begins to look for keys: git and an agent may be slow.
    pub(super) fn find_keys(&self) {
        let (around, inbox) = (self.launch.around.clone(), self.inbox.clone());
        std::thread::spawn(move || {
            let found = around.as_ref().map(Keyring::find);
            drop(inbox.send(Msg::Keys(found.unwrap_or_default())));
        });
    }
}
