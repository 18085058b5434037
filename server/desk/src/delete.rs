//! Asking to be forgotten, knowing first what goes and what stays.

use std::collections::BTreeSet;

use habeas_domain::{
    choice::{ChoiceRight, How},
    id::{Reference, SubjectId},
    plan::Obstacle,
    right::Right,
    role::Act,
    scope,
    view::{DeleteView, SystemFault},
};
use habeas_ledger::requests;
use habeas_stores::Search;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Problem, Visitor,
    ask::Asking,
    lines::{label, obstacles, plan_lines},
};

impl Desk {
    /// What an erasure of everything would do now.
    ///
    /// # Errors
    /// Only who may; a store that does not answer is part of the answer.
    pub async fn delete_preview(&self, visitor: &Visitor) -> Done<DeleteView> {
        self.delete_preview_of(visitor, BTreeSet::new()).await
    }

    /// What an erasure of some areas would do now; none = everything.
    ///
    /// # Errors
    /// As [`Desk::delete_preview`]; [`DeskError::Answers`] for areas that the map does not know.
    pub async fn delete_preview_of(
        &self,
        visitor: &Visitor,
        chosen: BTreeSet<String>,
    ) -> Done<DeleteView> {
        let subject = visitor.customer(Act::PreviewErasure)?;
        self.known_areas(&chosen)?;
        let identities = self.identities(subject).await?;
        let today = self.today();
        let (plan, search) = self.stores.plan_of(&identities, today, &chosen).await;
        let areas = scope::areas(self.map())
            .into_iter()
            .map(|area| self.area(&search.found, area))
            .filter(|area| area.count > 0)
            .collect();
        let told = plan.for_the_person(self.map());
        let mut missing = obstacles(self.map(), &plan);
        let (warnings, uncounted) = self.warnings(&search).await;
        for fault in uncounted {
            if !missing.iter().any(|known| known.system == fault.system) {
                missing.push(fault);
            }
        }
        let lines = plan_lines(self.map(), &told);
        let mut systems: Vec<&str> = lines.iter().map(|line| line.system.as_str()).collect();
        systems.sort_unstable();
        systems.dedup();
        Ok(DeleteView {
            totals: told.totals(),
            systems: systems.len() as u64,
            warnings,
            missing,
            current: self.erasure_under_way(subject).await?,
            hold_days: self.settings.hold.num_days(),
            stands: self.restricted_view(subject).await?,
            areas,
            chosen,
            lines,
        })
    }

    /// Asks for an erasure of everything. Direct marketing stops at once, whatever comes of it.
    ///
    /// # Errors
    /// Only who may, after a fresh proof and with the box ticked.
    pub async fn ask_erasure(
        &self,
        visitor: &Visitor,
        confirmed: bool,
        client_id: Uuid,
    ) -> Done<Reference> {
        let everything = BTreeSet::new();
        self.ask_erasure_of(visitor, confirmed, client_id, everything)
            .await
    }

    /// Asks for an erasure of some areas; none = everything.
    ///
    /// # Errors
    /// As [`Desk::ask_erasure`]; [`DeskError::Answers`] for areas that the map does not know.
    pub async fn ask_erasure_of(
        &self,
        visitor: &Visitor,
        confirmed: bool,
        client_id: Uuid,
        areas: BTreeSet<String>,
    ) -> Done<Reference> {
        let subject = visitor.customer(Act::AskErasure)?;
        self.known_areas(&areas)?;
        if !confirmed {
            return Err(DeskError::answer("confirm", Problem::NotConfirmed));
        }
        if let Some(reference) = self.erasure_under_way(subject).await? {
            return Ok(reference);
        }
        self.erasure_asked(visitor, client_id, areas, false).await
    }

    /// The same where another one is under way: once more at their own word, to be joined or not
    /// as they like.
    ///
    /// # Errors
    /// As [`Desk::ask_erasure`].
    pub async fn ask_erasure_anew(
        &self,
        visitor: &Visitor,
        confirmed: bool,
        client_id: Uuid,
        areas: BTreeSet<String>,
    ) -> Done<Reference> {
        visitor.customer(Act::AskErasure)?;
        self.known_areas(&areas)?;
        if !confirmed {
            return Err(DeskError::answer("confirm", Problem::NotConfirmed));
        }
        self.erasure_asked(visitor, client_id, areas, true).await
    }

    /// Asks, and stops marketing at once; two tabs make one erasure unless a second one is asked
    /// for beside the first.
    async fn erasure_asked(
        &self,
        visitor: &Visitor,
        client_id: Uuid,
        areas: BTreeSet<String>,
        beside: bool,
    ) -> Done<Reference> {
        let everything = areas.is_empty();
        let asking = Asking {
            right: Right::Erasure,
            act: Act::AskErasure,
            client_id,
            private: None,
            areas,
            by_rule: false,
            beside,
        };
        let reference = self.ask(visitor, asking).await?;
        let marketing = ChoiceRight::DirectMarketing;
        let offered = self
            .map()
            .choices
            .iter()
            .any(|choice| choice.right == marketing);
        if offered && everything {
            // Made of the form's number, so that a second sending is the same choice.
            let id = Uuid::from_u128(client_id.as_u128() ^ 1);
            self.choose_how(visitor, (marketing, false), How::Erasure, id)
                .await?;
        }
        Ok(reference)
    }

    /// The names by which people know some areas.
    pub(crate) fn area_labels(&self, areas: &BTreeSet<String>) -> Vec<String> {
        self.map()
            .collections()
            .filter(|(_, _, collection)| areas.contains(&collection.meaning))
            .filter(|(_, _, collection)| !self.map().is_untold(collection))
            .map(|(_, _, collection)| collection.label.clone())
            .collect()
    }

    fn known_areas(&self, areas: &BTreeSet<String>) -> Done {
        let known = scope::areas(self.map());
        if areas.iter().all(|area| known.contains(&area.as_str())) {
            return Ok(());
        }
        Err(DeskError::answer("areas", Problem::NotOnOffer))
    }

    /// An erasure of this person that is not finished.
    async fn erasure_under_way(&self, subject: SubjectId) -> Done<Option<Reference>> {
        let mut tx = self.ledger.read().await?;
        let rows = requests::of_subject(&mut tx, subject).await?;
        Ok(rows
            .into_iter()
            .find(|row| row.kind == Right::Erasure.as_str() && !row.finished)
            .and_then(|row| row.reference.parse().ok()))
    }

    /// The sentences of the map that apply, and the systems in which one could not be counted.
    async fn warnings(&self, search: &Search) -> (Vec<String>, Vec<SystemFault>) {
        let mut sentences = Vec::new();
        let mut uncounted = Vec::new();
        for warned in self.stores.warnings(search).await {
            match warned {
                Ok(warned) => {
                    if let Some(warning) = self.map().warnings.get(warned.warning) {
                        let sentence = warning
                            .say
                            .replace("{count}", &warned.count.to_string())
                            .replace("{sum}", &warned.sum);
                        sentences.push(sentence);
                    }
                }
                Err((index, error)) => {
                    let place = self
                        .map()
                        .warnings
                        .get(index)
                        .map(|warning| self.map().resolve("", warning.collection.as_str()));
                    if let Some(place) = place {
                        uncounted.push(SystemFault {
                            system: label(self.map(), &place.store),
                            obstacle: Obstacle::Search {
                                collection: place.collection,
                                why: error.failure(),
                            },
                        });
                    }
                }
            }
        }
        (sentences, uncounted)
    }
}
