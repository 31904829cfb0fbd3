//! How the sign-offs are drawn.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::row::Topic;
use super::{LINES, SignoffList, detail};
use crate::decision::{Grade, Holding, Signed, revocation, wording};
use crate::review::{SealState, Standing};
use crate::text::number;
use crate::tui::layer::Context;
use crate::tui::screen::item;
use crate::tui::theme::Theme;
use crate::tui::widget::pane;

impl SignoffList {
    pub(super) fn draw(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let Some(of) = self.selected() else {
            return none(frame, context);
        };
        let theme = context.theme;
        let all = context.dossier.review().signoffs.len();
        let title = number::count(all, "sign-off", "sign-offs");
        let held = context.facts.signoffs();
        let count = self.rows.len();
        let detail = self.panes.areas(area).1;
        let line = |nth: usize, width| row(self.rows[nth], &held, context, width, theme);
        self.panes.view_list(frame, &title, count, context, line);
        if let Some(detail) = detail {
            self.view_detail(frame, detail, of, context);
        }
    }

    fn view_detail(&self, frame: &mut Frame<'_>, area: Rect, of: Topic, context: &Context<'_>) {
        let theme = context.theme;
        let review = context.dossier.review();
        let title = match of {
            Topic::Signoff(nth) => wording::short(&review.signoffs[nth]),
            Topic::Revocation(..) => "revocation".to_owned(),
            Topic::Seal(nth) => review.seals[nth].state.to_string(),
        };
        let inner = pane::frame(frame, area, &title, self.panes.is_on_detail(), theme);
        let (width, height) = (usize::from(inner.width), usize::from(inner.height));
        let head = detail::head(of, self.since(), self.fault.as_deref(), width, context);
        let changes = self.changes();
        let all = head.len() + changes.len() + self.statement.len();
        let top = self.panes.top().min(all.saturating_sub(height));
        let before = head.len();
        // Of the changes only those on the screen are made into lines: there may be as many as items.
        let line = |row: usize| match row.checked_sub(before) {
            None => head[row].clone(),
            Some(nth) if nth < changes.len() => {
                let line = Line::raw(detail::change(&changes[nth], context, width, theme));
                let is_chosen = self.panes.is_on_detail() && nth == self.chosen;
                if is_chosen {
                    line.style(theme.selected())
                } else {
                    line
                }
            }
            Some(nth) => {
                let nth = nth - changes.len();
                let line = Line::raw(self.statement[nth].clone());
                if nth == 1 {
                    line.style(theme.label())
                } else {
                    line
                }
            }
        };
        let lines: Vec<Line<'_>> = (top..all).take(height).map(line).collect();
        pane::rows(frame, inner, &lines);
        if top + height < all {
            pane::more(frame, inner, theme);
        }
    }
}

/// A decision and its standing, below it when and by whom.
fn row(
    of: Topic,
    held: &[Holding<'_>],
    context: &Context<'_>,
    width: usize,
    theme: Theme,
) -> [Line<'static>; LINES] {
    let review = context.dossier.review();
    let ((sign, style), what, word, at, by) = match of {
        Topic::Signoff(nth) => {
            let signoff = &review.signoffs[nth];
            let Some(held) = held.get(nth) else {
                return [Line::default(), Line::default()];
            };
            let sign = match held.standing {
                Standing::Superseded => (theme.sign("–", "-"), theme.dim()),
                _ => theme.grade(Grade::of(held)),
            };
            let word = match held.signed {
                Signed::Refused => "refused".to_owned(),
                _ => held.standing.to_string(),
            };
            let what = wording::short(signoff);
            (sign, what, word, signoff.at, &signoff.by)
        }
        Topic::Revocation(nth, signoff) => {
            let one = &review.revocations[nth];
            let signoff = signoff.map(|nth| &review.signoffs[nth]);
            let idle = |one| revocation::idle(one, context.dossier, context.facts.proofs);
            let word = match signoff.and_then(idle) {
                Some(_) => "not taken back",
                None => "taken back",
            };
            let what = signoff.map_or("a sign-off".to_owned(), |one| {
                format!("sign-off as {}", one.role)
            });
            let sign = (theme.cross(), theme.bad());
            (sign, what, word.to_owned(), one.at, &one.by)
        }
        Topic::Seal(nth) => {
            let seal = &review.seals[nth];
            let sign = match seal.state {
                SealState::Sealed => ("#", theme.warn()),
                SealState::Unsealed => ("-", theme.dim()),
            };
            let word = seal.state.to_string();
            (sign, seal.reason.clone(), word, seal.at, &seal.by)
        }
    };
    let what = pane::cell(&what, width.saturating_sub(4), theme);
    let more = format!("{} {}", theme.day(at), by.name());
    let more = pane::cell(&more, width.saturating_sub(5 + word.len()), theme);
    let (sign, word) = (format!("{sign:3}"), Span::styled(word, style));
    [
        Line::from(vec![Span::styled(sign, style), Span::raw(what)]),
        Line::from(vec![Span::raw("   "), word, Span::raw(format!(" {more}"))]),
    ]
}

/// What an empty list means.
fn none(frame: &mut Frame<'_>, context: &Context<'_>) {
    let (decide, seal) = (context.keymap.key("go-signoff"), context.keymap.key("seal"));
    let next = item::left(context, &format!(", {decide} shows what else is missing"));
    let text = format!(
        "Nobody has decided on this review.\n\n{next}\n\n{seal} seals the review as it is."
    );
    pane::note(frame, context.body, "No sign-offs", &text, context.theme);
}
