//! The data map: which stores exist, what in them is personal data, and what law and company
//! say about each. The company keeps it in git as YAML; the map is the program.

mod check;
mod erase;
mod name;
mod parse;
mod period;
mod retention;
mod translate;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use check::{Coverage, Finding, Severity, check, check_rules, check_schema, coverage};
pub use erase::{DatePart, FieldErase, RecordErase};
pub use name::Name;
pub use parse::{MapError, json_schema, parse};
pub use period::Period;
pub use retention::{Keep, LastOf, Relations, Stay, YearEnd, YearStart};
pub use translate::{Translation, texts, translation_schema};

use crate::{choice::ChoiceRight, clock::Withheld, identity::Compare};

/// The whole map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataMap {
    /// The format of the file: 1.
    pub habeas: u32,
    /// The company's own version of the map, named on plans, packages and receipts.
    pub version: String,
    /// Who is responsible for the data.
    pub controller: Controller,
    /// What the sections are called: a heading for each `meaning` of the collections. One without
    /// is called as its first collection.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub meanings: BTreeMap<String, String>,
    /// Why data is held.
    #[serde(default)]
    pub purposes: BTreeMap<String, Purpose>,
    /// Who else gets data.
    #[serde(default)]
    pub recipients: BTreeMap<String, Recipient>,
    /// Why data may or must stay.
    #[serde(default)]
    pub grounds: BTreeMap<String, Ground>,
    /// The systems that hold personal data.
    pub stores: Vec<Store>,
    /// Opt-outs, written to columns.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Columns that say whether a person's data is restricted (GDPR Art. 18).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restrict: Vec<ChoiceWrite>,
    /// What a person is told before an erasure.
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// The digest of the file it was read from.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) written: String,
}

/// The company that decides why and how the data is used (GDPR Art. 4(7)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Its name, as customers know it.
    pub name: String,
    /// Its postal address.
    pub address: String,
    /// Where to write about privacy.
    pub email: String,
    /// The country of its establishment, ISO 3166-1 alpha-2: chooses regime and holidays.
    pub country: String,
    /// Places whose law the company follows for the people who live there, beside its own: a
    /// country, or a part of one (`US-CA`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subject_to: Vec<String>,
    /// The authority a person can complain to.
    pub authority: String,
    /// The first day of the fiscal year, `04-06`; the first of January where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fiscal_year: Option<YearStart>,
}

/// Why data is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// In plain words: "To deliver what you ordered".
    pub label: String,
    /// The legal basis (GDPR Art. 6(1)).
    pub basis: Basis,
}

/// The legal bases of GDPR Art. 6(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Art. 6(1)(a).
    Consent,
    /// Art. 6(1)(b).
    Contract,
    /// Art. 6(1)(c).
    LegalObligation,
    /// Art. 6(1)(d).
    VitalInterests,
    /// Art. 6(1)(e).
    PublicTask,
    /// Art. 6(1)(f).
    LegitimateInterests,
}

/// Who else gets data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// In plain words: "Parcel carrier (Nordpost)".
    pub label: String,
}

/// A reason to keep data in spite of an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// In plain words.
    pub label: String,
    /// The law, for the quiet note.
    pub law: String,
    /// Who may be told. A fraud or law-enforcement ground must not tip anyone off.
    #[serde(default)]
    pub tell: Tell,
}

/// Who may be told of a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tell {
    /// The person and everyone who handles the request.
    #[default]
    Person,
    /// Staff only: plan, page, package and receipt shown to the person are silent.
    Nobody,
}

/// A system that holds personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Store {
    /// Its short name.
    pub id: Name,
    /// Which connector speaks to it.
    pub kind: StoreKind,
    /// Its name for people: "Our web shop".
    pub label: String,
    /// Where it is: `env:NAME`, `file:PATH` (a file that holds the URL) or `path:PATH` relative
    /// to the map. Never the secret itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connect: Option<Name>,
    /// How long older copies of what is erased stay elsewhere: on the receipt with the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remains: Option<Remains>,
    /// What it holds.
    pub collections: Vec<Collection>,
}

/// How long older copies of what is erased from a system stay.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Remains {
    /// In backups: `P35D`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backups: Option<Period>,
    /// In logs: the server's, and what it archives of its changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logs: Option<Period>,
    /// In pages that the database has freed: until its vacuum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_pages: Option<Period>,
}

/// The kinds of stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StoreKind {
    /// An SQLite file.
    Sqlite,
    /// A PostgreSQL database.
    Postgres,
    /// Files in a folder.
    Objects,
}

