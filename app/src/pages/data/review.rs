//! Asking that a person looks at what a machine decided.

use habeas_domain::look::ReviewView;
use leptos::prelude::*;

use crate::{
    parts::{Button, Field, Kind, Page, SummaryList, SummaryRow},
    visit::words,
};

/// `/data/{place}/{token}/{field}/review`
#[component]
pub fn ReviewPage(
    /// What was decided.
    view: ReviewView,
    /// The number of this form.
    client_id: String,
    /// Whether the password has to be given again.
    prove: bool,
) -> impl IntoView {
    let words = words();
    let back = format!("/data/{}/{}", view.place, view.token);
    let title = words.with("review-title", &[("what", view.label.as_str().into())]);
    let unsaid = || words.say("review-unsaid");
    view! {
        <Page title back>
            <p class="lead">{words.say("review-lead")}</p>
            <SummaryList>
                <SummaryRow label=view.label.clone()>{view.value.clone()}</SummaryRow>
                <SummaryRow label=words.say("review-from")>{view.from.unwrap_or_else(unsaid)}</SummaryRow>
                <SummaryRow label=words.say("review-decides")>{view.decides.unwrap_or_else(unsaid)}</SummaryRow>
            </SummaryList>
            <p>{words.say("review-next")}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <Field name="reason" label=words.say("review-reason") hint=words.say("review-reason.hint")
                    kind=Kind::Long optional=true/>
                {prove.then(|| view! {
                    <Field name="password" label=words.say("prove-password") reason=words.say("prove-line")
                        kind=Kind::Password autocomplete="current-password"/>
                })}
                <p class="actions"><Button>{words.say("review-do")}</Button></p>
            </form>
        </Page>
    }
}
