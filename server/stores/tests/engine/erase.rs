//! What an erasure does, and what it leaves alone.

use habeas_domain::{
    identity::Identity,
    map::{FieldErase, Place, RecordErase},
    plan::{Action, Plan},
};
use habeas_stores::{EraseError, Intent, StoreError, StoreOutcome, Stores};

use crate::{
    company::{Company, Engine, Shop, difference, dump, keys, maria, secrets, shop, today},
    on_both,
};

on_both![
    only_her_rows_change,
    the_plan_says_what_happens,
    a_second_run_finds_nothing,
    tables_in_a_circle_can_go,
    a_tree_in_one_table_can_go,
    everybody_can_be_erased_one_after_the_other,
    many_rows_are_a_handful_of_statements,
];

type Outcome = Result<StoreOutcome, EraseError<std::convert::Infallible>>;

pub async fn erase(stores: &Stores, store: &str, who: &[Identity], approved: &Plan) -> Outcome {
    let recorded = async |_: Intent| Ok(());
    stores
        .erase(store, who, approved, today(), &secrets(), recorded)
        .await
}

/// Plans, and erases from every store in order.
pub async fn erase_all(stores: &Stores, who: &[Identity]) -> Vec<StoreOutcome> {
    let (plan, _) = stores.plan(who, today()).await;
    assert!(plan.is_complete(), "{plan:?}");
    let mut outcomes = Vec::new();
    for store in stores.erase_order() {
        outcomes.push(erase(stores, store, who, &plan).await.unwrap());
    }
    outcomes
}

fn sorted(mut lines: Vec<&str>) -> Vec<String> {
    lines.sort_unstable();
    lines.into_iter().map(str::to_owned).collect()
}

async fn only_her_rows_change(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let before = company.shop.dump().await;
    let desk_before = dump(&company.desk).await;
    erase_all(&stores, &maria()).await;
    let (gone, come) = difference(&before, &company.shop.dump().await);
    // SQLite quotes texts, PostgreSQL writes rows in parentheses.
    let plain = |lines: Vec<String>| -> Vec<String> {
        let mut lines: Vec<String> = lines
            .into_iter()
            .map(|line| {
                line.replace(['\'', '(', ')', '"'], "")
                    .replace("NULL", "")
                    .replace(",10.5,", ",10.50,")
            })
            .collect();
        lines.sort();
        lines
    };
    let mut gone = plain(gone);
    for line in &mut gone {
        if line.ends_with(",10.5") {
            line.push('0');
        }
    }
    assert_eq!(
        gone,
        sorted(vec![
            "cards 1,1,4111",
            "cards 2,1,4222",
            "clubs 2,Maria only",
            "customers 1,Maria@Example.com,Maria Unforgettable,+353 1 555-0100,1980-05-17,D02 XY45,1,1,",
            "memberships 1,1,70",
            "memberships 1,2,5",
            "messages 1,1,,hello from Maria",
            "messages 2,1,1,again Maria",
            "messages 3,2,1,answer by Ben",
            "notes 1,Customer,1,about Maria",
            "notes 2,Order,1,about order 1",
            "order_items 1,1,1,as a gift",
            "order_items 1,2,2,",
            "order_items 2,1,1,",
            "orders 1,1,2,2010-03-01,closed,10.50",
        ])
    );
    let come = plain(come);
    // Her customer record is nobody's, the shared card and the answer are cut loose.
    assert_eq!(come.len(), 3, "{come:?}");
    assert_eq!(come[0], "cards 1,,4111");
    let pseudonym = come[1].strip_prefix("customers 1,").unwrap();
    let (pseudonym, rest) = pseudonym.split_once(',').unwrap();
    assert_eq!(rest, "erased,,1980-01-01,D02,1,,");
    assert!(pseudonym.ends_with("@erased.invalid"), "{pseudonym}");
    assert_eq!(come[2], "messages 3,2,,answer by Ben");
    let (gone, come) = difference(&desk_before, &dump(&company.desk).await);
    assert_eq!(gone.len(), 2);
    assert_eq!(come, Vec::<String>::new());
    let there = |name: &str| {
        company
            .folder
            .path()
            .join("files/invoices")
            .join(name)
            .exists()
    };
    assert!(!there("1/2009-01-01_A1.pdf"));
    assert!(there("1/2025-01-01_A2.pdf"));
    assert!(there("2/2009-01-01_B1.pdf"));
}

