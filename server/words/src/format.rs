//! Numbers, dates, sizes and lists, as the locale writes them. Orders and
//! names are messages, so a translator decides them.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Timelike};
use fluent_bundle::FluentValue;

use crate::{Arg, Words};

/// Numbers inside messages: 1234567 reads 1,234,567.
pub(crate) fn english<M>(value: &FluentValue, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(grouped(&number.as_string(), ','))
        }
        _ => None,
    }
}

/// Numbers inside Spanish messages: 1234567 reads 1.234.567, and 1234 has no point (as CLDR has it).
pub(crate) fn spanish<M>(value: &FluentValue, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            let digits = number.as_string();
            Some(if number.value.abs() < 10_000.0 {
                digits.into_owned()
            } else {
                grouped(&digits, '.')
            })
        }
        _ => None,
    }
}

fn grouped(digits: &str, separator: char) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let mut out = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

impl Words {
    /// A whole number with separators: `12,345`.
    #[must_use]
    pub fn number(&self, number: impl Into<Arg>) -> String {
        self.unmarked("number-plain", &[("n", number.into())])
    }

    /// A day in full: `7 April 2026`.
    #[must_use]
    pub fn date(&self, day: NaiveDate) -> String {
        self.day("date-long", "month", day)
    }

    /// A day for dense tables: `7 Apr 2026`.
    #[must_use]
    pub fn date_short(&self, day: NaiveDate) -> String {
        self.day("date-short", "month-short", day)
    }

    /// A day with its weekday: `Tuesday 7 April 2026`.
    #[must_use]
    pub fn date_weekday(&self, day: NaiveDate) -> String {
        let weekday = self.unmarked(
            &format!("weekday-{}", day.weekday().number_from_monday()),
            &[],
        );
        self.unmarked(
            "date-weekday",
            &[("weekday", weekday.into()), ("date", self.date(day).into())],
        )
    }

    /// A moment, in the time zone of the value: `7 April 2026, 14:05`.
    #[must_use]
    pub fn moment<Tz: TimeZone>(&self, moment: &DateTime<Tz>) -> String {
        let time = format!("{:02}:{:02}", moment.hour(), moment.minute());
        let date = self.date(moment.date_naive());
        self.unmarked(
            "date-moment",
            &[("date", date.into()), ("time", time.into())],
        )
    }

    /// A size in bytes as people say it: `4.2 MB`.
    #[must_use]
    pub fn size(&self, bytes: u64) -> String {
        let (unit, whole, tenth) = match bytes {
            0..1_000 => ("size-b", bytes, 0),
            1_000..1_000_000 => ("size-kb", bytes / 1_000, 0),
            1_000_000..1_000_000_000 => ("size-mb", bytes / 1_000_000, bytes / 100_000 % 10),
            _ => ("size-gb", bytes / 1_000_000_000, bytes / 100_000_000 % 10),
        };
        self.unmarked(unit, &[("whole", whole.into()), ("tenth", tenth.into())])
    }

