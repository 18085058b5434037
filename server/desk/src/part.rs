//! Refusing a part of a request. What stays is kept out of the copy, and out of the plan of an
//! erasure: the plan is made, approved and run by a map in which those places stay.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use habeas_domain::{
    facts::SchemaFacts,
    id::Reference,
    map::{DataMap, Ground, Name, RecordErase, Severity, Tell, check_schema},
    request::{Denial, Refusing, Request},
    right::Right,
    role::Act,
    validate::Fault,
};
use habeas_ledger::requests;
use habeas_stores::Stores;
use habeas_words::{Locale, Words};

use crate::{Desk, DeskError, Done, Problem, RefusalAsked, Visitor, reasons::PART};

/// What begins the name of a ground that an officer named, and no map has.
pub(crate) const OFFICERS: &str = "refused:";

/// A refusal of a part as an officer enters it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartAsked {
    /// Ground and words.
    pub refusal: RefusalAsked,
    /// What stays: places of the map; may be empty where a person answers.
    pub places: Vec<String>,
    /// For what it is still used: a purpose of the map, by its name; may be empty.
    pub purpose: String,
    /// Until when it stays, as typed; may be empty.
    pub until: String,
    /// Whether nobody but staff may be told of it.
    pub secret: bool,
}

impl Desk {
    /// Refuses a part of a request that waits for its decision.
    ///
    /// # Errors
    /// [`DeskError::Answers`], [`DeskError::Refused`], [`DeskError::Conflict`] where it moved on.
    pub async fn refuse_part(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        asked: &PartAsked,
    ) -> Done {
        visitor.staff(Act::RefusePart)?;
        self.not_near_request(visitor, reference, Act::RefusePart)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        drop(tx);
        let said = self.reasons(&kept.request, &asked.refusal, PART)?;
        let refusing = self.refusing(&kept.request, asked)?;
        let now = self.now();
        let (request, event) =
            kept.request
                .clone()
                .refuse_part(&visitor.actor, now, refusing, &self.book)?;
        if request.right == Right::Erasure {
            self.can_stay(&request).await?;
        }
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        let mut private = self.private(&mut tx, &kept.row).await?;
        let by = (&visitor.actor, Act::RefusePart);
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        said.keep(&mut private);
        let sealed = self.seal(&mut tx, request.subject, &private).await?;
        requests::set_sealed(&mut tx, request.id, &sealed).await?;
        Ok(tx.commit().await?)
    }

    /// A part refusal as the rules take it.
    pub(crate) fn refusing(&self, request: &Request, asked: &PartAsked) -> Done<Refusing> {
        let mut problems = Vec::new();
        let known = |place: &String| {
            let place = self.map().resolve("", place);
            self.map().collection(&place).is_some()
        };
        if request.runs() && asked.places.is_empty() {
            problems.push(("places", Problem::Missing));
        }
        if !asked.places.iter().all(known) {
            problems.push(("places", Problem::NotOnOffer));
        }
        // A copy says that it holds back what it holds back.
        if asked.secret && request.right != Right::Erasure {
            problems.push(("secret", Problem::NotOnOffer));
        }
        let purpose = match asked.purpose.as_str() {
            "" => Some(String::new()),
            name => {
                let purpose = self.map().purposes.get(name);
                purpose.map(|purpose| purpose.label.clone())
            }
        };
        if purpose.is_none() {
            problems.push(("purpose", Problem::NotOnOffer));
        }
        let until = match asked.until.trim() {
            "" => Ok(None),
            typed => typed.parse::<NaiveDate>().map(Some),
        };
        if until.is_err() {
            problems.push(("until", Problem::Value(Fault::NotADate)));
        }
        match (purpose, until) {
            (Some(purpose), Ok(until)) if problems.is_empty() => Ok(Refusing {
                ground: asked.refusal.ground.clone(),
                stays: asked.places.clone(),
                until,
                purpose,
                tell: if asked.secret {
                    Tell::Nobody
                } else {
                    Tell::Person
                },
            }),
            _ => Err(DeskError::Answers(problems)),
        }
    }

    /// The stores as a request works on them: what was refused of it stays.
    pub(crate) fn stores_for(&self, request: &Request) -> Cow<'_, Stores> {
        if request.right != Right::Erasure || request.withheld.is_empty() {
            return Cow::Borrowed(&self.stores);
        }
        let map = self.stores.map().clone();
        Cow::Owned(self.stores.with_map(keeping(map, request)))
    }

    /// Whether the map can be carried out in which the parts stay: what stays must not hang on
    /// what goes.
    async fn can_stay(&self, request: &Request) -> Done {
        let facts: BTreeMap<String, SchemaFacts> = self
            .stores
            .facts()
            .await
            .into_iter()
            .filter_map(|(store, facts)| Some((store, facts.ok()?)))
            .collect();
        let faults = |map: &DataMap| {
            let findings = check_schema(map, &facts).into_iter();
            let grave = findings.filter(|finding| finding.severity == Severity::Fault);
            grave.map(|finding| finding.what).collect::<Vec<_>>()
        };
        let before = faults(self.map());
        let stores = self.stores_for(request);
        let new = faults(stores.map())
            .into_iter()
            .any(|fault| !before.contains(&fault));
        if new {
            Err(DeskError::answer("places", Problem::HangsOnOthers))
        } else {
            Ok(())
        }
    }
}

/// The map with what was refused of a request staying where it is.
fn keeping(mut map: DataMap, request: &Request) -> DataMap {
    for (place, denial) in request.stays() {
        let place = map.resolve("", place);
        let name = Name::new(format!("{OFFICERS}{}", denial.basis.ground()));
        map.grounds.insert(name.to_string(), ground_of(denial));
        let stores = map.stores.iter_mut();
        let collection = stores
            .filter(|store| store.id.as_str() == place.store)
            .flat_map(|store| &mut store.collections)
            .find(|collection| collection.id.as_str() == place.collection);
        if let Some(collection) = collection {
            collection.erase = RecordErase::Keep;
            collection.ground = Some(name);
        }
    }
    map
}

fn ground_of(denial: &Denial) -> Ground {
    let words = Words::for_locale(Locale::En);
    Ground {
        label: words.of("refusal", denial.basis.ground()),
        law: denial.law.clone(),
        tell: denial.tell,
    }
}
