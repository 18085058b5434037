//! Under what a request is filed for the queue: how it came, in which language its person reads,
//! which team has it.

use habeas_domain::{
    actor::{Actor, By},
    id::{Reference, SubjectId},
    identity::Identity,
    request::Request,
    role::{Act, Role},
};
use habeas_ledger::{
    Tx,
    audit::Entry,
    filed::{self, Filed},
    requests::Row,
    staff, subjects,
};
use tokio::sync::watch;

use crate::{
    Desk, DeskError, Done, Problem, Visitor,
    keep::{Kept, Private},
};

/// How many older requests are filed in one transaction.
const BATCH: i64 = 200;
/// The longest name of a team, in characters.
const LONGEST_TEAM: usize = 40;

impl Desk {
    /// How a request came and in which language its person reads.
    pub(crate) async fn filed_under(
        &self,
        tx: &mut Tx,
        request: &Request,
        private: Option<&Private>,
    ) -> Done<(String, Option<String>)> {
        let intake = private.and_then(|private| private.intake.as_ref());
        let asked = private.and_then(|private| private.asked.as_ref());
        let channel = match (intake, request.entered_by) {
            (Some(intake), _) => intake.channel.as_str(),
            (None, By::Visitor) => "visitor",
            (None, _) => "account",
        };
        let said = intake
            .map(|intake| intake.language.clone())
            .or_else(|| asked.map(|asked| asked.language.clone()))
            .filter(|tag| !tag.is_empty());
        let language = match said {
            Some(tag) => Some(tag),
            None => subjects::language(tx, request.subject).await?,
        };
        Ok((channel.to_owned(), language))
    }

    /// Everything under which a new request is filed beside its own rules.
    pub(crate) async fn filed_new(
        &self,
        tx: &mut Tx,
        (request, actor): (&Request, &Actor),
        private: Option<&Private>,
    ) -> Done<Filed> {
        let (channel, language) = self.filed_under(tx, request, private).await?;
        let team = match actor {
            Actor::Staff { id, .. } => filed::team_of(tx, *id).await?,
            _ => None,
        };
        Ok(Filed {
            team,
            channel: Some(channel),
            language,
            ..Filed::default()
        })
    }

    /// Files what came before requests were filed, until none is left or told to stop.
    pub(crate) async fn file_older(&self, stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.file_some().await {
                Ok(0) => return,
                Ok(_) => tokio::task::yield_now().await,
                Err(error) => {
                    tracing::warn!(%error, "older requests are filed at the next start");
                    return;
                }
            }
        }
    }

    /// Files some of what came before requests were filed; how many.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn file_some(&self) -> Done<usize> {
        let mut tx = self.ledger.begin().await?;
        let rows = filed::unfiled(&mut tx, BATCH).await?;
        let count = rows.len();
        for row in rows {
            // What cannot be opened any more is filed by what stands in the clear.
            let private = self.private(&mut tx, &row).await.ok();
            let request: Request = serde_json::from_value(row.body).map_err(anyhow::Error::from)?;
            let (channel, language) = self
                .filed_under(&mut tx, &request, private.as_ref())
                .await?;
            filed::file(&mut tx, request.id, &channel, language.as_deref()).await?;
        }
        tx.commit().await?;
        Ok(count)
    }

    /// Gives a request to a team, or to none, as it was shown.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for a team in which nobody works; [`DeskError::Conflict`]; the
    /// rules.
    pub async fn hand_to_team(
        &self,
        visitor: &Visitor,
        (reference, version): (&Reference, i64),
        team: Option<&str>,
    ) -> Done {
        visitor.staff(Act::Assign)?;
        self.not_near_request(visitor, reference, Act::Assign)
            .await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        kept.request
            .check(Act::Assign, &visitor.actor, self.now())?;
        let known = filed::teams(&mut tx).await?;
        if team.is_some_and(|team| !known.iter().any(|one| one == team)) {
            return Err(DeskError::answer("team", Problem::NotOnOffer));
        }
        filed::set_team(&mut tx, kept.request.id, team).await?;
        let body = serde_json::json!({ "v": 1, "what": "team", "to": team });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::Assign);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        Ok(tx.commit().await?)
    }

    /// Lets a member of staff work in a team, or in none; the operator does it from the command
    /// line.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where nobody works here under that address;
    /// [`DeskError::Answers`] for the name of the team.
    pub async fn join_team(&self, email: &str, team: Option<&str>) -> Done {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if team.is_some_and(|team| {
            team.is_empty() || team.len() > LONGEST_TEAM || !team.chars().all(plain)
        }) {
            return Err(DeskError::answer("team", Problem::NotOnOffer));
        }
        let mut tx = self.ledger.begin().await?;
        let member = staff::by_email(&mut tx, &self.keys, email).await?;
        let member = member.ok_or(DeskError::NotFound)?;
        filed::join_team(&mut tx, member.id, team).await?;
        let body = serde_json::json!({ "v": 1, "what": "team", "to": team, "who": member.id });
        let entry = Entry::new(&self.keys, &Actor::System, Act::InviteStaff).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// Whether a colleague could look after a request: they handle requests, and it is neither
    /// theirs nor their household's.
    pub(crate) async fn could_handle(
        &self,
        colleague: habeas_domain::id::StaffId,
        subject: SubjectId,
    ) -> Done<bool> {
        let mut tx = self.ledger.read().await?;
        let member = staff::by_id(&mut tx, &self.keys, colleague).await?;
        drop(tx);
        let handles = member.is_some_and(|one| matches!(one.role, Role::Agent | Role::Officer));
        Ok(handles && !self.is_near(colleague, subject).await?)
    }

    /// The row of a request with what it is filed under, after an act.
    pub(crate) fn refiled(kept: &Row, now: Filed) -> Filed {
        Filed {
            team: kept.filed.team.clone(),
            channel: kept.filed.channel.clone(),
            language: kept.filed.language.clone(),
            ..now
        }
    }

    /// Whether anything can be written to the person of a request that they would read.
    pub(crate) async fn reaches(&self, tx: &mut Tx, kept: &Kept) -> Done<bool> {
        let addresses: Vec<Identity> = subjects::identities(tx, &self.keys, kept.request.subject)
            .await
            .unwrap_or_default();
        Ok(kept.request.entered_by != By::Visitor || !addresses.is_empty())
    }
}
