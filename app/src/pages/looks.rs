//! Who of the company looked at the person's data, and why.

use habeas_domain::view::LookView;
use leptos::prelude::*;

use crate::{
    parts::{Empty, Head, Page, Table},
    visit::words,
};

/// `/looks`
#[component]
pub fn LooksPage(
    /// The looks, newest first.
    looks: Vec<LookView>,
) -> impl IntoView {
    let words = words();
    let heads = ["looks-when", "looks-who", "looks-why"]
        .into_iter()
        .map(|key| Head::text(words.say(key)))
        .collect();
    view! {
        <Page title=words.say("looks-title") back="/requests">
            <p class="lead">{words.say("looks-lead")}</p>
            {looks.is_empty().then(|| view! {
                <Empty title=words.say("looks-none")><p>{words.say("looks-none.line")}</p></Empty>
            })}
            {(!looks.is_empty()).then(|| view! {
                <Table caption=words.say("looks-title") caption_hidden=true heads>
                    {looks.into_iter().map(|look| view! {
                        <tr>
                            <td>{words.moment(&look.at)}</td>
                            <td>{words.of("looks-role", look.role.as_str())}</td>
                            <td>
                                {look.revealed.map(|why| {
                                    let why = words.of("reveal", why.as_str());
                                    view! { <p>{words.with("looks-revealed", &[("why", why.into())])}</p> }
                                })}
                                {look.reference.map(|reference| {
                                    let reference = reference.to_string();
                                    let said = words.with("looks-request", &[("reference", reference.as_str().into())]);
                                    view! { <a href=format!("/requests/{reference}")>{said}</a> }
                                })}
                            </td>
                        </tr>
                    }).collect_view()}
                </Table>
            })}
        </Page>
    }
}
