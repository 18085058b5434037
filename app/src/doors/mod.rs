//! What forms send: read, handed to the desk, answered. And every page, under its address.

pub(crate) mod account;
pub(crate) mod ask;
pub(crate) mod choices;
pub(crate) mod correct;
pub(crate) mod data;
pub(crate) mod delete;
pub(crate) mod entrance;
mod file;
pub(crate) mod hand_over;
mod language;
pub(crate) mod messages;
pub(crate) mod outbox;
mod posted;
pub(crate) mod receipts;
pub(crate) mod register;
pub(crate) mod requests;
pub(crate) mod security;
pub(crate) mod staff;
mod stay;
pub(crate) mod stop;
mod table;
pub(crate) mod take_away;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::Method,
    routing::{get, post},
};

pub use posted::Posted;
pub(crate) use posted::SECRETS;

use crate::render;

/// The doors, each with its method and its address.
#[derive(Default)]
pub(crate) struct Doors {
    router: Router,
    addresses: Vec<(Method, &'static str)>,
}

impl Doors {
    /// Takes what is posted to an address.
    fn post<H, T>(mut self, address: &'static str, door: H) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        self.router = self.router.route(address, post(door));
        self.addresses.push((Method::POST, address));
        self
    }

    /// Takes what is posted to an address, files too.
    fn upload<H, T>(mut self, address: &'static str, door: H) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        let door = post(door).layer(DefaultBodyLimit::max(posted::LONGEST_UPLOAD));
        self.router = self.router.route(address, door);
        self.addresses.push((Method::POST, address));
        self
    }

    /// Gives what stands at an address and is no page.
    fn get<H, T>(mut self, address: &'static str, door: H) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        self.router = self.router.route(address, get(door));
        self.addresses.push((Method::GET, address));
        self
    }
}

/// Every door; each file adds its own.
fn all() -> Doors {
    let doors = Doors::default();
    let doors = entrance::doors(doors);
    let doors = register::doors(doors);
    let doors = ask::doors(doors);
    let doors = account::doors(doors);
    let doors = security::doors(doors);
    let doors = language::doors(doors);
    let doors = data::doors(doors);
    let doors = correct::doors(doors);
    let doors = take_away::doors(doors);
    let doors = delete::doors(doors);
    let doors = choices::doors(doors);
    let doors = requests::doors(doors);
    let doors = messages::doors(doors);
    let doors = hand_over::doors(doors);
    let doors = receipts::doors(doors);
    let doors = stop::doors(doors);
    let doors = stay::doors(doors);
    staff::doors(doors)
}

/// Every page and every door. Wants `Desk`, `Visitor` and [`Visit`](crate::visit::Visit) as
/// extensions of each request, and a session layer around it.
pub fn doors() -> Router {
    let pages = render::addresses()
        .into_iter()
        .fold(Router::new(), |pages, address| {
            pages.route(&address, get(render::show))
        });
    pages.merge(all().router).fallback(render::show)
}

/// Method and address of every door, so that a test can try each with every role.
#[must_use]
pub fn addresses() -> Vec<(Method, &'static str)> {
    all().addresses
}
