//! Corrections that need a look: what reaches the person, what is handed in, what an officer sees
//! and decides, and who else is told.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::Arc,
};

use chrono::TimeDelta;
use habeas_desk::{DeskError, FileFault, LARGEST_EVIDENCE, Problem, RefusalAsked, Scanner, Upload};
use habeas_domain::{request::Refusal, view::Stage};

use crate::{
    company::{Company, On},
    keep::{correcting, show_contact},
    on_both,
};

on_both![
    what_reaches_a_person_is_never_changed_at_once,
    a_name_of_any_country_is_kept_as_it_is_written,
    evidence_is_checked_sealed_and_seen_by_officers_alone,
    evidence_goes_after_the_decision,
    nothing_is_taken_that_the_scanner_has_not_cleared,
    a_refusal_leaves_the_store_and_opens_a_statement,
    who_gets_the_data_is_told,
];

const MARIA: i64 = 1001;
const DECLAN: i64 = 1002;
const PDF: &[u8] = b"%PDF-1.7 an invented certificate";

fn pdf(name: &str) -> Upload {
    Upload {
        name: name.to_owned(),
        declared: "application/pdf".to_owned(),
        content: PDF.to_vec(),
    }
}

fn fault<T: std::fmt::Debug>(done: Result<T, DeskError>) -> Problem {
    match done {
        Err(DeskError::Answers(mut answers)) => answers.pop().unwrap().1,
        other => panic!("{other:?}"),
    }
}

/// The map says "directly" for telephone numbers; whoever took a session over would change those
/// first.
async fn what_reaches_a_person_is_never_changed_at_once(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let before = company.dump().await;
    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "phone", "+353 21 555 0142");
    let form = desk.check_correction(&maria, &asked).await.unwrap();
    assert!(form.after_review && form.contact);
    let reference = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    let view = desk.request(&maria, &reference).await.unwrap();
    assert_eq!(view.line.stage, Stage::Open);
    assert!(view.correction.unwrap().contact);
    assert_eq!(company.dump().await, before);
    // Nobody approves it before the new number was shown to be hers, and the old address is told.
    let officer = company.staff("Henrik").await;
    let early = desk.approve(&officer, &reference, view.version, None).await;
    let unshown = matches!(early, Err(DeskError::Refused(Refusal::ContactNotShown)));
    assert!(unshown, "{early:?}");
    let wrong = desk
        .give_contact_code(&maria, &reference, "0000 0000")
        .await;
    assert_eq!(fault(wrong), Problem::WrongCode);
    let declan = company.signed_in(DECLAN).await;
    let theirs = desk.give_contact_code(&declan, &reference, "1").await;
    assert!(matches!(theirs, Err(DeskError::NotFound)), "{theirs:?}");
    show_contact(&company, &maria, &reference, "+353 21 555 0142").await;
    let told = "An address or number of yours is to be changed";
    company.mail(company.person(MARIA).email, told).await;
    let view = desk.request(&maria, &reference).await.unwrap();
    assert!(!view.correction.unwrap().unshown);
    desk.approve(&officer, &reference, view.version, None)
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let now = company
        .shop("SELECT phone FROM customers WHERE id = 1001")
        .await;
    assert_eq!(now.as_deref(), Some("+353 21 555 0142"));
}

async fn a_name_of_any_country_is_kept_as_it_is_written(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let long = "Wolfeschlegelsteinhausenbergerdorff ".repeat(6);
    for (typed, kept) in [
        ("李", "李"),
        ("Jose\u{301} O’Brien-Łukasz", "José O’Brien-Łukasz"),
        ("علی\u{200c}رضا", "علی\u{200c}رضا"),
        (long.as_str(), long.trim()),
    ] {
        let data = desk.your_data(&maria).await.unwrap();
        let asked = correcting(&data, "full_name", typed);
        let reference = desk
            .correct(&maria, &asked, desk.new_client_id())
            .await
            .unwrap();
        company.wait_for(&maria, &reference, Stage::Answered).await;
        let now = company
            .shop("SELECT full_name FROM customers WHERE id = 1001")
            .await;
        assert_eq!(now.as_deref(), Some(kept));
    }
    let data = desk.your_data(&maria).await.unwrap();
    for unseen in ["Maria\u{202e}airaM", "Maria\u{7}", "Ma\u{200b}ria"] {
        let asked = correcting(&data, "full_name", unseen);
        let problem = fault(desk.check_correction(&maria, &asked).await);
        assert_eq!(problem.key(), "problem-unprintable", "{unseen:?}");
    }
}

