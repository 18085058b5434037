//! The same for many requests: first what would come of it, then what came of it.

use habeas_domain::view::{Bulk, BulkLine};
use leptos::prelude::*;

use super::queue::Lines;
use crate::{
    answer::refusal_words,
    calls::Tone,
    parts::{Button, ButtonLink, Notice, Page, Side, Weight},
    visit::words,
};

/// What a form of many asked for, for the page that shows it.
#[derive(Clone, Debug)]
pub(crate) enum Many {
    /// What would come of it.
    Preview(Bulk, Vec<BulkLine>),
    /// What came of it: with how many it was done, of how many.
    Done(Bulk, usize, usize),
}

/// Check before it is done; nothing is changed until then.
#[component]
pub(crate) fn StaffBulkPage() -> impl IntoView {
    let words = words();
    let title = |bulk: Bulk| words.of("queue-bulk", bulk.as_str());
    match use_context::<Many>() {
        None => view! {
            <Page title=words.say("bulk-none") side=Side::Staff back="/staff">
                <p>{words.say("bulk-none.line")}</p>
            </Page>
        }
        .into_any(),
        Some(Many::Done(bulk, done, all)) => {
            let args = [("done", done.into()), ("all", all.into())];
            let tone = if done == all { Tone::Good } else { Tone::Wait };
            view! {
                <Page title=title(bulk) side=Side::Staff>
                    <Notice tone=tone><p role="status">{words.with("bulk-done", &args)}</p></Notice>
                    {(done < all).then(|| view! { <p>{words.say("bulk-done-rest")}</p> })}
                    <p class="actions"><ButtonLink href="/staff">{words.say("bulk-back")}</ButtonLink></p>
                </Page>
            }
            .into_any()
        }
        Some(Many::Preview(bulk, lines)) => {
            let (can, cannot): (Vec<_>, Vec<_>) =
                lines.into_iter().partition(|line| line.refusal.is_none());
            let chosen: Vec<String> = can
                .iter()
                .map(|line| format!("{}:{}", line.line.line.reference, line.line.version))
                .collect();
            let can: Vec<_> = can.into_iter().map(|line| line.line).collect();
            let count = [("count", can.len().into())];
            let left = [("count", cannot.len().into())];
            view! {
                <Page title=title(bulk) side=Side::Staff back="/staff">
                    {(!can.is_empty()).then(|| view! {
                        <p>{words.of_with("bulk-will", bulk.as_str(), &count)}</p>
                        <Lines lines=can/>
                        <form method="post" action="/staff/bulk">
                            <input type="hidden" name="step" value="do"/>
                            <input type="hidden" name="bulk" value=bulk.as_str()/>
                            {chosen.into_iter().map(|one| view! {
                                <input type="hidden" name="chosen" value=one/>
                            }).collect_view()}
                            <p class="actions">
                                <Button weight=Weight::Main>{words.of_with("bulk-do", bulk.as_str(), &count)}</Button>
                                <a href="/staff">{words.say("bulk-leave")}</a>
                            </p>
                        </form>
                    })}
                    {(!cannot.is_empty()).then(|| view! {
                        <h2>{words.with("bulk-cannot", &left)}</h2>
                        <ul>
                            {cannot.into_iter().map(|line| {
                                let why = line.refusal.map(|refusal| refusal_words(words, &refusal));
                                let reference = line.line.line.reference.to_string();
                                view! {
                                    <li>
                                        <a class="mono" href=format!("/staff/requests/{reference}")>{reference.clone()}</a>
                                        " "{why}
                                    </li>
                                }
                            }).collect_view()}
                        </ul>
                    })}
                </Page>
            }
            .into_any()
        }
    }
}
