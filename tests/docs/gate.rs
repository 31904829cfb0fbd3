//! The policy, and the files for a deploy gate, say what the program understands and writes.

use std::path::Path;

use super::markdown::{below, blocks};
use super::{read, repository};

const TRUST: &str = "docs/trust.md";

fn asset(name: &str) -> String {
    std::fs::read_to_string(repository("assets/gate").join(name)).unwrap()
}

/// The words of a shell line; quotes hold nothing together here but what has no space.
fn words(line: &str) -> Vec<String> {
    line.split_whitespace()
        .map(|word| word.replace('"', ""))
        .collect()
}

#[test]
fn the_commands_of_the_workflow_are_commands() {
    let workflow = asset("deploy.yml");
    let lines: Vec<_> = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- run: signoff "))
        .collect();
    assert_eq!(lines.len(), 2, "check and export");
    for line in lines {
        let words = words(&format!("signoff {line}"));
        signoff::cli::definition()
            .try_get_matches_from(words)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    assert!(workflow.matches(signoff::report::intoto::PREDICATE).count() >= 2);
}

#[test]
fn the_rego_policy_asks_for_what_there_is() {
    let (policy, text) = (asset("signoff.rego"), read(TRUST));
    assert!(policy.contains(signoff::report::intoto::PREDICATE));
    assert!(text.contains(signoff::report::intoto::PREDICATE));
    let table = below(&text, "## In a deploy gate");
    let table = table.replace("`…_", "`SIGNOFF_ROLE_");
    for property in policy
        .split('"')
        .filter(|word| word.starts_with("SIGNOFF_"))
    {
        assert!(table.contains(&format!("`{property}`")), "{property}");
    }
}

#[test]
fn the_policy_of_the_documents_is_one() {
    let [block] = &blocks(TRUST, "toml")[..] else {
        panic!("one policy");
    };
    let policy = signoff::policy::form::parse(Path::new(TRUST), block).unwrap();
    let said = serde_json::to_value(&policy).unwrap();
    assert_eq!(
        said.as_object().unwrap().len(),
        11,
        "every rule is there: {said}"
    );
}

#[test]
fn the_line_of_allowed_signers_is_the_examples() {
    let [line] = &blocks(TRUST, "text")[..] else {
        panic!("one line");
    };
    assert!(read("assets/example/allowed-signers").starts_with(line.trim_end()));
}
