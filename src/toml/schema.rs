//! JSON Schemas of the two files, so that editors complete and check them, and of what commands print as JSON: written and
//! held by tests.

use std::path::Path;

use regex::Regex;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

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

/// The schema of a file whose content is a `T`, with the number of its form.
pub(crate) fn of_file<T: JsonSchema>(title: &str, form: u64) -> Value {
    // Editors for TOML know draft 7 best.
    let mut schema = SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    schema["title"] = title.into();
    schema["properties"]["schema"] =
        json!({ "const": form, "description": "The form of this file." });
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
        "{} is behind the code; run the tests with UPDATE_ASSETS=1",
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
    let mut faults = Vec::new();
    Check {
        root: schema,
        faults: &mut faults,
    }
    .value(schema, value, "");
    faults
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

/// As much of JSON Schema as they need; a word that it does not know is a panic, never a pass.
struct Check<'c> {
    root: &'c Value,
    faults: &'c mut Vec<String>,
}

impl Check<'_> {
    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(rules) = schema.as_object() else {
            assert_eq!(schema, &Value::Bool(true), "a schema is an object or true");
            return;
        };
        for (word, rule) in rules {
            let holds = match word.as_str() {
                "$schema" | "title" | "description" | "default" | "definitions" | "format" => true,
                "$ref" => {
                    let target = rule
                        .as_str()
                        .and_then(|path| self.root.pointer(path.strip_prefix('#')?));
                    self.value(target.expect("a definition"), value, at);
                    true
                }
                "type" => is_of_type(rule, value),
                "const" => rule == value,
                "enum" => rule.as_array().is_some_and(|values| values.contains(value)),
                "pattern" => value.as_str().is_none_or(|text| is_like(rule, text)),
                "minLength" => value
                    .as_str()
                    .is_none_or(|text| text.len() as u64 >= number(rule)),
                "minItems" => value
                    .as_array()
                    .is_none_or(|list| list.len() as u64 >= number(rule)),
                "minimum" => value
                    .as_i64()
                    .is_none_or(|value| value >= rule.as_i64().unwrap_or_default()),
                "anyOf" | "oneOf" => self.passing(rule, value) > 0,
                "allOf" => {
                    for rule in list(rule) {
                        self.value(rule, value, at);
                    }
                    true
                }
                "items" => {
                    for (nth, value) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(rule, value, &format!("{at}/{nth}"));
                    }
                    true
                }
                "required" => value.as_object().is_none_or(|table| {
                    list(rule)
                        .iter()
                        .all(|key| key.as_str().is_some_and(|key| table.contains_key(key)))
                }),
                "properties" | "additionalProperties" | "propertyNames" => {
                    value
                        .as_object()
                        .into_iter()
                        .flatten()
                        .for_each(|(key, value)| {
                            self.property(word, rule, rules, key, value, &format!("{at}/{key}"));
                        });
                    true
                }
                word => panic!("unknown word `{word}` in a schema"),
            };
            if !holds {
                self.faults.push(format!("{at}: {word}"));
            }
        }
    }

    fn property(
        &mut self,
        word: &str,
        rule: &Value,
        rules: &Map<String, Value>,
        key: &str,
        value: &Value,
        at: &str,
    ) {
        let known = rules.get("properties").and_then(|known| known.get(key));
        match (word, known) {
            ("propertyNames", _) => self.value(rule, &key.into(), at),
            ("properties", Some(known)) => self.value(known, value, at),
            ("additionalProperties", None) if *rule == Value::Bool(false) => {
                self.faults.push(format!("{at}: unknown key"));
            }
            ("additionalProperties", None) => self.value(rule, value, at),
            _ => {}
        }
    }

    fn passing(&self, rules: &Value, value: &Value) -> usize {
        let passes = |rule: &&Value| {
            let mut faults = Vec::new();
            Check {
                root: self.root,
                faults: &mut faults,
            }
            .value(rule, value, "");
            faults.is_empty()
        };
        list(rules).iter().filter(passes).count()
    }
}

fn list(rule: &Value) -> &[Value] {
    rule.as_array().expect("a list of rules")
}

fn number(rule: &Value) -> u64 {
    rule.as_u64().expect("a number")
}

fn is_like(rule: &Value, text: &str) -> bool {
    Regex::new(rule.as_str().expect("a pattern"))
        .expect("a pattern")
        .is_match(text)
}

fn is_of_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().expect("the name of a type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unknown type `{other}` in a schema"),
    };
    rule.as_array()
        .map_or_else(|| is(rule), |names| names.iter().any(is))
}
