//! Public holidays of whole years, written out.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use chrono::{Datelike, NaiveDate, Weekday};
use habeas_domain::clock::{Book, Closed};

/// The holidays of a year as `MM-DD key`, those kept instead of a weekend with a star.
fn year(calendar: &str, year: i32) -> Vec<String> {
    let book = Book::built_in().unwrap();
    let calendar = book.calendar(calendar).unwrap();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    first
        .iter_days()
        .take_while(|day| day.year() == year)
        .filter_map(|day| match calendar.closed(day)? {
            Closed::Holiday { key, substitute } => {
                let star = if substitute { "*" } else { "" };
                Some(format!("{} {key}{star}", day.format("%m-%d")))
            }
            Closed::Saturday | Closed::Sunday => {
                assert!(matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
                None
            }
        })
        .collect()
}

#[test]
fn ireland() {
    assert_eq!(
        year("ie", 2026),
        [
            "01-01 new-years-day",
            "02-02 st-brigids-day",
            "03-17 st-patricks-day",
            "04-05 easter-sunday",
            "04-06 easter-monday",
            "05-04 may-holiday",
            "06-01 june-holiday",
            "08-03 august-holiday",
            "10-26 october-holiday",
            "12-25 christmas-day",
            "12-26 st-stephens-day",
        ]
    );
    // 1 February 2030 is a Friday; in 2022 there was no such holiday.
    let brigid = |in_year| {
        let mut days = year("ie", in_year);
        days.retain(|day| day.ends_with("st-brigids-day"));
        days
    };
    assert_eq!(brigid(2030), ["02-01 st-brigids-day"]);
    assert!(brigid(2022).is_empty());
}

#[test]
fn germany() {
    assert_eq!(
        year("de", 2026),
        [
            "01-01 new-years-day",
            "04-03 good-friday",
            "04-05 easter-sunday",
            "04-06 easter-monday",
            "05-01 labour-day",
            "05-14 ascension-day",
            "05-25 whit-monday",
            "10-03 german-unity-day",
            "12-25 christmas-day",
            "12-26 second-christmas-day",
        ]
    );
}

#[test]
fn france() {
    assert_eq!(
        year("fr", 2026),
        [
            "01-01 new-years-day",
            "04-05 easter-sunday",
            "04-06 easter-monday",
            "05-01 labour-day",
            "05-08 victory-1945",
            "05-14 ascension-day",
            "05-25 whit-monday",
            "07-14 bastille-day",
            "08-15 assumption-day",
            "11-01 all-saints-day",
            "11-11 armistice-1918",
            "12-25 christmas-day",
        ]
    );
}

#[test]
fn spain() {
    assert_eq!(
        year("es", 2026),
        [
            "01-01 new-years-day",
            "04-03 good-friday",
            "04-05 easter-sunday",
            "05-01 labour-day",
            "08-15 assumption-day",
            "10-12 spanish-national-day",
            "11-01 all-saints-day",
            "12-06 spanish-constitution-day",
            "12-08 immaculate-conception",
            "12-25 christmas-day",
        ]
    );
}

#[test]
fn austria() {
    assert_eq!(
        year("at", 2027),
        [
            "01-01 new-years-day",
            "01-06 epiphany",
            "03-28 easter-sunday",
            "03-29 easter-monday",
            "05-01 labour-day",
            "05-06 ascension-day",
            "05-17 whit-monday",
            "05-27 corpus-christi",
            "08-15 assumption-day",
            "10-26 national-day",
            "11-01 all-saints-day",
            "12-08 immaculate-conception",
            "12-25 christmas-day",
            "12-26 second-christmas-day",
        ]
    );
}

#[test]
fn a_holiday_that_came_or_went_is_kept_in_its_years_only() {
    let kept = |calendar, key: &str, in_year| {
        let days = year(calendar, in_year);
        days.iter().any(|day| day.ends_with(key))
    };
    assert!(kept("dk", "great-prayer-day", 2023) && !kept("dk", "great-prayer-day", 2024));
    assert!(!kept("pl", "christmas-eve", 2024) && kept("pl", "christmas-eve", 2025));
    assert!(!kept("it", "10-04 public-holiday", 2025) && kept("it", "10-04 public-holiday", 2026));
}

#[test]
fn every_member_state_but_six_has_its_own_calendar() {
    let book = Book::built_in().unwrap();
    let on = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
    let states = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO",
    ];
    let weekends: Vec<_> = states
        .into_iter()
        .filter(|state| {
            let regime = book.choose(state, None, chrono_tz::UTC, on).unwrap();
            regime.calendar == "weekends"
        })
        .collect();
    assert_eq!(weekends, ["BG", "CY", "GR", "RO", "SK", "LI"]);
}

#[test]
fn united_kingdom() {
    assert_eq!(
        year("gb", 2026),
        [
            "01-01 new-years-day",
            "04-03 good-friday",
            "04-05 easter-sunday",
            "05-04 may-holiday",
            "05-25 spring-holiday",
            "12-25 christmas-day",
            "12-26 boxing-day",
            "12-28 boxing-day*",
        ]
    );
    assert!(year("gb", 2027).ends_with(&[
        "12-25 christmas-day".into(),
        "12-26 boxing-day".into(),
        "12-27 christmas-day*".into(),
        "12-28 boxing-day*".into(),
    ]));
    assert_eq!(
        year("gb", 2028)[..2],
        ["01-01 new-years-day", "01-03 new-years-day*"]
    );
    // Christmas on a Sunday: Monday is Boxing Day itself, so Tuesday stands for Christmas.
    assert!(year("gb", 2033).ends_with(&[
        "12-25 christmas-day".into(),
        "12-26 boxing-day".into(),
        "12-27 christmas-day*".into(),
    ]));
}

#[test]
fn a_substitute_can_fall_in_the_year_before() {
    // 1 January 2028 is a Saturday: federal offices close on Friday, 31 December 2027.
    assert_eq!(
        year("us-federal", 2027).last().map(String::as_str),
        Some("12-31 new-years-day*")
    );
}
