//! Corrections and choices.

use habeas_domain::{choice::ChoiceRight, identity::Identity, value::Value};
use habeas_stores::{Corrected, Rule, StoreError};

use crate::{
    company::{Company, Engine, difference, key, maria, shop},
    on_both,
};

on_both![
    a_correction_replaces_what_was_seen,
    a_stale_value_is_refused,
    what_the_column_cannot_hold_is_refused,
    a_choice_reaches_its_column,
];

fn text(value: &str) -> Value {
    Value::text(value)
}

async fn a_correction_replaces_what_was_seen(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let before = company.shop.dump().await;
    let place = shop("customers");
    let done = stores
        .correct(
            &place,
            &key(&["1"]),
            "name",
            &text("Maria Unforgettable"),
            &text("María O'Neill"),
        )
        .await;
    let now = text("María O'Neill");
    assert_eq!(done, Ok(Corrected::Done { now }));
    let (gone, come) = difference(&before, &company.shop.dump().await);
    assert_eq!((gone.len(), come.len()), (1, 1));
    // NULL is a value like another.
    let done = stores
        .correct(
            &place,
            &key(&["3"]),
            "born",
            &Value::Null,
            &text("1990-02-28"),
        )
        .await;
    let now = text("1990-02-28");
    assert_eq!(done, Ok(Corrected::Done { now }));
    let done = stores
        .correct(
            &place,
            &key(&["3"]),
            "born",
            &text("1990-02-28"),
            &Value::Null,
        )
        .await;
    assert_eq!(done, Ok(Corrected::Done { now: Value::Null }));
    let done = stores
        .correct(
            &shop("orders"),
            &key(&["1"]),
            "total",
            &text("10.50"),
            &text("11.25"),
        )
        .await;
    assert_eq!(done, Ok(Corrected::Done { now: text("11.25") }));
}

async fn a_stale_value_is_refused(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let before = company.shop.dump().await;
    let place = shop("customers");
    for old in ["maria unforgettable", "Maria", ""] {
        let done = stores
            .correct(&place, &key(&["1"]), "name", &text(old), &text("X"))
            .await;
        let now = text("Maria Unforgettable");
        assert_eq!(done, Ok(Corrected::Conflict { now }), "{old}");
    }
    let done = stores
        .correct(&place, &key(&["99"]), "name", &text("a"), &text("X"))
        .await;
    assert_eq!(done, Ok(Corrected::Gone));
    let done = stores
        .correct(&place, &key(&["1"]), "id", &text("1"), &text("7"))
        .await;
    assert_eq!(done, Err(StoreError::NotInMap));
    assert_eq!(before, company.shop.dump().await);
}

async fn what_the_column_cannot_hold_is_refused(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let before = company.shop.dump().await;
    let place = shop("customers");
    let email = text("Maria@Example.com");
    let taken = stores
        .correct(
            &place,
            &key(&["1"]),
            "email",
            &email,
            &text("ben@example.com"),
        )
        .await;
    assert_eq!(taken, Err(StoreError::Constraint { rule: Rule::Unique }));
    let none = stores
        .correct(&place, &key(&["1"]), "email", &email, &Value::Null)
        .await;
    assert_eq!(
        none,
        Err(StoreError::Constraint {
            rule: Rule::NotNull
        })
    );
    if engine == Engine::Postgres {
        for (field, old, new) in [
            ("email", "Maria@Example.com", "a".repeat(61)),
            ("born", "1980-05-17", "1980-02-30".to_owned()),
            ("address_id", "1", "one".to_owned()),
        ] {
            let refused = stores
                .correct(&place, &key(&["1"]), field, &text(old), &text(&new))
                .await;
            assert_eq!(refused, Err(StoreError::Unfit), "{field}");
        }
        // Half a cent would be rounded in silence.
        let rounded = stores
            .correct(
                &shop("orders"),
                &key(&["1"]),
                "total",
                &text("10.50"),
                &text("10.505"),
            )
            .await;
        assert_eq!(rounded, Err(StoreError::Unfit));
    }
    assert_eq!(before, company.shop.dump().await);
}

async fn a_choice_reaches_its_column(engine: Engine) {
    let company = Company::new(engine).await;
    let stores = company.stores().await;
    let before = company.shop.dump().await;
    let written = stores
        .write_choice(ChoiceRight::DirectMarketing, false, &maria())
        .await;
    assert_eq!(written.len(), 1);
    assert_eq!(written[0].result, Ok(1));
    let (gone, come) = difference(&before, &company.shop.dump().await);
    assert_eq!((gone.len(), come.len()), (1, 1));
    assert!(come[0].contains("Unforgettable"));
    stores
        .write_choice(ChoiceRight::DirectMarketing, true, &maria())
        .await;
    assert_eq!(before, company.shop.dump().await);
    let nobody = [Identity::new("email", "nobody@example.com")];
    let written = stores
        .write_choice(ChoiceRight::DirectMarketing, false, &nobody)
        .await;
    assert_eq!(written[0].result, Ok(0));
    let none = stores
        .write_choice(ChoiceRight::SaleOrSharing, false, &maria())
        .await;
    assert!(none.is_empty());
}
