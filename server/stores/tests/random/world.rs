//! What a case is made of: tables with their rows, and what the map says of them.

use chrono::NaiveDate;
use habeas_domain::{
    identity::Identity,
    map::{DataMap, parse},
};
use serde_json::{Map, Value as Json, json};

/// A value as text, or NULL.
pub type Cell = Option<String>;
pub type Row = Vec<Cell>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Integer,
    Text,
    Date,
}

/// What erasure does to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Keep,
    Null,
    Constant,
    Pseudonym,
    Year,
    Postcode,
}

pub const CONSTANT: &str = "erased";
pub const STORES: [&str; 2] = ["shop", "desk"];
pub const GROUNDS: [&str; 2] = ["tax", "claims"];

#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    /// The type as declared, where it is not the plain one of its kind.
    pub declared: Option<&'static str>,
    pub not_null: bool,
    pub unique: bool,
    pub rule: Rule,
    /// Whether the map describes it; what nobody described may never change.
    pub mapped: bool,
    /// Whether it holds what people say, and no link or key leans on it.
    pub plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDelete {
    NoAction,
    Restrict,
    Cascade,
    SetNull,
}

/// Points at another table: at its key, or at a column that is unique.
#[derive(Debug, Clone)]
pub struct ForeignKey {
    pub columns: Vec<usize>,
    pub to: usize,
    pub to_columns: Vec<usize>,
    pub on_delete: OnDelete,
    /// ON UPDATE CASCADE.
    pub follows: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    OwnedBy,
    Owns,
    Refers,
}

#[derive(Debug, Clone)]
pub struct Link {
    pub to: usize,
    /// Columns here and there.
    pub pairs: Vec<(usize, usize)>,
    pub kind: LinkKind,
    pub when: Option<(usize, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erase {
    Delete,
    Anonymise,
    Keep,
}

#[derive(Debug, Clone)]
pub struct Table {
    pub name: String,
    /// In which of the two stores it is.
    pub store: usize,
    /// Whether the map knows it.
    pub mapped: bool,
    pub columns: Vec<Column>,
    pub key: Vec<usize>,
    /// Whether the key is the primary key, and not merely unique.
    pub primary: bool,
    /// What follows the definition: `STRICT`, `WITHOUT ROWID`.
    pub options: &'static str,
    pub identities: Vec<(usize, &'static str)>,
    pub links: Vec<Link>,
    pub foreign_keys: Vec<ForeignKey>,
    pub erase: Erase,
    /// The date that retention counts from, and the ground.
    pub retention: Option<(usize, &'static str)>,
    pub rows: Vec<Row>,
}

impl Table {
    pub fn finds_people(&self) -> bool {
        !self.identities.is_empty()
    }

    /// What a row holds in some columns.
    pub fn of(&self, columns: &[usize], row: &Row) -> Row {
        columns.iter().map(|at| row[*at].clone()).collect()
    }

    pub fn key_of(&self, row: &Row) -> Row {
        self.key.iter().map(|at| row[*at].clone()).collect()
    }
}

#[derive(Debug, Clone)]
pub struct World {
    pub engine: Engine,
    pub tables: Vec<Table>,
    pub who: Vec<Identity>,
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
}

impl World {
    /// The map in YAML (of which JSON is a part).
    pub fn yaml(&self) -> String {
        let stores: Vec<Json> = (0..STORES.len())
            .filter(|store| self.tables_of(*store).any(|(_, table)| table.mapped))
            .map(|store| self.store(store))
            .collect();
        let map = json!({
            "habeas": 1,
            "version": "random",
            "controller": { "name": "T", "address": "S", "email": "p@t.example", "country": "IE",
                            "authority": "DPC" },
            "grounds": { "tax": { "label": "Tax", "law": "TCA" },
                         "claims": { "label": "Claims", "law": "SoL" } },
            "stores": stores,
        });
        map.to_string()
    }

    pub fn map(&self) -> DataMap {
        parse(&self.yaml()).unwrap()
    }

    pub fn tables_of(&self, store: usize) -> impl Iterator<Item = (usize, &Table)> {
        let tables = self.tables.iter().enumerate();
        tables.filter(move |(_, table)| table.store == store)
    }

    /// The collection's id differs from the table's name.
    pub fn id(at: usize) -> String {
        format!("c{at}")
    }

    /// The engine of a store: the second is always an SQLite file.
    pub fn engine(&self, store: usize) -> Engine {
        if store == 0 {
            self.engine
        } else {
            Engine::Sqlite
        }
    }

    fn store(&self, store: usize) -> Json {
        let kind = match self.engine(store) {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        };
        let tables: Vec<Json> = (0..self.tables.len())
            .filter(|at| self.tables[*at].store == store && self.tables[*at].mapped)
            .map(|at| self.collection(at))
            .collect();
        let id = STORES[store];
        json!({ "id": id, "kind": kind, "label": "S", "connect": format!("env:{id}"),
                "collections": tables })
    }

    fn collection(&self, at: usize) -> Json {
        let table = &self.tables[at];
        let name = |column: &usize| table.columns[*column].name.clone();
        let mut json = json!({
            "id": Self::id(at),
            "table": table.name,
            "meaning": "m", "label": "L", "describe": "D",
            "key": table.key.iter().map(name).collect::<Vec<_>>(),
            "erase": match table.erase {
                Erase::Delete => "delete",
                Erase::Anonymise => "anonymise",
                Erase::Keep => "keep",
            },
            "identities": table.identities.iter()
                .map(|(column, kind)| (name(column), json!({ "kind": kind })))
                .collect::<Map<String, Json>>(),
            "links": table.links.iter().map(|link| self.link(table, link)).collect::<Vec<_>>(),
            "fields": table.columns.iter().filter(|column| column.mapped)
                .map(|column| field(column, table.erase)).collect::<Vec<_>>(),
        });
        if table.erase == Erase::Keep {
            json["ground"] = json!(GROUNDS[0]);
        }
        if let Some((column, ground)) = &table.retention {
            json["keep"] = json!({ "ground": ground, "for": "P10Y", "from": name(column) });
        }
        json
    }

    fn link(&self, from: &Table, link: &Link) -> Json {
        let to = &self.tables[link.to];
        let fields: Map<String, Json> = link
            .pairs
            .iter()
            .map(|(here, there)| {
                let there = json!(to.columns[*there].name);
                (from.columns[*here].name.clone(), there)
            })
            .collect();
        let mut json = json!({
            "to": format!("{}.{}", STORES[to.store], Self::id(link.to)),
            "fields": fields,
            "type": match link.kind {
                LinkKind::OwnedBy => "owned-by",
                LinkKind::Owns => "owns",
                LinkKind::Refers => "refers",
            },
        });
        if let Some((column, constant)) = &link.when {
            json["where"] = json!({ from.columns[*column].name.clone(): constant });
        }
        json
    }
}

fn field(column: &Column, erase: Erase) -> Json {
    let mut json = json!({ "name": column.name, "category": "user", "label": "F", "until": "u" });
    if erase == Erase::Anonymise {
        json["erase"] = match column.rule {
            Rule::Keep => json!("keep"),
            Rule::Null => Json::Null,
            Rule::Constant => json!({ "constant": CONSTANT }),
            Rule::Pseudonym => json!("pseudonym"),
            Rule::Year => json!({ "date": "year" }),
            Rule::Postcode => json!({ "postcode": 3 }),
        };
    }
    json
}
