//! A receipt as plain text: for the mail, for paper, and for `habeas receipt verify`.

use habeas_domain::receipt::{CollectionReceipt, Receipt};
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
        line(&mut text, "");
    }
    for round in &receipt.rounds {
        let args = [
            ("moment", Arg::from(words.moment(&round.at))),
            ("count", round.found_left.into()),
        ];
        wrap(&mut text, "", &words.with("receipt-round", &args));
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