async fn evidence_is_checked_sealed_and_seen_by_officers_alone(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    let id = desk.new_client_id();
    let wrong = |name: &str, declared: &str, content: &[u8]| Upload {
        name: name.to_owned(),
        declared: declared.to_owned(),
        content: content.to_vec(),
    };
    for upload in [
        wrong("marriage.pdf", "application/pdf", b"MZ\x90\0"),
        wrong("marriage.png", "image/png", PDF),
        wrong("marriage.pdf", "image/png", PDF),
        wrong("marriage.svg", "image/svg+xml", b"<svg onload='x()'/>"),
        wrong("marriage.txt", "text/plain", b"I married"),
        wrong("marriage.pdf", "application/pdf", b""),
    ] {
        let problem = fault(desk.hand_in(&maria, id, &upload).await);
        assert_eq!(problem, Problem::File(FileFault::Kind), "{upload:?}");
    }
    let mut large = pdf("large.pdf");
    large.content.resize(LARGEST_EVIDENCE + 1, b' ');
    let problem = fault(desk.hand_in(&maria, id, &large).await);
    assert_eq!(problem, Problem::File(FileFault::TooLarge(5)));
    for name in ["marriage.pdf", "../../etc/passwd.pdf", "second.pdf"] {
        desk.hand_in(&maria, id, &pdf(name)).await.unwrap();
    }
    let problem = fault(desk.hand_in(&maria, id, &pdf("fourth.pdf")).await);
    assert_eq!(problem, Problem::File(FileFault::TooMany(3)));
    // Another person's form of the same number sees none of it.
    assert!(desk.handed_in(&declan, id).await.unwrap().is_empty());
    let there = desk.handed_in(&maria, id).await.unwrap();
    assert_eq!(there.len(), 3);
    let theirs = desk.take_evidence_back(&declan, id, there[2].id).await;
    assert!(matches!(theirs, Err(DeskError::NotFound)));
    desk.take_evidence_back(&maria, id, there[2].id)
        .await
        .unwrap();

    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "email", "maria.nova@post.example");
    let reference = desk.correct(&maria, &asked, id).await.unwrap();
    let view = desk.request(&maria, &reference).await.unwrap();
    let evidence = view.correction.unwrap().evidence;
    assert_eq!(evidence.len(), 2);
    assert_eq!(evidence[0].name, "marriage.pdf");
    let officer = company.staff("Henrik").await;
    let seen = desk.staff_request(&officer, &reference).await.unwrap();
    assert_eq!(seen.request.correction.unwrap().evidence.len(), 2);
    let before = desk.looks(&maria).await.unwrap().len();
    let file = desk
        .evidence_file(&officer, &reference, evidence[0].id)
        .await
        .unwrap();
    assert_eq!(file.size, PDF.len() as u64);
    assert_eq!(desk.looks(&maria).await.unwrap().len(), before + 1);
    let auditor = company.staff("Roisin").await;
    for stranger in [&auditor, &declan, &maria] {
        let file = desk
            .evidence_file(stranger, &reference, evidence[0].id)
            .await;
        assert!(matches!(file, Err(DeskError::NotFound)));
    }
    // At rest neither name nor content can be read.
    if on == On::Sqlite {
        for end in ["", "-wal"] {
            let file = company.folder.path().join(format!("ledger.sqlite{end}"));
            let bytes = std::fs::read(file).unwrap_or_default();
            for plain in [&b"marriage.pdf"[..], b"an invented certificate"] {
                assert!(!bytes.windows(plain.len()).any(|part| part == plain));
            }
        }
    }
}

async fn evidence_goes_after_the_decision(on: On) {
    let company = Company::settled(on, |settings| settings.evidence_kept = TimeDelta::zero()).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let id = desk.new_client_id();
    desk.hand_in(&maria, id, &pdf("marriage.pdf"))
        .await
        .unwrap();
    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "email", "maria.nova@post.example");
    let reference = desk.correct(&maria, &asked, id).await.unwrap();
    let kept = |view: habeas_domain::view::RequestView| view.correction.unwrap().evidence.len();
    desk.throw_away_now().await.unwrap();
    // As long as nobody has decided it stays.
    assert_eq!(kept(desk.request(&maria, &reference).await.unwrap()), 1);
    desk.withdraw(&maria, &reference).await.unwrap();
    for _ in 0..2 {
        desk.throw_away_now().await.unwrap();
    }
    assert_eq!(kept(desk.request(&maria, &reference).await.unwrap()), 0);
}