async fn the_plan_says_what_happens(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    assert_eq!(stores.erase_order(), ["desk", "files", "shop"]);
    let (plan, _) = stores.plan(&maria(), today()).await;
    let (again, _) = stores.plan(&maria(), today()).await;
    assert_eq!(plan.digest(), again.digest());
    let steps: Vec<(String, &Action, u64)> = plan
        .store("shop")
        .unwrap()
        .steps
        .iter()
        .map(|step| (step.collection.clone(), &step.action, step.count))
        .collect();
    let position = |name: &str| steps.iter().position(|(at, _, _)| at == name);
    assert!(position("items") < position("orders"));
    assert!(position("orders") < position("cards"));
    assert!(position("cards") < position("customers"));
    assert!(position("customers") < position("addresses"));
    assert!(steps.contains(&("addresses".to_owned(), &Action::Unlink, 1)));
    assert!(steps.contains(&("orders".to_owned(), &Action::Delete, 1)));
    let outcomes = erase_all(&stores, &maria()).await;
    for outcome in outcomes {
        let part = plan.store(&outcome.store).unwrap();
        let steps: Vec<_> = outcome.steps.iter().map(|done| &done.step).collect();
        assert_eq!(steps, part.steps.iter().collect::<Vec<_>>());
        for done in &outcome.steps {
            if matches!(done.step.action, Action::Delete | Action::Anonymise { .. }) {
                assert_eq!(done.changed, done.step.count);
            }
        }
        assert_eq!(
            outcome.txid.is_some(),
            engine == Engine::Postgres && outcome.store == "shop"
        );
    }
}

async fn a_second_run_finds_nothing(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let (_, found) = stores.plan(&maria(), today()).await;
    erase_all(&stores, &maria()).await;
    let after = company.shop.dump().await;
    let search = stores.find(&maria(), today()).await;
    assert!(search.found.is_complete());
    assert_eq!(search.found.total(), 0);
    erase_all(&stores, &maria()).await;
    assert_eq!(after, company.shop.dump().await);
    // With everything known of her before, only what may stay is found.
    let search = stores.find(&found.identities_met, today()).await;
    let (plan, _) = stores.plan(&found.identities_met, today()).await;
    assert_eq!(search.keys[&shop("customers")].own, keys(&["1"]));
    assert_eq!(search.keys[&shop("orders")].own, []);
    assert_eq!(plan.totals().deleted, 0);
    // And doing it again changes nothing: pseudonyms are the same.
    erase_all(&stores, &found.identities_met).await;
    assert_eq!(after, company.shop.dump().await);
}

/// A map of one more table or two, in the shop.
fn with_collections(company: &Company, yaml: &str) -> habeas_domain::map::DataMap {
    let text = format!(
        "habeas: 1\nversion: x\ncontroller: {{ name: T, address: S, email: a@b.example, country: IE, authority: DPC }}\nstores:\n  - {{ id: s, kind: sqlite, label: S, collections: [{yaml}] }}\n"
    );
    let extra = habeas_domain::map::parse(&text).unwrap();
    let mut map = company.map.clone();
    map.stores[0]
        .collections
        .extend(extra.stores[0].collections.clone());
    map
}

