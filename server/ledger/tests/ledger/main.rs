//! Habeas's own database on real SQLite files and real PostgreSQL databases: each behaviour is
//! one text that runs on both.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod audit;
mod authenticators;
mod house;
mod jobs;
mod mail;
mod people;
mod requests;
mod reviews;
mod rules;
mod schema;
mod see;
mod sequencer;
mod sessions;
mod signing;
mod steps;
mod tasks;

/// Runs each behaviour on both databases.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() -> anyhow::Result<()> {
                super::$name($crate::house::House::sqlite().await?).await
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() -> anyhow::Result<()> {
                super::$name($crate::house::House::postgres().await?).await
            })*
        }
    };
}
pub(crate) use on_both;
