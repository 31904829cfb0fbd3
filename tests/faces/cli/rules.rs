//! Every rule that a policy may have is asked: an attack that passes without it, and the gate that it closes.

use crate::has::Has as _;
use crate::house::{ADA, BOB, GRACE, House, Run, mini};

/// A review of one critical item that Ada answers so, and that Grace approves.
fn answered(answer: &str) -> House {
    let house = House::of(&mini("", &["critical"]), "--system box --revision v1");
    house.write("proof.txt", "fine\n");
    house.write("empty.txt", "");
    house.done(&format!("attest A-1 {answer}"));
    sign(&house, "approver", GRACE, "");
    house
}

fn sign(house: &House, role: &str, by: &str, more: &str) {
    house.by(by).done(&format!(
        "sign --role {role} --decision approved --unsigned {more}"
    ));
}

fn check(house: &House, policy: &str, more: &str) -> Run {
    house.write("../policy.toml", policy);
    house.run(&format!("check --policy ../policy.toml {more}"))
}

/// Under an empty policy the review passes; under this one it does not, and every face says why.
fn closes(house: &House, policy: &str, more: &str, why: &str) {
    check(house, "", more).is(0);
    let run = check(house, policy, more);
    run.is(1).has_out(why);
    for command in ["status", "report"] {
        let run = house.run(&format!("{command} --policy ../policy.toml {more}"));
        // A report puts addresses apart.
        let said = run.out.replace(['`', '\\'], "");
        let words = why.split(" <").next().unwrap();
        assert!(said.contains(words), "{command}: {words}\n{run}");
    }
    if more.is_empty() {
        for command in ["export in-toto --predicate", "walk --plain"] {
            let run = house.run(&format!("{command} --policy ../policy.toml"));
            let said = format!("{}{}", run.out, run.err);
            run.is(1);
            said.has(why);
        }
    }
}

fn keeps(house: &House, policy: &str, more: &str) {
    check(house, policy, more).is(0);
}

#[test]
fn what_is_critical_is_not_simply_not_applicable() {
    let house = answered("not-applicable --rationale .");
    closes(
        &house,
        "not-applicable = [\"low\", \"medium\"]",
        "",
        "A-1 is n/a, which the policy forbids for severity critical",
    );
    keeps(&house, "not-applicable = [\"critical\"]", "");
}

#[test]
fn a_note_is_no_evidence_where_kinds_are_asked_for() {
    let house = answered("met --rationale Fine --note 'trust me'");
    keeps(&house, "evidence = \"required\"", "");
    closes(
        &house,
        "evidence-kinds = [\"file\", \"link\"]",
        "",
        "A-1 has 0 of 1 piece of evidence of kind link or file",
    );
    let house = answered("met --rationale Fine --evidence https://example.org/proof");
    keeps(&house, "evidence-kinds = [\"file\", \"link\"]", "");
    closes(
        &house,
        "evidence-kinds = [\"file\"]",
        "",
        "A-1 has 0 of 1 piece of evidence of kind file",
    );
    closes(
        &house,
        "evidence-least = 2",
        "",
        "A-1 has 1 of 2 pieces of evidence of kind link or file",
    );
    let house = answered("met --evidence https://example.org/proof --evidence proof.txt");
    keeps(&house, "evidence-least = 2", "");
    // What one policy takes, the other does not.
    let list = mini("policy = { evidence-kinds = [\"file\"] }\n", &["critical"]);
    let house = House::of(&list, "--system box");
    house.write("proof.txt", "fine\n");
    house.done("attest A-1 met --evidence proof.txt --evidence https://example.org/proof");
    sign(&house, "approver", GRACE, "");
    closes(
        &house,
        "evidence-kinds = [\"link\"]",
        "",
        "A-1 has 0 of 1 piece of evidence of no kind that two policies both take",
    );
}

