//! Those of the crowd whom the demo names: a long-standing customer, a family, somebody who works
//! here, and somebody twice.

use chrono::NaiveDate;

use super::{Home, Somebody, State, people::AGE};
use crate::{cast, dice::days_before};

/// Twenty years a customer, twenty thousand visits.
pub(crate) const HELGA: i64 = 2001;
/// Fourteen years old.
pub(crate) const ELLA: i64 = 2002;
/// Her mother, who lost her husband.
pub(crate) const KARIN: i64 = 2003;
/// Who died, and whose account is still there.
pub(crate) const PER: i64 = 2004;
/// Karin's mother, to whom Karin's presents go.
pub(crate) const INGRID: i64 = 2005;
/// At the help desk by day.
pub(crate) const NUALA: i64 = 2006;
/// One man, registered twice.
pub(crate) const TADEUSZ: [i64; 2] = [2007, 2008];

/// Everybody of the story.
pub(super) fn people(today: NaiveDate) -> Vec<Somebody> {
    let lindgrens = home(2003, "Björkvägen 8 B", "Växjö", "352 47", "SE");
    let wilk = home(2007, "ul. Piękna 3 m. 4", "Kraków", "30-118", "PL");
    let person =
        |id, name: &str, email: &str, language, age: Option<i64>, home: &Home, days| Somebody {
            id,
            name: name.to_owned(),
            email: email.to_owned(),
            language,
            phone: Some(cast::phone(id)),
            born: age.map(|age| days_before(today, age * 365 + 100)),
            home: home.clone(),
            joined: days_before(today, days),
            state: State::Usual,
        };
    let of = |state, somebody| Somebody { state, ..somebody };
    let helga = home(2001, "Lindenweg 17", "Görlitz", "02826", "DE");
    let ingrid = home(2005, "Storgatan 41", "Östersund", "831 30", "SE");
    let nuala = home(2006, "9 Bramble Walk", "Cork", "T99 N4LA", "IE");
    vec![
        person(
            HELGA,
            "Helga Köhler",
            "helga.koehler@brief.example",
            "de",
            Some(71),
            &helga,
            AGE,
        ),
        of(
            State::Minor,
            person(
                ELLA,
                "Ella Lindgren",
                "ella.lindgren@brev.example",
                "sv",
                Some(14),
                &lindgrens,
                400,
            ),
        ),
        person(
            KARIN,
            "Karin Lindgren",
            "karin.lindgren@brev.example",
            "sv",
            Some(46),
            &lindgrens,
            4200,
        ),
        of(
            State::Died,
            person(
                PER,
                "Per Lindgren",
                "per.lindgren@brev.example",
                "sv",
                Some(49),
                &lindgrens,
                5100,
            ),
        ),
        person(
            INGRID,
            "Ingrid Åberg",
            "ingrid.aberg@brev.example",
            "sv",
            None,
            &ingrid,
            3000,
        ),
        of(
            State::Staff,
            person(
                NUALA,
                "Nuala Brady",
                "nuala@bradys.example",
                "en",
                Some(38),
                &nuala,
                2600,
            ),
        ),
        person(
            TADEUSZ[0],
            "Tadeusz Wilk",
            "tadeusz.wilk@poczta.example",
            "pl",
            Some(58),
            &wilk,
            3300,
        ),
        of(
            State::Again,
            Somebody {
                home: home(2008, "UL. PIĘKNA 3/4", "KRAKÓW", "30-118", "PL"),
                ..person(
                    TADEUSZ[1],
                    "Tadeusz WILK",
                    "t.wilk@poczta.example",
                    "pl",
                    Some(58),
                    &wilk,
                    250,
                )
            },
        ),
    ]
}

fn home(id: i64, line1: &str, city: &str, postcode: &str, country: &'static str) -> Home {
    Home {
        id,
        line1: line1.to_owned(),
        city: city.to_owned(),
        postcode: postcode.to_owned(),
        country,
    }
}
