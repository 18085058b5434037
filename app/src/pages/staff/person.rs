//! One person: by what they are known, what they asked, what happened, what was noted.

use chrono::{DateTime, Utc};
use habeas_domain::{
    intake::RevealReason,
    view::{RequestLine, Stage},
    who::{Happened, HappenedWhat, NoteView, PersonView, StuckOn, Twin},
};
use habeas_words::Words;
use leptos::prelude::*;

use super::{due_in_words, handle::CareNeeded, intake::kind_words, tone_of};
use crate::{
    parts::{
        Button, Empty, Field, Head, Kind, Notice, Page, Select, Side, SummaryList, SummaryRow,
        Table, Tag, Weight,
    },
    visit::words,
};

/// How the person is reached, for the page that shows it once.
#[derive(Clone, Debug)]
pub(crate) struct Revealed(pub(crate) Vec<(String, String)>);

/// `/staff/requests/{reference}/person`
#[component]
pub(crate) fn StaffPersonPage(
    /// The person.
    view: PersonView,
    /// The number of the note's form.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let back = match view.reference {
        Some(reference) => format!("/staff/requests/{reference}"),
        None => "/staff/find".to_owned(),
    };
    let (open, done): (Vec<_>, Vec<_>) = view
        .requests
        .into_iter()
        .partition(|line| !super::is_finished(line.stage));
    view! {
        <Page title=words.say("person-title") side=Side::Staff back=back>
            <CareNeeded careful=view.careful/>
            <div class="split">
                <div>
                    <Requests lines=open title="person-open" none="person-open-none"/>
                    <Requests lines=done title="person-recent" none="person-recent-none"/>
                    <Stuck stuck=view.stuck/>
                    <Timeline timeline=view.timeline/>
                </div>
                <aside class="split__facts" aria-label=words.say("person-contact")>
                    <Contact identities=view.identities/>
                    <Notes notes=view.notes client_id/>
                    <Twins twins=view.twins may=view.may_merge/>
                </aside>
            </div>
        </Page>
    }
}

/// Where they got stuck on the site.
#[component]
fn Stuck(
    /// Where.
    stuck: Vec<StuckOn>,
) -> impl IntoView {
    let words = words();
    (!stuck.is_empty()).then(|| view! {
        <section aria-labelledby="stuck-on">
            <h2 id="stuck-on">{words.say("stuck-on")}</h2>
            <p class="quiet">{words.say("stuck-on.line")}</p>
            <ul>
                {stuck.into_iter().map(|one| {
                    let args = [("count", one.count.into())];
                    let said = words.of_with("stuck-on", &one.what, &args);
                    let last = one.last.map(|day| words.date_short(day));
                    view! { <li>{said}" "<span class="mono">{one.page}</span>" "<span class="quiet">{last}</span></li> }
                }).collect_view()}
            </ul>
        </section>
    })
}

/// Who may be the same person, and who is.
#[component]
fn Twins(
    /// They.
    twins: Vec<Twin>,
    /// Whether whoever looks may say so.
    may: bool,
) -> impl IntoView {
    let words = words();
    (!twins.is_empty()).then(|| view! {
        <section aria-labelledby="twins">
            <h2 id="twins">{words.say("twins-title")}</h2>
            <p class="quiet">{words.say("twins-line")}</p>
            <ul>
                {twins.into_iter().map(|one| {
                    let who = one.person.clone().unwrap_or_else(|| words.say("twins-nameless"));
                    let evidence: Vec<String> = one.evidence.iter().map(|kind| {
                        if kind == "record" { words.say("twins-record") } else { kind_words(kind) }
                    }).collect();
                    let (act, key) = if one.merged { ("unmerge", "twins-part") } else { ("merge", "twins-join") };
                    let merged = one.merged.then(|| view! { <strong>{words.say("twins-merged")}</strong>" " });
                    let label = format!("{}: {who}", words.say(key));
                    view! {
                        <li>
                            <a class="mono" href=format!("/staff/people/{}", one.token)>{who.clone()}</a>" "
                            {merged}
                            <span class="quiet">{words.list(&evidence)}</span>
                            {may.then(|| view! {
                                <form method="post">
                                    <input type="hidden" name="other" value=one.token.clone()/>
                                    <button class="button button--link" name="act" value=act aria-label=label>{words.say(key)}</button>
                                </form>
                            })}
                        </li>
                    }
                }).collect_view()}
            </ul>
        </section>
    })
}

/// Their requests, open or finished.
#[component]
fn Requests(
    /// The requests.
    lines: Vec<RequestLine>,
    /// What they are.
    title: &'static str,
    /// Where there is none.
    none: &'static str,
) -> impl IntoView {
    let words = words();
    let heads = [
        "staff-head-due",
        "staff-head-request",
        "staff-head-right",
        "staff-head-state",
    ]
    .map(|key| Head::text(words.say(key)))
    .to_vec();
    view! {
        <section aria-labelledby=title>
            <h2 id=title>{words.say(title)}</h2>
            {if lines.is_empty() {
                view! { <p class="quiet">{words.say(none)}</p> }.into_any()
            } else {
                view! {
                    <Table caption=words.say(title) caption_hidden=true heads=heads>
                        {lines.into_iter().map(|line| {
                            let number = line.reference.to_string();
                            let due = due_in_words(words, &line).map(|(due, _)| due);
                            let stage: Stage = line.stage;
                            view! {
                                <tr>
                                    <td>{due.unwrap_or_else(|| words.date_short(line.due))}</td>
                                    <th scope="row"><a class="mono" href=format!("/staff/requests/{number}")>{number.clone()}</a></th>
                                    <td>{words.of("right", line.right.as_str())}</td>
                                    <td><Tag tone=tone_of(stage)>{words.of("staff-stage", stage.as_str())}</Tag></td>
                                </tr>
                            }
                        }).collect_view()}
                    </Table>
                }.into_any()
            }}
        </section>
    }
}

