//! `signoff` and `signoff walk`: the terminal UI.

use super::context::Context;
use super::failure::Failure;
use super::output::Output;
use super::{Exit, reasons, status};
use crate::store::config::Glyphs;
use crate::tui::{self, Launch};

/// Opens the UI, or prints the status where there is no one to look at it.
pub fn bare(context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let surroundings = context.surroundings;
    if surroundings.terminal && surroundings.variable("CI").is_none() {
        return open(context);
    }
    context.warn_of_settings(out);
    let session = context.open_checked()?;
    status::print(context, &session, out);
    Ok(reasons::exit(&reasons::of(&session)))
}

/// Opens the UI on a review.
pub fn run(context: &Context<'_>) -> Result<Exit, Failure> {
    if !context.surroundings.terminal {
        return Err(Failure::wrong("the walk needs a terminal, and stdin or stdout is none")
            .hint("in a script use `signoff status`, `signoff attest` and `signoff check`"));
    }
    context.review().map_err(|failure| failure.hint("`signoff` alone opens the home screen"))?;
    open(context)
}

fn open(context: &Context<'_>) -> Result<Exit, Failure> {
    if context.surroundings.variable("TERM").is_some_and(|term| term == "dumb") {
        return Err(Failure::wrong("this terminal cannot show screens (TERM=dumb)")
            .hint("use `signoff status`, `signoff attest` and the other commands: signoff --help"));
    }
    // A review that was named must be there; without one the home screen helps.
    if context.named_review().is_some() {
        context.open()?;
    }
    tui::run(launch(context)?)
        .map_err(|error| Failure::wrong(format!("the terminal UI stopped: {error}")))?;
    Ok(Exit::Done)
}

fn launch(context: &Context<'_>) -> Result<Launch, Failure> {
    let surroundings = context.surroundings;
    let color = match context.global.color {
        clap::ColorChoice::Auto => surroundings.variable("NO_COLOR").is_none(),
        choice => choice == clap::ColorChoice::Always,
    };
    Ok(Launch {
        review: context.found_review(),
        by: context.named_person()?,
        config: context.config.clone(),
        complaint: context.complaint.clone(),
        shelf: context.shelf(),
        recent: context.recent(),
        drafts: context.drafts(),
        directory: context.here().to_owned(),
        clock: surroundings.clock,
        color,
        ascii: is_ascii(context),
        editor: editor(context),
    })
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
    let variable = |name| context.surroundings.variable(name).map(|value| value.to_string_lossy());
    match context.config.glyphs {
        Glyphs::Ascii => true,
        Glyphs::Unicode => false,
        Glyphs::Auto => {
            let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
            let utf8 = locale.is_none_or(|locale| {
                let locale = locale.to_ascii_lowercase();
                locale.contains("utf-8") || locale.contains("utf8")
            });
            !utf8 || variable("TERM").is_some_and(|term| term == "linux")
        }
    }
}
