use crate::review::Schema;
use std::collections::BTreeMap;

use super::*;
use crate::decision::{Proofs, Question};
use crate::review::{Answer, Change, Dossier, Evidence, Person, Review, Stamp, Subject};

fn messages(text: &str) -> Vec<String> {
    Filter::parse(text)
        .wrong
        .iter()
        .map(|wrong| format!("{}: {}", &text[wrong.at.clone()], wrong.message))
        .collect()
}

#[test]
fn a_wrong_term_is_marked_and_the_rest_applies() {
    assert_eq!(
        messages("net sev:hi is:unmet"),
        [r#"sev:hi: no severity "hi": critical, high, medium, low"#]
    );
    assert_eq!(
        Filter::parse("net sev:hi is:unmet").terms,
        Filter::parse("net is:unmet").terms
    );
    assert_eq!(
        messages("ö  -Foo:x\tby:"),
        [
            "-Foo:x: no term \"Foo:\": is:, sev:, cat:, by:, has:, for:, mine:",
            "by:: by: some letters of a name",
        ]
    );
    assert_eq!(
        messages("has: sev:>=bad"),
        [
            "has:: has: one of evidence, finding, draft, reference",
            "sev:>=bad: no severity \">=bad\": critical, high, medium, low",
        ]
    );
    assert!(
        messages("is:na is:n/a is:not-applicable IS:Met !is:draft sev:>=high cat:x by:ada for:x mine: - !")
            .is_empty()
    );
}

#[test]
fn an_item_is_found_by_what_it_is() {
    let list = "schema = 1\nid = \"l\"\ntitle = \"L\"\nversion = \"1\"\n\
        [[category]]\nid = \"net\"\ntitle = \"Network\"\n\
        [[category.item]]\nid = \"A-1\"\ntitle = \"Private cluster\"\nseverity = \"critical\"\n\
        references = [{ title = \"R\", url = \"https://example.org/\" }]\n\
        [[category.item]]\nid = \"A-2\"\ntitle = \"Network policies\"\nseverity = \"high\"\n\
        [[category]]\nid = \"c-2\"\ntitle = \"Secrets\"\n\
        [[category.item]]\nid = \"B-1\"\ntitle = \"Rotation\"\nseverity = \"low\"\n\
        [[category.item]]\nid = \"B-2\"\ntitle = \"State\"\nseverity = \"medium\"\n";
    let list = crate::checklist::form::parse("l.toml".as_ref(), list).unwrap();
    let at = "2026-11-23T09:00:00Z".parse().unwrap();
    let ada: Person = "Ada Lovelace <ada@example.org>".parse().unwrap();
    let subject = Subject {
        id: "r".into(),
        title: "T".into(),
        system: "S".into(),
        environment: None,
        revision: None,
        created_at: at,
        created_by: ada.clone(),
        time_zone: None,
    };
    let review = Review {
        schema: Schema::One,
        declarations: Vec::new(),
        sessions: Vec::new(),
        votes: Vec::new(),
        subject,
        checklists: Vec::new(),
        records: BTreeMap::new(),
        signoffs: Vec::new(),
        revocations: Vec::new(),
        seals: Vec::new(),
    };
    let mut dossier = Dossier::new(review, vec![list], at);
    let day = |day: &str| day.parse().unwrap();
    let mut unmet = Answer {
        rationale: "no".into(),
        ..Answer::new(Status::Unmet)
    };
    unmet.finding.due = Some(day("2026-12-01"));
    let note = Evidence::Note {
        text: "seen".into(),
        at,
    };
    let met = Answer {
        evidence: vec![note],
        until: Some(day("2026-12-24")),
        ..Answer::new(Status::Met)
    };
    for (nth, (item, answer)) in [("A-1", met), ("B-1", unmet)].into_iter().enumerate() {
        let keys = vec![ItemKey::new("l", item)];
        let stamp = Stamp {
            id: nth.to_string(),
            by: ada.clone(),
            at,
        };
        let event = dossier
            .admit(
                Change::Attest {
                    answered_by: None,
                    keys,
                    answer: Box::new(answer),
                },
                stamp,
            )
            .unwrap();
        dossier.apply(event, at);
    }
    let drafted = |key: &ItemKey| key.item == "A-2";
    let found = |dossier: &Dossier, query: &str, today: &str| {
        let (proofs, question) = (Proofs::default(), Question::default());
        let around = Circumstances {
            facts: Facts {
                dossier,
                proofs: &proofs,
                question: &question,
                now: format!("{today}T09:00:00Z").parse().unwrap(),
            },
            who: Some(&ada),
            has_draft: &drafted,
        };
        Filter::parse(query).positions(around)
    };
    let today = "2026-11-23";
    for (query, positions) in [
        ("", &[0, 1, 2, 3][..]),
        ("is:met", &[0]),
        ("-is:met", &[1, 2, 3]),
        ("!is:not-reviewed", &[0, 2]),
        ("is:open", &[2]),
        ("is:unmet is:met", &[]),
        ("is:overdue", &[]),
        ("is:draft", &[1]),
        ("has:draft", &[1]),
        ("has:evidence", &[0]),
        ("has:finding", &[2]),
        ("has:reference", &[0]),
        ("sev:high", &[1]),
        ("sev:>=high", &[0, 1]),
        ("SEV:Low", &[2]),
        ("cat:net", &[0, 1]),
        ("cat:c-2", &[2, 3]),
        ("by:LOVE", &[0, 2]),
        ("by:kim", &[]),
        ("netpol", &[1]),
        ("net -priv", &[1]),
        ("rotation sev:bad", &[2]),
        ("ROTATION", &[2]),
    ] {
        assert_eq!(found(&dossier, query, today), positions, "{query}");
    }
    assert_eq!(found(&dossier, "is:overdue", "2026-12-02"), [2]);
    dossier.reassess("2026-12-25T00:00:00Z".parse().unwrap());
    assert_eq!(found(&dossier, "is:expired", today), [0]);
    assert_eq!(found(&dossier, "is:not-reviewed", today), [0, 1, 3]);
    assert_eq!(found(&dossier, "is:stale", today), [0_usize; 0]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_every_wrong_term_is_a_word_of_it(text in r"(is:|sev:|cat:|-|!|:|>=|\PC| ){0,12}") {
        let filter = Filter::parse(&text);
        for wrong in &filter.wrong {
            let word = &text[wrong.at.clone()];
            proptest::prop_assert!(!word.is_empty() && !word.contains(char::is_whitespace));
        }
        proptest::prop_assert!(filter.wrong.len() + filter.terms.len() <= text.split_whitespace().count());
        // What is wrong makes no difference to what is shown.
        let right: Vec<&str> = text
            .split_whitespace()
            .filter(|word| Filter::parse(word).wrong.is_empty())
            .collect();
        proptest::prop_assert_eq!(Filter::parse(&right.join(" ")).terms, filter.terms);
    }
}
