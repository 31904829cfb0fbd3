//! What a checklist's author should mend although the file can be read.

use std::path::Path;

use super::{Checklist, form};
use crate::policy::{Rule, Severity};
use crate::toml::problem::{Problems, Source};
use crate::toml::reader::Table;

/// Advice about one item, or a rule of the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The item's id, or the key of the rule.
    pub about: String,
    /// What could be better.
    pub message: &'static str,
}

/// Every mistake of a file, or, where it can be read, what could be better.
pub fn lint(file: &Path, text: &str) -> Result<(Checklist, Vec<Advice>), Problems> {
    let checklist = form::parse(file, text)?;
    let mut advice = policy(text, &checklist);
    for item in checklist
        .categories
        .iter()
        .flat_map(|category| &category.items)
    {
        let mut say = |message| {
            advice.push(Advice {
                about: item.id.clone(),
                message,
            });
        };
        if item.guidance.trim().is_empty() {
            say("no guidance: say how to check and what a good answer contains");
        }
        if item.title.chars().count() > 100 {
            say("the title is longer than 100 characters: put the detail into the guidance");
        }
        if item.references.is_empty() {
            say("no reference: name a document that explains the item");
        }
        if item.severity == Severity::Critical && item.evidence == Rule::Optional {
            say("critical without required evidence: a claim alone would count as met");
        }
    }
    Ok((checklist, advice))
}

/// Rules that ask for nothing, which are read all the same: something was signed against such a list.
fn policy(text: &str, checklist: &Checklist) -> Vec<Advice> {
    let mut source = Source::new(Path::new(""), text);
    let table = Table::parse(text, &mut source);
    let table = table.and_then(|mut table| table.take::<Table<'_>>("policy", &mut source));
    let names_no_role = table.is_some_and(|mut table| {
        table.place("roles").is_some() && table.take_all::<String>("roles", &mut source).is_empty()
    });
    let asks_for_nobody = checklist.policy.people == Some(0);
    [
        (
            names_no_role,
            "policy.roles",
            "asks for no role, so that the approver is asked for: leave it out, or name a role",
        ),
        (
            asks_for_nobody,
            "policy.people",
            "asks for nobody: leave it out, or say how many people have to approve",
        ),
    ]
    .into_iter()
    .filter(|(is_so, ..)| *is_so)
    .map(|(_, about, message)| Advice {
        about: about.to_owned(),
        message,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRONG: &str = r#"schema = 1
id = "my list"
titel = "Mine"
version = "1"

[[category]]
id = "a"
title = "A"

[[category.item]]
id = "A-1"
title = ""
severity = "urgent"
references = [{ title = "x", url = "javascript:alert(1)" }]

[[category.item]]
id = "A-1"
title = "Same id"
severity = "low"
max-age = "soon"
"#;

    #[test]
    fn every_mistake_is_reported_at_once() {
        insta::assert_snapshot!(lint(Path::new("wrong.toml"), WRONG).unwrap_err());
    }

    #[test]
    fn broken_syntax_is_reported_with_its_place() {
        let problems =
            lint(Path::new("x.toml"), "schema = 1\nid = \"a\ntitle = 'b'\n").unwrap_err();
        assert_eq!(
            (
                problems.list.len(),
                problems.list[0].line,
                problems.list[0].column
            ),
            (1, 2, 8)
        );
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_crash() {
        for text in [
            format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
            format!("{}a = 1", "a.".repeat(100_000)),
            format!("a = {}", "{ a = ".repeat(100_000)),
        ] {
            let problems = lint(Path::new("deep.toml"), &text).unwrap_err();
            assert!(problems.to_string().contains("recurs"), "{problems}");
        }
    }

    #[test]
    fn advice_is_given_on_a_readable_list() {
        let text = "schema = 1\nid = \"a\"\ntitle = \"A\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"C\"\n\
                    [[category.item]]\nid = \"C-1\"\ntitle = \"One\"\nseverity = \"critical\"\n";
        let (checklist, advice) = lint(Path::new("a.toml"), text).unwrap();
        assert_eq!(checklist.len(), 1);
        assert_eq!(advice.len(), 3);
    }

    #[test]
    fn advice_is_given_on_rules_that_ask_for_nothing() {
        let about = |policy: &str| -> Vec<String> {
            let text = format!(
                "schema = 1\nid = \"a\"\ntitle = \"A\"\nversion = \"1\"\npolicy = {{ {policy} }}\n[[category]]\nid = \"c\"\n\
                 title = \"C\"\n[[category.item]]\nid = \"C-1\"\ntitle = \"One\"\nseverity = \"low\"\n"
            );
            let (_, advice) = lint(Path::new("a.toml"), &text).unwrap();
            let advice = advice.into_iter().map(|one| one.about);
            advice.filter(|about| about != "C-1").collect()
        };
        assert_eq!(
            about("roles = [], people = 0"),
            ["policy.roles", "policy.people"]
        );
        assert!(about("roles = [\"approver\"], people = 1").is_empty());
        assert!(about("").is_empty());
    }
}
