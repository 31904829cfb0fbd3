//! How far the review is looked for.

use std::os::unix::fs::{chown, symlink};
use std::path::Path;
use std::process::Command;

use crate::house::{House, Run};

/// Another user of this machine.
const OTHER: u32 = 4_321;

/// Runs a command line in a directory of the repository.
fn run_in(house: &House, directory: &str, line: &str) -> Run {
    run_with(house, directory, line, &[])
}

fn run_with(house: &House, directory: &str, line: &str, variables: &[(&str, &str)]) -> Run {
    let words: Vec<_> = line.split_whitespace().collect();
    let mut command = house.command(&words);
    command
        .current_dir(house.path(directory))
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .envs(variables.iter().copied());
    Run::of(&mut command)
}

/// What asks for a review, each in its own way.
const ASKING: [&str; 6] = [
    "attest IDN-1 met --rationale Fine",
    "check",
    "status",
    "walk --plain",
    "undo",
    "",
];

#[test]
fn the_review_of_an_outer_repository_is_not_a_nested_ones() {
    let house = House::with_review();
    let before = house.review();
    for (nested, mark, is_file) in [
        ("nested", ".git", false),
        ("worktree", ".git", true),
        ("jj", ".jj", false),
        ("hg", ".hg", false),
        ("sl", ".sl", false),
        ("bare", "refs", false),
    ] {
        if nested == "bare" {
            house.write("bare/HEAD", "ref: refs/heads/main\n");
            house.write("bare/objects/info/packs", "");
        }
        let mark = format!("{nested}/{mark}");
        if is_file {
            house.write(&mark, "gitdir: ../elsewhere\n");
        } else {
            std::fs::create_dir_all(house.path(&mark)).unwrap();
        }
        std::fs::create_dir_all(house.path(nested).join("deep/down")).unwrap();
        for directory in [nested.to_owned(), format!("{nested}/deep/down")] {
            for line in ASKING {
                let run = run_in(&house, &directory, line);
                // The walker offers what was open lately, and what can be started.
                let (code, said) = match line {
                    "walk --plain" => (1, "No review is open"),
                    _ => (2, "error: no review:"),
                };
                run.is(code).has(said);
            }
        }
    }
    assert_eq!(house.review(), before);
}

#[test]
fn a_review_above_in_the_same_repository_is_used_and_named() {
    let house = House::with_review();
    std::fs::create_dir_all(house.path("deep/down")).unwrap();
    for line in ["status", "check", "attest IDN-1 met --rationale Fine", ""] {
        let run = run_in(&house, "deep/down", line);
        let review = house.path("signoff.toml").display().to_string();
        assert!(
            run.code != 2 && run.err.contains(&format!("note: the review is {review}\n")),
            "{line}: {run}"
        );
    }
    run_in(&house, ".", "status").lacks_err("the review is");
}

#[test]
fn what_is_there_and_cannot_be_read_ends_the_search() {
    let house = House::with_review();
    let before = house.review();
    let file = |name: &str| house.path(name).join("signoff.toml");
    for name in ["directory", "pipe", "link", "circle", "text"] {
        std::fs::create_dir_all(house.path(name)).unwrap();
    }
    std::fs::create_dir_all(file("directory")).unwrap();
    let made = Command::new("mkfifo").arg(file("pipe")).status().unwrap();
    assert!(made.success());
    symlink("nowhere", file("link")).unwrap();
    symlink("signoff.toml", file("circle")).unwrap();
    house.write("text/signoff.toml", "no review");
    for (name, why) in [
        ("directory", "is a directory"),
        ("pipe", "is not a regular file"),
        ("link", "is a link that leads nowhere"),
        ("circle", "cannot look at"),
        ("text", "signoff.toml:1"),
    ] {
        for line in ["check", "attest IDN-1 met --rationale Fine"] {
            run_in(&house, name, line).is(2).has_err(why);
        }
    }
    assert_eq!(house.review(), before);
}

#[test]
fn without_a_repository_home_and_what_another_user_has_are_borders() {
    let house = House::with_review();
    std::fs::remove_dir_all(house.path(".git")).unwrap();
    std::fs::create_dir_all(house.path("home/deep/down")).unwrap();
    let found = |directory: &str, is_found: bool| {
        let home = house.path("home").display().to_string();
        let run = run_with(&house, directory, "status", &[("HOME", &home)]);
        run.is(if is_found { 0 } else { 2 });
    };
    // Above the home.
    found("home/deep/down", false);
    found("home", false);
    found(".", true);
    let file = house.path("home/signoff.toml");
    std::fs::rename(house.path("signoff.toml"), &file).unwrap();
    found("home/deep/down", true);
    if chown(house.path("home/deep"), Some(OTHER), None).is_err() {
        return eprintln!("only root can give a directory away, so the rest tests nothing here");
    }
    found("home/deep/down", false);
    chown(house.path("home/deep"), Some(0), None).unwrap();
    std::fs::remove_file(&file).unwrap();
    found("home/deep/down", false);
}

#[test]
fn what_another_user_put_there_is_not_taken() {
    let house = House::with_review();
    let (root, file) = (
        house.path("").canonicalize().unwrap(),
        house.path("signoff.toml"),
    );
    std::fs::create_dir_all(house.path("deep")).unwrap();
    if chown(&file, Some(OTHER), None).is_err() {
        return eprintln!("only root can give a file away, so this test tests nothing here");
    }
    let refused = |directory: &str| {
        let run = run_in(&house, directory, "status");
        let said = format!(
            "git config --global --add safe.directory {}",
            root.display()
        );
        run.is(2)
            .has_err("belongs to another user of this machine")
            .has_err("--review FILE")
            .has_err(&said);
    };
    let taken = |line: &str, variables: &[(&str, &str)]| {
        run_with(&house, "deep", line, variables).is(0);
    };
    refused(".");
    refused("deep");
    // Its directory, too.
    chown(&file, Some(0), None).unwrap();
    chown(&root, Some(OTHER), None).unwrap();
    refused("deep");

    // Who is named is meant.
    taken("status -r ../signoff.toml", &[]);
    taken("status", &[("SIGNOFF_REVIEW", "../signoff.toml")]);
    taken("status", &[("SUDO_UID", &OTHER.to_string())]);
    if Command::new("git").arg("--version").output().is_err() {
        return eprintln!("without git nothing is called safe");
    }
    let configured = |directory: &Path| {
        let text = format!("[safe]\n\tdirectory = {}\n", directory.display());
        house.write("../gitconfig", &text).display().to_string()
    };
    let own = configured(&root);
    taken("status", &[("GIT_CONFIG_GLOBAL", &own)]);
    let other = configured(Path::new("/elsewhere"));
    run_with(&house, "deep", "status", &[("GIT_CONFIG_GLOBAL", &other)]).is(2);
}
