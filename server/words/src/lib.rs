//! Every word a person reads, from message files a translator can edit.
//!
//! Pages, mails, packages and receipts all speak through [`Words`]. The files
//! are Project Fluent (`locales/<language>/*.ftl`), compiled into the program.
//!
//! ```
//! use habeas_words::{Locale, Words};
//! let words = Words::for_locale(Locale::En);
//! assert_eq!(words.with("count-records", &[("count", 1.into())]), "1 record");
//! ```
//!
//! A key without a message is a defect that shows on the page as
//! `⟦missing:key⟧`; `tests/messages.rs` finds it before a person does.

mod arg;
mod choose;
mod format;
mod pseudo;
mod spanish;

use std::{str::FromStr, sync::LazyLock};

pub use arg::Arg;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, concurrent::FluentBundle};
pub use spanish::SPANISH;
use unic_langid::LanguageIdentifier;

/// The English message files, by area.
pub const ENGLISH: &[(&str, &str)] = &[
    ("common", include_str!("../locales/en/common.ftl")),
    ("home", include_str!("../locales/en/home.ftl")),
    ("sign-in", include_str!("../locales/en/sign-in.ftl")),
    ("register", include_str!("../locales/en/register.ftl")),
    ("ask", include_str!("../locales/en/ask.ftl")),
    ("account", include_str!("../locales/en/account.ftl")),
    ("security", include_str!("../locales/en/security.ftl")),
    ("data", include_str!("../locales/en/data.ftl")),
    ("correct", include_str!("../locales/en/correct.ftl")),
    ("see", include_str!("../locales/en/see.ftl")),
    ("take-away", include_str!("../locales/en/take-away.ftl")),
    ("delete", include_str!("../locales/en/delete.ftl")),
    ("choices", include_str!("../locales/en/choices.ftl")),
    ("requests", include_str!("../locales/en/requests.ftl")),
    ("receipt", include_str!("../locales/en/receipt.ftl")),
    ("messages", include_str!("../locales/en/messages.ftl")),
    ("officer", include_str!("../locales/en/officer.ftl")),
    ("queue", include_str!("../locales/en/queue.ftl")),
    ("oversight", include_str!("../locales/en/oversight.ftl")),
    ("office", include_str!("../locales/en/office.ftl")),
    ("faults", include_str!("../locales/en/faults.ftl")),
    ("desk", include_str!("../locales/en/desk.ftl")),
    ("rules", include_str!("../locales/en/rules.ftl")),
    ("mail", include_str!("../locales/en/mail.ftl")),
    ("package", include_str!("../locales/en/package.ftl")),
    ("portal", include_str!("../locales/en/portal.ftl")),
    ("hand-over", include_str!("../locales/en/hand-over.ftl")),
    ("goodbye", include_str!("../locales/en/goodbye.ftl")),
    ("bench", include_str!("../locales/en/bench.ftl")),
    ("errors", include_str!("../locales/en/errors.ftl")),
];

/// A language people can read Habeas in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Spanish, of no country in particular.
    Es,
    /// English with accents and ⟦brackets⟧: a word without them did not come
    /// from a message file. For tests only.
    Pseudo,
}

impl Locale {
    /// Every locale.
    pub const ALL: [Self; 3] = [Self::En, Self::Es, Self::Pseudo];
    /// The locales a person can choose.
    pub const OFFERED: [Self; 2] = [Self::En, Self::Es];

    /// What the `lang` attribute of a page says.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Pseudo => "en-XA",
        }
    }
}

/// The text is not the tag of a language we have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLocale;

impl std::fmt::Display for UnknownLocale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a language of this service; known are en, es and en-XA")
    }
}

impl std::error::Error for UnknownLocale {}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.tag().eq_ignore_ascii_case(tag))
            .ok_or(UnknownLocale)
    }
}

/// All messages of one locale.
pub struct Words {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
}

static ALL: LazyLock<[Words; 3]> = LazyLock::new(|| Locale::ALL.map(Words::load));

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.locale).finish()
    }
}

impl Words {
    /// The words of a locale; loaded once, shared by all threads.
    #[must_use]
    pub fn for_locale(locale: Locale) -> &'static Self {
        match locale {
            Locale::En => &ALL[0],
            Locale::Es => &ALL[1],
            Locale::Pseudo => &ALL[2],
        }
    }

    /// The locale these words are in.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// The message `key`. `key.attribute` reads an attribute of it.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The message `key` with values in it.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.find(key, args)
            .unwrap_or_else(|| format!("⟦missing:{key}⟧"))
    }

    /// One of a group of messages, chosen at run time: `of("state", "open")`
    /// is the message `state-open`.
    #[must_use]
    pub fn of(&self, group: &str, item: &str) -> String {
        self.with(&format!("{group}-{item}"), &[])
    }

    /// [`Words::of`] with values in it.
    #[must_use]
    pub fn of_with(&self, group: &str, item: &str, args: &[(&str, Arg)]) -> String {
        self.with(&format!("{group}-{item}"), args)
    }

    /// The message if there is one: for hints and notes that only some items have.
    #[must_use]
    pub fn find(&self, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        let (id, attribute) = key
            .split_once('.')
            .map_or((key, None), |(id, a)| (id, Some(a)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set((*name).to_owned(), arg.to_fluent(self));
        }
        let mut faults: Vec<FluentError> = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&values), &mut faults);
        Some(if !faults.is_empty() {
            // A value the message needs was not given. Its name helps us; values do not go in.
            format!("⟦broken:{key}⟧")
        } else if self.locale == Locale::Pseudo {
            format!("⟦{text}⟧")
        } else {
            text.into_owned()
        })
    }

    fn load(locale: Locale) -> Self {
        // Plural rules follow this language; the pseudo-locale counts as English does.
        let (tag, translated): (_, &[_]) = match locale {
            Locale::En | Locale::Pseudo => ("en", &[]),
            Locale::Es => ("es", SPANISH),
        };
        let language: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks would be copied with every reference number.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match locale {
            Locale::En | Locale::Pseudo => format::english,
            Locale::Es => format::spanish,
        }));
        if locale == Locale::Pseudo {
            bundle.set_transform(Some(pseudo::accents));
        }
        // English first: a message nobody has translated yet is better read in English than not.
        for (_, source) in ENGLISH.iter().chain(translated) {
            // A faulty file still gives its sound messages; the test names the fault.
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*source).to_owned());
            bundle.add_resource_overriding(resource);
        }
        Self { locale, bundle }
    }
}
