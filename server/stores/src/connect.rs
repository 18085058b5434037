//! Where each store is, and the connections to it.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use habeas_domain::map::{Store, StoreKind};
use sqlx::{
    Connection, PgPool, SqlitePool, pool::PoolOptions, postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};

use crate::error::StoreError;

/// What a store may be asked for.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many connections read at once.
    pub connections: u32,
    /// How long to wait for a connection.
    pub connect: Duration,
    /// How long one statement may run.
    pub statement: Duration,
    /// How long one statement may run while somebody waits for a page: well below the time after
    /// which the page itself is given up, so that one slow store is a visible gap and no more.
    pub page: Duration,
    /// How long to wait for somebody else's lock.
    pub lock: Duration,
    /// How many records one transaction erases: more of them go in several, and are not held in
    /// memory all at once where they need not be.
    pub rows: u64,
    /// How long a server waits for the next word of a transaction that writes.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4,
            connect: Duration::from_secs(5),
            statement: Duration::from_secs(60),
            page: Duration::from_secs(8),
            lock: Duration::from_secs(5),
            rows: 50_000,
            idle: Duration::from_secs(60),
        }
    }
}

/// The connections to one store: many that read, one that writes.
pub(crate) enum Connector {
    /// Nobody said where it is.
    Unnamed,
    /// What was said is not an address.
    Unusable,
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres {
        read: PgPool,
        write: PgPool,
    },
    Objects(PathBuf),
}

impl Connector {
    /// Makes ready to connect; nothing is opened before it is needed.
    pub(crate) fn new(
        store: &Store,
        base: &Path,
        lookup: &impl Fn(&str) -> Option<String>,
        limits: Limits,
    ) -> Self {
        let Some(address) = address(store, base, lookup) else {
            return Self::Unnamed;
        };
        match store.kind {
            StoreKind::Sqlite => sqlite(&base.join(without_scheme(&address, "sqlite")), limits),
            StoreKind::Postgres => postgres(&address, limits),
            StoreKind::Objects => Self::Objects(base.join(without_scheme(&address, "file"))),
        }
    }
}

/// The address that the map points to: in the environment, in a file, or a path itself.
fn address(store: &Store, base: &Path, lookup: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let (form, rest) = store.connect.as_ref()?.as_str().split_once(':')?;
    let address = match form {
        "env" => lookup(rest)?,
        "file" => std::fs::read_to_string(base.join(rest)).ok()?,
        "path" => rest.to_owned(),
        _ => return None,
    };
    let address = address.trim();
    (!address.is_empty()).then(|| address.to_owned())
}

fn without_scheme<'a>(address: &'a str, scheme: &str) -> &'a str {
    address
        .strip_prefix(scheme)
        .and_then(|rest| rest.strip_prefix(':'))
        .map_or(address, |rest| rest.strip_prefix("//").unwrap_or(rest))
}

fn sqlite(path: &Path, limits: Limits) -> Connector {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        // Rows come from another thread; with a small buffer most of the time goes into waking
        // one for the other.
        .row_buffer_size(4096)
        .busy_timeout(limits.lock);
    // Foreign keys are switched on for both: with them an erasure that would leave dangling
    // references fails, without them it would succeed in silence.
    let read = options.clone().pragma("query_only", "ON");
    // A journal that is kept between transactions would keep the old pages: it is cut.
    let write = options
        .pragma("secure_delete", "ON")
        .pragma("journal_size_limit", "0");
    Connector::Sqlite {
        read: pool(limits, limits.connections).connect_lazy_with(read),
        write: pool(limits, 1).connect_lazy_with(write),
    }
}

fn postgres(url: &str, limits: Limits) -> Connector {
    let Ok(options) = PgConnectOptions::from_str(url) else {
        return Connector::Unusable;
    };
    // Fixed settings, so that a value has the same text whoever set up the server; and rows that
    // a policy hides are an error, never "nothing held".
    let options = options
        .application_name("habeas")
        .extra_float_digits(1)
        .options([
            ("datestyle", "ISO"),
            ("timezone", "UTC"),
            ("intervalstyle", "iso_8601"),
            ("bytea_output", "hex"),
            ("lc_monetary", "C"),
            ("row_security", "off"),
            ("statement_timeout", &milliseconds(limits.statement)),
            ("lock_timeout", &milliseconds(limits.lock)),
        ]);
    // A worker that stands still with its work done and not committed lets go after a while: the
    // server rolls it back, and another worker can tell.
    let write = options.clone().options([(
        "idle_in_transaction_session_timeout",
        &milliseconds(limits.idle),
    )]);
    Connector::Postgres {
        read: pool(limits, limits.connections).connect_lazy_with(options),
        write: pool(limits, 1).connect_lazy_with(write),
    }
}

fn milliseconds(duration: Duration) -> String {
    duration.as_millis().to_string()
}

fn pool<DB: sqlx::Database>(limits: Limits, connections: u32) -> PoolOptions<DB> {
    PoolOptions::new()
        .min_connections(0)
        .max_connections(connections)
        .acquire_timeout(limits.connect)
        .idle_timeout(Duration::from_secs(60))
        // A full disk ends a transaction of SQLite by itself, which sqlx does not learn.
        .before_acquire(|connection: &mut DB::Connection, _| {
            Box::pin(async move { Ok(!connection.is_in_transaction()) })
        })
}

impl Connector {
    /// Why nothing can be asked of it, if that is so.
    pub(crate) fn missing(&self) -> Option<StoreError> {
        match self {
            Self::Unnamed => Some(StoreError::NotConnected),
            Self::Unusable => Some(StoreError::Unreachable),
            _ => None,
        }
    }
}
