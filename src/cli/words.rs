//! How words of the command line become values, so that the rooms below need not know clap.

use std::error::Error;
use std::fmt::Display;
use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use strum::VariantArray;

use crate::face::form::Blank;

/// One of the words of an enumeration; help and completions list them.
pub(super) fn words<T>() -> impl TypedValueParser<Value = T>
where
    T: VariantArray + Display + FromStr + Clone + Send + Sync + 'static,
    T::Err: Error + Send + Sync + 'static,
{
    let values = T::VARIANTS
        .iter()
        .map(|word| PossibleValue::new(word.to_string()));
    PossibleValuesParser::new(values).try_map(|word| word.parse())
}

/// A text that says something: a blank one would not be read back from the review.
pub(super) fn said(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        Err("expected some text")
    } else {
        Ok(text.to_owned())
    }
}

/// The text of a blank of a form, refused in the words of the form.
pub(super) fn filled(
    blank: &'static Blank,
) -> impl Fn(&str) -> Result<String, String> + Clone + Send + Sync + 'static {
    move |text| Ok(blank.text(text)?.map_or_else(|| said(text), Ok)?)
}
