//! Which language a person reads, where they have not said so.

use crate::Locale;

impl Locale {
    /// The locale of a tag, if a person can choose it.
    #[must_use]
    pub fn offered(tag: &str) -> Option<Self> {
        Self::OFFERED.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The language a browser asks for (`Accept-Language`, RFC 9110 section 12.5.4): of ours the
    /// one it wants most, `es-MX` counting as Spanish. Nothing where it wants none of ours.
    ///
    /// ```
    /// use habeas_words::Locale;
    /// assert_eq!(Locale::accepted("fr, es-AR;q=0.8, en;q=0.5"), Some(Locale::Es));
    /// assert_eq!(Locale::accepted("fr"), None);
    /// ```
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next().unwrap_or_default();
            let weight = parts
                .find_map(|part| part.strip_prefix("q="))
                .map_or(1000, thousandths);
            let primary = tag.split('-').next().unwrap_or_default();
            let Some(locale) = Self::OFFERED
                .into_iter()
                .find(|locale| locale.tag().eq_ignore_ascii_case(primary))
            else {
                continue;
            };
            // Of two that are wanted as much, the one named first.
            if weight > best.map_or(0, |(most, _)| most) {
                best = Some((weight, locale));
            }
        }
        best.map(|(_, locale)| locale)
    }
}

/// `0.85` as 850. What is no weight wants nothing.
fn thousandths(weight: &str) -> u16 {
    let (whole, part) = weight.split_once('.').unwrap_or((weight, ""));
    let digits = format!("{whole}{part:0<3}");
    if digits.len() == 4 {
        digits.parse().map_or(0, |number: u16| number.min(1000))
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_wanted_most_is_chosen() {
        for (header, locale) in [
            ("es", Some(Locale::Es)),
            ("ES-mx", Some(Locale::Es)),
            ("en-GB,en;q=0.9,es;q=0.8", Some(Locale::En)),
            ("en;q=0.3, es;q=0.35", Some(Locale::Es)),
            ("de-DE, de;q=0.9", None),
            ("es;q=0", None),
            ("es;q=0.0, en;q=0.001", Some(Locale::En)),
            ("es;q=loud", None),
            ("est, en", Some(Locale::En)),
            ("*", None),
            // A browser cannot ask for the disguise.
            ("en-XA", Some(Locale::En)),
            ("", None),
        ] {
            assert_eq!(Locale::accepted(header), locale, "{header}");
        }
    }
}
