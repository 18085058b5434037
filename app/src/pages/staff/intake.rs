//! A request that staff take for somebody: what they were told, then what would come of it.

use habeas_domain::{
    intake::{Careful, Channel, IntakePreview},
    right::{Right, Wanted},
};
use habeas_words::Locale;
use leptos::prelude::*;

use crate::{
    pages::{ask::Lives, requests::no_words},
    parts::{
        Answer, Button, Choices, Field, Kind, Notice, Page, Select, Side, SummaryList, SummaryRow,
        Weight,
    },
    visit::words,
};

/// What the form offers.
#[derive(Clone, Debug)]
pub(crate) struct Offered {
    /// The kinds of values by which people are known.
    pub(crate) kinds: Vec<String>,
    /// The fields that a correction can be about: id, label, system.
    pub(crate) fields: Vec<(String, String, String)>,
    /// What can be said no to.
    pub(crate) nos: Vec<Wanted>,
    /// The places that make a difference.
    pub(crate) places: Vec<String>,
    /// The number of the form.
    pub(crate) client_id: String,
}

/// What would come of what was typed, for the page that shows it.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(crate) preview: IntakePreview,
    pub(crate) sent: Vec<(String, String)>,
}

/// `/staff/intake`
#[component]
pub(crate) fn StaffIntakePage(
    /// What the form offers.
    offered: Offered,
) -> impl IntoView {
    let words = words();
    let body = match use_context::<Checked>() {
        Some(checked) => view! { <Check checked/> }.into_any(),
        None => view! { <Form offered/> }.into_any(),
    };
    view! {
        <Page title=words.say("intake-title") side=Side::Staff back="/staff">{body}</Page>
    }
}

/// The words of a kind of value.
pub(super) fn kind_words(kind: &str) -> String {
    let said = words().find(&format!("identity-{}", kind.replace('_', "-")), &[]);
    said.unwrap_or_else(|| kind.replace('_', " "))
}

/// The questions.
#[component]
fn Form(
    /// What it offers.
    offered: Offered,
) -> impl IntoView {
    let words = words();
    let choose = (String::new(), words.say("intake-choose"));
    let nos = offered.nos.into_iter().map(|wanted| {
        let said = no_words(words, &wanted);
        (wanted.to_string(), said)
    });
    let rights = std::iter::once(choose.clone())
        .chain(
            Right::ALL.map(|right| (right.as_str().to_owned(), words.of("right", right.as_str()))),
        )
        .chain(nos)
        .collect();
    let channels = std::iter::once(choose.clone())
        .chain(Channel::ALL.iter().map(|channel| {
            (
                channel.as_str().to_owned(),
                words.of("channel", channel.as_str()),
            )
        }))
        .collect();
    let kinds = offered.kinds.into_iter().map(|kind| {
        let said = kind_words(&kind);
        (kind, said)
    });
    let kinds: Vec<_> = kinds.collect();
    let mut fields = vec![(String::new(), words.say("intake-disputed.none"))];
    fields.extend(
        offered
            .fields
            .into_iter()
            .map(|(id, label, system)| (id, format!("{label} · {system}"))),
    );
    fields.push(("other".to_owned(), words.say("intake-disputed.other")));
    let languages = Locale::OFFERED.into_iter();
    let languages = languages
        .map(|locale| (locale.tag().to_owned(), words.of("language", locale.tag())))
        .collect();
    let careful = Careful::ALL.iter().map(|care| Answer {
        value: care.as_str().to_owned(),
        label: words.of("careful", care.as_str()),
        ..Answer::default()
    });
    let post = vec![Answer {
        value: "yes".to_owned(),
        label: words.say("intake-post.yes"),
        ..Answer::default()
    }];
    view! {
        <p>{words.say("intake-line")}</p>
        <form method="post" action="/staff/intake" novalidate autocomplete="off">
            <input type="hidden" name="client_id" value=offered.client_id/>
            <input type="hidden" name="step" value="check"/>
            <Select name="wanted" label=words.say("intake-right") options=rights/>
            <Select name="channel" label=words.say("intake-channel") options=channels/>
            <Lives places=offered.places/>
            <Field name="received" label=words.say("intake-received") hint=words.say("intake-received.hint")/>
            <Select name="kind" label=words.say("intake-kind") options=kinds/>
            <Field name="value" label=words.say("find-value") hint=words.say("intake-value-hint") optional=true/>
            <Field name="person" label=words.say("intake-name") hint=words.say("intake-name.hint") optional=true/>
            <Field name="acting" label=words.say("intake-acting") hint=words.say("intake-acting.hint") optional=true/>
            <Select name="disputed" label=words.say("intake-disputed") hint=words.say("intake-disputed.hint") options=fields/>
            <Field name="details" label=words.say("intake-details") kind=Kind::Long optional=true/>
            <Select name="language" label=words.say("intake-language") options=languages
                chosen=words.locale().tag().to_owned()/>
            <Field name="needs" label=words.say("intake-needs") hint=words.say("intake-needs.hint") optional=true/>
            <Choices name="by_post" legend=words.say("intake-post") answers=post many=true/>
            <Field name="postal" label=words.say("intake-postal") kind=Kind::Long optional=true/>
            <Choices name="careful" legend=words.say("intake-careful") hint=words.say("intake-careful.hint")
                answers=careful.collect() many=true/>
            <p class="actions"><Button>{words.say("intake-check")}</Button></p>
        </form>
    }
}

