//! From what the desk answered to what a person gets: the page, another page, or why not.
//!
//! A page that needs the desk is loaded, whole, before anything is sent:
//!
//! ```ignore
//! #[component]
//! fn Requests() -> impl IntoView {
//!     load(
//!         |desk, visitor| async move { desk.requests(&visitor).await },
//!         |lines| view! { <RequestsPage lines/> },
//!     )
//! }
//! ```
//!
//! What a form sends is answered by [`Posted::answer`](crate::doors::Posted::answer).

use axum::http::{HeaderValue, StatusCode, Uri, header, request::Parts};
use form_urlencoded::byte_serialize;
use habeas_desk::{Desk, DeskError, Done, Problem, Visitor};
use habeas_domain::{found::Failure, plan::Obstacle, request::Refusal, view::SystemFault};
use habeas_words::Words;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::{form::submitted, pages::trouble::TroublePage};

/// Why there is no page, as far as a person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is not there, or it is somebody else's.
    NotFound,
    /// Systems that are needed do not answer.
    Unavailable(Vec<SystemFault>),
    /// Too much at once.
    Wait(u64),
    /// Somebody else changed it meanwhile.
    Conflict,
    /// The rules do not allow it now.
    Refused(Refusal),
    /// A fault of ours; the log has the cause.
    Ours,
}

/// Where an answer leads: to another page, or to trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// First to another page, which leads back here.
    Elsewhere(String),
    /// Answers that cannot be taken.
    Answers(Vec<(&'static str, Problem)>),
    /// Why not.
    Trouble(Trouble),
}

impl Turn {
    /// What an error of the desk means for whoever was on `here`, a path with its query.
    /// A fault of ours is logged.
    pub(crate) fn from_error(error: DeskError, here: &str) -> Self {
        Self::Trouble(match error {
            DeskError::SignIn => return Self::Elsewhere(by_way_of("/sign-in", here)),
            DeskError::Prove => return Self::Elsewhere(by_way_of("/prove", here)),
            DeskError::Second(_) => return Self::Elsewhere(by_way_of("/sign-in", here)),
            DeskError::SetUp => return Self::Elsewhere("/account/security".to_owned()),
            DeskError::Answers(answers) => return Self::Answers(answers),
            DeskError::NotFound | DeskError::Refused(Refusal::NotAllowed) => Trouble::NotFound,
            DeskError::Refused(refusal) => Trouble::Refused(refusal),
            DeskError::Conflict => Trouble::Conflict,
            DeskError::Unavailable(systems) => Trouble::Unavailable(systems),
            DeskError::Wait(seconds) => Trouble::Wait(seconds),
            DeskError::Duplicate => {
                tracing::error!("the desk let go of a duplicate");
                Trouble::Ours
            }
            DeskError::Internal(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "an act failed");
                Trouble::Ours
            }
        })
    }
}

impl Trouble {
    /// The status of the page that says so.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Ours => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What to do about it, in one or two sentences.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            Self::NotFound => words.say("not-found.line"),
            Self::Unavailable(systems) => {
                let names: Vec<_> = systems.iter().map(|fault| fault.system.as_str()).collect();
                let args = [
                    ("systems", words.list(&names).into()),
                    ("count", names.len().into()),
                ];
                words.with("unavailable-line", &args)
            }
            Self::Wait(seconds) => words.with("wait-line", &[("seconds", (*seconds).into())]),
            Self::Conflict => words.say("conflict-line"),
            Self::Refused(refusal) => refusal_words(words, refusal),
            Self::Ours => words.say("trouble.line"),
        }
    }
}

/// Why the rules do not allow an act, in a sentence.
pub(crate) fn refusal_words(words: &Words, refusal: &Refusal) -> String {
    let day = match refusal {
        Refusal::Hold { until }
        | Refusal::MailboxOnly { until }
        | Refusal::RecentContact { until }
        | Refusal::ChangedContact { until } => Some(until.date_naive()),
        Refusal::TooLate { legal } => Some(*legal),
        Refusal::TooEarly { last } => Some(*last),
        _ => None,
    };
    let args: Vec<_> = day.map(|day| ("day", day.into())).into_iter().collect();
    words.with(refusal.key(), &args)
}

/// What is wrong with an answer, and what to do: in words of the field if there are any.
pub(crate) fn problem_words(words: &Words, field: &str, problem: &Problem) -> String {
    let limit = problem.limit().map(|limit| ("limit", limit.into()));
    let name = problem.name().map(|name| ("name", name.into()));
    let args: Vec<_> = limit.into_iter().chain(name).collect();
    let key = problem.key();
    let name = key.trim_start_matches("problem-");
    words
        .find(&format!("problem-{name}.{field}"), &args)
        .unwrap_or_else(|| words.with(key, &args))
}

