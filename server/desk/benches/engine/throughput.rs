//! Many small requests at once, on as many cores as there are.

use std::time::Instant;

use habeas_domain::{identity::Identity, scope::Scope};

use crate::{
    commits::{self, Count},
    company::{HERE, PASSWORD, answered, at_work, desk, ledger_url, officer},
    say::median,
    shop::{Engine, Shop, Size},
};

const PEOPLE: u32 = 100;

pub async fn measure(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let rate = match engine {
        Engine::Sqlite => {
            let times = commits::one_after_the_other(folder.path()).await;
            1.0 / median(&times).as_secs_f64()
        }
        Engine::Postgres => {
            let url = ledger_url(engine, folder.path()).await;
            commits::on_server(&url, 8).await.1
        }
    };
    let size = Size {
        hers: 20,
        others: PEOPLE,
        theirs: 20,
    };
    let shop = Shop::new(engine, size).await;
    let (desk, ledger) = desk(engine, folder.path(), shop.stores().await).await;
    let officer = officer(&desk).await;
    let mut people = Vec::new();
    for number in 2..2 + PEOPLE {
        let email = format!("p{number}@mail.example");
        let identity = Identity::new("customer_id", number.to_string());
        desk.seed_customer(&email, PASSWORD, &[identity])
            .await
            .unwrap();
        people.push(desk.sign_in(&email, PASSWORD, &HERE).await.unwrap());
    }
    let _working = at_work(&desk);
    let count = Count::of(&ledger).await;

    let before = count.now().await;
    let start = Instant::now();
    let mut asked = Vec::new();
    for person in &people {
        let id = desk.new_client_id();
        let reference = desk.ask_package(person, id, Scope::default()).await;
        asked.push((person, reference.unwrap()));
    }
    for (person, reference) in &asked {
        answered(&desk, person, reference).await;
    }
    let packages = start.elapsed();
    let package_commits = count.now().await - before;

    let mut asked = Vec::new();
    for person in &people {
        let id = desk.new_client_id();
        let reference = desk.ask_erasure(person, true, id).await.unwrap();
        let view = desk.staff_request(&officer, &reference).await.unwrap();
        asked.push((person, reference, view));
    }
    let before = count.now().await;
    let start = Instant::now();
    for (_, reference, view) in &asked {
        let digest = view.plan.as_ref().map(|plan| plan.digest.as_str());
        desk.approve(&officer, reference, view.request.version, digest)
            .await
            .unwrap();
    }
    for (person, reference, _) in &asked {
        answered(&desk, person, reference).await;
    }
    let erasures = start.elapsed();
    let erasure_commits = count.now().await - before;

    println!(
        "\n{PEOPLE} requests at once, one store, ledger and store on {}; the machine itself makes \
         {rate:.0} durable commits a second",
        engine.name()
    );
    for (what, time, commits) in [
        ("packages", packages, package_commits),
        ("erasures", erasures, erasure_commits),
    ] {
        let seconds = time.as_secs_f64();
        println!(
            "  {what:<12}{:>8.1} a second, {:>5.1} durable commits each: {:>4.0} % of that rate",
            f64::from(PEOPLE) / seconds,
            commits as f64 / f64::from(PEOPLE),
            100.0 * commits as f64 / seconds / rate
        );
    }
}
