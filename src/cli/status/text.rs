//! The status for people. Its signs are ASCII, so that it reads the same in a log.

use chrono::{NaiveDate, TimeDelta};
use unicode_width::UnicodeWidthStr as _;

use crate::cli::output::{BAD, CARE, FAINT, GOOD, HEADING, Output, style};
use crate::decision::{since, statement};
use crate::review::tally::percent;
use crate::review::{AnswerDraft, Dossier, Entry, Standing, Status, Tally};
use crate::session::Session;
use crate::text::visible;

/// How far ahead the status looks for what expires.
const AHEAD: TimeDelta = TimeDelta::days(30);

/// How many characters a bar has.
const BAR: usize = 10;

/// Prints the status of a review whose evidence was read.
pub fn print(session: &Session, drafts: &[AnswerDraft], out: &mut Output) {
    let today = session.facts().today();
    head(session, out);
    progress(session.dossier(), out);
    missing(session, out);
    unsaved(drafts, out);
    expiring(session.dossier(), today, out);
    findings(session.dossier(), today, out);
    signoffs(session, out);
}

/// Prints items at positions, a line each.
pub fn items(session: &Session, found: &[usize], out: &mut Output) {
    let dossier = session.dossier();
    for position in found {
        let entry = dossier.entry(*position);
        let status = entry.outcome.status();
        let (color, label) = (style(status), status.map_or("not reviewed", Status::label));
        let (name, title) = (dossier.name(*position), visible::line(&entry.item.title));
        out.line(format_args!(
            "{name}  {color}{label}{color:#}  {}  {title}",
            entry.item.severity
        ));
    }
    out.say(format!("{} of {} items match", found.len(), dossier.len()));
}

fn heading(out: &mut Output, text: &str) {
    out.line(format_args!("\n{HEADING}{text}{HEADING:#}"));
}

fn head(session: &Session, out: &mut Output) {
    let dossier = session.dossier();
    let review = dossier.review();
    let subject = statement::subject(&review.subject);
    out.line(format_args!(
        "{HEADING}{}{HEADING:#}",
        visible::line(&subject)
    ));
    let (file, by) = (
        session.path().display().to_string(),
        &review.subject.created_by,
    );
    let on = review.subject.created_at.format("%F");
    out.line(format_args!(
        "{}, started {on} by {}",
        visible::line(&file),
        visible::line(by.as_str())
    ));
    if let Some(seal) = review.seal() {
        let text = format!(
            "by {} since {}: {}",
            seal.by,
            seal.at.format("%F"),
            seal.reason
        );
        out.line(format_args!(
            "{CARE}sealed{CARE:#} {}",
            visible::line(&text)
        ));
    }
    for (list, pinned) in dossier.checklists().iter().zip(&review.checklists) {
        let title = visible::line(&list.title);
        out.line(format_args!(
            "{} {}: {title}",
            list.id,
            visible::line(&list.version)
        ));
        if list.digest() != pinned.digest {
            let version = visible::line(&pinned.version);
            out.line(format_args!(
                "  {CARE}not the text that the review was started with ({version}){CARE:#}"
            ));
        }
    }
}

fn progress(dossier: &Dossier, out: &mut Output) {
    let several = dossier.checklists().len() > 1;
    let mut rows: Vec<(String, Tally)> = dossier
        .sections()
        .iter()
        .map(|section| {
            let title = &dossier.category(section).title;
            let list = &dossier.checklists()[section.checklist].id;
            let name = if several {
                format!("{list}: {title}")
            } else {
                title.clone()
            };
            (visible::line(&name).into_owned(), section.tally)
        })
        .collect();
    let total = dossier.tally();
    rows.push(("All".to_owned(), total));
    let width = rows
        .iter()
        .map(|(name, _)| name.width())
        .max()
        .unwrap_or_default();
    let digits = total.total().to_string().len();
    heading(out, "Progress");
    for (name, tally) in &rows {
        let (reviewed, all) = (tally.reviewed(), tally.total());
        let gap = " ".repeat(width - name.width());
        let counts = statement::counts(tally);
        let color = if reviewed == all { GOOD } else { FAINT };
        out.line(format_args!(
            "  {name}{gap}  {color}{}{color:#}  {reviewed:>digits$} of {all:>digits$}  {counts}",
            bar(reviewed, all)
        ));
    }
    let share = |(met, of)| format!("{met} of {of} met ({} %)", percent((met, of)));
    out.line(format_args!("  Score: {}", share(total.score())));
    if total.risk_accepted > 0 {
        out.line(format_args!(
            "  With accepted risks set aside: {}",
            share(total.score_without_accepted())
        ));
    }
}

