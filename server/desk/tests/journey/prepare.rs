//! A correction that staff write down for a caller: looked at by a colleague, let through by an
//! officer, written only if the store still holds what was looked at.

use habeas_desk::{DeskError, Preparing, Problem, Upload, Visitor};
use habeas_domain::{
    id::Reference,
    request::Refusal,
    role::Act,
    validate::Fault,
    view::{PrepareView, Stage},
};

use crate::{
    company::{Company, On},
    intake::{entered, fields},
    on_both,
    who::answered,
};

on_both![
    a_caller_has_their_number_corrected,
    what_changed_meanwhile_is_not_overwritten,
];

const PHONE: &str = "shop.customers.phone";
const NEW: &str = "+353 21 555 0142";

async fn checked(company: &Company, agent: &Visitor) -> Reference {
    let reference = entered(company, agent, "rectification").await;
    let desk = &company.desk;
    let early = desk.prepare_form(agent, &reference).await;
    assert!(matches!(
        early,
        Err(DeskError::Refused(Refusal::Stage { .. }))
    ));
    answered(company, agent, &reference, PHONE).await;
    let version = desk.check_who(agent, &reference).await.unwrap().version;
    desk.verify(agent, &reference, version).await.unwrap();
    reference
}

fn phone_in(view: &PrepareView) -> String {
    let mut fields = view.fields.iter();
    let found = fields.find(|(value, _)| value.starts_with(&format!("{PHONE}|")));
    found.unwrap().0.clone()
}

/// A new number, written down by one and looked at by another.
pub async fn prepared(
    company: &Company,
    (by, checker): (&Visitor, &Visitor),
    reference: &Reference,
) {
    let desk = &company.desk;
    let form = desk.prepare_form(by, reference).await.unwrap();
    let preparing = Preparing {
        what: &phone_in(&form),
        new: NEW,
        reason: "",
        client_id: desk.new_client_id(),
    };
    let one = (reference, form.version);
    desk.prepare_correction(by, one, &preparing).await.unwrap();
    let view = desk.staff_request(checker, reference).await.unwrap();
    let seal = view.prepared.unwrap().seal;
    desk.check_prepared(checker, reference, &seal)
        .await
        .unwrap();
}

async fn a_caller_has_their_number_corrected(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (agent, henrik) = (company.staff("Nuala").await, company.staff("Henrik").await);
    let amara = company.staff("Amara").await;
    let reference = checked(&company, &agent).await;
    let held = "select phone from customers where id = 1001";
    let old = company.shop(held).await.unwrap();
    let form = desk.prepare_form(&henrik, &reference).await.unwrap();
    assert_eq!(form.disputed.as_deref(), Some(PHONE));
    // What is held is not in the form.
    assert!(!format!("{form:?}").contains(&old));
    let what = phone_in(&form);
    let client_id = desk.new_client_id();
    let bill = Upload {
        name: "bill.pdf".to_owned(),
        declared: "application/pdf".to_owned(),
        content: b"%PDF-1.4 a telephone bill".to_vec(),
    };
    desk.hand_in_for(&henrik, &reference, client_id, &bill)
        .await
        .unwrap();
    let preparing = |new: &'static str| Preparing {
        what: &what,
        new,
        reason: "A digit is wrong",
        client_id,
    };
    let one = (&reference, form.version);
    let odd = desk
        .prepare_correction(&henrik, one, &preparing("none"))
        .await;
    let not_a_number = Problem::Value(Fault::NotAPhone);
    assert_eq!(fields(odd.unwrap_err()), [("new", not_a_number)]);
    let nothing = desk
        .prepare_correction(
            &henrik,
            one,
            &Preparing {
                what: "",
                ..preparing(NEW)
            },
        )
        .await;
    assert_eq!(fields(nothing.unwrap_err()), [("what", Problem::Missing)]);
    desk.prepare_correction(&henrik, one, &preparing(NEW))
        .await
        .unwrap();

    // Nothing is in the store; the person reads old and new, and was told by mail.
    assert_eq!(company.shop(held).await.unwrap(), old);
    let maria = company.signed_in(1001).await;
    let theirs = desk
        .request(&maria, &reference)
        .await
        .unwrap()
        .correction
        .unwrap();
    assert_eq!(
        (theirs.old.as_str(), theirs.new.as_str()),
        (old.as_str(), NEW)
    );
    assert_eq!(theirs.evidence.len(), 1);
    let email = company.person(1001).email;
    let mail = company
        .mail(email, &format!("Your correction {reference}"))
        .await;
    assert!(!mail.text.contains(NEW) && !mail.text.contains(&old));

    // Nobody lets it through before a colleague looked, and whoever wrote it down is none.
    let view = desk.staff_request(&amara, &reference).await.unwrap();
    assert!(!view.request.acts.contains(&Act::Approve));
    let seal = view.prepared.unwrap().seal;
    let early = desk
        .approve(&amara, &reference, view.request.version, None)
        .await;
    assert!(
        matches!(early, Err(DeskError::Refused(Refusal::NotChecked))),
        "{early:?}"
    );
    let own = desk.check_prepared(&henrik, &reference, &seal).await;
    assert!(matches!(own, Err(DeskError::Refused(Refusal::FourEyes))));
    let other = desk.check_prepared(&agent, &reference, "0").await;
    assert!(matches!(other, Err(DeskError::Conflict)));
    desk.check_prepared(&agent, &reference, &seal)
        .await
        .unwrap();
    let view = desk.staff_request(&henrik, &reference).await.unwrap();
    assert!(!view.request.acts.contains(&Act::Approve));
    let own = desk
        .approve(&henrik, &reference, view.request.version, None)
        .await;
    assert!(
        matches!(own, Err(DeskError::Refused(Refusal::FourEyes))),
        "{own:?}"
    );
    let view = desk.staff_request(&amara, &reference).await.unwrap();
    assert_eq!(
        view.prepared.unwrap().checked.as_deref(),
        Some("Nuala Brady")
    );
    desk.approve(&amara, &reference, view.request.version, None)
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    assert_eq!(company.shop(held).await.as_deref(), Some(NEW));
}

