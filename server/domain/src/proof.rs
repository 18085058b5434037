//! Signed statements that anybody can check without asking us: receipts, manifests, checkpoints.
//!
//! The payload travels as text and is signed as that text, so checking never depends on writing
//! JSON the same way twice. What is signed names its kind and its length (the pre-authentication
//! encoding of DSSE), so a signature on one kind of statement is worth nothing on another.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// The version of the serialised form and of the signed message.
pub const PROOF_FORMAT: u32 = 1;

/// A statement with its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedDocument {
    /// The version of this form.
    pub format: u32,
    /// What is stated: `habeas/receipt`.
    pub kind: String,
    /// The statement, as JSON text.
    pub payload: String,
    /// Which key signed it.
    pub key_id: String,
    /// Ed25519 over [`message`], base64.
    pub signature: String,
}

/// A signature kept beside the file it signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetachedSignature {
    /// The version of this form.
    pub format: u32,
    /// What the file is: `habeas/manifest`.
    pub kind: String,
    /// Which key signed it.
    pub key_id: String,
    /// Ed25519 over [`message`], base64.
    pub signature: String,
}

/// Why a signed statement cannot be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// A later version of this program wrote it.
    #[error("this form of signed document is not known to this version")]
    UnknownFormat,
    /// It states something else than what was asked for.
    #[error("this is a signed document of another kind")]
    OtherKind,
    /// The signature does not fit the text and the key.
    #[error("the signature does not fit")]
    BadSignature,
    /// Signed, but not readable as what it claims to be.
    #[error("the signed text cannot be read")]
    Unreadable,
    /// The text is not a key.
    #[error("this is not an Ed25519 key in base64 (32 bytes)")]
    NotAKey,
}

/// What is really signed: `HabeasProofV1 <length> <kind> <length> <payload>`, lengths in bytes.
pub fn message(kind: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("HabeasProofV1 {} {kind} {} ", kind.len(), payload.len());
    let mut message = head.into_bytes();
    message.extend_from_slice(payload);
    message
}

fn sign_text(kind: &str, payload: &[u8], key: &SigningKey) -> String {
    BASE64.encode(key.sign(&message(kind, payload)).to_bytes())
}

fn check(
    format: u32,
    kind: &str,
    payload: &[u8],
    signature: &str,
    key: &VerifyingKey,
) -> Result<(), ProofError> {
    if format != PROOF_FORMAT {
        return Err(ProofError::UnknownFormat);
    }
    let bytes: [u8; 64] = BASE64
        .decode(signature.trim())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(ProofError::BadSignature)?;
    key.verify_strict(&message(kind, payload), &Signature::from_bytes(&bytes))
        .map_err(|_| ProofError::BadSignature)
}

impl SignedDocument {
    /// Signs a statement.
    pub fn sign(
        kind: &str,
        payload: String,
        key: &SigningKey,
        key_id: impl Into<String>,
    ) -> SignedDocument {
        SignedDocument {
            format: PROOF_FORMAT,
            kind: kind.to_owned(),
            signature: sign_text(kind, payload.as_bytes(), key),
            payload,
            key_id: key_id.into(),
        }
    }

    /// Whether the signature fits.
    ///
    /// # Errors
    /// Why the document cannot be relied on.
    pub fn verify(&self, key: &VerifyingKey) -> Result<(), ProofError> {
        check(
            self.format,
            &self.kind,
            self.payload.as_bytes(),
            &self.signature,
            key,
        )
    }

    /// The statement, once kind and signature are found good.
    ///
    /// # Errors
    /// Why the document cannot be relied on.
    pub fn open<T: DeserializeOwned>(
        &self,
        kind: &str,
        key: &VerifyingKey,
    ) -> Result<T, ProofError> {
        if self.kind != kind {
            return Err(ProofError::OtherKind);
        }
        self.verify(key)?;
        serde_json::from_str(&self.payload).map_err(|_| ProofError::Unreadable)
    }
}

impl DetachedSignature {
    /// Signs a file that stays as it is.
    pub fn sign(kind: &str, file: &[u8], key: &SigningKey, key_id: impl Into<String>) -> Self {
        Self {
            format: PROOF_FORMAT,
            kind: kind.to_owned(),
            key_id: key_id.into(),
            signature: sign_text(kind, file, key),
        }
    }

    /// Whether the signature fits the file.
    ///
    /// # Errors
    /// Why it cannot be relied on.
    pub fn verify(&self, kind: &str, file: &[u8], key: &VerifyingKey) -> Result<(), ProofError> {
        if self.kind != kind {
            return Err(ProofError::OtherKind);
        }
        check(self.format, kind, file, &self.signature, key)
    }
}

