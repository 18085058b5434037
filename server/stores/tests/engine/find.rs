//! The walk and the classes of what it finds.

use futures::TryStreamExt;
use habeas_domain::{
    found::{Answer, Failure},
    identity::Identity,
    map::Place,
    value::Record,
};
use habeas_stores::{Search, StoreError};

use crate::{
    company::{Company, Engine, key, keys, maria, shop, today},
    on_both,
};

on_both![
    the_walk_finds_what_is_hers,
    what_is_shared_stays,
    retention_has_an_end,
    letters_differ_case_does_not,
    phones_are_their_digits,
    products_lead_to_nobody,
    a_missing_table_is_a_failure,
    a_missing_column_is_a_failure,
    records_come_in_the_order_of_their_keys,
    warnings_count,
    an_identity_that_does_not_fit_finds_nothing,
    unmapped_tables_tied_by_keys_are_in_the_facts,
];

async fn search(company: &Company, identities: &[Identity]) -> Search {
    company.stores().await.find(identities, today()).await
}

async fn the_walk_finds_what_is_hers(engine: Engine) {
    let company = Company::new(engine).await;
    let search = search(&company, &maria()).await;
    assert!(search.found.is_complete(), "{:?}", search.found);
    let all = |place: &Place| search.keys.get(place).map(|keys| keys.all());
    assert_eq!(all(&shop("customers")), Some(keys(&["1"])));
    assert_eq!(all(&shop("addresses")), Some(keys(&["1"])));
    assert_eq!(all(&shop("cards")), Some(keys(&["1", "2", "4"])));
    assert_eq!(all(&shop("orders")), Some(keys(&["1", "2"])));
    assert_eq!(
        all(&shop("items")),
        Some(vec![key(&["1", "1"]), key(&["1", "2"]), key(&["2", "1"])])
    );
    assert_eq!(
        all(&shop("memberships")),
        Some(vec![key(&["1", "1"]), key(&["1", "2"])])
    );
    assert_eq!(all(&shop("clubs")), Some(keys(&["1", "2"])));
    // Ben's answer belongs to Maria's thread too.
    assert_eq!(all(&shop("messages")), Some(keys(&["1", "2", "3"])));
    assert_eq!(all(&shop("notes")), Some(keys(&["1", "2"])));
    // By address, by customer number; never by a similar address.
    assert_eq!(
        all(&Place::new("desk", "tickets")),
        Some(keys(&["T-1", "T-3"]))
    );
    assert_eq!(
        all(&Place::new("files", "invoices")),
        Some(keys(&[
            "invoices/1/2009-01-01_A1.pdf",
            "invoices/1/2025-01-01_A2.pdf"
        ]))
    );
    assert_eq!(search.found.answer(&shop("products")), Some(&Answer::None));
    let met = |kind: &str, value: &str| search.identities_met.contains(&Identity::new(kind, value));
    assert!(met("email", "Maria@Example.com"));
    assert!(met("email", "MARIA@EXAMPLE.COM"));
    assert!(met("customer_id", "1"));
    assert!(!met("customer_id", "2"));
}

async fn what_is_shared_stays(engine: Engine) {
    let company = Company::new(engine).await;
    let search = search(&company, &maria()).await;
    let of = |name: &str| search.keys[&shop(name)].clone();
    // Ben lives there too.
    assert_eq!(of("addresses").shared, keys(&["1"]));
    // Ben paid an order with it; card 4 hangs on an order that is kept.
    assert_eq!(of("cards").shared, keys(&["1"]));
    assert_eq!(of("cards").own, keys(&["2"]));
    assert_eq!(of("cards").kept["tax"], keys(&["4"]));
    assert_eq!(of("clubs").shared, keys(&["1"]));
    assert_eq!(of("clubs").own, keys(&["2"]));
    assert_eq!(of("memberships").shared, []);
    // Written by Ben in Maria's thread: his as well.
    assert_eq!(of("messages").shared, keys(&["3"]));
    assert_eq!(of("messages").own, keys(&["1", "2"]));
    // Somebody was referred by Maria: a person is never shared.
    assert_eq!(of("customers").own, keys(&["1"]));
}

