//! `signoff verify`: what the signatures of the sign-offs prove.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Exit;
use super::context::Context;
use super::failure::Failure;
use super::output::{BAD, GOOD, HEADING, Output};
use super::trust::{AuditOptions, TrustOptions};
use crate::checklist::Role;
use crate::keys::NAMESPACE;
use crate::review::{Decision, Person, Standing};
use crate::signoff::{Holding, Proof, holding, statement};
use crate::store::disk;
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
    /// True where every sign-off that counts is signed by whom it names.
    verified: bool,
    /// All of them, oldest first.
    signoffs: Vec<ProofJson<'s>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct ProofJson<'s> {
    id: &'s str,
    role: Role,
    decision: Decision,
    by: &'s Person,
    at: DateTime<Utc>,
    standing: Standing,
    /// Why it does not hold, or null.
    why: Option<&'s str>,
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
        let session = context.open_checked()?;
        let at = self.audit.moment(context);
        let proofs = self.trust.proofs(context, &session, at)?;
        let held = holding::all(session.dossier(), at);
        let all: Vec<_> = held.iter().zip(&proofs).collect();
        let counts = |held: &Holding<'_>| held.standing != Standing::Superseded;
        let verified = all.iter().any(|(held, _)| counts(held))
            && all
                .iter()
                .filter(|(held, _)| counts(held))
                .all(|(held, proof)| held.standing == Standing::Current && matches!(proof, Proof::Good(_)));
        if let Some(directory) = &self.export {
            export(&context.here().join(directory), &all)?;
        }
        if self.json {
            let signoffs = all.iter().map(|(held, proof)| json(held, proof)).collect();
            out.json(&VerifyJson { schema: 1, verified, signoffs });
        } else if all.is_empty() {
            out.line("no sign-off");
        } else {
            for (held, proof) in &all {
                tell(held, proof, out);
            }
        }
        Ok(if verified { Exit::Done } else { Exit::NotInState })
    }
}

fn tell(held: &Holding<'_>, proof: &Proof, out: &mut Output) {
    let signoff = held.signoff;
    out.line(format_args!(
        "{HEADING}{}{HEADING:#} by {}, {}",
        statement::short(signoff),
        visible::line(signoff.by.as_str()),
        signoff.at.format("%F %H:%M"),
    ));
    match proof {
        Proof::Unsigned => out.line(format_args!("  {BAD}{}{BAD:#}", statement::NOT_SIGNED)),
        Proof::Refused(why) => {
            out.line(format_args!("  {BAD}signature refused:{BAD:#} {}", visible::line(why)));
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
    let why = held.why.as_ref().map_or_else(String::new, |why| format!(": {}", visible::line(why)));
    out.line(format_args!("  {}{why}", held.standing));
}

fn json<'s>(held: &'s Holding<'_>, proof: &'s Proof) -> ProofJson<'s> {
    let (signer, refused) = match proof {
        Proof::Good(signer) => (Some(signer), None),
        Proof::Refused(why) => (None, Some(why.as_str())),
        Proof::Unsigned => (None, None),
    };
    ProofJson {
        id: &held.signoff.id,
        role: held.signoff.role,
        decision: held.signoff.decision,
        by: &held.signoff.by,
        at: held.signoff.at,
        standing: held.standing,
        why: held.why.as_deref(),
        signed: held.signoff.signature.is_some(),
        accepted: signer.is_some(),
        principal: signer.map(|signer| signer.principal.as_str()),
        fingerprint: signer.map(|signer| signer.fingerprint.as_str()),
        refused,
        warning: signer.and_then(|signer| signer.warning.as_deref()),
    }
}

/// What somebody needs to verify without this program.
fn export(directory: &Path, all: &[(&Holding<'_>, &Proof)]) -> Result<(), Failure> {
    std::fs::create_dir_all(directory)
        .map_err(|error| Failure::wrong(format!("cannot make {}: {error}", directory.display())))?;
    let mut how = String::from("Each line checks one statement; ALLOWED is your allowed-signers file.\n\n");
    for (nth, (held, proof)) in all.iter().enumerate() {
        let name = format!("{}-{}", nth + 1, held.signoff.role);
        disk::export(&directory.join(format!("{name}.txt")), &held.signoff.statement)?;
        let Some(signature) = &held.signoff.signature else { continue };
        disk::export(&directory.join(format!("{name}.txt.sig")), signature)?;
        let principal = match proof {
            Proof::Good(signer) => visible::line(&signer.principal).into_owned(),
            _ => "PRINCIPAL".to_owned(),
        };
        how.push_str(&format!(
            "ssh-keygen -Y verify -n {NAMESPACE} -f ALLOWED -I '{}' -s {name}.txt.sig < {name}.txt\n",
            principal.replace('\'', "")
        ));
    }
    Ok(disk::export(&directory.join("HOW-TO-VERIFY.txt"), &how)?)
}
