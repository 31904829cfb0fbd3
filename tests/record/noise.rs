//! The readers of `fuzz`, with a little noise: what they find in a minute of a fuzzer becomes a case here.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

#[path = "../../fuzz/readers/armor.rs"]
mod armor;
#[path = "../../fuzz/readers/checklist.rs"]
mod checklist;
#[path = "../../fuzz/readers/merge.rs"]
mod merge;
#[path = "../../fuzz/readers/policy.rs"]
mod policy;
#[path = "../../fuzz/readers/review.rs"]
mod review;
#[path = "../../fuzz/readers/signers.rs"]
mod signers;
#[path = "../../fuzz/readers/statement.rs"]
mod statement;

fn file(name: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(Path::new(name))).unwrap()
}

/// Reads a text as it is, and with lines of it cut, doubled, moved and broken.
fn read(seed: &str, reader: fn(&str)) {
    reader(seed);
    let config = Config {
        cases: 100,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let snippets = [
        "",
        "\"\"\"",
        "\u{0}",
        "\u{feff}",
        "\u{202e}",
        "[[signoff]]",
        "[",
        "= 1",
        "\\",
        "struck = {}",
        "é",
        "%%",
        "<<<<<<<",
    ];
    let edit = (
        any::<Index>(),
        any::<Index>(),
        select(snippets.to_vec()),
        0..4_u8,
    );
    let cases = prop::collection::vec(edit, 1..4);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let held = runner.run(&cases, |edits| {
        let mut lines: Vec<String> = seed.split_inclusive('\n').map(str::to_owned).collect();
        for (from, to, snippet, how) in edits {
            let (from, to) = (from.index(lines.len()), to.index(lines.len()));
            match how {
                0 => drop(lines.splice(from..from, [lines[to].clone()])),
                1 => lines.swap(from, to),
                2 if lines.len() > 1 => drop(lines.remove(from)),
                _ => {
                    let line = &lines[from];
                    let at = line.floor_char_boundary(to.min(line.len()));
                    let line = format!("{}{snippet}{}", &line[..at], &line[at..]);
                    lines[from] = line;
                }
            }
        }
        reader(&lines.concat());
        Ok(())
    });
    held.unwrap();
}

#[test]
fn reviews_with_noise_are_read_or_refused() {
    for name in [
        "assets/example/signoff.toml",
        "tests/vectors/strange-2.toml",
        "tests/vectors/strange.toml",
    ] {
        read(&file(name), review::read);
    }
}

#[test]
fn checklists_policies_and_lists_of_signers_with_noise_are_read_or_refused() {
    read(&file("checklists/azure-deployment.toml"), checklist::read);
    read(&file("assets/policy/strict.toml"), policy::read);
    read(&file("assets/example/allowed-signers"), signers::read);
}

#[test]
fn statements_and_signatures_with_noise_are_read_or_refused() {
    let review = file("assets/example/signoff.toml");
    let review: toml::Table = review.parse().unwrap();
    for one in review["signoff"].as_array().unwrap() {
        read(one["statement"].as_str().unwrap(), statement::read);
        if let Some(signature) = one.get("signature") {
            read(signature.as_str().unwrap(), armor::read);
        }
    }
    read(&file("assets/example/allowed-signers"), armor::read);
}

#[test]
fn sides_with_noise_are_made_one_or_refused() {
    let whole = file("assets/example/signoff.toml");
    let cut = whole.rsplit_once("\n[[").unwrap().0;
    read(&format!("{cut}\n%%\n{whole}\n%%\n{cut}\n"), merge::read);
}
