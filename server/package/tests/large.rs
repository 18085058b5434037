//! A big collection costs no more memory than a small one. Alone in its process, so that the
//! process's own peak says it.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::{fs, io};

use chrono::{TimeZone, Utc};
use ed25519_dalek::SigningKey;
use habeas_domain::{
    map::{DataMap, Place, parse},
    value::{Key, Kind, Record, Value},
};
use habeas_package::{
    About, PackageSummary, PackageWriter, Spool,
    seal::{PREFIX, SealedWriter},
};
use habeas_words::{Locale, Words};

const MAP: &str = r#"
habeas: 1
version: "1"
controller: { name: "Fernhill", address: "1 High St", email: p@fernhill.example, country: IE, authority: "DPC" }
stores:
  - { id: shop, kind: sqlite, label: "Our web shop", connect: env:SHOP, collections: [
      { id: clicks, table: clicks, meaning: clicks, label: Clicks, describe: "…", key: [id], identities: { email: { kind: email } }, erase: delete,
        fields: [ { name: id, category: user.unique_id, label: Number, until: "ever" }, { name: email, category: user.contact.email, label: Mail, until: "ever" },
                  { name: at, category: user.behavior, label: When, until: "ever" }, { name: page, category: user.behavior, label: Page, until: "ever" } ] } ] }
"#;

fn write(map: &DataMap, rows: u64) -> PackageSummary {
    let folder = tempfile::tempdir().unwrap();
    let about = About {
        reference: "HB-1",
        generated_at: Utc.with_ymd_and_hms(2026, 11, 5, 10, 0, 0).unwrap(),
        map,
        words: Words::for_locale(Locale::En),
        tool_version: "0.1.0",
        scope: &habeas_domain::scope::Scope::EVERYTHING,
    };
    let spool = Spool {
        dir: folder.path(),
        key: &[9; 32],
    };
    let out = SealedWriter::new(io::sink(), &[1; 32], &[2; PREFIX]).unwrap();
    let mut package = PackageWriter::begin(out, spool, about).unwrap();
    let place = Place::new("shop", "clicks");
    let mut clicks = package.collection(&place).unwrap();
    for number in 0..rows {
        let id = Value::text(number.to_string());
        let page = format!(
            "/shop/{}/{}",
            number.wrapping_mul(2_654_435_761) % 9973,
            number % 7
        );
        let record = Record {
            key: Key(vec![id.clone()]),
            fields: vec![
                ("id".into(), Kind::BigInteger, id),
                ("email".into(), Kind::Text, Value::text("maria@example.com")),
                (
                    "at".into(),
                    Kind::Instant,
                    Value::text("2026-11-05T10:00:00Z"),
                ),
                ("page".into(), Kind::Text, Value::text(page)),
            ],
        };
        clicks.push(&record).unwrap();
    }
    clicks.finish().unwrap();
    let key = SigningKey::from_bytes(&[5; 32]);
    let (summary, out) = package.finish(&key, "k1").unwrap();
    out.finish().unwrap();
    summary
}

/// The most memory this process ever had, in bytes; none where the system does not say.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[test]
fn memory_stays_flat() {
    let map = parse(MAP).unwrap();
    write(&map, 2_000);
    let small = peak();
    let summary = write(&map, 200_000);
    assert_eq!(summary.rows, 200_000);
    assert!(summary.bytes > 1_000_000, "{summary:?}");
    match (small, peak()) {
        (Some(small), Some(large)) => {
            let grown = large - small;
            assert!(grown < 3 * 1024 * 1024, "grew by {grown} bytes");
        }
        _ => println!("SKIPPED: this system does not tell a process's peak memory"),
    }
}
