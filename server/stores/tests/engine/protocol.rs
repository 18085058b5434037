//! Search again, freeze, compare, run, count, record, commit: and every way in which that stops.

use std::sync::Mutex;

use habeas_domain::{found::Failure, identity::Identity, map::Place, plan::Drift};
use habeas_stores::{EraseError, Intent, Probe, StoreError};

use crate::{
    company::{Company, Engine, Shop, maria, secrets, shop, today},
    erase::erase,
    on_both,
};

on_both![
    more_than_was_approved_is_refused,
    a_new_share_is_refused,
    a_changed_schema_is_refused,
    a_wrong_count_rolls_back,
    cascades_into_others_are_refused,
    a_failed_intent_rolls_back,
    the_intent_comes_before_the_commit,
    a_probe_tells_commit_from_rollback,
    a_failing_collection_stops_the_erasure,
    a_rule_of_the_schema_rolls_back,
];

async fn more_than_was_approved_is_refused(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    // A few more of the same kind are covered; many are not.
    for id in 100..115 {
        let row = format!("INSERT INTO messages VALUES ({id}, 1, NULL, 'more')");
        company.shop.run(&row).await;
    }
    let before = company.shop.dump().await;
    let refused = erase(&stores, "shop", &maria(), &plan).await;
    assert_eq!(
        refused,
        Err(EraseError::Drift(Drift::Count {
            store: "shop".into(),
            collection: "messages".into(),
            approved: 2,
            now: 17,
        }))
    );
    assert_eq!(before, company.shop.dump().await);
    company
        .shop
        .run("DELETE FROM messages WHERE id > 105")
        .await;
    erase(&stores, "shop", &maria(), &plan).await.unwrap();
}

async fn a_new_share_is_refused(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let alone = [Identity::new("email", "alone@example.com")];
    let (plan, _) = stores.plan(&alone, today()).await;
    company
        .shop
        .run("UPDATE customers SET address_id = 2 WHERE id = 4")
        .await;
    let refused = erase(&stores, "shop", &alone, &plan).await;
    assert_eq!(
        refused,
        Err(EraseError::Drift(Drift::NewStep {
            store: "shop".into(),
            collection: "addresses".into(),
        }))
    );
}

async fn a_changed_schema_is_refused(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    company
        .shop
        .run("ALTER TABLE cards ADD COLUMN more TEXT")
        .await;
    let refused = erase(&stores, "shop", &maria(), &plan).await;
    assert_eq!(
        refused,
        Err(EraseError::Drift(Drift::Schema {
            store: "shop".into()
        }))
    );
}

async fn a_wrong_count_rolls_back(engine: Engine) {
    // A trigger that lets one message stay.
    let trigger = match engine {
        Engine::Sqlite => {
            "CREATE TRIGGER stay BEFORE DELETE ON messages WHEN old.id = 1
             BEGIN SELECT RAISE(IGNORE); END"
        }
        Engine::Postgres => {
            "CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS
             'BEGIN IF old.id = 1 THEN RETURN NULL; END IF; RETURN old; END';
             CREATE TRIGGER stay BEFORE DELETE ON messages FOR EACH ROW EXECUTE FUNCTION stay()"
        }
    };
    let company = Company::with(engine, trigger).await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let before = company.shop.dump().await;
    let refused = erase(&stores, "shop", &maria(), &plan).await;
    assert_eq!(
        refused,
        Err(EraseError::Count {
            collection: "messages".into(),
            frozen: 2,
            changed: 1,
        })
    );
    assert_eq!(before, company.shop.dump().await);
}

async fn cascades_into_others_are_refused(engine: Engine) {
    let company = Company::with(
        engine,
        "CREATE TABLE likes (id INTEGER PRIMARY KEY,
           club_id INTEGER REFERENCES clubs (id) ON DELETE CASCADE, by_whom TEXT);
         INSERT INTO likes VALUES (1, 2, 'somebody'), (2, 2, 'else')",
    )
    .await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let before = company.shop.dump().await;
    let refused = erase(&stores, "shop", &maria(), &plan).await;
    match refused {
        Err(EraseError::Beyond { table, rows: 2 }) => assert!(table.ends_with("likes")),
        other => panic!("{other:?}"),
    }
    assert_eq!(before, company.shop.dump().await);
}

async fn a_failed_intent_rolls_back(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let before = company.shop.dump().await;
    let refused = stores
        .erase("shop", &maria(), &plan, today(), &secrets(), async |_| {
            Err("the ledger is full")
        })
        .await;
    assert_eq!(refused, Err(EraseError::Intent("the ledger is full")));
    assert_eq!(before, company.shop.dump().await);
}

