//! A small company in three stores, quick to make: a shop on SQLite or PostgreSQL, a list of
//! contacts on SQLite, documents in a folder that are found by way of the shop. Maria is the one
//! who asks; every record of Ben says so.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use sqlx::{
    AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection, sqlite::SqliteConnectOptions,
};

const SHOP: &str = "
CREATE TABLE customers (id INTEGER PRIMARY KEY, email VARCHAR(60) NOT NULL, name TEXT, phone TEXT,
  news INTEGER NOT NULL DEFAULT 1);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id),
  note TEXT);
CREATE TABLE letters (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id),
  body TEXT NOT NULL);
INSERT INTO customers VALUES (1, 'maria@example.com', 'Maria Keane', '+353 1 555 0101', 1),
  (2, 'ben@example.com', 'ben', '+353 1 555 0102', 1);
INSERT INTO orders VALUES (11, 1, 'for Maria'), (12, 1, 'leave at the door, Maria'), (21, 2, 'ben');
INSERT INTO letters VALUES (111, 1, 'Dear Maria'), (112, 1, 'Dear Maria again'), (121, 2, 'Dear ben');
";
const CONTACTS: &str = "
CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT, name TEXT);
INSERT INTO contacts VALUES (1, 'maria@example.com', 'Maria Keane'), (2, 'Maria@Example.com', 'Maria K.'),
  (3, 'ben@example.com', 'ben');
";
const FILES: [&str; 4] = ["1/march", "1/april", "1/may", "2/march"];

/// The company.
#[derive(Debug, Clone)]
pub struct Small {
    folder: PathBuf,
    /// Where the shop is, if it is on PostgreSQL.
    shop: Option<String>,
}

impl Small {
    /// The address by which Maria is known.
    pub const EMAIL: &str = "maria@example.com";
    /// Her number.
    pub const NUMBER: &str = "1";

    /// Makes it in a folder; the shop in an empty PostgreSQL database, if one is given.
    ///
    /// # Errors
    /// Where a database or the folder cannot be written.
    pub async fn new(folder: &Path, shop: Option<&str>) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let small = Self {
            folder: folder.to_owned(),
            shop: shop.map(str::to_owned),
        };
        small.shop(SHOP).await?;
        small.contacts(CONTACTS).await?;
        for file in FILES {
            let path = folder.join(format!("files/invoices/{file}.pdf"));
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, file)?;
        }
        small.reach_shop_at(shop.unwrap_or("shop.sqlite"))?;
        fs::write(small.map_path(), small.map())?;
        Ok(small)
    }

    /// One that was made before, or a copy of it, with the shop on SQLite.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            shop: None,
        }
    }

    /// From now on whoever opens the map finds the shop there.
    ///
    /// # Errors
    /// Where the file of the address cannot be written.
    pub fn reach_shop_at(&self, address: &str) -> Result<()> {
        Ok(fs::write(self.folder.join("shop.url"), address)?)
    }

    /// Where the map lies.
    pub fn map_path(&self) -> PathBuf {
        self.folder.join("small.map.yaml")
    }

    /// The map.
    pub fn map(&self) -> String {
        let kind = if self.shop.is_some() {
            "postgres"
        } else {
            "sqlite"
        };
        include_str!("small.map.yaml").replace("$KIND", kind)
    }

    /// Statements past the program, in the shop.
    ///
    /// # Errors
    /// Where it refuses.
    pub async fn shop(&self, sql: &str) -> Result<()> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.shop {
            Some(url) => {
                let mut shop = PgConnection::connect(url).await?;
                sqlx::raw_sql(sql).execute(&mut shop).await?;
                shop.close().await?;
            }
            None => {
                let mut shop = self.sqlite("shop.sqlite").await?;
                sqlx::raw_sql(sql).execute(&mut shop).await?;
                shop.close().await?;
            }
        }
        Ok(())
    }

    /// Statements past the program, in the contacts.
    ///
    /// # Errors
    /// Where they refuse.
    pub async fn contacts(&self, sql: &str) -> Result<()> {
        let mut contacts = self.sqlite("contacts.sqlite").await?;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
            .execute(&mut contacts)
            .await?;
        Ok(contacts.close().await?)
    }

    async fn sqlite(&self, file: &str) -> Result<SqliteConnection> {
        let options = SqliteConnectOptions::new()
            .filename(self.folder.join(file))
            .create_if_missing(true)
            .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal);
        Ok(SqliteConnection::connect_with(&options).await?)
    }

    /// Every row and every file, as text.
    ///
    /// # Errors
    /// Where a store does not answer.
    pub async fn everything(&self) -> Result<BTreeSet<String>> {
        let mut lines = BTreeSet::new();
        let mut contacts = self.sqlite("contacts.sqlite").await?;
        let one = "SELECT 'contacts|' || id || '|' || coalesce(email, '') || '|' || coalesce(name, '') FROM contacts";
        lines.extend(texts(sqlx::query(one).fetch_all(&mut contacts).await?));
        contacts.close().await?;
        let shop = [
            "SELECT 'customers|' || id || '|' || email || '|' || coalesce(name, '') || '|' || coalesce(phone, '') FROM customers",
            "SELECT 'orders|' || id || '|' || customer_id || '|' || coalesce(note, '') FROM orders",
            "SELECT 'letters|' || id || '|' || customer_id || '|' || body FROM letters",
        ];
        for sql in shop {
            match &self.shop {
                Some(url) => {
                    let mut shop = PgConnection::connect(url).await?;
                    let rows = sqlx::query(sql).fetch_all(&mut shop).await?;
                    lines.extend(rows.iter().map(|row| row.get::<String, _>(0)));
                    shop.close().await?;
                }
                None => {
                    let mut shop = self.sqlite("shop.sqlite").await?;
                    lines.extend(texts(sqlx::query(sql).fetch_all(&mut shop).await?));
                    shop.close().await?;
                }
            }
        }
        for file in FILES {
            if self
                .folder
                .join(format!("files/invoices/{file}.pdf"))
                .exists()
            {
                lines.insert(format!("files|{file}"));
            }
        }
        Ok(lines)
    }

    /// Every row and every file of Ben's.
    ///
    /// # Errors
    /// As [`Small::everything`].
    pub async fn others(&self) -> Result<BTreeSet<String>> {
        let mut lines = self.everything().await?;
        lines.retain(|line| line.contains("ben") || line.starts_with("files|2/"));
        Ok(lines)
    }
}

fn texts(rows: Vec<sqlx::sqlite::SqliteRow>) -> Vec<String> {
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}
