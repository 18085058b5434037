//! What the law wants said beside data: why, on which basis, where from, who else, until when
//! (GDPR Art. 15(1)).

use habeas_domain::{
    map::{Basis, Source},
    view::FieldView,
};
use habeas_words::Words;
use leptos::prelude::*;

use crate::visit::words;

/// One quiet line, in pieces.
pub(super) fn facts(words: &Words, field: &FieldView) -> Vec<String> {
    let mut facts: Vec<String> = field
        .why
        .iter()
        .map(|(label, basis)| {
            let basis = words.of("basis", basis_name(*basis));
            let args = [("why", label.into()), ("basis", basis.into())];
            words.with("data-why", &args)
        })
        .collect();
    facts.push(words.of("source", source_name(field.source)));
    if !field.recipients.is_empty() {
        let who = words.list(&field.recipients);
        facts.push(words.with("data-recipients", &[("who", who.into())]));
    }
    if !field.until.is_empty() {
        let until = (&field.until).into();
        facts.push(words.with("data-until", &[("until", until)]));
    }
    if field.sensitive {
        facts.push(words.say("data-sensitive"));
    }
    facts
}

const fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "consent",
        Basis::Contract => "contract",
        Basis::LegalObligation => "legal-obligation",
        Basis::VitalInterests => "vital-interests",
        Basis::PublicTask => "public-task",
        Basis::LegitimateInterests => "legitimate-interests",
    }
}

const fn source_name(source: Source) -> &'static str {
    match source {
        Source::You => "you",
        Source::Us => "us",
        Source::Inferred => "inferred",
        Source::Others => "others",
    }
}

/// What most of these fields say of themselves, if most say the same: said once, it need not stand beside each.
pub(super) fn usual(words: &Words, fields: &[FieldView]) -> Option<Vec<String>> {
    let all: Vec<_> = fields.iter().map(|field| facts(words, field)).collect();
    let often = |one: &Vec<String>| all.iter().filter(|other| *other == one).count();
    all.iter()
        .max_by_key(|one| often(one))
        .filter(|one| often(one) > 1 && often(one) * 2 >= all.len())
        .cloned()
}

/// What is held and not shown, with the facts that are not the usual ones.
#[component]
pub(super) fn Withheld(
    /// The fields.
    fields: Vec<FieldView>,
    /// The facts that are said elsewhere; none where all are.
    usual: Option<Vec<String>>,
) -> impl IntoView {
    let words = words();
    (!fields.is_empty()).then(|| {
        let by_law: Vec<String> = fields
            .iter()
            .filter_map(|field| {
                let (name, law) = field.withheld.as_ref()?;
                let args = [
                    ("what", words.of("withheld", name).into()),
                    ("field", (&field.label).into()),
                    ("law", law.into()),
                ];
                Some(words.with("data-withheld-by-law", &args))
            })
            .collect();
        let labels: Vec<_> = fields
            .iter()
            .filter(|field| field.withheld.is_none())
            .map(|field| field.label.as_str())
            .collect();
        let line = (!labels.is_empty())
            .then(|| words.with("data-withheld", &[("what", words.list(&labels).into())]));
        let others = fields
            .iter()
            .map(|field| (field.label.clone(), facts(words, field)))
            .filter(|(_, facts)| usual.as_ref().is_some_and(|usual| usual != facts));
        view! {
            {line.map(|line| view! { <p class="quiet">{line}</p> })}
            {by_law.into_iter().map(|line| view! { <p class="quiet">{line}</p> }).collect_view()}
            {others.map(|(label, facts)| view! {
                <p class="quiet">{label}": "{facts.join(" · ")}</p>
            }).collect_view()}
        }
    })
}

/// The facts of a collection with many records, folded away: fields with the same facts share
/// one line.
#[component]
pub(super) fn Facts(
    /// The fields of one of its records.
    fields: Vec<FieldView>,
) -> impl IntoView {
    let words = words();
    let mut groups: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for field in fields {
        let facts = facts(words, &field);
        match groups.iter_mut().find(|(_, known)| *known == facts) {
            Some((labels, _)) => labels.push(field.label),
            None => groups.push((vec![field.label], facts)),
        }
    }
    view! {
        <details class="more">
            <summary>{words.say("data-facts")}</summary>
            <dl>
                {groups.into_iter().map(|(labels, facts)| view! {
                    <dt>{words.list(&labels)}</dt>
                    <dd class="quiet">{facts.join(" · ")}</dd>
                }).collect_view()}
            </dl>
        </details>
    }
}
