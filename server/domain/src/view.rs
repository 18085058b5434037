//! What pages show: plain values that cross from the desk to a page or an island. Sentences are
//! made from message files where they are shown; only words of the company's map travel here.

mod bulk;
mod inside;
mod prepare;
mod queue;
mod rules;

pub use bulk::*;
pub use inside::*;
pub use prepare::*;
pub use queue::*;
pub use rules::*;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    choice::{ChoiceRight, How},
    clock::{Deadline, PauseReason, Regime},
    id::Reference,
    identity::Identity,
    intake::{Careful, IntakeView, RevealReason},
    look::{
        AlsoView, EvidenceView, MessageView, Preview, RatingView, ReviewedView, StatementView,
        ToldView,
    },
    map::{Automated, Basis, Correctable, Source, ValueCheck},
    plan::{Obstacle, Totals},
    request::{Outcome, Refusal, Verified},
    right::Right,
    role::{Act, Role},
    scope::Scope,
};

/// "Your data": everything held, by meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YourData {
    /// The sections in the map's order.
    pub sections: Vec<Section>,
    /// Systems that did not answer: what they hold is missing above.
    pub missing: Vec<SystemFault>,
    /// Whether it is time to ask if all this is still right.
    pub ask_still_right: bool,
    /// Why this is a summary, counts and no records, if it is one.
    #[serde(default)]
    pub summary: Option<Refusal>,
    /// Restrictions, and holds that the person may know of.
    #[serde(default)]
    pub stands: Vec<RestrictedView>,
}

/// One meaning: account, orders, conversations, …
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The map's word for it; also its anchor on the page.
    pub meaning: String,
    /// Its collections.
    pub collections: Vec<CollectionView>,
}

/// One collection of one system.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CollectionView {
    /// `store.collection`.
    pub place: String,
    /// Its label in the map.
    pub label: String,
    /// Its line of description in the map.
    pub describe: String,
    /// The label of the system that holds it.
    pub system: String,
    /// How many records are held in all.
    pub total: u64,
    /// The first records (see [`crate::view::SHOWN_AT_ONCE`]).
    pub records: Vec<RecordView>,
}

/// How many records of a collection stand on the page of everything.
pub const SHOWN_AT_FIRST: usize = 3;

/// How many records of a collection a page shows at once.
pub const SHOWN_AT_ONCE: usize = 20;

/// One record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordView {
    /// An opaque token: names the record in addresses without saying anything about it.
    pub token: String,
    /// Whether somebody else has a part in it too (a shared address).
    pub shared: bool,
    /// Its fields in the map's order.
    pub fields: Vec<FieldView>,
    /// The document that the record is, if it may be shown.
    pub document: Option<Preview>,
}

/// One field with what the law wants said beside it (GDPR Art. 15(1)).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldView {
    /// The field's name in the map.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Its value.
    pub value: Shown,
    /// Why it is held: label and legal basis of each purpose.
    pub why: Vec<(String, Basis)>,
    /// Where it came from.
    pub source: Source,
    /// Who else gets it.
    pub recipients: Vec<String>,
    /// Until when, in the map's words.
    pub until: String,
    /// Whether it is sensitive.
    pub sensitive: bool,
    /// Whether the person can correct it.
    pub correct: Correctable,
    /// What a machine did to come to it.
    pub automated: Option<Automated>,
    /// What the person said beside it.
    pub statements: Vec<StatementView>,
    /// The law that wants it said to be held, and never shown: short name and law.
    #[serde(default)]
    pub withheld: Option<(String, String)>,
}

/// A value as a page may show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// Nothing is held.
    Empty,
    /// The value.
    Text(String),
    /// A yes or a no, however the system writes it.
    Is(bool),
    /// Held, and not shown before a person has looked for what concerns others.
    AfterReview,
    /// Held, and not shown.
    Withheld,
    /// Sensitive: hidden until the person asks to see it.
    Masked,
    /// A file, which can be opened.
    File(Preview),
}

