//! The whole job, from an empty directory to a sign-off and what voids it.

use crate::has::Has as _;
use crate::house::House;

const ATTEST_ALL: [&str; 10] = [
    "attest NET-1 met --rationale 'Private cluster; operators come in through the bastion.'",
    "attest NET-2 met --evidence proof/policies.txt --note 'The probe from another namespace timed out.'",
    "attest IDN-1 partial --rationale 'Kubelet identity is narrow, the pipeline is not.' \
     --action 'Scope the pipeline to the resource group' --owner 'Kim <kim@example.org>' --due +20d",
    "attest IDN-2 met --rationale 'One audience, one subject for each credential.'",
    "attest SEC-1 risk-accepted --rationale 'Rotation comes with the next platform release.' \
     --accepted-by 'Grace Hopper <grace@example.org>' --until +6m",
    "attest SEC-2 met --evidence https://example.org/tickets/412",
    "attest CMP-1 unmet --rationale 'Defender is off until the budget is approved.' --owner Kim --due 2999-12-31",
    "attest CMP-2 met --evidence proof/scan.txt",
    "attest MON-1 met --rationale 'Both send to the central workspace.'",
    "attest CPL-1 not-applicable --rationale 'No regulated data.' --reason out-of-scope",
];

fn attested() -> House {
    let house = House::new();
    house.write("proof/policies.txt", "NAME  POD-SELECTOR\ndeny  <none>\n");
    house.write("proof/scan.txt", "0 critical\n");
    house.done(
        "new --checklist azure-deployment --system robotics-prod --environment prod --revision 4f2a91c",
    );
    for line in ATTEST_ALL {
        house.done(line);
    }
    house
}

#[test]
fn from_nothing_to_a_sign_off() {
    let house = House::new();
    house.write("proof/policies.txt", "NAME  POD-SELECTOR\ndeny  <none>\n");
    house.write("proof/scan.txt", "0 critical\n");
    let start = house.transcript(&[
        "new --checklist azure-deployment --system robotics-prod --environment prod --revision 4f2a91c",
        "check",
    ]);
    house.assert("job_1_start", &start);
    house.assert("job_2_attest", &house.transcript(&ATTEST_ALL));
    house.assert(
        "job_3_change_of_mind",
        &house.transcript(&[
            "undo",
            "undo",
            "redo",
            "redo",
            "redo",
            "check",
            "status",
            "evidence list",
        ]),
    );
    house.assert(
        "job_4_sign",
        &house.transcript(&[
            "sign --role approver --decision approved --by 'Grace Hopper <grace@example.org>'",
            "check",
            "report --output report.md",
            "status",
        ]),
    );
    house.read("report.md").has("robotics-prod");
    assert_eq!(house.done("report").out, house.read("report.md"));
}

#[test]
fn changed_evidence_voids_what_stood_on_it() {
    let house = attested();
    house.done("sign --role approver --decision approved --sole-operator 'A team of one.'");
    house.done("check");
    house.write("proof/scan.txt", "3 critical\n");
    let changed = house.transcript(&[
        "check",
        "evidence verify",
        "sign --role approver --decision approved",
    ]);
    house.assert("job_5_changed_evidence", &changed);
    house.write("proof/scan.txt", "0 critical\n");
    house.done("check");
    let again = house.transcript(&[
        "attest CMP-2 met --evidence proof/scan.txt --rationale 'Scanned again.'",
        "check",
        "status",
    ]);
    house.assert("job_6_attested_again", &again);
}

#[test]
fn what_is_given_twice_is_recorded_once() {
    let house = House::new();
    house.transcript(&["new --checklist azure-deployment --system demo"]);
    house.transcript(&[
        "attest SEC-2 met --evidence https://example.org --evidence https://example.org --note Seen --note Seen",
    ]).has("with 2 pieces of evidence");
}

#[test]
fn evidence_can_be_added_and_renewed() {
    let house = attested();
    house.write("proof/scan.txt", "1 critical, accepted\n");
    let lines = house.transcript(&[
        "evidence verify",
        "evidence add CMP-2 proof/scan.txt https://example.org/scan --note 'Looked at the one.'",
        "evidence verify",
        "evidence list",
    ]);
    house.assert("evidence_renewed", &lines);
    std::fs::remove_file(house.path("proof/scan.txt")).unwrap();
    let gone = house.run("evidence verify");
    gone.is(1)
        .has_out("gone       CMP-2  proof/scan.txt: the file is gone");
    let json = house.json("evidence list --json");
    let of_file = json["evidence"].as_array().unwrap().iter();
    let mut of_file = of_file.filter(|piece| piece["path"] == "proof/scan.txt");
    let piece = of_file.next().unwrap();
    assert_eq!(piece["became"], "missing", "{piece}");
    assert_eq!(piece["why"], "the file is gone", "{piece}");
    assert_eq!(piece["digest-now"], serde_json::Value::Null, "{piece}");
}

