//! How each review was made: by the program, at a time that is told to it, with keys that nobody has afterwards.
//!
//! What is committed was made once, since ids, keys and signatures are others every time. The same is made again in
//! every run and must have the same shape: so this says what writes the files, and cannot say it wrongly.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::{DateTime, TimeDelta, Utc};

use super::house::{ADA, House, shape, write};
use crate::key;
use crate::mini::list;

const GRACE: &str = "Grace <grace@example.org>";
const KIM: &str = "Kim <kim@example.org>";
const BOB: &str = "Bob <bob@example.org>";

const APPROVER: &str = "roles = [\"approver\"]";

/// The review is made here.
pub struct Maker {
    pub house: House,
    at: DateTime<Utc>,
}

impl Maker {
    fn new(policy: &str) -> Self {
        let maker = Self {
            house: House::new(),
            at: "2026-11-20T09:00:00Z".parse().unwrap(),
        };
        maker.house.write("checklists/mini.toml", &list(policy));
        maker
    }

    /// What follows happens from this day on, ten minutes apart.
    fn day(&mut self, day: &str) -> &mut Self {
        self.at = format!("{day}T09:00:00Z").parse().unwrap();
        self
    }

    /// A command that succeeds.
    fn by(&mut self, who: &str, line: &str) -> &mut Self {
        let at = self.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        let output = self.house.run(&at, who, line, "");
        assert!(output.status.success(), "signoff {line}\n{output:?}");
        self.at += TimeDelta::minutes(10);
        self
    }

    fn ada(&mut self, line: &str) -> &mut Self {
        self.by(ADA, line)
    }

    fn start(&mut self) -> &mut Self {
        self.ada("new --checklist mini --system demo --environment prod --revision v1")
    }

    /// Every item answered, and nothing that blocks an approval.
    fn answered(&mut self) -> &mut Self {
        self.house.write("scan.txt", "0 open\n");
        self.start()
            .ada("attest NET-1 met --rationale 'All closed.' --evidence https://example.org/tickets/1")
            .ada("attest NET-2 met --rationale 'Two networks.' --evidence scan.txt --note 'Looked at it with Kim.'")
            .ada("attest OPS-1 not-applicable --rationale 'There are no logs.' --reason out-of-scope")
            .ada("attest OPS-2 met --rationale 'Every month.'")
    }

    /// A decision, signed with somebody's key.
    fn signed(&mut self, who: &str, key: &str, what: &str) -> &mut Self {
        make_key(&self.house, key);
        self.by(who, &format!("sign {what} --key ../keys/{key}"))
    }

    /// Says whose keys are believed.
    fn allow(&self, names: &[&str]) {
        let line = |name: &&str| {
            make_key(&self.house, name);
            let public = self.house.beside("keys").join(format!("{name}.pub"));
            let public = std::fs::read_to_string(public).unwrap();
            format!("{name}@example.org namespaces=\"signoff\" {public}")
        };
        let lines: String = names.iter().map(line).collect();
        self.house.write("allowed-signers", &lines);
    }

    /// Puts a signature over other bytes, by the same key, in the place of the last one.
    fn forge(&self, key: &str) {
        let other = self.house.beside("other");
        write(&other, "As approver I approve everything.\n");
        keygen(
            Command::new("ssh-keygen")
                .args(["-q", "-Y", "sign", "-n", "signoff", "-f"])
                .arg(self.house.beside("keys").join(key))
                .arg(&other),
        );
        let forged = std::fs::read_to_string(other.with_extension("sig")).unwrap();
        let review = self.house.read("signoff.toml");
        let start = review.rfind("-----BEGIN SSH SIGNATURE").unwrap();
        let last = "-----END SSH SIGNATURE-----";
        let end = start + review[start..].find(last).unwrap() + last.len();
        let review = format!("{}{}{}", &review[..start], forged.trim(), &review[end..]);
        self.house.write("signoff.toml", &review);
    }
}

/// Makes somebody's key, once.
pub fn make_key(house: &House, name: &str) {
    let file = house.beside("keys").join(name);
    if file.exists() {
        return;
    }
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    key::write(&file, &format!("{name}@example.org"));
}

fn keygen(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {output:?}");
}

/// All in order: every item answered, approved by somebody else, and the signature holds.
pub fn signed_off() -> Maker {
    let mut maker = Maker::new(APPROVER);
    maker
        .answered()
        .signed(GRACE, "grace", "--role approver --decision approved");
    maker.allow(&["grace"]);
    maker
}

