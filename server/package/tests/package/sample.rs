//! A small company's map and records that try every corner.

use std::path::Path;

use chrono::{DateTime, TimeZone, Utc};
use ed25519_dalek::SigningKey;
use habeas_domain::{
    map::{DataMap, Place, parse},
    redaction::WithholdReason,
    value::{Key, Kind, Record, Value},
};
use habeas_package::{About, PackageSummary, PackageWriter, Spool};
use habeas_words::{Locale, Words};

pub const MAP: &str = r#"
habeas: 1
version: "2026-11-01"
controller: { name: "Fernhill Home & Garden", address: "1 High St", email: p@fernhill.example, country: IE, authority: "DPC, Dublin" }
purposes: { orders: { label: "To deliver <what> you ordered", basis: contract } }
recipients: { parcel: { label: "Parcel carrier (Nordpost)" } }
grounds:
  tax: { label: "Tax law", law: "TCA 1997 s. 886" }
  fraud: { label: "We suspect fraud", law: "Art. 17(3)(e)", tell: nobody }
stores:
  - id: shop
    kind: sqlite
    label: "Our web shop"
    connect: env:SHOP
    collections:
      - { id: customers, table: customers, meaning: account, label: "Your account", describe: "Your name & how we reach you", key: [id], identities: { email: { kind: email } }, erase: anonymise,
          fields: [
            { name: id, category: user.unique_id, label: Customer number, until: "ever", erase: keep },
            { name: email, category: user.contact.email, label: E-mail, purposes: [orders], recipients: [parcel], until: "ever", erase: null },
            { name: password_hash, category: user.credentials.password, label: Password, until: "ever", export: yes, show: yes, erase: null },
            { name: score, category: user.behavior, label: Score, until: "ever", export: no, show: no, erase: null },
            { name: note, category: user.content, label: Note, until: "ever", text: people, erase: null },
            { name: marketing_ok, category: user.consent, label: "News", until: "ever", erase: null },
            { name: born_on, category: user.demographic.date_of_birth, label: Born, until: "ever", erase: null },
            { name: prefs, category: user.content, label: Settings, until: "ever", erase: null },
            { name: photo, category: user.content, label: Photo, until: "ever", erase: null } ] }
      - { id: orders, table: orders, meaning: orders, label: Orders, describe: "…", key: [id], erase: delete,
          links: [ { to: customers, fields: { customer_id: id }, type: owned-by } ],
          keep: { ground: tax, for: P10Y, from: placed_at },
          fields: [
            { name: id, category: user.unique_id, label: Number, until: "ever" },
            { name: customer_id, category: user.unique_id, label: Customer, until: "ever" },
            { name: total, category: user.financial, label: Total, until: "ever" },
            { name: placed_at, category: system.operations, label: Placed, until: "ever" },
            { name: packed_at, category: system.operations, label: Packed, until: "ever" },
            { name: slot, category: system.operations, label: Slot, until: "ever" },
            { name: parcel, category: system.operations, label: Parcel, until: "ever" },
            { name: message, category: user.content, label: Message, until: "ever" } ] }
      - { id: flags, table: flags, meaning: checks, label: "Fraud flags", describe: "…", key: [id], erase: keep, ground: fraud,
          links: [ { to: customers, fields: { customer_id: id }, type: owned-by } ],
          fields: [ { name: id, category: user.unique_id, label: FlagNumber, until: "ever", export: no, show: no }, { name: customer_id, category: user.unique_id, label: Flagged, until: "ever", export: no, show: no } ] }
  - id: Support Desk
    kind: postgres
    label: "Our help desk"
    connect: env:SUPPORT
    collections:
      - { id: Tickets, table: tickets, meaning: conversations, label: Conversations, describe: "…", key: [id], identities: { mail: { kind: email } }, erase: delete,
          fields: [ { name: id, category: user.unique_id, label: Ticket, until: "ever" }, { name: mail, category: user.contact.email, label: Mail, until: "ever" } ] }
      - { id: tickets, table: tickets2, meaning: conversations, label: "Old conversations", describe: "…", key: [id], identities: { mail: { kind: email } }, erase: delete,
          fields: [ { name: mail, category: user.contact.email, label: Mail, until: "ever" } ] }
  - id: documents
    kind: objects
    label: "Our file room"
    connect: path:documents
    collections:
      - { id: invoices, pattern: "invoices/{customer_id}/{number}.pdf", meaning: documents, label: Invoices, describe: "…", identities: { customer_id: { kind: customer_id } }, erase: delete,
          fields: [ { name: customer_id, category: user.unique_id, label: Customer, until: "ever" }, { name: number, category: user.unique_id, label: Number, until: "ever" } ] }
      - { id: letters, pattern: "letters/{customer_id}/{name}", meaning: documents, label: Letters, describe: "…", identities: { customer_id: { kind: customer_id } }, erase: delete,
          fields: [ { name: customer_id, category: user.unique_id, label: Customer, until: "ever" }, { name: name, category: user.content, label: Name, until: "ever", text: people } ] }
