//! Messages on their way: to a real mail server on a socket, and to a service for text messages.

use std::time::Duration;

use habeas_desk::{Desk, MailSettings, Purpose, SmsSettings, Tls};
use habeas_domain::map;
use habeas_ledger::{Ledger, outbox};
use habeas_stores::Stores;
use habeas_testing::{Received, Smtp, in_greek, plain_words};
use habeas_words::Locale;
use tempfile::TempDir;
use tokio::sync::watch;

use crate::{
    company::{HERE, On, at_work, open_desk},
    on_both,
};

on_both![
    a_mail_arrives_once_with_text_and_html_and_is_shredded,
    what_is_put_off_or_dropped_is_tried_again_and_what_is_refused_is_not,
    a_mail_waits_until_there_is_a_server,
    no_address_gets_a_line_into_a_header,
];

struct House {
    desk: Desk,
    folder: TempDir,
    server: Smtp,
    _stop: watch::Sender<bool>,
}

fn settings(server: &Smtp) -> MailSettings {
    MailSettings {
        host: server.address.ip().to_string(),
        port: server.address.port(),
        tls: Tls::None,
        from: "Privacy at Fernhill <privacy@fernhill.example>".to_owned(),
        credentials: None,
    }
}

/// A desk with a mail server, and a store that holds nobody.
async fn house(on: On, kept: chrono::TimeDelta) -> House {
    let server = Smtp::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mail = settings(&server);
    let desk = open_desk(on, folder.path(), stores(folder.path()).await, |settings| {
        settings.outbox_shown = false;
        settings.mail = Some(mail);
        settings.mail_kept = kept;
    })
    .await;
    let _stop = at_work(&desk);
    House {
        desk,
        folder,
        server,
        _stop,
    }
}

async fn stores(folder: &std::path::Path) -> Stores {
    let today = habeas_ledger::time::Clock::System.now().date_naive();
    let demo = habeas_demo::create(&folder.join("stores"), habeas_demo::SEED, today)
        .await
        .unwrap();
    let text = std::fs::read_to_string(&demo.map_path).unwrap();
    let base = demo.map_path.parent().unwrap();
    Stores::open(map::parse(&text).unwrap(), base, |_| None).await
}

async fn rows(ledger: &Ledger) -> Vec<(String, Option<String>, bool, i64)> {
    let sql = "select state, error, sealed is null, attempts from outbox order by created_at, id";
    match ledger {
        Ledger::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_all(writer).await.unwrap(),
        Ledger::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
    }
}

impl House {
    async fn ask(&self, email: &str) {
        self.desk
            .ask_code(Purpose::Reset, email, None, &HERE)
            .await
            .unwrap();
    }

