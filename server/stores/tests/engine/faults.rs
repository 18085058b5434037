//! What a store does that is slow, silent or half done, and what is said of it.

use std::{
    fs,
    sync::Mutex,
    time::{Duration, Instant},
};

use habeas_domain::found::Failure;
use habeas_stores::{EraseError, Intent, Limits, Probe, StoreError, Stores};
use habeas_testing::Weather;

use crate::{
    company::{Company, Engine, Shop, maria, secrets, today},
    erase::{erase, erase_all},
    on_both,
};

on_both![
    whoever_still_holds_the_transaction_may_commit,
    a_trigger_that_puts_a_name_back_is_refused,
    a_name_that_was_put_back_later_is_found,
];

/// Erases from a store as far as the intent, and hands it over.
async fn intended(stores: &Stores, store: &str) -> Intent {
    let (plan, _) = stores.plan(&maria(), today()).await;
    let seen = Mutex::new(None);
    let stopped = stores
        .erase(
            store,
            &maria(),
            &plan,
            today(),
            &secrets(),
            async |intent| {
                *seen.lock().unwrap() = Some(intent);
                Err(())
            },
        )
        .await;
    assert_eq!(stopped, Err(EraseError::Intent(())));
    seen.into_inner().unwrap().unwrap()
}

#[tokio::test]
async fn a_half_deleted_folder_is_finished() {
    let company = Company::new(Engine::Sqlite).await;
    let stores = company.stores().await;
    let mut intent = intended(&stores, "files").await;
    let gone: Vec<_> = intent.witnesses.iter().flat_map(|one| &one.keys).collect();
    assert_eq!(gone.len(), 1, "{intent:?}");
    // Another of hers, as if both were to go and one had gone.
    let at = company.folder.path().join("files/invoices/1");
    let mut more = intent.witnesses[0].keys[0].clone();
    let habeas_domain::value::Value::Text(name) = &mut more.0[0] else {
        panic!("{more:?}")
    };
    *name = name.replace("2009-01-01_A1", "2008-01-01_A0");
    intent.witnesses[0].keys.push(more);
    assert_eq!(stores.probe(&intent).await, Ok(Probe::Begun));
    stores.finish(&intent).await.unwrap();
    assert_eq!(stores.probe(&intent).await, Ok(Probe::Committed));
    // Once more does no harm, and what was not written down is still there.
    stores.finish(&intent).await.unwrap();
    assert!(!at.join("2009-01-01_A1.pdf").exists());
    assert!(fs::exists(at.join("2025-01-01_A2.pdf")).unwrap());
    // A store with transactions is never half done.
    let shop = intended(&stores, "shop").await;
    assert_eq!(stores.finish(&shop).await, Err(StoreError::NotInMap));
}

/// Between the intent and the commit another worker asks: it must not hear "rolled back" from a
/// store whose transaction is still open.
async fn whoever_still_holds_the_transaction_may_commit(engine: Engine) {
    let company = Company::new(engine).await;
    let limits = Limits {
        lock: Duration::from_millis(200),
        ..Limits::default()
    };
    let address = company.address();
    let open = || {
        Stores::open_with(
            company.map.clone(),
            company.folder.path(),
            |name| (name == "SHOP").then(|| address.clone()),
            limits,
        )
    };
    let (first, second) = (open().await, open().await);
    let (plan, _) = first.plan(&maria(), today()).await;
    let seen = Mutex::new(None);
    first
        .erase(
            "shop",
            &maria(),
            &plan,
            today(),
            &secrets(),
            async |intent| {
                assert_eq!(second.probe(&intent).await, Ok(Probe::InProgress));
                *seen.lock().unwrap() = Some(intent);
                Ok::<(), ()>(())
            },
        )
        .await
        .unwrap();
    let intent = seen.into_inner().unwrap().unwrap();
    assert_eq!(second.probe(&intent).await, Ok(Probe::Committed));
}

async fn a_trigger_that_puts_a_name_back_is_refused(engine: Engine) {
    let trigger = match engine {
        Engine::Sqlite => {
            "CREATE TRIGGER \"begin again\" AFTER UPDATE OF name ON customers
             WHEN new.name IS NOT old.name
             BEGIN UPDATE customers SET name = old.name WHERE id = old.id; END"
        }
        Engine::Postgres => {
            "CREATE FUNCTION back() RETURNS trigger LANGUAGE plpgsql AS
             'BEGIN new.name := old.name; RETURN new; END';
             CREATE TRIGGER back BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION back()"
        }
    };
    let company = Company::with(engine, trigger).await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let before = company.shop.dump().await;
    let refused = erase(&stores, "shop", &maria(), &plan).await;
    assert_eq!(
        refused,
        Err(EraseError::Unmasked {
            collection: "customers".into(),
            rows: 1,
        })
    );
    assert_eq!(before, company.shop.dump().await);
}

