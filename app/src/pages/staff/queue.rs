//! The queue: what is due first comes first, and the address holds the view.

use habeas_domain::{
    right::Right,
    view::{QueueFilter, QueueNumbers, QueueView, RequestLine, Stage},
};
use habeas_words::Words;
use leptos::prelude::*;

use super::{due_in_words, tone_of};
use crate::{
    calls::Tone,
    parts::{Button, Count, Counts, Empty, Head, Page, Select, Side, Table, Tag, Weight},
    visit::words,
};

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
    view! {
        <Page title=words.say("staff-queue") side=Side::Staff>
            <Counts counts=counts(words, numbers)/>
            <Filter filter=narrowed/>
            {if lines.is_empty() {
                view! { <Nothing all/> }.into_any()
            } else {
                view! { <Lines lines/> }.into_any()
            }}
            {pager}
        </Page>
    }
}

/// The address of a view of the queue.
fn address(filter: &QueueFilter) -> String {
    let due = match (filter.late, filter.soon) {
        (true, _) => Some("late"),
        (false, true) => Some("soon"),
        (false, false) => None,
    };
    // Names of stages and rights and the mark of the next page need no escaping.
    let query: Vec<_> = [
        ("due", due),
        ("stage", filter.stage.map(Stage::as_str)),
        ("right", filter.right.map(Right::as_str)),
        ("after", filter.after.as_deref()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(format!("{name}={}", value?)))
    .collect();
    match query.as_slice() {
        [] => "/staff".to_owned(),
        query => format!("/staff?{}", query.join("&")),
    }
}

/// What an address asks for: the values of its query by name. What is no stage, right or day of
/// ours is left out, so that a mistyped address still shows the queue.
#[must_use]
pub fn asked_for(query: impl Fn(&str) -> Option<String>) -> QueueFilter {
    let due = query("due").unwrap_or_default();
    QueueFilter {
        stage: query("stage").and_then(|name| Stage::named(&name)),
        right: query("right").and_then(|name| name.parse().ok()),
        late: due == "late",
        soon: due == "soon",
        after: query("after").filter(|after| is_mark(after)),
    }
}

/// Whether it can be the mark of a next page: it goes into addresses as it is.
fn is_mark(after: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    !after.is_empty() && after.chars().all(plain)
}

fn counts(words: &Words, numbers: QueueNumbers) -> Vec<Count> {
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
    let late = QueueFilter {
        late: true,
        ..QueueFilter::default()
    };
    let soon = QueueFilter {
        soon: true,
        ..QueueFilter::default()
    };
    let at = |stage| QueueFilter {
        stage: Some(stage),
        ..QueueFilter::default()
    };
    vec![
        count(numbers.late, "staff-count-late", Tone::Bad, late),
        count(numbers.due_soon, "staff-count-soon", Tone::Wait, soon),
        count(
            numbers.to_decide,
            "staff-count-to-decide",
            Tone::Plain,
            at(Stage::Open),
        ),
        count(
            numbers.stuck,
            "staff-count-stuck",
            Tone::Bad,
            at(Stage::NeedsPerson),
        ),
    ]
}

/// What to see; sent by GET, so that the address can be kept and passed on.
#[component]
fn Filter(
    /// What is chosen now.
    filter: QueueFilter,
) -> impl IntoView {
    let words = words();
    let option = |value: &str, said: String| (value.to_owned(), said);
    let due = vec![
        option("", words.say("staff-filter-any-due")),
        option("late", words.say("staff-filter-late")),
        option("soon", words.say("staff-filter-soon")),
    ];
    let mut stages = vec![option("", words.say("staff-filter-unfinished"))];
    stages.extend(Stage::ALL.map(|s| option(s.as_str(), words.of("staff-stage", s.as_str()))));
    let mut rights = vec![option("", words.say("staff-filter-any-right"))];
    rights.extend(Right::ALL.map(|r| option(r.as_str(), words.of("right", r.as_str()))));
    let due_chosen = match (filter.late, filter.soon) {
        (true, _) => "late",
        (false, true) => "soon",
        (false, false) => "",
    };
    let narrowed = filter != QueueFilter::default();
    view! {
        <form class="filter" method="get" action="/staff" role="search" aria-label=words.say("staff-filter")>
            <Select name="due" label=words.say("staff-filter-due") options=due chosen=due_chosen/>
            <Select name="stage" label=words.say("staff-filter-stage") options=stages
                chosen=filter.stage.map(Stage::as_str).unwrap_or_default()/>
            <Select name="right" label=words.say("staff-filter-right") options=rights
                chosen=filter.right.map(Right::as_str).unwrap_or_default()/>
            <p class="actions">
                <Button weight=Weight::Quiet>{words.say("staff-filter-show")}</Button>
                {narrowed.then(|| view! { <a href="/staff">{words.say("staff-filter-clear")}</a> })}
            </p>
        </form>
    }
}

/// The requests.
#[component]
fn Lines(
    /// What is due first.
    lines: Vec<RequestLine>,
) -> impl IntoView {
    let words = words();
    let heads = [
        "staff-head-due",
        "staff-head-request",
        "staff-head-right",
        "staff-head-person",
        "staff-head-state",
    ]
    .map(|key| Head::text(words.say(key)))
    .to_vec();
    view! {
        <Table caption=words.say("staff-queue-table") caption_hidden=true heads=heads>
            {lines.into_iter().map(|line| view! { <Line line/> }).collect_view()}
        </Table>
    }
}

/// One request.
#[component]
fn Line(
    /// The request.
    line: RequestLine,
) -> impl IntoView {
    let words = words();
    let reference = line.reference.to_string();
    let day = words.date_short(line.due);
    let due = due_in_words(words, &line).map(|(due, tone)| {
        let tone = (tone != Tone::Plain).then(|| tone.name());
        view! { <span class="due" data-tone=tone>{due}</span>" " }
    });
    view! {
        <tr class="line">
            <td class="cell-due">{due}<time class="quiet" datetime=line.due.to_string()>{day}</time></td>
            <th scope="row"><a class="mono" href=format!("/staff/requests/{reference}")>{reference.clone()}</a></th>
            <td>{words.of("right", line.right.as_str())}</td>
            <td>{match line.person {
                Some(person) => view! { <span class="mono">{person}</span> }.into_any(),
                None => view! { <span class="quiet">{words.say("staff-person-gone")}</span> }.into_any(),
            }}</td>
            <td><Tag tone=tone_of(line.stage)>{words.of("staff-stage", line.stage.as_str())}</Tag></td>
        </tr>
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> QueueFilter {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        asked_for(|name| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let value = pairs
                .filter(|(key, _)| *key == name)
                .map(|(_, value)| value);
            value.map(str::to_owned).next()
        })
    }

    #[test]
    fn an_address_says_what_its_view_was() {
        let filter = QueueFilter {
            stage: Some(Stage::NeedsPerson),
            right: Some(Right::OptOut),
            late: false,
            soon: true,
            after: Some("2026-04-19.0f0f".into()),
        };
        assert_eq!(read(&address(&filter)), filter);
        assert_eq!(address(&QueueFilter::default()), "/staff");
        assert_eq!(read("/staff"), QueueFilter::default());
    }

    #[test]
    fn what_means_nothing_is_left_out() {
        let read = read("/staff?due=&stage=done&right=&after=%22><b&x=1");
        assert_eq!(read, QueueFilter::default());
    }
}
