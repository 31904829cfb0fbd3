//! The scriptable face: one file a command.
//!
//! [`run`] is all that the program does. It reads no clock and no environment of its own: they are in
//! [`Surroundings`].

mod attach;
mod attest;
mod blanks;
mod call;
mod changes;
mod check;
mod checklist;
mod completions;
mod declare;
mod event;
mod evidence;
mod exit;
mod export;
mod findings;
mod inbox;
mod keys;
mod man;
mod merge;
mod migrate;
mod new;
mod output;
mod question;
mod remark;
mod report;
mod revise;
mod revoke;
#[cfg(test)]
mod schema;
mod seal;
mod secrets;
mod session;
mod sign;
mod signing;
mod status;
mod strike;
mod surroundings;
mod verify;
mod walk;
mod words;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::face::failure::Failure;
use crate::review::{Change, DeedKind, RemarkKind, SealState};
use crate::store::log;
use call::Call;
use exit::Exit;
use output::Output;
use surroundings::Global;
pub use surroundings::{Folders, Surroundings};

/// Walk a security checklist, keep every answer with its evidence, end in a sign-off others can verify
///
/// Without a command, signoff opens the terminal UI: the review found in this directory or a parent, else the home
/// screen. With ACCESSIBLE set, or TERM=dumb, it asks questions in plain lines instead. Where there is no terminal, or
/// CI is set, it prints the status, and exits with 0 where the review is signed off and with 1 where it is not.
#[derive(Debug, Parser)]
#[command(name = "signoff", version, max_term_width = 100, after_long_help = AFTER_HELP)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

const AFTER_HELP: &str = "\
Exit codes:
  0  done, or the review is in the state asked for
  1  it is not; each reason stands on its own line
  2  wrong usage, bad input, or an error of the system

Dates:
  2026-12-05, 2026-12-05T17:00:00Z, or a span from today: +30d, +12w, +6m, +1y

Data goes to stdout, everything else to stderr. Nothing waits for input in a script.";

#[derive(Debug, Subcommand)]
enum Command {
    Walk(walk::WalkCommand),
    New(new::New),
    Status(status::StatusCommand),
    Attest(attest::AttestCommand),
    Findings(findings::FindingsCommand),
    /// Say something of items, without answering them
    ///
    /// It makes you no preparer. A sign-off says how many remarks it is over.
    Comment(remark::RemarkOptions),
    Ask(remark::Ask),
    /// Return the answers of items: they will not do
    ///
    /// The gate is shut until an item is answered anew, or until you end the return: `signoff end`.
    Return(remark::RemarkOptions),
    Assign(remark::Assign),
    /// Stand behind answers that somebody else gave
    Accept(declare::Answers),
    /// Say that what is recorded for you in answers is so: an answer, a risk that you take, a finding that you own
    Confirm(declare::Answers),
    /// End returns that you made
    End(declare::Records),
    /// Close questions, or conditions that you set
    Close(declare::Records),
    /// Say that answers or sign-offs under your name are not yours
    Disown(declare::Records),
    /// Set aside records that do not verify
    Dismiss(declare::Dismiss),
    Vouch(declare::Vouch),
    Declare(declare::Declare),
    Inbox(inbox::Inbox),
    /// Go through the review together
    #[command(subcommand)]
    Session(session::Meeting),
    Changes(changes::ChangesCommand),
    /// Take back your last attestation, or the several that you made at once; they stay in the history
    Undo,
    /// Put back what you undid last
    Redo,
    /// List, add or verify evidence
    #[command(subcommand)]
    Evidence(evidence::EvidenceCommand),
    Report(report::ReportCommand),
    Sign(sign::Sign),
    Verify(verify::Verify),
    Revoke(revoke::Revoke),
    /// Refuse every further change of answers; sign-offs and revocations stay possible
    Seal(seal::SealCommand),
    /// Take answers again after a seal
    Unseal(seal::SealCommand),
    Check(check::Check),
    /// Give the verdict, or what was signed, to other programs
    #[command(subcommand)]
    Export(export::Export),
    /// List, show or lint checklists
    #[command(subcommand)]
    Checklist(checklist::ChecklistCommand),
    Keys(keys::Keys),
    Revise(revise::ReviseCommand),
    Strike(strike::StrikeCommand),
    Merge(merge::Merge),
    /// Make one review of a file in which git left conflict markers
    Resolve,
    /// Make a review of an older schema one of the newest
    Migrate,
    Completions(completions::Completions),
    /// Print the manual page
    Man,
}

