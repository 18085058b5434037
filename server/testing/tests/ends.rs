//! No server outlives the tests that started it, not even when they are killed.

use std::{
    env,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

/// Says that this process is the one that is killed.
const KILLED: &str = "HABEAS_TESTING_KILLED";
/// What it says before the address.
const SAYS: &str = "address: ";

#[tokio::test]
async fn a_server_ends_with_a_killed_process() -> Result<()> {
    if env::var_os(KILLED).is_some() {
        println!(
            "\n{SAYS}{}",
            habeas_testing::postgres().await?.url("postgres")
        );
        return std::future::pending().await;
    }
    let mut tests = Command::new(env::current_exe()?)
        .args([
            "--exact",
            "a_server_ends_with_a_killed_process",
            "--nocapture",
        ])
        .env(KILLED, "yes")
        .stdout(Stdio::piped())
        .spawn()?;
    let said = BufReader::new(tests.stdout.take().context("its output")?);
    let url = said
        .lines()
        .map_while(|line| line.ok())
        .find_map(|line| line.strip_prefix(SAYS).map(str::to_owned))
        .context("no server was started")?;
    let folder = url
        .rsplit_once("?host=")
        .map(|(_, folder)| PathBuf::from(folder));
    let folder = folder.context("the address names no folder")?;
    ensure!(folder.join("data/postmaster.pid").exists());
    tests.kill()?;
    tests.wait()?;
    for _ in 0..200 {
        if !folder.exists() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("{} is still there", folder.display())
}
