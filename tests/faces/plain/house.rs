//! A directory in which somebody answers questions.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::path::PathBuf;

use signoff::keys::{Around, Lists};
use signoff::plain::{self, Setup};
use signoff::profile::drafts::Drafts;
use signoff::profile::recent::Recent;
use signoff::review::Person;
use signoff::store::shelf::Shelf;
use signoff::text::visible::is_hidden;
use signoff::work::{Clock, Inquiry, OpenReview};

use crate::mini;

/// Every test happens at this moment.
pub const CLOCK: Clock = Clock {
    time: || "2026-11-23T09:00:00Z".parse().unwrap(),
    id: crate::ids::next,
};

/// A directory of its own.
pub struct House {
    kept: tempfile::TempDir,
    /// True where somebody says who may sign.
    pub trusts: bool,
}

impl House {
    /// With a checklist, and no review.
    pub fn new() -> Self {
        crate::ids::begin();
        let house = Self {
            kept: tempfile::tempdir().unwrap(),
            trusts: false,
        };
        std::fs::create_dir_all(house.path("repo/.git")).unwrap();
        let list = mini::list("roles = [\"approver\"]\nmax-age = \"90d\"");
        house.write("repo/checklists/mini.toml", &list);
        house
    }

    /// With a review of it.
    pub fn with_review() -> Self {
        let house = Self::new();
        house.walk("start mini\n\ndemo\n\n\n\n\n\n");
        house
    }

    /// With a copy of the signed example, and its allowed signers.
    pub fn with_example() -> Self {
        let house = Self {
            trusts: true,
            ..Self::new()
        };
        for file in
            std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/example")).unwrap()
        {
            let file = file.unwrap();
            std::fs::copy(file.path(), house.path("repo").join(file.file_name())).unwrap();
        }
        house
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.kept.path().canonicalize().unwrap().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
    }

    /// The review as it is on disk.
    pub fn open(&self) -> OpenReview {
        OpenReview::open(&self.path("repo/signoff.toml"), &Shelf::default(), CLOCK).unwrap()
    }

    /// How many items are answered on disk.
    pub fn answered(&self) -> usize {
        self.open().dossier().tally().reviewed()
    }

    /// Where keys and settings are looked for: those of whoever runs the test are none of its business.
    pub fn around(&self) -> Around {
        Around {
            directory: self.path("repo"),
            home: Some(self.path("home")),
            variables: vec![
                ("SSH_AUTH_SOCK".into(), None),
                ("HOME".into(), Some(self.path("home").into())),
                (
                    "GIT_CONFIG_GLOBAL".into(),
                    Some(self.path("gitconfig").into()),
                ),
                ("GIT_CONFIG_NOSYSTEM".into(), Some("1".into())),
                ("GIT_CONFIG_COUNT".into(), None),
                ("GIT_CONFIG_PARAMETERS".into(), None),
            ],
        }
    }

    /// Answers from a text; what was said, and whether the review is signed off then.
    pub fn walk(&self, answers: &str) -> (String, bool) {
        self.walk_from(&mut answers.as_bytes())
    }

    /// Answers of somebody else.
    pub fn walk_as(&self, who: &str, answers: &str) -> String {
        self.walk_of(who.parse().unwrap(), &mut answers.as_bytes())
            .0
    }

    /// Answers from anywhere.
    pub fn walk_from(&self, input: &mut dyn BufRead) -> (String, bool) {
        self.walk_of(ada(), input)
    }

    fn walk_of(&self, by: Person, input: &mut dyn BufRead) -> (String, bool) {
        let review = Some(self.path("repo/signoff.toml")).filter(|path| path.exists());
        let launch = Setup {
            review,
            by: Some(by),
            complaint: None,
            shelf: Shelf::default(),
            recent: Recent::new(Some(&self.path("state"))),
            drafts: Drafts::new(Some(&self.path("state"))),
            directory: self.path("repo"),
            around: self.around(),
            inquiry: Inquiry {
                lists: Lists {
                    allowed: self.trusts.then(|| "allowed-signers".into()),
                    revoked: None,
                },
                ..Inquiry::default()
            },
            clock: CLOCK,
            interactive: false,
        };
        let mut output = Vec::new();
        let is_signed = plain::run(&launch, None, input, &mut output).unwrap();
        let said = String::from_utf8(output).unwrap();
        assert!(
            !said.contains(|c: char| c != '\n' && is_hidden(c)),
            "{said:?}"
        );
        (said, is_signed)
    }

    /// Compares with a snapshot in which nothing stands that differs from run to run.
    pub fn assert(&self, name: &str, said: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        settings.add_filter(&self.path("").display().to_string(), "[root]/");
        settings.bind(|| insta::assert_snapshot!(name, said));
    }
}

/// Who answers.
pub fn ada() -> Person {
    "Ada Lovelace <ada@example.org>".parse().unwrap()
}

/// What happens in the world just before a line is read.
pub type Deed<'d> = &'d dyn Fn();

/// Answers, before some of which something happens.
pub struct Busy<'d> {
    rest: Vec<(&'d str, Option<Deed<'d>>)>,
}

impl<'d> Busy<'d> {
    /// Reads lines; a deed is done before the first line that is its text.
    pub fn new(answers: &'d str, deeds: &[(&'d str, Deed<'d>)]) -> BufReader<Self> {
        let deed = |line: &str| {
            deeds
                .iter()
                .find(|(text, _)| *text == line.trim_end())
                .map(|(_, deed)| *deed)
        };
        let rest = answers
            .split_inclusive('\n')
            .map(|line| (line, deed(line)))
            .rev()
            .collect();
        BufReader::with_capacity(1 << 12, Self { rest })
    }
}

impl Read for Busy<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let Some((line, deed)) = self.rest.pop() else {
            return Ok(0);
        };
        if let Some(deed) = deed {
            deed();
        }
        buffer[..line.len()].copy_from_slice(line.as_bytes());
        Ok(line.len())
    }
}
