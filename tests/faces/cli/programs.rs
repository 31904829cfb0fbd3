//! The program that git's settings name for signatures, and the lists that they name.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use super::house::{House, Run};

const LIST: &str = "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\n[[category]]\nid = \"a\"\ntitle = \"A\"\n\
                    [[category.item]]\nid = \"A-1\"\ntitle = \"One\"\nseverity = \"high\"\n";
pub const SIGN: [&str; 7] = [
    "sign",
    "--role",
    "approver",
    "--decision",
    "approved",
    "--by",
    "Grace Hopper <grace@example.org>",
];
pub const VERIFY: [&str; 3] = ["verify", "--allowed-signers", "../allowed"];

/// A review that is answered, and a key that may sign it.
pub fn answered() -> House {
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
pub fn with(house: &House, setting: &str, arguments: &[&str]) -> Run {
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
            "no signature was made: the agent refused to sign",
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

/// Puts a program somewhere in the house.
pub fn program(house: &House, name: &str, text: &str) -> std::path::PathBuf {
    let file = house.write(name, &format!("#!/bin/sh\n{text}\n"));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    file
}

#[test]
fn nothing_in_the_directory_under_review_is_run() {
    needs_openssh!();
    let house = answered();
    let ran = house.path("../ran").display().to_string();
    for name in ["git", "ssh-keygen", "ssh-add", "sh", "false"] {
        for folder in ["", "bin/"] {
            program(
                &house,
                &format!("{folder}{name}"),
                &format!("echo {name} >> {ran}"),
            );
        }
    }
    let usual = "/usr/local/bin:/usr/bin:/bin";
    for path in [
        "",
        ".",
        &format!(".:{usual}"),
        &format!("bin:./bin::{usual}"),
        &format!("{usual}:"),
    ] {
        for (line, code) in [(&SIGN[..], 0), (&VERIFY, 0), (&["undo", "--by", ""], 2)] {
            let mut command = house.command(line);
            let run = Run::of(&command.env("PATH", path).output().unwrap());
            assert_eq!(run.code, code, "{path}: {run}");
        }
        assert!(
            !std::path::Path::new(&ran).exists(),
            "{path}: {}",
            house.read("../ran")
        );
    }
}

#[test]
fn a_program_that_hangs_is_ended_and_named() {
    needs_openssh!();
    let house = answered();
    assert_eq!(Run::of(&house.command(&SIGN).output().unwrap()).code, 0);
    let hung = program(&house, "../hung/git", "sleep 1000 & sleep 1000");
    let setting = format!("program = {}", hung.display());
    let (by_setting, by_path) = std::thread::scope(|scope| {
        let by_setting = scope.spawn(|| with(&house, &setting, &VERIFY));
        let path = format!("{}:/usr/bin:/bin", house.path("../hung").display());
        let mut command = house.command(&VERIFY);
        let by_path = Run::of(&command.env("PATH", path).output().unwrap());
        (by_setting.join().unwrap(), by_path)
    });
    let ended = "it did not end within 10 s and was stopped";
    for (run, why) in [
        (by_setting, "cannot verify: "),
        (by_path, "git does not tell its gpg.ssh.revocationFile"),
    ] {
        assert!(
            run.code == 2 && run.err.contains(why) && run.err.contains(ended),
            "{run}"
        );
    }
}

#[test]
fn no_pipe_among_the_keys_is_waited_for() {
    needs_openssh!();
    let house = answered();
    for name in ["id_rsa.pub", "id_ecdsa"] {
        let file = house.path("../home/.ssh").join(name);
        assert!(Command::new("mkfifo").arg(file).status().unwrap().success());
    }
    assert_eq!(Run::of(&house.command(&SIGN).output().unwrap()).code, 0);
    house.write(
        "../home/.ssh/id_ecdsa.pub",
        &house.read("../home/.ssh/id_ed25519.pub"),
    );
    for key in ["id_rsa.pub", "id_ecdsa", "id_ecdsa.pub"] {
        let key = format!("../home/.ssh/{key}");
        let run = house
            .command(&[&SIGN[..], &["--key", &key]].concat())
            .output();
        let run = Run::of(&run.unwrap());
        assert!(
            run.code == 2
                && (run.err.contains("is not a regular file")
                    || run.err.contains("there is no key")),
            "{key}: {run}"
        );
    }
    for list in ["--allowed-signers", "--revoked"] {
        let run = house.command(&[&VERIFY[..], &[list, "../home/.ssh/id_rsa.pub"]].concat());
        let run = Run::of(&{ run }.output().unwrap());
        assert_eq!(run.code, 2, "{run}");
    }
}

#[test]
fn the_key_that_gits_command_tells_signs() {
    needs_openssh!();
    let house = answered();
    house.make_key("../keys/own", "grace@example.org");
    let own = house.read("../keys/own.pub");
    house.write("../allowed", &format!("grace@example.org {own}"));
    let fingerprint = |run: &Run| run.err.contains("signing with SHA256:");
    // The private half is where no agent and no file of this name has it, so that it is told which key was meant.
    let tell = program(
        &house,
        "../bin/tell",
        &format!("echo 'key::{}'; echo more", own.trim()),
    );
    let setting = format!("defaultKeyCommand = '{}' --for signoff", tell.display());
    let run = with(&house, &setting, &SIGN);
    assert!(
        run.code == 2
            && fingerprint(&run)
            && run
                .err
                .contains("the private half of the key is in no file here"),
        "{run}"
    );
    for (command, why) in [
        (
            "./tell",
            "it would run a file of the repository under review",
        ),
        ("false", "exit status: 1"),
        ("echo nothing", "its first line is no public key"),
    ] {
        let run = with(&house, &format!("defaultKeyCommand = {command}"), &SIGN);
        let said = format!("git's gpg.ssh.defaultKeyCommand tells no key: {why}");
        assert!(run.code == 2 && run.err.contains(&said), "{command}: {run}");
    }
    // A repository's is not asked.
    let mut git = Command::new("git");
    git.args(["init", "--quiet"]).current_dir(house.path(""));
    if git.status().is_ok_and(|status| status.success()) {
        let config = house.read(".git/config");
        house.write(
            ".git/config",
            &format!("{config}[gpg \"ssh\"]\n\t{setting}\n"),
        );
        assert_eq!(Run::of(&house.command(&SIGN).output().unwrap()).code, 0);
    }
}

#[test]
fn the_words_of_openssh_are_in_the_log() {
    needs_openssh!();
    let house = answered();
    house.make_key("../keys/own", "grace@example.org");
    std::fs::remove_file(house.path("../keys/own")).unwrap();
    let key = ["--key", "../keys/own.pub", "--log", "../log"];
    let run = house.command(&[&SIGN[..], &key].concat()).output().unwrap();
    let run = Run::of(&run);
    assert!(
        run.code == 2 && !run.err.contains("No private key found"),
        "{run}"
    );
    assert!(
        run.err.contains("hint: start an agent and add the key"),
        "{run}"
    );
    let log = house.read("../log");
    assert!(log.contains("No private key found for public key"), "{log}");
}
