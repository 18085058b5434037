//! Correcting one field: what it should be, then old and new beside each other, then it is sent.

use habeas_domain::{map::ValueCheck, view::CorrectView};
use leptos::prelude::*;

use crate::{
    form::submitted,
    parts::{Answer, Button, Choices, Compare, Field, Kind, Page, SummaryList, SummaryRow, Weight},
    visit::words,
};

/// `/data/{place}/{token}/{field}`: what is held, and what it should be.
#[component]
pub fn CorrectPage(
    /// The field as it is now.
    view: CorrectView,
) -> impl IntoView {
    let words = words();
    let title = words.with("correct-title", &[("what", (&view.label).into())]);
    let back = format!("/data/{}", view.place);
    let old = view.old.clone();
    let now = words.say("compare-old");
    view! {
        <Page title back>
            <p class="lead">{place_line(&view)}</p>
            <form method="post" novalidate>
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
                <p class="actions"><Button name="step" value="check".to_owned()>{words.say("correct-check")}</Button></p>
            </form>
        </Page>
    }
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

/// The last look before it is sent. Nothing is final yet.
#[component]
pub fn CorrectCheckPage(
    /// The field as it is now.
    view: CorrectView,
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
    let why = words.say("correct-reason");
    view! {
        <Page title>
            <p class="lead">{words.say("correct-check-lead")}</p>
            <Compare old=view.old.clone() new=new.clone()/>
            {(!reason.is_empty()).then(|| {
                let reason = reason.clone();
                view! { <SummaryList><SummaryRow label=why>{reason}</SummaryRow></SummaryList> }
            })}
            <p>{place_line(&view)}" "{next}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <input type="hidden" name="old" value=view.old/>
                <input type="hidden" name="new" value=new/>
                <input type="hidden" name="reason" value=reason/>
                {prove.then(|| view! {
                    <Field name="password" label=words.say("prove-password") reason=words.say("prove-line")
                        kind=Kind::Password autocomplete="current-password"/>
                })}
                <p class="actions">
                    <Button name="step" value="send".to_owned()>{words.say("correct-send")}</Button>
                    <Button weight=Weight::Quiet name="step" value="edit".to_owned()>{words.say("correct-edit")}</Button>
                </p>
            </form>
        </Page>
    }
}
