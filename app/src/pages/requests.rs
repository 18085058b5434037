//! Requests and their story.

mod conversation;
mod correction;
mod other;
mod rate;
mod reading;
mod story;

pub use conversation::{Conversation, WriteLink, WritePage, WriteView};
pub(crate) use correction::Also;
pub use other::AskOtherPage;

use chrono::{DateTime, Utc};
use habeas_desk::Desk;
use habeas_domain::{
    id::Reference,
    request::Outcome,
    role::Act,
    view::{RefusalView, RequestLine, RequestView, Stage},
};
use habeas_words::Words;
use leptos::prelude::*;

use self::{
    correction::{Correction, ToldList},
    rate::Rate,
    reading::Reading,
    story::RequestStory,
};
use crate::{
    answer::refusal_words,
    calls::Tone,
    islands::JobProgress,
    pages::take_away::PackageReady,
    parts::{
        Button, DeadlineNote, Empty, Head, Notice, Page, ReferenceNumber, SummaryList, SummaryRow,
        Table, Tag, Weight, because,
    },
    visit::words,
    watch,
};

/// `/requests`
#[component]
pub fn RequestsPage(
    /// The person's requests, newest first.
    requests: Vec<RequestLine>,
    /// Those with a message that was not seen yet.
    #[prop(default = Vec::new())]
    new_messages: Vec<Reference>,
) -> impl IntoView {
    let words = words();
    let news = new_messages.into_iter().map(|reference| {
        let number = reference.to_string();
        let href = format!("/requests/{number}");
        view! { <li><a href=href>{words.with("messages-new-on", &[("number", number.into())])}</a></li> }
    });
    let news = news.collect_view();
    let heads = [
        "requests-what",
        "requests-asked",
        "requests-state",
        "requests-number",
    ]
    .into_iter()
    .map(|key| Head::text(words.say(key)))
    .collect();
    view! {
        <Page title=words.say("requests-title")>
            {(!news.is_empty()).then(|| view! { <Notice title=words.say("messages-new")><ul>{news}</ul></Notice> })}
            {requests.is_empty().then(|| view! {
                <Empty title=words.say("requests-none")><p>{words.say("requests-none.line")}</p></Empty>
            })}
            {(!requests.is_empty()).then(|| view! {
                <Table caption=words.say("requests-title") caption_hidden=true heads>
                    {requests.into_iter().map(|line| {
                        let reference = line.reference.to_string();
                        view! {
                            <tr>
                                <th scope="row">
                                    <a href=format!("/requests/{reference}")>{words.of("right", line.right.as_str())}</a>
                                </th>
                                <td>{words.date(line.received_at.date_naive())}</td>
                                <td><Tag tone=tone(line.stage)>{stage(words, line.stage)}</Tag></td>
                                <td>{reference}</td>
                            </tr>
                        }
                    }).collect_view()}
                </Table>
            })}
            <p><a href="/requests/other">{words.say("other-link")}</a></p>
            <p><a href="/looks">{words.say("looks-title")}</a></p>
        </Page>
    }
}

/// The colour of a stage.
const fn tone(stage: Stage) -> Tone {
    match stage {
        Stage::Received | Stage::Open | Stage::Withdrawn | Stage::Expired => Tone::Plain,
        Stage::Verifying | Stage::Approved => Tone::Wait,
        Stage::Running => Tone::Now,
        Stage::Answered => Tone::Good,
        Stage::NeedsPerson | Stage::Refused => Tone::Bad,
    }
}

fn stage(words: &Words, stage: Stage) -> String {
    words.of("request-state", stage.as_str())
}

