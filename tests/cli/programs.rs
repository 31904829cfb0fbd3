//! The program that git's settings name for signatures, and the lists that they name.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use super::house::{House, Run};

const LIST: &str = "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\n[[category]]\nid = \"a\"\ntitle = \"A\"\n\
                    [[category.item]]\nid = \"A-1\"\ntitle = \"One\"\nseverity = \"high\"\n";
const SIGN: [&str; 7] = [
    "sign",
    "--role",
    "approver",
    "--decision",
    "approved",
    "--by",
    "Grace Hopper <grace@example.org>",
];
const VERIFY: [&str; 3] = ["verify", "--allowed-signers", "../allowed"];

/// A review that is answered, and a key that may sign it.
fn answered() -> House {
    let house = House::new();
    house.write("mini.toml", LIST);
    house.done("new --checklist ./mini.toml --system box");
    house.done("attest A-1 met --rationale Fine");
    house.write(
        "../allowed",
        &house.make_key("../home/.ssh/id_ed25519", "grace@example.org"),
    );
    house
}

/// Runs the program with a setting of the person's own git.
fn with(house: &House, setting: &str, arguments: &[&str]) -> Run {
    let file = house.write("../gitconfig", &format!("[gpg \"ssh\"]\n\t{setting}\n"));
    Run::of(
        &house
            .command(arguments)
            .env("GIT_CONFIG_GLOBAL", file)
            .output()
            .unwrap(),
    )
}

#[test]
fn a_program_that_does_something_else_proves_nothing() {
    needs_openssh!();
    let house = answered();
    let before = house.read("signoff.toml");
    let key = [&SIGN[..], &["--key", "../home/.ssh/id_ed25519"]].concat();
    for (name, text, why) in [
        ("nothing", "exit 0", "it is no SSH signature"),
        (
            "refused",
            "echo 'agent refused operation' >&2; exit 1",
            "no signature was made: agent refused operation",
        ),
        (
            "killed",
            "kill -9 $$",
            "no signature was made: ssh-keygen was ended by SIGKILL",
        ),
        (
            "another",
            "[ $2 = sign ] && echo other | ssh-keygen \"$@\" || ssh-keygen \"$@\"",
            "what came back is not a signature of this statement",
        ),
        (
            "git",
            "shift 4; exec ssh-keygen -Y sign -n git \"$@\"",
            "the signature was made for `git`, not for signoff",
        ),
    ] {
        let file = house.write(&format!("../bin/{name}"), &format!("#!/bin/sh\n{text}\n"));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
        let run = with(&house, &format!("program = {}", file.display()), &key);
        assert!(run.code == 2 && run.err.contains(why), "{name}: {run}");
        assert_eq!(house.read("signoff.toml"), before, "{name}");
    }

    assert_eq!(Run::of(&house.command(&key).output().unwrap()).code, 0);
    for name in ["nothing", "refused", "killed"] {
        let program = format!("program = {}", house.path("../bin").join(name).display());
        for command in [
            &VERIFY[..],
            &[
                "check",
                "--require",
                "signed",
                "--allowed-signers",
                "../allowed",
            ],
        ] {
            let run = with(&house, &program, command);
            assert!(
                run.code == 2 && run.err.contains("cannot verify:"),
                "{name}: {run}"
            );
        }
    }
}

#[test]
fn without_openssh_nothing_is_signed_or_verified() {
    needs_openssh!();
    let house = answered();
    let missing = "program = /nonexistent/ssh-keygen";
    // Whoever names a key wants a signature; who does not is told that there is none.
    let named = with(
        &house,
        missing,
        &[&SIGN[..], &["--key", "../home/.ssh/id_ed25519"]].concat(),
    );
    assert!(
        named.code == 2 && named.err.contains("cannot run /nonexistent/ssh-keygen"),
        "{named}"
    );
    let unsigned = with(&house, missing, &SIGN);
    assert!(
        unsigned.code == 0 && unsigned.err.contains("cannot run /nonexistent/ssh-keygen"),
        "{unsigned}"
    );
    assert!(
        unsigned
            .err
            .contains("this sign-off is not cryptographically signed"),
        "{unsigned}"
    );

    assert_eq!(Run::of(&house.command(&SIGN).output().unwrap()).code, 0);
    let run = with(&house, missing, &VERIFY);
    assert!(
        run.code == 2 && run.err.contains("cannot verify: cannot run /nonexistent"),
        "{run}"
    );
}

