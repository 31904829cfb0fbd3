//! The canonical content is what a second, independent program (`tests/vectors/canonical.py`) makes of the same files.

use std::path::Path;

use signoff::decision::canonical;
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
