//! How the sign-off is drawn.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::{SignoffForm, said, shown, signer};
use crate::decision::{holding, statement, wording};
use crate::face::command::Action;
use crate::face::form::{declare, key, sign};
use crate::face::place::Place;
use crate::face::words::sentence;
use crate::policy::Role;
use crate::review::{Decision, Signable as _};
use crate::tui::form::Questions;
use crate::tui::layer::Context;
use crate::tui::layout;
use crate::tui::widget::detail::Detail;
use crate::tui::widget::pane;
use crate::tui::widget::paper::Paper;

/// Under this many rows the two panes are shown in turn.
const LOW: u16 = 18;

impl SignoffForm {
    pub(super) fn draw(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let ready = self.ready(context, layout::columns(area));
        let [above, below] = self.panes(area, ready.len());
        let (on_blockers, theme) = (self.is_at_blockers(), context.theme);
        let inner = pane::frame(frame, above, "Ready to sign?", on_blockers, theme);
        let ready: Vec<_> = ready.into_iter().map(|(_, line)| line).collect();
        pane::scrolled(frame, inner, &ready, 0, theme);
        let inner = pane::frame(frame, below, "What you decide", !on_blockers, theme);
        self.paper(inner.width, context).show(frame, inner);
    }

    /// What blocks, in so many lines, and the decision.
    pub(super) fn panes(&self, area: Rect, lines: usize) -> [Rect; 2] {
        let height = layout::length(lines).saturating_add(2);
        // On a low screen there is room for one of the two.
        let height = match (area.height < LOW, self.is_at_blockers()) {
            (true, true) => area.height,
            (true, false) => 0,
            (false, _) => height.min((area.height * 3 / 5).max(area.height.saturating_sub(16))),
        };
        Layout::vertical([Constraint::Length(height), Constraint::Fill(1)]).areas(area)
    }

    /// Line by line, with the row of the list that it belongs to.
    pub(super) fn ready(
        &self,
        context: &Context<'_>,
        width: usize,
    ) -> Vec<(Option<usize>, Line<'static>)> {
        let theme = context.theme;
        let mut lines = Vec::new();
        if self.blockers.is_empty() {
            let text = format!("{} {}", theme.tick(), sign::READY);
            lines.push((None, Line::styled(text, theme.good())));
        }
        if let Some(text) = context.facts.let_pass() {
            let text = pane::fit(&format!("! {}", sentence(&text)), width, theme);
            lines.push((None, Line::styled(text, theme.warn())));
        }
        let end = self.rows().min(self.cursor.top + shown(context.body));
        for row in self.cursor.top..end {
            let first = row == self.cursor.top || row == self.blockers.len();
            if first && row >= self.blockers.len() {
                let text = format!("  You would take on {}", self.burdens.len());
                lines.push((None, Line::styled(text, theme.label())));
            }
            lines.push((Some(row), self.row(row, width, context)));
        }
        if self.rows() > end - self.cursor.top {
            let (first, all) = (self.cursor.top + 1, self.rows());
            let text = format!("  {first}{}{end} of {all}", theme.sign("–", "-"));
            lines.push((None, Line::styled(text, theme.dim())));
        }
        let beside = self.beside(context, width).into_iter();
        lines.extend(beside.map(|line| (None, line)));
        lines
    }