/// What would come of it.
#[component]
fn Check(
    /// It, and what was typed.
    checked: Checked,
) -> impl IntoView {
    let words = words();
    let Checked { preview, sent } = checked;
    let typed = |name: &str| {
        let found = sent.iter().find(|(one, _)| one == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let wanted = typed("wanted").parse::<Wanted>();
    let right = wanted.map_or_else(
        |_| String::new(),
        |wanted| match wanted.no_to {
            Some(_) => no_words(words, &wanted),
            None => words.of("right", wanted.right.as_str()),
        },
    );
    let channel = words.of("channel", &typed("channel"));
    let received = typed("received").parse::<chrono::NaiveDate>();
    let received = received.map(|day| words.date(day)).unwrap_or_default();
    let who = match (&preview.known, preview.is_known) {
        (Some(person), _) => words.with("intake-known", &[("person", person.as_str().into())]),
        (None, true) => words.say("intake-known.nameless"),
        (None, false) => words.say("intake-unknown"),
    };
    let hidden: Vec<_> = sent
        .iter()
        .filter(|(name, _)| name != "step")
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect();
    view! {
        <SummaryList>
            <SummaryRow label=words.say("intake-right")>{right}</SummaryRow>
            <SummaryRow label=words.say("intake-channel")>{channel}</SummaryRow>
            <SummaryRow label=words.say("intake-received")>{received}</SummaryRow>
            <SummaryRow label=words.say("intake-due")>{words.date(preview.due)}</SummaryRow>
            <SummaryRow label=words.say("facts-person")>{who}</SummaryRow>
        </SummaryList>
        {(!preview.open.is_empty()).then(|| view! {
            <Notice title=words.say("intake-open")>
                <p>{words.say("intake-open.line")}</p>
                <ul>
                    {preview.open.iter().map(|reference| {
                        let number = reference.to_string();
                        view! { <li><a href=format!("/staff/requests/{number}")>{number.clone()}</a></li> }
                    }).collect_view()}
                </ul>
            </Notice>
        })}
        <form method="post" action="/staff/intake" novalidate>
            {hidden}
            <p class="actions">
                <Button name="step" value="do".to_owned()>{words.say("intake-do")}</Button>
                <Button weight=Weight::Quiet name="step" value="edit".to_owned()>{words.say("intake-edit")}</Button>
            </p>
        </form>
    }
}
