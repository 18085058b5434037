//! What is true of every due date, whatever the day.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::sync::LazyLock;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use chrono_tz::Tz;
use habeas_domain::{
    clock::{Book, Deadline, DueReason, PauseReason, Regime, Timing, Wait},
    right::Right,
};
use proptest::prelude::*;

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::built_in().unwrap());

const PLACES: [&str; 12] = [
    "IE", "DE", "FR", "ES", "AT", "CZ", "DK", "LV", "PL", "BG", "GB", "US-CA",
];

fn regime(place: &str) -> Regime {
    let today = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
    BOOK.choose(place, None, Tz::UTC, today).unwrap()
}

fn due(place: &str, right: Right, timing: &Timing) -> Deadline {
    BOOK.deadline(&regime(place), right, timing).unwrap()
}

prop_compose! {
    /// Any day from 2026 to 2099.
    fn any_day()(offset in 0_u64..27_000) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(offset)
    }
}

prop_compose! {
    fn any_timing()(
        received_on in any_day(),
        extended: bool,
        identity: bool,
        asked in 0_u64..25,
        waited in 0_u64..60,
        ever: bool,
    ) -> Timing {
        let from = received_on + Days::new(asked);
        let why = if identity { PauseReason::Identity } else { PauseReason::Scope };
        let waits = if ever { vec![Wait { why, from, until: from + Days::new(waited) }] } else { vec![] };
        Timing { received_on, extended, waits }
    }
}

fn any_right() -> impl Strategy<Value = Right> {
    prop::sample::select(Right::ALL.to_vec())
}

fn any_place() -> impl Strategy<Value = &'static str> {
    prop::sample::select(PLACES.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn never_before_the_day_the_period_gives(place in any_place(), right in any_right(), timing in any_timing()) {
        let deadline = due(place, right, &timing);
        let nominal = deadline
            .reasons
            .iter()
            .filter(|reason| reason.number().is_some())
            .map(DueReason::date)
            .next_back()
            .unwrap();
        prop_assert!(deadline.legal >= nominal);
        prop_assert!(nominal > timing.received_on);
        // Never moved by more than a run of holidays.
        prop_assert!((deadline.legal - nominal).num_days() <= 6);
    }

    #[test]
    fn never_on_a_day_off_where_the_law_moves_it(place in any_place(), right in any_right(), timing in any_timing()) {
        prop_assume!(place != "US-CA");
        let deadline = due(place, right, &timing);
        let calendar = BOOK.calendar(&regime(place).calendar).unwrap();
        prop_assert!(calendar.is_working_day(deadline.legal));
        prop_assert!(!matches!(deadline.legal.weekday(), Weekday::Sat | Weekday::Sun));
        // Each day passed over has its reason, in order and without a gap.
        let passed: Vec<_> = deadline.reasons.iter().skip_while(|reason| reason.number().is_none())
            .filter(|reason| reason.number().is_none()).map(DueReason::date).collect();
        let until = passed.len() as u64;
        for (left, date) in passed.iter().enumerate() {
            prop_assert_eq!(*date + Days::new(until - left as u64), deadline.legal);
        }
    }

    #[test]
    fn later_in_is_never_earlier_due(place in any_place(), right in any_right(), day in any_day(), more in 0_u64..40, extended: bool) {
        let at = |received_on| due(place, right, &Timing { extended, ..Timing::received(received_on) });
        let (earlier, later) = (at(day), at(day + Days::new(more)));
        prop_assert!(earlier.legal <= later.legal);
        prop_assert!(earlier.inner <= later.inner);
    }

    #[test]
    fn our_own_day_is_a_working_day_in_time(place in any_place(), right in any_right(), timing in any_timing()) {
        let deadline = due(place, right, &timing);
        let calendar = BOOK.calendar(&regime(place).calendar).unwrap();
        prop_assert!(deadline.inner <= deadline.legal);
        prop_assert!(deadline.inner > timing.received_on);
        prop_assert!(calendar.is_working_day(deadline.inner));
    }

    #[test]
    fn waiting_and_extending_never_take_time_away(place in any_place(), right in any_right(), timing in any_timing()) {
        let deadline = due(place, right, &timing);
        let plain = due(place, right, &Timing::received(timing.received_on));
        prop_assert!(deadline.legal >= plain.legal);
        let longer = due(place, right, &Timing { extended: true, ..timing });
        prop_assert!(longer.legal >= deadline.legal);
    }

    #[test]
    fn a_month_has_the_same_day_number_or_the_month_s_last(day in any_day()) {
        let deadline = due("BG", Right::Access, &Timing::received(day));
        match deadline.reasons[1] {
            DueReason::SameDay { months: 1, date } => prop_assert_eq!(date.day(), day.day()),
            DueReason::ShortMonth { months: 1, date } => {
                prop_assert!(date.day() < day.day());
                prop_assert_eq!(date.succ_opt().unwrap().day(), 1);
            }
            ref other => prop_assert!(false, "{other:?}"),
        }
        prop_assert!(deadline.legal <= day + Months::new(1) + Days::new(2));
    }
}
