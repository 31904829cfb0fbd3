//! The standing of every sign-off, in as many words as there is room for.

use ratatui::text::Span;

use super::model::Model;
use super::msg::Desk;
use super::overlay::Overlay;
use super::overlay::prompt::{Prompt, Question};
use super::screen::Screen;
use super::screen::signoffs::SignoffList;
use super::theme::Theme;
use super::widget::pane;
use crate::decision::brief::{self, Brief};
use crate::decision::{since, statement};
use crate::face::form::seal;
use crate::review::{SealState, Standing};

/// The most words about sign-offs that fit into a width; the worst is said at any width.
pub fn spans(all: &[Brief], width: usize, theme: Theme) -> Vec<Span<'static>> {
    let Some(worst) = brief::worst(all) else {
        return Vec::new();
    };
    let others = if all.len() > 1 {
        format!(" +{}", all.len() - 1)
    } else {
        String::new()
    };
    let one = |brief: &Brief, role: bool, words: String| {
        let (sign, style) = theme.grade(brief.grade());
        let role = if role {
            format!("{} ", brief.role)
        } else {
            String::new()
        };
        vec![
            Span::raw(role),
            Span::styled(format!("{sign} {words}"), style),
        ]
    };
    let each = |words: fn(&Brief) -> String| {
        let parts: Vec<_> = all
            .iter()
            .map(|brief| one(brief, true, words(brief)))
            .collect();
        parts.join(&Span::styled(theme.sign(" · ", " | "), theme.dim()))
    };
    let alone = |role: bool, words: String| {
        let mut spans = one(worst, role, words);
        spans.push(Span::raw(others.clone()));
        spans
    };
    let columns = |spans: &[Span<'_>]| {
        spans
            .iter()
            .map(|span| pane::columns(&span.content))
            .sum::<usize>()
    };
    let forms = [
        each(Brief::long),
        each(Brief::middle),
        each(Brief::short),
        alone(true, worst.short()),
        alone(false, worst.word()),
    ];
    let fitting = forms.into_iter().find(|spans| columns(spans) <= width);
    fitting.unwrap_or_else(|| one(worst, false, worst.word()))
}

impl Model {
    /// Counts what changed since each sign-off that is stale; the title says it at every key, so it is counted when the
    /// review changes.
    pub(super) fn count_changes(&mut self, desk: Desk<'_>) {
        let review = desk.facts.dossier.review();
        let stale = desk
            .facts
            .briefs()
            .into_iter()
            .filter(|brief| brief.standing == Standing::Stale);
        self.changed = stale
            .filter_map(|brief| {
                let since = since::of(&review.signoffs[brief.nth], desk.facts.dossier)?;
                Some((brief.nth, since.items.len()))
            })
            .collect();
    }

    /// Shows what changed since the sign-off that the title shows; where nothing did, says so.
    pub(super) fn show_changes(&mut self, desk: Desk<'_>) {
        let briefs = self.briefs(&desk);
        let stale: Vec<Brief> = briefs
            .iter()
            .copied()
            .filter(|one| one.changed.is_some())
            .collect();
        let Some(shown) = brief::worst(&stale).or(brief::worst(&briefs)) else {
            return self.say("nobody has signed this review off; g s goes to the sign-off");
        };
        let signoff = &desk.facts.dossier.review().signoffs[shown.nth];
        if shown.standing == Standing::Current {
            let (what, by) = (statement::short(signoff), signoff.by.name());
            return self.say(format!(
                "nothing changed since {what} by {by}, {}",
                signoff.at.format("%F %H:%M")
            ));
        }
        if let Some(list) = SignoffList::at_changes(shown.nth, &self.context(Some(desk))) {
            self.screen = Screen::Signoffs(Box::new(list));
        }
    }

    /// Asks why the review is to be sealed, or opened again.
    pub(super) fn ask_for_seal(&mut self, state: SealState, desk: Desk<'_>) {
        match (state, desk.facts.dossier.review().seal()) {
            (SealState::Sealed, Some(_)) => drop(self.is_sealed(Some(desk))),
            (SealState::Unsealed, None) => self.say("the review is not sealed; S seals it"),
            _ => {
                let typed = self.forms.get(&seal::name(state));
                let typed = typed.map_or("", |typed| typed.get(seal::reason(state)));
                let prompt = Prompt::new(Question::Seal(state), typed);
                self.overlay = Some(Overlay::Prompt(Box::new(prompt)));
            }
        }
    }

    /// What the sign-offs amount to today, with what was counted.
    pub(super) fn briefs(&self, desk: &Desk<'_>) -> Vec<Brief> {
        let mut briefs = desk.facts.briefs();
        for brief in &mut briefs {
            let counted = self.changed.iter().find(|(nth, _)| *nth == brief.nth);
            brief.changed = counted.map(|(_, count)| *count);
        }
        briefs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::Signed;
    use crate::policy::Role;
    use crate::review::Decision;

    #[test]
    fn words_give_way_and_the_worst_stays() {
        let theme = Theme {
            color: false,
            ascii: true,
        };
        let signed = Brief {
            nth: 0,
            role: Role::Approver,
            decision: Decision::Approved,
            standing: Standing::Current,
            signed: Signed::Yes,
            changed: None,
        };
        let standing = Standing::Stale;
        let stale = Brief {
            nth: 1,
            role: Role::Reviewer,
            standing,
            changed: Some(2),
            ..signed
        };
        let said = |width| {
            let spans = spans(&[signed, stale], width, theme);
            spans
                .into_iter()
                .map(|span| span.content.into_owned())
                .collect::<String>()
        };
        assert_eq!(
            said(90),
            "approver + approved, signed | reviewer ~ approved, signed, stale: 2 changed"
        );
        assert_eq!(
            said(64),
            "approver + signed | reviewer ~ signed, stale: 2 changed"
        );
        assert_eq!(said(50), "approver + signed | reviewer ~ stale: 2 changed");
        assert_eq!(said(40), "reviewer ~ stale: 2 changed +1");
        assert_eq!(said(20), "~ stale +1");
        assert_eq!(said(0), "~ stale");
    }
}
