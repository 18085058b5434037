//! What may be done: one act, one file, one transaction.
//!
//! Every act asks first whether the visitor may, decides in `habeas-domain`, saves, writes the
//! audit ledger and enqueues, and commits once. What must reach into the company's stores and may
//! fail or take long is a job ([`run`]); what only reads them is done at once.

mod acknowledge;
mod agree;
mod ask;
mod ask_other;
mod ask_without;
mod audit;
mod bench;
mod browse;
mod bulk;
mod categories;
mod change_password;
mod check_up;
mod choices;
mod codes;
mod comebacks;
mod compare;
mod contact_correction;
mod contacts;
mod correct;
mod csv;
mod dead_letters;
mod decide;
mod delete;
mod denial;
mod desk_code;
mod error;
mod everywhere;
mod evidence;
mod export;
mod fee;
mod file;
mod filed;
mod find_person;
mod hand_over;
mod handle;
mod held;
mod hold;
mod inbound;
mod inside;
mod intake;
mod invite;
mod join;
mod keep;
mod kin;
mod known_browser;
mod languages;
mod later;
mod letter;
mod lines;
mod live;
mod looked;
mod looks;
mod lost_proof;
mod mail;
mod mask;
mod media;
mod messages;
mod morning;
mod no;
mod notices;
mod outbox;
mod oversight;
mod package_file;
mod part;
mod password;
mod person;
mod person_letter;
mod prepare;
mod queue;
mod rate;
mod reasons;
mod receipts;
mod record;
mod records;
mod regime;
mod register;
mod remind;
mod replay;
mod reports;
mod request_document;
mod requests;
mod reset;
mod review;
mod run;
mod saved_views;
mod scan;
mod second;
mod security;
mod seed;
mod session_end;
mod settings;
mod settle;
mod sign_in;
mod staff_request;
mod staff_sessions;
mod statements;
mod stop;
mod take_away;
mod templates;
mod told;
mod totp;
mod twins;
mod visitor;
mod weigh;
mod welcome;
mod who;
mod whom;
mod withdraw;
mod your_data;

use std::{ops::Deref, sync::Arc};

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use habeas_domain::{clock::Book, id::SubjectId, identity::Identity, map::DataMap};
use habeas_ledger::{
    Keys, Ledger,
    jobs::Bell,
    sessions::Sessions,
    subjects,
    time::{Clock, Dice},
};
use habeas_stores::Stores;
use uuid::Uuid;

pub use ask_other::OTHER_RIGHTS;
pub use ask_without::Asking;
pub use bench::Redacting;
pub use browse::Looking;
pub use codes::{From, Purpose};
pub use correct::Correcting;
pub use csv::Csv;
pub use dead_letters::DeadLetter;
pub use decide::RefusalAsked;
pub use error::{DeskError, Done, FileFault, Problem};
pub use evidence::{MOST_BYTES as LARGEST_EVIDENCE, MOST_FILES as MOST_EVIDENCE, Upload};
pub use file::PersonFile;
pub use hand_over::{HANDOVER_DAYS, HandedOver, HandoverView, Receiving};
pub use handle::Answering;
pub use hold::Holding;
pub use inbound::{Became, ImapBox, Mailbox};
pub use inside::Adding;
pub use intake::Taking;
pub use invite::Invitation;
pub use letter::{Letter, Opened};
pub use mail::{Channel, Mail, MailSettings, Rendered, SmsSettings, Tls, Value};
pub use media::Media;
pub use messages::Writing;
pub use package_file::PackageFile;
pub use part::PartAsked;
pub use password::SHORTEST as SHORTEST_PASSWORD;
pub use prepare::Preparing;
pub use receipts::ReceiptCheck;
pub use replay::{Replay, Returned, Scan};
pub use scan::Scanner;
pub use second::Halfway;
pub use security::{Security, Setup};
pub use session_end::Ending;
pub use settings::Settings;
pub use staff_sessions::OpenSession;
pub use stop::{Checked, Stopped, ToStop};
pub use templates::MessageTemplate;
pub use totp::code_at;
pub use visitor::{PROOF_COUNTS, Visitor};
pub use welcome::Welcome;
pub use whom::Whom;

