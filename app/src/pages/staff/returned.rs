//! Erased people who are in the stores again: a restored backup, or somebody who lawfully came back.

use chrono::{DateTime, Utc};
use habeas_domain::{
    role::Act,
    view::{ComebackView, ErasedWatch},
};
use habeas_words::Words;
use leptos::prelude::*;

use crate::{
    calls::Tone,
    parts::{Button, Empty, Head, Notice, Page, Side, Table, Weight},
    visit::words,
};

/// Who is back, and what to do about each.
#[component]
pub fn StaffReturnedPage(
    /// How the watch stands.
    watch: ErasedWatch,
    /// Who is back, the longest known first.
    back: Vec<ComebackView>,
) -> impl IntoView {
    let words = words();
    let heads = [
        "back-head-erasure",
        "back-head-systems",
        "back-head-seen",
        "back-head-do",
    ]
    .map(|key| Head::text(words.say(key)))
    .to_vec();
    view! {
        <Page title=words.say("back-title") side=Side::Staff>
            <p class="lead">{words.say("back-lead")}</p>
            <p>{looked(words, &watch)}</p>
            <Blind blind=watch.blind/>
            {if back.is_empty() {
                view! {
                    <Empty title=words.say("back-none")><p>{words.say("back-none.line")}</p></Empty>
                }.into_any()
            } else {
                view! {
                    <Table caption=words.say("back-title") caption_hidden=true heads=heads>
                        {back.into_iter().map(|one| view! { <Back one/> }).collect_view()}
                    </Table>
                    <h2>{words.say("back-replay-title")}</h2>
                    <p>{words.say("back-replay")}</p>
                    <p><code>"habeas replay"</code>" · "<code>"habeas replay --execute"</code></p>
                }.into_any()
            }}
        </Page>
    }
}

fn looked(words: &Words, watch: &ErasedWatch) -> String {
    let moment = |at: Option<DateTime<Utc>>| at.map(|at| words.moment(&at));
    match (moment(watch.looked_at), moment(watch.next_at)) {
        (Some(at), Some(next)) => {
            words.with("back-looked", &[("at", at.into()), ("next", next.into())])
        }
        _ => words.say("back-never-looked"),
    }
}

/// One of them: what it was, where they are, and that they may be.
#[component]
fn Back(
    /// It.
    one: ComebackView,
) -> impl IntoView {
    let words = words();
    let number = one.reference.map_or_else(
        || view! { <span class="quiet">{words.say("back-number-unknown")}</span> }.into_any(),
        |number| {
            let number = number.to_string();
            view! { <a class="mono" href=format!("/staff/requests/{number}")>{number.clone()}</a> }
                .into_any()
        },
    );
    let erased = [("at", words.moment(&one.erased_at).into())];
    view! {
        <tr>
            <td>{number}<br/><span class="quiet">{words.with("back-erased-at", &erased)}</span></td>
            <td>{words.list(&one.systems)}</td>
            <td class="quiet">{words.moment(&one.first_seen)}</td>
            <td>
                <form method="post" novalidate class="inline">
                    <input type="hidden" name="id" value=one.id.to_string()/>
                    <Button weight=Weight::Quiet name="act" value=Act::JudgeReturn.as_str().to_owned()>
                        {words.say("back-lawful-do")}
                    </Button>
                </form>
            </td>
        </tr>
    }
}

/// Where nobody could look.
#[component]
fn Blind(
    /// Labels of systems.
    blind: Vec<String>,
) -> impl IntoView {
    let words = words();
    (!blind.is_empty()).then(|| {
        let systems = [("systems", words.list(&blind).into())];
        view! { <Notice tone=Tone::Wait><p>{words.with("back-blind", &systems)}</p></Notice> }
    })
}

/// What the morning says of it: nothing where all is well.
#[component]
pub(super) fn ErasedNotice(
    /// How the watch stands.
    watch: ErasedWatch,
) -> impl IntoView {
    let words = words();
    let back = watch.back;
    view! {
        {(back > 0).then(|| view! {
            <Notice tone=Tone::Bad>
                <p>{words.with("back-morning", &[("count", back.into())])}" "<a href="/staff/returned">{words.say("back-morning-see")}</a></p>
            </Notice>
        })}
        <Blind blind=watch.blind/>
    }
}
