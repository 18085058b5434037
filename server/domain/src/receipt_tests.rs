#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use chrono::TimeZone;

use super::*;
use crate::{
    found::{Answer, Classes, Found, KeptCount},
    map::parse,
    plan::plan,
};

const MAP: &str = r#"
habeas: 1
version: "2026-11-01"
controller: { name: "Fernhill", address: "1 High St", email: p@fernhill.example, country: IE, authority: "DPC, Dublin" }
grounds:
  tax: { label: "Tax law", law: "TCA 1997 s. 886" }
  fraud: { label: "We suspect fraud", law: "Art. 17(3)(e)", tell: nobody }
stores:
  - id: shop
    kind: sqlite
    label: "Our web shop"
    connect: env:SHOP
    collections:
      - { id: customers, table: customers, meaning: account, label: Account, describe: "…", key: [id], identities: { email: { kind: email } }, erase: anonymise,
          fields: [ { name: id, category: user.unique_id, label: Number, until: "…", erase: keep }, { name: email, category: user.contact.email, label: Mail, until: "…", erase: null } ] }
      - { id: orders, table: orders, meaning: orders, label: Orders, describe: "…", key: [id], erase: delete,
          links: [ { to: customers, fields: { customer_id: id }, type: owned-by } ],
          fields: [ { name: id, category: user.unique_id, label: Number, until: "…" }, { name: customer_id, category: user.unique_id, label: Customer, until: "…" } ] }
      - { id: flags, table: flags, meaning: checks, label: "Fraud flags", describe: "…", key: [id], erase: keep, ground: fraud,
          links: [ { to: customers, fields: { customer_id: id }, type: owned-by } ],
          fields: [ { name: id, category: user.unique_id, label: Number, until: "…" }, { name: customer_id, category: user.unique_id, label: Customer, until: "…" } ] }
"#;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn receipt() -> Receipt {
    let map = parse(MAP).unwrap();
    let classes = |own, kept: &[(&str, u64)]| {
        Answer::Found(Classes {
            own,
            shared: 0,
            kept: kept
                .iter()
                .map(|(ground, count)| {
                    let until = Some(day(2033, 12, 31));
                    (
                        (*ground).to_owned(),
                        KeptCount {
                            count: *count,
                            until,
                        },
                    )
                })
                .collect(),
        })
    };
    let found = Found {
        touched: BTreeMap::new(),
        answers: vec![
            (Place::new("shop", "customers"), classes(1, &[])),
            (
                Place::new("shop", "orders"),
                classes(5, &[("tax", 2), ("fraud", 7)]),
            ),
            (Place::new("shop", "flags"), classes(3, &[])),
        ],
    };
    let plan = plan(&map, &BTreeMap::new(), &found, day(2026, 3, 1));
    let done = |collection: &str, deleted, anonymised| CollectionOutcome {
        place: Place::new("shop", collection),
        deleted,
        anonymised,
        unlinked: 0,
    };
    let at = Utc.with_ymd_and_hms(2026, 3, 20, 9, 0, 0).unwrap();
    let facts = ReceiptFacts {
        reference: "HB-7K2M-93QF".into(),
        tool_version: "0.1.0".into(),
        asked_on: day(2026, 3, 1),
        approved_on: day(2026, 3, 3),
        done_at: at,
        rounds: vec![Round {
            at,
            found_left: 0,
            not_reached: Vec::new(),
        }],
        suppression: Some(Suppression { until: None }),
        recipients: vec![RecipientReceipt {
            label: "The parcel carrier".into(),
            told_at: None,
        }],
        scrubbed: BTreeSet::new(),
    };
    Receipt::from(
        facts,
        &plan,
        &[done("orders", 5, 0), done("customers", 0, 1)],
        &map,
    )
}

#[test]
fn it_states_what_happened_and_what_stays() {
    let receipt = receipt();
    let totals = receipt.totals();
    assert_eq!(
        (totals.deleted, totals.anonymised, totals.kept),
        (5, 1, 2),
        "secret grounds do not count"
    );
    let orders = &receipt.stores[0].collections[1];
    assert_eq!(orders.label, "Orders");
    assert_eq!(orders.kept[0].law, "TCA 1997 s. 886");
    assert_eq!(orders.kept[0].until, Some(day(2033, 12, 31)));
    assert!(receipt.is_verified());
}

#[test]
fn a_secret_ground_leaves_no_trace() {
    let text = canonical(&receipt()).unwrap();
    assert!(!text.to_lowercase().contains("fraud"), "{text}");
    assert_eq!(receipt().stores[0].collections.len(), 2);
}

#[test]
fn it_can_be_signed_and_opened_again() {
    let key = SigningKey::from_bytes(&[3; 32]);
    let signed = receipt().sign(&key, "k1").unwrap();
    assert_eq!(Receipt::open(&signed, &key.verifying_key()), Ok(receipt()));
}

#[test]
fn a_later_form_is_not_misread() {
    let key = SigningKey::from_bytes(&[3; 32]);
    let mut later = receipt();
    later.format = 2;
    let signed = later.sign(&key, "k1").unwrap();
    assert_eq!(
        Receipt::open(&signed, &key.verifying_key()),
        Err(ProofError::UnknownFormat)
    );
}
