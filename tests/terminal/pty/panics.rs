//! A panic gives the terminal back first, so that its message can be read.
//!
//! The product never panics on purpose. So each test runs this file's own binary in a terminal, and in it one of the
//! ignored tests, which take the terminal over as the product does, and then panic.

use ratatui::text::Line;
use signoff::tui::terminal::Terminal;

use super::harness::{NORMAL, Place, Tty, needs_terminals};

fn take_over() -> Terminal {
    let mut terminal = Terminal::enter(true).unwrap();
    terminal
        .draw(
            |frame| frame.render_widget(Line::raw("all-is-well"), frame.area()),
            &[],
        )
        .unwrap();
    terminal
}

#[test]
#[ignore = "run in a terminal by the test below"]
fn panic_in_the_loop() {
    let _terminal = take_over();
    panic!("a bug in the loop");
}

#[test]
#[ignore = "run in a terminal by the test below"]
fn panic_in_a_thread() {
    let terminal = take_over();
    std::thread::spawn(|| panic!("a bug in a thread"))
        .join()
        .unwrap_err();
    assert_eq!(terminal.ended(), Some("a panic"));
    println!("the loop was told");
}

fn run(place: &Place, test: &str) -> Tty {
    let mut command = place.command(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    Tty::start(command, 80, 24)
}

#[test]
fn the_message_of_a_panic_can_be_read() {
    needs_terminals!();
    let place = Place::new();
    for (test, message) in [
        ("pty::panics::panic_in_the_loop", "a bug in the loop"),
        ("pty::panics::panic_in_a_thread", "a bug in a thread"),
    ] {
        let mut tty = run(&place, test);
        tty.ends();
        let (screen, raw) = (tty.screen(), String::from_utf8_lossy(&tty.raw).into_owned());
        assert_eq!(tty.modes(), NORMAL, "{screen}");
        assert!(
            raw.contains("all-is-well"),
            "the screen was taken over: {screen}"
        );
        assert!(
            screen.contains(message) && !screen.contains("all-is-well"),
            "{screen}"
        );
        let told = screen.contains("the loop was told");
        assert_eq!(told, test.ends_with("thread"), "{screen}");
        // Leaving twice would put the cursor back above the message, and the shell would write over it.
        assert_eq!(raw.matches("\x1b[?1049l").count(), 1);
    }
}
