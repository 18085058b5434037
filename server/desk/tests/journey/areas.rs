//! Deleting some areas only: what was not chosen stays byte for byte, with account and key.

use std::collections::BTreeSet;

use habeas_desk::{Desk, DeskError, Problem};
use habeas_domain::{
    request::Outcome,
    view::{Fate, Stage},
};

use crate::{
    company::{Company, On},
    on_both,
};

on_both![
    what_was_chosen_goes_and_everything_else_stays,
    what_is_left_out_holds_in_place_what_it_needs,
    marketing_is_off_in_the_stores_as_soon_as_everything_is_asked_for,
];

const MARIA: i64 = 1001;

/// The tables of an area, as the map calls them.
fn tables(desk: &Desk, area: &str) -> BTreeSet<String> {
    desk.map()
        .collections()
        .filter(|(_, _, collection)| collection.meaning == area)
        .map(|(place, _, _)| place.collection)
        .collect()
}

fn areas(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Has it approved by an officer as they see it.
async fn approved(company: &Company, reference: &habeas_domain::id::Reference) {
    let officer = company.staff("Henrik").await;
    let view = company.desk.staff_request(&officer, reference).await;
    let view = view.unwrap();
    let (version, digest) = (view.request.version, view.plan.unwrap().digest);
    company
        .desk
        .approve(&officer, reference, version, Some(&digest))
        .await
        .unwrap();
}

async fn what_was_chosen_goes_and_everything_else_stays(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let chosen = areas(&["conversations"]);
    let whole = desk.delete_preview(&maria).await.unwrap();
    let view = desk
        .delete_preview_of(&maria, chosen.clone())
        .await
        .unwrap();
    let names: Vec<&str> = view.areas.iter().map(|area| area.name.as_str()).collect();
    assert!(names.contains(&"conversations") && names.contains(&"orders"));
    assert!(view.totals.deleted > 0 && view.totals.deleted < whole.totals.deleted);
    for line in &view.lines {
        let outside = !line.place.starts_with("support.");
        let left = matches!(line.fate, Fate::Kept { asked: false, .. });
        assert_eq!(outside, left, "{line:?}");
    }
    let unknown = desk
        .ask_erasure_of(&maria, true, desk.new_client_id(), areas(&["nonsense"]))
        .await;
    match unknown {
        Err(DeskError::Answers(answers)) => assert_eq!(answers, [("areas", Problem::NotOnOffer)]),
        other => panic!("{other:?}"),
    }
    let before = company.dump().await;
    let reference = desk
        .ask_erasure_of(&maria, true, desk.new_client_id(), chosen)
        .await
        .unwrap();
    // Advertising is another thing: nobody asked about it.
    assert_eq!(company.dump().await, before);
    approved(&company, &reference).await;
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let after = company.dump().await;
    let gone: Vec<&String> = before.difference(&after).collect();
    assert_eq!(after.difference(&before).count(), 0);
    assert_eq!(gone.len() as u64, view.totals.deleted);
    let chosen = tables(desk, "conversations");
    for line in gone {
        assert!(chosen.contains(line.split('|').next().unwrap()), "{line}");
    }
    // The person is a customer as before, and told so.
    let again = company.signed_in(MARIA).await;
    assert!(!desk.your_data(&again).await.unwrap().sections.is_empty());
    let done = desk.request(&again, &reference).await.unwrap();
    assert!(!done.areas.is_empty());
    assert!(matches!(
        done.outcome,
        Some(Outcome::InFull | Outcome::InPart { .. })
    ));
    let (receipt, _) = desk.receipt(&reference).await.unwrap();
    assert_eq!(receipt.areas, done.areas);
    assert!(receipt.suppression.is_none() && receipt.is_verified());
    let tombstones = company.folder.path().join("data/tombstones.jsonl");
    let stones = std::fs::read_to_string(tombstones).unwrap_or_default();
    assert_eq!(stones.lines().count(), 0);
    // Everything can still be asked for, and goes.
    let rest = desk
        .ask_erasure(&again, true, desk.new_client_id())
        .await
        .unwrap();
    approved(&company, &rest).await;
    company.wait_for(&again, &rest, Stage::Answered).await;
}

async fn what_is_left_out_holds_in_place_what_it_needs(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let before = company.dump().await;
    // Orders without what was paid for them: money points at orders, so those stay with it.
    let chosen = areas(&["orders"]);
    let view = desk
        .delete_preview_of(&maria, chosen.clone())
        .await
        .unwrap();
    let reference = desk
        .ask_erasure_of(&maria, true, desk.new_client_id(), chosen)
        .await
        .unwrap();
    approved(&company, &reference).await;
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let after = company.dump().await;
    let of_orders = tables(desk, "orders");
    let outside = |line: &&String| {
        let table = line.split('|').next().unwrap_or_default();
        !of_orders.contains(table)
    };
    let (gone, come): (Vec<_>, Vec<_>) = (
        before.difference(&after).filter(outside).collect(),
        after.difference(&before).filter(outside).collect(),
    );
    assert!(gone.is_empty() && come.is_empty(), "{gone:?} {come:?}");
    let (receipt, _) = desk.receipt(&reference).await.unwrap();
    assert_eq!(receipt.totals().deleted, view.totals.deleted);
}

async fn marketing_is_off_in_the_stores_as_soon_as_everything_is_asked_for(on: On) {
    let company = Company::holding(on, chrono::TimeDelta::days(3)).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    // Every column that the map names, read in the store and not from what was promised.
    let columns = async || {
        let customers = "SELECT CAST(marketing_ok AS TEXT) FROM customers WHERE id = 1001";
        let newsletter = "SELECT CAST(max(active) AS TEXT) FROM newsletter \
                          WHERE email = 'maria.keane@post.example'";
        (
            company.shop(customers).await,
            company.shop(newsletter).await,
        )
    };
    let off = Some("0".to_owned());
    assert_ne!(columns().await.0, off);
    let before = company.dump().await;
    desk.ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    for _ in 0..100 {
        if columns().await.0 == off {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let (customers, newsletter) = columns().await;
    assert_eq!(customers, off);
    assert!(newsletter.is_none() || newsletter == off, "{newsletter:?}");
    // Nothing else was touched, and nothing is gone before an officer has approved it.
    let after = company.dump().await;
    let changed: Vec<&String> = after.difference(&before).collect();
    assert!((1..=2).contains(&changed.len()), "{changed:?}");
    assert_eq!(changed.len(), before.difference(&after).count());
}
