//! What a person thought of an answer.

use habeas_domain::{
    id::Reference, look::RatingView, request::Request, role::Act, validate::Fault, version::Version,
};
use habeas_ledger::{Tx, audit::Entry, ratings, subjects};
use serde::{Deserialize, Serialize};

use crate::{Desk, DeskError, Done, Problem, Visitor};

/// The longest words, in characters.
const LONGEST: usize = 1000;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Words {
    v: Version<1>,
    text: String,
}

impl Desk {
    /// Keeps what the visitor thought of the answer to a request of theirs, once.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody else's and before there is an answer,
    /// [`DeskError::Answers`] for `score` and `words`.
    pub async fn rate(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        (score, words): (&str, &str),
    ) -> Done {
        let subject = visitor.customer(Act::RateAnswer)?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.own_request(&mut tx, subject, reference).await?;
        if !kept.request.state.is_finished() {
            return Err(DeskError::NotFound);
        }
        let score: i64 = match score {
            "1" | "2" | "3" | "4" | "5" => score.parse().map_err(anyhow::Error::from)?,
            _ => return Err(DeskError::answer("score", Problem::NotOnOffer)),
        };
        let words = words.trim();
        if words.chars().count() > LONGEST {
            let fault = Fault::TooLong(LONGEST);
            return Err(DeskError::answer("words", Problem::Value(fault)));
        }
        let sealed = if words.is_empty() {
            None
        } else {
            let text = words.to_owned();
            let words = serde_json::to_vec(&Words { v: Version, text });
            let words = words.map_err(anyhow::Error::from)?;
            let key = subjects::data_key(&mut tx, &self.keys, subject).await?;
            Some(key.seal(&self.dice, &bound(&kept.request), &words)?)
        };
        let whose = (kept.request.id, subject);
        if ratings::add(&mut tx, whose, score, sealed.as_deref(), self.now()).await? {
            let body = serde_json::json!({ "v": 1, "what": "rating", "score": score });
            let entry = Entry::new(&self.keys, &visitor.actor, Act::RateAnswer)
                .on(*reference)
                .with(body);
            self.entry(&mut tx, &entry).await?;
        }
        Ok(tx.commit().await?)
    }

    /// What the person thought of the answer.
    pub(crate) async fn rating_of(
        &self,
        tx: &mut Tx,
        request: &Request,
    ) -> Done<Option<RatingView>> {
        let Some((score, sealed)) = ratings::of_request(tx, request.id).await? else {
            return Ok(None);
        };
        let key = subjects::data_key(tx, &self.keys, request.subject).await;
        let words = match (sealed, key) {
            (Some(sealed), Ok(key)) => {
                let words = key.open(&bound(request), &sealed)?;
                let words: Words = serde_json::from_slice(&words).map_err(anyhow::Error::from)?;
                words.text
            }
            _ => String::new(),
        };
        Ok(Some(RatingView {
            score: u8::try_from(score).unwrap_or_default(),
            words,
        }))
    }
}

fn bound(request: &Request) -> String {
    format!("rating/{}", request.reference)
}
