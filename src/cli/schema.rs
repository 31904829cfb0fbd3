//! What commands print as JSON, held against the schemas in `assets/json`, which are made of the same types.

#[path = "../../tests/support/openssh.rs"]
#[expect(
    unused_macros,
    unreachable_pub,
    reason = "tests share it, and here it is a review of many that needs it"
)]
mod openssh;

use std::collections::BTreeMap;
use std::path::Path;

use clap::Parser as _;
use schemars::JsonSchema;
use serde_json::Value;

use super::call::Call;
use super::output::Output;
use super::{Cli, Folders, Surroundings, dispatch};
use crate::toml::schema;
use crate::work::Clock;

/// Where reviews that hurt are kept.
const REVIEWS: &str = "tests/faces/transcripts/reviews";

/// Holds the schema of what command lines print against the file in `assets`, and against what they print of every
/// review that is kept.
pub(super) fn hold<T: JsonSchema>(name: &str, form: u8, lines: &[&str]) {
    let schema = schema::of_output::<T>(&format!("signoff {name} --json"), form);
    schema::hold(&format!("json/{name}.schema.json"), &schema);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(REVIEWS);
    let mut refused = false;
    for review in std::fs::read_dir(folder).unwrap() {
        let directory = review.unwrap().path();
        for line in lines {
            if line.contains("signers") && openssh::is_missing() {
                continue;
            }
            let printed = printed(line, &directory);
            let place = format!("{line} in {}", directory.display());
            let faults = schema::faults_of(&schema, &printed);
            assert_eq!(faults, Vec::<String>::new(), "{place}");
            // Of one output that is enough, and it takes its time.
            if !std::mem::replace(&mut refused, true) {
                refuses_less(&schema, &printed, &place);
            }
        }
    }
    assert!(refused || openssh::is_missing(), "nothing was printed");
}

/// A schema that lets anything pass describes nothing: no key may be missing, and none is a fraction.
fn refuses_less(schema: &Value, printed: &Value, place: &str) {
    for key in printed.as_object().expect("an object").keys() {
        let mut other = printed.clone();
        other[key] = 0.5.into();
        let faults = schema::faults_of(schema, &other);
        assert!(!faults.is_empty(), "{place}: {key} may be anything");
        other.as_object_mut().expect("an object").remove(key);
        let faults = schema::faults_of(schema, &other);
        assert!(!faults.is_empty(), "{place}: {key} may be missing");
    }
}

/// What a command line prints in a directory.
fn printed(line: &str, directory: &Path) -> Value {
    let words = std::iter::once("signoff").chain(line.split(' '));
    let surroundings = Surroundings {
        arguments: words.map(Into::into).collect(),
        variables: BTreeMap::new(),
        directory: directory.to_owned(),
        folders: Folders::default(),
        terminal: false,
        clock: Clock {
            time: || "2026-12-01T09:00:00Z".parse().expect("a time"),
            id: || unreachable!("nothing is recorded"),
        },
    };
    let cli = Cli::try_parse_from(&surroundings.arguments).expect("a command line");
    let mut out = Output::new(clap::ColorChoice::Never);
    let call = Call::new(&surroundings, &cli.global);
    match dispatch(cli.command.as_ref(), &call, &mut out) {
        Ok(_) => serde_json::from_str(out.data()).expect("JSON"),
        Err(failure) => panic!("{line} in {}: {}", directory.display(), failure.message),
    }
}