    async fn until(&self, done: impl Fn(&[Received], &[String]) -> bool) {
        let mut states = Vec::new();
        for _ in 0..400 {
            states = rows(self.desk.ledger()).await;
            let states: Vec<String> = states.iter().map(|row| row.0.clone()).collect();
            if done(&self.server.received(), &states) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{states:?} {:?}", self.server.received());
    }
}

async fn a_mail_arrives_once_with_text_and_html_and_is_shredded(on: On) {
    let house = house(on, chrono::TimeDelta::zero()).await;
    house.ask("nobody@nowhere.example").await;
    house.until(|_, states| states == ["sent"]).await;
    let received = house.server.received();
    let [mail] = received.as_slice() else {
        panic!("{received:?}");
    };
    assert_eq!(mail.from, "privacy@fernhill.example");
    assert_eq!(mail.to, ["nobody@nowhere.example"]);
    for part in [
        "From: \"Privacy at Fernhill\" <privacy@fernhill.example>\r\n",
        "To: nobody@nowhere.example\r\n",
        "Subject: There is no account under this address\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "Message-ID: <",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "/register",
    ] {
        assert!(mail.data.contains(part), "{part}: {}", mail.data);
    }
    assert!(!mail.data.contains("⟦") && !mail.data.contains("<script"));
    // What it held goes when its time is over; that it was sent stays.
    for _ in 0..800 {
        if rows(house.desk.ledger()).await == [("sent".to_owned(), None, true, 1)] {
            // Nothing that says who it was is left in the file.
            if let (On::Sqlite, Ok(bytes)) =
                (on, std::fs::read(house.folder.path().join("ledger.sqlite")))
            {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                assert!(!text.contains("nowhere.example"));
            }
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{:?}", rows(house.desk.ledger()).await);
}

async fn what_is_put_off_or_dropped_is_tried_again_and_what_is_refused_is_not(on: On) {
    let house = house(on, chrono::TimeDelta::days(1)).await;
    for email in [
        "refused@nowhere.example",
        "later@nowhere.example",
        "dropped@nowhere.example",
    ] {
        house.ask(email).await;
    }
    house
        .until(|received, states| {
            received.len() == 2
                && states.iter().filter(|state| *state == "sent").count() == 2
                && states.contains(&"failed".to_owned())
        })
        .await;
    let tries = |to| house.server.tries(to);
    assert_eq!(tries("refused@nowhere.example"), 1);
    assert_eq!(tries("later@nowhere.example"), 2);
    assert_eq!(tries("dropped@nowhere.example"), 2);
    let refused = rows(house.desk.ledger()).await;
    let refused = refused.iter().find(|row| row.0 == "failed").unwrap();
    assert_eq!((refused.1.as_deref(), refused.3), (Some("refused"), 1));
}

async fn a_mail_waits_until_there_is_a_server(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let desk = open_desk(on, folder.path(), stores(folder.path()).await, |settings| {
        settings.outbox_shown = false;
    })
    .await;
    let _stop = at_work(&desk);
    desk.ask_code(Purpose::Reset, "nobody@nowhere.example", None, &HERE)
        .await
        .unwrap();
    let mut there = Vec::new();
    for _ in 0..100 {
        there = rows(desk.ledger()).await;
        if !there.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_millis(600)).await;
    let waits = ("queued".to_owned(), None, false, 0);
    assert_eq!(
        (there.as_slice(), rows(desk.ledger()).await),
        (&[waits.clone()][..], vec![waits])
    );
    // Nor is it shown to anybody: this is no demo.
    assert!(desk.demo_outbox().await.is_err());
    // A time comes after which it is of no use.
    let mut tx = desk.ledger().begin().await.unwrap();
    let later = desk.now() + chrono::TimeDelta::days(3);
    assert_eq!(outbox::shred(&mut tx, later, later).await.unwrap(), 1);
}

async fn no_address_gets_a_line_into_a_header(on: On) {
    let house = house(on, chrono::TimeDelta::days(1)).await;
    for email in [
        "a@b.example\r\nBcc: everybody@b.example",
        "a@b.example\nSubject: x",
        "\"a\r\nBcc: c\"@b.example",
        "a@b.example,c@b.example",
        "a@b.example>\r\nRCPT TO:<c@b.example",
    ] {
        let asked = house
            .desk
            .ask_code(Purpose::Reset, email, None, &HERE)
            .await;
        // What is no address is refused; what might be one is sent to nobody by lettre.
        if asked.is_ok() {
            house
                .until(|_, states| states.iter().all(|state| state == "failed"))
                .await;
        }
    }
    house.ask("good@nowhere.example").await;
    house.until(|received, _| received.len() == 1).await;
    assert_eq!(house.server.received()[0].to, ["good@nowhere.example"]);
}

/// A text message is one post to the operator's service; what it says decides whether to try again.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_message_is_handed_to_the_operators_service() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/send", listener.local_addr().unwrap());
    let service = tokio::spawn(async move {
        let mut asked = Vec::new();
        for answer in ["503 Later", "200 OK"] {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut text = String::new();
            let mut buffer = [0; 4096];
            while !text.contains('}') {
                let read = stream.read(&mut buffer).await.unwrap();
                text.push_str(&String::from_utf8_lossy(&buffer[..read]));
            }
            let answer =
                format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
            asked.push(text);
        }
        asked
    });
    let folder = tempfile::tempdir().unwrap();
    let desk = open_desk(
        On::Sqlite,
        folder.path(),
        stores(folder.path()).await,
        |settings| {
            settings.outbox_shown = false;
            settings.sms = Some(SmsSettings {
                url,
                token: Some("hunter4".to_owned()),
            });
        },
    )
    .await;
    let _stop = at_work(&desk);
    let mut tx = desk.ledger().begin().await.unwrap();
    let text = habeas_desk::Mail::text("+353 1 555 0100", "identity-code", Locale::En)
        .value("code", "1234 5678")
        .value("minutes", 10);
    desk.tell(&mut tx, text).await.unwrap();
    tx.commit().await.unwrap();
    let asked = service.await.unwrap();
    assert_eq!(asked.len(), 2);
    let id = |text: &str| text.split("\"id\":\"").nth(1).unwrap()[..36].to_owned();
    assert_eq!(id(&asked[0]), id(&asked[1]));
    assert!(
        asked[1].starts_with("POST /send HTTP/1.1\r\n"),
        "{}",
        asked[1]
    );
    assert!(
        asked[1].contains("authorization: Bearer hunter4"),
        "{}",
        asked[1]
    );
    assert!(
        asked[1].contains("\"to\":\"+353 1 555 0100\""),
        "{}",
        asked[1]
    );
    assert!(asked[1].contains("1234 5678"), "{}", asked[1]);
}

/// Every mail and text message, in the language that disguises English.
#[tokio::test(flavor = "multi_thread")]
async fn no_word_of_any_mail_came_from_anywhere_but_the_message_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut map = map::parse(habeas_demo::MAP).unwrap();
    in_greek(&mut map);
    let stores = Stores::open(map, folder.path(), |_| None).await;
    let desk = open_desk(On::Sqlite, folder.path(), stores, |_| ()).await;
    let said = include_str!("../../../words/locales/en/mail.ftl");
    let day = habeas_ledger::time::Clock::System.now().date_naive();
    let (mut templates, mut last) = (std::collections::BTreeMap::new(), None);
    for line in said.lines() {
        let key = line.split(" =").next().unwrap_or_default();
        let named = |channel: &str| key.strip_prefix(channel).filter(|name| *name != "foot");
        if !line.starts_with([' ', '#']) && line.contains('=') {
            last = named("mail-")
                .map(|name| (true, name))
                .or(named("sms-").map(|name| (false, name)));
        }
        let Some(template) = last else { continue };
        let values = templates
            .entry(template)
            .or_insert_with(std::collections::BTreeSet::new);
        values.extend(line.split('$').skip(1).map(|rest| {
            let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            &rest[..end.unwrap_or(rest.len())]
        }));
    }
    assert!(templates.len() > 20, "{templates:?}");
    let mut tx = desk.ledger().begin().await.unwrap();
    for ((by_mail, name), values) in &templates {
        let name: &'static str = String::from(*name).leak();
        let mut mail = if *by_mail {
            habeas_desk::Mail::to("a@post.example", name, Locale::Pseudo)
        } else {
            habeas_desk::Mail::text("+353 1 555 0100", name, Locale::Pseudo)
        };
        for value in values
            .iter()
            .filter(|value| !["company", "home"].contains(value))
        {
            mail = match *value {
                "day" | "until" | "due" | "on" => mail.value(value, day),
                "days" | "minutes" | "count" | "hours" => mail.value(value, 3),
                "code" => mail.value(value, "1234 5678"),
                "link" | "page" | "url" => mail.value(value, "https://localhost/1"),
                _ => mail.value(value, "Ωμέγα"),
            };
        }
        desk.tell(&mut tx, mail).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mails = desk.demo_outbox().await.unwrap();
    assert_eq!(mails.len(), templates.len());
    let known = ["a@post.example", "https://localhost"]
        .map(str::to_owned)
        .into();
    let mut stray = Vec::new();
    for mail in mails {
        for text in [&mail.subject, &mail.text] {
            let words = plain_words(text, &known);
            if !words.is_empty() {
                stray.push(format!("{}: {words:?} in {text}", mail.subject));
            }
        }
    }
    assert!(stray.is_empty(), "{stray:#?}");
}
