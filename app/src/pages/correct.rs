//! Correcting one field: what it should be, then every answer once more, then it is sent.

use habeas_desk::{LARGEST_EVIDENCE, MOST_EVIDENCE};
use habeas_domain::{look::EvidenceView, map::ValueCheck, view::CorrectView};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    form::submitted,
    pages::requests::Also,
    parts::{
        Answer, Button, Choices, Field, FileField, Kind, Notice, Page, SummaryList, SummaryRow,
        Weight,
    },
    visit::words,
};

/// `/data/{place}/{token}/{field}`: what is held, and what it should be.
#[component]
pub fn CorrectPage(
    /// The field as it is now.
    view: CorrectView,
    /// What was handed in with this form before.
    evidence: Vec<EvidenceView>,
    /// The number of this form.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let title = words.with("correct-title", &[("what", (&view.label).into())]);
    let back = format!("/data/{}", view.place);
    let old = view.old.clone();
    let now = words.say("compare-old");
    let limit = [
        ("count", MOST_EVIDENCE.into()),
        ("limit", (LARGEST_EVIDENCE / 1024 / 1024).into()),
    ];
    let statement = format!(
        "/data/{}/{}/{}/statement",
        view.place, view.token, view.field
    );
    view! {
        <Page title back>
            <p class="lead">{place_line(&view)}</p>
            <form method="post" enctype="multipart/form-data" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <input type="hidden" name="old" value=old.clone()/>
                <SummaryList>
                    {if old.is_empty() {
                        view! { <SummaryRow label=now/> }.into_any()
                    } else {
                        view! { <SummaryRow label=now>{old}</SummaryRow> }.into_any()
                    }}
                </SummaryList>
                <NewValue view=view/>
                <Field name="reason" label=words.say("correct-reason") hint=words.say("correct-reason.hint")
                    kind=Kind::Long optional=true/>
                <HandedIn evidence/>
                <FileField name="evidence" label=words.say("evidence-label") hint=words.with("evidence-label.hint", &limit)
                    accept=".pdf,.png,.jpg,.jpeg"/>
                <p class="actions"><Button name="step" value="check".to_owned()>{words.say("correct-check")}</Button></p>
            </form>
            <p class="quiet">{words.say("correct-statement")}" "<a href=statement>{words.say("correct-statement.do")}</a></p>
        </Page>
    }
}

/// What was handed in, each with a way to take it back.
#[component]
fn HandedIn(
    /// They.
    evidence: Vec<EvidenceView>,
) -> impl IntoView {
    let words = words();
    (!evidence.is_empty()).then(|| view! {
        <p>{words.say("evidence-there")}</p>
        <ul class="files">
            {evidence.into_iter().map(|file| {
                let remove = format!("remove-{}", file.id);
                let size = words.size(file.bytes);
                view! {
                    <li>
                        {file.name.clone()}" "<span class="quiet">{size}</span>" "
                        <Button weight=Weight::Quiet name="step" value=remove>
                            {words.say("evidence-remove")}<span class="visually-hidden">" "{file.name}</span>
                        </Button>
                    </li>
                }
            }).collect_view()}
        </ul>
    })
}

/// Where it is held.
fn place_line(view: &CorrectView) -> String {
    let args = [
        ("collection", (&view.collection).into()),
        ("system", (&view.system).into()),
    ];
    words().with("correct-where", &args)
}

