//! What the islands ask the server. JSON in, JSON out; never a plain form post.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

use crate::client::IslandClient;

/// How far the job of a request is.
#[server(name = JobProgressOf, prefix = "/api", endpoint = "progress", input = Json, output = Json, client = IslandClient)]
pub async fn job_progress_of(
    /// The number of the request.
    reference: String,
) -> Result<Watched, ServerFnError> {
    crate::watch::watched(&reference).await
}

/// How far a job is, ready to show: the words are the server's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watched {
    /// `2 of 3 systems are done`
    pub line: String,
    /// Systems that answered.
    pub done: u32,
    /// Systems asked.
    pub all: u32,
    /// Whether nothing more will change.
    pub finished: bool,
    /// Each system, in the order of the data map.
    pub systems: Vec<SystemLine>,
}

/// One system in a [`Watched`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemLine {
    /// Its label in the data map.
    pub name: String,
    /// `1,204 records`, `Does not answer`
    pub answer: String,
    /// How it is coloured; the words already say it.
    pub tone: Tone,
}

/// What a colour means. It never says anything the words do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Happening now.
    Now,
    /// Done, and well.
    Good,
    /// Waiting for somebody.
    Wait,
    /// Wrong, late or final.
    Bad,
}

impl Tone {
    /// The value of `data-tone`, which the stylesheet reads.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Now => "now",
            Self::Good => "good",
            Self::Wait => "wait",
            Self::Bad => "bad",
        }
    }
}