#[test]
fn a_file_that_proves_nothing_is_no_evidence() {
    let policy = "evidence-kinds = [\"file\"]";
    for file in ["empty.txt", "mini.toml", "./x/../mini.toml"] {
        let house = answered("met --rationale Fine");
        std::fs::create_dir_all(house.path("x")).unwrap();
        house.done(&format!("evidence add A-1 {file}"));
        sign(&house, "approver", GRACE, "");
        closes(&house, policy, "", "A-1 has 0 of 1 piece of evidence");
    }
    // As somebody writes it by hand.
    let house = answered("met --rationale Fine");
    std::fs::create_dir_all(house.path("x/y")).unwrap();
    house.done("evidence add A-1 mini.toml");
    for path in ["x/../mini.toml", "x/y/../.././mini.toml"] {
        let text = house.review();
        // Behind the checklist, which has a path too.
        let (before, behind) = text.rsplit_once("path = \"mini.toml\"").unwrap();
        house.put(&format!("{before}path = \"{path}\"{behind}"));
        sign(&house, "approver", GRACE, "");
        closes(&house, policy, "", "A-1 has 0 of 1 piece of evidence");
        house.put(&text);
    }
    let house = answered("met --rationale Fine");
    house.write(".git/HEAD", "ref: refs/heads/main\n");
    house.done("evidence add A-1 .git/HEAD");
    sign(&house, "approver", GRACE, "");
    closes(&house, policy, "", "A-1 has 0 of 1 piece of evidence");
    // One content is one piece, however many files have it.
    let house = answered("met --rationale Fine --evidence proof.txt");
    house.write("copy.txt", "fine\n");
    house.done("evidence add A-1 copy.txt");
    sign(&house, "approver", GRACE, "");
    closes(&house, "evidence-least = 2", "", "A-1 has 1 of 2 pieces");
    keeps(&house, policy, "");
    // Nor is there anything in a file of blanks, in that of another kind of repository, or in the report.
    for (file, text) in [
        ("blank.txt", "\u{feff} \r\n\t\n"),
        (".hg/hgrc", "[ui]"),
        ("signoff-report.md", "# Report"),
    ] {
        let house = answered("met --rationale Fine");
        house.write(file, text);
        house.done(&format!("evidence add A-1 {file}"));
        sign(&house, "approver", GRACE, "");
        closes(&house, policy, "", "A-1 has 0 of 1 piece of evidence");
    }
    // The review itself is not even taken.
    house
        .run("evidence add A-1 signoff.toml")
        .is(2)
        .has_err("is the review itself");
}

#[test]
fn one_address_is_one_piece_however_it_is_written() {
    for other in [
        "https://example.org/proof#top",
        "http://EXAMPLE.org:443/proof/",
        "https://ada@example.org/proof?",
    ] {
        let house = answered(&format!(
            "met --evidence https://example.org/proof --evidence {other}"
        ));
        closes(&house, "evidence-least = 2", "", "A-1 has 1 of 2 pieces");
    }
    for own in [
        "http://localhost/proof",
        "http://localhost.:8080/proof",
        "https://127.0.0.1",
        "http://[::1]:80/proof",
        "http://0.0.0.0/",
    ] {
        let house = answered(&format!("met --rationale Fine --evidence {own}"));
        let policy = "evidence-kinds = [\"link\"]";
        closes(&house, policy, "", "A-1 has 0 of 1 piece");
    }
    let house =
        answered("met --evidence https://example.org/a?b=1 --evidence https://example.org/a?b=2");
    keeps(&house, "evidence-least = 2", "");
}

#[test]
fn a_finding_is_not_late_for_ever() {
    let house = answered("unmet --rationale Later --owner Kim --due +30d");
    keeps(&house, "overdue = \"forbidden\"", "");
    closes(
        &house,
        "overdue = \"forbidden\"",
        "--at +31d",
        "A-1 has a finding that is overdue since ",
    );
    keeps(&house, "overdue = \"allowed\"", "--at +31d");
}

