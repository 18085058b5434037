//! One collection on a page of its own: words, order, pages. What somebody looks for among their
//! own data is personal data too, so it stands in no address but sealed, and not for long.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    id::SubjectId,
    look::BrowseView,
    map::{Collection, Disclose, Field, Place},
    role::Act,
    validate::Fault,
    view::{CollectionView, SHOWN_AT_ONCE},
};
use habeas_ledger::SecretKey;
use habeas_stores::Browse;
use serde::{Deserialize, Serialize};

use crate::{Desk, DeskError, Done, Problem, Visitor};

/// How long the words in an address can be opened.
const WORDS_KEPT: TimeDelta = TimeDelta::hours(1);
/// The most that is looked for, in characters.
const LONGEST_WORDS: usize = 100;
/// How many words are looked for at once.
const MOST_WORDS: usize = 6;

/// What of a collection is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looking {
    /// Words, sealed by [`Desk::seal_words`]; none = everything.
    pub at: Option<String>,
    /// The field to sort by.
    pub sort: Option<String>,
    /// Whether the greatest comes first.
    pub down: bool,
    /// Which page, from nought.
    pub page: usize,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    until: DateTime<Utc>,
    words: String,
}

impl Desk {
    /// A part of one collection.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the map has no such collection or nothing is held in it.
    pub async fn collection(
        &self,
        visitor: &Visitor,
        place: &str,
        looking: &Looking,
    ) -> Done<BrowseView> {
        let subject = visitor.customer(Act::SeeOwnData)?;
        let place = self.map().resolve("", place);
        let store = self.map().store(&place.store).ok_or(DeskError::NotFound)?;
        let collection = store
            .collection(&place.collection)
            .filter(|collection| !self.map().is_untold(collection))
            .ok_or(DeskError::NotFound)?;
        let search = self.search(subject).await?;
        let Some(keys) = search.keys.get(&place) else {
            return Err(match search.found.answer(&place) {
                Some(habeas_domain::found::Answer::Failed { .. }) => {
                    DeskError::Unavailable(self.missing(&search))
                }
                _ => DeskError::NotFound,
            });
        };
        let open = |field: &&Field| is_open(field);
        let fields: Vec<&Field> = collection.fields.iter().filter(open).collect();
        let known = |name: &String| fields.iter().any(|field| field.name.as_str() == name);
        let sort = looking.sort.clone().filter(known);
        let words = self.open_words(subject, &place, looking.at.as_deref());
        let look = Browse {
            words: split(&words),
            within: fields.iter().map(|field| field.name.to_string()).collect(),
            down: looking.down,
            skip: looking.page.saturating_mul(SHOWN_AT_ONCE),
            take: SHOWN_AT_ONCE,
            sort,
        };
        let all = keys.all();
        let browsed = self.stores.browse(&place, &all, &look).await;
        let browsed = browsed.map_err(|error| self.unavailable(&place, &error))?;
        let said = self.beside(subject).await?;
        let records = browsed
            .records
            .iter()
            .map(|record| {
                let shared = keys.shared.contains(&record.key);
                self.record_view(subject, &place, collection, (record, shared), &said)
            })
            .collect();
        Ok(BrowseView {
            collection: CollectionView {
                place: place.to_string(),
                label: collection.label.clone(),
                describe: collection.describe.clone(),
                system: store.label.clone(),
                total: all.len() as u64,
                records,
            },
            matching: browsed.total,
            at: looking.at.clone().filter(|_| !words.is_empty()),
            words,
            sorts: sorts(collection),
            sort: look.sort,
            down: looking.down,
            page: looking.page,
        })
    }

    /// Seals what is looked for in a collection, for an address; nothing where nothing is.
    ///
    /// # Errors
    /// Where it is too long.
    pub fn seal_words(&self, visitor: &Visitor, place: &str, words: &str) -> Done<Option<String>> {
        let subject = visitor.customer(Act::SeeOwnData)?;
        let place = self.map().resolve("", place);
        self.map().collection(&place).ok_or(DeskError::NotFound)?;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return Ok(None);
        }
        if words.chars().count() > LONGEST_WORDS {
            let fault = Fault::TooLong(LONGEST_WORDS);
            return Err(DeskError::answer("q", Problem::Value(fault)));
        }
        let until = self.now() + WORDS_KEPT;
        let sealed = Sealed { until, words };
        let text = serde_json::to_vec(&sealed).map_err(anyhow::Error::from)?;
        let bytes = self
            .words_key()
            .seal(&self.dice, &about(subject, &place), &text)?;
        Ok(Some(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The words of an address; none where it is too old, or somebody else's.
    fn open_words(&self, subject: SubjectId, place: &Place, at: Option<&str>) -> String {
        let opened = || -> Option<Sealed> {
            let bytes = URL_SAFE_NO_PAD.decode(at?).ok()?;
            let text = self.words_key().open(&about(subject, place), &bytes).ok()?;
            serde_json::from_slice(&text).ok()
        };
        opened()
            .filter(|sealed| sealed.until > self.now())
            .map(|sealed| sealed.words)
            .unwrap_or_default()
    }

    fn words_key(&self) -> SecretKey {
        self.keys.tokens.derive("words-in-addresses")
    }
}

fn about(subject: SubjectId, place: &Place) -> String {
    format!("words/{}/{place}", subject.0)
}

/// Whether a field is on the page as it is: what is hidden must not be found out by looking for
/// it, nor by the order.
fn is_open(field: &Field) -> bool {
    field.show() == Disclose::Yes && !field.sensitive && !field.category.starts_with("system")
}

fn sorts(collection: &Collection) -> Vec<(String, String)> {
    collection
        .fields
        .iter()
        .filter(|field| is_open(field))
        .map(|field| (field.name.to_string(), field.label.clone()))
        .collect()
}

fn split(words: &str) -> Vec<String> {
    words
        .split_whitespace()
        .take(MOST_WORDS)
        .map(str::to_owned)
        .collect()
}
