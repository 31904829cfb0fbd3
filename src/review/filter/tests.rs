use super::*;

fn messages(text: &str) -> Vec<String> {
    Filter::parse(text)
        .wrong
        .iter()
        .map(|wrong| format!("{}: {}", &text[wrong.at.clone()], wrong.message))
        .collect()
}

#[test]
fn a_wrong_term_is_marked_and_the_rest_applies() {
    assert_eq!(messages("net sev:hi is:unmet"), [r#"sev:hi: no severity "hi": critical, high, medium, low"#]);
    assert_eq!(Filter::parse("net sev:hi is:unmet").terms, Filter::parse("net is:unmet").terms);
    assert_eq!(
        messages("ö  -Foo:x\tby:"),
        ["-Foo:x: no term \"Foo:\": is:, sev:, cat:, by:, has:", "by:: by: some letters of a name",]
    );
    assert_eq!(
        messages("has: sev:>=bad"),
        [
            "has:: has: one of evidence, finding, draft, reference",
            "sev:>=bad: no severity \">=bad\": critical, high, medium, low",
        ]
    );
    assert!(
        messages("is:na is:n/a is:not-applicable IS:Met !is:draft sev:>=high cat:x by:ada - !").is_empty()
    );
}
