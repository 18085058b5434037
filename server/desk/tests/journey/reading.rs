//! What was written by people is read before it is handed over: parts are covered, the rest is
//! let out, and the store stays as it is.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use futures::TryStreamExt;
use habeas_desk::{DeskError, Problem, Redacting, Visitor};
use habeas_domain::{
    id::Reference,
    look::Preview,
    redaction::{ItemAt, ItemState, ItemView, Suspect},
    request::{Outcome, Refusal},
    scope::Scope,
    view::{Shown, Stage},
};

use crate::{
    company::{Company, On},
    on_both,
};

on_both![
    what_names_others_is_read_covered_and_handed_over,
    a_second_look_is_somebody_elses,
    what_changes_after_it_was_read_waits_again,
    a_pdf_is_read_for_its_words,
];

const AISLING: i64 = 1007;

/// A copy of Aisling's, made.
async fn copy(company: &Company, aisling: &Visitor) -> Reference {
    let form = company.desk.new_client_id();
    let asked = company.desk.ask_package(aisling, form, Scope::default());
    let reference = asked.await.unwrap();
    company.wait_for(aisling, &reference, Stage::Answered).await;
    reference
}

/// The files of a copy.
async fn files(
    company: &Company,
    who: &Visitor,
    reference: &Reference,
) -> BTreeMap<String, String> {
    let file = company.desk.package_file(who, reference).await.unwrap();
    let bytes = file.bytes;
    let zip: Vec<u8> = file
        .range(0, bytes)
        .try_fold(Vec::new(), |mut all, piece| async move {
            all.extend_from_slice(&piece);
            Ok(all)
        })
        .await
        .unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            let name = file.name().unwrap().into_owned();
            (name, String::from_utf8_lossy(&content).into_owned())
        })
        .collect()
}

/// The item that names the neighbour.
async fn about_the_neighbour(
    company: &Company,
    officer: &Visitor,
    reference: &Reference,
) -> ItemView {
    let bench = company.desk.bench(officer, reference).await.unwrap();
    for line in bench.items {
        let item = company.desk.bench_item(officer, reference, &line.at).await;
        let item = item.unwrap();
        if item
            .text
            .as_deref()
            .is_some_and(|text| text.contains("Zieliński"))
        {
            return item;
        }
    }
    panic!("nothing names the neighbour");
}

/// Everything else is let out as it stands.
async fn let_out_the_rest(
    company: &Company,
    officer: &Visitor,
    reference: &Reference,
    but: &ItemAt,
) {
    let bench = company.desk.bench(officer, reference).await.unwrap();
    for line in bench.items.iter().filter(|line| line.at != *but) {
        let desk = &company.desk;
        let item = desk.bench_item(officer, reference, &line.at).await.unwrap();
        let asked = Redacting {
            seen: item.seen,
            version: item.version,
            ..Redacting::default()
        };
        desk.redact(officer, reference, &line.at, &asked)
            .await
            .unwrap();
    }
}

/// The name and the number of the neighbour covered.
fn covering(item: &ItemView) -> Redacting {
    Redacting {
        seen: item.seen.clone(),
        version: item.version,
        parts: item
            .suggestions
            .iter()
            .map(|one| (one.from, one.to))
            .collect(),
        more: "in hospital since Tuesday\n".to_owned(),
        reason: "another-person".to_owned(),
        withhold: false,
    }
}

fn field(error: DeskError) -> (&'static str, Problem) {
    match error {
        DeskError::Answers(answers) => answers[0].clone(),
        other => panic!("{other:?}"),
    }
}

