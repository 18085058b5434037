//! Values inside messages.

use chrono::NaiveDate;
use fluent_bundle::FluentValue;

use crate::Words;

/// A value a message shows or chooses by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text, shown as it is.
    Text(String),
    /// A whole number: chooses plurals, shown with separators.
    Number(i64),
    /// A day, shown as the locale writes days.
    Date(NaiveDate),
}

impl Arg {
    pub(crate) fn to_fluent(&self, words: &Words) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::String(text.clone().into()),
            Self::Number(number) => FluentValue::from(*number),
            Self::Date(day) => FluentValue::String(words.date(*day).into()),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<NaiveDate> for Arg {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

macro_rules! from_number {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg {
            fn from(number: $kind) -> Self {
                // Counts never come near the limit; if one does, the largest is shown.
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

from_number!(i32, u16, u32, u64, usize);

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
