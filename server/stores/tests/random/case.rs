//! One case: find, read, correct, erase, look again.

use std::path::PathBuf;

use futures::TryStreamExt;
use habeas_domain::{
    found::Answer,
    map::Place as Collection,
    value::{Key, Value},
};
use habeas_stores::{Corrected, Limits, Search, Snapshot, Stores};
use tempfile::TempDir;

use crate::{
    compare::{Tally, differing, key, same, value},
    dice::Dice,
    generate,
    oracle::{Class, Oracle},
    store::{self, Dump, Store},
    world::{Engine, Kind, STORES, World, today},
};

/// Where a worker's databases are.
pub struct Place {
    folder: TempDir,
    url: Option<String>,
}

impl Place {
    pub async fn new(engine: Engine) -> Self {
        // In memory where the system has such a folder.
        let memory = PathBuf::from("/dev/shm");
        let folder = if memory.is_dir() {
            TempDir::new_in(memory).unwrap()
        } else {
            TempDir::new().unwrap()
        };
        let url = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => {
                let server = habeas_testing::postgres().await.unwrap();
                Some(server.database().await.unwrap())
            }
        };
        Self { folder, url }
    }
}

/// The databases of a case, whole.
pub async fn dump(databases: &mut [Store], world: &World) -> Dump {
    let mut all = Dump::new();
    for (store, database) in databases.iter_mut().enumerate() {
        all.extend(database.dump(world, store).await);
    }
    all
}

pub async fn play(place: &Place, seed: u64, engine: Engine) -> Result<Tally, String> {
    let world = generate::world(seed, engine);
    let mut databases = Vec::new();
    let mut addresses = Vec::new();
    for store in 0..STORES.len() {
        let name = format!("{seed}-{store}.sqlite");
        let (mut database, address) = match &place.url {
            Some(url) if store == 0 => (Store::postgres(url).await, url.clone()),
            _ if world.tables_of(store).next().is_none() => continue,
            _ => (Store::sqlite(&place.folder.path().join(&name)).await, name),
        };
        database.fill(&world, store).await;
        databases.push(database);
        addresses.push(address);
    }
    let look_up = |wanted: &str| {
        let store = STORES.iter().position(|name| *name == wanted)?;
        addresses.get(store).cloned()
    };
    let stores = Stores::open(world.map(), place.folder.path(), look_up).await;
    // So few that nearly every erasure takes several transactions.
    let limits = Limits {
        rows: 1 + seed % 4,
        ..Limits::default()
    };
    let small = Stores::open_with(world.map(), place.folder.path(), look_up, limits).await;
    let case = Case {
        seed,
        stores,
        small,
        databases,
        world: world.clone(),
    };
    let result = case.run().await;
    for address in &addresses {
        let _ = std::fs::remove_file(place.folder.path().join(address));
    }
    result.map_err(|what| {
        let classes = Oracle::new(&world).classes;
        let sql: Vec<String> = (0..addresses.len())
            .map(|store| store::sql(&world, store))
            .collect();
        format!(
            "{what}\n\nasked by {:?}\nclasses {classes:?}\n{}\n{}",
            world.who,
            world.yaml(),
            sql.join("-- the other store\n")
        )
    })
}

pub struct Case {
    pub seed: u64,
    pub stores: Stores,
    /// The same, with room for a few records in a transaction.
    pub small: Stores,
    pub databases: Vec<Store>,
    pub world: World,
}

impl Case {
    fn place(&self, at: usize) -> Collection {
        Collection::new(STORES[self.world.tables[at].store], World::id(at))
    }

    async fn run(mut self) -> Result<Tally, String> {
        let before = dump(&mut self.databases, &self.world).await;
        let mut snapshot = self.stores.snapshot().await;
        let search = snapshot.find(&self.world.who, today()).await;
        let mut tally = self.found(&search)?;
        tally.cases = 1;
        self.read(&mut snapshot, &search).await?;
        drop(snapshot);
        self.unchanged(&before, "finding and reading").await?;
        tally.corrected += self.correct().await?;
        self.erase(&mut tally, 0).await?;
        if self.seed.is_multiple_of(7) {
            let mut dice = Dice::new(self.seed ^ 0xfeed);
            for turn in 1..4 {
                self.world.who = generate::who(&mut dice, &self.world);
                if !self.world.who.is_empty() {
                    let erased = self.erase(&mut tally, turn).await;
                    erased.map_err(|what| format!("then {:?}: {what}", self.world.who))?;
                }
            }
        }
        Ok(tally)
    }

