//! `habeas ledger verify`: what it ends with after each way in which a ledger can be tampered with.

use std::{fs, path::Path};

use chrono::TimeDelta;
use habeas_domain::{actor::Actor, role::Act};
use habeas_ledger::{
    Keys, Ledger,
    audit::{self, Entry, Sequencer},
    time::{Clock, Dice},
};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{Said, company, configuration, habeas};

/// Appends lines to a ledger, and chains them as the program does.
async fn written(folder: &Path, lines: usize) {
    let dice = Dice::system();
    let clock = Clock::System;
    let url = format!("sqlite:{}", folder.join("ledger.sqlite").display());
    let ledger = Ledger::open(&url).await.unwrap();
    ledger.migrate().await.unwrap();
    let keys = Keys::open(&folder.join("master.key"), &dice).unwrap();
    for _ in 0..lines {
        let entry = Entry::new(&keys, &Actor::System, Act::Run);
        let mut tx = ledger.begin().await.unwrap();
        let now = clock.now();
        audit::append(&mut tx, &dice, &entry, now).await.unwrap();
        tx.commit().await.unwrap();
    }
    // The lease of an earlier one counts for seconds: this one comes after it.
    let later = Clock::fixed(clock.now() + TimeDelta::minutes(1));
    fs::create_dir_all(folder.join("data")).unwrap();
    let file = folder.join("data/checkpoints.jsonl");
    let sequencer = Sequencer::new(ledger.clone(), keys, (later, dice), file);
    sequencer.sequence().await.unwrap();
    tampered(folder, "delete from lease").await;
    if let Ledger::Sqlite { writer, readers } = ledger {
        writer.close().await;
        readers.close().await;
    }
}

/// Statements past the program.
async fn tampered(folder: &Path, sql: &str) {
    let options = SqliteConnectOptions::new().filename(folder.join("ledger.sqlite"));
    let mut db = SqliteConnection::connect_with(&options).await.unwrap();
    let sql = AssertSqlSafe(sql.to_owned());
    sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
    db.close().await.unwrap();
}

/// The database as it is now, and back.
async fn copied(folder: &Path, to: &Path) {
    tampered(folder, &format!("vacuum into '{}'", to.display())).await;
}

fn restored(folder: &Path, from: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _absent = fs::remove_file(folder.join(format!("ledger.sqlite{ending}")));
    }
    fs::copy(from, folder.join("ledger.sqlite")).unwrap();
}

#[tokio::test]
async fn the_ledger_is_verified_with_a_code_for_each_way_to_change_it() {
    let (folder, map) = company().await;
    let folder = folder.path();
    let config = folder.join("habeas.toml");
    fs::write(&config, configuration(&map)).unwrap();
    let config = config.to_str().unwrap();
    let verify = || habeas(&["ledger", "verify", "--config", config]);
    let ends = |said: &Said, code: i32, with: &str| {
        assert_eq!(said.code, Some(code), "{}", said.all);
        assert!(said.all.contains(with), "{}", said.all);
    };
    ends(&verify(), 0, "Whole: 0 lines.");
    written(folder, 4).await;
    let earlier = folder.join("earlier.sqlite");
    copied(folder, &earlier).await;
    written(folder, 4).await;
    ends(&verify(), 0, "Whole: 8 lines.");
    ends(&verify(), 0, "Not covered");
    let good = folder.join("good.sqlite");
    copied(folder, &good).await;

    let swapped = "update audit set number = 99 where number = 2; \
                   update audit set number = 2 where number = 3; \
                   update audit set number = 3 where number = 99";
    for (sql, code, with) in [
        (
            "update audit set body = replace(body, 'system', 'officer') where number = 3",
            3,
            "BROKEN: line 3",
        ),
        ("delete from audit where number = 2", 3, "BROKEN: line 2"),
        (swapped, 3, "BROKEN: line 2"),
        (
            "delete from audit where number > 6; delete from checkpoint where number > 6",
            4,
            "TRUNCATED: lines end at 6, and 8 were signed",
        ),
    ] {
        tampered(folder, sql).await;
        ends(&verify(), code, with);
        restored(folder, &good);
        ends(&verify(), 0, "Whole: 8 lines.");
    }

    // An earlier copy of the database holds in itself; the checkpoints outside say what it lacks.
    restored(folder, &earlier);
    ends(&verify(), 4, "TRUNCATED: lines end at 4, and 8 were signed");
    let outside = folder.join("data/checkpoints.jsonl");
    let elsewhere = folder.join("elsewhere.jsonl");
    fs::rename(&outside, &elsewhere).unwrap();
    ends(&verify(), 5, "NOTHING OUTSIDE");
    let given = |file: &Path| {
        let file = file.to_str().unwrap();
        habeas(&[
            "ledger",
            "verify",
            "--checkpoints",
            file,
            "--config",
            config,
        ])
    };
    ends(&given(&elsewhere), 4, "TRUNCATED");
    ends(&given(&outside), 1, "holds no checkpoint");
    // And what is written on top of the copy does not cover it up.
    written(folder, 6).await;
    ends(&given(&elsewhere), 3, "BROKEN");
}
