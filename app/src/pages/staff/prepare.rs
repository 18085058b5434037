//! A correction that staff write down for a person, and a colleague's look at it.

use habeas_desk::{LARGEST_EVIDENCE, MOST_EVIDENCE};
use habeas_domain::view::{PrepareView, PreparedView};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    form::submitted,
    parts::{Button, ButtonLink, Field, FileField, Kind, Notice, Page, Select, Side, Weight},
    visit::words,
};

/// `/staff/requests/{reference}/correction`
#[component]
pub(crate) fn StaffPreparePage(
    /// What can be corrected.
    view: PrepareView,
    /// The number of the form.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let number = view.reference.to_string();
    let back = format!("/staff/requests/{number}");
    let about = view.disputed.unwrap_or_default();
    let chosen = view
        .fields
        .iter()
        .find(|(value, _)| !about.is_empty() && value.split('|').next() == Some(about.as_str()));
    let chosen = chosen.map(|(value, _)| value.clone()).unwrap_or_default();
    let none = view.fields.is_empty();
    let mut options = vec![(String::new(), words.say("intake-choose"))];
    options.extend(view.fields);
    let limit = [
        ("count", MOST_EVIDENCE.into()),
        ("limit", (LARGEST_EVIDENCE / 1024 / 1024).into()),
    ];
    let title = words.with("prepare-title", &[("number", number.as_str().into())]);
    view! {
        <Page title side=Side::Staff back=back>
            <p>{words.say("prepare-line")}</p>
            {none.then(|| view! { <Notice tone=Tone::Wait><p>{words.say("prepare-none")}</p></Notice> })}
            <form method="post" enctype="multipart/form-data" novalidate autocomplete="off">
                <input type="hidden" name="client_id" value=client_id/>
                <input type="hidden" name="version" value=view.version.to_string()/>
                <Select name="what" label=words.say("prepare-what") hint=words.say("prepare-what.hint") options chosen/>
                <Field name="new" label=words.say("prepare-new")/>
                <Field name="reason" label=words.say("prepare-reason") kind=Kind::Long optional=true/>
                <FileField name="evidence" label=words.say("prepare-evidence") hint=words.with("message-files.hint", &limit) accept=".pdf,.png,.jpg,.jpeg"/>
                <p class="actions"><Button name="act" value="prepare-correction".to_owned()>{words.say("prepare-do")}</Button></p>
            </form>
        </Page>
    }
}

/// On the page of a request: the way to the form, or who wrote it down and who looked.
#[component]
pub(super) fn Prepared(
    /// The number of the request.
    reference: String,
    /// What was written down.
    prepared: Option<PreparedView>,
    /// Whether whoever looks may write one down.
    may: bool,
    /// Whether there is a correction already that the person asked for themselves.
    own: bool,
) -> impl IntoView {
    let words = words();
    let href = format!("/staff/requests/{reference}/correction");
    let problem = submitted().error("seal").map(str::to_owned);
    let said = prepared.map(|one| {
        let by = [("who", one.by.as_str().into())];
        let checked = one.checked.as_ref().map(|who| {
            words.with("prepare-checked", &[("who", who.as_str().into())])
        });
        let ask = one.checked.is_none() && !one.mine && may;
        let waits = (one.checked.is_none() && one.mine).then(|| words.say("prepare-waits"));
        view! {
            <Notice tone=Tone::Wait title=words.with("prepare-by", &by)>
                {checked.map(|said| view! { <p>{said}</p> })}
                {waits.map(|said| view! { <p>{said}</p> })}
                {problem.map(|said| view! { <p class="field__error">{said}</p> })}
                {ask.then(|| view! {
                    <form method="post" action=href.clone() enctype="multipart/form-data" novalidate>
                        <input type="hidden" name="seal" value=one.seal/>
                        <p>{words.say("prepare-look")}</p>
                        <p class="actions"><Button name="act" value="check-correction".to_owned()>{words.say("prepare-look.do")}</Button></p>
                    </form>
                })}
            </Notice>
        }
    });
    let again = said.is_some();
    let way = (may && (!own || again)).then(|| {
        let key = if again { "prepare-again" } else { "prepare-way" };
        let href = format!("/staff/requests/{reference}/correction");
        view! { <p class="actions"><ButtonLink href weight=Weight::Quiet>{words.say(key)}</ButtonLink></p> }
    });
    view! { {said}{way} }
}
