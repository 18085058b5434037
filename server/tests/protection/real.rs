//! Every address that names something, opened by whom it belongs to and tried by everybody else:
//! real pages of real people, read for what protects a browser.

use std::{thread::sleep, time::Duration};

use habeas_app::{doors, render};
use habeas_demo::Demo;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use uuid::Uuid;

use crate::{
    OURS,
    program::{Answer, Program},
    protected,
    roles::{
        ALL, CUSTOMERS, DESK,
        Who::{self, Agent, Nobody, Officer, Other, Owner},
        cookies, turned_away,
    },
};

/// A program in which there is one of everything that an address can name.
pub struct Real {
    pub program: Program,
    cookies: Vec<(Who, String)>,
}

/// What a company to which a copy was handed over fetches.
const HANDED: &str = "/receive/{token}/copy.zip";

/// An address as the router has it, as it is asked for, who may, and what they get.
type Address = (&'static str, String, &'static [Who], u16);

impl Real {
    async fn open() -> Self {
        let program = Program::demo_that(&["--hold", "0"]);
        let cookies = cookies(&program);
        let real = Self { program, cookies };
        let mut support = real.store("support").await;
        // The owner has sent the help desk a picture.
        let sent = sqlx::query(
            "insert into attachments (message_id, file_name, media_type, content) \
             select m.id, 'garden.png', 'image/png', X'89504E470D0A1A0A' \
             from messages m join tickets t on t.id = m.ticket_id \
             join contacts c on c.id = t.contact_id where c.shop_customer_id = 1001 \
             or lower(c.email) = 'maria.keane@post.example' limit 1",
        );
        let sent = sent.execute(&mut support).await.unwrap();
        assert_eq!(sent.rows_affected(), 1);
        support.close().await.unwrap();
        real
    }

    /// A store of the company's.
    pub async fn store(&self, name: &str) -> SqliteConnection {
        let map = Demo::at(self.program.folder()).map_path;
        let file = map.with_file_name(format!("{name}.sqlite"));
        let options = SqliteConnectOptions::new().filename(file);
        SqliteConnection::connect_with(&options).await.unwrap()
    }

    pub fn headers(&self, who: Who) -> Vec<(&str, &str)> {
        let cookie = self.cookies.iter().find(|(one, _)| *one == who);
        let cookie = cookie.map(|(_, cookie)| ("cookie", cookie.as_str()));
        cookie.into_iter().chain([OURS]).collect()
    }

    pub fn get(&self, who: Who, path: &str) -> Answer {
        self.program.get(path, &self.headers(who))
    }

    /// Sends a form that leads on; where to.
    pub fn post(&self, who: Who, path: &str, body: &str) -> String {
        let answer = self.program.post(path, &self.headers(who), body);
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        answer.header("location").to_owned()
    }

