//! Whole processes, from their start to what a person waits for.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::floor;
use super::house::House;
use super::screen::{HEIGHT, WIDTH};
use super::signed::Signed;

const PROGRAM: &str = env!("CARGO_BIN_EXE_signoff");

/// Ends every frame, the first too.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

/// The product in a terminal, until its first frame is complete.
pub fn walk(house: &House) -> Duration {
    let mut command = CommandBuilder::new(PROGRAM);
    command.cwd(house.directory());
    first_frame(command, house)
}

/// A bare list in a terminal, until it is drawn.
pub fn bare_list(house: &House) -> Duration {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.args([floor::ARGUMENT, &house.items.to_string()]);
    first_frame(command, house)
}

fn first_frame(mut command: CommandBuilder, house: &House) -> Duration {
    command.env_clear();
    command.env("TZ", "UTC");
    for (name, value) in variables(house.directory()) {
        command.env(name, value);
    }
    let size = PtySize {
        rows: HEIGHT,
        cols: WIDTH,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut reader = pair.master.try_clone_reader().expect("a terminal");
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).expect("a process");
    drop(pair.slave);
    let (mut seen, mut buffer) = (Vec::new(), [0; 8 << 10]);
    while !seen.ends_with(END_OF_FRAME) {
        match reader.read(&mut buffer) {
            Ok(count @ 1..) => seen.extend_from_slice(&buffer[..count]),
            _ => panic!("no frame: {}", String::from_utf8_lossy(&seen)),
        }
    }
    let took = start.elapsed();
    let _ = child.kill();
    let _ = child.wait();
    took
}

/// The product as a program that does nothing but look at its arguments.
pub fn version() -> Duration {
    ended(Command::new(PROGRAM).arg("--version").stdin(Stdio::null()))
}

/// The product as a gate; most reviews do not pass it.
pub fn check(house: &House) -> Duration {
    ended(product(house.directory()).arg("check"))
}

/// The product as a gate that wants signatures, and gets them.
pub fn check_signed(signed: &Signed) -> Duration {
    succeeded(
        product(signed.directory())
            .args(["check", "--require", "signed"])
            .args(TRUST),
    )
}

/// The product as it verifies a signature.
pub fn verify(signed: &Signed) -> Duration {
    succeeded(product(signed.directory()).arg("verify").args(TRUST))
}

/// OpenSSH as it verifies the same signature.
pub fn ssh_keygen(signed: &Signed) -> Duration {
    succeeded(&mut signed.by_openssh())
}

/// Whoever runs this on another day sees the same.
const TRUST: [&str; 4] = ["--allowed-signers", "allowed", "--at", "2026-11-23"];

fn product(directory: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(directory)
        .envs(variables(directory))
        .stdin(Stdio::null());
    command
}

fn ended(command: &mut Command) -> Duration {
    run(command).0
}

fn succeeded(command: &mut Command) -> Duration {
    let (took, ended) = run(command);
    assert!(ended.success(), "{command:?}");
    took
}

fn run(command: &mut Command) -> (Duration, ExitStatus) {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let ended = command.status().expect("a process");
    (start.elapsed(), ended)
}

/// An environment without settings of anybody's.
fn variables(home: &Path) -> Vec<(&'static str, String)> {
    let home = home.to_string_lossy().into_owned();
    ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"]
        .into_iter()
        .map(|name| (name, home.clone()))
        .chain([
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("SIGNOFF_BY", House::by().to_string()),
        ])
        .collect()
}