"#;

pub fn map() -> DataMap {
    parse(MAP).unwrap()
}

pub fn key() -> SigningKey {
    SigningKey::from_bytes(&[5; 32])
}

pub fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 5, 10, 20, 30).unwrap()
}

pub fn record(key: &str, fields: &[(&str, Kind, Option<&str>)]) -> Record {
    Record {
        key: Key(vec![Value::text(key)]),
        fields: fields
            .iter()
            .map(|(name, kind, value)| {
                let value = value.map_or(Value::Null, Value::text);
                ((*name).to_owned(), *kind, value)
            })
            .collect(),
    }
}

pub fn customer() -> Record {
    let mut record = record(
        "9007199254740993",
        &[
            ("id", Kind::BigInteger, Some("9007199254740993")),
            ("email", Kind::Text, Some("maria@example.com")),
            ("password_hash", Kind::Text, Some("$argon2id$secret")),
            ("score", Kind::Integer, Some("77")),
            ("note", Kind::Text, Some("her neighbour Mr Quill called")),
            ("marketing_ok", Kind::Boolean, Some("t")),
            ("born_on", Kind::Date, Some("1985-03-27")),
            (
                "prefs",
                Kind::Json,
                Some("{\"size\": 1.50, \"tags\": [\"=x\"]}"),
            ),
        ],
    );
    let photo = Value::Bytes(vec![0xfb, 0xff, 0, 1]);
    record.fields.push(("photo".into(), Kind::Bytes, photo));
    record
}

/// Messages that a spreadsheet, a shell, a browser or a CSV reader would stumble over.
pub const MESSAGES: [Option<&str>; 12] = [
    Some("=HYPERLINK(\"http://evil.example\",\"x\")"),
    Some("+353 1 555 0100"),
    Some("-1+1"),
    Some("@SUM(A1)"),
    Some("\tleading tab"),
    Some("\rleading return"),
    Some("two\r\nlines, with \"quotes\""),
    Some(""),
    None,
    Some("<script>alert('x')</script> & co"),
    Some("'=already quoted"),
    Some("ไทย 中文 русский ñ \u{1f600}"),
];

pub fn order(number: usize) -> Record {
    let id = number.to_string();
    let total = format!("-{number}.50");
    let placed = format!("2026-01-{:02}T08:00:00.123456Z", number % 28 + 1);
    let packed = format!("2026-01-{:02} 09:30:00", number % 28 + 1);
    let message = MESSAGES[number % MESSAGES.len()];
    record(
        &id,
        &[
            ("id", Kind::Integer, Some(&id)),
            ("customer_id", Kind::BigInteger, Some("9007199254740993")),
            ("total", Kind::Decimal, Some(&total)),
            ("placed_at", Kind::Instant, Some(&placed)),
            (
                "packed_at",
                Kind::Timestamp,
                number.is_multiple_of(2).then_some(&packed),
            ),
            ("slot", Kind::Time, Some("09:30:00")),
            (
                "parcel",
                Kind::Uuid,
                Some("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
            ),
            ("message", Kind::Text, message),
        ],
    )
}

pub fn place(store: &str, collection: &str) -> Place {
    Place::new(store, collection)
}

/// A package with something of everything, into memory.
pub fn package(orders: usize, generated_at: DateTime<Utc>) -> (PackageSummary, Vec<u8>) {
    let spool = tempfile::tempdir().unwrap();
    write(Vec::new(), spool.path(), orders, generated_at)
}

/// The same of another map, in a language.
pub fn package_of(map: &DataMap, locale: Locale) -> (PackageSummary, Vec<u8>) {
    let spool = tempfile::tempdir().unwrap();
    write_of(map, locale, Vec::new(), spool.path(), 30, at())
}

pub fn write<W: std::io::Write + Send + 'static>(
    out: W,
    spool: &Path,
    orders: usize,
    generated_at: DateTime<Utc>,
) -> (PackageSummary, W) {
    write_of(&map(), Locale::En, out, spool, orders, generated_at)
}

