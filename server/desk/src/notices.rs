//! What a person is told by mail when something happens to their request: that it happened and
//! where to read about it, and nothing of what it is about.

use habeas_domain::{
    id::SubjectId,
    request::{Event, Request, What},
    right::Right,
};
use habeas_ledger::{Tx, subjects};
use habeas_words::{Locale, Words};

use crate::{Desk, Done, Mail};

impl Desk {
    /// Tells the person of an event, in the transaction that keeps it.
    pub(crate) async fn notify(&self, tx: &mut Tx, request: &Request, event: &Event) -> Done {
        let Some(template) = template(request, event) else {
            return Ok(());
        };
        let subject = request.subject;
        let language = self.language_of(tx, subject).await?;
        let day = match &event.what {
            What::Approved { hold_until, .. } => request.regime.day(*hold_until),
            _ => request.deadline.legal,
        };
        let right = Words::for_locale(language).of("right", request.right.as_str());
        for address in self.mail_addresses(tx, subject).await? {
            let mail = Mail::to(&address, template, language)
                .value("right", right.as_str())
                .value("number", request.reference.to_string())
                .value("day", day);
            // The key of somebody who was erased is destroyed before the mail is on its way.
            let erased = template == "request-erased";
            let mail = if erased { mail } else { mail.of(subject) };
            self.tell(tx, mail).await?;
        }
        Ok(())
    }

    /// The addresses that a person has shown to be theirs.
    pub(crate) async fn mail_addresses(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
    ) -> Done<Vec<String>> {
        let known = subjects::identities(tx, &self.keys, subject).await?;
        let emails = known.into_iter().filter(|known| known.kind == "email");
        let mut addresses: Vec<String> = emails.map(|known| known.value).collect();
        addresses.sort_unstable();
        addresses.dedup();
        Ok(addresses)
    }

    /// The language in which a person reads, as far as it is known.
    pub(crate) async fn language_of(&self, tx: &mut Tx, subject: SubjectId) -> Done<Locale> {
        let known = subjects::language(tx, subject).await?;
        let known = known.and_then(|tag| tag.parse().ok());
        Ok(known.unwrap_or_default())
    }
}

/// The words for an event; none where it tells the person nothing that they wait for.
fn template(request: &Request, event: &Event) -> Option<&'static str> {
    // Nobody asked for what a restored backup made necessary, or the end of a period.
    if request.replays.is_some() || request.follows.is_some() {
        return None;
    }
    Some(match &event.what {
        // What is answered within seconds is told once, with the answer. Whoever asked without
        // an account has had a mail with a link.
        What::Received { right, proof, .. } => {
            let at_once = matches!(
                right,
                Right::Access | Right::Portability | Right::Rectification | Right::OptOut
            );
            if at_once || proof.is_none() {
                return None;
            }
            "request-received"
        }
        What::Approved { hold_until, .. } if *hold_until > event.at => "request-approved",
        What::Refused { .. } => "request-refused",
        What::Extended { .. } => "request-extended",
        What::Paused { .. } => "request-waiting",
        What::AnsweredInFull | What::AnsweredInPart { .. } | What::AnsweredNothingHeld => {
            if request.right == Right::Erasure && request.areas.is_empty() {
                "request-erased"
            } else {
                "request-answered"
            }
        }
        _ => return None,
    })
}
