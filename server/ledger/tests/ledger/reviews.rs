//! What officers decided of texts and files, and the copies that wait for it.

use anyhow::Result;
use habeas_domain::id::{RequestId, SubjectId};
use habeas_ledger::reviews::{self, Item};

use crate::house::House;

async fn a_decision_is_kept_and_not_overwritten_unseen(house: House) -> Result<()> {
    let (one, other) = (house.person().await?, house.person().await?);
    let officer = house.member("henrik").await?;
    let item = |version, verdict: &str| Item {
        id: house.dice.uuid(house.now()),
        place: "support.messages".to_owned(),
        record: "a1b2".to_owned(),
        field: "body".to_owned(),
        content: "c0ffee".to_owned(),
        verdict: verdict.to_owned(),
        sealed: vec![7; 40],
        decided_by: officer.0,
        at: house.now(),
        version,
    };
    let mut tx = house.begin().await?;
    let first = item(1, "withheld");
    assert!(reviews::decide(&mut tx, one, &first).await?);
    // Whoever saw no decision yet decides over nobody.
    assert!(!reviews::decide(&mut tx, one, &item(1, "shown")).await?);
    assert_eq!(
        reviews::of_subject(&mut tx, one).await?,
        std::slice::from_ref(&first)
    );
    assert!(reviews::decide(&mut tx, one, &item(2, "shown")).await?);
    let all = reviews::of_subject(&mut tx, one).await?;
    assert_eq!(
        (all.len(), all[0].verdict.as_str(), all[0].version),
        (1, "shown", 2)
    );
    assert_eq!(all[0].id, first.id);
    assert!(reviews::of_subject(&mut tx, other).await?.is_empty());
    // The same record of somebody else is another item.
    assert!(reviews::decide(&mut tx, other, &item(1, "shown")).await?);
    Ok(())
}

async fn a_copy_waits_is_told_and_is_looked_at_again_once(house: House) -> Result<()> {
    let request = house.request().await?;
    let (id, subject) = (RequestId(request.id), SubjectId(request.subject_id));
    let mut tx = house.begin().await?;
    assert!(reviews::case(&mut tx, id).await?.is_none());
    reviews::wait(&mut tx, id, subject, house.now()).await?;
    reviews::wait(&mut tx, id, subject, house.later(9)).await?;
    let waiting = reviews::waiting(&mut tx).await?;
    assert_eq!((waiting.len(), waiting[0].since), (1, house.now()));
    assert_eq!(reviews::count_waiting(&mut tx).await?, 1);
    // A second look before the first is done is none.
    assert!(!reviews::ask_again(&mut tx, id, house.later(1)).await?);
    assert!(reviews::told(&mut tx, id, house.later(2)).await?);
    assert!(!reviews::told(&mut tx, id, house.later(3)).await?);
    assert_eq!(reviews::count_waiting(&mut tx).await?, 0);
    assert!(reviews::ask_again(&mut tx, id, house.later(4)).await?);
    assert!(!reviews::ask_again(&mut tx, id, house.later(5)).await?);
    let case = reviews::case(&mut tx, id).await?;
    let case = case.map(|case| (case.since, case.second_asked_at, case.told_at));
    assert_eq!(case, Some((house.later(4), Some(house.later(4)), None)));
    assert!(reviews::told(&mut tx, id, house.later(6)).await?);
    // Once is enough.
    assert!(!reviews::ask_again(&mut tx, id, house.later(7)).await?);
    Ok(())
}

crate::on_both![
    a_decision_is_kept_and_not_overwritten_unseen,
    a_copy_waits_is_told_and_is_looked_at_again_once,
];
