//! More records than one transaction holds.

use std::{collections::BTreeSet, convert::Infallible, sync::Mutex};

use futures::TryStreamExt;
use habeas_domain::{
    identity::Identity,
    map::Place,
    plan::{Drift, Plan},
};
use habeas_stores::{
    EraseError, Intent, Limits, Order, Probe, StepOutcome, StoreError, StoreOutcome, Stores,
};

use crate::{
    company::{Company, Engine, difference, maria, secrets, shop, today},
    on_both,
};

on_both![
    they_go_in_chunks_and_the_person_last,
    what_is_too_much_is_counted_and_not_read,
    a_chunk_that_was_rolled_back_is_begun_again,
    a_chunk_that_was_committed_is_known_to_be,
    all_of_them_together_are_what_was_approved,
    a_log_that_others_own_too_is_read,
];

/// Ten clicks of Maria and three of Ben, of products that nobody owns.
const CLICKS: &str = "CREATE TABLE clicks (id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id), product_id INTEGER);
    INSERT INTO clicks VALUES (1,1,1),(2,1,1),(3,1,2),(4,1,1),(5,1,NULL),(6,1,1),(7,1,1),
      (8,1,2),(9,1,1),(10,1,1),(11,2,1),(12,2,2),(13,2,NULL);";

const MAPPED: &str = r#"
      - { id: clicks, table: clicks, meaning: clicks, label: Clicks, describe: Clicks, key: [id],
          links: [ { to: customers, fields: { customer_id: id }, type: owned-by },
                   { to: products, fields: { product_id: id }, type: refers } ], erase: delete, fields: [
            { name: id, category: system, label: Number, until: always },
            { name: customer_id, category: user.unique_id, label: Customer, until: always },
            { name: product_id, category: user.behavior, label: Product, until: always } ] }
"#;

async fn company(engine: Engine, more: &str) -> Company {
    let mut company = Company::with(engine, &format!("{CLICKS}{more}")).await;
    let kind = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let text = include_str!("company.yaml").replace("$KIND", kind);
    let at = text.find("  - id: desk").unwrap();
    let text = format!(
        "{}{}{}",
        &text[..at],
        MAPPED.trim_start_matches('\n'),
        &text[at..]
    );
    company.map = habeas_domain::map::parse(&text).unwrap();
    company
}

/// With room for so many records in a transaction.
async fn small(company: &Company, rows: u64) -> Stores {
    let limits = Limits {
        rows,
        ..Limits::default()
    };
    let address = company.address();
    Stores::open_with(
        company.map.clone(),
        company.folder.path(),
        |name| (name == "SHOP").then(|| address.clone()),
        limits,
    )
    .await
}

async fn some<E, Fut: Future<Output = Result<(), E>>>(
    stores: &Stores,
    plan: &Plan,
    done: &[StepOutcome],
    intent: impl FnOnce(Intent) -> Fut,
) -> Result<StoreOutcome, EraseError<E>> {
    let order = Order {
        store: "shop",
        identities: &maria(),
        approved: plan,
        today: today(),
        secrets: &secrets(),
        done,
    };
    stores.erase_some(order, intent).await
}

/// Runs until nothing is left to do; how many records each transaction changed.
async fn all(stores: &Stores, plan: &Plan) -> Vec<u64> {
    let mut done = Vec::new();
    let mut changed = Vec::new();
    loop {
        let recorded = async |_: Intent| Ok::<(), Infallible>(());
        let outcome = some(stores, plan, &done, recorded).await.unwrap();
        changed.push(outcome.steps.iter().map(|step| step.changed).sum());
        done.extend(outcome.steps);
        if !outcome.unfinished {
            return changed;
        }
    }
}

