//! A form that was sent.

use axum::{
    RequestExt,
    body::Body,
    extract::{FromRequest, FromRequestParts, RawForm, Request},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use habeas_desk::{
    Desk, DeskError, Done, From, LARGEST_EVIDENCE, MOST_EVIDENCE, Problem, Upload, Visitor,
};
use habeas_domain::actor::Actor;
use tower_sessions::Session;
use uuid::Uuid;

use crate::{
    answer::{Trouble, Turn, in_query, local, path, problem_words},
    form::Submitted,
    known_browser::BrowserCookie,
    render, session,
    typed::Typed,
    visit::{Ends, Network, Visit},
};

/// The longest form with files, in bytes.
pub(super) const LONGEST_UPLOAD: usize = 24 * 1024 * 1024;
/// The longest answer in it that is no file, in bytes.
const LONGEST_FIELD: usize = 64 * 1024;

/// What never goes back into a page.
pub(crate) const SECRETS: &[&str] = &["password", "new-password", "code"];

/// A form that was sent, who sent it, and the page it came from.
///
/// ```ignore
/// async fn withdraw(Path(reference): Path<String>, posted: Posted) -> Response {
///     let done = async {
///         let reference = reference.parse().map_err(|_| DeskError::NotFound)?;
///         posted.desk.withdraw(&posted.visitor, &reference).await?;
///         Ok(format!("/requests/{reference}"))
///     };
///     let done = done.await;
///     posted.answer(done).await
/// }
/// ```
pub struct Posted {
    /// Where it is handed in.
    pub desk: Desk,
    /// Who sent it.
    pub visitor: Visitor,
    /// Their session.
    pub session: Session,
    /// What was typed, in the order of the form.
    pub sent: Vec<(String, String)>,
    /// The files that came with it.
    pub files: Vec<Upload>,
    visit: Visit,
    parts: Parts,
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let session = Session::from_request_parts(&mut parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let form = Request::from_parts(parts.clone(), body);
        let (sent, files) = match boundary(form.headers()) {
            Some(boundary) => parts_of(form, &boundary).await?,
            None => {
                let RawForm(bytes) = RawForm::from_request(form, state)
                    .await
                    .map_err(IntoResponse::into_response)?;
                let sent = form_urlencoded::parse(&bytes).into_owned().collect();
                (sent, Vec::new())
            }
        };
        let (Some(desk), Some(visitor), Some(visit)) = (
            parts.extensions.get::<Desk>().cloned(),
            parts.extensions.get::<Visitor>().cloned(),
            parts.extensions.get::<Visit>().cloned(),
        ) else {
            tracing::error!("a form reached its door without desk, visitor and visit");
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        Ok(Self {
            desk,
            visitor,
            session,
            sent,
            files,
            visit,
            parts,
        })
    }
}

/// The boundary of a form with files.
fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(kind).ok()
}

type Parted = (Vec<(String, String)>, Vec<Upload>);

/// Reads a form with files. Of a file that is too large only as much is kept as shows that; the
/// whole is bounded by the door.
async fn parts_of(form: Request, boundary: &str) -> Result<Parted, Response> {
    let refused = |error: multer::Error| {
        let limit = matches!(error, multer::Error::StreamReadFailed(_));
        let status = if limit {
            StatusCode::PAYLOAD_TOO_LARGE
        } else {
            StatusCode::BAD_REQUEST
        };
        status.into_response()
    };
    let body = form.with_limited_body().into_body().into_data_stream();
    let mut form = multer::Multipart::new(body, boundary);
    let (mut sent, mut files) = (Vec::new(), Vec::new());
    while let Some(mut part) = form.next_field().await.map_err(refused)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let declared = part.content_type().map(ToString::to_string);
        let most = if file.is_some() {
            LARGEST_EVIDENCE + 1
        } else {
            LONGEST_FIELD
        };
        let mut content = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(refused)? {
            let room = most - content.len();
            content.extend_from_slice(&piece[..piece.len().min(room)]);
        }
        match file {
            // A box in which nothing was chosen comes with an empty name.
            Some(name) if name.is_empty() && content.is_empty() => {}
            Some(_) if files.len() > MOST_EVIDENCE => {}
            Some(name) => files.push(Upload {
                name,
                declared: declared.unwrap_or_default(),
                content,
            }),
            None => sent.push((name, String::from_utf8_lossy(&content).into_owned())),
        }
    }
    Ok((sent, files))
}

