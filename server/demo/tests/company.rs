//! The company is the same for the same seed, its databases are sound, and every trap is there.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use chrono::NaiveDate;
use habeas_demo::{Demo, DemoError, SEED, Size, create, create_sized};
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

async fn company(seed: u64) -> Outcome<TempDir> {
    let folder = TempDir::new()?;
    create(folder.path(), seed, today()).await?;
    Ok(folder)
}

async fn open(folder: &TempDir, store: &str) -> Outcome<SqliteConnection> {
    let path = folder.path().join(store);
    Ok(SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .connect()
        .await?)
}

/// Every row of every table, as text.
async fn rows(folder: &TempDir, store: &str) -> Outcome<BTreeMap<String, Vec<String>>> {
    let mut db = open(folder, store).await?;
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .fetch_all(&mut db)
            .await?;
    let mut all = BTreeMap::new();
    for table in tables {
        let columns: Vec<String> =
            sqlx::query_scalar("SELECT 'quote(' || name || ')' FROM pragma_table_info(?)")
                .bind(&table)
                .fetch_all(&mut db)
                .await?;
        let sql = format!(
            "SELECT {} FROM {table} ORDER BY 1",
            columns.join(" || ',' || ")
        );
        let found = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_all(&mut db)
            .await?;
        all.insert(table, found);
    }
    db.close().await?;
    Ok(all)
}

/// Every file with its bytes.
fn files(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else {
            let parts = path.components().rev().take(3).map(|part| part.as_os_str());
            let name: Vec<String> = parts.map(|part| part.to_string_lossy().into()).collect();
            found.insert(name.join("<"), fs::read(&path)?);
        }
    }
    Ok(())
}

