//! Checks a package or a signed receipt on the person's own device: nothing is uploaded. The page
//! `/verify` fetches this module when a file is chosen (`public/verify.js`).

use std::io::Cursor;

use habeas_domain::{
    proof::{SignedDocument, public_from_text},
    receipt::Receipt,
};
use habeas_package::verify_package;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// Checks a file with the company's keys, `[["name", "public key"], …]`. Answers in JSON:
/// `verdict` is `genuine`, `changed`, `not-ours` or `unreadable`; for a package also
/// `reference`, `generated_at`, `files`, `rows` and the `faults`.
#[wasm_bindgen]
#[must_use]
pub fn check(file: &[u8], keys: &str) -> String {
    let keys: Vec<(String, String)> = serde_json::from_str(keys).unwrap_or_default();
    let verdict = if file.starts_with(b"PK") {
        package(file, &keys)
    } else {
        receipt(file, &keys)
    };
    verdict.to_string()
}

fn package(file: &[u8], keys: &[(String, String)]) -> Value {
    // A first look with any key tells which one the package names.
    let Some(first) = keys
        .iter()
        .find_map(|(_, text)| public_from_text(text).ok())
    else {
        return json!({ "verdict": "not-ours" });
    };
    let mut report = verify_package(Cursor::new(file), &first);
    let Some(named) = report.key_id.clone() else {
        return json!({ "verdict": "unreadable" });
    };
    let key = keys
        .iter()
        .find(|(id, _)| *id == named)
        .and_then(|(_, text)| public_from_text(text).ok());
    let Some(key) = key else {
        return json!({ "verdict": "not-ours" });
    };
    if key != first {
        report = verify_package(Cursor::new(file), &key);
    }
    json!({
        "verdict": if report.is_sound() { "genuine" } else { "changed" },
        "kind": "package",
        "reference": report.reference,
        "generated_at": report.generated_at,
        "files": report.sound,
        "rows": report.rows,
        "faults": report.faults,
    })
}

fn receipt(file: &[u8], keys: &[(String, String)]) -> Value {
    let Ok(signed) = serde_json::from_slice::<SignedDocument>(file) else {
        return json!({ "verdict": "unreadable" });
    };
    let key = keys
        .iter()
        .find(|(id, _)| *id == signed.key_id)
        .and_then(|(_, text)| public_from_text(text).ok());
    let Some(key) = key else {
        return json!({ "verdict": "not-ours" });
    };
    match Receipt::open(&signed, &key) {
        Ok(receipt) => json!({
            "verdict": "genuine",
            "kind": "receipt",
            "reference": receipt.reference,
        }),
        Err(_) => json!({ "verdict": "changed", "kind": "receipt", "faults": [] }),
    }
}
