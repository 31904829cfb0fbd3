//! The verdict for other programs.

use crate::has::Has as _;
use crate::house::{House, mini};

const HEX: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
fn house() -> House {
    let house = House::of(&mini("", &["critical"]), "--system box --revision v1");
    house.write("app.bin", "an artifact\n");
    house
}

fn sign(decision: &str) -> String {
    format!(
        "sign --unsigned --role approver --decision {decision} --why So --by 'Grace <grace@example.org>'"
    )
}

#[test]
fn a_verdict_is_given_where_the_gate_is_open() {
    let house = house();
    let closed = house.run("export in-toto --subject-file app.bin --output verdict.json");
    assert!(closed.code == 1 && closed.out.is_empty(), "{closed}");
    for reason in house.run("check").out.lines() {
        closed.has_err(reason);
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
    out.has("\"SIGNOFF_APPROVED_WITH_CONDITIONS\"")
        .has("\"SIGNOFF_ROLE_APPROVER\"");
    for absent in [
        "\"SIGNOFF_APPROVED\"",
        "SIGNOFF_SIGNED",
        "SIGNOFF_NO_UNMET_CRITICAL",
    ] {
        out.lacks(absent);
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
    house.run("check --json").has_out(&digest);
    house.done("export canonical --output content.json");
    assert_eq!(house.read("content.json"), text);
}

#[test]
fn no_verdict_is_given_of_a_review_in_any_other_state() {
    let states: [(&str, &[&str]); 6] = [
        ("not reviewed", &[]),
        ("not decided", &["attest A-1 met --rationale Fine"]),
        (
            "rejected",
            &["attest A-1 met --rationale Fine", &sign("rejected")],
        ),
        (
            "revoked",
            &[
                "attest A-1 met --rationale Fine",
                &sign("approved"),
                "revoke approver --reason Early --unsigned",
            ],
        ),
        (
            "changed since",
            &[
                "attest A-1 met --rationale Fine",
                &sign("approved"),
                "attest A-1 met --rationale 'Looked again'",
            ],
        ),
        (
            "taken back",
            &["attest A-1 met --rationale Fine", &sign("approved"), "undo"],
        ),
    ];
    for (state, lines) in states {
        let house = house();
        house.write("verdict.json", "an older verdict\n");
        for line in lines {
            house.done(line);
        }
        let check = house.run("check");
        check.is(1);
        for line in [
            "export in-toto --predicate --output verdict.json",
            "export in-toto --subject-file app.bin",
        ] {
            let run = house.run(line);
            assert!(run.code == 1 && run.out.is_empty(), "{state}: {run}");
            let reasons = run.err.lines().filter_map(|line| line.strip_prefix("  "));
            // A minute may begin between the two.
            let timeless = |line| str::split(line, ", as of ").next();
            let is_same = reasons.map(timeless).eq(check.out.lines().map(timeless));
            assert!(is_same, "{state}: {run}\n{check}");
        }
        assert_eq!(house.read("verdict.json"), "an older verdict\n", "{state}");
    }
}

#[test]
fn no_verdict_is_given_of_evidence_that_changed() {
    let house = house();
    house.write("scan.txt", "0 open\n");
    house.done("attest A-1 met --rationale Fine --evidence scan.txt");
    house.done(&sign("approved"));
    house.done("export in-toto --predicate");
    house.write("scan.txt", "1 open\n");
    house
        .run("export in-toto --predicate")
        .is(1)
        .has_err("A-1 is stale: scan.txt changed");
}

#[test]
fn a_seal_changes_neither_the_verdict_nor_the_content() {
    let house = house();
    house.done("attest A-1 met --rationale Fine");
    let content = house.done("export canonical").out;
    house.done("seal --reason 'Goes to Grace'");
    house.done(&sign("approved"));
    assert_eq!(house.done("export canonical").out, content);
    house.done("export in-toto --predicate");
}

#[test]
fn a_verdict_names_every_checklist() {
    let house = house();
    house.write(
        "other.toml",
        &mini("", &["critical"]).replace("mini", "other"),
    );
    house.done("new --checklist ./mini.toml --checklist ./other.toml --system two two.toml");
    house.done("-r two.toml attest mini/A-1 other/A-1 met --rationale Fine");
    house.done(&format!("-r two.toml {}", sign("approved")));
    let out = house.done("-r two.toml export in-toto --predicate").out;
    let verdict: serde_json::Value = serde_json::from_str(&out).unwrap();
    let policies = verdict["verifier"]["policies"].as_array().unwrap();
    let names: Vec<_> = policies.iter().map(|policy| &policy["name"]).collect();
    assert_eq!(names, ["mini", "other"]);
}

#[test]
fn the_content_is_exported_in_every_state() {
    let house = house();
    house.write("scan.txt", "0 open\n");
    let mut contents = Vec::new();
    for line in [
        "status",
        "attest A-1 met --rationale Fine --evidence scan.txt",
        "undo",
        "attest A-1 unmet --rationale Later",
    ] {
        house.done(line);
        let text = house.done("export canonical").out;
        let digest = signoff::text::digest::Digest::of(text.as_bytes()).to_string();
        let check: serde_json::Value = house.json("check --json");
        assert_eq!(check["content"], digest, "{line}");
        assert!(!contents.contains(&text), "{line} changes the content");
        contents.push(text);
    }
    // What is decided is not part of what is decided on, nor is a file that lies beside it.
    for line in [
        &sign("rejected"),
        "revoke approver --reason Early --unsigned --by 'Grace <grace@example.org>'",
    ] {
        house.done(line);
        house.write("scan.txt", "1 open\n");
        assert_eq!(Some(&house.done("export canonical").out), contents.last());
    }
}

#[test]
fn the_content_is_never_written_over_the_review() {
    let house = house();
    let before = house.review();
    for file in ["signoff.toml", "./signoff.toml", "none/content.json"] {
        let run = house.run(&format!("export canonical --output {file}"));
        assert!(run.code == 2 && run.out.is_empty(), "{file}: {run}");
    }
    assert_eq!(house.review(), before);
    std::fs::remove_file(house.path("signoff.toml")).unwrap();
    house.run("export canonical").is(2).has_err("no review");
}