    /// Things in a row: `a, b and c`.
    #[must_use]
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first, last] => self.unmarked(
                "list-two",
                &[
                    ("first", first.as_ref().into()),
                    ("last", last.as_ref().into()),
                ],
            ),
            [first, rest @ ..] => self.unmarked(
                "list-more",
                &[
                    ("first", first.as_ref().into()),
                    ("rest", self.list(rest).into()),
                ],
            ),
        }
    }

    fn day(&self, pattern: &str, months: &str, day: NaiveDate) -> String {
        let month = self.unmarked(&format!("{months}-{}", day.month()), &[]);
        // Years and days as text: 2026 is not 2,026.
        let args = [
            ("day", day.day().to_string().into()),
            ("month", month.into()),
            ("year", day.year().to_string().into()),
        ];
        self.unmarked(pattern, &args)
    }

    /// Pieces that go into other messages would carry brackets within brackets
    /// in the pseudo-locale.
    fn unmarked(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let text = self.with(key, args);
        match text
            .strip_prefix('⟦')
            .and_then(|rest| rest.strip_suffix('⟧'))
        {
            Some(inner) if !inner.starts_with("missing:") && !inner.starts_with("broken:") => {
                inner.to_owned()
            }
            _ => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;
    use crate::Locale;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    #[test]
    fn english_writes_dates_numbers_sizes_and_lists() {
        let w = Words::for_locale(Locale::En);
        assert_eq!(w.date(day(2026, 4, 7)), "7 April 2026");
        assert_eq!(w.date_short(day(2026, 12, 31)), "31 Dec 2026");
        assert_eq!(w.date_weekday(day(2026, 4, 7)), "Tuesday 7 April 2026");
        let moment = day(2026, 4, 7).and_hms_opt(9, 5, 59).unwrap_or_default();
        assert_eq!(
            w.moment(&Utc.from_utc_datetime(&moment)),
            "7 April 2026, 09:05"
        );
        assert_eq!(w.number(0), "0");
        assert_eq!(w.number(999), "999");
        assert_eq!(w.number(1000), "1,000");
        assert_eq!(w.number(-1_234_567), "-1,234,567");
        assert_eq!(w.size(999), "999 bytes");
        assert_eq!(w.size(61_440), "61 kB");
        assert_eq!(w.size(4_250_000), "4.2 MB");
        assert_eq!(w.list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(
            w.with("count-records", &[("count", 1234.into())]),
            "1,234 records"
        );
    }

    #[test]
    fn spanish_writes_dates_numbers_sizes_and_lists() {
        let w = Words::for_locale(Locale::Es);
        assert_eq!(w.date(day(2026, 4, 7)), "7 de abril de 2026");
        assert_eq!(w.date_short(day(2026, 12, 31)), "31 dic 2026");
        assert_eq!(
            w.date_weekday(day(2026, 4, 7)),
            "martes, 7 de abril de 2026"
        );
        let moment = day(2026, 4, 7).and_hms_opt(9, 5, 59).unwrap_or_default();
        assert_eq!(
            w.moment(&Utc.from_utc_datetime(&moment)),
            "7 de abril de 2026, 09:05"
        );
        assert_eq!(w.number(1000), "1000");
        assert_eq!(w.number(-1_234_567), "-1.234.567");
        assert_eq!(w.size(999), "999 bytes");
        assert_eq!(w.size(4_250_000), "4,2 MB");
        assert_eq!(w.list(&["a", "b", "c"]), "a, b y c");
        assert_eq!(
            w.with("count-records", &[("count", 1.into())]),
            "1 registro"
        );
        assert_eq!(
            w.with("count-records", &[("count", 12_345.into())]),
            "12.345 registros"
        );
    }

    /// One, none and many: each reads as one would say it.
    #[test]
    fn spanish_counts_as_one_speaks() {
        let w = Words::for_locale(Locale::Es);
        let records = |count: i64| w.with("count-records", &[("count", count.into())]);
        assert_eq!(records(0), "0 registros");
        assert_eq!(records(1), "1 registro");
        assert_eq!(records(2), "2 registros");
        assert_eq!(records(21), "21 registros");
        assert_eq!(records(1_000_000), "1.000.000 registros");
        let missing = |count: i64| w.with("missing-title", &[("count", count.into())]);
        assert_eq!(missing(1), "Aquí falta un sistema");
        assert_eq!(missing(2), "Aquí faltan 2 sistemas");
    }

    #[test]
    fn spanish_names_every_month_and_day_of_the_week() {
        let w = Words::for_locale(Locale::Es);
        let months = [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ];
        for (month, name) in (1..).zip(months) {
            assert_eq!(
                w.date(day(2028, month, 29)),
                format!("29 de {name} de 2028")
            );
            let short = w.date_short(day(2028, month, 29));
            assert!(short.starts_with(&format!("29 {}", &name[..3])), "{short}");
        }
        let days = [
            "lunes",
            "martes",
            "miércoles",
            "jueves",
            "viernes",
            "sábado",
            "domingo",
        ];
        for (number, name) in (1..).zip(days) {
            // 1 May 2028 is a Monday.
            assert!(w.date_weekday(day(2028, 5, number)).starts_with(name));
        }
    }

    #[test]
    fn pseudo_marks_each_message_once() {
        let w = Words::for_locale(Locale::Pseudo);
        assert_eq!(
            w.with("count-records", &[("count", 2.into())]),
            "⟦2 řéçóřđš⟧"
        );
        assert_eq!(w.date(day(2026, 4, 7)), "7 Áƥříł 2026");
        assert_eq!(w.say("nothing-here"), "⟦missing:nothing-here⟧");
        assert_eq!(w.say("count-records"), "⟦broken:count-records⟧");
    }
}