async fn one<T>(db: &mut SqliteConnection, sql: &'static str) -> Outcome<T>
where
    T: for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite> + Send + Unpin,
{
    Ok(sqlx::query_scalar(sql).fetch_one(db).await?)
}

#[tokio::test]
async fn the_same_seed_makes_the_same_company() -> Outcome {
    let (one, same, other) = (
        company(SEED).await?,
        company(SEED).await?,
        company(7).await?,
    );
    for store in ["shop.sqlite", "support.sqlite"] {
        assert_eq!(rows(&one, store).await?, rows(&same, store).await?);
        assert_ne!(rows(&one, store).await?, rows(&other, store).await?);
    }
    let (mut here, mut there) = (BTreeMap::new(), BTreeMap::new());
    files(&one.path().join("documents"), &mut here)?;
    files(&same.path().join("documents"), &mut there)?;
    assert!(here.len() > 150);
    assert!(here == there);
    Ok(())
}

#[tokio::test]
async fn nothing_is_overwritten_and_half_a_company_is_none() -> Outcome {
    let folder = TempDir::new()?;
    assert!(!Demo::is_at(folder.path()));
    // What a start that was cut short leaves behind.
    fs::create_dir_all(folder.path().join(".being-made"))?;
    fs::write(folder.path().join(".being-made/shop.sqlite"), "half")?;
    create(folder.path(), SEED, today()).await?;
    assert!(Demo::is_at(folder.path()));
    let again = create(folder.path(), SEED, today()).await;
    assert!(matches!(again, Err(DemoError::AlreadyThere(_))));
    Ok(())
}

#[tokio::test]
async fn the_databases_are_sound() -> Outcome {
    let folder = company(SEED).await?;
    for store in ["shop.sqlite", "support.sqlite"] {
        let mut db = open(&folder, store).await?;
        let broken = sqlx::query("PRAGMA foreign_key_check")
            .fetch_all(&mut db)
            .await?;
        assert!(broken.is_empty(), "{store}");
        assert_eq!(
            one::<String>(&mut db, "PRAGMA integrity_check").await?,
            "ok"
        );
        for (table, rows) in rows(&folder, store).await? {
            assert!(!rows.is_empty(), "{table} is empty");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_help_desk_knows_only_customers_of_the_shop() -> Outcome {
    let folder = company(SEED).await?;
    let mut support = open(&folder, "support.sqlite").await?;
    let shop = folder.path().join("shop.sqlite");
    sqlx::query("ATTACH ? AS shop")
        .bind(shop.to_str())
        .execute(&mut support)
        .await?;
    let strangers: i64 = one(
        &mut support,
        "SELECT count(*) FROM contacts WHERE shop_customer_id NOT IN (SELECT id FROM shop.customers)",
    )
    .await?;
    let others_orders: i64 = one(
        &mut support,
        "SELECT count(*) FROM tickets t JOIN contacts c ON c.id = t.contact_id
         LEFT JOIN shop.orders o ON o.number = t.order_number
         WHERE t.order_number IS NOT NULL AND o.customer_id IS NOT c.shop_customer_id",
    )
    .await?;
    assert_eq!((strangers, others_orders), (0, 0));
    Ok(())
}

/// Each query finds one trap; the number is how often it is there.
const TRAPS: [(&str, &str, i64); 12] = [
    ("shop", "SELECT count(*) FROM customers", 50),
    // One address, two customers.
    (
        "shop",
        "SELECT count(*) FROM (SELECT address_id FROM customers GROUP BY 1 HAVING count(*) > 1)",
        1,
    ),
    // An order paid with a relative's card.
    (
        "shop",
        "SELECT count(*) > 0 FROM orders o JOIN cards c ON c.id = o.card_id
         WHERE o.customer_id = 1002 AND c.customer_id = 1001",
        1,
    ),
    // Addresses that differ by an accent.
    (
        "shop",
        "SELECT count(*) FROM customers WHERE replace(email, 'é', 'e') = 'jose.moreno@correo.example'",
        2,
    ),
    // Open orders and points.
    (
        "shop",
        "SELECT count(*) FROM orders WHERE customer_id = 1005 AND status IN ('open', 'shipped')",
        2,
    ),
    (
        "shop",
        "SELECT points FROM loyalty WHERE customer_id = 1005",
        1840,
    ),
    // Beyond the ten years of tax law, and within.
    (
        "shop",
        "SELECT count(*) FROM invoices WHERE customer_id = 100 AND issued_on < '2016-11-23'",
        2,
    ),
    (
        "shop",
        "SELECT count(*) FROM invoices WHERE customer_id = 100 AND issued_on >= '2016-11-23'",
        2,
    ),
    // An order sent in place of another, orders of nobody, a secret check.
    (
        "shop",
        "SELECT count(*) FROM orders WHERE customer_id = 1001 AND replaces_order_id IS NOT NULL",
        1,
    ),
    (
        "shop",
        "SELECT count(*) FROM orders WHERE customer_id IS NULL",
        2,
    ),
    (
        "shop",
        "SELECT count(*) FROM fraud_checks WHERE customer_id = 1009",
        1,
    ),
    // Two spellings.
    (
        "support",
        "SELECT count(*) FROM contacts WHERE lower(email) = 'maria.keane@post.example'",
        2,
    ),
];

#[tokio::test]
async fn every_trap_is_there() -> Outcome {
    let folder = company(SEED).await?;
    for (store, sql, expected) in TRAPS {
        let mut db = open(&folder, &format!("{store}.sqlite")).await?;
        assert_eq!(one::<i64>(&mut db, sql).await?, expected, "{sql}");
    }
    let mut support = open(&folder, "support.sqlite").await?;
    let nothing: i64 = one(
        &mut support,
        "SELECT count(*) FROM contacts WHERE shop_customer_id = 1006 OR email LIKE 'wei%'",
    )
    .await?;
    assert_eq!(nothing, 0);
    let second_spelling: i64 = one(
        &mut support,
        "SELECT count(*) FROM tickets t JOIN contacts c ON c.id = t.contact_id
         WHERE c.email = 'Maria.Keane@Post.Example' AND c.shop_customer_id IS NULL",
    )
    .await?;
    assert_eq!(second_spelling, 1);
    let neighbour: i64 = one(
        &mut support,
        "SELECT count(*) FROM messages m JOIN tickets t ON t.id = m.ticket_id
         JOIN contacts c ON c.id = t.contact_id
         WHERE c.shop_customer_id = 1007 AND body LIKE '%Tomasz Zieliński%+353209101008%'",
    )
    .await?;
    assert_eq!(neighbour, 1);
    let both_kinds: i64 = one(
        &mut support,
        "SELECT count(*) > 0 FROM notes a JOIN notes b USING (subject_id)
         WHERE a.subject_type = 'Contact' AND b.subject_type = 'Ticket'",
    )
    .await?;
    assert_eq!(both_kinds, 1);
    Ok(())
}

#[tokio::test]
async fn the_featured_people_are_customers_and_nobody_can_own_an_address() -> Outcome {
    let folder = company(SEED).await?;
    let mut shop = open(&folder, "shop.sqlite").await?;
    let demo = Demo::at(folder.path());
    assert_eq!((demo.people.len(), demo.staff.len()), (7, 5));
    for person in &demo.people {
        let row = sqlx::query("SELECT full_name, email FROM customers WHERE id = ?")
            .bind(person.customer_id)
            .fetch_one(&mut shop)
            .await?;
        assert_eq!(row.get::<String, _>(0), person.full_name);
        assert_eq!(row.get::<String, _>(1), person.email);
        assert!(person.password.len() >= 20);
    }
    for (store, table) in [("shop.sqlite", "customers"), ("support.sqlite", "contacts")] {
        let mut db = open(&folder, store).await?;
        let sql = format!("SELECT count(*) FROM {table} WHERE email NOT LIKE '%.example'");
        let others: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(&mut db)
            .await?;
        assert_eq!(others, 0);
    }
    Ok(())
}

async fn whole() -> Outcome<TempDir> {
    let folder = TempDir::new()?;
    create_sized(folder.path(), SEED, today(), Size::Whole).await?;
    Ok(folder)
}

const STORES: [&str; 3] = ["shop.sqlite", "support.sqlite", "marketing.sqlite"];

/// What the whole company must have at least: store, query, least.
const CROWD: [(&str, &str, i64); 17] = [
    ("shop", "SELECT count(*) FROM customers", 5_000),
    ("shop", "SELECT count(DISTINCT country) FROM addresses", 25),
    ("shop", "SELECT count(DISTINCT language) FROM customers", 20),
    // Names that Latin letters cannot write.
    (
        "shop",
        "SELECT count(*) FROM customers WHERE unicode(full_name) > 880",
        400,
    ),
    // Twenty years.
    (
        "shop",
        "SELECT julianday(max(placed_on)) - julianday(min(placed_on)) FROM orders",
        20 * 365,
    ),
    ("shop", "SELECT count(*) FROM orders", 15_000),
    // Households.
    (
        "shop",
        "SELECT count(*) FROM (SELECT address_id FROM customers GROUP BY 1 HAVING count(*) > 1)",
        400,
    ),
    // Presents: sent where somebody else lives.
    (
        "shop",
        "SELECT count(*) FROM orders o JOIN customers c ON c.id = o.customer_id
         WHERE o.address_id <> c.address_id AND o.gift_message IS NOT NULL",
        300,
    ),
    // The same person twice.
    (
        "shop",
        "SELECT count(*) FROM customers a JOIN customers b
         ON b.id = a.id + 1 AND b.full_name = a.full_name AND b.email LIKE '%.new%'",
        60,
    ),
    // Not of age.
    (
        "shop",
        "SELECT count(*) FROM customers WHERE date_of_birth > '2008-11-23'",
        60,
    ),
    (
        "shop",
        "SELECT count(*) FROM customers WHERE email LIKE '%@fernhill.example'",
        10,
    ),
    (
        "support",
        "SELECT count(*) FROM notes WHERE body LIKE '%has died%'",
        25,
    ),
    ("support", "SELECT count(*) FROM messages", 5_000),
    (
        "marketing",
        "SELECT count(*) FROM events WHERE profile_id = 2001",
        20_000,
    ),
    ("marketing", "SELECT count(*) FROM scores", 5_000),
    ("marketing", "SELECT count(*) FROM sends", 10_000),
    (
        "marketing",
        "SELECT count(*) FROM sources WHERE source LIKE 'a list bought%'",
        40,
    ),
];

#[tokio::test]
async fn the_whole_company_has_a_crowd() -> Outcome {
    let folder = whole().await?;
    for (store, sql, least) in CROWD {
        let mut db = open(&folder, &format!("{store}.sqlite")).await?;
        let sql = format!("SELECT CAST(({sql}) AS INTEGER)");
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql.as_str()))
            .fetch_one(&mut db)
            .await?;
        assert!(found >= least, "{found} instead of {least}: {sql}");
    }
    // Nobody is guessed about who is not of age or has died.
    let mut marketing = open(&folder, "marketing.sqlite").await?;
    let guessed: i64 = one(
        &mut marketing,
        "SELECT count(*) FROM scores JOIN profiles ON id = profile_id WHERE state IN ('minor', 'deceased')",
    )
    .await?;
    assert_eq!(guessed, 0);
    let demo = Demo::at(folder.path());
    assert_eq!((demo.people.len(), demo.size), (10, Size::Whole));
    let mut shop = open(&folder, "shop.sqlite").await?;
    let named = demo
        .people
        .iter()
        .map(|person| (person.customer_id, person.full_name));
    for (number, name) in named {
        let found: String = sqlx::query_scalar("SELECT full_name FROM customers WHERE id = ?")
            .bind(number)
            .fetch_one(&mut shop)
            .await?;
        assert_eq!(found, name);
    }
    for (number, shows) in &demo.sights {
        let found: i64 = sqlx::query_scalar("SELECT count(*) FROM customers WHERE id = ?")
            .bind(number)
            .fetch_one(&mut shop)
            .await?;
        assert_eq!(found, 1, "{shows}");
    }
    Ok(())
}

/// The cast is the same in both: whatever is said about it holds in the whole company too.
#[tokio::test]
async fn the_cast_is_the_same_with_and_without_the_crowd() -> Outcome {
    let (small, big) = (company(SEED).await?, whole().await?);
    for store in ["shop.sqlite", "support.sqlite"] {
        let big = rows(&big, store).await?;
        for (table, rows) in rows(&small, store).await? {
            let there: std::collections::BTreeSet<&String> = big[&table].iter().collect();
            let lost: Vec<&String> = rows.iter().filter(|row| !there.contains(row)).collect();
            assert!(lost.is_empty(), "{table}: {lost:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_whole_company_is_sound_and_the_same_each_time() -> Outcome {
    let (one_of_them, same) = (whole().await?, whole().await?);
    for store in STORES {
        let mut db = open(&one_of_them, store).await?;
        let broken = sqlx::query("PRAGMA foreign_key_check")
            .fetch_all(&mut db)
            .await?;
        assert!(broken.is_empty(), "{store}");
        let all = rows(&one_of_them, store).await?;
        assert!(all.values().all(|rows| !rows.is_empty()), "{store}");
        assert!(all == rows(&same, store).await?, "{store}");
    }
    let (mut here, mut there) = (BTreeMap::new(), BTreeMap::new());
    files(&one_of_them.path().join("documents"), &mut here)?;
    files(&same.path().join("documents"), &mut there)?;
    assert!(here == there);
    let of = |ending: &str, magic: &[u8]| {
        let kind = here.iter().filter(|(name, _)| {
            name.split('<')
                .next()
                .is_some_and(|name| name.ends_with(ending))
        });
        let kind: Vec<_> = kind.collect();
        assert!(
            kind.iter().all(|(_, bytes)| bytes.starts_with(magic)),
            "{ending}"
        );
        kind.len()
    };
    assert!(of(".pdf", b"%PDF-") > 300);
    assert!(of(".png", b"\x89PNG\r\n\x1a\n") > 80);
    assert!(of(".jpg", b"\xff\xd8\xff") > 100);
    assert!(of(".txt", b"Fernhill") > 100);
    assert!(of(".svg", b"<svg") > 20);
    Ok(())
}
