//! A checklist of any size, and a review of it in which all items are attested, or three of four.

use std::cell::OnceCell;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use signoff::profile::drafts::Drafts;
use signoff::profile::recent::Recent;
use signoff::profile::settings::Settings;
use signoff::review::Person;
use signoff::store::shelf::Shelf;
use signoff::tui::Launch;
use signoff::tui::app::App;
use signoff::tui::theme::WallClock;
use signoff::work::{Clock, Inquiry, OpenReview, Start};
use tempfile::TempDir;

use super::floor;
use super::screen::{HEIGHT, WIDTH};

/// Everything happens at this moment.
pub fn now() -> DateTime<Utc> {
    "2026-11-23T09:00:00Z".parse().expect("a time")
}

const CLOCK: Clock = Clock {
    time: now,
    id: || uuid::Uuid::new_v4().to_string(),
};

const REVIEW: &str = "signoff.toml";

/// Items of one category.
const CATEGORY: usize = 25;

/// What checklists ask about.
const SUBJECTS: [&str; 7] = [
    "Terraform state in a remote encrypted backend",
    "network policies for workload isolation",
    "managed identities and their role assignments",
    "container images scanned for vulnerabilities",
    "diagnostic settings that reach the workspace",
    "secrets rotated by the platform",
    "who can reach the API server from outside",
];

/// A directory with a checklist and a review, made when something is first asked of it.
pub struct House {
    /// How many items the checklist has.
    pub items: usize,
    /// True where every item is attested.
    whole: bool,
    made: OnceCell<Made>,
}

struct Made {
    kept: TempDir,
    /// The review as it was made.
    text: String,
}

impl House {
    /// Nothing made yet.
    pub fn new(items: usize) -> Self {
        Self {
            items,
            whole: false,
            made: OnceCell::new(),
        }
    }

    /// The same, to be attested in full.
    pub fn whole(items: usize) -> Self {
        Self {
            whole: true,
            ..Self::new(items)
        }
    }

    fn made(&self) -> &Made {
        self.made.get_or_init(|| {
            // On the disk that the build is on: a directory in memory has no syncs to measure.
            let kept = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
            std::fs::create_dir(kept.path().join("checklists")).expect("a directory");
            put(
                &kept.path().join("checklists/bench.toml"),
                &checklist(self.items),
            );
            let review = kept.path().join(REVIEW);
            let start = Start {
                time_zone: None,
                title: String::new(),
                system: "robotics-prod".into(),
                environment: None,
                revision: None,
                checklists: vec!["bench".into()],
                allows_secrets: false,
            };
            let open = OpenReview::create(&review, start, Self::by(), &Shelf::default(), CLOCK)
                .expect("a new review");
            let text = attested(&open, self.whole);
            put(&review, &text);
            Made { kept, text }
        })
    }

    /// Who attests.
    pub fn by() -> Person {
        "Ada Lovelace <ada@example.org>".parse().expect("a person")
    }

    /// Where they are.
    pub fn directory(&self) -> &Path {
        self.made().kept.path()
    }

    /// The review.
    pub fn review(&self) -> PathBuf {
        self.directory().join(REVIEW)
    }

    /// The files that an opened review reads, the review first.
    pub fn texts(&self) -> Vec<String> {
        vec![self.made().text.clone(), checklist(self.items)]
    }

    /// The rows of a list of the items.
    pub fn titles(&self) -> Vec<String> {
        (0..self.items)
            .map(|nth| format!("  {} {}", id(nth), title(nth)))
            .collect()
    }

    /// Opens the review.
    pub fn open(&self) -> OpenReview {
        OpenReview::open(&self.review(), &Shelf::default(), CLOCK).expect("a review")
    }

    /// Puts the review back as it was made, and opens it.
    pub fn reset(&self) -> OpenReview {
        // Synced, or the next sync would pay for it.
        floor::replace(&self.review(), &self.made().text);
        self.open()
    }

