//! The real process.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use tokio::sync::mpsc;

use crate::company::Company;

/// How long it may take to come to a point.
const PATIENCE: Duration = Duration::from_secs(60);

/// `habeas work`, with what it says.
pub struct Program {
    child: Child,
    said: mpsc::UnboundedReceiver<String>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _dead_already = self.child.kill();
        let _dead_already = self.child.wait();
    }
}

impl Program {
    /// Starts the jobs of a company, to stop at a point if one is given.
    pub fn work(company: &Company, stop_at: Option<&str>) -> Self {
        Self::start(company, stop_at.map(|point| ("HABEAS_STOP_AT", point)))
    }

    /// Starts the jobs of a company, with one variable in its environment.
    pub fn start(company: &Company, variable: Option<(&str, &str)>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
        command
            .arg("work")
            .arg("--config")
            .arg(company.config())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if let Some((name, value)) = variable {
            command.env(name, value);
        }
        if let Some(few) = company.few {
            command.env("HABEAS_ERASE_ROWS", few);
        }
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap());
        let (tell, said) = mpsc::unbounded_channel();
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, said }
    }

    /// What `habeas ledger verify` says.
    pub fn verify_ledger(company: &Company) -> String {
        let said = Command::new(env!("CARGO_BIN_EXE_habeas"))
            .args(["ledger", "verify", "--config"])
            .arg(company.config())
            .output()
            .unwrap();
        String::from_utf8_lossy(&said.stdout).into_owned()
    }

    /// Waits until it stands still at its point.
    pub async fn until_stopped(mut self) -> Stopped {
        let mut all = Vec::new();
        let there = async {
            while let Some(line) = self.said.recv().await {
                if line.starts_with("stopped at ") {
                    return true;
                }
                all.push(line);
            }
            false
        };
        let there = tokio::time::timeout(PATIENCE, there).await == Ok(true);
        assert!(there, "it never came there:\n{}", all.join("\n"));
        Stopped(self)
    }

    /// `kill -9`.
    pub fn kill(self) {
        drop(self);
    }

    /// Whether it has ended by itself.
    pub fn is_over(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }
}

/// A process that stands still.
pub struct Stopped(Program);

impl Stopped {
    /// `kill -9`.
    pub fn kill(self) {
        self.0.kill();
    }

    /// Lets one go on that has stopped itself (`HABEAS_PAUSE_AT`).
    pub fn go_on(self) -> Program {
        let id = self.0.child.id().to_string();
        let told = Command::new("kill").args(["-CONT", &id]).status();
        assert!(told.unwrap().success());
        self.0
    }
}