/// A proven no, behind which somebody wrote a yes in the same name.
pub fn rejected_then_unsigned_yes() -> Maker {
    let mut maker = Maker::new(APPROVER);
    maker
        .answered()
        .signed(
            GRACE,
            "grace",
            "--role approver --decision rejected --why Unfit",
        )
        .by(GRACE, "sign --role approver --decision approved --unsigned");
    maker.allow(&["grace"]);
    maker
}

/// One signature is of Kim, but over other bytes; one, behind Grace's proven no, is of a stranger who says to be Grace.
pub fn refused_signature() -> Maker {
    let mut maker = Maker::new("roles = [\"reviewer\", \"approver\"]\nsignature = \"required\"");
    maker
        .answered()
        .signed(KIM, "kim", "--role reviewer --decision approved");
    maker.forge("kim");
    maker
        .signed(
            GRACE,
            "grace",
            "--role approver --decision rejected --why Unfit",
        )
        .signed(GRACE, "mallory", "--role approver --decision approved");
    maker.allow(&["grace", "kim"]);
    maker
}

/// The evidence of a critical finding changed after it was attested and approved.
pub fn stale_by_evidence() -> Maker {
    let mut maker = Maker::new(APPROVER);
    maker.house.write("scan.txt", "3 open\n");
    maker.house.write("logs.txt", "kept\n");
    maker
        .start()
        .ada("attest NET-1 risk-accepted --rationale 'One port is needed.' --accepted-by 'Grace <grace@example.org>' --until 2199-12-31")
        .ada("attest NET-2 unmet --rationale 'Still flat.' --action 'Split it' --owner 'Kim <kim@example.org>' --due 2199-06-30 --evidence scan.txt")
        .ada("attest OPS-1 met --rationale 'A year of them.' --evidence logs.txt")
        .ada("attest OPS-2 met --rationale 'Every month.'")
        .signed(GRACE, "grace", "--role approver --decision approved");
    maker.house.write("scan.txt", "7 open\n");
    std::fs::remove_file(maker.house.path("logs.txt")).unwrap();
    maker.allow(&["grace"]);
    maker
}

/// After the approval an item asks something else, one is gone, and one is new.
pub fn stale_by_text() -> Maker {
    let mut maker = Maker::new(APPROVER);
    maker
        .answered()
        .signed(GRACE, "grace", "--role approver --decision approved");
    let changed = list(APPROVER)
        .replace("Close the ports", "Close the ports and the windows")
        .replace("OPS-2", "OPS-3")
        .replace("version = \"1\"", "version = \"2\"");
    maker.house.write("checklists/mini.toml", &changed);
    maker.allow(&["grace"]);
    maker
}

/// Answers by their own date and by the policy's, and an approval by its condition.
pub fn expired() -> Maker {
    let mut maker = Maker::new("roles = [\"approver\"]\nmax-age = \"365d\"");
    maker.house.write("scan.txt", "0 open\n");
    maker
        .day("2019-12-01")
        .start()
        .ada("attest NET-1 risk-accepted --rationale 'One port is needed.' --accepted-by 'Grace <grace@example.org>' --until 2020-01-31")
        .ada("attest NET-2 met --rationale 'Two networks.' --evidence scan.txt --until 2020-02-29")
        .ada("attest OPS-1 met --rationale 'A year of them.'")
        .ada("attest OPS-2 partial --rationale 'Half of them.' --action 'The rest' --owner 'Kim <kim@example.org>' --due 2020-03-31")
        .signed(
            GRACE,
            "grace",
            "--role approver --decision approved-with-conditions --condition 'Close the port' \
             --owner 'Kim <kim@example.org>' --due 2020-01-15",
        );
    maker.allow(&["grace"]);
    maker
}

/// Findings whose day has passed, one of them without anybody who sees to it.
pub fn overdue() -> Maker {
    let mut maker = Maker::new(APPROVER);
    maker.house.write("scan.txt", "3 open\n");
    maker
        .day("2019-12-01")
        .start()
        .ada("attest NET-1 partial --rationale 'Most are closed.' --action 'Close the rest' --owner 'Kim <kim@example.org>' --due 2020-02-01")
        .ada("attest NET-2 unmet --rationale 'Still flat.' --action 'Split it' --owner 'Bob <bob@example.org>' --due 2020-01-01 --evidence scan.txt")
        .ada("attest OPS-1 unmet --rationale 'None are kept.'")
        .ada("attest OPS-2 unmet --rationale 'Never.' --action 'Rotate' --owner 'Kim <kim@example.org>' --due 2199-01-01");
    maker.house.write("scan.txt", "4 open\n");
    maker.allow(&["grace"]);
    maker
}

