//! A string of keys in, one screen out.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::Color;
use signoff::keys::{Around, Lists};
use signoff::profile::drafts::Drafts;
use signoff::tui::Launch;
use signoff::tui::app::App;
use signoff::tui::effect::Outward;
use signoff::tui::msg::Msg;
use signoff::tui::theme::WallClock;
use signoff::work::{Clock, Inquiry};

use super::job::{ANSWERS, START, evidence};
use crate::has::Has as _;
use crate::ui::text;
use crate::{strokes, ui};

/// A directory with the UI running in it.
pub struct Desk {
    pub directory: PathBuf,
    pub app: App,
    pub left: bool,
    terminal: Terminal<TestBackend>,
    _kept: tempfile::TempDir,
}

/// Every test happens at this moment.
pub const CLOCK: Clock = Clock {
    time: || "2026-11-23T09:00:00Z".parse().unwrap(),
    id: crate::ids::next,
};

#[derive(Clone, Copy)]
pub struct Look {
    pub width: u16,
    pub height: u16,
    pub color: bool,
    pub ascii: bool,
}

pub const STANDARD: Look = Look {
    width: 80,
    height: 24,
    color: true,
    ascii: false,
};

pub const LARGE: Look = Look {
    width: 120,
    height: 40,
    ..STANDARD
};

pub const SMALL: Look = Look {
    width: 44,
    height: 14,
    ..STANDARD
};

pub const ASCII: Look = Look {
    color: false,
    ascii: true,
    ..STANDARD
};

/// A test of a function in each of the looks that every screen has to have.
macro_rules! in_every_look {
    ($screens:ident) => {
        #[test]
        fn at_the_design_size() {
            $screens("80x24", $crate::tui::harness::STANDARD);
        }

        #[test]
        fn in_a_large_terminal() {
            $screens("120x40", $crate::tui::harness::LARGE);
        }

        #[test]
        fn in_a_small_terminal() {
            $screens("44x14", $crate::tui::harness::SMALL);
        }

        #[test]
        fn in_ascii_without_color() {
            $screens("ascii", $crate::tui::harness::ASCII);
        }
    };
}
pub(crate) use in_every_look;

/// Keeps the screen in a look. In ASCII without colors it says the same with other signs: of most screens it is enough to
/// look at those.
macro_rules! keep {
    ($look:ident, $name:literal, $desk:ident) => {
        if $look == "ascii" {
            $desk.assert_plain();
        } else {
            insta::assert_snapshot!(format!("{}_{}", $look, $name), $desk.screen());
        }
    };
}
pub(crate) use keep;

impl Desk {
    /// The UI in an empty directory, at the design size.
    pub fn new() -> Self {
        Self::with(STANDARD, |_| {})
    }

    /// With a review that was just started.
    pub fn started() -> Self {
        let mut desk = Self::new();
        desk.keys(START);
        desk
    }

    /// With a review in which so many of the ten items are answered, and with what some of them rest on.
    pub fn answered(look: Look, count: usize) -> Self {
        let mut desk = Self::with(look, evidence);
        desk.keys(START);
        for answer in &ANSWERS[..count] {
            desk.keys(answer);
        }
        desk
    }

    /// The UI in a directory that was prepared.
    pub fn with(look: Look, prepare: impl FnOnce(&Path)) -> Self {
        crate::ids::begin();
        let kept = tempfile::tempdir().unwrap();
        let directory = kept.path().canonicalize().unwrap();
        prepare(&directory);
        let (app, terminal) = start(&directory, look);
        Self {
            directory,
            app,
            left: false,
            terminal,
            _kept: kept,
        }
    }

    /// The UI of Kim, in the directory of somebody else's.
    pub fn of_kim(directory: &Path) -> Self {
        Self::of_kim_with(directory, STANDARD)
    }

    pub fn of_kim_with(directory: &Path, look: Look) -> Self {
        let mut launch = launch(directory, look);
        launch.by = Some("Kim <kim@example.org>".parse().unwrap());
        Self::beside(launch, directory, look)
    }

    /// The same person in a second terminal.
    pub fn second(&self) -> Self {
        let (app, terminal) = start(&self.directory, STANDARD);
        Self {
            directory: self.directory.clone(),
            app,
            left: false,
            terminal,
            _kept: tempfile::tempdir().unwrap(),
        }
    }

    /// A second screen that follows the first.
    pub fn following(directory: &Path) -> Self {
        let launch = Launch {
            follows: true,
            ..launch(directory, STANDARD)
        };
        Self::beside(launch, directory, STANDARD)
    }

