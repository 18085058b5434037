//! Requests in a table, and what can be done with those that are picked.

use habeas_domain::view::{Bulk, QueueLine};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    pages::staff::{due_in_words, tone_of},
    parts::{Button, Head, Table, Tag, Weight},
    visit::words,
};

/// The requests.
#[component]
pub(crate) fn Lines(
    /// What is due first.
    lines: Vec<QueueLine>,
    /// Whether they can be picked.
    #[prop(optional)]
    pick: bool,
) -> impl IntoView {
    let words = words();
    let heads = [
        pick.then_some("queue-head-pick"),
        Some("staff-head-due"),
        Some("staff-head-request"),
        Some("staff-head-right"),
        Some("staff-head-person"),
        Some("staff-head-state"),
        Some("queue-head-who"),
    ]
    .into_iter()
    .flatten()
    .map(|key| Head::text(words.say(key)))
    .collect();
    view! {
        <Table caption=words.say("staff-queue-table") caption_hidden=true heads=heads>
            {lines.into_iter().map(|line| view! { <Line line pick/> }).collect_view()}
        </Table>
    }
}

/// One request.
#[component]
fn Line(
    /// The request.
    line: QueueLine,
    /// Whether it can be picked.
    pick: bool,
) -> impl IntoView {
    let words = words();
    let QueueLine {
        line,
        version,
        assignee,
        mine,
        verified,
        waiting,
        blocked,
        careful,
        held,
        restricted,
        ..
    } = line;
    let reference = line.reference.to_string();
    let picking = pick.then(|| {
        let label = words.with("queue-pick", &[("reference", reference.as_str().into())]);
        view! {
            <td class="cell-pick">
                <input type="checkbox" name="chosen" value=format!("{reference}:{version}") aria-label=label/>
            </td>
        }
    });
    let day = words.date_short(line.due);
    let due = due_in_words(words, &line).map(|(due, tone)| {
        let tone = (tone != Tone::Plain).then(|| tone.name());
        view! { <span class="due" data-tone=tone>{due}</span>" " }
    });
    // What stands in its way, in a few words.
    let way = match (blocked, waiting, verified) {
        (Some(system), _, _) => {
            Some(words.with("queue-blocked-by", &[("system", system.as_str().into())]))
        }
        (None, true, _) => Some(words.say("queue-waits")),
        (None, false, false) => Some(words.say("queue-unchecked")),
        (None, false, true) => None,
    };
    let who = match (assignee, mine) {
        (_, true) => view! { <strong>{words.say("queue-mine")}</strong> }.into_any(),
        (Some(name), false) => name.into_any(),
        (None, false) => {
            view! { <span class="quiet">{words.say("queue-nobody")}</span> }.into_any()
        }
    };
    view! {
        <tr class="line">
            {picking}
            <td class="cell-due">{due}<time class="quiet" datetime=line.due.to_string()>{day}</time></td>
            <th class="cell-number" scope="row"><a class="mono" href=format!("/staff/requests/{reference}")>{reference.clone()}</a></th>
            <td class="cell-right">{words.of("right", line.right.as_str())}</td>
            <td class="cell-person">{match line.person {
                Some(person) => view! { <span class="mono">{person}</span> }.into_any(),
                None => view! { <span class="quiet">{words.say("staff-person-gone")}</span> }.into_any(),
            }}</td>
            <td class="cell-state">
                <Tag tone=tone_of(line.stage)>{words.of("staff-stage", line.stage.as_str())}</Tag>
                {held.then(|| view! { " "<Tag tone=Tone::Bad>{words.say("hold-short")}</Tag> })}
                {restricted.then(|| view! { " "<Tag tone=Tone::Wait>{words.say("restricted-short")}</Tag> })}
                {careful.then(|| view! { " "<Tag tone=Tone::Bad>{words.say("careful-short")}</Tag> })}
                {way.map(|way| view! { " "<span class="quiet">{way}</span> })}
            </td>
            <td class="cell-who">{who}</td>
        </tr>
    }
}

/// What can be done with those that are picked: next is a page that says what would come of it.
#[component]
pub(super) fn Many(
    /// What can be done.
    bulk: Vec<Bulk>,
    /// The number of the form.
    client_id: String,
    /// The requests.
    children: Children,
) -> impl IntoView {
    let words = words();
    view! {
        <form method="post" action="/staff/bulk" class="many">
            <input type="hidden" name="client_id" value=client_id/>
            // The key that takes a request on does it at once.
            <input type="hidden" name="step" value=""/>
            <p class="actions many__acts">
                <span class="quiet">{words.say("queue-picked")}</span>
                {bulk.into_iter().map(|bulk| view! {
                    <Button weight=Weight::Quiet name="bulk" value=bulk.as_str().to_owned()>
                        {words.of("queue-bulk", bulk.as_str())}
                    </Button>
                }).collect_view()}
            </p>
            {children()}
        </form>
    }
}