/// Sealed, opened and sealed again, then approved.
pub fn sealed() -> Maker {
    let mut maker = Maker::new(APPROVER);
    maker
        .answered()
        .ada("seal --reason 'Ready for Grace.'")
        .by(KIM, "unseal --reason 'One more look.'")
        .by(KIM, "attest OPS-2 met --rationale 'Every week.'")
        .by(KIM, "seal --reason 'Now it is.'")
        .signed(GRACE, "grace", "--role approver --decision approved");
    maker.allow(&["grace"]);
    maker
}

/// Two checklists, in which the same id is another item.
pub fn two_checklists() -> Maker {
    let mut maker = Maker::new(APPROVER);
    let other = "schema = 1\nid = \"other\"\ntitle = \"Other\"\nversion = \"2\"\n\
        [policy]\nroles = [\"reviewer\"]\n[[category]]\nid = \"net\"\ntitle = \"Net\"\n\
        [[category.item]]\nid = \"NET-1\"\ntitle = \"Name the ports\"\nseverity = \"critical\"\n\
        [[category.item]]\nid = \"NET-9\"\ntitle = \"Count the ports\"\nseverity = \"low\"\n";
    maker.house.write("checklists/other.toml", other);
    maker
        .ada("new --checklist mini --checklist other --system demo")
        .ada("attest mini/NET-1 met --rationale 'All closed.'")
        .ada("attest other/NET-1 unmet --rationale 'No names.' --action 'Name them' --owner 'Kim <kim@example.org>' --due 2199-01-01")
        .ada("attest NET-9 OPS-1 met --rationale 'Seen.'")
        .signed(KIM, "kim", "--role reviewer --decision rejected --why Unfit");
    maker.allow(&["grace", "kim"]);
    maker
}

/// Everybody has a hand in it: answers taken back and given by another, a sign-off revoked and made again.
pub fn several_people() -> Maker {
    let mut maker = Maker::new(
        "roles = [\"preparer\", \"reviewer\", \"approver\"]\npeople = 3\nsignature = \"required\"",
    );
    maker.answered();
    maker
        .ada("attest OPS-2 partial --rationale 'Not every month.' --action 'Rotate' --owner 'Bob <bob@example.org>' --due 2199-01-01")
        .ada("undo")
        .by(BOB, "attest OPS-1 met --rationale 'There are logs.'")
        .by(BOB, "evidence add OPS-1 --note 'In the cellar.'")
        .signed(ADA, "ada", "--role preparer --decision approved")
        .signed(KIM, "kim", "--role reviewer --decision approved")
        .signed(GRACE, "grace", "--role approver --decision rejected --why Unfit");
    make_key(&maker.house, "bob");
    maker
        .by(
            BOB,
            "revoke reviewer --reason 'Kim did not look.' --key ../keys/bob",
        )
        .signed(
            KIM,
            "kim",
            "--role reviewer --decision approved-with-conditions --condition 'Rotate every week' \
             --condition 'Tell Bob' --owner 'Bob <bob@example.org>' --due 2199-01-01",
        )
        .signed(GRACE, "grace", "--role approver --decision approved")
        .by(
            GRACE,
            "revoke preparer --reason 'Ada signs no more.' --unsigned",
        );
    maker.allow(&["ada", "kim", "grace", "bob"]);
    maker
}

/// Clears the screen, turns text around, hides a character, speaks to two build servers and to those who show Markdown.
const NASTY: &str = "\u{1b}[2J\u{202e}ab\u{200b}\u{9b}1m|`<b>[x](javascript:1)![y](https://example.org/y) ##vso[task.complete] ::error::no";

/// A name may hide nothing, so it only speaks.
const NASTY_NAME: &str = "K|`[x](javascript:1) ##vso[task.complete] ::error::no <kim@example.org>";

/// A name of a file that everybody's disk can have.
const NASTY_FILE: &str = "e`[x](y)&##vso[z].txt";

/// A checklist that says it everywhere.
pub fn hostile_list() -> String {
    let nasty: String = NASTY
        .chars()
        .map(|c| match c {
            c if c.is_ascii() && c != '\u{1b}' => c.to_string(),
            c => format!("\\u{:04x}", u32::from(c)),
        })
        .collect();
    format!(
        "schema = 1\nid = \"mini\"\ntitle = \"T{nasty}\"\nversion = \"1{nasty}\"\nnotices = [\"N{nasty}\"]\n\
         source = {{ title = \"S{nasty}\", url = \"https://example.org\", license = \"L{nasty}\" }}\n\
         [[category]]\nid = \"c\"\ntitle = \"C{nasty}\"\n\
         [[category.item]]\nid = \"C-1\"\ntitle = \"I{nasty}\"\nguidance = \"G{nasty}\\n::warning::w\\n## H\"\n\
         severity = \"low\"\nships-as = \"D{nasty}\"\nreferences = [{{ title = \"R{nasty}\", url = \"https://example.org\" }}]\n\
         [[category.item]]\nid = \"C-2\"\ntitle = \"-->\"\nseverity = \"critical\"\n"
    )
}

