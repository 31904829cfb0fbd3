//! A statement on its way through `ssh-keygen`.

use std::io::{Write as _, stderr};

use crate::face::failure::Failure;
use crate::keys::{Around, Key, Keygen};

/// Said where it is not known where keys are.
pub(super) const NOWHERE: &str = "there is nowhere to look for keys";

/// What `ssh-keygen` is to sign. It has the terminal for the while: a passphrase or a touch is between the person and
/// OpenSSH.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Byte for byte what is signed.
    pub statement: String,
    pub key: Key,
    /// Where keys are looked for.
    pub around: Around,
}

impl Signing {
    /// The signature, or why there is none.
    pub fn sign(&self, at_a_terminal: bool) -> Result<String, String> {
        if at_a_terminal {
            let key = self.key.label();
            let text = format!(
                "signoff: signing with {key}; ssh-keygen may ask for a passphrase or a touch (Ctrl-C stops it)"
            );
            // Where nobody reads it, nobody misses it.
            let _ = writeln!(stderr(), "{text}");
        }
        let signed = Keygen::find(&self.around).sign(&self.statement, &self.key, at_a_terminal);
        signed.map_err(|error| Failure::from(error).line())
    }
}