/// A system that could not be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemFault {
    /// Its label.
    pub system: String,
    /// Why.
    pub obstacle: Obstacle,
}

/// The form to correct one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectView {
    /// `store.collection`.
    pub place: String,
    /// The record's token.
    pub token: String,
    /// The field's name.
    pub field: String,
    /// Its label.
    pub label: String,
    /// The label of the collection.
    pub collection: String,
    /// The label of the system.
    pub system: String,
    /// What is held now.
    pub old: String,
    /// What a new value must look like.
    pub check: ValueCheck,
    /// Whether an officer looks first.
    pub after_review: bool,
    /// Whether it is how the person is reached, or signs in.
    pub contact: bool,
    /// Who else gets it and will be told of the correction.
    pub recipients: Vec<String>,
    /// Where else the same value is held, and is changed too.
    #[serde(default)]
    pub also: Vec<AlsoView>,
}

/// What will be in the package, before it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeAwayView {
    /// Each system's label and how many records it holds of the person.
    pub systems: Vec<(String, u64)>,
    /// Systems that did not answer.
    pub missing: Vec<SystemFault>,
    /// A package that is being made or can be fetched now.
    pub current: Option<Reference>,
    /// The areas that hold something of the person.
    pub areas: Vec<AreaView>,
    /// What can be chosen by its day, by label.
    pub dated: Vec<String>,
    /// What is chosen already: as in a package made before.
    pub scope: Scope,
}

/// An area of what is held, which can be chosen apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaView {
    /// Its name in the map.
    pub name: String,
    /// What it holds, by label.
    pub labels: Vec<String>,
    /// How many records.
    pub count: u64,
}

/// The delete page: what goes and what stays, with numbers that open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeleteView {
    /// The four numbers.
    pub totals: Totals,
    /// In how many systems.
    pub systems: u64,
    /// Open business and losses, as sentences of the map with their numbers filled in.
    pub warnings: Vec<String>,
    /// The lines, without secret grounds.
    pub lines: Vec<PlanLine>,
    /// Systems that did not answer.
    pub missing: Vec<SystemFault>,
    /// An erasure that is already under way.
    pub current: Option<Reference>,
    /// Until when it can be cancelled if asked for now and approved at once.
    pub hold_days: i64,
    /// Holds and restrictions that the person may know of: nothing is deleted while they stand.
    #[serde(default)]
    pub stands: Vec<RestrictedView>,
    /// The areas that can be deleted by themselves.
    #[serde(default)]
    pub areas: Vec<AreaView>,
    /// Those that were chosen; none = everything.
    #[serde(default)]
    pub chosen: BTreeSet<String>,
}

/// One line of a plan, in words of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanLine {
    /// The system's label.
    pub system: String,
    /// `store.collection`.
    pub place: String,
    /// The collection's label.
    pub label: String,
    /// How many records.
    pub count: u64,
    /// What happens.
    pub fate: Fate,
}

/// What happens to the records of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// They go.
    Deleted,
    /// They are changed so that they are no longer about the person: labels of the fields.
    Anonymised(Vec<String>),
    /// Somebody else's too: only the tie to the person is cut.
    Unlinked,
    /// They stay.
    Kept {
        /// The ground in plain words.
        ground: String,
        /// The law.
        law: String,
        /// Until when.
        until: Option<NaiveDate>,
        /// Whether the person may be told (always true on a customer's page).
        told: bool,
        /// Whether the person asked for it; otherwise it stays because they did not.
        #[serde(default = "asked")]
        asked: bool,
    },
}

const fn asked() -> bool {
    true
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceView {
    /// Which.
    pub right: ChoiceRight,
    /// The question.
    pub label: String,
    /// Its plain effect.
    pub effect: String,
    /// What the stores say now; none where they differ or none could be asked.
    pub allowed: Option<bool>,
    /// Since when, if it was chosen here.
    pub since: Option<DateTime<Utc>>,
    /// Systems in which it is written, and whether each obeyed.
    pub obeyed: Vec<(String, bool)>,
    /// What was chosen, newest first.
    pub history: Vec<ChoiceMade>,
}

/// One choice that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceMade {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it is allowed.
    pub allowed: bool,
    /// How it was said.
    pub how: How,
}