#[test]
fn a_risk_is_accepted_for_a_while_and_by_somebody() {
    let house = answered("risk-accepted --rationale Small --accepted-by Zed --until 9999-12-31");
    closes(
        &house,
        "max-acceptance = \"90d\"",
        "",
        "A-1 has a risk that is accepted until 9999-12-31; the policy allows 90d from ",
    );
    closes(
        &house,
        "accepters = [\"bob@example.org\"]",
        "",
        "A-1 has a risk that Zed accepts, whom the policy does not name for it",
    );
    closes(
        &house,
        "self-accepted = \"forbidden\"",
        "",
        "A-1 has a risk that Zed accepts, without a mail address",
    );
    let house = answered(&format!(
        "risk-accepted --rationale Small --accepted-by '{ADA}' --until +90d"
    ));
    closes(
        &house,
        "self-accepted = \"forbidden\"",
        "",
        "accepts, who answered it or wrote it down, which the policy forbids",
    );
    // Nor does who has another address, or wrote the answer down for somebody else.
    for accepter in ["Ada Lovelace <ada@work.example>", ADA] {
        let house = answered(&format!(
            "risk-accepted --rationale Small --accepted-by '{accepter}' --until +90d --answered-by 'Kim <kim@example.org>'"
        ));
        closes(
            &house,
            "self-accepted = \"forbidden\"",
            "",
            "accepts, who answered it or wrote it down, which the policy forbids",
        );
    }
    let house = answered(
        "risk-accepted --rationale Small --accepted-by 'Bob <BOB@example.org>' --until +90d",
    );
    let all = "max-acceptance = \"90d\"\naccepters = [\"bob@example.org\"]\nself-accepted = \"forbidden\"";
    keeps(&house, all, "");
    check(&house, "max-acceptance = \"89d\"", "").is(1);
}

/// A risk that *nobody* takes, and a finding that is *TBD*'s, are nobody's whatever the policy says.
#[test]
fn nobody_takes_nothing_on() {
    let house = House::of(&mini("", &["critical"]), "--system box");
    for name in ["nobody", "n/a", "-", "TBD <tbd@example.org>", "the team"] {
        let run = house.run(&format!(
            "attest A-1 risk-accepted --rationale Small --until +90d --accepted-by '{name}'"
        ));
        run.has_err("needs the person who accepts it");
        let run = house.done(&format!(
            "attest A-1 unmet --rationale Later --due +90d --owner '{name}'"
        ));
        run.has_err("a sign-off will ask for the owner of this finding");
    }
}

#[test]
fn answers_lie_open_before_somebody_approves_them() {
    let house = answered("met --rationale Fine");
    closes(
        &house,
        "open-for = \"2d\"",
        "",
        "sign-off (approved as approver) was made before the answers lay open for 2d",
    );
    // It is no better for having been made long ago.
    closes(&house, "open-for = \"2d\"", "--at +30d", "lay open for 2d");
    let text = house.review();
    let (start, rest) = text.split_once("[[item.mini.A-1.attestation]]").unwrap();
    let (answer, _) = rest.split_once("[[signoff]]").unwrap();
    let at = answer
        .split("\nat = ")
        .nth(1)
        .unwrap()
        .split('\n')
        .next()
        .unwrap();
    let old = answer.replace(at, "2026-01-02T03:04:05Z");
    house.put(&format!("{start}[[item.mini.A-1.attestation]]{old}"));
    sign(&house, "approver", GRACE, "");
    keeps(&house, "open-for = \"2d\"", "");
    // To the moment.
    let text = house.review();
    let (head, rest) = text.rsplit_once("\nAt: ").unwrap();
    let rest = rest.split_once('\n').unwrap().1;
    for (at, is_open) in [("03:04:04.999Z", false), ("03:04:05.000Z", true)] {
        house.put(&format!("{head}\nAt: 2026-01-04T{at}\n{rest}"));
        check(&house, "open-for = \"2d\"", "").is(i32::from(!is_open));
    }
}