/// A value as canonical JSON: no white space, the keys of every object in order.
///
/// # Errors
/// Where the value cannot be JSON at all (a map whose keys are not text).
pub fn canonical<T: Serialize>(value: &T) -> Result<String, ProofError> {
    let mut json = serde_json::to_value(value).map_err(|_| ProofError::Unreadable)?;
    json.sort_all_objects();
    Ok(json.to_string())
}

/// The name of a key: the first 16 hex digits of the SHA-256 of its public half.
pub fn key_id(key: &VerifyingKey) -> String {
    hex::encode(&Sha256::digest(key.as_bytes())[..8])
}

/// The public key as text.
pub fn public_text(key: &VerifyingKey) -> String {
    BASE64.encode(key.as_bytes())
}

/// Reads a public key.
///
/// # Errors
/// The text is not one.
pub fn public_from_text(text: &str) -> Result<VerifyingKey, ProofError> {
    VerifyingKey::from_bytes(&key_bytes(text)?).map_err(|_| ProofError::NotAKey)
}

/// The secret key as text, for a key file.
pub fn secret_text(key: &SigningKey) -> String {
    BASE64.encode(key.as_bytes())
}

/// Reads a secret key.
///
/// # Errors
/// The text is not one.
pub fn secret_from_text(text: &str) -> Result<SigningKey, ProofError> {
    Ok(SigningKey::from_bytes(&key_bytes(text)?))
}

fn key_bytes(text: &str) -> Result<[u8; 32], ProofError> {
    BASE64
        .decode(text.trim())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(ProofError::NotAKey)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use serde_json::json;

    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    #[test]
    fn a_document_verifies_and_opens() {
        let payload = canonical(&json!({ "b": 1, "a": { "d": "é", "c": null } })).unwrap();
        assert_eq!(payload, r#"{"a":{"c":null,"d":"é"},"b":1}"#);
        let public = key().verifying_key();
        let signed = SignedDocument::sign("habeas/receipt", payload, &key(), key_id(&public));
        let text = serde_json::to_string(&signed).unwrap();
        let read: SignedDocument = serde_json::from_str(&text).unwrap();
        assert_eq!(read.verify(&public), Ok(()));
        let inside: serde_json::Value = read.open("habeas/receipt", &public).unwrap();
        assert_eq!(inside["b"], 1);
        assert_eq!(
            read.open::<serde_json::Value>("habeas/checkpoint", &public),
            Err(ProofError::OtherKind)
        );
    }

    #[test]
    fn any_change_is_seen() {
        let public = key().verifying_key();
        let signed = SignedDocument::sign("habeas/receipt", "{}".into(), &key(), "k");
        let mut other = signed.clone();
        other.payload.push(' ');
        assert_eq!(other.verify(&public), Err(ProofError::BadSignature));
        let mut other = signed.clone();
        other.kind = "habeas/receipts".into();
        assert_eq!(other.verify(&public), Err(ProofError::BadSignature));
        let mut other = signed.clone();
        other.format = 2;
        assert_eq!(other.verify(&public), Err(ProofError::UnknownFormat));
        let stranger = SigningKey::from_bytes(&[8; 32]).verifying_key();
        assert_eq!(signed.verify(&stranger), Err(ProofError::BadSignature));
    }

    #[test]
    fn kinds_and_lengths_keep_messages_apart() {
        assert_ne!(message("a", b"b c"), message("a b", b"c"));
        assert_eq!(message("k", b"xy"), b"HabeasProofV1 1 k 2 xy");
    }

    #[test]
    fn a_detached_signature_signs_the_file() {
        let public = key().verifying_key();
        let signature = DetachedSignature::sign("habeas/manifest", b"file", &key(), "k");
        assert_eq!(
            signature.verify("habeas/manifest", b"file", &public),
            Ok(())
        );
        assert_eq!(
            signature.verify("habeas/manifest", b"File", &public),
            Err(ProofError::BadSignature)
        );
        assert_eq!(
            signature.verify("habeas/receipt", b"file", &public),
            Err(ProofError::OtherKind)
        );
    }

    #[test]
    fn keys_survive_as_text() {
        let public = key().verifying_key();
        assert_eq!(public_from_text(&public_text(&public)), Ok(public));
        assert_eq!(
            secret_from_text(&format!("{}\n", secret_text(&key())))
                .unwrap()
                .to_bytes(),
            key().to_bytes()
        );
        assert_eq!(public_from_text("aGVsbG8="), Err(ProofError::NotAKey));
        assert_eq!(key_id(&public).len(), 16);
    }
}