    /// Every collection answers with exactly the rows and classes of the oracle.
    pub fn found(&self, search: &Search) -> Result<Tally, String> {
        let oracle = Oracle::new(&self.world);
        let mut tally = Tally::default();
        for at in (0..self.world.tables.len()).filter(|at| self.world.tables[*at].mapped) {
            let own = oracle.of(at, |class| class == Class::Own);
            let shared = oracle.of(at, |class| class == Class::Shared);
            let kept = oracle.of(at, |class| matches!(class, Class::Kept(_)));
            let place = self.place(at);
            let given = search.keys.get(&place).cloned().unwrap_or_default();
            let kept_keys: Vec<Key> = given.kept.values().flatten().cloned().collect();
            same(at, "own", &own, &given.own)?;
            same(at, "shared", &shared, &given.shared)?;
            same(at, "kept", &kept, &kept_keys)?;
            let total = (own.len() + shared.len() + kept.len()) as u64;
            let counted = match search.found.answer(&place) {
                Some(Answer::Found(classes)) => classes.total(),
                Some(Answer::None) => 0,
                other => return Err(format!("collection {at} answers {other:?}")),
            };
            if counted != total {
                return Err(format!(
                    "collection {at} counts {counted} and holds {total}"
                ));
            }
            tally.own += own.len() as u64;
            tally.shared += shared.len() as u64;
            tally.kept += kept.len() as u64;
        }
        Ok(tally)
    }

    async fn read(&self, snapshot: &mut Snapshot<'_>, search: &Search) -> Result<(), String> {
        for (at, table) in self.world.tables.iter().enumerate() {
            let place = self.place(at);
            let Some(keys) = search.keys.get(&place).map(|keys| keys.all()) else {
                continue;
            };
            let records: Vec<_> = snapshot
                .read(&place, &keys)
                .try_collect()
                .await
                .map_err(|error| format!("collection {at} cannot be read: {error}"))?;
            if records.len() != keys.len() {
                return Err(format!(
                    "{} of {} records were read",
                    records.len(),
                    keys.len()
                ));
            }
            for record in records {
                let row = table
                    .rows
                    .iter()
                    .find(|row| key(&table.key_of(row)) == record.key);
                let row = row.ok_or("a record that is not there was read")?;
                let wanted: Vec<(&str, Value)> = table
                    .columns
                    .iter()
                    .zip(row)
                    .filter(|(column, _)| column.mapped)
                    .map(|(column, cell)| (column.name.as_str(), value(cell)))
                    .collect();
                let given: Vec<(&str, Value)> = record
                    .fields
                    .iter()
                    .map(|(name, _, value)| (name.as_str(), value.clone()))
                    .collect();
                if wanted != given {
                    return Err(format!("read {given:?} instead of {wanted:?}"));
                }
            }
        }
        Ok(())
    }

    /// Corrects one plain field of one found row, if there is one.
    async fn correct(&mut self) -> Result<u64, String> {
        let mut dice = Dice::new(self.seed ^ 0xc0ffee);
        let mut fields: Vec<(usize, usize, usize)> = Vec::new();
        for (at, row) in Oracle::new(&self.world).found {
            let columns = self.world.tables[at].columns.iter().enumerate();
            let plain = columns.filter(|(_, c)| c.plain && c.mapped && c.kind == Kind::Text);
            fields.extend(plain.map(|(column, _)| (at, row, column)));
        }
        if fields.is_empty() {
            return Ok(0);
        }
        let (at, row, column) = *dice.pick(&fields);
        let before = dump(&mut self.databases, &self.world).await;
        let table = &self.world.tables[at];
        let old = value(&table.rows[row][column]);
        let new = Value::text(format!("corrected {}", self.seed));
        let name = table.columns[column].name.clone();
        let record = key(&table.key_of(&table.rows[row]));
        let place = self.place(at);
        // What nobody saw is not replaced.
        let stale = Value::text("something else");
        let done = self
            .stores
            .correct(&place, &record, &name, &stale, &new)
            .await;
        if done != Ok(Corrected::Conflict { now: old.clone() }) {
            return Err(format!("a stale correction of {old:?} gives {done:?}"));
        }
        self.unchanged(&before, "a stale correction").await?;
        let done = self
            .stores
            .correct(&place, &record, &name, &old, &new)
            .await;
        if done != Ok(Corrected::Done { now: new.clone() }) {
            return Err(format!("correcting {old:?} in {record:?} gives {done:?}"));
        }
        self.world.tables[at].rows[row][column] = new.as_text().map(str::to_owned);
        let wanted = self.rows();
        self.unchanged(&wanted, "a correction").await?;
        Ok(1)
    }

    fn rows(&self) -> Dump {
        let rows = |table: &crate::world::Table| {
            table
                .rows
                .iter()
                .map(|row| (table.key_of(row), row.clone()))
                .collect()
        };
        self.world.tables.iter().map(rows).enumerate().collect()
    }

    async fn unchanged(&mut self, wanted: &Dump, after: &str) -> Result<(), String> {
        let now = dump(&mut self.databases, &self.world).await;
        for ((at, wanted), now) in wanted.iter().zip(now.values()) {
            if wanted != now {
                let difference = differing(wanted, now);
                return Err(format!(
                    "{after}: table {at} holds other rows: {difference}"
                ));
            }
        }
        Ok(())
    }
}
