//! A package from writing to checking.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use chrono::Days;
use ed25519_dalek::SigningKey;
use habeas_package::{
    About, CollectionWriter, Fault, PackageError, PackageWriter, Spool, Status,
    manifest::Manifest,
    seal::{PREFIX, SealedReader, SealedWriter},
    verify_package,
};
use habeas_words::{Locale, Words};
use serde_json::Value as Json;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::sample::*;

fn unzip(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn rezip(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        zip.start_file(path.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Json {
    serde_json::from_slice(&files[path]).unwrap()
}

#[test]
fn everything_is_where_it_belongs() {
    let (summary, bytes) = package(30, at());
    let files = unzip(&bytes);
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "README.txt",
            "about/processing.json",
            "choices/choices.json",
            "completeness.json",
            "data/documents/invoices.csv",
            "data/documents/invoices.json",
            "data/documents/letters.csv",
            "data/documents/letters.json",
            "data/shop/customers.csv",
            "data/shop/customers.json",
            "data/shop/orders.csv",
            "data/shop/orders.json",
            "data/support-desk/tickets-45a5c622.csv",
            "data/support-desk/tickets-45a5c622.json",
            "data/support-desk/tickets.csv",
            "data/support-desk/tickets.json",
            "datapackage.json",
            "files/documents/_/_/etc/passwd",
            "files/documents/invoices/9/r-1-7d3f0c4b.pdf",
            "files/documents/invoices/9/r-1.pdf",
            "index.html",
            "manifest.json",
            "manifest.sig",
            "redactions.json",
            "schemas/documents.invoices.schema.json",
            "schemas/documents.letters.schema.json",
            "schemas/shop.customers.schema.json",
            "schemas/shop.orders.schema.json",
            "schemas/support-desk.tickets-45a5c622.schema.json",
            "schemas/support-desk.tickets.schema.json",
            "view/documents/invoices/1.js",
            "view/documents/letters/1.js",
            "view/page.js",
            "view/shop/customers/1.js",
            "view/shop/orders/1.js",
            "view/support-desk/tickets-45a5c622/1.js",
            "view/support-desk/tickets/1.js",
        ]
    );
    assert_eq!(summary.files, files.len() as u64);
    assert_eq!(summary.bytes, bytes.len() as u64);
    assert_eq!(summary.rows, 1 + 30 + 1 + 2 + 3 + 1);
    assert!(!summary.complete);
    let report = verify_package(Cursor::new(&bytes), &key().verifying_key());
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(
        (report.sound, report.rows),
        (summary.files - 2, summary.rows)
    );
    assert_eq!(report.reference.as_deref(), Some("HB-7K2M-93QF"));
    assert_eq!(report.key_id.as_deref(), Some("k1"));
}

#[test]
fn values_are_faithful() {
    let (_, bytes) = package(12, at());
    let files = unzip(&bytes);
    let customer = &json(&files, "data/shop/customers.json")["rows"][0];
    assert_eq!(customer["id"], "9007199254740993");
    assert_eq!(customer["marketing_ok"], true);
    assert_eq!(customer["photo"], "+/8AAQ==");
    assert_eq!(customer["prefs"]["tags"][0], "=x");
    assert!(
        files["data/shop/customers.json"]
            .windows(4)
            .any(|part| part == b"1.50")
    );
    let orders = json(&files, "data/shop/orders.json");
    let mut csv = csv::Reader::from_reader(files["data/shop/orders.csv"].as_slice());
    assert_eq!(csv.headers().unwrap().len(), 8);
    let manifest: Manifest = serde_json::from_value(json(&files, "manifest.json")).unwrap();
    assert!(manifest.csv.defused.starts_with("^'*["));
    for (row, cells) in orders["rows"].as_array().unwrap().iter().zip(csv.records()) {
        let cells = cells.unwrap();
        assert_eq!(row["total"].as_str(), Some(&cells[2]));
        // As manifest.json says: one apostrophe goes where a dangerous sign follows.
        let cell = &cells[7];
        let dangerous = cell.starts_with('\'')
            && cell
                .trim_start_matches('\'')
                .starts_with(['=', '+', '-', '@', '\t', '\r']);
        let undone = if dangerous { &cell[1..] } else { cell };
        assert_eq!(row["message"].as_str().unwrap_or_default(), undone);
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
            "{cell:?}"
        );
    }
    assert_eq!(orders["complete"], true);
    assert_eq!(
        json(&files, "data/support-desk/tickets.json")["complete"],
        false
    );
    let text = String::from_utf8(files["data/shop/orders.csv"].clone()).unwrap();
    assert!(text.contains(",\"\"\r\n"), "an empty text is quoted");
    assert!(text.contains("964ff,\r\n"), "nothing is bare");
}

