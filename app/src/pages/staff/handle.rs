//! What staff do with a request on its way: who looks after it, who asks, and the clock. Each
//! form is there only if its act is.

use habeas_domain::{
    intake::{Careful, IntakeView},
    request::ExtensionReason,
    role::Act,
    view::{StaffRequestView, StoryStep},
};
use leptos::prelude::*;

use super::bulk::NO_TEAM;
use crate::{
    calls::Tone,
    form::submitted,
    parts::{Answer, Button, ButtonLink, Choices, Notice, Select, SummaryList, SummaryRow, Weight},
    visit::words,
};

/// How careful one must be: first on every page about the person.
#[component]
pub(super) fn CareNeeded(
    /// What care.
    careful: Vec<Careful>,
) -> impl IntoView {
    let words = words();
    (!careful.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Bad title=words.say("careful-title")>
                <ul>
                    {careful.iter().map(|care| view! {
                        <li><strong>{words.of("careful", care.as_str())}</strong></li>
                    }).collect_view()}
                </ul>
            </Notice>
        }
    })
}

/// How it came to the desk, as whoever took it wrote it down.
#[component]
pub(super) fn CameIn(
    /// How.
    intake: IntakeView,
) -> impl IntoView {
    let words = words();
    let row = |key: &str, value: String| {
        (!value.is_empty()).then(|| {
            view! {
                <SummaryRow label=words.say(key)>{value}</SummaryRow>
            }
        })
    };
    let post = match (&intake.postal, intake.by_post) {
        (Some(address), _) => address.clone(),
        (None, true) => words.say("intake-post.hidden"),
        (None, false) => String::new(),
    };
    view! {
        <section aria-labelledby="came-in">
            <h2 id="came-in">{words.say("came-in-title")}</h2>
            <SummaryList>
                {row("intake-channel", words.of("channel", intake.channel.as_str()))}
                {row("intake-name", intake.name)}
                {row("intake-acting", intake.acting)}
                {row("intake-language", words.of("language", &intake.language))}
                {row("intake-needs", intake.needs)}
                {row("intake-post", post)}
            </SummaryList>
            {(!intake.details.is_empty()).then(|| view! { <blockquote class="said">{intake.details}</blockquote> })}
        </section>
    }
}

/// What somebody else did while a form was filled in that could not be taken.
#[component]
pub(super) fn Meanwhile(
    /// The request as it is now.
    version: i64,
    /// Its story: one step for each version.
    story: Vec<StoryStep>,
) -> impl IntoView {
    let words = words();
    let seen: Option<i64> = submitted()
        .value("version")
        .and_then(|seen| seen.parse().ok());
    let since = seen.filter(|seen| (0..version).contains(seen))?;
    let since = usize::try_from(since).ok()?;
    let steps: Vec<_> = story
        .into_iter()
        .skip(since)
        .map(|step| {
            let what = step.what.strip_prefix("story-").unwrap_or(&step.what);
            let by = words.of("by", step.by.map_or("system", |role| role.as_str()));
            let said = words.of("tale", what);
            view! { <li>{said}" · "{by}</li> }
        })
        .collect();
    Some(view! {
        <Notice tone=Tone::Wait title=words.say("meanwhile-title")><ul>{steps}</ul></Notice>
    })
}