/// An approval and what it is of count from their own moment, as far as clocks differ, to the last one of their age.
#[test]
fn what_was_said_holds_from_its_moment_to_its_last() {
    let house = answered("met --rationale Fine");
    let put = |before: &str, after: &str| {
        let text = house.review();
        let (head, rest) = text.rsplit_once(before).unwrap();
        let rest = rest.split_once('\n').unwrap().1;
        house.put(&format!("{head}{before}{after}\n{rest}"));
    };
    // A day that is asked for ends with its last second.
    for (at, day, is_open) in [
        ("2026-01-02T23:59:58", "2026-01-03", false),
        ("2026-01-02T23:59:59", "2026-01-03", true),
        ("2026-01-02T00:59:59", "2026-01-01", true),
        ("2026-01-02T01:00:00", "2026-01-01", false),
    ] {
        put("\nat = ", &format!("{at}Z"));
        sign(&house, "approver", GRACE, "");
        put("\nAt: ", &format!("{at}.000Z"));
        let run = check(&house, "max-age = \"1d\"", &format!("--at {day}"));
        run.is(i32::from(!is_open));
    }
}

#[test]
fn roles_are_independent_of_who_prepared_and_of_each_other() {
    let house = answered("met --rationale Fine");
    sign(&house, "reviewer", ADA, "--sole-operator 'A small team'");
    // What policies of form 1 say is what they said.
    keeps(
        &house,
        "roles = [\"reviewer\", \"approver\"]\nsole-operator = \"forbidden\"\npeople = 2",
        "",
    );
    closes(
        &house,
        "roles = [\"reviewer\", \"approver\"]\nindependent = [\"reviewer\"]",
        "",
        "approved as reviewer and also prepared the review, which the policy forbids",
    );
    let house = answered("met --rationale Fine");
    sign(&house, "reviewer", GRACE, "");
    let both = "independent = [\"reviewer\", \"approver\"]";
    closes(
        &house,
        both,
        "",
        "each of reviewer, approver must be another person, and they are not",
    );
    check(&house, both, "").lacks_out("counts as");
    keeps(&house, "independent = [\"reviewer\"]", "");
    sign(&house, "approver", BOB, "");
    keeps(&house, both, "");
    let house = answered("met --rationale Fine");
    sign(&house, "reviewer", "Grace Hopper <hopper@example.org>", "");
    let joined = "Grace Hopper <hopper@example.org> counts as Grace Hopper <grace@example.org>, who has the same name";
    check(&house, both, "").is(1).has_out(joined);
}

#[test]
fn a_sole_operator_is_not_independent() {
    let house = House::of(&mini("", &["critical"]), "--system box");
    house.done("attest A-1 met --rationale Fine");
    sign(&house, "approver", ADA, "--sole-operator Alone");
    closes(
        &house,
        "independent = [\"approver\"]",
        "",
        "approved as approver and also prepared the review, which the policy forbids",
    );
}

#[test]
fn people_are_those_who_did_not_prepare_where_somebody_must_be_independent() {
    let house = answered("met --rationale Fine");
    sign(&house, "preparer", ADA, "");
    keeps(&house, "people = 2", "");
    closes(
        &house,
        "people = 2\nindependent = [\"approver\"]",
        "",
        "1 of 2 different people who did not prepare the review have approved",
    );
    sign(&house, "reviewer", BOB, "");
    keeps(&house, "people = 2\nindependent = [\"approver\"]", "");
    // Who counts as another is named, with why, unless it is plain to see.
    let house = answered("met --rationale Fine");
    sign(&house, "reviewer", GRACE, "");
    let few = "1 of 2 different people have approved";
    check(&house, "people = 2", "")
        .is(1)
        .has_out(few)
        .lacks_out("counts as");
    let house = answered("met --rationale Fine");
    sign(&house, "reviewer", "Grace Hopper <hopper@example.org>", "");
    let joined = format!(
        "{few}: Grace Hopper <hopper@example.org> counts as Grace Hopper <grace@example.org>, who has the same name"
    );
    closes(&house, "people = 2", "", &joined);
}

