//! A mail server on a socket, for tests only: it speaks SMTP (RFC 5321) to whoever connects,
//! keeps what it took, and does what the address asks of it.
//!
//! `refused…@` is refused for good (550). `later…@` is put off once (450). `dropped…@` loses the
//! connection once, after the mail was sent and before it is taken.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Result;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A running server; it ends with this value.
#[derive(Debug)]
pub struct Smtp {
    /// Where it listens.
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

/// A mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What MAIL FROM said.
    pub from: String,
    /// What RCPT TO said.
    pub to: Vec<String>,
    /// Header and body as they came, lines ended by CR LF.
    pub data: String,
}

#[derive(Debug, Default)]
struct State {
    received: Vec<Received>,
    tries: BTreeMap<String, u32>,
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Smtp {
    /// Starts one on a free port.
    ///
    /// # Errors
    /// Where there is no port.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let state = Arc::new(Mutex::new(State::default()));
        let shared = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = shared.clone();
                // A client that hangs up is no fault of the server.
                tokio::spawn(async move { drop(talk(stream, &shared).await) });
            }
        });
        Ok(Self {
            address,
            state,
            task,
        })
    }

    /// What it took, in order.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }

    /// How often somebody tried to reach an address.
    pub fn tries(&self, to: &str) -> u32 {
        lock(&self.state).tries.get(to).copied().unwrap_or_default()
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One conversation.
async fn talk(stream: TcpStream, state: &Mutex<State>) -> Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 test ESMTP\r\n").await?;
    let (mut from, mut to) = (String::new(), Vec::<String>::new());
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let verb = line
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-test\r\n250-8BITMIME\r\n250 SMTPUTF8",
            "HELO" | "NOOP" => "250 test",
            "MAIL" => {
                from = path(line);
                to.clear();
                "250 ok"
            }
            "RCPT" => {
                let address = path(line);
                let tries = {
                    let mut state = lock(state);
                    let tries = state.tries.entry(address.clone()).or_default();
                    *tries += 1;
                    *tries
                };
                if address.starts_with("refused") {
                    "550 5.1.1 no such mailbox"
                } else if address.starts_with("later") && tries == 1 {
                    "450 4.2.1 come back"
                } else {
                    to.push(address);
                    "250 ok"
                }
            }
            "DATA" if to.is_empty() => "503 nobody to send to",
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let data = data(&mut stream).await?;
                let drops = |to: &String| to.starts_with("dropped");
                let lost = to
                    .first()
                    .is_some_and(|to| drops(to) && lock(state).tries.get(to) == Some(&1));
                if lost {
                    return Ok(());
                }
                lock(state).received.push(Received {
                    from: from.clone(),
                    to: to.clone(),
                    data,
                });
                "250 taken"
            }
            "RSET" => {
                to.clear();
                "250 ok"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "502 not here",
        };
        stream.write_all(answer.as_bytes()).await?;
        stream.write_all(b"\r\n").await?;
    }
}

/// What stands between `<` and `>`.
fn path(line: &str) -> String {
    let inner = line.split_once('<').map_or("", |(_, rest)| rest);
    inner.split('>').next().unwrap_or_default().to_owned()
}

/// The mail up to the line with a dot, its doubled dots undone.
async fn data(stream: &mut BufReader<TcpStream>) -> Result<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line.trim_end() == "." {
            return Ok(data);
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
