//! Those who watch: every look stands in the chain, with why and without a name; the map, the
//! records of processing, lists as files.

use futures::TryStreamExt;
use habeas_desk::{Csv, Desk, DeskError, Writing};
use habeas_domain::{
    choice::ChoiceRight,
    role::Act,
    scope::Scope,
    view::{AuditLine, QueueFilter, Stage},
};
use habeas_ledger::{Ledger, audit};
use sqlx::AssertSqlSafe;

use crate::{
    company::{Company, On, code_in},
    intake::{taking, today},
    on_both,
    who::answered,
};

on_both![
    every_look_stands_in_the_chain,
    nothing_in_the_ledger_is_about_a_person,
    an_auditor_reads_what_is_allowed_and_changes_nothing,
];

const MARIA: i64 = 1001;

/// A file, whole.
pub async fn text(csv: Csv) -> String {
    let pieces: Vec<_> = csv.try_collect().await.unwrap();
    String::from_utf8(pieces.concat()).unwrap()
}

/// One column of a query on the ledger, as text.
pub async fn column(desk: &Desk, sql: &str) -> Vec<String> {
    let sql = AssertSqlSafe(sql.to_owned());
    match desk.ledger() {
        Ledger::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_all(writer).await,
        Ledger::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await,
    }
    .unwrap()
}

async fn lines(desk: &Desk) -> Vec<AuditLine> {
    let mut tx = desk.ledger().read().await.unwrap();
    audit::page(&mut tx, None, 1000, &[]).await.unwrap()
}

fn says(line: &AuditLine, act: Act, name: &str, said: &str) -> bool {
    line.act == act.as_str() && line.why.iter().any(|(one, two)| one == name && two == said)
}

async fn every_look_stands_in_the_chain(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    desk.staff_request(&officer, &reference).await.unwrap();
    desk.person(&officer, &reference).await.unwrap();
    desk.reveal(&officer, &reference, "call-back")
        .await
        .unwrap();
    desk.find_person(&officer, "customer_id", "1001")
        .await
        .unwrap();
    desk.keep_view(&officer, "Maria", "due=late", false)
        .await
        .unwrap();
    let kept = desk.queue(&officer, &QueueFilter::default()).await.unwrap();
    desk.drop_view(&officer, kept.views[0].id).await.unwrap();
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let refusal = habeas_desk::RefusalAsked {
        ground: view.grounds[0].ground.clone(),
        note: "We looked at it.".to_owned(),
        burden: "Ten of the same in one week.".to_owned(),
    };
    desk.refuse(&officer, &reference, view.request.version, &refusal)
        .await
        .unwrap();
    desk.audit(&officer, None).await.unwrap();
    let csv = desk.export_queue(&officer, &QueueFilter::default()).await;
    assert!(text(csv.unwrap()).await.starts_with("reference,"));

    let lines = lines(desk).await;
    let subject = match maria.actor {
        habeas_domain::actor::Actor::Customer(subject) => subject,
        _ => panic!("no customer"),
    };
    let keys = habeas_ledger::Keys::open(
        &company.folder.path().join("master.key"),
        &habeas_ledger::time::Dice::system(),
    );
    let person = audit::reference(&keys.unwrap(), subject.0);
    for (act, name, said) in [
        (Act::SeeRequest, "person", person.as_str()),
        (Act::SeePerson, "person", &person),
        (Act::RevealContact, "person", &person),
        (Act::RevealContact, "why", "call-back"),
        (Act::FindPerson, "person", &person),
        (Act::Refuse, "ground", &refusal.ground),
    ] {
        assert!(
            lines.iter().any(|line| says(line, act, name, said)),
            "{act} {name} {said}: {lines:#?}"
        );
    }
    let count = |act: Act| lines.iter().filter(|line| line.act == act.as_str()).count();
    // Kept and dropped; the name that somebody gave it is in no line.
    assert_eq!(count(Act::SeeQueue), 2);
    assert_eq!((count(Act::SeeLedger), count(Act::ExportQueue)), (1, 1));
    let named = column(desk, "select body from audit where body like '%Maria%'").await;
    assert!(named.is_empty(), "{named:?}");
    // The access log is those lines and no others.
    let log = desk.accesses(&officer, None).await.unwrap();
    assert!(log.lines.iter().all(|line| line.act != "refuse"));
    assert!(log.lines.iter().any(|line| line.act == "reveal-contact"));
}