#[test]
fn one_key_fills_one_role() {
    needs_openssh!();
    let house = House::of(&mini("", &["critical"]), "--system box");
    let line = house.make_key("../grace", "grace@example.org,hopper@example.org");
    house.write("../allowed", &line);
    house.done("attest A-1 met --rationale Fine");
    for (role, by) in [
        ("reviewer", "G. Hopper <hopper@example.org>"),
        ("approver", GRACE),
    ] {
        house.by(by).done(&format!(
            "sign --role {role} --decision approved --key ../grace"
        ));
    }
    closes(
        &house,
        "independent = [\"reviewer\", \"approver\"]",
        "--allowed-signers ../allowed",
        "each of reviewer, approver must be another person",
    );
}

#[test]
fn the_strict_policy_lets_a_careful_review_pass_and_no_other() {
    needs_openssh!();
    let house = House::new();
    house.allow(&["grace", "bob", "mallory"]);
    // No device signs for a test.
    let strict = include_str!("../../../assets/policy/strict.toml");
    let strict = strict.replace("presence = \"touch\"\n", "");
    // Nor is there a branch that remembers.
    let strict = &strict.replace("against = \"refs/remotes/origin/main\"\n", "");
    house.done(
        "new --checklist azure-deployment --system robotics --environment prod --revision v1",
    );
    house.done(
        "attest NET-1 NET-2 IDN-1 IDN-2 SEC-1 SEC-2 CMP-1 CMP-2 MON-1 CPL-1 met --rationale Seen \
         --evidence https://example.org/proof",
    );
    let gate = "--revision v1 --allowed-signers ../allowed";
    let sign = |role: &str, who: &str| {
        house
            .by(&format!("{who} <{who}@example.org>"))
            .done(&format!(
                "sign --role {role} --decision approved --key ../{who}"
            ));
    };
    sign("reviewer", "grace");
    sign("approver", "bob");
    let run = check(&house, strict, gate);
    run.is(1).has_out("lay open for 1d");
    // Two days later, as far as the answers are concerned.
    let now: serde_json::Value = house.json("check --json");
    let now: chrono::DateTime<chrono::Utc> = now["time"].as_str().unwrap().parse().unwrap();
    let then = now - chrono::TimeDelta::days(2);
    let then = then.format("at = %FT%TZ").to_string();
    let text = house.review();
    let (answers, _) = text.split_once("\n[[signoff]]").unwrap();
    let answers: Vec<_> = answers
        .lines()
        .map(|line| {
            if line.starts_with("at = ") {
                &then
            } else {
                line
            }
        })
        .collect();
    house.put(&(answers.join("\n") + "\n"));
    check(&house, strict, gate)
        .is(1)
        .has_out("is not accepted by anybody who may");
    house.done(
        "accept NET-1 NET-2 IDN-1 IDN-2 SEC-1 SEC-2 CMP-1 CMP-2 MON-1 CPL-1 --key ../grace \
         --by 'grace <grace@example.org>'",
    );
    sign("reviewer", "grace");
    sign("approver", "mallory");
    check(&house, strict, gate)
        .is(1)
        .has_out("does not let mallory@example.org sign");
    sign("approver", "bob");
    keeps(&house, strict, gate);
    for (rule, other) in [
        ("\"robotics\"", "\"cube\""),
        ("items = 10", "items = 11"),
        ("evidence-least = 1", "evidence-least = 2"),
        ("[\"file\", \"link\"]", "[\"file\"]"),
        ("people = 2", "people = 3"),
    ] {
        strict.has(rule);
        check(&house, &strict.replace(rule, other), gate).is(1);
    }
    house.done("attest NET-1 not-applicable --rationale .");
    sign("reviewer", "grace");
    check(&house, strict, gate).is(1);
}

