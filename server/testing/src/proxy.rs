//! What lies between a program and a database server, and can go wrong: a relay on this machine
//! that a test makes slow, silent or absent.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::Result;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf},
    net::{TcpListener, TcpStream, UnixStream},
    sync::watch,
};

/// How the relay behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    /// All goes through.
    Fair,
    /// All goes through, each piece so much later.
    Slow(Duration),
    /// Connections are taken and kept, and nothing goes through: half-open.
    Silent,
    /// Connections are refused, and those that were open are cut.
    Down,
}

/// A relay to a PostgreSQL server. It ends with the test.
#[derive(Debug)]
pub struct Relay {
    port: u16,
    weather: watch::Sender<Weather>,
    /// How many connections were begun.
    taken: Arc<Mutex<u32>>,
}

impl Relay {
    pub(crate) async fn to(socket: PathBuf) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let (weather, seen) = watch::channel(Weather::Fair);
        let taken = Arc::new(Mutex::new(0));
        let count = taken.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                *count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                tokio::spawn(serve(client, socket.clone(), seen.clone()));
            }
        });
        Ok(Self {
            port,
            weather,
            taken,
        })
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// How many connections were begun so far.
    pub fn taken(&self) -> u32 {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on it behaves so.
    pub fn set(&self, weather: Weather) {
        self.weather.send_replace(weather);
    }
}

async fn serve(client: TcpStream, socket: PathBuf, mut weather: watch::Receiver<Weather>) {
    if *weather.borrow_and_update() == Weather::Down {
        return;
    }
    let Ok(server) = UnixStream::connect(socket).await else {
        return;
    };
    let (from_client, to_client) = tokio::io::split(client);
    let (from_server, to_server) = tokio::io::split(server);
    let there = pass(from_client, to_server, weather.clone());
    let back = pass(from_server, to_client, weather.clone());
    let down = weather.wait_for(|weather| *weather == Weather::Down);
    tokio::select! {
        () = there => {}
        () = back => {}
        _ = down => {}
    }
}

async fn pass<R, W>(
    mut from: ReadHalf<R>,
    mut to: WriteHalf<W>,
    mut weather: watch::Receiver<Weather>,
) where
    R: AsyncReadExt + tokio::io::AsyncRead,
    W: AsyncWriteExt + tokio::io::AsyncWrite,
{
    let mut piece = vec![0; 16 * 1024];
    loop {
        let Ok(length @ 1..) = from.read(&mut piece).await else {
            return;
        };
        let now = *weather.borrow_and_update();
        match now {
            Weather::Slow(by) => tokio::time::sleep(by).await,
            Weather::Silent => {
                let over = weather.wait_for(|weather| *weather != Weather::Silent);
                // What was held back when the line is cut never arrives.
                if over.await.is_err() || *weather.borrow() == Weather::Down {
                    return;
                }
            }
            Weather::Down => return,
            Weather::Fair => {}
        }
        if to.write_all(&piece[..length]).await.is_err() {
            return;
        }
    }
}
