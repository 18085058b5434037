//! What an operator decides.

use std::path::PathBuf;

use chrono::TimeDelta;
use chrono_tz::Tz;

use crate::inbound::Mailbox;
use crate::mail::{MailSettings, SmsSettings};
use crate::scan::Scanner;

/// What an operator decides about the desk.
#[derive(Clone)]
pub struct Settings {
    /// The folder of what lies beside the ledger: packages, tombstones, checkpoints.
    pub data: PathBuf,
    /// How long an approved erasure waits, so that the person can change their mind.
    pub hold: TimeDelta,
    /// How long a package can be fetched.
    pub package_kept: TimeDelta,
    /// How long erased identities are remembered by their keyed hash, to notice a restored
    /// backup: longer than the oldest backup.
    pub tombstones_kept: TimeDelta,
    /// When an erased person is searched for again, after the search right after the run.
    pub verify_after: Vec<TimeDelta>,
    /// How long what was handed in with a correction is kept after the decision.
    pub evidence_kept: TimeDelta,
    /// What looks into every file that is handed in; none = nothing does.
    pub scan: Option<Scanner>,
    /// Whether staff must have a second proof before any page shows them data. Only the demo
    /// company does without.
    pub staff_second_proof: bool,
    /// How long a session lasts without being used.
    pub session_idle: TimeDelta,
    /// How long somebody whom nothing but a mailbox shows waits for more than a summary.
    pub mailbox_wait: TimeDelta,
    /// The time zone in which the company's days begin.
    pub zone: Tz,
    /// The address people see, for links in mails.
    pub public: String,
    /// The mail server; without one mails wait until there is one, or are of no use any more.
    pub mail: Option<MailSettings>,
    /// The service for text messages; without one no telephone can be verified.
    pub sms: Option<SmsSettings>,
    /// Whether mails are shown on a page instead of being sent: in the demo, and nowhere else.
    pub outbox_shown: bool,
    /// How long the contents of a mail are kept after it was sent.
    pub mail_kept: TimeDelta,
    /// Where mails to the company come in; without one none becomes a case by itself.
    pub mailbox: Option<Mailbox>,
}

impl Settings {
    /// The usual settings around a data folder.
    pub fn new(data: PathBuf, zone: Tz) -> Self {
        Self {
            data,
            hold: TimeDelta::days(3),
            package_kept: TimeDelta::days(7),
            tombstones_kept: TimeDelta::days(400),
            evidence_kept: TimeDelta::days(30),
            scan: None,
            verify_after: vec![TimeDelta::days(7), TimeDelta::days(30)],
            staff_second_proof: true,
            session_idle: habeas_ledger::sessions::IDLE,
            mailbox_wait: TimeDelta::days(7),
            zone,
            public: "http://localhost:8080".to_owned(),
            mail: None,
            sms: None,
            outbox_shown: false,
            mail_kept: TimeDelta::days(1),
            mailbox: None,
        }
    }

    /// Where packages lie, each encrypted under a key of its own.
    pub fn packages(&self) -> PathBuf {
        self.data.join("packages")
    }

    /// Where parts of a package wait, encrypted, while it is made.
    pub fn spool(&self) -> PathBuf {
        self.data.join("spool")
    }

    /// The append-only file of tombstones, outside the ledger: back it up apart.
    pub fn tombstones(&self) -> PathBuf {
        self.data.join("tombstones.jsonl")
    }

    /// The append-only file of signed checkpoints of the audit ledger.
    pub fn checkpoints(&self) -> PathBuf {
        self.data.join("checkpoints.jsonl")
    }
}
