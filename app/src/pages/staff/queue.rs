//! The queue: what is due first comes first, and the address holds the view.

mod address;
mod filter;
mod lines;
mod views;

use habeas_domain::view::{QueueFilter, QueueNumbers, QueueView};
use habeas_words::Words;
use leptos::prelude::*;

pub use address::asked_for;
pub(super) use lines::Lines;

use self::{
    address::{address, at, due, query, unchecked, waits},
    filter::Filter,
    lines::Many,
    views::Views,
};
use crate::{
    answer::client_id,
    calls::Tone,
    islands::QueueKeys,
    parts::{Count, Counts, Empty, Page, Side},
    visit::words,
};
use habeas_domain::view::{DueWindow, Stage};

/// Where the desk stops counting.
const MANY: u64 = 1000;

/// Today's numbers, the filter, and the requests it leaves.
#[component]
pub fn StaffQueuePage(
    /// A page of the queue.
    view: QueueView,
    /// What it was narrowed to.
    filter: QueueFilter,
) -> impl IntoView {
    let words = words();
    let QueueView {
        lines,
        next,
        numbers,
        choices,
        views,
        bulk,
        may_export,
    } = view;
    let narrowed = QueueFilter {
        after: None,
        ..filter.clone()
    };
    let all = narrowed == QueueFilter::default();
    let further = next.map(|after| {
        address(&QueueFilter {
            after: Some(after),
            ..narrowed.clone()
        })
    });
    let first = filter.after.is_some().then(|| address(&narrowed));
    let pager = (further.is_some() || first.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=words.say("pager-label")>
                {first.map(|href| view! { <a href=href>{words.say("staff-queue-first")}</a> })}
                {further.map(|href| view! { <a href=href rel="next">{words.say("pager-next")}</a> })}
            </nav>
        }
    });
    let export = may_export.then(|| {
        let href = match query(&narrowed).as_str() {
            "" => "/staff/export.csv".to_owned(),
            query => format!("/staff/export.csv?{query}"),
        };
        view! { <p><a href=href>{words.say("queue-export")}</a></p> }
    });
    let some = !lines.is_empty();
    view! {
        <Page title=words.say("staff-queue") side=Side::Staff live=some>
            <Counts counts=counts(words, numbers)/>
            <Views views filter=narrowed.clone()/>
            <Filter filter=narrowed choices/>
            {if some {
                view! { <Many bulk client_id=client_id()><Lines lines pick=true/></Many> }.into_any()
            } else {
                view! { <Nothing all/> }.into_any()
            }}
            {pager}
            {some.then_some(export)}
            {some.then(|| view! { <QueueKeys help=words.say("queue-keys")/> })}
        </Page>
    }
}

/// The numbers of today, each a link to what it counts.
pub(super) fn counts(words: &Words, numbers: QueueNumbers) -> Vec<Count> {
    let count = |number: u64, what: &str, tone: Tone, filter: QueueFilter| Count {
        number: if number >= MANY {
            words.with("staff-count-many", &[("count", number.into())])
        } else {
            words.number(number)
        },
        what: words.with(what, &[("count", number.into())]),
        href: address(&filter),
        tone: if number == 0 { Tone::Plain } else { tone },
    };
    let plain = Tone::Plain;
    vec![
        count(
            numbers.late,
            "staff-count-late",
            Tone::Bad,
            due(DueWindow::Late),
        ),
        count(
            numbers.due_today,
            "staff-count-today",
            Tone::Wait,
            due(DueWindow::Today),
        ),
        count(
            numbers.due_week,
            "staff-count-week",
            plain,
            due(DueWindow::Week),
        ),
        count(
            numbers.past_inner,
            "staff-count-inner",
            Tone::Wait,
            due(DueWindow::Inner),
        ),
        count(
            numbers.to_verify,
            "staff-count-to-verify",
            plain,
            unchecked(),
        ),
        count(
            numbers.to_decide,
            "staff-count-to-decide",
            plain,
            at(Stage::Open),
        ),
        count(numbers.waiting, "staff-count-waiting", plain, waits()),
        count(
            numbers.stuck,
            "staff-count-stuck",
            Tone::Bad,
            at(Stage::NeedsPerson),
        ),
    ]
}

/// Why there is nothing.
#[component]
fn Nothing(
    /// Whether nothing is waiting at all, or only nothing of what was chosen.
    all: bool,
) -> impl IntoView {
    let words = words();
    if all {
        view! {
            <Empty title=words.say("staff-empty")><p>{words.say("staff-empty.line")}</p></Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty title=words.say("staff-empty-filter")>
                <p>{words.say("staff-empty-filter.line")}" "<a href="/staff">{words.say("staff-filter-clear")}</a></p>
            </Empty>
        }
        .into_any()
    }
}
