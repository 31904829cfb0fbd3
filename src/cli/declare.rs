//! `signoff accept`, `confirm`, `end`, `close`, `disown`, `dismiss`, and several at once by `declare`.

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::question::{self, TrustOptions, Unverified};
use super::secrets::SecretOptions;
use super::signing::{self, SigningOptions};
use super::words::said;
use crate::decision::wording;
use crate::face::failure::Failure;
use crate::review::{Deed, DeedKind};
use crate::work::{Inquiry, OpenReview};

/// Answers that somebody stands behind.
#[derive(Debug, clap::Args)]
pub(super) struct Answers {
    /// The items, such as SEC-2
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,

    #[command(flatten)]
    signing: SigningOptions,
}

/// Records that are ended, closed or set aside.
#[derive(Debug, clap::Args)]
pub(super) struct Records {
    /// Their ids, as `signoff status` and the report show them; ID/2 is the second condition of a sign-off, and an item stands
    /// for its answer
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,

    /// Why
    #[arg(long, value_name = "WHY", value_parser = said)]
    reason: String,

    #[command(flatten)]
    signing: SigningOptions,

    #[command(flatten)]
    secrets: SecretOptions,
}

/// Records that are set aside.
#[derive(Debug, clap::Args)]
pub(super) struct Dismiss {
    #[command(flatten)]
    records: Records,

    #[command(flatten)]
    trust: TrustOptions,
}

/// Declare several things in one statement, with one signature
///
/// Each option can be given again. What ends, closes, disowns or dismisses is given the same reason.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("deeds").required(true).multiple(true)
    .args(["accept", "confirm", "end", "close", "disown", "dismiss", "vouch"]))]
pub(super) struct Declare {
    /// Stand behind the answer of an item, which somebody else gave
    #[arg(long, value_name = "ITEM")]
    accept: Vec<String>,

    /// Say that what is recorded for you in the answer of an item is so
    #[arg(long, value_name = "ITEM")]
    confirm: Vec<String>,

    /// End a return that you made
    #[arg(long, value_name = "ID", requires = "reason")]
    end: Vec<String>,

    /// Close a question or a condition
    #[arg(long, value_name = "ID", requires = "reason")]
    close: Vec<String>,

    /// Say that an answer or a sign-off under your name is not yours
    #[arg(long, value_name = "ID", requires = "reason")]
    disown: Vec<String>,

    /// Set aside a record that does not verify
    #[arg(long, value_name = "ID", requires = "reason")]
    dismiss: Vec<String>,

    /// Vouch for a statement that is signed with a key that has ended since
    #[arg(long, value_name = "ID")]
    vouch: Vec<String>,

    /// Why
    #[arg(long, value_name = "WHY", value_parser = said)]
    reason: Option<String>,

    #[command(flatten)]
    signing: SigningOptions,

    #[command(flatten)]
    trust: TrustOptions,

    #[command(flatten)]
    secrets: SecretOptions,
}

/// Vouch for what was signed with keys that have ended since: all of it that verified while they were good, or what is named
///
/// A key that has ended proves nothing by itself, since whoever has it could date a statement back. Look at what is listed, and
/// vouch for it only where you know that it was there before.
#[derive(Debug, clap::Args)]
pub(super) struct Vouch {
    /// Sign-offs, declarations and revocations, by their ids or the beginning of them [default: all]
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    #[command(flatten)]
    signing: SigningOptions,

    #[command(flatten)]
    trust: TrustOptions,
}

impl Vouch {
    /// Records it.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let mut open = call.open()?;
        let all = vouchable(&self.trust, &mut open, call)?;
        let deeds = if self.ids.is_empty() && !all.is_empty() {
            all
        } else if self.ids.is_empty() {
            return Err(Failure::not_in_state(
                "nothing here is signed with a key that has ended, and that you could vouch for",
            ));
        } else {
            named(&self.ids, &all, &open)?
        };
        declare(open, deeds, &self.signing, call, out)
    }
}

/// What is done to records of some names.
fn deeds(
    act: DeedKind,
    names: &[String],
    why: Option<&String>,
    open: &OpenReview,
) -> Result<Vec<Deed>, Failure> {
    let deed = |name: &String| Ok(open.deed(act, name, why.cloned())?);
    names.iter().map(deed).collect()
}