/// A request in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestLine {
    /// Its number.
    pub reference: Reference,
    /// The right.
    pub right: Right,
    /// Where it stands.
    pub stage: Stage,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// When the answer is due.
    pub due: NaiveDate,
    /// Whether the answer is late.
    pub late: bool,
    /// Days until it is due; negative if late.
    pub days_left: i64,
    /// Staff only: the person's e-mail address, masked.
    pub person: Option<String>,
}

/// Where a request stands, without its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It has come in.
    Received,
    /// The person's identity is being checked.
    Verifying,
    /// It waits for a decision.
    Open,
    /// It is approved and waits for its hold to end.
    Approved,
    /// It runs on the stores.
    Running,
    /// It stopped and needs a person.
    NeedsPerson,
    /// It is answered.
    Answered,
    /// It is refused.
    Refused,
    /// The person took it back.
    Withdrawn,
    /// It was never verified.
    Expired,
}

impl Stage {
    /// Every stage, in the order a request goes.
    pub const ALL: [Self; 10] = [
        Self::Received,
        Self::Verifying,
        Self::Open,
        Self::Approved,
        Self::Running,
        Self::NeedsPerson,
        Self::Answered,
        Self::Refused,
        Self::Withdrawn,
        Self::Expired,
    ];

    /// Its name in addresses and databases.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Verifying => "verifying",
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Running => "running",
            Self::NeedsPerson => "needs-person",
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// The stage of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == name)
    }
}

/// A request's page: its story, for the person and for staff.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestView {
    /// Number, right, state, dates.
    pub line: RequestLine,
    /// Raised by every act: two officers cannot overwrite each other.
    pub version: i64,
    /// The deadline with its reasons.
    pub deadline: Deadline,
    /// What has happened, oldest first.
    pub story: Vec<StoryStep>,
    /// Progress per system while it runs and after.
    pub progress: Progress,
    /// The outcome, once answered.
    pub outcome: Option<Outcome>,
    /// A refusal's ground and words, if refused.
    pub refusal: Option<RefusalView>,
    /// Until when it can be cancelled, during the hold.
    pub hold_until: Option<DateTime<Utc>>,
    /// The package, once it is ready.
    pub package: Option<PackageView>,
    /// Whether there is a receipt.
    pub receipt: bool,
    /// A correction's field, old and new value.
    pub correction: Option<CorrectionView>,
    /// Who else has the data and is told of what was done.
    #[serde(default)]
    pub told: Vec<ToldView>,
    /// What a machine decided that a person shall look at.
    pub review: Option<ReviewedView>,
    /// What may be done now by whoever looks.
    pub acts: Vec<Act>,
    /// What was written about it, oldest first.
    pub messages: Vec<MessageView>,
    /// What the person thought of the answer, if they said so.
    pub rating: Option<RatingView>,
    /// The request that a complaint is about.
    pub about: Option<Reference>,
    /// What the person wrote when they asked; none where nothing was written.
    pub wrote: Option<String>,
    /// The areas that a deletion is about, as people know them; none = everything.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Why this is where it stands and no more, if it is so.
    #[serde(default)]
    pub summary: Option<Refusal>,
    /// How the reading of what was held back stands; none where nothing was.
    #[serde(default)]
    pub reading: Option<crate::redaction::ReadingView>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryStep {
    /// When.
    pub at: DateTime<Utc>,
    /// The message key of what happened (`story-…`).
    pub what: String,
    /// Who did it: a role, or none for the system.
    pub by: Option<Role>,
}

/// How far a request has run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// One line for each system.
    pub systems: Vec<SystemProgress>,
    /// Whether nothing more will happen by itself.
    pub finished: bool,
}

/// How far one system is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemProgress {
    /// Its label.
    pub system: String,
    /// Its state.
    pub state: StepState,
    /// Records done so far.
    pub count: u64,
}

