//! `signoff verify`: what the signatures of the sign-offs prove.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{BAD, GOOD, HEADING, Output};
use super::question::{self, AuditOptions, TrustOptions, Unverified};
use crate::checklist::Role;
use crate::decision::{
    Holding, Proof, Question, Signed, Since, holding, revoking, since, statement,
};
use crate::keys::NAMESPACE;
use crate::review::{Decision, Dossier, Person, Revocation, Standing};
use crate::session::Inquiry;
use crate::store::disk;
use crate::text::digest::Digest;
use crate::text::visible;

/// Tell who signed, and whether each sign-off still holds; exit 1 where one that counts is not signed or not accepted
///
/// Signatures are verified with OpenSSH's ssh-keygen. Who may sign is read from an allowed-signers file that you name,
/// or that your own git settings name; never from the repository under review.
#[derive(Debug, clap::Args)]
pub struct Verify {
    #[command(flatten)]
    trust: TrustOptions,

    #[command(flatten)]
    audit: AuditOptions,

    /// Print JSON: schema, verified, and every sign-off with its proof
    #[arg(long)]
    json: bool,

    /// Also write statement, signature and the command that checks them without signoff into a directory
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    export: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct VerifyJson<'s> {
    /// The form of this JSON.
    schema: u8,
    /// True where every sign-off that counts is signed by whom it names, and no record was tampered with.
    verified: bool,
    /// All of them, oldest first.
    signoffs: Vec<SignoffJson<'s>>,
    /// What takes sign-offs back, oldest first.
    revocations: Vec<RevocationJson<'s>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct SignoffJson<'s> {
    id: &'s str,
    role: Role,
    decision: Decision,
    by: &'s Person,
    at: DateTime<Utc>,
    standing: Standing,
    /// Why it does not hold, or null.
    why: Option<&'s str>,
    /// What changed in the review since, or null.
    changed: Option<Since>,
    #[serde(flatten)]
    proof: ProofJson<'s>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct RevocationJson<'s> {
    id: &'s str,
    /// The digest of the statement of the sign-off that it takes back.
    signoff: Digest,
    reason: &'s str,
    by: &'s Person,
    at: DateTime<Utc>,
    /// What is wrong with the record, or null; it counts all the same.
    fault: Option<String>,
    #[serde(flatten)]
    proof: ProofJson<'s>,
}

/// What a signature proves.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct ProofJson<'s> {
    /// There is a signature, accepted or not.
    signed: bool,
    /// The signature is accepted.
    accepted: bool,
    principal: Option<&'s str>,
    fingerprint: Option<&'s str>,
    /// Why the signature is not accepted, or null.
    refused: Option<&'s str>,
    warning: Option<&'s str>,
}

impl Verify {
    /// Prints what each signature proves.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let mut session = context.open_checked()?;
        let question = Question {
            at: self.audit.moment(context),
            names_signers: true,
            ..Question::default()
        };
        session.ask(Inquiry {
            question,
            lists: self.trust.lists(),
            ..Inquiry::default()
        });
        question::verify(&mut session, context, Unverified::Fails)?;
        let facts = session.facts();
        let held = facts.signoffs();
        let dossier = facts.dossier;
        let review = dossier.review();
        // What was taken back counts no longer, and leaves nothing to verify where it was the only one.
        let mut counting = holding::counting(&held)
            .filter(|held| held.standing != Standing::Revoked)
            .peekable();
        let is_proven =
            |held: &Holding<'_>| held.standing == Standing::Current && held.signed == Signed::Yes;
        let verified = counting.peek().is_some()
            && counting.all(is_proven)
            && review
                .revocations
                .iter()
                .all(|one| revoking::fault(one, review).is_none());
        let proven = facts.proofs.known();
        let proofs: Vec<_> = held.iter().filter_map(|held| held.proof.ok()).collect();
        let all: Vec<_> = held.iter().zip(proofs).collect();
        let revoked = proven.map_or(&[][..], |found| &found.revocations);
        let revocations: Vec<_> = review.revocations.iter().zip(revoked).collect();
        if let Some(directory) = &self.export {
            export(&context.here().join(directory), &all, &revocations)?;
        }
        if self.json {
            out.json(&VerifyJson {
                schema: 1,
                verified,
                signoffs: all
                    .iter()
                    .map(|(held, proof)| signoff_json(held, proof, dossier))
                    .collect(),
                revocations: revocations
                    .iter()
                    .map(|(revocation, proof)| revocation_json(revocation, proof, dossier))
                    .collect(),
            });
        } else {
            if all.is_empty() {
                out.line("no sign-off");
            }
            for (held, proof) in &all {
                tell(held, proof, dossier, out);
            }
            for (revocation, proof) in &revocations {
                tell_revocation(revocation, proof, dossier, out);
            }
        }
        Ok(if verified {
            Exit::Done
        } else {
            Exit::NotInState
        })
    }
}

