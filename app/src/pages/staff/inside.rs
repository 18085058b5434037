//! What staff keep with a request for themselves: on the request's page to be read, on a page of its
//! own to be written.

use habeas_desk::{LARGEST_EVIDENCE, MOST_EVIDENCE};
use habeas_domain::view::{InsideLine, InsideView};
use leptos::prelude::*;

use crate::{
    parts::{Button, ButtonLink, Field, FileField, Kind, Page, Side, Weight},
    visit::words,
};

/// What the page of a request shows of it.
#[component]
pub(super) fn Inside(
    /// The number of the request.
    reference: String,
    /// What is kept.
    inside: InsideView,
) -> impl IntoView {
    let words = words();
    let href = format!("/staff/requests/{reference}/inside");
    view! {
        <section aria-labelledby="inside">
            <h2 id="inside">{words.say("inside-title")}</h2>
            <Lists reference inside/>
            <p class="actions"><ButtonLink href weight=Weight::Quiet>{words.say("inside-write")}</ButtonLink></p>
        </section>
    }
}

/// Tasks, remarks and files.
#[component]
fn Lists(
    /// The number of the request.
    reference: String,
    /// What is kept.
    inside: InsideView,
) -> impl IntoView {
    let words = words();
    let InsideView {
        tasks,
        remarks,
        files,
    } = inside;
    let none = tasks.is_empty() && remarks.is_empty() && files.is_empty();
    let action = format!("/staff/requests/{reference}/inside");
    let tasks = (!tasks.is_empty()).then(|| view! {
        <h3>{words.say("inside-tasks")}</h3>
        <ul>{tasks.into_iter().map(|task| view! { <Task task action=action.clone()/> }).collect_view()}</ul>
    });
    let said = |line: &InsideLine| {
        let args = [
            ("who", line.by.as_str().into()),
            ("at", words.moment(&line.at).into()),
        ];
        words.with("person-noted", &args)
    };
    let remarks = (!remarks.is_empty()).then(|| {
        view! {
            <h3>{words.say("inside-remarks")}</h3>
            {remarks.into_iter().map(|one| view! {
                <blockquote class="said">{one.text.clone()}</blockquote>
                <p class="quiet">{said(&one)}</p>
            }).collect_view()}
        }
    });
    let files = (!files.is_empty()).then(|| view! {
        <h3>{words.say("inside-files")}</h3>
        <ul class="files">
            {files.into_iter().map(|one| {
                let href = format!("/staff/requests/{reference}/inside/{}", one.id);
                let about = format!("{} · {}", words.size(one.bytes), said(&one));
                view! { <li><a href=href>{one.text}</a>" "<span class="quiet">{about}</span></li> }
            }).collect_view()}
        </ul>
    });
    view! {
        {none.then(|| view! { <p class="quiet">{words.say("inside-none")}</p> })}
        {tasks}
        {remarks}
        {files}
    }
}

/// One task, and the button that ticks it off.
#[component]
fn Task(
    /// The task.
    task: InsideLine,
    /// Where it is sent.
    action: String,
) -> impl IntoView {
    let words = words();
    let (act, key) = match task.done {
        Some(_) => ("task-open", "inside-again"),
        None => ("task-done", "inside-done"),
    };
    let done = task.done.as_ref().map(|(at, by)| {
        let args = [("who", by.as_str().into()), ("at", words.moment(at).into())];
        words.with("inside-done-by", &args)
    });
    let said = words.with("inside-by", &[("who", task.by.as_str().into())]);
    let label = format!("{}: {}", words.say(key), task.text);
    view! {
        <li>
            {task.text.clone()}" "
            <span class="quiet">{said}{done.map(|done| format!(" {done}"))}</span>
            <form method="post" action=action>
                <input type="hidden" name="id" value=task.id.to_string()/>
                <button class="button button--link" name="act" value=act aria-label=label>{words.say(key)}</button>
            </form>
        </li>
    }
}

/// `/staff/requests/{reference}/inside`
#[component]
pub(crate) fn StaffInsidePage(
    /// The number of the request.
    reference: String,
    /// What is kept.
    inside: InsideView,
    /// The number of the forms.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let back = format!("/staff/requests/{reference}");
    let limit = [
        ("count", MOST_EVIDENCE.into()),
        ("limit", (LARGEST_EVIDENCE / 1024 / 1024).into()),
    ];
    let title = words.with("inside-page", &[("number", reference.as_str().into())]);
    let id = move || client_id.clone();
    view! {
        <Page title side=Side::Staff back=back>
            <p>{words.say("inside-line")}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=id()/>
                <Field name="task" label=words.say("inside-task") hint=words.say("inside-task.hint")/>
                <p class="actions"><Button weight=Weight::Quiet name="act" value="add-task".to_owned()>{words.say("inside-task.do")}</Button></p>
            </form>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=id()/>
                <Field name="remark" label=words.say("inside-remark") kind=Kind::Long/>
                <p class="actions"><Button weight=Weight::Quiet name="act" value="add-remark".to_owned()>{words.say("person-note.do")}</Button></p>
            </form>
            <form method="post" enctype="multipart/form-data" novalidate>
                <input type="hidden" name="client_id" value=id()/>
                <FileField name="evidence" label=words.say("inside-file") hint=words.with("message-files.hint", &limit) accept=".pdf,.png,.jpg,.jpeg"/>
                <p class="actions"><Button weight=Weight::Quiet name="act" value="add-file".to_owned()>{words.say("inside-file.do")}</Button></p>
            </form>
            <Lists reference inside/>
        </Page>
    }
}
