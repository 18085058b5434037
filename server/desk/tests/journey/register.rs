//! Making an account and choosing a new password by a code, and what nobody learns by it.

use habeas_desk::{DeskError, Done, From, Looking, Opened, Problem, Purpose, Visitor};
use habeas_domain::{actor::Actor, identity::Identity, request::Refusal};

use crate::{
    company::{Company, HERE, On, code_in},
    on_both,
};

on_both![
    a_customer_makes_an_account_with_a_code_and_sees_their_data,
    every_address_is_answered_alike_and_told_what_to_do,
    a_code_counts_once_in_its_browser_and_not_after_five_tries,
    an_account_is_made_once_whatever_is_sent_twice,
    a_letter_stands_for_the_mail_and_adds_its_number,
    a_new_password_ends_sessions_signs_nobody_in_and_is_told,
    nobody_floods_a_mailbox_and_nobody_is_locked_out,
    older_addresses_are_told_and_what_was_asked_before_is_there,
];

const PASSWORD: &str = "harbour-lantern-copper-58";
/// A customer of the shop whom the operator gave no account.
const MARY: &str = "mary.murphy@post.example";

fn problem<T: std::fmt::Debug>(done: Done<T>) -> Problem {
    match done {
        Err(DeskError::Answers(answers)) => answers.into_iter().next().unwrap().1,
        other => panic!("{other:?}"),
    }
}

async fn a_customer_makes_an_account_with_a_code_and_sees_their_data(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let id = desk
        .ask_code(Purpose::Register, MARY, None, &HERE)
        .await
        .unwrap();
    let mail = company
        .mail(
            MARY,
            &format!("Your code for {}", desk.map().controller.name),
        )
        .await;
    let code = code_in(&mail);
    let early = desk.register(&[id], PASSWORD).await;
    assert!(matches!(early, Err(DeskError::NotFound)), "{early:?}");
    desk.give_code(Purpose::Register, &[id], &code, HERE.network)
        .await
        .unwrap();
    let short = problem(desk.register(&[id], "short").await);
    assert_eq!(short, Problem::ShortPassword(15));
    let mary = desk.register(&[id], PASSWORD).await.unwrap();
    assert!(matches!(mary.actor, Actor::Customer(_)));
    assert_eq!(mary.proved_at, None);
    // Somebody else might read this mailbox: there is a summary, and no more for a week.
    let again = desk.sign_in(MARY, PASSWORD, &HERE).await.unwrap();
    assert_eq!(again.actor, mary.actor);
    for visitor in [mary.clone(), desk.still(again).await.unwrap()] {
        let data = desk.your_data(&visitor).await.unwrap();
        assert!(matches!(data.summary, Some(Refusal::MailboxOnly { until }) if until > desk.now()));
        let collections = data
            .sections
            .iter()
            .flat_map(|section| &section.collections);
        let (mut held, mut shown) = (0, 0);
        for collection in collections {
            held += collection.total;
            shown += collection.records.len();
        }
        assert!(held > 0 && shown == 0, "{held} {shown}");
        let proved = Visitor {
            proved_at: Some(desk.now()),
            ..visitor
        };
        let looking = Looking::default();
        for refused in [
            desk.take_away(&proved, None).await.map(drop),
            desk.ask_erasure(&proved, true, desk.new_client_id())
                .await
                .map(drop),
            desk.collection(&proved, "shop.customers", &looking)
                .await
                .map(drop),
        ] {
            let only = matches!(
                refused,
                Err(DeskError::Refused(Refusal::MailboxOnly { .. }))
            );
            assert!(only, "{refused:?}");
        }
    }
    let name = &desk.map().controller.name;
    company
        .mail(MARY, &format!("Your account with {name}"))
        .await;
}

async fn every_address_is_answered_alike_and_told_what_to_do(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let name = desk.map().controller.name.clone();
    let known = company.person(1001).email;
    let staff = company.demo.staff[0].email;
    for (email, subject) in [
        (MARY, format!("Your code for {name}")),
        (known, format!("You already have an account with {name}")),
        (
            "nobody@nowhere.example",
            "We know nothing under this address".to_owned(),
        ),
        (staff, "This address is one of our staff".to_owned()),
    ] {
        let id = desk
            .ask_code(Purpose::Register, email, None, &HERE)
            .await
            .unwrap();
        let shown = desk.code_asked(Purpose::Register, &[id]).await.unwrap();
        assert_eq!(shown.value, email);
        let tried = desk
            .give_code(Purpose::Register, &[id], "0000 0000", HERE.network)
            .await;
        assert_eq!(problem(tried), Problem::WrongCode);
        let mail = company.mail(email, &subject).await;
        assert_eq!(
            mail.text.contains("enter it") || mail.text.contains("Enter this code"),
            email == MARY
        );
        assert_eq!(company.mails(email).await, 1, "{email}");
    }
    for (email, subject) in [
        (known, "Your code for a new password"),
        (
            "nobody@nowhere.example",
            "There is no account under this address",
        ),
        (staff, "This address is one of our staff"),
    ] {
        desk.ask_code(Purpose::Reset, email, None, &HERE)
            .await
            .unwrap();
        company.mail(email, subject).await;
    }
}

