//! Views that were kept, and keeping this one.

use habeas_domain::view::{KeptView, QueueFilter};
use leptos::prelude::*;

use super::address::{address, query};
use crate::{
    form::submitted,
    parts::{Button, Field, Weight},
    visit::words,
};

/// Each kept view is a link; the present one can be kept under a name.
#[component]
pub(super) fn Views(
    /// Views that were kept.
    views: Vec<KeptView>,
    /// The present view.
    filter: QueueFilter,
) -> impl IntoView {
    let words = words();
    let here = query(&filter);
    let known = views.iter().any(|view| view.query == here);
    let open = submitted().error("name").is_some();
    let keep = (!here.is_empty() && !known).then(|| {
        view! {
            <details class="more" open=open>
                <summary>{words.say("queue-keep")}</summary>
                <form method="post" action=address(&filter) class="filter">
                    <input type="hidden" name="act" value="keep-view"/>
                    <input type="hidden" name="query" value=here.clone()/>
                    <Field name="name" label=words.say("queue-keep-name")/>
                    <div class="choice">
                        <input type="checkbox" id="shared" name="shared" value="yes"/>
                        <label for="shared">{words.say("queue-keep-shared")}</label>
                    </div>
                    <p class="actions"><Button weight=Weight::Quiet>{words.say("queue-keep-do")}</Button></p>
                </form>
            </details>
        }
    });
    let list = (!views.is_empty()).then(|| {
        view! {
            <nav class="views" aria-label=words.say("queue-views")>
                <ul>
                    {views.into_iter().map(|view| {
                        let now = (view.query == here).then_some("page");
                        let drop = (view.own && now.is_some()).then(|| view! {
                            <form method="post" action=format!("/staff?{}", view.query)>
                                <input type="hidden" name="act" value="drop-view"/>
                                <input type="hidden" name="view" value=view.id.to_string()/>
                                <button class="button button--link">{words.say("queue-drop")}</button>
                            </form>
                        });
                        let shared = (view.shared && !view.own).then(|| view! {
                            " "<span class="quiet">{words.say("queue-shared")}</span>
                        });
                        view! {
                            <li>
                                <a href=format!("/staff?{}", view.query) aria-current=now>{view.name}</a>
                                {shared}
                                {drop}
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </nav>
        }
    });
    view! { {list}{keep} }
}