impl Posted {
    /// What was typed into a field; nothing where there is none.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.sent
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// What the server laid beside the request.
    pub(crate) fn extension<T: Copy + Send + Sync + 'static>(&self) -> Option<T> {
        self.parts.extensions.get().copied()
    }

    /// The number of the form, made when it was shown.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for a form that is none of ours; whoever has no session any more
    /// signs in first.
    pub fn client_id(&self) -> Done<Uuid> {
        if self.visitor.actor == Actor::Nobody {
            return Err(DeskError::SignIn);
        }
        self.field("client_id")
            .parse()
            .map_err(|_| DeskError::NotFound)
    }

    /// Where the sender wanted to go (`?next=`), if it is a page of ours.
    #[must_use]
    pub fn next(&self) -> Option<String> {
        let next = in_query(&self.parts.uri, "next")?;
        local(&next).map(str::to_owned)
    }

    /// What the sender's browser calls itself.
    #[must_use]
    pub fn agent(&self) -> &str {
        let agent = self.parts.headers.get(header::USER_AGENT);
        agent
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default()
    }

    /// The path of the page, without its query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.parts.uri.path()
    }

    /// The sender, freshly proved: as they are if their last proof still counts, otherwise by
    /// the `password` of this form.
    ///
    /// # Errors
    /// As [`Desk::prove`].
    pub async fn proved(&self) -> Done<Visitor> {
        match self.desk.fresh(&self.visitor) {
            Ok(()) => Ok(self.visitor.clone()),
            Err(DeskError::Prove) => {
                let password = self.field("password");
                let visitor = self
                    .desk
                    .prove(&self.visitor, password, &self.from())
                    .await?;
                session::enter(&self.session, &visitor, self.desk.now()).await?;
                Ok(visitor)
            }
            Err(other) => Err(other),
        }
    }

    /// The words of the sender's language.
    pub(crate) fn words(&self) -> &'static habeas_words::Words {
        self.visit.words
    }

    /// How a browser is known again.
    pub(crate) fn browser_cookie(&self) -> BrowserCookie {
        self.extension().unwrap_or(BrowserCookie::of(false))
    }

    /// Where it came from, and in which language its sender reads.
    #[must_use]
    pub fn from(&self) -> From<'_> {
        let network = self.parts.extensions.get::<Network>();
        From {
            network: network.map_or("", |network| &network.0),
            language: self.visit.words.locale(),
            browser: self.browser_cookie().shown(&self.parts.headers),
        }
    }

    /// On to the next page, or the same page again with what is wrong and what was typed.
    pub async fn answer(self, done: Done<String>) -> Response {
        let error = match done {
            Ok(to) => return Redirect::to(&to).into_response(),
            Err(error) => error,
        };
        let words = self.visit.words;
        self.keep_typed(&error).await;
        match Turn::from_error(error, &path(&self.parts.uri)) {
            Turn::Elsewhere(to) => Redirect::to(&to).into_response(),
            Turn::Answers(answers) => {
                let proof = answers.iter().any(|(_, problem)| {
                    matches!(problem, Problem::WrongPassword | Problem::WrongProof)
                });
                let counted = self.desk.stumbled(&self.visitor, self.path(), proof).await;
                if let Err(error) = counted {
                    tracing::warn!(%error, "it was not counted where somebody got stuck");
                }
                let back = answers.iter().fold(self.typed(), |back, (field, problem)| {
                    back.problem(*field, problem_words(words, field, problem))
                });
                self.again(back, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            Turn::Trouble(trouble @ (Trouble::NotFound | Trouble::Ours)) => {
                let context = render::context(&self.parts.extensions);
                let context = move || {
                    context();
                    leptos::prelude::provide_context(trouble.clone());
                };
                render::page(context, self.page()).await
            }
            Turn::Trouble(trouble) => {
                let back = self.typed().problem("", trouble.say(words));
                let mut response = self.again(back, trouble.status()).await;
                if let Trouble::Wait(seconds) = trouble {
                    let headers = response.headers_mut();
                    headers.insert(header::RETRY_AFTER, seconds.into());
                }
                response
            }
        }
    }

    /// When the sender's session ends.
    pub(crate) fn ends(&self) -> Option<Ends> {
        self.visit.ends
    }

    /// Keeps what was typed where the sender has to sign in, or to show again who they are, first.
    /// That it cannot be kept is no reason not to lead them there.
    async fn keep_typed(&self, error: &DeskError) {
        if !matches!(error, DeskError::SignIn | DeskError::Prove) {
            return;
        }
        let sender = (&self.desk, &self.session, &self.visitor);
        let page = path(&self.parts.uri);
        let kept = Typed::keep(sender, self.extension(), page, &self.sent).await;
        if let Err(error) = kept {
            tracing::warn!(%error, "what was typed was not kept");
        }
    }

    /// As [`Posted::answer`], and the browser is known from now on, if there is something to be
    /// known by.
    pub(crate) async fn remembering(self, known: Option<String>, done: Done<String>) -> Response {
        let cookie = self.browser_cookie();
        let mut response = self.answer(done).await;
        if let Some(known) = known {
            cookie.keep(&mut response, &known);
        }
        response
    }

    /// What was typed, without secrets.
    #[must_use]
    pub fn typed(&self) -> Submitted {
        Submitted::received(self.sent.clone(), SECRETS)
    }

    /// The page of this form again, with `back` in its context. If the page itself cannot be
    /// shown, its own status stands.
    pub async fn again(&self, back: Submitted, status: StatusCode) -> Response {
        self.showing(back, status).await
    }

    /// The page of this form again, with two more things in its context.
    pub async fn showing_two<T, U>(&self, (one, two): (T, U), status: StatusCode) -> Response
    where
        T: Clone + Send + Sync + 'static,
        U: Clone + Send + Sync + 'static,
    {
        let context = render::context(&self.parts.extensions);
        let context = move || {
            context();
            leptos::prelude::provide_context(one.clone());
            leptos::prelude::provide_context(two.clone());
        };
        let mut response = render::page(context, self.page()).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }

    /// The page of this form again, with something more in its context.
    pub async fn showing<T>(&self, more: T, status: StatusCode) -> Response
    where
        T: Clone + Send + Sync + 'static,
    {
        let context = render::context(&self.parts.extensions);
        let context = move || {
            context();
            leptos::prelude::provide_context(more.clone());
        };
        let mut response = render::page(context, self.page()).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }

    /// The request for the page this form is on.
    fn page(&self) -> Request {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = self.parts.uri.clone();
        *request.headers_mut() = HeaderMap::new();
        *request.extensions_mut() = self.parts.extensions.clone();
        request
    }
}