/// The state of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Not begun.
    Waiting,
    /// Under way.
    Running,
    /// Done.
    Done,
    /// Failed and tried again by itself.
    Retrying,
    /// Stopped: a person must look.
    NeedsPerson,
}

/// A refusal as the person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalView {
    /// The ground's message key (`refusal-…`).
    pub ground: String,
    /// The law.
    pub law: String,
    /// The officer's words to the person.
    pub note: String,
    /// Whom to complain to.
    pub authority: String,
}

/// A package that can be fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageView {
    /// Its size.
    pub bytes: u64,
    /// How many files are in it.
    pub files: u64,
    /// How many records.
    pub rows: u64,
    /// The SHA-256 of the zip, hex.
    pub sha256: String,
    /// Until when it can be fetched.
    pub expires_at: DateTime<Utc>,
    /// Whether that has passed.
    pub expired: bool,
}

/// A correction: old and new beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionView {
    /// The field's label.
    pub label: String,
    /// The system's label.
    pub system: String,
    /// As it was.
    pub old: String,
    /// As it shall be.
    pub new: String,
    /// Why, in the person's words; may be empty.
    pub reason: String,
    /// Whether it is how the person is reached, or signs in.
    pub contact: bool,
    /// Whether the new address or number has still to be shown to be the person's.
    #[serde(default)]
    pub unshown: bool,
    /// What the person handed in.
    pub evidence: Vec<EvidenceView>,
    /// Who else gets the field, and whether they were told.
    pub told: Vec<ToldView>,
    /// Where else the same value is changed, and what became of it.
    #[serde(default)]
    pub also: Vec<AlsoView>,
    /// Whether the values are gone: their time as evidence is over.
    #[serde(default)]
    pub forgotten: bool,
    /// The page of the record, as long as it can be found.
    pub page: Option<String>,
}

/// Something that no machine can tell, and an officer can look up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToSettle {
    /// The store.
    pub store: String,
    /// Its name for people.
    pub system: String,
    /// Whether it is in doubt that a step took effect; else records were found again.
    pub doubt: bool,
}

/// A request as staff see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StaffRequestView {
    /// What the person sees too.
    pub request: RequestView,
    /// The plan of an erasure: as approved, or as it would be now.
    pub plan: Option<PlanView>,
    /// Why it is stuck, one line for each system (message keys `stuck-…`).
    pub stuck: Vec<(String, String)>,
    /// What whoever looks can settle.
    #[serde(default)]
    pub to_settle: Vec<ToSettle>,
    /// Under which law and version of its rules it is counted.
    pub regime: Regime,
    /// How the person showed who they are, if they have.
    pub verified: Option<Verified>,
    /// Why whoever looks cannot approve, where their role could: four eyes, a paused clock.
    pub held: Option<Refusal>,
    /// On what this request can be refused under its law.
    pub grounds: Vec<RefusalGround>,
    /// What somebody wrote who asked without an account, or for a right that has no page.
    pub asked: Option<AskedView>,
    /// How it came to the desk, if staff entered it.
    pub intake: Option<IntakeView>,
    /// What care the person needs in being reached.
    pub careful: Vec<Careful>,
    /// What the clock may wait for now, if whoever looks may stop it.
    pub pauses: Vec<PauseReason>,
    /// Who looks after it, by name, and whether that is whoever looks.
    pub assigned: Option<(String, bool)>,
    /// What an erasure had to leave, and when it goes.
    #[serde(default)]
    pub later: Vec<LaterView>,
    /// The erasure that had to leave what this one takes.
    #[serde(default)]
    pub follows: Option<Reference>,
    /// Legal holds and restrictions on the person, those that were lifted too, newest first.
    #[serde(default)]
    pub holds: Vec<HoldView>,
    /// The team that has it.
    #[serde(default)]
    pub team: Option<String>,
    /// Colleagues it can be handed to: id and name.
    #[serde(default)]
    pub staff: Vec<(String, String)>,
    /// Teams it can be handed to.
    #[serde(default)]
    pub teams: Vec<String>,
    /// What staff keep with it for themselves.
    #[serde(default)]
    pub inside: InsideView,
    /// A correction that staff wrote down for the person.
    #[serde(default)]
    pub prepared: Option<PreparedView>,
    /// Whether whoever looks may write one down.
    #[serde(default)]
    pub may_prepare: bool,
}

