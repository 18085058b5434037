//! One record on a page of its own: every field with its facts, what is hidden on demand, its
//! document, and the person's own words.

use habeas_domain::{
    look::{Preview, RecordPage},
    map::Correctable,
    view::{FieldView, Shown},
};
use habeas_words::Words;
use leptos::prelude::*;

use super::{FieldRow, facts::facts, quiet};
use crate::{
    parts::{Button, Page, SummaryList, Weight},
    visit::words,
};

/// `/data/{place}/{token}`
#[component]
pub fn OneRecordPage(
    /// The record.
    view: RecordPage,
) -> impl IntoView {
    let words = words();
    let page = format!("/data/{}/{}", view.place, view.record.token);
    let back = format!("/data/{}", view.place);
    let held_in = words.with("data-held-in", &[("system", view.system.into())]);
    let document = view.record.document.map(|preview| {
        let name = words.say("file-title");
        view! { <Document page=page.clone() preview name/> }
    });
    let (withheld, fields): (Vec<_>, Vec<_>) = view
        .record
        .fields
        .into_iter()
        .partition(|field| field.value == Shown::Withheld);
    let add = fields
        .iter()
        .filter(|field| field.correct == Correctable::No)
        .map(|field| (field.name.clone(), field.label.clone()))
        .collect::<Vec<_>>();
    let rows = fields.into_iter().map(|field| {
        let why = facts(words, &field);
        view! { <FieldRow page=page.clone() field why/> }
    });
    let rows = rows.collect_view();
    let hidden = withheld.into_iter().map(|field| {
        let why = facts(words, &field).join(" · ");
        view! { <p class="quiet">{field.label}": "{why}</p> }
    });
    let hidden = hidden.collect_view();
    let some_hidden = !hidden.is_empty();
    view! {
        <Page title=view.label.clone() back>
            <p class="lead">{view.describe}</p>
            {document}
            <SummaryList>{rows}</SummaryList>
            {view.record.shared.then(|| view! { <p class="quiet">{words.say("data-shared")}</p> })}
            {some_hidden.then(|| view! {
                <section aria-labelledby="also">
                    <h2 id="also">{words.say("record-hidden")}</h2>
                    {hidden}
                </section>
            })}
            <p class="quiet">{held_in}</p>
            {(!add.is_empty()).then(|| view! { <Wrong page=page.clone() add/> })}
        </Page>
    }
}

/// What can be done about a value that the company does not change: words of one's own.
#[component]
fn Wrong(
    /// The page of the record.
    page: String,
    /// Name and label of each field.
    add: Vec<(String, String)>,
) -> impl IntoView {
    let words = words();
    view! {
        <details class="more no-print">
            <summary>{words.say("statement-wrong")}</summary>
            <p>{words.say("statement-wrong.line")}</p>
            <ul>
                {add.into_iter().map(|(name, label)| {
                    let said = words.with("statement-add", &[("what", label.into())]);
                    view! { <li><a href=format!("{page}/{name}/statement")>{said}</a></li> }
                }).collect_view()}
            </ul>
        </details>
    }
}

/// A document: a picture is shown, everything else has a link.
#[component]
fn Document(
    /// The page of its record.
    page: String,
    /// How it can be shown.
    preview: Preview,
    /// What it is, for those who do not see it.
    name: String,
) -> impl IntoView {
    let address = format!("{page}/document/file");
    let picture = (preview == Preview::Image).then(|| {
        view! { <img class="preview" src=address alt=name/> }
    });
    view! { {picture}{file_link(words(), &page, "document", preview)} }
}

/// The link to a file, which says what will happen.
pub(super) fn file_link(words: &Words, page: &str, field: &str, preview: Preview) -> AnyView {
    let key = match preview {
        Preview::Image | Preview::Pdf | Preview::Text => "file-open",
        Preview::Other => "file-fetch",
    };
    let href = format!("{page}/{field}/file");
    view! { <p class="no-print"><a href=href>{words.say(key)}</a></p> }.into_any()
}

/// A hidden value, with what makes it visible.
pub(super) fn reveal(words: &Words, page: &str, field: &FieldView) -> AnyView {
    let what = words.with("reveal-what", &[("what", field.label.as_str().into())]);
    let (hidden, show) = (words.say("reveal-hidden"), words.say("reveal-do"));
    view! {
        {quiet(hidden)}
        <form method="post" action=page.to_owned() novalidate class="inline no-print">
            <input type="hidden" name="reveal" value=field.name.clone()/>
            <Button weight=Weight::Quiet>
                {show}<span class="visually-hidden">" "{what}</span>
            </Button>
        </form>
    }
    .into_any()
}

/// What stands below a value: what the person said, and what a machine did.
#[component]
pub(super) fn Statements(
    /// The page of the record.
    page: String,
    /// The field.
    field: FieldView,
) -> impl IntoView {
    let words = words();
    let machine = field.automated.map(|how| {
        let from = words.with("machine-from", &[("what", how.from.as_str().into())]);
        let decides = words.with("machine-decides", &[("what", how.decides.as_str().into())]);
        let ask = words.with("machine-ask", &[("what", field.label.as_str().into())]);
        view! {
            <div class="machine">
                {if how.from.is_empty() { words.say("machine-unsaid") } else { from }}" "
                {(!how.decides.is_empty()).then_some(decides)}" "
                <a class="no-print" href=format!("{page}/{}/review", field.name)>{ask}</a>
            </div>
        }
    });
    view! {
        {field.statements.into_iter().map(|said| {
            let when = words.with("statement-when", &[("date", words.date(said.at.date_naive()).into())]);
            view! { <blockquote class="said"><p>{said.text}</p><p class="quiet">{when}</p></blockquote> }
        }).collect_view()}
        {machine}
    }
}
