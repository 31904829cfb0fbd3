//! The canonical content is what a second, independent program (`tests/vectors/canonical.py`) makes of the same files.

use std::path::Path;

use signoff::decision::{canonical, declaration};
use signoff::store::shelf::Shelf;
use signoff::text::digest::Digest;
use signoff::work::OpenReview;

use super::support::CLOCK;

#[test]
fn another_program_makes_the_same_canonical_content() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    for name in ["example", "strange", "example-2", "strange-2"] {
        let open = OpenReview::open(
            &vectors.join(name).with_extension("toml"),
            &Shelf::default(),
            CLOCK,
        )
        .unwrap_or_else(|error| panic!("{error}"));
        let wanted = std::fs::read_to_string(vectors.join(name).with_extension("json")).unwrap();
        assert_eq!(
            canonical::text(open.dossier()),
            wanted,
            "{name}; canonical.py --write makes it anew"
        );
        assert_eq!(
            canonical::digest(open.dossier()),
            Digest::of(wanted.as_bytes())
        );
    }
}

#[test]
fn another_program_makes_the_same_digests_and_reads_the_same_deeds() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let open = OpenReview::open(&vectors.join("strange-2.toml"), &Shelf::default(), CLOCK)
        .unwrap_or_else(|error| panic!("{error}"));
    let wanted = std::fs::read_to_string(vectors.join("strange-2.said.json")).unwrap();
    let wanted: serde_json::Value = serde_json::from_str(&wanted).unwrap();
    let names = wanted["names"].as_object().unwrap();
    assert!(names.len() > 8, "{names:?}");
    for (name, digest) in names {
        let found = declaration::find(name, open.dossier()).map(|digest| digest.to_string());
        assert_eq!(found.as_deref(), Ok(digest.as_str().unwrap()), "{name}");
    }
    let review = open.dossier().review();
    let signoffs = review.signoffs.iter().map(|one| (&one.id, &one.deeds));
    let declarations = review.declarations.iter().map(|one| (&one.id, &one.deeds));
    for (id, deeds) in signoffs.chain(declarations) {
        assert_eq!(serde_json::json!(deeds), wanted["deeds"][id], "{id}");
    }
}
