//! The same code on a company with another schema, on PostgreSQL.

use habeas_domain::scope::Scope;
use std::{collections::BTreeSet, time::Duration};

use chrono::TimeDelta;
use habeas_desk::{Correcting, Desk, Visitor};
use habeas_domain::{
    id::Reference,
    identity::Identity,
    map,
    view::{Shown, Stage},
};
use habeas_stores::Stores;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::{
    company::{On, at_work, desk, faults},
    on_both,
};

on_both![one_person_goes_and_everybody_else_stays];

const PASSWORD: &str = "harvest-window-teapot-12";

async fn one_person_goes_and_everybody_else_stays(on: On) {
    let url = habeas_testing::postgres()
        .await
        .unwrap()
        .database()
        .await
        .unwrap();
    let mut warehouse = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(habeas_demo::postgres_schema())
        .execute(&mut warehouse)
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let map = map::parse(habeas_demo::postgres_map()).unwrap();
    let stores = Stores::open(map, folder.path(), |_| Some(url.clone())).await;
    let desk = desk(on, folder.path(), stores, TimeDelta::zero()).await;
    assert_eq!(faults(&desk).await, [""; 0]);
    let working = at_work(&desk);
    let (number, email): (i64, String) =
        sqlx::query_as("SELECT customer_no, mail FROM crm.person ORDER BY customer_no LIMIT 1")
            .fetch_one(&mut warehouse)
            .await
            .unwrap();
    let mine = Identity::new("customer_id", number.to_string());
    desk.seed_customer(&email, PASSWORD, &[mine]).await.unwrap();
    let officer = "officer".parse().unwrap();
    desk.seed_staff(officer, "Ola Berg", "ola@ashgrove.example", PASSWORD)
        .await
        .unwrap();
    let visitor = desk.sign_in(&email, PASSWORD).await.unwrap();
    let officer = desk
        .sign_in("ola@ashgrove.example", PASSWORD)
        .await
        .unwrap();

    let data = desk.your_data(&visitor).await.unwrap();
    assert!(data.missing.is_empty(), "{:?}", data.missing);
    let people = data
        .sections
        .iter()
        .flat_map(|section| &section.collections)
        .find(|view| view.place == "warehouse.people")
        .unwrap();
    let record = &people.records[0];
    let field = record
        .fields
        .iter()
        .find(|field| field.name == "displayName")
        .unwrap();
    let old = match &field.value {
        Shown::Text(text) => text.clone(),
        _ => String::new(),
    };
    let asked = Correcting {
        place: people.place.clone(),
        token: record.token.clone(),
        field: field.name.clone(),
        old,
        new: "Aoife Ní Bhriain".to_owned(),
        reason: String::new(),
    };
    let reference = desk
        .correct(&visitor, &asked, desk.new_client_id())
        .await
        .unwrap();
    wait(&desk, &officer, &reference).await;
    let name: Option<String> =
        sqlx::query_scalar("SELECT \"displayName\" FROM crm.person WHERE customer_no = $1")
            .bind(number)
            .fetch_one(&mut warehouse)
            .await
            .unwrap();
    assert_eq!(name.as_deref(), Some("Aoife Ní Bhriain"));

    let reference = desk
        .ask_package(&visitor, desk.new_client_id(), Scope::default())
        .await
        .unwrap();
    wait(&desk, &officer, &reference).await;

    let before = dump(&mut warehouse).await;
    let preview = desk.delete_preview(&visitor).await.unwrap();
    let reference = desk
        .ask_erasure(&visitor, true, desk.new_client_id())
        .await
        .unwrap();
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let plan = view.plan.unwrap();
    assert_eq!(plan.totals, preview.totals);
    desk.approve(
        &officer,
        &reference,
        view.request.version,
        Some(&plan.digest),
    )
    .await
    .unwrap();
    wait(&desk, &officer, &reference).await;
    let after = dump(&mut warehouse).await;
    let gone: Vec<&String> = before.difference(&after).collect();
    let come: Vec<&String> = after.difference(&before).collect();
    let deleted = (gone.len() - come.len()) as u64;
    assert_eq!(
        deleted, plan.totals.deleted,
        "{gone:#?} {come:#?} {:#?}",
        plan.lines
    );
    assert!(after.iter().all(|line| !line.contains(&email)));
    let (receipt, _) = desk.receipt(&reference).await.unwrap();
    assert!(receipt.is_verified());
    drop(working);
}

async fn wait(desk: &Desk, officer: &Visitor, reference: &Reference) {
    for _ in 0..400 {
        let view = desk.staff_request(officer, reference).await.unwrap();
        match view.request.line.stage {
            Stage::Answered => return,
            Stage::NeedsPerson => panic!("it stopped: {:?}", view.stuck),
            _ => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    panic!("it was never answered");
}

/// Every row of every table, as text.
async fn dump(warehouse: &mut PgConnection) -> BTreeSet<String> {
    let tables: Vec<(String, String)> = sqlx::query_as(
        "SELECT n.nspname::text, c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('crm', 'sales', 'desk') AND c.relkind IN ('r', 'p') AND NOT c.relispartition",
    )
    .fetch_all(&mut *warehouse)
    .await
    .unwrap();
    let mut lines = BTreeSet::new();
    for (schema, table) in tables {
        let sql = format!("SELECT t::text FROM \"{schema}\".\"{table}\" AS t");
        let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_all(&mut *warehouse)
            .await
            .unwrap();
        lines.extend(
            rows.into_iter()
                .map(|row| format!("{schema}.{table} {row}")),
        );
    }
    lines
}
