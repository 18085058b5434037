//! What a person hands in with a correction: looked into, sealed under their key, and deleted on
//! a schedule after the decision.

use habeas_domain::{
    id::{Reference, RequestId, SubjectId},
    look::EvidenceView,
    role::Act,
    version::Version,
};
use habeas_ledger::{
    SecretKey, Tx,
    audit::Entry,
    evidence::{self, Row},
    subjects,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, FileFault, PersonFile, Problem, Visitor,
    keep::Kept,
    media::Media,
    scan::{self, Scan},
};

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// How many files go with one correction.
pub const MOST_FILES: usize = 3;
/// How many files of one person lie here at once.
const MOST_OF_A_PERSON: u64 = 20;
/// How large they may be together.
const MOST_TOGETHER: u64 = 40 * 1024 * 1024;
/// The longest name that is kept, in characters.
const LONGEST_NAME: usize = 120;

/// A file as a browser sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The name it has at home. Never a name here.
    pub name: String,
    /// What the browser says it is.
    pub declared: String,
    /// What is in it.
    pub content: Vec<u8>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct About {
    v: Version<1>,
    name: String,
}

impl Desk {
    /// Takes a file with a form that is not sent yet.
    ///
    /// # Errors
    /// [`DeskError::Answers`] at `evidence` where it cannot be taken.
    pub async fn hand_in(&self, visitor: &Visitor, client_id: Uuid, upload: &Upload) -> Done {
        let subject = visitor.customer(Act::HandInEvidence)?;
        self.take_in((visitor, Act::HandInEvidence), subject, client_id, upload)
            .await
    }