/// The acts on the way.
#[component]
pub(super) fn Handle(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let words = words();
    let request = &view.request;
    let may = |act: Act| request.acts.contains(&act);
    let version = request.version;
    let mine = view.assigned.as_ref().is_some_and(|(_, mine)| *mine);
    let who = format!("/staff/requests/{}/who", request.line.reference);
    let person = format!("/staff/requests/{}/person", request.line.reference);
    let pauses = if may(Act::Pause) {
        view.pauses.clone()
    } else {
        Vec::new()
    };
    let any = [
        Act::Assign,
        Act::StartVerifying,
        Act::Verify,
        Act::Resume,
        Act::Extend,
    ]
    .into_iter()
    .any(may);
    view! {
        <section class="decide" aria-labelledby="handle">
            <h2 id="handle">{words.say("handle-title")}</h2>
            <p><a href=person>{words.say("handle-person")}</a></p>
            {may(Act::Assign).then(|| {
                let (act, key) = if mine { ("give-back", "handle-give-back") } else { ("assign", "handle-assign") };
                view! { <One version act key/> }
            })}
            {may(Act::Assign).then(|| view! { <Hand version staff=view.staff.clone() teams=view.teams.clone() team=view.team.clone()/> })}
            {may(Act::Verify).then(|| view! {
                <p class="actions">
                    <ButtonLink href=who weight=Weight::Quiet>{words.say("handle-who")}</ButtonLink>
                </p>
            })}
            {may(Act::StartVerifying).then(|| view! { <One version act="start-verifying" key="handle-start"/> })}
            {may(Act::Resume).then(|| view! { <One version act="resume" key="handle-resume"/> })}
            {(!pauses.is_empty()).then(|| {
                let mut options = vec![(String::new(), words.say("intake-choose"))];
                options.extend(pauses.into_iter().map(|why| {
                    use habeas_domain::clock::PauseReason;
                    let name = match why {
                        PauseReason::Identity => "identity",
                        PauseReason::Scope => "scope",
                    };
                    (name.to_owned(), words.of("handle-pause", name))
                }));
                let open = submitted().error("why").is_some();
                view! {
                    <details class="more" open=open>
                        <summary>{words.say("handle-pause")}</summary>
                        <form method="post" novalidate>
                            <input type="hidden" name="version" value=version.to_string()/>
                            <Select name="why" label=words.say("handle-why") options/>
                            <p class="actions">
                                <Button weight=Weight::Quiet name="act" value="pause".to_owned()>{words.say("handle-pause.do")}</Button>
                            </p>
                        </form>
                    </details>
                }
            })}
            {may(Act::Extend).then(|| {
                let answers = [ExtensionReason::Complexity, ExtensionReason::Number].map(|reason| {
                    let name = reason.key().trim_start_matches("extension-");
                    Answer {
                        value: name.to_owned(),
                        label: words.of("handle-extend", name),
                        ..Answer::default()
                    }
                });
                let open = submitted().error("reasons").is_some();
                view! {
                    <details class="more" open=open>
                        <summary>{words.say("handle-extend")}</summary>
                        <form method="post" novalidate>
                            <input type="hidden" name="version" value=version.to_string()/>
                            <Choices name="reasons" legend=words.say("handle-reasons") hint=words.say("handle-reasons.hint")
                                answers=answers.to_vec() many=true/>
                            <p class="actions">
                                <Button weight=Weight::Quiet name="act" value="extend".to_owned()>{words.say("handle-extend.do")}</Button>
                            </p>
                        </form>
                    </details>
                }
            })}
            {(!any).then(|| view! { <p class="quiet">{words.say("handle-none")}</p> })}
        </section>
    }
}

/// To hand it to a colleague, or to a team.
#[component]
fn Hand(
    /// The request as it was shown.
    version: i64,
    /// Colleagues: id and name.
    staff: Vec<(String, String)>,
    /// Teams.
    teams: Vec<String>,
    /// The team that has it.
    team: Option<String>,
) -> impl IntoView {
    let words = words();
    let open = submitted().error("to").is_some() || submitted().error("team").is_some();
    let mut people = vec![(String::new(), words.say("intake-choose"))];
    people.extend(staff);
    let some = !teams.is_empty();
    let mut all = vec![(NO_TEAM.to_owned(), words.say("handle-no-team"))];
    all.extend(teams.into_iter().map(|team| (team.clone(), team)));
    let team = team.unwrap_or_else(|| NO_TEAM.to_owned());
    view! {
        <details class="more" open=open>
            <summary>{words.say("handle-hand")}</summary>
            <form method="post" novalidate>
                <input type="hidden" name="version" value=version.to_string()/>
                <Select name="to" label=words.say("bulk-to") options=people/>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value="assign-to".to_owned()>{words.say("handle-hand.do")}</Button>
                </p>
            </form>
            {some.then(|| view! {
                <form method="post" novalidate>
                    <input type="hidden" name="version" value=version.to_string()/>
                    <Select name="team" label=words.say("queue-team") options=all chosen=team/>
                    <p class="actions">
                        <Button weight=Weight::Quiet name="act" value="team".to_owned()>{words.say("handle-team.do")}</Button>
                    </p>
                </form>
            })}
        </details>
    }
}

/// One button.
#[component]
fn One(
    /// The request as it was shown.
    version: i64,
    /// What it sends.
    act: &'static str,
    /// Its words.
    key: &'static str,
) -> impl IntoView {
    view! {
        <form method="post" novalidate>
            <input type="hidden" name="version" value=version.to_string()/>
            <p class="actions">
                <Button weight=Weight::Quiet name="act" value=act.to_owned()>{words().say(key)}</Button>
            </p>
        </form>
    }
}
