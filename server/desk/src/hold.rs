//! Legal holds and restrictions (GDPR Art. 18): placed by an officer, or by a rule of the law while
//! an objection is being weighed; honoured by every act; lifted by somebody else, and a restriction
//! only after the person was told.

use anyhow::anyhow;
use habeas_domain::{
    actor::{Actor, By, four_eyes},
    hold::{HoldKind, Restriction, Standing, Touch},
    id::{Reference, RequestId, StaffId, SubjectId},
    map::{DataMap, Place, Tell},
    request::{Refusal, Request, State},
    right::Right,
    role::{Act, Role},
    validate::Fault,
    view::{HoldView, HoldsView, RestrictedView},
};
use habeas_ledger::{
    Tx,
    audit::Entry,
    holds::{self, Hold, New},
    jobs::{self, Job, Work},
    staff, told,
};
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Mail, Problem, Visitor, choices::Obeyed, keep::Kept, lines::label,
    run::Next,
};

/// The longest reason, in characters.
const LONGEST: usize = 2000;

/// A hold as an officer enters it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holding {
    /// The ground: of the map for a legal hold, a case of the law for a restriction.
    pub ground: String,
    /// Why, for staff.
    pub reason: String,
    /// Whether the person may be told, where the ground allows it.
    pub tell: bool,
    /// Places; empty for everything.
    pub places: Vec<String>,
}

impl Desk {
    /// What stands on the person of a request, and what stood.
    ///
    /// # Errors
    /// Only who may.
    pub async fn holds(&self, visitor: &Visitor, reference: &Reference) -> Done<HoldsView> {
        visitor.staff(Act::SeeRequest)?;
        self.not_near_request(visitor, reference, Act::SeeRequest)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        let subject = kept.request.subject;
        let holds = self.hold_views(&mut tx, visitor, subject).await?;
        let grounds = self.map().grounds.iter();
        let collections = self.map().collections();
        Ok(HoldsView {
            reference: *reference,
            holds,
            grounds: grounds
                .map(|(name, ground)| {
                    let secret = ground.tell == Tell::Nobody;
                    (name.clone(), ground.label.clone(), secret)
                })
                .collect(),
            places: collections
                .map(|(place, store, collection)| {
                    let label = format!("{}: {}", store.label, collection.label);
                    (place.to_string(), label)
                })
                .collect(),
            may_place: visitor.may(Act::PlaceHold).is_ok(),
        })
    }

    /// Places a legal hold on the person of a request: nothing of theirs is erased, and no machine
    /// corrects anything, until somebody else lifts it.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for ground and reason.
    pub async fn place_hold(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        (asked, client_id): (&Holding, Uuid),
    ) -> Done {
        let act = Act::PlaceHold;
        visitor.staff(act)?;
        let ground = self.map().grounds.get(&asked.ground);
        let mut problems = checked(&asked.reason);
        if ground.is_none() {
            problems.push(("hold-ground", Problem::NotOnOffer));
        }
        let Some(ground) = ground.filter(|_| problems.is_empty()) else {
            return Err(DeskError::Answers(problems));
        };
        let told = asked.tell && ground.tell == Tell::Person;
        let placing = (HoldKind::Legal, asked, told);
        self.place(visitor, reference, (act, placing), client_id)
            .await
    }

    /// Restricts what is done with the data of the person of a request.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for ground, reason and places.
    pub async fn restrict(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        (asked, client_id): (&Holding, Uuid),
    ) -> Done {
        let act = Act::Restrict;
        visitor.staff(act)?;
        let mut problems = checked(&asked.reason);
        // Two forms stand on one page.
        for (field, _) in &mut problems {
            *field = "why";
        }
        if asked.ground.parse::<Restriction>().is_err() {
            problems.push(("case", Problem::NotOnOffer));
        }
        let known = |place: &String| {
            let place = self.map().resolve("", place);
            self.map().collection(&place).is_some()
        };
        if !asked.places.iter().all(known) {
            problems.push(("places", Problem::NotOnOffer));
        }
        if !problems.is_empty() {
            return Err(DeskError::Answers(problems));
        }
        let placing = (HoldKind::Restriction, asked, true);
        self.place(visitor, reference, (act, placing), client_id)
            .await
    }

