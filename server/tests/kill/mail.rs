//! A mail that was promised by a commit arrives, whenever the process dies, and one that is sent
//! twice is the same mail to whoever gets it.

use std::{collections::BTreeSet, time::Duration};

use crate::{
    company::{Company, On},
    program::Program,
};

async fn arrives(on: On, point: &'static str) {
    let company = Company::small(on).await;
    let (reference, _) = company.approved_erasure().await;
    let first = Program::work(&company, Some(point));
    first.until_stopped().await.kill();
    // The dead worker's turn at it is over sooner than it would be.
    company
        .sql("update outbox set next_at = created_at where state = 'queued'")
        .await;
    company
        .sql("update outbox set next_at = '2026-01-01T00:00:00+00:00' where state = 'queued'")
        .await;
    let second = Program::work(&company, None);
    let number = reference.to_string();
    let mut ids: Vec<String> = Vec::new();
    for _ in 0..150 {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let received = company.mails.received();
        ids = received
            .iter()
            .filter(|mail| mail.data.contains(&number))
            .filter_map(|mail| {
                let line = mail
                    .data
                    .lines()
                    .find(|line| line.starts_with("Message-ID:"));
                line.map(str::to_owned)
            })
            .collect();
        let different: BTreeSet<&String> = ids.iter().collect();
        if different.len() >= 2 && company.mails_left().await == 0 {
            break;
        }
    }
    second.kill();
    let different: BTreeSet<&String> = ids.iter().collect();
    // That it came in, and that it is done.
    assert_eq!(different.len(), 2, "{ids:?}");
    let twice = ids.len() - different.len();
    assert_eq!(twice, usize::from(point == "message-sent"), "{ids:?}");
}

async fn everywhere(on: On) {
    let points = ["message-taken", "message-sent"];
    let all = points.map(|point| tokio::spawn(arrives(on, point)));
    for (point, done) in points.iter().zip(all) {
        assert!(done.await.is_ok(), "{point}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_sqlite() {
    everywhere(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_postgres() {
    everywhere(On::Postgres).await;
}
