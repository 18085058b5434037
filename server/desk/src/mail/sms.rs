//! Text messages: handed to a service of the operator's choice by one post over HTTP.

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use reqwest::{Client, StatusCode, redirect};
use serde_json::json;
use uuid::Uuid;

use super::{Fate, SmsSettings};

/// Hands text messages to the service.
pub(super) struct Sms {
    client: Client,
    settings: SmsSettings,
}

impl Sms {
    /// Makes ready; connects to nothing yet.
    pub(super) fn new(settings: &SmsSettings) -> anyhow::Result<Self> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = rustls::RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .context("TLS")?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            // It is posted to the address that the operator wrote down and to no other.
            .redirect(redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(20))
            .build()
            .context("the client for text messages")?;
        Ok(Self {
            client,
            settings: settings.clone(),
        })
    }

    /// Posts one as `{"id", "to", "text"}`; the id is the same when it is tried again.
    pub(super) async fn send(&self, id: Uuid, to: &str, text: &str) -> Fate {
        let body = json!({ "id": id, "to": to, "text": text });
        let mut post = self.client.post(&self.settings.url).json(&body);
        if let Some(token) = &self.settings.token {
            post = post.bearer_auth(token);
        }
        match post.send().await {
            Ok(answer) if answer.status().is_success() => Fate::Sent,
            Ok(answer) if again(answer.status()) => Fate::Failed("later", true),
            Ok(_) => Fate::Failed("refused", false),
            Err(error) if error.is_timeout() => Fate::Failed("timed-out", true),
            Err(_) => Fate::Failed("connection", true),
        }
    }
}

/// Whether the service may take it another time.
fn again(status: StatusCode) -> bool {
    status.is_server_error()
        || matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT
        )
}