fn write_of<W: std::io::Write + Send + 'static>(
    map: &DataMap,
    locale: Locale,
    out: W,
    spool: &Path,
    orders: usize,
    generated_at: DateTime<Utc>,
) -> (PackageSummary, W) {
    let about = About {
        reference: "HB-7K2M-93QF",
        generated_at,
        map,
        words: Words::for_locale(locale),
        tool_version: "0.1.0",
        scope: &habeas_domain::scope::Scope::EVERYTHING,
    };
    let spool = Spool {
        dir: spool,
        key: &[9; 32],
    };
    let mut package = PackageWriter::begin(out, spool, about).unwrap();
    let mut customers = package.collection(&place("shop", "customers")).unwrap();
    customers.push(&customer()).unwrap();
    customers.finish().unwrap();
    let mut writer = package.collection(&place("shop", "orders")).unwrap();
    for number in 0..orders {
        writer.push(&order(number)).unwrap();
    }
    assert_eq!(writer.finish().unwrap(), orders as u64);
    let mut flags = package.collection(&place("shop", "flags")).unwrap();
    let flag = record("1", &[("id", Kind::Integer, Some("1"))]);
    flags.push(&flag).unwrap();
    flags.finish().unwrap();

    let tickets = place("Support Desk", "Tickets");
    let mut writer = package.collection(&tickets).unwrap();
    let mail = [
        ("id", Kind::Text, Some("1")),
        ("mail", Kind::Text, Some("m@x")),
    ];
    writer.push(&record("1", &mail)).unwrap();
    writer.fail().unwrap();
    let mut old = package
        .collection(&place("Support Desk", "tickets"))
        .unwrap();
    // One column and nothing in it: still a record.
    old.push(&record("1", &[("mail", Kind::Text, None)]))
        .unwrap();
    old.push(&record("2", &[("mail", Kind::Text, Some("m@x"))]))
        .unwrap();
    old.finish().unwrap();

    let invoices = place("documents", "invoices");
    let names = [
        "invoices/9/R-1.pdf",
        "invoices/9/r-1.PDF",
        "../../etc/passwd",
    ];
    let mut writer = package.collection(&invoices).unwrap();
    for name in names {
        let fields = [
            ("customer_id", Kind::Text, Some("9")),
            ("number", Kind::Text, Some(name)),
        ];
        writer.push(&record(name, &fields)).unwrap();
    }
    writer.finish().unwrap();
    for name in names {
        let content = format!("%PDF-1.4 {name}");
        let inside = package.document(&invoices, name, "application/pdf", content.as_bytes());
        assert!(inside.unwrap());
    }
    let letters = place("documents", "letters");
    let mut writer = package.collection(&letters).unwrap();
    let fields = [
        ("customer_id", Kind::Text, Some("9")),
        ("name", Kind::Text, Some("About my neighbour.txt")),
    ];
    writer.push(&record("letters/9/a.txt", &fields)).unwrap();
    writer.finish().unwrap();
    let inside = package.document(&letters, "letters/9/a.txt", "text/plain", &b"Quill"[..]);
    assert!(!inside.unwrap());

    let history = serde_json::json!({ "format": 1, "history": [] });
    package.choices(&history).unwrap();
    for _ in 0..2 {
        package.removed(&tickets, false, WithholdReason::AnotherPerson);
    }
    package.finish(&key(), "k1").unwrap()
}
