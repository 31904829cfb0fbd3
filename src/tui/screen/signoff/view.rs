//! How the sign-off is drawn.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::{SHOWN, SignoffForm, signer};
use crate::decision::{holding, statement, wording};
use crate::face::command::Action;
use crate::face::form::{key, sign};
use crate::face::place::Place;
use crate::policy::Role;
use crate::review::Decision;
use crate::tui::desk::Desk;
use crate::tui::layer::Context;
use crate::tui::widget::pane;
use crate::tui::widget::paper::Paper;

/// Under this many rows the two panes are shown in turn.
const LOW: u16 = 18;

impl SignoffForm {
    pub(super) fn draw(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let desk = context.desk;
        let ready = self.ready(&desk, context, usize::from(area.width.saturating_sub(2)));
        let [above, below] = self.panes(area, ready.len());
        let inner = pane::frame(
            frame,
            above,
            "Ready to sign?",
            self.is_at_blockers(),
            context.theme,
        );
        pane::scrolled(frame, inner, &ready, 0, context.theme);
        let inner = pane::frame(
            frame,
            below,
            "What you decide",
            !self.is_at_blockers(),
            context.theme,
        );
        self.paper(inner.width, &desk, context).show(frame, inner);
    }

    /// What blocks, in so many lines, and the decision.
    pub(super) fn panes(&self, area: Rect, lines: usize) -> [Rect; 2] {
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        // On a low screen there is room for one of the two.
        let height = match (area.height < LOW, self.is_at_blockers()) {
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
        let tally = desk.facts.dossier.tally();
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
            .take(SHOWN)
        {
            let text = pane::fit(
                &format!("{} {blocker}", theme.sign("✗", "x")),
                width.saturating_sub(15),
                theme,
            );
            let selected = self.is_at_blockers() && nth == self.cursor.row;
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
        if self.blockers.len() > SHOWN {
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
        let signer = signer(context);
        match sign::role(&self.form.values()) {
            Some(Role::Preparer) => None,
            _ if !signer.prepared => None,
            Some(Role::Approver) if signer.forbidden => {
                Some("! You also prepared this review; its policy wants somebody else to approve")
            }
            Some(Role::Approver) => Some(
                "! You also prepared this review; say why one person does both, or let somebody else approve",
            ),
            _ => Some("! You also prepared this review"),
        }
    }

    pub(super) fn paper(&self, width: u16, desk: &Desk<'_>, context: &Context<'_>) -> Paper {
        let mut paper = Paper::new(width, context.theme);
        let (values, blanks) = (self.form.values(), self.blanks(context));
        self.form
            .draw(&mut paper, &context.asked(&blanks), |paper, blank| {
                if *blank == sign::SOLE && self.form.is_at(blank) {
                    paper.text(blank.help, false);
                }
                let unsigned = key::chosen(&values, context.keyring) == Some(key::Offer::Nothing);
                let needed = sign::decision(&values).is_none_or(Decision::approves)
                    && desk.facts.dossier.policy().wants_signatures();
                if *blank == key::KEY && unsigned && needed {
                    paper.complaint(
                        "the policy wants signatures: without one, an approval does not count",
                    );
                }
            });
        let (draft, missing) = sign::read(&values, signer(context), desk.facts.today());
        let text = draft.map_or_else(
            || {
                let missing: Vec<_> = missing.into_iter().map(|wrong| wrong.why).collect();
                format!("(not complete yet: {})", missing.join("; "))
            },
            |draft| wording::sentence(draft.role, draft.decision, desk.facts.dossier),
        );
        paper.label("Statement", false);
        paper.words(&text, context.theme.strong());
        paper.text("you read it in full before you sign it", false);
        self.form.complaints(&mut paper, None);
        paper.label("Signed by", false);
        paper.text(&context.name("asked when you go on"), false);
        paper
    }
}
