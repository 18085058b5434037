//! Adding one's own words to a field that the company does not change.

use habeas_domain::look::StatementForm;
use leptos::prelude::*;

use crate::{
    parts::{Button, Field, Kind, Page, SummaryList, SummaryRow},
    visit::words,
};

/// `/data/{place}/{token}/{field}/statement`
#[component]
pub fn StatementPage(
    /// The field.
    view: StatementForm,
    /// The number of this form.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let back = format!("/data/{}/{}", view.place, view.token);
    let title = words.with("statement-add", &[("what", view.label.as_str().into())]);
    let value = view.value;
    view! {
        <Page title back>
            <p class="lead">{words.say("statement-lead")}</p>
            {(!value.is_empty()).then(|| view! {
                <SummaryList><SummaryRow label=view.label>{value}</SummaryRow></SummaryList>
            })}
            {view.before.into_iter().map(|said| view! {
                <blockquote class="said"><p>{said.text}</p></blockquote>
            }).collect_view()}
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <Field name="statement" label=words.say("statement-words") hint=words.say("statement-words.hint")
                    kind=Kind::Long/>
                <p class="actions"><Button>{words.say("statement-do")}</Button></p>
            </form>
        </Page>
    }
}
