//! Requests, their story, plan, package and receipt.

use anyhow::Result;
use habeas_domain::id::{RequestId, SubjectId};
use habeas_ledger::{
    LedgerError, packages, receipts,
    requests::{self, Filter, Row},
};
use serde_json::json;
use uuid::Uuid;

use crate::house::House;

async fn a_request_comes_back_as_it_was(house: House) -> Result<()> {
    let mut row = house.request().await?;
    let id = RequestId(row.id);
    let mut tx = house.begin().await?;
    requests::set_sealed(&mut tx, id, b"sealed").await?;
    row.sealed = Some(b"sealed".to_vec());
    assert_eq!(requests::find(&mut tx, id).await?.as_ref(), Some(&row));
    let by = requests::by_reference(&mut tx, &row.reference.parse()?).await?;
    assert_eq!(by.as_ref(), Some(&row));
    assert_eq!(
        requests::by_client_id(&mut tx, row.client_id)
            .await?
            .as_ref(),
        Some(&row)
    );
    assert_eq!(
        requests::of_subject(&mut tx, SubjectId(row.subject_id)).await?,
        [row.clone()]
    );
    assert!(
        requests::set_sealed(&mut tx, RequestId(Uuid::nil()), b"x")
            .await
            .is_err()
    );
    tx.commit().await?;

    let mut tx = house.begin().await?;
    let again = Row {
        id: house.dice.uuid(house.now()),
        reference: "HB-1".into(),
        ..row
    };
    assert!(
        requests::add(&mut tx, &again)
            .await
            .unwrap_err()
            .is_duplicate()
    );
    Ok(())
}

async fn whoever_read_an_older_version_does_not_save(house: House) -> Result<()> {
    let row = house.request().await?;
    let changed = Row {
        stage: "approved".into(),
        version: 2,
        body: json!(2),
        ..row.clone()
    };
    let mut tx = house.begin().await?;
    requests::save(&mut tx, &changed, 1).await?;
    let late = requests::save(
        &mut tx,
        &Row {
            stage: "refused".into(),
            ..changed.clone()
        },
        1,
    )
    .await;
    assert!(matches!(
        late,
        Err(LedgerError::RowsAffected {
            expected: 1,
            actual: 0
        })
    ));
    assert_eq!(
        requests::find(&mut tx, RequestId(row.id)).await?.as_ref(),
        Some(&changed)
    );
    assert_eq!(requests::approved(&mut tx).await?, [changed]);
    Ok(())
}

async fn the_queue_shows_what_is_due_first(house: House) -> Result<()> {
    let subject = house.person().await?;
    let mut all = Vec::new();
    let mut tx = house.begin().await?;
    for (due, stage, finished, kind) in [
        (20, "open", false, "erasure"),
        (3, "open", false, "access"),
        (10, "running", false, "erasure"),
        (1, "answered", true, "access"),
        (10, "open", false, "erasure"),
    ] {
        let row = Row {
            stage: stage.into(),
            finished,
            kind: kind.into(),
            ..house.request_of(subject, due)
        };
        requests::add(&mut tx, &row).await?;
        all.push(row);
    }
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let mut wanted: Vec<&Row> = all.iter().filter(|row| !row.finished).collect();
    wanted.sort_by_key(|row| (row.due, row.id));
    let wanted: Vec<Uuid> = wanted.into_iter().map(|row| row.id).collect();

    let first = requests::queue(&mut tx, &Filter::default(), 2).await?;
    assert_eq!(ids(&first), wanted[..2]);
    let after = Filter {
        after: Some((first[1].due, first[1].id)),
        ..Filter::default()
    };
    assert_eq!(
        ids(&requests::queue(&mut tx, &after, 9).await?),
        wanted[2..]
    );

    let stage = Filter {
        stage: Some("answered".into()),
        ..Filter::default()
    };
    assert_eq!(
        ids(&requests::queue(&mut tx, &stage, 9).await?),
        [all[3].id]
    );
    assert_eq!(requests::count(&mut tx, &stage).await?, 1);
    let kind = Filter {
        kind: Some("access".into()),
        ..Filter::default()
    };
    assert_eq!(ids(&requests::queue(&mut tx, &kind, 9).await?), [all[1].id]);
    let due = Filter {
        due_from: Some(all[2].due),
        due_before: Some(all[0].due),
        ..Filter::default()
    };
    assert_eq!(requests::queue(&mut tx, &due, 9).await?.len(), 2);
    assert_eq!(requests::count(&mut tx, &due).await?, 2);
    assert_eq!(requests::count(&mut tx, &Filter::default()).await?, 4);
    Ok(())
}

