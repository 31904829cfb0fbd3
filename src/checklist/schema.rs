//! The JSON Schema of a checklist.

use super::{Checklist, form};
use crate::policy::Rule;
use crate::toml::schema;

/// What the form says where a file says nothing.
pub(super) fn no_evidence() -> Rule {
    Rule::Optional
}

const LEAST: &str = "schema = 1\nid = \"a\"\ntitle = \"A\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"C\"\n\
                     [[category.item]]\nid = \"C-1\"\ntitle = \"One\"\nseverity = \"low\"\n";

#[test]
fn the_schema_describes_checklists() {
    let schema = schema::of_file::<Checklist>("signoff checklist", &[form::SCHEMA]);
    schema::hold("checklist.schema.json", &schema);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(
            schema::faults(&schema, &text),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
    }
    assert_eq!(schema::faults(&schema, LEAST), Vec::<String>::new());
}

/// What the program refuses, an editor marks.
#[test]
fn the_schema_refuses_what_the_program_refuses() {
    let schema = schema::of_file::<Checklist>("signoff checklist", &[form::SCHEMA]);
    for (from, to) in [
        ("schema = 1", "schema = 2"),
        ("schema = 1\n", ""),
        ("id = \"a\"", "id = \"1a\""),
        ("id = \"C-1\"", "id = \"C 1\""),
        ("title = \"One\"", "title = \"\""),
        ("title = \"One\"\n", ""),
        ("severity = \"low\"", "severity = \"lowest\""),
        ("severity = \"low\"\n", ""),
        (
            "severity = \"low\"",
            "severity = \"low\"\nserverity = \"low\"",
        ),
        ("severity = \"low\"", "severity = \"low\"\nmax-age = \"0d\""),
        (
            "severity = \"low\"",
            "severity = \"low\"\nevidence = \"maybe\"",
        ),
        (
            "severity = \"low\"",
            "severity = \"low\"\nreferences = [{ title = \"x\", url = \"ftp://x\" }]",
        ),
        (
            "severity = \"low\"",
            "severity = \"low\"\nreferences = [{ title = \"x\" }]",
        ),
        (
            "[[category]]",
            "policy = { roles = [\"boss\"] }\n[[category]]",
        ),
        ("[[category]]", "policy = { age = \"9d\" }\n[[category]]"),
        ("[[category]]", "notices = \"one\"\n[[category]]"),
        (
            "[[category]]",
            "source = { title = \"x\", url = \"https://x\", licence = \"MIT\" }\n[[category]]",
        ),
        ("version = \"1\"", "version = 1"),
    ] {
        let text = LEAST.replacen(from, to, 1);
        assert!(
            form::parse("x".as_ref(), &text).is_err(),
            "the program reads {to:?}"
        );
        assert_ne!(
            schema::faults(&schema, &text),
            Vec::<String>::new(),
            "the schema allows {to:?}"
        );
    }
}
