//! The program that git's settings name for signatures, and the lists that they name.

use std::process::Command;

use crate::has::Has as _;
use crate::house::{GRACE, House, Run, mini};

pub const SIGN: &str = "sign --role approver --decision approved";
pub const VERIFY: &str = "verify --allowed-signers ../allowed";
const OWN: &str = "../home/.ssh/id_ed25519";

/// A review that is answered, and a key that may sign it.
pub fn answered() -> House {
    let house = House::of(&mini("", &["high"]), "--system box");
    house.done("attest A-1 met --rationale Fine");
    house.write("../allowed", &house.make_key(OWN, "grace@example.org"));
    house
}

/// Grace runs a command line with a setting of her own git.
pub fn with(house: &House, setting: &str, line: &str) -> Run {
    let file = house.write("../own", &format!("[gpg \"ssh\"]\n\t{setting}\n"));
    house.by(GRACE).with("GIT_CONFIG_GLOBAL", file).run(line)
}

#[test]
fn a_program_that_does_something_else_proves_nothing() {
    needs_openssh!();
    let house = answered();
    let before = house.review();
    let key = format!("{SIGN} --key {OWN}");
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
        let file = house.program(&format!("../bin/{name}"), text);
        with(&house, &format!("program = {}", file.display()), &key)
            .is(2)
            .has_err(why);
        assert_eq!(house.review(), before, "{name}");
    }

    house.by(GRACE).done(&key);
    for name in ["nothing", "refused", "killed"] {
        let program = format!("program = {}", house.path("../bin").join(name).display());
        for command in [
            VERIFY,
            "check --require signed --allowed-signers ../allowed",
        ] {
            with(&house, &program, command)
                .is(2)
                .has_err("cannot verify:");
        }
    }
}

#[test]
fn without_openssh_nothing_is_signed_or_verified() {
    needs_openssh!();
    let house = answered();
    let missing = "program = /nonexistent/ssh-keygen";
    // Whoever names a key wants a signature; who does not is told that there is none.
    with(&house, missing, &format!("{SIGN} --key {OWN}"))
        .is(2)
        .has_err("cannot run /nonexistent/ssh-keygen");
    let unsigned = with(&house, missing, SIGN);
    unsigned.is(0).has_err("cannot run /nonexistent/ssh-keygen");
    unsigned.has_err("this sign-off is not cryptographically signed");

    house.by(GRACE).done(SIGN);
    let run = with(&house, missing, VERIFY);
    run.is(2).has_err("cannot verify: cannot run /nonexistent");
}

#[test]
fn who_may_sign_is_not_for_the_repository_to_say() {
    needs_openssh!();
    let house = answered();
    house.by(GRACE).done(SIGN);
    let allowed = house.path("../allowed").display().to_string();
    with(&house, &format!("allowedSignersFile = {allowed}"), "verify").is(0);
    std::fs::copy(&allowed, house.path("allowed")).unwrap();
    let run = with(&house, "allowedSignersFile = allowed", "verify");
    run.is(2)
        .has_err("git's gpg.ssh.allowedSignersFile is `allowed`");
    // The repository's own setting is not asked, unless its file is asked for by name.
    if house.git("init --quiet").is_some() {
        house.git(&format!("config gpg.ssh.allowedSignersFile {allowed}"));
    }
    let run = house.run("verify");
    run.is(2).has_err("nothing says who may sign");
    house.run("verify --allowed-signers allowed").is(0);
}

#[test]
fn a_repository_does_not_speak_for_the_person() {
    needs_openssh!();
    let house = answered();
    house.by(GRACE).done(SIGN);
    if house.git("init --quiet").is_none() {
        return eprintln!("without git this test tests nothing");
    }
    let own = house.read(".git/config");
    let evil = "touch \"$(dirname \"$0\")/ran\"\nexec ssh-keygen \"$@\"";
    let program = house.program("evil", evil);
    // A value of two lines, the second of which looks like another scope's.
    let forged = format!(
        "{own}[gpg \"ssh\"]\n\tprogram = \"x\\nglobal\\t{}\"\n",
        program.display()
    );
    house.write(".git/config", &forged);
    with(&house, "", VERIFY).is(0);
    assert!(
        !house.path("ran").exists(),
        "a program of the repository ran"
    );

    house.write(".git/config", &own);
    house.write("~root/signers", &house.read("../allowed"));
    house.program("~root/evil", evil);
    with(&house, "allowedSignersFile = ~root/signers", "verify")
        .is(2)
        .has_err("would be a file of the repository under review");
    with(&house, "program = ~root/evil", VERIFY).is(0);
    assert!(
        !house.path("~root/ran").exists(),
        "a program of the repository ran"
    );

    // A list of revoked keys is not lost where the repository's configuration is broken.
    let revoked = format!(
        "revocationFile = {}",
        house.path("../home/.ssh/id_ed25519.pub").display()
    );
    with(&house, &revoked, VERIFY).is(1).has_out("is revoked");
    house.write(".git/config", "[[[broken");
    with(&house, &revoked, VERIFY)
        .is(2)
        .has_err("git does not tell its gpg.ssh.");
}

