//! Writes the crowd into the help desk.

use serde_json::json;
use sqlx::SqliteConnection;

use super::{Crowd, State, story::PER};
use crate::{
    bulk,
    talk::{COMMENTS, NOTES_ON_PEOPLE, TALKS, Talk},
    world::World,
};

/// The numbers of the crowd's first contact, question, message and note.
const FIRST_CONTACT: i64 = 10_001;
const FIRST_TICKET: i64 = 10_001;
const FIRST_MESSAGE: i64 = 100_001;
const FIRST_NOTE: i64 = 10_001;

pub(super) async fn write(
    tx: &mut SqliteConnection,
    world: &World,
    crowd: &Crowd,
) -> Result<(), sqlx::Error> {
    let mut dice = world.dice("crowd's questions");
    let (mut contacts, mut tickets, mut messages) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ratings, mut notes) = (Vec::new(), Vec::new());
    for person in &crowd.people {
        let died = person.state == State::Died;
        if !died && !dice.percent(55) {
            continue;
        }
        let contact = FIRST_CONTACT + i64::try_from(contacts.len()).unwrap_or_default();
        contacts.push(json!([
            contact,
            person.email,
            person.name,
            person.phone,
            (died || dice.percent(75)).then_some(person.id),
            format!("{}T08:00:00Z", person.joined),
        ]));
        let note = if died {
            Some(
                "A relative told us that this customer has died. No letters, no calls. The papers go to the family when they ask.",
            )
        } else {
            dice.percent(10).then(|| dice.pick(&NOTES_ON_PEOPLE))
        };
        if let Some(body) = note {
            let at = dice.days_before(world.today, 20, 190);
            let id = FIRST_NOTE + i64::try_from(notes.len()).unwrap_or_default();
            notes.push(json!([
                id,
                "Contact",
                contact,
                body,
                format!("{at}T11:00:00Z")
            ]));
        }
        let talks: Vec<Talk> = TALKS
            .into_iter()
            .filter(|talk| talk.0 == "en" || talk.0 == person.language)
            .collect();
        let count = if person.id == PER {
            1
        } else {
            dice.between(0, 2)
        };
        for _ in 0..count {
            let (_, subject, lines) = dice.pick(&talks);
            let opened = dice.days_before(world.today, 2, 1000);
            let status = dice.pick(&["solved", "solved", "solved", "waiting", "open"]);
            let id = FIRST_TICKET + i64::try_from(tickets.len()).unwrap_or_default();
            tickets.push(json!([
                id,
                format!("S-{}", 40_000 + id),
                contact,
                null,
                subject,
                status,
                dice.pick(&["mail", "phone", "chat"]),
                format!("{opened}T09:12:00Z"),
                (status == "solved").then(|| format!("{opened}T17:45:00Z")),
            ]));
            for (turn, line) in lines.iter().enumerate() {
                let theirs = turn % 2 == 0;
                messages.push(json!([
                    FIRST_MESSAGE + i64::try_from(messages.len()).unwrap_or_default(),
                    id,
                    if theirs { "customer" } else { "staff" },
                    (!theirs).then(|| format!("desk-{}", dice.between(1, 6))),
                    line,
                    format!("{opened}T{:02}:30:00Z", 9 + turn),
                ]));
            }
            if status == "solved" && dice.percent(50) {
                let comment = dice.percent(40).then(|| dice.pick(&COMMENTS));
                ratings.push(json!([
                    id,
                    dice.between(1, 5),
                    comment,
                    format!("{opened}T18:20:00Z")
                ]));
            }
        }
    }
    bulk::rows(tx, "contacts", &contacts).await?;
    bulk::rows(tx, "tickets", &tickets).await?;
    bulk::rows(tx, "messages", &messages).await?;
    bulk::rows(tx, "ratings", &ratings).await?;
    bulk::rows(tx, "notes", &notes).await
}
