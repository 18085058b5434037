//! A package and a receipt in the language that disguises English: what can be read plainly came
//! from no message file.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};

use habeas_domain::receipt::{
    CollectionReceipt, KeptReceipt, LaterReceipt, RECEIPT_FORMAT, Receipt, RecipientReceipt,
    Remain, RemainKind, Round, StoreReceipt, StoreStatus, Suppression,
};
use habeas_package::receipt_text;
use habeas_testing::{greek, in_greek, plain_words, said};
use habeas_words::{Locale, Words};
use serde_json::Value as Json;

use crate::sample::{MESSAGES, at, map, package_of};

/// What is data here, and not a word of ours: values, and names of files and columns.
fn known() -> BTreeSet<String> {
    let mut known: BTreeSet<String> = MESSAGES
        .iter()
        .flatten()
        .map(|text| text.trim().to_owned())
        .collect();
    for (_, store, collection) in map().collections() {
        known.extend([store.id.to_string(), collection.id.to_string()]);
        known.insert(store.id.to_string().to_lowercase().replace(' ', "-"));
        known.extend(collection.fields.iter().map(|field| field.name.to_string()));
    }
    known.extend(
        [
            "maria@example.com",
            "p@fernhill.example",
            "m@x",
            "habeas/package",
            "habeas/manifest",
            "../../etc/passwd",
            "invoices/9/R-1.pdf",
            "invoices/9/r-1.PDF",
            // What the caller says was taken out, and meanings that have no message.
            "names of others",
            // Folders of the package.
            "choices/",
            "data/",
            "files/",
            "requests/",
            "view/",
            "Account",
            "Orders",
            "Conversations",
            "Documents",
            "{\"size\": 1.50, \"tags\": [\"=x\"]}",
        ]
        .map(str::to_owned),
    );
    known
}

/// The sentences of a JSON file: texts with a gap in them. What has none is for machines.
fn sentences(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::String(text) if text.contains(' ') && !text.contains("; charset=") => {
            found.push(text.clone());
        }
        Json::Array(items) => items.iter().for_each(|item| sentences(item, found)),
        Json::Object(fields) => fields.values().for_each(|value| sentences(value, found)),
        _ => {}
    }
}

#[test]
fn no_word_of_a_package_came_from_anywhere_but_the_message_files() {
    let mut map = map();
    in_greek(&mut map);
    let (_, zip) = package_of(&map, Locale::Pseudo);
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let mut known = known();
    known.extend(names.iter().cloned());
    known.extend(
        names
            .iter()
            .filter_map(|name| name.rsplit('/').next())
            .map(str::to_owned),
    );
    for name in &names {
        // Its folders.
        known.extend(
            name.match_indices('/')
                .map(|(at, _)| name[..=at].to_owned()),
        );
    }
    let mut stray = BTreeSet::new();
    let mut read = 0;
    for name in names
        .iter()
        .filter(|name| !name.starts_with("data/") && !name.starts_with("files/"))
    {
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        let mut texts = Vec::new();
        match name.rsplit('.').next() {
            Some("txt") => texts.extend(text.lines().map(str::to_owned)),
            Some("html") => texts.extend(said(&text)),
            Some("json") if name != "requests/requests.json" => {
                sentences(&serde_json::from_str(&text).unwrap(), &mut texts);
            }
            _ => continue,
        }
        read += texts.len();
        for text in texts {
            let words = plain_words(&text, &known);
            if !words.is_empty() {
                stray.insert(format!("{name}: {words:?} in {text:?}"));
            }
        }
    }
    assert!(read > 100, "{read}");
    assert!(stray.is_empty(), "{stray:#?}");
}

#[test]
fn no_word_of_a_receipt_came_from_anywhere_but_the_message_files() {
    let day = at().date_naive();
    let collection = CollectionReceipt {
        label: greek("Orders"),
        deleted: 1,
        anonymised: 2,
        unlinked: 3,
        kept: vec![KeptReceipt {
            count: 4,
            ground: greek("Tax law"),
            law: greek("Section 886"),
            until: Some(day),
        }],
    };
    let mut receipt = Receipt {
        format: RECEIPT_FORMAT,
        reference: "HB-7K2M-93QF".into(),
        company: greek("Fernhill"),
        authority: greek("Commission"),
        map_version: "1".into(),
        map_digest: "c0ffee".into(),
        tool_version: "0.1.0".into(),
        areas: vec![greek("Orders")],
        asked_on: day,
        approved_on: day,
        done_at: at(),
        stores: vec![
            StoreReceipt {
                label: greek("Our web shop"),
                collections: vec![collection],
                status: StoreStatus::NotReachable,
                remains: vec![Remain {
                    what: RemainKind::Backups,
                    until: Some(day),
                }],
            },
            StoreReceipt {
                label: greek("Support"),
                collections: Vec::new(),
                status: StoreStatus::Answered,
                remains: vec![Remain {
                    what: RemainKind::Logs,
                    until: None,
                }],
            },
        ],
        rounds: vec![Round {
            at: at(),
            found_left: 0,
            not_reached: Vec::new(),
        }],
        suppression: Some(Suppression { until: Some(day) }),
        recipients: vec![RecipientReceipt {
            label: greek("The parcel carrier"),
            told_at: Some(at()),
        }],
        later: vec![LaterReceipt {
            reference: "HB-7K2M-93QF".into(),
            done_at: at(),
        }],
        limits: [
            "systems",
            "backups",
            "anonymised",
            "told",
            "paper",
            "return",
        ]
        .map(|limit| format!("receipt-limit-{limit}"))
        .into(),
    };
    let words = Words::for_locale(Locale::Pseudo);
    for (rounds, suppression) in [(true, true), (false, false), (true, false)] {
        if !rounds {
            receipt.rounds.clear();
        } else if !suppression {
            receipt.rounds.push(Round {
                at: at(),
                found_left: 2,
                not_reached: vec![greek("Support")],
            });
        }
        if !suppression {
            receipt.suppression = None;
        }
        let text = receipt_text(&receipt, words);
        assert!(
            !text.contains("⟦missing:") && !text.contains("⟦broken:"),
            "{text}"
        );
        for line in text.lines() {
            assert_eq!(plain_words(line, &BTreeSet::new()), [""; 0], "{line}");
        }
    }
}
