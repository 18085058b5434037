//! One collection: words to look for, an order, page by page.

use habeas_domain::{look::BrowseView, view::SHOWN_AT_ONCE};
use leptos::prelude::*;

use super::Records;
use crate::{
    form::submitted,
    parts::{Button, Empty, Field, Page, Pager, Select, Weight},
    visit::words,
};

/// From how many records on there is something to look for.
const WORTH_SEARCHING: u64 = 6;

/// `/data/{place}`: one collection. What is looked for is posted, and comes back in the address
/// sealed: it is personal.
#[component]
pub fn CollectionPage(
    /// What of it is shown.
    view: BrowseView,
) -> impl IntoView {
    let words = words();
    let collection = view.collection.clone();
    let path = format!("/data/{}", collection.place);
    let pages = view.matching.div_ceil(SHOWN_AT_ONCE as u64).max(1);
    let first = view.page * SHOWN_AT_ONCE + 1;
    let label = collection.label.clone();
    let counted = [("count", collection.total.into())];
    let count = if view.words.is_empty() {
        words.with("count-records", &counted)
    } else {
        let args = [
            ("count", view.matching.into()),
            ("total", collection.total.into()),
        ];
        words.with("browse-found", &args)
    };
    let tools = collection.total >= WORTH_SEARCHING || submitted().came_back();
    let none = view.matching == 0;
    let all = path.clone();
    let next = address(&path, &view);
    view! {
        <Page title=collection.label.clone() back="/data">
            <p class="lead">{collection.describe.clone()}</p>
            {tools.then(|| view! { <Tools view=view.clone()/> })}
            <p role="status">{count}
                {(!view.words.is_empty()).then(|| view! { " "<a href=all class="no-print">{words.say("browse-all")}</a> })}
            </p>
            {none.then(|| view! {
                <Empty title=words.say("browse-none")><p>{words.say("browse-none.line")}</p></Empty>
            })}
            {(!none).then(|| view! {
                <section aria-label=label><Records collection first total=view.matching/></section>
            })}
            <Pager page=(view.page + 1) as u64 pages path=next/>
        </Page>
    }
}

/// The address of this part without its page.
fn address(path: &str, view: &BrowseView) -> String {
    let mut query = Vec::new();
    if let Some(at) = &view.at {
        query.push(format!("at={at}"));
    }
    if let Some(sort) = &view.sort {
        query.push(format!("sort={sort}"));
    }
    if view.down {
        query.push("down=yes".to_owned());
    }
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

/// What to look for and in which order; one form, which is posted.
#[component]
fn Tools(
    /// What is shown now.
    view: BrowseView,
) -> impl IntoView {
    let words = words();
    let mut options = vec![(String::new(), words.say("browse-sort-none"))];
    for (name, label) in view.sorts {
        let args = [("what", label.as_str().into())];
        options.push((name.clone(), words.with("browse-sort-up", &args)));
        options.push((format!("-{name}"), words.with("browse-sort-down", &args)));
    }
    let chosen = match (view.sort, view.down) {
        (Some(sort), true) => format!("-{sort}"),
        (Some(sort), false) => sort,
        (None, true) => "-".to_owned(),
        (None, false) => String::new(),
    };
    options.insert(1, ("-".to_owned(), words.say("browse-sort-last")));
    view! {
        <form method="post" novalidate class="look no-print" role="search" aria-label=words.say("browse-tools")>
            <Field name="q" label=words.say("browse-words") value=view.words/>
            <Select name="sort" label=words.say("browse-sort") options chosen/>
            <p class="actions"><Button weight=Weight::Quiet>{words.say("browse-do")}</Button></p>
        </form>
    }
}