    /// As [`Real::post`], with a file.
    pub fn hand_in(&self, who: Who, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = String::new();
        for (name, value) in fields {
            body += &format!(
                "--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
        }
        body += "--edge\r\ncontent-disposition: form-data; name=\"evidence\"; filename=\"a.pdf\"\r\n\
                 content-type: application/pdf\r\n\r\n%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n\r\n--edge--\r\n";
        let mut headers = self.headers(who);
        headers.push(("content-type", "multipart/form-data; boundary=edge"));
        self.program.post(path, &headers, &body)
    }

    /// A page, once it is there.
    fn wait(&self, who: Who, path: &str) -> Answer {
        for _ in 0..300 {
            let answer = self.get(who, path);
            if answer.status == 200 {
                return answer;
            }
            sleep(Duration::from_millis(100));
        }
        panic!("{path} never came");
    }

    /// The number of a record on a page of the owner's.
    fn token(&self, place: &str) -> String {
        let page = self.get(Owner, &format!("/data/{place}")).body;
        after(&page, &format!("/data/{place}/"))
    }

    /// A deletion of somebody else's, approved and done; its number.
    fn erased(&self) -> String {
        let demo = Demo::at(self.program.folder());
        let person = &demo.people[1];
        let cookie = crate::roles::signed_in(&self.program, person.email, person.password);
        let headers = [OURS, ("cookie", cookie.as_str())];
        let body = format!("confirm=yes&client_id={}", Uuid::from_u128(40));
        let asked = self.program.post("/delete/confirm", &headers, &body);
        let reference = last(asked.header("location"));
        let path = format!("/staff/requests/{reference}");
        let page = self.get(Officer, &path).body;
        let version = after(&page, "name=\"version\" value=\"");
        let digest = after(&page, "name=\"digest\" value=\"");
        let body = format!("act=approve&version={version}&digest={digest}");
        self.post(Officer, &path, &body);
        self.wait(Nobody, &format!("/receipt/{reference}"));
        reference
    }

    /// A package of the owner's, ready; its number.
    fn package(&self) -> String {
        let body = format!("client_id={}", Uuid::from_u128(41));
        let reference = last(&self.post(Owner, "/take-away", &body));
        self.wait(Owner, &format!("/requests/{reference}/package"));
        reference
    }

    /// A correction with evidence that an officer has to look at; its number.
    fn correction(&self, token: &str) -> String {
        let path = format!("/data/shop.customers/{token}/phone");
        let page = self.get(Owner, &path).body;
        let (_, old) = page.split_once("name=\"old\" value=\"").unwrap();
        let old = old.split('"').next().unwrap();
        let id = Uuid::from_u128(42).to_string();
        let new = "+353 21 555 0142";
        let mut fields = vec![
            ("client_id", id.as_str()),
            ("old", old),
            ("new", new),
            ("reason", "It changed."),
            ("step", "check"),
        ];
        let checked = self.hand_in(Owner, &path, &fields);
        assert_eq!(checked.status, 200, "{}", checked.body);
        fields.truncate(4);
        fields.push(("step", "send"));
        let mut form = form_urlencoded::Serializer::new(String::new());
        let body = form.extend_pairs(fields).finish();
        last(&self.post(Owner, &path, &body))
    }

    /// A message of the owner's with a file, on a request of theirs; the file's address.
    fn message(&self, reference: &str) -> String {
        let path = format!("/requests/{reference}/messages");
        let id = Uuid::from_u128(43).to_string();
        let sent = self.hand_in(
            Owner,
            &path,
            &[("client_id", id.as_str()), ("message", "Here it is.")],
        );
        assert_eq!(sent.status, 303, "{}", sent.body);
        let page = self.get(Owner, &format!("/requests/{reference}")).body;
        let begin = format!("/requests/{reference}/files/");
        format!("{begin}{}", after(&page, &begin))
    }

    /// A request without an account; the token of the link that was mailed.
    fn asked(&self) -> String {
        let body = format!(
            "client_id={}&right=access&email=somebody%40new.example&name=&details=",
            Uuid::from_u128(44)
        );
        self.post(Nobody, "/ask", &body);
        after(&self.mailed("/ask/confirm/"), "")
    }

    /// What an officer has to read before a copy is whole: a thing on the bench, and a file on it.
    fn on_the_bench(&self, reference: &str) -> (String, String) {
        let begin = format!("/staff/requests/{reference}/bench");
        let page = self.get(Officer, &begin).body;
        let begin = format!("href=\"{begin}/");
        let items: Vec<&str> = page
            .split(&begin)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let items = items.iter().map(|item| format!("{}{item}", &begin[6..]));
        let items: Vec<String> = items.collect();
        let file = items.iter().find_map(|item| {
            let original = format!("{item}/original");
            let page = self.get(Officer, item).body;
            page.contains(&original).then_some(original)
        });
        (items[0].clone(), file.unwrap())
    }

    /// Every address that names something, with something in its place.
    async fn addresses(&self) -> Vec<Address> {
        let (receipt, package) = (self.erased(), self.package());
        let token = self.token("shop.customers");
        let (guess, letter) = (
            self.token("shop.insights"),
            self.token("documents.invoice_files"),
        );
        let correction = self.correction(&token);
        let file = self.message(&correction);
        let person = format!("/data/shop.customers/{token}");
        let staff = format!("/staff/requests/{correction}");
        let page = self.get(Officer, &staff).body;
        let evidence = after(&page, &format!("{staff}/evidence/"));
        let own = format!("/requests/{correction}");
        let (item, original) = self.on_the_bench(&package);
        let handed = self.handed_over(&package);
        let people = Demo::at(self.program.folder()).people;
        let found = self.found(people[0].email);
        let inside = self.kept_inside(&correction);
        let stop = self.to_stop(people[2].customer_id, people[2].email).await;
        const HERS: &[Who] = &[Owner];
        const OFFICERS: &[Who] = &[Officer];
        vec![
            (
                "/receipt/{reference}",
                format!("/receipt/{receipt}"),
                ALL,
                200,
            ),
            (
                "/receipt/{reference}/signed.json",
                format!("/receipt/{receipt}/signed.json"),
                ALL,
                200,
            ),
            (
                "/goodbye/{reference}",
                format!("/goodbye/{receipt}"),
                ALL,
                200,
            ),
            (
                "/join/{token}",
                format!("/join/{}", self.program.invitation()),
                ALL,
                200,
            ),
            (
                "/ask/confirm/{token}",
                format!("/ask/confirm/{}", self.asked()),
                ALL,
                200,
            ),
            (
                "/data/{place}",
                "/data/shop.customers".into(),
                CUSTOMERS,
                200,
            ),
            ("/data/{place}/{token}", person.clone(), HERS, 200),
            (
                "/data/{place}/{token}/{field}",
                format!("{person}/full_name"),
                HERS,
                200,
            ),
            (
                "/data/{place}/{token}/{field}/statement",
                format!("{person}/full_name/statement"),
                HERS,
                200,
            ),
            (
                "/data/{place}/{token}/{field}/review",
                format!("/data/shop.insights/{guess}/conclusion/review"),
                HERS,
                200,
            ),
            (
                "/data/{place}/{token}/{field}/file",
                format!("/data/documents.invoice_files/{letter}/document/file"),
                HERS,
                200,
            ),
            ("/requests/{reference}", own.clone(), HERS, 200),
            (
                "/requests/{reference}/messages",
                format!("{own}/messages"),
                HERS,
                200,
            ),
            ("/requests/{reference}/files/{id}", file, HERS, 200),
            (
                "/requests/{reference}/package",
                format!("/requests/{package}/package"),
                HERS,
                200,
            ),
            (
                "/requests/{reference}/hand-over",
                format!("/requests/{package}/hand-over"),
                HERS,
                200,
            ),
            ("/receive/{token}", format!("/receive/{handed}"), ALL, 200),
            // It is the other customer's browser that the code was given in.
            (HANDED, format!("/receive/{handed}/copy.zip"), &[Other], 200),
            ("/not-me/{token}", format!("/not-me/{stop}"), ALL, 200),
            (
                "/staff/people/{token}",
                format!("/staff/people/{found}"),
                &[Agent],
                200,
            ),
            ("/staff/requests/{reference}/inside/{id}", inside, DESK, 200),
            ("/staff/requests/{reference}", staff.clone(), DESK, 200),
            (
                "/staff/requests/{reference}/messages",
                format!("{staff}/messages"),
                DESK,
                200,
            ),
            (
                "/staff/requests/{reference}/letter",
                format!("{staff}/letter"),
                DESK,
                200,
            ),
            (
                "/staff/requests/{reference}/inside",
                format!("{staff}/inside"),
                DESK,
                200,
            ),
            (
                "/staff/requests/{reference}/correction",
                format!("{staff}/correction"),
                DESK,
                200,
            ),
            (
                "/staff/requests/{reference}/approve",
                format!("{staff}/approve"),
                OFFICERS,
                200,
            ),
            (
                "/staff/requests/{reference}/holds",
                format!("{staff}/holds"),
                DESK,
                200,
            ),
            (
                "/staff/requests/{reference}/who",
                format!("{staff}/who"),
                DESK,
                200,
            ),
            (
                "/staff/requests/{reference}/person",
                format!("{staff}/person"),
                DESK,
                200,
            ),
            (
                "/staff/requests/{reference}/bench",
                format!("/staff/requests/{package}/bench"),
                OFFICERS,
                200,
            ),
            (
                "/staff/requests/{reference}/bench/{place}/{token}/{field}",
                item,
                OFFICERS,
                200,
            ),
            (
                "/staff/requests/{reference}/bench/{place}/{token}/{field}/original",
                original,
                OFFICERS,
                200,
            ),
            (
                "/staff/requests/{reference}/evidence/{id}",
                format!("{staff}/evidence/{evidence}"),
                DESK,
                200,
            ),
        ]
    }
}

/// What follows a text, up to a slash or a quote.
pub fn after(page: &str, begin: &str) -> String {
    let (_, rest) = page
        .split_once(begin)
        .unwrap_or_else(|| panic!("{begin} is not on the page: {page}"));
    let end = rest
        .find(['/', '"', '<', '\n', ' ', '#'])
        .unwrap_or(rest.len());
    rest[..end].to_owned()
}

fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A file's own policy is stricter than that of a page, and has no nonce.
fn protected_file(what: &str, answer: &Answer) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{what}: {policy}");
    assert!(!policy.contains("script-src"), "{what}: {policy}");
}

