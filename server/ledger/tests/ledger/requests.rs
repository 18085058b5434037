//! Requests, their story, plan, package and receipt.

use anyhow::Result;
use habeas_domain::id::{RequestId, SubjectId};
use habeas_ledger::{
    LedgerError, packages,
    queue::{self, Assigned, Filter},
    receipts,
    requests::{self, Row},
    saved_views::{self, SavedView},
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
    let waits = requests::find(&mut tx, RequestId(row.id)).await?;
    assert_eq!(waits.and_then(|row| row.blocked), changed.blocked);
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

    let first = queue::page(&mut tx, &Filter::default(), 2).await?;
    assert_eq!(ids(&first), wanted[..2]);
    let after = Filter {
        after: Some((first[1].due, first[1].id)),
        ..Filter::default()
    };
    assert_eq!(ids(&queue::page(&mut tx, &after, 9).await?), wanted[2..]);

    let stage = Filter {
        stage: Some("answered".into()),
        ..Filter::default()
    };
    assert_eq!(ids(&queue::page(&mut tx, &stage, 9).await?), [all[3].id]);
    assert_eq!(queue::count(&mut tx, &stage).await?, 1);
    let kind = Filter {
        kind: Some("access".into()),
        ..Filter::default()
    };
    assert_eq!(ids(&queue::page(&mut tx, &kind, 9).await?), [all[1].id]);
    let due = Filter {
        due_from: Some(all[2].due),
        due_before: Some(all[0].due),
        ..Filter::default()
    };
    assert_eq!(queue::page(&mut tx, &due, 9).await?.len(), 2);
    assert_eq!(queue::count(&mut tx, &due).await?, 2);
    assert_eq!(queue::count(&mut tx, &Filter::default()).await?, 4);
    Ok(())
}

async fn the_queue_is_narrowed_by_everything_at_once(house: House) -> Result<()> {
    let subject = house.person().await?;
    let (mine, other) = (house.dice.uuid(house.now()), house.person().await?);
    let mut tx = house.begin().await?;
    let plain = house.request_of(subject, 5);
    let assigned = Row {
        assigned: Some(mine),
        regime: "us-ca-ccpa".into(),
        ..house.request_of(subject, 6)
    };
    let unproved = Row {
        verified: false,
        waiting: true,
        ..house.request_of(other, 7)
    };
    let stuck = Row {
        stage: "needs-person".into(),
        blocked: Some("shop".into()),
        assigned: Some(mine),
        ..house.request_of(subject, 8)
    };
    for row in [&plain, &assigned, &unproved, &stuck] {
        requests::add(&mut tx, row).await?;
    }
    let all = Filter::default;
    for (filter, wanted) in [
        (all(), vec![&plain, &assigned, &unproved, &stuck]),
        (
            Filter {
                assigned: Assigned::To(mine),
                ..all()
            },
            vec![&assigned, &stuck],
        ),
        (
            Filter {
                assigned: Assigned::Nobody,
                ..all()
            },
            vec![&plain, &unproved],
        ),
        (
            Filter {
                regime: Some("us-ca-ccpa".into()),
                ..all()
            },
            vec![&assigned],
        ),
        (
            Filter {
                verified: Some(false),
                ..all()
            },
            vec![&unproved],
        ),
        (
            Filter {
                waiting: Some(false),
                ..all()
            },
            vec![&plain, &assigned, &stuck],
        ),
        (
            Filter {
                blocked: Some("shop".into()),
                ..all()
            },
            vec![&stuck],
        ),
        (
            Filter {
                subject: Some(other.0),
                ..all()
            },
            vec![&unproved],
        ),
        (
            Filter {
                stage: Some("needs-person".into()),
                assigned: Assigned::To(mine),
                due_before: Some(unproved.due),
                ..all()
            },
            vec![],
        ),
    ] {
        let page = queue::page(&mut tx, &filter, 9).await?;
        let wanted: Vec<Row> = wanted.into_iter().cloned().collect();
        assert_eq!(page, wanted, "{filter:?}");
        assert_eq!(queue::count(&mut tx, &filter).await?, wanted.len() as u64);
    }
    Ok(())
}

