//! Legal holds and restrictions on the person of a request: what stands, what stood, and placing one.

use chrono::{DateTime, Utc};
use habeas_domain::{
    hold::{HoldKind, Restriction},
    request::Refusal,
    role::Act,
    view::{HoldView, HoldsView},
};
use habeas_words::Words;
use leptos::prelude::*;

use crate::{
    calls::Tone,
    parts::{
        Answer, Button, Choices, Empty, Field, Kind, Notice, Page, Select, Side, SummaryList,
        SummaryRow, Tag, Weight,
    },
    visit::words,
};

/// What keeps a person's data as it is.
#[component]
pub fn StaffHoldsPage(
    /// What stands and what stood.
    view: HoldsView,
    /// The number of the forms.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let back = format!("/staff/requests/{}", view.reference);
    let HoldsView {
        holds,
        grounds,
        places,
        may_place,
        ..
    } = view;
    view! {
        <Page title=words.say("holds-title") back=back side=Side::Staff>
            <p class="lead">{words.say("holds-lead")}</p>
            {holds.is_empty().then(|| view! {
                <Empty title=words.say("holds-none")><p>{words.say("holds-none.line")}</p></Empty>
            })}
            {holds.into_iter().map(|hold| view! { <Hold hold/> }).collect_view()}
            {may_place.then(|| view! {
                <Place grounds client_id=client_id.clone()/>
                <Restrict places client_id/>
            })}
        </Page>
    }
}

/// The ground in words: the map's, or a case of the law.
fn ground(words: &Words, hold: &HoldView) -> String {
    match (&hold.label, hold.kind) {
        (Some(label), _) => label.clone(),
        (None, HoldKind::Restriction) => words.of("restriction", &hold.ground),
        (None, HoldKind::Legal) => hold.ground.clone(),
    }
}

/// One of them, with what may be done about it.
#[component]
fn Hold(
    /// It.
    hold: HoldView,
) -> impl IntoView {
    let words = words();
    let title = words.of("hold-kind", hold.kind.as_str());
    let moment = |at: Option<DateTime<Utc>>| at.map(|at| words.moment(&at));
    let by = hold.placed_by.clone();
    let by = by.unwrap_or_else(|| words.say("hold-by-law"));
    let placed = [
        ("at", words.moment(&hold.placed_at).into()),
        ("who", by.into()),
    ];
    let placed = words.with("hold-placed-by", &placed);
    let lifted = moment(hold.lifted_at).map(|at| {
        let who = hold.lifted_by.clone().unwrap_or_default();
        words.with("hold-lifted", &[("at", at.into()), ("who", who.into())])
    });
    let stands = hold.lifted_at.is_none();
    let (tone, is) = if stands {
        (Tone::Bad, "hold-stands")
    } else {
        (Tone::Plain, "hold-ended")
    };
    let told = words.say(if hold.told {
        "hold-told"
    } else {
        "hold-secret"
    });
    let ends = moment(hold.end_told_at).map(|at| words.with("hold-end-told", &[("at", at.into())]));
    let law: Vec<String> = hold.law.clone().into_iter().collect();
    let said = ground(words, &hold);
    let why_not = hold.not_lifted.as_ref().map(|why| match why {
        Refusal::FourEyes => words.say("hold-other-eyes"),
        _ => words.say("hold-tell-first"),
    });
    let reason = hold.reason.clone();
    let reason = reason.unwrap_or_else(|| words.say("staff-person-gone"));
    let places = (!hold.places.is_empty()).then(|| words.list(&hold.places));
    let systems: Vec<String> = hold
        .obeyed
        .iter()
        .map(|(system, obeyed)| {
            let key = if *obeyed {
                "hold-obeyed"
            } else {
                "hold-not-obeyed"
            };
            words.with(key, &[("system", system.as_str().into())])
        })
        .collect();
    let systems = (!systems.is_empty()).then(|| systems.join(" "));
    let id = hold.id.to_string();
    let (may_tell, may_lift) = (hold.may_tell, hold.may_lift);
    view! {
        <section class="hold">
            <h2>{title}" "<Tag tone>{words.say(is)}</Tag></h2>
            <SummaryList>
                <SummaryRow label=words.say("hold-ground") why=law>{said}</SummaryRow>
                <SummaryRow label=words.say("hold-reason")>{reason}</SummaryRow>
                <SummaryRow label=words.say("hold-who-knows")>{told}</SummaryRow>
                <SummaryRow label=words.say("hold-placed")>{placed}</SummaryRow>
                {places.map(|places| view! {
                    <SummaryRow label=words.say("hold-places")>{places}</SummaryRow>
                })}
                {systems.map(|systems| view! {
                    <SummaryRow label=words.say("hold-systems")>{systems}</SummaryRow>
                })}
            </SummaryList>
            {ends.map(|line| view! { <p>{line}</p> })}
            {lifted.map(|line| view! { <p>{line}</p> })}
            {why_not.map(|line| view! { <p class="quiet">{line}</p> })}
            {(may_tell || may_lift).then(|| view! {
                <form method="post" novalidate>
                    <input type="hidden" name="id" value=id/>
                    <p class="actions">
                        {may_tell.then(|| view! {
                            <Button name="act" value=Act::TellEnd.as_str().to_owned()>{words.say("hold-tell-end-do")}</Button>
                        })}
                        {may_lift.then(|| view! {
                            <Button weight=Weight::Danger name="act" value=Act::LiftHold.as_str().to_owned()>{words.say("hold-lift-do")}</Button>
                        })}
                    </p>
                </form>
            })}
        </section>
    }
}