#[test]
fn conditions_bind_an_approval() {
    let house = attested();
    let lines = house.transcript(&[
        "sign --role approver --decision approved-with-conditions",
        "sign --role approver --decision approved --condition x --owner Kim --due +1d",
        "sign --role approver --decision approved-with-conditions --condition x",
        "sign --role approver --decision approved-with-conditions --condition x --owner Kim --due 2020-01-01",
        "sign --role reviewer --decision rejected --why Unfit",
        "sign --role approver --decision approved-with-conditions --sole-operator 'A team of one.' --condition 'Switch Defender on' \
         --condition 'Rotate the keys' --owner Kim --due +30d",
        "check",
    ]);
    house.assert("conditions", &lines);
}

#[test]
fn json_says_everything() {
    let house = attested();
    house.done("sign --role approver --decision approved");
    house.write("proof/scan.txt", "3 critical\n");
    house.assert(
        "status_json",
        &house.transcript(&["status --json", "check --json", "evidence list --json"]),
    );
}

#[test]
fn a_report_replaces_a_file_and_nothing_else() {
    let house = attested();
    house.write("report.md", "old");
    house.done("report --format markdown --output report.md");
    assert!(house.read("report.md").starts_with('#'));
    let wrong = house.transcript(&[
        "report --output proof",
        "report --output none/report.md",
        "report --format pdf",
    ]);
    house.assert("report_errors", &wrong);
}

#[test]
fn two_checklists_have_longer_names() {
    let house = House::new();
    let list = "schema = 1\nid = \"mine\"\ntitle = \"Mine\"\nversion = \"1\"\n[[category]]\nid = \"a\"\ntitle = \"A\"\n\
                [[category.item]]\nid = \"SEC-2\"\ntitle = \"Same id\"\nseverity = \"low\"\n";
    house.write("checklists/mine.toml", list);
    house.write(
        "lists/other.toml",
        &list.replace("mine", "other").replace("SEC-2", "O-1"),
    );
    let lines = house.transcript(&[
        "new --checklist azure-deployment --checklist mine --checklist lists/other.toml --system s --title Both",
        "attest SEC-2 met --rationale x",
        "attest mine/SEC-2 met --rationale x",
        "attest other/O-1 met --rationale x",
        "attest mine/SEC-1 met --rationale x",
        "status",
    ]);
    house.assert("two_checklists", &lines);
}

#[test]
fn a_changed_checklist_is_told_and_voids_answers() {
    let house = House::new();
    let list = "schema = 1\nid = \"mine\"\ntitle = \"Mine\"\nversion = \"1\"\n[[category]]\nid = \"a\"\ntitle = \"A\"\n\
                [[category.item]]\nid = \"A-1\"\ntitle = \"One\"\nseverity = \"low\"\n";
    house.write("checklists/mine.toml", list);
    house.done("new --checklist mine --system s");
    house.done("attest A-1 met --rationale x");
    house.write(
        "checklists/mine.toml",
        &list.replace("One", "Another").replace("\"1\"", "\"2\""),
    );
    house.assert("changed_checklist", &house.transcript(&["status", "check"]));
}

#[test]
fn the_same_job_as_piped_answers() {
    let house = House::with_review();
    let walk = |answers: &str| house.told("walk --plain", answers);
    let dry = walk("met\nPrivate cluster.\n\n\nyes\nunmet\nNot");
    assert_eq!((dry.code, dry.err.as_str()), (1, ""), "{dry}");
    let check = house.run("check").out;
    let (named, missing) = check.split_once('\n').unwrap();
    let (named, _) = named.split_once(", as of ").unwrap();
    assert!(
        dry.out.contains(&format!(
            "Not saved, but kept as a draft: NET-2.\n{named}, as of "
        )) && dry.out.ends_with(&format!("\nMissing:\n{missing}")),
        "{dry}"
    );
    let rest = "met\nYes.\n\nhttps://example.org/proof\n\nyes\n".repeat(9);
    let signed = walk(&format!(
        "{rest}sign\n\napproved\nA team of one.\nrobotics-prod\nquit\n"
    ));
    assert_eq!((signed.code, signed.err.as_str()), (0, ""), "{signed}");
    house.done("check");
    walk("").is(0);
}
