//! The options that fill in the blanks of a form, read as the form reads them.

use std::marker::PhantomData;

use clap::builder::PossibleValuesParser;
use clap::error::Error;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::words::filled;
use crate::face::form::{Blank, Kind, Switch, Values};
use crate::policy::Day;
use crate::review::Person;

/// A form whose blanks are options.
pub(super) trait Blanks {
    /// What may be filled in.
    fn blanks() -> &'static [&'static Blank];
}

/// What the options of a form say.
#[derive(Debug)]
pub(super) struct Filled<F> {
    /// By blank.
    pub values: Values,
    form: PhantomData<F>,
}

impl<F: Blanks> Filled<F> {
    /// The options that were given.
    pub(super) fn given(&self) -> impl Iterator<Item = &'static Blank> {
        let all = F::blanks().iter().copied();
        all.filter(|blank| !self.values.get(blank).is_empty())
    }
}

impl<F: Blanks> Args for Filled<F> {
    fn augment_args(command: Command) -> Command {
        command.args(options::<F>().map(|(blank, switch)| option(blank, switch)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<F: Blanks> FromArgMatches for Filled<F> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut values = Values::default();
        for (blank, _) in options::<F>() {
            let given = matches.get_many::<String>(blank.name);
            let given: Vec<_> = given.into_iter().flatten().map(String::as_str).collect();
            values.set(blank, given.join("\n"));
        }
        Ok(Self {
            values,
            form: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The blanks that take one text. What backs an answer is of several kinds, and read by itself.
fn options<F: Blanks>() -> impl Iterator<Item = (&'static Blank, Switch)> {
    let of_text = F::blanks()
        .iter()
        .filter(|blank| blank.kind != Kind::Evidence);
    of_text.filter_map(|blank| Some((*blank, blank.switch?)))
}

fn option(blank: &'static Blank, switch: Switch) -> Arg {
    let option = Arg::new(blank.name)
        .long(switch.name)
        .value_name(switch.value)
        .help(switch.help)
        .required(switch.is_required)
        .action(if switch.is_repeated {
            ArgAction::Append
        } else {
            ArgAction::Set
        });
    match blank.kind {
        Kind::Choice(words) => option.value_parser(PossibleValuesParser::new(
            words.iter().map(|word| word.name),
        )),
        // What day is meant depends on today, and is read with the rest.
        Kind::Day(_) => {
            option.value_parser(|text: &str| text.parse::<Day>().map(|_| text.to_owned()))
        }
        Kind::Person => {
            option.value_parser(|text: &str| text.parse::<Person>().map(|_| text.to_owned()))
        }
        // `-` is read from stdin, and may be empty.
        Kind::Block if !switch.is_repeated => option,
        _ => option.value_parser(filled(blank)),
    }
}