async fn retention_has_an_end(engine: Engine) {
    let company = Company::new(engine).await;
    let search = search(&company, &maria()).await;
    let orders = &search.keys[&shop("orders")];
    assert_eq!(orders.own, keys(&["1"]));
    assert_eq!(orders.kept["tax"], keys(&["2"]));
    let Some(Answer::Found(classes)) = search.found.answer(&shop("orders")) else {
        panic!("orders were not found");
    };
    assert_eq!(
        classes.kept["tax"].until,
        Some("2034-03-01".parse().unwrap())
    );
    let files = &search.keys[&Place::new("files", "invoices")];
    assert_eq!(files.own, keys(&["invoices/1/2009-01-01_A1.pdf"]));
    assert_eq!(files.kept["tax"], keys(&["invoices/1/2025-01-01_A2.pdf"]));
    // The day after the tenth year it may go.
    let stores = company.stores().await;
    for (day, kept) in [("2034-02-28", true), ("2034-03-01", false)] {
        let search = stores.find(&maria(), day.parse().unwrap()).await;
        assert_eq!(!search.keys[&shop("orders")].kept.is_empty(), kept, "{day}");
    }
}

async fn letters_differ_case_does_not(engine: Engine) {
    let company = Company::new(engine).await;
    let found = async |email: &str| {
        let search = search(&company, &[Identity::new("email", email)]).await;
        search.keys.get(&shop("customers")).map(|keys| keys.all())
    };
    assert_eq!(found("JOSÉ@EXAMPLE.COM").await, Some(keys(&["3"])));
    assert_eq!(found("jose\u{301}@example.com").await, Some(keys(&["3"])));
    assert_eq!(found("jose@example.com").await, Some(keys(&["4"])));
    assert_eq!(found(" maria@example.com ").await, Some(keys(&["1"])));
    assert_eq!(found("m%@example.com").await, None);
    assert_eq!(found("_aria@example.com").await, None);
    assert_eq!(found("").await, None);
}

async fn phones_are_their_digits(engine: Engine) {
    let company = Company::new(engine).await;
    for (phone, customer) in [
        ("00353 1 555 0100", Some(keys(&["1"]))),
        ("+35315550200", Some(keys(&["2"]))),
        ("+3531555020", None),
        ("5550200", None),
        ("none", None),
    ] {
        let search = search(&company, &[Identity::new("phone", phone)]).await;
        let found = search.keys.get(&shop("customers")).map(|keys| keys.all());
        assert_eq!(found, customer, "{phone}");
    }
}

async fn products_lead_to_nobody(engine: Engine) {
    let company = Company::new(engine).await;
    let search = search(&company, &[Identity::new("product_name", "Spade")]).await;
    assert_eq!(search.keys.len(), 1);
    assert_eq!(search.found.total(), 1);
}

async fn a_missing_table_is_a_failure(engine: Engine) {
    let company = Company::with(engine, "DROP TABLE order_items").await;
    let search = search(&company, &maria()).await;
    let failed = Answer::Failed {
        why: Failure::SchemaChanged,
    };
    assert_eq!(search.found.answer(&shop("items")), Some(&failed));
    assert!(!search.found.is_complete());
    // The others are still answered.
    assert_eq!(search.keys[&shop("orders")].all(), keys(&["1", "2"]));
}

async fn a_missing_column_is_a_failure(engine: Engine) {
    let company = Company::with(engine, "ALTER TABLE cards DROP COLUMN digits").await;
    let search = search(&company, &maria()).await;
    let failed = Answer::Failed {
        why: Failure::SchemaChanged,
    };
    assert_eq!(search.found.answer(&shop("cards")), Some(&failed));
}

async fn records_come_in_the_order_of_their_keys(engine: Engine) {
    let mut more = String::new();
    for id in 100..700 {
        more.push_str(&format!("INSERT INTO cards VALUES ({id}, 5, 'c{id}');"));
    }
    let company = Company::with(engine, &more).await;
    let stores = company.stores().await;
    let mut snapshot = stores.snapshot().await;
    let search = snapshot
        .find(&[Identity::new("customer_id", "5")], today())
        .await;
    let own = &search.keys[&shop("cards")].own;
    assert_eq!(own.len(), 600);
    // What is written meanwhile is not in the picture.
    company.shop.run("DELETE FROM cards WHERE id = 100").await;
    let place = shop("cards");
    let records: Vec<Record> = snapshot.read(&place, own).try_collect().await.unwrap();
    assert_eq!(records.len(), 600);
    assert!(records.iter().map(|record| &record.key).eq(own));
    let later: Vec<Record> = stores.read(&place, own).try_collect().await.unwrap();
    assert_eq!(later.len(), 599);
    let nowhere = shop("nowhere");
    let none: Result<Vec<Record>, StoreError> = stores.read(&nowhere, own).try_collect().await;
    assert_eq!(none, Err(StoreError::NotInMap));
}

