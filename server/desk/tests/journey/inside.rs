//! What staff keep with a request among themselves, and what a second officer sees of the first.

use habeas_desk::{Adding, DeskError, FileFault, Problem, Upload};
use habeas_domain::{
    id::Reference,
    view::{Progress, Stage},
};

use crate::{
    company::{Company, On},
    intake::fields,
    on_both,
    oversight::column,
};

on_both![
    tasks_remarks_and_files_stay_among_staff,
    staff_watch_a_request_run,
];

async fn asked(company: &Company) -> Reference {
    let maria = company.signed_in(1001).await;
    let desk = &company.desk;
    let asked = desk.ask_erasure(&maria, true, desk.new_client_id()).await;
    asked.unwrap()
}

async fn tasks_remarks_and_files_stay_among_staff(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let reference = asked(&company).await;
    let (agent, officer) = (company.staff("Nuala").await, company.staff("Henrik").await);
    let form = desk.new_client_id();
    for _ in 0..2 {
        let task = (Adding::Task(" Ask the warehouse "), form);
        desk.add_inside(&agent, &reference, task).await.unwrap();
    }
    let remark = (
        Adding::Remark("Rang twice, was angry"),
        desk.new_client_id(),
    );
    desk.add_inside(&agent, &reference, remark).await.unwrap();
    let mut upload = Upload {
        name: "warehouse.pdf".to_owned(),
        declared: "application/pdf".to_owned(),
        content: b"%PDF-1.4 a list".to_vec(),
    };
    let file = (Adding::File(&upload), desk.new_client_id());
    desk.add_inside(&agent, &reference, file).await.unwrap();
    let empty = (Adding::Task("  "), desk.new_client_id());
    let refused = desk.add_inside(&agent, &reference, empty).await;
    assert_eq!(fields(refused.unwrap_err()), [("task", Problem::Missing)]);
    upload.content = b"MZ a program".to_vec();
    let file = (Adding::File(&upload), desk.new_client_id());
    let refused = desk.add_inside(&agent, &reference, file).await;
    let kind = Problem::File(FileFault::Kind);
    assert_eq!(fields(refused.unwrap_err()), [("evidence", kind)]);

    let inside = desk
        .staff_request(&officer, &reference)
        .await
        .unwrap()
        .inside;
    assert_eq!(inside.tasks.len(), 1);
    assert_eq!(inside.tasks[0].text, "Ask the warehouse");
    assert_eq!(inside.tasks[0].by, "Nuala Brady");
    let task = inside.tasks[0].id;
    desk.task_done(&officer, &reference, (task, true))
        .await
        .unwrap();
    let inside = desk.staff_request(&agent, &reference).await.unwrap().inside;
    let (_, by) = inside.tasks[0].done.clone().unwrap();
    assert_eq!(by, "Henrik Solberg");
    let opened = desk
        .inside_file(&officer, &reference, inside.files[0].id)
        .await;
    assert_eq!(opened.unwrap().name, "warehouse.pdf");
    let not_a_file = desk.inside_file(&officer, &reference, task).await;
    assert!(matches!(not_a_file, Err(DeskError::NotFound)));

    // The person sees none of it; the database holds no word of it in the clear.
    let maria = company.signed_in(1001).await;
    let theirs = format!("{:?}", desk.request(&maria, &reference).await.unwrap());
    assert!(!theirs.contains("warehouse") && !theirs.contains("angry"));
    let clear = match on {
        On::Sqlite => "select id from inside where instr(sealed, 'warehouse') > 0",
        On::Postgres => "select kind from inside where position('warehouse'::bytea in sealed) > 0",
    };
    assert!(column(desk, clear).await.is_empty());
    let auditor = company.staff("Roisin").await;
    let remark = (Adding::Remark("x"), desk.new_client_id());
    let refused = desk.add_inside(&auditor, &reference, remark).await;
    assert!(matches!(refused, Err(DeskError::NotFound)));
}

async fn staff_watch_a_request_run(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let reference = asked(&company).await;
    let officer = company.staff("Henrik").await;
    let before = desk.progress(&officer, &reference).await.unwrap();
    assert_eq!(
        before,
        Progress {
            systems: Vec::new(),
            finished: true
        }
    );
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let digest = view.plan.unwrap().digest;
    desk.approve(&officer, &reference, view.request.version, Some(&digest))
        .await
        .unwrap();
    let maria = company.signed_in(1001).await;
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let after = desk.progress(&officer, &reference).await.unwrap();
    assert!(after.finished && after.systems.len() > 2);
    let auditor = company.staff("Roisin").await;
    let refused = desk.progress(&auditor, &reference).await;
    assert!(matches!(refused, Err(DeskError::NotFound)));
}
