//! Who is signed in, for whoever runs the portal.

use habeas_desk::OpenSession;
use leptos::prelude::*;

use crate::{
    calls::Tone,
    parts::{Button, Field, Head, Kind, Notice, Page, Side, Table, Weight},
    visit::words,
};

/// `/staff/sessions`
#[component]
pub fn StaffSessionsPage(
    /// The sessions of staff.
    sessions: Vec<OpenSession>,
    /// How many customers are signed in.
    customers: i64,
    /// Whether the sessions of a customer were ended just now.
    ended: bool,
) -> impl IntoView {
    let words = words();
    let heads = [
        "sessions-who",
        "sessions-role",
        "sessions-device",
        "sessions-times",
        "sessions-end",
    ]
    .map(|key| Head::text(words.say(key)))
    .into();
    view! {
        <Page title=words.say("sessions-title") side=Side::Staff>
            {ended.then(|| view! { <Notice tone=Tone::Good><p>{words.say("sessions-customer-done")}</p></Notice> })}
            <h2>{words.say("sessions-staff")}</h2>
            <Table caption=words.say("sessions-staff") caption_hidden=true heads>
                {sessions.into_iter().map(|open| {
                    let device = open.session.device.unwrap_or_else(|| "unknown".to_owned());
                    let times = [
                        ("since", words.moment(&open.session.created_at).into()),
                        ("last", words.moment(&open.session.touched_at).into()),
                    ];
                    let label = words.with("sessions-end-of", &[("who", open.who.as_str().into())]);
                    view! {
                        <tr>
                            <th scope="row">{open.who}</th>
                            <td>{words.of("audit-role", open.role.as_str())}</td>
                            <td>{words.of("security-device", &device)}</td>
                            <td>{words.with("security-times", &times)}</td>
                            <td>
                                {if open.session.this {
                                    words.say("security-this").into_any()
                                } else {
                                    view! {
                                        <form method="post">
                                            <input type="hidden" name="session" value=open.name/>
                                            <button class="button button--quiet" name="act" value="end" aria-label=label>{words.say("sessions-end")}</button>
                                        </form>
                                    }.into_any()
                                }}
                            </td>
                        </tr>
                    }
                }).collect_view()}
            </Table>
            <h2>{words.say("sessions-customers")}</h2>
            <p>{words.with("sessions-customers-line", &[("count", customers.into())])}</p>
            <form method="post" novalidate autocomplete="off">
                <Field name="email" label=words.say("sessions-customer") hint=words.say("sessions-customer.hint") kind=Kind::Email/>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value="customer".to_owned()>{words.say("sessions-customer-do")}</Button>
                </p>
            </form>
        </Page>
    }
}
