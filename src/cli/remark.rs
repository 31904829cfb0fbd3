//! `signoff comment`, `ask`, `return` and `assign`: what people say beside answers.

use clap::builder::NonEmptyStringValueParser;

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use crate::face::failure::Failure;
use crate::policy::Day;
use crate::review::{Change, Person, RemarkDraft, RemarkKind};
use crate::work::OpenReview;

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
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    text: String,

    #[command(flatten)]
    secrets: SecretOptions,
}

impl Ask {
    /// Records the question.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let addressee = Some(self.addressee.clone());
        self.said
            .record(RemarkKind::Question, addressee, self.due, call, out)
    }
}

impl Assign {
    /// Records the assignment.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let words = |open: &OpenReview| RemarkDraft {
            kind: RemarkKind::Assignment,
            text: self.text.clone(),
            addressee: Some(self.addressee.clone()),
            due: self.due.map(|day| day.seen_from(open.calendar())),
        };
        record(&self.items, words, &self.secrets, call, out)
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
        self.record(kind, None, None, call, out)
    }

    fn record(
        &self,
        kind: RemarkKind,
        addressee: Option<Person>,
        due: Option<Day>,
        call: &Call<'_>,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        let words = |open: &OpenReview| RemarkDraft {
            kind,
            text: self.text.clone(),
            addressee,
            due: due.map(|day| day.seen_from(open.calendar())),
        };
        record(&self.items, words, &self.secrets, call, out)
    }
}

fn record(
    items: &[String],
    words: impl FnOnce(&OpenReview) -> RemarkDraft,
    secrets: &SecretOptions,
    call: &Call<'_>,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let (mut open, by) = call.begin(secrets)?;
    let keys = Call::keys(items, &open)?;
    let mut words = Box::new(words(&open));
    words.addressee = Call::called(words.addressee.as_ref(), &open)?;
    call.change(&Change::Remark { keys, words }, &mut open, &by, out)
}
