//! A mailbox on an IMAP server: what is not seen is taken, and marked as seen once it is.

use std::{fmt::Debug, sync::Arc, time::Duration};

use anyhow::{Context, anyhow};
use async_imap::{Client, Session};
use chrono::Utc;
use futures::TryStreamExt;
use rustls::{ClientConfig, RootCertStore, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::TlsConnector;

use super::{Became, ImapBox, Raw};
use crate::{Desk, Done};

/// How long the server may take for one thing.
const PATIENCE: Duration = Duration::from_secs(60);

impl Desk {
    pub(super) async fn fetch_imap(&self, server: &ImapBox) -> Done<Vec<Became>> {
        let address = (server.host.as_str(), server.port);
        let stream = timeout(PATIENCE, TcpStream::connect(address))
            .await
            .context("the mailbox's server does not answer")?
            .context("the mailbox's server cannot be reached")?;
        if !server.tls {
            return self.fetch_over(stream, server).await;
        }
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .context("TLS")?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from(server.host.clone()).context("the mailbox's server")?;
        let stream = TlsConnector::from(Arc::new(config))
            .connect(name, stream)
            .await
            .context("the mailbox's server cannot be trusted")?;
        self.fetch_over(stream, server).await
    }

    async fn fetch_over<T>(&self, stream: T, server: &ImapBox) -> Done<Vec<Became>>
    where
        T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
    {
        let mut client = Client::new(stream);
        timeout(PATIENCE, client.read_response())
            .await
            .context("the mailbox's server does not greet")?
            .context("the mailbox's server")?;
        // What the server said may repeat the name: it stays out of the error.
        let mut session = client
            .login(&server.username, &server.password)
            .await
            .map_err(|_| anyhow!("the mailbox's server does not let us in"))?;
        session
            .select(&server.folder)
            .await
            .context("the mailbox's folder")?;
        let mut new: Vec<u32> = session
            .uid_search("UNSEEN")
            .await
            .context("the mailbox's new mails")?
            .into_iter()
            .collect();
        new.sort_unstable();
        let mut all = Vec::with_capacity(new.len());
        for uid in new {
            let Some(raw) = one(&mut session, uid).await? else {
                continue;
            };
            match self.take_mail(&raw).await {
                Ok(became) => all.push(became),
                Err(error) => {
                    tracing::error!(%error, "a mail was not taken; tried again");
                    continue;
                }
            }
            let seen = session.uid_store(uid.to_string(), "+FLAGS (\\Seen)").await;
            let seen = seen.context("a mail that was taken")?;
            let _flags: Vec<_> = seen.try_collect().await.context("a mail that was taken")?;
        }
        session.logout().await.context("the mailbox")?;
        Ok(all)
    }
}

/// One mail, and when the server took it.
async fn one<T>(session: &mut Session<T>, uid: u32) -> anyhow::Result<Option<Raw>>
where
    T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
{
    let wanted = "(UID INTERNALDATE BODY.PEEK[])";
    let fetched = session.uid_fetch(uid.to_string(), wanted).await?;
    let fetched: Vec<_> = fetched.try_collect().await?;
    Ok(fetched
        .iter()
        .find(|one| one.uid == Some(uid))
        .and_then(|one| {
            let received = one.internal_date().map(|at| at.with_timezone(&Utc));
            Some(Raw {
                bytes: one.body()?.to_vec(),
                received: received?,
            })
        }))
}
