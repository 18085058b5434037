//! Staff are customers too. Their own case, and that of whoever lives with them, is not for them:
//! they find nothing there, and that they tried stands in the audit ledger.
//!
//! A member of staff is known by the address they work under and by what the operator wrote down
//! for them (`habeas staff tie`). A household is one address: where the map marks street and
//! postcode (`user.contact.address.street`, `user.contact.address.postal_code`), those of the
//! records that both are found by are compared.

use std::collections::BTreeSet;

use habeas_domain::{
    actor::Actor,
    id::{Reference, StaffId, SubjectId},
    identity::{Compare, Identity},
    map::{Collection, Field, Place},
    role::Act,
    value::Record,
};
use habeas_ledger::{audit::Entry, identities, staff, subjects};

use crate::{Desk, DeskError, Done, Visitor};

const STREET: &str = "user.contact.address.street";
const POSTCODE: &str = "user.contact.address.postal_code";

impl Desk {
    /// Writes down by what a member of staff is known as a customer; the operator does it from
    /// the command line.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where nobody works here under that address.
    pub async fn tie_staff(&self, email: &str, identity: &Identity) -> Done<bool> {
        let mut tx = self.ledger.begin().await?;
        let member = staff::by_email(&mut tx, &self.keys, email).await?;
        let member = member.ok_or(DeskError::NotFound)?;
        let new = staff::tie(&mut tx, &self.keys, &self.dice, member.id, identity).await?;
        let body = serde_json::json!({ "v": 1, "what": "tied", "kind": identity.kind });
        let entry = Entry::new(&self.keys, &Actor::System, Act::TieStaff).with(body);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(new)
    }

    /// Refuses what is too near to a member of staff; never inside a transaction, because it may
    /// ask the stores.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for their own case and their household's.
    pub(crate) async fn not_near(
        &self,
        visitor: &Visitor,
        subject: SubjectId,
        (act, reference): (Act, Option<&Reference>),
    ) -> Done {
        let me = visitor.staff(act)?;
        if !self.is_near(me, subject).await? {
            return Ok(());
        }
        let body = serde_json::json!({ "v": 1, "what": "too-near" });
        let mut entry = Entry::new(&self.keys, &visitor.actor, act).with(body);
        if let Some(reference) = reference {
            entry = entry.on(*reference);
        }
        let mut tx = self.ledger.begin().await?;
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Err(DeskError::NotFound)
    }

    /// The same for the request of a number.
    pub(crate) async fn not_near_request(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        act: Act,
    ) -> Done {
        visitor.staff(act)?;
        let mut tx = self.ledger.read().await?;
        let subject = self.load(&mut tx, reference).await?.request.subject;
        drop(tx);
        self.not_near(visitor, subject, (act, Some(reference)))
            .await
    }

    /// Whether a person is a member of staff, or lives with them.
    pub(crate) async fn is_near(&self, me: StaffId, subject: SubjectId) -> Done<bool> {
        let mut tx = self.ledger.read().await?;
        let Some(member) = staff::by_id(&mut tx, &self.keys, me).await? else {
            return Err(DeskError::NotFound);
        };
        let mut mine = staff::ties(&mut tx, &self.keys, me).await?;
        let tied = !mine.is_empty();
        mine.push(Identity::new("email", member.person.email));
        let mut customer = tied;
        for identity in &mine {
            match identities::owner(&mut tx, &self.keys, identity).await? {
                Some(owner) if owner == subject => return Ok(true),
                owner => customer |= owner.is_some(),
            }
        }
        let mut theirs = subjects::identities(&mut tx, &self.keys, subject).await?;
        if let Ok(claimed) = identities::claimed(&mut tx, &self.keys, subject).await {
            theirs.extend(claimed);
        }
        drop(tx);
        if mine
            .iter()
            .any(|one| theirs.iter().any(|other| same(one, other)))
        {
            return Ok(true);
        }
        // Whoever is no customer has no records to compare.
        if !customer {
            return Ok(false);
        }
        let (here, there) = (self.known_by(&mine).await?, self.known_by(&theirs).await?);
        Ok(here.intersection(&there).next().is_some())
    }

    /// Everything in the stores by which two people are one, or live together: identities, and
    /// street with postcode.
    async fn known_by(&self, identities: &[Identity]) -> Done<BTreeSet<String>> {
        let wanted = |_: &Place, collection: &Collection, field: &Field| {
            collection.identities.contains_key(field.name.as_str())
                || field.category == STREET
                || field.category == POSTCODE
        };
        let mut known = BTreeSet::new();
        for (place, records) in self.live(identities, wanted).await? {
            let Some(collection) = self.map().collection(&place) else {
                continue;
            };
            for record in &records {
                for (name, identity) in &collection.identities {
                    let value = record.get(name.as_str()).and_then(|value| value.as_text());
                    if let Some(value) = value {
                        let normal = identity.compare().normalise(value);
                        known.insert(format!("{} {normal}", identity.kind));
                    }
                }
                known.extend(home(collection, record));
            }
        }
        Ok(known)
    }
}

fn same(one: &Identity, other: &Identity) -> bool {
    one.kind == other.kind && Compare::for_kind(&one.kind).same(&one.value, &other.value)
}

/// Street and postcode of a record, written alike; none where either is missing.
fn home(collection: &Collection, record: &Record) -> Option<String> {
    let part = |category: &str| {
        let fields = collection.fields.iter();
        let text: String = fields
            .filter(|field| field.category == category)
            .filter_map(|field| record.get(field.name.as_str())?.as_text())
            .flat_map(str::chars)
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        (!text.is_empty()).then_some(text)
    };
    Some(format!("home {} {}", part(STREET)?, part(POSTCODE)?))
}