async fn nothing_in_the_ledger_is_about_a_person(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let agent = company.staff("Nuala").await;
    let officer = company.staff("Henrik").await;
    desk.set_choice(
        &maria,
        ChoiceRight::DirectMarketing,
        false,
        desk.new_client_id(),
    )
    .await
    .unwrap();
    desk.ask_package(&maria, desk.new_client_id(), Scope::default())
        .await
        .unwrap();
    // By telephone: answers compared, a code, a note, contact details in full.
    let today = today(&company);
    let mut call = taking(desk, &today);
    call.details = "Wants the bill for the blue armchair";
    let reference = desk.enter_request(&agent, &call).await.unwrap();
    answered(&company, &agent, &reference, "").await;
    let wrong = ("shop.customers.phone", "+353 1 999 9999");
    let _said_before = desk.compare_answer(&agent, &reference, wrong).await;
    desk.send_desk_code(&agent, &reference).await.unwrap();
    let email = company.person(MARIA).email;
    let sent = company
        .mail(email, "Your code for Fernhill Home & Garden")
        .await;
    desk.give_desk_code(&agent, &reference, &code_in(&sent))
        .await
        .unwrap();
    desk.reveal(&agent, &reference, "check-contact")
        .await
        .unwrap();
    let note = ("Prefers mornings", desk.new_client_id());
    desk.write_note(&agent, &reference, note).await.unwrap();
    desk.find_person(&agent, "email", email).await.unwrap();
    let writing = Writing {
        client_id: desk.new_client_id(),
        text: "We look for your armchair.",
        explains_late: false,
    };
    desk.write_to_person(&agent, &reference, &writing)
        .await
        .unwrap();
    let erasure = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let view = desk.staff_request(&officer, &erasure).await.unwrap();
    let digest = view.plan.unwrap().digest;
    desk.approve(&officer, &erasure, view.request.version, Some(&digest))
        .await
        .unwrap();
    company.wait_for(&maria, &erasure, Stage::Answered).await;
    desk.audit(&officer, None).await.unwrap();

    let bodies = column(desk, "select body from audit").await;
    assert!(bodies.len() > 20, "{}", bodies.len());
    let mut never: Vec<String> = ["armchair", "Prefers", "999 9999", "+353", "Dublin", "@"]
        .map(str::to_owned)
        .into();
    for person in &company.demo.people {
        never.push(format!("\"{}\"", person.customer_id));
        never.extend(person.email.split(['@', '.']).next().map(str::to_owned));
    }
    for member in &company.demo.staff {
        never.extend(member.full_name.split(' ').map(str::to_owned));
    }
    let hex = match on {
        On::Sqlite => "select lower(hex(id)) from subject union select lower(hex(id)) from staff",
        On::Postgres => {
            "select replace(id::text, '-', '') from subject \
                         union select replace(id::text, '-', '') from staff"
        }
    };
    let ids = column(desk, hex).await;
    assert!(ids.len() > 5);
    for body in &bodies {
        for one in &never {
            assert!(!body.contains(one.as_str()), "{one} in {body}");
        }
        let plain = body.replace('-', "").to_lowercase();
        for id in &ids {
            assert!(!plain.contains(id.as_str()), "an id in {body}");
        }
    }
}

async fn an_auditor_reads_what_is_allowed_and_changes_nothing(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let auditor = company.staff("Roisin").await;
    let page = desk.map_page(&auditor).await.unwrap();
    assert_eq!(page.map.stores.len(), page.stores.len());
    assert!(page.stores.iter().all(|seen| seen.failure.is_none()));
    assert!(page.stores.iter().all(|seen| seen.missing.is_empty()));
    assert!(page.stores.iter().any(|seen| seen.columns > 20));
    // A column that nobody mapped is told, and one that is gone.
    company
        .write_shop("alter table customers add column shoe_size integer")
        .await;
    let page = desk.map_page(&auditor).await.unwrap();
    let shop = page.stores.iter().find(|seen| seen.id == "shop").unwrap();
    assert!(
        shop.unmapped.contains(&"customers.shoe_size".to_owned()),
        "{shop:?}"
    );
    let (_, records) = desk.processing(&auditor).unwrap();
    assert_eq!(records.len(), desk.map().purposes.len());
    assert!(records.iter().any(|one| !one.recipients.is_empty()));

    desk.audit(&auditor, None).await.unwrap();
    let whole = text(desk.export_audit(&auditor, false).await.unwrap()).await;
    assert!(whole.starts_with("number,at,who,act,request,why,hash\r\n"));
    assert!(
        whole.contains(&format!("ask-erasure,{reference},")),
        "{whole}"
    );
    let looks = text(desk.export_audit(&auditor, true).await.unwrap()).await;
    assert!(!looks.contains(",ask-erasure,") && looks.contains(",export-ledger,"));
    let csv = text(desk.export_processing(&auditor).await.unwrap()).await;
    assert_eq!(csv.lines().count(), 1 + records.len());
    let chain = desk.chain(&auditor).await.unwrap();
    assert!(chain.checkpoints > 0 || chain.signed.is_none());

    // Nobody's data, and nothing to decide.
    let none = |done: Result<(), DeskError>| assert!(matches!(done, Err(DeskError::NotFound)));
    none(desk.staff_request(&auditor, &reference).await.map(drop));
    none(desk.person(&auditor, &reference).await.map(drop));
    none(
        desk.find_person(&auditor, "email", "a@b.example")
            .await
            .map(drop),
    );
    none(desk.assign(&auditor, &reference, 1, true).await);
    none(desk.retry(&auditor, &reference, 1).await);
    none(desk.keep_view(&auditor, "x", "", false).await);
    let agent = company.staff("Nuala").await;
    none(desk.audit(&agent, None).await.map(drop));
    none(desk.map_page(&agent).await.map(drop));
    none(desk.export_audit(&agent, true).await.map(drop));
}
