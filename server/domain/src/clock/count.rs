//! How a period is counted.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{
    Calendar, Closed, Deadline, DueReason, Duty, Moved, PauseEffect, PauseReason, Rules, Span,
    Timing, calendar::YEARS,
};
use crate::right::Right;

/// The day a span ends that begins with an event on `start`, and its reason.
fn end_of(span: Span, start: NaiveDate, calendar: &Calendar) -> Option<(NaiveDate, DueReason)> {
    Some(match span {
        Span::Months(months) => {
            let date = start.checked_add_months(Months::new(months))?;
            let reason = if date.day() == start.day() {
                DueReason::SameDay { months, date }
            } else {
                DueReason::ShortMonth { months, date }
            };
            (date, reason)
        }
        Span::Days(days) => {
            let date = later(start, days)?;
            (date, DueReason::Days { days, date })
        }
        Span::BusinessDays(days) => {
            let date = calendar.nth_working_day_after(start, days)?;
            (date, DueReason::BusinessDays { days, date })
        }
    })
}

fn later(date: NaiveDate, days: u32) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(days.into()))
}

/// Moves a last day that is no working day, saying why for each day that is passed over.
fn moved(
    mut date: NaiveDate,
    moved: Moved,
    calendar: &Calendar,
    reasons: &mut Vec<DueReason>,
) -> Option<NaiveDate> {
    if moved == Moved::Never {
        return Some(date);
    }
    while let Some(closed) = calendar.closed(date) {
        reasons.push(match closed {
            Closed::Saturday => DueReason::Saturday { date },
            Closed::Sunday => DueReason::Sunday { date },
            Closed::Holiday { key, substitute } => DueReason::Holiday {
                date,
                key: key.to_owned(),
                substitute,
            },
        });
        date = date.succ_opt()?;
    }
    Some(date)
}

/// The day the clock begins and what it waited for until then, and how many days since then do
/// not count.
///
/// Days are counted from question to answer without the day of the question: of two readings the
/// one with the earlier due date.
fn start_and_waits(rules: &Rules, timing: &Timing) -> (NaiveDate, Option<PauseReason>, u32) {
    let effect = |why: PauseReason| rules.pauses.get(&why).copied();
    let last = timing
        .waits
        .iter()
        .filter(|wait| effect(wait.why) == Some(PauseEffect::Restart))
        .filter(|wait| wait.until > timing.received_on)
        .max_by_key(|wait| wait.until);
    let start = last.map_or(timing.received_on, |wait| wait.until);
    let waited: i64 = timing
        .waits
        .iter()
        .filter(|wait| effect(wait.why) == Some(PauseEffect::Suspend))
        .map(|wait| (wait.until - wait.from.max(start)).num_days().max(0))
        .sum();
    let why = last.map(|wait| wait.why);
    (start, why, u32::try_from(waited).unwrap_or(u32::MAX))
}

/// When the answer is due. None where the days run out of the calendar.
pub(super) fn deadline(
    rules: &Rules,
    calendar: &Calendar,
    right: Right,
    timing: &Timing,
) -> Option<Deadline> {
    if !YEARS.contains(&timing.received_on.year()) {
        return None;
    }
    let Duty {
        within,
        extended: longer,
        ..
    } = *rules.duty(right);
    let extended = longer.filter(|_| timing.extended);
    let (start, began, waited) = start_and_waits(rules, timing);

    let mut reasons = vec![DueReason::ReceivedOn {
        date: timing.received_on,
    }];
    match began {
        None => {}
        Some(PauseReason::Fee) => reasons.push(DueReason::FeePaidOn { date: start }),
        Some(_) => reasons.push(DueReason::IdentityShownOn { date: start }),
    }
    let (mut date, reason) = end_of(extended.unwrap_or(within), start, calendar)?;
    reasons.push(reason);
    if waited > 0 {
        date = later(date, waited)?;
        reasons.push(DueReason::Paused { days: waited, date });
    }
    let legal = moved(date, rules.duty(right).moved, calendar, &mut reasons)?;

    let with_buffer = legal.checked_sub_days(Days::new(rules.inner.buffer.into()))?;
    let fixed = later(start, rules.inner.days)?.checked_add_days(Days::new(waited.into()))?;
    let wanted = match extended {
        None => with_buffer.min(fixed),
        Some(_) => with_buffer,
    };
    let inner = calendar.working_day_until(wanted)?;
    Some(Deadline {
        legal,
        inner: inner.max(timing.received_on),
        extendable: longer.is_some() && !timing.extended,
        reasons,
    })
}

/// The last day on which an answer can be appealed against, where the law gives one.
pub(super) fn appeal_until(
    rules: &Rules,
    calendar: &Calendar,
    answered_on: NaiveDate,
) -> Option<NaiveDate> {
    let (date, _) = end_of(rules.appeal_within?, answered_on, calendar)?;
    Some(date)
}

/// When receipt must have been confirmed, where the law says so.
pub(super) fn acknowledge(
    rules: &Rules,
    calendar: &Calendar,
    right: Right,
    received_on: NaiveDate,
) -> Option<Deadline> {
    let duty = rules.duty(right);
    let mut reasons = vec![DueReason::ReceivedOn { date: received_on }];
    let (date, reason) = end_of(duty.acknowledge?, received_on, calendar)?;
    reasons.push(reason);
    let legal = moved(date, duty.moved, calendar, &mut reasons)?;
    Some(Deadline {
        legal,
        inner: calendar.working_day_until(legal)?,
        extendable: false,
        reasons,
    })
}
