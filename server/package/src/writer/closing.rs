//! The files that come last: what was found, what was left out, the list of everything.

use std::io::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use ed25519_dalek::SigningKey;
use habeas_domain::proof::public_text;
use habeas_words::Words;
use serde_json::{Value as Json, json};

use super::PackageWriter;
use crate::{
    cell::DEFUSED,
    completeness::{is_complete, systems_json},
    manifest::{CsvRule, MANIFEST, MANIFEST_KIND, Manifest, PACKAGE_FORMAT, Parts, SigningKeyNote},
};

impl<W: Write + Send + 'static> PackageWriter<'_, W> {
    pub(super) fn completeness_json(&self) -> Json {
        let complete = is_complete(&self.answers);
        let words = self.about.words;
        json!({
            "format": 1,
            "reference": self.about.reference,
            "generated_at": rfc3339(self.about.generated_at),
            "map_version": self.about.map.version,
            "complete": complete,
            "statement": if complete {
                words.say("package-complete")
            } else {
                words.say("package-incomplete")
            },
            "asked_for": self.about.scope,
            "systems": systems_json(self.about.map, &self.answers),
        })
    }

    pub(super) fn redactions_json(&self) -> Json {
        let withheld: Vec<Json> = self
            .answers
            .iter()
            .flat_map(|(place, answer)| {
                let fields = answer.fields.iter().filter(|field| field.values > 0);
                fields
                    .map(move |field| {
                        json!({
                            "system": place.store,
                            "collection": place.collection,
                            "field": field.name,
                            "count": field.values,
                            "reason": field.reason(),
                        })
                    })
                    .chain((answer.documents > 0).then(|| {
                        json!({
                            "system": place.store,
                            "collection": place.collection,
                            "documents": true,
                            "count": answer.documents,
                            "reason": "after-review",
                        })
                    }))
            })
            .collect();
        let removed: Vec<Json> = self
            .removed
            .iter()
            .map(|((place, whole, reason), count)| {
                json!({
                    "system": place.store,
                    "collection": place.collection,
                    "what": if *whole { "whole" } else { "part" },
                    "reason": reason,
                    "label": self.about.words.of("withhold", reason.as_str()),
                    "law": self.about.words.of("withhold-law", reason.as_str()),
                    "count": count,
                })
            })
            .collect();
        json!({
            "format": 1,
            "statement": self.about.words.say("package-redactions"),
            "withheld": withheld,
            "removed": removed,
        })
    }

    pub(super) fn datapackage_json(&self) -> Json {
        json!({
            "profile": "tabular-data-package",
            "name": "data",
            "title": self.about.words.with(
                "package-title",
                &[("company", self.about.map.controller.name.as_str().into())],
            ),
            "created": rfc3339(self.about.generated_at),
            "resources": self.resources,
        })
    }

    pub(super) fn manifest(&self, key: &SigningKey, key_id: &str) -> Manifest {
        Manifest {
            format: PACKAGE_FORMAT,
            reference: self.about.reference.to_owned(),
            generated_at: rfc3339(self.about.generated_at),
            company: self.about.map.controller.name.clone(),
            map_version: self.about.map.version.clone(),
            tool_version: self.about.tool_version.to_owned(),
            language: self.about.words.locale().tag().to_owned(),
            parts: Parts { number: 1, of: 1 },
            key: SigningKeyNote {
                id: key_id.to_owned(),
                public: public_text(&key.verifying_key()),
                message: signed_message(self.about.words),
            },
            csv: csv_rule(self.about.words),
            files: self.files.clone(),
        }
    }
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The form of what is signed, for those who check with other tools.
fn signed_message(words: &Words) -> String {
    let kind = MANIFEST_KIND;
    let length = words.with("package-signed-length", &[("file", MANIFEST.into())]);
    format!(
        "HabeasProofV1 {} {kind} <{length}> <{MANIFEST}>",
        kind.len()
    )
}

fn csv_rule(words: &Words) -> CsvRule {
    CsvRule {
        encoding: "utf-8".into(),
        dialect: words.say("package-csv-dialect"),
        defused: DEFUSED.into(),
        undo: words.say("package-csv-undo"),
        exempt: words.say("package-csv-exempt"),
        empty: words.say("package-csv-empty"),
    }
}
