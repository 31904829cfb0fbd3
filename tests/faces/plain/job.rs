//! The whole job, from an empty directory to a sign-off and a report.

use crate::has::Has as _;
use crate::house::House;

/// Every question of the walker, answered once.
const ANSWERS: &str = "\
start mini

demo
prod
4f2a91c

Ada Lovelace <ada@example.org>

g
met
All closed,
and looked at again.

https://example.org/tickets/1
ports.txt
note Looked at it with Kim.

yes
2
Half of them are apart.
.
Split the rest
Kim <kim@example.org>
+12d

yes
accept risk
They are kept for a week only.

Grace Hopper <grace@example.org>
+6m

y
not applicable
There are no keys.

out

edit
due
rationale
There are no keys in this system.

yes
findings

list
OPS-2
h
sign

approved
A team of one.
demo
report
write
report.md
quit
";

fn house() -> House {
    let house = House::with_list();
    house.write("ports.txt", "none\n");
    house
}

#[test]
fn from_an_empty_directory_to_a_sign_off() {
    let house = house();
    let (said, is_signed) = house.walk(ANSWERS);
    house.assert_said("whole_job", &said);
    assert!(is_signed);
    let report = std::fs::read_to_string(house.path("report.md")).unwrap();
    report
        .has("signed off")
        .has("There are no keys in this system.");
    let (said, is_signed) = house.walk("report\nread\n");
    house.assert_said("report", &said);
    assert!(is_signed);
}

#[test]
fn wherever_the_answers_end_nothing_saved_is_lost() {
    let lines: Vec<&str> = ANSWERS.split_inclusive('\n').collect();
    let mut before = 0;
    for end in 0..lines.len() {
        let house = house();
        let (said, is_signed) = house.walk(&lines[..end].concat());
        let missing = said
            .lines()
            .any(|line| line == "Missing:" || line == "No review is open.");
        assert_ne!(is_signed, missing, "{said}");
        if house.path("signoff.toml").exists() {
            let answered = house.reviewed();
            assert!(answered == before || answered == before + 1, "{said}");
            before = answered;
            let open = said
                .lines()
                .filter(|line| line.ends_with(" is not reviewed"))
                .count();
            assert_eq!(open, 4 - answered, "{said}");
        }
    }
    assert_eq!(before, 4);
}
