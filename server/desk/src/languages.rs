//! The desk in another language: what the data map names, in the words of whoever reads.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use habeas_domain::{
    map::{DataMap, Translation},
    receipt::Receipt,
};
use habeas_words::Locale;

use crate::Desk;

/// The languages that the map is translated to, and the one that is spoken.
#[derive(Clone, Default)]
pub(crate) struct Languages {
    known: Arc<BTreeMap<&'static str, Spoken>>,
    speaks: Option<&'static str>,
}

struct Spoken {
    words: Translation,
    map: DataMap,
}

impl Languages {
    fn spoken(&self) -> Option<&Spoken> {
        self.known.get(self.speaks?)
    }

    /// The map in the language that is spoken; nothing where that is the map's own.
    pub(crate) fn map(&self) -> Option<&DataMap> {
        self.spoken().map(|spoken| &spoken.map)
    }
}

impl Desk {
    /// The same desk, which knows the map in other languages too. What is in a language that
    /// nobody can choose is left out.
    #[must_use]
    pub fn translated(mut self, translations: Vec<Translation>) -> Self {
        let known = translations.into_iter().filter_map(|words| {
            let locale = Locale::offered(&words.language)?;
            let map = words.of(self.stores.map());
            Some((locale.tag(), Spoken { words, map }))
        });
        self.languages.known = Arc::new(known.collect());
        self
    }

    /// The same desk, as it speaks to somebody who reads a language.
    #[must_use]
    pub fn speaking(&self, locale: Locale) -> Self {
        let mut desk = self.clone();
        desk.languages.speaks = Some(locale.tag());
        desk
    }

    /// A map that was changed for a request, in the language that is spoken.
    pub(crate) fn map_in_words<'m>(&self, map: &'m DataMap) -> Cow<'m, DataMap> {
        match self.languages.spoken() {
            Some(spoken) => Cow::Owned(spoken.words.of(map)),
            None => Cow::Borrowed(map),
        }
    }

    /// A text of the map that was written down, in the language that is spoken.
    pub fn in_words<'a>(&'a self, text: &'a str) -> &'a str {
        self.languages
            .spoken()
            .map_or(text, |spoken| spoken.words.say(text))
    }

    /// A receipt for reading in the language that is spoken. What was signed stays as it was.
    pub fn receipt_in_words(&self, mut receipt: Receipt) -> Receipt {
        let say = |text: &mut String| *text = self.in_words(text).to_owned();
        for recipient in &mut receipt.recipients {
            say(&mut recipient.label);
        }
        for store in &mut receipt.stores {
            say(&mut store.label);
            for collection in &mut store.collections {
                say(&mut collection.label);
                for kept in &mut collection.kept {
                    say(&mut kept.ground);
                    say(&mut kept.law);
                }
            }
        }
        receipt
    }
}
