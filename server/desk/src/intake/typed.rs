//! What staff typed about a request, if it can be taken.

use chrono::{NaiveDate, TimeDelta};
use habeas_domain::{
    identity::Identity,
    intake::{Careful, Channel},
    map::ValueCheck,
    right::{Right, Wanted},
    validate::Fault,
};
use habeas_words::Locale;

use super::{Intake, Taken, Taking};
use crate::{Desk, DeskError, Done, Problem};

/// The longest account of what it is about, in characters.
const LONGEST: usize = 4000;
/// A letter that lay for longer than this has a wrong date on it.
const OLDEST: TimeDelta = TimeDelta::days(3 * 366);

impl Desk {
    /// What was typed, if it can be taken: every fault at once.
    pub(super) fn taken(&self, taking: &Taking<'_>) -> Done<Taken> {
        let mut problems = Vec::new();
        let wanted = taking.right.parse::<Wanted>().ok();
        let wanted = wanted.filter(|wanted| wanted.no_to.is_none_or(|no| self.offers(no)));
        let no_to = wanted.as_ref().and_then(|wanted| wanted.no_to);
        let right = wanted.map(|wanted| wanted.right);
        let lives = self.place_of(taking.lives);
        if lives.is_err() {
            problems.push(("lives", Problem::NotOnOffer));
        }
        if right.is_none() {
            problems.push(("wanted", Problem::NotOnOffer));
        }
        let channel = taking.channel.parse::<Channel>().ok();
        if channel.is_none() {
            problems.push(("channel", Problem::NotOnOffer));
        }
        let received = self.day_of(taking.received);
        if let Err(problem) = &received {
            problems.push(("received", problem.clone()));
        }
        let identity = self.identity_of(taking);
        if let Err((field, problem)) = &identity {
            problems.push((*field, problem.clone()));
        }
        let mut text = |field: &'static str, typed: &str, needed: bool| {
            let typed = typed.replace("\r\n", "\n").trim().to_owned();
            if typed.is_empty() && needed {
                problems.push((field, Problem::Missing));
            } else if typed.chars().count() > LONGEST {
                problems.push((field, Problem::Value(Fault::TooLong(LONGEST))));
            } else if typed.chars().any(|c| c.is_control() && c != '\n') {
                problems.push((field, Problem::Value(Fault::Unprintable)));
            }
            typed
        };
        // Who is known by nothing needs at least a name.
        let name = text("person", taking.name, taking.value.trim().is_empty());
        let for_another = channel.is_some_and(Channel::is_for_another);
        let acting = text("acting", taking.acting, for_another);
        let details = text("details", taking.details, false);
        let needs = text("needs", taking.needs, false);
        let postal = text("postal", taking.postal, taking.by_post);
        let language = Locale::offered(taking.language);
        if language.is_none() {
            problems.push(("language", Problem::NotOnOffer));
        }
        let disputed = match (right, taking.disputed) {
            (Some(Right::Rectification), "") => {
                problems.push(("disputed", Problem::Missing));
                None
            }
            (Some(Right::Rectification), "other") => None,
            (Some(Right::Rectification), field) => {
                if self.comparable(field).is_none() {
                    problems.push(("disputed", Problem::NotOnOffer));
                }
                Some(field.to_owned())
            }
            _ => None,
        };
        let careful: Result<Vec<Careful>, _> =
            taking.careful.iter().map(|one| one.parse()).collect();
        if careful.is_err() {
            problems.push(("careful", Problem::NotOnOffer));
        }
        match (right, channel, received, identity, language, careful) {
            (
                Some(right),
                Some(channel),
                Ok(received),
                Ok(identity),
                Some(language),
                Ok(careful),
            ) if problems.is_empty() => Ok(Taken {
                right,
                no_to: no_to.into_iter().collect(),
                lives: lives.unwrap_or_default(),
                received,
                identity,
                careful,
                intake: Intake {
                    channel,
                    name,
                    acting: if for_another { acting } else { String::new() },
                    details,
                    disputed,
                    language: language.tag().to_owned(),
                    needs,
                    by_post: taking.by_post,
                    postal: if taking.by_post {
                        postal
                    } else {
                        String::new()
                    },
                },
            }),
            _ => Err(DeskError::Answers(problems)),
        }
    }

    /// The day a request came in: not after today, and not so long ago that it must be a slip.
    fn day_of(&self, typed: &str) -> Result<NaiveDate, Problem> {
        let day = ValueCheck::Date.accept(typed).map_err(Problem::Value)?;
        let day: NaiveDate = day.parse().map_err(|_| Problem::Value(Fault::NotADate))?;
        let today = self.today();
        if day > today {
            Err(Problem::InFuture)
        } else if today - day > OLDEST {
            Err(Problem::LongAgo)
        } else {
            Ok(day)
        }
    }

    fn identity_of(
        &self,
        taking: &Taking<'_>,
    ) -> Result<Option<Identity>, (&'static str, Problem)> {
        let value = taking.value.trim();
        if value.is_empty() {
            return Ok(None);
        }
        if !self
            .identity_kinds()
            .iter()
            .any(|known| known == taking.kind)
        {
            return Err(("kind", Problem::NotOnOffer));
        }
        let check = match taking.kind {
            "email" => ValueCheck::Email,
            "phone" => ValueCheck::Phone,
            _ => ValueCheck::Max(64),
        };
        match check.accept(value) {
            Ok(value) => Ok(Some(Identity::new(taking.kind, value))),
            Err(fault) => Err(("value", Problem::Value(fault))),
        }
    }
}
