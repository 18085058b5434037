//! The outbox of the demo: mails as their readers would get them.

use habeas_domain::view::OutboxMessage;
use leptos::prelude::*;

use crate::{
    parts::{Empty, Page},
    visit::words,
};

/// `/demo/outbox`
#[component]
pub fn OutboxPage(
    /// The newest first.
    messages: Vec<OutboxMessage>,
) -> impl IntoView {
    let words = words();
    let nothing = messages.is_empty();
    view! {
        <Page title=words.say("outbox-title")>
            <p class="lead">{words.say("outbox-lead")}</p>
            {nothing.then(|| view! {
                <Empty title=words.say("outbox-nothing")><p>{words.say("outbox-nothing.line")}</p></Empty>
            })}
            {messages.into_iter().map(|message| view! { <Message message/> }).collect_view()}
        </Page>
    }
}

#[component]
fn Message(
    /// One of them.
    message: OutboxMessage,
) -> impl IntoView {
    let words = words();
    let id = format!("message-{}", message.id);
    let heading = id.clone();
    let title = match message.subject.as_str() {
        "" => words.say("outbox-sms"),
        subject => subject.to_owned(),
    };
    let when = words.moment(&message.at.and_utc());
    let line = words.with(
        "outbox-line",
        &[("to", (&message.to).into()), ("when", when.into())],
    );
    view! {
        <article class="letter" aria-labelledby=id data-to=message.to>
            <h2 id=heading>{title}</h2>
            <p class="quiet">{line}{(!message.sent).then(|| format!(" {}", words.say("outbox-waits")))}</p>
            {message.text.split("\n\n").map(|text| {
                let text = text.trim().to_owned();
                let link = (text.starts_with("http://") || text.starts_with("https://"))
                    && !text.contains(char::is_whitespace);
                if link {
                    view! { <p><a href=text.clone()>{text.clone()}</a></p> }.into_any()
                } else {
                    view! { <p class="letter__text">{text}</p> }.into_any()
                }
            }).collect_view()}
        </article>
    }
}
