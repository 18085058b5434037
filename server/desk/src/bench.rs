//! The bench: free text and files are held back from a copy until an officer has read them. Each
//! is let out, let out with parts covered, or withheld with a reason that the law knows. The store
//! is never altered, and what is let out is let out only as long as it stays what was read.

mod decide;
mod item;
pub(crate) mod looked;
mod pack;
pub(crate) mod read;
mod tell;

pub use decide::Redacting;
pub(crate) use looked::Looked;
pub(crate) use pack::LetOut;

use futures::StreamExt;
use habeas_domain::{
    id::{Reference, StaffId, SubjectId},
    map::{Collection, Place},
    redaction::{BenchView, ItemAt, ItemLine, ItemState, Verdict, WaitingCopy},
    role::Act,
    value::{Key, Record, Value},
};
use habeas_ledger::reviews;
use habeas_stores::Search;

use crate::{Desk, DeskError, Done, Visitor, records};
use looked::{DOCUMENT, content};

/// How many items a page lists.
const LISTED: usize = 200;

/// One item as it stands in its store.
pub(crate) struct Item {
    pub(crate) place: Place,
    pub(crate) key: Key,
    pub(crate) line: ItemLine,
    pub(crate) content: Vec<u8>,
}

impl Desk {
    /// The copies that wait until somebody has read what was held back, the oldest first. A
    /// member of staff finds nothing of their own case.
    ///
    /// # Errors
    /// Only who may.
    pub async fn waiting_copies(&self, visitor: &Visitor) -> Done<Vec<WaitingCopy>> {
        let me = visitor.staff(Act::SeeBench)?;
        let mut tx = self.ledger.read().await?;
        let cases = reviews::waiting(&mut tx).await?;
        drop(tx);
        let mut waiting = Vec::with_capacity(cases.len());
        for case in cases {
            let subject = SubjectId(case.subject_id);
            if self.is_near(me, subject).await? {
                continue;
            }
            let mut tx = self.ledger.read().await?;
            let id = habeas_domain::id::RequestId(case.request_id);
            let request = self.load_by_id(&mut tx, id).await?.request;
            waiting.push(WaitingCopy {
                reference: request.reference,
                person: self.masked(&mut tx, subject).await?,
                since: case.since,
                second: case.second_asked_at.is_some(),
            });
        }
        Ok(waiting)
    }

    /// What was held back from one copy, those first that somebody has to read. That somebody
    /// looked is written down, for the person to see.
    ///
    /// # Errors
    /// Only who may; [`DeskError::NotFound`] where nothing was held back.
    pub async fn bench(&self, visitor: &Visitor, reference: &Reference) -> Done<BenchView> {
        let (subject, case) = self.bench_case(visitor, reference, Act::SeeBench).await?;
        let (items, search) = self.items(subject, &case).await?;
        let mut tx = self.ledger.begin().await?;
        let about = (subject, Act::SeeBench, Some(reference));
        self.looked(&mut tx, visitor, about, &reference.to_string())
            .await?;
        let person = self.masked(&mut tx, subject).await?;
        tx.commit().await?;
        let mut lines: Vec<ItemLine> = items.into_iter().map(|item| item.line).collect();
        lines.sort_by_key(|line| !line.state.is_open());
        let open = lines.iter().filter(|line| line.state.is_open()).count();
        let total = lines.len();
        lines.truncate(LISTED);
        Ok(BenchView {
            reference: *reference,
            person,
            items: lines,
            total,
            open,
            missing: self.missing(&search),
            second: case.second_asked_at.is_some(),
            told_at: case.told_at,
        })
    }

    /// Whose copy it is and how its review stands.
    async fn bench_case(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        act: Act,
    ) -> Done<(SubjectId, reviews::Case)> {
        self.not_near_request(visitor, reference, act).await?;
        let mut tx = self.ledger.read().await?;
        let request = self.load(&mut tx, reference).await?.request;
        let case = reviews::case(&mut tx, request.id).await?;
        Ok((request.subject, case.ok_or(DeskError::NotFound)?))
    }

