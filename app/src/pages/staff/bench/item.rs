//! One item: the text left, the decision right.

use habeas_domain::{
    look::Preview,
    redaction::{ItemView, Part, Piece, Suggestion, Verdict, WithholdReason},
};
use leptos::prelude::*;

use super::{address, tone};
use crate::{
    form::Submitted,
    islands::BenchKeys,
    parts::{Answer, Button, Choices, Field, Kind, Notice, Page, Select, Side, Tag, Weight},
    visit::words,
};

/// The text as the person would get it, for the page that shows it, with the form as it was.
#[derive(Clone, Debug)]
pub(crate) struct Previewed {
    pub(crate) text: String,
    pub(crate) back: Submitted,
}

/// `/staff/requests/{reference}/bench/{place}/{token}/{field}`
#[component]
pub(crate) fn StaffBenchItemPage(
    /// The item.
    view: ItemView,
) -> impl IntoView {
    let words = words();
    let previewed = use_context::<Previewed>();
    if let Some(Previewed { back, .. }) = &previewed {
        // What was ticked stays ticked.
        provide_context(back.clone());
    }
    let number = view.reference.to_string();
    let what = view.line.field.clone();
    let what = what.unwrap_or_else(|| words.say("bench-file"));
    let title = format!("{} · {what}", view.line.collection);
    let list = format!("/staff/requests/{number}/bench");
    let here = address(&number, &view.line.at);
    let next = view.next.as_ref().map(|next| address(&number, next));
    let keys = !view.suggestions.is_empty() && !view.own;
    view! {
        <Page title=title side=Side::Staff back=list live=keys>
            <p>
                <Tag tone=tone(view.line.state)>{words.of("bench-item", view.line.state.as_str())}</Tag>
                " "{view.system.clone()}
                {view.line.day.clone().map(|day| format!(" · {day}"))}
            </p>
            <div class="split">
                <div>
                    <Read view=view.clone() here=here/>
                    {previewed.map(|Previewed { text, .. }| view! {
                        <section aria-labelledby="preview">
                            <h2 id="preview">{words.say("bench-preview")}</h2>
                            <blockquote class="said">{text}</blockquote>
                        </section>
                    })}
                </div>
                <aside class="split__facts" aria-label=words.say("bench-suggestions")>
                    {if view.own {
                        view! { <Notice><p>{words.say("bench-four-eyes")}</p></Notice> }.into_any()
                    } else {
                        view! { <Decide view/> }.into_any()
                    }}
                    {keys.then(|| view! { <BenchKeys help=words.say("bench-keys")/> })}
                    {next.map(|next| view! { <p><a href=next>{words.say("bench-next")}</a></p> })}
                </aside>
            </div>
        </Page>
    }
}

/// What stands there, guesses marked; a picture is shown, everything else has a link.
#[component]
fn Read(
    /// The item.
    view: ItemView,
    /// Its address.
    here: String,
) -> impl IntoView {
    let words = words();
    let original = format!("{here}/original");
    let picture = (view.original == Some(Preview::Image)).then(|| {
        let name = view.line.collection.clone();
        view! { <img class="preview" src=original.clone() alt=name/> }
    });
    let link = view.original.map(|_| {
        view! { <p><a href=original.clone()>{words.say("bench-original")}</a></p> }
    });
    let parts: Vec<Part> = view
        .suggestions
        .iter()
        .map(|one| Part {
            from: one.from,
            to: one.to,
            reason: WithholdReason::AnotherPerson,
        })
        .collect();
    let pieces = view.text.is_some().then(|| view.marked(&parts));
    view! {
        <section aria-labelledby="text">
            <h2 id="text">{words.say("bench-text")}</h2>
            {match pieces {
                Some(pieces) => view! {
                    <blockquote class="said">
                        {pieces.into_iter().map(|piece| match piece {
                            Piece::Read(text) => text.into_any(),
                            Piece::Covered(text) => view! { <mark>{text}</mark> }.into_any(),
                        }).collect_view()}
                    </blockquote>
                }.into_any(),
                None => view! { <p class="quiet">{words.say("bench-no-text")}</p> }.into_any(),
            }}
            {picture}
            {link}
        </section>
    }
}

/// The form.
#[component]
fn Decide(
    /// The item.
    view: ItemView,
) -> impl IntoView {
    let words = words();
    let text = view.text.clone().unwrap_or_default();
    let covered = match &view.verdict {
        Some(Verdict::Shown { parts }) => parts.clone(),
        Some(Verdict::Withheld { .. }) | None => Vec::new(),
    };
    let chosen = view.verdict.as_ref().and_then(|verdict| {
        let reason = verdict.reasons().into_iter().next()?;
        Some(reason.as_str().to_owned())
    });
    let answers = answers(&text, &view.suggestions, &covered, |suspect| {
        words.of("bench-suspect", suspect)
    });
    let mut reasons = vec![(String::new(), words.say("bench-choose"))];
    reasons.extend(
        WithholdReason::ALL
            .iter()
            .map(|why| (why.as_str().to_owned(), words.of("withhold", why.as_str()))),
    );
    let can_cover = view.text.is_some();
    let none = can_cover && answers.is_empty();
    view! {
        <form method="post" novalidate autocomplete="off">
            <input type="hidden" name="seen" value=view.seen/>
            <input type="hidden" name="version" value=view.version.to_string()/>
            {none.then(|| view! { <p class="quiet">{words.say("bench-suggestions-none")}</p> })}
            {(!answers.is_empty()).then(|| view! {
                <Choices name="part" legend=words.say("bench-cover") hint=words.say("bench-cover-hint") many=true answers=answers/>
            })}
            {can_cover.then(|| view! {
                <Field name="more" label=words.say("bench-more-words") hint=words.say("bench-more-words-hint") kind=Kind::Long optional=true/>
            })}
            <Select name="reason" label=words.say("bench-reason") hint=words.say("bench-reason-hint")
                options=reasons chosen=chosen.unwrap_or_default()/>
            <p class="actions">
                {can_cover.then(|| view! {
                    <Button weight=Weight::Quiet name="act" value="preview".to_owned()>{words.say("bench-do-preview")}</Button>
                })}
                <Button name="act" value="show".to_owned()>{words.say("bench-do-show")}</Button>
                <Button weight=Weight::Quiet name="act" value="withhold".to_owned()>{words.say("bench-do-withhold")}</Button>
            </p>
        </form>
    }
}

/// One box for each guess, and for each part that was covered before and is no guess.
fn answers(
    text: &str,
    suggestions: &[Suggestion],
    covered: &[Part],
    suspect: impl Fn(&str) -> String,
) -> Vec<Answer> {
    let is_covered = |from: usize, to: usize| {
        covered
            .iter()
            .any(|part| part.from <= from && to <= part.to)
    };
    let mut places: Vec<(usize, usize, Option<&str>)> = suggestions
        .iter()
        .map(|one| (one.from, one.to, Some(one.suspect.as_str())))
        .collect();
    for part in covered {
        let guess = |one: &(usize, usize, Option<&str>)| one.0 == part.from && one.1 == part.to;
        if !places.iter().any(guess) {
            places.push((part.from, part.to, None));
        }
    }
    places.sort_unstable_by_key(|(from, to, _)| (*from, *to));
    places
        .into_iter()
        .filter_map(|(from, to, guess)| {
            Some(Answer {
                value: format!("{from}-{to}"),
                label: text.get(from..to)?.to_owned(),
                hint: guess.map(&suspect),
                chosen: is_covered(from, to),
            })
        })
        .collect()
}
