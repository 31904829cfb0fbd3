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
    let pipeline = asset("azure-pipelines.yml");
    let script = pipeline
        .lines()
        .find_map(|line| line.trim().strip_prefix("- script: signoff "));
    for line in lines.into_iter().chain(script) {
        let words = words(&format!("signoff {line}"));
        for option in [
            "--require",
            "--system",
            "--environment",
            "--revision",
            "--against",
            "--policy",
            "--allowed-signers",
        ] {
            assert!(words.iter().any(|word| word == option), "{option}: {line}");
        }
        signoff::cli::definition()
            .try_get_matches_from(words)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    assert!(script.is_some() && workflow.matches(signoff::report::intoto::PREDICATE).count() >= 2);
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
    has_every_rule(Path::new(TRUST), block);
    let text = read(TRUST);
    let table = below(&text, "## Policy");
    for rule in rules() {
        let row = |line: &str| line.starts_with("| `") && line.contains(&rule);
        assert!(table.lines().any(row), "{rule} has no row");
    }
}

/// The keys of a policy, as its schema has them.
fn rules() -> Vec<String> {
    let schema: serde_json::Value =
        serde_json::from_str(&read("assets/checklist.schema.json")).unwrap();
    let rules = schema["definitions"]["Policy"]["properties"].as_object();
    // It stands among the principals.
    let overrule = "overrule".to_owned();
    let mut rules: Vec<_> = rules.unwrap().keys().cloned().chain([overrule]).collect();
    rules.sort();
    rules
}

fn has_every_rule(file: &Path, text: &str) {
    let (policy, target) = signoff::policy::form::parse(file, text).unwrap();
    let said = serde_json::to_value(&policy).unwrap();
    let said: Vec<_> = said.as_object().unwrap().keys().cloned().collect();
    assert_eq!(said, rules(), "{}", file.display());
    assert!(target.system.is_some() && !target.checklists.is_empty() && target.items.is_some());
}

#[test]
fn the_strict_policy_explains_every_rule() {
    let text = read("assets/policy/strict.toml");
    has_every_rule(Path::new("strict.toml"), &text);
    let lines: Vec<_> = text.lines().collect();
    for (nth, line) in lines.iter().enumerate() {
        let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) else {
            continue;
        };
        // Those that are alike stand together below one comment.
        let above = lines[..nth].iter().rev().find(|line| !line.contains(" = "));
        assert!(
            above.is_some_and(|line| line.starts_with("# ") || line.starts_with('[')),
            "{key}"
        );
    }
}

#[test]
fn the_line_of_allowed_signers_is_the_examples() {
    let [line] = &blocks(TRUST, "text")[..] else {
        panic!("one line");
    };
    assert!(read("assets/example/allowed-signers").starts_with(line.trim_end()));
}