/// A table or a family of files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// Its short name, unique in its store.
    pub id: Name,
    /// The table; on PostgreSQL `schema.table` or a table of the search path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Name>,
    /// The pattern of the files' names, `invoices/{customer_id}/{number}.pdf`: the placeholders
    /// are the fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<Name>,
    /// Groups collections into sections of "Your data".
    pub meaning: String,
    /// Its name for people: "Orders".
    pub label: String,
    /// One line for people.
    pub describe: String,
    /// The fields that tell records apart. Files are told apart by their name.
    #[serde(default)]
    pub key: Vec<Name>,
    /// The date field that says when it was: by it a person chooses a time for their copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Name>,
    /// The fields that find a person.
    #[serde(default)]
    pub identities: BTreeMap<String, IdentityField>,
    /// How its records hang together with others.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Records under this rule stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Keep>,
    /// What the triggers of the table do, looked at by whoever wrote the map. Without it a table
    /// with triggers is refused: nobody would know what they do with what goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triggers: Option<Triggers>,
    /// What erasure does to a record.
    pub erase: RecordErase,
    /// The ground, where `erase` is `keep`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Name>,
    /// What it holds about a person.
    pub fields: Vec<Field>,
}

/// That somebody has looked at what the triggers of a table do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Triggers {
    /// What they do, and why no personal data stays or goes elsewhere by it.
    pub known: String,
}

/// A field that finds a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityField {
    /// `email`, `phone`, `customer_id`, …
    pub kind: String,
    /// How two values are compared; by default as the kind demands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare: Option<Compare>,
}

impl IdentityField {
    /// How two values are compared.
    pub fn compare(&self) -> Compare {
        self.compare
            .unwrap_or_else(|| Compare::for_kind(&self.kind))
    }
}

/// How a record hangs together with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The other collection: `customers`, or `shop.customers` in another store.
    pub to: Name,
    /// This collection's fields and the other's that they equal.
    pub fields: BTreeMap<String, String>,
    /// Whose the record is.
    #[serde(rename = "type")]
    pub kind: LinkKind,
    /// Constants that must hold for the link to exist (polymorphic links).
    #[serde(default, rename = "where", skip_serializing_if = "BTreeMap::is_empty")]
    pub when: BTreeMap<String, String>,
}

/// Whose a linked record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// This record belongs to that one: walked from there to here (customer → orders).
    OwnedBy,
    /// That record belongs to this one: walked from here to there (customer → address), and
    /// guarded, because others may own it too.
    Owns,
    /// Shown, never walked: nobody reaches everyone through a product.
    Refers,
}

/// A column, or a placeholder in a file's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The column.
    pub name: Name,
    /// The category, by the Fideslang taxonomy: `user.contact.email`.
    pub category: String,
    /// Its name for people.
    pub label: String,
    /// Why it is held: names of `purposes`.
    #[serde(default)]
    pub purposes: Vec<Name>,
    /// Where it came from.
    #[serde(default)]
    pub source: Source,
    /// Who else gets it: names of `recipients`.
    #[serde(default)]
    pub recipients: Vec<Name>,
    /// Until when, in plain words.
    pub until: String,
    /// Special category or otherwise sensitive (GDPR Art. 9).
    #[serde(default)]
    pub sensitive: bool,
    /// `people`: free text written by people, which may quote others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<WrittenBy>,
    /// What must come before a sensitive value is shown, which the page hides at first.
    #[serde(default, skip_serializing_if = "Reveal::is_freely")]
    pub reveal: Reveal,
    /// Whether staff may ask for it to check who asks. They type what they are told and learn
    /// whether it agrees, never what is held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verify: bool,
    /// For what a machine concluded: how, and what it does with it (GDPR Art. 15(1)(h)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automated: Option<Automated>,
    /// Whether it is shown on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<Disclose>,
    /// Whether it is in the package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub export: Option<Disclose>,
    /// Whether a person can correct it.
    #[serde(default)]
    pub correct: Correctable,
    /// What a corrected value must look like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<ValueCheck>,
    /// What erasure does to the field, where its record is anonymised.
    #[serde(default, deserialize_with = "erase::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erase: Option<FieldErase>,
    /// The law that wants it said to be held, and never shown: not of the map, but of the law
    /// under which the company is. It stands above what the map says.
    #[serde(skip)]
    #[schemars(skip)]
    pub withheld: Option<Withheld>,
}