/// The definition of all commands, from which help, completions and the manual page are made.
pub fn definition() -> clap::Command {
    Cli::command()
}

/// Does what was asked.
pub fn run(surroundings: &Surroundings) -> ExitCode {
    let cli = match Cli::try_parse_from(&surroundings.arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let mut out = Output::new(clap::ColorChoice::Auto);
            out.usage(&error);
            let exit = if error.use_stderr() {
                Exit::Wrong
            } else {
                Exit::Done
            };
            return end(out, exit, clap::ColorChoice::Auto);
        }
    };
    let mut out = Output::new(cli.global.color);
    let call = Call::new(surroundings, &cli.global);
    let exit = begin_log(&call)
        .and_then(|()| dispatch(cli.command.as_ref(), &call, &mut out))
        .unwrap_or_else(|failure| {
            out.fail(&failure);
            Exit::from(&failure)
        });
    if let Some(review) = call.above.get() {
        out.note(format!("the review is {}", review.display()));
    }
    end(out, exit, cli.global.color)
}

/// Writes all that was said.
fn end(out: Output, exit: Exit, color: clap::ColorChoice) -> ExitCode {
    match out.finish() {
        Ok(()) => exit.into(),
        // Who closed the pipe has heard enough; the verdict is the same.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => exit.into(),
        Err(error) => {
            let mut out = Output::new(color);
            out.fail(&Failure::wrong(format!(
                "cannot write to standard output: {error}"
            )));
            let _ = out.finish();
            Exit::Wrong.into()
        }
    }
}

fn begin_log(call: &Call<'_>) -> Result<(), Failure> {
    match &call.global.log {
        Some(file) => Ok(log::begin(
            &call.here().join(file),
            call.surroundings.clock.time,
        )?),
        None => Ok(()),
    }
}

fn dispatch(command: Option<&Command>, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let Some(command) = command else {
        return walk::bare(call, out);
    };
    // The UI shows the complaint itself.
    if !matches!(command, Command::Walk(_)) {
        call.warn_of_settings(out);
    }
    match command {
        Command::Walk(walk) => walk.run(call),
        Command::New(new) => new.run(call, out),
        Command::Status(status) => status.run(call, out),
        Command::Attest(attest) => attest.run(call, out),
        Command::Findings(findings) => findings.run(call, out),
        Command::Comment(said) => said.run(RemarkKind::Comment, call, out),
        Command::Ask(ask) => ask.run(call, out),
        Command::Return(said) => said.run(RemarkKind::Return, call, out),
        Command::Assign(assign) => assign.run(call, out),
        Command::Accept(answers) => answers.run(DeedKind::Accepts, call, out),
        Command::Confirm(answers) => answers.run(DeedKind::Confirms, call, out),
        Command::End(records) => records.run(DeedKind::Ends, call, out),
        Command::Close(records) => records.run(DeedKind::Closes, call, out),
        Command::Disown(records) => records.run(DeedKind::Disowns, call, out),
        Command::Dismiss(dismiss) => dismiss.run(call, out),
        Command::Vouch(vouch) => vouch.run(call, out),
        Command::Declare(declare) => declare.run(call, out),
        Command::Session(session) => session.run(call, out),
        Command::Inbox(inbox) => inbox.run(call, out),
        Command::Changes(changes) => changes.run(call, out),
        Command::Undo => call.changed(&Change::Undo(None), out),
        Command::Redo => call.changed(&Change::Redo(None), out),
        Command::Evidence(evidence) => evidence.run(call, out),
        Command::Report(report) => report.run(call, out),
        Command::Sign(sign) => sign.run(call, out),
        Command::Verify(verify) => verify.run(call, out),
        Command::Revoke(revoke) => revoke.run(call, out),
        Command::Seal(seal) => seal.run(SealState::Sealed, call, out),
        Command::Unseal(seal) => seal.run(SealState::Unsealed, call, out),
        Command::Check(check) => check.run(call, out),
        Command::Export(export) => export.run(call, out),
        Command::Checklist(checklist) => checklist.run(call, out),
        Command::Keys(keys) => Ok(keys.run(call, out)),
        Command::Revise(revise) => revise.run(call, out),
        Command::Strike(strike) => strike.run(call, out),
        Command::Merge(merge) => merge.run(call, out),
        Command::Resolve => merge::resolve(call, out),
        Command::Migrate => migrate::run(call, out),
        Command::Completions(completions) => Ok(completions.run(definition(), out)),
        Command::Man => man::run(definition(), out),
    }
}
