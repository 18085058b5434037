//! Taking one's data away.

use habeas_domain::{
    found::{Answer, Found},
    id::Reference,
    right::Right,
    role::Act,
    scope::{self, Scope},
    view::{AreaView, Stage, TakeAwayView},
};
use habeas_ledger::{packages, requests};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Problem, Visitor, ask::Asking, keep::Private};

impl Desk {
    /// What will be in the package, system by system, and the last one that can be fetched.
    /// `again` is a request of theirs whose choice of areas and days stands there already.
    ///
    /// # Errors
    /// Only who may.
    pub async fn take_away(
        &self,
        visitor: &Visitor,
        again: Option<&Reference>,
    ) -> Done<TakeAwayView> {
        let subject = visitor.customer(Act::TakePackage)?;
        let search = self.search(subject).await?;
        let systems = self
            .map()
            .stores
            .iter()
            .map(|store| (store.label.clone(), held(&search.found, store.id.as_str())))
            .collect();
        let areas = scope::areas(self.map())
            .into_iter()
            .map(|area| self.area(&search.found, area))
            .filter(|area| area.count > 0)
            .collect();
        let dated = self.dated(&search.found);
        let mut tx = self.ledger.read().await?;
        let mut scope = Scope::default();
        if let Some(again) = again {
            let kept = self.own_request(&mut tx, subject, again).await?;
            scope = self.private(&mut tx, &kept.row).await?.scope;
        }
        let mut current = None;
        for row in requests::of_subject(&mut tx, subject).await? {
            if row.kind != Right::Access.as_str() && row.kind != Right::Portability.as_str() {
                continue;
            }
            let reference = row.reference.parse().map_err(anyhow::Error::from)?;
            let request = self.load(&mut tx, &reference).await?.request;
            let waits = !request.state.is_finished();
            let ready = request.state.stage() == Stage::Answered
                && packages::find(&mut tx, request.id)
                    .await?
                    .is_some_and(|package| package.expires_at > self.now());
            if waits || ready {
                current = Some(request.reference);
                break;
            }
        }
        Ok(TakeAwayView {
            systems,
            missing: self.missing(&search),
            current,
            areas,
            dated,
            scope,
        })
    }

    /// An area; nothing is said of what nobody may be told of.
    pub(crate) fn area(&self, found: &Found, area: &str) -> AreaView {
        let held = self
            .map()
            .collections()
            .filter(|(_, _, collection)| collection.meaning == area)
            .filter(|(_, _, collection)| !self.map().is_untold(collection))
            .map(|(place, _, collection)| (collection, records(found.answer(&place))))
            .filter(|(_, count)| *count > 0);
        let mut view = AreaView {
            name: area.to_owned(),
            labels: Vec::new(),
            count: 0,
        };
        for (collection, count) in held {
            view.labels.push(collection.label.clone());
            view.count += count;
        }
        view
    }

    /// What is held that can be chosen by its day.
    fn dated(&self, found: &Found) -> Vec<String> {
        self.map()
            .collections()
            .filter(|(_, _, collection)| collection.dated.is_some())
            .filter(|(_, _, collection)| !self.map().is_untold(collection))
            .filter(|(place, _, _)| records(found.answer(place)) > 0)
            .map(|(_, _, collection)| collection.label.clone())
            .collect()
    }

    /// Has a package made. It is the person's own copy, so a rule approves it.
    ///
    /// # Errors
    /// Only who may, after a fresh proof; [`DeskError::Answers`] for areas that the map does not
    /// know and for days that hold nothing.
    pub async fn ask_package(
        &self,
        visitor: &Visitor,
        client_id: Uuid,
        scope: Scope,
    ) -> Done<Reference> {
        let known = scope::areas(self.map());
        if !scope
            .areas
            .iter()
            .all(|area| known.contains(&area.as_str()))
        {
            return Err(DeskError::answer("areas", Problem::NotOnOffer));
        }
        if let (Some(from), Some(to)) = (scope.from, scope.to)
            && to < from
        {
            return Err(DeskError::answer("to", Problem::BeforeStart));
        }
        let private = Private {
            scope,
            ..Private::default()
        };
        let asking = Asking {
            right: Right::Access,
            act: Act::TakePackage,
            client_id,
            private: Some(&private),
            areas: std::collections::BTreeSet::new(),
            by_rule: true,
            beside: false,
        };
        self.ask(visitor, asking).await
    }
}

/// How many records a store holds.
fn held(found: &Found, store: &str) -> u64 {
    found
        .answers
        .iter()
        .filter(|(place, _)| place.store == store)
        .map(|(_, answer)| records(Some(answer)))
        .sum()
}

fn records(answer: Option<&Answer>) -> u64 {
    match answer {
        Some(Answer::Found(classes)) => classes.total(),
        _ => 0,
    }
}
