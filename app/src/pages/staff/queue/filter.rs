//! What the queue is narrowed to.

use habeas_domain::{
    right::Right,
    view::{Assignee, CHANNELS, DueWindow, QueueChoices, QueueFilter, Stage},
};
use habeas_words::Locale;
use leptos::prelude::*;

use crate::{
    parts::{Button, Select, Weight},
    visit::words,
};

/// Questions that combine; sent by GET, so that the address can be kept and passed on. Those
/// that are asked less often fold away until one of them is answered.
#[component]
pub(super) fn Filter(
    /// What is chosen now.
    filter: QueueFilter,
    /// What can be chosen.
    choices: QueueChoices,
) -> impl IntoView {
    let words = words();
    let option = |value: &str, said: String| (value.to_owned(), said);
    let mut due = vec![option("", words.say("staff-filter-any-due"))];
    due.extend(DueWindow::ALL.map(|d| option(d.as_str(), words.of("staff-filter", d.as_str()))));
    let mut stages = vec![option("", words.say("staff-filter-unfinished"))];
    stages.extend(Stage::ALL.map(|s| option(s.as_str(), words.of("staff-stage", s.as_str()))));
    let mut rights = vec![option("", words.say("staff-filter-any-right"))];
    rights.extend(Right::ALL.map(|r| option(r.as_str(), words.of("right", r.as_str()))));
    let mut who = vec![
        option("", words.say("queue-who-any")),
        option("me", words.say("queue-who-me")),
        option("nobody", words.say("queue-who-nobody")),
    ];
    let staff = choices.staff.into_iter();
    who.extend(staff.map(|(id, name)| (id.to_string(), name)));
    let mut laws = vec![option("", words.say("queue-law-any"))];
    laws.extend(choices.regimes.into_iter().map(|law| {
        let said = words.of("law", &law);
        (law, said)
    }));
    let mut systems = vec![option("", words.say("queue-system-any"))];
    systems.extend(choices.stores);
    let mut teams = vec![option("", words.say("queue-team-any"))];
    teams.extend(choices.teams.into_iter().map(|team| (team.clone(), team)));
    let mut ways = vec![option("", words.say("queue-way-any"))];
    ways.extend(CHANNELS.map(|way| option(way, words.of("channel", way))));
    let mut languages = vec![option("", words.say("queue-language-any"))];
    languages.extend(Locale::OFFERED.map(|one| option(one.tag(), words.of("language", one.tag()))));
    let yes_no = |any: &str, yes: &str, no: &str| {
        vec![
            option("", words.say(any)),
            option("yes", words.say(yes)),
            option("no", words.say(no)),
        ]
    };
    let checked = yes_no("queue-checked-any", "queue-checked-yes", "queue-checked-no");
    let waiting = yes_no("queue-waiting-any", "queue-waiting-yes", "queue-waiting-no");
    let picked = yes_no("queue-sampled-any", "queue-sampled-yes", "queue-sampled-no");
    let sorts = vec![
        option("", words.say("queue-sort-due")),
        option("inner", words.say("queue-sort-inner")),
    ];
    let said = |is: Option<bool>| is.map_or("", |is| if is { "yes" } else { "no" });
    let who_chosen = match filter.assignee {
        None => String::new(),
        Some(Assignee::Me) => "me".to_owned(),
        Some(Assignee::Nobody) => "nobody".to_owned(),
        Some(Assignee::Staff(staff)) => staff.to_string(),
    };
    let narrowed = filter != QueueFilter::default();
    let more = filter.regime.is_some()
        || filter.verified.is_some()
        || filter.waiting.is_some()
        || filter.blocked.is_some()
        || filter.sampled.is_some()
        || filter.by_inner
        || filter.team.is_some()
        || filter.channel.is_some()
        || filter.language.is_some();
    view! {
        <form class="filter" method="get" action="/staff" role="search" aria-label=words.say("staff-filter")>
            <Select name="due" label=words.say("staff-filter-due") options=due
                chosen=filter.due.map(DueWindow::as_str).unwrap_or_default()/>
            <Select name="stage" label=words.say("staff-filter-stage") options=stages
                chosen=filter.stage.map(Stage::as_str).unwrap_or_default()/>
            <Select name="right" label=words.say("staff-filter-right") options=rights
                chosen=filter.right.map(Right::as_str).unwrap_or_default()/>
            <Select name="who" label=words.say("queue-who") options=who chosen=who_chosen/>
            <p class="actions">
                <Button weight=Weight::Quiet>{words.say("staff-filter-show")}</Button>
                {narrowed.then(|| view! { <a href="/staff">{words.say("staff-filter-clear")}</a> })}
                <a href="/staff/find">{words.say("queue-find")}</a>
            </p>
            <details class="more filter__more" open=more>
                <summary>{words.say("queue-more")}</summary>
                <div class="filter">
                    <Select name="law" label=words.say("queue-law") options=laws
                        chosen=filter.regime.unwrap_or_default()/>
                    <Select name="checked" label=words.say("queue-checked") options=checked
                        chosen=said(filter.verified)/>
                    <Select name="waiting" label=words.say("queue-waiting") options=waiting
                        chosen=said(filter.waiting)/>
                    <Select name="system" label=words.say("queue-system") options=systems
                        chosen=filter.blocked.unwrap_or_default()/>
                    <Select name="picked" label=words.say("queue-sampled") options=picked
                        chosen=said(filter.sampled)/>
                    <Select name="sort" label=words.say("queue-sort") options=sorts
                        chosen=if filter.by_inner { "inner" } else { "" }/>
                    <Select name="team" label=words.say("queue-team") options=teams
                        chosen=filter.team.unwrap_or_default()/>
                    <Select name="way" label=words.say("intake-channel") options=ways
                        chosen=filter.channel.unwrap_or_default()/>
                    <Select name="language" label=words.say("intake-language") options=languages
                        chosen=filter.language.unwrap_or_default()/>
                </div>
            </details>
        </form>
    }
}
