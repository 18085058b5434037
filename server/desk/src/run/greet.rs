//! What somebody who asked for a code shall get: found out here, after the page has answered, so
//! that neither its words nor its time tell whether an address is known.

use habeas_domain::{found::Answer, identity::Identity};
use habeas_ledger::{Tx, challenges, identities, subjects};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Mail,
    codes::{self, About, GOOD_FOR},
    contact_correction,
};

/// What the mail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Greeting {
    /// Here is a code.
    Code(&'static str),
    /// Why there is none, and what to do instead.
    Instead(&'static str),
}

impl Desk {
    /// Queues the mail for a challenge, once.
    pub(super) async fn greet(&self, id: Uuid) -> Done {
        let mut tx = self.ledger.read().await?;
        let row = challenges::find(&mut tx, id).await?;
        drop(tx);
        let row = row.ok_or(DeskError::NotFound)?;
        if row.hash.is_some() || !row.is_open(self.now()) {
            return Ok(());
        }
        let about = codes::about(&row.open(&self.keys)?)?;
        let greeting = self.greeting(&row.purpose, &about).await?;
        let (code, digits) = self.new_code();
        // Where there is no code there is a hash that no code has: it is greeted once either way.
        let hash = match greeting {
            Greeting::Code(_) => challenges::code_hash(&self.keys, id, &digits),
            Greeting::Instead(_) => self.dice.bytes::<32>().to_vec(),
        };
        let language: Locale = about.language.parse().unwrap_or_default();
        let to = self.reached_at(&about.identity).await?;
        let mut tx = self.ledger.begin().await?;
        challenges::set_hash(&mut tx, id, &hash).await?;
        if let Some(to) = to {
            let message = |template| match to.kind.as_str() {
                "phone" => Mail::text(&to.value, template, language),
                _ => Mail::to(&to.value, template, language),
            };
            let message = match greeting {
                Greeting::Code(template) => message(template)
                    .value("code", code)
                    .value("minutes", GOOD_FOR.num_minutes()),
                Greeting::Instead(template) => message(template),
            };
            let message = message.good_for(GOOD_FOR);
            self.tell(&mut tx, message).await?;
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    async fn greeting(&self, purpose: &str, about: &About) -> Done<Greeting> {
        let email = &about.identity.value;
        match purpose {
            "identity" => return Ok(Greeting::Code("identity-code")),
            contact_correction::PURPOSE => return Ok(Greeting::Code("contact-code")),
            _ if self.works_here(email).await?.is_some() => {
                return Ok(Greeting::Instead("works-here"));
            }
            _ => {}
        }
        let mut tx = self.ledger.read().await?;
        let account = subjects::account_by_email(&mut tx, &self.keys, email).await?;
        let owner = identities::owner(&mut tx, &self.keys, &about.identity).await?;
        let taken = match owner {
            Some(owner) => has_account(&mut tx, owner).await?,
            None => false,
        };
        drop(tx);
        Ok(match purpose {
            "reset" if account.is_some() => Greeting::Code("reset-code"),
            "reset" => Greeting::Instead("reset-unknown"),
            _ if account.is_some() || taken => Greeting::Instead("register-known"),
            // Whoever asked without an account, or holds a letter, is somebody we know.
            _ if owner.is_some() || about.letter.is_some() => Greeting::Code("register-code"),
            _ if self.may_be_held(&about.identity).await => Greeting::Code("register-code"),
            _ => Greeting::Instead("register-unknown"),
        })
    }

    /// Whether a store knows an identity, or might: one that does not answer cannot say no.
    async fn may_be_held(&self, identity: &Identity) -> bool {
        let identities = std::slice::from_ref(identity);
        let search = self.stores.find(identities, self.today()).await;
        let answers = &search.found.answers;
        let silent = |answer: &Answer| matches!(answer, Answer::Failed { .. });
        !search.keys.is_empty() || answers.iter().any(|(_, answer)| silent(answer))
    }
}

async fn has_account(tx: &mut Tx, subject: habeas_domain::id::SubjectId) -> Done<bool> {
    Ok(subjects::account_of(tx, subject).await?.is_some())
}
