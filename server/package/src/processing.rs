//! `about/processing.json`: what a controller must tell beside the data (GDPR Art. 15(1)).

use habeas_domain::map::{Basis, Collection, DataMap, Disclose, Field, Name, Source};
use habeas_words::Words;
use serde_json::{Value as Json, json};

use crate::selection::{disclosure, is_silent, is_untold};

/// The rights a person has beside this copy, as message keys, with their articles.
pub(crate) const RIGHTS: [(&str, &str); 6] = [
    ("package-right-correct", "GDPR Art. 16"),
    ("package-right-delete", "GDPR Art. 17"),
    ("package-right-restrict", "GDPR Art. 18"),
    ("package-right-take-away", "GDPR Art. 20"),
    ("package-right-object", "GDPR Art. 21"),
    ("package-right-complain", "GDPR Art. 77"),
];

/// The message key and the article of a legal basis.
pub(crate) fn basis(basis: Basis) -> (&'static str, &'static str) {
    match basis {
        Basis::Consent => ("package-basis-consent", "GDPR Art. 6(1)(a)"),
        Basis::Contract => ("package-basis-contract", "GDPR Art. 6(1)(b)"),
        Basis::LegalObligation => ("package-basis-legal-obligation", "GDPR Art. 6(1)(c)"),
        Basis::VitalInterests => ("package-basis-vital-interests", "GDPR Art. 6(1)(d)"),
        Basis::PublicTask => ("package-basis-public-task", "GDPR Art. 6(1)(e)"),
        Basis::LegitimateInterests => ("package-basis-legitimate-interests", "GDPR Art. 6(1)(f)"),
    }
}

/// The message key of a source.
pub(crate) fn source(source: Source) -> &'static str {
    match source {
        Source::You => "package-source-you",
        Source::Us => "package-source-us",
        Source::Inferred => "package-source-inferred",
        Source::Others => "package-source-others",
    }
}

/// Whether the person may learn that a field exists: not if nothing of it is ever disclosed.
fn is_told(field: &Field) -> bool {
    field.show() != Disclose::No || disclosure(field) != Disclose::No
}

/// Everything held about people like this one, and why.
pub(crate) fn processing(map: &DataMap, words: &Words) -> Json {
    let controller = &map.controller;
    let purposes: Vec<Json> = map
        .purposes
        .iter()
        .map(|(id, purpose)| {
            let (key, article) = basis(purpose.basis);
            json!({
                "purpose": id,
                "label": purpose.label,
                "legal_basis": purpose.basis,
                "legal_basis_in_words": words.say(key),
                "law": article,
            })
        })
        .collect();
    let recipients: Vec<Json> = map
        .recipients
        .iter()
        .map(|(id, recipient)| json!({ "recipient": id, "label": recipient.label }))
        .collect();
    let systems: Vec<Json> = map
        .stores
        .iter()
        .filter_map(|store| {
            let collections: Vec<Json> = store
                .collections
                .iter()
                .filter(|collection| !is_silent(map, collection))
                .map(|collection| collection_json(map, collection, words))
                .collect();
            (!collections.is_empty()).then(
                || json!({ "system": store.id, "label": store.label, "collections": collections }),
            )
        })
        .collect();
    let choices: Vec<Json> = map
        .choices
        .iter()
        .map(|choice| {
            json!({ "right": choice.right, "label": choice.label, "effect": choice.effect })
        })
        .collect();
    let rights: Vec<Json> = RIGHTS
        .iter()
        .map(|(key, law)| {
            let args = [("authority", controller.authority.as_str().into())];
            json!({ "right": words.with(key, &args), "law": law })
        })
        .collect();
    json!({
        "format": 1,
        "map_version": map.version,
        "controller": {
            "name": controller.name,
            "address": controller.address,
            "email": controller.email,
            "country": controller.country,
            "authority": controller.authority,
        },
        "purposes": purposes,
        "recipients": recipients,
        "systems": systems,
        "choices": choices,
        "rights": rights,
    })
}

fn collection_json(map: &DataMap, collection: &Collection, words: &Words) -> Json {
    let fields: Vec<Json> = collection
        .fields
        .iter()
        .filter(|field| is_told(field))
        .map(|field| {
            json!({
                "field": field.name,
                "label": field.label,
                "category": field.category,
                "sensitive": field.sensitive,
                "purposes": field.purposes,
                "source": field.source,
                "source_in_words": words.say(source(field.source)),
                "recipients": field.recipients,
                "kept_until": field.until,
                "in_this_copy": disclosure(field),
            })
        })
        .collect();
    let mut json = json!({
        "collection": collection.id,
        "label": collection.label,
        "description": collection.describe,
        "fields": fields,
    });
    let keep = collection.keep.as_ref();
    let ground = keep
        .map(|keep| &keep.ground)
        .or(collection.ground.as_ref())
        .map(|ground| ground.as_str())
        .filter(|ground| !is_untold(map, ground))
        .and_then(|ground| map.grounds.get(ground));
    if let Some(ground) = ground {
        json["retention"] = json!({
            "label": ground.label,
            "law": ground.law,
            "period": keep.map(|keep| keep.period.to_string()),
            "counted_from": keep.and_then(|keep| keep.from.as_ref()).map(Name::as_str),
            "counted_from_end_of": keep.map(|keep| keep.end),
            "counted_from_last": keep.and_then(|keep| keep.last.as_ref()),
            "kept_while_there_are": keep.map(|keep| keep.while_there.as_slice()),
        });
    }
    json
}