#[test]
fn who_may_sign_is_not_for_the_repository_to_say() {
    needs_openssh!();
    let house = answered();
    assert_eq!(Run::of(&house.command(&SIGN).output().unwrap()).code, 0);
    let allowed = house.path("../allowed").display().to_string();
    assert_eq!(
        with(
            &house,
            &format!("allowedSignersFile = {allowed}"),
            &["verify"]
        )
        .code,
        0
    );
    std::fs::copy(&allowed, house.path("allowed")).unwrap();
    let run = with(&house, "allowedSignersFile = allowed", &["verify"]);
    assert!(
        run.code == 2
            && run
                .err
                .contains("git's gpg.ssh.allowedSignersFile is `allowed`"),
        "{run}"
    );
    // The repository's own setting is not asked, unless its file is asked for by name.
    let mut git = Command::new("git");
    git.args(["init", "--quiet"]).current_dir(house.path(""));
    if git.status().is_ok_and(|status| status.success()) {
        let mut git = Command::new("git");
        git.args(["config", "gpg.ssh.allowedSignersFile", &allowed])
            .current_dir(house.path(""));
        assert!(git.status().unwrap().success());
    }
    let run = house.run("verify");
    assert!(
        run.code == 2 && run.err.contains("nothing says who may sign"),
        "{run}"
    );
    assert_eq!(house.run("verify --allowed-signers allowed").code, 0);
}

#[test]
fn a_repository_does_not_speak_for_the_person() {
    needs_openssh!();
    let house = answered();
    assert_eq!(Run::of(&house.command(&SIGN).output().unwrap()).code, 0);
    let mut git = Command::new("git");
    git.args(["init", "--quiet"]).current_dir(house.path(""));
    if !git.status().is_ok_and(|status| status.success()) {
        return eprintln!("without git this test tests nothing");
    }
    let own = house.read(".git/config");
    let program = house.write(
        "evil",
        "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\nexec ssh-keygen \"$@\"\n",
    );
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    // A value of two lines, the second of which looks like another scope's.
    let forged = format!(
        "{own}[gpg \"ssh\"]\n\tprogram = \"x\\nglobal\\t{}\"\n",
        program.display()
    );
    house.write(".git/config", &forged);
    assert_eq!(with(&house, "", &VERIFY).code, 0);
    assert!(
        !house.path("ran").exists(),
        "a program of the repository ran"
    );

    house.write(".git/config", &own);
    house.write("~root/signers", &house.read("../allowed"));
    house.write("~root/evil", &std::fs::read_to_string(&program).unwrap());
    let run = with(&house, "allowedSignersFile = ~root/signers", &["verify"]);
    assert!(
        run.code == 2
            && run
                .err
                .contains("would be a file of the repository under review"),
        "{run}"
    );
    assert_eq!(with(&house, "program = ~root/evil", &VERIFY).code, 0);
    assert!(
        !house.path("~root/ran").exists(),
        "a program of the repository ran"
    );

    // A list of revoked keys is not lost where the repository's configuration is broken.
    let revoked = format!(
        "revocationFile = {}",
        house.path("../home/.ssh/id_ed25519.pub").display()
    );
    let run = with(&house, &revoked, &VERIFY);
    assert!(run.code == 1 && run.out.contains("is revoked"), "{run}");
    house.write(".git/config", "[[[broken");
    let run = with(&house, &revoked, &VERIFY);
    assert!(
        run.code == 2 && run.err.contains("git does not tell its gpg.ssh."),
        "{run}"
    );
}
