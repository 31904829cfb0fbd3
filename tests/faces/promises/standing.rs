//! Which sign-off stands, and which takes whose place.

use std::collections::BTreeSet;

use super::support::{Face, Kind, Told, in_every_face};
use crate::house::{ADA, GRACE, House, KIM};

const WORDS: [&str; 6] = [
    "current",
    "superseded",
    "stale",
    "expired",
    "revoked",
    "refused",
];

/// A decision as a text tells of it, with the words on its standing that follow before the next decision.
#[derive(Debug)]
struct Stands {
    decision: &'static str,
    words: BTreeSet<&'static str>,
}

fn stands(text: &str) -> Vec<Stands> {
    // `approved-with-conditions` is the same in JSON.
    let text = text.to_lowercase().replace('-', " ");
    let mut parts: Vec<(usize, &'static str)> = Vec::new();
    for decision in ["approved", "rejected"] {
        for words in ["as approver", "with conditions as approver"] {
            let words = format!("{decision} {words}");
            parts.extend(text.match_indices(&words).map(|(at, _)| (at, decision)));
        }
    }
    parts.sort_unstable();
    let ends = parts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let told = |((at, decision), end): (&(usize, &'static str), usize)| {
        // The standing follows at once or within a few lines; what is further off is about something else.
        let near: Vec<&str> = text[*at..end].lines().take(6).collect();
        let near = near.join("\n");
        let is_said = |word: &&str| {
            near.split(|c: char| !c.is_alphabetic())
                .any(|said| said == *word)
        };
        let words = WORDS.into_iter().filter(is_said).collect();
        Stands { decision, words }
    };
    parts.iter().zip(ends).map(told).collect()
}

/// Holds that the rejection is said to be current in each place where standings are told, and the approval in none.
fn rejection_stands(told: Vec<Told>) {
    let mut broken = Vec::new();
    for (place, text) in told {
        if place == "title" {
            let yes = text.contains("approved") && !text.contains("refused");
            let no = text.contains("rejected") || text.contains("not signed off");
            if yes || !no {
                broken.push(format!("title: {}", text.trim()));
            }
            continue;
        }
        let all = stands(&text);
        let current: Vec<&Stands> = all
            .iter()
            .filter(|one| one.words.contains("current"))
            .collect();
        if current.iter().any(|one| one.decision == "approved") {
            broken.push(format!("{place}: the approval is current"));
        }
        if !current.iter().any(|one| one.decision == "rejected") {
            broken.push(format!("{place}: the rejection is not current"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("; "));
}

/// Signed by Grace, whose key the allowed signers name, and rejected.
fn rejected() -> House {
    let mut house = House::answered();
    house.key("../grace", "grace@example.org");
    house
        .by(GRACE)
        .done("sign --role approver --decision rejected --why Unfit --key ../grace");
    house.trusts = true;
    house
}

fn unsigned_yes(house: &House) {
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
}

/// Somebody who reads, and neither prepared nor decided.
fn reader(house: &House, kind: Kind) -> Box<dyn Face + '_> {
    house.open(kind, KIM)
}

#[test]
fn a_proven_no_stands_whatever_is_written_unsigned_behind_it() {
    needs_openssh!();
    let house = rejected();
    unsigned_yes(&house);
    in_every_face(|kind| rejection_stands(reader(&house, kind).standings()));
    house
        .run("check --allowed-signers ../allowed")
        .is(1)
        .has_out("rejected as approver");
    let verify = house.json("verify --json --allowed-signers ../allowed");
    let standing: Vec<_> = verify["signoffs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["decision"], &one["standing"]))
        .collect();
    assert!(
        standing[0].1 == "current" && standing[1].1 != "current",
        "verify --json: {standing:?}"
    );
}

#[test]
fn an_unsigned_yes_never_takes_the_place_of_a_signed_no_verified_or_not() {
    needs_openssh!();
    let mut house = rejected();
    unsigned_yes(&house);
    house.trusts = false;
    in_every_face(|kind| rejection_stands(reader(&house, kind).standings()));
    house.run("check").is(1).has_out("rejected as approver");
    // Who asks for signatures is not answered by names.
    house
        .run("check --require signed")
        .is(2)
        .has_err("nothing says who may sign");
}

#[test]
fn a_no_that_no_signature_stands_behind_gives_way_to_the_same_persons_yes() {
    // So that the promises above are not kept by a rejection that nothing can lift.
    let house = House::answered();
    house
        .by(GRACE)
        .done("sign --role approver --decision rejected --why Unfit --unsigned");
    unsigned_yes(&house);
    in_every_face(|kind| {
        for (place, text) in reader(&house, kind).standings() {
            if place == "title" {
                continue;
            }
            let current = |decision| {
                stands(&text)
                    .iter()
                    .any(|one| one.decision == decision && one.words.contains("current"))
            };
            assert!(
                current("approved") && !current("rejected"),
                "{place}: {text}"
            );
        }
    });
    house.run("check").has("signed off");
}

/// Signs in Grace's name with a key that nobody allows to.
fn refused_yes(house: &House) {
    house.make_key("../mallory", "mallory@example.org");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --key ../mallory");
}

fn named_as_refused(told: &[Told]) {
    let silent: Vec<&str> = told
        .iter()
        .filter(|(place, _)| !["title", "status", "status --json"].contains(place))
        .filter(|(_, text)| !text.to_lowercase().contains("refused"))
        .map(|(place, _)| *place)
        .collect();
    assert!(silent.is_empty(), "refused is not said in {silent:?}");
}

/// What OpenSSH would not even look at: somebody took the signature away, or wrote words in its place.
#[test]
fn a_signature_is_refused_everywhere_where_nobody_verified_it() {
    needs_openssh!();
    let house = House::answered();
    house.key("../grace", "grace@example.org");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --key ../grace");
    let whole = house.review();
    let (head, _) = whole.rsplit_once("signature = ").unwrap();
    for (forged, why) in [
        (head.to_owned(), "the signature is missing"),
        (
            format!("{head}signature = \"By Grace\"\n"),
            "it is no SSH signature",
        ),
    ] {
        house.put(&forged);
        house.run("check").is(1).has_out(why);
        in_every_face(|kind| {
            for (place, text) in reader(&house, kind).standings() {
                let is_said = text.to_lowercase().contains("refused");
                // The title says what comes of it.
                let is_shut = place == "title" && text.contains("not signed off");
                assert!(is_said || is_shut, "{place}: {text}");
            }
        });
    }
}

#[test]
fn a_refused_signature_does_not_lift_a_proven_no() {
    needs_openssh!();
    let house = rejected();
    refused_yes(&house);
    in_every_face(|kind| {
        let told = reader(&house, kind).standings();
        named_as_refused(&told);
        // These verify nothing, and know of one signed record behind another.
        let told = told
            .into_iter()
            .filter(|(place, _)| !["status", "status --json"].contains(place));
        rejection_stands(told.collect());
    });
    house
        .run("check --allowed-signers ../allowed")
        .is(1)
        .has_out("rejected as approver");
}

#[test]
fn a_refused_signature_takes_the_place_of_no_good_one() {
    needs_openssh!();
    let mut house = House::answered();
    house.key("../grace", "grace@example.org");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --key ../grace");
    house.trusts = true;
    refused_yes(&house);
    in_every_face(|kind| {
        let told = reader(&house, kind).standings();
        named_as_refused(&told);
        for (place, text) in told {
            // These verify nothing, and a title has no room for both.
            if ["title", "status", "status --json"].contains(&place) {
                continue;
            }
            let all = stands(&text);
            let good = all
                .iter()
                .any(|one| one.words.contains("current") && !one.words.contains("refused"));
            assert!(good, "{place}: the good one does not stand: {all:?}");
            let superseded = all
                .iter()
                .any(|one| one.words.contains("superseded") && !one.words.contains("refused"));
            assert!(!superseded, "{place}: the good one is superseded: {all:?}");
        }
    });
    house
        .run("check --require signed --allowed-signers ../allowed")
        .has("signed off");
}

fn approved() -> House {
    let house = House::answered();
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    house
}

/// Holds that no place says that the approval is current, and that each says this word of it.
fn approval_is(word: &str, house: &House) {
    in_every_face(|kind| {
        for (place, text) in reader(house, kind).standings() {
            if place == "title" {
                assert!(
                    text.contains(word) || text.contains("not signed off"),
                    "{place}: {text}"
                );
                continue;
            }
            let all = stands(&text);
            let current = all.iter().any(|one| one.words.contains("current"));
            let said = all.iter().any(|one| one.words.contains(word));
            assert!(said && !current, "{place}: {all:?}");
        }
    });
    house.run("check").is(1);
}

#[test]
fn a_sign_off_is_stale_everywhere_once_the_review_changed() {
    let house = approved();
    house.done("attest OPS-1 not-applicable --rationale 'No logs.'");
    approval_is("stale", &house);
}

/// Who rejects is not waited out: neither a changed answer nor an approval by somebody else lifts it.
#[test]
fn a_rejection_stands_everywhere_although_the_review_changed_and_another_approves() {
    needs_openssh!();
    let house = rejected();
    house.done("attest OPS-1 not-applicable --rationale 'No logs.'");
    in_every_face(|kind| rejection_stands(reader(&house, kind).standings()));
    house
        .by(KIM)
        .done("sign --role approver --decision approved --unsigned");
    in_every_face(|kind| {
        for (place, text) in house.open(kind, ADA).standings() {
            let all = stands(&text);
            let is_said =
                |one: &Stands| one.decision == "rejected" && one.words.contains("current");
            assert!(
                place == "title" || all.iter().any(is_said),
                "{place}: {all:?}"
            );
        }
    });
    house
        .run("check --allowed-signers ../allowed")
        .is(1)
        .has_out("rejected as approver");
}

/// Whoever can write the file writes a revocation in Grace's name, and has no key of hers.
#[test]
fn an_unsigned_revocation_takes_no_signed_rejection_back_in_any_face() {
    needs_openssh!();
    let house = rejected();
    let id = house.json("status --json")["signoffs"][0]["id"].clone();
    let id = id.as_str().unwrap();
    house
        .by(GRACE)
        .done(&format!("revoke {id} --reason Lent --key ../grace"));
    let (head, record) = {
        let text = house.review();
        let (head, record) = text.split_once("[[declaration]]").unwrap();
        let (record, _) = record.split_once("signature = ").unwrap();
        (head.to_owned(), record.to_owned())
    };
    house.put(&format!("{head}[[declaration]]{record}"));
    in_every_face(|kind| rejection_stands(reader(&house, kind).standings()));
    house
        .run("check --allowed-signers ../allowed")
        .is(1)
        .has_out("rejected as approver");
}

#[test]
fn a_sign_off_that_was_taken_back_stands_nowhere() {
    let house = approved();
    let all = house.json("status --json");
    let id = all["signoffs"][0]["id"].as_str().unwrap();
    house
        .by(GRACE)
        .done(&format!("revoke {id} --reason 'Too early.' --unsigned"));
    approval_is("revoked", &house);
}

#[test]
fn a_sign_off_whose_conditions_were_to_be_met_by_now_is_expired_everywhere() {
    let house = House::answered();
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition Mend --owner '{KIM}' --due 2999-01-01 \
         --unsigned --by '{GRACE}'"
    ));
    house.put(&house.review().replace("2999-01-01", "2021-01-01"));
    approval_is("expired", &house);
}
