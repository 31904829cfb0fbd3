//! What the signatures of the open review prove, found out on a thread: it starts other programs.

use super::keyring::NOWHERE;
use super::msg::Msg;
use super::perform::World;
use crate::decision::Verified;
use crate::keys::KeyError;
use crate::text::causes;

/// Said until the thread is done.
const AT_IT: &str = "the signatures are being verified";

/// What is known of the signatures.
#[derive(Debug)]
pub struct Verifying {
    /// Counts what was begun, so that what was found out of an older state is not believed.
    turn: u64,
    /// True until the thread has told.
    pub waits: bool,
    /// What was found, or why nothing is.
    pub found: Result<Verified, String>,
}

impl Default for Verifying {
    fn default() -> Self {
        Self {
            turn: 0,
            waits: false,
            found: Ok(Verified::default()),
        }
    }
}

impl Verifying {
    fn begin(&mut self) -> u64 {
        self.turn += 1;
        self.waits = true;
        self.found = Err(AT_IT.to_owned());
        self.turn
    }

    /// Takes in what a thread found out.
    pub fn learn(&mut self, turn: u64, found: &Result<Verified, String>) {
        if turn == self.turn {
            self.waits = false;
            self.found.clone_from(found);
        }
    }
}

/// Why nothing is known, and what to do about it.
fn unknown(error: &KeyError) -> String {
    let then = match error {
        KeyError::NoSigners => {
            "; name those who may in git's gpg.ssh.allowedSignersFile, or start signoff walk --allowed-signers FILE"
        }
        KeyError::NotVerified(_) => "; install OpenSSH, or name it in git's gpg.ssh.program",
        _ => "",
    };
    format!("{}{then}", causes::joined(error))
}

impl World {
    /// Begins to verify what is in the review now.
    pub(super) fn verify(&mut self) {
        let Some(session) = &self.session else { return };
        let (statements, at, inbox) = (session.statements(), session.now(), self.inbox.clone());
        let (around, lists) = (self.launch.around.clone(), self.launch.lists.clone());
        let turn = self.verifying.begin();
        std::thread::spawn(move || {
            let found = match around {
                Some(around) => statements
                    .verify(&lists, &around, at)
                    .map_err(|error| unknown(&error)),
                None => Err(NOWHERE.to_owned()),
            };
            drop(inbox.send(Msg::Verified(turn, found)));
        });
    }
}
