//! `signoff` and `signoff walk`: the terminal UI, or the plain walker.

use std::io::{stdin, stdout};

use super::context::Context;
use super::exit::Exit;
use super::output::Output;
use super::question::{self, QuestionOptions, Unverified};
use super::status;
use crate::face::failure::Failure;
use crate::profile::drafts::Drafts;
use crate::profile::settings::Glyphs;
use crate::tui::clipboard::Clipboard;
use crate::work::{Inquiry, OpenReview};
use crate::{plain, tui};

/// Walk the review in the terminal UI
///
/// With --plain, with ACCESSIBLE in the environment or on a dumb terminal it asks numbered questions instead, a line
/// each, as a screen reader speaks them well.
#[derive(Debug, clap::Args)]
pub struct Walk {
    /// Ask numbered questions, a line each; the answers may be piped in, and then exit 1 says that something is missing
    #[arg(long)]
    plain: bool,

    #[command(flatten)]
    question: QuestionOptions,
}

impl Walk {
    /// Opens a walk on a review.
    pub fn run(&self, context: &Context<'_>) -> Result<Exit, Failure> {
        if self.plain {
            return ask(context, self.question.inquiry(context, None)?);
        }
        if !context.surroundings.terminal {
            return Err(
                Failure::wrong("the walk needs a terminal, and stdin or stdout is none")
                    .hint("in a script use `signoff status`, `signoff attest` and `signoff check`")
                    .hint("or pipe answers in: signoff walk --plain < answers.txt"),
            );
        }
        if !wants_plain(context) {
            context
                .review()
                .map_err(|failure| failure.hint("`signoff` alone opens the home screen"))?;
        }
        open(context, self.question.inquiry(context, None)?)
    }
}

/// Opens a walk, or prints the status where there is no one to look at it.
pub fn bare(context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let surroundings = context.surroundings;
    if surroundings.terminal && surroundings.variable("CI").is_none() {
        return open(context, Inquiry::default());
    }
    context.warn_of_settings(out);
    let mut open = context.open_checked()?;
    question::verify(&mut open, context, Unverified::IsSaid)?;
    status::print(context, &open, out);
    Ok((&open.facts().verdict()).into())
}

/// Tells whether screens are of no use to the person, or to the terminal.
fn wants_plain(context: &Context<'_>) -> bool {
    let variable = |name| context.surroundings.variable(name);
    variable("ACCESSIBLE").is_some_and(|value| value != "0")
        || variable("TERM").is_some_and(|term| term == "dumb")
}

fn open(context: &Context<'_>, inquiry: Inquiry) -> Result<Exit, Failure> {
    if wants_plain(context) {
        return ask(context, inquiry);
    }
    let open = named(context)?;
    tui::run(launch(context, open, inquiry)?)
        .map_err(|error| Failure::wrong(format!("the terminal UI stopped: {error}")))?;
    Ok(Exit::Done)
}

/// A review that was named must be there; without one there is a list of what can be opened or started.
fn named(context: &Context<'_>) -> Result<Option<OpenReview>, Failure> {
    let named = context.named_review();
    named.map(|_| context.open()).transpose()
}

fn ask(context: &Context<'_>, inquiry: Inquiry) -> Result<Exit, Failure> {
    let open = named(context)?;
    let surroundings = context.surroundings;
    let launch = plain::Launch {
        review: context.found_review()?,
        by: context.named_person()?,
        complaint: context.complaint.clone(),
        shelf: context.shelf(),
        recent: context.recent(),
        drafts: Drafts::new(surroundings.folders.state.as_deref()),
        directory: context.here().to_owned(),
        around: context.around(),
        inquiry,
        clock: surroundings.clock,
        interactive: surroundings.terminal,
    };
    let is_signed_off = plain::run(&launch, open, &mut stdin().lock(), &mut stdout().lock())
        .map_err(|error| Failure::wrong(format!("the plain walker stopped: {error}")))?;
    // Leaving a conversation is no failure; a pipe wants the verdict.
    Ok(if is_signed_off || surroundings.terminal {
        Exit::Done
    } else {
        Exit::NotInState
    })
}

fn launch(
    context: &Context<'_>,
    open: Option<OpenReview>,
    inquiry: Inquiry,
) -> Result<tui::Launch, Failure> {
    let surroundings = context.surroundings;
    let color = match context.global.color {
        clap::ColorChoice::Auto => surroundings.variable("NO_COLOR").is_none(),
        choice => choice == clap::ColorChoice::Always,
    };
    Ok(tui::Launch {
        review: context.found_review()?,
        open,
        by: context.named_person()?,
        settings: context.settings.clone(),
        complaint: context.complaint.clone(),
        shelf: context.shelf(),
        recent: context.recent(),
        drafts: context.drafts(),
        directory: context.here().to_owned(),
        around: Some(context.around()),
        inquiry,
        clock: surroundings.clock,
        color,
        ascii: is_ascii(context),
        editor: editor(context),
        clipboard: if is_tmux(context) {
            Clipboard::Tmux
        } else {
            Clipboard::Terminal
        },
        links: !is_ascii(context) && !is_console(context),
    })
}

/// Tells whether tmux shows the screen, here or on the other side of an SSH connection.
fn is_tmux(context: &Context<'_>) -> bool {
    let variable = |name| context.surroundings.variable(name);
    variable("TMUX").is_some()
        || variable("TERM").is_some_and(|term| term.to_string_lossy().starts_with("tmux"))
}

/// Tells whether this is the console of Linux, which shows few signs and no links.
fn is_console(context: &Context<'_>) -> bool {
    context
        .surroundings
        .variable("TERM")
        .is_some_and(|term| term == "linux")
}

/// The command of the person's editor: as the environment says, else `vi` where there is one.
fn editor(context: &Context<'_>) -> Option<String> {
    let variable = |name| context.surroundings.variable(name);
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(variable);
    let path = variable("PATH").unwrap_or_default();
    let has_vi = || std::env::split_paths(path).any(|folder| folder.join("vi").is_file());
    let named = named.map(|command| command.to_string_lossy().into_owned());
    named.or_else(|| has_vi().then(|| "vi".to_owned()))
}

/// Tells whether the terminal shows ASCII only, as far as settings and locale say.
fn is_ascii(context: &Context<'_>) -> bool {
    let variable = |name| {
        context
            .surroundings
            .variable(name)
            .map(|value| value.to_string_lossy())
    };
    match context.settings.glyphs {
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
            !utf8 || is_console(context)
        }
    }
}
