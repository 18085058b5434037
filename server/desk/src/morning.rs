//! The morning: what matters today, and how answers have been going.

use chrono::{Days, NaiveDate, TimeDelta};
use habeas_domain::{
    role::Act,
    view::{AnswerTimes, DayCount, MorningView, QueueFilter},
};
use habeas_ledger::{messages, queue, ratings, told};

use crate::{Desk, Done, Visitor};

/// How many requests stand on the page.
const FIRST: i64 = 15;
/// How many days the chart goes back.
const DAYS: u64 = 30;
/// How many days the times of answers go back.
const TIMES: u64 = 90;

impl Desk {
    /// What whoever handles requests reads first.
    ///
    /// # Errors
    /// Only who may.
    pub async fn morning(&self, visitor: &Visitor) -> Done<MorningView> {
        let me = visitor.staff(Act::SeeQueue)?;
        let today = self.today();
        let ago = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let mut tx = self.ledger.read().await?;
        let all = self.wanted(&QueueFilter::default(), me);
        let rows = queue::page(&mut tx, &all, FIRST).await?;
        let names = self.handlers(&mut tx).await?;
        let first = self.queue_lines(&mut tx, rows, (me, &names)).await?;
        let numbers = self.numbers(&mut tx).await?;
        let (received, finished) = queue::days(&mut tx, ago(DAYS - 1)).await?;
        let taken = queue::taken(&mut tx, ago(TIMES)).await?;
        let mut unread = Vec::new();
        for (reference, since) in messages::unread(&mut tx, FIRST).await? {
            unread.push((reference.parse().map_err(anyhow::Error::from)?, since));
        }
        let since = self.now() - TimeDelta::days(TIMES.cast_signed());
        let mut scores = [0; 5];
        for (score, count) in ratings::counted(&mut tx, since).await? {
            let place = usize::try_from(score - 1).ok();
            if let Some(of_score) = place.and_then(|place| scores.get_mut(place)) {
                *of_score = count.unsigned_abs();
            }
        }
        let mut to_tell = Vec::new();
        if visitor.may(Act::TellRecipient).is_ok() {
            for (reference, count) in told::waiting(&mut tx).await? {
                let reference = reference.parse().map_err(anyhow::Error::from)?;
                to_tell.push((reference, count.unsigned_abs()));
            }
        }
        let on = |counts: &[(NaiveDate, i64)], day| {
            let found = counts.iter().find(|(known, _)| *known == day);
            found.map_or(0, |(_, count)| count.unsigned_abs())
        };
        let days = (0..DAYS).rev().map(ago).map(|day| DayCount {
            day,
            received: on(&received, day),
            finished: on(&finished, day),
        });
        Ok(MorningView {
            numbers,
            first,
            days: days.collect(),
            times: AnswerTimes::of(&taken),
            unread,
            ratings: scores,
            erased: self.erased_watch_in(&mut tx).await?,
            to_tell,
        })
    }
}
