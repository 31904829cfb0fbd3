//! What a checklist's author should mend although the file can be read.

use std::path::Path;

use super::{Checklist, form};
use crate::policy::{Rule, Severity};
use crate::toml::problem::Problems;

/// Advice about one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The item's id.
    pub item: String,
    /// What could be better.
    pub message: &'static str,
}

/// Every mistake of a file, or, where it can be read, what could be better.
pub fn lint(file: &Path, text: &str) -> Result<(Checklist, Vec<Advice>), Problems> {
    let checklist = form::parse(file, text)?;
    let mut advice = Vec::new();
    for item in checklist
        .categories
        .iter()
        .flat_map(|category| &category.items)
    {
        let mut say = |message| {
            advice.push(Advice {
                item: item.id.clone(),
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
}
