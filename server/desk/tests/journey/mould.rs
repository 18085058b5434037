//! What every company of these stories begins with: the stores, the own database and the accounts.
//! Made once for each kind of database, and copied.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use habeas_demo::Demo;
use habeas_domain::{identity::Identity, map};
use habeas_ledger::{Ledger, time::Clock};
use habeas_stores::{Limits, Stores};
use tokio::sync::OnceCell;

use crate::company::{On, desk_on};

/// Where it lies, and the database of it where that is a server's.
struct Mould {
    folder: PathBuf,
    database: Option<String>,
}

/// Makes a company in a folder, like the mould where its clock is the machine's; the address of its
/// own database.
pub async fn cast(on: On, folder: &Path, clock: &Clock) -> String {
    static MADE: [OnceCell<Mould>; 2] = [OnceCell::const_new(), OnceCell::const_new()];
    if matches!(clock, Clock::Fixed(_)) {
        return fill(on, folder, clock).await;
    }
    let mould = MADE[on as usize].get_or_init(|| made(on)).await;
    copy(&mould.folder, folder).unwrap();
    match &mould.database {
        Some(database) => {
            let server = habeas_testing::postgres().await.unwrap();
            server.database_like(database).await.unwrap()
        }
        None => in_file(folder),
    }
}

fn in_file(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("ledger.sqlite").display())
}

async fn made(on: On) -> Mould {
    // One that an earlier run left is in the way.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mould-{on:?}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    let url = fill(on, &folder, &Clock::System).await;
    let name = || url.split(['/', '?']).nth(3).unwrap().to_owned();
    Mould {
        folder,
        database: (on == On::Postgres).then(name),
    }
}

/// The stores, and an own database in which everybody has an account.
async fn fill(on: On, folder: &Path, clock: &Clock) -> String {
    let today = Clock::System.now().date_naive();
    let demo = habeas_demo::create(&folder.join("stores"), habeas_demo::SEED, today)
        .await
        .unwrap();
    let url = match on {
        On::Sqlite => in_file(folder),
        On::Postgres => {
            let server = habeas_testing::postgres().await.unwrap();
            server.database().await.unwrap()
        }
    };
    let ledger = Ledger::open(&url).await.unwrap();
    ledger.migrate().await.unwrap();
    let stores = stores(&demo, Limits::default()).await;
    let desk = desk_on(ledger.clone(), folder, stores, clock.clone(), |_| ());
    for person in &demo.people {
        let number = Identity::new("customer_id", person.customer_id.to_string());
        desk.seed_customer(person.email, person.password, &[number])
            .await
            .unwrap();
    }
    for member in &demo.staff {
        let role = member.role.parse().unwrap();
        desk.seed_staff(role, member.full_name, member.email, member.password)
            .await
            .unwrap();
    }
    drop(desk);
    // Nobody may be connected to what is copied.
    match ledger {
        Ledger::Sqlite { writer, readers } => {
            readers.close().await;
            writer.close().await;
        }
        Ledger::Postgres(pool) => pool.close().await,
    }
    url
}

/// The stores of the demo, as its map says.
pub async fn stores(demo: &Demo, limits: Limits) -> Stores {
    let text = fs::read_to_string(&demo.map_path).unwrap();
    let base = demo.map_path.parent().unwrap();
    Stores::open_with(map::parse(&text).unwrap(), base, |_| None, limits).await
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