async fn days_are_counted_when_requests_come_and_go(house: House) -> Result<()> {
    let subject = house.person().await?;
    let today = house.now().date_naive();
    let earlier = today - chrono::TimeDelta::days(4);
    let mut tx = house.begin().await?;
    let first = Row {
        received_on: earlier,
        ..house.request_of(subject, 5)
    };
    let second = house.request_of(subject, 6);
    for row in [&first, &second] {
        requests::add(&mut tx, row).await?;
    }
    let done = Row {
        stage: "answered".into(),
        finished: true,
        finished_on: Some(today),
        version: 2,
        ..first.clone()
    };
    requests::save(&mut tx, &done, 1).await?;
    // What comes after the end does not move the day of it.
    let after = Row {
        finished_on: Some(today + chrono::TimeDelta::days(3)),
        version: 3,
        ..done.clone()
    };
    requests::save(&mut tx, &after, 2).await?;
    let (received, finished) = queue::days(&mut tx, earlier).await?;
    assert_eq!(received, [(earlier, 1), (today, 1)]);
    assert_eq!(finished, [(today, 1)]);
    assert_eq!(
        queue::taken(&mut tx, today).await?,
        [(earlier, today, first.due)]
    );
    assert_eq!(queue::days(&mut tx, today).await?.0, [(today, 1)]);
    Ok(())
}

/// Without this a page of a long queue reads and sorts all of it.
async fn a_page_of_the_queue_is_read_from_an_index(house: House) -> Result<()> {
    if house.url.starts_with("postgres") {
        // A planner that knows of three rows reads them all; the benchmark looks at a million.
        return Ok(());
    }
    for (narrowed, index) in [
        ("finished = false", "request_queue"),
        ("finished = false and kind = 'erasure'", "request_right"),
        ("finished = false and assigned = x'00'", "request_assigned"),
        ("stage = 'open'", "request_stage"),
        ("finished = false and waiting = true", "request_waiting"),
        (
            "finished = false and verified = false",
            "request_unverified",
        ),
        ("finished = false and blocked = 'shop'", "request_blocked"),
    ] {
        let sql = format!(
            "explain query plan select * from request where {narrowed} and due >= '2026-01-01' \
             and (due, id) > ('2026-01-01', x'00') order by due, id limit 50"
        );
        let plan = house.text(&sql, "detail").await?.join("; ");
        assert!(
            plan.contains(index) && !plan.contains("TEMP B-TREE"),
            "{narrowed}: {plan}"
        );
    }
    Ok(())
}

async fn a_kept_view_is_its_keepers_until_it_is_shared(house: House) -> Result<()> {
    let [one, two] = [house.member("one").await?, house.member("two").await?];
    let view = |name: &str, shared| SavedView {
        id: house.dice.uuid(house.now()),
        staff_id: one.0,
        name: name.into(),
        query: "due=late".into(),
        shared,
    };
    let (own, shared) = (view("own", false), view("shared", true));
    let mut tx = house.begin().await?;
    for view in [&own, &shared] {
        saved_views::keep(&mut tx, view, house.now()).await?;
    }
    assert_eq!(
        saved_views::of(&mut tx, one).await?,
        [own.clone(), shared.clone()]
    );
    assert_eq!(
        saved_views::of(&mut tx, two).await?,
        std::slice::from_ref(&shared)
    );
    assert!(saved_views::drop(&mut tx, two, shared.id).await.is_err());
    // The same name again is the same view.
    let changed = SavedView {
        query: "stage=open".into(),
        ..view("own", false)
    };
    saved_views::keep(&mut tx, &changed, house.now()).await?;
    let kept = saved_views::of(&mut tx, one).await?;
    assert_eq!((kept.len(), kept[0].query.as_str()), (2, "stage=open"));
    saved_views::drop(&mut tx, one, kept[0].id).await?;
    assert_eq!(saved_views::of(&mut tx, one).await?, [shared]);
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
    the_queue_is_narrowed_by_everything_at_once,
    days_are_counted_when_requests_come_and_go,
    a_page_of_the_queue_is_read_from_an_index,
    a_kept_view_is_its_keepers_until_it_is_shared,
    story_and_plan_come_back,
    a_package_can_be_fetched_until_it_expires,
    a_later_receipt_takes_the_place_of_the_first,
);
