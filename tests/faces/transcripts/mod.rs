//! What every face says of reviews that hurt, word for word.

mod house;
mod made;
mod ui;

use house::{House, Transcript};
use made::Maker;
use ui::Ui;

/// What only reads.
const READING: &[&str] = &[
    "",
    "status",
    "status --json",
    "status --filter is:open",
    "status --filter is:overdue",
    "status --filter is:not-reviewed",
    "status --filter is:stale",
    "findings",
    "findings --json",
    "evidence list",
    "evidence list --json",
    "evidence verify",
    "verify",
    "verify --json",
    "verify --allowed-signers allowed-signers",
    "verify --allowed-signers allowed-signers --json",
    "check",
    "check --json",
    "check --require complete",
    "check --require approved",
    "check --require approved --allowed-signers allowed-signers",
    "check --require signed",
    "check --require signed --allowed-signers allowed-signers",
    "check --allowed-signers allowed-signers --json",
    "check --revision v2 --at 2031-01-01",
    "check --policy ../strict.toml --allowed-signers allowed-signers",
    "report",
    "report --allowed-signers allowed-signers",
    "export in-toto --predicate",
    "export in-toto --subject-file allowed-signers --allowed-signers allowed-signers --require signed",
    "export canonical",
    "walk",
];

/// A policy of one's own that asks for everything.
const STRICT: &str = "roles = [\"reviewer\", \"approver\"]\nsignature = \"required\"\nevidence = \"required\"\npeople = 2\n\
    unmet = []\npartial = [\"low\"]\nrisk-accepted = [\"low\", \"medium\"]\n";

/// What writes, on a copy; `ITEM` is one of the review.
const WRITING: &[&str] = &[
    "new --checklist mini --system other",
    "undo",
    "attest ITEM met --rationale 'Looked again.' --evidence checklists/mini.toml",
    "undo",
    "redo",
    "redo",
    "evidence add ITEM https://example.org/more --note 'More.'",
    "evidence list",
    "seal --reason 'It is enough.'",
    "attest ITEM unmet --rationale Late.",
    "undo",
    "unseal --reason 'It is not.'",
    "attest ITEM unmet --rationale Late. --action Mend --owner Kim --due 2199-01-01",
    "sign --role approver --decision approved --unsigned",
    "sign --role approver --decision rejected --why Unfit --unsigned",
    "revoke approver --reason 'Not so.' --unsigned",
    "revoke approver --reason 'Twice.' --unsigned",
    "check",
    "status",
    "sign --role reviewer --decision rejected --why Unfit --key ../keys/ada",
    "verify --allowed-signers allowed-signers --export out",
    "export in-toto --predicate",
    "report --output report.md",
];

/// A whole conversation: read all there is, answer, decide.
const ANSWERS: &str = "\
history
guidance
list

findings

report
read
ITEM
ANSWERsign

rejected
Unfit

demo
findings

sign
back
quit
";

/// How an answer is given and taken back; that goes another way in some states of a review.
struct Way {
    /// In the terminal UI: at the last item, after the first string; each shows a screen.
    keys: &'static [&'static str],
    /// In the plain walker.
    answer: &'static str,
}

/// Nothing keeps it from being changed.
const FREE: Way = Way {
    keys: &["gwG", "mLooked again.<C-s>", "u"],
    answer: "1\nLooked again.\n\nhttps://example.org/again\n\nyes\nundo\nredo\n",
};

/// The evidence is to be read again.
const CHANGED: Way = Way {
    answer: "1\nLooked again.\n\nscan.txt\n\nyes\nundo\nredo\n",
    ..FREE
};

/// A sign-off holds: the UI asks before it is made stale.
const SIGNED: Way = Way {
    keys: &["gwG", "mLooked again.<C-s>", "y", "u"],
    ..FREE
};

/// Answers are refused.
const SEALED: Way = Way {
    keys: &["gwG", "m", "u"],
    answer: "1\nLooked again.\n\nhttps://example.org/again\n\nyes\ndiscard\nundo\nredo\n",
};

/// A decision in the terminal UI, and what stands in the list then.
const DECIDING: &[&str] = &[
    "gs<C-s><Right><Right><Right><Tab>Unfit<C-s>",
    "demo<Enter>",
    "gv",
];

/// What every face is asked of a review.
struct Play {
    reading: &'static [&'static str],
    /// Strings of keys; after each, what is on the screen.
    looking: &'static [&'static str],
    writing: &'static [&'static str],
}

const PLAY: Play = Play {
    reading: READING,
    // Walk, findings, evidence, sign-offs and what changed since, sign-off, report, and the last item.
    looking: &[
        "gw", "gf", "ge", "gv", "<Enter>", "<Esc>gs", "<Esc>gr", "gwG",
    ],
    writing: WRITING,
};

