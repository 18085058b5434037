//! "It was not me": what the link in a mail to an older address opens, and where staff look at
//! what was closed by it.

use habeas_desk::{Checked, Stopped, ToStop};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    parts::{Answer, Button, Choices, Empty, Head, Notice, Page, Side, Table, Weight},
    visit::{visit, words},
};

/// `/not-me/{token}`
#[component]
pub fn StopPage(
    /// What the link tells of; none where it counts no more.
    link: Option<ToStop>,
) -> impl IntoView {
    let words = words();
    let contact = visit().company.email;
    let reach = [("contact", contact.as_str().into())];
    let Some(link) = link else {
        return view! {
            <Page title=words.say("stop-old")>
                <p class="lead">{words.with("stop-old-line", &reach)}</p>
            </Page>
        }
        .into_any();
    };
    if link.stopped {
        return view! {
            <Page title=words.say("stop-done")>
                <Notice tone=Tone::Good><p>{words.with("stop-done-line", &reach)}</p></Notice>
            </Page>
        }
        .into_any();
    }
    let lead = words.of_with("stop-lead", link.because, &[("day", link.day.into())]);
    view! {
        <Page title=words.say("stop-title")>
            <p class="lead">{lead}</p>
            <p>{words.say("stop-yes")}</p>
            <p>{words.say("stop-no")}</p>
            <form method="post">
                <p class="actions"><Button weight=Weight::Danger>{words.say("stop-do")}</Button></p>
            </form>
        </Page>
    }
    .into_any()
}

/// `/staff/stopped`
#[component]
pub fn StoppedPage(
    /// The accounts that wait for somebody to look.
    stopped: Vec<Stopped>,
    /// The one that is to be opened, where its form came back.
    chosen: Option<String>,
) -> impl IntoView {
    let words = words();
    let heads = [
        "stopped-who",
        "stopped-since",
        "stopped-what",
        "stopped-open",
    ]
    .map(|key| Head::text(words.say(key)))
    .into();
    let open = chosen.filter(|chosen| stopped.iter().any(|one| one.subject.to_string() == *chosen));
    let answers = Checked::ALL.map(|way| Answer {
        value: way.as_str().to_owned(),
        label: words.of("stopped-how", way.as_str()),
        ..Answer::default()
    });
    view! {
        <Page title=words.say("stopped-title") side=Side::Staff back="/staff">
            <p>{words.say("stopped-line")}</p>
            {stopped.is_empty().then(|| view! {
                <Empty title=words.say("stopped-none")><p>{words.say("stopped-none-line")}</p></Empty>
            })}
            {open.map(|subject| view! {
                <form method="post" novalidate>
                    <input type="hidden" name="subject" value=subject/>
                    <Choices name="how" legend=words.say("stopped-how") answers=answers.to_vec()/>
                    <p class="actions"><Button name="act" value="open".to_owned()>{words.say("stopped-open-do")}</Button></p>
                </form>
            })}
            {(!stopped.is_empty()).then(|| view! {
                <Table caption=words.say("stopped-title") caption_hidden=true heads>
                    {stopped.into_iter().map(|one| view! {
                        <tr>
                            <th scope="row">{one.person}</th>
                            <td>{words.moment(&one.at)}</td>
                            <td>{words.of("stopped-because", &one.because)}</td>
                            <td>
                                <form method="post">
                                    <input type="hidden" name="subject" value=one.subject.to_string()/>
                                    <Button weight=Weight::Quiet name="act" value="choose".to_owned()>{words.say("stopped-open")}</Button>
                                </form>
                            </td>
                        </tr>
                    }).collect_view()}
                </Table>
            })}
        </Page>
    }
}