#[test]
fn every_rule_says_who_asks_for_it_and_how_it_ended() {
    needs_openssh!();
    let house = answered("met --rationale Fine");
    house.write(
        "../policy.toml",
        "people = 2\nunmet = []\nsignature = \"required\"\n[review]\nsystem = \"box\"\n",
    );
    let run = house.run("check --explain --policy ../policy.toml --revision v2 --checklist mini");
    run.is(1);
    for line in [
        "kept            system: box (policy.toml)",
        "broken          revision: v2 (--revision)",
        "kept            checklists: mini (--checklist)",
        "kept            answers: every item (default)",
        "kept            unmet: none (policy.toml)",
        "not asked       max-age",
        "kept            records: as they were made (default)",
        "kept            rejections: none that stands (default)",
        "kept            questions: closed, or taken on with a reason (default)",
        "kept            conditions: none overdue (default)",
        "kept            roles: approver (default)",
        "kept            sole-operator: allowed with a reason (default)",
        "broken          people: 2 (policy.toml)",
        "broken          signature: required (policy.toml)",
    ] {
        run.has_out(&format!("  {line}\n"));
    }
    let run = house.run("check --explain --require complete");
    run.is(0)
        .has_out("  not asked       roles: approver (default)\n");
    run.has_out("  kept            records: as they were made (default)\n");
    // What is over is so by one rule.
    let house = answered("met --rationale Fine --until +9d");
    for (age, at, lines) in [
        (
            "1d",
            "+2d",
            [
                "kept            answers: every item (default)",
                "broken          max-age: 1d (policy.toml)",
                "kept            roles: approver (default)",
            ],
        ),
        (
            "90d",
            "+10d",
            [
                "broken          answers: every item (default)",
                "kept            max-age: 90d (policy.toml)",
                "broken          roles: approver (default)",
            ],
        ),
    ] {
        house.write("../policy.toml", &format!("max-age = \"{age}\"\n"));
        let run = house.run(&format!(
            "check --explain --policy ../policy.toml --at {at}"
        ));
        for line in lines {
            run.has_out(&format!("  {line}\n"));
        }
    }
    // What nobody can tell is no rule that is kept.
    let house = answered("met --rationale Fine");
    house.make_key("../grace", "grace@example.org");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --key ../grace");
    house.write(
        "../policy.toml",
        "principals = { approver = [\"grace@example.org\"] }\n",
    );
    let run = house.run("check --explain --policy ../policy.toml");
    for line in [
        "the verdict needs what the signatures prove",
        "  kept            answers: every item (default)\n",
        "  cannot be told  principals: approver grace@example.org (policy.toml)\n",
    ] {
        run.is(2).has_out(line);
    }
    house.run("check --policy ../policy.toml").is(2);
}

#[test]
fn every_rule_of_a_policy_is_explained() {
    let house = answered("met --rationale Fine");
    let text = house.done("check --explain").out;
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../assets/checklist.schema.json")).unwrap();
    let rules = schema["definitions"]["Policy"]["properties"]
        .as_object()
        .unwrap();
    assert!(rules.len() > 18);
    for rule in rules.keys() {
        let said = text.lines().any(|line| {
            let words = line.split_whitespace();
            words
                .map(|word| word.trim_end_matches(':'))
                .any(|word| word == rule)
        });
        assert!(said, "{rule}\n{text}");
    }
}

#[test]
fn a_checklist_may_have_every_rule_too() {
    let list = mini("[policy]\nnot-applicable = []", &["critical"]);
    let house = House::of(&list, "--system box");
    house.done("attest A-1 not-applicable --rationale 'No such thing.'");
    house
        .by(GRACE)
        .run("sign --role approver --decision approved --unsigned")
        .is(1)
        .has_err("A-1 is n/a, which the policy forbids");
}