async fn tables_in_a_circle_can_go(engine: Engine) {
    let company = Company::with(
        engine,
        "CREATE TABLE baskets (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL
           REFERENCES customers (id), top_id INTEGER);
         CREATE TABLE picks (id INTEGER PRIMARY KEY, basket_id INTEGER NOT NULL
           REFERENCES baskets (id));",
    )
    .await;
    // SQLite adds no foreign key to a table that is there; there the circle is closed at once.
    match engine {
        Engine::Postgres => {
            company
                .shop
                .run("ALTER TABLE baskets ADD FOREIGN KEY (top_id) REFERENCES picks (id)")
                .await;
        }
        Engine::Sqlite => {
            company
                .shop
                .run(
                    "DROP TABLE picks; DROP TABLE baskets;
                     CREATE TABLE baskets (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL
                       REFERENCES customers (id), top_id INTEGER REFERENCES picks (id));
                     CREATE TABLE picks (id INTEGER PRIMARY KEY, basket_id INTEGER NOT NULL
                       REFERENCES baskets (id));",
                )
                .await;
        }
    }
    company
        .shop
        .run(
            "INSERT INTO baskets VALUES (1, 1, NULL), (2, 2, NULL);
             INSERT INTO picks VALUES (1, 1), (2, 1), (3, 2);
             UPDATE baskets SET top_id = 2 WHERE id = 1; UPDATE baskets SET top_id = 3 WHERE id = 2;",
        )
        .await;
    let map = with_collections(
        &company,
        "{ id: baskets, table: baskets, meaning: b, label: B, describe: B, key: [id], erase: delete,
           links: [{ to: customers, fields: { customer_id: id }, type: owned-by },
                   { to: picks, fields: { top_id: id }, type: refers }],
           fields: [{ name: id, category: system, label: I, until: a },
                    { name: customer_id, category: system, label: C, until: a },
                    { name: top_id, category: system, label: T, until: a }] },
         { id: picks, table: picks, meaning: b, label: P, describe: P, key: [id], erase: delete,
           links: [{ to: baskets, fields: { basket_id: id }, type: owned-by }],
           fields: [{ name: id, category: system, label: I, until: a },
                    { name: basket_id, category: system, label: B, until: a }] }",
    );
    let stores = company.stores_of(map).await;
    erase_all(&stores, &maria()).await;
    let left: Vec<String> = company
        .shop
        .dump()
        .await
        .into_iter()
        .filter(|line| line.starts_with("baskets") || line.starts_with("picks"))
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

async fn a_tree_in_one_table_can_go(engine: Engine) {
    let company = Company::with(
        engine,
        "CREATE TABLE tree (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id),
           up INTEGER REFERENCES tree (id) ON DELETE CASCADE);
         INSERT INTO tree VALUES (1, 1, NULL), (2, NULL, 1), (3, NULL, 2), (4, 2, NULL), (5, NULL, 4);",
    )
    .await;
    let map = with_collections(
        &company,
        "{ id: tree, table: tree, meaning: t, label: T, describe: T, key: [id], erase: delete,
           links: [{ to: customers, fields: { customer_id: id }, type: owned-by },
                   { to: tree, fields: { up: id }, type: owned-by }],
           fields: [{ name: id, category: system, label: I, until: a },
                    { name: customer_id, category: system, label: C, until: a },
                    { name: up, category: system, label: U, until: a }] }",
    );
    let stores = company.stores_of(map).await;
    let outcomes = erase_all(&stores, &maria()).await;
    let tree = outcomes[2]
        .steps
        .iter()
        .find(|done| done.step.collection == "tree")
        .unwrap();
    assert_eq!((tree.step.count, tree.changed), (3, 3));
    let left = company.shop.dump().await;
    let left = left.iter().filter(|line| line.starts_with("tree")).count();
    assert_eq!(left, 2);
}

async fn everybody_can_be_erased_one_after_the_other(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    for email in [
        "ben@example.com",
        "maria@example.com",
        "jose@example.com",
        "josé@example.com",
        "alone@example.com",
    ] {
        erase_all(&stores, &[Identity::new("email", email)]).await;
    }
    let left: Vec<String> = company.shop.dump().await.into_iter().collect();
    let text = left.join("\n");
    for word in [
        "Maria",
        "Ben",
        "José",
        "Own Road",
        "Shared Lane",
        "4111",
        "4222",
    ] {
        assert!(!text.contains(word), "{word} is still there:\n{text}");
    }
    // What tax law keeps, and what it leans on.
    for word in ["4333", "4444", "2024-03-01", "2025-03-01", "Spade"] {
        assert!(text.contains(word), "{word} is gone:\n{text}");
    }
}