/// Why a system could not be asked, in words that follow its name.
#[must_use]
pub fn why_missing(words: &Words, fault: &SystemFault) -> String {
    words.say(match &fault.obstacle {
        Obstacle::NotConnected => "missing-not-connected",
        Obstacle::Search { why, .. } => match why {
            Failure::Unreachable => "missing-unreachable",
            Failure::TimedOut => "missing-timed-out",
            Failure::SchemaChanged | Failure::Refused | Failure::Faulty => "missing-faulty",
        },
    })
}

/// A page that asks the desk first. Its status is the page's; whoever has to sign in is sent
/// there and led back.
pub fn load<T, F, V>(
    act: impl FnOnce(Desk, Visitor) -> F,
    page: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    F: Future<Output = Done<T>> + Send + 'static,
    V: IntoView + 'static,
{
    let asked = use_context::<Desk>()
        .zip(use_context::<Visitor>())
        .map(|(desk, visitor)| act(desk, visitor));
    Suspend::new(async move {
        let done = match asked {
            Some(asked) => asked.await,
            None => Err(anyhow::anyhow!("no desk in the context of a page").into()),
        };
        match done {
            Ok(value) => page(value).into_any(),
            Err(error) => turned(error),
        }
    })
}

/// The page of an error, or none where the reader goes elsewhere first.
fn turned(error: DeskError) -> AnyView {
    let trouble = match Turn::from_error(error, &here()) {
        Turn::Trouble(trouble) => trouble,
        Turn::Answers(_) => Trouble::NotFound,
        Turn::Elsewhere(path) => {
            if let Some(response) = use_context::<ResponseOptions>() {
                response.set_status(StatusCode::SEE_OTHER);
                if let Ok(path) = HeaderValue::from_str(&path) {
                    response.insert_header(header::LOCATION, path);
                }
            }
            return ().into_any();
        }
    };
    view! { <TroublePage trouble/> }.into_any()
}

/// The path of the request that is answered, with its query.
fn here() -> String {
    use_context::<Parts>().map_or_else(|| "/".into(), |parts| path(&parts.uri))
}

/// Path and query of an address.
pub(crate) fn path(uri: &Uri) -> String {
    uri.path_and_query()
        .map_or_else(|| "/".into(), ToString::to_string)
}

/// The first value of a name in the query of the request that is answered.
#[must_use]
pub fn asked_for(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    in_query(&parts.uri, name)
}

pub(crate) fn in_query(uri: &Uri, name: &str) -> Option<String> {
    form_urlencoded::parse(uri.query()?.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// A page that leads on to `next`.
pub(crate) fn by_way_of(page: &str, next: &str) -> String {
    let next: String = byte_serialize(next.as_bytes()).collect();
    format!("{page}?next={next}")
}

/// The path, if it stays within this service: a link in a mail must not lead through the
/// sign-in to somebody else's page.
#[must_use]
pub fn local(path: &str) -> Option<&str> {
    let within = path.starts_with('/')
        && !path.starts_with("//")
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    within.then_some(path)
}

/// The number of the form that is shown: the one that came back, or a new one. Sent twice, it
/// is one request.
#[must_use]
pub fn client_id() -> String {
    match (submitted().value("client_id"), use_context::<Desk>()) {
        (Some(id), _) => id.to_owned(),
        (None, Some(desk)) => desk.new_client_id().to_string(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_service_are_local() {
        for path in [
            "/",
            "/data",
            "/data/shop.orders?page=2",
            "/requests/HB-7K2M-93QF",
        ] {
            assert_eq!(local(path), Some(path));
        }
        for path in [
            "",
            "data",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nSet-Cookie: x",
            "/\u{9}/evil.example",
        ] {
            assert_eq!(local(path), None, "{path:?}");
        }
    }

    #[test]
    fn whoever_must_sign_in_is_led_back() {
        let turn = Turn::from_error(DeskError::SignIn, "/data/shop.orders?page=2");
        let path = "/sign-in?next=%2Fdata%2Fshop.orders%3Fpage%3D2";
        assert_eq!(turn, Turn::Elsewhere(path.into()));
        let uri = path.parse::<Uri>().unwrap_or_default();
        assert_eq!(
            in_query(&uri, "next").as_deref(),
            Some("/data/shop.orders?page=2")
        );
    }

    #[test]
    fn what_is_not_allowed_looks_like_what_is_not_there() {
        let not_allowed = Turn::from_error(Refusal::NotAllowed.into(), "/staff");
        assert_eq!(not_allowed, Turn::from_error(DeskError::NotFound, "/staff"));
    }
}
