//! `docs/formats.md`: its example is a checklist, a review of it and a sign-off that holds, and its tables have every key.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use signoff::decision::canonical;
use signoff::store::shelf::Shelf;
use signoff::text::digest::Digest;
use signoff::work::{Clock, OpenReview};

use super::markdown::{below, blocks, rows};
use super::{read, repository};

const FORMATS: &str = "docs/formats.md";

const CLOCK: Clock = Clock {
    time: || "2026-11-26T16:00:00Z".parse().unwrap(),
    id: || uuid::Uuid::new_v4().to_string(),
};

/// Checklist, review, sign-off.
fn parts() -> [String; 3] {
    blocks(FORMATS, "toml").try_into().expect("three examples")
}

#[test]
fn the_checklist_is_one() {
    let [checklist, ..] = parts();
    let list = signoff::checklist::form::parse(Path::new(FORMATS), &checklist).unwrap();
    assert_eq!((list.id.as_str(), list.len()), ("backups", 1));
}

#[test]
fn the_review_is_signed_off_and_its_content_is_as_written() {
    let [checklist, review, signoff] = parts();
    let kept = tempfile::tempdir().unwrap();
    let at = |name: &str| kept.path().join(name);
    std::fs::create_dir(at("checklists")).unwrap();
    std::fs::write(at("checklists/backups.toml"), checklist).unwrap();
    std::fs::write(at("signoff.toml"), format!("{review}\n{signoff}")).unwrap();
    let text = read(FORMATS);
    let log = text
        .split_once("`restore.log` holds the line\n`")
        .and_then(|(_, rest)| rest.split_once('`'))
        .expect("the evidence is written out");
    std::fs::write(at("restore.log"), format!("{}\n", log.0)).unwrap();
    let mut open = OpenReview::open(&at("signoff.toml"), &Shelf::default(), CLOCK).unwrap();
    open.check_evidence();
    let dossier = open.dossier();
    // The statement, the digests of the item, the evidence and the content are all asked for.
    let verdict = open.facts().verdict();
    assert_eq!(verdict.whys(), Vec::<String>::new());
    let (pinned, list) = (&dossier.review().checklists[0], &dossier.checklists()[0]);
    assert_eq!(pinned.digest, list.digest(), "the checklist's digest");
    let [content] = &blocks(FORMATS, "json")[..] else {
        panic!("one canonical content");
    };
    assert_eq!(content.trim_end(), canonical::text(dossier));
    let digest = Digest::of(content.trim_end().as_bytes());
    assert_eq!(digest, dossier.review().signoffs[0].content);
}

/// Every key that a schema names.
fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(rules) => {
            if let Some(Value::Object(properties)) = rules.get("properties") {
                found.extend(properties.keys().cloned());
            }
            rules.values().for_each(|rule| keys(rule, found));
        }
        Value::Array(list) => list.iter().for_each(|rule| keys(rule, found)),
        _ => {}
    }
}

#[test]
fn the_tables_have_every_key_of_both_files() {
    let text = read(FORMATS) + &read("docs/trust.md");
    let mut found = BTreeSet::new();
    for name in ["checklist", "review"] {
        let schema = read(&format!("assets/{name}.schema.json"));
        keys(&serde_json::from_str(&schema).unwrap(), &mut found);
    }
    assert!(found.len() > 40, "{found:?}");
    let named = |key: &String| {
        let forms = [
            format!("`{key}`"),
            format!("[{key}]"),
            format!(".{key}]"),
            format!("[{key}."),
            format!("{key} = "),
        ];
        forms.iter().any(|form| text.contains(form))
    };
    found.retain(|key| !named(key));
    assert_eq!(found, BTreeSet::new());
}

#[test]
fn the_outputs_in_json_have_the_forms_that_are_written() {
    let text = read(FORMATS);
    let table = rows(below(&text, "## JSON"));
    let schemas = std::fs::read_dir(repository("assets/json")).unwrap();
    assert_eq!(schemas.count(), table.len());
    for row in table {
        let file = row[2].split(['[', ']']).nth(1).unwrap();
        let schema: Value = serde_json::from_str(&read(&format!("assets/json/{file}"))).unwrap();
        let form = schema["properties"]["schema"]["const"].to_string();
        assert_eq!(form, row[1], "{file}");
    }
}
