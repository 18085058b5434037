//! A transaction on a PostgreSQL server that may fall silent at any moment.
//!
//! `statement_timeout` is the server's: it ends nothing once the network is gone. So everything
//! that waits for the server waits for a while only, also the beginning, the commit and the giving
//! back; and a connection on which an answer is still owed is closed, never handed to somebody
//! else.

use std::time::Duration;

use sqlx::{PgConnection, PgPool, Postgres, pool::PoolConnection};
use tokio::{runtime::Handle, time::error::Elapsed, time::timeout};

use crate::error::StoreError;

/// How much longer than the server's own limit we wait: so that the server ends first what it
/// can, and the connection stays good.
const BEYOND: Duration = Duration::from_secs(2);
/// How long giving a connection back may take.
const GIVE_BACK: Duration = Duration::from_secs(5);

/// An open transaction. Dropped without [`Held::commit`] it is rolled back.
pub(crate) struct Held {
    /// Gone only while it is dropped.
    connection: Option<PoolConnection<Postgres>>,
    limit: Duration,
    /// Whether an answer is owed: nothing more can be asked on this connection.
    silent: bool,
    open: bool,
}

impl Held {
    /// Begins a transaction; `limit` is for what is no statement of ours: its beginning, its
    /// savepoints, its end, and the look at the schema.
    pub(crate) async fn begin(
        pool: &PgPool,
        statement: &'static str,
        limit: Duration,
    ) -> Result<Self, StoreError> {
        // A server that breaks off while it is greeted gives no answer, whatever that is called.
        let connection = pool.acquire().await.map_err(|error| match error.into() {
            StoreError::Faulty { .. } => StoreError::Unreachable,
            error => error,
        });
        let mut held = Self {
            connection: Some(connection?),
            limit,
            silent: false,
            open: true,
        };
        held.tell(statement).await?;
        Ok(held)
    }

    /// The connection, to ask something on it within the time given along with it; the answer,
    /// or that there was none, goes to [`Held::heard`].
    pub(crate) fn ask(
        &mut self,
        limit: Duration,
    ) -> Result<(&mut PgConnection, Duration), StoreError> {
        if self.silent {
            return Err(StoreError::TimedOut);
        }
        // Until there is an answer it is owed: also where whoever waits is dropped.
        self.silent = true;
        let connection = self.connection.as_mut().ok_or(StoreError::Unreachable)?;
        Ok((&mut **connection, limit + BEYOND))
    }

    /// What came back.
    pub(crate) fn heard<T>(
        &mut self,
        answer: Result<Result<T, sqlx::Error>, Elapsed>,
    ) -> Result<T, StoreError> {
        match answer {
            Ok(answer) => {
                self.silent = false;
                Ok(answer?)
            }
            Err(_) => Err(StoreError::TimedOut),
        }
    }

    /// For everything that is no statement of ours.
    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    /// Runs a statement that answers nothing.
    pub(crate) async fn tell(&mut self, statement: &'static str) -> Result<(), StoreError> {
        let (connection, limit) = self.ask(self.limit)?;
        let said = timeout(limit, sqlx::raw_sql(statement).execute(connection)).await;
        self.heard(said).map(drop)
    }

    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        let done = self.tell("COMMIT").await;
        self.open = done.is_err();
        done
    }

    pub(crate) async fn rollback(mut self) -> Result<(), StoreError> {
        let done = self.tell("ROLLBACK").await;
        self.open = done.is_err();
        done
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else {
            return;
        };
        let (Ok(runtime), false) = (Handle::try_current(), self.silent) else {
            connection.close_on_drop();
            return;
        };
        let open = self.open;
        runtime.spawn(async move {
            let back = async {
                if open {
                    sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await?;
                }
                connection.return_to_pool().await;
                Ok::<(), sqlx::Error>(())
            };
            if !matches!(timeout(GIVE_BACK, back).await, Ok(Ok(()))) {
                connection.close_on_drop();
            }
        });
    }
}
