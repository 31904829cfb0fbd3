//! The standing of every sign-off, in as many words as there is room for.

use ratatui::text::Span;

use super::pane;
use crate::decision::brief::{self, Brief};
use crate::tui::theme::Theme;

/// The most words about sign-offs that fit into a width; the worst is said at any width.
pub(crate) fn spans(all: &[Brief], width: usize, theme: Theme) -> Vec<Span<'static>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::Signed;
    use crate::policy::Role;
    use crate::review::{Decision, Standing};

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
