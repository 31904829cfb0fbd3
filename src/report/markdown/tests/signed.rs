//! What the report says of signatures that are good, refused, or not verified.

use super::{moment, now, one, rendered, sample, sign, take_back};
use crate::checklist::Checklist;
use crate::decision::{Against, KeyList, Proof, Signer, Verified};
use crate::policy::{Role, Rule};
use crate::review::{Claim, Decision, Dossier, Review};
use crate::text::digest::Digest;

const ARMOUR: &str = include_str!("signature.txt");
const WHY: &str = "cannot verify: nothing says who may sign";

pub(super) fn signer(text: &str) -> Signer {
    Signer {
        principal: text.into(),
        fingerprint: "SHA256:tBKgUt0wAQ6Y35jCI/GDo7TDQXqGBRPDpMHkk78jGV8".into(),
        kind: "ssh-ed25519".into(),
        presence: None,
        warning: None,
        ended: None,
        vouched_by: None,
    }
}

pub(super) fn against(name: &str) -> Against {
    let list = |bytes: &[u8]| KeyList {
        name: name.into(),
        digest: Digest::of(bytes),
    };
    Against {
        principals: Vec::new(),
        at: moment("2026-11-23T12:00:00Z"),
        allowed: list(b"allowed"),
        revoked: Some(list(b"revoked")),
    }
}

fn good() -> Proof {
    Proof::Good(signer("kim@example.org"))
}

fn refused() -> Proof {
    Proof::Refused("no allowed signer has the key SHA256:tBKg".into())
}

/// A review in order that was approved, with a signature or without.
fn approved(signature: Option<&str>) -> (Review, Checklist) {
    let (list, review) = one();
    let mut review = sign(review, &list, Role::Approver, Decision::Approved);
    review.signoffs[0].signature = signature.map(str::to_owned);
    (review, list)
}

fn report(review: &Review, list: &Checklist, proofs: Result<Vec<Proof>, &str>) -> String {
    let claims = review.statements().map(Claim::of);
    let rest = std::iter::repeat_with(refused);
    let found = proofs.map(|proofs| Verified {
        found: claims.zip(proofs.into_iter().chain(rest)).collect(),
        against: Some(against("signers")),
    });
    let dossier = Dossier::new(review.clone(), vec![list.clone()], now());
    rendered(&dossier, now(), found.as_ref().map_err(|why| *why))
}

/// The first paragraphs.
fn top(report: &str) -> String {
    report
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .collect::<Vec<_>>()
        .join("\n")
}

fn wants_signatures((review, mut list): (Review, Checklist)) -> (Review, Checklist) {
    list.policy.signature = Some(Rule::Required);
    (review, list)
}

#[test]
fn all_that_is_known_of_signatures_is_in_the_report() {
    let dossier = sample();
    let mut with_warning = signer("kim@example.org");
    with_warning.warning = Some("the entry names no namespace".into());
    let proofs = [Proof::Unsigned, Proof::Good(with_warning), Proof::Unsigned];
    let proofs = proofs.into_iter().chain(std::iter::repeat(Proof::Unsigned));
    let claims = dossier.review().statements().map(Claim::of);
    let found = Verified {
        found: claims.zip(proofs).collect(),
        against: Some(against("signers")),
    };
    let text = rendered(&dossier, now(), Ok(&found));
    let (_, text) = text.split_once("## Sign-offs\n").unwrap();
    let (text, _) = text.split_once("### Seals").unwrap();
    insta::assert_snapshot!(text);
}

#[test]
fn the_top_tells_how_much_is_known_of_signatures() {
    let (signed, unsigned) = (approved(Some(ARMOUR)), approved(None));
    let mut tops = String::new();
    for ((review, list), proofs) in [
        (&unsigned, Ok(vec![Proof::Unsigned])),
        (&signed, Ok(vec![good()])),
        (&signed, Ok(vec![refused()])),
        (&signed, Err(WHY)),
        (&wants_signatures(signed.clone()), Ok(vec![good()])),
        (&wants_signatures(signed.clone()), Ok(vec![refused()])),
        (&wants_signatures(signed.clone()), Err(WHY)),
        (&wants_signatures(unsigned.clone()), Err(WHY)),
    ] {
        tops.push_str(&format!(
            "{}\n========\n",
            top(&report(review, list, proofs))
        ));
    }
    insta::assert_snapshot!(tops);
}

