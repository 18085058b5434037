//! How rights were used over a period: for an authority, for California, for the company itself. It
//! prints as it stands.

use habeas_domain::report::{Report, RightReport};
use habeas_words::Words;
use leptos::prelude::*;

use crate::{
    parts::{Button, Field, Head, Page, Select, Side, Table, Weight},
    visit::words,
};

/// What the page shows: the report, or only the question where the days are none.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportView {
    /// The report.
    pub report: Option<Report>,
    /// What was typed: from, to, law.
    pub asked: (String, String, String),
    /// The laws it can be narrowed to.
    pub laws: Vec<String>,
}

/// `/staff/reports`
#[component]
pub fn StaffReportsPage(
    /// The report.
    view: ReportView,
) -> impl IntoView {
    let words = words();
    let ReportView {
        report,
        asked: (from, to, law),
        laws,
    } = view;
    let mut options = vec![(String::new(), words.say("queue-law-any"))];
    options.extend(laws.into_iter().map(|law| {
        let said = words.of("law", &law);
        (law, said)
    }));
    let query = format!("from={from}&to={to}&law={law}");
    let body = match report {
        None => view! { <p class="field__error" role="alert">{words.say("reports-days")}</p> }
            .into_any(),
        Some(report) => view! { <Whole report query/> }.into_any(),
    };
    view! {
        <Page title=words.say("reports-title") side=Side::Staff>
            <form class="filter no-print" method="get" action="/staff/reports">
                <Field name="from" label=words.say("reports-from") hint=words.say("reports-from.hint") value=from/>
                <Field name="to" label=words.say("reports-to") value=to/>
                <Select name="law" label=words.say("queue-law") options chosen=law/>
                <p class="actions"><Button weight=Weight::Quiet>{words.say("staff-filter-show")}</Button></p>
            </form>
            {body}
        </Page>
    }
}

/// The three parts.
#[component]
fn Whole(
    /// The report.
    report: Report,
    /// The query of its address.
    query: String,
) -> impl IntoView {
    let words = words();
    let args = [("from", report.from.into()), ("to", report.to.into())];
    let law = if report.law.is_empty() {
        words.say("queue-law-any")
    } else {
        words.of("law", &report.law)
    };
    let california = report.california.iter().map(|(kind, part)| {
        let what = words.of("reports-california", kind.as_str());
        view! {
            <tr>
                <th scope="row">{what}</th>
                {numbers(words, &[part.received, part.in_full + part.nothing_held, part.in_part, part.refused_all() + part.expired])}
                <td class="num">{days(words, part.median, part.decided())}</td>
                <td class="num">{days(words, part.mean, part.decided())}</td>
            </tr>
        }
    });
    let california = california.collect_view();
    let heads = |keys: &[&str]| -> Vec<Head> {
        let rest = keys.iter().skip(1).map(|key| Head::number(words.say(key)));
        let first = keys.first().map(|key| Head::text(words.say(key)));
        first.into_iter().chain(rest).collect()
    };
    let used = report
        .rights
        .iter()
        .filter(|(_, part)| *part != RightReport::default());
    let used: Vec<_> = used.cloned().collect();
    let gdpr = used.iter().map(|(right, part)| {
        view! {
            <tr>
                <th scope="row">{words.of("right", right.as_str())}</th>
                {numbers(words, &[part.received, part.in_full, part.in_part, part.nothing_held, part.refused_all(), part.withdrawn, part.expired])}
                <td class="num">{days(words, part.median, part.decided())}</td>
                <td class="num">{days(words, part.mean, part.decided())}</td>
                {numbers(words, &[part.late, part.extended])}
            </tr>
        }
    });
    let gdpr = gdpr.collect_view();
    let grounds: Vec<(String, String, u64)> = used
        .iter()
        .flat_map(|(right, part)| {
            part.refused.iter().map(|(ground, count)| {
                let right = words.of("right", right.as_str());
                let ground = words
                    .find(&format!("refusal-{ground}"), &[])
                    .unwrap_or_else(|| ground.clone());
                (right, ground, *count)
            })
        })
        .collect();
    let levels = used.iter().map(|(right, part)| {
        let decided = part.decided();
        view! {
            <tr>
                <th scope="row">{words.of("right", right.as_str())}</th>
                {numbers(words, &[decided])}
                <td class="num">{share(words, decided - part.late.min(decided), decided)}</td>
                <td class="num">{share(words, part.within_inner, decided)}</td>
                {numbers(words, &[part.open, part.open_late])}
            </tr>
        }
    });
    let levels = levels.collect_view();
    let none = used.is_empty();
    view! {
        <p><strong>{words.with("reports-period", &args)}</strong>" "{law}</p>
        {none.then(|| view! { <p>{words.say("reports-none")}</p> })}
        <h2>{words.say("reports-gdpr")}</h2>
        <p class="quiet">{words.say("reports-gdpr.line")}</p>
        <Table caption=words.say("reports-gdpr") caption_hidden=true heads=heads(&[
            "staff-head-right", "reports-received", "reports-in-full", "reports-in-part", "reports-nothing",
            "reports-refused", "reports-withdrawn", "reports-expired", "reports-median", "reports-mean",
            "reports-late", "reports-extended",
        ])>{gdpr}</Table>
        {(!grounds.is_empty()).then(|| view! {
            <h3>{words.say("reports-grounds")}</h3>
            <Table caption=words.say("reports-grounds") caption_hidden=true heads=vec![
                Head::text(words.say("staff-head-right")),
                Head::text(words.say("refuse-ground")),
                Head::number(words.say("reports-refused")),
            ]>
                {grounds.into_iter().map(|(right, ground, count)| view! {
                    <tr><th scope="row">{right}</th><td>{ground}</td><td class="num">{words.number(count)}</td></tr>
                }).collect_view()}
            </Table>
        })}
        <h2>{words.say("reports-levels")}</h2>
        <p class="quiet">{words.say("reports-levels.line")}</p>
        <Table caption=words.say("reports-levels") caption_hidden=true heads=heads(&[
            "staff-head-right", "reports-decided", "reports-on-time", "reports-own-days", "reports-open",
            "reports-open-late",
        ])>{levels}</Table>
        <h2>{words.say("reports-california")}</h2>
        <p class="quiet">{words.say("reports-california.line")}</p>
        <Table caption=words.say("reports-california") caption_hidden=true heads=heads(&[
            "reports-kind", "reports-received", "reports-whole", "reports-in-part", "reports-denied",
            "reports-median", "reports-mean",
        ])>{california}</Table>
        <p class="no-print"><a href=format!("/staff/reports.csv?{query}")>{words.say("audit-export")}</a></p>
    }
}

fn numbers(words: &'static Words, all: &[u64]) -> impl IntoView + use<> {
    let cells = all.iter().map(|number| {
        let said = words.number(*number);
        view! { <td class="num">{said}</td> }
    });
    cells.collect_view()
}

/// Days, to one tenth; nothing where nothing was decided.
fn days(words: &Words, days: f64, decided: u64) -> String {
    if decided == 0 {
        return words.say("reports-no-days");
    }
    format!("{days:.1}")
}

/// A share in whole per cent.
fn share(words: &Words, part: u64, all: u64) -> String {
    if all == 0 {
        return words.say("reports-no-days");
    }
    let share = part as f64 * 100.0 / all as f64;
    format!("{share:.0} %")
}
