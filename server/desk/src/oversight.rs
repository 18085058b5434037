//! The data map beside the live stores, and the records of processing, for those who watch.

use habeas_domain::{
    map::DataMap,
    oversight::{MapPage, Processing, StoreSeen, records},
    role::Act,
};
use habeas_ledger::audit::Entry;

use crate::{
    Csv, Desk, Done, Visitor,
    csv::{file, line},
};

impl Desk {
    /// The map, with what each store really looks like now.
    ///
    /// # Errors
    /// Only who may.
    pub async fn map_page(&self, visitor: &Visitor) -> Done<MapPage> {
        visitor.staff(Act::SeeMap)?;
        let facts = self.stores.glance().await.facts();
        let stores = self.map().stores.iter().filter_map(|store| {
            let facts = facts.get(store.id.as_str())?;
            Some(StoreSeen::of(store, facts))
        });
        Ok(MapPage {
            stores: stores.collect(),
            digest: self.map().digest(),
            map: self.map().clone(),
        })
    }

    /// The records of processing (GDPR Art. 30), made from the map, with the map's version.
    ///
    /// # Errors
    /// Only who may.
    pub fn processing(&self, visitor: &Visitor) -> Done<(String, Vec<Processing>)> {
        visitor.staff(Act::SeeMap)?;
        Ok((self.map().version.clone(), records(self.map())))
    }

    /// The records of processing as CSV.
    ///
    /// # Errors
    /// Only who may.
    pub async fn export_processing(&self, visitor: &Visitor) -> Done<Csv> {
        visitor.staff(Act::ExportLedger)?;
        let body = serde_json::json!({ "v": 1, "what": "exported-processing" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::ExportLedger).with(body);
        self.alone(&entry).await?;
        let rows = rows(self.map());
        let heads = [
            "purpose",
            "legal_basis",
            "categories",
            "systems",
            "recipients",
            "kept_until",
            "sensitive",
        ];
        Ok(file(&heads, rows, |rows| async move { Ok((rows, None)) }))
    }
}

fn rows(map: &DataMap) -> Vec<u8> {
    records(map)
        .iter()
        .flat_map(|one| {
            let basis = serde_json::to_value(one.basis).unwrap_or_default();
            let yes = if one.sensitive { "yes" } else { "no" };
            line(&[
                one.purpose.as_str(),
                basis.as_str().unwrap_or_default(),
                &one.categories.join("; "),
                &one.systems.join("; "),
                &one.recipients.join("; "),
                &one.until.join("; "),
                yes,
            ])
        })
        .collect()
}
