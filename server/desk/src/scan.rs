//! Having a file looked into before it is taken: by clamd, over a socket of this machine or
//! network. What does not answer has not said "clean".

use std::{path::PathBuf, str::FromStr, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Where the scanner listens (`[uploads] scan`): `tcp:HOST:PORT` or `unix:PATH`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanner {
    /// A network address.
    Tcp(String),
    /// A socket file.
    Unix(PathBuf),
}

/// The text is no address of a scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither tcp:HOST:PORT nor unix:PATH")]
pub struct NotAScanner;

impl FromStr for Scanner {
    type Err = NotAScanner;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("tcp", address)) if address.contains(':') => Ok(Self::Tcp(address.to_owned())),
            Some(("unix", path)) if !path.is_empty() => Ok(Self::Unix(path.into())),
            _ => Err(NotAScanner),
        }
    }
}

/// What the scanner said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scan {
    Clean,
    Unsafe,
    NoAnswer,
}

/// How long it may take.
const LONGEST: Duration = Duration::from_secs(15);
/// What is sent at once.
const PART: usize = 64 * 1024;

/// Asks by clamd's INSTREAM: parts with their length in front, an empty one ends it.
pub(crate) async fn ask(scanner: &Scanner, content: &[u8]) -> Scan {
    let asked = timeout(LONGEST, async {
        match scanner {
            Scanner::Tcp(address) => talk(TcpStream::connect(address).await?, content).await,
            #[cfg(unix)]
            Scanner::Unix(path) => {
                talk(tokio::net::UnixStream::connect(path).await?, content).await
            }
            #[cfg(not(unix))]
            Scanner::Unix(_) => Err(std::io::ErrorKind::Unsupported.into()),
        }
    });
    match asked.await {
        Ok(Ok(said)) if said.ends_with(" OK") => Scan::Clean,
        Ok(Ok(said)) if said.ends_with(" FOUND") => Scan::Unsafe,
        Ok(Ok(_)) => {
            tracing::error!("the scanner of uploads gave an answer that is none");
            Scan::NoAnswer
        }
        Ok(Err(error)) => {
            tracing::error!(%error, "the scanner of uploads cannot be asked");
            Scan::NoAnswer
        }
        Err(_) => {
            tracing::error!("the scanner of uploads did not answer in time");
            Scan::NoAnswer
        }
    }
}

async fn talk(
    mut socket: impl AsyncRead + AsyncWrite + Unpin,
    content: &[u8],
) -> std::io::Result<String> {
    socket.write_all(b"zINSTREAM\0").await?;
    for part in content.chunks(PART) {
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        socket.write_all(&length.to_be_bytes()).await?;
        socket.write_all(part).await?;
    }
    socket.write_all(&[0; 4]).await?;
    socket.flush().await?;
    let mut said = Vec::new();
    socket.take(4096).read_to_end(&mut said).await?;
    let said = String::from_utf8_lossy(&said);
    Ok(said.trim_end_matches(['\0', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::Scanner;

    #[test]
    fn an_address_names_its_kind() {
        let tcp = "tcp:127.0.0.1:3310".parse();
        assert_eq!(tcp, Ok(Scanner::Tcp("127.0.0.1:3310".into())));
        let unix = "unix:/run/clamd.sock".parse();
        assert_eq!(unix, Ok(Scanner::Unix("/run/clamd.sock".into())));
        for text in ["", "clamd", "tcp:nowhere", "unix:", "http://scan.example"] {
            assert!(text.parse::<Scanner>().is_err(), "{text}");
        }
    }
}
