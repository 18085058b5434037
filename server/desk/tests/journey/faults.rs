//! What goes wrong while a request runs: stores that are down, slow or silent, work that breaks
//! off, doubt, and what is found again later. Nothing is tried for ever in silence, nothing is
//! called done that is not, and everything else goes on.

use std::{collections::BTreeSet, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use habeas_desk::{Desk, DeskError, Settings, Visitor};
use habeas_domain::{
    id::Reference,
    identity::Identity,
    map,
    request::Settlement,
    role::Act,
    scope::Scope,
    view::{Stage, StepState},
};
use habeas_ledger::{
    Keys, Ledger,
    time::{Clock, Dice},
};
use habeas_stores::{Limits, Stores};
use habeas_testing::{Small, Weather};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

use crate::{
    company::{HERE, On, at_work},
    on_both,
};

on_both![
    other_stores_go_on_while_one_is_down,
    a_silent_store_and_a_slow_one_are_waited_for,
    what_is_broken_needs_a_person_and_disturbs_nobody,
    searches_are_made_once_and_on_their_days,
    what_is_found_again_is_seen_and_keeps_the_keys,
    an_officer_settles_a_doubt,
    what_is_left_over_is_approved_anew,
    two_tabs_make_one_erasure,
    a_clock_that_jumps_holds_nothing_up,
    what_an_earlier_version_approved_still_runs,
    a_full_disk_loses_nothing,
    a_full_ledger_refuses_and_loses_nothing,
];

const PASSWORD: &str = "harvest-window-teapot-12";
const OFFICER: &str = "ola@small.example";

/// A small company, and its desk.
pub struct House {
    pub desk: Desk,
    pub small: Small,
    pub folder: TempDir,
    pub clock: Clock,
    pub ledger: Ledger,
}

impl House {
    /// With the shop on SQLite and a clock that stands still until it is moved.
    async fn still(on: On) -> Self {
        let now: DateTime<Utc> = "2026-11-02T09:00:00Z".parse().unwrap();
        Self::new(on, None, Clock::fixed(now), Limits::default()).await
    }

    async fn new(on: On, shop: Option<&str>, clock: Clock, limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let small = Small::new(&folder.path().join("stores"), shop)
            .await
            .unwrap();
        let url = match on {
            On::Sqlite => format!("sqlite:{}", folder.path().join("ledger.sqlite").display()),
            On::Postgres => {
                let server = habeas_testing::postgres().await.unwrap();
                server.database().await.unwrap()
            }
        };
        let ledger = Ledger::open(&url).await.unwrap();
        ledger.migrate().await.unwrap();
        let desk = open(&folder, &small, ledger.clone(), (clock.clone(), limits)).await;
        let number = Identity::new("customer_id", Small::NUMBER);
        desk.seed_customer(Small::EMAIL, PASSWORD, &[number])
            .await
            .unwrap();
        let ben = Identity::new("customer_id", "2");
        desk.seed_customer("ben@example.com", PASSWORD, &[ben])
            .await
            .unwrap();
        let role = "officer".parse().unwrap();
        desk.seed_staff(role, "Ola Berg", OFFICER, PASSWORD)
            .await
            .unwrap();
        Self {
            desk,
            small,
            folder,
            clock,
            ledger,
        }
    }

    pub async fn officer(&self) -> Visitor {
        self.desk.sign_in(OFFICER, PASSWORD, &HERE).await.unwrap()
    }

    /// Maria's erasure, asked for and approved.
    pub async fn approved(&self) -> Reference {
        let maria = self
            .desk
            .sign_in(Small::EMAIL, PASSWORD, &HERE)
            .await
            .unwrap();
        let id = self.desk.new_client_id();
        let reference = self.desk.ask_erasure(&maria, true, id).await.unwrap();
        self.approve(&reference).await;
        reference
    }

    async fn approve(&self, reference: &Reference) {
        let officer = self.officer().await;
        let view = self.desk.staff_request(&officer, reference).await.unwrap();
        let digest = view.plan.map(|plan| plan.digest);
        self.desk
            .approve(&officer, reference, view.request.version, digest.as_deref())
            .await
            .unwrap();
    }

    pub async fn view(&self, reference: &Reference) -> habeas_domain::view::StaffRequestView {
        let officer = self.officer().await;
        self.desk.staff_request(&officer, reference).await.unwrap()
    }

    pub async fn stage(&self, reference: &Reference) -> Stage {
        self.view(reference).await.request.line.stage
    }

    /// Works until nothing is to be done for a day, moving the clock on.
    async fn settle_down(&self) {
        for _ in 0..40 {
            while self.desk.work_off().await.unwrap() > 0 {}
            self.clock.advance(TimeDelta::seconds(20));
        }
    }

    /// Works at what is due now, and no more.
    async fn work(&self) {
        while self.desk.work_off().await.unwrap() > 0 {}
    }

    async fn rounds(&self, reference: &Reference) -> Vec<u64> {
        let (receipt, _) = self.desk.receipt(reference).await.unwrap();
        receipt
            .rounds
            .iter()
            .map(|round| round.found_left)
            .collect()
    }

    /// Statements past the program, in its own database.
    async fn sql(&self, text: &str) -> u64 {
        let sql = AssertSqlSafe(text.to_owned());
        match &self.ledger {
            Ledger::Sqlite { writer, .. } => {
                let done = sqlx::raw_sql(sql).execute(writer).await.unwrap();
                done.rows_affected()
            }
            Ledger::Postgres(pool) => {
                let done = sqlx::raw_sql(sql).execute(pool).await.unwrap();
                done.rows_affected()
            }
        }
    }

    async fn number(&self, text: &str) -> i64 {
        let sql = AssertSqlSafe(text.to_owned());
        match &self.ledger {
            Ledger::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_one(writer).await,
            Ledger::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await,
        }
        .unwrap()
    }

    async fn retry(&self, reference: &Reference) {
        let officer = self.officer().await;
        let version = self.view(reference).await.request.version;
        self.desk.retry(&officer, reference, version).await.unwrap();
    }

    async fn settle(&self, reference: &Reference, store: &str, how: Settlement) {
        let officer = self.officer().await;
        let version = self.view(reference).await.request.version;
        self.desk
            .settle(&officer, reference, version, (store, how))
            .await
            .unwrap();
    }

    /// Until it has come to a stage, for at most so many seconds.
    async fn comes_to(&self, reference: &Reference, stage: Stage, seconds: u32) {
        let mut is = self.stage(reference).await;
        for _ in 0..seconds * 10 {
            if is == stage {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            is = self.stage(reference).await;
        }
        panic!("it is {}", is.as_str());
    }

    /// Waiting where nothing was begun yet.
    async fn state_of(&self, reference: &Reference, system: &str) -> StepState {
        let view = self.view(reference).await;
        let mut systems = view.request.progress.systems.into_iter();
        let found = systems.find(|one| one.system == system);
        found.map_or(StepState::Waiting, |one| one.state)
    }
}

async fn open(
    folder: &TempDir,
    small: &Small,
    ledger: Ledger,
    (clock, limits): (Clock, Limits),
) -> Desk {
    let map = map::parse(&small.map()).unwrap();
    let base = folder.path().join("stores");
    let stores = Stores::open_with(map, &base, |_| None, limits).await;
    let dice = Dice::system();
    let keys = Keys::open(&folder.path().join("master.key"), &dice).unwrap();
    let mut settings = Settings::new(folder.path().join("data"), chrono_tz::Europe::Dublin);
    settings.outbox_shown = true;
    settings.hold = TimeDelta::zero();
    settings.staff_second_proof = false;
    Desk::open(settings, ledger, stores, keys, (clock, dice)).unwrap()
}

/// A house whose shop is on a PostgreSQL server behind a relay, at work.
async fn relayed(on: On, limits: Limits) -> (House, habeas_testing::Relay) {
    let server = habeas_testing::postgres().await.unwrap();
    let direct = server.database().await.unwrap();
    let (relay, address) = server.relayed(&direct).await.unwrap();
    let house = House::new(on, Some(&direct), Clock::System, limits).await;
    house.small.reach_shop_at(&address).unwrap();
    let desk = open(
        &house.folder,
        &house.small,
        house.ledger.clone(),
        (Clock::System, limits),
    )
    .await;
    (House { desk, ..house }, relay)
}

async fn other_stores_go_on_while_one_is_down(on: On) {
    let (house, relay) = relayed(on, Limits::default()).await;
    let others = house.small.others().await.unwrap();
    let reference = house.approved().await;
    relay.set(Weather::Down);
    let _work = at_work(&house.desk);
    // The contacts are not found by way of the shop: they are done. The documents are, and wait.
    for _ in 0..200 {
        if house.state_of(&reference, "Contacts").await == StepState::Done {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(
        house.state_of(&reference, "Contacts").await,
        StepState::Done
    );
    let stones = house.folder.path().join("data/tombstones.jsonl");
    assert!(std::fs::read_to_string(stones).unwrap().lines().count() > 0);
    tokio::time::sleep(Duration::from_secs(5)).await;
    // As long as it lasts: no person is needed, and it is said for which system it waits.
    assert_eq!(house.stage(&reference).await, Stage::Running);
    let states = [
        house.state_of(&reference, "Shop").await,
        house.state_of(&reference, "Documents").await,
    ];
    assert!(states.contains(&StepState::Retrying), "{states:?}");
    let waits = house
        .number("select count(*) from request where stage = 'running' and blocked is not null")
        .await;
    assert_eq!(waits, 1);
    // An opt-out is told to the shop when it is back, too.
    let before = relay.taken();
    relay.set(Weather::Fair);
    house.comes_to(&reference, Stage::Answered, 59).await;
    assert!(relay.taken() > before);
    assert_eq!(house.rounds(&reference).await, [0]);
    let left = house.small.everything().await.unwrap();
    assert!(!left.iter().any(|line| line.contains("aria")), "{left:?}");
    assert_eq!(house.small.others().await.unwrap(), others);
    // Everything by which she was known is remembered, the shop's too.
    let scan = house.desk.scan(None, None).await.unwrap();
    assert_eq!(scan.returned, []);
    house
        .small
        .shop("UPDATE customers SET email = 'maria@example.com' WHERE id = 1")
        .await
        .unwrap();
    // Her address is back, and with it the very record that was changed.
    let returned = house.desk.scan(None, None).await.unwrap().returned;
    assert!(!returned.is_empty());
    assert!(returned.iter().all(|one| {
        one.places
            .iter()
            .map(ToString::to_string)
            .eq(["shop.customers"])
    }));
}

async fn a_silent_store_and_a_slow_one_are_waited_for(on: On) {
    let limits = Limits {
        connect: Duration::from_secs(1),
        statement: Duration::from_secs(1),
        ..Limits::default()
    };
    let (house, relay) = relayed(on, limits).await;
    let reference = house.approved().await;
    relay.set(Weather::Silent);
    let _work = at_work(&house.desk);
    tokio::time::sleep(Duration::from_secs(12)).await;
    assert_eq!(house.stage(&reference).await, Stage::Running);
    assert_eq!(
        house.state_of(&reference, "Contacts").await,
        StepState::Done
    );
    relay.set(Weather::Slow(Duration::from_millis(5)));
    house.comes_to(&reference, Stage::Answered, 59).await;
    assert_eq!(house.rounds(&reference).await, [0]);
}

async fn what_is_broken_needs_a_person_and_disturbs_nobody(on: On) {
    let house = House::still(on).await;
    let reference = house.approved().await;
    // A fault of ours that does not pass: the plan that was approved is another.
    house
        .sql("update plan set digest = 'other', body = '{\"format\":1}'")
        .await;
    let ben = house
        .desk
        .sign_in("ben@example.com", PASSWORD, &HERE)
        .await
        .unwrap();
    let id = house.desk.new_client_id();
    let copy = house
        .desk
        .ask_package(&ben, id, Scope::default())
        .await
        .unwrap();
    house.work().await;
    assert_eq!(house.stage(&copy).await, Stage::Answered, "others go on");
    house.settle_down().await;
    assert_eq!(house.stage(&reference).await, Stage::NeedsPerson);
    let view = house.view(&reference).await;
    assert_eq!(view.stuck, [(String::new(), "stuck-broken".to_owned())]);
    let dead = house
        .number("select count(*) from task where state = 'dead' and work = 'run'")
        .await;
    assert_eq!(dead, 1);
    // It stays so, and nothing is tried in silence.
    let attempts = "select sum(attempts) from task";
    let before = house
        .number(&format!("select cast(({attempts}) as bigint)"))
        .await;
    house.settle_down().await;
    let after = house
        .number(&format!("select cast(({attempts}) as bigint)"))
        .await;
    assert_eq!(before, after);
    // Approved anew it has a plan again.
    house.approve(&reference).await;
    house.settle_down().await;
    assert_eq!(house.stage(&reference).await, Stage::Answered);
}

async fn searches_are_made_once_and_on_their_days(on: On) {
    let house = House::still(on).await;
    let reference = house.approved().await;
    house.work().await;
    assert_eq!(house.rounds(&reference).await, [0]);
    let frozen = "select count(*) from step where frozen is not null";
    let keys = "select count(*) from subject where data_key is null";
    assert_eq!(
        (house.number(frozen).await, house.number(keys).await),
        (3, 0)
    );
    house.clock.advance(TimeDelta::days(6));
    house.work().await;
    assert_eq!(house.rounds(&reference).await.len(), 1, "not yet");
    house.clock.advance(TimeDelta::days(1));
    // Delivered twice at the same moment, and once more: one search.
    let (one, two) = tokio::join!(house.desk.work_off(), house.desk.work_off());
    one.unwrap();
    two.unwrap();
    house.work().await;
    assert_eq!(house.rounds(&reference).await, [0, 0]);
    house
        .sql("update task set due = '2026-11-02 09:00:00+00:00' where work = 'verify'")
        .await;
    house.work().await;
    assert_eq!(
        house.rounds(&reference).await,
        [0, 0],
        "a job that comes early"
    );
    assert_eq!(
        (house.number(frozen).await, house.number(keys).await),
        (3, 0)
    );
    // A store is away on the thirtieth day: the search is made when it is back.
    let away = house.folder.path().join("stores/contacts.sqlite");
    let aside = house.folder.path().join("stores/aside");
    house.clock.advance(TimeDelta::days(23));
    std::fs::rename(&away, &aside).unwrap();
    let desk = open(
        &house.folder,
        &house.small,
        house.ledger.clone(),
        (house.clock.clone(), Limits::default()),
    )
    .await;
    let house = House { desk, ..house };
    house.settle_down().await;
    assert_eq!(house.rounds(&reference).await, [0, 0]);
    std::fs::rename(&aside, &away).unwrap();
    house.settle_down().await;
    assert_eq!(house.rounds(&reference).await, [0, 0, 0]);
    assert_eq!(
        (house.number(frozen).await, house.number(keys).await),
        (0, 1)
    );
    house.clock.advance(TimeDelta::days(400));
    house.settle_down().await;
    assert_eq!(house.rounds(&reference).await.len(), 3);
}

async fn what_is_found_again_is_seen_and_keeps_the_keys(on: On) {
    let house = House::still(on).await;
    let reference = house.approved().await;
    house.work().await;
    // A nightly import writes a name back into what was made anonymous, and a restored contact.
    house
        .small
        .shop("UPDATE customers SET name = 'Maria Keane' WHERE id = 1")
        .await
        .unwrap();
    house
        .small
        .contacts("INSERT INTO contacts VALUES (1, 'maria@example.com', 'Maria Keane')")
        .await
        .unwrap();
    house.clock.advance(TimeDelta::days(7));
    house.work().await;
    assert_eq!(house.rounds(&reference).await, [0, 2]);
    let view = house.view(&reference).await;
    assert_eq!(view.request.line.stage, Stage::NeedsPerson);
    let stuck: BTreeSet<_> = view.stuck.iter().cloned().collect();
    let again = |system: &str| (system.to_owned(), "stuck-found-again".to_owned());
    assert_eq!(stuck, [again("Contacts"), again("Shop")].into());
    assert!(!view.request.acts.contains(&Act::Approve));
    let frozen = "select count(*) from step where frozen is not null";
    assert_eq!(house.number(frozen).await, 3);
    // Somebody mends the shop; the contact is somebody else's.
    house
        .small
        .shop("UPDATE customers SET name = 'erased' WHERE id = 1")
        .await
        .unwrap();
    house
        .settle(&reference, "contacts", Settlement::MayStay)
        .await;
    assert_eq!(house.stage(&reference).await, Stage::NeedsPerson);
    house.retry(&reference).await;
    assert_eq!(house.stage(&reference).await, Stage::Answered);
    house.work().await;
    assert_eq!(house.rounds(&reference).await, [0, 2, 0]);
    assert_eq!(house.stage(&reference).await, Stage::Answered);
    // The thirtieth day keeps its search, and is the end.
    house.clock.advance(TimeDelta::days(23));
    house.work().await;
    assert_eq!(house.rounds(&reference).await, [0, 2, 0, 0]);
    assert_eq!(house.number(frozen).await, 0);
    let (receipt, _) = house.desk.receipt(&reference).await.unwrap();
    assert!(!receipt.is_verified(), "what was found is not forgotten");
}

async fn an_officer_settles_a_doubt(on: On) {
    for ran in [true, false] {
        let house = House::still(on).await;
        let others = house.small.others().await.unwrap();
        let reference = house.approved().await;
        // The contacts are committed, and the worker dies before it has written that down;
        // then somebody puts half of it back.
        let contacts = house.stop_before_outcome("contacts").await;
        assert!(contacts, "the intent is there");
        house
            .small
            .contacts("INSERT INTO contacts VALUES (2, 'maria@example.com', 'again')")
            .await
            .unwrap();
        house.settle_down().await;
        let view = house.view(&reference).await;
        assert_eq!(
            view.stuck,
            [("Contacts".to_owned(), "stuck-doubt".to_owned())]
        );
        assert!(
            view.to_settle
                .iter()
                .all(|one| one.doubt && one.store == "contacts")
        );
        // The other stores went on meanwhile.
        assert_eq!(house.state_of(&reference, "Shop").await, StepState::Done);
        // To try again does not help; nothing is forced.
        house.retry(&reference).await;
        house.settle_down().await;
        assert_eq!(house.stage(&reference).await, Stage::NeedsPerson);
        let how = if ran {
            Settlement::Ran
        } else {
            Settlement::DidNotRun
        };
        let officer = house.officer().await;
        let version = house.view(&reference).await.request.version;
        let other = house
            .desk
            .settle(&officer, &reference, version, ("shop", how))
            .await;
        assert!(matches!(other, Err(DeskError::Refused(_))), "{other:?}");
        house.settle(&reference, "contacts", how).await;
        house.settle_down().await;
        if ran {
            // It ran; what was put back since is found by the search, and approved anew.
            let view = house.view(&reference).await;
            assert_eq!(
                view.stuck,
                [("Contacts".to_owned(), "stuck-left-over".to_owned())]
            );
            house.approve(&reference).await;
            house.settle_down().await;
        }
        assert_eq!(house.stage(&reference).await, Stage::Answered);
        let (receipt, _) = house.desk.receipt(&reference).await.unwrap();
        let contacts = receipt
            .stores
            .iter()
            .find(|store| store.label == "Contacts");
        let deleted = contacts.unwrap().collections[0].deleted;
        assert_eq!(deleted, if ran { 3 } else { 1 });
        assert_eq!(house.small.others().await.unwrap(), others);
        let audit = house
            .desk
            .audit(&house.officer().await, None)
            .await
            .unwrap();
        let said = audit
            .lines
            .iter()
            .any(|line| format!("{line:?}").contains("ettle"));
        assert!(said, "it is in the audit ledger");
    }
}

impl House {
    /// Works until the outcome of a store would be written, and stops there: the store is
    /// committed, and nobody has said so. Whether it came to that.
    async fn stop_before_outcome(&self, store: &str) -> bool {
        // Whatever would write the outcome is refused by the database itself.
        let refuse = match &self.ledger {
            Ledger::Sqlite { .. } => format!(
                "create trigger no_outcome before update of outcome on step \
                 when new.store = '{store}' and new.outcome is not null \
                 begin select raise(abort, 'no'); end"
            ),
            Ledger::Postgres(_) => format!(
                "create function no_outcome() returns trigger language plpgsql as \
                 'begin if new.store = ''{store}'' and new.outcome is not null then \
                 raise exception ''no''; end if; return new; end'; \
                 create trigger no_outcome before update on step for each row \
                 execute function no_outcome()"
            ),
        };
        self.sql(&refuse).await;
        self.desk.work_off().await.unwrap();
        let drop = match &self.ledger {
            Ledger::Sqlite { .. } => "drop trigger no_outcome",
            Ledger::Postgres(_) => "drop trigger no_outcome on step",
        };
        self.sql(drop).await;
        let intended = format!(
            "select count(*) from step where store = '{store}' and intent is not null and outcome is null"
        );
        self.number(&intended).await == 1
    }
}

async fn what_is_left_over_is_approved_anew(on: On) {
    let house = House::still(on).await;
    let reference = house.approved().await;
    // While the shop is being erased from, somebody writes to Maria once more.
    house
        .small
        .shop(
            "CREATE TRIGGER late AFTER DELETE ON letters WHEN old.id = 112
             BEGIN INSERT INTO letters VALUES (113, 1, 'Dear Maria, still'); END",
        )
        .await
        .unwrap();
    house.approve_again_if_open(&reference).await;
    house.settle_down().await;
    let view = house.view(&reference).await;
    assert_eq!(
        view.request.line.stage,
        Stage::NeedsPerson,
        "{:?}",
        view.stuck
    );
    house.small.shop("DROP TRIGGER late").await.unwrap();
    house.approve(&reference).await;
    house.settle_down().await;
    assert_eq!(house.stage(&reference).await, Stage::Answered);
    let left = house.small.everything().await.unwrap();
    assert!(!left.iter().any(|line| line.contains("aria")), "{left:?}");
}

impl House {
    /// The schema has changed since the approval: what would run has, too.
    async fn approve_again_if_open(&self, reference: &Reference) {
        self.settle_down().await;
        if self.stage(reference).await == Stage::NeedsPerson {
            self.approve(reference).await;
        }
    }
}

async fn two_tabs_make_one_erasure(on: On) {
    let house = House::still(on).await;
    let maria = house
        .desk
        .sign_in(Small::EMAIL, PASSWORD, &HERE)
        .await
        .unwrap();
    let mut references = BTreeSet::new();
    let same = house.desk.new_client_id();
    let asks = (0..12).map(|n| {
        let id = if n % 2 == 0 {
            same
        } else {
            house.desk.new_client_id()
        };
        house.desk.ask_erasure(&maria, true, id)
    });
    for asked in futures::future::join_all(asks).await {
        references.insert(asked.unwrap());
    }
    assert_eq!(references.len(), 1, "{references:?}");
    let made = house
        .number("select count(*) from request where kind = 'erasure'")
        .await;
    assert_eq!(made, 1);
    // The same form of a copy, sent by two nodes at once, is one copy.
    let form = house.desk.new_client_id();
    let asks = (0..8).map(|_| house.desk.ask_package(&maria, form, Scope::default()));
    let copies: BTreeSet<_> = futures::future::join_all(asks)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(copies.len(), 1);
}

async fn a_clock_that_jumps_holds_nothing_up(on: On) {
    let house = House::still(on).await;
    let reference = house.approved().await;
    // A worker has begun, and is gone.
    house.clock.advance(TimeDelta::days(1));
    house
        .sql(
            "update task set state = 'running', attempts = 1, fencing = 1, \
             lease_until = '2026-11-03T09:00:06.000000+00:00', \
             woken_at = '2026-11-03T09:00:00.000000+00:00' where work = 'run'",
        )
        .await;
    // Then the clock is set back to where it was.
    house.clock.advance(TimeDelta::days(-1));
    house.work().await;
    assert_eq!(house.stage(&reference).await, Stage::Answered);
    // Forwards and back between the searches: each is made once.
    for days in [7, -7, 8, -1, 30] {
        house.clock.advance(TimeDelta::days(days));
        house.work().await;
    }
    assert_eq!(house.rounds(&reference).await, [0, 0, 0]);
}

/// As an earlier version of the program has left its database: digests of another form, no tasks,
/// no rounds.
async fn what_an_earlier_version_approved_still_runs(on: On) {
    let house = House::still(on).await;
    let reference = house.approved().await;
    house.as_written_earlier().await;
    house.sql("delete from task").await;
    house
        .sql(
            "insert into task (work, id, due, state, attempts, waits, fencing, woken_at) \
               select 'run', id, received_at, 'waiting', 0, 0, 0, received_at from request \
               where stage in ('approved', 'running')",
        )
        .await;
    house.work().await;
    assert_eq!(house.stage(&reference).await, Stage::Answered);
    // It was answered by that version, too: its searches are still made.
    house.sql("delete from round").await;
    house.sql("delete from task").await;
    house.clock.advance(TimeDelta::days(7));
    let old = house
        .sql(
            "insert into task (work, id, due, state, attempts, waits, fencing, woken_at) \
               select 'verify', id, received_at, 'waiting', 0, 0, 0, received_at from request",
        )
        .await;
    assert_eq!(old, 1);
    house.work().await;
    assert_eq!(house.rounds(&reference).await, [0, 0]);
    house.clock.advance(TimeDelta::days(23));
    house.work().await;
    assert_eq!(house.rounds(&reference).await, [0, 0, 0]);
    assert_eq!(
        house
            .number("select count(*) from step where frozen is not null")
            .await,
        0
    );
}

impl House {
    /// Rewrites the approval as the first version of digests had it.
    async fn as_written_earlier(&self) {
        use sha2::{Digest, Sha256};
        let sha = |text: &[u8]| hex::encode(Sha256::digest(text));
        let map = sha(&serde_json::to_vec(self.desk.map()).unwrap());
        let (plan, body) = match &self.ledger {
            Ledger::Sqlite { writer, .. } => {
                sqlx::query_as::<_, (String, String)>(
                    "select p.body, r.body from plan p join request r on r.id = p.request_id",
                )
                .fetch_one(writer)
                .await
            }
            Ledger::Postgres(pool) => {
                sqlx::query_as::<_, (String, String)>(
                    "select p.body::text, r.body::text from plan p join request r on r.id = p.request_id",
                )
                .fetch_one(pool)
                .await
            }
        }
        .unwrap();
        let mut plan: habeas_domain::plan::Plan = serde_json::from_str(&plan).unwrap();
        let now = plan.digest();
        plan.map_digest = map;
        let digest = sha(&serde_json::to_vec(&plan).unwrap());
        let body = body.replace(&now, &digest);
        let plan = serde_json::to_string(&plan).unwrap();
        assert!(!plan.contains('\''));
        self.sql(&format!(
            "update plan set body = '{plan}', digest = '{digest}'"
        ))
        .await;
        self.sql(&format!(
            "update request set body = '{}'",
            body.replace('\'', "''")
        ))
        .await;
    }
}

/// No room for packages and tombstones: nothing is destroyed that could not be remembered, nothing
/// is lost, and it goes on by itself.
async fn a_full_disk_loses_nothing(on: On) {
    let house = House::still(on).await;
    let before = house.small.everything().await.unwrap();
    let reference = house.approved().await;
    let ben = house
        .desk
        .sign_in("ben@example.com", PASSWORD, &HERE)
        .await
        .unwrap();
    let id = house.desk.new_client_id();
    let asked = house.desk.ask_package(&ben, id, Scope::default());
    let copy = asked.await.unwrap();
    // A device on which every write says that it is full.
    let data = house.folder.path().join("data");
    let stones = data.join("tombstones.jsonl");
    std::os::unix::fs::symlink("/dev/full", &stones).unwrap();
    let packages = data.join("packages");
    let aside = data.join("aside");
    std::fs::rename(&packages, &aside).unwrap();
    std::os::unix::fs::symlink("/proc/1/nowhere", &packages).unwrap();
    house.settle_down().await;
    let after = house.small.everything().await.unwrap();
    assert_eq!(before, after, "nothing was erased");
    assert_eq!(house.stage(&reference).await, Stage::Running);
    std::fs::remove_file(&stones).unwrap();
    std::fs::remove_file(&packages).unwrap();
    std::fs::rename(&aside, &packages).unwrap();
    assert_eq!(house.stage(&copy).await, Stage::Running);
    house.settle_down().await;
    assert_eq!(house.stage(&reference).await, Stage::Answered);
    assert_eq!(house.stage(&copy).await, Stage::Answered);
    let whole = "select count(*) from request where finished = true";
    assert_eq!(house.number(whole).await, 2);
}

/// The ledger's own disk is full: what is asked for is refused, what was accepted is there, and
/// what waits goes on when there is room.
async fn a_full_ledger_refuses_and_loses_nothing(on: On) {
    // PostgreSQL says the same with a code of its own (53100), which cannot be brought about here.
    if on == On::Postgres {
        return;
    }
    let house = House::still(on).await;
    let reference = house.approved().await;
    let ben = house
        .desk
        .sign_in("ben@example.com", PASSWORD, &HERE)
        .await
        .unwrap();
    let pages = house.number("pragma page_count").await;
    // The limit is a connection's, and one that met it may be replaced.
    let full = format!("pragma max_page_count = {pages}");
    let mut refused = 0;
    for _ in 0..50 {
        house.number(&full).await;
        let id = house.desk.new_client_id();
        let asked = house.desk.ask_package(&ben, id, Scope::default());
        refused += u32::from(asked.await.is_err());
    }
    assert!(refused > 0, "it is full");
    for _ in 0..3 {
        house.number(&full).await;
        house.desk.work_off().await.unwrap();
    }
    let accepted = house.number("select count(*) from request").await;
    house.number("pragma max_page_count = 1000000").await;
    house.settle_down().await;
    assert_eq!(house.number("select count(*) from request").await, accepted);
    assert_eq!(house.stage(&reference).await, Stage::Answered);
    let answered = house
        .number("select count(*) from request where stage = 'answered'")
        .await;
    assert_eq!(answered, accepted);
    assert_eq!(
        house
            .number("select count(*) from pragma_integrity_check where integrity_check <> 'ok'")
            .await,
        0
    );
}
