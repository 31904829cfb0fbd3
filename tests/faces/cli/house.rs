//! A home and a repository of their own, in which the program is run.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Who runs the commands.
const ADA: &str = "Ada Lovelace <ada@example.org>";

/// A temporary directory with a home, and a repository in which commands run.
pub struct House {
    _keep: TempDir,
    root: PathBuf,
}

/// What a command said and how it ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl House {
    /// An empty repository.
    pub fn new() -> Self {
        let keep = tempfile::tempdir().unwrap();
        let root = keep.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("repo/.git")).unwrap();
        Self { _keep: keep, root }
    }

    /// A repository with a review of the shipped Azure checklist.
    pub fn with_review() -> Self {
        let house = Self::new();
        house.done("new --checklist azure-deployment --system robotics-prod");
        house
    }

    /// A path in the repository.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join("repo").join(name)
    }

    /// Where the person's settings are.
    pub fn settings(&self) -> PathBuf {
        self.root.join("config/signoff/config.toml")
    }

    /// Writes a file in the repository, with the directories above it.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        write(&path, text);
        path
    }

    /// Makes a key without a passphrase; returns the line of allowed signers that says whose it is.
    pub fn make_key(&self, name: &str, mail: &str) -> String {
        let key = self.path(name);
        std::fs::create_dir_all(key.parent().unwrap()).unwrap();
        let mut make = Command::new("ssh-keygen");
        make.args(["-q", "-t", "ed25519", "-N", "", "-C", mail, "-f"])
            .arg(&key);
        assert!(make.status().unwrap().success());
        let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
        format!("{mail} namespaces=\"signoff\" {public}")
    }

    /// Reads a file in the repository.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program with arguments, in the repository, with nothing of the real surroundings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_signoff"));
        command
            .args(arguments)
            .current_dir(self.path(""))
            .stdin(Stdio::null())
            .env_clear()
            .env("TZ", "UTC");
        command.env("SIGNOFF_BY", ADA);
        for (name, place) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
        ] {
            command.env(name, self.root.join(place));
        }
        for name in ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"] {
            command.env(name, "/dev/null");
        }
        command
    }

    /// Runs a command line; single quotes hold words together.
    pub fn run(&self, line: &str) -> Run {
        let words = shell_words::split(line).unwrap();
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        Run::of(&self.command(&words).output().unwrap())
    }

    /// Runs a command line that must succeed.
    pub fn done(&self, line: &str) -> Run {
        let run = self.run(line);
        assert_eq!(run.code, 0, "signoff {line}\n{}{}", run.out, run.err);
        run
    }

    /// Runs command lines and writes down all that is seen.
    pub fn transcript(&self, lines: &[&str]) -> String {
        lines.iter().fold(String::new(), |text, line| {
            text + &format!("$ signoff {line}\n{}\n", self.run(line))
        })
    }

    /// Compares with a snapshot in which nothing stands that differs from run to run.
    pub fn assert(&self, name: &str, text: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        let root = self.root.display().to_string();
        for (pattern, name) in [
            (root.as_str(), "[root]"),
            (
                r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}",
                "[id]",
            ),
            (r"\bid [0-9a-f]{8}\b", "id [short]"),
            (r"sha256:[0-9a-f]{64}", "sha256:[digest]"),
            (r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "[time]"),
            (
                r"20[2-9][0-9]-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}",
                "[minute]",
            ),
            (r"20[2-9][0-9]-[0-9]{2}-[0-9]{2}", "[date]"),
        ] {
            settings.add_filter(pattern, name);
        }
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}

impl Run {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.out)?;
        for line in self.err.lines() {
            writeln!(f, "2> {line}")?;
        }
        if self.code != 0 {
            writeln!(f, "[exit {}]", self.code)?;
        }
        Ok(())
    }
}

/// Writes a file with the directories above it.
pub fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    File::create(path)
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
}
