//! Making a package: every system read in one consistent view, straight into one encrypted file.

mod contents;
mod reviewed;

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
};

use anyhow::anyhow;
use ed25519_dalek::SigningKey;
use habeas_domain::{
    actor::Actor,
    fault::point,
    found::{Answer, Failure},
    identity::Identity,
    map::{Place, Tell},
    proof::key_id,
    request::{Denial, DenialBasis, Outcome, Stop},
    role::Act,
    scope::Scope,
};
use habeas_ledger::{
    LedgerError, SecretKey, packages, reviews,
    steps::{self, Row},
    subjects,
};
use habeas_package::{About, PackageSummary, PackageWriter, Spool, seal::SealedWriter};
use habeas_stores::Search;
use habeas_words::{Locale, Words};
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done,
    bench::Looked,
    keep::Kept,
    run::{
        Trouble,
        claim::{Claim, Next, passes},
        turn::Turn,
        unanswered,
    },
};

type Writer<'a> = PackageWriter<'a, SealedWriter<BufWriter<File>>>;

/// What a package is made of.
struct Making {
    reference: String,
    identities: Vec<Identity>,
    choices: serde_json::Value,
    /// What the person said beside their data, if they did.
    statements: Option<serde_json::Value>,
    signing: SigningKey,
    key: SecretKey,
    file: String,
    steps: Vec<Row>,
    scope: Scope,
    language: Locale,
    requests: serde_json::Value,
    stays: Vec<String>,
    /// What officers let out of what waits for review.
    looked: Looked,
}

/// What was made.
struct Made {
    summary: PackageSummary,
    held: u64,
    withheld: Vec<String>,
    /// Whether something waits until somebody has read it.
    unread: bool,
    /// The steps that nobody saw happen, with their records.
    quick: Vec<(Uuid, u64)>,
}

/// So few records of a store are in the package before anybody could see how far it is.
const QUICK: u64 = 2_000;

/// How many records of a store were found.
fn held(search: &Search, store: &str) -> u64 {
    let answers = search.found.answers.iter();
    let here = answers.filter(|(place, _)| place.store == store);
    here.map(|(_, answer)| match answer {
        Answer::Found(classes) => classes.total(),
        _ => 0,
    })
    .sum()
}

/// What is held back from a package.
#[derive(Default)]
struct HeldBack {
    /// The collections of which something is.
    places: Vec<String>,
    /// Whether something waits until somebody has read it.
    unread: bool,
}

impl HeldBack {
    fn note(&mut self, place: &Place, unread: bool, held: bool) {
        self.unread |= unread;
        if held {
            self.places.push(place.to_string());
        }
    }
}

/// Why no package was made.
enum NotMade {
    /// This store does not answer as it should.
    NoAnswer(String, Failure),
    /// A fault of ours.
    Fault(DeskError),
}

impl From<anyhow::Error> for NotMade {
    fn from(error: anyhow::Error) -> Self {
        Self::Fault(error.into())
    }
}

impl From<DeskError> for NotMade {
    fn from(error: DeskError) -> Self {
        Self::Fault(error)
    }
}

