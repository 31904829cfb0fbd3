//! The list of what is not in order.

use crate::house::House;

#[test]
fn findings_stand_in_the_order_of_the_screen() {
    let house = House::with_review();
    let empty = house.transcript(&["findings", "findings --json"]);
    house.write("scan.txt", "0 critical\n");
    for line in [
        "attest NET-1 partial --rationale 'Half of it.' --action 'Do the rest' --owner 'Kim <kim@example.org>' --due +20d",
        "attest NET-2 met --rationale 'Done.' --evidence scan.txt",
        "attest SEC-1 risk-accepted --rationale 'Later.' --accepted-by 'Grace <grace@example.org>' --until +90d",
        "attest SEC-2 unmet --rationale 'Not yet.' --action 'Move \u{1b}]0;x\u{7} it' --owner Kim --due 2999-12-31",
        "attest CMP-1 unmet --rationale 'Off.'",
        "attest CMP-2 partial --rationale 'Some.' --owner Kim --due +5d --evidence scan.txt",
    ] {
        house.done(line);
    }
    house.put(&house.review().replace("2999-12-31", "2021-03-01"));
    house.write("scan.txt", "9 critical\n");
    let full = house.transcript(&["findings", "findings --json"]);
    // How many days it is depends on the day.
    let days = regex::Regex::new(r"\d+ days").unwrap();
    house.assert("findings", &days.replace_all(&(empty + &full), "[n] days"));
}

/// An answer that lapsed is a finding all the same: whoever changes its evidence must not make it vanish anywhere.
#[test]
fn status_and_report_list_the_same_findings_in_the_same_order() {
    let house = House::with_review();
    house.write("scan.txt", "0 critical\n");
    for line in [
        "attest NET-1 partial --rationale 'Half of it.' --owner Kim --due +20d",
        "attest SEC-1 risk-accepted --rationale 'Later.' --accepted-by Grace --until +90d",
        "attest SEC-2 unmet --rationale 'Not yet.' --owner Kim --due +9d --evidence scan.txt",
        "attest MON-1 unmet --rationale 'Off.' --owner Kim --due 2999-12-31",
    ] {
        house.done(line);
    }
    let text = house.review();
    house.put(&text.replace("2999-12-31", "2021-03-01"));
    house.write("scan.txt", "9 critical\n");
    let json = house.json("findings --json");
    let listed = json["findings"].as_array().unwrap();
    let names: Vec<_> = listed
        .iter()
        .map(|one| one["item"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["MON-1", "SEC-2", "NET-1", "SEC-1"]);

    let status = house.done("status").out;
    let (_, rows) = status.split_once("\nFindings\n").unwrap();
    let rows: Vec<_> = rows
        .lines()
        .filter(|row| !row.starts_with("    "))
        .collect();
    assert_eq!(rows.len(), names.len(), "{status}");
    assert!(
        rows[1].contains("  unmet  ") && rows[1].contains("  stale, due in 9 days (due "),
        "{status}"
    );

    let report = house.done("report").out;
    let (_, table) = report
        .split_once("| Severity | Item | Status | What will be done |")
        .unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let table: Vec<_> = table.lines().skip(2).collect();
    assert_eq!(table.len(), names.len(), "{report}");
    assert!(table[1].contains("unmet, **stale**"), "{report}");

    for (name, (row, line)) in names.iter().zip(rows.iter().zip(table)) {
        assert!(row.starts_with(&format!("  {name}  ")), "{status}");
        assert!(line.contains(&format!("| {name}: ")), "{report}");
    }
}
