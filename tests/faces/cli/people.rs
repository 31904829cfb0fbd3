//! Who asks: option, environment, settings, git, in this order.

use std::fs::File;
use std::process::Command;

use super::house::{House, Run, write};

/// Runs `undo`, which fails and names who asked.
fn asked(house: &House, change: impl FnOnce(&mut Command) -> &mut Command) -> Run {
    let mut command = house.command(&["undo"]);
    command.env_remove("SIGNOFF_BY");
    change(&mut command);
    Run::of(&command.output().unwrap())
}

#[test]
fn nobody_is_an_error_with_a_way_out() {
    let house = House::with_review();
    let run = asked(&house, |command| command);
    assert_eq!(run.code, 2);
    house.assert("nobody", &run.to_string());
    let run = asked(&house, |command| command.env("SIGNOFF_BY", "A\u{202e}da"));
    house.assert("nobody_readable", &run.to_string());
}

#[test]
fn the_nearest_name_counts() {
    let house = House::with_review();
    if Command::new("git").arg("--version").output().is_ok() {
        std::fs::remove_dir(house.path(".git")).unwrap();
        for words in [
            &["init", "-q"][..],
            &["config", "user.name", "Git"],
            &["config", "user.email", "g@x"],
        ] {
            let mut git = Command::new("git");
            assert!(
                git.args(words)
                    .current_dir(house.path(""))
                    .status()
                    .unwrap()
                    .success()
            );
        }
        assert!(
            asked(&house, |command| command)
                .err
                .contains("by Git <g@x> is left")
        );
    }
    write(&house.settings(), "name = \"Settings\"\n");
    assert!(
        asked(&house, |command| command)
            .err
            .contains("by Settings is left")
    );
    let run = asked(&house, |command| command.env("SIGNOFF_BY", "Environment"));
    assert!(run.err.contains("by Environment is left"), "{run}");
    let run = asked(&house, |command| {
        command
            .env("SIGNOFF_BY", "Environment")
            .args(["--by", "Option"])
    });
    assert!(run.err.contains("by Option is left"), "{run}");
    let run = asked(&house, |command| command.env("SIGNOFF_BY", ""));
    assert!(run.err.contains("by Settings is left"), "{run}");
}

#[test]
fn the_plain_walker_asks_who_nobody_knows() {
    let house = House::with_review();
    let answers = house.write(
        "answers.txt",
        "back\n\nGrace Hopper <grace@example.org>\nmet\nYes.\n\n\nyes\n",
    );
    let mut command = house.command(&["walk", "--plain"]);
    let run = Run::of(
        &command
            .env_remove("SIGNOFF_BY")
            .stdin(File::open(answers).unwrap())
            .output()
            .unwrap(),
    );
    assert!(
        run.code == 1
            && run
                .out
                .contains("Attested by Grace Hopper <grace@example.org>."),
        "{run}"
    );
}
