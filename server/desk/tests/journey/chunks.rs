//! A person with more records than one transaction of a store should hold.

use habeas_domain::view::Stage;
use habeas_stores::Limits;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    company::{Company, On},
    on_both,
};

on_both![who_is_too_much_goes_in_chunks_and_whole];

async fn who_is_too_much_goes_in_chunks_and_whole(on: On) {
    let limits = Limits {
        rows: 4,
        ..Limits::default()
    };
    let company = Company::limited(on, limits).await;
    let desk = &company.desk;
    // A hundred more sign-ins than the demo gives her.
    company
        .write_shop(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
             INSERT INTO sign_ins (customer_id, at, ip_address, browser)
               SELECT 1001, '2026-01-01T00:00:00Z', '192.0.2.' || i, 'a telephone' FROM n",
        )
        .await;
    let maria = company.signed_in(1001).await;
    let preview = desk.delete_preview(&maria).await.unwrap();
    assert!(preview.missing.is_empty(), "{:?}", preview.missing);
    assert!(preview.totals.deleted > 100);
    let before = company.dump().await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let plan = view.plan.unwrap();
    assert_eq!(plan.totals, preview.totals);
    let version = view.request.version;
    desk.approve(&officer, &reference, version, Some(&plan.digest))
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;

    let after = company.dump().await;
    let gone: Vec<&String> = before.difference(&after).collect();
    let come: Vec<&String> = after.difference(&before).collect();
    assert_eq!(
        gone.len() as u64 - come.len() as u64,
        plan.totals.deleted,
        "gone:\n{gone:#?}\ncome:\n{come:#?}"
    );
    assert!(!after.iter().any(|line| line.contains("192.0.2.100")));
    // What the receipt says is what all chunks did together.
    let (receipt, _) = desk.receipt(&reference).await.unwrap();
    assert!(receipt.is_verified());
    let totals = receipt.totals();
    assert_eq!(totals.deleted, plan.totals.deleted);
    assert_eq!(totals.anonymised, plan.totals.anonymised);
    assert_eq!(totals.unlinked, plan.totals.unlinked);
    if on == On::Sqlite {
        each_chunk_has_sealed_keys(&company).await;
    }
}

/// Each chunk left what it froze, sealed, until the last search for the person.
async fn each_chunk_has_sealed_keys(company: &Company) {
    let path = company.folder.path().join("ledger.sqlite");
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut ledger = SqliteConnection::connect_with(&options).await.unwrap();
    let chunks: Vec<(i64, Option<Vec<u8>>)> = sqlx::query_as(
        "SELECT c.number, c.frozen FROM step_chunk c JOIN step s ON s.id = c.step_id
         WHERE s.store = 'shop' ORDER BY c.number",
    )
    .fetch_all(&mut ledger)
    .await
    .unwrap();
    assert!(chunks.len() >= 25, "{}", chunks.len());
    for (at, (number, frozen)) in chunks.into_iter().enumerate() {
        assert_eq!(number, i64::try_from(at).unwrap());
        let frozen = frozen.unwrap();
        let text = String::from_utf8_lossy(&frozen);
        assert!(!text.contains("sign_ins") && !text.contains("witnesses"));
    }
}