async fn a_code_counts_once_in_its_browser_and_not_after_five_tries(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let subject = format!("Your code for {}", desk.map().controller.name);
    let id = desk
        .ask_code(Purpose::Register, MARY, None, &HERE)
        .await
        .unwrap();
    let code = code_in(&company.mail(MARY, &subject).await);
    let give = |ids: Vec<uuid::Uuid>, code: String| async move {
        desk.give_code(Purpose::Register, &ids, &code, HERE.network)
            .await
    };
    // Another browser asked for a code of its own.
    let other = desk
        .ask_code(Purpose::Register, "lan.nguyen@mail.example", None, &HERE)
        .await
        .unwrap();
    assert_eq!(
        problem(give(vec![other], code.clone()).await),
        Problem::WrongCode
    );
    assert_eq!(
        problem(give(vec![], code.clone()).await),
        Problem::WrongCode
    );
    // Nor is it a code for anything else.
    let reset = desk
        .give_code(Purpose::Reset, &[id], &code, HERE.network)
        .await;
    assert_eq!(problem(reset), Problem::WrongCode);
    for _ in 0..5 {
        assert_eq!(
            problem(give(vec![id], "12345678".to_owned()).await),
            Problem::WrongCode
        );
    }
    assert_eq!(problem(give(vec![id], code).await), Problem::WrongCode);
    // A second one was asked for, in a second tab: both tabs know both.
    let second = desk
        .ask_code(Purpose::Register, MARY, None, &HERE)
        .await
        .unwrap();
    for _ in 0..100 {
        if company.mails(MARY).await == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let code = code_in(&company.mail(MARY, &subject).await);
    assert_eq!(give(vec![second, id], code.clone()).await.unwrap(), second);
    assert_eq!(
        problem(give(vec![second, id], code).await),
        Problem::WrongCode
    );
}

async fn an_account_is_made_once_whatever_is_sent_twice(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let subject = format!("Your code for {}", desk.map().controller.name);
    let mut ids = Vec::new();
    for count in 1..=2 {
        let id = desk
            .ask_code(Purpose::Register, MARY, None, &HERE)
            .await
            .unwrap();
        for _ in 0..100 {
            if company.mails(MARY).await == count {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        let code = code_in(&company.mail(MARY, &subject).await);
        desk.give_code(Purpose::Register, &[id], &code, HERE.network)
            .await
            .unwrap();
        ids.push(id);
    }
    let (one, two) = tokio::join!(
        desk.register(&ids[..1], PASSWORD),
        desk.register(&ids[..1], PASSWORD)
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let other_tab = desk.register(&ids[1..], "another-password-47").await;
    assert!(
        matches!(other_tab, Err(DeskError::Conflict)),
        "{other_tab:?}"
    );
    desk.sign_in(MARY, PASSWORD, &HERE).await.unwrap();
}

async fn a_letter_stands_for_the_mail_and_adds_its_number(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let nobody = Identity::new("email", "nobody@nowhere.example");
    assert_eq!(
        problem(
            desk.invite_customer(&nobody)
                .await
                .map(|letter| letter.code)
        ),
        Problem::NotOnOffer
    );
    // For an address: no mail is needed.
    let address = Identity::new("email", MARY);
    let letter = desk.invite_customer(&address).await.unwrap();
    let typed = letter.code.to_lowercase().replace('-', " ");
    let Opened::Address(id) = desk.open_letter(&typed, &HERE).await.unwrap() else {
        panic!("an address was proved");
    };
    assert_eq!(
        problem(desk.open_letter(&letter.code, &HERE).await),
        Problem::WrongCode
    );
    let mary = desk.register(&[id], PASSWORD).await.unwrap();
    // A letter went where the stores say that she lives: she sees everything at once.
    let mary = desk.still(mary).await.unwrap();
    let data = desk.your_data(&mary).await.unwrap();
    assert_eq!(data.summary, None);
    assert!(!data.sections[0].collections[0].records.is_empty());
    // For a customer number: the address is proved too, also one that no store knows.
    let number = Identity::new("customer_id", "1011");
    let letter = desk.invite_customer(&number).await.unwrap();
    let Opened::Other(id) = desk.open_letter(&letter.code, &HERE).await.unwrap() else {
        panic!("a number was proved");
    };
    let private = "mary.m@elsewhere.example";
    let asked = desk
        .ask_code(Purpose::Register, private, Some(id), &HERE)
        .await
        .unwrap();
    let subject = format!("Your code for {}", desk.map().controller.name);
    let code = code_in(&company.mail(private, &subject).await);
    desk.give_code(Purpose::Register, &[asked], &code, HERE.network)
        .await
        .unwrap();
    let other = desk.register(&[asked], PASSWORD).await.unwrap();
    let account = desk.own_account(&other).await.unwrap();
    let own: Vec<Identity> = account.own.into_iter().map(|own| own.identity).collect();
    assert_eq!(own, [number, Identity::new("email", private)]);
    assert!(!desk.your_data(&other).await.unwrap().sections.is_empty());
}

async fn a_new_password_ends_sessions_signs_nobody_in_and_is_told(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.person(1001);
    let id = desk
        .ask_code(Purpose::Reset, maria.email, None, &HERE)
        .await
        .unwrap();
    let mail = company
        .mail(maria.email, "Your code for a new password")
        .await;
    desk.give_code(Purpose::Reset, &[id], &code_in(&mail), HERE.network)
        .await
        .unwrap();
    // What was proved for one thing is not proved for another.
    let other = desk.register(&[id], PASSWORD).await;
    assert!(matches!(other, Err(DeskError::NotFound)), "{other:?}");
    desk.reset_password(&[id], PASSWORD, &HERE).await.unwrap();
    let again = desk
        .reset_password(&[id], "once-more-with-feeling", &HERE)
        .await;
    assert!(matches!(again, Err(DeskError::NotFound)), "{again:?}");
    let old = desk.sign_in(maria.email, maria.password, &HERE).await;
    assert_eq!(problem(old), Problem::WrongSignIn);
    desk.sign_in(maria.email, PASSWORD, &HERE).await.unwrap();
    company.mail(maria.email, "Your password was changed").await;
}

async fn nobody_floods_a_mailbox_and_nobody_is_locked_out(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.person(1001);
    let mut refused = None;
    for _ in 0..6 {
        match desk
            .ask_code(Purpose::Reset, maria.email, None, &HERE)
            .await
        {
            Ok(_) => assert!(refused.is_none()),
            Err(DeskError::Wait(seconds)) => refused = Some(seconds),
            other => panic!("{other:?}"),
        }
    }
    assert!((1..=901).contains(&refused.unwrap()));
    // She herself, from elsewhere, still gets hers, and signs in as ever.
    let elsewhere = From {
        network: "198.51.100.7",
        ..HERE
    };
    desk.ask_code(Purpose::Reset, maria.email, None, &elsewhere)
        .await
        .unwrap();
    company.signed_in(1001).await;
    // An address that nobody knows is counted alike.
    let mut answers = Vec::new();
    for _ in 0..6 {
        let asked = desk
            .ask_code(Purpose::Reset, "nobody@nowhere.example", None, &HERE)
            .await;
        answers.push(asked.is_ok());
    }
    assert_eq!(answers, [true, true, true, true, false, false]);
}

async fn older_addresses_are_told_and_what_was_asked_before_is_there(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    // The help desk has had another address of hers for years.
    let older = "mary.m@old.example";
    let sql = format!(
        "INSERT INTO contacts (email, name, shop_customer_id, created_at) \
         VALUES ('{older}', 'Mary', 1010, '2019-01-01T00:00:00Z')"
    );
    company.write("support.sqlite", &sql).await;
    let asking = habeas_desk::Asking {
        right: "complaint",
        email: MARY,
        name: "",
        details: "",
        client_id: desk.new_client_id(),
    };
    let reference = desk.ask_without_account(&asking, &HERE).await.unwrap();
    let id = desk
        .ask_code(Purpose::Register, MARY, None, &HERE)
        .await
        .unwrap();
    let subject = format!("Your code for {}", desk.map().controller.name);
    let code = code_in(&company.mail(MARY, &subject).await);
    desk.give_code(Purpose::Register, &[id], &code, HERE.network)
        .await
        .unwrap();
    let mary = desk.register(&[id], PASSWORD).await.unwrap();
    // Nobody has to click the link for what they asked before they had an account.
    let view = desk.request(&mary, &reference).await.unwrap();
    assert_eq!(view.line.stage, habeas_domain::view::Stage::Open);
    let told = "Somebody made an account with another address of yours";
    let mail = company.mail(older, told).await;
    assert!(mail.text.contains(&desk.map().controller.email));
}
