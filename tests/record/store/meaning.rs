//! A sign-off covers every single field of every answer.

use signoff::checklist::{Checklist, form};
use signoff::decision::canonical;
use signoff::review::Dossier;
use signoff::store::Document;
use signoff::text::digest::Digest;
use toml::{Table, Value};

use super::support::{CLOCK, SMALL};
use crate::has::Has as _;

/// One attestation of each kind of evidence with every field there is.
const FULL: &str = r#"schema = 1
[review]
id = "r"
title = "t"
system = "s"
environment = "e"
revision = "v"
created-at = 2026-11-23T09:00:00Z
created-by = "Ada"
[checklist.small]
version = "1"
digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
[[item.small.A-1.attestation]]
id = "a1"
status = "partial"
rationale = "why"
reason = "other"
accepted-by = "Kim"
until = 2026-12-01
by = "Ada"
at = 2026-11-23T09:00:00.001Z
item-digest = "sha256:1111111111111111111111111111111111111111111111111111111111111111"
reinstates = "a0"
withdrawn-at = 2026-11-23T10:00:00Z
withdrawn-by = "Ada"
finding = { action = "do", owner = "Kim", due = 2026-12-24 }
[[item.small.A-1.attestation.evidence]]
kind = "link"
url = "https://example.org/"
at = 2026-11-23T08:00:00Z
[[item.small.A-1.attestation.evidence]]
kind = "file"
path = "proof"
digest = "sha256:2222222222222222222222222222222222222222222222222222222222222222"
size = 7
at = 2026-11-23T08:00:00.000000001Z
[[item.small.A-1.attestation.evidence]]
kind = "note"
text = "seen"
at = 2026-11-23T08:00:00Z
[[item.small.A-1.attestation]]
id = "a2"
status = "met"
rationale = "later"
by = "Ada"
at = 2026-11-23T11:00:00Z
item-digest = "sha256:1111111111111111111111111111111111111111111111111111111111111111"
"#;

/// The same with every field that schema 2 adds.
fn full_2() -> String {
    FULL.replace("schema = 1", "schema = 2")
        .replace("[checklist", "time-zone = \"Europe/Berlin\"\n[checklist")
        .replace(
            "id = \"a1\"",
            "id = \"a1\"\nafter = [\"a0\"]\nsaid-at = 2026-11-23T08:00:00Z\nrecorded-by = \"Kim\"",
        )
        .replace("id = \"a2\"", "id = \"a2\"\nafter = [\"a1\"]")
}

fn small(text: &str) -> Checklist {
    form::parse("small.toml".as_ref(), text).unwrap()
}

/// A review's text; a value's own is inline.
fn text(review: &Value) -> String {
    review.as_table().expect("a table").to_string()
}

/// `None` where the text is no review.
fn digest(text: String) -> Option<Digest> {
    let (_, review) = Document::parse("signoff.toml".as_ref(), text).ok()?;
    Some(canonical::digest(&Dossier::new(
        review,
        vec![small(SMALL)],
        CLOCK.now(),
    )))
}

/// Every value that is no table and no list, by its path.
fn leaves(value: &Value, path: &[String], found: &mut Vec<Vec<String>>) {
    let step = |key: &str| [path, &[key.to_owned()]].concat();
    match value {
        Value::Table(table) => table
            .iter()
            .for_each(|(key, value)| leaves(value, &step(key), found)),
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(nth, value)| leaves(value, &step(&nth.to_string()), found));
        }
        _ => found.push(path.to_vec()),
    }
}

fn at<'v>(value: &'v mut Value, path: &[String]) -> &'v mut Value {
    path.iter().fold(value, |value, key| match value {
        Value::Array(list) => &mut list[key.parse::<usize>().unwrap()],
        value => &mut value[key.as_str()],
    })
}

fn other(value: &Value) -> Value {
    match value {
        Value::String(text) if text.starts_with("sha256:") => ["0000", "1111", "2222"]
            .iter()
            .fold(text.clone(), |text, part| text.replace(part, "3333"))
            .into(),
        Value::String(text) => match text.as_str() {
            "partial" | "met" => "unmet".into(),
            "other" => "out-of-scope".into(),
            "Europe/Berlin" => "UTC".into(),
            text => format!("{text}.").into(),
        },
        Value::Integer(number) => (number + 1).into(),
        Value::Datetime(time) => {
            let shown = time.to_string();
            let later = shown.replace("2026", "2027");
            Value::Datetime(later.parse().unwrap())
        }
        value => panic!("no such value in a review: {value:?}"),
    }
}

#[test]
fn every_field_of_every_answer_counts() {
    // In form 1 the checklists count as they are, not as they were when the review began.
    let in_form_1 = 7 + 15 + 2 + 4 + 2 + 6;
    hold(FULL, &["schema", "checklist"], in_form_1);
    hold(&full_2(), &["schema"], in_form_1 + 2 + 1 + 3 + 1);
}