    fn beside(mut launch: Launch, directory: &Path, look: Look) -> Self {
        let kept = tempfile::tempdir().unwrap();
        launch.drafts = Drafts::new(Some(kept.path()));
        let Look { width, height, .. } = look;
        let mut app = App::new(launch, width, height);
        app.settle(Duration::from_secs(60));
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        Self {
            directory: directory.to_owned(),
            app,
            left: false,
            terminal,
            _kept: kept,
        }
    }

    /// The UI in a copy of the signed example, whose signatures are still being verified.
    pub fn at_the_example() -> Self {
        crate::ids::begin();
        let kept = tempfile::tempdir().unwrap();
        let directory = kept.path().canonicalize().unwrap();
        for file in
            std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/example")).unwrap()
        {
            let file = file.unwrap();
            std::fs::copy(file.path(), directory.join(file.file_name())).unwrap();
        }
        let mut launch = launch(&directory, STANDARD);
        launch.around = Some(around(&directory));
        launch.inquiry.lists.allowed = Some("allowed-signers".into());
        let app = App::new(launch, STANDARD.width, STANDARD.height);
        let terminal = Terminal::new(TestBackend::new(STANDARD.width, STANDARD.height)).unwrap();
        Self {
            directory,
            app,
            left: false,
            terminal,
            _kept: kept,
        }
    }

    /// The text of the review.
    pub fn review(&self) -> String {
        std::fs::read_to_string(self.directory.join("signoff.toml")).unwrap()
    }

    /// Writes a file, as another program would.
    #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
    pub fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.directory.join(name), text).unwrap();
    }

    /// Ends the UI without a word, and starts it again in the same directory.
    pub fn restart(&mut self, look: Look) {
        (self.app, self.terminal) = start(&self.directory, look);
        self.left = false;
    }

    /// The same, while threads go on.
    pub fn restart_without_waiting(&mut self) {
        self.app = App::new(
            launch(&self.directory, STANDARD),
            STANDARD.width,
            STANDARD.height,
        );
    }

    /// Starts again with a person's own keys: commands, and for each its keys.
    pub fn restart_with_keys(&mut self, own: &[(&str, &[&str])]) {
        let mut launch = launch(&self.directory, STANDARD);
        launch.settings.keys = own
            .iter()
            .map(|(name, keys)| {
                let keys = keys.iter().map(|key| (*key).to_owned()).collect();
                ((*name).to_owned(), keys)
            })
            .collect();
        self.app = App::new(launch, STANDARD.width, STANDARD.height);
        self.app.settle(Duration::from_secs(60));
    }

    /// The UI for somebody whose name nobody knows.
    pub fn nobody() -> Self {
        let mut desk = Self::new();
        desk.restart_as_nobody();
        desk
    }

    /// Starts again without a name, as on a machine without git's configuration.
    pub fn restart_as_nobody(&mut self) {
        let mut launch = launch(&self.directory, STANDARD);
        launch.by = None;
        self.app = App::new(launch, STANDARD.width, STANDARD.height);
        // Whatever git says of this machine is not heard.
        let mut asked = false;
        while !asked {
            for msg in self.app.told() {
                asked |= matches!(msg, Msg::Who(_));
                self.app.hear(if matches!(msg, Msg::Who(_)) {
                    Msg::Who(None)
                } else {
                    msg
                });
            }
            std::thread::yield_now();
        }
    }

    /// Types keys and waits for what they set going: characters as they are, others by name in angle brackets (`<Enter>`, `<C-s>`, `<lt>`);
    /// `<wait>` is a while without a key.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.press(keys, Some(Duration::from_secs(60)));
        self
    }

    /// Types keys while threads go on.
    pub fn keys_without_waiting(&mut self, keys: &str) {
        self.press(keys, None);
    }

    fn press(&mut self, keys: &str, patience: Option<Duration>) {
        for stroke in strokes::split(keys) {
            if stroke == "<wait>" {
                self.app.hear(Msg::Hesitated);
                continue;
            }
            let outward = self.app.hear(Msg::Key(strokes::key(stroke)));
            self.left |= outward.contains(&Outward::Quit);
            self.sign(&outward);
            if let Some(patience) = patience {
                self.app.settle(patience);
            }
        }
        self.app.keep();
    }

    /// Has `ssh-keygen` sign what is to be signed, where nobody can be asked for anything.
    fn sign(&mut self, outward: &[Outward]) {
        for one in outward {
            if let Outward::Sign(signing) = one {
                self.app.hear(Msg::Signed(signing.sign(false)));
            }
        }
    }

    /// Tells the app something else.
    pub fn hear(&mut self, msg: Msg) -> &mut Self {
        self.app.hear(msg);
        self.app.settle(Duration::from_secs(60));
        self
    }

    /// Waits for a key in vain: the app looks at what other programs changed.
    pub fn idle(&mut self) -> &mut Self {
        if let Some(msg) = self.app.look() {
            self.hear(msg);
        }
        self
    }

    /// Draws, and gives what is on the screen.
    pub fn buffer(&mut self) -> Buffer {
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        self.terminal.backend().buffer().clone()
    }

    /// Where the terminal's cursor is, where it is shown.
    pub fn cursor(&self) -> Option<Position> {
        let backend = self.terminal.backend();
        backend.cursor_visible().then(|| backend.cursor_position())
    }

    /// Another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.hear(Msg::Resize(width, height))
    }

    /// Without colors nothing is colored, and ASCII is ASCII.
    pub fn assert_plain(&mut self) {
        let buffer = self.buffer();
        // The guide's own quotation marks are text, not signs of ours.
        let shown = text(&buffer).replace(['“', '”', '’'], "'");
        let is_plain = |cell: &Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
        assert!(buffer.content().iter().all(is_plain), "{shown}");
        assert!(shown.is_ascii(), "{shown}");
    }

    /// Fails where a text is not on the screen.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        self.text().has(text);
        self
    }

    /// Fails where it is.
    #[track_caller]
    pub fn hides(&mut self, text: &str) -> &mut Self {
        self.text().lacks(text);
        self
    }

    /// The screen as text, and a line with the terminal's cursor that changes when a style does.
    pub fn screen(&mut self) -> String {
        let buffer = self.buffer();
        let mut text = text(&buffer);
        let styles: String = buffer
            .content()
            .iter()
            .map(|cell| format!("{:?}{:?}{:?};", cell.fg, cell.bg, cell.modifier))
            .collect();
        let hash = styles
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        let cursor = self.cursor();
        let cursor = cursor.map_or("hidden".to_owned(), |Position { x, y }| format!("{x},{y}"));
        text.push_str(&format!("cursor {cursor}, styles {hash:016x}\n"));
        self.anywhere(&text)
    }

    fn text(&mut self) -> String {
        let text = text(&self.buffer());
        self.anywhere(&text)
    }

    /// The directory of the test has another name every time, and of another length.
    fn anywhere(&self, text: &str) -> String {
        text.replace(&*self.directory.to_string_lossy(), "DIR")
    }
}