/// Says whose lists of keys are believed.
fn believe(trust: &TrustOptions, open: &mut OpenReview) {
    open.ask(Inquiry {
        lists: trust.lists(),
        ..Inquiry::default()
    });
}

/// Finds out what the signatures prove, where it is known who may sign.
fn verify(trust: &TrustOptions, open: &mut OpenReview, call: &Call<'_>) -> Result<(), Failure> {
    believe(trust, open);
    question::verify(open, call, Unverified::IsSaid)
}

/// All that the person could vouch for.
fn vouchable(
    trust: &TrustOptions,
    open: &mut OpenReview,
    call: &Call<'_>,
) -> Result<Vec<Deed>, Failure> {
    let by = call.who()?;
    believe(trust, open);
    open.verify(&call.around)?;
    Ok(open.facts().vouchable(&by))
}

/// What somebody vouches for by name.
fn named(ids: &[String], all: &[Deed], open: &OpenReview) -> Result<Vec<Deed>, Failure> {
    let named = |id: &String| {
        let to = open.deed(DeedKind::Vouches, id, None)?.to;
        let deed = all.iter().find(|deed| deed.to == to);
        deed.cloned().ok_or_else(|| {
            Failure::not_in_state(format!(
                "{id} is not signed with a key that has ended, and that you could vouch for"
            ))
        })
    };
    ids.iter().map(named).collect()
}

impl Answers {
    /// Records that they are accepted, or confirmed.
    pub(super) fn run(
        &self,
        act: DeedKind,
        call: &Call<'_>,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        let open = call.open()?;
        let deeds = deeds(act, &self.items, None, &open)?;
        declare(open, deeds, &self.signing, call, out)
    }
}

impl Dismiss {
    /// Records that they are set aside.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let mut open = call.open()?;
        verify(&self.trust, &mut open, call)?;
        self.records.declare(DeedKind::Dismisses, open, call, out)
    }
}

impl Records {
    /// Records what is done to them.
    pub(super) fn run(
        &self,
        act: DeedKind,
        call: &Call<'_>,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        self.declare(act, call.open()?, call, out)
    }

    fn declare(
        &self,
        act: DeedKind,
        mut open: OpenReview,
        call: &Call<'_>,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        self.secrets.tell(&mut open);
        let deeds = deeds(act, &self.ids, Some(&self.reason), &open)?;
        declare(open, deeds, &self.signing, call, out)
    }
}

impl Declare {
    /// Records all of it.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let mut open = call.open()?;
        self.secrets.tell(&mut open);
        if !self.dismiss.is_empty() {
            verify(&self.trust, &mut open, call)?;
        }
        let mut all = Vec::new();
        for (act, names) in [
            (DeedKind::Accepts, &self.accept),
            (DeedKind::Confirms, &self.confirm),
            (DeedKind::Ends, &self.end),
            (DeedKind::Closes, &self.close),
            (DeedKind::Disowns, &self.disown),
            (DeedKind::Dismisses, &self.dismiss),
        ] {
            let why = self.reason.as_ref().filter(|_| act.needs_reason());
            all.extend(deeds(act, names, why, &open)?);
        }
        if !self.vouch.is_empty() {
            let vouchable = vouchable(&self.trust, &mut open, call)?;
            all.extend(named(&self.vouch, &vouchable, &open)?);
        }
        declare(open, all, &self.signing, call, out)
    }
}

fn declare(
    mut open: OpenReview,
    deeds: Vec<Deed>,
    signing: &SigningOptions,
    call: &Call<'_>,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let by = call.who()?;
    let key = signing.key(call, out)?;
    let mut declaration = open.declaration(deeds, by, key.as_ref())?;
    declaration.signature = signing::sign(&declaration.statement, key.as_ref(), call, out)?;
    let is_signed = declaration.signature.is_some();
    // Nobody signs what another program wrote meanwhile: there is no second try.
    out.warnings(open.declare(declaration)?.warnings());
    if is_signed {
        out.say("signed and recorded");
    } else {
        out.note(format!("this declaration is {}", wording::NOT_SIGNED));
    }
    Ok(Exit::Done)
}
