//! Many sign-offs and revocations: each signature is verified once, on all cores, and there is an end.

use super::programs::{VERIFY, answered, with};
use crate::house::{GRACE, House, Run};

/// The part of a review that begins with its first record of a kind.
fn last<'t>(text: &'t str, kind: &str) -> &'t str {
    &text[text.find(&format!("\n[[{kind}]]")).unwrap()..]
}

fn signed(house: &House, role: &str) {
    house
        .by(GRACE)
        .done(&format!("sign --role {role} --decision approved"));
}

/// Verifies with a program that writes down in `../runs` what it is asked to do.
fn verified_and_counted(house: &House) -> Run {
    let runs = house.path("../runs");
    let counting = format!("echo $2 >> {}; exec ssh-keygen \"$@\"", runs.display());
    let counting = house.program("../bin/counting", &counting);
    with(house, &format!("program = {}", counting.display()), VERIFY)
}

#[test]
fn what_stands_twice_is_verified_once() {
    needs_openssh!();
    let house = answered();
    signed(&house, "approver");
    let text = house.review();
    house.put(&format!("{text}{0}{0}", last(&text, "signoff")));
    let run = verified_and_counted(&house);
    assert_eq!(
        run.out.matches("signed by grace@example.org").count(),
        3,
        "{run}"
    );
    assert_eq!(house.read("../runs"), "find-principals\nverify\n");
}

#[test]
fn whose_a_key_is_is_asked_once() {
    needs_openssh!();
    let house = answered();
    for role in ["preparer", "reviewer", "approver"] {
        signed(&house, role);
    }
    verified_and_counted(&house).is(0);
    let runs = house.read("../runs");
    let count = |what: &str| runs.lines().filter(|line| *line == what).count();
    assert_eq!((count("find-principals"), count("verify")), (1, 3));
}

#[test]
fn every_core_verifies() {
    needs_openssh!();
    if std::thread::available_parallelism().map_or(1, usize::from) == 1 {
        return eprintln!("with one core this test tests nothing");
    }
    let house = answered();
    for role in ["preparer", "reviewer", "approver"] {
        signed(&house, role);
    }
    // Whoever comes first waits for another, which never comes where one is verified after the other.
    std::fs::create_dir(house.path("../here")).unwrap();
    let meet = format!(
        "[ $2 = verify ] || exec ssh-keygen \"$@\"\ncd {}\ntouch $$\nfor i in $(seq 80); do \
         [ $(ls | wc -l) -ge 2 ] && exec ssh-keygen \"$@\"; sleep 0.1; done\nexit 9",
        house.path("../here").display()
    );
    let meet = house.program("../bin/meet", &meet);
    let run = with(
        &house,
        &format!("program = {}", meet.display()),
        &format!(
            "verify --allowed-signers {}",
            house.path("../allowed").display()
        ),
    );
    assert_eq!(
        run.out.matches("signed by grace@example.org").count(),
        3,
        "{run}"
    );
}

#[test]
fn there_is_an_end_of_sign_offs_and_of_revocations() {
    let house = House::with_review();
    house.done("sign --role reviewer --decision rejected --why Unfit --unsigned");
    let one = house.review();
    let (signoff, many) = (last(&one, "signoff").to_owned(), 1_000);
    let full = one.clone() + &signoff.repeat(many - 1);
    house.put(&full);
    house.run("check").is(1);
    let run = house.run("sign --role reviewer --decision rejected --why Unfit --unsigned");
    run.is(2).has_err("there are 1000 sign-offs already");
    assert_eq!(house.review(), full);
    house.put(&(full + &signoff));
    let refused = |what: &str| {
        for line in [
            "check",
            "status",
            "verify",
            "attest IDN-1 met --rationale Fine",
        ] {
            let run = house.run(line);
            let said = format!("has 1001 {what}; at most 1000 are read");
            run.is(2).has_err(&said);
        }
    };
    refused("sign-offs");

    house.put(&one);
    house.done("revoke reviewer --reason 'A mistake.' --unsigned");
    let text = house.review();
    let revocation = last(&text, "declaration").to_owned();
    house.put(&(text + &revocation.repeat(many)));
    refused("revocations");
}

#[test]
fn a_list_of_keys_without_end_is_not_read() {
    let house = House::with_review();
    let list = std::fs::File::create(house.path("../allowed")).unwrap();
    list.set_len(1 << 40).unwrap();
    let run = house.run("check --require signed --allowed-signers ../allowed");
    run.is(2).has_err("it is larger than 64 MiB");
}
