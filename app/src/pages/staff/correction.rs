//! What a person wants corrected or looked at, with what they say and what they handed in.

use habeas_domain::{
    look::{ReviewedView, ToldView},
    role::Act,
    view::CorrectionView,
};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    pages::requests::Also,
    parts::{Button, Compare, Notice, SummaryList, SummaryRow, Weight},
    visit::words,
};

/// Old and new beside each other, the reason, the evidence, and who else is told.
#[component]
pub(super) fn Correction(
    /// The correction.
    correction: CorrectionView,
    /// The number of its request.
    reference: String,
    /// Whether it is written, so that others are to be told.
    tell: bool,
) -> impl IntoView {
    let words = words();
    let args = [
        ("field", correction.label.into()),
        ("system", correction.system.into()),
    ];
    let title = words.with("correction-title", &args);
    let reason = correction.reason;
    let evidence = correction.evidence;
    view! {
        <section aria-labelledby="correction">
            <h2 id="correction">{title}</h2>
            {if correction.forgotten {
                view! { <p class="quiet">{words.say("correction-forgotten")}</p> }.into_any()
            } else {
                view! { <Compare old=correction.old new=correction.new/> }.into_any()
            }}
            <Also also=correction.also/>
            {correction.unshown.then(|| view! { <Notice tone=Tone::Wait><p>{words.say("cannot-contact-not-shown")}</p></Notice> })}
            {correction.contact.then(|| view! {
                <Notice tone=Tone::Wait><p>{words.say("correction-contact")}</p></Notice>
            })}
            {(!reason.is_empty()).then(|| view! {
                <h3>{words.say("correction-reason")}</h3>
                <blockquote class="said">{reason}</blockquote>
            })}
            {(!evidence.is_empty()).then(|| view! {
                <h3>{words.say("correction-evidence")}</h3>
                <ul class="files">
                    {evidence.into_iter().map(|file| {
                        let href = format!("/staff/requests/{reference}/evidence/{}", file.id);
                        let size = words.size(file.bytes);
                        view! { <li><a href=href>{file.name}</a>" "<span class="quiet">{size}</span></li> }
                    }).collect_view()}
                </ul>
                <p class="quiet">{words.say("correction-evidence-seen")}</p>
            })}
            {(tell && !correction.told.is_empty()).then(|| view! {
                <h3>{words.say("correction-tell")}</h3>
                <Recipients told=correction.told/>
            })}
        </section>
    }
}

/// Who else has what was erased or is restricted: to be told, or told.
#[component]
pub(super) fn ToTell(
    /// They.
    told: Vec<ToldView>,
) -> impl IntoView {
    let words = words();
    (!told.is_empty()).then(|| {
        view! {
            <section aria-labelledby="to-tell">
                <h2 id="to-tell">{words.say("tell-title")}</h2>
                <p class="quiet">{words.say("tell-law")}</p>
                <Recipients told/>
            </section>
        }
    })
}

/// Who else gets the data, each with a button or with when they were told.
#[component]
fn Recipients(
    /// They.
    told: Vec<ToldView>,
) -> impl IntoView {
    let words = words();
    view! {
        <ul class="files">
            {told.into_iter().map(|one| {
                let label = one.label.clone();
                match one.at {
                    Some(at) => {
                        let when = words.with("told-on", &[("date", words.date(at.date_naive()).into())]);
                        let by = one.by.map(|by| format!(" · {by}"));
                        view! { <li>{label}" "<span class="quiet">{when}{by}</span></li> }.into_any()
                    }
                    None => view! {
                        <li>
                            <form method="post" novalidate class="inline">
                                {label}" "
                                <input type="hidden" name="recipient" value=one.name/>
                                <Button weight=Weight::Quiet name="act" value=Act::TellRecipient.as_str().to_owned()>
                                    {words.say("tell-do")}<span class="visually-hidden">" "{one.label}</span>
                                </Button>
                            </form>
                        </li>
                    }.into_any(),
                }
            }).collect_view()}
        </ul>
    }
}

/// What a machine decided, as it was when the person asked.
#[component]
pub(super) fn Review(
    /// What is looked at.
    review: ReviewedView,
) -> impl IntoView {
    let words = words();
    let reason = review.reason;
    view! {
        <section aria-labelledby="review">
            <h2 id="review">{words.say("reviewed-title")}</h2>
            <SummaryList>
                <SummaryRow label=review.label>{review.value}</SummaryRow>
                <SummaryRow label=words.say("reviewed-system")>{review.system}</SummaryRow>
            </SummaryList>
            {(!reason.is_empty()).then(|| view! {
                <h3>{words.say("correction-reason")}</h3>
                <blockquote class="said">{reason}</blockquote>
            })}
        </section>
    }
}
