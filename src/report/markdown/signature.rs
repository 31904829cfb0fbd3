//! What the signature of a sign-off or a revocation was found to prove, and what a reader needs to find it out alone.

use std::fmt::{self, Display, Formatter, Write};

use super::page::Moment;
use crate::decision::armor::Armor;
use crate::decision::statement::NOT_SIGNED;
use crate::decision::{Against, KeyList, Proof, Signer};
use crate::report::escape::{Code, Fenced, Line};

/// A signature as a record has it, with what came of verifying it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signature<'d> {
    armour: &'d str,
    pub(super) state: State<'d>,
}

/// What is known of a signature.
#[derive(Debug, Clone, Copy)]
pub(super) enum State<'d> {
    /// There is none.
    Absent,
    /// It is of whom the record names.
    Good(&'d Signer, Option<&'d Against>),
    /// It is not accepted.
    Refused(&'d str, Option<&'d Against>),
    /// Nobody verified it; why.
    Unknown(&'d str),
}

/// Why nobody verified anything; where files are on this machine is of no use to a reader elsewhere.
pub(super) struct Why<'t>(pub(super) &'t str);

/// A signature in a few words.
pub(super) struct Short<'d>(pub(super) State<'d>);

impl<'d> Signature<'d> {
    pub(super) fn new(
        armour: Option<&'d str>,
        found: Result<(&'d Proof, Option<&'d Against>), &'d str>,
    ) -> Self {
        let state = match (armour, found) {
            (None, _) | (_, Ok((Proof::Unsigned, _))) => State::Absent,
            (_, Ok((Proof::Good(signer), against))) => State::Good(signer, against),
            (_, Ok((Proof::Refused(why), against))) => State::Refused(why, against),
            (_, Err(why)) => State::Unknown(why),
        };
        Self {
            armour: armour.unwrap_or_default(),
            state,
        }
    }

    /// A list of what is known.
    pub(super) fn write(&self, out: &mut String) -> fmt::Result {
        match self.state {
            State::Absent => writeln!(out, "- Signature: **{NOT_SIGNED}**")?,
            State::Good(signer, against) => {
                out.push_str("- Signature: **verified** when this report was made\n");
                writeln!(out, "- Principal: {}", Code(&signer.principal))?;
                writeln!(
                    out,
                    "- Key: {} {}",
                    Code(&signer.kind),
                    Code(&signer.fingerprint)
                )?;
                write_against(out, against)?;
                if let Some(warning) = &signer.warning {
                    writeln!(out, "- Warning: {}", Line(warning))?;
                }
            }
            State::Refused(why, against) => {
                writeln!(
                    out,
                    "- Signature: **REFUSED**, so nothing proves who decided: {}",
                    Line(why)
                )?;
                self.write_claim(out)?;
                write_against(out, against)?;
            }
            State::Unknown(why) => {
                writeln!(
                    out,
                    "- Signature: there is one, **not verified** for this report: {}",
                    Why(why)
                )?;
                self.write_claim(out)?;
            }
        }
        out.push('\n');
        Ok(())
    }

    /// What it says of itself.
    fn write_claim(&self, out: &mut String) -> fmt::Result {
        match Armor::read(self.armour) {
            Ok(armor) => {
                let (kind, fingerprint) = (Code(&armor.key.kind), armor.key.fingerprint());
                writeln!(out, "- It claims the key: {kind} `{fingerprint}`")
            }
            Err(_) => writeln!(out, "- It cannot be read"),
        }
    }

    /// The statement, then the signature itself where there is one that can be read.
    pub(super) fn write_texts(&self, out: &mut String, statement: &str) -> fmt::Result {
        writeln!(out, "{}", Fenced(statement))?;
        if !Fenced(statement).is_exact() {
            out.push_str(
                "**This is not byte for byte what the file holds**, since characters that cannot be seen are spelled \
                 out: nothing can be verified with this text.\n\n",
            );
        }
        if matches!(self.state, State::Absent) || Armor::read(self.armour).is_err() {
            return Ok(());
        }
        if !Fenced(self.armour).is_exact() {
            out.push_str(
                "The signature is left out, since the file holds characters in it that cannot be seen.\n\n",
            );
            return Ok(());
        }
        writeln!(out, "{}", Fenced(self.armour))
    }
}

impl Display for Why<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let why = self.0;
        match (why.find(" /"), why.rfind('/')) {
            (Some(start), Some(end)) => {
                write!(f, "{} {}", Line(&why[..start]), Line(&why[end + 1..]))
            }
            _ => Line(why).fmt(f),
        }
    }
}

impl Display for Short<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            State::Absent => write!(f, "**{NOT_SIGNED}**"),
            State::Good(signer, _) => {
                write!(f, "signed by {} and **verified**", Code(&signer.principal))
            }
            State::Refused(..) => f.write_str("**its signature is refused**"),
            State::Unknown(_) => f.write_str("with a signature that was **not verified**"),
        }
    }
}

fn write_against(out: &mut String, against: Option<&Against>) -> fmt::Result {
    let Some(Against {
        at,
        allowed,
        revoked,
    }) = against
    else {
        return Ok(());
    };
    write!(
        out,
        "- Checked: as of {}, against the allowed signers {}",
        Moment(*at),
        Named(allowed)
    )?;
    if let Some(revoked) = revoked {
        write!(out, " and the revoked keys {}", Named(revoked))?;
    }
    out.push('\n');
    Ok(())
}

struct Named<'k>(&'k KeyList);

impl Display for Named<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} (`{}`)", Code(&self.0.name), self.0.digest)
    }
}