#[test]
fn a_signature_that_is_not_accepted_never_reads_as_one() {
    for armour in [
        ARMOUR,
        "signed by Kim",
        "",
        "-----BEGIN SSH SIGNATURE-----\n**verified**\n",
    ] {
        let (mut review, list) = approved(Some(armour));
        take_back(&mut review, 0, &list);
        review.revocations[0].signature = Some(armour.into());
        for proofs in [Ok(vec![refused()]), Err(WHY), Ok(Vec::new())] {
            let text = report(&review, &list, proofs);
            let (text, _) = text.split_once("## How to verify").unwrap();
            assert!(
                !text.contains("signed by") && !text.contains("**verified**"),
                "{text}"
            );
            assert_eq!(
                text.contains("BEGIN SSH SIGNATURE"),
                armour == ARMOUR,
                "{text}"
            );
            // What is no signature is refused, whether or not anybody asks.
            let refused = text.matches("Signature: **REFUSED**").count();
            assert!(armour == ARMOUR || refused == 2, "{text}");
        }
    }
    let (review, list) = approved(Some(ARMOUR));
    let text = report(&review, &list, Ok(vec![refused()]));
    assert!(
        text.lines()
            .nth(2)
            .unwrap()
            .starts_with("**SIGNATURE REFUSED** (approved as approver by Kim")
    );
    assert_eq!(
        text.matches("REFUSED").count(),
        2,
        "at the top and in the section"
    );
}

#[test]
fn a_good_signature_says_nothing_of_a_record_that_differs() {
    let (mut review, list) = approved(Some(ARMOUR));
    let said = &mut review.signoffs[0].statement;
    *said = said.replace("Decision: approved", "Decision: rejected");
    let text = report(&review, &list, Ok(vec![good()]));
    let top = top(&text);
    assert!(
        top.contains("**which is not what was stated**: **stale**") && !top.contains("signed by"),
        "{top}"
    );
    assert!(
        text.contains("**stale**: its statement does not say what its fields say"),
        "{text}"
    );
}

#[test]
fn places_on_this_machine_are_not_told() {
    let (review, list) = approved(Some(ARMOUR));
    for why in [
        "cannot verify: there is no file /home/ada love/keys/signers",
        "cannot run /opt/ssh/signers: signatures are made with OpenSSH's ssh-keygen",
    ] {
        let text = report(&review, &list, Err(why));
        assert!(
            text.contains(" signers") && !text.contains("/home") && !text.contains("/opt"),
            "{text}"
        );
    }
}

#[test]
fn a_statement_that_is_not_shown_byte_for_byte_says_so() {
    let (review, list) = approved(Some(ARMOUR));
    let lie = "not byte for byte";
    assert!(!report(&review, &list, Ok(vec![good()])).contains(lie));
    for (from, to) in [
        ("robotics", "robo\u{200b}tics"),
        ("Role: ", "Role:\t"),
        ("\nBy", "\r\nBy"),
    ] {
        let mut review = review.clone();
        review.signoffs[0].statement = review.signoffs[0].statement.replace(from, to);
        assert!(
            report(&review, &list, Ok(vec![good()])).contains(lie),
            "{to:?}"
        );
    }
    for end in ["", "\n\n"] {
        let mut review = review.clone();
        review.signoffs[0].statement = review.signoffs[0].statement.trim_end().to_owned() + end;
        assert!(
            report(&review, &list, Ok(vec![good()])).contains(lie),
            "{end:?}"
        );
    }
    let mut review = review;
    review.signoffs[0].signature = Some(ARMOUR.replace('\n', "\r\n"));
    assert!(report(&review, &list, Ok(vec![good()])).contains("The signature is left out"));
}
