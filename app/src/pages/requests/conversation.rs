//! What the person and the company wrote to each other about a request, and the form to write.

use habeas_desk::{LARGEST_EVIDENCE, MOST_EVIDENCE};
use habeas_domain::{
    id::Reference,
    look::{EvidenceView, MessageView},
};
use leptos::prelude::*;

use crate::{
    parts::{Button, ButtonLink, Field, FileField, Kind, Page, Select, Side, Weight},
    visit::words,
};

/// The messages, oldest first; each says who wrote it, and when it was read.
#[component]
pub fn Conversation(
    /// The messages.
    messages: Vec<MessageView>,
    /// Where the files of the request are: their numbers follow.
    files: String,
    /// Who reads.
    #[prop(default = Side::Customer)]
    side: Side,
) -> impl IntoView {
    let words = words();
    let staff = side == Side::Staff;
    let shown = messages.into_iter().map(|message| {
        let mine = message.from_staff == staff;
        let who = words.say(match (staff, message.from_staff) {
            (false, false) => "message-from-you",
            (_, true) => "message-from-us",
            (true, false) => "message-from-person",
        });
        let late = message.explains_late.then(|| words.say("message-late"));
        let text = message.text.unwrap_or_else(|| words.say("message-gone"));
        let read = mine.then(|| match message.read_at {
            Some(at) => words.with("message-read", &[("when", words.moment(&at).into())]),
            None => words.say("message-unread"),
        });
        let attached = message.files.into_iter().map(|file| {
            let href = format!("{files}/{}", file.id);
            let size = words.size(file.bytes);
            view! { <li><a href=href>{file.name}</a>" "<span class="quiet">{size}</span></li> }
        });
        let attached = attached.collect_view();
        view! {
            <li class="message" class:message--mine=mine>
                <p class="message__head">
                    <strong>{who}</strong>" "
                    <time datetime=message.at.to_rfc3339()>{words.moment(&message.at)}</time>
                    {late.map(|late| view! { " "<span class="quiet">{late}</span> })}
                </p>
                <p class="message__text">{text}</p>
                {(!attached.is_empty()).then(|| view! { <ul class="files">{attached}</ul> })}
                {read.map(|read| view! { <p class="message__read quiet">{read}</p> })}
            </li>
        }
    });
    let shown = shown.collect_view();
    if shown.is_empty() {
        return view! { <p class="quiet">{words.say("message-none")}</p> }.into_any();
    }
    view! { <ol class="messages">{shown}</ol> }.into_any()
}

/// What the page of writing shows.
#[derive(Debug, Clone)]
pub struct WriteView {
    /// The request.
    pub reference: Reference,
    /// What was written before.
    pub messages: Vec<MessageView>,
    /// The files that wait with the form.
    pub waiting: Vec<EvidenceView>,
    /// Who writes.
    pub side: Side,
    /// Whether the answer is late, so that it can be said why.
    pub late: bool,
    /// Templates that can be put in, by staff: id and name.
    pub templates: Vec<(String, String)>,
    /// The words of the one that was put in.
    pub filled: String,
}

/// `/requests/{reference}/messages` and `/staff/requests/{reference}/messages`
#[component]
pub fn WritePage(
    /// What it shows.
    view: WriteView,
    /// The number of the form.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let number = view.reference.to_string();
    let staff = view.side == Side::Staff;
    let (back, files) = if staff {
        let back = format!("/staff/requests/{number}");
        (back.clone(), format!("{back}/evidence"))
    } else {
        let back = format!("/requests/{number}");
        (back.clone(), format!("{back}/files"))
    };
    let limit = [
        ("count", MOST_EVIDENCE.into()),
        ("limit", (LARGEST_EVIDENCE / 1024 / 1024).into()),
    ];
    let title = words.with("message-title", &[("number", number.as_str().into())]);
    let lead = words.say(if staff {
        "message-lead-staff"
    } else {
        "message-lead"
    });
    let side = view.side;
    view! {
        <Page title back side>
            <Conversation messages=view.messages files side/>
            <h2>{words.say("message-write")}</h2>
            <p>{lead}</p>
            {(!view.templates.is_empty()).then(|| view! {
                <form class="filter" method="get">
                    <Select name="template" label=words.say("bulk-template") options=view.templates/>
                    <p class="actions"><Button weight=Weight::Quiet>{words.say("message-template.do")}</Button></p>
                </form>
            })}
            <form method="post" enctype="multipart/form-data" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <Field name="message" label=words.say("message-label") kind=Kind::Long value=view.filled/>
                {(staff && view.late).then(|| view! {
                    <div class="choice">
                        <input type="checkbox" id="late" name="late" value="yes"/>
                        <label for="late">{words.say("message-explains")}</label>
                    </div>
                })}
                <Waiting files=view.waiting/>
                <FileField name="evidence" label=words.say("message-files")
                    hint=words.with("message-files.hint", &limit) accept=".pdf,.png,.jpg,.jpeg"/>
                <p class="actions"><Button>{words.say("message-send")}</Button></p>
            </form>
        </Page>
    }
}

/// Files that came with a form which could not be taken: they need not be chosen again.
#[component]
fn Waiting(
    /// They.
    files: Vec<EvidenceView>,
) -> impl IntoView {
    let words = words();
    (!files.is_empty()).then(|| {
        view! {
            <p>{words.say("evidence-there")}</p>
            <ul class="files">
                {files.into_iter().map(|file| {
                    let size = words.size(file.bytes);
                    view! { <li>{file.name}" "<span class="quiet">{size}</span></li> }
                }).collect_view()}
            </ul>
        }
    })
}

/// The way to the page of writing.
#[component]
pub fn WriteLink(
    /// Where it is.
    href: String,
    /// Its words.
    label: String,
) -> impl IntoView {
    view! { <p class="actions"><ButtonLink href weight=Weight::Quiet>{label}</ButtonLink></p> }
}
