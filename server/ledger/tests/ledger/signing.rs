use anyhow::Result;
use habeas_domain::proof::{SignedDocument, key_id};
use habeas_ledger::{Keys, signing, time::Dice};

use crate::house::House;

async fn keys_are_made_once_and_old_ones_stay(house: House) -> Result<()> {
    let House { keys, dice, .. } = &house;
    let mut tx = house.begin().await?;
    let first = signing::current(&mut tx, keys, dice, house.now()).await?;
    tx.commit().await?;
    let mut tx = house.begin().await?;
    let again = signing::current(&mut tx, keys, dice, house.now()).await?;
    assert_eq!(first.to_bytes(), again.to_bytes());
    let signed = SignedDocument::sign("k", "{}".into(), &first, key_id(&first.verifying_key()));

    house.clock.advance(chrono::TimeDelta::days(1));
    let second = signing::rotate(&mut tx, keys, dice, house.now()).await?;
    tx.commit().await?;
    let mut tx = house.begin().await?;
    let now = signing::current(&mut tx, keys, dice, house.now()).await?;
    assert_eq!(now.to_bytes(), second.to_bytes());
    let public = signing::public_keys(&mut tx, keys).await?;
    assert_eq!(public.len(), 2);
    assert_eq!(
        public[0],
        (key_id(&second.verifying_key()), second.verifying_key())
    );
    let (_, old) = public.iter().find(|(id, _)| *id == signed.key_id).unwrap();
    signed.verify(old)?;
    Ok(())
}

async fn two_processes_make_one_key(house: House) -> Result<()> {
    let one = || async {
        let mut tx = house.ledger.begin().await?;
        let key = signing::current(&mut tx, &house.keys, &house.dice, house.now()).await?;
        tx.commit().await?;
        Ok::<_, anyhow::Error>(key.to_bytes())
    };
    let (a, b, c) = tokio::join!(one(), one(), one());
    assert_eq!(
        (a?, house.number("select count(*) from key").await?),
        (b?, 1)
    );
    c?;
    Ok(())
}

async fn another_master_key_opens_nothing(house: House) -> Result<()> {
    let mut tx = house.begin().await?;
    signing::current(&mut tx, &house.keys, &house.dice, house.now()).await?;
    let other = Keys::open(&house.folder.path().join("other.key"), &Dice::seeded(8))?;
    assert!(
        signing::current(&mut tx, &other, &house.dice, house.now())
            .await
            .is_err()
    );
    assert!(signing::public_keys(&mut tx, &other).await.is_err());
    Ok(())
}

crate::on_both!(
    keys_are_made_once_and_old_ones_stay,
    two_processes_make_one_key,
    another_master_key_opens_nothing,
);
