//! Why a signature was not made, in our words; OpenSSH's own are in the log.

/// Why `ssh-keygen` made no signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// Only the public half is here, and nobody could have the other.
    #[error("the private half of the key is in no file here, and no agent runs that could have it")]
    NoAgent,
    /// Only the public half is here, and the agent has not the other.
    #[error("the private half of the key is neither in a file here nor in the agent")]
    NotInAgent,
    /// The agent says no: it is locked, nobody confirmed, nobody touched the key.
    #[error("the agent refused to sign")]
    AgentRefused,
    /// There is nobody to type the passphrase.
    #[error("the key has a passphrase, and there is no terminal to type it at")]
    NobodyToAsk,
    /// What was typed is not the passphrase, or the PIN.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// OpenSSH takes no private key that others may read.
    #[error("other users may read the file of the private key, so OpenSSH does not use it")]
    Readable,
    /// The security key is not plugged in.
    #[error("the security key is not there")]
    NoDevice,
    /// It is of before 8.2, and knows no signatures of files.
    #[error("this ssh-keygen is too old to sign with")]
    TooOld,
    #[error("{0}")]
    Other(String),
}

impl Cause {
    /// What `ssh-keygen` means by what it said. Whether an agent runs is asked where that matters.
    pub(super) fn of(said: &str, at_a_terminal: bool, has_agent: impl FnOnce() -> bool) -> Self {
        let says = |words: &str| said.contains(words);
        // The first that fits: it may say several things, of which the last is general.
        if says("incorrect passphrase") {
            if at_a_terminal {
                Self::WrongPassphrase
            } else {
                Self::NobodyToAsk
            }
        } else if says("agent refused operation") {
            Self::AgentRefused
        } else if says("UNPROTECTED PRIVATE KEY FILE") {
            Self::Readable
        } else if says("option -- Y") {
            Self::TooOld
        } else if says("device not found") {
            Self::NoDevice
        } else if says("No private key found") || says("Couldn't find key in agent") {
            if has_agent() {
                Self::NotInAgent
            } else {
                Self::NoAgent
            }
        } else if said.is_empty() {
            Self::Other("ssh-keygen failed".to_owned())
        } else {
            Self::Other(said.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the one of macOS says it, and the one of Linux.
    #[test]
    fn one_that_is_too_old_is_known_by_what_it_says() {
        for said in ["illegal option -- Y", "unknown option -- Y"] {
            let said = format!("ssh-keygen: {said} usage: ssh-keygen [-q] [-b bits]");
            assert_eq!(Cause::of(&said, true, || false), Cause::TooOld);
        }
    }
}
