//! What staff see of a person beyond one request: where they got stuck, and who may be the same.

use chrono::{DateTime, NaiveDate, Utc};
use habeas_domain::{
    id::{StaffId, SubjectId},
    identity::Identity,
};
use uuid::Uuid;

use crate::{
    Keys, Tx,
    db::{ensure_rows, execute, fetch_all},
    error::Result,
};

/// Counts that somebody got stuck on a page, and forgets what is older than a day.
///
/// # Errors
/// Where the database refuses.
pub async fn stumbled(
    tx: &mut Tx,
    subject: SubjectId,
    (page, what): (&str, &str),
    (day, before): (NaiveDate, NaiveDate),
) -> Result {
    execute!(&mut *tx, "delete from stumble where day < $1", before)?;
    let changed = execute!(
        tx,
        "insert into stumble (subject_id, page, what, day, count) values ($1, $2, $3, $4, 1) \
         on conflict (subject_id, page, what, day) do update set count = stumble.count + 1",
        subject.0,
        page,
        what,
        day
    )?;
    ensure_rows(changed, 1)
}

/// Where somebody got stuck since a day, last first: page, what, how often, the last day.
///
/// # Errors
/// Where the database does not answer.
pub async fn stumbles(
    tx: &mut Tx,
    subject: SubjectId,
    since: NaiveDate,
) -> Result<Vec<(String, String, i64, NaiveDate)>> {
    fetch_all!(
        tx,
        (String, String, i64, NaiveDate),
        "select page, what, cast(sum(count) as bigint), max(day) from stumble \
         where subject_id = $1 and day >= $2 group by page, what order by max(day) desc, page, what \
         limit 20",
        subject.0,
        since
    )
}

/// Codes that were sent to somebody and never came back, by what they were for.
///
/// # Errors
/// Where the database does not answer.
pub async fn codes_not_given(
    tx: &mut Tx,
    subject: SubjectId,
    now: DateTime<Utc>,
) -> Result<Vec<(String, i64)>> {
    fetch_all!(
        tx,
        (String, i64),
        "select purpose, count(*) from challenge where subject_id = $1 and proved_at is null \
         and used_at is null and expires_at < $2 group by purpose order by purpose",
        subject.0,
        now
    )
}

/// Other people who said or showed that an identity is theirs: who, and whether they showed it.
///
/// # Errors
/// Where the database does not answer.
pub async fn others_of(
    tx: &mut Tx,
    keys: &Keys,
    identity: &Identity,
    subject: SubjectId,
) -> Result<Vec<(SubjectId, bool)>> {
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    let rows = fetch_all!(
        tx,
        (Uuid, i64),
        "select subject_id, case when verified_at is null then cast(0 as bigint) \
         else cast(1 as bigint) end from identity \
         where kind = $1 and hash = $2 and subject_id <> $3 limit 10",
        identity.kind.as_str(),
        hash.clone(),
        subject.0
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, shown)| (SubjectId(id), shown == 1))
        .collect())
}

/// Writes down that two people are one; `false` where it is written down.
///
/// # Errors
/// Where the database refuses.
pub async fn join(
    tx: &mut Tx,
    id: Uuid,
    people: (SubjectId, SubjectId),
    (staff, at): (StaffId, DateTime<Utc>),
) -> Result<bool> {
    let (one, other) = in_order(people);
    let changed = execute!(
        tx,
        "insert into same_person (id, one, other, staff_id, at) values ($1, $2, $3, $4, $5) \
         on conflict (one, other) where undone_at is null do nothing",
        id,
        one,
        other,
        staff.0,
        at
    )?;
    Ok(changed == 1)
}

/// Takes it back that two people are one.
///
/// # Errors
/// Where it is not written down.
pub async fn part(
    tx: &mut Tx,
    people: (SubjectId, SubjectId),
    (staff, at): (StaffId, DateTime<Utc>),
) -> Result {
    let (one, other) = in_order(people);
    let changed = execute!(
        tx,
        "update same_person set undone_by = $3, undone_at = $4 \
         where one = $1 and other = $2 and undone_at is null",
        one,
        other,
        staff.0,
        at
    )?;
    ensure_rows(changed, 1)
}

/// The people who are the same as this one.
///
/// # Errors
/// Where the database does not answer.
pub async fn same_as(tx: &mut Tx, subject: SubjectId) -> Result<Vec<SubjectId>> {
    let rows = fetch_all!(
        tx,
        (Uuid, Uuid),
        "select one, other from same_person \
         where (one = $1 or other = $1) and undone_at is null order by at, id",
        subject.0
    )?;
    Ok(rows
        .into_iter()
        .map(|(one, other)| SubjectId(if one == subject.0 { other } else { one }))
        .collect())
}

fn in_order((one, other): (SubjectId, SubjectId)) -> (Uuid, Uuid) {
    if one.0 <= other.0 {
        (one.0, other.0)
    } else {
        (other.0, one.0)
    }
}
