//! What the signature of a sign-off or a revocation was found to prove, and what a reader needs to find it out alone.

use super::writer::Span::{self, Copied, Digest, Own, Strong, Text, Value};
use super::writer::{Block, Code, Moment, Writer};
use crate::decision::armor::Armor;
use crate::decision::wording::NOT_SIGNED;
use crate::decision::{Against, KeyList, Proof, Signer, wording};
use crate::review::{Signable, Strike};
use crate::text::{pipeline, visible};

/// A signature as a record has it, with what came of verifying it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signature<'d> {
    armour: &'d str,
    pub(super) state: Knowledge<'d>,
}

/// What is known of a signature.
#[derive(Debug, Clone, Copy)]
pub(super) enum Knowledge<'d> {
    /// There is none.
    Absent,
    /// It is of whom the record names.
    Good(&'d Signer, Option<&'d Against>),
    /// It is not accepted.
    Refused(&'d str, Option<&'d Against>),
    /// Nobody verified it; why.
    Unknown(&'d str),
    /// What it was of was struck.
    Struck(&'d Strike),
}

impl<'d> Signature<'d> {
    pub(super) fn new(
        record: &'d dyn Signable,
        found: Result<(&'d Proof, Option<&'d Against>), &'d str>,
    ) -> Self {
        let armour = record.signature();
        if let Some(strike) = record.strike() {
            return Self {
                armour: "",
                state: Knowledge::Struck(strike),
            };
        }
        let state = match (armour, found) {
            (_, Ok((Proof::Refused(why) | Proof::Ended(_, why), against))) => {
                Knowledge::Refused(why, against)
            }
            (None, _) | (_, Ok((Proof::Unsigned, _))) => Knowledge::Absent,
            (_, Ok((Proof::Good(signer), against))) => Knowledge::Good(signer, against),
            (_, Err(why)) => Knowledge::Unknown(why),
        };
        Self {
            armour: armour.unwrap_or_default(),
            state,
        }
    }

    /// A list of what is known.
    pub(super) fn write(&self, out: &mut impl Writer) {
        out.within(Block::List, |out| match self.state {
            Knowledge::Absent => out.item(&[Own("Signature: "), Strong(&[Own(NOT_SIGNED)])]),
            Knowledge::Struck(strike) => out.item(&[
                Own("Signature: "),
                Strong(&[Own("proves nothing")]),
                Own(", "),
                Text(&wording::struck(strike)),
            ]),
            Knowledge::Good(signer, against) => {
                out.item(&[
                    Own("Signature: "),
                    Strong(&[Own("verified")]),
                    Own(" when this report was made"),
                ]);
                out.item(&[Own("Principal: "), Copied(&signer.principal)]);
                out.item(&[
                    Own("Key: "),
                    Copied(&signer.kind),
                    Own(" "),
                    Copied(&signer.fingerprint),
                ]);
                if let Some(vouched) = signer.vouched() {
                    out.item(&[Own("Vouched: "), Text(&vouched)]);
                }
                if let Some(presence) = signer.presence() {
                    out.item(&[Own("Presence: "), Own(presence)]);
                }
                write_against(against, out);
                if let Some(warning) = &signer.warning {
                    out.item(&[Own("Warning: "), Text(warning)]);
                }
            }
            Knowledge::Refused(why, against) => {
                out.item(&[
                    Own("Signature: "),
                    Strong(&[Own("REFUSED")]),
                    Own(", so nothing proves who decided: "),
                    Text(why),
                ]);
                self.write_claim(out);
                write_against(against, out);
            }
            Knowledge::Unknown(why) => {
                out.within(Block::Item, |out| {
                    out.say(&[
                        Own("Signature: there is one, "),
                        Strong(&[Own("not verified")]),
                        Own(" for this report: "),
                    ]);
                    out.say(&reason(why));
                });
                self.write_claim(out);
            }
        });
    }

    /// The same in a few words.
    pub(super) fn write_short(&self, out: &mut impl Writer) {
        match self.state {
            Knowledge::Absent => out.say(&[Strong(&[Own(NOT_SIGNED)])]),
            Knowledge::Struck(strike) => out.say(&[Text(&wording::struck(strike))]),
            Knowledge::Good(signer, _) => out.say(&[
                Own("signed by "),
                Copied(&signer.principal),
                Own(" and "),
                Strong(&[Own("verified")]),
            ]),
            Knowledge::Refused(..) => out.say(&[Strong(&[Own("its signature is refused")])]),
            Knowledge::Unknown(_) => out.say(&[
                Own("with a signature that was "),
                Strong(&[Own("not verified")]),
            ]),
        }
    }

    /// What it says of itself.
    fn write_claim(&self, out: &mut impl Writer) {
        match Armor::read(self.armour) {
            Ok(armor) => out.item(&[
                Own("It claims the key: "),
                Copied(&armor.key.kind),
                Own(" "),
                Copied(&armor.key.fingerprint()),
            ]),
            Err(_) => out.item(&[Own("It cannot be read")]),
        }
    }

    /// The statement, then the signature itself where there is one that can be read.
    pub(super) fn write_texts(&self, statement: &str, out: &mut impl Writer) {
        out.code(Code::Statement(statement));
        if !is_exact(statement) {
            out.paragraph(&[
                Strong(&[Own("This is not byte for byte what the file holds")]),
                Own(
                    ", since characters that cannot be seen, or that a pipeline would obey, are spelled out: nothing can be \
                     verified with this text.",
                ),
            ]);
        }
        if matches!(self.state, Knowledge::Absent | Knowledge::Struck(_))
            || Armor::read(self.armour).is_err()
        {
            return;
        }
        if is_exact(self.armour) {
            out.code(Code::Signature(self.armour));
        } else {
            out.paragraph(&[Own(
                "The signature is left out, since the file holds characters in it that cannot be seen.",
            )]);
        }
    }
}

/// True where the lines of a text as they are shown, each with its line break, are the text byte for byte.
fn is_exact(text: &str) -> bool {
    visible::block(text) == text
        && pipeline::spelled(text) == text
        && text.ends_with('\n')
        && !text.ends_with("\n\n")
}

/// Why nobody verified anything; where files are on this machine is of no use to a reader elsewhere.
pub(super) fn reason(why: &str) -> [Span<'_>; 3] {
    match (why.find(" /"), why.rfind('/')) {
        (Some(start), Some(end)) => [Text(&why[..start]), Own(" "), Text(&why[end + 1..])],
        _ => [Text(why), Own(""), Own("")],
    }
}

fn write_against(against: Option<&Against>, out: &mut impl Writer) {
    let Some(Against {
        at,
        allowed,
        revoked,
        ..
    }) = against
    else {
        return;
    };
    out.within(Block::Item, |out| {
        let at = Moment(*at);
        out.say(&[Value(&format_args!(
            "Checked: as of {at}, against the allowed signers "
        ))]);
        write_list(allowed, out);
        if let Some(revoked) = revoked {
            out.say(&[Own(" and the revoked keys ")]);
            write_list(revoked, out);
        }
    });
}

fn write_list(list: &KeyList, out: &mut impl Writer) {
    out.say(&[
        Copied(&list.name),
        Own(" ("),
        Digest(&list.digest),
        Own(")"),
    ]);
}