fn start(directory: &Path, look: Look) -> (App, Terminal<TestBackend>) {
    let mut app = App::new(launch(directory, look), look.width, look.height);
    app.settle(Duration::from_secs(60));
    (
        app,
        Terminal::new(TestBackend::new(look.width, look.height)).unwrap(),
    )
}

/// A folder of this name beside the review holds keys, and a list of those who may sign.
pub const KEYS: &str = "keys";

fn launch(directory: &Path, look: Look) -> Launch {
    let state = directory.join("state");
    let keys = directory.join(KEYS);
    let around = keys.is_dir().then(|| around(directory));
    let allowed = Some(keys.join("allowed")).filter(|_| around.is_some());
    let review = directory.join("signoff.toml");
    Launch {
        review: review.is_file().then_some(review),
        around,
        inquiry: Inquiry {
            lists: Lists {
                allowed,
                revoked: None,
            },
            ..Inquiry::default()
        },
        color: look.color,
        ascii: look.ascii,
        zone: WallClock::Utc,
        editor: Some("true".to_owned()),
        links: true,
        ..ui::launch(directory, &state, "Ada Lovelace <ada@example.org>", CLOCK)
    }
}

/// Where keys are looked for: in a home of the test's own, and never at the agent or the settings of whoever runs it.
pub fn around(directory: &Path) -> Around {
    let home = directory.join(KEYS);
    let variables = [
        ("SSH_AUTH_SOCK", None),
        ("HOME", Some(home.clone())),
        ("GIT_CONFIG_GLOBAL", Some(home.join("gitconfig"))),
        ("GIT_CONFIG_NOSYSTEM", Some("1".into())),
    ];
    let variables = variables
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.map(Into::into)));
    let mut around = Around::new(directory.to_owned(), Some(home));
    around.variables = variables.collect();
    around
}