async fn they_go_in_chunks_and_the_person_last(engine: Engine) {
    let one = company(engine, "").await;
    let stores = one.stores().await;
    let before = one.shop.dump().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    assert_eq!(all(&stores, &plan).await.len(), 1, "all fits into one");
    let at_once = difference(&before, &one.shop.dump().await);

    let other = company(engine, "").await;
    let stores = small(&other, 3).await;
    let (same, _) = stores.plan(&maria(), today()).await;
    assert_eq!(same, plan);
    let mut rows = other.shop.dump().await;
    assert_eq!(rows, before);
    let mut done = Vec::new();
    let mut chunks = 0;
    loop {
        let recorded = async |_: Intent| Ok::<(), Infallible>(());
        let outcome = some(&stores, &plan, &done, recorded).await.unwrap();
        let now = other.shop.dump().await;
        let (gone, come) = difference(&rows, &now);
        done.extend(outcome.steps);
        if !outcome.unfinished {
            break;
        }
        // A chunk takes no more than it may, changes nothing, and leaves the person findable.
        assert!((1..=3).contains(&gone.len()), "{gone:?}");
        assert!(come.is_empty(), "{come:?}");
        assert!(!gone.iter().any(|row| row.starts_with("customers")));
        chunks += 1;
        rows = now;
    }
    assert!(chunks >= 4, "{chunks}");
    assert_eq!(difference(&before, &other.shop.dump().await), at_once);
    let left = stores.find(&maria(), today()).await;
    assert!(!left.keys.contains_key(&shop("clicks")));
}

async fn what_is_too_much_is_counted_and_not_read(engine: Engine) {
    let company = company(engine, "").await;
    let stores = small(&company, 9).await;
    let survey = stores.survey(&maria(), today()).await;
    assert!(!survey.keys.contains_key(&shop("clicks")));
    let vast: Vec<(&Place, u64)> = survey
        .vast
        .iter()
        .map(|(place, reach)| (place, reach.count()))
        .collect();
    assert_eq!(vast, [(&shop("clicks"), 10)]);
    let (plan, _) = stores.plan(&maria(), today()).await;
    let (read, _) = company.stores().await.plan(&maria(), today()).await;
    assert_eq!(plan, read);
    // They can be read all the same, one after the other.
    let mut snapshot = stores.snapshot().await;
    let mut read = Vec::new();
    let place = shop("clicks");
    let seen = snapshot.read_vast(&place, &survey.vast[&place], |record| {
        read.push(record);
        Ok(())
    });
    seen.await.unwrap();
    let all = company.stores().await;
    let keys = all.find(&maria(), today()).await.keys[&place].all();
    let wanted: Vec<_> = all.read(&place, &keys).try_collect().await.unwrap();
    assert_eq!(read, wanted);
    let stop = |_| Err(StoreError::NotInMap);
    let stopped = snapshot.read_vast(&place, &survey.vast[&place], stop).await;
    assert_eq!(stopped, Err(StoreError::NotInMap));
    drop(snapshot);
    // Ten fit: then they are read.
    let survey = small(&company, 10).await.survey(&maria(), today()).await;
    assert!(survey.vast.is_empty());
    assert_eq!(survey.keys[&shop("clicks")].own.len(), 10);
}

async fn a_chunk_that_was_rolled_back_is_begun_again(engine: Engine) {
    let company = company(engine, "").await;
    let stores = small(&company, 4).await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let before = company.shop.dump().await;
    let seen = Mutex::new(None);
    let lost = async |intent: Intent| {
        *seen.lock().unwrap() = Some(intent);
        Err("the ledger is full")
    };
    let refused = some(&stores, &plan, &[], lost).await;
    assert_eq!(refused, Err(EraseError::Intent("the ledger is full")));
    assert_eq!(before, company.shop.dump().await);
    let intent = seen.into_inner().unwrap().unwrap();
    assert!(intent.unfinished);
    assert_eq!(stores.probe(&intent).await, Ok(Probe::RolledBack));
    let changed = all(&stores, &plan).await;
    assert!(changed.len() > 3, "{changed:?}");
}

