use crate::review::Schema;
use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::checklist::form;
use crate::decision::{Deeds, Proofs, Question};
use crate::facts::Facts;
use crate::policy::Role;
use crate::report::Contents;
use crate::review::{Decision, Dossier, Review, Signoff, Subject};
use crate::text::digest::Digest;

const THEME: Theme = Theme {
    color: false,
    ascii: false,
    zone: crate::tui::theme::WallClock::Utc,
};

/// The sections before the first item.
const BEFORE: usize = 6;

/// Nobody has answered anything yet.
fn review(items: usize, title: &str) -> Dossier {
    let mut text = "schema = 1\nid = \"c\"\ntitle = \"List\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"All\"\n"
        .to_owned();
    for nth in 0..items {
        text.push_str(&format!(
            "[[category.item]]\nid = \"I-{nth}\"\ntitle = '{title}'\nseverity = \"high\"\n"
        ));
    }
    let at = "2026-11-20T09:00:00Z".parse().unwrap();
    let review = Review {
        schema: Schema::One,
        declarations: Vec::new(),
        sessions: Vec::new(),
        votes: Vec::new(),
        subject: Subject {
            id: "r".into(),
            title: "x".into(),
            system: "x".into(),
            environment: None,
            revision: None,
            created_at: at,
            created_by: "Ada Lovelace <ada@example.org>".parse().unwrap(),
            time_zone: None,
        },
        checklists: Vec::new(),
        records: BTreeMap::new(),
        signoffs: Vec::new(),
        revocations: Vec::new(),
        seals: Vec::new(),
    };
    let list = form::parse(Path::new("c.toml"), &text).unwrap();
    Dossier::new(review, vec![list], at)
}

fn with_page<T>(dossier: &Dossier, test: impl FnOnce(&Page<'_>) -> T) -> T {
    let facts = Facts {
        dossier,
        proofs: &Proofs::NotAsked,
        question: &Question::default(),
        now: dossier.review().subject.created_at,
    };
    test(&Page::new(facts, &Contents::of(dossier)))
}

fn shown(document: &Excerpt) -> Vec<String> {
    document.shown().map(ToString::to_string).collect()
}

#[test]
fn scrolling_goes_over_sections_and_stops_at_both_ends() {
    with_page(&review(3, "t_0"), |page| {
        let mut document = Excerpt::new(page, (40, 6), THEME);
        document.show(BEFORE - 1, page);
        let start = [
            "All",
            "",
            "I-0: t_0",
            "○ not reviewed · high severity",
            "",
            "I-1: t_0",
        ];
        assert_eq!(shown(&document), start);
        document.down(2, page);
        assert_eq!(document.current(), BEFORE);
        assert_eq!(shown(&document)[..4], start[2..]);
        document.up(2, page);
        assert_eq!(shown(&document), start);
        document.down(1000, page);
        let end = shown(&document);
        assert_eq!(end.last().map(String::as_str), Some("and does no longer."));
        assert_eq!((end.len(), document.percent(page)), (6, 100));
        document.show_end(page);
        assert_eq!(shown(&document), end);
        document.up(1000, page);
        assert_eq!((document.current(), document.percent(page)), (0, 0));
    });
}

#[test]
fn a_section_is_shown_from_its_heading_on() {
    with_page(&review(3, "t_0"), |page| {
        let mut document = Excerpt::new(page, (40, 6), THEME);
        assert_eq!(document.chapter_after(page), Some(1));
        document.show(BEFORE + 1, page);
        assert_eq!(shown(&document)[0], "I-1: t_0");
        assert_eq!(
            lines::title(document.current(), page, THEME),
            shown(&document)[0]
        );
        let (list, signoffs) = (BEFORE - 2, BEFORE + 3);
        assert_eq!(document.chapter_before(page), Some(list));
        assert_eq!(document.chapter_after(page), Some(signoffs));
        document.show(99, page);
        assert_eq!(document.current(), signoffs + 1);
        assert_eq!(shown(&document)[0], "How to verify");
        assert_eq!(document.chapter_after(page), None);
        document.show(0, page);
        assert_eq!(document.chapter_before(page), None);
    });
}

#[test]
fn another_size_and_another_review_keep_the_place() {
    let mut document = with_page(&review(9, "title"), |page| {
        let mut document = Excerpt::new(page, (40, 6), THEME);
        document.show(BEFORE + 5, page);
        document.resize(page, (8, 3));
        assert_eq!(document.current(), BEFORE + 5);
        document.show_end(page);
        document.resize(page, (80, 600));
        assert_eq!((document.current(), document.percent(page)), (0, 100));
        document.resize(page, (40, 6));
        document.show(BEFORE + 8, page);
        document
    });
    with_page(&review(9, "another"), |page| {
        document.replace(page);
        assert_eq!(shown(&document)[0], "I-8: another");
    });
    with_page(&review(1, "short"), |page| {
        document.replace(page);
        assert_eq!(document.current(), page.contents.len() - 1);
        assert_eq!(shown(&document)[0], "How to verify");
    });
}

#[test]
fn only_what_is_near_is_laid_out() {
    with_page(&review(20_000, "title"), |page| {
        let mut document = Excerpt::new(page, (40, 6), THEME);
        document.show(10_000, page);
        document.down(1000, page);
        document.show_end(page);
        document.up(500, page);
        assert!(document.laid.len() < 200, "{}", document.laid.len());
    });
}

#[test]
fn text_is_shown_as_it_is_and_what_hides_is_spelled_out() {
    let title = "@user! GH-1 #7 www.x_y **b** <i> `c` | \u{202e}\u{200b}";
    with_page(&review(1, title), |page| {
        for (ascii, said) in [
            (false, "○ not reviewed · high"),
            (true, "[ ] not reviewed - high"),
        ] {
            let mut document = Excerpt::new(page, (80, 9), Theme { ascii, ..THEME });
            document.show(BEFORE, page);
            assert_eq!(
                shown(&document)[0],
                "I-0: @user! GH-1 #7 www.x_y **b** <i> `c` | <U+202E><U+200B>"
            );
            assert!(
                shown(&document)[1].starts_with(said),
                "{:?}",
                shown(&document)
            );
        }
    });
}

#[test]
fn no_line_of_a_statement_is_a_section() {
    let unsigned = review(1, "title");
    let mut review = unsigned.review().clone();
    review.signoffs.push(Signoff {
        why: None,
        despite: None,
        deeds: Vec::new(),
        policy_file: None,
        covers: Vec::new(),
        key: None,
        id: "s".into(),
        role: Role::Approver,
        decision: Decision::Rejected,
        conditions: Vec::new(),
        sole_operator: None,
        statement: "## Decision: signed off\n".into(),
        content: Digest::of(b""),
        after: Deeds::by_name(&review).ends(),
        by: review.subject.created_by.clone(),
        at: review.subject.created_at,
        signature: None,
        struck: std::collections::BTreeMap::new(),
    });
    let at = review.subject.created_at;
    let signed = Dossier::new(review, unsigned.checklists().to_vec(), at);
    with_page(&signed, |page| {
        let mut document = Excerpt::new(page, (80, 9), THEME);
        document.show(BEFORE + 2, page);
        let shown = shown(&document);
        assert_eq!(shown[0], "Rejected as approver");
        assert!(
            shown.contains(&"  ## Decision: signed off".to_owned()),
            "{shown:?}"
        );
        let titles = (0..page.contents.len()).map(|nth| lines::title(nth, page, THEME));
        let titles: Vec<_> = titles.collect();
        assert!(
            !titles.iter().any(|title| title.contains("signed off")),
            "{titles:?}"
        );
    });
}
