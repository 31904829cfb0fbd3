//! Whether a recorded sign-off still holds, and what stands behind it.

use chrono::{DateTime, Utc};

use super::chain::Fault;
use super::{Deeds, Proof, Proofs, Signed, canonical, deeds, form2, proof, statement, wording};
use crate::policy::{Zone, day};
use crate::review::standing::is_ahead;
use crate::review::{Condition, Dossier, Revocation, Signable, Signoff, Standing};

/// Why a sign-off is stale that nothing else is wrong with.
pub const CHANGED: &str = "the review changed after it";

/// A sign-off with its standing, and with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own"
)]
pub struct Holding<'d> {
    /// Its place among the sign-offs of the review.
    pub nth: usize,
    /// What was recorded.
    pub signoff: &'d Signoff,
    /// What its signature was found to prove, or why that is not known.
    pub proof: Result<&'d Proof, &'d str>,
    /// What that amounts to.
    pub signed: Signed,
    /// Whether it holds.
    pub standing: Standing,
    /// Why it does not.
    pub why: Option<String>,
    /// What takes it back.
    pub revocation: Option<&'d Revocation>,
    /// True where the record is not the one that was made: no honest change of the review makes it so.
    pub is_broken: bool,
    /// True where that is so since a statement that it comes after is not in the file.
    pub is_cut: bool,
    /// True where somebody decided in its role who knew of it.
    pub is_followed: bool,
    /// True where its own person did, with a signature that is not refused.
    pub is_settled: bool,
    /// Whose days are told.
    zone: Zone,
}

impl<'d> Holding<'d> {
    /// One sign-off by itself: what other sign-offs do to it is said in [`super::succession`].
    pub(super) fn alone(
        nth: usize,
        fault: Option<Fault>,
        dossier: &'d Dossier,
        proofs: &'d Proofs,
        deeds: &Deeds<'_>,
        now: DateTime<Utc>,
    ) -> Self {
        let review = dossier.review();
        let signoff = &review.signoffs[nth];
        let is_cut = matches!(fault, Some(Fault::Missing(_)));
        let broken = fault.map(|fault| fault.to_string());
        let broken = broken.or_else(|| statement::fault(signoff, dossier));
        let strike = signoff.strike().filter(|_| deeds.is_doubtful(signoff));
        let broken = broken.or_else(|| strike.map(|one| wording::struck(one, dossier.zone())));
        let is_broken = broken.is_some();
        let revocation = deeds::revocation(signoff, review, proofs, deeds.dismissed(), now);
        let proof = proofs.of(signoff);
        let signed = Signed::of(signoff, proof.ok());
        let (standing, why) = if let Some(why) = broken {
            (Standing::Stale, Some(why))
        } else if let Some(revocation) = revocation {
            (
                Standing::Revoked,
                Some(wording::revoked(revocation, dossier.zone())),
            )
        } else {
            let is_closed = |nth: usize| deeds.closed(signoff, nth, signed).is_some();
            match lapse(signoff, dossier, deeds, is_closed, now) {
                Some((standing, why)) => (standing, Some(why)),
                None => (Standing::Current, None),
            }
        };
        Self {
            nth,
            signoff,
            proof,
            signed,
            standing,
            why,
            revocation,
            is_broken,
            is_cut,
            is_followed: false,
            is_settled: false,
            zone: dossier.zone(),
        }
    }

    /// Why its signature is not accepted; `None` where it is, where nobody looked, or where there is none.
    pub fn refusal(&self) -> Option<String> {
        proof::refusal(self.signoff, self.proof, self.zone)
    }

    /// What is said of its signature.
    pub fn signature(&self) -> String {
        match (self.refusal(), self.proof, self.signed) {
            (Some(why), ..) => format!("signature refused: {why}"),
            (None, Ok(Proof::Good(signer)), _) => {
                format!("signed by {} with {}", signer.principal, signer.fingerprint)
            }
            (None, _, Signed::No) => match self.signoff.strike() {
                Some(strike) => wording::struck(strike, self.zone),
                None => wording::NOT_SIGNED.to_owned(),
            },
            (None, ..) => "signed, not verified here".to_owned(),
        }
    }

    /// True where it holds and says yes.
    pub fn approves(&self) -> bool {
        self.standing == Standing::Current && self.signoff.decision.approves()
    }

    /// True where it holds and is signed by whom it names.
    pub fn is_proven(&self) -> bool {
        self.standing == Standing::Current && self.signed == Signed::Yes
    }

    /// True where it holds and says no.
    pub fn rejects(&self) -> bool {
        self.standing == Standing::Current && !self.signoff.decision.approves()
    }
}

/// Those that no later sign-off in their role took the place of.
pub fn counting<'a, 'd>(all: &'a [Holding<'d>]) -> impl Iterator<Item = &'a Holding<'d>> {
    all.iter().filter(|held| match held.standing {
        // A refused signature is named until its person has decided anew: somebody tried.
        Standing::Superseded => held.signed == Signed::Refused && !held.is_settled,
        // What was taken back is said until somebody decides in its role.
        Standing::Revoked => !held.is_followed,
        Standing::Current | Standing::Expired | Standing::Stale | Standing::Undecided => true,
    })
}

/// Why a yes holds no longer. A no neither goes stale nor expires: else whoever adds a blank to an answer, or waits, would
/// be rid of it.
fn lapse(
    signoff: &Signoff,
    dossier: &Dossier,
    deeds: &Deeds<'_>,
    is_closed: impl Fn(usize) -> bool,
    now: DateTime<Utc>,
) -> Option<(Standing, String)> {
    if !signoff.decision.approves() {
        return None;
    }
    if let Some(by) = deeds.disowner(&signoff.by, || signoff.digest()) {
        return Some((Standing::Stale, format!("{by} says that it is not theirs")));
    }
    if let Some(strike) = signoff.strike() {
        return Some((Standing::Stale, wording::struck(strike, dossier.zone())));
    }
    if !canonical::is_of(signoff, dossier) {
        return Some((Standing::Stale, CHANGED.into()));
    }
    if form2::statement::is_struck(signoff, dossier.review()) {
        return Some((Standing::Stale, "a remark under it was struck".into()));
    }
    if let Some(lapsed) = first_lapsed(dossier) {
        return Some(lapsed);
    }
    if is_ahead(signoff.at, now) {
        return Some((
            Standing::Stale,
            format!("it is dated in the future ({})", dossier.day_of(signoff.at)),
        ));
    }
    let today = dossier.day_of(now);
    let overdue =
        |(nth, one): &(usize, &Condition)| day::is_over(one.due, today) && !is_closed(*nth);
    if let Some((_, condition)) = signoff.conditions.iter().enumerate().find(overdue) {
        return Some((
            Standing::Expired,
            format!("a condition was due on {}", condition.due),
        ));
    }
    let ends = dossier.policy().max_age.map(|age| age.after(signoff.at))?;
    (ends < now).then(|| {
        (
            Standing::Expired,
            format!("it reached its maximum age on {}", dossier.day_of(ends)),
        )
    })
}

/// What an approval rests on and no longer holds: an evidence file, an item's text, a date.
fn first_lapsed(dossier: &Dossier) -> Option<(Standing, String)> {
    // Nearly always nothing is, and a title line asks at every frame.
    if dossier.tally().not_reviewed == 0 {
        return None;
    }
    let (position, lapse) =
        (0..dossier.count()).find_map(|at| Some((at, dossier.outcome(at).lapse.as_ref()?)))?;
    Some((
        lapse.standing(),
        format!("{} no longer holds: {lapse}", dossier.name(position)),
    ))
}
