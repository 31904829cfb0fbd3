//! `signoff sign`: decide on the whole review.

use super::blanks::{Blanks, Filled};
use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::question::{self, QuestionOptions, Unverified};
use super::secrets::SecretOptions;
use super::signing::{self, SigningOptions};
use crate::decision::{Draft, Objection, wording};
use crate::face::failure::Failure;
use crate::face::form::Blank;
use crate::face::form::sign::{self, Signatory};
use crate::review::{Decision, Deed, DeedKind, Person, Schema, Signable};
use crate::text::digest::Digest;
use crate::text::number::count;
use crate::work::OpenReview;

/// Decide on the review as it is now
///
/// The decision is bound to the exact content of the review: any later change voids it. An approval is refused while
/// an item is not reviewed, expired, stale or incomplete, or a finding lacks owner or date.
#[derive(Debug, clap::Args)]
pub(super) struct Sign {
    #[command(flatten)]
    decision: Filled<DecisionForm>,

    /// Lift somebody else's rejection, for the reason that --why gives; the policy must name you for it. By the id of the
    /// sign-off, or its beginning; give it again for several
    #[arg(long, value_name = "SIGNOFF", requires = "why")]
    overrule: Vec<String>,

    /// Set aside a sign-off that does not verify and is in the way, for the reason that --why gives, with the same signature. By its
    /// id, or its beginning; give it again for several
    #[arg(long, value_name = "SIGNOFF", requires = "why")]
    dismiss: Vec<String>,

    /// Vouch for all that was signed with keys that have ended since, with the same signature
    #[arg(long)]
    vouch: bool,

    #[command(flatten)]
    signing: SigningOptions,

    #[command(flatten)]
    secrets: SecretOptions,

    #[command(flatten)]
    question: QuestionOptions,
}

/// A decision with its conditions.
#[derive(Debug)]
struct DecisionForm;

impl Blanks for DecisionForm {
    fn blanks() -> &'static [&'static Blank] {
        &sign::BLANKS
    }
}

impl Sign {
    /// Records the decision.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (mut open, by) = call.begin(&self.secrets)?;
        open.check_evidence();
        open.ask(self.question.inquiry(call)?);
        question::verify(&mut open, call, Unverified::IsSaid)?;
        if let Some(counts) = open.facts().counts_as(&by) {
            out.note(counts);
        }
        let mut draft = self.draft(&open)?;
        for (act, names) in [
            (DeedKind::Overrules, &self.overrule),
            (DeedKind::Dismisses, &self.dismiss),
        ] {
            for name in names {
                draft.deeds.push(open.deed(act, name, draft.why.clone())?);
            }
        }
        let vouchable = open.facts().vouchable(&by);
        if self.vouch {
            draft.deeds.extend(vouchable);
        } else if !vouchable.is_empty() {
            let ended = count(vouchable.len(), "statement is", "statements are");
            out.note(format!("{ended} signed with a key that has ended since"));
            out.hint("--vouch vouches for all of that with the same signature, where you know that it was there before");
        }
        // What is in the way is told before anybody looks for a key.
        if let Some(objection) = draft.objection(&by, open.dossier(), open.today()) {
            return Err(objection.into());
        }
        if draft.decision.approves() {
            let loose = tell_in_the_way(&draft, &by, &open, out);
            draft.deeds.extend(set_aside(loose, call, out)?);
        }
        let key = self.signing.key(call, out)?;
        let mut signoff = open.prepare(&draft, by.clone(), key.as_ref())?;
        for confusion in open.dossier().confusions() {
            out.note(confusion);
        }
        signoff.signature = signing::sign(&signoff.statement, key.as_ref(), call, out)?;
        // Nobody signs what another program wrote meanwhile: there is no second try.
        let is_signed = signoff.signature.is_some();
        out.warnings(open.record(signoff)?.warnings());
        if is_signed {
            out.say("signed; signoff verify tells what the signature proves");
        } else {
            out.note(format!("this sign-off is {}", wording::NOT_SIGNED));
        }
        if open.dossier().review().has_attested(&by) {
            out.note("you attested items of this review yourself");
        }
        if draft.decision.approves() {
            // It is recorded: what goes wrong from here on must not look as if it were not.
            if let Err(failure) = question::verify(&mut open, call, Unverified::IsSaid) {
                out.note(failure.line());
            }
            for why in open.facts().verdict().whys() {
                out.note(format!("not signed off yet: {why}"));
            }
        }
        Ok(Exit::Done)
    }

    fn draft(&self, open: &OpenReview) -> Result<Draft, Failure> {
        let values = &self.decision.values;
        let is_given = |blank| !values.get(blank).is_empty();
        let signer = Signatory {
            // Who gives the reason says that they prepared it; whether it was needed, the statement shows.
            prepared: is_given(&sign::SOLE),
            forbidden: false,
            is_asked: is_given(&sign::DESPITE),
            may_dismiss: false,
            may_say_why: is_given(&sign::WHY) || open.dossier().review().schema != Schema::One,
        };
        let needless = self
            .decision
            .given()
            .find(|blank| !sign::blanks(values, signer).contains(blank));
        match sign::read(values, signer, &open.facts()) {
            (Some(draft), _)
                if draft.decision != Decision::ApprovedWithConditions
                    && needless.is_some_and(|blank| {
                        [&sign::CONDITIONS, &sign::OWNER, &sign::DUE].contains(&blank)
                    }) =>
            {
                Err(Objection::NeedlessCondition.into())
            }
            (Some(draft), wrong) if wrong.is_empty() => Ok(draft),
            (_, wrong) => Err(Failure::unfilled("sign", "decision", wrong)),
        }
    }
}

/// Says what keeps the gate shut although somebody approves; what of it they may set aside.
fn tell_in_the_way(
    draft: &Draft,
    by: &Person,
    open: &OpenReview,
    out: &mut Output,
) -> Vec<(String, Digest)> {
    let facts = open.facts();
    let all = facts
        .in_the_way(by, Some(draft.role), &draft.deeds)
        .into_iter();
    let tell = |(one, said, may): (Option<&dyn Signable>, String, bool)| {
        out.note(sign::told(&said, may));
        let one = one.filter(|_| may)?;
        Some((one.id().to_owned(), one.digest()))
    };
    all.filter_map(tell).collect()
}

/// What is set aside with the same signature, for a reason that the person is asked for where they are there.
fn set_aside(
    loose: Vec<(String, Digest)>,
    call: &Call<'_>,
    out: &mut Output,
) -> Result<Vec<Deed>, Failure> {
    if loose.is_empty() {
        return Ok(Vec::new());
    }
    if !call.surroundings.terminal || call.surroundings.variable("CI").is_some() {
        for (id, _) in loose {
            out.hint(format!(
                "--dismiss {id} --why WHY sets it aside with the same signature"
            ));
        }
        return Ok(Vec::new());
    }
    let asked = out.ask(&format!("{}: ", sign::DISMISS.question));
    let why = asked.map_err(|error| Failure::wrong(format!("cannot ask: {error}")))?;
    let deed = |(_, to)| Deed {
        act: DeedKind::Dismisses,
        to,
        why: Some(why.clone()),
    };
    let loose = loose.into_iter().filter(|_| !why.is_empty());
    Ok(loose.map(deed).collect())
}
