//! A job that kills every process that begins it is given up in plain sight, and everybody else's
//! is done meanwhile.

use std::time::{Duration, Instant};

use habeas_domain::view::Stage;

use crate::{
    answered,
    company::{Company, On},
    program::Program,
};

/// How long all attempts may take, with their pauses.
const PATIENCE: Duration = Duration::from_secs(120);

async fn is_given_up(on: On) {
    let company = Company::small(on).await;
    let (poison, plan) = company.approved_erasure().await;
    let copy = company.copy_for_ben().await;
    let begin = Instant::now();
    let mut deaths = 0;
    // Whoever looks after the service starts it again each time.
    while company.stage(&poison).await != Stage::NeedsPerson {
        assert!(
            begin.elapsed() < PATIENCE,
            "it is tried for ever: {deaths} deaths"
        );
        let abort = ("HABEAS_ABORT_AT", "before-store:contacts");
        let mut program = Program::start(&company, Some(abort));
        while !program.is_over() && company.stage(&poison).await != Stage::NeedsPerson {
            assert!(
                begin.elapsed() < PATIENCE,
                "it is tried for ever: {deaths} deaths"
            );
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        deaths += i32::from(program.is_over());
        program.kill();
    }
    assert_eq!(deaths, 5);
    assert_eq!(company.stage(&copy).await, Stage::Answered, "others go on");
    let view = company.view(&poison).await;
    assert_eq!(view.stuck, [(String::new(), "stuck-broken".to_owned())]);
    // Mended, and tried again at an officer's word.
    company.retry(&poison).await;
    let program = Program::work(&company, None);
    answered(&company, &poison, Duration::from_secs(30)).await;
    company.is_erased(&poison, &plan).await;
    program.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_sqlite() {
    is_given_up(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_postgres() {
    is_given_up(On::Postgres).await;
}
