//! With which key a statement is signed: the options of `sign` and `revoke`.

use super::call::Call;
use super::output::Output;
use crate::face::failure::Failure;
use crate::keys::{Key, Keygen};
use crate::program;
use crate::work::key::{self, KeyChoice};

/// The key, or none.
#[derive(Debug, clap::Args)]
pub(super) struct SigningOptions {
    /// The SSH key to sign with: a file, or a public key that the agent has as `key::ssh-ed25519 …` [default: git's
    /// user.signingKey, else the only key of the agent and ~/.ssh]
    #[arg(long, value_name = "KEY")]
    key: Option<String>,

    /// Record it without a signature
    #[arg(long, conflicts_with = "key")]
    unsigned: bool,
}

/// Shows a statement, byte for byte what is signed, and signs it; none where there is no key to sign it with.
pub(super) fn sign(
    statement: &str,
    key: Option<&Key>,
    call: &Call<'_>,
    out: &mut Output,
) -> Result<Option<String>, Failure> {
    out.signed(statement);
    let Some(key) = key else {
        return Ok(None);
    };
    out.say(format!("signing with {}", key.label()));
    let at_a_terminal = call.surroundings.terminal;
    let keygen = Keygen::find(&call.around);
    let sign = || keygen.sign(statement, key, at_a_terminal);
    Ok(Some(program::while_lent(at_a_terminal, sign)?))
}

impl SigningOptions {
    /// The key to sign with; none where there is no OpenSSH or no key, or none is wanted.
    pub(super) fn key(&self, call: &Call<'_>, out: &mut Output) -> Result<Option<Key>, Failure> {
        if self.unsigned {
            return Ok(None);
        }
        let (around, now) = (&call.around, call.now());
        if let Some(named) = &self.key {
            return Ok(Some(key::named(named, around, now)?));
        }
        match key::choose(around, now)? {
            KeyChoice::One(key) => Ok(Some(*key)),
            KeyChoice::Nothing(why) => {
                out.note(format!("{why}; --key names one"));
                Ok(None)
            }
            KeyChoice::Several(keys) => Err(Failure::wrong("there are several keys to sign with")
                .details(keys.iter().map(Key::label))
                .hint("name one with --key, or tell git: git config --global user.signingKey FILE")
                .hint("or record the decision without a signature: --unsigned")),
        }
    }
}