/// Changes and takes out every field but those of some tables, and counts those that can be changed.
fn hold(full: &str, outside: &[&str], count: usize) {
    let whole = Value::Table(full.parse::<Table>().unwrap());
    let signed = digest(full.to_owned()).unwrap();
    let mut paths = Vec::new();
    leaves(&whole, &[], &mut paths);
    let mut changed = 0;
    for path in paths {
        if outside.contains(&path[0].as_str()) {
            continue;
        }
        let shown = path.join("/");
        let mut edited = whole.clone();
        let leaf = at(&mut edited, &path);
        *leaf = other(leaf);
        if let Some(now) = digest(text(&edited)) {
            assert_ne!(now, signed, "{shown} was changed");
            changed += 1;
        } else {
            assert!(path.last().unwrap() == "kind", "{shown} can be changed");
        }
        let (last, above) = path.split_last().unwrap();
        let mut removed = whole.clone();
        match at(&mut removed, above) {
            Value::Table(table) => drop(table.remove(last)),
            Value::Array(list) => drop(list.remove(last.parse().unwrap())),
            value => panic!("nothing is in {value:?}"),
        }
        assert_ne!(digest(text(&removed)), Some(signed), "{shown} was removed");
    }
    assert_eq!(changed, count, "every field of the form above");
}

#[test]
fn order_and_number_of_answers_count() {
    count_answers(FULL, true);
    // Of schema 2 they say themselves which of them comes after which.
    count_answers(&full_2(), false);
}

fn count_answers(full: &str, order_counts: bool) {
    let whole = full.parse::<Table>().unwrap();
    let signed = digest(full.to_owned()).unwrap();
    for (path, nth) in [
        (["item", "small", "A-1", "attestation"], 0),
        (["item", "small", "A-1", "attestation"], 1),
    ] {
        let mut fewer = Value::Table(whole.clone());
        let list = at(&mut fewer, &path.map(str::to_owned))
            .as_array_mut()
            .unwrap();
        list.remove(nth);
        assert_ne!(digest(text(&fewer)), Some(signed));
    }
    let mut turned = Value::Table(whole.clone());
    at(
        &mut turned,
        &["item", "small", "A-1", "attestation"].map(str::to_owned),
    )
    .as_array_mut()
    .unwrap()
    .reverse();
    assert_eq!(digest(text(&turned)) != Some(signed), order_counts);
    let elsewhere = full.replace("item.small.A-1", "item.small.A-2");
    assert_ne!(digest(elsewhere), Some(signed));
}

#[test]
fn what_is_asked_counts() {
    drop(ask(FULL));
    let newer = full_2();
    let with = ask(&newer);
    // And so does what is only shown.
    let signed = with(SMALL);
    for (from, to) in [
        ("title = \"Small\"", "title = \"Tiny\""),
        (
            "[[category]]\nid = \"a\"",
            "source = { title = \"Guide\", url = \"https://x\" }\n[[category]]\nid = \"a\"",
        ),
    ] {
        SMALL.has(from);
        assert_ne!(with(&SMALL.replacen(from, to, 1)), signed, "{to}");
    }
}

/// The digest with a checklist, after each part of it was changed.
fn ask(full: &str) -> impl Fn(&str) -> Digest + use<> {
    let (_, review) = Document::parse("signoff.toml".as_ref(), full.to_owned()).unwrap();
    let with = move |text: &str| {
        canonical::digest(&Dossier::new(
            review.clone(),
            vec![small(text)],
            CLOCK.now(),
        ))
    };
    let signed = with(SMALL);
    for (from, to) in [
        ("version = \"1\"", "version = \"2\""),
        ("title = \"One\"", "title = \"Other\""),
        ("Look at it.", "Look away."),
        ("severity = \"critical\"", "severity = \"low\""),
        ("evidence = \"required\"", "evidence = \"optional\""),
        ("title = \"First\"", "title = \"1st\""),
        ("id = \"B.2\"", "id = \"B.3\""),
        (
            "[[category]]\nid = \"a\"",
            "notices = [\"n\"]\n[[category]]\nid = \"a\"",
        ),
        (
            "[[category]]\nid = \"a\"",
            "policy = { max-age = \"90d\" }\n[[category]]\nid = \"a\"",
        ),
        (
            "severity = \"low\"",
            "severity = \"low\"\nships-as = \"on\"",
        ),
        (
            "severity = \"low\"",
            "severity = \"low\"\nmax-age = \"30d\"",
        ),
        (
            "severity = \"low\"",
            "severity = \"low\"\nreferences = [{ title = \"x\", url = \"https://x\" }]",
        ),
    ] {
        SMALL.has(from);
        assert_ne!(with(&SMALL.replacen(from, to, 1)), signed, "{to}");
    }
    assert_eq!(
        with(&SMALL.replace("\"Look at it.\"", "\"\"\" Look\n at   it. \"\"\"")),
        signed,
        "white space does not count"
    );
    with
}