/// A large review takes its time, and says the same in most places.
const LARGE_PLAY: Play = Play {
    reading: &[
        "status",
        "status --json",
        "status --filter is:open",
        "findings --json",
        "check",
        "report --allowed-signers allowed-signers",
        "export canonical",
    ],
    looking: &["gw", "gf", "gr"],
    writing: &[
        "attest ITEM unmet --rationale Late. --action Mend --owner Kim --due 2199-01-01",
        "undo",
        "sign --role approver --decision rejected --why Unfit --unsigned",
    ],
};

#[expect(
    clippy::disallowed_methods,
    reason = "files are written anew when a test is asked to"
)]
fn asked_for(variable: &str) -> bool {
    std::env::var_os(variable).is_some()
}

fn updating() -> bool {
    asked_for("UPDATE_ASSETS")
}

/// A review that is committed.
fn kept(name: &str, maker: &Maker, item: &str, way: &Way) {
    let name = name.replace('_', "-");
    let house = made::copied(&name, maker, asked_for("UPDATE_REVIEWS"));
    let mut transcript = Transcript::new(&house);
    PLAY.write_down(&mut transcript, item, way);
    transcript.assert(&name, updating());
}

impl Play {
    /// What every face says, at an item where one is asked for.
    fn write_down(&self, transcript: &mut Transcript<'_>, item: &str, way: &Way) {
        let house = transcript.house;
        house.write("../strict.toml", STRICT);
        transcript.heading("Commands that read");
        transcript.run(self.reading);

        transcript.heading("Terminal UI");
        transcript.play(&mut Ui::open(house, None), &["gv"]);
        transcript.heading("Terminal UI, with allowed signers");
        let mut ui = Ui::open(house, Some("allowed-signers"));
        transcript.play(&mut ui, self.looking);

        transcript.forget_new_ids();
        let review = house.read("signoff.toml");
        transcript.heading("Terminal UI that writes, with allowed signers");
        transcript.play(&mut ui, way.keys);
        transcript.play(&mut ui, DECIDING);
        house.write("signoff.toml", &review);
        transcript.heading("Plain walker");
        transcript.run_with("walk --plain", "sign\nback\nquit\n");
        transcript.heading("Plain walker that writes, with allowed signers");
        transcript.run_with(
            "walk --plain --allowed-signers allowed-signers",
            &ANSWERS.replace("ITEM", item).replace("ANSWER", way.answer),
        );
        house.write("signoff.toml", &review);

        made::make_key(house, "ada");
        transcript.heading("Commands that write");
        for line in self.writing {
            transcript.run(&[&line.replace("ITEM", item)]);
        }
    }
}

macro_rules! kept {
    ($($name:ident $item:literal $way:ident)*) => {
        $(
            #[test]
            fn $name() {
                needs_openssh!();
                kept(stringify!($name), &made::$name(), $item, &$way);
            }
        )*
    };
}

kept! {
    empty "NET-1" FREE
    signed_off "NET-1" SIGNED
    rejected_then_unsigned_yes "NET-1" SIGNED
    refused_signature "NET-2" SIGNED
    stale_by_evidence "NET-2" CHANGED
    stale_by_text "NET-1" FREE
    expired "OPS-1" FREE
    overdue "NET-2" CHANGED
    sealed "OPS-2" SEALED
    two_checklists "mini/NET-1" SIGNED
    several_people "OPS-1" SIGNED
    hostile_text "C-1" SEALED
}

/// Its name comes first, since it takes longest.
#[test]
fn a_review_of_1300_items() {
    needs_openssh!();
    let maker = made::many();
    let mut transcript = Transcript::new(&maker.house);
    transcript.is_short = true;
    // Made just now: no id has a name.
    transcript.forget_new_ids();
    LARGE_PLAY.write_down(&mut transcript, "C3-7", &SIGNED);
    transcript.assert("many", updating());
}

#[test]
fn without_a_review() {
    let house = House::new();
    house.write("checklists/broken.toml", "schema = 1\nid = 7\n");
    house.write("checklists/mini.toml", &made::hostile_list());
    house.write("broken/signoff.toml", "schema = 1\n[review\n");
    let mut transcript = Transcript::new(&house);
    transcript.is_short = true;
    transcript.heading("Commands that know no review");
    transcript.run(&[
        "",
        "--version",
        "status",
        "walk",
        "walk --plain",
        "check",
        "verify --json",
        "report",
        "undo",
        "nonsense",
        "status --nonsense",
        "-r broken/signoff.toml status",
        "-r broken/signoff.toml check --json",
        "checklist list",
        "checklist list --json",
        "checklist show azure-deployment",
        "checklist show azure-deployment --json",
        "checklist show none",
        "checklist show mini",
        "checklist show mini --json",
        "checklist lint checklists/mini.toml",
        "checklist lint checklists/broken.toml checklists/none.toml",
        "new --checklist none --system demo",
        "new --checklist azure-deployment --system demo --revision v1",
    ]);
    // The new review has an id of its own.
    transcript.forget_new_ids();
    transcript.run(&[
        "status",
        "keys",
        "keys --json",
        "completions bash",
        "completions zsh",
        "man",
    ]);
    transcript.assert("without-a-review", updating());
}