#[test]
fn secrets_and_what_needs_review_stay_out() {
    let (_, bytes) = package(5, at());
    let files = unzip(&bytes);
    for (path, content) in &files {
        let text = String::from_utf8_lossy(content).to_lowercase();
        for word in ["argon2", "quill", "fraud", "flag", "neighbour"] {
            assert!(!text.contains(word), "{word} in {path}");
        }
        if path != "README.txt" && path != "index.html" {
            assert!(!text.contains("\"score\""), "{path}");
            // That a password is held is said; it is not in the copy.
            let named = text.contains("password_hash");
            assert_eq!(named, path == "about/processing.json", "{path}");
        }
    }
    let complete = json(&files, "completeness.json");
    assert_eq!(complete["complete"], false);
    let statuses: Vec<Status> = complete["systems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|system| serde_json::from_value(system["status"].clone()).unwrap())
        .collect();
    assert_eq!(statuses, [Status::Found, Status::Failed, Status::Found]);
    let account = &complete["systems"][0]["collections"][0];
    assert_eq!(account["withheld"][0]["field"], "note");
    assert_eq!(account["withheld"][0]["values"], 1);
    let redactions = json(&files, "redactions.json");
    assert_eq!(redactions["removed"][0]["count"], 2);
    assert_eq!(redactions["removed"][0]["reason"], "another-person");
    assert_eq!(redactions["withheld"].as_array().unwrap().len(), 3);
    let letters = &complete["systems"][2]["collections"][1];
    assert_eq!(letters["documents_withheld"], 1);
}

#[test]
fn the_page_is_safe_and_links_to_every_file() {
    let (_, bytes) = package(30, at());
    let files = unzip(&bytes);
    let page = String::from_utf8(files["index.html"].clone()).unwrap();
    for path in files.keys().filter(|path| *path != "index.html") {
        assert!(page.contains(&format!("href=\"{path}\"")), "{path}");
    }
    let scripts: Vec<_> = page.match_indices("<script").collect();
    assert_eq!(scripts.len(), 2, "none that the person's values bring in");
    assert!(page.contains("<script type=\"application/json\" id=\"view\">"));
    assert!(page.contains("<script src=\"view/page.js\" defer></script>"));
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; co"));
    for remote in ["http:", "https:", "//", "url(", "@import"] {
        let found = page.match_indices(remote).filter(|(at, _)| {
            // Text of the person may speak of addresses; the page itself never loads one.
            !page[..*at].ends_with("HYPERLINK(&quot;") && !page[..*at].ends_with("quot;http:")
        });
        assert_eq!(found.count(), 0, "{remote}");
    }
    assert!(!page.contains("missing:") && !page.contains("broken:"));
    let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
    assert!(
        !readme.contains("missing:") && !readme.contains("broken:"),
        "{readme}"
    );
    assert!(readme.lines().all(|line| line.chars().count() <= 72));
    assert!(page.contains("27 March 1985"));
}

#[test]
fn every_record_can_be_searched_from_the_page() {
    let (_, bytes) = package(2345, at());
    let files = unzip(&bytes);
    let mut seen = 0;
    for (at, path) in ["1", "2", "3"].iter().enumerate() {
        let script = &files[&format!("view/shop/orders/{path}.js")];
        let script = std::str::from_utf8(script).unwrap();
        let call = script
            .strip_prefix(&format!("habeas(\"shop/orders\",{at},"))
            .and_then(|rest| rest.strip_suffix(");\n"))
            .unwrap();
        let rows: Vec<Vec<Option<String>>> = serde_json::from_str(call).unwrap();
        seen += rows.len();
    }
    assert_eq!(seen, 2345);
    let page = std::str::from_utf8(&files["index.html"]).unwrap();
    let (_, view) = page.split_once("id=\"view\">").unwrap();
    let view: Json = serde_json::from_str(view.split_once("</script>").unwrap().0).unwrap();
    let orders = view["collections"].as_array().unwrap().iter();
    let orders = orders.filter(|one| one["path"] == "shop/orders");
    for one in orders {
        assert_eq!((&one["rows"], &one["viewed"]), (&2345.into(), &2345.into()));
        assert_eq!(one["columns"].as_array().unwrap().len(), {
            let path = "data/shop/orders.json";
            json(&files, path)["rows"][0].as_object().unwrap().len()
        });
    }
}

#[test]
fn equal_data_gives_equal_bytes() {
    let (_, one) = package(30, at());
    let (_, other) = package(30, at().checked_add_days(Days::new(3)).unwrap());
    assert_ne!(one, other);
    let (one, other) = (unzip(&one), unzip(&other));
    for (path, content) in &one {
        if path.starts_with("data/") || path.starts_with("schemas/") {
            assert_eq!(content, &other[path], "{path}");
        }
    }
    let (_, again) = package(30, at());
    let (_, first) = package(30, at());
    assert_eq!(again, first, "and at the same moment, the whole package");
}

#[test]
fn any_change_is_found() {
    let (_, bytes) = package(5, at());
    let files = unzip(&bytes);
    let public = key().verifying_key();
    let faults = |files: &BTreeMap<String, Vec<u8>>| {
        verify_package(Cursor::new(rezip(files)), &public).faults
    };
    assert_eq!(
        faults(&files),
        [],
        "another zip of the same files is as good"
    );

    let path = "data/shop/orders.csv".to_owned();
    let mut changed = files.clone();
    changed.get_mut(&path).unwrap()[20] ^= 1;
    assert_eq!(faults(&changed), [Fault::Changed { path: path.clone() }]);
    let mut longer = files.clone();
    longer.get_mut(&path).unwrap().push(b'x');
    assert_eq!(faults(&longer), [Fault::Changed { path: path.clone() }]);
    let mut missing = files.clone();
    missing.remove(&path);
    assert_eq!(faults(&missing), [Fault::Missing { path }]);
    let mut extra = files.clone();
    extra.insert("data/new.json".into(), b"{}".to_vec());
    let path = "data/new.json".to_owned();
    assert_eq!(faults(&extra), [Fault::Extra { path }]);
    let mut unsigned = files.clone();
    unsigned.remove("manifest.sig");
    assert_eq!(faults(&unsigned), [Fault::NoSignature]);
    let mut forged = files.clone();
    forged.get_mut("manifest.json").unwrap().push(b' ');
    assert_eq!(faults(&forged), [Fault::BadSignature]);
    let mut none = files.clone();
    none.remove("manifest.json");
    assert_eq!(faults(&none), [Fault::NoManifest]);

    let stranger = SigningKey::from_bytes(&[6; 32]).verifying_key();
    let report = verify_package(Cursor::new(&bytes), &stranger);
    assert_eq!(report.faults, [Fault::BadSignature]);
    let report = verify_package(Cursor::new(b"hello"), &public);
    assert_eq!(report.faults, [Fault::NotAPackage]);
    let report = verify_package(Cursor::new(&bytes[..bytes.len() / 2]), &public);
    assert_eq!(report.faults, [Fault::NotAPackage]);
}

#[test]
fn it_is_sealed_while_it_waits() {
    let spool = tempfile::tempdir().unwrap();
    let sealed = SealedWriter::new(Vec::new(), &[1; 32], &[2; PREFIX]).unwrap();
    let (summary, sealed) = write(sealed, spool.path(), 200, at());
    let file = sealed.finish().unwrap();
    assert!(!file.windows(8).any(|part| part == b"customer"));
    let reader = SealedReader::open(Cursor::new(file), &[1; 32]).unwrap();
    assert_eq!(reader.len(), summary.bytes);
    assert!(verify_package(reader, &key().verifying_key()).is_sound());
    assert_eq!(std::fs::read_dir(spool.path()).unwrap().count(), 0);
}

#[test]
fn no_collection_is_passed_over_in_silence() {
    let spool = tempfile::tempdir().unwrap();
    let map = map();
    let about = About {
        reference: "HB-1",
        generated_at: at(),
        map: &map,
        words: Words::for_locale(Locale::En),
        tool_version: "0.1.0",
        scope: &habeas_domain::scope::Scope::EVERYTHING,
    };
    let begin = || {
        let spool = Spool {
            dir: spool.path(),
            key: &[9; 32],
        };
        PackageWriter::begin(Vec::new(), spool, about.clone()).unwrap()
    };
    let mut package = begin();
    package.answer(&place("shop", "customers"), Status::None, 0, None);
    assert!(matches!(
        package.finish(&key(), "k1"),
        Err(PackageError::Unanswered(at)) if at == place("shop", "orders")
    ));

    let mut package = begin();
    drop(package.collection(&place("shop", "customers")).unwrap());
    assert!(matches!(
        package.finish(&key(), "k1"),
        Err(PackageError::LeftOpen(_))
    ));

    // Nothing held anywhere, and an invoice withheld on a ground that may be told.
    let mut package = begin();
    for (place, _, _) in map.collections() {
        package.answer(&place, Status::None, 0, None);
    }
    package.answer(
        &place("documents", "invoices"),
        Status::Withheld,
        4,
        Some("tax"),
    );
    package.answer(
        &place("documents", "letters"),
        Status::Withheld,
        4,
        Some("fraud"),
    );
    let (summary, bytes) = package.finish(&key(), "k1").unwrap();
    assert!(summary.complete);
    let files = unzip(&bytes);
    assert!(!files.contains_key("datapackage.json"));
    let page = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(page.contains("TCA 1997 s. 886"));
    assert!(!page.contains("fraud"));
    assert!(verify_package(Cursor::new(bytes), &key().verifying_key()).is_sound());
}

/// A worker may hold one across an await.
#[test]
fn writers_go_from_thread_to_thread() {
    fn is_send<T: Send>() {}
    is_send::<PackageWriter<'static, Vec<u8>>>();
    is_send::<CollectionWriter<'static, 'static, Vec<u8>>>();
    is_send::<SealedReader<std::fs::File>>();
}
