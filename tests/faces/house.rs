//! A home and a repository of their own, in which the program is run and every face is opened.

use std::ffi::OsString;
use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use signoff::keys::Around;
use tempfile::TempDir;

use crate::has::Has as _;
use crate::key;

/// Who is at the keyboard where nobody else is named.
pub const ADA: &str = "Ada Lovelace <ada@example.org>";
pub const BOB: &str = "Bob <bob@example.org>";
pub const GRACE: &str = "Grace Hopper <grace@example.org>";
pub const KIM: &str = "Kim <kim@example.org>";
pub const RITA: &str = "Rita Levi <rita@example.org>";

/// Where the settings of the person are.
pub const SETTINGS: &str = "../config/signoff/config.toml";

/// A checklist called `mini`: an item of each severity, `A-1` called One and so on. Keys are those of the whole list, such as
/// a policy.
pub fn mini(keys: &str, severities: &[&str]) -> String {
    let items = severities.iter().zip(["One", "Two", "Three"]).zip(1..);
    let items = items.map(|((severity, title), nth)| {
        format!(
            "[[category.item]]\nid = \"A-{nth}\"\ntitle = \"{title}\"\nseverity = \"{severity}\"\n"
        )
    });
    format!(
        "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\n{keys}\n[[category]]\nid = \"a\"\ntitle = \"A\"\n{}",
        items.collect::<String>()
    )
}

/// A temporary directory with a home, and a repository in which commands run.
pub struct House {
    _kept: TempDir,
    pub root: PathBuf,
    /// True where allowed signers are named.
    pub trusts: bool,
}

impl House {
    /// An empty repository.
    pub fn new() -> Self {
        let kept = tempfile::tempdir().unwrap();
        let root = kept.path().canonicalize().unwrap();
        for folder in ["repo/.git", "home/.ssh"] {
            std::fs::create_dir_all(root.join(folder)).unwrap();
        }
        let house = Self {
            _kept: kept,
            root,
            trusts: false,
        };
        house.write("../gitconfig", "");
        house
    }

    /// With a review of the shipped Azure checklist.
    pub fn with_review() -> Self {
        let house = Self::new();
        house.done("new --checklist azure-deployment --system robotics-prod");
        house
    }

    /// With a review against a checklist, which is `mini.toml`.
    pub fn of(list: &str, options: &str) -> Self {
        let house = Self::new();
        house.write("mini.toml", list);
        house.done(&format!("new --checklist ./mini.toml {options}"));
        house
    }

    /// A repository of git; `None`, and said, where there is no git.
    pub fn in_git() -> Option<Self> {
        let house = Self::new();
        if house.git("init --quiet").is_some() {
            return Some(house);
        }
        eprintln!("without git this test tests nothing");
        None
    }

    /// What git says in the repository, with nobody's settings; `None` where there is no git.
    pub fn git(&self, line: &str) -> Option<String> {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
            .args(shell_words::split(line).unwrap())
            .current_dir(self.path(""))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        let output = git.output().ok()?;
        assert!(output.status.success(), "git {line}: {output:?}");
        Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
    }

    /// Commits all that there is, and tells the commit.
    pub fn commit(&self) -> String {
        self.git("add --all").unwrap();
        self.git("commit --quiet --allow-empty --message More")
            .unwrap();
        self.git("rev-parse HEAD").unwrap()
    }

