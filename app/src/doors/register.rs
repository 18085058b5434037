//! Making an account and choosing a new password: an address, a code, a password.

use axum::response::Response;
use habeas_desk::{DeskError, Done, Opened, Purpose};
use leptos::prelude::*;
use tower_sessions::Session;
use uuid::Uuid;

use super::{Doors, Posted};
use crate::{
    answer::load,
    pages::register::{CodePage, PasswordPage, RegisterPage, ResetPage},
    session,
};

/// Where each of the two begins, goes on and ends.
struct Way {
    purpose: Purpose,
    begin: &'static str,
    code: &'static str,
    password: &'static str,
}

const REGISTER: Way = Way {
    purpose: Purpose::Register,
    begin: "/register",
    code: "/register/code",
    password: "/register/password",
};
const RESET: Way = Way {
    purpose: Purpose::Reset,
    begin: "/reset",
    code: "/reset/code",
    password: "/reset/password",
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/register", register)
        .post("/register/letter", letter)
        .post("/register/code", register_code)
        .post("/register/password", register_password)
        .post("/reset", reset)
        .post("/reset/code", reset_code)
        .post("/reset/password", reset_password)
}

async fn register(posted: Posted) -> Response {
    let sent = ask(&posted, &REGISTER, posted.field("email")).await;
    posted.answer(sent).await
}

async fn reset(posted: Posted) -> Response {
    let sent = ask(&posted, &RESET, posted.field("email")).await;
    posted.answer(sent).await
}

async fn register_code(posted: Posted) -> Response {
    let given = code(&posted, &REGISTER).await;
    posted.answer(given).await
}

async fn reset_code(posted: Posted) -> Response {
    let given = code(&posted, &RESET).await;
    posted.answer(given).await
}

/// Has a code sent, and remembers it for this browser.
async fn ask(posted: &Posted, way: &Way, email: &str) -> Done<String> {
    let letter = match way.purpose {
        Purpose::Register => session::letter(&posted.session).await?,
        _ => None,
    };
    let (desk, from) = (&posted.desk, posted.from());
    let id = desk.ask_code(way.purpose, email, letter, &from).await?;
    session::remember(&posted.session, id).await?;
    Ok(way.code.to_owned())
}

/// Takes a code, or has another one sent to the same address.
async fn code(posted: &Posted, way: &Way) -> Done<String> {
    let ids = session::asked(&posted.session).await?;
    if posted.field("act") == "again" {
        return match posted.desk.code_asked(way.purpose, &ids).await {
            Ok(asked) => ask(posted, way, &asked.value).await,
            // Asked for too long ago: the address is typed again.
            Err(DeskError::NotFound) => Ok(way.begin.to_owned()),
            Err(error) => Err(error),
        };
    }
    // Sent twice, or the page was gone back to: the code was taken already.
    if posted.desk.code_given(way.purpose, &ids).await.is_ok() {
        return Ok(way.password.to_owned());
    }
    let network = posted.from().network.to_owned();
    let code = posted.field("code");
    let given = posted.desk.give_code(way.purpose, &ids, code, &network);
    let id = given.await?;
    session::remember(&posted.session, id).await?;
    Ok(way.password.to_owned())
}

async fn letter(posted: Posted) -> Response {
    let opened = open(&posted).await;
    posted.answer(opened).await
}

async fn open(posted: &Posted) -> Done<String> {
    let code = posted.field("letter");
    match posted.desk.open_letter(code, &posted.from()).await? {
        Opened::Address(id) => {
            session::remember(&posted.session, id).await?;
            Ok(REGISTER.password.to_owned())
        }
        Opened::Other(id) => {
            session::remember_letter(&posted.session, id).await?;
            Ok(REGISTER.begin.to_owned())
        }
    }
}

async fn register_password(posted: Posted) -> Response {
    let mut known = None;
    let done = registered(&posted, &mut known).await;
    posted.remembering(known, done).await
}

async fn registered(posted: &Posted, known: &mut Option<String>) -> Done<String> {
    let ids = session::asked(&posted.session).await?;
    let password = posted.field("password");
    match posted.desk.register(&ids, password).await {
        Ok(visitor) => {
            session::forget_asked(&posted.session).await?;
            session::enter(&posted.session, &visitor, posted.desk.now()).await?;
            let from = posted.from();
            *known = Some(posted.desk.known_browser(&visitor.actor, &from).await?);
            Ok("/data".to_owned())
        }
        // The page says that it took too long, or is done already.
        Err(DeskError::NotFound) => Ok(REGISTER.password.to_owned()),
        Err(error) => Err(error),
    }
}

async fn reset_password(posted: Posted) -> Response {
    let mut known = None;
    let done = changed(&posted, &mut known).await;
    posted.remembering(known, done).await
}

/// Whoever has reset their password signs in with it: nothing else that signing in asks for is
/// gone around.
async fn changed(posted: &Posted, known: &mut Option<String>) -> Done<String> {
    let ids = session::asked(&posted.session).await?;
    let password = posted.field("password");
    let reset = posted
        .desk
        .reset_password(&ids, password, &posted.from())
        .await;
    match reset {
        Ok(browser) => {
            *known = Some(browser);
            session::leave(&posted.session).await?;
            Ok("/sign-in?changed=yes".to_owned())
        }
        Err(DeskError::NotFound) => Ok(RESET.password.to_owned()),
        Err(error) => Err(error),
    }
}

/// The codes that the browser of this page asked for.
pub(super) fn known() -> impl Future<Output = Done<Vec<Uuid>>> + Send + 'static {
    let session = use_context::<Session>();
    async move {
        match session {
            Some(session) => session::asked(&session).await,
            None => Ok(Vec::new()),
        }
    }
}

/// `/register`
#[component]
pub(crate) fn Register() -> impl IntoView {
    let session = use_context::<Session>();
    load(
        |_, _| async move {
            Ok(match session {
                Some(session) => session::letter(&session).await?.is_some(),
                None => false,
            })
        },
        |letter| view! { <RegisterPage letter/> },
    )
}

/// `/reset`
#[component]
pub(crate) fn Reset() -> impl IntoView {
    view! { <ResetPage/> }
}

/// `/register/code`
#[component]
pub(crate) fn RegisterCode() -> impl IntoView {
    code_page(&REGISTER)
}

/// `/reset/code`
#[component]
pub(crate) fn ResetCode() -> impl IntoView {
    code_page(&RESET)
}

/// `/register/password`
#[component]
pub(crate) fn RegisterPassword() -> impl IntoView {
    password_page(&REGISTER)
}

/// `/reset/password`
#[component]
pub(crate) fn ResetPassword() -> impl IntoView {
    password_page(&RESET)
}

fn code_page(way: &'static Way) -> impl IntoView {
    let ids = known();
    load(
        move |desk, _| async move {
            match desk.code_asked(way.purpose, &ids.await?).await {
                Ok(asked) => Ok(Some(asked.value)),
                Err(DeskError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        },
        move |to| view! { <CodePage to begin=way.begin/> },
    )
}

fn password_page(way: &'static Way) -> impl IntoView {
    let ids = known();
    load(
        move |desk, _| async move {
            match desk.code_given(way.purpose, &ids.await?).await {
                Ok(email) => Ok(Some(email)),
                Err(DeskError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        },
        move |email| view! { <PasswordPage email begin=way.begin/> },
    )
}
