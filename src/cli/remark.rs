//! `signoff comment`, `ask`, `return` and `assign`: what people say beside answers.

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use super::words::said;
use crate::face::failure::Failure;
use crate::policy::Day;
use crate::review::{Change, Person, RemarkDraft, RemarkKind};

/// Ask somebody something about items
///
/// Who approves must close the question or say why it may stay open; `signoff close` closes it.
#[derive(Debug, clap::Args)]
pub(super) struct Ask {
    #[command(flatten)]
    said: RemarkOptions,

    /// Who is to answer it
    #[arg(long = "for", value_name = "WHO")]
    addressee: Person,

    /// Until when, such as +7d
    #[arg(long, value_name = "DATE")]
    due: Option<Day>,
}

/// Say who is to answer items, and until when
#[derive(Debug, clap::Args)]
pub(super) struct Assign {
    /// The items, such as SEC-2
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,

    /// Who is to answer them
    #[arg(long = "to", value_name = "WHO")]
    addressee: Person,

    /// Until when, such as +7d
    #[arg(long, value_name = "DATE")]
    due: Option<Day>,

    /// What they should know
    #[arg(long, value_name = "TEXT", default_value = "")]
    text: String,

    #[command(flatten)]
    secrets: SecretOptions,
}

/// Items, and what is said of them.
#[derive(Debug, clap::Args)]
pub(super) struct RemarkOptions {
    /// The items, such as SEC-2
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,

    /// What you have to say
    #[arg(long, value_name = "TEXT", value_parser = said)]
    text: String,

    #[command(flatten)]
    secrets: SecretOptions,
}

impl Ask {
    /// Records the question.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let RemarkOptions {
            items,
            text,
            secrets,
        } = &self.said;
        let words = draft(RemarkKind::Question, text, Some(&self.addressee));
        record(items, words, self.due, secrets, call, out)
    }
}

impl Assign {
    /// Records the assignment.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let words = draft(RemarkKind::Assignment, &self.text, Some(&self.addressee));
        record(&self.items, words, self.due, &self.secrets, call, out)
    }
}

impl RemarkOptions {
    /// Records it.
    pub(super) fn run(
        &self,
        kind: RemarkKind,
        call: &Call<'_>,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        let words = draft(kind, &self.text, None);
        record(&self.items, words, None, &self.secrets, call, out)
    }
}

fn draft(kind: RemarkKind, text: &str, addressee: Option<&Person>) -> RemarkDraft {
    RemarkDraft {
        kind,
        text: text.to_owned(),
        addressee: addressee.cloned(),
        due: None,
    }
}

/// Records what is said of items, until a day of the review.
fn record(
    items: &[String],
    mut words: RemarkDraft,
    due: Option<Day>,
    secrets: &SecretOptions,
    call: &Call<'_>,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let (mut open, by) = call.begin(secrets)?;
    let keys = Call::keys(items, &open)?;
    words.addressee = Call::called(words.addressee.as_ref(), &open)?;
    words.due = due.map(|day| day.seen_from(open.calendar()));
    let words = Box::new(words);
    call.change(&Change::Remark { keys, words }, &mut open, &by, out)
}
