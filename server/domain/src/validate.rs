//! What a corrected value must look like. Names, addresses and postcodes of any country pass:
//! only what can never be right is refused, because a person knows their own name best.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::map::ValueCheck;

/// The longest value accepted where the map says nothing, in characters.
pub const LONGEST: usize = 500;

/// Why a value is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Nothing was entered.
    Missing,
    /// It is the value that is already held.
    Unchanged,
    /// Longer than so many characters.
    TooLong(usize),
    /// It holds characters that nobody can see.
    Unprintable,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhone,
    /// Not a date.
    NotADate,
    /// Not a postcode.
    NotAPostcode,
    /// Not one of the values on offer.
    NotOnOffer,
}

impl ValueCheck {
    /// The value to store: surrounding space removed, composed (NFC).
    ///
    /// # Errors
    /// The first fault found.
    pub fn accept(&self, entered: &str) -> Result<String, Fault> {
        let value: String = entered.trim().nfc().collect();
        if value.is_empty() {
            return Err(Fault::Missing);
        }
        let limit = match self {
            Self::Max(limit) => *limit,
            Self::Email => 254,
            Self::Phone => 32,
            Self::Postcode => 16,
            Self::Date | Self::Name | Self::Text | Self::OneOf(_) => LONGEST,
        };
        if value.chars().count() > limit {
            return Err(Fault::TooLong(limit));
        }
        if value.chars().any(unseen) {
            return Err(Fault::Unprintable);
        }
        match self {
            Self::Email if !is_email(&value) => Err(Fault::NotAnEmail),
            Self::Phone if !is_phone(&value) => Err(Fault::NotAPhone),
            Self::Date if value.parse::<NaiveDate>().is_err() => Err(Fault::NotADate),
            Self::Postcode if !is_postcode(&value) => Err(Fault::NotAPostcode),
            Self::OneOf(offered) if !offered.contains(&value) => Err(Fault::NotOnOffer),
            _ => Ok(value),
        }
    }
}

/// Characters that nobody can see and that no script needs: controls, line ends, marks that turn
/// the direction of what follows. Joiners stay: Persian and Hindi names are written with them.
fn unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

/// One `@` with something on both sides and no space: more would refuse addresses that work.
fn is_email(value: &str) -> bool {
    match value.rsplit_once('@') {
        Some((local, domain)) => {
            !local.is_empty()
                && !value.contains(char::is_whitespace)
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
                && !local.contains('@')
        }
        None => false,
    }
}

fn is_phone(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let rest_is_fine = value
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '.' | '/'));
    (4..=15).contains(&digits) && rest_is_fine
}

fn is_postcode(value: &str) -> bool {
    value
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
}

#[cfg(test)]
mod tests {
    use super::{Fault, ValueCheck};

    #[test]
    fn names_of_any_script_pass() {
        for name in ["Nguyễn Thị Ánh", "O’Brien-Łukasz", "กมลชนก", "李", "Ö"]
        {
            assert_eq!(ValueCheck::Name.accept(name), Ok(name.to_owned()));
        }
    }

    #[test]
    fn each_fault_has_its_own_name() {
        let fault = |check: ValueCheck, value: &str| check.accept(value).err();
        assert_eq!(fault(ValueCheck::Text, "  "), Some(Fault::Missing));
        assert_eq!(fault(ValueCheck::Max(3), "four"), Some(Fault::TooLong(3)));
        assert_eq!(fault(ValueCheck::Text, "a\u{0}b"), Some(Fault::Unprintable));
        assert_eq!(fault(ValueCheck::Email, "maria"), Some(Fault::NotAnEmail));
        assert_eq!(fault(ValueCheck::Phone, "call me"), Some(Fault::NotAPhone));
        assert_eq!(fault(ValueCheck::Date, "27 3 1985"), Some(Fault::NotADate));
        assert_eq!(
            fault(ValueCheck::Postcode, "12_345"),
            Some(Fault::NotAPostcode)
        );
        assert_eq!(
            fault(ValueCheck::OneOf(vec!["a".into()]), "b"),
            Some(Fault::NotOnOffer)
        );
    }

    #[test]
    fn what_nobody_can_see_is_refused_and_what_scripts_need_passes() {
        for name in [
            "علی\u{200c}رضا",
            "क्\u{200d}ष",
            "Ana\u{a0}María",
            "Wolfe".repeat(60).as_str(),
        ] {
            assert!(ValueCheck::Name.accept(name).is_ok(), "{name:?}");
        }
        for name in [
            "Maria\u{202e}x",
            "a\u{200b}b",
            "a\u{feff}b",
            "a\u{2066}b",
            "a\nb",
        ] {
            assert_eq!(
                ValueCheck::Name.accept(name),
                Err(Fault::Unprintable),
                "{name:?}"
            );
        }
        for code in ["T99 F4RN", "１００-０００１", "SW1A 1AA", "110001"] {
            assert!(ValueCheck::Postcode.accept(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn what_is_stored_is_trimmed_and_composed() {
        assert_eq!(
            ValueCheck::Name.accept(" Jose\u{301} "),
            Ok("José".to_owned())
        );
    }
}
