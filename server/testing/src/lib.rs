//! For tests only: a real PostgreSQL, a relay that makes it fail ([`Relay`]), a mail server
//! ([`Smtp`]) and a mailbox ([`imap::Imap`]).
//!
//! One server for each test process, started when a test first asks, in a temporary folder and
//! reached by a socket in it, so that nothing of the machine is in the way. It ends with the
//! process that started it, also when that is killed. Every test gets a database of its own:
//!
//! ```no_run
//! # async fn test() -> anyhow::Result<()> {
//! let url = habeas_testing::postgres().await?.database().await?;
//! # Ok(()) }
//! ```

pub mod imap;
mod plain;
mod proxy;
mod small;
mod smtp;

use std::{
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result, anyhow, bail};
pub use imap::Imap;
pub use plain::{greek, in_greek, plain_words, said};
pub use proxy::{Relay, Weather};
pub use small::Small;
pub use smtp::{Received, Smtp};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Starts the server and waits; the standard shell is enough for that.
const SCRIPT: &str = include_str!("postgres.sh");
/// How long a start may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
const STEP: Duration = Duration::from_millis(50);

/// A running server.
#[derive(Debug)]
pub struct Postgres {
    folder: PathBuf,
    next: AtomicU32,
    /// Holds the pipe whose end is the server's end.
    _script: Child,
}

/// The server of this process.
///
/// # Errors
/// Where PostgreSQL is not installed or does not start; what it said is in the error.
pub async fn postgres() -> Result<&'static Postgres> {
    static SERVER: Server = OnceLock::new();
    started(&SERVER, "off").await
}

/// A server of this process that waits for the disk, as a company's own does: for benchmarks.
///
/// # Errors
/// Where PostgreSQL is not installed or does not start; what it said is in the error.
pub async fn durable_postgres() -> Result<&'static Postgres> {
    static SERVER: Server = OnceLock::new();
    started(&SERVER, "on").await
}

type Server = OnceLock<std::result::Result<Postgres, String>>;

async fn started(server: &'static Server, durable: &'static str) -> Result<&'static Postgres> {
    let started = tokio::task::spawn_blocking(move || {
        server.get_or_init(|| start(durable).map_err(|error| format!("{error:#}")))
    });
    let server = started
        .await?
        .as_ref()
        .map_err(|error| anyhow!("{error}"))?;
    server.ready().await?;
    Ok(server)
}

impl Postgres {
    /// The address of a new, empty database; the user may do anything.
    ///
    /// # Errors
    /// Where the server does not answer.
    pub async fn database(&self) -> Result<String> {
        self.database_like("template0").await
    }

    /// The address of a new database that begins as a copy of another, to which nobody may be
    /// connected.
    ///
    /// # Errors
    /// Where the server does not answer.
    pub async fn database_like(&self, template: &str) -> Result<String> {
        let name = format!("test_{}", self.next.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&self.url("postgres")).await?;
        let sql = format!("create database {name} template {template}");
        sqlx::query(AssertSqlSafe(sql))
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        Ok(self.url(&name))
    }

    /// The address of a database that is there: `postgres`, or one of a test.
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://postgres@localhost:5432/{database}?host={}",
            self.folder.display()
        )
    }

    /// A relay to this server, and the address of one of its databases by way of it.
    ///
    /// # Errors
    /// Where no port of this machine can be taken.
    pub async fn relayed(&self, url: &str) -> Result<(Relay, String)> {
        let relay = Relay::to(self.folder.join(".s.PGSQL.5432")).await?;
        let (direct, _) = url.split_once('?').unwrap_or((url, ""));
        let address = direct.replace("localhost:5432", &format!("127.0.0.1:{}", relay.port()));
        Ok((relay, address))
    }

    async fn ready(&self) -> Result<()> {
        let mut waited = Duration::ZERO;
        loop {
            match PgConnection::connect(&self.url("postgres")).await {
                Ok(connection) => return Ok(connection.close().await?),
                Err(_) if waited < PATIENCE => {}
                Err(error) => {
                    let said = std::fs::read_to_string(self.folder.join("log"));
                    return Err(error).context(said.unwrap_or_default());
                }
            }
            tokio::time::sleep(STEP).await;
            waited += STEP;
        }
    }
}

fn start(durable: &str) -> Result<Postgres> {
    let programs = programs().context(
        "PostgreSQL's `initdb` is neither in /usr/lib/postgresql/*/bin nor in the path; \
         `apt-get install postgresql` brings it",
    )?;
    let mut command = unprivileged()?;
    command.args(["-c", SCRIPT, "postgres.sh"]);
    command.arg(programs).arg(durable);
    // A group of its own: an interrupt from the keyboard ends us, and that ends the script.
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut script = command
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("a shell that starts PostgreSQL")?;
    let mut folder = String::new();
    let said = script.stdout.take().context("the script's output")?;
    BufReader::new(said).read_line(&mut folder)?;
    if folder.trim().is_empty() {
        let mut said = String::new();
        if let Some(mut errors) = script.stderr.take() {
            errors.read_to_string(&mut said)?;
        }
        bail!("PostgreSQL could not be set up: {}", said.trim());
    }
    Ok(Postgres {
        folder: PathBuf::from(folder.trim()),
        next: AtomicU32::new(1),
        _script: script,
    })
}

/// Where the server's programs are: Debian keeps them out of the path, a folder for each version.
fn programs() -> Option<PathBuf> {
    let holds = |folder: &Path| folder.join("initdb").is_file();
    let version = |folder: &PathBuf| {
        let name = folder.parent()?.file_name()?.to_str()?;
        name.parse::<u32>().ok()
    };
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    debian
        .map(|entry| entry.path().join("bin"))
        .filter(|folder| holds(folder))
        .max_by_key(version)
        .or_else(|| {
            let path = std::env::var_os("PATH")?;
            std::env::split_paths(&path).find(|folder| holds(folder))
        })
}

/// A shell; of another user where we are root, because PostgreSQL refuses to run as root.
fn unprivileged() -> Result<Command> {
    let id = Command::new("id").arg("-u").output().context("`id -u`")?;
    if id.stdout.trim_ascii() != b"0" {
        return Ok(Command::new("sh"));
    }
    let exists = |user: &str| {
        let id = Command::new("id").args(["-u", user]).output();
        id.is_ok_and(|id| id.status.success())
    };
    let user = ["postgres", "nobody"]
        .into_iter()
        .find(|user| exists(user))
        .context("as root, a user `postgres` or `nobody` is needed to run PostgreSQL")?;
    let mut command = Command::new("setpriv");
    command.args([&format!("--reuid={user}"), "--init-groups"]);
    let group = Command::new("id").args(["-g", user]).output()?;
    let group = String::from_utf8_lossy(&group.stdout).trim().to_owned();
    command.args([&format!("--regid={group}"), "sh"]);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn each_test_has_a_database_of_its_own() -> Result<()> {
        let (one, two) = (
            postgres().await?.database().await?,
            postgres().await?.database().await?,
        );
        assert_ne!(one, two);
        let mut connection = PgConnection::connect(&one).await?;
        sqlx::raw_sql("create extension hstore; create table t (x text)")
            .execute(&mut connection)
            .await?;
        let (collation,): (String,) =
            sqlx::query_as("select datcollate from pg_database where datname = current_database()")
                .fetch_one(&mut connection)
                .await?;
        assert_eq!(collation, "C.UTF-8");
        Ok(())
    }
}
