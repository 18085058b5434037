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
    company::{HERE, On, at_work, desk, faults},
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
    let visitor = desk.sign_in(&email, PASSWORD, &HERE).await.unwrap();
    let officer = desk
        .sign_in("ola@ashgrove.example", PASSWORD, &HERE)
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
    let own = of_anna(&mut warehouse).await;
    choose_no(&desk, &visitor).await;
    let said: (bool, bool, bool, bool) = sqlx::query_as(
        "SELECT allow_news, allow_sharing, allow_scoring, allow_health FROM crm.person \
         WHERE customer_no = $1",
    )
    .bind(number)
    .fetch_one(&mut warehouse)
    .await
    .unwrap();
    assert_eq!(said, (false, false, false, false));
    let after = dump(&mut warehouse).await;
    let changed: Vec<&String> = before.difference(&after).collect();
    assert_eq!(changed.len(), 1, "{changed:#?}");
    assert!(own.contains(changed[0]), "{changed:#?}");

    let before = dump(&mut warehouse).await;
    let own = of_anna(&mut warehouse).await;
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
    // Byte for byte: what changed or went was hers, row by row.
    let others: Vec<&&String> = gone.iter().filter(|row| !own.contains(**row)).collect();
    assert!(others.is_empty(), "{others:#?}");
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

/// Says no to everything that the map offers, and waits until the store obeys.
async fn choose_no(desk: &Desk, visitor: &Visitor) {
    for choice in desk.map().choices.clone() {
        let id = desk.new_client_id();
        desk.set_choice(visitor, choice.right, false, id)
            .await
            .unwrap();
    }
    for _ in 0..400 {
        let choices = desk.choices(visitor).await.unwrap();
        let obeyed = choices.iter().all(|choice| {
            choice.allowed == Some(false) && choice.obeyed.iter().any(|(_, obeyed)| *obeyed)
        });
        if obeyed {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("a no was not obeyed");
}

/// Anna's rows, told by what stands in the tables and not by the map: what may change when she
/// goes. The household is Paul's too, and order 103 is his, though she paid for it.
async fn of_anna(warehouse: &mut PgConnection) -> BTreeSet<String> {
    const ANNA: &str = "person_id = '00000000-0000-4000-8000-000000000001'";
    const ORDERS: &str = "\"orderNo\" IN (101, 102)";
    const THREADS: &str = "thread_id IN (1, 2)";
    let mut rows = BTreeSet::new();
    for (table, which) in [
        ("crm.person", ANNA),
        ("crm.interest", ANNA),
        ("crm.points", ANNA),
        ("crm.visit", ANNA),
        ("sales.payment_method", ANNA),
        ("sales.Order", ANNA),
        ("sales.OrderLine", ORDERS),
        ("sales.return_slip", ORDERS),
        ("sales.bill", ANNA),
        ("desk.thread", THREADS),
        ("desk.post", THREADS),
        (
            "desk.flag",
            "(target_kind, target_no) IN (('thread', 2), ('order', 101))",
        ),
    ] {
        let quoted = table.replace('.', "\".\"");
        let sql = format!("SELECT t::text FROM \"{quoted}\" AS t WHERE {which}");
        let found: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_all(&mut *warehouse)
            .await
            .unwrap();
        assert!(!found.is_empty(), "{table}");
        rows.extend(found.into_iter().map(|row| format!("{table} {row}")));
    }
    rows
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