/// A scanner that speaks as clamd does: finds what holds "VIRUS".
fn scanner() -> (String, Arc<TcpListener>) {
    let listener = Arc::new(TcpListener::bind("127.0.0.1:0").unwrap());
    let address = listener.local_addr().unwrap().to_string();
    let listening = listener.clone();
    std::thread::spawn(move || {
        while let Ok((mut socket, _)) = listening.accept() {
            let mut command = [0; 10];
            socket.read_exact(&mut command).unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut content = Vec::new();
            loop {
                let mut length = [0; 4];
                socket.read_exact(&mut length).unwrap();
                let length = u32::from_be_bytes(length) as usize;
                if length == 0 {
                    break;
                }
                let from = content.len();
                content.resize(from + length, 0);
                socket.read_exact(&mut content[from..]).unwrap();
            }
            let found = content.windows(5).any(|part| part == b"VIRUS");
            let said: &[u8] = if found {
                b"stream: Eicar FOUND\0"
            } else {
                b"stream: OK\0"
            };
            socket.write_all(said).unwrap();
        }
    });
    (address, listener)
}

async fn nothing_is_taken_that_the_scanner_has_not_cleared(on: On) {
    let (address, _listener) = scanner();
    let company =
        Company::settled(on, |settings| settings.scan = Some(Scanner::Tcp(address))).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let id = desk.new_client_id();
    let mut bad = pdf("bad.pdf");
    bad.content.extend_from_slice(&b" ".repeat(200_000));
    bad.content.extend_from_slice(b"VIRUS");
    let problem = fault(desk.hand_in(&maria, id, &bad).await);
    assert_eq!(problem, Problem::File(FileFault::Unsafe));
    desk.hand_in(&maria, id, &pdf("good.pdf")).await.unwrap();
    assert_eq!(desk.handed_in(&maria, id).await.unwrap().len(), 1);
    // One that does not answer has not said "clean".
    let dead = Scanner::Tcp("127.0.0.1:1".to_owned());
    let company = Company::settled(on, |settings| settings.scan = Some(dead)).await;
    let maria = company.signed_in(MARIA).await;
    let problem = fault(company.desk.hand_in(&maria, id, &pdf("good.pdf")).await);
    assert_eq!(problem, Problem::File(FileFault::NotScanned));
}

async fn a_refusal_leaves_the_store_and_opens_a_statement(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "email", "maria.nova@post.example");
    let reference = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    let before = company.dump().await;
    let officer = company.staff("Henrik").await;
    let seen = desk.staff_request(&officer, &reference).await.unwrap();
    let refusal = RefusalAsked {
        ground: seen.grounds[0].ground.clone(),
        note: "We could not reach you there.".to_owned(),
    };
    desk.refuse(&officer, &reference, seen.request.version, &refusal)
        .await
        .unwrap();
    assert_eq!(company.dump().await, before);
    let view = desk.request(&maria, &reference).await.unwrap();
    assert_eq!(view.line.stage, Stage::Refused);
    let page = view.correction.unwrap().page.unwrap();
    let parts: Vec<&str> = page.split('/').collect();
    let about = (parts[2], parts[3], parts[4]);
    desk.add_statement(&maria, about, "It is my address.", desk.new_client_id())
        .await
        .unwrap();
    let record = desk
        .one_record(&maria, (parts[2], parts[3]), None)
        .await
        .unwrap()
        .record;
    let field = record
        .fields
        .iter()
        .find(|field| field.name == "email")
        .unwrap();
    assert_eq!(field.statements.len(), 1);
}

async fn who_gets_the_data_is_told(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "full_name", "María Nováková");
    let reference = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let told = desk
        .request(&maria, &reference)
        .await
        .unwrap()
        .correction
        .unwrap()
        .told;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].name.as_str(), told[0].at), ("carrier", None));
    let (officer, agent) = (company.staff("Henrik").await, company.staff("Roisin").await);
    let refused = desk.note_told(&agent, &reference, "carrier").await;
    assert!(matches!(refused, Err(DeskError::NotFound)));
    let nobody = desk.note_told(&officer, &reference, "tax").await;
    assert!(matches!(nobody, Err(DeskError::NotFound)));
    desk.note_told(&officer, &reference, "carrier")
        .await
        .unwrap();
    let again = desk.note_told(&officer, &reference, "carrier").await;
    assert!(matches!(again, Err(DeskError::Conflict)));
    let told = desk
        .request(&maria, &reference)
        .await
        .unwrap()
        .correction
        .unwrap()
        .told;
    assert!(told[0].at.is_some());
}
