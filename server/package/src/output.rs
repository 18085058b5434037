//! Bytes into the zip: each entry hashed as it is written, and the zip as a whole.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

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

/// The zip, one entry at a time.
pub(crate) struct Output<W: Write> {
    zip: ZipWriter<zip::write::StreamWriter<Tally<W>>>,
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

impl<W: Write> Output<W> {
    pub fn new(out: W) -> Self {
        Self {
            zip: ZipWriter::new_stream(Tally {
                out,
                hash: Sha256::new(),
                bytes: 0,
            }),
            hash: Sha256::new(),
            bytes: 0,
            path: String::new(),
        }
    }

    /// Begins an entry. Time and rights are fixed, so that equal data gives equal bytes.
    pub fn start(&mut self, path: &str) -> ZipResult<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644)
            .large_file(true);
        self.hash = Sha256::new();
        self.bytes = 0;
        path.clone_into(&mut self.path);
        self.zip.start_file(path, options)
    }

    /// Ends the entry.
    pub fn end(&mut self, media_type: &str) -> FileEntry {
        FileEntry {
            path: std::mem::take(&mut self.path),
            sha256: hex::encode(std::mem::take(&mut self.hash).finalize()),
            bytes: self.bytes,
            media_type: media_type.to_owned(),
            rows: None,
            schema: None,
            original: None,
        }
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
        Ok(self.end(media_type))
    }

    /// A whole entry that is at hand.
    pub fn whole(&mut self, path: &str, media_type: &str, bytes: &[u8]) -> ZipResult<FileEntry> {
        self.copy(path, media_type, bytes)
    }

    /// Writes the zip's directory.
    pub fn finish(self) -> ZipResult<Whole<W>> {
        let mut tally = self.zip.finish()?.into_inner();
        tally.flush()?;
        Ok(Whole {
            out: tally.out,
            sha256: hex::encode(tally.hash.finalize()),
            bytes: tally.bytes,
        })
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.zip.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        // The zip's own buffers are flushed when an entry ends.
        Ok(())
    }
}
