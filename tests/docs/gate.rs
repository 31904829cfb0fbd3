//! The files for a deploy gate say what the program understands and writes.

use super::repository;

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
fn the_policy_asks_for_what_there_is() {
    let (policy, readme) = (
        asset("signoff.rego"),
        std::fs::read_to_string(repository("README.md")).unwrap(),
    );
    assert!(policy.contains(signoff::report::intoto::PREDICATE));
    let table = readme
        .split_once("| property |")
        .unwrap()
        .1
        .split_once("\n\n")
        .unwrap()
        .0;
    let table = table.replace("`…_", "`SIGNOFF_ROLE_");
    for property in policy
        .split('"')
        .filter(|word| word.starts_with("SIGNOFF_"))
    {
        assert!(table.contains(&format!("`{property}`")), "{property}");
    }
}
