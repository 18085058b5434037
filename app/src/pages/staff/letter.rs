//! A letter to a person about their request: in their language, to be printed.

use habeas_domain::view::{LetterKind, LetterView};
use habeas_words::{Locale, Words};
use leptos::prelude::*;

use crate::{
    parts::{Page, Side},
    visit::words,
};

/// `/staff/requests/{reference}/letter`
#[component]
pub fn StaffLetterPage(
    /// The letter.
    view: LetterView,
) -> impl IntoView {
    let words = words();
    let language: Locale = view.language.parse().unwrap_or_default();
    let said = Words::for_locale(language);
    let number = view.reference.to_string();
    let back = format!("/staff/requests/{number}");
    let kind = view.kind.as_str();
    let title = words.of("letter-kind", kind);
    let args = [
        ("number", number.as_str().into()),
        ("right", said.of("right", view.right.as_str()).into()),
        ("received", view.received.into()),
        ("day", view.due.into()),
        ("company", view.company.as_str().into()),
        ("email", view.email.as_str().into()),
        ("home", view.home.as_str().into()),
    ];
    let paragraph = |key: &str| {
        let text = said.with(key, &args);
        text.split("\n\n")
            .map(|part| {
                let part = part.trim().to_owned();
                view! { <p>{part}</p> }
            })
            .collect_view()
    };
    let subject = said.with("letter-subject", &args);
    let told = paragraph(&format!("letter-{kind}"));
    let close = paragraph("letter-close");
    let address = view.address.replace(", ", "\n");
    view! {
        <Page title=title own_heading=true back side=Side::Staff>
            <p class="no-print">{words.say("letter-print")}</p>
            <article class="document letter" lang=language.tag()>
                <p class="letter__from">{view.company.clone()}<br/>{lines(&address)}</p>
                {(!view.to.is_empty()).then(|| view! { <p class="letter__to">{lines(&view.to.join("\n"))}</p> })}
                <p class="letter__day">{said.date(view.on)}</p>
                <h1>{subject}</h1>
                {told}
                <Body view=view.clone() said/>
                {close}
            </article>
        </Page>
    }
}

/// Lines below each other.
fn lines(text: &str) -> impl IntoView + use<> {
    text.lines()
        .enumerate()
        .map(|(place, line)| {
            let line = line.to_owned();
            view! { {(place > 0).then(|| view! { <br/> })}{line} }
        })
        .collect_view()
}

/// What differs from letter to letter.
#[component]
fn Body(
    /// The letter.
    view: LetterView,
    /// In the words of its language.
    said: &'static Words,
) -> impl IntoView {
    let kind = view.kind;
    let outcome = view.outcome.clone().map(|key| {
        let of_right = format!("{key}-{}", view.right.as_str());
        let text = said.find(&of_right, &[]).unwrap_or_else(|| said.say(&key));
        view! { <p>{text}</p> }
    });
    let fee = view.fee.clone().filter(|_| kind == LetterKind::Fee);
    let note = matches!(
        kind,
        LetterKind::Fee | LetterKind::Refused | LetterKind::Answered
    );
    let remedies = matches!(
        kind,
        LetterKind::Refused | LetterKind::Expired | LetterKind::Fee
    ) || !view.refused.is_empty();
    let until = view.refused.iter().find_map(|refused| refused.appeal_until);
    let law = view.refused.iter().map(|refused| refused.appeal.clone());
    let law = law.rev().find(|law| !law.is_empty());
    view! {
        {(kind == LetterKind::Extended).then(|| view! {
            <ul>{view.reasons.iter().map(|why| view! { <li>{said.say(why)}</li> }).collect_view()}</ul>
        })}
        {outcome}
        {(!view.no_to.is_empty()).then(|| view! {
            <ul>{view.no_to.iter().map(|no| view! { <li>{said.of("no-to", no.as_str())}</li> }).collect_view()}</ul>
        })}
        {fee.map(|(amount, law)| view! {
            <p>{said.with("fee-open", &[("amount", amount.into())])}" "{law}</p>
            <p>{said.say("fee-not")}</p>
        })}
        {view.refused.iter().map(|refused| {
            let ground = said.find(&refused.ground, &[]).unwrap_or_else(|| refused.ground.clone());
            let stays = (!refused.stays.is_empty()).then(|| {
                said.with("letter-stays", &[("what", refused.stays.join(", ").into())])
            });
            let purpose = (!refused.purpose.is_empty()).then(|| {
                said.with("letter-purpose", &[("what", refused.purpose.clone().into())])
            });
            let until = refused.until.map(|day| said.with("letter-until", &[("date", day.into())]));
            view! {
                <p>{ground}" ("{refused.law.clone()}")"</p>
                {[stays, purpose, until].into_iter().flatten().map(|line| view! { <p>{line}</p> }).collect_view()}
            }
        }).collect_view()}
        {(note && !view.note.is_empty()).then(|| view! { <blockquote class="said">{view.note.clone()}</blockquote> })}
        {remedies.then(|| view! {
            <p>{match until {
                Some(day) => said.with("remedy-again-until", &[("day", day.into())]),
                None => said.say("remedy-again"),
            }}</p>
            {(!view.authority.is_empty()).then(|| view! {
                <p>{said.with("requests-complain", &[("authority", view.authority.clone().into())])}</p>
            })}
            {view.court.then(|| view! { <p>{said.say("remedy-court")}</p> })}
            {law.map(|law| view! { <p class="quiet">{law}</p> })}
        })}
    }
}
