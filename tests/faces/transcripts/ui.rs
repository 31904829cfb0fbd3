//! A string of keys in, one screen out.

use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use signoff::keys::{Around, Lists};
use signoff::tui::Launch;
use signoff::tui::app::App;
use signoff::tui::msg::Msg;
use signoff::work::{Clock, Inquiry};

use super::house::{ADA, House, NOW};
use crate::{strokes, ui};

const WIDTH: u16 = 120;
const HEIGHT: u16 = 40;

/// Longer than any thread of the UI needs: it ends a test that hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// The UI on the review of a house.
pub struct Ui {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Ui {
    /// Opens it; who may sign is read from a file in the repository, where one is named.
    pub fn open(house: &House, allowed: Option<&str>) -> Self {
        let state = house.beside("state-of-ui");
        let mut around = Around::new(house.path(""), Some(house.beside("home")));
        // The keys and the settings of whoever runs the test are none of its business.
        around.variables = vec![
            ("SSH_AUTH_SOCK".into(), None),
            ("HOME".into(), Some(house.beside("home").into())),
            ("GIT_CONFIG_GLOBAL".into(), Some("/dev/null".into())),
            ("GIT_CONFIG_NOSYSTEM".into(), Some("1".into())),
            ("GIT_CONFIG_COUNT".into(), None),
            ("GIT_CONFIG_PARAMETERS".into(), None),
        ];
        let clock = Clock {
            time: || NOW.parse().unwrap(),
            id: || uuid::Uuid::new_v4().to_string(),
        };
        let launch = Launch {
            around: Some(around),
            inquiry: Inquiry {
                lists: Lists {
                    allowed: allowed.map(Into::into),
                    revoked: None,
                },
                ..Inquiry::default()
            },
            ..ui::launch(&house.path(""), &state, ADA, clock)
        };
        let mut app = App::new(launch, WIDTH, HEIGHT);
        app.settle(PATIENCE);
        let terminal = Terminal::new(TestBackend::new(WIDTH, HEIGHT)).unwrap();
        Self { app, terminal }
    }

    /// Types keys and waits for what they set going: characters as they are, others by name in angle brackets.
    pub fn keys(&mut self, keys: &str) {
        for stroke in strokes::split(keys) {
            self.app.hear(Msg::Key(strokes::key(stroke)));
            self.app.settle(PATIENCE);
        }
    }

    /// What is on the screen.
    pub fn screen(&mut self) -> String {
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        ui::text(self.terminal.backend().buffer())
    }
}
