//! A small company with something to be done, made once and copied for every run.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use habeas_desk::{Correcting, Desk, From, Settings};
use habeas_domain::{
    fault::{self, How},
    id::Reference,
    identity::Identity,
    map,
    request::{Request, State},
    scope::Scope,
    view::Shown,
};
use habeas_ledger::{
    Keys, Ledger, packages, requests,
    time::{Clock, Dice},
};
use habeas_stores::Stores;
use habeas_testing::Small;
use habeas_words::Locale;
use tempfile::TempDir;

/// A browser that never signed in, somewhere.
const HERE: From<'_> = From {
    network: "203.0.113.9",
    language: Locale::En,
    browser: "",
};
const PASSWORD: &str = "harvest-window-teapot-12";
const OFFICER: &str = "ola@small.example";
/// How often the work is taken up again before it must have come to an end.
const ROUNDS: usize = 60;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Erase,
    Copy,
    Correct,
}

impl What {
    pub const ALL: [Self; 3] = [Self::Erase, Self::Copy, Self::Correct];
}

/// A company for each thing to be done, ready.
pub struct Template {
    folder: TempDir,
    /// The requests, by what they ask for.
    references: Vec<(What, Reference)>,
}

fn now() -> DateTime<Utc> {
    "2026-11-02T09:00:00Z".parse().unwrap()
}

/// A folder in memory, where there is one: what is tested here is not the disk.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

async fn open(folder: &Path, clock: &Clock) -> (Desk, Ledger, Small) {
    let small = Small::at(&folder.join("stores"));
    let url = format!("sqlite:{}", folder.join("ledger.sqlite").display());
    let ledger = Ledger::open(&url).await.unwrap();
    let text = map::parse(&small.map()).unwrap();
    let stores = Stores::open(text, &folder.join("stores"), |_| None).await;
    let dice = Dice::system();
    let keys = Keys::open(&folder.join("master.key"), &dice).unwrap();
    let mut settings = Settings::new(folder.join("data"), chrono_tz::Europe::Dublin);
    settings.hold = TimeDelta::zero();
    settings.staff_second_proof = false;
    let parts = (clock.clone(), dice);
    let desk = Desk::open(settings, ledger.clone(), stores, keys, parts).unwrap();
    (desk, ledger, small)
}

impl Template {
    pub fn make() -> Self {
        let folder = folder();
        let mut references = Vec::new();
        for what in What::ALL {
            let at = folder.path().join(format!("{what:?}"));
            let reference = runtime().block_on(make(&at, what));
            references.push((what, reference));
        }
        Self { folder, references }
    }

    /// Does it with faults; how many operations that took, or what is wrong.
    pub fn run(&self, what: What, faults: &[(u64, How)]) -> Result<u64, String> {
        let (_, reference) = self.references.iter().find(|(of, _)| *of == what).unwrap();
        let run = folder();
        copy(&self.folder.path().join(format!("{what:?}")), run.path());
        let runtime = runtime();
        runtime.block_on(drive(run.path(), what, reference, faults))
    }
}

async fn make(at: &Path, what: What) -> Reference {
    fs::create_dir_all(at).unwrap();
    Small::new(&at.join("stores"), None).await.unwrap();
    let url = format!("sqlite:{}", at.join("ledger.sqlite").display());
    Ledger::open(&url).await.unwrap().migrate().await.unwrap();
    let (desk, ledger, _) = open(at, &Clock::fixed(now())).await;
    let number = Identity::new("customer_id", Small::NUMBER);
    desk.seed_customer(Small::EMAIL, PASSWORD, &[number])
        .await
        .unwrap();
    let role = "officer".parse().unwrap();
    desk.seed_staff(role, "Ola Berg", OFFICER, PASSWORD)
        .await
        .unwrap();
    let maria = desk.sign_in(Small::EMAIL, PASSWORD, &HERE).await.unwrap();
    let id = desk.new_client_id();
    let reference = match what {
        What::Erase => {
            let reference = desk.ask_erasure(&maria, true, id).await.unwrap();
            let officer = desk.sign_in(OFFICER, PASSWORD, &HERE).await.unwrap();
            let view = desk.staff_request(&officer, &reference).await.unwrap();
            let digest = view.plan.unwrap().digest;
            let version = view.request.version;
            desk.approve(&officer, &reference, version, Some(&digest))
                .await
                .unwrap();
            reference
        }
        What::Copy => desk
            .ask_package(&maria, id, Scope::default())
            .await
            .unwrap(),
        What::Correct => {
            let data = desk.your_data(&maria).await.unwrap();
            let mut held = data
                .sections
                .iter()
                .flat_map(|section| &section.collections);
            let place = "shop.customers";
            let record = &held.find(|view| view.place == place).unwrap().records[0];
            let mut fields = record.fields.iter();
            let name = fields.find(|field| field.name == "name").unwrap();
            let Shown::Text(old) = &name.value else {
                panic!("{name:?}")
            };
            let asked = Correcting {
                place: place.to_owned(),
                token: record.token.clone(),
                field: "name".to_owned(),
                old: old.clone(),
                new: "Maria Byrne".to_owned(),
                reason: String::new(),
            };
            desk.correct(&maria, &asked, id).await.unwrap()
        }
    };
    drop(desk);
    if let Ledger::Sqlite { writer, readers } = ledger {
        readers.close().await;
        writer.close().await;
    }
    reference
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there: PathBuf = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir_all(&there).unwrap();
            copy(&path, &there);
        } else {
            fs::copy(&path, &there).unwrap();
        }
    }
}

