//! The two databases behind one set of queries.

use std::{path::Path, str::FromStr, time::Duration};

use habeas_domain::fault::{Injected, operation};
use sqlx::{
    Connection, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::error::{LedgerError, Result};

/// Habeas's own database.
#[derive(Debug, Clone)]
pub enum Ledger {
    /// One file: one writer, many readers.
    Sqlite {
        /// One connection, for transactions that begin immediate.
        writer: SqlitePool,
        /// Read-only connections.
        readers: SqlitePool,
    },
    /// A server, for any number of processes.
    Postgres(PgPool),
}

/// One transaction. Dropped without [`Tx::commit`] it is rolled back.
#[derive(Debug)]
pub enum Tx {
    /// On the file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On the server.
    Postgres(Transaction<'static, Postgres>),
}

/// Runs a statement on whichever database this is; the number of rows it changed.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::Tx::Sqlite(tx) => sqlx::query($sql)$(.bind($bind))*
                .execute(&mut **tx).await.map(|done| done.rows_affected()),
            $crate::Tx::Postgres(tx) => sqlx::query($sql)$(.bind($bind))*
                .execute(&mut **tx).await.map(|done| done.rows_affected()),
        }
        .map_err($crate::LedgerError::from)
    };
}

/// Runs a query on whichever database this is; all its rows.
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::Tx::Sqlite(tx) => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*
                .fetch_all(&mut **tx).await,
            $crate::Tx::Postgres(tx) => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*
                .fetch_all(&mut **tx).await,
        }
        .map_err($crate::LedgerError::from)
    };
}

/// Runs a query on whichever database this is; its row, if there is one.
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::Tx::Sqlite(tx) => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*
                .fetch_optional(&mut **tx).await,
            $crate::Tx::Postgres(tx) => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*
                .fetch_optional(&mut **tx).await,
        }
        .map_err($crate::LedgerError::from)
    };
}

pub(crate) use {execute, fetch_all, fetch_optional};

impl Ledger {
    /// Opens `sqlite:PATH` (made if absent) or `postgres://…`.
    ///
    /// # Errors
    /// Where the address is neither, or the database does not answer.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(10))
                .connect(url)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        let path = url.strip_prefix("sqlite:").ok_or(LedgerError::Address)?;
        let options = SqliteConnectOptions::new()
            .filename(Path::new(path))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("secure_delete", "on");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            // A full disk ends a transaction by itself, which sqlx does not learn: such a
            // connection could not begin another one.
            .before_acquire(|connection, _| {
                Box::pin(async move { Ok(!connection.is_in_transaction()) })
            })
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        Ok(Self::Sqlite { writer, readers })
    }

    /// Brings the tables up to date, ours and those of the job queue.
    ///
    /// # Errors
    /// Where a migration fails or the database is newer than this program.
    pub async fn migrate(&self) -> Result {
        match self {
            Self::Sqlite { writer, .. } => {
                sqlx::migrate!("migrations/sqlite").run(writer).await?;
            }
            Self::Postgres(pool) => sqlx::migrate!("migrations/postgres").run(pool).await?,
        }
        crate::jobs::migrate(self).await
    }

    /// Begins a transaction that may write. Short, and with no other I/O inside: SQLite has one
    /// writer, and waits here for its turn rather than failing at the first write.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn begin(&self) -> Result<Tx> {
        operation("begin").await.map_err(lost)?;
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Begins a transaction that only reads: one consistent picture.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn read(&self) -> Result<Tx> {
        operation("read").await.map_err(lost)?;
        Ok(match self {
            Self::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("begin isolation level repeatable read read only")
                    .await?,
            ),
        })
    }

    /// Whether the database answers and its tables are there.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn ready(&self) -> Result {
        let mut tx = self.read().await?;
        fetch_optional!(&mut tx, (i64,), "select 1 from request where 1 = 0")?;
        Ok(())
    }
}

impl Tx {
    /// Makes everything done in it last.
    ///
    /// # Errors
    /// Where the database cannot promise that.
    pub async fn commit(self) -> Result {
        operation("commit").await.map_err(lost)?;
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        operation("committed").await.map_err(lost)
    }
}

/// As where the connection breaks off.
fn lost(injected: Injected) -> LedgerError {
    LedgerError::Database(sqlx::Error::Io(std::io::Error::other(injected)))
}

/// Text that a column holds for a domain type.
pub(crate) fn parse<T: FromStr>(column: &'static str, text: &str) -> Result<T> {
    text.parse().map_err(|_| LedgerError::Inconsistent(column))
}

/// Checks that a statement changed as many rows as it must.
pub fn ensure_rows(changed: u64, expected: u64) -> Result {
    if changed == expected {
        Ok(())
    } else {
        Err(LedgerError::RowsAffected {
            expected,
            actual: changed,
        })
    }
}