    /// Bytes of the review file.
    pub fn size(&self) -> usize {
        let bytes = std::fs::metadata(self.review()).expect("a review").len();
        usize::try_from(bytes).expect("a size")
    }

    /// The UI with the review open.
    pub fn app(&self) -> App {
        let launch = Launch {
            open: None,
            review: Some(self.review()),
            by: Some(Self::by()),
            settings: Settings::default(),
            complaint: None,
            shelf: Shelf::default(),
            recent: Recent::new(None),
            directory: self.directory().to_owned(),
            around: None,
            inquiry: Inquiry::default(),
            follows: false,
            clock: CLOCK,
            color: true,
            ascii: false,
            zone: WallClock::Utc,
            clipboard: signoff::tui::clipboard::Clipboard::Terminal,
            links: true,
            drafts: Drafts::new(None),
            editor: None,
        };
        App::new(launch, WIDTH, HEIGHT)
    }
}

/// Writes a file.
pub fn put(path: &Path, text: &str) {
    File::create(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .expect("a file");
}

fn id(nth: usize) -> String {
    format!("SEC-{}", nth + 1)
}

fn title(nth: usize) -> String {
    format!(
        "Review {}, part {}",
        SUBJECTS[nth % SUBJECTS.len()],
        nth / SUBJECTS.len() + 1
    )
}

fn checklist(items: usize) -> String {
    let mut text =
        "schema = 1\nid = \"bench\"\ntitle = \"A checklist\"\nversion = \"1\"\n[policy]\nmax-age = \"90d\"\n"
            .to_owned();
    for nth in 0..items {
        if nth % CATEGORY == 0 {
            let _ = write!(
                text,
                "\n[[category]]\nid = \"c{0}\"\ntitle = \"Category {0}\"\n",
                nth / CATEGORY + 1
            );
        }
        let (id, title, subject) = (id(nth), title(nth), SUBJECTS[(nth + 3) % SUBJECTS.len()]);
        let _ = write!(
            text,
            "\n[[category.item]]\nid = \"{id}\"\ntitle = \"{title}\"\nseverity = \"high\"\nguidance = \"\"\"\n\
             **Why high.** A change to {subject} is seen by nobody.\n\n\
             1. Read what is deployed, and compare it with what was planned.\n\
             2. Try it from outside; `probe {nth}` must not answer.\n\"\"\"\n\
             references = [{{ title = \"Reference {nth}\", url = \"https://example.org/{nth}\" }}]\n"
        );
    }
    text
}

/// The text of a new review with attestations put into it.
fn attested(open: &OpenReview, whole: bool) -> String {
    let fresh = std::fs::read_to_string(open.path()).expect("a review");
    let mut text = String::with_capacity(fresh.len() * 5);
    let mut entries = open.dossier().entries();
    for line in fresh.split_inclusive('\n') {
        if line.starts_with("# end ") {
            let entry = entries.next().expect("as many sections as items");
            if whole || entry.position % 4 != 3 {
                let path = format!("item.bench.{}.attestation", entry.item.id);
                let nth = entry.position;
                let _ = write!(
                    text,
                    "\n[[{path}]]\nid = \"00000000-0000-4000-8000-{nth:012}\"\nstatus = \"met\"\n\
                     rationale = \"\"\"Looked at with the team that runs it; the setting is as it should be.\"\"\"\n\
                     by = \"{}\"\nat = 2026-11-20T10:00:00Z\nitem-digest = \"{}\"\n",
                    House::by(),
                    entry.item.digest()
                );
                if nth.is_multiple_of(4) {
                    let _ = write!(
                        text,
                        "\n[[{path}.evidence]]\nkind = \"link\"\nurl = \"https://example.org/proof/{nth}\"\n\
                         at = 2026-11-20T10:00:00Z\n"
                    );
                }
            }
        }
        text.push_str(line);
    }
    text
}
