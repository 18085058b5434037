//! What carries messages away: a mail server, a service for text messages, or, in the demo, a
//! page on which they can be read.

use std::time::Duration;

use anyhow::Context;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp::{
        authentication::Credentials,
        client::{Tls as LettreTls, TlsParameters},
    },
};
use uuid::Uuid;

use super::{Rendered, sms::Sms};

/// How long one attempt may take.
const LONGEST: Duration = Duration::from_secs(30);

/// How the connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// Encrypted from the first byte (port 465).
    Wrapped,
    /// Encrypted after a word in the clear, or not at all used (port 587).
    StartTls,
    /// Not encrypted: for a server on the same machine only.
    None,
}

/// The mail server.
#[derive(Clone)]
pub struct MailSettings {
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// Who mails are from: `Privacy at Acme <privacy@acme.example>`.
    pub from: String,
    /// Name and password there.
    pub credentials: Option<(String, String)>,
}

/// The service that sends text messages.
#[derive(Clone)]
pub struct SmsSettings {
    /// Where messages are posted, as JSON `{"to", "text", "id"}`.
    pub url: String,
    /// What is sent as `authorization: Bearer …`.
    pub token: Option<String>,
}

/// Sends messages.
pub(crate) struct Post {
    mail: Option<(AsyncSmtpTransport<Tokio1Executor>, Mailbox)>,
    sms: Option<Sms>,
    /// Whether they are shown on a page instead.
    shown: bool,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is on its way.
    Sent,
    /// It was refused, or not reached: the class of the fault, and whether to try again.
    Failed(&'static str, bool),
    /// There is nobody to carry it: it waits.
    Waits,
}

impl Post {
    /// Makes ready to send; connects to nothing yet.
    pub(crate) fn new(
        mail: Option<&MailSettings>,
        sms: Option<&SmsSettings>,
        shown: bool,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            mail: mail.map(transport).transpose()?,
            sms: sms.map(Sms::new).transpose()?,
            shown,
        })
    }

    /// Whether messages of a channel can go anywhere.
    pub(crate) fn carries(&self, channel: &str) -> bool {
        self.shown
            || match channel {
                "sms" => self.sms.is_some(),
                _ => self.mail.is_some(),
            }
    }

    /// Whether messages can be read on a page.
    pub(crate) fn is_shown(&self) -> bool {
        self.shown
    }

    /// Sends one. The id is in the mail, so that a mail sent twice is recognised as one.
    pub(crate) async fn send(&self, channel: &str, id: Uuid, to: &str, what: &Rendered) -> Fate {
        if self.shown {
            return Fate::Sent;
        }
        let sending = async {
            match (channel, &self.mail, &self.sms) {
                ("sms", _, Some(sms)) => sms.send(id, to, &what.text).await,
                ("mail", Some((server, from)), _) => mail(server, from, id, to, what).await,
                _ => Fate::Waits,
            }
        };
        tokio::time::timeout(LONGEST, sending)
            .await
            .unwrap_or(Fate::Failed("timed-out", true))
    }
}

fn transport(
    settings: &MailSettings,
) -> anyhow::Result<(AsyncSmtpTransport<Tokio1Executor>, Mailbox)> {
    let from = settings.from.parse().context("mail.from")?;
    let parameters = || TlsParameters::new(settings.host.clone()).context("mail.tls");
    let tls = match settings.tls {
        Tls::Wrapped => LettreTls::Wrapper(parameters()?),
        Tls::StartTls => LettreTls::Required(parameters()?),
        Tls::None => LettreTls::None,
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
        .port(settings.port)
        .timeout(Some(LONGEST))
        .tls(tls);
    if let Some((name, password)) = &settings.credentials {
        builder = builder.credentials(Credentials::new(name.clone(), password.clone()));
    }
    Ok((builder.build(), from))
}

async fn mail(
    server: &AsyncSmtpTransport<Tokio1Executor>,
    from: &Mailbox,
    id: Uuid,
    to: &str,
    what: &Rendered,
) -> Fate {
    let Ok(to) = to.parse::<Address>() else {
        return Fate::Failed("address", false);
    };
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(what.subject.as_str())
        .message_id(Some(format!("<{}@{}>", id.simple(), from.email.domain())))
        // Not answered by machines, and not by people who are away (RFC 3834).
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative_plain_html(
            what.text.clone(),
            what.html.clone(),
        ));
    let Ok(message) = message else {
        return Fate::Failed("message", false);
    };
    match server.send(message).await {
        Ok(_) => Fate::Sent,
        Err(error) if error.is_permanent() => Fate::Failed("refused", false),
        Err(error) if error.is_transient() => Fate::Failed("later", true),
        Err(error) if error.is_timeout() => Fate::Failed("timed-out", true),
        Err(error) if error.is_tls() => Fate::Failed("tls", true),
        Err(_) => Fate::Failed("connection", true),
    }
}

/// `Auto-Submitted: auto-generated`.
#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
