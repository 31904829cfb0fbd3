//! The list of what is not in order.

use super::house::House;

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
    house.write(
        "signoff.toml",
        &house
            .read("signoff.toml")
            .replace("2999-12-31", "2021-03-01"),
    );
    house.write("scan.txt", "9 critical\n");
    let full = house.transcript(&["findings", "findings --json"]);
    // How many days it is depends on the day.
    let days = regex::Regex::new(r"\d+ days").unwrap();
    house.assert("findings", &days.replace_all(&(empty + &full), "[n] days"));
}