async fn what_changed_meanwhile_is_not_overwritten(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (agent, henrik) = (company.staff("Nuala").await, company.staff("Henrik").await);
    let amara = company.staff("Amara").await;
    let reference = checked(&company, &agent).await;
    let form = desk.prepare_form(&henrik, &reference).await.unwrap();
    let what = phone_in(&form);
    let preparing = Preparing {
        what: &what,
        new: NEW,
        client_id: desk.new_client_id(),
        ..Preparing::default()
    };
    desk.prepare_correction(&henrik, (&reference, form.version), &preparing)
        .await
        .unwrap();
    let view = desk.staff_request(&agent, &reference).await.unwrap();
    desk.check_prepared(&agent, &reference, &view.prepared.unwrap().seal)
        .await
        .unwrap();
    let old = company
        .shop("select phone from customers where id = 1001")
        .await;
    let old = old.unwrap();
    company
        .write_shop("update customers set phone = '+353 1 555 0199' where id = 1001")
        .await;
    let version = view.request.version;
    desk.approve(&amara, &reference, version, None)
        .await
        .unwrap();
    for _ in 0..200 {
        let stage = desk
            .staff_request(&amara, &reference)
            .await
            .unwrap()
            .request
            .line
            .stage;
        if stage == Stage::NeedsPerson {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let view = desk.staff_request(&amara, &reference).await.unwrap();
    assert_eq!(view.request.line.stage, Stage::NeedsPerson);
    let held = "select phone from customers where id = 1001";
    let other = company.shop(held).await;
    assert_eq!(other.as_deref(), Some("+353 1 555 0199"));
    // The morning says what is stopped and why; whoever may has it tried again, and it goes on.
    let theirs = desk.morning(&agent, None).await.unwrap();
    assert_eq!(theirs.stuck[0].retry, None);
    let morning = desk.morning(&amara, None).await.unwrap();
    assert_eq!(morning.numbers.stuck, 1);
    let stuck = &morning.stuck[0];
    assert_eq!(stuck.reference, reference);
    assert_eq!(stuck.why[0].1, "stuck-failed");
    let back = format!("update customers set phone = '{old}' where id = 1001");
    company.write_shop(&back).await;
    desk.retry(&amara, &reference, stuck.retry.unwrap())
        .await
        .unwrap();
    let maria = company.signed_in(1001).await;
    company.wait_for(&maria, &reference, Stage::Answered).await;
    assert_eq!(company.shop(held).await.as_deref(), Some(NEW));
    assert!(desk.morning(&amara, None).await.unwrap().stuck.is_empty());
}