#[tokio::test]
async fn what_an_address_names_is_opened_by_its_owner_and_by_nobody_else() {
    let real = Real::open().await;
    let addresses = real.addresses().await;
    let mut wrong = Vec::new();
    for (address, path, allowed, status) in &addresses {
        for who in ALL {
            let answer = real.get(*who, path);
            let what = format!("{path} as {who:?} ({})", answer.status);
            let right = if allowed.contains(who) {
                answer.status == *status
            } else if *address == HANDED {
                // Nobody signs in to fetch it.
                answer.status == 404
            } else {
                turned_away(*who, allowed, &answer)
            };
            if !right {
                wrong.push(format!("{address}: {what}"));
            }
            let file = ["/file", "{id}", "/original"]
                .iter()
                .any(|end| address.ends_with(end));
            if file && answer.status == 200 {
                protected_file(&what, &answer);
            } else {
                protected(&what, &answer);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Whatever names something is in the list above.
    let doors = doors::addresses().into_iter();
    let doors = doors.filter(|(method, _)| method.as_str() == "GET");
    let pages = render::addresses().into_iter();
    for known in pages.chain(doors.map(|(_, address)| address.to_owned())) {
        let tried = addresses.iter().any(|(address, ..)| *address == known);
        assert!(tried || !known.contains('{'), "{known} was not tried");
    }
}

#[tokio::test]
async fn a_package_comes_whole_or_in_part_and_a_receipt_is_checked_offline() {
    let real = Real::open().await;
    let path = format!("/requests/{}/package", real.package());
    let whole = real.get(Owner, &path);
    assert_eq!(whole.header("content-type"), "application/zip");
    let bytes: usize = whole.header("content-length").parse().unwrap();
    let mut headers = real.headers(Owner);
    headers.push(("range", "bytes=0-9"));
    let part = real.program.get(&path, &headers);
    assert_eq!(part.status, 206);
    assert_eq!(part.header("content-length"), "10");
    assert_eq!(part.header("content-range"), format!("bytes 0-9/{bytes}"));
    protected("a part of a package", &part);
    let mut headers = real.headers(Owner);
    let beyond = format!("bytes={bytes}-");
    headers.push(("range", beyond.as_str()));
    let beyond = real.program.get(&path, &headers);
    assert_eq!(beyond.status, 416);
    protected("beyond a package", &beyond);
    // A range does not open what is somebody else's.
    let mut headers = real.headers(Other);
    headers.push(("range", "bytes=0-9"));
    assert_eq!(real.program.get(&path, &headers).status, 404);

    let signed = real.get(Nobody, &format!("/receipt/{}/signed.json", real.erased()));
    let keys = real.get(Nobody, "/keys").body;
    let (_, key) = keys.split_once("<code class=\"hash\">").unwrap();
    let key = key.split('<').next().unwrap();
    let file = real.program.folder().join("receipt.json");
    let verify = |text: &str, key: &str| {
        std::fs::write(&file, text).unwrap();
        real.program
            .command(&["receipt", "verify", file.to_str().unwrap(), "--key", key])
    };
    let (well, said) = verify(&signed.body, key);
    assert!(well && said.contains("Genuine: signed by key "), "{said}");
    // Changed by a digit, signed by another, or none at all.
    let changed = signed
        .body
        .replacen("\\\"deleted\\\":", "\\\"deleted\\\":1", 1);
    assert_ne!(changed, signed.body);
    let (well, said) = verify(&changed, key);
    assert!(!well && said.contains("NOT GENUINE"), "{said}");
    let other = habeas_domain::proof::public_text(
        &ed25519_dalek::SigningKey::from_bytes(&[7; 32]).verifying_key(),
    );
    let (well, said) = verify(&signed.body, &other);
    assert!(!well && said.contains("NOT GENUINE"), "{said}");
    let (well, said) = verify("{}", key);
    assert!(!well && said.contains("no signed receipt"), "{said}");
    let (well, said) = verify(&signed.body, "not a key");
    assert!(!well && said.contains("--key"), "{said}");
}
