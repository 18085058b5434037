//! Whether the program says of itself that it can serve.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::program::Program;

/// Without its own database nothing can be served: it says so, and lives.
#[tokio::test(flavor = "multi_thread")]
async fn it_is_not_ready_without_its_ledger_and_lives_all_the_same() {
    let server = habeas_testing::postgres().await.unwrap();
    let url = server.database().await.unwrap();
    let arguments = ["--ledger", url.as_str()];
    let program = tokio::task::block_in_place(|| Program::demo_that(&arguments));
    let ask = |path: &str| tokio::task::block_in_place(|| program.get(path, &[]));
    let ready = ask("/health/ready");
    assert!(ready.body.contains("\"ledger\":true"), "{}", ready.body);

    let (address, _) = url.split_once('?').unwrap_or((&url, ""));
    let name = address.rsplit('/').next().unwrap();
    let mut admin = PgConnection::connect(&server.url("postgres"))
        .await
        .unwrap();
    let gone = format!("DROP DATABASE \"{name}\" WITH (FORCE)");
    sqlx::query(AssertSqlSafe(gone))
        .execute(&mut admin)
        .await
        .unwrap();

    let ready = ask("/health/ready");
    assert_eq!(ready.status, 503, "{}", ready.body);
    assert!(ready.body.contains("\"ledger\":false"), "{}", ready.body);
    assert_eq!(ready.header("cache-control"), "no-store");
    let live = ask("/health/live");
    assert_eq!((live.status, live.body.as_str()), (200, "alive\n"));
    // A person gets a page in words, and no page that looks like an answer.
    let page = ask("/keys");
    assert!(
        page.status >= 500 && page.body.contains("<h1"),
        "{}",
        page.status
    );
}
