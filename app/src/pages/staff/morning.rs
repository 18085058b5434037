//! The morning: what matters today, what to do first, and how it has been going.

use chrono::{DateTime, Utc};
use habeas_domain::{
    id::Reference,
    view::{AnswerTimes, DayCount, MorningView, RatedLines, StuckLine},
};
use leptos::prelude::*;

use super::{
    queue::{Lines, counts},
    returned::ErasedNotice,
};
use crate::{
    parts::{Counts, Empty, Head, Page, Side, Table},
    visit::words,
};

/// The numbers of today, the first of the queue, two small charts.
#[component]
pub fn StaffMorningPage(
    /// What matters.
    view: MorningView,
) -> impl IntoView {
    let words = words();
    let MorningView {
        numbers,
        first,
        days,
        times,
        stuck,
        unread,
        ratings,
        erased,
        to_tell,
        rated,
    } = view;
    view! {
        <Page title=words.say("morning-title") side=Side::Staff>
            <ErasedNotice watch=erased/>
            <Counts counts=counts(words, numbers)/>
            <StuckOnes stuck/>
            <Unread unread/>
            <ToTell to_tell/>
            <h2>{words.say("morning-first")}</h2>
            {if first.is_empty() {
                view! {
                    <Empty title=words.say("staff-empty")><p>{words.say("staff-empty.line")}</p></Empty>
                }.into_any()
            } else {
                view! { <Lines lines=first/> }.into_any()
            }}
            <p><a href="/staff">{words.say("morning-all")}</a></p>
            <Days days/>
            <Times times/>
            <Ratings ratings rated/>
        </Page>
    }
}

/// What is stopped, why, and to have it tried again.
#[component]
fn StuckOnes(
    /// Each.
    stuck: Vec<StuckLine>,
) -> impl IntoView {
    let words = words();
    (!stuck.is_empty()).then(|| view! {
        <section aria-labelledby="stuck">
            <h2 id="stuck">{words.say("stuck-title")}</h2>
            <ul>
                {stuck.into_iter().map(|one| {
                    let number = one.reference.to_string();
                    let href = format!("/staff/requests/{number}");
                    let why: Vec<String> = one.why.iter().map(|(system, key)| {
                        let said = words.say(key);
                        if system.is_empty() { said } else { format!("{system}: {said}") }
                    }).collect();
                    let label = words.with("stuck-retry", &[("reference", number.as_str().into())]);
                    view! {
                        <li>
                            <a class="mono" href=href.clone()>{number}</a>" "
                            {words.of("right", one.right.as_str())}" "
                            <span class="quiet">{why.join(" ")}</span>
                            {one.retry.map(|version| view! {
                                <form method="post" action=href>
                                    <input type="hidden" name="version" value=version.to_string()/>
                                    <button class="button button--quiet" name="act" value="retry" aria-label=label>{words.say("retry-do")}</button>
                                </form>
                            })}
                        </li>
                    }
                }).collect_view()}
            </ul>
        </section>
    })
}

/// What people wrote and nobody has read.
#[component]
fn Unread(
    /// Numbers of requests, and since when it waits.
    unread: Vec<(Reference, DateTime<Utc>)>,
) -> impl IntoView {
    let words = words();
    (!unread.is_empty()).then(|| view! {
        <section aria-labelledby="unread">
            <h2 id="unread">{words.say("morning-unread")}</h2>
            <ul>
                {unread.into_iter().map(|(reference, since)| {
                    let number = reference.to_string();
                    let since = words.with("morning-unread-since", &[("when", words.moment(&since).into())]);
                    view! {
                        <li><a class="mono" href=format!("/staff/requests/{number}")>{number.clone()}</a>" "<span class="quiet">{since}</span></li>
                    }
                }).collect_view()}
            </ul>
        </section>
    })
}

/// Of what others are still to be told.
#[component]
fn ToTell(
    /// Numbers of requests, and how many are to be told.
    to_tell: Vec<(Reference, u64)>,
) -> impl IntoView {
    let words = words();
    (!to_tell.is_empty()).then(|| view! {
        <section aria-labelledby="to-tell">
            <h2 id="to-tell">{words.say("morning-to-tell")}</h2>
            <ul>
                {to_tell.into_iter().map(|(reference, count)| {
                    let number = reference.to_string();
                    let many = words.with("morning-to-tell-count", &[("count", count.into())]);
                    view! {
                        <li><a class="mono" href=format!("/staff/requests/{number}")>{number.clone()}</a>" "<span class="quiet">{many}</span></li>
                    }
                }).collect_view()}
            </ul>
        </section>
    })
}

