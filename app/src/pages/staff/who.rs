//! Checking who asks: what may be asked for, what was shown, and what is still needed. What is
//! held is never on this page.

use habeas_domain::{
    intake::Evidence,
    right::Right,
    role::Act,
    who::{AskLine, CategoriesView, Question, WhoView},
};
use leptos::prelude::*;

use super::handle::CareNeeded;
use crate::{
    calls::Tone,
    form::submitted,
    parts::{
        Answer, Button, Choices, Field, Head, Kind, Notice, Page, Select, Side, Table, Weight,
    },
    visit::words,
};

/// Whether the last answer agreed, for the page that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Compared(pub(crate) bool);

/// `/staff/requests/{reference}/who`
#[component]
pub(crate) fn StaffWhoPage(
    /// What was shown and what may be asked.
    view: WhoView,
) -> impl IntoView {
    let words = words();
    let reference = view.reference.to_string();
    let back = format!("/staff/requests/{reference}");
    let args = [("number", reference.as_str().into())];
    let may = view.acts.contains(&Act::Verify);
    let compared = use_context::<Compared>().map(|Compared(agrees)| {
        let (tone, key) = if agrees {
            (Tone::Good, "who-match")
        } else {
            (Tone::Bad, "who-no-match")
        };
        view! { <Notice tone><p role="status"><strong>{words.say(key)}</strong></p></Notice> }
    });
    let held = view.held_until.map(|until| {
        let args = [("day", until.date_naive().into())];
        view! { <Notice tone=Tone::Bad><p>{words.with("who-held", &args)}</p></Notice> }
    });
    let seen: Vec<AskLine> = view
        .lines
        .iter()
        .filter(|line| line.evidence.is_seen() && line.shown_at.is_none())
        .cloned()
        .collect();
    let answered = view.agreed >= view.needed;
    let asks_code = view
        .lines
        .iter()
        .any(|line| line.evidence == Evidence::Code);
    let coded = view.lines.iter().any(|line| {
        matches!(line.evidence, Evidence::Code | Evidence::PostedCode) && line.shown_at.is_some()
    });
    let counts = [
        ("agreed", view.agreed.into()),
        ("needed", view.needed.into()),
    ];
    let version = view.version;
    view! {
        <Page title=words.with("who-title", &args) side=Side::Staff back=back>
            <CareNeeded careful=view.careful.clone()/>
            {compared}
            {held}
            {(!may).then(|| view! { <Notice><p>{words.say("who-done")}</p></Notice> })}
            {may.then(|| view! { <Script view=view.clone()/> })}
            {use_context::<CategoriesView>().map(|held| view! { <Categories held/> })}
            <section aria-labelledby="may-ask">
                <h2 id="may-ask">{words.say("who-may-ask")}</h2>
                <p>{words.say("who-may-ask.line")}</p>
                <MayAsk lines=view.lines.clone()/>
            </section>
            {(may && !seen.is_empty()).then(|| view! { <Seen lines=seen/> })}
            {(may && !view.questions.is_empty()).then(|| view! {
                <section aria-labelledby="answers">
                    <h2 id="answers">{words.say("who-answers")}</h2>
                    <p>{words.with("who-answers.line", &counts)}</p>
                    {view.closed.then(|| view! { <Notice tone=Tone::Wait><p>{words.say("who-closed")}</p></Notice> })}
                    <Questions questions=view.questions.clone() answered/>
                </section>
            })}
            {(may && view.needs_code && !coded).then(|| view! {
                <Code sent=view.code_until.is_some() by_mail=asks_code && answered/>
            })}
            {(may && view.enough && view.held_until.is_none()).then(|| view! {
                <section class="decide" aria-labelledby="done">
                    <h2 id="done">{words.say("who-enough")}</h2>
                    <form method="post" novalidate>
                        <input type="hidden" name="version" value=version.to_string()/>
                        <p>{words.say("who-enough.line")}</p>
                        <p class="actions"><Button name="act" value="verify".to_owned()>{words.say("who-enough.do")}</Button></p>
                    </form>
                </section>
            })}
        </Page>
    }
}

