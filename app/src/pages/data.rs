//! What is held about the person: by meaning, in words, with why, where from, who else has it
//! and until when.

mod browse;
mod facts;
mod record;
mod review;
mod stands;
mod statement;

use habeas_domain::{
    map::Correctable,
    view::{
        CollectionView, FieldView, RecordView, SHOWN_AT_FIRST, Section, Shown, SystemFault,
        YourData,
    },
};
use habeas_words::Words;
use leptos::prelude::*;

pub use self::{
    browse::CollectionPage, record::OneRecordPage, review::ReviewPage, stands::Stands,
    statement::StatementPage,
};
use self::{
    facts::{Facts, Withheld, facts, usual},
    record::{Statements, file_link, reveal},
};
use crate::{
    answer::{refusal_words, why_missing},
    calls::Tone,
    parts::{Button, Door, DoorSize, Doors, Empty, Notice, Page, SummaryList, SummaryRow, Weight},
    visit::{visit, words},
};

/// `/data`: everything, by meaning.
#[component]
pub fn DataPage(
    /// What the stores hold now.
    view: YourData,
) -> impl IntoView {
    let words = words();
    let contents: Vec<_> = view
        .sections
        .iter()
        .filter_map(|section| door(words, section))
        .collect();
    let nothing = contents.is_empty();
    let complete = view.missing.is_empty();
    if let Some(why) = &view.summary {
        let why = refusal_words(words, why);
        let systems = view
            .sections
            .into_iter()
            .flat_map(|section| section.collections);
        let lines = systems.map(|collection| {
            let count = words.with("count-records", &[("count", collection.total.into())]);
            view! { <li>{collection.label}" ("{collection.system}"): "{count}</li> }
        });
        let lines = lines.collect_view();
        return view! {
            <Page title=words.say("summary-title")>
                <Notice tone=Tone::Wait><p>{why}</p></Notice>
                <Missing missing=view.missing/>
                {(!nothing).then(|| view! { <h2>{words.say("summary-held")}</h2><ul>{lines}</ul> })}
                {(nothing && complete).then(|| view! {
                    <Empty title=words.say("data-nothing")><p>{words.say("data-nothing.line")}</p></Empty>
                })}
            </Page>
        }
        .into_any();
    }
    view! {
        <Page title=words.say("data-title")>
            <p class="lead">{words.say("data-lead")}</p>
            <Stands stands=view.stands/>
            <Missing missing=view.missing/>
            {(nothing && complete).then(|| view! {
                <Empty title=words.say("data-nothing")><p>{words.say("data-nothing.line")}</p></Empty>
            })}
            {(!nothing).then(|| view! {
                <nav aria-label=words.say("data-contents")>
                    <Doors doors=contents size=DoorSize::Compact/>
                </nav>
            })}
            {(view.ask_still_right && !nothing).then(|| view! { <StillRight/> })}
            {view.sections.into_iter().map(|section| view! { <Meaning section/> }).collect_view()}
            {(!(nothing && complete)).then(|| view! { <Next/> })}
        </Page>
    }
    .into_any()
}

/// A section in the table of contents: called as its first collection is, the others below.
fn door(words: &Words, section: &Section) -> Option<Door> {
    let (first, others) = section.collections.split_first()?;
    let others: Vec<_> = others
        .iter()
        .map(|other| format!("{} {}", other.label, words.number(other.total)))
        .collect();
    Some(Door {
        href: format!("#{}", section.meaning),
        name: first.label.clone(),
        line: (!others.is_empty()).then(|| others.join(" · ")),
        count: Some(words.number(first.total)),
    })
}

/// Systems that did not answer: said first, so that nobody takes the rest for everything.
#[component]
pub fn Missing(
    /// They, each with the reason.
    missing: Vec<SystemFault>,
) -> impl IntoView {
    let words = words();
    (!missing.is_empty()).then(|| {
        let title = words.with("missing-title", &[("count", missing.len().into())]);
        let again = visit().path;
        view! {
            <Notice tone=Tone::Wait title=title>
                <ul>
                    {missing.into_iter().map(|fault| {
                        let why = why_missing(words, &fault);
                        view! { <li><strong>{fault.system}</strong>" "{why}</li> }
                    }).collect_view()}
                </ul>
                <p>{words.say("missing-line")}" "<a href=again class="no-print">{words.say("missing-again")}</a></p>
            </Notice>
        }
    })
}

