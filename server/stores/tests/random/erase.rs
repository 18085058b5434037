//! Erasing the person of a case, and looking at what is left.

use habeas_domain::map::{Severity, check_schema};
use habeas_stores::{EraseError, Intent, Pseudonyms};

use crate::{
    case::{Case, dump},
    compare::{Tally, compare},
    oracle::Oracle,
    world::{Erase, Link, LinkKind, STORES, today},
};

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
        let oracle = Oracle::new(&self.world);
        let secrets = Pseudonyms::new(*b"a secret of thirty-two bytes !!!");
        for name in self.stores.erase_order() {
            let store = STORES.iter().position(|known| *known == name).unwrap();
            let wanted = oracle.erased(store);
            let recorded = async |_: Intent| Ok::<(), std::convert::Infallible>(());
            let who = &self.world.who;
            let erasing = self
                .stores
                .erase(name, who, &plan, today(), &secrets, recorded);
            let done = erasing.await;
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
