//! How the sign-off is drawn.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use strum::VariantArray;

use super::{BLOCKERS, SignoffForm, Spot, has_prepared};
use crate::checklist::Role;
use crate::decision::{holding, statement, wording};
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::Decision;
use crate::tui::msg::Desk;
use crate::tui::screen::Context;
use crate::tui::widget::form::Form;
use crate::tui::widget::pane;

/// Under this many rows the two panes are shown in turn.
const LOW: u16 = 18;

impl SignoffForm {
    /// Draws it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk else { return };
        let ready = self.ready(&desk, context, usize::from(area.width.saturating_sub(2)));
        let [above, below] = self.panes(area, ready.len());
        let inner = pane::frame(
            frame,
            above,
            "Ready to sign?",
            self.focus == Spot::Blockers,
            context.theme,
        );
        pane::scrolled(frame, inner, &ready, 0, context.theme);
        let inner = pane::frame(
            frame,
            below,
            "What you decide",
            self.focus != Spot::Blockers,
            context.theme,
        );
        self.sheet(inner.width, &desk, context).show(frame, inner);
    }

    /// What blocks, in so many lines, and the decision.
    pub(super) fn panes(&self, area: Rect, lines: usize) -> [Rect; 2] {
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        // On a low screen there is room for one of the two.
        let height = match (area.height < LOW, self.focus == Spot::Blockers) {
            (true, true) => area.height,
            (true, false) => 0,
            (false, _) => height.min(area.height / 2),
        };
        Layout::vertical([Constraint::Length(height), Constraint::Fill(1)]).areas(area)
    }

    pub(super) fn ready(
        &self,
        desk: &Desk<'_>,
        context: &Context<'_>,
        width: usize,
    ) -> Vec<Line<'static>> {
        let theme = context.theme;
        let tally = desk.dossier.tally();
        let mut lines = Vec::new();
        if self.blockers.is_empty() {
            let text = format!(
                "{} All {} items are answered, and every answer holds",
                theme.sign("✓", "ok"),
                tally.total()
            );
            lines.push(Line::styled(text, theme.good()));
        }
        for (nth, blocker) in self
            .blockers
            .iter()
            .enumerate()
            .skip(self.cursor.top)
            .take(BLOCKERS)
        {
            let text = pane::fit(
                &format!("{} {blocker}", theme.sign("✗", "x")),
                width.saturating_sub(15),
                theme,
            );
            let selected = self.focus == Spot::Blockers && nth == self.cursor.row;
            let key = context
                .keymap
                .keys(Place::Blockers, Action::Open)
                .into_iter()
                .next();
            let text = match key.filter(|_| selected) {
                Some(key) => format!("{text}  {key}: go there"),
                None => text,
            };
            lines.push(Line::styled(
                text,
                if selected {
                    theme.selected()
                } else {
                    theme.bad()
                },
            ));
        }
        if self.blockers.len() > BLOCKERS {
            lines.push(Line::styled(
                format!("  {} in all", self.blockers.len()),
                theme.dim(),
            ));
        }
        let ((met, applicable), open) = (tally.score(), tally.partial + tally.unmet);
        let text = format!(
            "{met} of {applicable} met; findings open: {open}; risks accepted: {}",
            tally.risk_accepted
        );
        let in_order = open + tally.risk_accepted == 0;
        lines.push(Line::styled(
            format!("! {text}"),
            if in_order { theme.good() } else { theme.warn() },
        ));
        if !context.drafts.is_empty() {
            let names: Vec<_> = context.drafts.keys().map(|key| key.item.as_str()).collect();
            let text = format!("! drafts are not saved as answers: {}", names.join(", "));
            lines.push(Line::styled(pane::fit(&text, width, theme), theme.warn()));
        }
        if let Some(text) = self.separation(context) {
            lines.extend(
                pane::wrap(text, width)
                    .into_iter()
                    .map(|line| Line::styled(line, theme.warn())),
            );
        }
        for held in holding::counting(&desk.facts.signoffs()) {
            let why = held
                .why
                .as_ref()
                .map_or_else(String::new, |why| format!(": {why}"));
            let text = format!(
                "  {} by {}, {}{why} ({})",
                statement::short(held.signoff),
                held.signoff.by.name(),
                held.standing,
                held.signature()
            );
            lines.extend(pane::wrap(&text, width).into_iter().map(Line::raw));
        }
        lines
    }

    /// What to do about one person who prepares and decides; `None` where it is not so.
    fn separation(&self, context: &Context<'_>) -> Option<&'static str> {
        let forbidden = context.desk?.dossier.policy().forbids_sole_operators();
        match self.role {
            Some(Role::Preparer) => None,
            _ if !has_prepared(context) => None,
            Some(Role::Approver) if forbidden => {
                Some("! You also prepared this review; its policy wants somebody else to approve")
            }
            Some(Role::Approver) => Some(
                "! You also prepared this review; say why one person does both, or let somebody else approve",
            ),
            _ => Some("! You also prepared this review"),
        }
    }

    pub(super) fn sheet(&self, width: u16, desk: &Desk<'_>, context: &Context<'_>) -> Form {
        let mut form = Form::new(width, context.theme);
        for spot in self
            .spots(context)
            .into_iter()
            .filter(|spot| *spot != Spot::Blockers)
        {
            self.view_spot(&mut form, spot, desk, context);
        }
        let (draft, missing) = self.draft(desk, context);
        let text = draft.map_or_else(
            || {
                let missing: Vec<_> = missing.into_iter().map(|(_, message)| message).collect();
                format!("(not complete yet: {})", missing.join("; "))
            },
            |draft| wording::sentence(draft.role, draft.decision, desk.dossier),
        );
        form.label(Spot::Statement.label(), false);
        form.words(&text, context.theme.strong());
        form.text("you read it in full before you sign it", false);
        self.complaints(&mut form, Spot::Statement);
        form.label("Signed by", false);
        form.text(
            &context
                .who
                .map_or("asked when you go on".to_owned(), ToString::to_string),
            false,
        );
        form
    }

    fn view_spot(&self, form: &mut Form, spot: Spot, desk: &Desk<'_>, context: &Context<'_>) {
        let focused = self.focus == spot;
        form.label(spot.label(), focused);
        match spot {
            Spot::Role => form.choice(
                Role::VARIANTS,
                self.role.as_ref(),
                focused,
                ToString::to_string,
            ),
            Spot::Decision => {
                form.choice(Decision::VARIANTS, self.decision.as_ref(), focused, |one| {
                    short(*one)
                });
            }
            Spot::Conditions => form.field(&self.conditions, focused, 2),
            Spot::Owner => form.field(&self.owner, focused, 1),
            Spot::Due => form.date(&self.due, focused, desk.now.date_naive()),
            Spot::Sole => {
                form.field(&self.sole, focused, 1);
                if focused {
                    form.text("sole operator: why one person prepares and approves", false);
                }
            }
            Spot::Key => {
                self.key.show(form, focused, context.keyring);
                let needed = self.decision.is_none_or(Decision::approves)
                    && desk.dossier.policy().wants_signatures();
                if needed && self.key.wants_nothing(context.keyring) {
                    form.complaint(
                        "the policy wants signatures: without one, an approval does not count",
                    );
                }
            }
            Spot::KeyFile => form.field(&self.key.file, focused, 1),
            Spot::Blockers | Spot::Statement => {}
        }
        self.complaints(form, spot);
    }

    fn complaints(&self, form: &mut Form, spot: Spot) {
        for (_, message) in self.wrong.iter().filter(|(other, _)| *other == spot) {
            form.complaint(message);
        }
    }
}

/// A decision in so few words that all three stand in a row.
fn short(decision: Decision) -> String {
    match decision {
        Decision::ApprovedWithConditions => "with conditions".to_owned(),
        other => other.label().to_owned(),
    }
}
