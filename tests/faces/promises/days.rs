//! A day is that of the people of the review, whoever types or reads it and in whichever face.

use chrono::{NaiveTime, TimeDelta};
use signoff::policy::Zone;

use super::support::{LIST, flat, in_every_face};
use crate::has::Has as _;
use crate::house::{BOB, GRACE, House, KIM};

const PAST: &str = "condition's due date must not be in the past";
const ANSWERED: &str = "attest NET-1 NET-2 OPS-1 OPS-2 met --rationale Seen";

fn house(zone: &str) -> House {
    let house = House::of(LIST, &format!("--system demo --time-zone {zone}"));
    house.done(ANSWERED);
    house
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the program has the clock of this machine"
)]
fn a_time_that_is_typed_means_the_day_that_it_is_there() {
    let now = chrono::Utc::now();
    // A minute past midnight of today, where it is written yesterday; and one before it, where it is written today.
    for (zone, hours, past_midnight, written, is_over) in [
        ("Pacific/Kiritimati", 14, 1, "-10:00", false),
        ("Pacific/Pago_Pago", -11, -1, "+13:00", true),
    ] {
        let midnight = (now + TimeDelta::hours(hours)).date_naive();
        let midnight = midnight.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(hours);
        let offset: chrono::FixedOffset = written.parse().unwrap();
        let time = midnight + TimeDelta::minutes(past_midnight);
        let time = time.with_timezone(&offset).to_rfc3339();
        let house = house(zone);
        let before = house.review();
        in_every_face(|kind| {
            let said = house.open(kind, GRACE).condition(KIM, &time);
            let said = said.replace(['│', '!'], " ");
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(said.contains(PAST), is_over, "{zone} {time}: {said}");
            house.put(&before);
        });
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the program has the clock of this machine"
)]
fn a_decision_was_made_on_the_day_that_it_was_there() {
    let now = chrono::Utc::now();
    let zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago"];
    let zone = zones.into_iter().find(|zone| {
        let zone: Zone = zone.parse().unwrap();
        zone.day_of(now) != now.date_naive()
    });
    let zone = zone.expect("one of them has another day");
    let day = zone.parse::<Zone>().unwrap().day_of(now);
    let rejected = house(zone);
    rejected
        .by(GRACE)
        .done("sign --role approver --decision rejected --why Unfit --unsigned");
    let revoked = house(zone);
    revoked
        .by(BOB)
        .done("sign --role approver --decision approved --unsigned");
    revoked
        .by(GRACE)
        .done("revoke approver --reason Unfit --unsigned");
    for (house, words) in [
        (&rejected, "rejected as approver by"),
        (&revoked, "is revoked: by"),
    ] {
        in_every_face(|kind| {
            let told = house.open(kind, KIM).reasons();
            for (_, reasons) in told {
                let said = reasons.join("\n");
                said.has(words).has(&format!(" on {day}"));
            }
        });
    }
    let struck = house(zone);
    struck
        .by(GRACE)
        .done("sign --role approver --decision rejected --why Unfit --unsigned");
    let json = struck.json("status --json");
    let id = json["signoffs"][0]["id"].as_str().unwrap();
    struck.done(&format!("strike {id} --why 'a password'"));
    in_every_face(|kind| {
        let told = struck.open(kind, KIM).standings();
        let told = told.iter().map(|(_, said)| flat(said));
        let told: Vec<_> = told
            .filter(|said| said.contains("its statement was struck by"))
            .collect();
        assert!(!told.is_empty());
        for said in told {
            let (_, said) = said.split_once("its statement was struck by").unwrap();
            said.has(&format!(" on {day}: a password"));
        }
    });
    revoked
        .run("verify")
        .has(&format!("by {GRACE} on {day}: Unfit"));
    revoked.run("report").has(&format!("As of {day} ({zone})"));
}
