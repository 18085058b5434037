//! A receipt as plain text: for the mail, for paper, and for `habeas receipt verify`.

use habeas_domain::receipt::{
    CollectionReceipt, Receipt, RecipientReceipt, Round, StoreReceipt, StoreStatus,
};
use habeas_words::{Arg, Words};

use crate::readme::{line, paragraph, wrap};

/// The receipt in the person's language.
pub fn receipt_text(receipt: &Receipt, words: &Words) -> String {
    let mut text = String::new();
    let title = words.say("receipt-title");
    line(&mut text, &title);
    line(&mut text, &"=".repeat(title.chars().count()));
    for (key, value) in facts(receipt, words) {
        line(&mut text, &format!("{}: {value}", words.say(key)));
    }
    if !receipt.areas.is_empty() {
        let said = format!(
            "{}: {}",
            words.say("receipt-areas"),
            words.list(&receipt.areas)
        );
        wrap(&mut text, "", &said);
    }
    line(&mut text, "");
    let totals = receipt.totals();
    let args = [
        ("company", Arg::from(&receipt.company)),
        ("deleted", totals.deleted.into()),
        ("anonymised", totals.anonymised.into()),
        ("unlinked", totals.unlinked.into()),
        ("kept", totals.kept.into()),
    ];
    paragraph(&mut text, "", &words.with("receipt-summary", &args));
    for store in &receipt.stores {
        line(&mut text, &store.label);
        if store.collections.is_empty() {
            wrap(&mut text, "  ", &words.say("receipt-nothing-held"));
        }
        for collection in &store.collections {
            collection_lines(&mut text, collection, words);
        }
        for said in receipt_store_lines(store, words) {
            wrap(&mut text, "  ", &said);
        }
        line(&mut text, "");
    }
    for round in &receipt.rounds {
        wrap(&mut text, "", &receipt_round(round, words));
    }
    if receipt.rounds.is_empty() {
        wrap(&mut text, "", &words.say("receipt-round-none"));
    }
    line(&mut text, "");
    if let Some(suppression) = &receipt.suppression {
        let note = match suppression.until {
            Some(until) => words.with("receipt-suppression-until", &[("until", until.into())]),
            None => words.say("receipt-suppression"),
        };
        paragraph(&mut text, "", &note);
    }
    for later in &receipt.later {
        let args = [
            ("date", Arg::from(words.date(later.done_at.date_naive()))),
            ("number", Arg::from(&later.reference)),
        ];
        paragraph(&mut text, "", &words.with("receipt-later", &args));
    }
    if !receipt.recipients.is_empty() {
        line(&mut text, &words.say("receipt-recipients"));
        for said in receipt_recipients(receipt, words) {
            wrap(&mut text, "  ", &said);
        }
        line(&mut text, "");
    }
    line(&mut text, &words.say("receipt-limits-title"));
    let args = [("map", Arg::from(&receipt.map_version))];
    for key in &receipt.limits {
        // A receipt outlives the version that wrote it: a key of a later one is left out.
        if let Some(limit) = words.find(key, &args) {
            wrap(&mut text, "  ", &limit);
        }
    }
    line(&mut text, "");
    let args = [("authority", Arg::from(&receipt.authority))];
    wrap(&mut text, "", &words.with("receipt-complain", &args));
    text
}

/// What is said of a system beyond its records: that it did not answer, and where older copies are.
fn receipt_store_lines(store: &StoreReceipt, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if store.status == StoreStatus::NotReachable {
        lines.push(words.say("receipt-not-reachable"));
    }
    for remain in &store.remains {
        let what = words.of("receipt-remain", remain.what.as_str());
        let what = ("what", Arg::from(what));
        lines.push(match remain.until {
            Some(until) => words.with("receipt-remains-until", &[what, ("until", until.into())]),
            None => words.with("receipt-remains", &[what]),
        });
    }
    lines
}

/// One search afterwards, in a sentence.
fn receipt_round(round: &Round, words: &Words) -> String {
    let mut args = vec![
        ("moment", Arg::from(words.moment(&round.at))),
        ("count", round.found_left.into()),
    ];
    if round.is_whole() {
        return words.with("receipt-round", &args);
    }
    args.push(("systems", words.list(&round.not_reached).into()));
    words.with("receipt-round-not-reached", &args)
}

/// Who else had got the data, each with whether they were told.
fn receipt_recipients(receipt: &Receipt, words: &Words) -> Vec<String> {
    let said = |one: &RecipientReceipt| match one.told_at {
        Some(at) => words.with("told-on", &[("date", words.date(at.date_naive()).into())]),
        None => words.say("told-not-yet"),
    };
    let recipients = receipt.recipients.iter();
    recipients
        .map(|one| format!("{}: {}", one.label, said(one)))
        .collect()
}

