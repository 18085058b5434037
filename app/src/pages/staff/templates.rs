//! Templates of messages: those there are, and the form in which one is written and tried.

use habeas_desk::MessageTemplate;
use habeas_domain::template::PLACES;
use habeas_words::Locale;
use leptos::prelude::*;

use crate::{
    form::submitted,
    parts::{Button, Empty, Field, Head, Kind, Notice, Page, Side, Table, Weight},
    visit::words,
};

/// How a template would read, for the page that shows it: language and text.
#[derive(Clone, Debug)]
pub(crate) struct Previewed(pub(crate) Vec<(String, String)>);

/// `/staff/templates`
#[component]
pub(crate) fn StaffTemplatesPage(
    /// Those in use.
    templates: Vec<MessageTemplate>,
    /// The one that is written anew, if one is.
    edited: Option<MessageTemplate>,
    /// Whether whoever looks may write them.
    may: bool,
    /// The number of a new one.
    new_id: String,
) -> impl IntoView {
    let words = words();
    let places: Vec<String> = PLACES.iter().map(|place| format!("{{{place}}}")).collect();
    let hint = words.with("templates-hint", &[("places", places.join(" ").into())]);
    let id = submitted()
        .value("id")
        .map(str::to_owned)
        .or_else(|| edited.as_ref().map(|one| one.id.to_string()))
        .unwrap_or(new_id);
    let text = |locale: Locale| {
        let texts = edited.iter().flat_map(|one| &one.texts);
        let mut texts = texts.filter(|(tag, _)| *tag == locale.tag());
        texts
            .next()
            .map(|(_, text)| text.clone())
            .unwrap_or_default()
    };
    let name = edited
        .as_ref()
        .map(|one| one.name.clone())
        .unwrap_or_default();
    let (english, spanish) = (text(Locale::En), text(Locale::Es));
    let previewed = use_context::<Previewed>().map(|Previewed(all)| {
        view! {
            <Notice title=words.say("templates-reads")>
                {all.into_iter().map(|(language, text)| view! {
                    <p class="quiet">{words.of("language", &language)}</p>
                    <blockquote class="said">{text}</blockquote>
                }).collect_view()}
            </Notice>
        }
    });
    view! {
        <Page title=words.say("templates-title") side=Side::Staff back="/staff">
            <p>{words.say("templates-line")}</p>
            {previewed}
            {may.then(|| view! {
                <section aria-labelledby="write">
                    <h2 id="write">{words.say(if edited.is_some() { "templates-edit" } else { "templates-new" })}</h2>
                    <form method="post" action="/staff/templates" novalidate>
                        <input type="hidden" name="id" value=id/>
                        <Field name="name" label=words.say("templates-name") value=name/>
                        <Field name="text-en" label=words.say("templates-en") hint=hint.clone() kind=Kind::Long value=english optional=true/>
                        <Field name="text-es" label=words.say("templates-es") hint=hint kind=Kind::Long value=spanish optional=true/>
                        <p class="actions">
                            <Button weight=Weight::Quiet name="act" value="check".to_owned()>{words.say("templates-check")}</Button>
                            <Button name="act" value="keep".to_owned()>{words.say("templates-keep")}</Button>
                        </p>
                    </form>
                </section>
            })}
            <h2>{words.say("templates-there")}</h2>
            {if templates.is_empty() {
                view! { <Empty title=words.say("templates-none")><p>{words.say("templates-none.line")}</p></Empty> }.into_any()
            } else {
                view! { <There templates may/> }.into_any()
            }}
        </Page>
    }
}

/// Those in use.
#[component]
fn There(
    /// They.
    templates: Vec<MessageTemplate>,
    /// Whether they can be changed by whoever looks.
    may: bool,
) -> impl IntoView {
    let words = words();
    let heads = ["templates-name", "templates-texts"].map(|key| Head::text(words.say(key)));
    view! {
        <Table caption=words.say("templates-there") caption_hidden=true heads=heads.to_vec()>
            {templates.into_iter().map(|one| {
                let id = one.id.to_string();
                let edit = may.then(|| view! {
                    <div class="actions">
                        <a href=format!("/staff/templates?edit={id}")>{words.say("templates-change")}</a>
                        <form method="post" action="/staff/templates">
                            <input type="hidden" name="id" value=id.clone()/>
                            <button class="button button--link" name="act" value="drop">{words.say("templates-drop")}</button>
                        </form>
                    </div>
                });
                view! {
                    <tr>
                        <th scope="row">{one.name}{edit}</th>
                        <td>{one.texts.into_iter().map(|(language, text)| view! {
                            <p class="quiet">{words.of("language", &language)}</p>
                            <blockquote class="said">{text}</blockquote>
                        }).collect_view()}</td>
                    </tr>
                }
            }).collect_view()}
        </Table>
    }
}
