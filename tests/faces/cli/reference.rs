//! The command reference, so that neither commands nor documents drift unseen.

use crate::has::Has as _;
use crate::house::House;

#[test]
fn the_reference_is_as_published() {
    let mut text = String::new();
    let mut definition = signoff::cli::definition().term_width(100);
    definition.build();
    write(&mut definition, &mut text);
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("reference", text));
}

fn write(command: &mut clap::Command, text: &mut String) {
    let help = command.render_long_help().to_string();
    let help: Vec<_> = help.lines().map(str::trim_end).collect();
    text.extend([help.join("\n").as_str(), "\n\n"]);
    for below in command
        .get_subcommands_mut()
        .filter(|below| below.get_name() != "help")
    {
        text.extend(["---- ", below.get_bin_name().unwrap(), "\n\n"]);
        write(below, text);
    }
}

#[test]
fn help_and_version_are_data() {
    let house = House::new();
    let help = house.done("--help");
    assert!(help.err.is_empty() && help.out.contains("Exit codes"));
    assert!(house.done("--version").out.starts_with("signoff "));
    house.done("help attest").has_out("risk-accepted");
    let wrong = house.run("atest");
    assert!(
        wrong.code == 2 && wrong.out.is_empty() && wrong.err.contains("'attest'"),
        "{wrong}"
    );
}

#[test]
fn shells_complete_the_words() {
    let house = House::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = house.done(&format!("completions {shell}")).out;
        for word in ["attest", "evidence"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    for word in [
        "risk-accepted",
        "approver",
        "approved-with-conditions",
        "out-of-scope",
    ] {
        house.done("completions bash").has_out(word);
    }
}

#[test]
fn the_manual_has_every_command() {
    let page = House::new().done("man").out;
    for command in signoff::cli::definition().get_subcommands() {
        let heading = format!(".SH \"SIGNOFF {}\"", command.get_name().to_uppercase());
        page.has(&heading);
    }
    page.has(".SH \"SIGNOFF CHECKLIST LINT\"");
    assert_eq!(
        page.matches("SIGNOFF_REVIEW").count(),
        1,
        "global options stand in the page once"
    );
}