    /// What blocks, or what is taken on, in a line.
    fn row(&self, row: usize, width: usize, context: &Context<'_>) -> Line<'static> {
        let theme = context.theme;
        let selected = self.is_at_blockers() && row == self.cursor.row;
        let key = context.keymap.first_key(Place::Blockers, Action::Open);
        let key = key.filter(|_| selected);
        let key = key.map_or_else(String::new, |key| format!("  {key}: go there"));
        let room = width.saturating_sub(pane::columns(&key));
        let (text, style) = if let Some(blocker) = self.blockers.get(row) {
            (format!("{} {blocker}", theme.cross()), theme.bad())
        } else {
            let burden = &self.burdens[row - self.blockers.len()];
            let (sign, style) = theme.status(Some(burden.status));
            let lead = format!("{sign} {:8} {} ", burden.severity.to_string(), burden.item);
            let terms = pane::fit(&burden.terms, room / 2, theme);
            let taken = pane::columns(&lead) + pane::columns(&terms) + 2;
            let title = pane::cell(&burden.title, room.saturating_sub(taken), theme);
            (format!("{lead}{title}  {terms}"), style)
        };
        let text = pane::fit(&text, room, theme) + &key;
        Line::styled(text, if selected { theme.selected() } else { style })
    }

    /// What else there is to know before one decides.
    fn beside(&self, context: &Context<'_>, width: usize) -> Vec<Line<'static>> {
        let theme = context.theme;
        let tally = context.dossier.tally();
        let mut detail = Detail::new(width, theme);
        let ((met, applicable), open) = (tally.score(), tally.partial + tally.unmet);
        let accepted = tally.risk_accepted;
        let text = format!(
            "! {met} of {applicable} met; findings open: {open}; risks accepted: {accepted}"
        );
        let in_order = open + accepted == 0;
        let style = if in_order { theme.good() } else { theme.warn() };
        detail.lines.push(Line::styled(text, style));
        let mut warn = |text: &str| {
            let text = pane::fit(text, width, theme);
            detail.lines.push(Line::styled(text, theme.warn()));
        };
        if !context.drafts.is_empty() {
            let names: Vec<_> = context.drafts.keys().map(|key| key.item.as_str()).collect();
            let names = names.join(", ");
            warn(&format!("! drafts are not saved as answers: {names}"));
        }
        let keys = context.keymap.keys(Place::Everywhere, Action::GoDeclare);
        let keys = keys.join(", ");
        let said = said(context);
        let apart = declare::deeds(context.forms.get(declare::NAME)).len() - said.len();
        for (number, what) in [
            (said.len(), "declared with the decision"),
            (apart, "to declare, not in this statement"),
        ] {
            if number > 0 {
                warn(&format!("! {number} {what}: {keys}"));
            }
        }
        let role = sign::role(&self.form.values());
        let all = context
            .who
            .map(|who| sign::in_the_way(who, role, &said, &context.facts));
        let (in_the_way, told) = all.unwrap_or_default();
        for text in in_the_way {
            detail.words(&format!("! {text}"), theme.warn());
        }
        if let Some(text) = self.separation(context) {
            let counts = context.who.and_then(|who| context.facts.counts_as(who));
            let counts = counts.map(|counts| format!("! {}", sentence(&counts)));
            for text in counts.iter().map(String::as_str).chain([text]) {
                detail.words(text, theme.warn());
            }
        }
        if context
            .who
            .is_some_and(|who| sign::has_only_started(who, &said, &context.facts))
        {
            let keys = context.keymap.keys(Place::Deciding, Action::DisownStart);
            let text = format!("! {}: {} disowns that", sign::STARTED, keys.join(", "));
            detail.words(&text, theme.warn());
        }
        for held in holding::counting(&context.facts.signoffs()) {
            if told.contains(&held.signoff.digest()) {
                continue;
            }
            let why = held.why.as_ref();
            let why = why.map_or_else(String::new, |why| format!(": {why}"));
            let (what, signature) = (wording::named(held.signoff), held.signature());
            let text = format!("  {what}, {}{why} ({signature})", held.standing);
            detail.words(&text, Style::new());
        }
        detail.lines
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

    pub(super) fn paper(&self, width: u16, context: &Context<'_>) -> Paper {
        let mut paper = Paper::new(width, context.theme);
        let (values, blanks) = (self.form.values(), self.blanks(context));
        // Above all: on a low screen there is no room below.
        self.form.complaints(&mut paper, None);
        self.form.draw(
            &mut paper,
            &Questions::of(context, &blanks),
            |paper, blank| {
                if *blank == sign::SOLE {
                    paper.text(blank.help, false);
                }
                let unsigned = key::chosen(&values, context.keyring) == Some(key::Offer::Nothing);
                let needed = sign::decision(&values).is_none_or(Decision::approves)
                    && context.dossier.policy().wants_signatures();
                if *blank == key::KEY && unsigned && needed {
                    let why =
                        "the policy wants signatures: without one, an approval does not count";
                    paper.complaint(why);
                }
            },
        );
        let (draft, missing) = sign::read(&values, signer(context), &context.facts);
        let text = if let Some(draft) = draft {
            statement::sentence(draft.role, draft.decision, context.dossier)
        } else {
            let missing: Vec<_> = missing.into_iter().map(|wrong| wrong.why).collect();
            format!("(not complete yet: {})", missing.join("; "))
        };
        paper.label("Statement", false);
        paper.words(&text, context.theme.strong());
        paper.text("you read it in full before you sign it", false);
        paper.label("Signed by", false);
        paper.text(&context.name("asked when you go on"), false);
        paper
    }
}