/// The collections of one meaning; its anchor is at the first.
#[component]
fn Meaning(
    /// They.
    section: Section,
) -> impl IntoView {
    let words = words();
    let meaning = section.meaning;
    let collections = section.collections.into_iter().enumerate();
    let collections = collections.map(|(row, mut collection)| {
        let place = collection.place.clone();
        let id = if row == 0 {
            meaning.clone()
        } else {
            place.clone()
        };
        let more = collection.total > SHOWN_AT_FIRST as u64;
        collection.records.truncate(SHOWN_AT_FIRST);
        let args = [
            ("count", collection.total.into()),
            ("what", (&collection.label).into()),
        ];
        let all = words.with("data-all", &args);
        let title = format!("{id}-title");
        let labelled = title.clone();
        view! {
            <section id=id aria-labelledby=labelled>
                <h2 id=title>{collection.label.clone()}</h2>
                <p>{collection.describe.clone()}</p>
                <Records collection first=1 below=true/>
                {more.then(|| view! { <p><a href=format!("/data/{place}")>{all}</a></p> })}
            </section>
        }
    });
    collections.collect_view()
}

/// "Is this still right?", once a year; either answer is kept.
#[component]
fn StillRight() -> impl IntoView {
    let words = words();
    view! {
        <section class="still-right no-print" aria-labelledby="still-right">
            <h2 id="still-right">{words.say("still-right")}</h2>
            <p>{words.say("still-right.line")}</p>
            <form method="post" novalidate>
                <p class="actions">
                    <Button weight=Weight::Quiet name="still" value="yes".to_owned()>{words.say("still-right.yes")}</Button>
                    <Button weight=Weight::Quiet name="still" value="no".to_owned()>{words.say("still-right.no")}</Button>
                </p>
            </form>
        </section>
    }
}

/// What one can do with all of it.
#[component]
fn Next() -> impl IntoView {
    let words = words();
    let door = |href: &str, thing: &str| Door {
        href: href.to_owned(),
        name: words.of("home", thing),
        line: Some(words.of("home", &format!("{thing}.line"))),
        count: None,
    };
    let doors = vec![
        door("/take-away", "take"),
        door("/delete", "delete"),
        door("/choices", "choose"),
    ];
    view! {
        <section aria-labelledby="next">
            <h2 id="next">{words.say("data-next")}</h2>
            <Doors doors size=DoorSize::Compact/>
        </section>
    }
}

/// The records that are shown, then the facts that hold for all of them.
#[component]
fn Records(
    /// The collection they are of.
    collection: CollectionView,
    /// The number of the first one shown.
    first: usize,
    /// How many there are of which these are a part; by default all that is held.
    #[prop(optional)]
    total: Option<u64>,
    /// Whether a heading of the collection stands above.
    #[prop(optional)]
    below: bool,
) -> impl IntoView {
    let words = words();
    let CollectionView {
        place,
        system,
        total: held,
        mut records,
        ..
    } = collection;
    let total = total.unwrap_or(held);
    let several = held > 1;
    let all: Vec<_> = records
        .first()
        .map(|record| record.fields.clone())
        .unwrap_or_default();
    let withheld = take_withheld(&mut records);
    // Beside each value where there is one record; once below where there are many.
    let rest = records.first().map(|record| record.fields.as_slice());
    let usual = usual(words, rest.unwrap_or_default()).unwrap_or_default();
    let said = if several { None } else { Some(usual.clone()) };
    let usually = (!several && !usual.is_empty()).then(|| {
        let facts = usual.join(" · ");
        let line = words.with("data-usually", &[("facts", facts.into())]);
        view! { <p class="quiet">{line}</p> }
    });
    let held_in = words.with("data-held-in", &[("system", system.into())]);
    view! {
        {records.into_iter().enumerate().map(|(row, record)| {
            let args = [("number", (first + row).into()), ("total", total.into())];
            let title = words.with("data-record", &args);
            let which = several.then(|| title.clone());
            let number = several.then(|| {
                if below {
                    view! { <h3 class="visually-hidden">{title}</h3> }.into_any()
                } else {
                    view! { <h2 class="visually-hidden">{title}</h2> }.into_any()
                }
            });
            view! { {number}<Record place=place.clone() record said=said.clone() which/> }
        }).collect_view()}
        {usually}
        <Withheld fields=withheld usual=said.clone()/>
        <p class="quiet">{held_in}</p>
        {several.then(|| view! { <Facts fields=all/> })}
    }
}

