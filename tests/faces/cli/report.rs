//! The report of a signed review says of each signature what was found out, and no more.

use super::attacks::{LIST, Signed};
use crate::has::Has as _;
use crate::house::{House, Run, mini};

const REPORT: &str = "report --allowed-signers ../allowed";

/// A checklist whose policy wants signatures.
fn strict() -> String {
    LIST.replace("policy = {", "policy = { signature = \"required\",")
}

#[test]
fn a_title_that_nobody_signed_is_not_shown() {
    let house = House::of(&mini("", &["high"]), "--system box");
    house.done("attest A-1 met --rationale Fine");
    let more = "\n[item.mini.X-9]\ntitle = \"All else is fine\"\n";
    house.put(&format!("{}{more}", house.review()));
    house.run("report").is(0).lacks_out("All else is fine");
}

/// What stands above the first section.
fn top(run: &Run) -> &str {
    run.is(0);
    run.out.split_once("\n## ").unwrap().0
}

#[test]
fn who_signed_stands_at_the_top_and_with_each_sign_off() {
    needs_openssh!();
    let signed = Signed::new();
    let run = signed.done(REPORT);
    assert_eq!(run.err, "");
    for mail in ["grace@example.org", "rita@example.org"] {
        assert!(
            top(&run).contains(&format!("signed by `{mail}` and **verified**: **current**")),
            "{run}"
        );
        run.has_out(&format!("- Signature: **verified** when this report was made\n- Principal: `{mail}`\n- Key: `ssh-ed25519` `SHA256:"));
    }
    let sum = std::process::Command::new("sha256sum")
        .arg(signed.path("../allowed"))
        .output()
        .unwrap();
    let sum = String::from_utf8(sum.stdout).unwrap();
    run.has_out(&format!(
        "the allowed signers `allowed` (`sha256:{}`)",
        &sum[..64]
    ));
    run.lacks_out(&signed.path("..").canonicalize().unwrap().to_string_lossy());

    signed.done("report --allowed-signers ../allowed --revoked ../rita.pub --output report.md");
    let text = signed.read("report.md");
    text.has("**Decision: not signed off.**");
    text.has("**SIGNATURE REFUSED** (approved as reviewer by Rita Levi");
    text.has("and the revoked keys `rita.pub` (`sha256:");
}

#[test]
fn without_signers_or_openssh_the_report_says_so() {
    needs_openssh!();
    let signed = Signed::new();
    let told = |run: &Run, decision: &str, basis: &str, why: &str| {
        assert!(top(run).contains(decision), "{run}");
        assert!(
            top(run).contains(&format!("**Signatures were not verified, and {basis}**")),
            "{run}"
        );
        run.has_out("- Signature: there is one, **not verified** for this report");
        run.lacks_out("**verified**").lacks_out("signed by");
        run.has_out(why).has_err(why);
    };
    told(
        &signed.run("report"),
        "**Decision: signed off, approved; signatures not verified.**",
        "the verdict does not cover them",
        "nothing says who may sign",
    );
    let mut alone = signed.command(&["report", "--allowed-signers", "../allowed"]);
    let run = Run::of(alone.env("PATH", signed.path("nowhere")));
    // Who names the signers wants to know.
    told(
        &run,
        "**Decision: not signed off.**",
        "they are asked for",
        "cannot run ssh-keygen",
    );

    let signed = Signed::of(&strict());
    let run = signed.run("report");
    assert!(top(&run).contains("**Decision: not signed off.**"), "{run}");
    assert!(
        top(&run).contains("has a signature that was not verified here"),
        "{run}"
    );
    top(&signed.run(REPORT)).has("**Decision: signed off, approved.**");
}

#[test]
fn a_list_that_is_named_must_be_there() {
    let house = House::with_review();
    let run = house.run("report --allowed-signers nobody");
    assert!(
        run.code == 2 && run.err.contains("there is no file") && run.out.is_empty(),
        "{run}"
    );
    house.run("report").is(0);
    needs_openssh!();
    let signed = Signed::new();
    signed
        .run("report --allowed-signers ../allowed --revoked nobody")
        .is(2);
}

#[test]
fn the_report_decides_as_check_does() {
    needs_openssh!();
    let signed = Signed::of(&strict());
    let block = signed
        .text
        .rsplit_once("signature = ")
        .unwrap()
        .1
        .trim_end();
    for (text, options, passes) in [
        (signed.text.clone(), "", true),
        (signed.text.clone(), "--revoked ../grace.pub", false),
        (signed.text.clone(), "--at 2999-06-01", true),
        (signed.text.clone(), "--at 2020-01-01", false),
        (signed.text.replace(block, "\"signed by Grace\""), "", false),
        (
            signed
                .text
                .replace(&format!("signature = {block}"), "signed = true"),
            "",
            false,
        ),
        (
            signed
                .text
                .replace("\"\"\"Later\"\"\"", "\"\"\"Never\"\"\""),
            "",
            false,
        ),
    ] {
        signed.put(&text);
        let (report, check) = (
            signed.run(&format!("{REPORT} {options}")),
            signed.run(&format!("check --allowed-signers ../allowed {options}")),
        );
        let says = top(&report).contains("**Decision: signed off");
        assert_eq!(
            (says, check.code == 0),
            (passes, passes),
            "{options}\n{report}\n{check}"
        );
    }
    let run = signed.run(&format!("{REPORT} --at 2999-06-01"));
    assert!(top(&run).contains("As of 2999-06-01 (UTC)."), "{run}");
}

#[test]
fn the_status_verifies_nothing_and_says_so() {
    needs_openssh!();
    let signed = Signed::new();
    let run = signed.done("status");
    assert_eq!(
        run.out.matches("signed, not verified here").count(),
        2,
        "{run}"
    );
    let json: serde_json::Value = serde_json::from_str(&signed.done("status --json").out).unwrap();
    let proof = &json["signoffs"][0]["proof"];
    assert_eq!(proof["state"], "not-verified");
    assert_eq!(proof["principal"], serde_json::Value::Null);
    proof["why"].as_str().unwrap().has("who may sign");
    assert_eq!(json["against"], serde_json::Value::Null);
}
