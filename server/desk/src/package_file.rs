//! Fetching one's package, whole or in parts.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::PathBuf,
};

use futures::Stream;
use habeas_domain::{
    id::Reference,
    request::{Refusal, Request},
    role::Act,
};
use habeas_ledger::{SecretKey, Tx, audit::Entry, packages, subjects};
use habeas_package::seal::SealedReader;
use tokio::sync::mpsc;
use tokio_util::bytes::Bytes;

use crate::{Desk, DeskError, Done, Visitor};

/// A package that may be handed to whoever asked for it just now.
pub struct PackageFile {
    /// The name to save it under.
    pub name: String,
    /// The size of the zip.
    pub bytes: u64,
    /// The SHA-256 of the zip, hex.
    pub sha256: String,
    path: PathBuf,
    key: SecretKey,
}

/// How much is in memory at once.
const PIECE: usize = 64 * 1024;

impl Desk {
    /// The visitor's own package, after a fresh proof. The download is written down.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is none, or its time is over.
    pub async fn package_file(
        &self,
        visitor: &Visitor,
        reference: &Reference,
    ) -> Done<PackageFile> {
        let subject = visitor.customer(Act::DownloadPackage)?;
        let recent = self.recent_change(subject).await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.own_request(&mut tx, subject, reference).await?;
        kept.request
            .check(Act::DownloadPackage, &visitor.actor, self.now())
            .map_err(|_| DeskError::NotFound)?;
        visitor.proved(self.now())?;
        if let Some(until) = recent {
            return Err(Refusal::ChangedContact { until }.into());
        }
        let file = self.opened_package(&mut tx, &kept.request).await?;
        packages::fetched(&mut tx, kept.request.id).await?;
        let entry = Entry::new(&self.keys, &visitor.actor, Act::DownloadPackage).on(*reference);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(file)
    }

    /// The package of a request, opened, where it can still be fetched.
    pub(crate) async fn opened_package(&self, tx: &mut Tx, request: &Request) -> Done<PackageFile> {
        let row = packages::find(tx, request.id)
            .await?
            .filter(|row| !row.file.is_empty() && row.expires_at > self.now())
            .ok_or(DeskError::NotFound)?;
        let wrapping = subjects::data_key(tx, &self.keys, request.subject).await?;
        let key = wrapping.open("package", &row.sealed_key)?;
        let key: [u8; 32] = key.try_into().map_err(|_| DeskError::NotFound)?;
        Ok(PackageFile {
            name: format!("{}.zip", request.reference),
            bytes: row.bytes.unsigned_abs(),
            sha256: row.sha256,
            path: self.settings.packages().join(&row.file),
            key: SecretKey::from_bytes(key),
        })
    }
}

impl PackageFile {
    /// A part of the zip, decrypted as it is read; every piece of the file is authenticated
    /// before a byte of it leaves.
    pub fn range(
        self,
        start: u64,
        length: u64,
    ) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        let (sender, receiver) = mpsc::channel(4);
        tokio::task::spawn_blocking(move || {
            if let Err(error) = self.send(start, length, &sender) {
                // The other side may be gone, which ends the download as well.
                let _gone = sender.blocking_send(Err(error));
            }
        });
        futures::stream::unfold(receiver, |mut receiver| async {
            receiver.recv().await.map(|piece| (piece, receiver))
        })
    }

    fn send(
        &self,
        start: u64,
        length: u64,
        sender: &mpsc::Sender<io::Result<Bytes>>,
    ) -> io::Result<()> {
        let mut file = SealedReader::open(File::open(&self.path)?, self.key.bytes())?;
        file.seek(SeekFrom::Start(start))?;
        let mut rest = file.take(length);
        loop {
            let mut piece = vec![0; PIECE];
            let read = rest.read(&mut piece)?;
            if read == 0 {
                return Ok(());
            }
            piece.truncate(read);
            if sender.blocking_send(Ok(piece.into())).is_err() {
                return Ok(());
            }
        }
    }
}
