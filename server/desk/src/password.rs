//! Passwords: argon2id, as many at once as there are cores, and never quicker for a stranger.

mod breached;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use anyhow::anyhow;
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use tokio::sync::Semaphore;

use crate::error::{DeskError, Done, Problem};

/// The shortest password where it is the only factor (NIST SP 800-63B-4).
pub const SHORTEST: usize = 15;

/// How many guesses a password must stand at least, as a power of ten: what a thief of the hashes
/// can try with argon2id in weeks on one machine.
const GUESSES: f64 = 10.0;

/// How many letters and digits a password must have besides what is known of the person.
const OWN: usize = 7;

/// Hashes and checks passwords off the async threads.
#[derive(Clone)]
pub struct Passwords {
    at_once: Arc<Semaphore>,
    /// How often a hash was worked out.
    runs: Arc<AtomicU64>,
    /// A hash that no password has: an unknown address costs the same time as a known one.
    decoy: Arc<str>,
}

impl Passwords {
    /// Hashing that leaves no more than `cores` running at once.
    ///
    /// # Errors
    /// Where argon2 refuses its own parameters.
    pub fn new(cores: usize) -> anyhow::Result<Self> {
        let decoy = hash_now(b"no password hashes to this", &[7; 16])?;
        Ok(Self {
            at_once: Arc::new(Semaphore::new(cores.max(1))),
            runs: Arc::default(),
            decoy: decoy.into(),
        })
    }

    /// The PHC string of a new password; `about` is what everybody would try of this person
    /// first: their address, the company's name.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where it is too short, was in a breach, or too easily guessed: by the lists of
    /// passwords, names and words of zxcvbn, and by what is made of them (ASVS v5.0.0-6.2.4,
    /// 6.2.11).
    pub async fn hash(&self, password: &str, about: &[&str], salt: [u8; 16]) -> Done<String> {
        if password.chars().count() < SHORTEST {
            return Err(DeskError::answer(
                "password",
                Problem::ShortPassword(SHORTEST),
            ));
        }
        let known = parts(about);
        let own = own_letters(password, &known);
        if breached::is_breached(password) {
            return Err(DeskError::answer("password", Problem::BreachedPassword));
        }
        if own < OWN || zxcvbn::zxcvbn(password, &known).guesses_log10() < GUESSES {
            return Err(DeskError::answer("password", Problem::CommonPassword));
        }
        let password = password.to_owned();
        self.run(move || hash_now(password.as_bytes(), &salt))
            .await?
            .map_err(Into::into)
    }

    /// Whether a password belongs to a PHC string; without one it takes as long and says no.
    ///
    /// # Errors
    /// Where the machine cannot run it.
    pub async fn matches(&self, password: &str, phc: Option<&str>) -> Done<bool> {
        let known = phc.is_some();
        let phc = phc.map_or_else(|| self.decoy.to_string(), str::to_owned);
        let password = password.to_owned();
        let fits = self
            .run(move || match PasswordHash::new(&phc) {
                Ok(hash) => argon2().verify_password(password.as_bytes(), &hash).is_ok(),
                Err(_) => false,
            })
            .await?;
        Ok(fits && known)
    }

    /// How often a hash was worked out so far.
    pub fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Done<T> {
        let permit = self.at_once.clone().acquire_owned().await;
        let permit = permit.map_err(|_| anyhow!("the password hasher is closed"))?;
        self.runs.fetch_add(1, Ordering::Relaxed);
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        done.await
            .map_err(|_| DeskError::Internal(anyhow!("password hashing stopped")))
    }
}

/// Words of what is known of a person: of `maria.keane@post.example` also `maria` and `keane`.
fn parts<'a>(about: &[&'a str]) -> Vec<&'a str> {
    let word = |part: &&str| part.chars().count() > 2;
    let parts = about
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    about.iter().copied().chain(parts).filter(word).collect()
}

/// How many letters and digits are left of a password without what is known of the person.
fn own_letters(password: &str, known: &[&str]) -> usize {
    let mut left = password.to_lowercase();
    for part in known {
        left = left.replace(&part.to_lowercase(), "");
    }
    left.chars().filter(|c| c.is_alphanumeric()).count()
}

fn hash_now(password: &[u8], salt: &[u8; 16]) -> anyhow::Result<String> {
    argon2()
        .hash_password_with_salt(password, salt)
        .map(|hash| hash.to_string())
        .map_err(|error| anyhow!("argon2: {error}"))
}

/// OWASP's second choice: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() -> Done {
        let passwords = Passwords::new(2)?;
        let phc = passwords
            .hash("walnut-ladder-river-47", &[], [1; 16])
            .await?;
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            passwords
                .matches("walnut-ladder-river-47", Some(&phc))
                .await?
        );
        assert!(
            !passwords
                .matches("walnut-ladder-river-48", Some(&phc))
                .await?
        );
        assert!(
            !passwords
                .matches("no password hashes to this", None)
                .await?
        );
        Ok(())
    }

    #[tokio::test]
    async fn short_and_easily_guessed_passwords_are_refused() -> Done {
        let passwords = Passwords::new(2)?;
        let about = ["maria.keane@post.example", "Fernhill Home & Garden"];
        for bad in [
            "fourteen chars",
            "passwordpassword",
            "password12345678",
            "1234567890123456",
            "qwertyuiopasdfgh",
            "aaaaaaaaaaaaaaaaaa",
            "iloveyouiloveyou",
            "fernhillfernhill1",
            "Maria.Keane.2026",
            "maria.keane@post.example",
        ] {
            let refused = passwords.hash(bad, &about, [1; 16]).await;
            assert!(matches!(refused, Err(DeskError::Answers(_))), "{bad}");
        }
        let refused = passwords.hash("whatevercondor06", &about, [1; 16]).await;
        match refused {
            Err(DeskError::Answers(answers)) => {
                assert_eq!(answers, [("password", Problem::BreachedPassword)]);
            }
            other => panic!("{other:?}"),
        }
        for good in ["harbour-lantern-copper-58", "a red bicycle near the lake"] {
            passwords.hash(good, &about, [1; 16]).await?;
        }
        Ok(())
    }
}
