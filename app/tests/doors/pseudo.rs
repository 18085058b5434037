//! Every page of the demo company in the language that disguises English: a word that can be read
//! plainly came from no message file. What the map names is written in Greek letters first, and
//! what the company's systems hold is known, so that neither is taken for such a word.

use std::{collections::BTreeSet, time::Duration};

use habeas_app::render;
use habeas_domain::{id::Reference, view::Stage};
use habeas_testing::{in_greek, plain_words, said};
use habeas_words::Locale;

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::house::{Browser, House};

/// Every value that the company's databases hold, and the names of its files.
async fn held(house: &House) -> BTreeSet<String> {
    let folder = house.demo.map_path.parent().unwrap();
    let mut held = BTreeSet::new();
    for name in ["shop.sqlite", "support.sqlite"] {
        let options = SqliteConnectOptions::new().filename(folder.join(name));
        let mut db = SqliteConnection::connect_with(&options).await.unwrap();
        let tables: Vec<String> =
            sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
                .fetch_all(&mut db)
                .await
                .unwrap();
        for table in tables {
            let rows = sqlx::query(AssertSqlSafe(format!("SELECT * FROM \"{table}\"")))
                .fetch_all(&mut db)
                .await
                .unwrap();
            for row in rows {
                for column in 0..row.len() {
                    held.extend(row.try_get::<String, _>(column).ok());
                }
            }
        }
    }
    let mut folders = vec![folder.join("documents")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            for name in [path.file_name(), path.file_stem()] {
                held.insert(name.unwrap().to_string_lossy().into_owned());
            }
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    held
}

/// What there is one of, so that every address can be filled.
struct Things {
    receipt: Reference,
    package: Reference,
    correction: Reference,
    token: String,
    guess: String,
}

impl Things {
    fn filled(&self, address: &str) -> Option<String> {
        if address.contains("/join/") || address.ends_with("/{id}") {
            return None;
        }
        let (place, field, token) = if address.ends_with("/review") {
            ("shop.insights", "conclusion", &self.guess)
        } else {
            ("shop.customers", "full_name", &self.token)
        };
        let reference = if address.starts_with("/receipt") {
            &self.receipt
        } else if address.contains("/bench") {
            &self.package
        } else {
            &self.correction
        };
        Some(
            address
                .replace("{reference}", &reference.to_string())
                .replace("{place}", place)
                .replace("{field}", field)
                .replace("{token}", token),
        )
    }
}

async fn wait(house: &House, visitor: &habeas_desk::Visitor, reference: &Reference, stage: Stage) {
    for _ in 0..400 {
        let view = house.desk.staff_request(visitor, reference).await.unwrap();
        if view.request.line.stage == stage {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{reference} never came to {stage:?}");
}

async fn visitor(house: &House, email: &str, password: &str) -> habeas_desk::Visitor {
    let from = habeas_desk::From {
        network: "203.0.113.9",
        language: Locale::En,
        browser: "",
    };
    house.desk.sign_in(email, password, &from).await.unwrap()
}

/// A person who has a package, a correction under way with a conversation, choices made; somebody
/// else who was deleted.
async fn things(house: &House) -> Things {
    let desk = &house.desk;
    let (maria, declan) = (&house.demo.people[0], &house.demo.people[1]);
    let officer = house.demo.staff.iter().find(|one| one.role == "officer");
    let officer = visitor(house, officer.unwrap().email, officer.unwrap().password).await;
    let number = declan.customer_id.to_string();
    let known = [habeas_domain::identity::Identity::new(
        "customer_id",
        number,
    )];
    desk.seed_customer(declan.email, declan.password, &known)
        .await
        .unwrap();
    let declan = visitor(house, declan.email, declan.password).await;
    let maria = visitor(house, maria.email, maria.password).await;
    for person in [&maria, &declan] {
        // Their mails too are in disguise.
        desk.remember_language(person, Locale::Pseudo)
            .await
            .unwrap();
    }

    let receipt = desk
        .ask_erasure(&declan, true, desk.new_client_id())
        .await
        .unwrap();
    let view = desk.staff_request(&officer, &receipt).await.unwrap();
    let digest = view.plan.unwrap().digest;
    desk.approve(&officer, &receipt, view.request.version, Some(&digest))
        .await
        .unwrap();
    wait(house, &officer, &receipt, Stage::Answered).await;

    let package = desk
        .ask_package(&maria, desk.new_client_id(), Default::default())
        .await
        .unwrap();
    wait(house, &officer, &package, Stage::Answered).await;
    for choice in desk.map().choices.clone() {
        let id = desk.new_client_id();
        desk.set_choice(&maria, choice.right, false, id)
            .await
            .unwrap();
    }
    let data = desk.your_data(&maria).await.unwrap();
    let collections: Vec<_> = data
        .sections
        .iter()
        .flat_map(|one| &one.collections)
        .collect();
    let token = |place: &str| {
        let found = collections.iter().find(|one| one.place == place);
        found.unwrap().records[0].token.clone()
    };
    let (token, guess) = (token("shop.customers"), token("shop.insights"));
    let phone = collections
        .iter()
        .flat_map(|one| &one.records)
        .flat_map(|record| &record.fields)
        .find(|field| field.name == "phone");
    let old = match &phone.unwrap().value {
        habeas_domain::view::Shown::Text(text) => text.clone(),
        _ => String::new(),
    };
    let asked = habeas_desk::Correcting {
        place: "shop.customers".to_owned(),
        token: token.clone(),
        field: "phone".to_owned(),
        old,
        new: "+353 21 555 0142".to_owned(),
        reason: "Ἄλλος".to_owned(),
    };
    let correction = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    let writing = habeas_desk::Writing {
        client_id: desk.new_client_id(),
        text: "Πότε;",
        explains_late: false,
    };
    desk.write_message(&maria, &correction, &writing)
        .await
        .unwrap();
    Things {
        receipt,
        package,
        correction,
        token,
        guess,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_of_any_page_came_from_anywhere_but_the_message_files() {
    let house = House::that(Locale::Pseudo, in_greek).await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let desk = house.desk.clone();
    let working = tokio::spawn(async move { desk.work(stopping).await });
    let things = things(&house).await;
    let mut known = held(&house).await;
    // What makes a code, an account or a person known by name.
    known.extend(house.demo.staff.iter().map(|one| one.full_name.to_owned()));
    known.extend(house.demo.staff.iter().map(|one| one.email.to_owned()));
    known.extend(house.demo.people.iter().map(|one| one.email.to_owned()));
    known.insert(house.desk.map().controller.email.clone());
    for (name, text) in house.desk.public_keys().await.unwrap() {
        known.extend([name, text]);
    }
    // What is typed on a command line is the same in every language.
    // Places that a script of the page fills in.
    for place in ["path", "reference", "files", "rows"] {
        known.insert(format!("{{{place}}}"));
    }
    known.insert("habeas receipt verify --key KEY".to_owned());
    known.insert("habeas package verify --key KEY HB-….zip".to_owned());
    let person = &house.demo.people[0];
    let mut browsers: Vec<(&str, Browser)> = vec![
        ("nobody", house.browser()),
        (
            "a customer",
            house.signed_in(person.email, person.password).await,
        ),
    ];
    for member in &house.demo.staff {
        let browser = house.signed_in(member.email, member.password).await;
        browsers.push((member.role, browser));
    }
    let (mut stray, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for address in render::addresses() {
        // Samples of parts are shown in a made-up case of their own.
        let Some(path) = things.filled(&address).filter(|path| path != "/samples") else {
            continue;
        };
        let package = format!("/requests/{}", things.package);
        for path in [path, package] {
            for (who, browser) in &mut browsers {
                let got = browser.get(&path).await;
                if got.status != 200 || !seen.insert((*who, path.clone())) {
                    continue;
                }
                assert!(!got.html.contains("⟦missing:"), "{path}");
                for text in said(&got.html) {
                    let words = plain_words(&text, &known);
                    if !words.is_empty() {
                        stray.insert(format!("{address}: {words:?} in {text:?}"));
                    }
                }
            }
        }
    }
    assert!(seen.len() > 60, "{}", seen.len());
    assert!(stray.is_empty(), "{stray:#?}");
    stop.send(true).unwrap();
    working.await.unwrap();
}
