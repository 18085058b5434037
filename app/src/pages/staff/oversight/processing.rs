//! The records of processing, as an authority asks for them (GDPR Art. 30).

use habeas_domain::oversight::Processing;
use leptos::prelude::*;

use super::{Watching, data_map::serde_name};
use crate::{
    parts::{Page, Side, SummaryList, SummaryRow},
    visit::{visit, words},
};

/// `/staff/processing`
#[component]
pub fn StaffProcessingPage(
    /// The map's version.
    version: String,
    /// One for each purpose.
    records: Vec<Processing>,
    /// Whether whoever looks may take them away.
    #[prop(optional)]
    may_export: bool,
) -> impl IntoView {
    let words = words();
    let company = visit().company;
    let args = [("version", version.into())];
    view! {
        <Page title=words.say("processing-title") side=Side::Staff>
            <Watching/>
            <p>{words.with("processing-line", &args)}</p>
            <SummaryList>
                <SummaryRow label=words.say("map-controller")>{format!("{}, {}, {}", company.name, company.address, company.email)}</SummaryRow>
                <SummaryRow label=words.say("processing-authority")>{company.authority}</SummaryRow>
            </SummaryList>
            {records.into_iter().map(|one| {
                let basis = words.of("basis", &serde_name(&one.basis));
                let recipients = if one.recipients.is_empty() {
                    words.say("processing-nobody")
                } else {
                    words.list(&one.recipients)
                };
                let mut categories = one.categories.join(", ");
                if one.sensitive {
                    categories = format!("{categories} ({})", words.say("map-sensitive"));
                }
                view! {
                    <section>
                        <h2>{one.purpose}</h2>
                        <SummaryList>
                            <SummaryRow label=words.say("processing-basis")>{basis}</SummaryRow>
                            <SummaryRow label=words.say("processing-categories")><span class="mono">{categories}</span></SummaryRow>
                            <SummaryRow label=words.say("processing-systems")>{words.list(&one.systems)}</SummaryRow>
                            <SummaryRow label=words.say("processing-recipients")>{recipients}</SummaryRow>
                            <SummaryRow label=words.say("processing-until")>{one.until.join("; ")}</SummaryRow>
                        </SummaryList>
                    </section>
                }
            }).collect_view()}
            {may_export.then(|| view! { <p class="no-print"><a href="/staff/processing.csv">{words.say("audit-export")}</a></p> })}
        </Page>
    }
}