impl Desk {
    pub(super) async fn make_package(&self, kept: Kept, claim: &Claim) -> Done<Next> {
        let subject = kept.request.subject;
        let mut tx = self.ledger.read().await?;
        let steps = steps::of_request(&mut tx, kept.request.id).await?;
        let scope = self.private(&mut tx, &kept.row).await?.scope;
        let language = self.language_of(&mut tx, subject).await?;
        let requests = self.request_document(&mut tx, subject).await?;
        let looked = self.read_already(&mut tx, subject).await?;
        drop(tx);
        // One worker makes the whole; it holds the last step from the beginning.
        let lead = steps
            .last()
            .ok_or_else(|| anyhow!("a package of no stores"))?;
        if let Some(waits) = self.left_alone(&steps) {
            return Ok(waits);
        }
        let Some(turn) = self.take(lead.id).await? else {
            return Ok(self.elsewhere(lead));
        };
        let fresh = |step: &Row| step.id == lead.id || step.state == "waiting";
        if !steps.iter().all(fresh) {
            let mut tx = self.ledger.begin().await?;
            steps::begin_anew(&mut tx, kept.request.id, lead.id).await?;
            tx.commit().await?;
        }
        let making = Making {
            reference: kept.request.reference.to_string(),
            identities: self.identities(subject).await?,
            choices: self.choice_history(subject).await?,
            statements: self.statement_document(subject).await?,
            signing: self.signing_key().await?,
            key: SecretKey::new(&self.dice),
            file: format!("{}.sealed", hex::encode(self.dice.bytes::<16>())),
            steps,
            scope,
            language,
            requests,
            stays: kept
                .request
                .stays()
                .map(|(place, _)| place.to_owned())
                .collect(),
            looked,
        };
        let path = self.settings.packages().join(&making.file);
        let desk = self.clone();
        let runtime = tokio::runtime::Handle::current();
        let work = tokio::task::spawn_blocking(move || {
            let made = runtime.block_on(desk.write_package(&making, &turn));
            (made, making, turn)
        });
        let (made, making, turn) = work.await.map_err(|error| anyhow!(error))?;
        match made {
            Ok(made) => {
                for step in &making.steps {
                    self.circuit.answered(&step.store);
                }
                point("package-made");
                let told = self.package_made(kept, &making, (turn, claim), made).await;
                if matches!(told, Err(DeskError::Conflict)) {
                    // Another worker has the turn, and makes a file of its own.
                    let _gone = fs::remove_file(path);
                }
                told
            }
            Err(why) => {
                let _gone = fs::remove_file(path);
                let why = match why {
                    NotMade::NoAnswer(store, why) => unanswered(&store, why),
                    // A full disk is no fault of this request, and says so in the log.
                    NotMade::Fault(error)
                        if passes(&error) || matches!(error, DeskError::Conflict) =>
                    {
                        return Err(error);
                    }
                    NotMade::Fault(error) => {
                        tracing::error!(reference = making.reference, %error, "no package");
                        let store = turn.step().store.clone();
                        (Stop::Failed { store }, Trouble::MayPass)
                    }
                };
                let stepped = self.step_failed(turn, why).await?;
                self.after_step(&kept, stepped, claim).await
            }
        }
    }

    async fn write_package(&self, making: &Making, turn: &Turn) -> Result<Made, NotMade> {
        let path = self.settings.packages().join(&making.file);
        let file = File::create_new(&path).map_err(|source| LedgerError::File {
            what: "the folder of packages",
            source,
        });
        let file = file.map_err(anyhow::Error::from)?;
        let out = SealedWriter::new(BufWriter::new(file), making.key.bytes(), &self.dice.bytes())
            .map_err(anyhow::Error::from)?;
        let spool_key = self.dice.bytes();
        let spool_dir = self.settings.spool();
        let desk = self.speaking(making.language);
        let about = About {
            reference: &making.reference,
            generated_at: self.now(),
            map: desk.map(),
            words: Words::for_locale(making.language),
            tool_version: env!("CARGO_PKG_VERSION"),
            scope: &making.scope,
        };
        let spool = Spool {
            dir: &spool_dir,
            key: &spool_key,
        };
        let mut package = PackageWriter::begin(out, spool, about).map_err(anyhow::Error::from)?;
        let mut snapshot = self.stores.snapshot().await;
        // What is too much to hold is counted here, and read as it is written.
        let search = snapshot.survey(&making.identities, self.today()).await;
        let mut back = HeldBack::default();
        let mut quick = Vec::new();
        for step in &making.steps {
            let asked = (&search, making);
            let store = step.store.as_str();
            if step.id == turn.step().id {
                let whole = (store, Some(turn));
                self.write_store(&mut package, &mut snapshot, asked, whole, &mut back)
                    .await?;
                continue;
            }
            if held(&search, store) <= QUICK {
                // Nobody sees it happen: its step is written down with everything else.
                let whole = (store, None);
                let records = self
                    .write_store(&mut package, &mut snapshot, asked, whole, &mut back)
                    .await?;
                quick.push((step.id, records));
                continue;
            }
            // Without the turn this worker is not the one that makes it: a package is never made
            // without a store.
            let turn = self.take(step.id).await?.ok_or(DeskError::Conflict)?;
            let whole = (store, Some(&turn));
            self.write_store(&mut package, &mut snapshot, asked, whole, &mut back)
                .await?;
            self.ticked(turn).await?;
        }
        package
            .choices(&making.choices)
            .map_err(anyhow::Error::from)?;
        package
            .requests(&making.requests)
            .map_err(anyhow::Error::from)?;
        if let Some(statements) = &making.statements {
            package
                .statements(statements)
                .map_err(anyhow::Error::from)?;
        }
        let name = key_id(&making.signing.verifying_key());
        let (summary, out) = package
            .finish(&making.signing, &name)
            .map_err(anyhow::Error::from)?;
        let mut out = out.finish().map_err(anyhow::Error::from)?;
        out.flush()
            .and_then(|()| out.get_ref().sync_all())
            .map_err(anyhow::Error::from)?;
        Ok(Made {
            summary,
            held: search.found.total(),
            withheld: back.places,
            unread: back.unread,
            quick,
        })
    }

