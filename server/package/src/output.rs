//! Bytes into the zip: each entry hashed as it is written, and the zip as a whole.
//!
//! Deflating costs more than everything else together, so it has a thread of its own: records are
//! read and written down while those before them are still made smaller. What is on the way
//! between the two is bounded.

use std::{
    io::{self, Read, Write},
    mem,
    sync::mpsc::{self, SyncSender},
    thread::{self, JoinHandle},
};

use sha2::{Digest, Sha256};
use zip::{
    CompressionMethod, DateTime, ZipWriter,
    result::{ZipError, ZipResult},
    write::SimpleFileOptions,
};

use crate::manifest::FileEntry;

/// Hashes and counts what goes through it.
pub(crate) struct Tally<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Tally<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// So many bytes go over at once.
const BLOCK: usize = 128 * 1024;
/// So many blocks wait at most.
const WAITING: usize = 4;

/// What the other thread does.
enum Order {
    Start(String),
    Write(Vec<u8>),
    Finish,
}

/// The zip, one entry at a time.
pub(crate) struct Output<W> {
    orders: SyncSender<Order>,
    /// Gone once it has ended.
    zipping: Option<JoinHandle<ZipResult<Option<Whole<W>>>>>,
    block: Vec<u8>,
    hash: Sha256,
    bytes: u64,
    path: String,
}

/// What the whole zip came to.
pub(crate) struct Whole<W> {
    pub out: W,
    pub sha256: String,
    pub bytes: u64,
}

impl<W: Write + Send + 'static> Output<W> {
    pub fn new(out: W) -> Self {
        let (orders, incoming) = mpsc::sync_channel(WAITING);
        Self {
            orders,
            zipping: Some(thread::spawn(move || zip(out, incoming))),
            block: Vec::with_capacity(BLOCK),
            hash: Sha256::new(),
            bytes: 0,
            path: String::new(),
        }
    }

    /// Begins an entry.
    pub fn start(&mut self, path: &str) -> ZipResult<()> {
        self.hash = Sha256::new();
        self.bytes = 0;
        path.clone_into(&mut self.path);
        self.order(Order::Start(path.to_owned()))
    }

    /// Ends the entry.
    pub fn end(&mut self, media_type: &str) -> ZipResult<FileEntry> {
        self.pass_on()?;
        Ok(FileEntry {
            path: mem::take(&mut self.path),
            sha256: hex::encode(mem::take(&mut self.hash).finalize()),
            bytes: self.bytes,
            media_type: media_type.to_owned(),
            rows: None,
            schema: None,
            original: None,
        })
    }

    /// A whole entry from a reader.
    pub fn copy(
        &mut self,
        path: &str,
        media_type: &str,
        mut from: impl Read,
    ) -> ZipResult<FileEntry> {
        self.start(path)?;
        io::copy(&mut from, self)?;
        self.end(media_type)
    }

    /// A whole entry that is at hand.
    pub fn whole(&mut self, path: &str, media_type: &str, bytes: &[u8]) -> ZipResult<FileEntry> {
        self.copy(path, media_type, bytes)
    }

    /// Writes the zip's directory.
    pub fn finish(mut self) -> ZipResult<Whole<W>> {
        self.order(Order::Finish)?;
        match self.ended()? {
            Some(whole) => Ok(whole),
            None => Err(io::Error::from(io::ErrorKind::BrokenPipe).into()),
        }
    }

    fn order(&mut self, order: Order) -> ZipResult<()> {
        match self.orders.send(order) {
            Ok(()) => Ok(()),
            // It ended before its time, and says why.
            Err(_) => match self.ended() {
                Ok(_) => Err(io::Error::from(io::ErrorKind::BrokenPipe).into()),
                Err(error) => Err(error),
            },
        }
    }

    fn ended(&mut self) -> ZipResult<Option<Whole<W>>> {
        match self.zipping.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(_)) | None => Err(io::Error::from(io::ErrorKind::BrokenPipe).into()),
        }
    }

    fn pass_on(&mut self) -> ZipResult<()> {
        if self.block.is_empty() {
            return Ok(());
        }
        let block = mem::replace(&mut self.block, Vec::with_capacity(BLOCK));
        self.order(Order::Write(block))
    }
}

impl<W: Write + Send + 'static> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(BLOCK - self.block.len());
        self.block.extend_from_slice(&bytes[..taken]);
        self.hash.update(&bytes[..taken]);
        self.bytes += taken as u64;
        if self.block.len() == BLOCK {
            // A full disk stays one, by its own name.
            self.pass_on().map_err(|error| match error {
                ZipError::Io(error) => error,
                other => other.into(),
            })?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        // What is in hand goes over when the entry ends.
        Ok(())
    }
}

/// Makes the zip, until its end; nothing where nobody asked for one.
fn zip<W: Write>(out: W, orders: mpsc::Receiver<Order>) -> ZipResult<Option<Whole<W>>> {
    // Time and rights are fixed, so that equal data gives equal bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .large_file(true);
    let mut zip = ZipWriter::new_stream(Tally {
        out,
        hash: Sha256::new(),
        bytes: 0,
    });
    for order in orders {
        match order {
            Order::Start(path) => zip.start_file(path, options)?,
            Order::Write(block) => zip.write_all(&block)?,
            Order::Finish => {
                let mut tally = zip.finish()?.into_inner();
                tally.flush()?;
                return Ok(Some(Whole {
                    out: tally.out,
                    sha256: hex::encode(tally.hash.finalize()),
                    bytes: tally.bytes,
                }));
            }
        }
    }
    Ok(None)
}
