//! What is in a mail.

use habeas_domain::map::ValueCheck;
use habeas_words::Locale;
use mail_parser::{MessageParser, MimeHeaders};
use sha2::{Digest, Sha256};

use super::language_of;
use crate::Upload;

/// The longest line that is kept, in characters.
const LONGEST_LINE: usize = 200;

/// A mail, read.
pub(super) struct Mailed {
    /// What names it: its Message-ID, or a hash of it where it has none.
    pub(super) id: String,
    /// The address it says it is from.
    pub(super) from: Option<String>,
    /// The name it says it is from.
    pub(super) name: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) language: Locale,
    pub(super) files: Vec<Upload>,
    /// Whether a program sent it.
    pub(super) by_program: bool,
}

/// Reads a mail; none where it is none.
pub(super) fn read(bytes: &[u8]) -> Option<Mailed> {
    let mail = MessageParser::default().parse(bytes)?;
    let from = mail.from().and_then(|from| from.first());
    let address = from
        .and_then(|from| from.address())
        .and_then(|address| ValueCheck::Email.accept(address).ok());
    let name = from.and_then(|from| from.name()).unwrap_or_default();
    let subject = line(mail.subject().unwrap_or_default());
    let text = mail.body_text(0).unwrap_or_default();
    let text = clean(&unquoted(&text));
    let id = mail.message_id().map_or_else(
        || hex::encode(Sha256::digest(bytes)),
        |id| id.trim().to_owned(),
    );
    let raw = |wanted: &str| {
        let mut headers = mail.headers_raw();
        headers
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value)
    };
    let automatic = raw("Auto-Submitted").is_some_and(|said| {
        let said = said.trim().to_ascii_lowercase();
        !said.is_empty() && said != "no"
    });
    let bulk = raw("Precedence").is_some_and(|said| {
        let said = said.trim().to_ascii_lowercase();
        matches!(said.as_str(), "bulk" | "list" | "junk" | "auto_reply")
    });
    let report = mail
        .content_type()
        .is_some_and(|kind| kind.ctype() == "multipart" && kind.subtype() == Some("report"));
    let files = mail.attachments().map(|part| Upload {
        name: line(part.attachment_name().unwrap_or("file")),
        declared: part.content_type().map_or_else(String::new, |kind| {
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default())
        }),
        content: part.contents().to_vec(),
    });
    Some(Mailed {
        id,
        from: address,
        name: line(name),
        language: language_of(&format!("{subject} {text}")),
        subject,
        text,
        files: files.collect(),
        by_program: automatic || bulk || report,
    })
}

/// Without what an answer quotes: lines that begin with `>`.
fn unquoted(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with('>'));
    lines.collect::<Vec<_>>().join("\n")
}

fn clean(text: &str) -> String {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    text.trim().to_owned()
}

fn line(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_control());
    plain.take(LONGEST_LINE).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_read_and_what_programs_send_is_told() {
        let mail = "From: =?utf-8?q?Mar=C3=ADa?= <maria@example.org>\r\n\
                    Message-ID: <1@example.org>\r\nSubject: Mis datos\r\n\r\n\
                    Quiero que borren mis datos.\r\n> Antes\r\n";
        let read_back = read(mail.as_bytes()).unwrap();
        assert_eq!(read_back.from.as_deref(), Some("maria@example.org"));
        assert_eq!(
            (read_back.name.as_str(), read_back.id.as_str()),
            ("María", "1@example.org")
        );
        assert_eq!(read_back.text, "Quiero que borren mis datos.");
        assert_eq!(read_back.language, Locale::Es);
        assert!(!read_back.by_program);
        for header in ["Auto-Submitted: auto-replied", "Precedence: bulk"] {
            let away = format!("{header}\r\n{mail}");
            assert!(read(away.as_bytes()).unwrap().by_program, "{header}");
        }
        let person = format!("Auto-Submitted: no\r\n{mail}");
        assert!(!read(person.as_bytes()).unwrap().by_program);
    }

    #[test]
    fn no_bytes_upset_it() {
        for bytes in [
            &b""[..],
            b"\0\xff",
            b"From: \r\n",
            b"Content-Type: multipart/mixed\r\n\r\n--",
        ] {
            let _ = read(bytes);
        }
    }
}