/// Text that wants to be something else, in every place that takes text.
pub fn hostile_text() -> Maker {
    let mut maker = Maker::new(APPROVER);
    maker.house.write("checklists/mini.toml", &hostile_list());
    maker.house.write(NASTY_FILE, "proof\n");
    maker
        .ada(&format!("new --checklist mini --system 's{NASTY}' --environment 'e{NASTY}' --revision 'v{NASTY}' --title 't{NASTY}'"))
        .by(
            NASTY_NAME,
            &format!(
                "attest C-1 partial --rationale 'r{NASTY}\n##vso[task.complete]\n::error::no\n## H\n| a |' --note 'n{NASTY}' \
                 --evidence '{NASTY_FILE}' --action 'a{NASTY}' --owner '{NASTY_NAME}' --due 2199-01-01"
            ),
        )
        .ada(&format!(
            "attest C-2 risk-accepted --rationale '{NASTY}' --accepted-by '{NASTY_NAME}' --until 2199-01-01"
        ))
        .by(
            GRACE,
            &format!(
                "sign --role approver --decision approved-with-conditions --condition 'c{NASTY}' --owner '{NASTY_NAME}' \
                 --due 2199-01-01 --unsigned"
            ),
        )
        .by(KIM, &format!("revoke approver --reason 'w{NASTY}' --unsigned"))
        .ada(&format!("seal --reason 'z{NASTY}'"));
    maker.allow(&["grace"]);
    maker
}

/// Nothing is answered.
pub fn empty() -> Maker {
    let mut maker = Maker::new(APPROVER);
    maker.start();
    maker.allow(&["grace"]);
    maker
}

/// 1,300 items, some of them open: made anew in every run, and never committed.
pub fn many() -> Maker {
    let mut maker = Maker::new(APPROVER);
    let mut list =
        "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\n[policy]\nroles = [\"approver\"]\n".to_owned();
    for category in 1..=13 {
        list.push_str(&format!(
            "[[category]]\nid = \"c{category}\"\ntitle = \"Part {category}\"\n"
        ));
        for nth in 1..=100 {
            let severity = ["low", "medium", "high", "critical"][nth % 4];
            list.push_str(&format!(
                "[[category.item]]\nid = \"C{category}-{nth}\"\ntitle = \"Look at {category}, {nth}\"\nseverity = \"{severity}\"\n"
            ));
        }
    }
    maker.house.write("checklists/mini.toml", &list);
    let ids = |from: usize, to: usize| -> String {
        let ids = (from..to).map(|nth| format!("C{}-{}", nth / 100 + 1, nth % 100 + 1));
        ids.collect::<Vec<_>>().join(" ")
    };
    maker
        .day("2019-12-01")
        .start()
        .ada(&format!("attest {} met --rationale Seen.", ids(0, 900)))
        .ada(&format!(
            "attest {} unmet --rationale Later. --action Mend --owner Kim --due 2020-01-01",
            ids(900, 1000)
        ))
        .ada(&format!(
            "attest {} risk-accepted --rationale So. --accepted-by Grace --until 2199-01-01",
            ids(1000, 1250)
        ))
        .by(
            GRACE,
            "sign --role approver --decision rejected --why Unfit --unsigned",
        );
    maker.allow(&["grace"]);
    maker
}

/// Puts the committed review into a house of its own; it is still what the program makes, but for what differs each time.
pub fn copied(name: &str, maker: &Maker, updating: bool) -> House {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/faces/transcripts/reviews")
        .join(name);
    let made = files(&maker.house.path(""));
    if updating {
        let _ = std::fs::remove_dir_all(&committed);
        for (file, text) in &made {
            write(&committed.join(file), text);
        }
    }
    let kept = files(&committed);
    let shapes = |files: &BTreeMap<String, String>| -> BTreeMap<String, String> {
        let shapes = files.iter().map(|(file, text)| (file.clone(), shape(text)));
        shapes.collect()
    };
    let (kept_shapes, made_shapes) = (shapes(&kept), shapes(&made));
    assert_eq!(
        kept_shapes, made_shapes,
        "{name} is made in another way than the review that is kept; see tests/faces/transcripts/README.md"
    );
    let house = House::new();
    for (file, text) in &kept {
        house.write(file, text);
    }
    house
}

/// Every file below a directory, by its path.
fn files(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                files.insert(name.to_owned(), std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}