/// What must come before a sensitive value is shown to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reveal {
    /// A press of a button.
    #[default]
    Freely,
    /// The password again, if it was not given just now.
    AfterProof,
}

impl Reveal {
    fn is_freely(&self) -> bool {
        *self == Self::Freely
    }
}

/// How a machine came to a value, and what hangs on it: in plain words, for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Automated {
    /// What went in: "What you bought in the last two years, and how often you visited".
    pub from: String,
    /// What it decides: "Which offers you get. It changes no price".
    pub decides: String,
}

/// Where data came from (GDPR Art. 14(2)(f)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The person gave it.
    #[default]
    You,
    /// The company made it.
    Us,
    /// It was concluded from other data.
    Inferred,
    /// Somebody else gave it.
    Others,
}

/// Who wrote a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WrittenBy {
    /// People, who may quote other people.
    People,
}

/// Whether something may be shown or handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Disclose {
    /// At once.
    Yes,
    /// Not at all.
    No,
    /// After a person has looked for what concerns others.
    AfterReview,
}

/// Whether a person can correct a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Correctable {
    /// No.
    #[default]
    No,
    /// The store is written at once.
    Directly,
    /// An officer looks first.
    AfterReview,
}

/// What a corrected value must look like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValueCheck {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A calendar date.
    Date,
    /// A postcode of any country.
    Postcode,
    /// A person's name, in any script.
    Name,
    /// Any text of reasonable length.
    Text,
    /// Text of at most so many characters.
    Max(usize),
    /// One of these.
    OneOf(Vec<String>),
}

/// An opt-out and the columns it is written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Which of the four.
    pub right: ChoiceRight,
    /// The question: "May we send you news and offers?"
    pub label: String,
    /// Its plain effect.
    pub effect: String,
    /// Where it is written.
    pub writes: Vec<ChoiceWrite>,
}

/// A column that obeys a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceWrite {
    /// `store.collection`.
    pub collection: Name,
    /// The field.
    pub field: Name,
    /// Its value when the person allows it.
    pub yes: String,
    /// Its value when the person does not.
    pub no: String,
}

/// What a person is told before an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// `store.collection`.
    pub collection: Name,
    /// Fields and the values that count.
    #[serde(default)]
    pub when: BTreeMap<String, Vec<String>>,
    /// A field to add up; the warning is silent at nought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<Name>,
    /// The sentence, with `{count}` or `{sum}`.
    pub say: String,
}

/// The address of a collection: its store and its own name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The store.
    pub store: String,
    /// The collection.
    pub collection: String,
}

impl Place {
    /// The address of a collection.
    pub fn new(store: impl Into<String>, collection: impl Into<String>) -> Self {
        Self {
            store: store.into(),
            collection: collection.into(),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.store, self.collection)
    }
}

impl DataMap {
    /// Every collection with its address, in the map's order.
    pub fn collections(&self) -> impl Iterator<Item = (Place, &Store, &Collection)> {
        self.stores.iter().flat_map(|store| {
            store.collections.iter().map(move |collection| {
                (
                    Place::new(store.id.as_str(), collection.id.as_str()),
                    store,
                    collection,
                )
            })
        })
    }

    /// Whether a collection leaves no trace on a person's page: nothing of it is shown, and it is
    /// held on a ground that nobody may be told. To say that it is there would be to tell.
    pub fn is_untold(&self, collection: &Collection) -> bool {
        let mut grounds = collection
            .ground
            .iter()
            .chain(collection.keep.iter().map(|keep| &keep.ground));
        let untold = grounds.any(|ground| {
            let known = self.grounds.get(ground.as_str());
            known.is_some_and(|ground| ground.tell == Tell::Nobody)
        });
        let mut fields = collection.fields.iter();
        untold && fields.all(|field| field.show() == Disclose::No)
    }

    /// The columns of a collection that follow what a person chose: Habeas itself writes them.
    pub fn chosen<'m>(&'m self, place: &'m Place) -> impl Iterator<Item = &'m ChoiceWrite> {
        let choices = self.choices.iter().flat_map(|choice| &choice.writes);
        choices
            .chain(&self.restrict)
            .filter(|write| self.resolve("", write.collection.as_str()) == *place)
    }

    /// A store by name.
    pub fn store(&self, id: &str) -> Option<&Store> {
        self.stores.iter().find(|store| store.id.as_str() == id)
    }

    /// A collection by address.
    pub fn collection(&self, place: &Place) -> Option<&Collection> {
        self.store(&place.store)?.collection(&place.collection)
    }