async fn a_chunk_that_was_committed_is_known_to_be(engine: Engine) {
    let company = company(engine, "").await;
    let stores = small(&company, 4).await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let mut frozen = BTreeSet::new();
    let mut done = Vec::new();
    loop {
        let seen = Mutex::new(None);
        let kept = async |intent: Intent| {
            *seen.lock().unwrap() = Some(intent);
            Ok::<(), Infallible>(())
        };
        let outcome = some(&stores, &plan, &done, kept).await.unwrap();
        let mut intent = seen.into_inner().unwrap().unwrap();
        assert_eq!(intent.unfinished, outcome.unfinished);
        // Whoever died between the commit and its record finds out, with or without the
        // server's memory.
        assert_eq!(stores.probe(&intent).await, Ok(Probe::Committed));
        intent.txid = None;
        assert_eq!(stores.probe(&intent).await, Ok(Probe::Committed));
        if !outcome.unfinished {
            break;
        }
        assert_eq!(intent.frozen.len(), 1);
        assert!(intent.frozen[0].keys.own.len() <= 4);
        for key in &intent.frozen[0].keys.own {
            let at = (intent.frozen[0].collection.clone(), key.clone());
            assert!(frozen.insert(at), "nothing goes twice");
        }
        done.extend(outcome.steps);
    }
    let clicks = frozen
        .iter()
        .filter(|(collection, _)| collection == "clicks");
    assert!(clicks.count() >= 8);
}

async fn all_of_them_together_are_what_was_approved(engine: Engine) {
    let company = company(engine, "").await;
    let stores = small(&company, 4).await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let mut done = Vec::new();
    while done
        .iter()
        .all(|step: &StepOutcome| step.step.collection != "clicks")
    {
        let recorded = async |_: Intent| Ok::<(), Infallible>(());
        let outcome = some(&stores, &plan, &done, recorded).await.unwrap();
        assert!(outcome.unfinished);
        done.extend(outcome.steps);
    }
    // Twenty would be tolerated, and so many are there now; but four are gone already.
    for id in 101..115 {
        let row = format!("INSERT INTO clicks VALUES ({id}, 1, NULL)");
        company.shop.run(&row).await;
    }
    let recorded = async |_: Intent| Ok::<(), Infallible>(());
    let refused = some(&stores, &plan, &done, recorded).await;
    assert_eq!(
        refused,
        Err(EraseError::Drift(Drift::Count {
            store: "shop".into(),
            collection: "clicks".into(),
            approved: 10,
            now: 24,
        }))
    );
}

async fn a_log_that_others_own_too_is_read(engine: Engine) {
    // Two accounts with the number 1 at the desk's own table of customers: whose clicks are
    // these?
    let company = company(
        engine,
        "CREATE TABLE households (id INTEGER PRIMARY KEY, email TEXT, house INTEGER);
         INSERT INTO households VALUES (1, 'maria@example.com', 7), (2, 'ben@example.com', 7);
         CREATE TABLE meters (id INTEGER PRIMARY KEY, house INTEGER);
         INSERT INTO meters VALUES (1, 7), (2, 7), (3, 7), (4, 8);",
    )
    .await;
    let text = r#"
habeas: 1
version: "1"
controller: { name: T, address: S, email: p@t.example, country: IE, authority: DPC }
stores:
  - id: shop
    kind: $KIND
    label: Shop
    connect: env:SHOP
    collections:
      - { id: households, table: households, meaning: account, label: L, describe: D, key: [id],
          identities: { email: { kind: email } }, erase: delete, fields: [
            { name: id, category: user, label: L, until: u },
            { name: email, category: user, label: L, until: u },
            { name: house, category: user, label: L, until: u } ] }
      - { id: meters, table: meters, meaning: meters, label: L, describe: D, key: [id],
          links: [ { to: households, fields: { house: house }, type: owned-by } ], erase: delete, fields: [
            { name: id, category: user, label: L, until: u },
            { name: house, category: user, label: L, until: u } ] }
"#;
    let kind = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let mut company = company;
    company.map = habeas_domain::map::parse(&text.replace("$KIND", kind)).unwrap();
    let survey = small(&company, 2).await.survey(&maria(), today()).await;
    assert!(survey.vast.is_empty(), "they are Ben's too");
    assert_eq!(survey.keys[&shop("meters")].shared.len(), 3);
    company
        .shop
        .run("DELETE FROM households WHERE id = 2")
        .await;
    let alone = [Identity::new("email", "maria@example.com")];
    let survey = small(&company, 2).await.survey(&alone, today()).await;
    assert_eq!(survey.vast[&shop("meters")].count(), 3);
}