async fn the_intent_comes_before_the_commit(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let before = company.shop.dump().await;
    let seen = Mutex::new(None);
    let outcome = stores
        .erase(
            "shop",
            &maria(),
            &plan,
            today(),
            &secrets(),
            async |intent: Intent| {
                // Nobody else sees anything of it yet.
                assert_eq!(before, company.shop.dump().await);
                *seen.lock().unwrap() = Some(intent);
                Ok::<(), StoreError>(())
            },
        )
        .await
        .unwrap();
    let intent = seen.into_inner().unwrap().unwrap();
    assert_eq!(intent.txid, outcome.txid);
    assert_eq!(intent.steps, plan.store("shop").unwrap().steps);
    assert!(
        intent
            .frozen
            .iter()
            .any(|frozen| frozen.collection == "orders")
    );
    assert_ne!(before, company.shop.dump().await);
    // It survives being written down.
    let text = serde_json::to_string(&intent).unwrap();
    assert_eq!(serde_json::from_str::<Intent>(&text).unwrap(), intent);
}

async fn a_probe_tells_commit_from_rollback(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    for store in stores.erase_order() {
        let seen = Mutex::new(None);
        let refused = stores
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
        assert_eq!(refused, Err(EraseError::Intent(())));
        let intent = seen.into_inner().unwrap().unwrap();
        assert_eq!(
            stores.probe(&intent).await,
            Ok(Probe::RolledBack),
            "{store}"
        );
        let seen = Mutex::new(None);
        stores
            .erase(
                store,
                &maria(),
                &plan,
                today(),
                &secrets(),
                async |intent| {
                    *seen.lock().unwrap() = Some(intent);
                    Ok::<(), ()>(())
                },
            )
            .await
            .unwrap();
        let intent = seen.into_inner().unwrap().unwrap();
        assert_eq!(stores.probe(&intent).await, Ok(Probe::Committed), "{store}");
        // Without the server's memory, the records themselves tell.
        let mut forgotten = intent.clone();
        forgotten.txid = None;
        assert_eq!(
            stores.probe(&forgotten).await,
            Ok(Probe::Committed),
            "{store}"
        );
        if store == "shop" {
            company
                .shop
                .run("INSERT INTO messages VALUES (2, 1, NULL, 'again Maria')")
                .await;
            assert_eq!(stores.probe(&forgotten).await, Ok(Probe::Unknown));
        }
    }
}

async fn a_failing_collection_stops_the_erasure(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    company
        .shop
        .run("ALTER TABLE customers RENAME TO clients")
        .await;
    // The desk is whole, but its tickets are also reached through the shop's customers.
    let refused = erase(&stores, "desk", &maria(), &plan).await;
    assert_eq!(
        refused,
        Err(EraseError::Incomplete {
            place: Place::new("desk", "tickets"),
            why: Failure::SchemaChanged,
        })
    );
    let (plan, search) = stores.plan(&maria(), today()).await;
    assert!(!plan.is_complete());
    assert!(!search.keys.contains_key(&shop("customers")));
}

async fn a_rule_of_the_schema_rolls_back(engine: Engine) {
    // A table that nobody mapped stands in the way; its row is not Maria's to delete.
    let company = Company::with(
        engine,
        "CREATE TABLE audits (id INTEGER PRIMARY KEY, message_id INTEGER REFERENCES messages (id));
         INSERT INTO audits VALUES (1, 1)",
    )
    .await;
    let stores = company.stores().await;
    let (plan, _) = stores.plan(&maria(), today()).await;
    let before = company.shop.dump().await;
    let refused = erase(&stores, "shop", &maria(), &plan).await;
    assert!(
        matches!(
            refused,
            Err(EraseError::Store(StoreError::Constraint { .. }))
        ),
        "{refused:?}"
    );
    assert_eq!(before, company.shop.dump().await);
}

/// A request may run in a worker of many threads.
#[tokio::test]
async fn an_erasure_can_run_on_any_thread() {
    let company = Company::new(Engine::Sqlite).await;
    let stores = std::sync::Arc::new(company.stores().await);
    let (plan, _) = stores.plan(&maria(), today()).await;
    let erased = tokio::spawn(async move {
        let recorded = |_: Intent| async { Ok::<(), StoreError>(()) };
        let who = maria();
        stores
            .erase("desk", &who, &plan, today(), &secrets(), recorded)
            .await
    });
    assert!(erased.await.unwrap().is_ok());
    assert!(matches!(company.shop, Shop::Sqlite(_)));
}
