//! Places to go, with a line or a count each; and numbers that lead somewhere.

use leptos::prelude::*;

use crate::calls::Tone;

/// One place to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Door {
    /// Where.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What one finds there.
    pub line: Option<String>,
    /// How many, in words.
    pub count: Option<String>,
}

/// How large the names of doors are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DoorSize {
    /// The five things of the first page.
    #[default]
    Large,
    /// A table of contents.
    Compact,
}

/// A list of places to go.
#[component]
pub fn Doors(
    /// The places.
    doors: Vec<Door>,
    /// How large.
    #[prop(optional)]
    size: DoorSize,
) -> impl IntoView {
    let class = match size {
        DoorSize::Large => "doors doors--large",
        DoorSize::Compact => "doors doors--compact",
    };
    view! {
        <ul class=class>
            {doors.into_iter().map(|door| view! {
                <li class="door">
                    <a class="door__link" href=door.href>{door.name}</a>
                    {door.count.map(|count| view! { <span class="door__count">{count}</span> })}
                    {door.line.map(|line| view! { <span class="door__line">{line}</span> })}
                </li>
            }).collect_view()}
        </ul>
    }
}

/// A number that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The number, written out by the words.
    pub number: String,
    /// What it counts.
    pub what: String,
    /// The list of what it counts.
    pub href: String,
    /// Whether it is good or bad.
    pub tone: Tone,
}

/// A line of numbers; each opens what it counts.
#[component]
pub fn Counts(
    /// The numbers.
    counts: Vec<Count>,
) -> impl IntoView {
    view! {
        <ul class="counts">
            {counts.into_iter().map(|count| view! {
                <li class="count" data-tone=(count.tone != Tone::Plain).then(|| count.tone.name())>
                    <a href=count.href>
                        <span class="count__number">{count.number}</span>
                        " "
                        {count.what}
                    </a>
                </li>
            }).collect_view()}
        </ul>
    }
}