async fn drive(
    folder: &Path,
    what: What,
    reference: &Reference,
    faults: &[(u64, How)],
) -> Result<u64, String> {
    let clock = Clock::fixed(now());
    let (desk, ledger, small) = open(folder, &clock).await;
    let before = small.everything().await.unwrap();
    let others = small.others().await.unwrap();
    let mut operations = 0;
    let mut faults = faults.iter();
    let mut fault = faults.next();
    let mut trace = Vec::new();
    for round in 0.. {
        if round == ROUNDS {
            return Err(format!("it never came to an end: {trace:?}"));
        }
        let (at, how) = *fault.unwrap_or(&(u64::MAX, How::Fails));
        fault::begin(at, how);
        // Who waits for an answer that never comes is a worker that dies.
        let died = async {
            while !(how == How::IsNeverAnswered && fault::reached().is_some()) {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::select! {
            _ = desk.work_off() => {}
            () = died => {}
        }
        if let Some(name) = fault::reached() {
            trace.push((name, how));
            fault = faults.next();
        }
        operations += fault::end();
        clock.advance(TimeDelta::seconds(31));
        let is = request(&ledger, reference).await;
        let over = matches!(is.state, State::Answered { .. } | State::NeedsPerson { .. });
        if over && round > 2 {
            break;
        }
    }
    let is = request(&ledger, reference).await;
    if let State::NeedsPerson { why, .. } = &is.state {
        // Three faults are not enough for that: what may pass is tried more often.
        return Err(format!("{why:?} after {trace:?}"));
    }
    let after = small.everything().await.unwrap();
    let others_now = small.others().await.unwrap();
    if others != others_now {
        return Err(format!("somebody else's changed: {trace:?}"));
    }
    let right = match what {
        What::Erase => erased(&desk, reference, &after).await,
        What::Copy => copied(&ledger, &is, folder).await,
        What::Correct => corrected(&before, &after),
    };
    right.map_err(|error| format!("{error}, after {trace:?}"))?;
    Ok(operations)
}

async fn request(ledger: &Ledger, reference: &Reference) -> Request {
    let mut tx = ledger.read().await.unwrap();
    let row = requests::by_reference(&mut tx, reference).await.unwrap();
    serde_json::from_value(row.unwrap().body).unwrap()
}

/// All of hers is gone or anonymous, and the receipt counts each of it once.
async fn erased(
    desk: &Desk,
    reference: &Reference,
    after: &BTreeSet<String>,
) -> Result<(), String> {
    let left: Vec<_> = after.iter().filter(|line| line.contains("aria")).collect();
    if !left.is_empty() {
        return Err(format!("left: {left:?}"));
    }
    let (receipt, _) = desk
        .receipt(reference)
        .await
        .map_err(|error| error.to_string())?;
    let totals = receipt.totals();
    // Two contacts, three documents, two letters; one account, two orders.
    let counts = (
        totals.deleted,
        totals.anonymised,
        totals.unlinked,
        totals.kept,
    );
    if counts != (7, 3, 0, 0) || receipt.rounds.len() != 1 || !receipt.is_verified() {
        return Err(format!("the receipt says {totals:?} {:?}", receipt.rounds));
    }
    Ok(())
}

/// One package, whole, that can be opened.
async fn copied(ledger: &Ledger, is: &Request, folder: &Path) -> Result<(), String> {
    let mut tx = ledger.read().await.unwrap();
    let package = packages::find(&mut tx, is.id).await.unwrap();
    let package = package.ok_or("no package")?;
    let file = folder.join("data/packages").join(&package.file);
    let bytes = fs::metadata(file).map_err(|error| error.to_string())?.len();
    if package.records == 0 || bytes == 0 {
        return Err(format!("an empty package: {package:?}"));
    }
    Ok(())
}

/// One record holds the new value, and nothing else has changed.
fn corrected(before: &BTreeSet<String>, after: &BTreeSet<String>) -> Result<(), String> {
    let new: Vec<_> = after.difference(before).collect();
    let gone: Vec<_> = before.difference(after).collect();
    if new.len() == 1 && gone.len() == 1 && new[0].contains("Maria Byrne") {
        Ok(())
    } else {
        Err(format!("{gone:?} became {new:?}"))
    }
}