/// The box for the new value, as the field wants it.
#[component]
fn NewValue(
    /// The field as it is now.
    view: CorrectView,
) -> impl IntoView {
    let words = words();
    let label = words.with("correct-new", &[("what", (&view.label).into())]);
    let kind = match view.check {
        ValueCheck::Email => Kind::Email,
        ValueCheck::Phone => Kind::Phone,
        _ => Kind::Text,
    };
    let hint = match &view.check {
        ValueCheck::OneOf(offered) => {
            let answers = offered
                .iter()
                .map(|value| Answer {
                    value: value.clone(),
                    label: value.clone(),
                    hint: None,
                    chosen: *value == view.old,
                })
                .collect();
            return view! { <Choices name="new" legend=label answers/> }.into_any();
        }
        ValueCheck::Email => words.say("correct-hint-email"),
        ValueCheck::Phone => words.say("correct-hint-phone"),
        ValueCheck::Date => words.say("correct-hint-date"),
        ValueCheck::Max(limit) => words.with("correct-hint-max", &[("limit", (*limit).into())]),
        ValueCheck::Postcode | ValueCheck::Name | ValueCheck::Text => {
            return view! { <Field name="new" label kind value=view.old/> }.into_any();
        }
    };
    view! { <Field name="new" label hint kind value=view.old/> }.into_any()
}

/// The last look before it is sent: every answer with its [Change]. Nothing is final yet.
#[component]
pub fn CorrectCheckPage(
    /// The field as it is now.
    view: CorrectView,
    /// What was handed in with this form.
    evidence: Vec<EvidenceView>,
    /// The number of this form.
    client_id: String,
    /// Whether the password has to be given again.
    prove: bool,
) -> impl IntoView {
    let words = words();
    let back = submitted();
    let typed = |field: &str| back.value(field).unwrap_or_default().trim().to_owned();
    let (new, reason) = (typed("new"), typed("reason"));
    let title = words.with("correct-check-title", &[("what", (&view.label).into())]);
    let next = if view.after_review {
        words.say("correct-after-review")
    } else {
        words.with("correct-at-once", &[("system", (&view.system).into())])
    };
    let told = (!view.recipients.is_empty()).then(|| {
        let who = words.list(&view.recipients);
        words.with("correct-told", &[("who", who.into())])
    });
    let files: Vec<_> = evidence.iter().map(|file| file.name.clone()).collect();
    let old = view.old.clone();
    view! {
        <Page title>
            <p class="lead">{words.say("correct-check-lead")}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <input type="hidden" name="old" value=view.old.clone()/>
                <input type="hidden" name="new" value=new.clone()/>
                <input type="hidden" name="reason" value=reason.clone()/>
                <dl class="summary">
                    <Row label=words.say("compare-old") value=old/>
                    <Row label=words.say("compare-new") value=new edit=true/>
                    <Row label=words.say("correct-reason") value=reason edit=true/>
                    <Row label=words.say("evidence-label") value=words.list(&files) edit=true/>
                </dl>
                <p>{place_line(&view)}" "{next}</p>
                <Also also=view.also.clone()/>
                {told.map(|told| view! { <p>{told}</p> })}
                {view.contact.then(|| view! {
                    <Notice tone=Tone::Wait><p>{words.say("correct-contact")}</p></Notice>
                })}
                {prove.then(|| view! {
                    <Field name="password" label=words.say("prove-password") reason=words.say("prove-line")
                        kind=Kind::Password autocomplete="current-password"/>
                })}
                <p class="actions">
                    <Button name="step" value="send".to_owned()>{words.say("correct-send")}</Button>
                </p>
            </form>
        </Page>
    }
}

/// An answer, with a [Change] that leads back to the form with everything typed.
#[component]
fn Row(
    /// The question.
    label: String,
    /// The answer.
    value: String,
    /// Whether it can be changed.
    #[prop(optional)]
    edit: bool,
) -> impl IntoView {
    let words = words();
    let what = label.clone();
    let empty = value.is_empty();
    let value = if empty {
        words.say("not-provided")
    } else {
        value
    };
    view! {
        <div class="summary__row">
            <dt class="summary__label">{label}</dt>
            <dd class="summary__value" class:summary__value--empty=empty>{value}</dd>
            {edit.then(|| view! {
                <dd class="summary__action">
                    <button class="link" name="step" value="edit">
                        {words.say("change")}
                        <span class="visually-hidden">" "{words.with("change-what", &[("what", what.into())])}</span>
                    </button>
                </dd>
            })}
        </div>
    }
}
