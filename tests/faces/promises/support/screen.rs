//! The terminal UI, by keys.

use std::time::Duration;

use crossterm::event::KeyEvent;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use signoff::tui::Launch;
use signoff::tui::app::App;
use signoff::tui::effect::Outward;
use signoff::tui::msg::Msg;

use super::house::{CLOCK, TITLE};
use super::reading::{between, names, names_in_table, reasons_of_report, reviewed_of_report};
use super::{Decided, Face, Kind, Said, Told, With};
use crate::house::{GRACE, House, KIM};
use crate::{strokes, ui};

/// So large that no sentence is broken or cut.
const WIDTH: u16 = 300;
const HEIGHT: u16 = 120;

/// How long threads may take: far longer than they need on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Screen {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Screen {
    pub fn new(house: &House, by: &str) -> Self {
        let state = house.state(Kind::Screen);
        let launch = Launch {
            around: Some(house.around()),
            inquiry: house.inquiry(),
            ..ui::launch(&house.path(""), &state, by, CLOCK)
        };
        let mut app = App::new(launch, WIDTH, HEIGHT);
        app.settle(PATIENCE);
        Self {
            app,
            terminal: Terminal::new(TestBackend::new(WIDTH, HEIGHT)).unwrap(),
        }
    }

    /// Types keys and waits for what they set going: characters as they are, others by name in angle brackets.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for stroke in strokes::split(keys) {
            self.press(strokes::key(stroke));
        }
        self
    }

    /// Types a text as it stands.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.press(strokes::character(c));
        }
        self
    }

    fn press(&mut self, event: KeyEvent) {
        for outward in self.app.hear(Msg::Key(event)) {
            if let Outward::Sign(signing) = outward {
                self.app.hear(Msg::Signed(signing.sign(false)));
            }
        }
        self.app.settle(PATIENCE);
    }

    /// The rows of the screen as they are.
    fn rows(&mut self) -> Vec<String> {
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        let buffer = self.terminal.backend().buffer();
        let row = |y| {
            let row: String = (0..buffer.area.width)
                .map(|x| buffer[(x, y)].symbol())
                .collect();
            row.trim_end().to_owned()
        };
        (0..buffer.area.height).map(row).collect()
    }

    /// What is on the screen, without most of what is empty: failures are read by people.
    pub fn screen(&mut self) -> String {
        let mut text = String::new();
        for row in self.rows() {
            if row.contains(|c: char| !" │".contains(c)) {
                let parts: Vec<&str> = row.split("  ").filter(|part| !part.is_empty()).collect();
                text += &parts.join("  ").replace("──", "");
                text.push('\n');
            }
        }
        text
    }

    /// The walk, whatever is open.
    fn walk(&mut self) -> &mut Self {
        self.keys("<Esc><Esc>gw")
    }

    /// The left one of two panes, and the right one; the titles of frames are lines of theirs.
    pub fn panes(&mut self) -> (String, String) {
        let (mut left, mut right) = (String::new(), String::new());
        for line in self.rows() {
            // What stands below the first frame is no list.
            if line.starts_with('└') {
                break;
            }
            let inside = line.trim_start_matches(['│', '┌']);
            if inside == line {
                continue;
            }
            let mut parts = inside
                .split(['│', '┐', '┌'])
                .filter(|part| !part.is_empty());
            left += &format!("{}\n", parts.next().unwrap_or_default().trim_end());
            right += &format!("{}\n", parts.next().unwrap_or_default().trim_end());
        }
        (left, right)
    }

    /// The report, page after page, without the list of its sections.
    fn report(&mut self) -> String {
        self.walk().keys("gr<Home>");
        let mut all = String::new();
        loop {
            let (_, page) = self.panes();
            if all.ends_with(&page) {
                return all;
            }
            all += &page;
            self.keys("<PgDn>");
        }
    }

    /// At the decision of the sign-off: what blocks, where there is anything, comes before it.
    fn decide(&mut self) {
        self.walk().keys("gs");
        for _ in 0..3 {
            if self.screen().contains("▸Decision") {
                return;
            }
            self.keys("<Tab>");
        }
        panic!("no decision\n{}", self.screen());
    }

    fn title(&mut self) -> String {
        self.screen().lines().next().unwrap().to_owned()
    }
}

impl Face for Screen {
    fn answer(&mut self, said: Said<'_>, meanwhile: &mut dyn FnMut()) -> String {
        let key = match said.status {
            "met" => "m",
            "partial" => "p",
            "unmet" => "x",
            "risk-accepted" => "a",
            "not-applicable" => "n",
            other => panic!("{other}"),
        };
        self.walk().keys(&format!(":{}<Enter>{key}", said.item));
        if !self.screen().contains(&format!("Attest {}", said.item)) {
            // No form opens; what follows would be commands of the walk.
            return self.screen();
        }
        self.keys("<C-u>").text(said.why);
        match said.status {
            "partial" | "unmet" => {
                self.keys("<Tab><C-u>Mend<Tab><C-u>").text(KIM);
                self.keys("<Tab><C-u>+30d");
            }
            "risk-accepted" => {
                self.keys("<Tab><C-u>").text(GRACE).keys("<Tab><C-u>+30d");
            }
            _ => {}
        }
        if let Some(evidence) = said.evidence {
            self.keys("<Tab>").text(evidence).keys("<Enter>");
        }
        meanwhile();
        self.keys("<C-s>").screen()
    }

