//! `docs/terminals.md`: the settings, the filter and the signs are the program's.

use signoff::facts::{Filter, Matter};
use signoff::profile::settings;
use signoff::review::Status;
use signoff::tui::keymap::Keymap;
use signoff::tui::theme::Theme;
use strum::VariantArray;

use super::markdown::{below, blocks, rows};
use super::read;

const TERMINALS: &str = "docs/terminals.md";

#[test]
fn the_settings_are_settings() {
    let [block] = &blocks(TERMINALS, "toml")[..] else {
        panic!("one example");
    };
    let kept = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(kept.path(), block).unwrap();
    let settings = settings::read(kept.path()).unwrap();
    assert!(settings.name.is_some());
    let (_, complaints) = Keymap::new(&settings.keys);
    assert_eq!((settings.keys.len(), complaints), (2, Vec::new()));
}

#[test]
fn every_term_of_the_filter_is_one() {
    let text = read(TERMINALS);
    let table = rows(below(&text, "## Finding things"));
    assert_eq!(table.len(), 6);
    for row in table {
        let (term, values) = (&row[0], &row[1]);
        for value in values.split([',', ';']).map(str::trim) {
            // A sentence stands for any text.
            let value = value.split(' ').next().unwrap();
            let filter = Filter::parse(&format!("{term}{value}"));
            assert_eq!(filter.wrong, Vec::new(), "{term}{value}");
        }
    }
}

#[test]
fn every_sign_is_told_in_both_ways() {
    let text = read(TERMINALS);
    let statuses = Status::VARIANTS.iter().copied().map(Some).chain([None]);
    for ascii in [false, true] {
        let theme = Theme {
            color: false,
            ascii,
            zone: signoff::tui::theme::WallClock::Utc,
        };
        let signs = statuses.clone().map(|status| theme.status(status).0);
        for sign in signs.chain(Matter::VARIANTS.iter().map(|one| theme.matter(*one))) {
            assert!(text.contains(&format!("`{sign}`")), "{sign}");
        }
    }
}
