//! The status for people. Its signs are ASCII, so that it reads the same in a log.

use std::path::Path;

use unicode_width::UnicodeWidthStr as _;

use crate::cli::findings;
use crate::cli::output::{CARE, FAINT, GOOD, HEADING, Output, style};
use crate::decision::wording;
use crate::facts::{Facts, RemarkFacts, Score, brief};
use crate::review::{ItemKey, Standing, Status, Tally};
use crate::text::capital::capital;
use crate::text::number::count;
use crate::text::visible;
use crate::work::OpenReview;

/// How many characters a bar has.
const BAR: usize = 10;

/// Prints the status of a review whose evidence was read.
pub(super) fn print(open: &OpenReview, drafts: &[ItemKey], out: &mut Output) {
    let facts = open.facts();
    head(&facts, open.path(), out);
    progress(&facts, out);
    missing(&facts, out);
    unsaved(drafts, out);
    expiring(&facts, out);
    findings(&facts, out);
    remarks(&facts, out);
    signoffs(&facts, out);
}

/// Prints items at positions, a line each.
pub(super) fn items(open: &OpenReview, found: &[usize], out: &mut Output) {
    let facts = open.facts();
    let matters = facts.matters();
    for position in found {
        let item = facts.item(*position);
        let label = Status::word(item.status);
        let color = style(item.status);
        let matters: String = matters
            .of(*position)
            .map(|one| format!(", {one}"))
            .collect();
        out.line(format_args!(
            "{}  {color}{label}{color:#}{matters}  {}  {}",
            item.name,
            item.severity,
            visible::line(item.title)
        ));
    }
    let all = count(facts.dossier.count(), "item matches", "items match");
    out.say(format!("{} of {all}", found.len()));
}

fn heading(out: &mut Output, text: &str) {
    out.line(format_args!("\n{HEADING}{text}{HEADING:#}"));
}

fn head(facts: &Facts<'_>, file: &Path, out: &mut Output) {
    let review = facts.dossier.review();
    let subject = wording::subject(&review.subject);
    out.heading(&subject);
    let started = format!(
        "{}, review {}, started {} by {}",
        file.display(),
        review.subject.id,
        facts.dossier.day_of(review.subject.created_at),
        review.subject.created_by
    );
    out.line(visible::line(&started));
    if let Some(seal) = review.seal() {
        let text = format!(
            "by {} since {}: {}",
            seal.by,
            facts.dossier.day_of(seal.at),
            seal.reason
        );
        out.line(format_args!(
            "{CARE}sealed{CARE:#} {}",
            visible::line(&text)
        ));
    }
    for list in facts.checklists() {
        let title = visible::line(list.title);
        out.line(format_args!(
            "{} {}: {title}",
            list.id,
            visible::line(list.version)
        ));
        if let Some(confusion) = &list.confusion {
            out.line(format_args!("  {CARE}{}{CARE:#}", visible::line(confusion)));
        }
        if list.changed {
            let version = visible::line(&list.pinned.version);
            out.line(format_args!(
                "  {CARE}not the text that the review was started with ({version}){CARE:#}"
            ));
        }
    }
}

fn progress(facts: &Facts<'_>, out: &mut Output) {
    let several = facts.dossier.checklists().len() > 1;
    let categories = facts.categories().into_iter();
    let mut rows: Vec<(String, Tally)> = categories
        .map(|category| {
            let name = if several {
                format!("{}: {}", category.checklist, category.title)
            } else {
                category.title.to_owned()
            };
            (visible::line(&name).into_owned(), category.counts.tally)
        })
        .collect();
    let total = facts.dossier.tally();
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
        let counts = wording::counts(tally);
        let color = if reviewed == all { GOOD } else { FAINT };
        out.line(format_args!(
            "  {name}{gap}  {color}{}{color:#}  {reviewed:>digits$} of {all:>digits$}  {counts}",
            bar(reviewed, all)
        ));
    }
    let share = |Score { met, of, percent }| format!("{met} of {of} met ({percent} %)");
    out.line(format_args!("  Score: {}", share(facts.score())));
    if total.risk_accepted > 0 {
        out.line(format_args!(
            "  With accepted risks set aside: {}",
            share(facts.score_without_accepted_risks())
        ));
    }
}

