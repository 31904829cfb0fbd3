//! The status as JSON. Keys are only added to this form; `schema` counts up where one changes its meaning.

use chrono::NaiveDate;
use serde::Serialize;

use crate::checklist::Severity;
use crate::decision::{Reason, Since, canonical, since};
use crate::review::{
    Attestation, Entry, Lapse, Revocation, Seal, Section, Signoff, Standing, Subject, Tally, tally,
};
use crate::session::Session;
use crate::text::digest::Digest;

/// The whole status.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct StatusJson<'s> {
    /// The form of this JSON.
    schema: u8,
    /// The review file.
    file: String,
    /// What is reviewed.
    review: &'s Subject,
    /// The checklists as they are now.
    checklists: Vec<ListJson<'s>>,
    /// The verdict of `signoff check`.
    signed_off: bool,
    /// Why not.
    reasons: Vec<Reason>,
    /// The digest that a sign-off is bound to.
    content: Digest,
    /// Items by status.
    progress: CountsJson,
    /// Met items among those that apply; accepted risks count as not met.
    score: ScoreJson,
    /// The same with accepted risks in neither number.
    score_without_accepted_risks: ScoreJson,
    /// Items by category, in the order of the walk.
    categories: Vec<CategoryJson<'s>>,
    /// Every item, or those that match the filter, in the order of the walk.
    items: Vec<ItemJson<'s>>,
    /// Every sign-off, oldest first.
    signoffs: Vec<SignoffJson<'s>>,
    /// What takes sign-offs back, oldest first.
    revocations: &'s [Revocation],
    /// True where answers are refused.
    sealed: bool,
    /// When it was sealed and unsealed, oldest first.
    seals: &'s [Seal],
}

/// A checklist of the review.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct ListJson<'s> {
    id: &'s str,
    title: &'s str,
    version: &'s str,
    digest: Digest,
    /// True where it is not what the review was started with.
    changed: bool,
}

/// Counts of items.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct CountsJson {
    total: usize,
    reviewed: usize,
    #[serde(flatten)]
    tally: Tally,
}

/// A share of items.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct ScoreJson {
    met: usize,
    of: usize,
    percent: usize,
}

/// A category of a checklist.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct CategoryJson<'s> {
    checklist: &'s str,
    id: &'s str,
    title: &'s str,
    #[serde(flatten)]
    counts: CountsJson,
}

/// An item.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct ItemJson<'s> {
    /// The shortest name that commands take.
    name: String,
    checklist: &'s str,
    category: &'s str,
    id: &'s str,
    title: &'s str,
    severity: Severity,
    /// The status that counts: `not-reviewed` where nobody attested, or the attestation does not hold.
    status: String,
    /// Whether the last attestation holds: `current`, `expired` or `stale`; null where there is none.
    standing: Option<Standing>,
    /// Why it does not.
    why: Option<String>,
    /// The day on which it stops to hold by itself.
    expires: Option<NaiveDate>,
    /// The last attestation that was not withdrawn, as it stands in the file.
    attestation: Option<&'s Attestation>,
}

/// A sign-off.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct SignoffJson<'s> {
    #[serde(flatten)]
    signoff: &'s Signoff,
    standing: Standing,
    why: Option<String>,
    /// What changed in the review since, or null.
    changed: Option<Since>,
    /// It has a signature, which nobody verified here; `signoff verify` says what it proves.
    has_signature: bool,
}

/// The status of a review whose evidence was read, with all items or those that were found.
pub fn of<'s>(session: &'s Session, found: Option<&[usize]>) -> StatusJson<'s> {
    let dossier = session.dossier();
    let facts = session.facts();
    let verdict = facts.verdict();
    let tally = dossier.tally();
    let pinned = &dossier.review().checklists;
    StatusJson {
        schema: 1,
        file: session.path().display().to_string(),
        review: &dossier.review().subject,
        checklists: dossier
            .checklists()
            .iter()
            .zip(pinned)
            .map(|(list, pinned)| ListJson {
                id: &list.id,
                title: &list.title,
                version: &list.version,
                digest: list.digest(),
                changed: list.digest() != pinned.digest,
            })
            .collect(),
        signed_off: verdict.is_signed_off(),
        reasons: verdict.reasons,
        content: canonical::digest(dossier),
        progress: counts(tally),
        score: score(tally.score()),
        score_without_accepted_risks: score(tally.score_without_accepted()),
        categories: dossier
            .sections()
            .iter()
            .map(|section| category(session, section))
            .collect(),
        items: match found {
            Some(found) => found
                .iter()
                .map(|at| item(session, &dossier.entry(*at)))
                .collect(),
            None => dossier
                .entries()
                .map(|entry| item(session, &entry))
                .collect(),
        },
        signoffs: facts
            .signoffs()
            .into_iter()
            .map(|holding| SignoffJson {
                signoff: holding.signoff,
                standing: holding.standing,
                why: holding.why,
                changed: since::of(holding.signoff, dossier),
                has_signature: holding.signoff.signature.is_some(),
            })
            .collect(),
        revocations: &dossier.review().revocations,
        sealed: dossier.review().seal().is_some(),
        seals: &dossier.review().seals,
    }
}

fn counts(tally: Tally) -> CountsJson {
    CountsJson {
        total: tally.total(),
        reviewed: tally.reviewed(),
        tally,
    }
}

fn score((met, of): (usize, usize)) -> ScoreJson {
    ScoreJson {
        met,
        of,
        percent: tally::percent((met, of)),
    }
}

fn category<'s>(session: &'s Session, section: &'s Section) -> CategoryJson<'s> {
    let dossier = session.dossier();
    let category = dossier.category(section);
    CategoryJson {
        checklist: &dossier.checklists()[section.checklist].id,
        id: &category.id,
        title: &category.title,
        counts: counts(section.tally),
    }
}

fn item<'s>(session: &'s Session, entry: &Entry<'s>) -> ItemJson<'s> {
    let (latest, lapse) = (entry.latest(), entry.outcome.lapse.as_ref());
    ItemJson {
        name: session.dossier().name(entry.position),
        checklist: &entry.checklist.id,
        category: &entry.category.id,
        id: &entry.item.id,
        title: &entry.item.title,
        severity: entry.item.severity,
        status: entry
            .outcome
            .status()
            .map_or_else(|| "not-reviewed".to_owned(), |s| s.to_string()),
        standing: latest.map(|_| lapse.map_or(Standing::Current, Lapse::standing)),
        why: lapse.map(ToString::to_string),
        expires: entry.expires(),
        attestation: latest,
    }
}
