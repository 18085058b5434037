//! The officers' queue: what is due first comes first.

use chrono::{Days, NaiveDate};
use habeas_domain::{
    hold::HoldKind,
    id::{StaffId, SubjectId},
    request::Request,
    role::{Act, Role},
    view::{
        Assignee, Bulk, DueWindow, QueueChoices, QueueFilter, QueueLine, QueueNumbers, QueueView,
        Stage,
    },
};
use habeas_ledger::{
    Tx, careful, filed, holds,
    queue::{self, Assigned, Filter},
    requests::Row,
    staff, subjects,
};
use uuid::Uuid;

use crate::{Desk, Done, Visitor, bulk::act_of, lines::label, mask};

/// How many requests a page has.
const LINES: usize = 50;

impl Desk {
    /// A page of the queue with the numbers that matter today.
    ///
    /// # Errors
    /// Only who may.
    pub async fn queue(&self, visitor: &Visitor, filter: &QueueFilter) -> Done<QueueView> {
        let me = visitor.staff(Act::SeeQueue)?;
        let wanted = self.wanted(filter, me);
        let mut tx = self.ledger.read().await?;
        let mut rows = queue::page(&mut tx, &wanted, LINES as i64 + 1).await?;
        let more = rows.len() > LINES;
        rows.truncate(LINES);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| format!("{}.{}", row.due, row.id.simple()));
        let names = self.handlers(&mut tx).await?;
        let lines = self.queue_lines(&mut tx, rows, (me, &names)).await?;
        let numbers = self.numbers(&mut tx).await?;
        let views = self.views_of(&mut tx, me).await?;
        let teams = filed::teams(&mut tx).await?;
        let stores = self.map().stores.iter();
        Ok(QueueView {
            lines,
            next,
            numbers,
            choices: QueueChoices {
                regimes: self
                    .book
                    .laws(self.today())
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                stores: stores
                    .map(|store| (store.id.to_string(), label(self.map(), store.id.as_str())))
                    .collect(),
                staff: names,
                teams: teams.clone(),
            },
            views,
            bulk: Bulk::ALL
                .into_iter()
                .filter(|bulk| visitor.may(act_of(*bulk)).is_ok())
                .filter(|bulk| *bulk != Bulk::Team || !teams.is_empty())
                .collect(),
            may_export: visitor.may(Act::ExportQueue).is_ok(),
        })
    }

    /// Whom and which team requests can be handed to.
    ///
    /// # Errors
    /// Only who may.
    pub async fn desk_choices(
        &self,
        visitor: &Visitor,
    ) -> Done<(Vec<(StaffId, String)>, Vec<String>)> {
        visitor.staff(Act::SeeQueue)?;
        let mut tx = self.ledger.read().await?;
        let staff = self.handlers(&mut tx).await?;
        Ok((staff, filed::teams(&mut tx).await?))
    }

    /// The filter of a view, as the ledger understands it.
    pub(crate) fn wanted(&self, filter: &QueueFilter, me: StaffId) -> Filter {
        let today = self.today();
        let in_days = |days| today.checked_add_days(Days::new(days));
        let (due_from, due_before) = match filter.due {
            None => (None, None),
            Some(DueWindow::Late | DueWindow::Inner) => (None, Some(today)),
            Some(DueWindow::Today) => (Some(today), in_days(1)),
            Some(DueWindow::Soon) => (Some(today), in_days(2)),
            Some(DueWindow::Week) => (Some(today), in_days(7)),
        };
        Filter {
            stage: filter.stage.map(|stage| stage.as_str().to_owned()),
            kind: filter.right.map(|right| right.as_str().to_owned()),
            regime: filter.regime.clone(),
            due_from,
            due_before,
            assigned: match filter.assignee {
                None => Assigned::Anybody,
                Some(Assignee::Nobody) => Assigned::Nobody,
                Some(Assignee::Me) => Assigned::To(me.0),
                Some(Assignee::Staff(staff)) => Assigned::To(staff.0),
            },
            verified: filter.verified,
            waiting: filter.waiting,
            blocked: filter.blocked.clone(),
            subject: None,
            team: filter.team.clone(),
            channel: filter.channel.clone(),
            language: filter.language.clone(),
            inner: filter.due == Some(DueWindow::Inner),
            after: filter.after.as_deref().and_then(cursor),
        }
    }

    /// Those who handle requests, by name.
    pub(crate) async fn handlers(&self, tx: &mut Tx) -> Done<Vec<(StaffId, String)>> {
        let mut names: Vec<(StaffId, String)> = staff::all(tx, &self.keys)
            .await?
            .into_iter()
            .filter(|member| matches!(member.role, Role::Agent | Role::Officer))
            .map(|member| (member.id, member.person.name))
            .collect();
        names.sort_by(|one, other| one.1.cmp(&other.1));
        Ok(names)
    }

    /// Requests as lines of the queue; `names` are those of the people who handle them.
    pub(crate) async fn queue_lines(
        &self,
        tx: &mut Tx,
        rows: Vec<Row>,
        (me, names): (StaffId, &[(StaffId, String)]),
    ) -> Done<Vec<QueueLine>> {
        let mut lines = Vec::with_capacity(rows.len());
        let standing = holds::everybody(tx).await?;
        let stands = |subject: SubjectId, kind: HoldKind| {
            let mut standing = standing.iter();
            standing.any(|(id, name)| *id == subject.0 && name == kind.as_str())
        };
        for row in rows {
            let subject = SubjectId(row.subject_id);
            let person = self.masked(tx, subject).await?;
            let careful = careful::needed(tx, subject).await?;
            let request: Request = serde_json::from_value(row.body).map_err(anyhow::Error::from)?;
            let assigned = request.assigned;
            let name = assigned.and_then(|staff| names.iter().find(|(id, _)| *id == staff));
            lines.push(QueueLine {
                version: request.version,
                regime: row.regime,
                assignee: name.map(|(_, name)| name.clone()),
                mine: assigned == Some(me),
                verified: row.verified,
                waiting: row.waiting,
                blocked: row.blocked.map(|store| label(self.map(), &store)),
                careful,
                held: stands(subject, HoldKind::Legal),
                restricted: stands(subject, HoldKind::Restriction),
                line: self.line(&request, person),
            });
        }
        Ok(lines)
    }

    /// The numbers that matter today.
    pub(crate) async fn numbers(&self, tx: &mut Tx) -> Done<QueueNumbers> {
        let me = StaffId(Uuid::nil());
        let of = |filter: QueueFilter| self.wanted(&filter, me);
        let due = |window| {
            of(QueueFilter {
                due: Some(window),
                ..QueueFilter::default()
            })
        };
        let at = |stage| {
            of(QueueFilter {
                stage: Some(stage),
                ..QueueFilter::default()
            })
        };
        let waits = of(QueueFilter {
            waiting: Some(true),
            ..QueueFilter::default()
        });
        let unproved = of(QueueFilter {
            verified: Some(false),
            ..QueueFilter::default()
        });
        Ok(QueueNumbers {
            late: queue::count(tx, &due(DueWindow::Late)).await?,
            due_today: queue::count(tx, &due(DueWindow::Today)).await?,
            due_week: queue::count(tx, &due(DueWindow::Week)).await?,
            to_decide: queue::count(tx, &at(Stage::Open)).await?,
            to_verify: queue::count(tx, &unproved).await?,
            waiting: queue::count(tx, &waits).await?,
            stuck: queue::count(tx, &at(Stage::NeedsPerson)).await?,
            past_inner: queue::count(tx, &due(DueWindow::Inner)).await?,
        })
    }

    /// The person's address, masked; none once they are erased.
    pub(crate) async fn masked(&self, tx: &mut Tx, subject: SubjectId) -> Done<Option<String>> {
        let identities = subjects::identities(tx, &self.keys, subject).await?;
        Ok(identities
            .iter()
            .find(|identity| identity.kind == "email")
            .map(|identity| mask::email(&identity.value)))
    }
}

fn cursor(text: &str) -> Option<(NaiveDate, Uuid)> {
    let (due, id) = text.split_once('.')?;
    Some((due.parse().ok()?, id.parse().ok()?))
}