/// What to do, step by step: a copy or a deletion takes more than a correction, and all of them
/// more than hearing which categories are held.
#[component]
fn Script(
    /// What was shown.
    view: WhoView,
) -> impl IntoView {
    let words = words();
    let risk = match view.right {
        Right::Access | Right::Portability => "copy",
        Right::Rectification => "correct",
        Right::Erasure => "delete",
        _ => "other",
    };
    let has = |one: Evidence| view.lines.iter().any(|line| line.evidence == one);
    let shown = |one: Evidence| {
        let mut lines = view.lines.iter();
        lines.any(|line| line.evidence == one && line.shown_at.is_some())
    };
    let papers = view.lines.iter().filter(|line| line.evidence.is_seen());
    let papers: Vec<bool> = papers.map(|line| line.shown_at.is_some()).collect();
    let answered = view.agreed >= view.needed;
    let coded = shown(Evidence::Code) || shown(Evidence::PostedCode);
    let count = [("needed", view.needed.into())];
    let steps = [
        Some((true, words.of("script-greet", risk))),
        (!papers.is_empty()).then(|| (papers.iter().any(|seen| *seen), words.say("script-papers"))),
        has(Evidence::Answers).then(|| (answered, words.with("script-answers", &count))),
        view.needs_code.then(|| {
            let key = if has(Evidence::Code) {
                "script-code"
            } else {
                "script-post"
            };
            (coded, words.say(key))
        }),
        Some((view.enough, words.of("script-end", risk))),
    ];
    let mut now = true;
    let steps = steps.into_iter().flatten().map(|(done, said)| {
        let here = now && !done;
        now = now && done;
        let is = if done { "script-done" } else if here { "script-now" } else { "script-later" };
        view! { <li aria-current=here.then_some("step")>{said}" "<span class="quiet">{words.say(is)}</span></li> }
    });
    let steps = steps.collect_view();
    view! {
        <section aria-labelledby="script">
            <h2 id="script">{words.say("script-title")}</h2>
            <ol>{steps}</ol>
            {(view.categories && !view.enough).then(|| view! {
                <p>{words.say("script-categories")}</p>
                <form method="post" novalidate>
                    <p class="actions">
                        <Button weight=Weight::Quiet name="act" value="categories".to_owned()>{words.say("script-categories.do")}</Button>
                    </p>
                </form>
            })}
        </section>
    }
}

/// The categories, to be read aloud.
#[component]
fn Categories(
    /// They.
    held: CategoriesView,
) -> impl IntoView {
    let words = words();
    let CategoriesView {
        held,
        recipients,
        purposes,
    } = held;
    let none = held.is_empty();
    view! {
        <Notice title=words.say("categories-title")>
            <p>{words.say(if none { "categories-none" } else { "categories-read" })}</p>
            <ul>
                {held.into_iter().map(|(what, fields)| view! {
                    <li><strong>{what}</strong>": "{words.list(&fields)}</li>
                }).collect_view()}
            </ul>
            {(!purposes.is_empty()).then(|| words.with("categories-purposes", &[("purposes", words.list(&purposes).into())])).map(|said| view! { <p>{said}</p> })}
            {(!recipients.is_empty()).then(|| words.with("categories-recipients", &[("recipients", words.list(&recipients).into())])).map(|said| view! { <p>{said}</p> })}
            <p>{words.say("categories-more")}</p>
        </Notice>
    }
}

/// The table of what may be asked for.
#[component]
fn MayAsk(
    /// Its lines.
    lines: Vec<AskLine>,
) -> impl IntoView {
    let words = words();
    if lines.is_empty() {
        return view! { <p>{words.say("who-nothing")}</p> }.into_any();
    }
    let heads = ["who-head-what", "who-head-law", "who-head-shown"]
        .map(|key| Head::text(words.say(key)))
        .to_vec();
    view! {
        <Table caption=words.say("who-may-ask") caption_hidden=true heads=heads>
            {lines.into_iter().map(|line| {
                let shown = match line.shown_at {
                    Some(_) => words.say("who-shown"),
                    None => words.say("who-not-shown"),
                };
                view! {
                    <tr>
                        <th scope="row">{words.of("evidence", line.evidence.as_str())}</th>
                        <td class="quiet">{line.source}</td>
                        <td>{shown}</td>
                    </tr>
                }
            }).collect_view()}
        </Table>
    }
    .into_any()
}