    /// Everything of a person that waits for review or was reviewed, as it stands now.
    async fn items(&self, subject: SubjectId, case: &reviews::Case) -> Done<(Vec<Item>, Search)> {
        let search = self.search(subject).await?;
        let mut tx = self.ledger.read().await?;
        let looked = self.read_already(&mut tx, subject).await?;
        drop(tx);
        let mut items = Vec::new();
        for (place, _, collection) in self.map().collections() {
            let waits = collection.fields.iter().any(looked::waits);
            if !waits || self.map().is_untold(collection) {
                continue;
            }
            let Some(keys) = search.keys.get(&place) else {
                continue;
            };
            let keys = keys.all();
            let mut rows = self.stores.read(&place, &keys).boxed();
            while let Some(record) = rows.next().await {
                let record = record.map_err(|error| self.unavailable(&place, &error))?;
                let of_record = self
                    .of_record(subject, (&place, collection), &record)
                    .await?;
                items.extend(of_record.into_iter().map(|mut item| {
                    item.line.state = state(&looked, case, &item);
                    item
                }));
            }
        }
        Ok((items, search))
    }

    /// The items of one record: the file, or each text that waits.
    async fn of_record(
        &self,
        subject: SubjectId,
        (place, collection): (&Place, &Collection),
        record: &Record,
    ) -> Done<Vec<Item>> {
        let token = records::token(self.keys.tokens.bytes(), subject, place, &record.key);
        let day = collection.dated.as_ref();
        let day = day.and_then(|field| record.get(field.as_str())?.as_text());
        let day = day.map(|day| day.chars().take(10).collect::<String>());
        let item = |field: &str, label: Option<String>, content: Vec<u8>| Item {
            place: place.clone(),
            key: record.key.clone(),
            line: ItemLine {
                at: ItemAt {
                    place: place.to_string(),
                    token: token.clone(),
                    field: field.to_owned(),
                },
                collection: collection.label.clone(),
                field: label,
                day: day.clone(),
                state: ItemState::Open,
            },
            content,
        };
        if collection.pattern.is_some() {
            let content = self.file_content(place, &record.key).await?;
            return Ok(vec![item(DOCUMENT, None, content)]);
        }
        Ok(collection
            .fields
            .iter()
            .filter(|field| looked::waits(field))
            .filter_map(|field| {
                let value = record.get(field.name.as_str())?;
                let text = value.as_text().is_none_or(|text| !text.trim().is_empty());
                let held = !matches!(value, Value::Null) && text;
                let content = looked::bytes(value).to_vec();
                held.then(|| item(field.name.as_str(), Some(field.label.clone()), content))
            })
            .collect())
    }

    /// The bytes of a file, up to what is read for its words.
    pub(crate) async fn file_content(&self, place: &Place, key: &Key) -> Done<Vec<u8>> {
        let lost = |error| self.unavailable(place, &error);
        let mut document = self.stores.object(place, key).await.map_err(lost)?;
        let mut content = Vec::new();
        while let Some(part) = document.bytes.next().await {
            content.extend_from_slice(&part.map_err(lost)?);
        }
        Ok(content)
    }
}

/// Where an item stands.
fn state(looked: &Looked, case: &reviews::Case, item: &Item) -> ItemState {
    let secret = looked.secret();
    let decision = looked
        .decision(&item.place, &item.key, &item.line.at.field)
        .filter(|decision| decision.content == content(secret, &item.content));
    let Some(decision) = decision else {
        return ItemState::Open;
    };
    let again = case
        .second_asked_at
        .is_some_and(|asked| decision.at < asked);
    match &decision.verdict {
        Verdict::Shown { parts } if parts.is_empty() => ItemState::Shown,
        _ if again => ItemState::OpenAgain,
        Verdict::Shown { .. } => ItemState::ShownInPart,
        Verdict::Withheld { .. } => ItemState::Withheld,
    }
}

/// Whether a member of staff decided an item before the person asked for somebody else to look.
fn decided_before(decision: &looked::Decision, case: &reviews::Case, me: StaffId) -> bool {
    case.second_asked_at
        .is_some_and(|asked| decision.at < asked && decision.by == me)
}
