//! Looking into big collections: words, order, pages, all of it in the store.

use std::time::{Duration, Instant};

use habeas_domain::value::{Key, Record, Value};
use habeas_stores::{Browse, StoreError};

use crate::{
    company::{Company, Engine, key, keys, maria, shop, today},
    on_both,
};

on_both![
    a_big_collection_is_searched_sorted_and_paged,
    words_are_words_and_not_patterns,
    letters_of_any_script_are_found_in_either_case,
    what_was_not_found_is_never_shown,
    a_field_that_the_map_does_not_name_is_refused,
];

/// Twenty thousand more orders of Maria's: numbers 1001 to 21000.
const MANY: &str = "
    WITH RECURSIVE n(i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 21000)
    INSERT INTO orders (id, customer_id, card_id, placed_on, status, total)
    SELECT i, 1, NULL, '2020-01-15', CASE WHEN i % 1000 = 7 THEN 'lost in the post' ELSE 'closed' END,
           i / 100.0 FROM n;";

fn numbers(records: &[Record]) -> Vec<String> {
    records
        .iter()
        .map(|record| record.key.0[0].as_text().unwrap().to_owned())
        .collect()
}

async fn a_big_collection_is_searched_sorted_and_paged(engine: Engine) {
    let company = Company::with(engine, MANY).await;
    let stores = company.stores().await;
    let began = Instant::now();
    let found = stores.glance().await.find(&maria(), today()).await;
    let held = found.keys[&shop("orders")].all();
    assert_eq!(held.len(), 20_002);
    let look = Browse {
        words: vec!["POST".to_owned(), "lost".to_owned()],
        within: vec!["status".to_owned()],
        sort: Some("total".to_owned()),
        down: true,
        skip: 5,
        take: 10,
    };
    let page = stores.browse(&shop("orders"), &held, &look).await.unwrap();
    // A generous limit that only a design without bounds would break.
    assert!(
        began.elapsed() < Duration::from_secs(15),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(page.total, 20);
    let expected: Vec<String> = (0..10).map(|row| format!("{}007", 15 - row)).collect();
    assert_eq!(numbers(&page.records), expected);
    // Without words, by number and not by text.
    let all = Browse {
        skip: 20_000,
        take: 20,
        ..Browse::default()
    };
    let last = stores.browse(&shop("orders"), &held, &all).await.unwrap();
    assert_eq!((last.total, numbers(&last.records).len()), (20_002, 2));
    assert_eq!(numbers(&last.records), ["20999", "21000"]);
    let beyond = Browse {
        skip: 99_999,
        ..all
    };
    let beyond = stores
        .browse(&shop("orders"), &held, &beyond)
        .await
        .unwrap();
    assert!(beyond.records.is_empty());
}

async fn words_are_words_and_not_patterns(engine: Engine) {
    let more = "UPDATE customers SET name = '100%_sure\\thing' WHERE id = 1;";
    let company = Company::with(engine, more).await;
    let stores = company.stores().await;
    for (word, hits) in [
        ("100%_", 1),
        ("\\t", 1),
        ("1%s", 0),
        ("sur_", 0),
        ("'; DROP", 0),
    ] {
        let look = Browse {
            words: vec![word.to_owned()],
            within: vec!["name".to_owned()],
            take: 10,
            ..Browse::default()
        };
        let page = stores
            .browse(&shop("customers"), &keys(&["1", "2"]), &look)
            .await;
        assert_eq!(page.unwrap().total, hits, "{word}");
    }
}

async fn letters_of_any_script_are_found_in_either_case(engine: Engine) {
    let more = "UPDATE customers SET name = 'Élodie Ñandú' WHERE id = 1;
                UPDATE customers SET name = 'Мария Иванова' WHERE id = 2;";
    let company = Company::with(engine, more).await;
    let stores = company.stores().await;
    for (word, whose) in [
        ("élodie", "1"),
        ("ÑANDÚ", "1"),
        ("мария", "2"),
        ("ИВАНОВА", "2"),
    ] {
        let look = Browse {
            words: vec![word.to_owned()],
            within: vec!["name".to_owned(), "phone".to_owned()],
            take: 10,
            ..Browse::default()
        };
        let page = stores
            .browse(&shop("customers"), &keys(&["1", "2"]), &look)
            .await
            .unwrap();
        assert_eq!(numbers(&page.records), [whose], "{word}");
    }
}

/// Only the keys that a search found are looked among, whatever the words are.
async fn what_was_not_found_is_never_shown(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let look = Browse {
        words: vec!["ben".to_owned()],
        within: vec!["name".to_owned()],
        take: 10,
        ..Browse::default()
    };
    let page = stores
        .browse(&shop("customers"), &keys(&["1"]), &look)
        .await
        .unwrap();
    assert_eq!((page.total, page.records.len()), (0, 0));
    let none: [Key; 0] = [];
    let page = stores
        .browse(&shop("customers"), &none, &look)
        .await
        .unwrap();
    assert_eq!(page.total, 0);
    let gone = [key(&["99"]), Key(vec![Value::text("no number")])];
    let all = Browse {
        take: 10,
        ..Browse::default()
    };
    let page = stores
        .browse(&shop("customers"), &gone, &all)
        .await
        .unwrap();
    assert_eq!(page.total, 0);
}

async fn a_field_that_the_map_does_not_name_is_refused(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let look = Browse {
        sort: Some("name\" DESC; --".to_owned()),
        take: 10,
        ..Browse::default()
    };
    let page = stores
        .browse(&shop("customers"), &keys(&["1"]), &look)
        .await;
    assert_eq!(page, Err(StoreError::NotInMap));
}

#[tokio::test]
async fn files_are_searched_by_their_names() {
    let company = Company::new(Engine::Sqlite).await;
    let stores = company.stores().await;
    let place = habeas_domain::map::Place::new("files", "invoices");
    let held = stores.glance().await.find(&maria(), today()).await.keys[&place].all();
    assert_eq!(held.len(), 2);
    let look = Browse {
        words: vec!["a2".to_owned()],
        within: vec!["number".to_owned()],
        take: 10,
        ..Browse::default()
    };
    let page = stores.browse(&place, &held, &look).await.unwrap();
    assert_eq!(page.total, 1);
    assert!(page.records[0].key.0[0].as_text().unwrap().contains("A2"));
    let newest = Browse {
        sort: Some("number".to_owned()),
        down: true,
        take: 1,
        ..Browse::default()
    };
    let page = stores.browse(&place, &held, &newest).await.unwrap();
    assert_eq!((page.total, page.records.len()), (2, 1));
    assert!(page.records[0].key.0[0].as_text().unwrap().contains("A2"));
}