/// `/requests/{reference}`
#[component]
pub fn RequestPage(
    /// The request.
    view: RequestView,
) -> impl IntoView {
    let words = words();
    let line = view.line.clone();
    let reference = line.reference.to_string();
    let now = use_context::<Desk>().map(|desk| desk.now());
    let now = now.or(view.hold_until);
    let live = matches!(line.stage, Stage::Approved | Stage::Running);
    let due = words.with("requests-due", &[("date", line.due.into())]);
    let finished = matches!(
        line.stage,
        Stage::Answered | Stage::Refused | Stage::Withdrawn | Stage::Expired
    );
    let late = if line.late { Tone::Bad } else { Tone::Plain };
    let why = because(words, &view.deadline);
    let withdraw = view.acts.contains(&Act::Withdraw);
    view! {
        <Page title=words.of("right", line.right.as_str()) back="/requests" live>
            <ReferenceNumber number=reference.clone()/>
            <p>
                <Tag tone=tone(line.stage)>{stage(words, line.stage)}</Tag>" "
                {words.of("request-next", line.stage.as_str())}
            </p>
            {line.late.then(|| {
                let why = view.messages.iter().rev().find(|message| message.explains_late);
                let why = why.and_then(|message| message.text.clone());
                view! {
                    <Notice tone=Tone::Bad>
                        <p>{words.say("requests-late")}</p>
                        {why.map(|why| view! { <blockquote class="said">{why}</blockquote> })}
                    </Notice>
                }
            })}
            {view.about.map(|about| {
                let about = about.to_string();
                view! { <p>{words.say("asked-about")}" "<a href=format!("/requests/{about}")>{about.clone()}</a></p> }
            })}
            {view.summary.clone().map(|why| view! {
                <Notice tone=Tone::Wait>
                    <p>{refusal_words(words, &why)}</p>
                    <p>{words.say("request-summary")}</p>
                </Notice>
            })}
            {(!finished).then(|| view! { <DeadlineNote due because=why tone=late/> })}
            {(!view.areas.is_empty() && view.outcome.is_none()).then(|| {
                let areas = [("areas", words.list(&view.areas).into())];
                view! { <p>{words.with("request-areas", &areas)}</p> }
            })}
            {view.hold_until.zip(now).map(|(until, now)| view! { <Hold until now withdraw/> })}
            {view.correction.clone().map(|correction| {
                let (refused, done) = (line.stage == Stage::Refused, line.stage == Stage::Answered);
                view! { <Correction correction refused done/> }
            })}
            {view.correction.is_none().then(|| view! { <ToldList told=view.told.clone()/> })}
            {view.review.clone().map(|review| view! {
                <h2>{review.label}</h2>
                <p class="quiet">{review.system}</p>
                <SummaryList><SummaryRow label=words.say("reviewed-value")>{review.value}</SummaryRow></SummaryList>
            })}
            {view.wrote.clone().map(|wrote| view! {
                <h2>{words.say("asked-wrote")}</h2>
                <blockquote class="said">{wrote}</blockquote>
            })}
            <Answered view=view.clone()/>
            {view.refusal.clone().map(|refusal| view! { <Refused refusal/> })}
            {view.package.clone().map(|package| view! { <PackageReady reference=reference.clone() package/> })}
            {(live || !view.progress.systems.is_empty()).then(|| {
                let first = watch::put(words, &view.progress);
                let lost = words.say("progress-lost");
                view! {
                    <h2>{words.say("requests-systems")}</h2>
                    <JobProgress reference=reference.clone() first lost/>
                    {live.then(|| view! { <noscript><p>{words.say("progress-reload")}</p></noscript> })}
                }
            })}
            <RequestStory view=view.clone()/>
            <h2 id="messages">{words.say("messages-title")}</h2>
            {view.summary.is_none().then(|| view! {
                <Conversation messages=view.messages.clone() files=format!("/requests/{reference}/files")/>
            })}
            <WriteLink href=format!("/requests/{reference}/messages") label=words.say("message-to-us")/>
            {view.reading.map(|reading| view! { <Reading reading reference=reference.clone()/> })}
            {(finished && view.summary.is_none()).then(|| view! { <Rate rating=view.rating.clone()/> })}
            <p><a href=format!("/requests/other?about={reference}")>{words.say("complain-link")}</a></p>
            {(withdraw && view.hold_until.is_none()).then(|| view! { <Withdraw/> })}
        </Page>
    }
}

#[component]
fn Hold(
    /// Until when it can be taken back.
    until: DateTime<Utc>,
    /// Now.
    now: DateTime<Utc>,
    /// Whether whoever looks can take it back.
    withdraw: bool,
) -> impl IntoView {
    let words = words();
    let left = (until - now).num_minutes().max(0);
    let left = [
        ("days", (left / 1440).into()),
        ("hours", (left / 60 % 24).into()),
        ("minutes", (left % 60).into()),
    ];
    let until = words.moment(&until);
    view! {
        <Notice tone=Tone::Wait title=words.with("requests-hold-left", &left)>
            <p>{words.with("requests-hold", &[("until", until.into())])}</p>
            {withdraw.then(|| view! { <Withdraw/> })}
        </Notice>
    }
}

#[component]
fn Answered(
    /// The request.
    view: RequestView,
) -> impl IntoView {
    let words = words();
    let outcome = view.outcome?;
    let reference = view.line.reference;
    let right = view.line.right.as_str();
    let said = match &outcome {
        Outcome::InFull | Outcome::InPart { .. } if !view.areas.is_empty() => words.with(
            "outcome-areas",
            &[("areas", words.list(&view.areas).into())],
        ),
        Outcome::InFull => words
            .find(&format!("outcome-in-full-{right}"), &[])
            .unwrap_or_else(|| words.say("outcome-in-full")),
        Outcome::InPart { .. } => words
            .find(&format!("outcome-in-part-{right}"), &[])
            .unwrap_or_else(|| words.say("outcome-in-part")),
        Outcome::NothingHeld => words.say("outcome-nothing-held"),
    };
    let receipt = view.receipt;
    Some(view! {
        <Notice tone=Tone::Good>
            <p>{said}</p>
            {receipt.then(|| view! {
                <p><a href=format!("/receipt/{reference}")>{words.say("requests-receipt")}</a></p>
            })}
        </Notice>
    })
}

#[component]
fn Refused(
    /// Why.
    refusal: RefusalView,
) -> impl IntoView {
    let words = words();
    let ground = words.find(&refusal.ground, &[]).unwrap_or_default();
    view! {
        <Notice tone=Tone::Bad title=words.say("requests-refused")>
            <p>{ground}</p>
            {(!refusal.note.is_empty()).then(|| view! { <blockquote>{refusal.note.clone()}</blockquote> })}
            <p>{words.with("requests-complain", &[("authority", refusal.authority.into())])}</p>
            <p class="quiet">{refusal.law}</p>
        </Notice>
    }
}

#[component]
fn Withdraw() -> impl IntoView {
    let words = words();
    view! {
        <form method="post" novalidate>
            <input type="hidden" name="act" value="withdraw"/>
            <p class="actions"><Button weight=Weight::Quiet>{words.say("requests-withdraw")}</Button></p>
        </form>
    }
}
