//! One document on its way into the package, in pieces.

use std::io::{self, Write};

use super::PackageWriter;
use crate::PackageError;

/// Takes the content of one document. A package with a document left open cannot be finished.
pub struct DocumentWriter<'w, 'a, W: Write + Send + 'static> {
    pub(super) package: &'w mut PackageWriter<'a, W>,
    pub(super) original: String,
    pub(super) media_type: String,
}

impl<W: Write + Send + 'static> Write for DocumentWriter<'_, '_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.package.output.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.package.output.flush()
    }
}

impl<W: Write + Send + 'static> DocumentWriter<'_, '_, W> {
    /// Ends the document.
    ///
    /// # Errors
    /// The package cannot be written.
    pub fn finish(self) -> Result<(), PackageError> {
        let mut entry = self.package.output.end(&self.media_type)?;
        entry.original = Some(self.original);
        self.package.files.push(entry);
        self.package.open = None;
        Ok(())
    }
}