    async fn place(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        (act, (kind, asked, told)): (Act, (HoldKind, &Holding, bool)),
        client_id: Uuid,
    ) -> Done {
        let me = visitor.staff(act)?;
        self.not_near_request(visitor, reference, act).await?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let places = asked.places.join(",");
        let new = New {
            id: self.dice.uuid(now),
            client_id,
            subject: kept.request.subject,
            kind,
            ground: &asked.ground,
            told,
            places: &places,
            reason: asked.reason.trim(),
            by: Some(me),
            request: Some(kept.request.id),
        };
        if self
            .placed(&mut tx, &new, (&visitor.actor, act), &kept.request)
            .await?
        {
            tx.commit().await?;
            self.bell.ring();
        }
        Ok(())
    }

    /// Opens the restriction that the law wants while an objection is being weighed (GDPR
    /// Art. 18(1)(d)). Called whenever a request is kept; done once.
    pub(crate) async fn restrict_while_weighed(&self, tx: &mut Tx, request: &Request) -> Done {
        let weighed = request.right == Right::Objection && matches!(request.state, State::Open);
        if !weighed {
            return Ok(());
        }
        let Ok(rules) = self.book.rules(&request.regime) else {
            return Ok(());
        };
        let Some(law) = rules.objection_restricts.as_deref() else {
            return Ok(());
        };
        let now = self.now();
        let new = New {
            id: self.dice.uuid(now),
            // Of the request's number, so that it is opened once and not again after it ended.
            client_id: Uuid::from_u128(!request.id.0.as_u128()),
            subject: request.subject,
            kind: HoldKind::Restriction,
            ground: Restriction::Objection.as_str(),
            told: true,
            places: "",
            reason: law,
            by: None,
            request: Some(request.id),
        };
        let by = (&Actor::System, Act::RestrictByRule);
        self.placed(tx, &new, by, request).await?;
        Ok(())
    }

    async fn placed(
        &self,
        tx: &mut Tx,
        new: &New<'_>,
        (actor, act): (&Actor, Act),
        request: &Request,
    ) -> Done<bool> {
        let now = self.now();
        if !holds::place(tx, &self.keys, &self.dice, new, now).await? {
            return Ok(false);
        }
        // A secret ground is a matter of the staff: the ledger names it, no page of the person.
        let body = serde_json::json!({
            "v": 1, "what": "held", "kind": new.kind.as_str(), "ground": new.ground, "told": new.told,
        });
        let entry = Entry::new(&self.keys, actor, act)
            .on(request.reference)
            .with(body);
        self.entry(tx, &entry).await?;
        if new.kind == HoldKind::Restriction {
            jobs::enqueue(tx, &Job::new(Work::Restrict, new.id), now).await?;
            self.tell_of_restriction(tx, request.id, new.places).await?;
        }
        Ok(true)
    }

    /// Everybody who gets a restricted field is to be told (GDPR Art. 19).
    async fn tell_of_restriction(&self, tx: &mut Tx, request: RequestId, places: &str) -> Done {
        for (place, _, collection) in self.map().collections() {
            if !within(self.map(), places, &place) {
                continue;
            }
            for recipient in collection.fields.iter().flat_map(|field| &field.recipients) {
                told::add(tx, request, recipient.as_str()).await?;
            }
        }
        Ok(())
    }