async fn what_names_others_is_read_covered_and_handed_over(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let aisling = company.signed_in(AISLING).await;
    let before = company.dump().await;
    let first = copy(&company, &aisling).await;
    let view = desk.request(&aisling, &first).await.unwrap();
    assert!(matches!(view.outcome, Some(Outcome::InPart { .. })));
    assert!(view.reading.unwrap().told_at.is_none());
    let packed = files(&company, &aisling, &first).await;
    assert!(!packed.values().any(|text| text.contains("Zieliński")));

    let officer = company.staff("Henrik").await;
    let agent = company.staff("Nuala").await;
    let refused = desk.waiting_copies(&agent).await;
    assert!(matches!(refused, Err(DeskError::NotFound)));
    let waiting = desk.waiting_copies(&officer).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].reference), (1, first));
    let bench = desk.bench(&officer, &first).await.unwrap();
    assert!(bench.open > 2 && bench.open == bench.total);

    let item = about_the_neighbour(&company, &officer, &first).await;
    let text = item.text.clone().unwrap();
    let guessed: Vec<_> = item
        .suggestions
        .iter()
        .map(|one| (&text[one.from..one.to], one.suspect))
        .collect();
    assert!(
        guessed.contains(&("Tomasz Zieliński", Suspect::Name)),
        "{guessed:?}"
    );
    assert!(
        guessed
            .iter()
            .any(|(_, suspect)| *suspect == Suspect::Number)
    );
    let at = item.line.at.clone();
    let asked = covering(&item);

    // No reason, words that are not there, another text: nothing is decided.
    let none = Redacting {
        reason: String::new(),
        ..asked.clone()
    };
    let error = desk.redact(&officer, &first, &at, &none).await.unwrap_err();
    assert_eq!(field(error), ("reason", Problem::Missing));
    let elsewhere = Redacting {
        more: "Budapest".to_owned(),
        ..asked.clone()
    };
    let error = desk
        .redact(&officer, &first, &at, &elsewhere)
        .await
        .unwrap_err();
    assert_eq!(field(error), ("more", Problem::NotInText));
    let other = Redacting {
        seen: "00".to_owned(),
        ..asked.clone()
    };
    let error = desk
        .redact(&officer, &first, &at, &other)
        .await
        .unwrap_err();
    assert!(matches!(error, DeskError::Conflict));
    let shown = desk
        .preview_redaction(&officer, &first, (&at, &asked), "[…]")
        .await;
    let shown = shown.unwrap();
    assert!(
        shown.contains("my neighbour […]") && !shown.contains("Zieliński"),
        "{shown}"
    );

    desk.redact(&officer, &first, &at, &asked).await.unwrap();
    // Whoever had it before them as it was does not decide over that.
    let amara = company.staff("Amara").await;
    let late = desk.redact(&amara, &first, &at, &asked).await;
    assert!(matches!(late, Err(DeskError::Conflict)));
    let early = desk
        .tell_reviewed(&officer, &first, desk.new_client_id())
        .await;
    assert_eq!(field(early.unwrap_err()), ("tell", Problem::StillToRead));
    let_out_the_rest(&company, &officer, &first, &at).await;
    let told = desk
        .tell_reviewed(&officer, &first, desk.new_client_id())
        .await;
    told.unwrap();
    assert!(desk.waiting_copies(&officer).await.unwrap().is_empty());
    let view = desk.request(&aisling, &first).await.unwrap();
    assert!(view.reading.unwrap().told_at.is_some());
    assert_eq!(view.messages.len(), 1);

    // The next copy has it, covered; its page too; the store has it as it was.
    let second = copy(&company, &aisling).await;
    let view = desk.request(&aisling, &second).await.unwrap();
    assert!(view.reading.is_none(), "nothing is left to be read");
    let packed = files(&company, &aisling, &second).await;
    let messages = &packed["data/support/messages.json"];
    assert!(
        messages.contains("my neighbour [covered] (his number is [covered])"),
        "{messages}"
    );
    assert!(!packed.values().any(|text| text.contains("Zieliński")));
    let redactions: serde_json::Value = serde_json::from_str(&packed["redactions.json"]).unwrap();
    let removed = redactions["removed"].as_array().unwrap();
    assert_eq!(removed[0]["reason"], "another-person");
    assert!(removed[0]["count"].as_u64().unwrap() >= 3, "{removed:?}");
    assert!(packed["index.html"].contains("It is about somebody else"));
    let data = desk.your_data(&aisling).await.unwrap();
    let on_page = data
        .sections
        .iter()
        .flat_map(|section| &section.collections)
        .flat_map(|collection| &collection.records)
        .flat_map(|record| &record.fields)
        .any(|field| matches!(&field.value, Shown::Text(text) if text.contains("my neighbour [covered]")));
    assert!(on_page);
    assert_eq!(company.dump().await, before);
    let looks = desk.looks(&aisling).await.unwrap();
    assert!(looks.iter().any(|look| look.reference == Some(first)));
}

