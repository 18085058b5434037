//! Which systems were asked, and what each answered: a package says what is missing from it.

use std::collections::BTreeMap;

use habeas_domain::map::{DataMap, Place};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::selection::{is_silent, is_untold};

/// What a collection, or a system, answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The person did not ask for it.
    NotChosen,
    /// Nothing is held.
    None,
    /// Records are held, and they are in the package.
    Found,
    /// Records are held, and they are not in the package.
    Withheld,
    /// The map names the system, but it is not connected.
    NotConnected,
    /// It could not be searched, or not to the end.
    Failed,
}

impl Status {
    /// Its name in files and in message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotChosen => "not-chosen",
            Self::None => "none",
            Self::Found => "found",
            Self::Withheld => "withheld",
            Self::NotConnected => "not-connected",
            Self::Failed => "failed",
        }
    }
}

/// One field that is not in the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WithheldField {
    pub name: String,
    pub label: String,
    /// In how many records it holds something.
    pub values: u64,
    /// The law that wants it said to be held and never shown; none where somebody reads it first.
    pub law: Option<(String, String)>,
}

impl WithheldField {
    /// Why it is not there, by its name in files.
    pub fn reason(&self) -> &'static str {
        if self.law.is_some() {
            "by-law"
        } else {
            "after-review"
        }
    }
}

/// What one collection answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub status: Status,
    pub rows: u64,
    pub ground: Option<String>,
    pub fields: Vec<WithheldField>,
    /// Documents that wait for review.
    pub documents: u64,
    /// Records of days that were not asked for.
    pub outside: u64,
}

impl Answer {
    pub fn new(status: Status, rows: u64) -> Self {
        Self {
            status,
            rows,
            ground: None,
            fields: Vec::new(),
            documents: 0,
            outside: 0,
        }
    }

    /// Whether something of it waits for review.
    pub fn holds_back(&self) -> bool {
        self.documents > 0
            || self
                .fields
                .iter()
                .any(|field| field.values > 0 && field.law.is_none())
    }
}

pub(crate) type Answers = BTreeMap<Place, Answer>;

/// One system for people: its label, the worst of its answers, its records.
pub(crate) struct System<'a> {
    pub label: &'a str,
    pub status: Status,
    pub rows: u64,
    pub parts: Vec<(&'a str, &'a str, &'a Answer)>,
    pub id: &'a str,
}

/// The systems in the map's order. Collections that nobody may be told of are left out.
pub(crate) fn systems<'a>(map: &'a DataMap, answers: &'a Answers) -> Vec<System<'a>> {
    map.stores
        .iter()
        .filter_map(|store| {
            let parts: Vec<_> = store
                .collections
                .iter()
                .filter(|collection| !is_silent(map, collection))
                .filter_map(|collection| {
                    let id = collection.id.as_str();
                    let answer = answers.get(&Place::new(store.id.as_str(), id))?;
                    let told = answer
                        .ground
                        .as_deref()
                        .is_none_or(|ground| !is_untold(map, ground));
                    told.then_some((id, collection.label.as_str(), answer))
                })
                .collect();
            Some(System {
                id: store.id.as_str(),
                label: &store.label,
                status: parts.iter().map(|(_, _, answer)| answer.status).max()?,
                rows: parts.iter().map(|(_, _, answer)| answer.rows).sum(),
                parts,
            })
        })
        .collect()
}

/// Whether every system was searched to its end.
pub(crate) fn is_complete(answers: &Answers) -> bool {
    answers
        .values()
        .all(|answer| !matches!(answer.status, Status::Failed | Status::NotConnected))
}

/// `completeness.json` without its head.
pub(crate) fn systems_json(map: &DataMap, answers: &Answers) -> Json {
    let systems = systems(map, answers);
    systems
        .iter()
        .map(|system| {
            let collections: Vec<Json> = system
                .parts
                .iter()
                .map(|(id, label, answer)| collection_json(map, id, label, answer))
                .collect();
            json!({
                "system": system.id,
                "label": system.label,
                "status": system.status,
                "rows": system.rows,
                "collections": collections,
            })
        })
        .collect()
}

fn collection_json(map: &DataMap, id: &str, label: &str, answer: &Answer) -> Json {
    let mut json = json!({
        "collection": id,
        "label": label,
        "status": answer.status,
        "rows": answer.rows,
    });
    let ground = answer.ground.as_ref().and_then(|id| map.grounds.get(id));
    if let Some(ground) = ground {
        json["ground"] = json!({ "label": ground.label, "law": ground.law });
    }
    if !answer.fields.is_empty() {
        let fields = answer.fields.iter().map(|field| {
            let mut json = json!({
                "field": field.name,
                "label": field.label,
                "values": field.values,
                "reason": field.reason(),
            });
            if let Some((what, law)) = &field.law {
                json["what"] = what.as_str().into();
                json["law"] = law.as_str().into();
            }
            json
        });
        json["withheld"] = fields.collect();
    }
    if answer.outside > 0 {
        json["outside_the_dates"] = answer.outside.into();
    }
    if answer.documents > 0 {
        json["documents_withheld"] = answer.documents.into();
    }
    json
}
