//! Where older copies of what was erased may still be: backups, logs, pages that a database server
//! has freed and not overwritten. Each with the day after which they are gone, as the map says it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::map::{Period, Store, StoreKind};

/// One kind of older copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remain {
    /// Which.
    pub what: RemainKind,
    /// The day after which they are gone; none where the map does not say.
    pub until: Option<NaiveDate>,
}

/// Where older copies are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemainKind {
    /// Backups.
    Backups,
    /// Logs of the system.
    Logs,
    /// Pages that were freed and not yet overwritten.
    FreePages,
}

impl RemainKind {
    /// Its name in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Backups => "backups",
            Self::Logs => "logs",
            Self::FreePages => "free-pages",
        }
    }
}

/// What remains of a store from which something was erased that day.
pub(super) fn of(store: &Store, scrubbed: bool, day: NaiveDate) -> Vec<Remain> {
    let said = store.remains.clone().unwrap_or_default();
    let until = |period: Option<Period>| period.and_then(|period| period.after(day));
    let mut remains = vec![Remain {
        what: RemainKind::Backups,
        until: until(said.backups),
    }];
    // Files are gone when they are gone; a database keeps what it freed for a while.
    let database = match store.kind {
        StoreKind::Sqlite => !scrubbed,
        StoreKind::Postgres => true,
        StoreKind::Objects => false,
    };
    if database || said.logs.is_some() {
        remains.push(Remain {
            what: RemainKind::Logs,
            until: until(said.logs),
        });
    }
    if database {
        remains.push(Remain {
            what: RemainKind::FreePages,
            until: until(said.free_pages),
        });
    }
    remains
}