async fn a_second_look_is_somebody_elses(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let aisling = company.signed_in(AISLING).await;
    let reference = copy(&company, &aisling).await;
    let early = desk.ask_second_look(&aisling, &reference).await;
    assert!(matches!(early, Err(DeskError::Conflict)));
    let (henrik, amara) = (company.staff("Henrik").await, company.staff("Amara").await);
    let item = about_the_neighbour(&company, &henrik, &reference).await;
    let at = item.line.at.clone();
    let whole = Redacting {
        withhold: true,
        parts: Vec::new(),
        more: String::new(),
        ..covering(&item)
    };
    desk.redact(&henrik, &reference, &at, &whole).await.unwrap();
    let_out_the_rest(&company, &henrik, &reference, &at).await;
    let form = desk.new_client_id();
    desk.tell_reviewed(&henrik, &reference, form).await.unwrap();

    let stranger = company.signed_in(1001).await;
    let foreign = desk.ask_second_look(&stranger, &reference).await;
    assert!(matches!(foreign, Err(DeskError::NotFound)));
    desk.ask_second_look(&aisling, &reference).await.unwrap();
    let waiting = desk.waiting_copies(&amara).await.unwrap();
    assert!(waiting[0].second);
    // Only what was withheld is read again, and not by whoever withheld it.
    let bench = desk.bench(&amara, &reference).await.unwrap();
    assert_eq!(bench.open, 1);
    assert_eq!(bench.items[0].state, ItemState::OpenAgain);
    let item = desk.bench_item(&henrik, &reference, &at).await.unwrap();
    assert!(item.own);
    let asked = covering(&item);
    let own = desk.redact(&henrik, &reference, &at, &asked).await;
    assert!(matches!(own, Err(DeskError::Refused(Refusal::FourEyes))));
    desk.redact(&amara, &reference, &at, &asked).await.unwrap();
    let form = desk.new_client_id();
    desk.tell_reviewed(&amara, &reference, form).await.unwrap();
    let again = desk.ask_second_look(&aisling, &reference).await;
    assert!(matches!(again, Err(DeskError::Conflict)), "once is enough");
    let packed = files(&company, &aisling, &copy(&company, &aisling).await).await;
    assert!(packed["data/support/messages.json"].contains("my neighbour [covered]"));
}

async fn what_changes_after_it_was_read_waits_again(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let aisling = company.signed_in(AISLING).await;
    let reference = copy(&company, &aisling).await;
    let officer = company.staff("Henrik").await;
    let item = about_the_neighbour(&company, &officer, &reference).await;
    let at = item.line.at.clone();
    let asked = covering(&item);
    desk.redact(&officer, &reference, &at, &asked)
        .await
        .unwrap();
    let sql =
        "update messages set body = body || ' Ring Ruth Kelly.' where body like '%Zieliński%'";
    company.write("support.sqlite", sql).await;
    let item = desk.bench_item(&officer, &reference, &at).await.unwrap();
    assert_eq!(item.line.state, ItemState::Open);
    assert!(item.verdict.is_none());
    let packed = files(&company, &aisling, &copy(&company, &aisling).await).await;
    let leaked = packed
        .values()
        .any(|text| text.contains("Ruth Kelly") || text.contains("Zieliński"));
    assert!(!leaked, "what nobody has read is handed to nobody");
}

async fn a_pdf_is_read_for_its_words(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let invoices = company.stores().join("documents/invoices/1007");
    let invoice = std::fs::read_dir(invoices)
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let pdf = hex(&std::fs::read(invoice.path()).unwrap());
    let sql = format!(
        "insert into attachments (message_id, file_name, media_type, content) \
         select id, 'bill.pdf', 'application/pdf', X'{pdf}' from messages \
         where body like '%Zieliński (%'"
    );
    company.write("support.sqlite", &sql).await;
    let aisling = company.signed_in(AISLING).await;
    let reference = copy(&company, &aisling).await;
    let officer = company.staff("Henrik").await;
    let bench = desk.bench(&officer, &reference).await.unwrap();
    let mut found = None;
    for line in bench.items {
        if line.at.place == "support.attachments" && line.at.field == "content" {
            let item = desk.bench_item(&officer, &reference, &line.at).await;
            found = Some(item.unwrap()).filter(|item| item.original == Some(Preview::Pdf));
        }
        if found.is_some() {
            break;
        }
    }
    let item = found.unwrap();
    let at = item.line.at.clone();
    let text = item.text.clone().unwrap();
    assert!(text.contains("Fernhill"), "{text}");
    let original = desk
        .bench_original(&officer, &reference, &at)
        .await
        .unwrap();
    assert_eq!(original.media.as_str(), "application/pdf");
    let agent = company.staff("Nuala").await;
    let refused = desk.bench_original(&agent, &reference, &at).await;
    assert!(matches!(refused, Err(DeskError::NotFound)));
    // Its words go out with parts covered, and the file does not.
    let asked = Redacting {
        more: "Fernhill".to_owned(),
        parts: Vec::new(),
        ..covering(&item)
    };
    desk.redact(&officer, &reference, &at, &asked)
        .await
        .unwrap();
    let packed = files(&company, &aisling, &copy(&company, &aisling).await).await;
    let attachments: serde_json::Value =
        serde_json::from_str(&packed["data/support/attachments.json"]).unwrap();
    let text = attachments.to_string();
    assert!(!text.contains(&base64_of(b"%PDF-1.4")), "{text}");
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn base64_of(bytes: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    // Whole groups of three bytes only: what follows changes the last letter.
    STANDARD.encode(&bytes[..bytes.len() / 3 * 3])
}
