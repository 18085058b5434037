//! Due dates, worked out by hand: the vectors of the law notes, one story each.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use chrono::NaiveDate;
use chrono_tz::{America::Los_Angeles, Europe::Dublin, Tz};
use habeas_domain::{
    clock::{Book, BookError, Deadline, DueReason, PauseReason, Regime, Timing, Wait},
    right::Right,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn book() -> Book {
    Book::built_in().unwrap()
}

fn regime(place: &str, calendar: Option<&str>, on: &str) -> Regime {
    let zone: Tz = if place == "US-CA" {
        Los_Angeles
    } else {
        Dublin
    };
    let mut regime = book().choose(place, None, zone, day(on)).unwrap();
    if let Some(calendar) = calendar {
        regime.calendar = calendar.to_owned();
    }
    regime
}

fn due(place: &str, calendar: Option<&str>, right: Right, received: &str) -> [Deadline; 2] {
    let regime = regime(place, calendar, received);
    [false, true].map(|extended| {
        let timing = Timing {
            extended,
            ..Timing::received(day(received))
        };
        book().deadline(&regime, right, &timing).unwrap()
    })
}

#[test]
fn gdpr_vectors() {
    for (received, legal, extended) in [
        ("2026-03-05", "2026-04-07", "2026-06-05"),
        ("2026-08-31", "2026-09-30", "2026-11-30"),
        ("2027-01-30", "2027-03-01", "2027-04-30"),
        ("2028-01-31", "2028-02-29", "2028-05-01"),
        ("2026-11-26", "2026-12-28", "2027-02-26"),
    ] {
        let [first, second] = due("IE", Some("eu-example"), Right::Access, received);
        assert_eq!(first.legal, day(legal), "received {received}");
        assert_eq!(second.legal, day(extended), "received {received}, extended");
        assert!(first.extendable && !second.extendable);
    }
}

#[test]
fn the_first_of_may_moves_it_where_it_is_a_holiday() {
    for country in ["DE", "FR", "ES", "IE"] {
        let [_, extended] = due(country, None, Right::Access, "2028-01-31");
        assert_eq!(extended.legal, day("2028-05-02"), "{country}");
    }
}

#[test]
fn it_says_why() {
    let [first, _] = due("IE", Some("eu-example"), Right::Access, "2026-03-05");
    let holiday = |date, key: &str| DueReason::Holiday {
        date: day(date),
        key: key.to_owned(),
        substitute: false,
    };
    assert_eq!(
        first.reasons,
        [
            DueReason::ReceivedOn {
                date: day("2026-03-05")
            },
            DueReason::SameDay {
                months: 1,
                date: day("2026-04-05")
            },
            holiday("2026-04-05", "easter-sunday"),
            holiday("2026-04-06", "easter-monday"),
        ]
    );
    assert_eq!(
        first.reasons[2].holiday_key().as_deref(),
        Some("holiday-easter-sunday")
    );
    let [short, _] = due("IE", None, Right::Access, "2027-01-30");
    assert_eq!(
        short.reasons[1..],
        [
            DueReason::ShortMonth {
                months: 1,
                date: day("2027-02-28")
            },
            DueReason::Sunday {
                date: day("2027-02-28")
            },
        ]
    );
    let json = serde_json::to_string(&short).unwrap();
    assert_eq!(serde_json::from_str::<Deadline>(&json).unwrap(), short);
}

#[test]
fn we_mean_to_be_done_earlier() {
    for (received, inner) in [
        ("2026-03-05", "2026-04-02"), // 28 days
        ("2026-08-31", "2026-09-28"), // 28 days, and two before the legal day
        ("2027-01-30", "2027-02-26"), // 27 February is a Saturday
        ("2026-11-26", "2026-12-24"), // 28 days
        ("2026-02-26", "2026-03-24"), // two before 26 March come first in a short month
    ] {
        let [first, _] = due("IE", Some("eu-example"), Right::Access, received);
        assert_eq!(first.inner, day(inner), "received {received}");
    }
    let [_, extended] = due("IE", Some("eu-example"), Right::Access, "2026-03-05");
    assert_eq!(extended.inner, day("2026-06-03"));
}

#[test]
fn uk_vectors() {
    // ICO: 3 September to 3 October, which in 2026 is a Saturday.
    let [first, _] = due("GB", None, Right::Access, "2026-09-03");
    assert_eq!(first.legal, day("2026-10-05"));
    assert_eq!(
        first.reasons[2..],
        [
            DueReason::Saturday {
                date: day("2026-10-03")
            },
            DueReason::Sunday {
                date: day("2026-10-04")
            },
        ]
    );
    let [first, _] = due("GB", None, Right::Access, "2027-09-03");
    assert_eq!(first.legal, day("2027-10-04"), "3 October 2027 is a Sunday");
    // Complaints are acknowledged within 30 days, since 19 June 2026.
    let acknowledged = |on: &str| {
        book()
            .acknowledge(&regime("GB", None, on), Right::Complaint, day(on))
            .unwrap()
    };
    assert_eq!(acknowledged("2026-07-06").unwrap().legal, day("2026-08-05"));
    assert_eq!(acknowledged("2026-06-18"), None);
    assert_eq!(
        book().choose("GB", None, Dublin, day("2026-02-04")),
        Err(BookError::NotInForce("uk-gdpr".into()))
    );
}

#[test]
fn california_vectors() {
    let acknowledged = |calendar, on: &str| {
        let regime = regime("US-CA", calendar, on);
        let deadline = book().acknowledge(&regime, Right::Access, day(on));
        deadline.unwrap().unwrap().legal
    };
    assert_eq!(acknowledged(None, "2026-06-01"), day("2026-06-15"));
    assert_eq!(acknowledged(None, "2026-11-20"), day("2026-12-04"));
    for (calendar, received, opted_out) in [
        (None, "2026-06-01", "2026-06-22"),
        (Some("us-federal"), "2026-06-01", "2026-06-23"), // Juneteenth
        (None, "2026-11-20", "2026-12-11"),
        (Some("us-federal"), "2026-11-20", "2026-12-14"), // Thanksgiving
    ] {
        let [first, extended] = due("US-CA", calendar, Right::OptOut, received);
        assert_eq!(first.legal, day(opted_out), "{calendar:?} {received}");
        assert!(!first.extendable);
        assert_eq!(extended, first, "an opt-out cannot be extended");
    }
    let [first, extended] = due("US-CA", None, Right::Access, "2026-06-01");
    assert_eq!(first.legal, day("2026-07-16"));
    assert_eq!(extended.legal, day("2026-08-30"), "a Sunday is not moved");
    assert_eq!(extended.inner, day("2026-08-28"), "but we use the Friday");
    let [first, _] = due("US-CA", None, Right::Access, "2026-11-20");
    assert_eq!(first.legal, day("2027-01-04"));
}

fn waited(place: &str, why: PauseReason) -> Deadline {
    let timing = Timing {
        waits: vec![Wait {
            why,
            from: day("2026-09-07"),
            until: day("2026-09-11"),
        }],
        ..Timing::received(day("2026-09-03"))
    };
    book()
        .deadline(&regime(place, None, "2026-09-03"), Right::Access, &timing)
        .unwrap()
}

#[test]
fn each_law_waits_in_its_own_way() {
    // The Union: the four days do not count. 3 October and four days.
    for why in [PauseReason::Identity, PauseReason::Scope] {
        let deadline = waited("IE", why);
        assert_eq!(deadline.legal, day("2026-10-07"));
        assert!(deadline.reasons.contains(&DueReason::Paused {
            days: 4,
            date: day("2026-10-07")
        }));
    }
    // The United Kingdom: the month begins with the proof; a question of scope subtracts.
    let deadline = waited("GB", PauseReason::Identity);
    assert_eq!(deadline.legal, day("2026-10-12"), "11 October is a Sunday");
    assert!(deadline.reasons.contains(&DueReason::IdentityShownOn {
        date: day("2026-09-11")
    }));
    assert_eq!(waited("GB", PauseReason::Scope).legal, day("2026-10-07"));
    // California never waits.
    let deadline = waited("US-CA", PauseReason::Identity);
    assert_eq!(deadline.legal, day("2026-10-18"));
}

#[test]
fn a_fee_starts_the_clock_in_the_united_kingdom_only() {
    let deadline = waited("GB", PauseReason::Fee);
    assert_eq!(deadline.legal, day("2026-10-12"));
    assert!(deadline.reasons.contains(&DueReason::FeePaidOn {
        date: day("2026-09-11")
    }));
    let plain = due("IE", None, Right::Access, "2026-09-03");
    assert_eq!(waited("IE", PauseReason::Fee), plain[0]);
    let fee = |place, ground| {
        let book = book();
        let regime = regime(place, None, "2026-09-03");
        book.rules(&regime)
            .unwrap()
            .fee(Right::Access, ground)
            .is_some()
    };
    assert!(fee("IE", "excessive") && fee("GB", "unfounded"));
    assert!(!fee("IE", "accurate") && !fee("US-CA", "excessive"));
}

#[test]
fn whoever_lives_where_the_company_follows_another_law_has_that_law() {
    let follows = ["US-CA".to_owned(), "GB".to_owned()];
    let chosen = |established, lives: Option<&str>| {
        let regime = book().choose_for((established, &follows), lives, Dublin, day("2026-07-01"));
        regime.map(|regime| regime.id)
    };
    assert_eq!(chosen("IE", Some("US-CA")).unwrap(), "us-ca-ccpa");
    assert_eq!(chosen("IE", Some("GB")).unwrap(), "uk-gdpr");
    assert_eq!(chosen("IE", Some("US-NY")).unwrap(), "eu-gdpr");
    assert_eq!(chosen("IE", None).unwrap(), "eu-gdpr");
    // A company in the rest of the United States that follows California's law treats all by it.
    assert_eq!(chosen("US", None).unwrap(), "us-ca-ccpa");
    let alone = book().choose_for(("BR", &[]), None, Dublin, day("2026-07-01"));
    let why = alone.unwrap_err().to_string();
    assert!(why.contains("draft") && why.contains("br-lgpd"), "{why}");
}

#[test]
fn the_day_is_the_company_s_own() {
    let regime = regime("IE", None, "2026-07-01");
    // Half past eleven in the evening in UTC is half past midnight of the next day in Dublin.
    assert_eq!(
        regime.day("2026-07-01T23:30:00Z".parse().unwrap()),
        day("2026-07-02")
    );
    assert_eq!(
        regime.day("2026-12-01T23:30:00Z".parse().unwrap()),
        day("2026-12-01")
    );
}

#[test]
fn late_is_the_day_after() {
    let [first, _] = due("IE", None, Right::Access, "2026-03-05");
    assert_eq!(first.days_left(day("2026-04-02")), 5);
    assert!(!first.is_late(day("2026-04-07")));
    assert!(first.is_late(day("2026-04-08")));
    assert_eq!(first.days_left(day("2026-04-08")), -1);
}

#[test]
fn the_place_of_the_company_comes_first() {
    let choose = |established, lives| {
        book()
            .choose(established, lives, Dublin, day("2026-03-05"))
            .map(|regime| (regime.id, regime.calendar))
    };
    let got = |id: &str, calendar: &str| Ok((id.to_owned(), calendar.to_owned()));
    assert_eq!(choose("IE", Some("US-CA")), got("eu-gdpr", "ie"));
    assert_eq!(
        choose("US-NY", Some("US-CA")),
        got("us-ca-ccpa", "weekends")
    );
    assert_eq!(choose("US-NY", Some("DE")), got("eu-gdpr", "de"));
    assert_eq!(
        choose("BG", None),
        got("eu-gdpr", "weekends"),
        "no file: the earlier date"
    );
    assert_eq!(choose("XX", None), Err(BookError::NoRegime("XX".into())));
}

#[test]
fn drafts_are_never_used() {
    for place in ["BR", "US-VA", "US-CO", "US-CT", "CA", "CA-QC"] {
        let chosen = book().choose(place, None, Dublin, day("2026-03-05"));
        assert!(matches!(chosen, Err(BookError::NotInForce(_))), "{place}");
    }
    let uk = regime("GB", None, "2026-03-05");
    let book = book();
    let grounds = |right| {
        let rules = book.rules(&uk).unwrap();
        let grounds = rules.denials(right).map(|ground| ground.ground.clone());
        grounds.collect::<Vec<_>>()
    };
    assert_eq!(
        grounds(Right::Rectification),
        ["unfounded", "excessive", "not-identified"],
        "that it is accurate is a draft there"
    );
    assert_eq!(grounds(Right::Erasure).len(), 8);
    let eu = regime("IE", None, "2026-03-05");
    let keys: Vec<_> = book
        .rules(&eu)
        .unwrap()
        .denials(Right::Rectification)
        .map(|ground| ground.key())
        .collect();
    assert_eq!(
        keys,
        [
            "refusal-unfounded",
            "refusal-excessive",
            "refusal-not-identified",
            "refusal-accurate"
        ]
    );
}

#[test]
fn a_fault_in_a_calendar_says_where() {
    let error = book()
        .add_calendar(
            "at.yaml",
            "format: 1\ncalendar: at\nversion: x\nfeast: []\n",
        )
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("at.yaml") && error.contains("line 4"),
        "{error}"
    );
}

#[test]
fn every_rule_names_its_source() {
    let book = book();
    for (regime, versions) in book.regimes() {
        for rules in versions {
            assert!(!rules.sources.is_empty(), "{regime} {}", rules.version);
        }
    }
    assert!(
        book.calendars()
            .all(|calendar| !calendar.sources.is_empty())
    );
}
