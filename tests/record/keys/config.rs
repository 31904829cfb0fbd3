//! What git's configuration says is heard once or each time, and never a repository's where it is about trust.

use std::path::Path;
use std::process::Command;

use signoff::keys::{Around, Lists, Trust};

use super::{Desk, at, run};

/// In a repository, with a configuration of the person's own.
fn repository(desk: &Desk) -> Around {
    run(Command::new("git")
        .args(["init", "--quiet"])
        .arg(desk.path("")));
    let mut around = desk.around();
    around.variables = vec![
        ("GIT_CONFIG_GLOBAL".into(), Some(desk.path("own").into())),
        ("GIT_CONFIG_NOSYSTEM".into(), Some("1".into())),
        ("GIT_CONFIG_COUNT".into(), None),
        ("GIT_CONFIG_PARAMETERS".into(), None),
    ];
    around
}

#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn put(desk: &Desk, file: &str, text: impl AsRef<[u8]>) {
    std::fs::write(desk.path(file), text).unwrap();
}

fn allowed(around: &Around) -> Result<String, String> {
    Trust::find(&Lists::default(), around, at("2026-11-23T09:00:00Z"))
        .map(|trust| trust.allowed.display().to_string())
        .map_err(|error| error.to_string())
}

#[test]
fn the_persons_own_says_whom_to_believe_and_the_repositorys_only_who_is_here() {
    let desk = Desk::new();
    let around = repository(&desk);
    let list = desk.path("list");
    put(&desk, "list", "");
    let here = list.display();
    // A value may look like the end of another one, and like another scope.
    let forged = format!(
        "[gpg \"ssh\"]\nallowedSignersFile = {here}\n[user]\nname = \"Ada\\nglobal\\ngpg.ssh.allowedsignersfile\\n{here}\"\n\
         [safe]\ndirectory = *\n"
    );
    put(&desk, ".git/config", &forged);
    let nobody = allowed(&around).unwrap_err();
    assert!(nobody.contains("nothing says who may sign"), "{nobody}");
    assert!(!around.calls_safe(Path::new("/x")));

    put(
        &desk,
        "own",
        format!(
            "[user]\nname = Grace\nemail = grace@example.org\n[safe]\ndirectory = /y\ndirectory = /x\n\
             [GPG \"ssh\"]\nALLOWEDSIGNERSFILE = /elsewhere\nallowedSignersFile = {here}\n"
        ),
    );
    assert_eq!(allowed(&around), Ok(here.to_string()));
    assert!(around.calls_safe(Path::new("/x")) && around.calls_safe(Path::new("/y")));
    assert_eq!(around.person(), None, "no name has three lines");
    put(&desk, ".git/config", "[user]\nname = Ada\n");
    let person = around.person().unwrap().to_string();
    assert_eq!(person, "Ada <grace@example.org>");
}

#[test]
fn what_is_no_text_hides_nothing_else_and_a_broken_file_is_told() {
    let desk = Desk::new();
    let around = repository(&desk);
    put(&desk, "list", "");
    let list = desk.path("list").display().to_string();
    let own = format!("[gpg \"ssh\"]\nprogram\nallowedSignersFile = {list}\n");
    put(&desk, "own", &own);
    put(&desk, ".git/config", b"[user]\nname = \"\xff\"\n");
    assert_eq!(allowed(&around), Ok(list));
    assert_eq!(around.person(), None);
    put(
        &desk,
        "own",
        [own.as_bytes(), b"revocationFile = \"/\xff\"\n"].concat(),
    );
    for broken in [&b"[user]\n"[..], b"[user\n"] {
        put(&desk, ".git/config", broken);
        let why = allowed(&around).unwrap_err();
        assert!(why.contains("git does not tell its"), "{why}");
    }
}

#[test]
fn git_is_asked_once_for_an_undertaking_and_anew_for_the_next() {
    let desk = Desk::new();
    let around = repository(&desk);
    let name = |name| {
        put(
            &desk,
            "own",
            format!("[user]\nname = {name}\nemail = a@b\n"),
        );
    };
    let who = |around: &Around| around.person().unwrap().to_string();
    name("Ada");
    let once = around.once();
    let both = (who(&around), who(&once));
    assert_eq!(both, ("Ada <a@b>".into(), "Ada <a@b>".into()));
    name("Grace");
    let told = [&around, &once, &once.once(), &around.once()].map(who);
    let names = told
        .each_ref()
        .map(|person| person.split(' ').next().unwrap());
    assert_eq!(names, ["Grace", "Ada", "Ada", "Grace"]);
}
