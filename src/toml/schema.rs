//! JSON Schemas of the two files, so that editors complete and check them, and of what commands print as JSON: written and
//! held by tests.

use std::path::Path;

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Value, json};

/// Describes a type that is written as text of a certain form.
macro_rules! text_schema {
    ($type:ty, $description:literal, $pattern:literal) => {
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $description, "pattern": $pattern })
            }
        }
    };
}
pub(crate) use text_schema;

text_schema!(
    crate::text::digest::Digest,
    "SHA-256.",
    "^sha256:[0-9a-f]{64}$"
);

/// The schema of a file whose content is a `T`, with the numbers of its forms.
pub(crate) fn of_file<T: JsonSchema>(title: &str, forms: &[u64]) -> Value {
    // Editors for TOML know draft 7 best.
    let mut schema = SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    schema["title"] = title.into();
    schema["properties"]["schema"] =
        json!({ "enum": forms, "description": "The form of this file." });
    let required = schema["required"]
        .as_array_mut()
        .expect("something is required");
    required.insert(0, "schema".into());
    without_null(&mut schema);
    schema
}

/// The schema of what a command prints, a `T`, with the number of its form.
pub(crate) fn of_output<T: JsonSchema>(title: &str, form: u8) -> Value {
    let mut schema = SchemaSettings::draft07()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    schema["title"] = title.into();
    schema["properties"]["schema"] =
        json!({ "const": form, "description": "The form of this output." });
    schema
}

/// TOML has no null: what may be absent is absent.
fn without_null(schema: &mut Value) {
    let is_null = |value: &Value| *value == json!("null") || *value == json!({ "type": "null" });
    match schema {
        Value::Object(rules) => {
            for word in ["type", "anyOf"] {
                let Some(Value::Array(choices)) = rules.get_mut(word) else {
                    continue;
                };
                choices.retain(|choice| !is_null(choice));
                if let [one] = choices.as_slice() {
                    // A reference stands alone in draft 7, so a choice of one stays a list under another name.
                    let (word, one) = if word == "type" {
                        (word, one.clone())
                    } else {
                        ("allOf", json!([one.clone()]))
                    };
                    rules.remove("anyOf");
                    rules.insert(word.to_owned(), one);
                }
            }
            rules.values_mut().for_each(without_null);
        }
        Value::Array(list) => list.iter_mut().for_each(without_null),
        _ => {}
    }
}

/// Compares a schema with the file in `assets`, or writes it there where `UPDATE_ASSETS` is set.
#[expect(
    clippy::disallowed_methods,
    reason = "a test writes the asset, where it is asked to"
)]
pub(crate) fn hold(name: &str, schema: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(name);
    let text = format!("{schema:#}\n");
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        std::fs::create_dir_all(path.parent().expect("assets")).expect("a directory");
        std::fs::write(&path, &text).expect("a file");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == text,
        "{} is behind the code; run UPDATE_ASSETS=1 cargo test --lib schema",
        path.display()
    );
}

/// What is wrong with a TOML text by a schema.
pub(crate) fn faults(schema: &Value, text: &str) -> Vec<String> {
    let value = toml::Value::Table(text.parse().expect("TOML"));
    faults_of(schema, &plain(value))
}

/// What is wrong with a value by a schema.
pub(crate) fn faults_of(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::draft7::new(schema).expect("a schema");
    let faults = validator.iter_errors(value);
    faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

/// TOML as an editor shows it to a schema: times are text.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(plain).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .collect(),
        ),
    }
}
