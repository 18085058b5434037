//! Taking one's data away: what will be inside, then one button.

use chrono::NaiveDate;
use habeas_domain::{
    scope::Scope,
    view::{AreaView, TakeAwayView},
};
use leptos::prelude::*;

use crate::{
    pages::data::Missing,
    parts::{Answer, Button, ButtonLink, Choices, Field, Head, Kind, Notice, Page, Table},
    visit::words,
};

/// `/take-away`
#[component]
pub fn TakeAwayPage(
    /// What would be in the package now.
    view: TakeAwayView,
    /// The number of the form.
    client_id: String,
    /// Whether the password is asked for again.
    prove: bool,
) -> impl IntoView {
    let words = words();
    let heads = vec![
        Head::text(words.say("take-away-system")),
        Head::number(words.say("take-away-records")),
    ];
    let total: u64 = view.systems.iter().map(|(_, count)| count).sum();
    view! {
        <Page title=words.say("take-away-title")>
            <p class="lead">{words.say("take-away-lead")}</p>
            <Missing missing=view.missing/>
            {view.current.map(|reference| view! {
                <Notice title=words.say("take-away-current")>
                    <p><a href=format!("/requests/{reference}")>{words.say("take-away-current.do")}</a></p>
                </Notice>
            })}
            <h2>{words.say("take-away-inside")}</h2>
            <Table caption=words.say("take-away-inside") caption_hidden=true heads>
                {view.systems.into_iter().map(|(system, count)| view! {
                    <tr><th scope="row">{system}</th><td class="num">{words.number(count)}</td></tr>
                }).collect_view()}
                <tr>
                    <th scope="row">{words.say("take-away-total")}</th>
                    <td class="num">{words.number(total)}</td>
                </tr>
            </Table>
            <h2>{words.say("take-away-format")}</h2>
            <p>{words.say("take-away-format.line")}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <HowMuch areas=view.areas dated=view.dated scope=view.scope/>
                {prove.then(|| view! { <Again/> })}
                <p class="actions"><Button>{words.say("take-away-do")}</Button></p>
            </form>
        </Page>
    }
}

/// Everything, or what is ticked. Without scripts both questions are there.
#[component]
fn HowMuch(
    /// What can be chosen.
    areas: Vec<AreaView>,
    /// What can be chosen by its day, by label.
    dated: Vec<String>,
    /// What is chosen on a first visit.
    scope: Scope,
) -> impl IntoView {
    let words = words();
    let all = scope.is_everything();
    let much = ["all", "some"].map(|value| Answer {
        value: value.to_owned(),
        label: words.of("take-away-much", value),
        hint: None,
        chosen: (value == "all") == all,
    });
    let answers = areas
        .into_iter()
        .map(|area| {
            let count = words.with("count-records", &[("count", area.count.into())]);
            Answer {
                chosen: scope.areas.contains(&area.name),
                value: area.name,
                label: format!("{} ({count})", area.labels.join(", ")),
                hint: None,
            }
        })
        .collect();
    let names: Vec<_> = dated.iter().map(String::as_str).collect();
    let hint = words.with(
        "take-away-days.hint",
        &[("what", words.list(&names).into())],
    );
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <Choices name="much" legend=words.say("take-away-much") answers=much.to_vec()/>
        <div class="only-some">
            <Choices name="areas" legend=words.say("take-away-areas") hint=words.say("take-away-areas.hint") answers many=true/>
            {(!dated.is_empty()).then(|| view! {
                <fieldset class="choices">
                    <legend class="choices__legend">{words.say("take-away-days")}</legend>
                    <span class="field__hint">{hint}</span>
                    <Field name="from" label=words.say("take-away-from") kind=Kind::Date optional=true value=day(scope.from)/>
                    <Field name="to" label=words.say("take-away-to") kind=Kind::Date optional=true value=day(scope.to)/>
                </fieldset>
            })}
        </div>
    }
}

/// The password again, where the last proof is too old.
#[component]
pub(crate) fn Again() -> impl IntoView {
    let words = words();
    view! {
        <Field name="password" label=words.say("again-password") reason=words.say("again-password.reason")
            kind=Kind::Password autocomplete="current-password"/>
    }
}

/// Where a package is fetched, and what to do with it.
#[component]
pub fn PackageReady(
    /// The number of the request.
    reference: String,
    /// What it is.
    package: habeas_domain::view::PackageView,
) -> impl IntoView {
    let words = words();
    if package.expired {
        return view! {
            <Notice>
                <p>{words.say("fetched-expired")}</p>
                <p><a href=format!("/take-away?again={reference}")>{words.say("fetched-expired.do")}</a></p>
            </Notice>
        }
        .into_any();
    }
    let size = words.size(package.bytes);
    let args = [
        ("size", size.into()),
        ("files", package.files.into()),
        ("records", package.rows.into()),
    ];
    let until = words.moment(&package.expires_at);
    view! {
        <section aria-labelledby="package">
            <h2 id="package">{words.say("fetched-ready")}</h2>
            <p>{words.with("fetched-ready.line", &args)}</p>
            <p class="actions">
                <ButtonLink href=format!("/requests/{reference}/package")>{words.say("fetched-ready.do")}</ButtonLink>
            </p>
            <p>{words.with("fetched-until", &[("until", until.into())])}</p>
            <p><a href=format!("/requests/{reference}/hand-over")>{words.say("handover-offer")}</a></p>
            <details>
                <summary>{words.say("fetched-check")}</summary>
                <p>{words.say("fetched-check.line")}</p>
                <p>{words.say("fetched-check.sum")}<br/><code class="hash">{package.sha256}</code></p>
                <p><a href="/keys">{words.say("fetched-check.keys")}</a></p>
            </details>
        </section>
    }
    .into_any()
}
