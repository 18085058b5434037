//! Reading a sealed file from any place in it.

use std::io::{self, Read, Seek, SeekFrom};

use super::{CHUNK, Chunks, HEADER, MAGIC, PREFIX, SealError, TAG, header};

const SEALED: u64 = (CHUNK + TAG) as u64;

/// Decrypts a sealed file. Reads and seeks like the plain file. Holds one chunk.
pub struct SealedReader<R: Read + Seek> {
    file: R,
    chunks: Chunks,
    /// Plain bytes in all.
    length: u64,
    /// How many chunks there are: at least one.
    count: u64,
    /// Where the next read begins.
    position: u64,
    /// The chunk in hand, by its number.
    current: Option<u64>,
    plain: Vec<u8>,
}

impl<R: Read + Seek> SealedReader<R> {
    /// Opens a sealed file. Its last chunk is decrypted at once: a wrong key and a file that was
    /// cut short are seen before the first byte is handed out.
    ///
    /// # Errors
    /// The file cannot be read, or is not what was written ([`SealError`] inside).
    pub fn open(mut file: R, key: &[u8; 32]) -> io::Result<Self> {
        let whole = file.seek(SeekFrom::End(0))?;
        let body = whole
            .checked_sub(HEADER as u64)
            .ok_or(SealError::NotSealed)?;
        file.seek(SeekFrom::Start(0))?;
        let mut found = [0; HEADER];
        file.read_exact(&mut found)?;
        let mut prefix = [0; PREFIX];
        prefix.copy_from_slice(&found[MAGIC.len() + 1..]);
        if found != header(&prefix) {
            return Err(SealError::NotSealed.into());
        }
        let count = body.div_ceil(SEALED).max(1);
        let length = body
            .checked_sub(count * TAG as u64)
            .ok_or(SealError::Damaged)?;
        let mut reader = Self {
            file,
            chunks: Chunks::new(key, found),
            length,
            count,
            position: 0,
            current: None,
            plain: Vec::with_capacity(CHUNK + TAG),
        };
        reader.load(count - 1)?;
        Ok(reader)
    }

    /// How many plain bytes there are.
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn load(&mut self, index: u64) -> io::Result<()> {
        if self.current == Some(index) {
            return Ok(());
        }
        self.current = None;
        let last = index + 1 == self.count;
        let sealed = if last {
            self.length + self.count * TAG as u64 - index * SEALED
        } else {
            SEALED
        };
        self.file
            .seek(SeekFrom::Start(HEADER as u64 + index * SEALED))?;
        let sealed = usize::try_from(sealed).map_err(|_| SealError::Damaged)?;
        self.plain.resize(sealed, 0);
        self.file.read_exact(&mut self.plain)?;
        self.chunks.open(index, last, &mut self.plain)?;
        self.current = Some(index);
        Ok(())
    }
}

impl<R: Read + Seek> Read for SealedReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.length || out.is_empty() {
            return Ok(0);
        }
        self.load(self.position / CHUNK as u64)?;
        let within = usize::try_from(self.position % CHUNK as u64).unwrap_or(CHUNK);
        let rest = self.plain.get(within..).ok_or(SealError::Damaged)?;
        let taken = rest.len().min(out.len());
        out[..taken].copy_from_slice(&rest[..taken]);
        self.position += taken as u64;
        Ok(taken)
    }
}

impl<R: Read + Seek> Seek for SealedReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = target.ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, "before the file's beginning")
        })?;
        Ok(self.position)
    }
}
