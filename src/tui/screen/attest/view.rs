//! How the attestation is drawn.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::several::ITEMS;
use super::{Attest, Letters, Several};
use crate::decision::prepared_as;
use crate::face::command::Action;
use crate::face::form::Blank;
use crate::face::form::attest::{self, EVIDENCE, RATIONALE, STATUS, UNTIL};
use crate::face::place::Place;
use crate::policy::{Calendar, Rule, day};
use crate::review::{Compared, Entry, Status};
use crate::tui::form::Questions;
use crate::tui::layer::Context;
use crate::tui::layout;
use crate::tui::step::Step;
use crate::tui::widget::paper::Paper;
use crate::tui::widget::{detail, markdown, pane};

impl Attest {
    pub(super) fn draw(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let theme = context.theme;
        let entry = context.dossier.entry(self.position);
        let (area, guide) = self.panes(area);
        if let Some(guide) = guide {
            let inner = pane::frame(frame, guide, "How to check", self.guided, theme);
            let lines = markdown::lines(&entry.item.guidance, usize::from(inner.width), theme);
            let key = context.keymap.first_key(Place::Attest, Action::BesideDown);
            pane::read_on(frame, guide, &lines, self.guide.top, key, theme);
        }
        if self.guided {
            return;
        }
        let title = match &self.several {
            Some(several) => format!("Attest {} alike", several.number()),
            None => format!(
                "Attest {}{}{}",
                entry.item.id,
                theme.dot(),
                entry.item.title
            ),
        };
        let inner = pane::frame(frame, area, &title, true, theme);
        self.paper(inner, context).show(frame, inner);
    }

    /// The form, and the guidance; several items have several guides, and then the form has the room.
    fn panes(&self, body: Rect) -> (Rect, Option<Rect>) {
        if self.guided {
            (Rect::ZERO, Some(body))
        } else if self.several.is_some() {
            (body, None)
        } else {
            layout::attest(body)
        }
    }

    /// Moves to the part that was clicked: to its word, its row or its place in the text.
    pub(super) fn click(&mut self, at: Position, context: &Context<'_>) {
        let inner = layout::inside(self.panes(context.body).0);
        let shown = self.shown(context);
        let paper = self.paper(inner, context);
        let asked = &self.blanks();
        let Some(hit) = self
            .form
            .click(&paper, inner, at, &Questions::of(context, asked))
        else {
            return;
        };
        self.letters = Letters::None;
        self.selected =
            (hit.label == EVIDENCE.label && hit.row < shown.len()).then(|| shown.start + hit.row);
    }

    /// Pages through the guidance; where there is no room for it beside the form, it is read in its place.
    pub(super) fn read_guide(&mut self, action: Action, context: &Context<'_>) -> Step {
        if self.several.is_some() {
            let back = context.keymap.key("back");
            return Step::say(format!(
                "several items have several guides; {back} goes back to them"
            ));
        }
        let Some(guide) = self.panes(context.body).1 else {
            self.guided = true;
            return Step::none();
        };
        let count = self.guidance(guide, context);
        self.guide.scroll(action, count, layout::rows(guide));
        Step::none()
    }

    /// Scrolls the guidance under the wheel.
    pub(super) fn wheel(&mut self, at: Position, action: Action, context: &Context<'_>) {
        let guide = self.panes(context.body).1;
        if let Some(guide) = guide.filter(|guide| guide.contains(at)) {
            let count = self.guidance(guide, context);
            self.guide.wheel(action, count, layout::rows(guide));
        }
    }

    /// Lines of the guidance in a pane.
    fn guidance(&self, guide: Rect, context: &Context<'_>) -> usize {
        let text = &context.dossier.entry(self.position).item.guidance;
        let width = layout::columns(guide);
        markdown::lines(text, width, context.theme).len()
    }

    fn paper(&self, inner: Rect, context: &Context<'_>) -> Paper {
        let entry = context.dossier.entry(self.position);
        let mut paper = Paper::new(inner.width, context.theme);
        let blanks = self.blanks();
        let items = self.several.as_ref().map_or(0, Several::rows);
        // What was returned, or is asked, is what one writes about.
        let mut remarks = Vec::new();
        if self.several.is_none() {
            remarks = context.facts.remarks_of(self.position);
            remarks.retain(|one| one.matter().is_some());
        }
        let answers = context.answerer.or(context.who);
        let takes_over = answers.and_then(|who| attest::takes_over(&entry, who));
        let said = remarks.len() + usize::from(takes_over.is_some());
        let others = blanks.len() + items + self.shown(context).len() + self.form.refusals() + said;
        let others = layout::length(others);
        // Beside these: a gap, who attests, and a line that the focus may need; one of the parts is the rationale itself.
        let block = inner
            .height
            .saturating_sub(others.saturating_add(2))
            .clamp(2, 10);
        if let Some(said) = self.meanwhile(context.dossier) {
            paper.words(&said, context.theme.warn());
        }
        for one in &remarks {
            paper.words(&one.sentence(), context.theme.warn());
        }
        let needed = self.needed(context);
        let asked = Questions {
            block,
            needed: Some(&needed),
            ..Questions::of(context, &blanks)
        };
        self.form.draw(&mut paper, &asked, |paper, blank| {
            self.show_more(paper, blank, &entry, context);
        });
        paper.gap();
        paper.label("Attested by", false);
        let name = context.name("asked on save");
        match context.answerer {
            Some(who) => {
                let text = format!("{who}, recorded by {name}");
                paper.words(&text, context.theme.strong());
            }
            None => paper.text(&name, false),
        }
        if let Some(said) = takes_over {
            paper.words(&said, context.theme.warn());
        }
        let deeds = context.facts.deeds();
        let is_new = |who| prepared_as(who, context.dossier, &deeds).is_none();
        if context.who.is_some_and(is_new) {
            paper.words(attest::PREPARES, context.theme.warn());
        }
        paper
    }

