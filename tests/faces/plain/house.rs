//! Somebody answers questions in a house.

use std::io::{BufRead, BufReader, Read};

use signoff::keys::Lists;
use signoff::plain::{self, Setup};
use signoff::profile::drafts::Drafts;
use signoff::profile::recent::Recent;
use signoff::store::shelf::Shelf;
use signoff::text::visible::is_hidden;
use signoff::work::{Clock, Inquiry, OpenReview};

use crate::house::{ADA, House};
use crate::mini;

/// Every test happens at this moment.
pub const CLOCK: Clock = Clock {
    time: || "2026-11-23T09:00:00Z".parse().unwrap(),
    id: crate::ids::next,
};

impl House {
    /// With a checklist, and no review.
    pub fn with_list() -> Self {
        crate::ids::begin();
        let house = Self::new();
        let list = mini::list("roles = [\"approver\"]\nmax-age = \"90d\"");
        house.write("checklists/mini.toml", &list);
        house
    }

    /// With a review of it.
    pub fn started() -> Self {
        let house = Self::with_list();
        house.walk("start mini\n\ndemo\n\n\n\n\n\n");
        house
    }

    /// With a copy of the signed example, and its allowed signers.
    pub fn with_example() -> Self {
        let mut house = Self::with_list();
        house.trusts = true;
        let example = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/example");
        for file in std::fs::read_dir(example).unwrap() {
            let file = file.unwrap();
            let name = file.file_name();
            std::fs::copy(file.path(), house.path("").join(name)).unwrap();
        }
        house
    }

    /// The review as it is on disk.
    pub fn reopened(&self) -> OpenReview {
        OpenReview::open(&self.path("signoff.toml"), &Shelf::default(), CLOCK).unwrap()
    }

    /// How many items are answered on disk.
    pub fn reviewed(&self) -> usize {
        self.reopened().dossier().tally().reviewed()
    }

    /// Answers from a text; what was said, and whether the review is signed off then.
    pub fn walk(&self, answers: &str) -> (String, bool) {
        self.walk_from(&mut answers.as_bytes())
    }

    /// Answers of somebody else.
    pub fn walk_as(&self, who: &str, answers: &str) -> String {
        self.walk_of(who, &mut answers.as_bytes()).0
    }

    /// Answers from anywhere.
    pub fn walk_from(&self, input: &mut dyn BufRead) -> (String, bool) {
        self.walk_of(ADA, input)
    }

    fn walk_of(&self, by: &str, input: &mut dyn BufRead) -> (String, bool) {
        let state = self.path("../state");
        let launch = Setup {
            review: Some(self.path("signoff.toml")).filter(|path| path.exists()),
            by: Some(by.parse().unwrap()),
            complaint: None,
            shelf: Shelf::default(),
            recent: Recent::new(Some(&state)),
            drafts: Drafts::new(Some(&state)),
            directory: self.path(""),
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
    pub fn assert_said(&self, name: &str, said: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        settings.add_filter(&self.root.display().to_string(), "[root]");
        settings.bind(|| insta::assert_snapshot!(name, said));
    }
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
