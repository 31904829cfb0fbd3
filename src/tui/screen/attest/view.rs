//! How the attestation is drawn.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use strum::VariantArray;

use super::{Attest, Several, Spot};
use crate::checklist::Rule;
use crate::evidence::listing::LISTED;
use crate::review::{Compared, Entry, Evidence, Reason, Status, day};
use crate::tui::command::{Action, short};
use crate::tui::layout;
use crate::tui::msg::Desk;
use crate::tui::screen::Context;
use crate::tui::widget::form::{Form, Hit};
use crate::tui::widget::{markdown, pane};

impl Attest {
    /// Draws it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk else { return };
        let theme = context.theme;
        let entry = desk.dossier.entry(self.position);
        let (area, guide) = self.panes(area);
        if let Some(guide) = guide {
            let inner = pane::frame(frame, guide, "How to check", false, theme);
            let lines = markdown::lines(&entry.item.guidance, usize::from(inner.width), theme);
            pane::scrolled(frame, inner, &lines, self.guide.top, theme);
        }
        let title = match &self.several {
            Some(several) => format!("Attest {} alike", several.number()),
            None => format!(
                "Attest {} {} {}",
                entry.item.id,
                theme.sign("·", "|"),
                entry.item.title
            ),
        };
        let title = pane::fit(&title, usize::from(area.width.saturating_sub(4)), theme);
        let inner = pane::frame(frame, area, &title, true, theme);
        self.sheet(inner, context, &desk).show(frame, inner);
    }

    /// The form, and the guidance; several items have several guides, and then the form has the room.
    fn panes(&self, body: Rect) -> (Rect, Option<Rect>) {
        if self.several.is_some() {
            (body, None)
        } else {
            layout::attest(body)
        }
    }

    /// What a click on the form meets.
    pub(super) fn hit(&self, at: Position, context: &Context<'_>) -> Option<Hit> {
        let inner = layout::inside(self.panes(context.body).0);
        self.sheet(inner, context, &context.desk?).at(inner, at)
    }

    /// Scrolls the guidance under the wheel.
    pub(super) fn wheel(&mut self, at: Position, action: Action, context: &Context<'_>) {
        let (Some(guide), Some(desk)) = (self.panes(context.body).1, context.desk) else {
            return;
        };
        if guide.contains(at) {
            let text = &desk.dossier.entry(self.position).item.guidance;
            let width = usize::from(guide.width.saturating_sub(2));
            let count = markdown::lines(text, width, context.theme).len();
            self.guide.wheel(action, count, layout::rows(guide));
        }
    }

    fn sheet(&self, inner: Rect, context: &Context<'_>, desk: &Desk<'_>) -> Form {
        let entry = desk.dossier.entry(self.position);
        let (theme, today) = (context.theme, desk.now.date_naive());
        let mut form = Form::new(inner.width, theme);
        let spots = self.spots();
        let items = self.several.as_ref().map_or(0, Several::rows);
        let others = spots.len() + items + self.shown(context).len() + self.wrong.len();
        let others = u16::try_from(others).unwrap_or(u16::MAX);
        // Beside these: a gap, who attests, and a line that the focus may need; one of the parts is the rationale itself.
        let rationale_lines = inner
            .height
            .saturating_sub(others.saturating_add(2))
            .clamp(2, 10);
        if let Some(said) = self.meanwhile(desk.dossier) {
            form.words(&said, theme.warn());
        }
        for spot in spots {
            let focused = self.focus == spot;
            form.label(spot.label(), focused);
            match spot {
                Spot::Items => {
                    if let Some(several) = &self.several {
                        several.view(&mut form, focused, desk.dossier, theme);
                    }
                }
                Spot::Status => {
                    let fits = form.fits(Status::VARIANTS, |status| status.label().into());
                    form.choice(Status::VARIANTS, self.status.as_ref(), focused, |status| {
                        if fits { status.label() } else { short(*status) }.into()
                    });
                    if focused {
                        form.words(&context.status_keys(), theme.dim());
                    }
                }
                Spot::Reason => {
                    form.choice(
                        Reason::VARIANTS,
                        self.reason.as_ref(),
                        focused,
                        ToString::to_string,
                    );
                }
                Spot::Evidence => self.view_evidence(&mut form, &entry, context, desk),
                Spot::Rationale => {
                    form.field(&self.rationale, focused, rationale_lines);
                    if let Some(before) = self
                        .before
                        .filter(|_| !self.touched && self.before != self.status)
                    {
                        let from = format!("taken over from the answer before: {}", before.label());
                        form.words(&from, context.theme.warn());
                    }
                }
                Spot::Action => form.field(&self.action, focused, 1),
                Spot::Owner => form.person(&self.owner, focused),
                Spot::Due => form.date(&self.due, focused, today),
                Spot::AcceptedBy => form.person(&self.accepted_by, focused),
                Spot::Until => {
                    form.date(&self.until, focused, today);
                    self.view_limit(&mut form, &entry, focused, today);
                }
            }
            for (_, message) in self.wrong.iter().filter(|(other, _)| *other == spot) {
                form.complaint(message);
            }
        }
        form.gap();
        form.label("Attested by", false);
        form.text(
            &context
                .who
                .map_or("asked on save".to_owned(), ToString::to_string),
            false,
        );
        form
    }

    /// The evidence that is listed: a long list follows the selected one, so that the field below it stays in reach.
    pub(super) fn shown(&self, context: &Context<'_>) -> Range<usize> {
        let room = usize::from(context.body.height / 3).max(3);
        let last = self.selected.map_or(self.evidence.len(), |nth| nth + 1);
        let first = last.saturating_sub(room);
        first..self.evidence.len().min(first + room)
    }

    fn view_evidence(
        &self,
        form: &mut Form,
        entry: &Entry<'_>,
        context: &Context<'_>,
        desk: &Desk<'_>,
    ) {
        let focused = self.focus == Spot::Evidence;
        let adds = focused && self.selected.is_none();
        let shown = self.shown(context);
        for (nth, evidence) in self
            .evidence
            .iter()
            .enumerate()
            .skip(shown.start)
            .take(shown.len())
        {
            let text = match evidence {
                Evidence::File { path, digest, .. } => {
                    let state = match evidence.compare(desk.dossier.checks()) {
                        Some(wrong @ (Compared::Changed(_) | Compared::Missing(_))) => {
                            format!("  {wrong}")
                        }
                        _ => String::new(),
                    };
                    format!(
                        "{}  {path}  sha256 {}{state}",
                        nth + 1,
                        context.theme.digest(digest)
                    )
                }
                other => format!("{}  {}  {}", nth + 1, other.kind(), other.label()),
            };
            form.text(&text, focused && self.selected == Some(nth));
        }
        if self.evidence.len() > shown.len() {
            form.text(&format!("{} in all", self.evidence.len()), false);
        }
        if let Some(reading) = context.reading(&self.key) {
            form.text(&reading.text(), false);
        } else if adds || self.adding.filled().is_some() {
            form.field_behind("+ ", &self.adding, adds, 1);
        } else {
            let required = entry.item.evidence == Rule::Required
                && self.evidence.is_empty()
                && self.status == Some(Status::Met);
            let need = if required { "; met needs one" } else { "" };
            form.text(&format!("+ add a link, a file or a note{need}"), false);
        }
        if adds && self.completion.is_open() {
            let rows = usize::from(context.body.height / 4).clamp(2, LISTED);
            self.completion.view(form, rows, context.keymap);
        } else if self.is_at_piece() {
            form.text("  Enter reads a file again, Ctrl-X removes it", false);
        } else if focused {
            form.text("  Enter adds a link or a file, Ctrl-T a note", false);
        }
    }

    /// Says where the checklist ends the answer earlier than the person wants.
    fn view_limit(&self, form: &mut Form, entry: &Entry<'_>, focused: bool, today: NaiveDate) {
        let ages = [entry.item.max_age, entry.policy.max_age];
        let limit = ages
            .into_iter()
            .flatten()
            .map(|age| (age.after_day(today), age))
            .min_by_key(|(end, _)| *end);
        let Some((end, age)) = limit else { return };
        match day::parse(&self.until.text(), today) {
            Ok(until) if until > end => {
                let text = format!("at most {age} here (max-age): it ends on {end}");
                form.words(&text, form.theme().warn());
            }
            _ if focused && self.until.filled().is_none() => {
                form.words(
                    &format!("left empty: {age}, until {end} (max-age)"),
                    form.theme().dim(),
                );
            }
            _ => {}
        }
    }
}
