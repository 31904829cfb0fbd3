//! `signoff` and `signoff walk`: the terminal UI, or the plain walker.

use std::io::{stdin, stdout};

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::question::{self, QuestionOptions, Unverified};
use super::status;
use crate::face::failure::Failure;
use crate::keys::Around;
use crate::profile::settings::Glyphs;
use crate::tui::clipboard::Clipboard;
use crate::work::{Inquiry, OpenReview};
use crate::{plain, tui};

/// Walk the review in the terminal UI
///
/// With --plain, with ACCESSIBLE in the environment or on a dumb terminal it asks numbered questions instead, a line
/// each, as a screen reader speaks them well.
#[derive(Debug, clap::Args)]
pub(super) struct WalkCommand {
    /// Ask numbered questions, a line each; the answers may be piped in, and then exit 1 says that something is missing
    #[arg(long)]
    plain: bool,

    /// Follow another terminal: go to the item of which something was said last
    #[arg(long, conflicts_with = "plain")]
    follow: bool,

    #[command(flatten)]
    question: QuestionOptions,
}

impl WalkCommand {
    /// Opens a walk on a review.
    pub(super) fn run(&self, call: &Call<'_>) -> Result<Exit, Failure> {
        if self.plain {
            return ask(call, self.question.inquiry(call)?);
        }
        if !call.surroundings.terminal {
            return Err(
                Failure::wrong("the walk needs a terminal, and stdin or stdout is none")
                    .hint("in a script use `signoff status`, `signoff attest` and `signoff check`")
                    .hint("or pipe answers in: signoff walk --plain < answers.txt"),
            );
        }
        if !wants_plain(call) {
            call.review()
                .map_err(|failure| failure.hint("`signoff` alone opens the home screen"))?;
        }
        open(call, self.question.inquiry(call)?, self.follow)
    }
}

/// Opens a walk, or prints the status where there is no one to look at it.
pub(super) fn bare(call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let surroundings = call.surroundings;
    if surroundings.terminal && surroundings.variable("CI").is_none() {
        return open(call, question::plain(call)?, false);
    }
    call.warn_of_settings(out);
    let mut open = call.open_checked()?;
    open.ask(question::plain(call)?);
    question::verify(&mut open, call, Unverified::IsSaid)?;
    status::print(call, &open, out);
    Ok(Exit::whether(open.facts().verdict().passes()))
}

/// Tells whether screens are of no use to the person, or to the terminal.
fn wants_plain(call: &Call<'_>) -> bool {
    let variable = |name| call.surroundings.variable(name);
    variable("ACCESSIBLE").is_some_and(|value| value != "0")
        || variable("TERM").is_some_and(|term| term == "dumb")
}

fn open(call: &Call<'_>, inquiry: Inquiry, follows: bool) -> Result<Exit, Failure> {
    if wants_plain(call) {
        return ask(call, inquiry);
    }
    let surroundings = call.surroundings;
    let color = match call.global.color {
        clap::ColorChoice::Auto => surroundings.variable("NO_COLOR").is_none(),
        choice => choice == clap::ColorChoice::Always,
    };
    let launch = tui::Launch {
        review: call.found_review()?,
        open: named(call)?,
        by: call.named_person()?,
        settings: call.settings.clone(),
        complaint: call.complaint.clone(),
        shelf: call.shelf(),
        recent: call.recent(),
        drafts: call.drafts(),
        directory: call.here().to_owned(),
        around: Some(around(call)),
        inquiry,
        follows,
        clock: surroundings.clock,
        color,
        ascii: is_ascii(call),
        zone: crate::tui::theme::WallClock::Own,
        editor: editor(call),
        clipboard: if is_tmux(call) {
            Clipboard::Tmux
        } else {
            Clipboard::Terminal
        },
        links: !is_ascii(call) && !is_console(call),
    };
    tui::run(launch)
        .map_err(|error| Failure::wrong(format!("the terminal UI stopped: {error}")))?;
    Ok(Exit::Done)
}

/// A review that was named must be there; without one there is a list of what can be opened or started.
fn named(call: &Call<'_>) -> Result<Option<OpenReview>, Failure> {
    let named = call.named_review();
    named.map(|_| call.open()).transpose()
}

/// Whoever works for hours changes git's settings meanwhile: it is asked each time.
fn around(call: &Call<'_>) -> Around {
    Around::new(call.here().to_owned(), call.around.home.clone())
}

fn ask(call: &Call<'_>, inquiry: Inquiry) -> Result<Exit, Failure> {
    let open = named(call)?;
    let surroundings = call.surroundings;
    let launch = plain::Setup {
        review: call.found_review()?,
        by: call.named_person()?,
        complaint: call.complaint.clone(),
        shelf: call.shelf(),
        recent: call.recent(),
        drafts: call.drafts(),
        directory: call.here().to_owned(),
        around: around(call),
        inquiry,
        clock: surroundings.clock,
        interactive: surroundings.terminal,
    };
    let is_signed_off = plain::run(&launch, open, &mut stdin().lock(), &mut stdout().lock())
        .map_err(|error| Failure::wrong(format!("the plain walker stopped: {error}")))?;
    // Leaving a conversation is no failure; a pipe wants the verdict.
    Ok(Exit::whether(is_signed_off || surroundings.terminal))
}

/// Tells whether tmux shows the screen, here or on the other side of an SSH connection.
fn is_tmux(call: &Call<'_>) -> bool {
    let variable = |name| call.surroundings.variable(name);
    variable("TMUX").is_some()
        || variable("TERM").is_some_and(|term| term.to_string_lossy().starts_with("tmux"))
}

/// Tells whether this is the console of Linux, which shows few signs and no links.
fn is_console(call: &Call<'_>) -> bool {
    call.surroundings
        .variable("TERM")
        .is_some_and(|term| term == "linux")
}

/// The command of the person's editor: as the environment says, else `vi` where there is one.
fn editor(call: &Call<'_>) -> Option<String> {
    let variable = |name| call.surroundings.variable(name);
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(variable);
    let path = variable("PATH").unwrap_or_default();
    let has_vi = || std::env::split_paths(path).any(|folder| folder.join("vi").is_file());
    let named = named.map(|command| command.to_string_lossy().into_owned());
    named.or_else(|| has_vi().then(|| "vi".to_owned()))
}

/// Tells whether the terminal shows ASCII only, as far as settings and locale say.
fn is_ascii(call: &Call<'_>) -> bool {
    let variable = |name| {
        call.surroundings
            .variable(name)
            .map(|value| value.to_string_lossy())
    };
    match call.settings.glyphs {
        Glyphs::Ascii => true,
        Glyphs::Unicode => false,
        Glyphs::Auto => {
            let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
                .into_iter()
                .find_map(variable);
            let utf8 = locale.is_none_or(|locale| {
                let locale = locale.to_ascii_lowercase();
                locale.contains("utf-8") || locale.contains("utf8")
            });
            !utf8 || is_console(call)
        }
    }
}
