//! The morning: what matters today, and how answers have been going.

use chrono::{Days, NaiveDate, TimeDelta};
use habeas_domain::{
    request::Request,
    role::Act,
    view::{AnswerTimes, DayCount, MorningView, QueueFilter, Stage, StuckLine},
};
use habeas_ledger::{Tx, messages, queue, ratings, told};

use crate::{Desk, Done, Visitor};

/// How many requests stand on the page.
const FIRST: i64 = 15;
/// How many answers of one score are named.
const RATED: i64 = 50;
/// How many days the chart goes back.
const DAYS: u64 = 30;
/// How many days the times of answers go back.
const TIMES: u64 = 90;

impl Desk {
    /// What whoever handles requests reads first; with a score, which answers were given it.
    ///
    /// # Errors
    /// Only who may.
    pub async fn morning(&self, visitor: &Visitor, score: Option<u8>) -> Done<MorningView> {
        let me = visitor.staff(Act::SeeQueue)?;
        let today = self.today();
        let ago = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let mut tx = self.ledger.read().await?;
        let all = self.wanted(&QueueFilter::default(), me);
        let rows = queue::page(&mut tx, &all, FIRST).await?;
        let names = self.handlers(&mut tx).await?;
        let first = self.queue_lines(&mut tx, rows, (me, &names)).await?;
        let numbers = self.numbers(&mut tx).await?;
        let stuck = self.stuck_lines(&mut tx, visitor).await?;
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
        let mut rated = None;
        if let Some(score) = score.filter(|score| (1..=5).contains(score)) {
            let of_score = ratings::of_score(&mut tx, score.into(), since, RATED).await?;
            let all = of_score.into_iter().filter_map(|(number, at)| {
                let number = number.parse().ok()?;
                Some((number, at))
            });
            rated = Some((score, all.collect()));
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
            stuck,
            unread,
            ratings: scores,
            erased: self.erased_watch_in(&mut tx).await?,
            to_tell,
            rated,
        })
    }

    /// What is stopped, each with why, and whether whoever looks may have it tried again.
    async fn stuck_lines(&self, tx: &mut Tx, visitor: &Visitor) -> Done<Vec<StuckLine>> {
        let me = visitor.staff(Act::SeeQueue)?;
        let wanted = QueueFilter {
            stage: Some(Stage::NeedsPerson),
            ..QueueFilter::default()
        };
        let rows = queue::page(tx, &self.wanted(&wanted, me), FIRST).await?;
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let request: Request = serde_json::from_value(row.body).map_err(anyhow::Error::from)?;
            let may = request.check(Act::Retry, &visitor.actor, self.now());
            lines.push(StuckLine {
                reference: request.reference,
                right: request.right,
                why: self.stuck(&request),
                retry: may.is_ok().then_some(request.version),
            });
        }
        Ok(lines)
    }
}
