//! The canonical content is what a second, independent program (`tests/vectors/canonical.py`) makes of the same files.

use std::path::Path;

use signoff::session::Session;
use signoff::signoff::canonical;
use signoff::store::shelf::Shelf;
use signoff::text::digest::Digest;

use crate::support::CLOCK;

#[test]
fn another_program_makes_the_same_canonical_content() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (review, vector) in
        [("assets/example/signoff.toml", "example.json"), ("tests/vectors/strange.toml", "strange.json")]
    {
        let session = Session::open(&root.join(review), &Shelf::default(), CLOCK)
            .unwrap_or_else(|error| panic!("{error}"));
        let wanted = std::fs::read_to_string(root.join("tests/vectors").join(vector)).unwrap();
        assert_eq!(
            canonical::text(session.dossier()),
            wanted,
            "{vector}; canonical.py --write makes it anew"
        );
        assert_eq!(canonical::digest(session.dossier()), Digest::of(wanted.as_bytes()));
    }
}