    /// Tells the person that a restriction ends: before it does (Art. 18(3)).
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it does not stand on this person; [`DeskError::Conflict`]
    /// where they were told.
    pub async fn tell_end(&self, visitor: &Visitor, reference: &Reference, id: Uuid) -> Done {
        visitor.staff(Act::TellEnd)?;
        let now = self.now();
        let (mut tx, kept, hold) = self
            .standing_hold(visitor, (reference, id), Act::TellEnd)
            .await?;
        if hold.kind() != Some(HoldKind::Restriction) {
            return Err(DeskError::NotFound);
        }
        if !holds::end_told(&mut tx, id, now).await? {
            return Err(DeskError::Conflict);
        }
        let subject = kept.request.subject;
        let language = self.language_of(&mut tx, subject).await?;
        for address in self.mail_addresses(&mut tx, subject).await? {
            let mail = Mail::to(&address, "restriction-ends", language)
                .of(subject)
                .value("number", reference.to_string());
            self.tell(&mut tx, mail).await?;
        }
        self.lift_entry(&mut tx, visitor, (Act::TellEnd, reference), &hold)
            .await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Lifts what stands: a legal hold by another than who placed it, a restriction after the
    /// person was told.
    ///
    /// # Errors
    /// [`Refusal::FourEyes`], [`Refusal::NotTold`]; [`DeskError::NotFound`] where it does not stand
    /// on this person.
    pub async fn lift(&self, visitor: &Visitor, reference: &Reference, id: Uuid) -> Done {
        let me = visitor.staff(Act::LiftHold)?;
        let now = self.now();
        let (mut tx, _, hold) = self
            .standing_hold(visitor, (reference, id), Act::LiftHold)
            .await?;
        if let Some(refusal) = not_liftable(&visitor.actor, &hold) {
            return Err(refusal.into());
        }
        if !holds::lift(&mut tx, id, me, now).await? {
            return Err(DeskError::Conflict);
        }
        let act = match hold.kind() {
            Some(HoldKind::Restriction) => {
                jobs::enqueue(&mut tx, &Job::new(Work::Restrict, id), now).await?;
                Act::LiftRestriction
            }
            _ => Act::LiftHold,
        };
        self.lift_entry(&mut tx, visitor, (act, reference), &hold)
            .await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    async fn lift_entry(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        (act, reference): (Act, &Reference),
        hold: &Hold,
    ) -> Done {
        let body = serde_json::json!({ "v": 1, "kind": hold.kind, "ground": hold.ground });
        let entry = Entry::new(&self.keys, &visitor.actor, act);
        self.entry(tx, &entry.on(*reference).with(body)).await
    }

    /// A hold that stands on the person of a request.
    async fn standing_hold(
        &self,
        visitor: &Visitor,
        (reference, id): (&Reference, Uuid),
        act: Act,
    ) -> Done<(Tx, Kept, Hold)> {
        self.not_near_request(visitor, reference, act).await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let all = holds::of_subject(&mut tx, kept.request.subject).await?;
        let hold = all
            .into_iter()
            .find(|hold| hold.id == id && hold.lifted_at.is_none());
        Ok((tx, kept, hold.ok_or(DeskError::NotFound)?))
    }

    /// What stands on a person.
    pub(crate) async fn standing(&self, subject: SubjectId) -> Done<Standing> {
        let mut tx = self.ledger.read().await?;
        Ok(holds::standing(&mut tx, subject).await?)
    }

    /// Whether something may be done with a person's data now.
    ///
    /// # Errors
    /// [`DeskError::Refused`] where a hold or a restriction stands in the way.
    pub(crate) async fn free_to(&self, tx: &mut Tx, subject: SubjectId, touch: Touch) -> Done {
        Ok(holds::standing(tx, subject).await?.check(touch)?)
    }

    /// The holds on a person, for staff.
    pub(crate) async fn hold_views(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        subject: SubjectId,
    ) -> Done<Vec<HoldView>> {
        let all = holds::of_subject(tx, subject).await?;
        let names = match all.is_empty() {
            true => Vec::new(),
            false => staff::all(tx, &self.keys).await?,
        };
        let named = |id: Option<Uuid>| {
            let mut names = names.iter();
            let member = names.find(|member| Some(member.id.0) == id)?;
            Some(member.person.name.clone())
        };
        let mut views = Vec::new();
        for hold in all {
            let Some(kind) = hold.kind() else { continue };
            let reason = holds::reason(tx, &self.keys, &hold).await?;
            let ground = self.map().grounds.get(&hold.ground);
            let stands = hold.lifted_at.is_none();
            let refusal = not_liftable(&visitor.actor, &hold);
            let restricts = kind == HoldKind::Restriction;
            views.push(HoldView {
                id: hold.id,
                kind,
                label: ground.map(|ground| ground.label.clone()),
                law: ground.map(|ground| ground.law.clone()),
                ground: hold.ground.clone(),
                told: hold.told,
                reason,
                placed_by: named(hold.placed_by),
                placed_at: hold.placed_at,
                places: self.place_labels(&hold.places),
                obeyed: self.hold_obeyed(&hold),
                end_told_at: hold.end_told_at,
                lifted_by: named(hold.lifted_by),
                lifted_at: hold.lifted_at,
                may_tell: stands
                    && restricts
                    && hold.end_told_at.is_none()
                    && visitor.may(Act::TellEnd).is_ok(),
                may_lift: stands && refusal.is_none() && visitor.may(Act::LiftHold).is_ok(),
                not_lifted: refusal.filter(|_| stands),
            });
        }
        Ok(views)
    }

    /// What a person may know of what stands on them: restrictions, and holds on a ground that may
    /// be told.
    pub(crate) async fn restricted_view(&self, subject: SubjectId) -> Done<Vec<RestrictedView>> {
        let mut tx = self.ledger.read().await?;
        let all = holds::of_subject(&mut tx, subject).await?;
        let told = |hold: &Hold| hold.lifted_at.is_none() && hold.told;
        let views = all.into_iter().filter(told).filter_map(|hold| {
            let kind = hold.kind()?;
            let ground = self.map().grounds.get(&hold.ground);
            Some(RestrictedView {
                kind,
                label: ground.map(|ground| ground.label.clone()),
                law: ground.map(|ground| ground.law.clone()),
                ground: hold.ground.clone(),
                since: hold.placed_at,
                places: self.place_labels(&hold.places),
                end_told_at: hold.end_told_at,
            })
        });
        Ok(views.collect())
    }

    fn place_labels(&self, places: &str) -> Vec<String> {
        let places = places.split(',').filter(|place| !place.is_empty());
        places
            .filter_map(|place| {
                let place = self.map().resolve("", place);
                Some(self.map().collection(&place)?.label.clone())
            })
            .collect()
    }

    fn hold_obeyed(&self, hold: &Hold) -> Vec<(String, bool)> {
        hold.outcome
            .clone()
            .and_then(|outcome| serde_json::from_value::<Vec<Obeyed>>(outcome).ok())
            .unwrap_or_default()
            .into_iter()
            .map(|line| (label(self.map(), &line.store), line.obeyed))
            .collect()
    }

    /// Writes the restriction of a person into the columns that the map names for it, or takes it
    /// out again.
    pub(crate) async fn write_restriction(&self, id: Uuid) -> Done<Next> {
        let mut tx = self.ledger.read().await?;
        let hold = holds::find(&mut tx, id).await?.ok_or(DeskError::NotFound)?;
        let subject = SubjectId(hold.subject_id);
        let all = holds::of_subject(&mut tx, subject).await?;
        drop(tx);
        // Where another restriction still covers a place, it stays marked.
        let stands = |place: &Place| {
            all.iter().any(|one| {
                one.lifted_at.is_none()
                    && one.kind() == Some(HoldKind::Restriction)
                    && within(self.map(), &one.places, place)
            })
        };
        let identities = self.identities(subject).await?;
        let mut lines: Vec<Obeyed> = Vec::new();
        let written = self
            .stores
            .write_restriction(&identities, |place| {
                within(self.map(), &hold.places, place).then(|| stands(place))
            })
            .await;
        for line in written {
            let obeyed = line.result.is_ok();
            match lines
                .iter_mut()
                .find(|known| known.store == line.place.store)
            {
                Some(known) => known.obeyed &= obeyed,
                None => lines.push(Obeyed {
                    store: line.place.store,
                    obeyed,
                }),
            }
        }
        let refused = lines.iter().find(|line| !line.obeyed);
        let refused = refused.map(|line| line.store.clone());
        let outcome = serde_json::to_value(&lines).map_err(|error| anyhow!(error))?;
        let mut tx = self.ledger.begin().await?;
        holds::set_outcome(&mut tx, id, &outcome).await?;
        tx.commit().await?;
        // Told again for as long as a system does not obey.
        Ok(match refused {
            None => Next::Done,
            Some(store) => Next::Waits {
                until: self.now() + std::time::Duration::from_secs(15),
                why: "stuck-no-answer",
                store: Some(store),
            },
        })
    }
}

/// Why somebody cannot lift this, if they cannot.
fn not_liftable(actor: &Actor, hold: &Hold) -> Option<Refusal> {
    match hold.kind()? {
        HoldKind::Legal => {
            let by = hold.placed_by.map(|id| By::Staff {
                id: StaffId(id),
                role: Role::Officer,
            });
            (!four_eyes(actor, &[by])).then_some(Refusal::FourEyes)
        }
        HoldKind::Restriction => hold.end_told_at.is_none().then_some(Refusal::NotTold),
    }
}

/// Whether places, by comma, hold this one; no place is every place.
fn within(map: &DataMap, places: &str, place: &Place) -> bool {
    places.is_empty() || places.split(',').any(|one| map.resolve("", one) == *place)
}

fn checked(reason: &str) -> Vec<(&'static str, Problem)> {
    let reason = reason.trim();
    if reason.is_empty() {
        return vec![("reason", Problem::Missing)];
    }
    if reason.chars().count() > LONGEST {
        return vec![("reason", Problem::Value(Fault::TooLong(LONGEST)))];
    }
    Vec::new()
}
