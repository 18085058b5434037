//! The sections `[mail]` and `[sms]`: what carries messages to people.
//!
//! ```toml
//! [mail]
//! server        = "smtp.acme.example:587"
//! from          = "Privacy at Acme <privacy@acme.example>"
//! tls           = "starttls"                 # or "wrapped" (port 465), or "none" on one machine
//! username      = "privacy"
//! password_file = "/etc/habeas/mail.password"
//! kept          = "1 day"                    # contents of a sent mail are destroyed after this
//!
//! [mailbox]                                    # mails to it become requests
//! imap          = "imap.acme.example:993"      # or maildir = "/var/mail/privacy"
//! username      = "privacy"
//! password_file = "/etc/habeas/imap.password"
//! tls           = "wrapped"                    # or "none" on one machine
//! folder        = "INBOX"
//!
//! [sms]
//! url           = "https://sms.acme.example/send"   # gets {"id", "to", "text"} by POST
//! token_file    = "/etc/habeas/sms.token"
//! ```

use std::{fs, path::Path};

use chrono::TimeDelta;
use habeas_desk::{ImapBox, MailSettings, Mailbox, SmsSettings, Tls};

use super::Faults;

/// Checks the section `[mailbox]`; `base` is the folder of the file.
pub(super) fn mailbox(
    value: &mut impl FnMut(&str) -> Option<String>,
    base: &Path,
    faults: &mut Faults,
) -> Option<Mailbox> {
    let maildir = value("mailbox.maildir");
    let imap = value("mailbox.imap");
    if let Some(folder) = maildir {
        if imap.is_some() {
            faults.add(
                "mailbox.imap",
                "beside mailbox.maildir: one of the two".to_owned(),
            );
        }
        return Some(Mailbox::Folder(base.join(folder)));
    }
    let server = imap?;
    let split = server.rsplit_once(':').and_then(|(host, port)| {
        Some((host.to_owned(), port.parse::<u16>().ok()?)).filter(|(host, _)| !host.is_empty())
    });
    let Some((host, port)) = split else {
        faults.add(
            "mailbox.imap",
            format!("`{server}` is not a host with a port"),
        );
        return None;
    };
    let tls = match value("mailbox.tls").as_deref() {
        None | Some("wrapped") => true,
        Some("none") => false,
        Some(_) => {
            faults.add("mailbox.tls", "neither wrapped nor none".to_owned());
            true
        }
    };
    let username = faults.needed("mailbox.username", value("mailbox.username"))?;
    let file = value("mailbox.password_file");
    let file = base.join(faults.needed("mailbox.password_file", file)?);
    let password = match fs::read_to_string(&file) {
        Ok(text) => text.trim().to_owned(),
        Err(error) => {
            let said = format!("{} cannot be read: {error}", file.display());
            faults.add("mailbox.password_file", said);
            return None;
        }
    };
    let folder = value("mailbox.folder").unwrap_or("INBOX".to_owned());
    Some(Mailbox::Imap(ImapBox {
        host,
        port,
        tls,
        username,
        password,
        folder,
    }))
}

/// What carries messages, checked.
#[derive(Clone)]
pub struct Carriers {
    /// The mail server.
    pub mail: Option<MailSettings>,
    /// The service for text messages.
    pub sms: Option<SmsSettings>,
    /// How long the contents of a mail are kept after it was sent.
    pub kept: TimeDelta,
}

impl Default for Carriers {
    fn default() -> Self {
        Self {
            mail: None,
            sms: None,
            kept: TimeDelta::days(1),
        }
    }
}

/// Checks both sections; `base` is the folder of the file.
pub(super) fn check(
    value: &mut impl FnMut(&str) -> Option<String>,
    base: &Path,
    faults: &mut Faults,
) -> Carriers {
    let mut secret = |key: &'static str, faults: &mut Faults| {
        let path = base.join(value(key)?);
        match fs::read_to_string(&path) {
            Ok(text) => Some(text.trim().to_owned()),
            Err(error) => {
                faults.add(key, format!("{} cannot be read: {error}", path.display()));
                None
            }
        }
    };
    let password = secret("mail.password_file", faults);
    let token = secret("sms.token_file", faults);
    let kept = value("mail.kept").unwrap_or("1 day".to_owned());
    let kept = faults.period("mail.kept", &kept).unwrap_or_default();
    let from = value("mail.from");
    let tls = match value("mail.tls").as_deref() {
        None | Some("starttls") => Tls::StartTls,
        Some("wrapped") => Tls::Wrapped,
        Some("none") => Tls::None,
        Some(_) => {
            faults.add(
                "mail.tls",
                "neither starttls nor wrapped nor none".to_owned(),
            );
            Tls::StartTls
        }
    };
    let server = value("mail.server").and_then(|server| {
        let split = server.rsplit_once(':').and_then(|(host, port)| {
            Some((host.to_owned(), port.parse::<u16>().ok()?)).filter(|(host, _)| !host.is_empty())
        });
        if split.is_none() {
            faults.add(
                "mail.server",
                format!("`{server}` is not a host with a port"),
            );
        }
        split
    });
    let username = value("mail.username");
    let credentials = match (username, password) {
        (Some(name), Some(password)) => Some((name, password)),
        (Some(_), None) if faults.knows("mail.password_file") => None,
        (Some(_), None) => {
            faults.add(
                "mail.password_file",
                "missing beside mail.username".to_owned(),
            );
            None
        }
        _ => None,
    };
    let mail = server.and_then(|(host, port)| {
        let from = faults.needed("mail.from", from)?;
        if !from.contains('@') || from.chars().any(char::is_control) {
            faults.add("mail.from", "not an address to send from".to_owned());
        }
        Some(MailSettings {
            host,
            port,
            tls,
            from,
            credentials,
        })
    });
    let sms = value("sms.url").and_then(|url| {
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            faults.add(
                "sms.url",
                "does not begin with https:// or http://".to_owned(),
            );
            return None;
        }
        Some(SmsSettings { url, token })
    });
    Carriers { mail, sms, kept }
}