/// What somebody wrote who asked without an account, or for a right that has no page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedView {
    /// Their name; empty if they gave none.
    pub name: String,
    /// What it is about; empty if they did not say.
    pub details: String,
    /// Whether the address they gave was shown to be theirs.
    pub confirmed: bool,
    /// Whether they had signed in.
    pub signed_in: bool,
}

/// A ground of refusal on offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalGround {
    /// Its name in the rules; its words are under `refusal-…`.
    pub ground: String,
    /// The law.
    pub law: String,
}

/// A plan as staff see it before they sign it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    /// What approval signs.
    pub digest: String,
    /// The company's version of the map.
    pub map_version: String,
    /// The four numbers.
    pub totals: Totals,
    /// The lines, secret grounds included.
    pub lines: Vec<PlanLine>,
    /// Systems that stand in the way of approval.
    pub missing: Vec<SystemFault>,
}

/// Somebody of the company looked at the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookView {
    /// As what.
    pub role: Role,
    /// When.
    pub at: DateTime<Utc>,
    /// On which request they were working.
    pub reference: Option<Reference>,
    /// Why they had an address or number revealed, if they had.
    pub revealed: Option<RevealReason>,
}

/// A line of the audit ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// Its number in the chain; none while it waits for the sequencer.
    pub number: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: a role and a keyed reference.
    pub who: String,
    /// What, as the act's name.
    pub act: String,
    /// On which request.
    pub reference: Option<Reference>,
    /// Why, and about whom: names of grounds, reasons and fields, and keyed references, each with
    /// the name of what it is.
    #[serde(default)]
    pub why: Vec<(String, String)>,
    /// The chained hash, hex.
    pub hash: Option<String>,
}

/// A page of the audit ledger, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditView {
    /// The lines.
    pub lines: Vec<AuditLine>,
    /// The number to continue below, if there are older lines.
    pub older: Option<i64>,
    /// Whether the chain held when it was last recomputed.
    pub chain: ChainState,
}

/// Whether the ledger's chain holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "chain")]
pub enum ChainState {
    /// Every line up to this one follows from the one before it.
    Whole {
        /// The last number that was checked.
        upto: i64,
        /// When.
        at: DateTime<Utc>,
    },
    /// This line does not follow from the one before it.
    Broken {
        /// Its number.
        number: i64,
    },
    /// It has not been recomputed yet.
    Unchecked,
}

/// A person's account: by what they sign in and are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// What they have shown to be theirs.
    pub own: Vec<OwnIdentity>,
    /// The kinds that can be added, each with the map's name for it.
    pub kinds: Vec<(String, String)>,
    /// Why only the address that signs in is shown and nothing can be changed, if it is so.
    #[serde(default)]
    pub summary: Option<Refusal>,
}

/// An identity that somebody has shown to be theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnIdentity {
    /// What it is.
    pub identity: Identity,
    /// The map's name for its kind.
    pub label: String,
    /// Whether the person signs in with it.
    pub signs_in: bool,
}

/// A message of the demo's outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxMessage {
    /// Its id.
    pub id: String,
    /// When it was written, on the company's clocks.
    pub at: chrono::NaiveDateTime,
    /// `mail` or `sms`.
    pub channel: String,
    /// Whether it would have been sent by now.
    pub sent: bool,
    /// To whom.
    pub to: String,
    /// Its subject; empty for a text message.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// A request that was made without an account, as whoever made it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedRequest {
    /// Its number.
    pub reference: Reference,
    /// The right it uses.
    pub right: Right,
    /// When the answer is due.
    pub due: NaiveDate,
    /// Whether the address was shown to be theirs already.
    pub confirmed: bool,
}
