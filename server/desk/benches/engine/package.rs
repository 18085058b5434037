//! A package of two million rows, against a program that writes the very same entries into a zip
//! of the same level and does nothing else; and what memory it takes.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    time::{Duration, Instant},
};

use ed25519_dalek::SigningKey;
use habeas_domain::{
    map::{Place, parse},
    scope::Scope,
    value::{Key, Kind, Record, Value},
};
use habeas_ledger::time::Clock;
use habeas_package::{
    About, PackageWriter, Spool,
    seal::{PREFIX, SealedWriter},
};
use habeas_words::{Locale, Words};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    say::{median, mib, ms, peak, reset_peak},
    shop::MAP,
};

/// `HABEAS_BENCH_ROWS` for fewer.
const ROWS: u64 = 2_000_000;
const ROUNDS: usize = 3;

pub async fn measure() {
    let rows = std::env::var("HABEAS_BENCH_ROWS").ok();
    let rows = rows.map_or(ROWS, |text| text.parse().unwrap());
    tokio::task::spawn_blocking(move || run(rows))
        .await
        .unwrap();
}

fn run(rows: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("package.zip");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    reset_peak();
    write(folder.path(), &path, 2_000, false);
    let small = peak();
    reset_peak();
    for _ in 0..ROUNDS {
        // Sealed, as it lies on the disk.
        ours.push(write(folder.path(), &path, rows, true));
    }
    let large = peak();
    // Once more in the clear, to know the entries.
    write(folder.path(), &path, rows, false);
    let entries = folder.path().join("entries");
    let (names, bytes) = unpack(&path, &entries);
    for _ in 0..ROUNDS {
        theirs.push(zip(&path, &entries, &names));
    }
    let size = fs::metadata(&path).unwrap().len();
    println!(
        "\nA package of {rows} rows: {:.0} MiB in {} entries, {:.0} MiB zipped; medians of {ROUNDS} \
         rounds",
        mib(bytes),
        names.len(),
        mib(size)
    );
    let (one, other) = (median(&theirs), median(&ours));
    println!(
        "  reference, the same entries at the same level {:>9.0} ms {:>7.1} MiB/s",
        ms(one),
        mib(bytes) / one.as_secs_f64()
    );
    println!(
        "  the writer: formatted, zipped, sealed, signed {:>9.0} ms {:>7.1} MiB/s: {:.0} % of the \
         reference's speed",
        ms(other),
        mib(bytes) / other.as_secs_f64(),
        100.0 * one.as_secs_f64() / other.as_secs_f64()
    );
    println!(
        "  peak memory {:.1} MiB with 2,000 rows, {:.1} MiB with {rows}",
        mib(small),
        mib(large)
    );
}

fn write(spools: &std::path::Path, path: &std::path::Path, rows: u64, sealed: bool) -> Duration {
    let map = parse(MAP).unwrap();
    let about = About {
        reference: "HB-1",
        generated_at: Clock::System.now(),
        map: &map,
        words: Words::for_locale(Locale::En),
        tool_version: "0.1.0",
        scope: &Scope::EVERYTHING,
    };
    let spool = Spool {
        dir: spools,
        key: &[9; 32],
    };
    let file = BufWriter::new(File::create(path).unwrap());
    let start = Instant::now();
    if sealed {
        let out = SealedWriter::new(file, &[1; 32], &[2; PREFIX]).unwrap();
        let out = fill(PackageWriter::begin(out, spool, about).unwrap(), rows);
        out.finish().unwrap();
    } else {
        fill(PackageWriter::begin(file, spool, about).unwrap(), rows)
            .flush()
            .unwrap();
    }
    start.elapsed()
}

fn fill<W: Write + Send + 'static>(mut package: PackageWriter<'_, W>, rows: u64) -> W {
    let person = Place::new("shop", "customers");
    package.answer(&person, habeas_package::Status::None, 0, None);
    let mut events = package.collection(&Place::new("shop", "events")).unwrap();
    let mut record = Record {
        key: Key(vec![Value::text("0")]),
        fields: vec![
            ("id".into(), Kind::Integer, Value::Null),
            ("customer_id".into(), Kind::Integer, Value::text("1")),
            ("at".into(), Kind::Text, Value::Null),
            ("what".into(), Kind::Text, Value::Null),
        ],
    };
    for number in 0..rows {
        // Somebody's clicks: alike, and never the same.
        let mixed = number.wrapping_mul(6_364_136_223_846_793_005) >> 40;
        record.fields[0].2 = Value::Text(number.to_string());
        let (hour, minute) = (number / 60 % 24, number % 60);
        let at = format!("2026-{:02}-01T{hour:02}:{minute:02}:00Z", 1 + mixed % 12);
        record.fields[2].2 = Value::Text(at);
        let what = format!("looked at page {} from /shop/{}", mixed % 9973, mixed % 101);
        record.fields[3].2 = Value::Text(what);
        events.push(&record).unwrap();
    }
    events.finish().unwrap();
    let key = SigningKey::from_bytes(&[5; 32]);
    package.finish(&key, "k1").unwrap().1
}

/// Every entry as a file of its own: their names, and how many bytes they are.
fn unpack(path: &std::path::Path, into: &std::path::Path) -> (Vec<String>, u64) {
    fs::create_dir_all(into).unwrap();
    let mut zip = ZipArchive::new(BufReader::new(File::open(path).unwrap())).unwrap();
    let (mut names, mut bytes) = (Vec::new(), 0);
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut file = File::create(into.join(at.to_string())).unwrap();
        bytes += io::copy(&mut entry, &mut file).unwrap();
        names.push(entry.name().unwrap().into_owned());
    }
    (names, bytes)
}

/// The reference: one thread, the entries as they are.
fn zip(path: &std::path::Path, entries: &std::path::Path, names: &[String]) -> Duration {
    let mut files: Vec<File> = (0..names.len())
        .map(|at| File::open(entries.join(at.to_string())).unwrap())
        .collect();
    // So that neither waits for the disk to read: both have what they write at hand.
    for file in &mut files {
        io::copy(file, &mut io::sink()).unwrap();
        file.rewind().unwrap();
    }
    let start = Instant::now();
    let mut zip = ZipWriter::new_stream(BufWriter::new(File::create(path).unwrap()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(true);
    let mut buffer = vec![0; 128 * 1024];
    for (name, file) in names.iter().zip(&mut files) {
        zip.start_file(name, options).unwrap();
        loop {
            let read = file.read(&mut buffer).unwrap();
            if read == 0 {
                break;
            }
            zip.write_all(&buffer[..read]).unwrap();
        }
    }
    zip.finish().unwrap().flush().unwrap();
    start.elapsed()
}