async fn warnings_count(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let search = stores.find(&maria(), today()).await;
    let warned = stores.warnings(&search).await;
    let warned: Vec<(usize, u64, String)> = warned
        .into_iter()
        .map(|warned| warned.unwrap())
        .map(|warned| (warned.warning, warned.count, warned.sum))
        .collect();
    assert_eq!(warned, [(0, 1, "0".to_owned()), (1, 2, "75".to_owned())]);
}

async fn an_identity_that_does_not_fit_finds_nothing(engine: Engine) {
    let company = Company::new(engine).await;
    for value in [
        "one",
        "1; DROP TABLE customers",
        "99999999999999999999",
        "1.0",
        "\0",
    ] {
        let search = search(&company, &[Identity::new("customer_id", value)]).await;
        assert!(search.found.is_complete(), "{value:?}");
        assert_eq!(search.found.total(), 0, "{value:?}");
    }
}

async fn unmapped_tables_tied_by_keys_are_in_the_facts(engine: Engine) {
    let company = Company::with(
        engine,
        "CREATE TABLE sessions (id INTEGER PRIMARY KEY,
           customer_id INTEGER REFERENCES customers (id) ON DELETE CASCADE);
         CREATE TABLE apart (id INTEGER PRIMARY KEY)",
    )
    .await;
    let facts = company.stores().await.facts().await;
    let shop = facts["shop"].as_ref().unwrap();
    let names: Vec<&String> = shop.tables.keys().collect();
    assert!(
        names.iter().any(|name| name.ends_with("sessions")),
        "{names:?}"
    );
    assert!(
        !names.iter().any(|name| name.ends_with("apart")),
        "{names:?}"
    );
    let items = shop.table("order_items").unwrap();
    assert_eq!(items.primary_key, ["order_id", "line"]);
    assert_eq!(items.foreign_keys.len(), 2);
    let customers = shop.table("customers").unwrap();
    assert_eq!(customers.unique, [["email"]]);
    assert!(customers.column("email").unwrap().not_null);
    // Reading twice gives the same fingerprint.
    let again = company.stores().await.facts().await;
    assert_eq!(
        again["shop"].as_ref().unwrap().fingerprint(),
        shop.fingerprint()
    );
}

#[tokio::test]
async fn a_store_that_nobody_named_or_that_is_away_says_so() {
    let company = Company::new(Engine::Sqlite).await;
    let mut map = company.map.clone();
    map.stores[1].connect = Some(habeas_domain::map::Name::new("env:NOWHERE"));
    map.stores[2].connect = Some(habeas_domain::map::Name::new("path:no/such/folder"));
    let search = company.stores_of(map).await.find(&maria(), today()).await;
    assert_eq!(
        search.found.answer(&Place::new("desk", "tickets")),
        Some(&Answer::NotConnected)
    );
    assert_eq!(
        search.found.answer(&Place::new("files", "invoices")),
        Some(&Answer::Failed {
            why: Failure::Unreachable
        })
    );
    assert_eq!(search.keys[&shop("orders")].all(), keys(&["1", "2"]));
}

#[tokio::test]
async fn nobody_says_none_where_the_way_is_blocked() {
    let company = Company::new(Engine::Sqlite).await;
    std::fs::remove_file(company.folder.path().join("shop.sqlite")).unwrap();
    let search = search(&company, &maria()).await;
    // Documents are only reached through the shop; tickets know her address themselves.
    assert_eq!(
        search.found.answer(&Place::new("files", "invoices")),
        Some(&Answer::Failed {
            why: Failure::Unreachable
        })
    );
    let tickets = &search.keys[&Place::new("desk", "tickets")];
    assert_eq!(tickets.all(), keys(&["T-1"]));
}
