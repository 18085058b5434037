//! What staff keep with a request for themselves: small tasks with who did them, remarks, files. None
//! of it is on a page of the person; all of it is sealed under the person's key, and gone with it.

use habeas_domain::{
    id::{Reference, StaffId},
    role::Act,
    validate::Fault,
    view::{InsideLine, InsideView},
};
use habeas_ledger::{
    Tx,
    audit::Entry,
    inside::{self, Row},
    staff, subjects,
};
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, FileFault, LARGEST_EVIDENCE, PersonFile, Problem, Upload, Visitor,
    evidence::is_what_it_says, keep::Kept,
};

/// The longest task or remark, in characters.
const LONGEST: usize = 2000;
/// The most files of one request.
const MOST_FILES: usize = 20;

/// What somebody adds.
#[derive(Debug, Clone, Copy)]
pub enum Adding<'a> {
    /// Something to do.
    Task(&'a str),
    /// Something to know.
    Remark(&'a str),
    /// A file.
    File(&'a Upload),
}

impl Adding<'_> {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Task(_) => "task",
            Self::Remark(_) => "remark",
            Self::File(_) => "file",
        }
    }
}

impl Desk {
    /// Adds a task, a remark or a file; the same form sent twice is one.
    ///
    /// # Errors
    /// [`DeskError::Answers`] at `task`, `remark` or `evidence`.
    pub async fn add_inside(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        (adding, client_id): (Adding<'_>, Uuid),
    ) -> Done {
        let me = visitor.staff(Act::WriteNote)?;
        self.not_near_request(visitor, reference, Act::WriteNote)
            .await?;
        let (text, content) = match adding {
            Adding::Task(text) => (checked("task", text)?, None),
            Adding::Remark(text) => (checked("remark", text)?, None),
            Adding::File(upload) => {
                self.file_is_fine(upload).await?;
                (upload.name.clone(), Some(upload.content.as_slice()))
            }
        };
        let now = self.now();
        let id = self.dice.uuid(now);
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let there = inside::of_request(&mut tx, kept.request.id).await?;
        let files = there.iter().filter(|one| one.kind == "file").count();
        if content.is_some() && files >= MOST_FILES {
            let fault = FileFault::TooMany(MOST_FILES);
            return Err(DeskError::answer("evidence", Problem::File(fault)));
        }
        let key = subjects::data_key(&mut tx, &self.keys, kept.request.subject).await?;
        let bound = |part: &str| format!("inside/{part}/{id}");
        let row = Row {
            id,
            subject_id: kept.request.subject.0,
            client_id,
            kind: adding.kind().to_owned(),
            staff_id: me.0,
            sealed: key.seal(&self.dice, &bound("text"), text.as_bytes())?,
            bytes: content.map_or(0, |content| {
                i64::try_from(content.len()).unwrap_or(i64::MAX)
            }),
            at: now,
            done_at: None,
            done_by: None,
        };
        let content = match content {
            Some(content) => Some(key.seal(&self.dice, &bound("content"), content)?),
            None => None,
        };
        if inside::add(&mut tx, kept.request.id, &row, content.as_deref()).await? {
            let body = serde_json::json!({ "v": 1, "what": adding.kind() });
            let entry = Entry::new(&self.keys, &visitor.actor, Act::WriteNote);
            self.entry(&mut tx, &entry.on(*reference).with(body))
                .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Writes down that a task is done, or is to do again.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the request has no such task.
    pub async fn task_done(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        (id, done): (Uuid, bool),
    ) -> Done {
        let me = visitor.staff(Act::WriteNote)?;
        self.not_near_request(visitor, reference, Act::WriteNote)
            .await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let by = done.then(|| (me, self.now()));
        inside::done(&mut tx, kept.request.id, id, by)
            .await
            .map_err(|_| DeskError::NotFound)?;
        let what = if done { "task-done" } else { "task-open" };
        let body = serde_json::json!({ "v": 1, "what": what });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::WriteNote);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        Ok(tx.commit().await?)
    }

    /// A file that staff keep with a request.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the request has no such file.
    pub async fn inside_file(
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
        let rows = inside::of_request(&mut tx, kept.request.id).await?;
        let row = rows.iter().find(|row| row.id == id && row.kind == "file");
        let row = row.ok_or(DeskError::NotFound)?;
        let key = subjects::data_key(&mut tx, &self.keys, kept.request.subject).await?;
        let name = key.open(&format!("inside/text/{id}"), &row.sealed)?;
        let sealed = inside::content(&mut tx, id).await?;
        let sealed = sealed.ok_or(DeskError::NotFound)?;
        let content = key.open(&format!("inside/content/{id}"), &sealed)?;
        let about = (kept.request.subject, Act::SeeEvidence);
        self.look_only(&mut tx, visitor, about, &reference.to_string())
            .await?;
        let body = serde_json::json!({
            "v": 1, "what": "file-opened", "person": kept.request.subject
        });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::SeeEvidence);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        tx.commit().await?;
        let name = String::from_utf8_lossy(&name).into_owned();
        Ok(PersonFile::whole(name, content))
    }

    /// Everything that staff keep with a request; nothing where the person's key is gone.
    pub(crate) async fn inside_of(&self, tx: &mut Tx, kept: &Kept) -> Done<InsideView> {
        let rows = inside::of_request(tx, kept.request.id).await?;
        let mut view = InsideView::default();
        if rows.is_empty() {
            return Ok(view);
        }
        let Ok(key) = subjects::data_key(tx, &self.keys, kept.request.subject).await else {
            return Ok(view);
        };
        let members = staff::all(tx, &self.keys).await?;
        let named = |id: Uuid| {
            let known = members.iter().find(|member| member.id == StaffId(id));
            known
                .map(|member| member.person.name.clone())
                .unwrap_or_default()
        };
        for row in rows {
            let text = key.open(&format!("inside/text/{}", row.id), &row.sealed)?;
            let line = InsideLine {
                id: row.id,
                text: String::from_utf8_lossy(&text).into_owned(),
                by: named(row.staff_id),
                at: row.at,
                done: row
                    .done_at
                    .map(|at| (at, row.done_by.map(named).unwrap_or_default())),
                bytes: row.bytes.unsigned_abs(),
            };
            match row.kind.as_str() {
                "task" => view.tasks.push(line),
                "remark" => view.remarks.push(line),
                _ => view.files.push(line),
            }
        }
        Ok(view)
    }

    async fn file_is_fine(&self, upload: &Upload) -> Done {
        let refused = |fault| Err(DeskError::answer("evidence", Problem::File(fault)));
        if upload.content.is_empty() {
            return Err(DeskError::answer("evidence", Problem::Missing));
        }
        if upload.content.len() > LARGEST_EVIDENCE {
            return refused(FileFault::TooLarge(LARGEST_EVIDENCE / 1024 / 1024));
        }
        if !is_what_it_says(upload) {
            return refused(FileFault::Kind);
        }
        self.scanned(&upload.content).await
    }
}

fn checked(field: &'static str, text: &str) -> Done<String> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    if text.is_empty() {
        Err(DeskError::answer(field, Problem::Missing))
    } else if text.chars().count() > LONGEST {
        let fault = Fault::TooLong(LONGEST);
        Err(DeskError::answer(field, Problem::Value(fault)))
    } else {
        Ok(text)
    }
}
