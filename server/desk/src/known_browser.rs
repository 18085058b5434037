//! A browser that signed in before, known by a cookie that we signed.
//!
//! It lets nobody in. It only gives a browser a count of failed sign-ins of its own, so that its
//! owner gets in while a stranger guesses at the same address from elsewhere. The cookie holds a
//! random number and, for each address that was signed in to, a keyed hash of number and address:
//! nobody reads an address in it, makes one, or uses one for another address.

use habeas_domain::actor::Actor;
use habeas_ledger::attempts::Source;

use crate::{Desk, Done, From};

/// Length of the number, in bytes.
const NUMBER: usize = 16;
/// How much of each keyed hash is kept, in bytes.
const PROOF: usize = 16;
/// How many addresses one browser keeps: those of a household.
const KEPT: usize = 8;

/// A cookie as it was sent.
struct Shown {
    number: [u8; NUMBER],
    proofs: Vec<Vec<u8>>,
}

fn read(cookie: &str) -> Option<Shown> {
    let mut parts = cookie.split('.').map(hex::decode);
    let number = parts.next()?.ok()?.try_into().ok()?;
    let proofs = parts.take(KEPT).collect::<Result<_, _>>().ok()?;
    Some(Shown { number, proofs })
}

/// Where a try to sign in comes from, with what it owns.
pub(crate) enum Origin<'a> {
    Known([u8; NUMBER]),
    Network(&'a str),
}

impl Origin<'_> {
    pub(crate) fn source(&self) -> Source<'_> {
        match self {
            Self::Known(number) => Source::Known(number),
            Self::Network(network) => Source::Network(network),
        }
    }
}

impl Desk {
    /// The cookie for a browser in which somebody has just shown who they are: what it had, and
    /// all addresses of theirs.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn known_browser(&self, actor: &Actor, from: &From<'_>) -> Done<String> {
        let emails = match actor {
            Actor::Customer(subject) => {
                let identities = self.identities(*subject).await?;
                let emails = identities.into_iter().filter(|one| one.kind == "email");
                emails.map(|one| one.value).collect()
            }
            _ => vec![self.own(actor).await?.0],
        };
        Ok(self.browser_of(&emails, from))
    }

    /// The cookie for a browser in which somebody has just shown that these addresses are theirs.
    pub fn browser_of(&self, emails: &[String], from: &From<'_>) -> String {
        let shown = read(from.browser);
        let (number, before) = match shown {
            Some(shown) => (shown.number, shown.proofs),
            None => (self.dice.bytes(), Vec::new()),
        };
        let mut proofs: Vec<Vec<u8>> = emails
            .iter()
            .map(|email| self.browser_proof(&number, email))
            .collect();
        for proof in before {
            if !proofs.contains(&proof) {
                proofs.push(proof);
            }
        }
        proofs.truncate(KEPT);
        let parts = std::iter::once(hex::encode(number)).chain(proofs.iter().map(hex::encode));
        parts.collect::<Vec<_>>().join(".")
    }

    /// Whether a try at an address comes from a browser that knows it, or from just anywhere.
    pub(crate) fn origin<'a>(&self, email: &str, from: &From<'a>) -> Origin<'a> {
        let known = read(from.browser).filter(|shown| {
            let proof = self.browser_proof(&shown.number, email);
            // Both are keyed hashes: how long the comparison takes tells nothing of use.
            shown.proofs.contains(&proof)
        });
        match known {
            Some(shown) => Origin::Known(shown.number),
            None => Origin::Network(from.network),
        }
    }

    fn browser_proof(&self, number: &[u8; NUMBER], email: &str) -> Vec<u8> {
        let account = self.keys.identity_hash("email", email);
        let mac = self.keys.tokens.mac(&[b"browser", number, &account]);
        mac[..PROOF].to_vec()
    }
}
