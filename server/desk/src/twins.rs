//! People who may be one: the same value said or shown by both, or the same record of the company's
//! stores. Nothing is joined by itself. An officer says that they are one, and can take it back; what
//! each of them sealed stays under their own key, so that it can be.

use std::collections::BTreeMap;

use habeas_domain::{
    id::SubjectId,
    identity::Identity,
    map::{Collection, Field, Place},
    role::Act,
    who::{StuckOn, Twin},
};
use habeas_ledger::{Tx, audit::Entry, identities, people, subjects};

use crate::{Desk, DeskError, Done, Visitor, whom::Whom};

/// How long it is kept where somebody got stuck.
const KEPT: chrono::Days = chrono::Days::new(30);
/// How many people are proposed.
const MOST: usize = 5;

impl Desk {
    /// Says that two people are one, or takes it back.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody who is not there for the officer, and where there is
    /// nothing to take back.
    pub async fn merge_people(
        &self,
        visitor: &Visitor,
        (whom, other): (Whom<'_>, &str),
        merge: bool,
    ) -> Done {
        let me = visitor.staff(Act::MergePeople)?;
        let one = self.whom(visitor, whom, Act::MergePeople).await?;
        let other = self
            .whom(visitor, Whom::Found(other), Act::MergePeople)
            .await?;
        if one == other {
            return Err(DeskError::NotFound);
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        if merge {
            people::join(&mut tx, self.dice.uuid(now), (one, other), (me, now)).await?;
        } else {
            people::part(&mut tx, (one, other), (me, now))
                .await
                .map_err(|_| DeskError::NotFound)?;
        }
        let what = if merge { "merged" } else { "unmerged" };
        let body = serde_json::json!({ "v": 1, "what": what, "person": [one, other] });
        let mut entry = Entry::new(&self.keys, &visitor.actor, Act::MergePeople).with(body);
        if let Some(reference) = whom.reference() {
            entry = entry.on(*reference);
        }
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// People who may be the same as this one, and those who are.
    pub(crate) async fn twins(&self, visitor: &Visitor, subject: SubjectId) -> Done<Vec<Twin>> {
        let me = visitor.staff(Act::SeePerson)?;
        let mut tx = self.ledger.read().await?;
        let same = people::same_as(&mut tx, subject).await?;
        let mut known = subjects::identities(&mut tx, &self.keys, subject)
            .await
            .unwrap_or_default();
        let shown = known.clone();
        let claimed = identities::claimed(&mut tx, &self.keys, subject).await;
        known.extend(claimed.unwrap_or_default());
        drop(tx);
        let mut found: BTreeMap<SubjectId, Vec<String>> = BTreeMap::new();
        for one in &same {
            found.entry(*one).or_default();
        }
        // A store that does not answer proposes nobody, and hides nobody's page.
        let held = self.identifying_values(&shown).await.unwrap_or_default();
        let mut tx = self.ledger.read().await?;
        for (identity, evidence) in known
            .iter()
            .map(|one| (one, one.kind.clone()))
            .chain(held.iter().map(|one| (one, "record".to_owned())))
        {
            for (other, _) in people::others_of(&mut tx, &self.keys, identity, subject).await? {
                let said = found.entry(other).or_default();
                if !said.contains(&evidence) {
                    said.push(evidence.clone());
                }
            }
        }
        let mut twins = Vec::new();
        for (other, evidence) in found.into_iter().take(MOST) {
            let person = self.masked(&mut tx, other).await.unwrap_or_default();
            twins.push((other, person, evidence));
        }
        drop(tx);
        let mut all = Vec::with_capacity(twins.len());
        for (other, person, evidence) in twins {
            // Their own case and their household's is not there for them, here neither.
            if self.is_near(me, other).await? {
                continue;
            }
            all.push(Twin {
                token: self.person_token(me, other)?,
                person,
                evidence,
                merged: same.contains(&other),
            });
        }
        Ok(all)
    }

    /// Every identity that stands in the records of a person.
    async fn identifying_values(&self, shown: &[Identity]) -> Done<Vec<Identity>> {
        let wanted = |_: &Place, collection: &Collection, field: &Field| {
            collection.identities.contains_key(field.name.as_str())
        };
        let mut values = Vec::new();
        for (place, records) in self.live(shown, wanted).await? {
            let Some(collection) = self.map().collection(&place) else {
                continue;
            };
            for record in &records {
                for (name, identity) in &collection.identities {
                    if let Some(value) = record.get(name).and_then(|value| value.as_text()) {
                        let one = Identity::new(identity.kind.as_str(), value);
                        if !shown.contains(&one) && !values.contains(&one) {
                            values.push(one);
                        }
                    }
                }
            }
        }
        Ok(values)
    }

    /// Counts that a customer got stuck on a page: which page and what kind of thing, and nothing
    /// of what they typed. Of anybody else nothing is kept.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn stumbled(&self, visitor: &Visitor, path: &str, proof: bool) -> Done {
        let Ok(subject) = visitor.customer(Act::SeeOwnAccount) else {
            return Ok(());
        };
        let today = self.today();
        let before = today.checked_sub_days(KEPT).unwrap_or(today);
        let what = if proof { "proof" } else { "answers" };
        let page = plain(path);
        let mut tx = self.ledger.begin().await?;
        people::stumbled(&mut tx, subject, (&page, what), (today, before)).await?;
        Ok(tx.commit().await?)
    }

    /// Where somebody got stuck lately.
    pub(crate) async fn stuck_on(&self, tx: &mut Tx, subject: SubjectId) -> Done<Vec<StuckOn>> {
        let today = self.today();
        let since = today.checked_sub_days(KEPT).unwrap_or(today);
        let pages = people::stumbles(tx, subject, since).await?;
        let codes = people::codes_not_given(tx, subject, self.now()).await?;
        let pages = pages.into_iter().map(|(page, what, count, last)| StuckOn {
            page,
            what,
            count: count.unsigned_abs(),
            last: Some(last),
        });
        let codes = codes.into_iter().map(|(page, count)| StuckOn {
            page,
            what: "code".to_owned(),
            count: count.unsigned_abs(),
            last: None,
        });
        Ok(pages.chain(codes).collect())
    }
}

/// An address without what names anything: only plain words of it stay.
fn plain(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty()).map(|part| {
        let word = part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if word && part.len() <= 20 {
            part
        } else {
            "…"
        }
    });
    let parts: Vec<&str> = parts.collect();
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_is_counted_without_what_it_names() {
        assert_eq!(
            super::plain("/data/shop.customers/0f3a9b/phone"),
            "/data/…/…/phone"
        );
        assert_eq!(
            super::plain("/requests/HB-7K2M-93QF/messages"),
            "/requests/…/messages"
        );
        assert_eq!(super::plain("/"), "/");
    }
}