async fn a_name_that_was_put_back_later_is_found(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let mut intents = Vec::new();
    for store in stores.erase_order() {
        let seen = Mutex::new(None);
        let recorded = async |intent| {
            *seen.lock().unwrap() = Some(intent);
            Ok::<(), ()>(())
        };
        stores
            .erase(store, &maria(), &plan, today(), &secrets(), recorded)
            .await
            .unwrap();
        intents.extend(seen.into_inner().unwrap());
    }
    let back = async |stores: &Stores| {
        let mut back = Vec::new();
        for intent in &intents {
            back.extend(stores.put_back(intent).await.unwrap());
        }
        back
    };
    assert_eq!(back(&stores).await, []);
    // What is emptied later holds nothing; a name does.
    company
        .shop
        .run("UPDATE customers SET postcode = NULL, marketing_ok = 0 WHERE id = 1")
        .await;
    assert_eq!(back(&stores).await, []);
    company
        .shop
        .run("UPDATE customers SET name = 'Maria' WHERE id = 1")
        .await;
    let found = back(&stores).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0.collection, "customers");
    // An intent of before there were marks is still read, and says nothing.
    let mut old = serde_json::to_value(&intents).unwrap();
    for witness in old.as_array_mut().unwrap().iter_mut().flat_map(|intent| {
        let witnesses = intent.get_mut("witnesses").unwrap();
        witnesses.as_array_mut().unwrap()
    }) {
        witness.as_object_mut().unwrap().remove("marks");
    }
    let old: Vec<Intent> = serde_json::from_value(old).unwrap();
    for intent in &old {
        assert_eq!(stores.put_back(intent).await, Ok(Vec::new()));
    }
}

/// A network that swallows everything ends nothing on the server's side: our own limit does, at
/// every point, and the connection is not used again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_server_is_given_up_on_and_found_again() {
    let company = Company::new(Engine::Postgres).await;
    let Shop::Postgres(_, url) = &company.shop else {
        panic!("it is PostgreSQL")
    };
    let server = habeas_testing::postgres().await.unwrap();
    let (relay, address) = server.relayed(url).await.unwrap();
    let limits = Limits {
        connect: Duration::from_secs(2),
        statement: Duration::from_secs(1),
        page: Duration::from_secs(1),
        ..Limits::default()
    };
    let lookup = |name: &str| (name == "SHOP").then(|| address.clone());
    let folder = company.folder.path();
    let stores = Stores::open_with(company.map.clone(), folder, lookup, limits).await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    assert!(plan.is_complete(), "{plan:?}");
    let before = company.shop.dump().await;

    // Silent from the beginning.
    relay.set(Weather::Silent);
    let start = Instant::now();
    let (blind, _) = stores.plan(&maria(), today()).await;
    assert!(!blind.is_complete());
    let refused = erase(&stores, "shop", &maria(), &plan).await;
    assert!(matches!(refused, Err(EraseError::Store(_))), "{refused:?}");
    assert!(
        start.elapsed() < Duration::from_secs(12),
        "{:?}",
        start.elapsed()
    );
    relay.set(Weather::Fair);
    let (plan, _) = stores.plan(&maria(), today()).await;
    assert!(plan.is_complete(), "the server is found again: {plan:?}");

    // Silent between the intent and the commit: nobody can tell, until it is asked.
    let seen = Mutex::new(None);
    let start = Instant::now();
    let doubt = stores
        .erase(
            "shop",
            &maria(),
            &plan,
            today(),
            &secrets(),
            async |intent| {
                *seen.lock().unwrap() = Some(intent);
                relay.set(Weather::Silent);
                Ok::<(), ()>(())
            },
        )
        .await;
    assert_eq!(doubt, Err(EraseError::InDoubt(StoreError::TimedOut)));
    assert!(
        start.elapsed() < Duration::from_secs(8),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(before, company.shop.dump().await, "nothing came through");
    let intent = seen.into_inner().unwrap().unwrap();
    assert!(stores.probe(&intent).await.is_err());
    // The network is cut and heals: the server has rolled back, and says so.
    relay.set(Weather::Down);
    assert_eq!(stores.facts().await["shop"], Err(Failure::Unreachable));
    relay.set(Weather::Fair);
    let mut said = stores.probe(&intent).await;
    for _ in 0..100 {
        if said != Ok(Probe::InProgress) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        said = stores.probe(&intent).await;
    }
    assert_eq!(said, Ok(Probe::RolledBack));

    // Slow is not silent.
    relay.set(Weather::Slow(Duration::from_millis(20)));
    erase_all(&stores, &maria()).await;
    assert!(relay.taken() > 1);
}
