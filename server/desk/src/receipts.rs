//! Receipts: anybody who has the number may see one, and anybody may have one checked.

use habeas_domain::{
    id::Reference,
    proof::{SignedDocument, key_id, public_text},
    receipt::Receipt,
};
use habeas_ledger::{Tx, receipts, signing};

use crate::{Desk, DeskError, Done};

/// What came of checking a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptCheck {
    /// We signed exactly this.
    Genuine(Box<Receipt>),
    /// It was signed by a key that is none of ours.
    NotOurs,
    /// We signed something, but not this.
    Altered,
    /// It is no receipt at all.
    Unreadable,
}

impl Desk {
    /// The receipt of a number: it holds nothing personal.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is none.
    pub async fn receipt(&self, reference: &Reference) -> Done<(Receipt, SignedDocument)> {
        let mut tx = self.ledger.read().await?;
        self.receipt_in(&mut tx, reference).await
    }

    /// The same inside a transaction.
    pub(crate) async fn receipt_in(
        &self,
        tx: &mut Tx,
        reference: &Reference,
    ) -> Done<(Receipt, SignedDocument)> {
        let text = receipts::find(tx, &reference.to_string())
            .await?
            .ok_or(DeskError::NotFound)?;
        let document: SignedDocument = serde_json::from_str(&text).map_err(anyhow::Error::from)?;
        let key = signing::public_keys(tx, &self.keys)
            .await?
            .into_iter()
            .find(|(id, _)| *id == document.key_id)
            .ok_or_else(|| anyhow::anyhow!("a receipt's key is gone"))?;
        let receipt = Receipt::open(&document, &key.1).map_err(anyhow::Error::from)?;
        Ok((receipt, document))
    }

    /// Whether a text is a receipt of ours.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn verify_receipt(&self, text: &str) -> Done<ReceiptCheck> {
        let Ok(document) = serde_json::from_str::<SignedDocument>(text.trim()) else {
            return Ok(ReceiptCheck::Unreadable);
        };
        let mut tx = self.ledger.read().await?;
        let keys = signing::public_keys(&mut tx, &self.keys).await?;
        let Some((_, key)) = keys.into_iter().find(|(id, _)| *id == document.key_id) else {
            return Ok(ReceiptCheck::NotOurs);
        };
        Ok(match Receipt::open(&document, &key) {
            Ok(receipt) => ReceiptCheck::Genuine(Box::new(receipt)),
            Err(_) => ReceiptCheck::Altered,
        })
    }

    /// The keys that check what we sign, by their names, newest first.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn public_keys(&self) -> Done<Vec<(String, String)>> {
        // The first key is made when somebody first asks for it.
        let signing = self.signing_key().await?;
        let mut tx = self.ledger.read().await?;
        let mut keys = signing::public_keys(&mut tx, &self.keys).await?;
        let current = key_id(&signing.verifying_key());
        keys.sort_by_key(|(id, _)| *id != current);
        Ok(keys
            .into_iter()
            .map(|(id, key)| (id, public_text(&key)))
            .collect())
    }

    /// The key that signs now.
    pub(crate) async fn signing_key(&self) -> Done<ed25519_dalek::SigningKey> {
        let mut tx = self.ledger.begin().await?;
        let key = signing::current(&mut tx, &self.keys, &self.dice, self.now()).await?;
        tx.commit().await?;
        Ok(key)
    }
}
