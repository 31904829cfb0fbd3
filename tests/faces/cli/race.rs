//! Two writers at once lose nothing.

use crate::has::Has as _;
use crate::house::{House, KIM};

#[test]
fn two_processes_keep_all_their_attestations() {
    let house = House::with_review();
    let attest = |item: &str| {
        for nth in 0..50 {
            house.done(&format!("attest {item} met --rationale 'Round {nth}.'"));
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| attest("NET-1"));
        scope.spawn(|| attest("MON-1"));
    });
    let text = house.review();
    assert_eq!(text.matches("rationale = ").count(), 100);
    let conflicts = std::fs::read_dir(house.path("")).unwrap().count();
    assert_eq!(conflicts, 2, "nothing but .git and signoff.toml");
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_came_in_between_is_not_answered_over() {
    use std::io::Write as _;
    use std::process::Stdio;

    let house = House::with_review();
    let attest = |item: &str| {
        let mut command = house.command(&["attest", item, "unmet", "--rationale", "-"]);
        let piped = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = piped.spawn().unwrap();
        // It keeps the review open that it read, and waits for its rationale.
        let folder = format!("/proc/{}/fd", child.id());
        let is_open = || {
            let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            files
                .flat_map(|file| std::fs::read_link(file.path()))
                .any(|file| file.ends_with("signoff.toml"))
        };
        while !is_open() {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        child
    };
    let ends = |mut child: std::process::Child| {
        child
            .stdin
            .take()
            .unwrap()
            .write_all(b"It is open.")
            .unwrap();
        let output = child.wait_with_output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let child = attest("NET-1");
    house
        .by(KIM)
        .done("attest NET-1 met --rationale 'It is closed.'");
    let (code, said) = ends(child);
    assert_eq!(code, Some(2), "{said}");
    said.has("NET-1 was answered meanwhile")
        .has("Kim <kim@example.org> says met");
    said.has("hint: ");
    house.review().lacks("It is open.");
    let child = attest("NET-1");
    house.done("attest MON-1 met --rationale 'Elsewhere.'");
    let (code, said) = ends(child);
    assert_eq!(code, Some(0), "{said}");
}
