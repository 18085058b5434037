//! Templates of messages: written by officers, one text for each language, used by everybody at the
//! desk. What cannot be filled in is refused when it is written.

use habeas_domain::{
    id::Reference,
    request::Request,
    role::Act,
    template::{fill, unknown},
    validate::Fault,
};
use habeas_ledger::{
    Tx,
    audit::Entry,
    templates::{self, Template},
};
use habeas_words::{Locale, Words};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Problem, Visitor, keep::Kept};

pub use habeas_ledger::templates::Template as MessageTemplate;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;
/// The longest text, in characters: shorter than a message, because places grow when filled.
const LONGEST: usize = 3000;

impl Desk {
    /// Every template in use.
    ///
    /// # Errors
    /// Only who may.
    pub async fn templates(&self, visitor: &Visitor) -> Done<Vec<Template>> {
        visitor.staff(Act::WriteToPerson)?;
        let mut tx = self.ledger.read().await?;
        Ok(templates::all(&mut tx).await?)
    }

    /// Whether a template can be kept: every fault at once.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for name and texts (`text-en`, `text-es`).
    pub fn check_template(&self, visitor: &Visitor, template: &Template) -> Done {
        visitor.staff(Act::WriteTemplate)?;
        let mut problems = Vec::new();
        let name = template.name.trim();
        if name.is_empty() {
            problems.push(("name", Problem::Missing));
        } else if name.chars().count() > LONGEST_NAME {
            let fault = Fault::TooLong(LONGEST_NAME);
            problems.push(("name", Problem::Value(fault)));
        }
        if template.texts.is_empty() {
            problems.push(("text-en", Problem::Missing));
        }
        for (language, text) in &template.texts {
            let field = match language.parse() {
                Ok(Locale::En) => "text-en",
                Ok(Locale::Es) => "text-es",
                _ => return Err(DeskError::NotFound),
            };
            if let Some(first) = unknown(text).into_iter().next() {
                problems.push((field, Problem::UnknownPlace(first)));
            } else if text.chars().count() > LONGEST {
                problems.push((field, Problem::Value(Fault::TooLong(LONGEST))));
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(DeskError::Answers(problems))
        }
    }

    /// Keeps a template, new or written anew.
    ///
    /// # Errors
    /// As [`Desk::check_template`]; a name that another one has is not on offer.
    pub async fn keep_template(&self, visitor: &Visitor, template: &Template) -> Done {
        let me = visitor.staff(Act::WriteTemplate)?;
        self.check_template(visitor, template)?;
        let now = self.now();
        let kept = Template {
            name: template.name.trim().to_owned(),
            ..template.clone()
        };
        let mut tx = self.ledger.begin().await?;
        match templates::keep(&mut tx, &kept, me, now).await {
            Err(error) if error.is_duplicate() => {
                return Err(DeskError::answer("name", Problem::SomebodyElses));
            }
            other => other?,
        }
        let body = serde_json::json!({ "v": 1, "what": "template-kept", "template": kept.id });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::WriteTemplate).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// Takes a template out of use; messages that were written with it stay as they are.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is none.
    pub async fn drop_template(&self, visitor: &Visitor, id: Uuid) -> Done {
        visitor.staff(Act::WriteTemplate)?;
        let mut tx = self.ledger.begin().await?;
        templates::drop(&mut tx, id, self.now())
            .await
            .map_err(|_| DeskError::NotFound)?;
        let body = serde_json::json!({ "v": 1, "what": "template-dropped", "template": id });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::WriteTemplate).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// A template filled in for a request, in its person's language.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is no such template, or no such request for whoever
    /// asks.
    pub async fn filled(&self, visitor: &Visitor, id: Uuid, reference: &Reference) -> Done<String> {
        visitor.staff(Act::WriteToPerson)?;
        self.not_near_request(visitor, reference, Act::WriteToPerson)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        self.filled_for(&mut tx, id, &kept).await
    }

    /// The same for a request that was loaded.
    pub(crate) async fn filled_for(&self, tx: &mut Tx, id: Uuid, kept: &Kept) -> Done<String> {
        let all = templates::all(tx).await?;
        let template = all.into_iter().find(|one| one.id == id);
        let template = template.ok_or(DeskError::NotFound)?;
        let language = kept.row.filed.language.as_deref().unwrap_or_default();
        let wanted = |tag: &str| template.texts.iter().find(|(one, _)| one == tag);
        let text = wanted(language)
            .or_else(|| wanted(Locale::default().tag()))
            .or(template.texts.first());
        let (language, text) = text.ok_or(DeskError::NotFound)?;
        Ok(self.fill(text, language, &kept.request))
    }

    fn fill(&self, text: &str, language: &str, request: &Request) -> String {
        let words = Words::for_locale(language.parse().unwrap_or_default());
        let controller = &self.map().controller;
        fill(text, |place| {
            Some(match place {
                "number" => request.reference.to_string(),
                "right" => words.of("right", request.right.as_str()),
                "due" => words.date(request.deadline.legal),
                "company" => controller.name.clone(),
                "contact" => controller.email.clone(),
                _ => return None,
            })
        })
    }

    /// A template as it would read, with made-up values, for the page on which it is written.
    ///
    /// # Errors
    /// Only who may.
    pub fn sample(&self, visitor: &Visitor, text: &str, language: &str) -> Done<String> {
        visitor.staff(Act::WriteTemplate)?;
        let words = Words::for_locale(language.parse().unwrap_or_default());
        let controller = &self.map().controller;
        Ok(fill(text, |place| {
            Some(match place {
                "number" => "HB-7K2M-93QF".to_owned(),
                "right" => words.of("right", "access"),
                "due" => words.date(self.today()),
                "company" => controller.name.clone(),
                "contact" => controller.email.clone(),
                _ => return None,
            })
        }))
    }
}
