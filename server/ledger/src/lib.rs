//! Habeas's own database: rows, SQL, migrations, jobs, audit chain, on SQLite and PostgreSQL.
