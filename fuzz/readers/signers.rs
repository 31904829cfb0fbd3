//! A list of allowed signers.

use signoff::keys::signers;

pub fn read(text: &str) {
    for name in signers::principals(text) {
        assert!(text.contains(&name));
    }
}