/// To place a legal hold.
#[component]
fn Place(
    /// The grounds of the map.
    grounds: Vec<(String, String, bool)>,
    /// The number of the form.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let mut options = vec![(String::new(), words.say("refuse-choose"))];
    options.extend(grounds.into_iter().map(|(name, label, secret)| {
        let secret = if secret {
            words.say("hold-secret-short")
        } else {
            String::new()
        };
        (name, format!("{label} {secret}").trim().to_owned())
    }));
    let tell = vec![Answer {
        value: "yes".into(),
        label: words.say("hold-tell"),
        hint: Some(words.say("hold-tell.hint")),
        chosen: false,
    }];
    view! {
        <section aria-labelledby="place">
            <h2 id="place">{words.say("hold-place-title")}</h2>
            <p>{words.say("hold-place-line")}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <Select name="hold-ground" label=words.say("hold-ground") options=options/>
                <Field name="reason" label=words.say("hold-reason") hint=words.say("hold-reason.hint") kind=Kind::Long/>
                <Choices name="tell" many=true legend=words.say("hold-who-knows") answers=tell/>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value=Act::PlaceHold.as_str().to_owned()>{words.say("hold-place-do")}</Button>
                </p>
            </form>
        </section>
    }
}

/// To restrict.
#[component]
fn Restrict(
    /// What it can be narrowed to.
    places: Vec<(String, String)>,
    /// The number of the form.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let mut cases = vec![(String::new(), words.say("refuse-choose"))];
    cases.extend(Restriction::ALL.map(|case| {
        (
            case.as_str().to_owned(),
            words.of("restriction", case.as_str()),
        )
    }));
    let places: Vec<Answer> = places
        .into_iter()
        .map(|(value, label)| Answer {
            value,
            label,
            hint: None,
            chosen: false,
        })
        .collect();
    view! {
        <section aria-labelledby="restrict">
            <h2 id="restrict">{words.say("restrict-title")}</h2>
            <p>{words.say("restrict-line")}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <Select name="case" label=words.say("restrict-case") options=cases/>
                <Field name="why" label=words.say("hold-reason") hint=words.say("hold-reason.hint") kind=Kind::Long/>
                <details class="more">
                    <summary>{words.say("restrict-some")}</summary>
                    <Choices name="places" many=true legend=words.say("restrict-places") hint=words.say("restrict-places.hint") answers=places/>
                </details>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value=Act::Restrict.as_str().to_owned()>{words.say("restrict-do")}</Button>
                </p>
            </form>
        </section>
    }
}

/// What a request's page says of what stands on its person.
#[component]
pub(super) fn Held(
    /// Each, newest first.
    holds: Vec<HoldView>,
    /// The number of the request.
    reference: String,
) -> impl IntoView {
    let words = words();
    let href = format!("/staff/requests/{reference}/holds");
    let standing: Vec<HoldView> = holds
        .into_iter()
        .filter(|hold| hold.lifted_at.is_none())
        .collect();
    if standing.is_empty() {
        return view! { <p class="quiet"><a href=href>{words.say("holds-link")}</a></p> }
            .into_any();
    }
    let lines: Vec<(String, Option<String>)> = standing
        .iter()
        .map(|hold| {
            let key = match hold.kind {
                HoldKind::Legal => "hold-on-request",
                HoldKind::Restriction => "restricted-on-request",
            };
            let said = [("ground", ground(words, hold).into())];
            let secret = (!hold.told).then(|| words.say("hold-secret"));
            (words.with(key, &said), secret)
        })
        .collect();
    view! {
        <Notice tone=Tone::Bad>
            {lines.into_iter().map(|(line, secret)| view! {
                <p>{line}{secret.map(|secret| view! { " "<strong>{secret}</strong> })}</p>
            }).collect_view()}
            <p><a href=href>{words.say("holds-see")}</a></p>
        </Notice>
    }
    .into_any()
}
