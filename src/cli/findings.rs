//! `signoff findings`: what is not in order.

use chrono::NaiveDate;
use serde::Serialize;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{BAD, CARE, FAINT, HEADING, Output, count, style};
use crate::checklist::Severity;
use crate::review::{Attestation, Entry, Lapse, OpenFinding, Person, Standing, Status, Urgency};
use crate::session::Session;
use crate::text::visible;

/// List what is partial, unmet or risk accepted, the overdue first
///
/// Then by severity and date. What was attested so and no longer holds is listed too. Exits 0 whatever is found;
/// `signoff check` is the gate.
#[derive(Debug, clap::Args)]
pub struct Findings {
    /// Print JSON: a list of item, title, severity, status, standing, action, owner, date, overdue and more
    #[arg(long)]
    json: bool,
}

/// A finding.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct FindingJson<'s> {
    /// The shortest name that commands take.
    item: String,
    title: &'s str,
    severity: Severity,
    /// What was said, whether it holds or not.
    status: Status,
    standing: Standing,
    /// Why it does not hold.
    why: Option<String>,
    rationale: &'s str,
    action: Option<&'s str>,
    /// Who sees to it, or who accepts the risk.
    owner: Option<&'s Person>,
    /// When it is due, or until when the risk is accepted.
    date: Option<NaiveDate>,
    overdue: bool,
    /// As people read it.
    state: String,
}

impl Findings {
    /// Prints them.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let session = context.open_checked()?;
        let (dossier, today) = (session.dossier(), session.now().date_naive());
        let found = crate::review::Findings::of(dossier, today);
        let rows = found.list.iter().filter_map(|finding| {
            let entry = dossier.entry(finding.position);
            Some((finding, entry, entry.latest()?))
        });
        if self.json {
            let list =
                rows.map(|(finding, entry, last)| json(&session, finding, &entry, last, today));
            out.json(&list.collect::<Vec<_>>());
            return Ok(Exit::Done);
        }
        for (finding, entry, last) in rows {
            print(&session, finding, &entry, last, today, out);
        }
        if found.list.is_empty() {
            out.say("no findings: no item was attested as partial, unmet or risk accepted");
            let left = dossier.tally().not_reviewed;
            if left > 0 {
                out.say(format!(
                    "not reviewed yet: {}",
                    count(left, "item", "items")
                ));
            }
        } else {
            out.say(format!(
                "{} open, {}, {} overdue, {} without owner",
                found.open,
                count(found.accepted, "risk accepted", "risks accepted"),
                found.overdue,
                found.unowned
            ));
        }
        Ok(Exit::Done)
    }
}

fn print(
    session: &Session,
    finding: &OpenFinding,
    entry: &Entry<'_>,
    last: &Attestation,
    today: NaiveDate,
    out: &mut Output,
) {
    let answer = &last.answer;
    let (color, urgent) = (
        style(Some(finding.status)),
        match finding.urgency(today) {
            Urgency::Overdue => BAD,
            Urgency::Amiss => CARE,
            Urgency::Planned => FAINT,
        },
    );
    let name = session.dossier().name(finding.position);
    let date = match (finding.date, finding.status) {
        (None, _) => String::new(),
        (Some(until), Status::RiskAccepted) => format!(" (until {until})"),
        (Some(due), _) => format!(" (due {due})"),
    };
    out.line(format_args!(
        "{HEADING}{}{HEADING:#}  {color}{}{color:#}  {}  {urgent}{}{urgent:#}{date}  {}",
        visible::line(&name),
        finding.status.label(),
        finding.severity,
        finding.states(today).join(", "),
        visible::line(&entry.item.title)
    ));
    if let Some(lapse) = &finding.lapse {
        let text = lapse.to_string();
        out.line(format_args!(
            "  {CARE}{}: {}{CARE:#}",
            lapse.standing(),
            visible::line(&text)
        ));
    }
    let who = answer.owner().map_or("nobody", |owner| owner.as_str());
    let what = match (&answer.finding.action, finding.status) {
        (Some(action), _) => action,
        (None, Status::RiskAccepted) => "accepts the risk",
        (None, _) => "no action stated",
    };
    out.line(format_args!(
        "  {}: {}",
        visible::line(who),
        visible::line(what)
    ));
}

fn json<'s>(
    session: &'s Session,
    finding: &OpenFinding,
    entry: &Entry<'s>,
    last: &'s Attestation,
    today: NaiveDate,
) -> FindingJson<'s> {
    FindingJson {
        item: session.dossier().name(finding.position),
        title: &entry.item.title,
        severity: finding.severity,
        status: finding.status,
        standing: finding
            .lapse
            .as_ref()
            .map_or(Standing::Current, Lapse::standing),
        why: finding.lapse.as_ref().map(ToString::to_string),
        rationale: &last.answer.rationale,
        action: last.answer.finding.action.as_deref(),
        owner: last.answer.owner(),
        date: finding.date,
        overdue: finding.is_overdue(today),
        state: finding.states(today).join(", "),
    }
}