    /// What stands below a blank.
    fn show_more(
        &self,
        paper: &mut Paper,
        blank: &Blank,
        entry: &Entry<'_>,
        context: &Context<'_>,
    ) {
        let focused = self.form.is_at(blank);
        if let Some(several) = self.several.as_ref().filter(|_| *blank == ITEMS) {
            several.view(paper, focused, context.dossier, context.theme);
        } else if *blank == STATUS && focused {
            paper.words(&context.status_keys(), context.theme.dim());
        } else if *blank == EVIDENCE {
            self.view_evidence(paper, entry, context);
        } else if *blank == UNTIL {
            self.view_limit(paper, entry, focused, context.facts.calendar());
        } else if *blank == RATIONALE
            && let Some(before) = self.before
            && !self.touched
            && self.before != self.status()
        {
            let from = format!("taken over from the answer before: {}", before.label());
            paper.words(&from, context.theme.warn());
        }
    }

    /// The evidence that is listed: a long list follows the selected one, so that the field below it stays in reach.
    pub(super) fn shown(&self, context: &Context<'_>) -> Range<usize> {
        let room = usize::from(context.body.height / 3).max(3);
        let last = self.selected.map_or(self.evidence.len(), |nth| nth + 1);
        let first = last.saturating_sub(room);
        first..self.evidence.len().min(first + room)
    }

    fn view_evidence(&self, paper: &mut Paper, entry: &Entry<'_>, context: &Context<'_>) {
        let focused = self.form.is_at(&EVIDENCE);
        let adds = focused && self.selected.is_none();
        let shown = self.shown(context);
        for nth in shown.clone() {
            let evidence = &self.evidence[nth];
            let wrong = evidence.compare(context.dossier.checks());
            let wrong = wrong.filter(Compared::is_wrong);
            let state = wrong.map_or_else(String::new, |wrong| format!("  {wrong}"));
            let piece = detail::piece(evidence, context.theme);
            let text = format!("{}  {piece}{state}", nth + 1);
            paper.text(&text, focused && self.selected == Some(nth));
        }
        if self.evidence.len() > shown.len() {
            paper.text(&format!("{} in all", self.evidence.len()), false);
        }
        if let Some(reading) = context.reading(&self.key) {
            paper.text(&reading.text(context.keymap), false);
        } else if adds || self.adding().is_some() {
            self.form.draw_behind(paper, "+ ", &EVIDENCE, adds);
        } else {
            let required = entry.item.evidence == Rule::Required
                && self.evidence.is_empty()
                && self.status() == Some(Status::Met);
            let need = if required { "; met needs one" } else { "" };
            paper.text(&format!("+ add a link, a file or a note{need}"), false);
        }
        if adds && self.form.is_offering() {
            // The paths stand there.
        } else if self.is_at_piece() {
            let remove = context.keymap.key("remove");
            let text = format!("  Enter reads a file again, {remove} removes it");
            paper.text(&text, false);
        } else if focused {
            let note = context.keymap.key("add-note");
            paper.text(
                &format!("  Enter adds a link or a file, {note} a note"),
                false,
            );
        }
    }

    /// Says where the checklist ends the answer earlier than the person wants.
    fn view_limit(&self, paper: &mut Paper, entry: &Entry<'_>, focused: bool, calendar: Calendar) {
        let ages = [entry.item.max_age, entry.policy.max_age];
        let limit = ages
            .into_iter()
            .flatten()
            .map(|age| (age.after_day(calendar.today), age))
            .min_by_key(|(end, _)| *end);
        let Some((end, age)) = limit else { return };
        let typed = self.form.get(&UNTIL);
        let typed = typed.trim();
        match day::parse(typed, calendar) {
            Ok(until) if until > end => {
                let text = format!("at most {age} here (max-age): it ends on {end}");
                paper.words(&text, paper.theme().warn());
            }
            _ if focused && typed.is_empty() => {
                let text = format!("left empty: {age}, until {end} (max-age)");
                paper.words(&text, paper.theme().dim());
            }
            _ => {}
        }
    }
}
