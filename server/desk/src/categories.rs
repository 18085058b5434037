//! Which categories of data are held, for somebody of whom less was shown than a copy takes: the
//! categories, and nothing of what stands in them (11 CCR §7062(b); GDPR Art. 12(6) lets the rest
//! wait for more).

use std::collections::BTreeSet;

use habeas_domain::{
    found::Answer,
    id::Reference,
    intake::CATEGORIES,
    map::Disclose,
    request::{Refusal, Request},
    right::Right,
    role::Act,
    who::CategoriesView,
};
use habeas_ledger::{audit::Entry, shown};

use crate::{Desk, Done, Visitor};

impl Desk {
    /// Whether enough answers agreed for the categories.
    pub(crate) fn may_hear_categories(
        &self,
        request: &Request,
        answers: &[(String, bool)],
    ) -> bool {
        matches!(request.right, Right::Access | Right::Portability)
            && !request.state.is_finished()
            && self.agreed(answers) >= CATEGORIES
    }

    /// The categories, to be read to whoever asks. That they were is written down.
    ///
    /// # Errors
    /// [`Refusal::NotShown`] where too few answers agreed; [`crate::DeskError::Unavailable`] where
    /// a system does not answer, because half a list would be a wrong one.
    pub async fn categories(
        &self,
        visitor: &Visitor,
        reference: &Reference,
    ) -> Done<CategoriesView> {
        visitor.staff(Act::Verify)?;
        self.not_near_request(visitor, reference, Act::Verify)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        let answers = shown::answers(&mut tx, kept.request.id).await?;
        if !self.may_hear_categories(&kept.request, &answers) {
            return Err(Refusal::NotShown.into());
        }
        let known = self.known_values(&mut tx, &kept).await?;
        drop(tx);
        let search = self.stores.find(&known, self.today()).await;
        let missing = self.missing(&search);
        if !missing.is_empty() {
            return Err(crate::DeskError::Unavailable(missing));
        }
        let (mut held, mut recipients, mut purposes) =
            (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for (place, _, collection) in self.map().collections() {
            let there = matches!(search.found.answer(&place), Some(Answer::Found(classes)) if classes.total() > 0);
            if !there || self.map().is_untold(collection) {
                continue;
            }
            let fields = collection.fields.iter();
            let fields = fields.filter(|field| field.show() != Disclose::No);
            let mut labels = Vec::new();
            for field in fields {
                labels.push(field.label.clone());
                recipients.extend(field.recipients.iter().filter_map(|name| {
                    let known = self.map().recipients.get(name.as_str())?;
                    Some(known.label.clone())
                }));
                purposes.extend(field.purposes.iter().filter_map(|name| {
                    let known = self.map().purposes.get(name.as_str())?;
                    Some(known.label.clone())
                }));
            }
            held.push((collection.label.clone(), labels));
        }
        let mut tx = self.ledger.begin().await?;
        let about = (kept.request.subject, Act::Verify);
        self.look_only(&mut tx, visitor, about, &reference.to_string())
            .await?;
        let body = serde_json::json!({
            "v": 1, "what": "categories", "person": kept.request.subject
        });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::SeeRequest);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        tx.commit().await?;
        Ok(CategoriesView {
            held,
            recipients: recipients.into_iter().collect(),
            purposes: purposes.into_iter().collect(),
        })
    }
}
