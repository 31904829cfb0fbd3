//! `signoff verify`: what the signatures of all statements prove.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::call::Call;
use super::exit::Exit;
use super::output::{BAD, GOOD, HEADING, Output};
use super::question::{AuditOptions, TrustOptions};
use crate::decision::armor::NAMESPACE;
use crate::decision::{Against, Question, Signed, Signer, wording};
use crate::face::failure::Failure;
use crate::facts::{DeclarationFacts, Head, ProofFacts, RevocationFacts, SignoffFacts};
use crate::policy::Zone;
use crate::review::Signable;
use crate::store::disk;
use crate::text::visible;
use crate::work::Inquiry;

/// Tell who signed, and whether each sign-off still holds; exit 1 where one that counts is not signed or not accepted
///
/// Signatures are verified with OpenSSH's ssh-keygen. Who may sign is read from an allowed-signers file that you name,
/// or that your own git settings name; never from the repository under review.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    #[command(flatten)]
    trust: TrustOptions,

    #[command(flatten)]
    audit: AuditOptions,

    /// Print JSON: the review, verified, and every sign-off, revocation and declaration with its proof
    #[arg(long)]
    json: bool,

    /// Also write statement, signature and the command that checks them without signoff into a directory
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    export: Option<PathBuf>,
}

/// Counts up where a key goes away, or means something else.
const SCHEMA: u8 = 2;

/// What the signatures in a review prove.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct VerifyJson<'s> {
    #[serde(flatten)]
    head: Head<'s>,
    /// True where every sign-off that counts is signed by whom it names, and no record was tampered with.
    verified: bool,
    /// Whom the proofs believe; null where nothing is signed, so that nobody had to be believed.
    against: Option<&'s Against>,
    /// Every sign-off, in the order of the file.
    signoffs: &'s [SignoffFacts<'s>],
    /// What takes sign-offs back, in the order of the file.
    revocations: &'s [RevocationFacts<'s>],
    /// What opens, ends or takes back, in the order of the file; a revocation of form 2 is one too.
    declarations: &'s [DeclarationFacts<'s>],
}

impl Verify {
    /// Prints what each signature proves.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let mut open = call.open_checked()?;
        let question = Question {
            at: self.audit.moment(&open),
            names_signers: self.trust.is_named(),
            ..Question::default()
        };
        open.ask(Inquiry {
            question,
            lists: self.trust.lists(),
        });
        open.verify(&call.around)?;
        let facts = open.facts();
        let doubts = facts.doubts();
        let verified = doubts.is_empty();
        let held = facts.signoffs();
        let signoffs: Vec<_> = held.iter().map(|held| facts.signoff(held)).collect();
        let (revocations, declarations) = (facts.revocations(), facts.declarations());
        if let Some(directory) = &self.export {
            let directory = call.here().join(directory);
            export(&directory, &signoffs, &revocations, &declarations)?;
        }
        if self.json {
            out.json(&VerifyJson {
                head: facts.head(SCHEMA, open.path()),
                verified,
                against: facts.against(),
                signoffs: &signoffs,
                revocations: &revocations,
                declarations: &declarations,
            });
        } else {
            if signoffs.is_empty() {
                out.line("no sign-off");
            }
            for one in &signoffs {
                tell(one, facts.dossier.zone(), out);
            }
            for one in &revocations {
                tell_revocation(one, facts.dossier.zone(), out);
            }
            for one in declarations
                .iter()
                .filter(|one| !one.declaration.only_revokes())
            {
                tell_declaration(one, facts.dossier.zone(), out);
            }
            if !verified {
                let doubts = doubts.join("; ");
                out.line(format_args!(
                    "{BAD}not verified:{BAD:#} {}",
                    visible::line(&doubts)
                ));
            }
        }
        Ok(Exit::whether(verified))
    }
}

fn tell(one: &SignoffFacts<'_>, zone: Zone, out: &mut Output) {
    let signoff = one.signoff;
    out.line(format_args!(
        "{HEADING}{}{HEADING:#} by {}, {}",
        wording::short(signoff),
        visible::line(signoff.by.as_str()),
        zone.clock_of(signoff.at),
    ));
    tell_proof(&one.proof, out);
    let why = one
        .sentence()
        .map_or_else(String::new, |why| format!(": {}", visible::line(&why)));
    out.line(format_args!("  {}{why}", one.standing));
}

fn tell_revocation(one: &RevocationFacts<'_>, zone: Zone, out: &mut Output) {
    let revocation = one.revocation;
    let what = one.signoff.map_or_else(
        || format!("sign-off {}", revocation.signoff.short()),
        wording::full,
    );
    out.line(format_args!(
        "{HEADING}revocation{HEADING:#} of {}, {}",
        visible::line(&what),
        visible::line(&wording::revoked(revocation, zone)),
    ));
    tell_proof(&one.proof, out);
    tell_fault(one.fault.as_deref(), out);
    if let Some(idle) = &one.idle {
        out.line(format_args!("  {BAD}{}{BAD:#}", visible::line(idle)));
    }
}

