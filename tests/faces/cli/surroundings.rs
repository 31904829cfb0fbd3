//! Pipes, terminals, settings, colour.

use std::fs::OpenOptions;
use std::io::Read as _;
use std::process::Command;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::has::Has as _;
use crate::house::{House, Run, SETTINGS};

#[test]
fn a_closed_pipe_is_no_error_and_changes_no_verdict() {
    let house = House::with_review();
    for (line, code) in [
        (&["checklist", "show", "azure-deployment"][..], 0),
        (&["check"], 1),
        (&["status", "--json"], 0),
        (&["--help"], 0),
        (&["completions", "bash"], 0),
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = Run::of(house.command(line).stdout(writer));
        assert_eq!((run.code, run.err.as_str()), (code, ""), "{line:?}");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let house = House::with_review();
    for line in [
        &["status"][..],
        &["--help"],
        &["help", "check"],
        &["--version"],
        &["completions", "bash"],
        &["man"],
    ] {
        let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
            return;
        };
        let run = Run::of(house.command(line).stdout(full));
        run.is(2)
            .has_err("error: cannot write to standard output: ");
    }
}

#[test]
fn a_file_that_may_not_grow_is_an_error_and_loses_nothing() {
    let house = House::with_review();
    let before = house.read("signoff.toml");
    for line in ["seal --reason x", "report --output report.md"] {
        let plain = house.command(&[]);
        let mut command = Command::new("sh");
        command.args([
            "-c",
            &format!("ulimit -f 1; exec {} {line}", plain.get_program().display()),
        ]);
        command.env_clear().current_dir(house.path(""));
        command.envs(
            plain
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        let run = Run::of(&mut command);
        assert!(
            run.code == 2 && run.err.contains("error: cannot save"),
            "{run}"
        );
    }
    assert_eq!(house.read("signoff.toml"), before);
    let mut left = std::fs::read_dir(house.path("")).unwrap().flatten();
    assert!(!left.any(|one| one.file_name().to_string_lossy().contains("-tmp")));
}

#[test]
fn without_a_terminal_there_is_no_ui() {
    let house = House::with_review();
    let bare = house.run("");
    assert_eq!((bare.code, bare.out), (1, house.done("status").out));
    house.assert("walk_without_a_terminal", &house.transcript(&["walk"]));
}

#[test]
fn the_review_is_found_from_below_and_by_name() {
    let house = House::with_review();
    std::fs::create_dir_all(house.path("a/b")).unwrap();
    let below = |change: for<'c> fn(&'c mut Command) -> &'c mut Command| {
        let mut command = house.command(&["status", "--json"]);
        change(command.current_dir(house.path("a/b")));
        Run::of(&mut command)
    };
    let file = |run: &Run| {
        let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        json["file"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        file(&below(|command| command)),
        house.path("signoff.toml").display().to_string()
    );
    house.done("new a/other.toml --checklist stride-threats --system other");
    assert_eq!(
        file(&below(
            |command| command.env("SIGNOFF_REVIEW", "../other.toml")
        )),
        "../other.toml"
    );
    let both = below(|command| {
        command
            .env("SIGNOFF_REVIEW", "nowhere.toml")
            .args(["--review", "../other.toml"])
    });
    assert_eq!(file(&both), "../other.toml");
    below(|command| command.env("SIGNOFF_REVIEW", "nowhere.toml")).is(2);
}

#[test]
fn wrong_settings_are_a_warning() {
    let house = House::with_review();
    house.write(SETTINGS, "glyph = \"ascii\"\nmouse = \"no\"\n");
    house.assert(
        "wrong_settings",
        &house.transcript(&["attest NET-1 met --rationale x"]),
    );
}

#[test]
fn colour_is_for_who_wants_it() {
    let house = House::with_review();
    assert!(!house.done("status").out.contains('\u{1b}'));
    house
        .done("status --color always")
        .has_out("\u{1b}[1mrobotics-prod\u{1b}[0m");
    assert!(
        house
            .run("--color always -r none status")
            .err
            .starts_with("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m ")
    );
    let run = Run::of(
        house
            .command(&["status", "--color", "never"])
            .env("CLICOLOR_FORCE", "1"),
    );
    assert!(!run.out.contains('\u{1b}'));
}

#[test]
fn a_new_review_is_remembered() {
    let house = House::with_review();
    house
        .read("../state/signoff/recent.toml")
        .has("repo/signoff.toml");
}

/// Runs a command in a terminal and returns its exit code and all that it showed.
fn in_terminal(house: &House, arguments: &[&str], variables: &[(&str, &str)]) -> (u32, String) {
    let pair = native_pty_system()
        .openpty(PtySize {
            rows: 60,
            cols: 160,
            ..PtySize::default()
        })
        .unwrap();
    let plain = house.command(arguments);
    let mut command = CommandBuilder::new(plain.get_program());
    command.args(plain.get_args());
    command.cwd(house.path(""));
    command.env_clear();
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap());
    }
    for (name, value) in variables {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut shown = Vec::new();
    // The terminal's end comes as an error on some systems.
    let _ = pair
        .master
        .try_clone_reader()
        .unwrap()
        .read_to_end(&mut shown);
    (
        child.wait().unwrap().exit_code(),
        String::from_utf8(shown).unwrap(),
    )
}

#[test]
fn ci_never_sees_the_ui() {
    let house = House::with_review();
    let (code, shown) = in_terminal(
        &house,
        &["--color", "never"],
        &[("CI", "true"), ("TERM", "xterm")],
    );
    assert_eq!(code, 1);
    assert_eq!(shown.replace("\r\n", "\n"), house.done("status").out);
}

#[test]
fn a_review_that_was_named_must_be_there() {
    let house = House::with_review();
    let (code, shown) = in_terminal(&house, &["walk", "-r", "none.toml"], &[("TERM", "xterm")]);
    assert!(
        code == 2 && shown.contains("there is no review none.toml"),
        "{shown}"
    );
}

#[test]
fn a_terminal_has_colour_unless_somebody_minds() {
    let house = House::with_review();
    let colored = |variables: &[(&str, &str)]| {
        in_terminal(&house, &["status"], variables)
            .1
            .contains('\u{1b}')
    };
    assert!(colored(&[("TERM", "xterm")]));
    assert!(!colored(&[("TERM", "xterm"), ("NO_COLOR", "1")]));
    assert!(!colored(&[("TERM", "dumb")]));
}