/// Papers that staff saw.
#[component]
fn Seen(
    /// What may be seen and was not noted.
    lines: Vec<AskLine>,
) -> impl IntoView {
    let words = words();
    let answers = lines
        .into_iter()
        .map(|line| Answer {
            value: line.evidence.as_str().to_owned(),
            label: words.of("evidence", line.evidence.as_str()),
            ..Answer::default()
        })
        .collect();
    view! {
        <form method="post" novalidate>
            <Choices name="seen" legend=words.say("who-seen") hint=words.say("who-seen.hint") answers many=true/>
            <p class="actions">
                <Button weight=Weight::Quiet name="act" value="note-evidence".to_owned()>{words.say("who-seen.do")}</Button>
            </p>
        </form>
    }
}

/// The questions, and a box for what the caller says.
#[component]
fn Questions(
    /// The questions.
    questions: Vec<Question>,
    /// Whether enough answers agreed.
    answered: bool,
) -> impl IntoView {
    let words = words();
    let named = |question: &Question| format!("{} · {}", question.label, question.system);
    let open: Vec<(String, String)> = questions
        .iter()
        .filter(|question| question.open)
        .map(|question| (question.field.clone(), named(question)))
        .collect();
    let heads = ["who-head-what", "who-head-answer"]
        .map(|key| Head::text(words.say(key)))
        .to_vec();
    let chosen = submitted().value("field").unwrap_or_default().to_owned();
    view! {
        <Table caption=words.say("who-answers") caption_hidden=true heads=heads>
            {questions.iter().map(|question| {
                let said = match question.agreed {
                    Some(true) => words.say("who-match"),
                    Some(false) => words.say("who-no-match"),
                    None => words.say("who-not-asked"),
                };
                view! {
                    <tr>
                        <th scope="row">{named(question)}</th>
                        <td>{said}</td>
                    </tr>
                }
            }).collect_view()}
        </Table>
        {(!open.is_empty() && !answered).then(|| view! {
            <form method="post" novalidate autocomplete="off">
                <Select name="field" label=words.say("who-field") options=open chosen=chosen/>
                <Field name="said" label=words.say("who-said") hint=words.say("who-said.hint")/>
                <p class="actions">
                    <Button name="act" value="compare-answers".to_owned()>{words.say("who-said.do")}</Button>
                </p>
            </form>
        })}
    }
}

/// A code to a contact that was held for long.
#[component]
fn Code(
    /// Whether one was sent and still counts.
    sent: bool,
    /// Whether one can be sent by mail; a letter is always possible.
    by_mail: bool,
) -> impl IntoView {
    let words = words();
    let contact = submitted().error("contact").map(str::to_owned);
    view! {
        <section aria-labelledby="contact">
            <h2 id="contact" tabindex="-1">{words.say("who-code")}</h2>
            <p>{words.say(if by_mail { "who-code.line" } else { "who-code.post" })}</p>
            {contact.map(|problem| view! { <p class="field__error">{problem}</p> })}
            {sent.then(|| view! { <Notice tone=Tone::Good><p>{words.say("who-code.sent")}</p></Notice> })}
            {by_mail.then(|| view! {
                <form method="post" novalidate>
                    <p class="actions">
                        <Button weight=Weight::Quiet name="act" value="send-desk-code".to_owned()>{words.say("who-code.do")}</Button>
                    </p>
                </form>
            })}
            <form method="post" novalidate autocomplete="off">
                <Field name="code" label=words.say("who-code.given") hint=words.say("who-code.hint") kind=Kind::Code/>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value="give-desk-code".to_owned()>{words.say("who-code.give")}</Button>
                </p>
            </form>
            <p class="quiet">{words.say("who-letter")}</p>
        </section>
    }
}