/// By what they are known, masked until there is a reason.
#[component]
fn Contact(
    /// Kind, masked value, whether they showed it to be theirs.
    identities: Vec<(String, String, bool)>,
) -> impl IntoView {
    let words = words();
    let revealed = use_context::<Revealed>().map(|Revealed(values)| {
        view! {
            <Notice title=words.say("person-revealed")>
                <SummaryList>
                    {values.into_iter().map(|(kind, value)| {
                        let label = match kind.as_str() {
                            "postal" => words.say("intake-postal"),
                            kind => kind_words(kind),
                        };
                        view! { <SummaryRow label=label>{value}</SummaryRow> }
                    }).collect_view()}
                </SummaryList>
            </Notice>
        }
    });
    let mut reasons = vec![(String::new(), words.say("intake-choose"))];
    reasons.extend(
        RevealReason::ALL
            .iter()
            .map(|why| (why.as_str().to_owned(), words.of("reveal", why.as_str()))),
    );
    view! {
        <section aria-labelledby="contact">
            <h2 id="contact">{words.say("person-contact")}</h2>
            {revealed}
            {identities.is_empty().then(|| view! {
                <p class="quiet">{words.say("person-no-contact")}</p>
            })}
            <SummaryList>
                {identities.into_iter().map(|(kind, value, shown)| {
                    let why = words.say(if shown { "person-shown" } else { "person-said" });
                    view! {
                        <SummaryRow label=kind_words(&kind) why=vec![why]>
                            <span class="mono">{value}</span>
                        </SummaryRow>
                    }
                }).collect_view()}
            </SummaryList>
            <form method="post" novalidate>
                <Select name="why" label=words.say("person-why") hint=words.say("person-why.hint") options=reasons/>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value="reveal-contact".to_owned()>{words.say("person-reveal")}</Button>
                </p>
            </form>
        </section>
    }
}

/// What was noted, and a box for more.
#[component]
fn Notes(
    /// What was noted, newest first.
    notes: Vec<NoteView>,
    /// The number of the form.
    client_id: String,
) -> impl IntoView {
    let words = words();
    view! {
        <section aria-labelledby="notes">
            <h2 id="notes">{words.say("person-notes")}</h2>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <Field name="remark" label=words.say("person-note") hint=words.say("person-note.hint") kind=Kind::Long/>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value="write-note".to_owned()>{words.say("person-note.do")}</Button>
                </p>
            </form>
            {notes.into_iter().map(|note| {
                let args = [("who", note.by.into()), ("at", words.moment(&note.at).into())];
                view! {
                    <blockquote class="said">{note.text}</blockquote>
                    <p class="quiet">{words.with("person-noted", &args)}</p>
                }
            }).collect_view()}
        </section>
    }
}

/// What happened, newest first.
#[component]
fn Timeline(
    /// What happened.
    timeline: Vec<Happened>,
) -> impl IntoView {
    let words = words();
    if timeline.is_empty() {
        return view! {
            <Empty title=words.say("person-timeline")><p>{words.say("person-nothing")}</p></Empty>
        }
        .into_any();
    }
    let heads = ["looks-when", "person-what"]
        .map(|key| Head::text(words.say(key)))
        .to_vec();
    view! {
        <section aria-labelledby="timeline">
            <h2 id="timeline">{words.say("person-timeline")}</h2>
            <Table caption=words.say("person-timeline") caption_hidden=true heads=heads>
                {timeline.into_iter().map(|one| view! {
                    <tr>
                        <td class="quiet">{moment(words, one.at)}</td>
                        <td>{said(words, one.what)}</td>
                    </tr>
                }).collect_view()}
            </Table>
        </section>
    }
    .into_any()
}

fn moment(words: &Words, at: DateTime<Utc>) -> String {
    words.moment(&at)
}

fn said(words: &Words, what: HappenedWhat) -> String {
    match what {
        HappenedWhat::Request { reference, key } => {
            let told = words.of("tale", key.strip_prefix("story-").unwrap_or(&key));
            format!("{reference}: {told}")
        }
        HappenedWhat::Choice { right, allowed } => {
            let said = words.of("person-choice", &right);
            let said = [("choice", said.into())];
            words.with(
                if allowed {
                    "person-allowed"
                } else {
                    "person-denied"
                },
                &said,
            )
        }
        HappenedWhat::Look { role, reason } => {
            let revealed = reason.starts_with("reveal ");
            let by = [("role", words.of("looks-role", &role).into())];
            words.with(
                if revealed {
                    "person-look-revealed"
                } else {
                    "person-look"
                },
                &by,
            )
        }
        HappenedWhat::Message { channel, state } => {
            let channel = words.of("person-message", &channel);
            let state = words.of("person-message-is", &state);
            format!("{channel}: {state}")
        }
    }
}