/// Full only where all of it is.
fn bar(part: usize, whole: usize) -> String {
    let full = (part * BAR).checked_div(whole).unwrap_or(0);
    format!("[{}{}]", "#".repeat(full), "-".repeat(BAR - full))
}

fn missing(facts: &Facts<'_>, out: &mut Output) {
    let verdict = facts.verdict();
    if !facts.question.is_plain() {
        out.line(format_args!(
            "\nAsked: {}",
            visible::line(&facts.question.to_string())
        ));
    }
    if verdict.passes() {
        out.line(format_args!(
            "\n{GOOD}{}: nothing is missing{GOOD:#}",
            capital(verdict.word())
        ));
    } else {
        heading(out, "Missing");
    }
    for why in verdict.whys() {
        out.line(format_args!("  {}", visible::line(&why)));
    }
    for note in &verdict.notes {
        out.note(note);
    }
}

fn unsaved(drafts: &[ItemKey], out: &mut Output) {
    let mut names: Vec<_> = drafts.iter().map(|key| key.item.as_str()).collect();
    names.sort_unstable();
    if !names.is_empty() {
        heading(out, "Drafts, typed and not saved as answers");
        out.line(format_args!("  {}", visible::line(&names.join(", "))));
    }
}

fn expiring(facts: &Facts<'_>, out: &mut Output) {
    let soon = facts.expiring();
    if soon.is_empty() {
        return;
    }
    heading(out, "Within 30 days");
    for one in soon {
        out.line(format_args!("  {}  {}", one.day, visible::line(&one.what)));
    }
}

fn findings(facts: &Facts<'_>, out: &mut Output) {
    let found = facts.findings().list;
    if found.is_empty() {
        return;
    }
    heading(out, "Findings");
    for one in &found {
        findings::print(one, "  ", facts, out);
    }
}

/// What people ask for, and how much else they say.
fn remarks(facts: &Facts<'_>, out: &mut Output) {
    let all = facts.remarks();
    if all.is_empty() {
        return;
    }
    heading(out, "Remarks");
    for RemarkFacts { item, remark, .. } in all.iter().filter(|one| one.open) {
        let whom = remark.addressee.as_ref().map(|who| format!(" for {who}"));
        let due = remark.due.map(|due| format!(", due {due}"));
        let said = format!(
            "{item}  {} by {}{}{}, id {}",
            remark.kind,
            remark.by,
            whom.unwrap_or_default(),
            due.unwrap_or_default(),
            brief(&remark.id)
        );
        out.line(format_args!("  {}", visible::line(&said)));
        if !remark.text.is_empty() {
            out.line(format_args!("    {}", visible::line(&remark.text)));
        }
    }
    let over = all.iter().filter(|one| !one.open).count();
    if over > 0 {
        let more = count(over, "remark that asks", "remarks that ask");
        out.line(format_args!(
            "  {more} for nothing any more; the report has all"
        ));
    }
}

fn signoffs(facts: &Facts<'_>, out: &mut Output) {
    let holdings = facts.signoffs();
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
        let why = facts.signoff(&holding).sentence();
        let why = why.map(|why| format!(": {why}")).unwrap_or_default();
        out.line(format_args!(
            "  {} on {}, {color}{}{color:#}{}, {}",
            visible::line(&wording::full(signoff)),
            facts.dossier.day_of(signoff.at),
            holding.standing,
            visible::line(&why),
            visible::line(&holding.signature())
        ));
        for condition in facts.conditions(&holding) {
            let text = condition.sentence();
            out.line(format_args!("    condition: {}", visible::line(&text)));
        }
    }
}