    /// A path in the repository.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join("repo").join(name)
    }

    /// Writes a file in the repository, with the directories above it.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        // Replaced as editors do it: whoever reads sees the old text or the new one.
        let beside = path.with_extension("beside");
        File::create(&beside)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        std::fs::rename(beside, &path).unwrap();
        path
    }

    /// Writes a program, for the shell.
    pub fn program(&self, name: &str, script: &str) -> PathBuf {
        let path = self.write(name, &format!("#!/bin/sh\n{script}\n"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// Reads a file in the repository.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The review as it is on disk.
    pub fn review(&self) -> String {
        self.read("signoff.toml")
    }

    /// Puts a text in the place of the review, as another program does.
    pub fn put(&self, review: &str) {
        self.write("signoff.toml", review);
    }

    /// Puts other words into the review, where they must be.
    pub fn swap(&self, from: &str, to: &str) {
        let text = self.review();
        text.has(from);
        self.put(&text.replace(from, to));
    }

    /// Makes a key; returns the line of allowed signers that says whose it is.
    pub fn make_key(&self, name: &str, mail: &str) -> String {
        let key = self.path(name);
        std::fs::create_dir_all(key.parent().unwrap()).unwrap();
        key::write(&key, mail);
        self.line(name, mail)
    }

    /// An RSA key that is too short to count, under a name; the line of it. There is one, since it takes long to make.
    pub fn make_weak_key(&self, name: &str, mail: &str) -> String {
        static PAIR: LazyLock<[String; 2]> = LazyLock::new(|| {
            let folder = tempfile::tempdir().unwrap();
            let key = folder.path().join("key");
            let mut make = Command::new("ssh-keygen");
            make.args([
                "-q", "-N", "", "-C", "weak", "-t", "rsa", "-b", "2048", "-f",
            ])
            .arg(&key);
            assert!(make.status().unwrap().success());
            [key.clone(), key.with_extension("pub")]
                .map(|file| std::fs::read_to_string(file).unwrap())
        });
        let [secret, public] = &*PAIR;
        let key = self.write(name, secret);
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
        self.write(&format!("{name}.pub"), public);
        self.line(name, mail)
    }

    fn line(&self, name: &str, mail: &str) -> String {
        let public = self.read(&format!("{name}.pub"));
        format!("{mail} namespaces=\"signoff\" {public}")
    }

    /// Puts another text into the last statement of the review, and has a key sign that in the place of what signed it.
    pub fn sign_anew(&self, key: &str, change: impl FnOnce(&str) -> String) {
        let text = self.review();
        let (head, last) = text.rsplit_once("statement = \"\"\"\n").unwrap();
        let (statement, rest) = last.split_once("\"\"\"").unwrap();
        let statement = change(statement);
        let said = self.write("../said", &statement);
        let _ = std::fs::remove_file(self.path("../said.sig"));
        let mut sign = Command::new("ssh-keygen");
        sign.args(["-q", "-Y", "sign", "-n", "signoff", "-f"])
            .arg(self.path(key))
            .arg(said);
        assert!(sign.status().unwrap().success());
        let (between, _) = rest.split_once("-----BEGIN").unwrap();
        let (_, after) = rest.split_once("END SSH SIGNATURE-----\n").unwrap();
        let signature = self.read("../said.sig");
        self.put(&format!(
            "{head}statement = \"\"\"\n{statement}\"\"\"{between}{signature}{after}"
        ));
    }

    /// Makes keys beside the repository, each called as whose it is, and a list `../allowed` of them.
    pub fn allow(&self, names: &[&str]) {
        let line =
            |name: &&str| self.make_key(&format!("../{name}"), &format!("{name}@example.org"));
        self.write("../allowed", &names.iter().map(line).collect::<String>());
    }

    /// The home and the settings of git; no others are anybody's business.
    fn variables(&self) -> [(&'static str, OsString); 6] {
        let place = |name: &str| self.root.join(name).into_os_string();
        [
            ("HOME", place("home")),
            ("XDG_CONFIG_HOME", place("config")),
            ("XDG_DATA_HOME", place("data")),
            ("XDG_STATE_HOME", place("state")),
            ("GIT_CONFIG_GLOBAL", place("gitconfig")),
            ("GIT_CONFIG_NOSYSTEM", "1".into()),
        ]
    }

    /// From where a face that runs in this process looks for keys and the settings of git.
    pub fn around(&self) -> Around {
        let set = self.variables().map(|(name, value)| (name, Some(value)));
        let unset = ["SSH_AUTH_SOCK", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"];
        let variables = set.into_iter().chain(unset.map(|name| (name, None)));
        let mut around = Around::new(self.path(""), Some(self.root.join("home")));
        around.variables = variables
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        around
    }

    /// The program with arguments, in the repository, with nothing of the real surroundings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_signoff"));
        command
            .args(arguments)
            .current_dir(self.path(""))
            .stdin(Stdio::null())
            .env_clear()
            .env("TZ", "UTC")
            .env("SIGNOFF_BY", ADA)
            .envs(self.variables());
        command
    }

    /// Somebody else is at the keyboard.
    pub fn by<'h>(&'h self, who: &'h str) -> By<'h> {
        By {
            house: self,
            who,
            variables: Vec::new(),
        }
    }

    /// Runs a command line; single quotes hold words together.
    pub fn run(&self, line: &str) -> Run {
        self.by(ADA).run(line)
    }

    /// Runs a command line that must succeed.
    #[track_caller]
    pub fn done(&self, line: &str) -> Run {
        self.by(ADA).done(line)
    }

    /// Runs a command line that reads something.
    pub fn told(&self, line: &str, input: impl AsRef<[u8]>) -> Run {
        let file = self.path("../input");
        File::create(&file)
            .unwrap()
            .write_all(input.as_ref())
            .unwrap();
        let words = shell_words::split(line).unwrap();
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        Run::of(self.command(&words).stdin(File::open(file).unwrap()))
    }

    /// The JSON that a command prints.
    pub fn json(&self, line: &str) -> serde_json::Value {
        let run = self.run(line);
        serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("signoff {line}\n{run}"))
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
        settings.set_snapshot_path("cli/snapshots");
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
            // Until 2999 it is a day less every day.
            (r"in [0-9]{6} days", "in [count] days"),
        ] {
            settings.add_filter(pattern, name);
        }
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}

/// Somebody at the keyboard.
pub struct By<'h> {
    house: &'h House,
    who: &'h str,
    variables: Vec<(&'h str, OsString)>,
}

impl<'h> By<'h> {
    /// With a variable in the environment.
    pub fn with(mut self, name: &'h str, value: impl Into<OsString>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    pub fn run(&self, line: &str) -> Run {
        let words = shell_words::split(line).unwrap();
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let mut command = self.house.command(&words);
        command.env("SIGNOFF_BY", self.who);
        Run::of(command.envs(self.variables.iter().cloned()))
    }

    #[track_caller]
    pub fn done(&self, line: &str) -> Run {
        let run = self.run(line);
        run.is(0);
        run
    }
}

/// What a command said and how it ended.
pub struct Run {
    line: String,
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(command: &mut Command) -> Self {
        let line = format!("{:?}", command.get_args().collect::<Vec<_>>());
        Self::ended(&line, &command.output().unwrap())
    }

    /// What a line came to.
    pub fn ended(line: &str, output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            line: line.to_owned(),
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Fails where it ended otherwise.
    #[track_caller]
    pub fn is(&self, code: i32) -> &Self {
        self.hold(
            self.code == code,
            format_args!("it does not end with {code}"),
        )
    }

    /// Fails where it says the words nowhere.
    #[track_caller]
    pub fn has(&self, words: &str) -> &Self {
        let is_said = self.to_string().contains(words);
        self.hold(is_said, format_args!("it does not say {words:?}"))
    }

    /// Fails where it says the words anywhere.
    #[track_caller]
    pub fn lacks(&self, words: &str) -> &Self {
        let is_said = self.to_string().contains(words);
        self.hold(!is_said, format_args!("it says {words:?}"))
    }

    /// Fails where the words are not among the data.
    #[track_caller]
    pub fn has_out(&self, words: &str) -> &Self {
        let is_said = self.out.contains(words);
        self.hold(is_said, format_args!("no {words:?} in the data"))
    }

    /// Fails where the words are among the data.
    #[track_caller]
    pub fn lacks_out(&self, words: &str) -> &Self {
        let is_said = self.out.contains(words);
        self.hold(!is_said, format_args!("{words:?} in the data"))
    }

    /// Fails where the words are not said beside the data.
    #[track_caller]
    pub fn has_err(&self, words: &str) -> &Self {
        let is_said = self.err.contains(words);
        self.hold(is_said, format_args!("no {words:?} beside the data"))
    }

    /// Fails where the words are said beside the data.
    #[track_caller]
    pub fn lacks_err(&self, words: &str) -> &Self {
        let is_said = self.err.contains(words);
        self.hold(!is_said, format_args!("{words:?} beside the data"))
    }

    #[track_caller]
    fn hold(&self, holds: bool, fault: std::fmt::Arguments<'_>) -> &Self {
        assert!(holds, "{fault}: signoff {}\n{self}", self.line);
        self
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
