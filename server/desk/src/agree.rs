//! Whether what somebody says is what is held, as a person on the telephone means it: letters and
//! digits count, not how they are spaced, written or ordered in a date.

use chrono::NaiveDate;
use habeas_domain::{
    identity::Compare,
    map::{Field, ValueCheck},
};

/// The fewest digits of a telephone number that are compared.
const DIGITS: usize = 7;

/// Whether it agrees. Nothing agrees with nothing.
pub(crate) fn agree(field: &Field, held: &str, said: &str) -> bool {
    let (held_text, said_text) = (plain(held), plain(said));
    if held_text.is_empty() || said_text.is_empty() {
        return false;
    }
    let phone = matches!(field.check, Some(ValueCheck::Phone))
        || field.category.starts_with("user.contact.phone");
    if phone {
        return same_number(held, said);
    }
    if matches!(field.check, Some(ValueCheck::Date)) {
        return matches!((date(held), date(said)), (Some(one), Some(other)) if one == other);
    }
    held_text == said_text
}

/// Letters and digits, in lower case.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    let lower: String = letters.flat_map(char::to_lowercase).collect();
    Compare::Email.normalise(&lower)
}

/// The same number, with the country's code or as it is dialled at home.
fn same_number(held: &str, said: &str) -> bool {
    let (held, said) = (
        Compare::Phone.normalise(held),
        Compare::Phone.normalise(said),
    );
    if held == said {
        return true;
    }
    let home = |number: &str| number.strip_prefix('0').map(str::to_owned);
    let ends = |abroad: &str, dialled: &str| {
        let Some(rest) = home(dialled) else {
            return false;
        };
        abroad.starts_with('+') && rest.len() >= DIGITS && abroad.ends_with(&rest)
    };
    ends(&held, &said) || ends(&said, &held)
}

/// A date as people write it: `1985-03-27`, `27.3.1985`, `27 3 1985`, `27/03/1985`. The day comes
/// before the month; `3/27/1985` is read too, because there is no month 27.
fn date(text: &str) -> Option<NaiveDate> {
    let day = text.get(..10).unwrap_or(text);
    if let Ok(date) = day.parse::<NaiveDate>() {
        return Some(date);
    }
    let parts: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let [one, two, year] = parts[..] else {
        return None;
    };
    let year = i32::try_from(year).ok()?;
    NaiveDate::from_ymd_opt(year, two, one).or_else(|| NaiveDate::from_ymd_opt(year, one, two))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_abroad_and_at_home() {
        assert!(same_number("+353209101001", "020 910 1001"));
        assert!(same_number("00353 20 910 1001", "+353 (20) 9101001"));
        assert!(!same_number("+353209101001", "01001"));
        assert!(!same_number("+353209101001", "020 910 1002"));
    }

    #[test]
    fn a_date_is_the_same_however_it_is_said() {
        for said in ["1985-03-27", "27 3 1985", "27.03.1985", "3/27/1985"] {
            assert_eq!(date(said), NaiveDate::from_ymd_opt(1985, 3, 27), "{said}");
        }
        assert_eq!(date("1985"), None);
        assert_eq!(date("27 13 1985"), None);
    }

    #[test]
    fn letters_and_digits_count() {
        assert_eq!(plain("T12 X4 F9"), plain("t12-x4f9"));
        assert_ne!(plain("José"), plain("Jose"));
        assert_eq!(plain(" - "), "");
    }
}
