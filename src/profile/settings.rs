//! What a person set in `config.toml`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use toml::de::DeArray;

use crate::review::Person;
use crate::toml::problem::{Problems, Source};
use crate::toml::reader::Table;

use crate::store::disk::{self, DiskError};

/// The settings; a missing file is the same as an empty one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Who attests, where neither `--by` nor `SIGNOFF_BY` says so.
    pub name: Option<Person>,
    /// Signs on screen.
    pub glyphs: Glyphs,
    /// Whether clicks and the wheel are taken; off leaves them to the terminal.
    pub mouse: bool,
    /// Keys by command name.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// Which signs are drawn.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::EnumString, strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Glyphs {
    /// Unicode where the locale says UTF-8, ASCII elsewhere.
    Auto,
    Unicode,
    Ascii,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: None,
            glyphs: Glyphs::Auto,
            mouse: true,
            keys: BTreeMap::new(),
        }
    }
}

/// The settings in a file, or why they are not used.
pub fn read(file: &Path) -> Result<Settings, Box<dyn Error>> {
    let text = match disk::read(file) {
        Ok((text, _)) => text,
        Err(DiskError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Settings::default());
        }
        Err(error) => return Err(error.into()),
    };
    Ok(parse(file, &text)?)
}

fn parse(file: &Path, text: &str) -> Result<Settings, Problems> {
    let mut source = Source::new(file, text);
    let mut settings = Settings::default();
    if let Some(mut table) = Table::parse(text, &mut source) {
        settings.name = table.take_parsed("name", &mut source);
        settings.glyphs = table
            .take_word("glyphs", &mut source)
            .unwrap_or(Glyphs::Auto);
        settings.mouse = table.take("mouse", &mut source).unwrap_or(true);
        let keys = table.take::<Table<'_>>("keys", &mut source);
        for (command, value) in keys.into_iter().flat_map(Table::rest) {
            let span = value.span();
            let all_text = |keys: &DeArray<'_>| {
                keys.iter()
                    .map(|key| key.get_ref().as_str().map(str::to_owned))
                    .collect::<Option<Vec<_>>>()
            };
            let one = value.get_ref().as_str().map(|key| vec![key.to_owned()]);
            match one.or_else(|| value.get_ref().as_array().and_then(all_text)) {
                Some(keys) => drop(settings.keys.insert(command.get_ref().to_string(), keys)),
                None => source.report(
                    &span,
                    "expected a key such as \"Ctrl-S\", or a list of keys",
                ),
            }
        }
        table.refuse_unknown(&mut source);
    }
    source.verdict()?;
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_set_and_says_what_is_wrong() {
        let settings = parse(
            Path::new("c.toml"),
            "name = \"Ada\"\nglyphs = \"ascii\"\n[keys]\nnext = \"Space\"\n",
        )
        .unwrap();
        assert_eq!(
            (settings.glyphs, settings.keys["next"].as_slice()),
            (Glyphs::Ascii, &["Space".to_owned()][..])
        );
        let wrong = parse(Path::new("c.toml"), "mouse = \"no\"\nglyph = \"ascii\"\n").unwrap_err();
        assert_eq!(wrong.list.len(), 2);
        assert_eq!(
            wrong.list[1].hint.as_deref(),
            Some("did you mean `glyphs`?")
        );
    }
}