    /// Reads `collection` or `store.collection`, seen from a store.
    pub fn resolve(&self, from_store: &str, name: &str) -> Place {
        match name.split_once('.') {
            Some((store, collection)) if self.store(store).is_some() => {
                Place::new(store, collection)
            }
            _ => Place::new(from_store, name),
        }
    }

    /// Every link with the addresses of both ends.
    pub fn links(&self) -> impl Iterator<Item = (Place, Place, &Link)> {
        self.collections().flat_map(move |(from, _, collection)| {
            collection.links.iter().map(move |link| {
                (
                    from.clone(),
                    self.resolve(&from.store, link.to.as_str()),
                    link,
                )
            })
        })
    }

    /// Marks what a law wants said to be held and never shown. Nothing of it is in the digest: the
    /// map is the same program.
    pub fn withhold(&mut self, withheld: &[Withheld]) {
        let collections = self
            .stores
            .iter_mut()
            .flat_map(|store| &mut store.collections);
        for field in collections.flat_map(|collection| &mut collection.fields) {
            let meant = withheld.iter().find(|one| one.means(&field.category));
            field.withheld = meant.cloned();
        }
    }

    /// The digest of what the company has written, whatever its layout and the order of its
    /// keys: two maps with equal digests are the same program. It leans on the file and not on
    /// the fields that a version of this program knows, so that an upgrade does not change it.
    pub fn digest(&self) -> String {
        if self.written.is_empty() {
            return self.first_digest();
        }
        self.written.clone()
    }

    /// Whether a digest, however it was made, is this map's.
    pub fn is_of(&self, digest: &str) -> bool {
        match digest.split_once('-') {
            Some(_) => self.digest() == digest,
            None => self.first_digest() == digest,
        }
    }

    /// How digests were made first: of all fields in the order of the program, those left out in
    /// the file included. A new field must be left out here where it says nothing
    /// (`skip_serializing_if`), or what was approved before has to be approved again.
    fn first_digest(&self) -> String {
        use sha2::{Digest, Sha256};
        hex::encode(Sha256::digest(serde_json::to_vec(self).unwrap_or_default()))
    }
}

impl Store {
    /// A collection by name.
    pub fn collection(&self, id: &str) -> Option<&Collection> {
        self.collections
            .iter()
            .find(|collection| collection.id.as_str() == id)
    }
}

impl Collection {
    /// A field by name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.as_str() == name)
    }

    /// Whether a field is how the person is reached, or signs in: whoever takes over a session
    /// would change that first.
    pub fn reaches(&self, field: &Field) -> bool {
        let category = field.category.as_str();
        category.starts_with("user.contact.email")
            || category.starts_with("user.contact.phone")
            || matches!(field.check, Some(ValueCheck::Email | ValueCheck::Phone))
            || self.identities.contains_key(field.name.as_str())
    }

    /// How a field is corrected: what reaches the person never at once, whatever the map says.
    pub fn correctable(&self, field: &Field) -> Correctable {
        match field.correct {
            // The form would show what is held.
            _ if field.withheld.is_some() => Correctable::No,
            Correctable::Directly if self.reaches(field) => Correctable::AfterReview,
            said => said,
        }
    }

    /// Whether its documents may be shown and fetched one by one: only where every part of their
    /// names may be, because the name travels with the file.
    pub fn shows_documents(&self) -> bool {
        self.pattern.is_some()
            && self
                .fields
                .iter()
                .all(|field| field.show() == Disclose::Yes)
    }

    /// Whether the collection itself finds people: its records are then about the person found,
    /// and never merely shared with them.
    pub fn finds_people(&self) -> bool {
        !self.identities.is_empty()
    }

    /// The table, or the pattern for files.
    pub fn source_name(&self) -> &str {
        self.table
            .as_ref()
            .or(self.pattern.as_ref())
            .map_or(self.id.as_str(), Name::as_str)
    }
}

impl Field {
    /// Whether it is shown: text written by people waits for review unless the map says so.
    pub fn show(&self) -> Disclose {
        match self.withheld {
            Some(_) => Disclose::No,
            None => self.show.unwrap_or(self.default_disclosure()),
        }
    }

    /// Whether it is exported.
    pub fn export(&self) -> Disclose {
        match self.withheld {
            Some(_) => Disclose::No,
            None => self.export.unwrap_or(self.default_disclosure()),
        }
    }

    fn default_disclosure(&self) -> Disclose {
        match self.text {
            Some(WrittenBy::People) => Disclose::AfterReview,
            None => Disclose::Yes,
        }
    }
}
