//! `signoff man`: one page with every command.

use std::io::{self, Write};

use clap_mangen::Man;

use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;

/// Defines the apostrophe; the crate puts it before every part.
const QUOTE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Prints the page.
pub(super) fn run(definition: clap::Command, out: &mut Output) -> Result<Exit, Failure> {
    let page = page(definition)
        .map_err(|error| Failure::wrong(format!("cannot render the manual page: {error}")))?;
    out.text(&page);
    Ok(Exit::Done)
}

/// A part of a page.
type Part = fn(&Man, &mut dyn Write) -> io::Result<()>;

fn page(mut root: clap::Command) -> io::Result<String> {
    root.build();
    let man = Man::new(root.clone()).manual("signoff");
    let mut page = parts(&man, &[Man::render_title])?;
    page.insert_str(0, QUOTE);
    page.push_str(&parts(
        &man,
        &[
            Man::render_name_section,
            Man::render_synopsis_section,
            Man::render_description_section,
            Man::render_options_section,
        ],
    )?);
    for command in root.get_subcommands() {
        section(command, &mut page)?;
    }
    let rest = parts(
        &man,
        &[Man::render_extra_section, Man::render_version_section],
    )?;
    page.push_str(&rest.replace(".SH EXTRA", ".SH NOTES"));
    Ok(page)
}

/// Parts of a page, without the definition that each of them repeats.
fn parts(man: &Man, parts: &[Part]) -> io::Result<String> {
    let mut text = Vec::new();
    parts.iter().try_for_each(|part| part(man, &mut text))?;
    Ok(String::from_utf8_lossy(&text).replace(QUOTE, ""))
}

/// A command and those below it; the headings of its own page become smaller ones.
fn section(command: &clap::Command, page: &mut String) -> io::Result<()> {
    if command.get_name() == "help" {
        return Ok(());
    }
    let name = command
        .get_bin_name()
        .unwrap_or(command.get_name())
        .to_uppercase();
    // What every command has stands at the top of the page, once.
    let shared = |arg: &clap::Arg| arg.is_global_set() || arg.get_id() == "help";
    let man = Man::new(
        command
            .clone()
            .mut_args(|arg| if shared(&arg) { arg.hide(true) } else { arg }),
    );
    let own = parts(
        &man,
        &[
            Man::render_synopsis_section,
            Man::render_description_section,
            Man::render_options_section,
        ],
    )?;
    page.extend([".SH \"", &name, "\"\n", &own.replace(".SH ", ".SS ")]);
    command
        .get_subcommands()
        .try_for_each(|below| section(below, page))
}