fn facts(receipt: &Receipt, words: &Words) -> [(&'static str, String); 6] {
    [
        ("reference", receipt.reference.clone()),
        ("receipt-company", receipt.company.clone()),
        ("receipt-asked-on", words.date(receipt.asked_on)),
        ("receipt-approved-on", words.date(receipt.approved_on)),
        ("receipt-done-at", words.moment(&receipt.done_at)),
        (
            "receipt-versions",
            format!("{} / {}", receipt.map_version, receipt.tool_version),
        ),
    ]
}

fn collection_lines(text: &mut String, collection: &CollectionReceipt, words: &Words) {
    let counts = [
        ("receipt-deleted", collection.deleted),
        ("receipt-anonymised", collection.anonymised),
        ("receipt-unlinked", collection.unlinked),
    ];
    for (key, count) in counts {
        if count > 0 {
            let said = words.with(key, &[("count", count.into())]);
            wrap(text, "  ", &format!("{}: {said}", collection.label));
        }
    }
    for kept in &collection.kept {
        let mut args = vec![
            ("count", Arg::from(kept.count)),
            ("ground", Arg::from(&kept.ground)),
            ("law", Arg::from(&kept.law)),
        ];
        let key = match kept.until {
            Some(until) => {
                args.push(("until", until.into()));
                "receipt-kept-until"
            }
            None => "receipt-kept",
        };
        let said = words.with(key, &args);
        wrap(text, "  ", &format!("{}: {said}", collection.label));
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use habeas_domain::receipt::{
        KeptReceipt, LaterReceipt, RECEIPT_FORMAT, Remain, RemainKind, Suppression,
    };
    use habeas_words::Locale;

    use super::*;

    fn receipt() -> Receipt {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap_or_default();
        let until = NaiveDate::from_ymd_opt(2033, 12, 31);
        Receipt {
            format: RECEIPT_FORMAT,
            reference: "HB-7K2M-93QF".into(),
            company: "Fernhill".into(),
            authority: "the DPC, Dublin".into(),
            map_version: "2026-11-01".into(),
            map_digest: String::new(),
            tool_version: "0.1.0".into(),
            areas: Vec::new(),
            asked_on: day,
            approved_on: day,
            done_at: DateTime::UNIX_EPOCH,
            stores: vec![
                StoreReceipt {
                    label: "Our web shop".into(),
                    collections: vec![CollectionReceipt {
                        label: "Orders".into(),
                        deleted: 1200,
                        anonymised: 1,
                        unlinked: 2,
                        kept: vec![KeptReceipt {
                            count: 9,
                            ground: "Tax law".into(),
                            law: "TCA".into(),
                            until,
                        }],
                    }],
                    status: StoreStatus::Answered,
                    remains: vec![
                        Remain {
                            what: RemainKind::Backups,
                            until: NaiveDate::from_ymd_opt(2026, 4, 5),
                        },
                        Remain {
                            what: RemainKind::FreePages,
                            until: None,
                        },
                    ],
                },
                StoreReceipt {
                    label: "Our help desk".into(),
                    collections: Vec::new(),
                    status: StoreStatus::NotReachable,
                    remains: Vec::new(),
                },
            ],
            rounds: vec![
                Round {
                    at: DateTime::UNIX_EPOCH,
                    found_left: 0,
                    not_reached: Vec::new(),
                },
                Round {
                    at: DateTime::UNIX_EPOCH,
                    found_left: 0,
                    not_reached: vec!["Our help desk".into()],
                },
            ],
            suppression: Some(Suppression { until }),
            recipients: vec![
                RecipientReceipt {
                    label: "The parcel carrier".into(),
                    told_at: Some(DateTime::UNIX_EPOCH),
                },
                RecipientReceipt {
                    label: "The bank".into(),
                    told_at: None,
                },
            ],
            later: vec![LaterReceipt {
                reference: "HB-93QF-7K2M".into(),
                done_at: DateTime::UNIX_EPOCH,
            }],
            limits: vec![
                "receipt-limit-systems".into(),
                "receipt-limit-of-2031".into(),
            ],
        }
    }

    #[test]
    fn it_reads_as_a_statement() {
        let text = receipt_text(&receipt(), Words::for_locale(Locale::En));
        assert!(
            !text.contains("missing:") && !text.contains("broken:"),
            "{text}"
        );
        // Lines are broken wherever they get too long.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [
            "Your number: HB-7K2M-93QF",
            "Orders: 1,200 deleted.",
            "Orders: 9 kept until 31 December 2033. Tax law (TCA).",
            "Our help desk Nothing held.",
            "Older copies in backups are gone after 5 April 2026.",
            "Older copies in pages that the database has freed: we cannot say when they are gone.",
            "This system did not answer when it was last asked.",
            "all systems were searched again. Nothing was left.",
            "all systems but Our help desk were searched again. Nothing was left.",
            "The parcel carrier: told on 1 January 1970",
            "The bank: not told yet",
            "What had to stay was erased, in part or whole, on 1 January 1970: HB-93QF-7K2M.",
            "version 2026-11-01 of the data map",
            "complain to the DPC, Dublin.",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
    }
}