    /// A store is in the package: its step is done, for the person to see.
    async fn ticked(&self, turn: Turn) -> Done {
        let count = turn.count();
        let outcome = serde_json::json!({ "v": 1, "records": count });
        let mut tx = self.ledger.begin().await?;
        steps::done(&mut tx, &turn.end(), &outcome, count).await?;
        Ok(tx.commit().await?)
    }

    async fn package_made(
        &self,
        kept: Kept,
        making: &Making,
        (turn, claim): (Turn, &Claim),
        made: Made,
    ) -> Done<Next> {
        let now = self.now();
        let outcome = self.package_outcome(&kept, &made);
        let records = turn.count();
        let step = turn.end();
        let small = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let (request, event) = kept.request.clone().answer(&Actor::System, now, outcome)?;
        let mut tx = self.ledger.begin().await?;
        let wrapping = subjects::data_key(&mut tx, &self.keys, request.subject).await?;
        let sealed_key = wrapping.seal(&self.dice, "package", making.key.bytes())?;
        let row = packages::Row {
            request_id: request.id.0,
            file: making.file.clone(),
            sealed_key,
            bytes: small(made.summary.bytes),
            files: small(made.summary.files),
            records: small(made.summary.rows),
            sha256: made.summary.sha256.clone(),
            expires_at: now + self.settings.package_kept,
            fetched: 0,
        };
        packages::add(&mut tx, &row).await?;
        for (id, records) in made.quick {
            let records = small(records);
            let outcome = serde_json::json!({ "v": 1, "records": records });
            steps::done_beside(&mut tx, &step, id, (&outcome, records)).await?;
        }
        let outcome = serde_json::json!({ "v": 1, "records": records });
        steps::done(&mut tx, &step, &outcome, records).await?;
        if made.unread {
            reviews::wait(&mut tx, request.id, request.subject, now).await?;
        }
        let by = (&Actor::System, Act::Run);
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        self.finish_in(&mut tx, claim).await?;
        tx.commit().await?;
        Ok(Next::Told)
    }

    /// In part where something waits for a reviewer, because it was written by people and may
    /// concern others.
    fn package_outcome(&self, kept: &Kept, made: &Made) -> Outcome {
        if made.held == 0 {
            return Outcome::NothingHeld;
        }
        let ground = self.book.rules(&kept.request.regime).ok().map(|rules| {
            let known = rules
                .denials(kept.request.right)
                .find(|known| known.ground == "rights-of-others");
            // Where nobody has opened the law's source it is in part all the same.
            let law = known.map(|known| known.law.clone()).unwrap_or_default();
            (law, rules.appeal.clone())
        });
        match ground {
            Some((law, appeal)) if !made.withheld.is_empty() => Outcome::InPart {
                refused: vec![Denial {
                    basis: DenialBasis::Law("rights-of-others".to_owned()),
                    law,
                    stays: made.withheld.clone(),
                    until: None,
                    appeal,
                    purpose: String::new(),
                    tell: Tell::Person,
                    appeal_until: self
                        .book
                        .appeal_until(&kept.request.regime, self.today())
                        .unwrap_or_default(),
                }],
            },
            _ => Outcome::InFull,
        }
    }
}
