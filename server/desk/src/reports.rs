//! Reports over a period, for officers and for those who watch.

use chrono::{Days, NaiveDate, TimeZone};
use habeas_domain::{
    report::{Californian, Counted, Ended, Report, RightReport},
    right::Right,
    role::Act,
    validate::Fault,
    view::Stage,
};
use habeas_ledger::{audit::Entry, reports};

use crate::{
    Csv, Desk, DeskError, Done, Problem, Visitor,
    csv::{file, line},
};

/// A report goes back a year where nobody says otherwise.
const A_YEAR: u64 = 365;

impl Desk {
    /// The report of a period; days are typed as `2026-03-05`, empty ones are the year until
    /// today. An empty law is every law.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for days that are none, or the wrong way round.
    pub async fn report(
        &self,
        visitor: &Visitor,
        (from, to): (&str, &str),
        law: &str,
    ) -> Done<Report> {
        visitor.staff(Act::SeeReports)?;
        let today = self.today();
        let day = |field, typed: &str, otherwise: NaiveDate| match typed.trim() {
            "" => Ok(otherwise),
            typed => typed
                .parse::<NaiveDate>()
                .map_err(|_| DeskError::answer(field, Problem::Value(Fault::NotADate))),
        };
        let to = day("to", to, today)?;
        let year = to.checked_sub_days(Days::new(A_YEAR - 1)).unwrap_or(to);
        let from = day("from", from, year)?;
        if to < from {
            return Err(DeskError::answer("to", Problem::BeforeStart));
        }
        let law = self.book.laws(today).into_iter().find(|one| *one == law);
        let law = law.unwrap_or_default().to_owned();
        let counted = self.counted((from, to), &law).await?;
        Ok(Report::of((from, to), law, &counted))
    }

    /// The laws that a report can be narrowed to.
    pub fn report_laws(&self) -> Vec<String> {
        let laws = self.book.laws(self.today()).into_iter();
        laws.map(str::to_owned).collect()
    }

    /// The same as CSV: one line for each right, then one for each number of 11 CCR §7102.
    ///
    /// # Errors
    /// As [`Desk::report`].
    pub async fn export_report(
        &self,
        visitor: &Visitor,
        period: (&str, &str),
        law: &str,
    ) -> Done<Csv> {
        let report = self.report(visitor, period, law).await?;
        let body = serde_json::json!({ "v": 1, "what": "exported-report" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::SeeReports).with(body);
        self.alone(&entry).await?;
        Ok(file(&HEADS, rows(&report), |rows| async move {
            Ok((rows, None))
        }))
    }

    async fn counted(&self, days: (NaiveDate, NaiveDate), law: &str) -> Done<Counted> {
        let mut tx = self.ledger.read().await?;
        let number = |count: i64| count.unsigned_abs();
        let mut counted = Counted::default();
        for (kind, count) in reports::received(&mut tx, days, law).await? {
            counted.received.push((right(&kind)?, number(count)));
        }
        for one in reports::ended(&mut tx, days, law).await? {
            counted.ended.push(Ended {
                right: right(&one.kind)?,
                stage: Stage::named(&one.stage).unwrap_or(Stage::Expired),
                outcome: one.outcome,
                ground: one.ground,
                extended: one.extended,
                received: one.received_on,
                finished: one.finished_on,
                due: one.due,
                inner: one.inner_due,
                count: number(one.requests),
            });
        }
        for (kind, open, late) in reports::unfinished(&mut tx, self.today(), law).await? {
            counted
                .open
                .push((right(&kind)?, number(open), number(late)));
        }
        let start = |day: NaiveDate| {
            let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default();
            let here = self.settings.zone.from_local_datetime(&midnight).earliest();
            here.map_or_else(|| midnight.and_utc(), |here| here.to_utc())
        };
        let after = days.1.checked_add_days(Days::new(1)).unwrap_or(days.1);
        let moments = (start(days.0), start(after));
        for (what, said, written) in reports::said_no(&mut tx, moments).await? {
            counted.said_no.push((what, number(said), number(written)));
        }
        Ok(counted)
    }
}

fn right(kind: &str) -> Done<Right> {
    Ok(kind.parse().map_err(anyhow::Error::from)?)
}

/// The heads of the file.
const HEADS: [&str; 18] = [
    "part",
    "what",
    "from",
    "to",
    "law",
    "received",
    "in_full",
    "in_part",
    "nothing_held",
    "refused",
    "refused_by_ground",
    "withdrawn",
    "never_verified",
    "median_days",
    "mean_days",
    "late",
    "within_own_days",
    "extended",
];

fn rows(report: &Report) -> Vec<u8> {
    let all = report
        .rights
        .iter()
        .map(|(right, part)| ("right", right.as_str(), part));
    let california = report
        .california
        .iter()
        .map(|(kind, part): &(Californian, RightReport)| ("7102", kind.as_str(), part));
    all.chain(california)
        .flat_map(|(kind, what, part)| row(report, (kind, what), part))
        .collect()
}

fn row(report: &Report, (kind, what): (&str, &str), part: &RightReport) -> Vec<u8> {
    let grounds: Vec<String> = part
        .refused
        .iter()
        .map(|(ground, count)| format!("{ground}={count}"))
        .collect();
    line(&[
        kind.to_owned(),
        what.to_owned(),
        report.from.to_string(),
        report.to.to_string(),
        report.law.clone(),
        part.received.to_string(),
        part.in_full.to_string(),
        part.in_part.to_string(),
        part.nothing_held.to_string(),
        part.refused_all().to_string(),
        grounds.join("; "),
        part.withdrawn.to_string(),
        part.expired.to_string(),
        format!("{:.1}", part.median),
        format!("{:.1}", part.mean),
        part.late.to_string(),
        part.within_inner.to_string(),
        part.extended.to_string(),
    ])
}
