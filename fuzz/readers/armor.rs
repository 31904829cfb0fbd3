//! SSH signatures and public keys.

use signoff::decision::Armor;
use signoff::decision::armor::PublicKey;

pub fn read(text: &str) {
    if let Ok(armor) = Armor::read(text) {
        let _ = armor.refuse_unfit();
    }
    for line in text.lines() {
        if let Some(key) = PublicKey::of_line(line) {
            let _ = (key.fingerprint(), key.certificate(), key.refuse_weak());
        }
    }
}
