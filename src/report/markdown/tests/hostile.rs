//! A review in which every text is hostile has the shape of one in which every text is a word.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::signed::{against, signer};
use super::{
    answer, attest, checklist, day, item_digest, moment, now, rendered, review, sign, take_back,
};
use crate::decision::{Proof, Signer, Verified};
use crate::policy::Role;
use crate::report::markdown::escape::tests::HOSTILE;
use crate::review::{
    Claim, Decision, Dossier, Evidence, Finding, ItemKey, Measured, Person, Seal, SealState,
    Status, Withdrawal,
};
use crate::text::digest::Digest;
use crate::text::visible;

#[test]
fn hostile_text_changes_no_structure() {
    for known in [Some(true), Some(false), None] {
        let expected = shape(&report("word", known));
        for text in HOSTILE.iter().filter(|text| !text.trim().is_empty()) {
            assert_eq!(shape(&report(text, known)), expected, "{text:?}");
        }
    }
}

/// A report of a review that says `text` wherever a file may say something.
/// A signature of it is good, refused or not verified.
fn report(text: &str, known: Option<bool>) -> String {
    let somebody: Person = visible::line(text).parse().unwrap();
    let mut list = checklist();
    for words in [
        &mut list.title,
        &mut list.version,
        &mut list.categories[0].title,
    ] {
        text.clone_into(words);
    }
    list.notices = vec![text.to_owned(); 2];
    let source = list.source.as_mut().unwrap();
    (source.title, source.license) = (text.to_owned(), Some(text.to_owned()));
    for item in &mut list.categories[1].items {
        text.clone_into(&mut item.title);
        for reference in &mut item.references {
            text.clone_into(&mut reference.title);
        }
    }
    let mut review = review(&list);
    let subject = &mut review.subject;
    for words in [&mut subject.title, &mut subject.system, &mut subject.id] {
        text.clone_into(words);
    }
    (subject.environment, subject.revision) = (Some(text.to_owned()), Some(text.to_owned()));
    subject.created_by = somebody.clone();
    text.clone_into(&mut review.checklists[0].version);
    review.checklists[0].digest = Digest::of(b"before");

    let mut accepted = answer(Status::RiskAccepted, text);
    (accepted.accepted_by, accepted.until) = (Some(somebody.clone()), Some(day("2027-01-31")));
    attest(&mut review, "SEC-1", accepted).by = somebody.clone();
    let mut unmet = answer(Status::Unmet, text);
    let due = Some(day("2026-11-10"));
    unmet.finding = Finding {
        action: Some(text.to_owned()),
        owner: Some(somebody.clone()),
        due,
    };
    let at = moment("2026-11-22T09:12:40Z");
    let (digest, size) = (Digest::of(b"x"), 1);
    unmet.evidence = vec![
        Evidence::Note {
            text: text.to_owned(),
            at,
        },
        Evidence::File {
            path: format!("a{text}"),
            digest,
            size,
            compared: None,
            at,
        },
        Evidence::File {
            path: text.to_owned(),
            digest,
            size,
            compared: None,
            at,
        },
        Evidence::Link {
            url: format!("javascript:{text}"),
            at,
        },
    ];
    attest(&mut review, "SEC-2", unmet.clone()).withdrawn = Some(Withdrawal {
        at,
        by: somebody.clone(),
    });
    attest(&mut review, "SEC-2", unmet.clone());
    attest(&mut review, "SEC-3", unmet);
    for id in ["SEC-1", "SEC-2", "SEC-3"] {
        let record = review.records.get_mut(&ItemKey::new(&list.id, id)).unwrap();
        for attestation in &mut record.attestations {
            attestation.item_digest = item_digest(&list, id);
        }
    }
    text.clone_into(&mut attest(&mut review, text, answer(Status::Partial, text)).id);
    let gone = review
        .records
        .get_mut(&ItemKey::new(&list.id, text))
        .unwrap();
    text.clone_into(&mut gone.title);

    // Reviewers stand in the order of the alphabet, so that there must be only this one.
    let records = review.records.values_mut();
    for attestation in records.flat_map(|record| &mut record.attestations) {
        attestation.by = somebody.clone();
    }
    let mut review = sign(
        review,
        &list,
        Role::Approver,
        Decision::ApprovedWithConditions,
    );
    let signoff = &mut review.signoffs[0];
    signoff.by = somebody.clone();
    text.clone_into(&mut signoff.statement);
    text.clone_into(&mut signoff.conditions[0].action);
    signoff.conditions[0].owner = somebody.clone();
    take_back(&mut review, 0, &list);
    let revocation = &mut review.revocations[0];
    revocation.by = somebody.clone();
    for words in [&mut revocation.reason, &mut revocation.statement] {
        text.clone_into(words);
    }
    revocation.signature = Some(text.to_owned());
    review.signoffs[0].signature = Some(include_str!("signature.txt").into());
    let (id, state, reason) = (text.to_owned(), SealState::Sealed, text.to_owned());
    review.seals.push(Seal {
        id,
        state,
        reason,
        by: somebody,
        at,
    });
    let mut dossier = Dossier::new(review, vec![list], now());
    dossier.learn(
        [(text.to_owned(), Measured::Gone(text.to_owned()))].into(),
        now(),
    );
    let good = |text: &str| {
        let (fingerprint, kind, warning) =
            (text.to_owned(), text.to_owned(), Some(text.to_owned()));
        Proof::Good(Signer {
            fingerprint,
            kind,
            warning,
            ..signer(text)
        })
    };
    let proof = |known| {
        if known {
            good(text)
        } else {
            Proof::Refused(text.to_owned())
        }
    };
    let claims = dossier.review().statements().map(Claim::of);
    let found = known.map(|known| Verified {
        found: claims.map(|claim| (claim, proof(known))).collect(),
        against: Some(against(text)),
    });
    rendered(&dossier, now(), found.as_ref().ok_or(text))
}

/// Everything but words, lines and paragraphs.
fn shape(markdown: &str) -> Vec<String> {
    Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    )
    .filter_map(|event| match event {
        Event::Start(Tag::Paragraph) | Event::End(_) | Event::Text(_) | Event::HardBreak => None,
        Event::Code(_) => Some("code".to_owned()),
        other => Some(format!("{other:?}")),
    })
    .collect()
}
