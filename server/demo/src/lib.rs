//! The demo company: four real stores about thousands of invented people, from a fixed seed; and
//! the small company of its cast alone, three stores about fifty people, for tests.
//!
//! Nothing here knows Habeas: the stores are such as a shop, a help desk and a folder of
//! documents are, with their own keys, constraints and habits. What Habeas needs to know about
//! them stands in `demo.map.yaml`, which is also the tutorial for maps.

mod bulk;
mod cast;
mod crowd;
mod dice;
mod documents;
mod goods;
mod marketing;
mod pdf;
mod pictures;
mod postgres;
mod shop;
mod support;
mod talk;
mod world;

use std::{
    borrow::Cow,
    io,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;

pub use postgres::{postgres_map, postgres_schema};

/// The commented map of the demo company.
pub const MAP: &str = include_str!("../demo.map.yaml");

/// The texts of that map in Spanish, as they lie beside it.
pub const MAP_IN_SPANISH: &str = include_str!("../demo.map.es.yaml");

/// The seed of the demo that everybody sees.
pub const SEED: u64 = 20_261_101;

const MAP_FILE: &str = "demo.map.yaml";
const SPANISH_FILE: &str = "demo.map.es.yaml";
const PARTS: [&str; 6] = [
    "shop.sqlite",
    "support.sqlite",
    "marketing.sqlite",
    "documents",
    SPANISH_FILE,
    MAP_FILE,
];

/// How much of the company there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The cast: fifty people in three stores. Quick to make, for tests.
    Cast,
    /// More than five thousand people in four stores, over twenty years.
    Whole,
}

/// The map of the cast's company: the whole one without what only the crowd has.
pub fn cast_map() -> String {
    let mut left_out = false;
    let lines = MAP.lines().filter(|line| {
        let begins = line.contains("┄┄ Only where the whole demo runs");
        let ends = line.contains("┄┄ until here ┄┄");
        left_out = begins || (left_out && !ends);
        !left_out && !ends
    });
    lines.fold(String::with_capacity(MAP.len()), |map, line| {
        map + line + "\n"
    })
}

/// Inserts a row; the values are bound in order.
macro_rules! insert {
    ($tx:expr, $sql:literal; $($value:expr),* $(,)?) => {
        sqlx::query($sql)$(.bind($value))*.execute(&mut *$tx).await?
    };
}
pub(crate) use insert;

/// The demo company, where it is and who is who.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The map, beside the stores.
    pub map_path: PathBuf,
    /// How much of the company there is.
    pub size: Size,
    /// The customers whom the demo names, each for what they show.
    pub people: Vec<DemoPerson>,
    /// The staff who answer.
    pub staff: Vec<DemoStaff>,
    /// Staff who are customers too: their address at work, and their customer number.
    pub ties: Vec<(&'static str, i64)>,
    /// Customers without an account here whom staff can find: number, and what they show.
    pub sights: Vec<(i64, &'static str)>,
}

/// A customer whom the demo names.
#[derive(Debug, Clone)]
pub struct DemoPerson {
    /// The customer number in the shop.
    pub customer_id: i64,
    /// The name, in its own script.
    pub full_name: &'static str,
    /// The address by which the portal knows the person.
    pub email: &'static str,
    /// The language the person writes.
    pub language: &'static str,
    /// The password of the demo, printed at its start.
    pub password: &'static str,
    /// What this person shows.
    pub shows: &'static str,
}

/// A member of Fernhill's staff.
#[derive(Debug, Clone)]
pub struct DemoStaff {
    /// `agent`, `officer`, `auditor` or `administrator`.
    pub role: &'static str,
    /// The name.
    pub full_name: &'static str,
    /// The address for signing in.
    pub email: &'static str,
    /// The password of the demo, printed at its start.
    pub password: &'static str,
}

/// The stores could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Something is there already; nothing is overwritten.
    #[error("{0} is there already; choose an empty folder, or remove it to start over")]
    AlreadyThere(PathBuf),
    /// The folder cannot be written.
    #[error("the demo folder cannot be written")]
    Folder(#[from] io::Error),
    /// A database cannot be written.
    #[error("a demo database cannot be written")]
    Database(#[from] sqlx::Error),
}

impl Demo {
    /// Who is who in a demo that was made in a folder before.
    pub fn at(folder: &Path) -> Self {
        let size = if folder.join("marketing.sqlite").is_file() {
            Size::Whole
        } else {
            Size::Cast
        };
        Self {
            map_path: folder.join(MAP_FILE),
            size,
            people: cast::featured(size),
            staff: cast::staff(),
            ties: cast::ties(size),
            sights: cast::sights(size),
        }
    }

    /// Whether a folder holds the whole demo: the map is put there last.
    pub fn is_at(folder: &Path) -> bool {
        folder.join(MAP_FILE).is_file()
    }
}

/// Makes the stores and the map of the cast's company in a folder, which is made too.
///
/// The same seed and day give the same rows and files.
///
/// # Errors
/// Where a store is there already, or the folder cannot be written.
pub async fn create(folder: &Path, seed: u64, today: NaiveDate) -> Result<Demo, DemoError> {
    create_sized(folder, seed, today, Size::Cast).await
}

/// [`create`], with as much of the company as is wanted.
///
/// # Errors
/// As [`create`].
pub async fn create_sized(
    folder: &Path,
    seed: u64,
    today: NaiveDate,
    size: Size,
) -> Result<Demo, DemoError> {
    for part in PARTS {
        let path = folder.join(part);
        if tokio::fs::try_exists(&path).await? {
            return Err(DemoError::AlreadyThere(path));
        }
    }
    // Everything is made aside and moved in at the end, so that a start that was cut short
    // leaves no half of a company behind.
    let aside = folder.join(".being-made");
    if tokio::fs::try_exists(&aside).await? {
        tokio::fs::remove_dir_all(&aside).await?;
    }
    tokio::fs::create_dir_all(&aside).await?;
    let world = world::World::new(seed, today);
    let crowd = (size == Size::Whole).then(|| crowd::Crowd::new(&world));
    shop::write(&aside.join("shop.sqlite"), &world, crowd.as_ref()).await?;
    support::write(&aside.join("support.sqlite"), &world, crowd.as_ref()).await?;
    if let Some(crowd) = &crowd {
        marketing::write(&aside.join("marketing.sqlite"), &world, crowd).await?;
    }
    let map = match size {
        Size::Cast => Cow::Owned(cast_map()),
        Size::Whole => Cow::Borrowed(MAP),
    };
    tokio::fs::write(aside.join(MAP_FILE), map.as_bytes()).await?;
    tokio::fs::write(aside.join(SPANISH_FILE), MAP_IN_SPANISH).await?;
    let documents = aside.join("documents");
    tokio::task::spawn_blocking(move || {
        documents::write(&documents, &world)?;
        crowd.map_or(Ok(()), |crowd| {
            crowd::write_documents(&documents, &world, &crowd)
        })
    })
    .await
    .map_err(io::Error::other)??;
    for part in PARTS {
        let made = aside.join(part);
        if tokio::fs::try_exists(&made).await? {
            tokio::fs::rename(made, folder.join(part)).await?;
        }
    }
    tokio::fs::remove_dir(&aside).await?;
    Ok(Demo::at(folder))
}
