//! Values as the stores hold them now, for what is compared here and shown nowhere.

use futures::TryStreamExt;
use habeas_domain::{
    identity::Identity,
    map::{Collection, Field, Place},
    value::{Key, Record},
};

use crate::{Desk, Done};

/// More records of one collection than this are not compared.
const MOST: usize = 1000;

impl Desk {
    /// The records that these identities find, of every collection with a field that is wanted.
    ///
    /// # Errors
    /// [`crate::DeskError::Unavailable`] where a store that is needed does not answer.
    pub(crate) async fn live(
        &self,
        identities: &[Identity],
        wanted: impl Fn(&Place, &Collection, &Field) -> bool,
    ) -> Done<Vec<(Place, Vec<Record>)>> {
        if identities.is_empty() {
            return Ok(Vec::new());
        }
        let search = self.stores.find(identities, self.today()).await;
        let mut found = Vec::new();
        for (place, _, collection) in self.map().collections() {
            if !collection
                .fields
                .iter()
                .any(|field| wanted(&place, collection, field))
            {
                continue;
            }
            let Some(keys) = search.keys.get(&place) else {
                let missing = self.missing(&search);
                match search.found.answer(&place) {
                    Some(habeas_domain::found::Answer::Failed { .. }) => {
                        return Err(crate::DeskError::Unavailable(missing));
                    }
                    _ => continue,
                }
            };
            let mut keys: Vec<Key> = keys.all();
            keys.truncate(MOST);
            let records: Result<Vec<Record>, _> =
                self.stores.read(&place, &keys).try_collect().await;
            match records {
                Ok(records) => found.push((place, records)),
                Err(error) => return Err(self.unavailable(&place, &error)),
            }
        }
        Ok(found)
    }
}