fn tell(held: &Holding<'_>, proof: &Proof, dossier: &Dossier, out: &mut Output) {
    let signoff = held.signoff;
    out.line(format_args!(
        "{HEADING}{}{HEADING:#} by {}, {}",
        statement::short(signoff),
        visible::line(signoff.by.as_str()),
        signoff.at.format("%F %H:%M"),
    ));
    tell_proof(proof, out);
    let why = since::why(held, dossier)
        .map_or_else(String::new, |why| format!(": {}", visible::line(&why)));
    out.line(format_args!("  {}{why}", held.standing));
}

fn tell_revocation(revocation: &Revocation, proof: &Proof, dossier: &Dossier, out: &mut Output) {
    let review = dossier.review();
    let what = review.signoff_of(revocation).map_or_else(
        || format!("sign-off {}", revocation.signoff.short()),
        |one| format!("{} by {}", statement::short(one), one.by),
    );
    out.line(format_args!(
        "{HEADING}revocation{HEADING:#} of {}, {}",
        visible::line(&what),
        visible::line(&statement::revoked(revocation)),
    ));
    tell_proof(proof, out);
    if let Some(fault) = revoking::fault(revocation, review) {
        out.line(format_args!(
            "  {BAD}not as it was recorded:{BAD:#} {}",
            visible::line(&fault)
        ));
    }
}

fn tell_proof(proof: &Proof, out: &mut Output) {
    match proof {
        Proof::Unsigned => out.line(format_args!("  {BAD}{}{BAD:#}", statement::NOT_SIGNED)),
        Proof::Refused(why) => {
            out.line(format_args!(
                "  {BAD}signature refused:{BAD:#} {}",
                visible::line(why)
            ));
        }
        Proof::Good(signer) => {
            out.line(format_args!(
                "  {GOOD}signed{GOOD:#} by {} with {} {}",
                visible::line(&signer.principal),
                visible::line(&signer.kind),
                signer.fingerprint
            ));
            if let Some(warning) = &signer.warning {
                out.warn(warning);
            }
        }
    }
}

fn signoff_json<'s>(held: &'s Holding<'_>, proof: &'s Proof, dossier: &Dossier) -> SignoffJson<'s> {
    SignoffJson {
        id: &held.signoff.id,
        role: held.signoff.role,
        decision: held.signoff.decision,
        by: &held.signoff.by,
        at: held.signoff.at,
        standing: held.standing,
        why: held.why.as_deref(),
        changed: since::of(held.signoff, dossier),
        proof: proof_json(proof),
    }
}

fn revocation_json<'s>(
    revocation: &'s Revocation,
    proof: &'s Proof,
    dossier: &Dossier,
) -> RevocationJson<'s> {
    RevocationJson {
        id: &revocation.id,
        signoff: revocation.signoff,
        reason: &revocation.reason,
        by: &revocation.by,
        at: revocation.at,
        fault: revoking::fault(revocation, dossier.review()),
        proof: proof_json(proof),
    }
}

fn proof_json(proof: &Proof) -> ProofJson<'_> {
    let (signer, refused) = match proof {
        Proof::Good(signer) => (Some(signer), None),
        Proof::Refused(why) => (None, Some(why.as_str())),
        Proof::Unsigned => (None, None),
    };
    ProofJson {
        signed: *proof != Proof::Unsigned,
        accepted: signer.is_some(),
        principal: signer.map(|signer| signer.principal.as_str()),
        fingerprint: signer.map(|signer| signer.fingerprint.as_str()),
        refused,
        warning: signer.and_then(|signer| signer.warning.as_deref()),
    }
}

/// What somebody needs to verify without this program.
fn export(
    directory: &Path,
    all: &[(&Holding<'_>, &Proof)],
    revocations: &[(&Revocation, &Proof)],
) -> Result<(), Failure> {
    std::fs::create_dir_all(directory)
        .map_err(|error| Failure::wrong(format!("cannot make {}: {error}", directory.display())))?;
    let mut how =
        String::from("Each line checks one statement; ALLOWED is your allowed-signers file.\n\n");
    let signoffs = all.iter().enumerate().map(|(nth, (held, proof))| {
        let one = held.signoff;
        (
            format!("{}-{}", nth + 1, one.role),
            &one.statement,
            &one.signature,
            proof,
        )
    });
    let revocations = revocations.iter().enumerate().map(|(nth, (one, proof))| {
        (
            format!("revocation-{}", nth + 1),
            &one.statement,
            &one.signature,
            proof,
        )
    });
    for (name, statement, signature, proof) in signoffs.chain(revocations) {
        disk::export(&directory.join(format!("{name}.txt")), statement)?;
        let Some(signature) = signature else { continue };
        disk::export(&directory.join(format!("{name}.txt.sig")), signature)?;
        let principal = match proof {
            Proof::Good(signer) => visible::line(&signer.principal).into_owned(),
            _ => "PRINCIPAL".to_owned(),
        };
        how.push_str(&format!(
            "ssh-keygen -Y verify -n {NAMESPACE} -f ALLOWED -I '{}' -s {name}.txt.sig < {name}.txt\n",
            principal.replace('\'', r"'\''")
        ));
    }
    Ok(disk::export(&directory.join("HOW-TO-VERIFY.txt"), &how)?)
}
