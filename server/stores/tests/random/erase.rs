//! Erasing the person of a case, and looking at what is left.

use habeas_domain::map::{Severity, check_schema};
use habeas_stores::{EraseError, Intent, Order, Pseudonyms, StepOutcome, Stores};

use crate::{
    case::{Case, dump},
    compare::{Tally, compare},
    oracle::Oracle,
    world::{Erase, Link, LinkKind, STORES, today},
};

/// Erases in as many transactions as it takes. Every other intent is lost before it is recorded,
/// as by a crash, and its records are gone over again.
async fn in_chunks(
    stores: &Stores,
    order: Order<'_>,
    tally: &mut Tally,
) -> Result<(), EraseError<()>> {
    let mut done: Vec<StepOutcome> = Vec::new();
    for turn in 0_u64.. {
        let order = Order {
            done: &done,
            ..order
        };
        let lost = |intent: &Intent| intent.unfinished && turn.is_multiple_of(2);
        let recorded = async |intent: Intent| if lost(&intent) { Err(()) } else { Ok(()) };
        match stores.erase_some(order, recorded).await {
            Err(EraseError::Intent(())) => {}
            Err(error) => return Err(error),
            Ok(outcome) => {
                tally.chunks += u64::from(outcome.unfinished);
                done.extend(outcome.steps);
                if !outcome.unfinished {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

impl Case {
    /// Plans and erases, store by store, and looks again.
    pub async fn erase(&mut self, tally: &mut Tally, turn: usize) -> Result<(), String> {
        let before = dump(&mut self.databases, &self.world).await;
        let (plan, search) = self.stores.plan(&self.world.who, today()).await;
        tally.add(&self.found(&search)?);
        if self.seed.is_multiple_of(10) {
            tally.checked += 1;
            tally.impossible += u64::from(self.foretold().await);
        }
        // What is counted without being read is counted right.
        let (counted, survey) = self.small.plan(&self.world.who, today()).await;
        tally.vast += survey.vast.len() as u64;
        if counted != plan {
            return Err(format!("planned {counted:?} instead of {plan:?}"));
        }
        let oracle = Oracle::new(&self.world);
        let secrets = Pseudonyms::new(*b"a secret of thirty-two bytes !!!");
        for name in self.stores.erase_order() {
            let store = STORES.iter().position(|known| *known == name).unwrap();
            let wanted = oracle.erased(store);
            // What cannot be done at all is not begun in parts.
            let stores = match wanted.is_ok() && self.seed.is_multiple_of(2) {
                true => &self.small,
                false => &self.stores,
            };
            let order = Order {
                store: name,
                identities: &self.world.who,
                approved: &plan,
                today: today(),
                secrets: &secrets,
                done: &[],
            };
            let done = in_chunks(stores, order, tally).await;
            let now = self.databases[store].dump(&self.world, store).await;
            match (wanted, done) {
                (Err(why), Err(_)) if !self.foretold().await => {
                    return Err(format!("refused, but no check of the map says so: {why}"));
                }
                (Err(_), Err(_)) => {
                    let same = before.iter().filter(|(at, _)| now.contains_key(at));
                    if let Some((at, _)) = same.clone().find(|(at, rows)| now[at] != **rows) {
                        return Err(format!("a refused erasure changed table {at}"));
                    }
                    tally.refused += 1;
                }
                (Ok(_), Err(EraseError::Drift(_))) if self.may_reopen(store) => {
                    tally.reopened += 1;
                }
                (Ok(_), Err(error)) => return Err(format!("the erasure was refused: {error:?}")),
                (Err(why), Ok(_)) => return Err(format!("the erasure should be refused: {why}")),
                (Ok(wanted), Ok(_)) => compare(&before, &wanted, &now, turn)?,
            }
        }
        for (at, rows) in dump(&mut self.databases, &self.world).await {
            self.world.tables[at].rows = rows.into_values().collect();
        }
        let who = std::mem::replace(&mut self.world.who, search.identities_met);
        let again = self.stores.find(&self.world.who, today()).await;
        self.found(&again)
            .map_err(|why| format!("afterwards: {why}"))?;
        self.world.who = who;
        Ok(())
    }

    /// Whether a check of the map against the live schema finds that it cannot be executed.
    async fn foretold(&self) -> bool {
        let facts = self.stores.facts().await.into_iter();
        let facts = facts.filter_map(|(store, facts)| Some((store, facts.ok()?)));
        let findings = check_schema(self.stores.map(), &facts.collect());
        findings
            .iter()
            .any(|finding| finding.severity == Severity::Fault)
    }

    /// Whether records of the other store that were anonymised before this one's turn refer here.
    /// They are nobody's then, so what they refer to is shared, and that is for a person to see.
    fn may_reopen(&self, store: usize) -> bool {
        self.world.tables.iter().any(|table| {
            let refers = |link: &Link| {
                link.kind == LinkKind::Refers && self.world.tables[link.to].store == store
            };
            table.store != store
                && table.erase == Erase::Anonymise
                && table.links.iter().any(refers)
        })
    }
}
