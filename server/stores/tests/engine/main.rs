//! The engine on real SQLite files and real PostgreSQL databases.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod browse;
mod chunk;
mod company;
mod correct;
mod erase;
mod faults;
mod find;
mod protocol;
mod values;

/// Runs each behaviour on both engines.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name($crate::company::Engine::Sqlite).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                super::$name($crate::company::Engine::Postgres).await;
            })*
        }
    };
}
pub(crate) use on_both;
