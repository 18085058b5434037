//! The same kind of company on PostgreSQL with another schema: the fixture by which the same
//! code is shown to work on stores it has never seen.

/// Tables and rows of the fixture, for an empty database; needs no extension.
pub fn postgres_schema() -> &'static str {
    include_str!("postgres.sql")
}

/// The map of [`postgres_schema`].
pub fn postgres_map() -> &'static str {
    include_str!("../postgres.map.yaml")
}
