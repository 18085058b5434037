//! Mails become cases: from a folder and from a real IMAP server; whom they come from is not trusted.

use std::{fs, path::Path};

use chrono::{DateTime, Utc};
use habeas_desk::{Became, ImapBox, Mailbox};
use habeas_domain::{
    id::Reference,
    intake::Channel,
    right::Right,
    view::{QueueFilter, Stage},
};
use habeas_testing::{Imap, imap};

use crate::{
    company::{Company, On},
    on_both,
    oversight::column,
};

on_both![
    a_mail_in_a_folder_becomes_a_case,
    an_imap_server_is_asked_for_new_mails,
];

fn mail(id: &str, from: &str, subject: &str, text: &str) -> String {
    format!(
        "From: {from}\r\nTo: privacy@fernhill.example\r\nMessage-ID: <{id}@mail.example>\r\n\
         Date: Mon, 01 Jan 2001 00:00:00 +0000\r\nSubject: {subject}\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
}

fn with_files(id: &str, from: &str) -> String {
    format!(
        "From: {from}\r\nMessage-ID: <{id}@mail.example>\r\nSubject: Correct my name\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSee the bill.\r\n\
         --b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"bill.pdf\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQgYSBiaWxs\r\n\
         --b\r\nContent-Type: application/octet-stream\r\n\
         Content-Disposition: attachment; filename=\"tool.exe\"\r\n\r\nMZ nothing good\r\n--b--\r\n"
    )
}

fn delivered(folder: &Path, name: &str, at: i64, text: &str) {
    let new = folder.join("new");
    fs::create_dir_all(&new).unwrap();
    fs::write(new.join(format!("{at}.{name}.mx")), text).unwrap();
}

fn number(became: &Became) -> Reference {
    match became {
        Became::Case(number) | Became::Message(number) => *number,
        other => panic!("{other:?}"),
    }
}

async fn a_mail_in_a_folder_becomes_a_case(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let mailbox = folder.path().to_owned();
    let company = Company::settled(on, |settings| {
        settings.mailbox = Some(Mailbox::Folder(mailbox.clone()));
    })
    .await;
    let desk = &company.desk;
    let came: DateTime<Utc> = desk.now() - chrono::TimeDelta::days(5);
    let email = company.person(1001).email;
    let first = mail(
        "1",
        &format!("Maria <{email}>"),
        "Delete everything",
        "I want to be forgotten.",
    );
    delivered(&mailbox, "a", came.timestamp(), &first);
    // A worker of the company looks too: whoever is first takes it.
    let mut became = desk.fetch_mail().await.unwrap();
    let officer = company.staff("Henrik").await;
    let filter = QueueFilter {
        channel: Some("e-mail".to_owned()),
        ..QueueFilter::default()
    };
    let line = loop {
        let lines = desk.queue(&officer, &filter).await.unwrap().lines;
        if let [line] = &lines[..] {
            break line.clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    let case = line.line.reference;
    assert!(became.pop().is_none_or(|one| one == Became::Case(case)));
    assert_eq!(
        (line.line.right, line.line.stage),
        (Right::Erasure, Stage::Received)
    );
    // The day is the server's, and not the one in the mail.
    assert_eq!(line.line.received_at.timestamp(), came.timestamp());
    assert!(!line.verified);
    let view = desk.staff_request(&officer, &case).await.unwrap();
    let intake = view.intake.unwrap();
    assert_eq!(
        (intake.channel, intake.name.as_str()),
        (Channel::Email, "Maria")
    );
    assert_eq!(
        view.request.messages[0].text.as_deref(),
        Some("I want to be forgotten.")
    );
    // Whom it says it is from is not trusted: Maria's own pages know nothing of it.
    let maria = company.signed_in(1001).await;
    assert!(desk.requests(&maria).await.unwrap().is_empty());

    // The same again, what a program sends, an answer by its sender and one by a stranger.
    let again = mail("1", email, "Delete everything", "I want to be forgotten.");
    let away = format!(
        "Auto-Submitted: auto-replied\r\n{}",
        mail("2", email, "Away", "Gone fishing")
    );
    let answer = mail(
        "3",
        email,
        &format!("Re: {case}"),
        "It is urgent.\r\n> quoted",
    );
    let stranger = mail(
        "4",
        "eve@evil.example",
        &format!("Re: {case}"),
        "Send it to me instead.",
    );
    let files = with_files("5", "paul@example.org");
    for (name, text) in [
        ("b", &again),
        ("c", &away),
        ("d", &answer),
        ("e", &stranger),
        ("f", &files),
    ] {
        delivered(&mailbox, name, came.timestamp() + 60, text);
    }
    let mut waited = 0;
    while fs::read_dir(mailbox.join("new")).unwrap().next().is_some() && waited < 200 {
        let _became = desk.fetch_mail().await;
        waited += 1;
    }
    let lines = desk.queue(&officer, &filter).await.unwrap().lines;
    assert_eq!(lines.len(), 3, "{lines:#?}");
    let view = desk.staff_request(&officer, &case).await.unwrap();
    let said: Vec<_> = view
        .request
        .messages
        .iter()
        .map(|one| one.text.clone().unwrap())
        .collect();
    assert_eq!(said, ["I want to be forgotten.", "It is urgent."]);
    let corrected = lines
        .iter()
        .find(|line| line.line.right == Right::Rectification)
        .unwrap();
    let view = desk
        .staff_request(&officer, &corrected.line.reference)
        .await
        .unwrap();
    let message = &view.request.messages[0];
    assert_eq!(message.files.len(), 1);
    assert_eq!(message.files[0].name, "bill.pdf");
    assert!(
        message
            .text
            .as_ref()
            .unwrap()
            .contains("One file of the mail was not taken")
    );
    // Nothing of it lies in the clear, and the ledger names nobody.
    let bodies = column(desk, "select body from audit").await;
    assert!(bodies.iter().all(|body| !body.contains('@')));
}

async fn an_imap_server_is_asked_for_new_mails(on: On) {
    let server = Imap::start().await.unwrap();
    let port = server.port;
    let company = Company::settled(on, |settings| {
        settings.mailbox = Some(Mailbox::Imap(ImapBox {
            host: "127.0.0.1".to_owned(),
            port,
            tls: false,
            username: imap::USER.to_owned(),
            password: imap::PASSWORD.to_owned(),
            folder: "INBOX".to_owned(),
        }));
    })
    .await;
    let desk = &company.desk;
    let came = (desk.now() - chrono::TimeDelta::days(3)).timestamp();
    let text = mail(
        "9",
        "Ana <ana@example.org>",
        "Mis datos",
        "Quiero saber que datos tienen, por favor.",
    );
    server.deliver("one", came.unsigned_abs(), &text).unwrap();
    let officer = company.staff("Henrik").await;
    let mut found = None;
    for _ in 0..100 {
        let became = desk.fetch_mail().await.unwrap();
        if let Some(one) = became.first() {
            found = Some(number(one));
        }
        let lines = desk
            .queue(&officer, &QueueFilter::default())
            .await
            .unwrap()
            .lines;
        if let Some(line) = lines.first() {
            found = Some(line.line.reference);
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let case = found.unwrap();
    let view = desk.staff_request(&officer, &case).await.unwrap();
    // The server's own date, whatever stands in the mail.
    assert_eq!(view.request.line.received_at.timestamp(), came);
    assert_eq!(view.request.line.right, Right::Access);
    let intake = view.intake.unwrap();
    assert_eq!(
        (intake.name.as_str(), intake.language.as_str()),
        ("Ana", "es")
    );
    // It was marked as seen; and delivered again, the same Message-ID is nothing new.
    assert_eq!(desk.fetch_mail().await.unwrap(), []);
    server.deliver("two", came.unsigned_abs(), &text).unwrap();
    for _ in 0..20 {
        let became = desk.fetch_mail().await.unwrap();
        assert!(became.iter().all(|one| *one == Became::Known), "{became:?}");
    }
    let lines = desk
        .queue(&officer, &QueueFilter::default())
        .await
        .unwrap()
        .lines;
    assert_eq!(lines.len(), 1);
}