/// Takes out what is held and not shown: each field once.
fn take_withheld(records: &mut [RecordView]) -> Vec<FieldView> {
    let mut withheld: Vec<FieldView> = Vec::new();
    for record in records {
        let hidden = record
            .fields
            .extract_if(.., |field| field.value == Shown::Withheld);
        for field in hidden {
            if !withheld.iter().any(|known| known.name == field.name) {
                withheld.push(field);
            }
        }
    }
    withheld
}

/// One record: label and value, with [Change] where the person can correct it.
#[component]
fn Record(
    /// Where it is.
    place: String,
    /// The record.
    record: RecordView,
    /// The facts that are said for all values; the others stand beside theirs. None where all
    /// are said elsewhere.
    said: Option<Vec<String>>,
    /// Which one it is, where there are many: for those who hear the links one after the other.
    which: Option<String>,
) -> impl IntoView {
    let words = words();
    let page = format!("/data/{place}/{}", record.token);
    let document = record
        .document
        .map(|preview| file_link(words, &page, "document", preview));
    let rows = record.fields.into_iter().map(|field| {
        let why = said.as_ref().map(|said| (said, facts(words, &field)));
        let why = why
            .filter(|(said, facts)| *said != facts)
            .map(|(_, facts)| facts)
            .unwrap_or_default();
        view! { <FieldRow page=page.clone() field why/> }
    });
    let rows = rows.collect_view();
    view! {
        <SummaryList>{rows}</SummaryList>
        {document}
        {record.shared.then(|| view! { <p class="quiet">{words.say("data-shared")}</p> })}
        <p class="record__open no-print">
            <a href=page.clone()>{words.say("record-open")}<span class="visually-hidden">" "{which}</span></a>
        </p>
    }
}

/// One field: its value, or why it is not there, and what can be done with it.
#[component]
fn FieldRow(
    /// The page of its record.
    page: String,
    /// The field.
    field: FieldView,
    /// The facts beside it.
    why: Vec<String>,
) -> impl IntoView {
    let words = words();
    let shown = !matches!(
        field.value,
        Shown::AfterReview | Shown::Withheld | Shown::File(_)
    );
    let change =
        (shown && field.correct != Correctable::No).then(|| format!("{page}/{}", field.name));
    let label = field.label.clone();
    let value = match &field.value {
        Shown::Empty => None,
        Shown::Text(text) => Some(text.clone().into_any()),
        Shown::Is(true) => Some(words.say("data-yes").into_any()),
        Shown::Is(false) => Some(words.say("data-no").into_any()),
        Shown::AfterReview | Shown::Withheld => Some(quiet(words.say("data-after-review"))),
        Shown::Masked => Some(reveal(words, &page, &field)),
        Shown::File(preview) => Some(file_link(words, &page, &field.name, *preview)),
    };
    let more = (!field.statements.is_empty() || field.automated.is_some())
        .then(|| view! { <Statements page=page.clone() field/> });
    let children =
        value.map(|value| -> Children { Box::new(move || view! { {value}{more} }.into_any()) });
    match (children, change) {
        (None, None) => view! { <SummaryRow label why/> }.into_any(),
        (None, Some(change)) => view! { <SummaryRow label change why/> }.into_any(),
        (Some(value), None) => view! { <SummaryRow label why>{value()}</SummaryRow> }.into_any(),
        (Some(value), Some(change)) => {
            view! { <SummaryRow label change why>{value()}</SummaryRow> }.into_any()
        }
    }
}

fn quiet(line: String) -> AnyView {
    view! { <span class="quiet">{line}</span> }.into_any()
}
