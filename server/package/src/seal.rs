//! Files encrypted at rest, written as a stream and read from any place.
//!
//! The STREAM construction over XChaCha20-Poly1305: 64 KiB chunks, each under a nonce of prefix,
//! counter and a flag for the last one. A changed, swapped, dropped or added chunk does not
//! decrypt; a file cut short has no last chunk. Any offset is reached by decrypting one chunk, so
//! a download resumes by Range. (`aead-stream` has the same construction but reads only from
//! front to back.) Key and nonce prefix are passed in: a prefix must be used once only per key.

mod reader;

use std::io::{self, Write};

use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305, XNonce, aead::Buffer};
pub use reader::SealedReader;

/// Plain bytes in a chunk.
pub const CHUNK: usize = 64 * 1024;
/// What encryption adds to a chunk.
const TAG: usize = 16;
/// The random part of every nonce of a file.
pub const PREFIX: usize = 19;
const MAGIC: &[u8; 7] = b"HABEAS\0";
const VERSION: u8 = 1;
/// Magic, version, nonce prefix.
const HEADER: usize = MAGIC.len() + 1 + PREFIX;

/// The file is not what was written: another key, changed, or cut short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It is not a sealed file of this version.
    #[error("this is not a sealed file that this version can read")]
    NotSealed,
    /// It was changed or cut short, or the key is another.
    #[error("the sealed file is damaged, or the key is another")]
    Damaged,
    /// More than 2^32 chunks.
    #[error("the file is too long to seal")]
    TooLong,
}

impl From<SealError> for io::Error {
    fn from(fault: SealError) -> Self {
        io::Error::new(io::ErrorKind::InvalidData, fault)
    }
}

fn header(prefix: &[u8; PREFIX]) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    header[..MAGIC.len()].copy_from_slice(MAGIC);
    header[MAGIC.len()] = VERSION;
    header[MAGIC.len() + 1..].copy_from_slice(prefix);
    header
}

/// The cipher of one file: the header is authenticated with every chunk.
struct Chunks {
    cipher: XChaCha20Poly1305,
    header: [u8; HEADER],
}

impl Chunks {
    fn new(key: &[u8; 32], header: [u8; HEADER]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(key.into()),
            header,
        }
    }

    fn nonce(&self, index: u64, last: bool) -> Result<XNonce, SealError> {
        let counter = u32::try_from(index).map_err(|_| SealError::TooLong)?;
        let mut nonce = [0; 24];
        nonce[..PREFIX].copy_from_slice(&self.header[MAGIC.len() + 1..]);
        nonce[PREFIX..PREFIX + 4].copy_from_slice(&counter.to_be_bytes());
        nonce[PREFIX + 4] = u8::from(last);
        Ok(nonce.into())
    }

    fn seal(&self, index: u64, last: bool, chunk: &mut dyn Buffer) -> Result<(), SealError> {
        let nonce = self.nonce(index, last)?;
        self.cipher
            .encrypt_in_place(&nonce, &self.header, chunk)
            .map_err(|_| SealError::TooLong)
    }

    fn open(&self, index: u64, last: bool, chunk: &mut dyn Buffer) -> Result<(), SealError> {
        let nonce = self.nonce(index, last)?;
        self.cipher
            .decrypt_in_place(&nonce, &self.header, chunk)
            .map_err(|_| SealError::Damaged)
    }
}

/// Encrypts what is written to it. Holds one chunk.
///
/// Only [`SealedWriter::finish`] writes the last chunk: a file whose writer died is seen to be
/// cut short.
pub struct SealedWriter<W: Write> {
    out: W,
    chunks: Chunks,
    buffer: Vec<u8>,
    index: u64,
}

impl<W: Write> SealedWriter<W> {
    /// Begins a sealed file.
    ///
    /// # Errors
    /// The header cannot be written.
    pub fn new(mut out: W, key: &[u8; 32], prefix: &[u8; PREFIX]) -> io::Result<Self> {
        let header = header(prefix);
        out.write_all(&header)?;
        Ok(Self {
            out,
            chunks: Chunks::new(key, header),
            buffer: Vec::with_capacity(CHUNK + TAG),
            index: 0,
        })
    }

    /// Writes the last chunk and gives the file back, flushed.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.write_chunk(true)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn write_chunk(&mut self, last: bool) -> io::Result<()> {
        self.chunks.seal(self.index, last, &mut self.buffer)?;
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        self.index += 1;
        Ok(())
    }
}

impl<W: Write> Write for SealedWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits until more follows: only then is it not the last one.
        if self.buffer.len() == CHUNK && !bytes.is_empty() {
            self.write_chunk(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.buffer.len());
        self.buffer.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    /// Flushes what is complete; the chunk in hand stays until it is full.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
#[path = "seal/tests.rs"]
mod tests;