/// What people thought of their answers.
#[component]
fn Ratings(
    /// How often each score was given, from 1 to 5.
    ratings: [u64; 5],
    /// The score that was asked for, with the answers that were given it.
    rated: Option<RatedLines>,
) -> impl IntoView {
    let words = words();
    let all: u64 = ratings.iter().sum();
    let heads = vec![
        Head::text(words.say("morning-score")),
        Head::number(words.say("morning-score-count")),
    ];
    let rows = ratings.into_iter().enumerate().rev().map(|(place, count)| {
        let score = words.of("rate", &(place + 1).to_string());
        let href = format!("/staff/morning?score={}#ratings", place + 1);
        let number = words.number(count);
        let number = if count == 0 {
            number.into_any()
        } else {
            let label = words.with("morning-rated", &[("score", score.as_str().into())]);
            view! { <a href=href aria-label=format!("{number}: {label}")>{number.clone()}</a> }
                .into_any()
        };
        view! { <tr><th scope="row">{score}</th><td class="num">{number}</td></tr> }
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="ratings">
            <h2 id="ratings">{words.say("morning-ratings")}</h2>
            {if all == 0 {
                view! { <p>{words.say("morning-ratings-none")}</p> }.into_any()
            } else {
                view! { <Table caption=words.say("morning-ratings") caption_hidden=true heads=heads>{rows}</Table> }.into_any()
            }}
            {rated.map(|(score, all)| {
                let score = words.of("rate", &score.to_string());
                view! {
                    <h3>{words.with("morning-rated", &[("score", score.into())])}</h3>
                    <ul>
                        {all.into_iter().map(|(reference, at)| {
                            let number = reference.to_string();
                            view! {
                                <li><a class="mono" href=format!("/staff/requests/{number}")>{number.clone()}</a>" "<span class="quiet">{words.moment(&at)}</span></li>
                            }
                        }).collect_view()}
                    </ul>
                }
            })}
        </section>
    }
}

/// How wide a day is, in the chart's own units.
const DAY: u64 = 20;
/// How high the chart is.
const HEIGHT: u64 = 120;

/// What came in and what was finished, day by day; the same as a table behind it.
#[component]
fn Days(
    /// Oldest first.
    days: Vec<DayCount>,
) -> impl IntoView {
    let words = words();
    let most = days
        .iter()
        .map(|day| day.received.max(day.finished))
        .max()
        .unwrap_or(0)
        .max(1);
    let height = |count: u64| count * HEIGHT / most;
    let received: u64 = days.iter().map(|day| day.received).sum();
    let finished: u64 = days.iter().map(|day| day.finished).sum();
    let said = words.with(
        "morning-days-said",
        &[("received", received.into()), ("finished", finished.into())],
    );
    let bars = days.iter().enumerate().map(|(place, day)| {
        let x = place as u64 * DAY;
        let (came, went) = (height(day.received), height(day.finished));
        view! {
            <rect class="chart__in" x=x + 2 y=HEIGHT - came width=DAY / 2 - 2 height=came></rect>
            <rect class="chart__out" x=x + DAY / 2 y=HEIGHT - went width=DAY / 2 - 2 height=went></rect>
        }
    });
    let bars = bars.collect_view();
    let box_ = format!("0 0 {} {}", days.len() as u64 * DAY, HEIGHT);
    let heads = vec![
        Head::text(words.say("morning-day")),
        Head::number(words.say("morning-received")),
        Head::number(words.say("morning-finished")),
    ];
    let rows = days.into_iter().rev().map(|day| {
        view! {
            <tr>
                <th scope="row"><time datetime=day.day.to_string()>{words.date_short(day.day)}</time></th>
                <td class="num">{words.number(day.received)}</td>
                <td class="num">{words.number(day.finished)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="days">
            <h2 id="days">{words.say("morning-days")}</h2>
            <p class="legend">
                <span class="legend__in">{words.say("morning-received")}</span>" "
                <span class="legend__out">{words.say("morning-finished")}</span>
            </p>
            <svg class="chart" viewBox=box_ role="img" aria-label=said preserveAspectRatio="none">{bars}</svg>
            <details class="more">
                <summary>{words.say("morning-table")}</summary>
                <Table caption=words.say("morning-days") caption_hidden=true heads=heads>{rows}</Table>
            </details>
        </section>
    }
}

/// How long answers took.
#[component]
fn Times(
    /// Counted over the last ninety days.
    times: AnswerTimes,
) -> impl IntoView {
    let words = words();
    let line = if times.answered == 0 {
        words.say("morning-times-none")
    } else {
        let whole = |days: f64| days.round() as u64;
        words.with(
            "morning-times-line",
            &[
                ("answered", times.answered.into()),
                ("onTime", times.on_time.into()),
                ("median", whole(times.median).into()),
                ("mean", whole(times.mean).into()),
            ],
        )
    };
    let late = times.answered - times.on_time;
    view! {
        <section aria-labelledby="times">
            <h2 id="times">{words.say("morning-times")}</h2>
            <p>{line}</p>
            {(times.answered > 0).then(|| {
                let all = times.answered;
                let said = words.with("morning-on-time", &[("onTime", times.on_time.into()), ("late", late.into())]);
                view! {
                    <svg class="chart chart--share" viewBox=format!("0 0 {all} 1") role="img" aria-label=said.clone() preserveAspectRatio="none">
                        <rect class="chart__in" x="0" y="0" width=times.on_time height="1"></rect>
                        <rect class="chart__late" x=times.on_time y="0" width=late height="1"></rect>
                    </svg>
                    <p class="quiet">{said}</p>
                }
            })}
        </section>
    }
}
