//! How a reader who trusts nobody checks what the report says.

use super::page::Page;
use super::writer::Span::{Copied, Digest, Own, Strong};
use super::writer::{Block, Code, Writer};
use crate::decision::canonical;
use crate::decision::wording::NOT_SIGNED;

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    write_commands(out);
    if page.dossier.review().has_signatures() {
        write_alone(out);
    }
    out.paragraph(&[
        Own("The content that this report shows has the digest "),
        Digest(&canonical::digest(page.dossier)),
        Own(
            ". It is the SHA-256 of the RFC 8785 (JCS) JSON of the subject, the checklists (id, version, digest) and \
             every attestation with its evidence, withdrawn ones too. A sign-off is bound to the digest given with \
             it, and is stale as soon as the two differ.",
        ),
    ]);
    out.paragraph(&[
        Own("A sign-off that is "),
        Strong(&[Own(NOT_SIGNED)]),
        Own(
            " is a statement: the digests show whether anything changed after a decision, but not who made it. \
             Whoever can write the review file can write a sign-off into it, so trust a name as far as you trust the \
             history of that file, for example its commits.",
        ),
    ]);
    out.paragraph(&[
        Own(
            "No file proves that nothing was taken off its end: a whole older review put back is valid, with its \
             sign-offs, and so is one whose last sign-off, revocation or seal was cut off. ",
        ),
        Copied("signoff check --revision REV"),
        Own(" refuses it where it is of another revision than REV, the "),
        Copied("max-age"),
        Own(" of a policy where it is old, and "),
        Copied("--revoked KEYS"),
        Own(" what a revoked key signed. "),
        Copied("signoff check --against REV"),
        Own(" names what stood in the file at a commit and does no longer."),
    ]);
}

fn write_commands(out: &mut impl Writer) {
    out.paragraph(&[
        Own(
            "FILE is the review file that this report was made from. SIGNERS is your own list of people and their \
             keys, not one that came with the review; a line of it is ",
        ),
        Copied("grace@example.org namespaces=\"signoff\" ssh-ed25519 AAAA…"),
        Own(" ("),
        Copied("ssh-keygen(1)"),
        Own(", ALLOWED SIGNERS)."),
    ]);
    out.code(Code::Commands(
        "signoff check -r FILE --require signed --allowed-signers SIGNERS # is it signed off today, and if not, why\n\
         signoff verify -r FILE --allowed-signers SIGNERS # who signed, and whether it holds\n\
         signoff evidence verify -r FILE # is every evidence file what was attested",
    ));
    out.paragraph(&[
        Own("Without signoff, "),
        Copied("sha256sum PATH"),
        Own(" in the directory of the review file must print the digits after "),
        Copied("sha256:"),
        Own(" that stand beside the path of an evidence file in this report. "),
        Copied("signoff verify"),
        Own(" with "),
        Copied("--export DIR"),
        Own(
            " writes every statement and its signature into files, and the commands that verify them, such as:",
        ),
    ]);
    out.code(Code::Commands(
        "ssh-keygen -Y verify -n signoff -f SIGNERS -I PRINCIPAL -s 1-approver.txt.sig < 1-approver.txt",
    ));
}

/// What a test does step by step.
fn write_alone(out: &mut impl Writer) {
    out.paragraph(&[Own("With this report and OpenSSH alone:")]);
    out.within(Block::List, |out| {
        out.within(Block::Step(1), |out| {
            out.say(&[
                Own("Copy the statement out of its block into the file "),
                Copied("statement.txt"),
                Own(
                    ": every line between the lines of backticks, the last one with its line break too, and nothing \
                     else. Copy the block below it, from ",
                ),
                Copied("BEGIN SSH SIGNATURE"),
                Own(" to "),
                Copied("END SSH SIGNATURE"),
                Own(", into "),
                Copied("statement.txt.sig"),
                Own(" in the same way."),
            ]);
        });
        out.within(Block::Step(2), |out| {
            out.say(&[
                Own("Run this command. PRINCIPAL is the mail address in the statement's line "),
                Copied("By"),
                Own(". It must say "),
                Copied("Good \"signoff\" signature for PRINCIPAL"),
                Own("; "),
                Copied("-r KEYS"),
                Own(" names keys that are revoked, "),
                Copied("-Overify-time=20261123"),
                Own(" another day than today."),
            ]);
        });
    });
    out.code(Code::Commands(
        "ssh-keygen -Y verify -n signoff -f SIGNERS -I PRINCIPAL -s statement.txt.sig < statement.txt",
    ));
}