async fn many_rows_are_a_handful_of_statements(engine: Engine) {
    let mut more = String::new();
    for batch in 0..20 {
        let rows: Vec<String> = (0..500)
            .map(|row| format!("({}, 5, NULL, 'note {row}')", 1000 + batch * 500 + row))
            .collect();
        more.push_str(&format!("INSERT INTO messages VALUES {};", rows.join(",")));
    }
    let company = Company::with(engine, &more).await;
    let stores = company.stores().await;
    let outcomes = erase_all(&stores, &[Identity::new("customer_id", "5")]).await;
    let deleted: u64 = outcomes
        .iter()
        .flat_map(|outcome| &outcome.steps)
        .filter(|done| done.step.collection == "messages")
        .map(|done| done.changed)
        .sum();
    assert_eq!(deleted, 10_000);
}

/// Bytes of a deleted record are nowhere in the files.
#[tokio::test]
async fn sqlite_bytes_are_gone() {
    let company = Company::new(Engine::Sqlite).await;
    let stores = company.stores().await;
    let bytes = |name: &str| -> Vec<u8> {
        let mut all = Vec::new();
        for suffix in ["", "-wal", "-journal"] {
            let path = company.folder.path().join(format!("{name}{suffix}"));
            all.extend(std::fs::read(path).unwrap_or_default());
        }
        all
    };
    let has = |bytes: &[u8], word: &str| {
        bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    };
    let words = [
        "Maria@Example.com",
        "Unforgettable",
        "hello from Maria",
        "about order 1",
        "as a gift",
        "1980-05-17",
    ];
    for word in words {
        assert!(has(&bytes("shop.sqlite"), word), "{word}");
    }
    let outcomes = erase_all(&stores, &maria()).await;
    let by_name = |name: &str| outcomes.iter().find(|o| o.store == name).unwrap();
    assert!(by_name("shop").scrubbed && by_name("desk").scrubbed);
    for word in words {
        assert!(!has(&bytes("shop.sqlite"), word), "{word}");
    }
    assert!(!has(&bytes("desk.sqlite"), "MARIA@EXAMPLE.COM"));
    assert!(has(&bytes("shop.sqlite"), "answer by Ben"));
}

#[tokio::test]
async fn a_shared_household_keeps_what_hangs_on_it() {
    // Addresses that are anonymised instead of deleted are not masked for one of two.
    let company = Company::new(Engine::Sqlite).await;
    let mut map = company.map.clone();
    let addresses = map.stores[0]
        .collections
        .iter_mut()
        .find(|c| c.id.as_str() == "addresses")
        .unwrap();
    addresses.erase = RecordErase::Anonymise;
    addresses.fields[0].erase = Some(FieldErase::Keep);
    addresses.fields[1].erase = Some(FieldErase::Constant("erased".into()));
    let stores = company.stores_of(map).await;
    erase_all(&stores, &maria()).await;
    let rows = company.shop.dump().await;
    assert!(rows.contains("addresses 1,'Shared Lane 1'"), "{rows:?}");
    // When Ben goes too, nobody else lives there.
    erase_all(&stores, &[Identity::new("email", "ben@example.com")]).await;
    let rows = company.shop.dump().await;
    assert!(rows.contains("addresses 1,'erased'"), "{rows:?}");
}

#[tokio::test]
async fn a_shared_file_is_not_deleted() {
    let company = Company::with(
        Engine::Sqlite,
        "CREATE TABLE papers (id INTEGER PRIMARY KEY, customer_id INTEGER, number TEXT);
         INSERT INTO papers VALUES (1, 2, 'A1')",
    )
    .await;
    let map = with_collections(
        &company,
        "{ id: papers, table: papers, meaning: p, label: P, describe: P, key: [id], erase: delete,
           links: [{ to: customers, fields: { customer_id: id }, type: owned-by },
                   { to: files.invoices, fields: { number: number }, type: refers }],
           fields: [{ name: id, category: system, label: I, until: a },
                    { name: customer_id, category: system, label: C, until: a },
                    { name: number, category: system, label: N, until: a }] }",
    );
    let stores = company.stores_of(map).await;
    let (plan, search) = stores.plan(&maria(), today()).await;
    let files = &search.keys[&Place::new("files", "invoices")];
    assert_eq!(files.shared, keys(&["invoices/1/2009-01-01_A1.pdf"]));
    let refused = erase(&stores, "files", &maria(), &plan).await;
    assert_eq!(refused, Err(EraseError::Store(StoreError::NotInMap)));
    let Shop::Sqlite(_) = company.shop else {
        panic!("the shop is on SQLite here");
    };
}
