//! Who else has the data and is told of its correction, erasure or restriction (GDPR Art. 19): noted
//! as to be told when it is done, told by staff, and noted with who did it and when.

use std::collections::BTreeSet;

use anyhow::anyhow;
use habeas_domain::{
    id::{Reference, StaffId},
    look::ToldView,
    map::{Collection, FieldErase, Place, RecordErase},
    proof::key_id,
    receipt::{Receipt, RecipientReceipt},
    request::Request,
    right::Right,
    role::Act,
};
use habeas_ledger::{Tx, audit::Entry, receipts, staff, told};

use crate::{Desk, DeskError, Done, Visitor};

impl Desk {
    /// Notes that a recipient was told, for the person to see. The receipt of an erasure is signed
    /// anew: it says what was done when it was signed.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where nobody of that name has to be told;
    /// [`DeskError::Conflict`] where it is noted already.
    pub async fn note_told(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        recipient: &str,
    ) -> Done {
        let me = visitor.staff(Act::TellRecipient)?;
        self.not_near_request(visitor, reference, Act::TellRecipient)
            .await?;
        let now = self.now();
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        drop(tx);
        let receipt = match kept.request.right {
            Right::Erasure => self.receipt(reference).await.ok(),
            _ => None,
        };
        let signing = self.signing_key().await?;
        let request = kept.request.id;
        let mut tx = self.ledger.begin().await?;
        let all = told::of_request(&mut tx, request).await?;
        if !all.iter().any(|known| known.recipient == recipient) {
            return Err(DeskError::NotFound);
        }
        if !told::done(&mut tx, request, (recipient, me), now).await? {
            return Err(DeskError::Conflict);
        }
        if let Some((mut receipt, _)) = receipt {
            receipt.recipients = self.recipients(&mut tx, &kept.request).await?;
            let text = signed(&receipt, &signing)?;
            receipts::put(&mut tx, &receipt.reference, &text, now).await?;
        }
        let body = serde_json::json!({ "v": 1, "what": "told", "recipient": recipient });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::TellRecipient)
            .on(*reference)
            .with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// Who is to be told of a request; by whom it was done only for staff.
    pub(crate) async fn told(
        &self,
        tx: &mut Tx,
        request: &Request,
        visitor: &Visitor,
    ) -> Done<Vec<ToldView>> {
        let all = told::of_request(tx, request.id).await?;
        let names = match visitor.may(Act::SeeRequest) {
            Ok(()) if !all.is_empty() => staff::all(tx, &self.keys).await?,
            _ => Vec::new(),
        };
        Ok(all
            .into_iter()
            .map(|one| {
                let by = one.staff_id.map(StaffId);
                let by = names.iter().find(|member| Some(member.id) == by);
                ToldView {
                    label: self.recipient_label(&one.recipient),
                    name: one.recipient,
                    at: one.at,
                    by: by.map(|member| member.person.name.clone()),
                }
            })
            .collect())
    }

    /// Who is to be told of a request, as its receipt says it.
    pub(crate) async fn recipients(
        &self,
        tx: &mut Tx,
        request: &Request,
    ) -> Done<Vec<RecipientReceipt>> {
        let all = told::of_request(tx, request.id).await?;
        Ok(all
            .into_iter()
            .map(|one| RecipientReceipt {
                label: self.recipient_label(&one.recipient),
                told_at: one.at,
            })
            .collect())
    }

    /// Notes everybody who gets one of the fields that were erased as to be told.
    pub(crate) async fn tell_of_erasure(
        &self,
        tx: &mut Tx,
        request: &Request,
        changed: impl Iterator<Item = &Place>,
    ) -> Done {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for place in changed {
            if let Some(collection) = self.map().collection(place) {
                names.extend(recipients_of(collection));
            }
        }
        for name in names {
            told::add(tx, request.id, name).await?;
        }
        Ok(())
    }

    fn recipient_label(&self, name: &str) -> String {
        let recipients = &self.map().recipients;
        recipients
            .get(name)
            .map_or_else(|| name.to_owned(), |recipient| recipient.label.clone())
    }
}

/// Who gets a field of a collection that its erasure takes away or changes.
fn recipients_of(collection: &Collection) -> impl Iterator<Item = &str> {
    let goes = collection.erase == RecordErase::Delete;
    collection
        .fields
        .iter()
        .filter(move |field| goes || !matches!(field.erase, None | Some(FieldErase::Keep)))
        .flat_map(|field| &field.recipients)
        .map(habeas_domain::map::Name::as_str)
}

/// A receipt, signed, as it is kept.
pub(crate) fn signed(receipt: &Receipt, key: &ed25519_dalek::SigningKey) -> Done<String> {
    let signed = receipt
        .sign(key, key_id(&key.verifying_key()))
        .map_err(|error| anyhow!(error))?;
    Ok(serde_json::to_string(&signed).map_err(|error| anyhow!(error))?)
}