/// Full only where all of it is.
fn bar(part: usize, whole: usize) -> String {
    let full = (part * BAR).checked_div(whole).unwrap_or(0);
    format!("[{}{}]", "#".repeat(full), "-".repeat(BAR - full))
}

fn missing(session: &Session, out: &mut Output) {
    let facts = session.facts();
    let verdict = facts.verdict();
    if !facts.question.is_plain() {
        out.line(format_args!(
            "\nAsked: {}",
            visible::line(&facts.question.to_string())
        ));
    }
    if verdict.is_signed_off() {
        out.line(format_args!(
            "\n{GOOD}Signed off: nothing is missing{GOOD:#}"
        ));
        return;
    }
    heading(out, "Missing");
    for why in verdict.whys() {
        out.line(format_args!("  {}", visible::line(&why)));
    }
}

fn unsaved(drafts: &[AnswerDraft], out: &mut Output) {
    let mut names: Vec<_> = drafts.iter().map(|draft| draft.key.item.as_str()).collect();
    names.sort_unstable();
    if !names.is_empty() {
        heading(out, "Drafts, typed and not saved as answers");
        out.line(format_args!("  {}", visible::line(&names.join(", "))));
    }
}

fn expiring(dossier: &Dossier, today: NaiveDate, out: &mut Output) {
    let mut soon: Vec<(NaiveDate, String, Status)> = dossier
        .entries()
        .filter_map(|entry| {
            let status = entry.outcome.status()?;
            let day = entry.expires()?;
            (day <= today + AHEAD).then(|| (day, dossier.name(entry.position), status))
        })
        .collect();
    if soon.is_empty() {
        return;
    }
    soon.sort_by_key(|(day, ..)| *day);
    heading(out, "Expires within 30 days");
    for (day, name, status) in soon {
        let color = style(Some(status));
        out.line(format_args!(
            "  {day}  {name}  {color}{}{color:#}",
            status.label()
        ));
    }
}

fn findings(dossier: &Dossier, today: NaiveDate, out: &mut Output) {
    let mut found: Vec<(NaiveDate, Entry<'_>, Status)> = dossier
        .entries()
        .filter_map(|entry| {
            let status = entry
                .outcome
                .status()
                .filter(|status| status.is_finding())?;
            let day = entry.latest()?.answer.date();
            Some((day.unwrap_or(NaiveDate::MAX), entry, status))
        })
        .collect();
    if found.is_empty() {
        return;
    }
    // What is overdue has the earliest dates, so it comes first.
    found.sort_by_key(|(day, ..)| *day);
    heading(out, "Findings");
    for (day, entry, status) in found {
        let color = style(Some(status));
        let when = when(day, status, today);
        let name = dossier.name(entry.position);
        let what = visible::line(&entry.item.title);
        out.line(format_args!(
            "  {name}  {color}{}{color:#}{when}  {what}",
            status.label()
        ));
        if let Some(more) = who_and_what(&entry) {
            out.line(format_args!("    {}", visible::line(&more)));
        }
    }
}

fn when(day: NaiveDate, status: Status, today: NaiveDate) -> String {
    match status {
        _ if day == NaiveDate::MAX => ", no date".to_owned(),
        Status::RiskAccepted => format!(" until {day}"),
        _ if day < today => format!(", {BAD}overdue since {day}{BAD:#}"),
        _ => format!(", due {day}"),
    }
}

fn who_and_what(entry: &Entry<'_>) -> Option<String> {
    let answer = &entry.latest()?.answer;
    match (answer.owner(), &answer.finding.action) {
        (Some(owner), Some(action)) => Some(format!("{owner}: {action}")),
        (Some(owner), None) => Some(owner.to_string()),
        (None, Some(action)) => Some(format!("nobody yet: {action}")),
        (None, None) => None,
    }
}

fn signoffs(session: &Session, out: &mut Output) {
    let holdings = session.facts().signoffs();
    if holdings.is_empty() {
        return;
    }
    heading(out, "Sign-offs");
    for holding in holdings {
        let signoff = holding.signoff;
        let color = if holding.standing == Standing::Current {
            GOOD
        } else {
            CARE
        };
        let why = since::why(&holding, session.dossier())
            .map(|why| format!(": {why}"))
            .unwrap_or_default();
        out.line(format_args!(
            "  {} by {} on {}, {color}{}{color:#}{}, {}",
            statement::short(signoff),
            visible::line(signoff.by.as_str()),
            signoff.at.format("%F"),
            holding.standing,
            visible::line(&why),
            visible::line(&holding.signature())
        ));
        for condition in &signoff.conditions {
            let text = format!(
                "{} ({}, by {})",
                condition.action, condition.owner, condition.due
            );
            out.line(format_args!("    condition: {}", visible::line(&text)));
        }
    }
}
