//! What is known about a request, beside its story.

use chrono::{DateTime, Utc};
use habeas_domain::{
    clock::Regime,
    request::Verified,
    role::Role,
    view::{RequestView, StaffRequestView},
};
use habeas_words::Words;
use leptos::prelude::*;

use super::due_in_words;
use crate::{
    calls::Tone,
    parts::{DeadlineNote, SummaryList, SummaryRow, because},
    visit::words,
};

/// A moment where the company is.
pub(super) fn moment(words: &Words, regime: &Regime, at: DateTime<Utc>) -> String {
    words.moment(&at.with_timezone(&regime.zone))
}

/// "by an officer": who did it, for the story.
pub(super) fn by(words: &Words, role: Option<Role>) -> String {
    words.of("by", role.map_or("system", Role::as_str))
}

/// The clock with its reasons, the person, how they showed who they are, the law.
#[component]
pub(super) fn Facts(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let words = words();
    let StaffRequestView {
        request,
        regime,
        verified,
        assigned,
        intake,
        team,
        ..
    } = view;
    // Of what came to the desk the day is known, and no hour.
    let received = match intake {
        Some(_) => words.date(regime.day(request.line.received_at)),
        None => moment(words, &regime, request.line.received_at),
    };
    let hold = request.hold_until.map(|at| moment(words, &regime, at));
    let shown = proof(words, &regime, verified);
    let law = law(words, &regime.id);
    let receipt = request
        .receipt
        .then(|| format!("/receipt/{}", request.line.reference));
    view! {
        <aside class="split__facts" aria-label=words.say("facts-title")>
            <Clock request=request.clone()/>
            <SummaryList>
                <SummaryRow label=words.say("facts-person")>
                    {match request.line.person {
                        Some(person) => view! { <span class="mono">{person}</span> }.into_any(),
                        None => words.say("staff-person-gone").into_any(),
                    }}
                </SummaryRow>
                <SummaryRow label=words.say("queue-head-who")>
                    {match assigned {
                        Some((_, true)) => words.say("queue-mine"),
                        Some((name, false)) => name,
                        None => words.say("queue-nobody"),
                    }}
                </SummaryRow>
                {team.map(|team| view! { <SummaryRow label=words.say("queue-team")>{team}</SummaryRow> })}
                <SummaryRow label=words.say("facts-verified")>{shown}</SummaryRow>
                <SummaryRow label=words.say("facts-received")>{received}</SummaryRow>
                {hold.map(|until| view! {
                    <SummaryRow label=words.say("facts-hold")>{until}</SummaryRow>
                })}
                <SummaryRow label=words.say("facts-law") why=counted(words, &regime)>
                    {law}
                </SummaryRow>
                <SummaryRow label=words.say("facts-version")>{words.number(request.version)}</SummaryRow>
                {receipt.map(|href| view! {
                    <SummaryRow label=words.say("facts-receipt")>
                        <a href=href>{words.say("facts-receipt.open")}</a>
                    </SummaryRow>
                })}
            </SummaryList>
        </aside>
    }
}

/// When the answer is due, and the sentences that explain it.
#[component]
fn Clock(
    /// The request.
    request: RequestView,
) -> impl IntoView {
    let words = words();
    let deadline = request.deadline;
    let because = because(words, &deadline);
    let inner = words.with("facts-inner", &[("day", deadline.inner.into())]);
    match due_in_words(words, &request.line) {
        Some((due, tone)) => {
            let args = [("words", due.into()), ("day", deadline.legal.into())];
            let more = deadline.extendable.then(|| words.say("facts-extendable"));
            view! {
                <DeadlineNote due=words.with("facts-due", &args) because=because tone/>
                <p class="quiet">{inner}{more.map(|more| format!(" {more}"))}</p>
            }
            .into_any()
        }
        None => {
            let due = words.with("facts-was-due", &[("day", deadline.legal.into())]);
            view! { <DeadlineNote due=due because=because tone=Tone::Plain/> }.into_any()
        }
    }
}

/// How the person showed who they are.
fn proof(words: &Words, regime: &Regime, verified: Option<Verified>) -> String {
    use habeas_domain::request::Proof;
    let Some(verified) = verified else {
        return words.say("proof-none");
    };
    let key = match verified.how {
        Proof::Mailbox => "proof-mailbox",
        Proof::SignedIn => "proof-signed-in",
        Proof::Password => "proof-password",
        Proof::Desk => "proof-desk",
        Proof::Erased => "proof-erased",
        Proof::Left => "proof-left",
    };
    let args = [
        ("by", by(words, verified.by.role()).into()),
        ("at", moment(words, regime, verified.at).into()),
    ];
    words.with(key, &args)
}

/// The law by its name, or by its number in the rules where it has none yet.
fn law(words: &Words, id: &str) -> String {
    words
        .find(&format!("law-{id}"), &[])
        .unwrap_or_else(|| id.to_owned())
}

/// Under which version, calendar and zone it is counted.
fn counted(words: &Words, regime: &Regime) -> Vec<String> {
    vec![
        words.with("facts-rules", &[("version", (&regime.version).into())]),
        words.with(
            "facts-calendar",
            &[("calendar", regime.calendar.to_uppercase().into())],
        ),
        regime.zone.name().to_owned(),
    ]
}