fn tell_declaration(one: &DeclarationFacts<'_>, zone: Zone, out: &mut Output) {
    let record = one.declaration;
    out.line(format_args!(
        "{HEADING}declaration{HEADING:#} by {}, {}",
        visible::line(record.by.as_str()),
        zone.clock_of(record.at),
    ));
    // What is signed, word for word: its second paragraph.
    let deeds = record.statement.split("\n\n").nth(1).unwrap_or_default();
    for line in deeds.lines() {
        out.line(format_args!("  {}", visible::line(line)));
    }
    tell_proof(&one.proof, out);
    tell_fault(one.fault.as_deref(), out);
    if let Some(lifted) = &one.lifted {
        out.line(format_args!("  {}", visible::line(lifted)));
    }
}

fn tell_fault(fault: Option<&str>, out: &mut Output) {
    if let Some(fault) = fault {
        out.line(format_args!(
            "  {BAD}not as it was recorded:{BAD:#} {}",
            visible::line(fault)
        ));
    }
}

fn tell_proof(proof: &ProofFacts<'_>, out: &mut Output) {
    let shown = |text: Option<&'_ str>| visible::line(text.unwrap_or_default()).into_owned();
    let why = shown(proof.why.as_deref());
    match proof.state {
        Signed::No if why.is_empty() => {
            out.line(format_args!("  {BAD}{}{BAD:#}", wording::NOT_SIGNED));
        }
        Signed::No => out.line(format_args!("  {BAD}not signed:{BAD:#} {why}")),
        Signed::Refused => out.line(format_args!("  {BAD}signature refused:{BAD:#} {why}")),
        Signed::Unverified => out.line(format_args!("  {BAD}not verified:{BAD:#} {why}")),
        Signed::Yes => out.line(format_args!(
            "  {GOOD}signed{GOOD:#} by {} with {} {}",
            shown(proof.principal),
            shown(proof.kind),
            shown(proof.fingerprint)
        )),
    }
    if let Some(vouched) = &proof.vouched {
        out.line(format_args!("  {}", visible::line(vouched)));
    }
    if let Some(presence) = proof.signer.and_then(Signer::presence) {
        out.line(format_args!("  {presence}"));
    }
    if let Some(warning) = proof.warning {
        out.warn(warning);
    }
}

/// What somebody needs to verify without this program.
fn export(
    directory: &Path,
    signoffs: &[SignoffFacts<'_>],
    revocations: &[RevocationFacts<'_>],
    declarations: &[DeclarationFacts<'_>],
) -> Result<(), Failure> {
    std::fs::create_dir_all(directory)
        .map_err(|error| Failure::wrong(format!("cannot make {}: {error}", directory.display())))?;
    let mut how =
        String::from("Each line checks one statement; ALLOWED is your allowed-signers file.\n\n");
    let signoffs = signoffs.iter().enumerate().map(|(nth, one)| {
        let name = format!("{}-{}", nth + 1, one.signoff.role);
        (name, one.signoff as &dyn Signable, &one.proof)
    });
    let revocations = revocations.iter().enumerate().map(|(nth, one)| {
        let record = one.revocation as &dyn Signable;
        (format!("revocation-{}", nth + 1), record, &one.proof)
    });
    let declarations = declarations
        .iter()
        .filter(|one| !one.declaration.only_revokes());
    let declarations = declarations.enumerate().map(|(nth, one)| {
        let record = one.declaration as &dyn Signable;
        (format!("declaration-{}", nth + 1), record, &one.proof)
    });
    for (name, record, proof) in signoffs.chain(revocations).chain(declarations) {
        disk::export(&directory.join(format!("{name}.txt")), record.statement())?;
        // Of what was struck nothing can be verified.
        let signature = record.signature().filter(|_| record.strike().is_none());
        let Some(signature) = signature else { continue };
        disk::export(&directory.join(format!("{name}.txt.sig")), signature)?;
        let principal = visible::line(proof.principal.unwrap_or("PRINCIPAL"));
        how.push_str(&format!(
            "ssh-keygen -Y verify -n {NAMESPACE} -f ALLOWED -I '{}' -s {name}.txt.sig < {name}.txt\n",
            principal.replace('\'', r"'\''")
        ));
    }
    Ok(disk::export(&directory.join("HOW-TO-VERIFY.txt"), &how)?)
}

#[cfg(test)]
mod tests {
    use super::{SCHEMA, VerifyJson};
    use crate::cli::schema;

    #[test]
    fn the_schema_describes_what_is_printed() {
        let lines = ["verify --json --allowed-signers allowed-signers"];
        schema::hold::<VerifyJson<'_>>("verify", SCHEMA, &lines);
    }
}
