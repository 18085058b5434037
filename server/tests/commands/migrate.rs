//! `habeas migrate`: Habeas's own tables, brought up to date by themselves.

use std::fs;

use sqlx::{Connection, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{company, configuration, habeas, habeas_with};

/// The versions of our migrations, as their files are named.
fn versions(folder: &str) -> Vec<i64> {
    let folder = format!("{}/ledger/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut versions: Vec<i64> = names
        .map(|name| name.split('_').next().unwrap().parse().unwrap())
        .collect();
    versions.sort_unstable();
    versions
}

const APPLIED: &str = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";

#[tokio::test]
async fn tables_are_made_once_on_sqlite_and_a_newer_ledger_is_refused() {
    let (folder, map) = company().await;
    let config = folder.path().join("habeas.toml");
    fs::write(&config, configuration(&map)).unwrap();
    let migrate = ["migrate", "--config", config.to_str().unwrap()];
    let ledger = folder.path().join("ledger.sqlite");
    assert!(!ledger.exists());
    // Once, and once more on what is up to date.
    for _ in 0..2 {
        let said = habeas(&migrate);
        assert!(said.well, "{}", said.all);
        let options = SqliteConnectOptions::new().filename(&ledger);
        let mut db = SqliteConnection::connect_with(&options).await.unwrap();
        let applied: Vec<i64> = sqlx::query_scalar(APPLIED)
            .fetch_all(&mut db)
            .await
            .unwrap();
        assert_eq!(applied, versions("sqlite"));
        let requests: i64 = sqlx::query_scalar("SELECT count(*) FROM request")
            .fetch_one(&mut db)
            .await
            .unwrap();
        assert_eq!(requests, 0);
    }
    let options = SqliteConnectOptions::new().filename(&ledger);
    let mut db = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations \
         SELECT 9999, 'of a later version', installed_on, 1, checksum, 0 FROM _sqlx_migrations LIMIT 1",
    )
    .execute(&mut db)
    .await
    .unwrap();
    db.close().await.unwrap();
    let refused = habeas(&migrate);
    assert!(!refused.well);
    assert!(refused.all.contains("9999"), "{}", refused.all);
}

#[tokio::test]
async fn tables_are_made_on_postgres_named_by_the_environment() {
    let (folder, map) = company().await;
    let config = folder.path().join("habeas.toml");
    fs::write(&config, configuration(&map)).unwrap();
    let server = habeas_testing::postgres().await.unwrap();
    let url = server.database().await.unwrap();
    let migrate = ["migrate", "--config", config.to_str().unwrap()];
    for _ in 0..2 {
        let said = habeas_with(&[("HABEAS_LEDGER", &url)], &migrate);
        assert!(said.well, "{}", said.all);
    }
    let mut db = PgConnection::connect(&url).await.unwrap();
    let applied: Vec<i64> = sqlx::query_scalar(APPLIED)
        .fetch_all(&mut db)
        .await
        .unwrap();
    assert_eq!(applied, versions("postgres"));
    assert!(!folder.path().join("ledger.sqlite").exists());
}
