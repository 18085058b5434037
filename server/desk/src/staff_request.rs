//! A request as staff see it, with the plan they sign.

use habeas_domain::{
    actor::Actor,
    hold::Touch,
    id::Reference,
    plan::Plan,
    request::{Refusal, Request, State, Stop},
    right::Right,
    role::Act,
    view::{AskedView, PlanView, RefusalGround, StaffRequestView, Stage, ToSettle},
};
use habeas_ledger::{LedgerError, careful, filed, holds, requests};

use crate::{
    Desk, Done, Visitor,
    lines::{label, obstacles, plan_lines},
    person_letter::letters,
};

impl Desk {
    /// One request with its plan. That somebody looked is written down, for the person to see.
    ///
    /// # Errors
    /// Only who may.
    pub async fn staff_request(
        &self,
        visitor: &Visitor,
        reference: &Reference,
    ) -> Done<StaffRequestView> {
        let staff = visitor.staff(Act::SeeRequest)?;
        self.not_near_request(visitor, reference, Act::SeeRequest)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        let request = &kept.request;
        let person = self.masked(&mut tx, request.subject).await?;
        let mut view = self.request_view(&mut tx, visitor, &kept, person).await?;
        // Whoever had a part in showing who asks does not decide, whoever said it was enough.
        let had_a_part = self.not_who_checked(&mut tx, visitor, &kept).await.is_err();
        if had_a_part {
            view.acts.retain(|act| *act != Act::Approve);
        }
        let holds = self.hold_views(&mut tx, visitor, request.subject).await?;
        let mut in_the_way = None;
        if request.right == Right::Erasure && !request.state.is_finished() {
            let standing = holds::standing(&mut tx, request.subject).await?;
            in_the_way = standing.check(Touch::Erase).err();
        }
        if in_the_way.is_some() {
            view.acts.retain(|act| *act != Act::Approve);
        }
        let later = self.later_views(&mut tx, request.id).await?;
        let approved = requests::plan(&mut tx, request.id).await?;
        let addresses = self.mail_addresses(&mut tx, request.subject).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        let careful = match careful::of(&mut tx, &self.keys, request.subject).await {
            Ok(careful) => careful,
            // What was sealed for somebody who was erased is gone.
            Err(LedgerError::Sealed) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let intake = private.intake.as_ref().map(|intake| intake.view(&careful));
        let pauses = match request.check(Act::Pause, &visitor.actor, self.now()) {
            Ok(()) => request.pause_reasons(),
            Err(_) => Vec::new(),
        };
        let by_letter = self.reachable(&mut tx, request).await?.is_empty();
        let burden = private.burden.clone();
        let names = self.handlers(&mut tx).await?;
        let assigned = request.assigned.and_then(|id| {
            let (_, name) = names.iter().find(|(one, _)| *one == id)?;
            Some((name.clone(), id == staff))
        });
        let prepared = self.prepared_view(&mut tx, visitor, &private).await?;
        let may_prepare = Self::may_prepare(visitor, request);
        let unchecked = prepared
            .as_ref()
            .is_some_and(|one| one.mine || one.checked.is_none());
        if unchecked {
            view.acts.retain(|act| *act != Act::Approve);
        }
        let inside = self.inside_of(&mut tx, &kept).await?;
        let teams = filed::teams(&mut tx).await?;
        let team = kept.row.filed.team.clone();
        let colleagues = names.into_iter().filter(|(id, _)| *id != staff);
        let colleagues = colleagues
            .map(|(id, name)| (id.to_string(), name))
            .collect();
        let asked = private.asked.map(|asked| AskedView {
            name: asked.name,
            details: asked.details,
            confirmed: !addresses.is_empty(),
            signed_in: asked.signed_in,
        });
        drop(tx);
        let plan = match (request.right, approved) {
            // A stopped one is approved anew as it would be now, if at all.
            (Right::Erasure, Some(plan))
                if request.state.stage() != Stage::NeedsPerson || request.was_answered() =>
            {
                Some(serde_json::from_value(plan).map_err(anyhow::Error::from)?)
            }
            (Right::Erasure, _) if !request.state.is_finished() && !request.was_answered() => {
                Some(self.fresh_plan(request).await?)
            }
            _ => None,
        };
        let mut tx = self.ledger.begin().await?;
        let about = (request.subject, Act::SeeRequest, Some(reference));
        self.looked(&mut tx, visitor, about, &reference.to_string())
            .await?;
        tx.commit().await?;
        self.seen(request, &view.messages, false).await?;
        Ok(StaffRequestView {
            plan: plan.map(|plan| self.plan_view(request, &plan)),
            stuck: self.stuck(request),
            to_settle: self.to_settle(request, &visitor.actor),
            regime: request.regime.clone(),
            verified: request.verified,
            held: in_the_way.or_else(|| self.held(request, &visitor.actor, had_a_part)),
            later,
            follows: request.follows,
            holds,
            grounds: self.grounds(request),
            asked,
            intake,
            careful,
            pauses,
            assigned,
            acknowledgement: request.acknowledgement,
            letters: letters(request),
            places: self.places_to_stay(visitor),
            purposes: self
                .map()
                .purposes
                .iter()
                .map(|(name, purpose)| (name.clone(), purpose.label.clone()))
                .collect(),
            burden,
            sampled: request.sampled.clone(),
            by_letter: by_letter && !request.state.is_finished(),
            unprepared: !request.prepared,
            team,
            staff: colleagues,
            teams,
            inside,
            prepared,
            may_prepare,
            request: view,
        })
    }

    /// What an erasure would do now, after what was approved (if anything) is set aside.
    pub(crate) async fn fresh_plan(&self, request: &Request) -> Done<Plan> {
        let identities = self.identities(request.subject).await?;
        let stores = self.stores_for(request);
        let (plan, _) = stores
            .plan_of(&identities, self.today(), &request.areas)
            .await;
        Ok(plan)
    }

    fn plan_view(&self, request: &Request, plan: &Plan) -> PlanView {
        let stores = self.stores_for(request);
        let map = self.map_in_words(stores.map());
        PlanView {
            digest: plan.digest(),
            map_version: plan.map_version.clone(),
            totals: plan.totals(),
            lines: plan_lines(&map, plan),
            missing: obstacles(&map, plan),
        }
    }

    pub(crate) fn stuck(&self, request: &Request) -> Vec<(String, String)> {
        let State::NeedsPerson { why, .. } = &request.state else {
            return Vec::new();
        };
        why.iter()
            .map(|stop| {
                let store = stop.store().map(|store| label(self.map(), store));
                (store.unwrap_or_default(), stop.key().to_owned())
            })
            .collect()
    }

    fn to_settle(&self, request: &Request, actor: &Actor) -> Vec<ToSettle> {
        let State::NeedsPerson { why, .. } = &request.state else {
            return Vec::new();
        };
        if request.check(Act::Settle, actor, self.now()).is_err() {
            return Vec::new();
        }
        let asked = why.iter().filter_map(|stop| {
            let (store, doubt) = match stop {
                Stop::Doubt { store } => (store, true),
                Stop::FoundAgain { store, .. } => (store, false),
                _ => return None,
            };
            Some(ToSettle {
                store: store.clone(),
                system: label(self.map(), store),
                doubt,
            })
        });
        asked.collect()
    }

    fn held(&self, request: &Request, actor: &Actor, had_a_part: bool) -> Option<Refusal> {
        let could = request.state.stage() == Stage::Open && actor.may(Act::Approve);
        let refusal = request.check(Act::Approve, actor, self.now()).err();
        let refusal = refusal.or(had_a_part.then_some(Refusal::FourEyes))?;
        could.then_some(refusal)
    }

    fn grounds(&self, request: &Request) -> Vec<RefusalGround> {
        let Ok(rules) = self.book.rules(&request.regime) else {
            return Vec::new();
        };
        rules
            .denials(request.right)
            .map(|ground| RefusalGround {
                ground: ground.ground.clone(),
                law: ground.law.clone(),
                burden: ground.burden,
                fee: rules.fee(request.right, &ground.ground).is_some(),
            })
            .collect()
    }

    /// What an officer can let stay: every collection of the map, by label and system.
    fn places_to_stay(&self, visitor: &Visitor) -> Vec<(String, String)> {
        if visitor.may(Act::RefusePart).is_err() {
            return Vec::new();
        }
        self.map()
            .collections()
            .map(|(place, store, collection)| {
                let said = format!("{} ({})", collection.label, store.label);
                (place.to_string(), said)
            })
            .collect()
    }
}
