//! One item of the bench: what stands there, what in it may be about others, what was decided.

use futures::TryStreamExt;
use habeas_domain::{
    id::{Reference, SubjectId},
    map::{Collection, Place},
    redaction::{ItemAt, ItemView, suggest},
    role::Act,
    value::{Key, Record, Value},
};
use habeas_ledger::reviews;
use habeas_stores::Search;

use super::{Item, looked::DOCUMENT, read};
use crate::{Desk, DeskError, Done, PersonFile, Visitor};

/// How many records of a collection are read for the words by which the person is known.
const KNOWN_BY: usize = 50;

/// An item with whose it is.
pub(super) struct Opened {
    pub(super) subject: SubjectId,
    pub(super) case: reviews::Case,
    pub(super) item: Item,
    pub(super) name: String,
    search: Search,
}

impl Desk {
    /// One item to be read. That somebody looked is written down, for the person to see.
    ///
    /// # Errors
    /// Only who may; [`DeskError::NotFound`] where it is not there or does not wait for review.
    pub async fn bench_item(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        at: &ItemAt,
    ) -> Done<ItemView> {
        let me = visitor.staff(Act::SeeBench)?;
        let opened = self
            .open_item(visitor, reference, at, Act::SeeBench)
            .await?;
        let own = self.known_words(opened.subject, &opened.search).await?;
        let (text, original) = opened.read();
        let mut tx = self.ledger.begin().await?;
        let looked = self.read_already(&mut tx, opened.subject).await?;
        let about = (opened.subject, Act::SeeBench, Some(reference));
        self.looked(&mut tx, visitor, about, &reference.to_string())
            .await?;
        tx.commit().await?;
        let next = self.next_to_read(&opened, at).await?;
        let item = &opened.item;
        let before = looked.decision(&item.place, &item.key, &at.field);
        let secret = looked.secret();
        let seen = super::content(secret, &item.content);
        let still = before.filter(|decision| decision.content == seen);
        let system = self.map().store(&item.place.store);
        Ok(ItemView {
            reference: *reference,
            system: system.map(|store| store.label.clone()).unwrap_or_default(),
            suggestions: suggest(text.as_deref().unwrap_or_default(), &own),
            text,
            original,
            verdict: still.map(|decision| decision.verdict.clone()),
            version: before.map_or(0, |decision| decision.version),
            own: before.is_some_and(|one| super::decided_before(one, &opened.case, me)),
            next,
            line: {
                let mut line = item.line.clone();
                line.state = super::state(&looked, &opened.case, item);
                line
            },
            seen,
        })
    }

    /// The file of an item, as it stands in its store.
    ///
    /// # Errors
    /// As [`Desk::bench_item`]; [`DeskError::NotFound`] where it is no file.
    pub async fn bench_original(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        at: &ItemAt,
    ) -> Done<PersonFile> {
        let opened = self
            .open_item(visitor, reference, at, Act::SeeBench)
            .await?;
        let (_, original) = opened.read();
        original.ok_or(DeskError::NotFound)?;
        Ok(PersonFile::whole(opened.name, opened.item.content))
    }

    /// The next item of the same person that somebody has to read.
    pub(super) async fn next_to_read(&self, opened: &Opened, at: &ItemAt) -> Done<Option<ItemAt>> {
        let (all, _) = self.items(opened.subject, &opened.case).await?;
        let next = all
            .into_iter()
            .map(|item| item.line)
            .find(|line| line.state.is_open() && line.at != *at);
        Ok(next.map(|line| line.at))
    }

    pub(super) async fn open_item(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        at: &ItemAt,
        act: Act,
    ) -> Done<Opened> {
        let (subject, case) = self.bench_case(visitor, reference, act).await?;
        let place = self.map().resolve("", &at.place);
        let collection = self
            .map()
            .collection(&place)
            .filter(|collection| !self.map().is_untold(collection))
            .ok_or(DeskError::NotFound)?;
        let search = self.search(subject).await?;
        let key = self.key_of(subject, &search, &place, &at.token)?;
        let record = self.record_of(&place, &key).await?;
        let name = name(collection, &record, &at.field);
        let items = self
            .of_record(subject, (&place, collection), &record)
            .await?;
        let item = items
            .into_iter()
            .find(|item| item.line.at.field == at.field)
            .ok_or(DeskError::NotFound)?;
        Ok(Opened {
            subject,
            case,
            item,
            name,
            search,
        })
    }

    async fn record_of(&self, place: &Place, key: &Key) -> Done<Record> {
        let keys = std::slice::from_ref(key);
        let read: Result<Vec<Record>, _> = self.stores.read(place, keys).try_collect().await;
        let read = read.map_err(|error| self.unavailable(place, &error))?;
        read.into_iter().next().ok_or(DeskError::NotFound)
    }

    /// The words by which the person is known: what of a text is about them and nobody else.
    async fn known_words(&self, subject: SubjectId, search: &Search) -> Done<Vec<String>> {
        let identities = self.identities(subject).await?;
        let mut own: Vec<String> = identities.into_iter().map(|one| one.value).collect();
        for (place, _, collection) in self.map().collections() {
            let names: Vec<&str> = collection
                .fields
                .iter()
                .filter(|field| {
                    let category = field.category.as_str();
                    let about = category.starts_with("user.name");
                    (about || category.starts_with("user.contact")) && !super::looked::waits(field)
                })
                .map(|field| field.name.as_str())
                .collect();
            let Some(keys) = search.keys.get(&place).filter(|_| !names.is_empty()) else {
                continue;
            };
            // What is somebody else's too may name them.
            let keys: Vec<Key> = keys.own.iter().take(KNOWN_BY).cloned().collect();
            let read: Result<Vec<Record>, _> = self.stores.read(&place, &keys).try_collect().await;
            for record in read.map_err(|error| self.unavailable(&place, &error))? {
                let values = names.iter().filter_map(|name| record.get(name)?.as_text());
                own.extend(values.map(str::to_owned));
            }
        }
        own.sort_unstable();
        own.dedup();
        Ok(own)
    }
}

impl Opened {
    /// Its words, and how the original can be shown where it is a file.
    pub(super) fn read(&self) -> (Option<String>, Option<habeas_domain::look::Preview>) {
        let content = &self.item.content;
        if self.item.line.at.field == DOCUMENT || std::str::from_utf8(content).is_err() {
            return read::of_file(content, &self.name);
        }
        match read::of_file(content, &self.name) {
            // A text column that is no file has no original.
            (Some(text), Some(habeas_domain::look::Preview::Text)) => (Some(text), None),
            (None, Some(habeas_domain::look::Preview::Other)) => {
                (String::from_utf8(content.clone()).ok(), None)
            }
            other => other,
        }
    }
}

/// The name of a file, or of a field.
fn name(collection: &Collection, record: &Record, field: &str) -> String {
    let path = record.key.0.first().and_then(Value::as_text);
    let path = path.filter(|_| collection.pattern.is_some());
    let last = path.and_then(|path| path.rsplit('/').next());
    last.unwrap_or(field).to_owned()
}
