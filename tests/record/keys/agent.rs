//! A key that only an agent has.

use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use super::{Desk, GRACE, run};

pub const LIST: &str = "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\n[[category]]\nid = \"a\"\ntitle = \"A\"\n\
                    [[category.item]]\nid = \"A-1\"\ntitle = \"One\"\nseverity = \"high\"\n";

/// A running `ssh-agent`, which ends with this.
pub struct Agent(Child);

impl Agent {
    pub fn start(socket: &Path) -> Self {
        let mut command = Command::new("ssh-agent");
        let agent = Self(
            command
                .arg("-D")
                .arg("-a")
                .arg(socket)
                .stdout(Stdio::null())
                .spawn()
                .unwrap(),
        );
        while UnixStream::connect(socket).is_err() {
            std::thread::sleep(Duration::from_millis(5));
        }
        agent
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn signoff(desk: &Desk, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signoff"));
    command
        .args(arguments)
        .current_dir(desk.path(""))
        .stdin(Stdio::null())
        .env_clear()
        .env("TZ", "UTC");
    command
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("HOME", desk.path("home"));
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    command
        .env("SIGNOFF_BY", "Ada <ada@example.org>")
        .env("SSH_AUTH_SOCK", desk.path("agent"));
    command.output().unwrap()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn a_key_that_only_the_agent_has_signs() {
    needs_openssh!();
    let desk = Desk::new();
    desk.key("own", &["-t", "ed25519"]);
    desk.trust(&format!("{GRACE} namespaces=\"signoff\""), "own");
    let agent = Agent::start(&desk.path("agent"));
    let socket = desk.path("agent");
    run(Command::new("ssh-add")
        .arg("-q")
        .arg(desk.path("own"))
        .env("SSH_AUTH_SOCK", socket));
    let public = std::fs::read_to_string(desk.path("own.pub")).unwrap();
    std::fs::remove_file(desk.path("own")).unwrap();
    std::fs::remove_file(desk.path("own.pub")).unwrap();
    std::fs::create_dir(desk.path(".git")).unwrap();
    std::fs::write(desk.path("mini.toml"), LIST).unwrap();

    let done = |arguments: &[&str]| {
        let output = signoff(&desk, arguments);
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(output.status.success(), "{arguments:?} {said:?}");
    };
    done(&["new", "--checklist", "./mini.toml", "--system", "box"]);
    done(&["attest", "A-1", "met", "--rationale", "Fine"]);
    let by = format!("Grace Hopper <{GRACE}>");
    let sign = [
        "sign",
        "--role",
        "approver",
        "--decision",
        "approved",
        "--by",
        &by,
    ];
    let check = [
        "check",
        "--require",
        "signed",
        "--allowed-signers",
        "allowed",
    ];
    // By its name, and as the only key there is.
    let literal = format!("key::{}", public.trim());
    for key in [&["--key", &literal][..], &[]] {
        done(&[&sign[..], key].concat());
        done(&check);
    }
    drop(agent);
    let output = signoff(&desk, &[&sign[..], &["--key", &literal]].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.code() == Some(2) && said.contains("no signature was made"),
        "{said}"
    );
    done(&check);
}
