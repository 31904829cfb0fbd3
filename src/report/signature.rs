//! What the signature of a sign-off or a revocation was found to prove, and what a reader needs to find it out alone.

use super::writer::Span::{self, Copied, Digest, Own, Strong, Text, Value};
use super::writer::{Block, Code, Writer, moment};
use crate::decision::armor::Armor;
use crate::decision::wording::NOT_SIGNED;
use crate::decision::{Against, KeyList, Proof, Signed, Signer, wording};
use crate::facts::ProofFacts;
use crate::policy::Zone;
use crate::review::Signable;
use crate::text::{pipeline, visible};

/// The signature of a record, with what came of verifying it.
pub(super) struct Signature<'d> {
    record: &'d dyn Signable,
    proof: ProofFacts<'d>,
    against: Option<&'d Against>,
    zone: Zone,
}

impl<'d> Signature<'d> {
    pub(super) fn new(
        record: &'d dyn Signable,
        found: Result<&'d Proof, &'d str>,
        against: Option<&'d Against>,
        zone: Zone,
    ) -> Self {
        Self {
            record,
            proof: ProofFacts::of(record, found, zone),
            against,
            zone,
        }
    }

    /// A list of what is known.
    pub(super) fn write(&self, out: &mut impl Writer) {
        out.within(Block::List, |out| self.write_items(out));
    }

    fn write_items(&self, out: &mut impl Writer) {
        let why = self.proof.why.as_deref().unwrap_or_default();
        match self.proof.state {
            _ if self.record.strike().is_some() => out.item(&[
                Own("Signature: "),
                Strong(&[Own("proves nothing")]),
                Own(", "),
                Text(why),
            ]),
            Signed::No => out.item(&[Own("Signature: "), Strong(&[Own(NOT_SIGNED)])]),
            Signed::Yes => {
                out.item(&[
                    Own("Signature: "),
                    Strong(&[Own("verified")]),
                    Own(" when this report was made"),
                ]);
                if let Some(signer) = self.proof.signer {
                    self.write_signer(signer, out);
                }
            }
            Signed::Refused => {
                out.item(&[
                    Own("Signature: "),
                    Strong(&[Own("REFUSED")]),
                    Own(", so nothing proves who decided: "),
                    Text(why),
                ]);
                self.write_claim(out);
                self.write_against(out);
            }
            Signed::Unverified => {
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
        }
    }

    fn write_signer(&self, signer: &Signer, out: &mut impl Writer) {
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
        self.write_against(out);
        if let Some(warning) = &signer.warning {
            out.item(&[Own("Warning: "), Text(warning)]);
        }
    }

    /// The same in a few words.
    pub(super) fn write_short(&self, out: &mut impl Writer) {
        if let Some(strike) = self.record.strike() {
            return out.say(&[Text(&wording::struck(strike, self.zone))]);
        }
        match self.proof.state {
            Signed::No => out.say(&[Strong(&[Own(NOT_SIGNED)])]),
            Signed::Yes => out.say(&[
                Own("signed by "),
                Copied(self.proof.principal.unwrap_or_default()),
                Own(" and "),
                Strong(&[Own("verified")]),
            ]),
            Signed::Refused => out.say(&[Strong(&[Own("its signature is refused")])]),
            Signed::Unverified => out.say(&[
                Own("with a signature that was "),
                Strong(&[Own("not verified")]),
            ]),
        }
    }

    fn armour(&self) -> &'d str {
        self.record.signature().unwrap_or_default()
    }

    /// Whom the proof believes.
    fn write_against(&self, out: &mut impl Writer) {
        let Some(against) = self.against else { return };
        out.within(Block::Item, |out| {
            let at = moment(against.at);
            out.say(&[Value(&format_args!(
                "Checked: as of {at}, against the allowed signers "
            ))]);
            write_list(&against.allowed, out);
            if let Some(revoked) = &against.revoked {
                out.say(&[Own(" and the revoked keys ")]);
                write_list(revoked, out);
            }
        });
    }

    /// What it says of itself.
    fn write_claim(&self, out: &mut impl Writer) {
        match Armor::read(self.armour()) {
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
        let armour = self.armour();
        if self.record.strike().is_some() || Armor::read(armour).is_err() {
            return;
        }
        if is_exact(armour) {
            out.code(Code::Signature(armour));
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

fn write_list(list: &KeyList, out: &mut impl Writer) {
    out.say(&[
        Copied(&list.name),
        Own(" ("),
        Digest(&list.digest),
        Own(")"),
    ]);
}