    fn insist(&mut self, _: Said<'_>) -> String {
        self.keys("y").screen()
    }

    fn item(&mut self, item: &str) -> String {
        self.walk().keys(&format!(":{item}<Enter>")).screen()
    }

    fn remark(&mut self, what: &str, item: &str, text: &str) {
        let key = match what {
            "comment" => ";",
            "ask" => "t",
            "return" => "r",
            other => panic!("{other}"),
        };
        self.walk().keys(&format!(":{item}<Enter>{key}")).text(text);
        if what == "ask" {
            self.keys("<Tab><C-u>").text(KIM).keys("<Tab><C-u>");
        }
        self.keys("<Enter>");
    }

    fn minutes(&mut self) -> String {
        let mut all = self.walk().keys("gm").screen();
        for _ in 0..4 {
            all += &self.keys("<C-d>").screen();
        }
        all
    }

    fn accept(&mut self, item: &str) -> String {
        self.walk().keys(&format!(":{item}<Enter>A"));
        let said = self.screen();
        self.keys("gd").keys(&"<Right>".repeat(9)).keys("<C-s>   ");
        self.text(TITLE).keys("<Enter>");
        said + &self.screen()
    }

    fn undo(&mut self) -> String {
        self.walk().keys("u").screen()
    }

    fn redo(&mut self) -> String {
        self.walk().keys("<C-r>").screen()
    }

    fn sign(&mut self, decision: &str, with: With<'_>) -> Decided {
        self.decide();
        let nth = ["approved", "approved-with-conditions", "rejected"]
            .iter()
            .position(|one| *one == decision)
            .unwrap();
        self.keys(&"<Right>".repeat(nth + 1));
        let mut offer = self.screen();
        if offer.contains("Why you") {
            self.keys("<Tab>").text("A team of one.");
        } else if decision == "rejected" {
            self.keys("<Tab><C-u>").text("Unfit");
        }
        self.keys("<Tab>");
        let last = "<Right>".repeat(9);
        match with {
            With::Offered => {}
            With::Nothing => drop(self.keys(&last)),
            With::File(file) => {
                self.keys(&last).keys("<Left><Tab>").text(file);
            }
        }
        offer += &self.screen();
        self.keys("<C-s>");
        offer += &self.screen();
        if offer.contains("You are about to state") {
            // It is read to its end first.
            self.keys("   ").text(TITLE).keys("<Enter>");
        }
        Decided {
            said: self.screen(),
            offer,
        }
    }

    fn condition(&mut self, owner: &str, due: &str) -> String {
        self.decide();
        // What was typed the last time is there again.
        self.keys("<Left><Left><Right><Tab><C-u>Mend<Tab><C-u>");
        self.text(owner).keys("<Tab><C-u>").text(due).keys("<C-s>");
        self.screen()
    }

    fn approving(&mut self) -> String {
        self.walk().keys("gs").screen()
    }

    fn standings(&mut self) -> Vec<Told> {
        let title = self.walk().title();
        self.keys("gv<Home>");
        let (list, mut details) = (self.panes().0, String::new());
        for _ in list.lines().filter(|line| !line.is_empty()) {
            details += &self.panes().1;
            self.keys("<Down>");
        }
        let signoff = self.walk().keys("gs").screen();
        vec![
            ("title", title),
            ("sign-offs", list),
            ("details of the sign-offs", details),
            ("sign-off", signoff),
            ("report", self.report()),
        ]
    }

    fn findings(&mut self) -> Vec<(&'static str, Vec<String>)> {
        self.walk().keys("gf");
        let list = names(&self.panes().0);
        let report = self.report();
        // In the list of sections: the findings, and what comes after them.
        let sections = self.panes().0;
        let mut sections = sections
            .lines()
            .map(|line| line.trim_matches(|c: char| c == '>' || c.is_whitespace()))
            .skip_while(|section| !section.starts_with("Findings"));
        let mut next = || format!("\n{}\n", sections.next().unwrap_or_default());
        let (start, end) = (next(), next());
        let table = between(&report, &start, &end);
        vec![("findings", list), ("report", names_in_table(table))]
    }

    fn filtered(&mut self, filter: &str) -> Option<Vec<String>> {
        self.walk().keys("/").text(filter).keys("<Enter>");
        Some(names(&self.panes().0))
    }

    fn reviewed(&mut self) -> Vec<Told> {
        let title = self.walk().title();
        let count = title
            .split_whitespace()
            .find(|word| word.contains('/') && word.bytes().all(|b| b"/0123456789".contains(&b)));
        let title = count.expect(&title).replace('/', " of ");
        vec![
            ("title", title),
            ("report", reviewed_of_report(&self.report())),
        ]
    }

    fn reasons(&mut self) -> Vec<(&'static str, Vec<String>)> {
        vec![("report", reasons_of_report(&self.report()))]
    }

    fn look(&mut self) {
        if let Some(msg) = self.app.look() {
            self.app.hear(msg);
        }
        self.app.settle(PATIENCE);
    }
}
