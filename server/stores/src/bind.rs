//! What is bound to a statement: one value, or on PostgreSQL many of one type, so that its planner
//! sees what they are and reads them once.

use habeas_domain::{facts::ColumnFacts, value::Value};
use sqlx::{
    AssertSqlSafe, Postgres, Sqlite, postgres::PgArguments, query::Query, sqlite::SqliteArguments,
};
use uuid::Uuid;

/// One value, or an array.
#[derive(Debug, Clone)]
pub(crate) enum Bind {
    One(Value),
    Small(Vec<i16>),
    Whole(Vec<i32>),
    Big(Vec<i64>),
    Ids(Vec<Uuid>),
    Texts(Vec<String>),
}

impl Bind {
    /// An empty array for the values of a column, if there is one that spells each exactly.
    pub(crate) fn array(column: &ColumnFacts, base: &str) -> Option<Self> {
        use habeas_domain::value::Kind;
        Some(match (column.kind, base) {
            (Kind::Integer, "smallint") => Self::Small(Vec::new()),
            (Kind::Integer, "integer") => Self::Whole(Vec::new()),
            (Kind::BigInteger, "bigint") => Self::Big(Vec::new()),
            (Kind::Uuid, "uuid") => Self::Ids(Vec::new()),
            (Kind::Text, _) => Self::Texts(Vec::new()),
            _ => return None,
        })
    }

    /// Adds a value; `false` where it is none of the array's.
    pub(crate) fn push(&mut self, value: &Value) -> bool {
        let Value::Text(text) = value else {
            return false;
        };
        match self {
            Self::One(_) => return false,
            Self::Small(all) => all.extend(text.parse::<i16>()),
            Self::Whole(all) => all.extend(text.parse::<i32>()),
            Self::Big(all) => all.extend(text.parse::<i64>()),
            Self::Ids(all) => all.extend(Uuid::parse_str(text)),
            Self::Texts(all) => all.push(text.clone()),
        }
        true
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Small(all) => all.len(),
            Self::Whole(all) => all.len(),
            Self::Big(all) => all.len(),
            Self::Ids(all) => all.len(),
            Self::Texts(all) => all.len(),
        }
    }
}

pub(crate) fn sqlite(text: String, binds: Vec<Bind>) -> Query<'static, Sqlite, SqliteArguments> {
    let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(text)).persistent(false);
    for bind in binds {
        query = match bind {
            Bind::One(Value::Text(text)) => query.bind(text),
            Bind::One(Value::Bytes(bytes)) => query.bind(bytes),
            // SQLite has no arrays, and nobody makes one for it.
            _ => query.bind(None::<String>),
        };
    }
    query
}

pub(crate) fn postgres(text: String, binds: Vec<Bind>) -> Query<'static, Postgres, PgArguments> {
    let mut query = sqlx::query::<Postgres>(AssertSqlSafe(text)).persistent(false);
    for bind in binds {
        query = match bind {
            Bind::One(Value::Null) => query.bind(None::<String>),
            Bind::One(Value::Text(text)) => query.bind(text),
            Bind::One(Value::Bytes(bytes)) => query.bind(bytes),
            Bind::Small(all) => query.bind(all),
            Bind::Whole(all) => query.bind(all),
            Bind::Big(all) => query.bind(all),
            Bind::Ids(all) => query.bind(all),
            Bind::Texts(all) => query.bind(all),
        };
    }
    query
}