    /// Takes a file for a person's request from somebody who may.
    pub(crate) async fn take_in(
        &self,
        (visitor, act): (&Visitor, Act),
        subject: SubjectId,
        client_id: Uuid,
        upload: &Upload,
    ) -> Done {
        let refused = |fault| Err(DeskError::answer("evidence", Problem::File(fault)));
        if upload.content.len() > MOST_BYTES {
            return refused(FileFault::TooLarge(MOST_BYTES / 1024 / 1024));
        }
        if !is_what_it_says(upload) {
            return refused(FileFault::Kind);
        }
        self.scanned(&upload.content).await?;
        let now = self.now();
        let id = self.dice.uuid(now);
        let mut tx = self.ledger.begin().await?;
        let waiting = evidence::of_form(&mut tx, subject, client_id).await?.len();
        if waiting >= MOST_FILES {
            return refused(FileFault::TooMany(MOST_FILES));
        }
        let (files, bytes) = evidence::held(&mut tx, subject).await?;
        if files >= MOST_OF_A_PERSON || bytes + upload.content.len() as u64 > MOST_TOGETHER {
            return refused(FileFault::Quota);
        }
        let about = About {
            v: Version,
            name: upload
                .name
                .chars()
                .filter(|c| !c.is_control())
                .take(LONGEST_NAME)
                .collect(),
        };
        let about = serde_json::to_vec(&about).map_err(anyhow::Error::from)?;
        let key = subjects::data_key(&mut tx, &self.keys, subject).await?;
        let row = Row {
            id,
            subject_id: subject.0,
            client_id,
            request_id: None,
            message_id: None,
            bytes: i64::try_from(upload.content.len()).unwrap_or(i64::MAX),
            about: key.seal(&self.dice, &bound("about", id), &about)?,
            created_at: now,
        };
        let content = key.seal(&self.dice, &bound("content", id), &upload.content)?;
        evidence::add(&mut tx, &row, &content).await?;
        let body = serde_json::json!({ "v": 1, "what": "evidence", "bytes": row.bytes });
        let entry = Entry::new(&self.keys, &visitor.actor, act).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// The visitor's files that wait with a form.
    ///
    /// # Errors
    /// Only who may.
    pub async fn handed_in(&self, visitor: &Visitor, client_id: Uuid) -> Done<Vec<EvidenceView>> {
        let subject = visitor.customer(Act::HandInEvidence)?;
        let mut tx = self.ledger.read().await?;
        let rows = evidence::of_form(&mut tx, subject, client_id).await?;
        self.evidence_views(&mut tx, subject, rows).await
    }

    /// Takes a file back that waits with a form.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it is not the visitor's or was sent.
    pub async fn take_evidence_back(&self, visitor: &Visitor, client_id: Uuid, id: Uuid) -> Done {
        let subject = visitor.customer(Act::HandInEvidence)?;
        let mut tx = self.ledger.begin().await?;
        if !evidence::take_back(&mut tx, subject, client_id, id).await? {
            return Err(DeskError::NotFound);
        }
        let body = serde_json::json!({ "v": 1, "what": "evidence-taken-back" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::HandInEvidence).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// A file of a request, for staff. That somebody looked is written down, for the person to
    /// see.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the request has no such file.
    pub async fn evidence_file(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        id: Uuid,
    ) -> Done<PersonFile> {
        visitor.staff(Act::SeeEvidence)?;
        self.not_near_request(visitor, reference, Act::SeeEvidence)
            .await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let subject = kept.request.subject;
        let found = self.opened_file(&mut tx, &kept, id).await?;
        let about = (subject, Act::SeeEvidence);
        self.look_only(&mut tx, visitor, about, &reference.to_string())
            .await?;
        let body = serde_json::json!({ "v": 1, "what": "evidence-opened", "person": subject });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::SeeEvidence)
            .on(*reference)
            .with(body);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(found)
    }

    /// A file of one's own request.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the request is not the visitor's, or has no such file;
    /// [`DeskError::Refused`] where a summary is all they see.
    pub async fn own_evidence_file(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        id: Uuid,
    ) -> Done<PersonFile> {
        let subject = visitor.customer(Act::SeeOwnRequests)?;
        if let Some(why) = visitor.summary() {
            return Err(DeskError::Refused(why));
        }
        let mut tx = self.ledger.read().await?;
        let kept = self.own_request(&mut tx, subject, reference).await?;
        self.opened_file(&mut tx, &kept, id).await
    }

    async fn opened_file(&self, tx: &mut Tx, kept: &Kept, id: Uuid) -> Done<PersonFile> {
        let rows = evidence::of_request(tx, kept.request.id).await?;
        let row = rows.iter().find(|row| row.id == id);
        let row = row.ok_or(DeskError::NotFound)?;
        let key = subjects::data_key(tx, &self.keys, kept.request.subject).await?;
        let about = opened(&key, row)?;
        let sealed = evidence::content(tx, id).await?;
        let content = key.open(&bound("content", id), &sealed.ok_or(DeskError::NotFound)?)?;
        Ok(PersonFile::whole(about.name, content))
    }

    /// What was handed in with a request.
    pub(crate) async fn evidence_of(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        request: RequestId,
    ) -> Done<Vec<EvidenceView>> {
        let mut rows = evidence::of_request(tx, request).await?;
        rows.retain(|row| row.message_id.is_none());
        self.evidence_views(tx, subject, rows).await
    }

    pub(crate) async fn evidence_views(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        rows: Vec<Row>,
    ) -> Done<Vec<EvidenceView>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = subjects::data_key(tx, &self.keys, subject).await?;
        rows.iter()
            .map(|row| {
                Ok(EvidenceView {
                    id: row.id,
                    name: opened(&key, row)?.name,
                    bytes: row.bytes.unsigned_abs(),
                })
            })
            .collect()
    }

    /// Refuses what the scanner finds something in, and what it cannot look into.
    pub(crate) async fn scanned(&self, content: &[u8]) -> Done {
        let refused = |fault| Err(DeskError::answer("evidence", Problem::File(fault)));
        match self.looked_into(content).await {
            Scan::Clean => Ok(()),
            Scan::Unsafe => refused(FileFault::Unsafe),
            Scan::NoAnswer => refused(FileFault::NotScanned),
        }
    }

    async fn looked_into(&self, content: &[u8]) -> Scan {
        match &self.settings.scan {
            Some(scanner) => scan::ask(scanner, content).await,
            None => Scan::Clean,
        }
    }
}

/// What a seal is bound to: one file's name cannot stand for another's.
fn bound(part: &str, id: Uuid) -> String {
    format!("evidence/{part}/{id}")
}

fn opened(key: &SecretKey, row: &Row) -> Done<About> {
    let text = key.open(&bound("about", row.id), &row.about)?;
    Ok(serde_json::from_slice(&text).map_err(anyhow::Error::from)?)
}

/// Whether content, name and what the browser said agree on a kind that can be looked at here.
pub(crate) fn is_what_it_says(upload: &Upload) -> bool {
    let ending = upload.name.rsplit('.').next().unwrap_or_default();
    let ending = ending.to_ascii_lowercase();
    let endings: &[&str] = match Media::of(&upload.content, &upload.name) {
        Media::Pdf => &["pdf"],
        Media::Png => &["png"],
        Media::Jpeg => &["jpg", "jpeg"],
        _ => return false,
    };
    let declared = upload.declared.split(';').next().unwrap_or_default().trim();
    let media = Media::of(&upload.content, "").as_str();
    endings.contains(&ending.as_str())
        && (declared.is_empty() || declared == "application/octet-stream" || declared == media)
}