async fn story_and_plan_come_back(house: House) -> Result<()> {
    let id = RequestId(house.request().await?.id);
    let mut tx = house.begin().await?;
    for minute in 0..3 {
        let at = house.later(minute);
        requests::add_event(
            &mut tx,
            house.dice.uuid(at),
            id,
            at,
            &json!({ "n": minute }),
        )
        .await?;
    }
    let story = requests::events(&mut tx, id).await?;
    assert_eq!(story.len(), 3);
    assert_eq!(story[1], (house.later(1), json!({ "n": 1 })));
    assert_eq!(requests::plan(&mut tx, id).await?, None);
    for plan in [json!({ "v": 1 }), json!({ "v": 2, "text": "é" })] {
        requests::set_plan(&mut tx, id, "digest", &plan, house.now()).await?;
        assert_eq!(requests::plan(&mut tx, id).await?, Some(plan));
    }
    Ok(())
}

async fn a_package_can_be_fetched_until_it_expires(house: House) -> Result<()> {
    let request = house.request().await?;
    let id = RequestId(request.id);
    let mut row = packages::Row {
        request_id: request.id,
        file: "begun".into(),
        sealed_key: vec![1, 2],
        bytes: 5_000_000_000,
        files: 3,
        records: 40,
        sha256: "ab".into(),
        expires_at: house.later(10),
        fetched: 0,
    };
    let mut tx = house.begin().await?;
    packages::add(&mut tx, &row).await?;
    row.file = "done".into();
    packages::add(&mut tx, &row).await?;
    packages::fetched(&mut tx, id).await?;
    row.fetched = 1;
    assert_eq!(packages::find(&mut tx, id).await?.as_ref(), Some(&row));
    let mine = vec![(request.id, "done".to_owned())];
    assert_eq!(
        packages::of_subject(&mut tx, request.subject_id).await?,
        mine
    );
    assert!(
        packages::expired(&mut tx, house.later(10))
            .await?
            .is_empty()
    );
    assert_eq!(packages::expired(&mut tx, house.later(11)).await?, mine);
    packages::forget(&mut tx, request.id).await?;
    let gone = packages::find(&mut tx, id).await?.unwrap();
    assert_eq!(
        (gone.file.as_str(), gone.sealed_key.len(), gone.bytes),
        ("", 0, 5_000_000_000)
    );
    assert!(
        packages::expired(&mut tx, house.later(11))
            .await?
            .is_empty()
    );
    assert!(
        packages::of_subject(&mut tx, request.subject_id)
            .await?
            .is_empty()
    );
    assert!(
        packages::fetched(&mut tx, RequestId(Uuid::nil()))
            .await
            .is_err()
    );
    Ok(())
}

async fn a_later_receipt_takes_the_place_of_the_first(house: House) -> Result<()> {
    let mut tx = house.begin().await?;
    assert_eq!(receipts::find(&mut tx, "HB-1").await?, None);
    for document in ["one", "two"] {
        receipts::put(&mut tx, "HB-1", document, house.now()).await?;
        assert_eq!(
            receipts::find(&mut tx, "HB-1").await?.as_deref(),
            Some(document)
        );
    }
    Ok(())
}

crate::on_both!(
    a_request_comes_back_as_it_was,
    whoever_read_an_older_version_does_not_save,
    the_queue_shows_what_is_due_first,
    story_and_plan_come_back,
    a_package_can_be_fetched_until_it_expires,
    a_later_receipt_takes_the_place_of_the_first,
);
