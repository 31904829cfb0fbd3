//! The verdict for other programs.

use super::house::House;

const HEX: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const LIST: &str = "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\n[[category]]\nid = \"a\"\ntitle = \"A\"\n\
                    [[category.item]]\nid = \"A-1\"\ntitle = \"One\"\nseverity = \"critical\"\n";

fn house() -> House {
    let house = House::new();
    house.write("mini.toml", LIST);
    house.write("app.bin", "an artifact\n");
    house.done("new --checklist ./mini.toml --system box --revision v1");
    house
}

fn sign(decision: &str) -> String {
    format!(
        "sign --unsigned --role approver --decision {decision} --by 'Grace <grace@example.org>'"
    )
}

#[test]
fn a_verdict_is_given_where_the_gate_is_open() {
    let house = house();
    let closed = house.run("export in-toto --subject-file app.bin --output verdict.json");
    assert!(closed.code == 1 && closed.out.is_empty(), "{closed}");
    for reason in house.run("check").out.lines() {
        assert!(closed.err.contains(reason), "{reason}\n{closed}");
    }
    assert!(!house.path("verdict.json").exists());
    house.done("attest A-1 met --rationale Fine");
    house.done(&sign("approved"));
    house.write("policy.toml", "roles = [\"approver\"]\n");
    let all = house.transcript(&[
        &format!(
            "export in-toto --subject ghcr.io/a/b=sha256:{HEX} --subject-file app.bin --policy policy.toml"
        ),
        "export in-toto --predicate",
        "export in-toto --predicate --revision v2",
        "export in-toto --predicate --require signed",
    ]);
    let content = house.run("export canonical").out;
    let content = signoff::text::digest::Digest::of(content.as_bytes()).hex();
    assert_eq!(all.matches(&content).count(), 2);
    house.assert("export_in_toto", &all.replace(&content, "[content]"));
    house.done("export in-toto --predicate --output verdict.json");
    assert!(
        house
            .read("verdict.json")
            .starts_with("{\n  \"verifier\": {")
    );
}

#[test]
fn properties_say_what_holds_and_nothing_else() {
    let house = house();
    house.done("attest A-1 unmet --rationale Later --owner Kim --due 2999-01-01");
    house.done(&format!(
        "{} --condition Mend --owner Kim --due 2999-01-01",
        sign("approved-with-conditions")
    ));
    let out = house.done("export in-toto --predicate").out;
    assert!(
        out.contains("\"SIGNOFF_APPROVED_WITH_CONDITIONS\"")
            && out.contains("\"SIGNOFF_ROLE_APPROVER\"")
    );
    for absent in [
        "\"SIGNOFF_APPROVED\"",
        "SIGNOFF_SIGNED",
        "SIGNOFF_NO_UNMET_CRITICAL",
    ] {
        assert!(!out.contains(absent), "{absent}\n{out}");
    }
}

#[test]
fn artifacts_are_named_once_and_are_files() {
    let house = house();
    house.done("attest A-1 met --rationale Fine");
    house.done(&sign("approved"));
    house.write("dir/app.bin", "another\n");
    std::os::unix::fs::symlink("app.bin", house.path("link.bin")).unwrap();
    let wrong = house.transcript(&[
        "export in-toto",
        "export in-toto --predicate --subject-file app.bin",
        "export in-toto --subject app.bin",
        "export in-toto --subject app.bin=sha256:AA",
        &format!("export in-toto --subject =sha256:{HEX}"),
        "export in-toto --subject-file app.bin --subject-file dir/app.bin",
        "export in-toto --subject-file dir",
        "export in-toto --subject-file link.bin",
        "export in-toto --subject-file none/app.bin",
        "export in-toto --predicate --require complete",
        "export in-toto --predicate --output signoff.toml",
    ]);
    house.assert("export_errors", &wrong);
}

#[test]
fn the_canonical_content_is_what_the_digest_is_of() {
    let house = house();
    house.done("attest A-1 met --rationale 'Fine \u{202e}\u{7f} \"quoted\"'");
    let text = house.done("export canonical").out;
    assert!(
        text.starts_with('{') && text.ends_with('}') && text.contains('\u{7f}'),
        "{text}"
    );
    let digest = signoff::text::digest::Digest::of(text.as_bytes()).to_string();
    assert!(house.run("check --json").out.contains(&digest));
    house.done("export canonical --output content.json");
    assert_eq!(house.read("content.json"), text);
}