#[test]
fn nothing_in_the_directory_under_review_is_run() {
    needs_openssh!();
    let house = answered();
    let ran = house.path("../ran").display().to_string();
    for name in ["git", "ssh-keygen", "ssh-add", "sh", "false"] {
        for folder in ["", "bin/"] {
            house.program(&format!("{folder}{name}"), &format!("echo {name} >> {ran}"));
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
        for (line, code) in [(SIGN, 0), (VERIFY, 0), ("undo --by ''", 2)] {
            house.by(GRACE).with("PATH", path).run(line).is(code);
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
    house.by(GRACE).done(SIGN);
    let hung = house.program("../hung/git", "sleep 1000 & sleep 1000");
    let setting = format!("program = {}", hung.display());
    let (by_setting, by_path) = std::thread::scope(|scope| {
        let by_setting = scope.spawn(|| with(&house, &setting, VERIFY));
        let path = format!("{}:/usr/bin:/bin", house.path("../hung").display());
        let by_path = house.by(GRACE).with("PATH", path).run(VERIFY);
        (by_setting.join().unwrap(), by_path)
    });
    let ended = "it did not end within 10 s and was stopped";
    for (run, why) in [
        (by_setting, "cannot verify: "),
        (by_path, "git does not tell its gpg.ssh.revocationFile"),
    ] {
        run.is(2).has_err(why).has_err(ended);
    }
}

#[test]
fn git_is_not_asked_where_one_person_answered_and_nobody_signed() {
    needs_openssh!();
    let house = answered();
    house.program(
        "../noted/git",
        "touch \"$0.asked\"; PATH=/usr/bin:/bin exec git \"$@\"",
    );
    let path = format!("{}:/usr/bin:/bin", house.path("../noted").display());
    for (line, is_asked) in [
        ("status", false),
        ("check", false),
        ("show A-1", false),
        (VERIFY, true),
    ] {
        house.by(GRACE).with("PATH", &path).run(line);
        assert_eq!(
            house.path("../noted/git.asked").exists(),
            is_asked,
            "{line}"
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
    house.by(GRACE).done(SIGN);
    house.write(
        "../home/.ssh/id_ecdsa.pub",
        &house.read("../home/.ssh/id_ed25519.pub"),
    );
    for key in ["id_rsa.pub", "id_ecdsa", "id_ecdsa.pub"] {
        let run = house
            .by(GRACE)
            .run(&format!("{SIGN} --key ../home/.ssh/{key}"));
        assert!(
            run.code == 2
                && (run.err.contains("is not a regular file")
                    || run.err.contains("there is no key")),
            "{key}: {run}"
        );
    }
    for list in ["--allowed-signers", "--revoked"] {
        house
            .run(&format!("{VERIFY} {list} ../home/.ssh/id_rsa.pub"))
            .is(2);
    }
}

#[test]
fn no_pipe_among_the_lists_is_waited_for() {
    let house = answered();
    let pipe = house.path("../pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    for (list, why) in [
        ("--mailmap", "cannot read the mailmap"),
        ("--allowed-signers", "cannot verify: there is no file"),
    ] {
        let run = house.run(&format!("check {list} {}", pipe.display()));
        run.is(2).has_err(why);
    }
}

#[test]
fn a_program_that_prints_without_end_is_ended_and_named() {
    needs_openssh!();
    let house = answered();
    house.by(GRACE).done(SIGN);
    let flood = house.program("../flood/git", "exec yes");
    let path = format!("{}:/usr/bin:/bin", flood.parent().unwrap().display());
    let run = house.by(GRACE).with("PATH", &path).run(VERIFY);
    run.is(2)
        .has_err("it printed more than 64 MiB and was stopped");
    // What is asked of the repository is not known then.
    let run = house
        .by(GRACE)
        .with("PATH", &path)
        .run("check --revision main");
    run.is(1);
}

#[test]
fn the_key_that_gits_command_tells_signs() {
    needs_openssh!();
    let house = answered();
    house.make_key("../keys/own", "grace@example.org");
    let own = house.read("../keys/own.pub");
    house.write("../allowed", &format!("grace@example.org {own}"));
    // The private half is where no agent and no file of this name has it, so that it is told which key was meant.
    let tell = format!("echo 'key::{}'; echo more", own.trim());
    let tell = house.program("../bin/tell", &tell);
    let setting = format!("defaultKeyCommand = '{}' --for signoff", tell.display());
    with(&house, &setting, SIGN)
        .is(2)
        .has_err("signing with SHA256:")
        .has_err("the private half of the key is in no file here");
    for (command, why) in [
        (
            "./tell",
            "it would run a file of the repository under review",
        ),
        ("false", "exit status: 1"),
        ("echo nothing", "its first line is no public key"),
    ] {
        let run = with(&house, &format!("defaultKeyCommand = {command}"), SIGN);
        let said = format!("git's gpg.ssh.defaultKeyCommand tells no key: {why}");
        run.is(2).has_err(&said);
    }
    // A repository's is not asked.
    if house.git("init --quiet").is_some() {
        let config = house.read(".git/config");
        house.write(
            ".git/config",
            &format!("{config}[gpg \"ssh\"]\n\t{setting}\n"),
        );
        house.by(GRACE).done(SIGN);
    }
}

#[test]
fn the_words_of_openssh_are_in_the_log() {
    needs_openssh!();
    let house = answered();
    house.make_key("../keys/own", "grace@example.org");
    std::fs::remove_file(house.path("../keys/own")).unwrap();
    house
        .by(GRACE)
        .run(&format!("{SIGN} --key ../keys/own.pub --log ../log"))
        .is(2)
        .lacks_err("No private key found")
        .has_err("hint: start an agent and add the key");
    house
        .read("../log")
        .has("No private key found for public key");
}