use languages::Languages;
use mail::Post;
use password::Passwords;

/// Everything an act needs. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    parts: Arc<Parts>,
    languages: Languages,
}

/// What the desk works with.
pub struct Parts {
    pub(crate) settings: Settings,
    pub(crate) ledger: Ledger,
    pub(crate) stores: Stores,
    pub(crate) keys: Keys,
    pub(crate) clock: Clock,
    pub(crate) dice: Dice,
    pub(crate) book: Book,
    pub(crate) passwords: Passwords,
    pub(crate) bell: Bell,
    pub(crate) post: Post,
    pub(crate) sessions: Sessions,
    pub(crate) circuit: run::Circuit,
    pub(crate) alone: run::Alone,
}

impl Deref for Desk {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl Desk {
    /// Opens the desk on a migrated ledger.
    ///
    /// # Errors
    /// Where the law of the company's country is not known, or the data folder cannot be made.
    pub fn open(
        settings: Settings,
        ledger: Ledger,
        mut stores: Stores,
        keys: Keys,
        (clock, dice): (Clock, Dice),
    ) -> anyhow::Result<Self> {
        let book = Book::built_in().context("the rules that ship with the program")?;
        let controller = &stores.map().controller;
        let country = &controller.country;
        let today = clock.now().with_timezone(&settings.zone).date_naive();
        let drafts = regime::covered(stores.map(), &book, today)
            .with_context(|| format!("controller.country in the map is `{country}`"))?;
        let company = (country.as_str(), controller.subject_to.as_slice());
        let law = book
            .choose_for(company, None, settings.zone, today)
            .with_context(|| format!("controller.country in the map is `{country}`"))?;
        for why in drafts {
            tracing::warn!(%why, "some people's requests are counted under another law");
        }
        // What the law of the company wants said to be held, and never shown, no page and no
        // package shows, whatever the map says.
        let rules = book.rules(&law).context("the law of the company")?;
        stores.withhold(&rules.withheld);
        for folder in [settings.packages(), settings.spool()] {
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        }
        let (mail, sms) = (settings.mail.as_ref(), settings.sms.as_ref());
        let post = Post::new(mail, sms, settings.outbox_shown)?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let parts = (clock.clone(), dice.clone());
        let sessions = Sessions::new(ledger.clone(), parts, &keys).idle(settings.session_idle);
        let parts = Arc::new(Parts {
            settings,
            ledger,
            stores,
            keys,
            clock,
            dice,
            book,
            passwords: Passwords::new(cores)?,
            bell: Bell::default(),
            post,
            sessions,
            circuit: run::Circuit::default(),
            alone: run::Alone::default(),
        });
        Ok(Self {
            parts,
            languages: Languages::default(),
        })
    }

    /// The map of the company, in the language that the desk speaks. Plans are made on the map
    /// itself, which [`Stores::map`] gives.
    pub fn map(&self) -> &DataMap {
        self.languages.map().unwrap_or(self.stores.map())
    }

    /// The company's stores.
    pub fn stores(&self) -> &Stores {
        &self.stores
    }

    /// Habeas's own database.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// How often a password was hashed since the start: the work that signing in costs.
    pub fn hash_runs(&self) -> u64 {
        self.passwords.runs()
    }

    /// Now.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A number for a form that is about to be shown: sent twice, it is one request.
    pub fn new_client_id(&self) -> Uuid {
        Uuid::from_bytes(self.dice.bytes())
    }

    /// Today, where the company is.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now().with_timezone(&self.settings.zone).date_naive()
    }

    /// The verified identities of a person.
    pub(crate) async fn identities(&self, subject: SubjectId) -> Done<Vec<Identity>> {
        let mut tx = self.ledger.read().await?;
        Ok(subjects::identities(&mut tx, &self.keys, subject).await?)
    }
}
