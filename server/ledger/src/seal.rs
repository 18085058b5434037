//! Keys, and what is sealed under them.
//!
//! One master key in a file of its own, kept and backed up apart from the data. From it come the
//! keys for searching (a keyed hash of an identity), for tokens and for wrapping. Every person has
//! a data key, wrapped under the last; when the row that holds it is gone, so is everything
//! sealed under it.

use std::{fs, io::Write, path::Path};

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use habeas_domain::identity::Compare;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::{
    error::{LedgerError, Result},
    time::Dice,
};

/// A key of 256 bits that does not print itself.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

impl SecretKey {
    /// A new key.
    pub fn new(dice: &Dice) -> Self {
        Self(dice.bytes())
    }

    /// A key from its bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Another key, for one purpose.
    pub fn derive(&self, purpose: &str) -> Self {
        Self(self.mac(&[b"habeas/key/1", purpose.as_bytes()]))
    }

    /// A keyed hash of parts that cannot run into one another.
    pub fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC pads a key to one block with noughts; a block cannot have a wrong length.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Seals bytes; `about` is bound to them and must be given again to open them.
    ///
    /// # Errors
    /// Only for input no cipher takes.
    pub fn seal(&self, dice: &Dice, about: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let nonce: [u8; 24] = dice.bytes();
        let cipher = XChaCha20Poly1305::new(&self.0.into());
        let payload = Payload {
            msg: plain,
            aad: about.as_bytes(),
        };
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| LedgerError::Sealed)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what [`SecretKey::seal`] made.
    ///
    /// # Errors
    /// [`LedgerError::Sealed`] where the key, the bytes or what they are about differ.
    pub fn open(&self, about: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let (nonce, body) = sealed
            .split_first_chunk::<24>()
            .ok_or(LedgerError::Sealed)?;
        let cipher = XChaCha20Poly1305::new(&self.0.into());
        let payload = Payload {
            msg: body,
            aad: about.as_bytes(),
        };
        cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| LedgerError::Sealed)
    }
}

/// The keys of this installation.
#[derive(Debug, Clone)]
pub struct Keys {
    /// For keyed hashes by which an identity is found.
    pub search: SecretKey,
    /// For tokens in addresses.
    pub tokens: SecretKey,
    /// For pseudonyms written into stores.
    pub pseudonyms: SecretKey,
    pub(crate) wrapping: SecretKey,
    /// Says which master key this was, without saying what it is.
    pub id: String,
}

impl Keys {
    /// Reads the master key's file, or makes one that only its owner can read.
    ///
    /// # Errors
    /// Where the file cannot be read or made, or is not a key.
    pub fn open(path: &Path, dice: &Dice) -> Result<Self> {
        let fault = |source| LedgerError::File {
            what: "the master key's file",
            source,
        };
        let text = match fs::read_to_string(path) {
            Ok(text) => {
                only_the_owners(path).map_err(fault)?;
                text
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let text = hex::encode(SecretKey::new(dice).0);
                let mut options = fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(path).map_err(fault)?;
                writeln!(file, "{text}")
                    .and_then(|()| file.sync_all())
                    .map_err(fault)?;
                text
            }
            Err(error) => return Err(fault(error)),
        };
        let mut master = [0; 32];
        hex::decode_to_slice(text.trim(), &mut master)
            .map_err(|_| LedgerError::Inconsistent("master key file"))?;
        let master = SecretKey(master);
        Ok(Self {
            search: master.derive("search"),
            tokens: master.derive("tokens"),
            pseudonyms: master.derive("pseudonyms"),
            wrapping: master.derive("wrapping"),
            id: hex::encode(&master.mac(&[b"habeas/key-id"])[..8]),
        })
    }

    /// The keyed hash by which an identity is found.
    pub fn identity_hash(&self, kind: &str, value: &str) -> Vec<u8> {
        let normal = Compare::for_kind(kind).normalise(value);
        self.search
            .mac(&[b"identity", kind.as_bytes(), normal.as_bytes()])
            .to_vec()
    }
}

/// Refuses a key that others than its owner can read.
#[cfg(unix)]
fn only_the_owners(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let message = format!("others can read it: chmod 600 {}", path.display());
    Err(std::io::Error::new(
        std::io::ErrorKind::PermissionDenied,
        message,
    ))
}

/// Who may read a file is told in other ways there.
#[cfg(not(unix))]
fn only_the_owners(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_refused() -> std::io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("master.key");
        assert!(Keys::open(&path, &Dice::seeded(1)).is_ok());
        assert!(Keys::open(&path, &Dice::seeded(1)).is_ok());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640))?;
        let refused = Keys::open(&path, &Dice::seeded(1));
        assert!(refused.is_err_and(|error| error.to_string().contains("chmod 600")));
        Ok(())
    }

    #[test]
    fn what_is_sealed_opens_for_its_own_purpose_only() -> Result {
        let dice = Dice::seeded(1);
        let key = SecretKey::new(&dice);
        let sealed = key.seal(&dice, "e-mail", b"maria@example.com")?;
        assert_eq!(key.open("e-mail", &sealed)?, b"maria@example.com");
        assert!(key.open("name", &sealed).is_err());
        assert!(SecretKey::new(&dice).open("e-mail", &sealed).is_err());
        let mut changed = sealed;
        changed[30] ^= 1;
        assert!(key.open("e-mail", &changed).is_err());
        Ok(())
    }
}
