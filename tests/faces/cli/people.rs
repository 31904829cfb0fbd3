//! Who asks: option, environment, settings, git, in this order.

use std::fs::File;
use std::process::Command;

use crate::house::{House, Run, SETTINGS};

/// Runs `undo`, which fails and names who asked.
fn asked(house: &House, change: impl FnOnce(&mut Command) -> &mut Command) -> Run {
    let mut command = house.command(&["undo"]);
    command.env_remove("SIGNOFF_BY");
    change(&mut command);
    Run::of(&mut command)
}

#[test]
fn nobody_is_an_error_with_a_way_out() {
    let house = House::with_review();
    let run = asked(&house, |command| command);
    run.is(2);
    house.assert("nobody", &run.to_string());
    let run = asked(&house, |command| command.env("SIGNOFF_BY", "A\u{202e}da"));
    house.assert("nobody_readable", &run.to_string());
}

#[test]
fn the_nearest_name_counts() {
    let house = House::with_review();
    if house.git("init --quiet").is_some() {
        house.git("config user.name Git");
        house.git("config user.email g@x");
        asked(&house, |command| command).has_err("by Git <g@x> is left");
        // A name of two lines is nobody's, and its second line is no setting.
        house.git("config user.name 'Eve\nuser.name Git'");
        asked(&house, |command| command).is(2);
    }
    house.write(SETTINGS, "name = \"Settings\"\n");
    asked(&house, |command| command).has_err("by Settings is left");
    asked(&house, |command| command.env("SIGNOFF_BY", "Environment"))
        .has_err("by Environment is left");
    asked(&house, |command| {
        command
            .env("SIGNOFF_BY", "Environment")
            .args(["--by", "Option"])
    })
    .has_err("by Option is left");
    asked(&house, |command| command.env("SIGNOFF_BY", "")).has_err("by Settings is left");
}

#[test]
fn the_plain_walker_asks_who_nobody_knows() {
    let house = House::with_review();
    let answers = house.write(
        "answers.txt",
        "back\n\nGrace Hopper <grace@example.org>\nmet\nYes.\n\n\nyes\n",
    );
    let mut command = house.command(&["walk", "--plain"]);
    Run::of(
        command
            .env_remove("SIGNOFF_BY")
            .stdin(File::open(answers).unwrap()),
    )
    .is(1)
    .has_out("Attested by Grace Hopper <grace@example.org>.");
}
