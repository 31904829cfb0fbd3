//! The screens of the main job, at the sizes people have.

use super::harness::{Desk, Look, in_every_look};
use super::job::evidence;

fn half_done(look: Look) -> Desk {
    Desk::answered(look, 6)
}

fn screens(name: &str, look: Look) {
    let mut fresh = Desk::with(look, evidence);
    insta::assert_snapshot!(format!("{name}_first_home"), fresh.screen());
    fresh.keys("<Enter>robotics-prod");
    insta::assert_snapshot!(format!("{name}_new"), fresh.screen());
    fresh.keys("<C-s>");
    insta::assert_snapshot!(format!("{name}_notices"), fresh.screen());
    let mut desk = half_done(look);
    insta::assert_snapshot!(format!("{name}_walk"), desk.screen());
    desk.keys("<Tab>");
    insta::assert_snapshot!(format!("{name}_item"), desk.screen());
    desk.keys("<Tab><Up>x");
    insta::assert_snapshot!(format!("{name}_attest"), desk.screen());
    desk.keys("<Esc>gs");
    insta::assert_snapshot!(format!("{name}_signoff"), desk.screen());
    desk.keys("gr");
    insta::assert_snapshot!(format!("{name}_report"), desk.screen());
    desk.keys("cccf");
    insta::assert_snapshot!(format!("{name}_report_section"), desk.screen());
    desk.keys("gw?");
    insta::assert_snapshot!(format!("{name}_help"), desk.screen());
    desk.keys("<Esc>gh");
    insta::assert_snapshot!(format!("{name}_home"), desk.screen());
}

in_every_look!(screens);
