//! Pages and doors with the desk of the demo company behind them.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

#[path = "doors/house.rs"]
mod house;
#[path = "doors/pseudo.rs"]
mod pseudo;

use axum::http::{Method, StatusCode};
use habeas_app::doors;
use house::{Got, House, attribute};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_signed_in_is_led_back_to_where_they_wanted_to_go() {
    let house = House::new().await;
    let person = &house.demo.people[0];
    let mut browser = house.browser();
    let home = browser.get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(!home.html.contains("<script"), "{}", home.html);

    let sent = browser.get("/data/shop.orders?page=2").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.to, "/sign-in?next=%2Fdata%2Fshop.orders%3Fpage%3D2");

    let wrong = [("email", person.email), ("password", "not my password")];
    let back = browser.post(&sent.to, &wrong).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.html.contains("<title>Error: "));
    assert!(back.html.contains(person.email));
    assert!(!back.html.contains("not my password"));

    let right = [("email", person.email), ("password", person.password)];
    let before = browser.cookie().map(str::to_owned);
    let entered = browser.post(&sent.to, &right).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert_eq!(entered.to, "/data/shop.orders?page=2");
    assert_ne!(browser.cookie().map(str::to_owned), before);
    assert_eq!(browser.get("/data").await.status, StatusCode::OK);

    let left = browser.post("/sign-out", &[]).await;
    assert_eq!(
        (left.status, left.to.as_str()),
        (StatusCode::SEE_OTHER, "/")
    );
    assert_eq!(browser.get("/data").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_is_remembered_and_leads_back_to_the_page() {
    let house = House::new().await;
    for (language, back, to, cookie) in [
        ("es", "/verify?a=b", "/verify?a=b", Some("language=es")),
        ("en", "//evil.example", "/", Some("language=en")),
        ("en-XA", "/verify", "/verify", None),
        ("; Path=/x", "/verify", "/verify", None),
    ] {
        let mut browser = house.browser();
        let fields = [("language", language), ("back", back)];
        let chosen = browser.post("/language", &fields).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{language}");
        assert_eq!(chosen.to, to, "{language}");
        assert_eq!(browser.cookie(), cookie, "{language}");
    }
    let page = house.browser().get("/verify?a=b").await.html;
    assert!(page.contains("action=\"/language\""), "{page}");
    assert!(page.contains("value=\"/verify?a=b\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_leads_to_no_other_site() {
    let house = House::new().await;
    let person = &house.demo.people[0];
    let right = [("email", person.email), ("password", person.password)];
    for next in ["//evil.example", "https://evil.example", "/%5Cevil.example"] {
        let mut browser = house.browser();
        let entered = browser.post(&format!("/sign-in?next={next}"), &right).await;
        assert_eq!(entered.to, "/data", "{next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_passwords_has_to_wait() {
    let house = House::new().await;
    let mut browser = house.browser();
    let wrong = [("email", "nobody@nowhere.example"), ("password", "a guess")];
    let mut waits = None;
    for _ in 0..8 {
        let got = browser.post("/sign-in", &wrong).await;
        if got.status == StatusCode::TOO_MANY_REQUESTS {
            waits = Some(got);
        }
    }
    let waits = waits.unwrap();
    assert!(waits.html.contains("That was too often in a row."));
    assert!(waits.html.contains("nobody@nowhere.example"));
    assert!(waits.wait.parse::<u64>().unwrap() > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_again_leads_on() {
    let house = House::new().await;
    let mut browser = house.customer().await;
    let path = "/prove?next=%2Fdelete%2Fconfirm";
    assert_eq!(browser.get(path).await.status, StatusCode::OK);
    let back = browser.post(path, &[("password", "not it")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.html.contains("That is not your password."));
    let password = house.demo.people[0].password;
    let proved = browser.post(path, &[("password", password)]).await;
    assert_eq!(proved.to, "/delete/confirm");
    let nobody = house.browser().get(path).await;
    assert!(nobody.to.starts_with("/sign-in?next="));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_looked_at_before_it_is_sent_and_sent_once() {
    let house = House::new().await;
    let mut browser = house.customer().await;
    let data = browser.get("/data").await;
    keep("data", &data);
    let path = attribute(&data.html, "href=\"", "/full_name");
    let form = browser.get(&path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.html);
    let old = attribute(&form.html, "name=\"old\" value=\"", "");

    let step = |new: &'static str, step: &'static str| {
        vec![
            ("old", old.clone()),
            ("new", new.to_owned()),
            ("reason", "I married".to_owned()),
            ("step", step.to_owned()),
        ]
    };
    async fn send(browser: &mut house::Browser, path: &str, form: &[(&str, String)]) -> Got {
        let form: Vec<_> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        browser.post(path, &form).await
    }

    let empty = send(&mut browser, &path, &step("", "check")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.html.contains("Enter what it should be."));
    assert!(empty.html.contains("I married"));

    let checked = send(&mut browser, &path, &step("Maria Nova", "check")).await;
    assert_eq!(checked.status, StatusCode::OK, "{}", checked.html);
    assert!(checked.html.contains("Nothing has changed yet."));
    assert!(checked.html.contains("name=\"new\" value=\"Maria Nova\""));
    assert!(!checked.html.contains("type=\"password\""));
    let client_id = attribute(&checked.html, "name=\"client_id\" value=\"", "-");

    let edited = send(&mut browser, &path, &step("Maria Nova", "edit")).await;
    assert!(edited.html.contains("value=\"Maria Nova\""));
    assert!(edited.html.contains("value=\"check\""));

    let mut last = step("Maria Nova", "send");
    last.push(("client_id", client_id));
    let sent = send(&mut browser, &path, &last).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    assert!(sent.to.starts_with("/requests/HB-"), "{}", sent.to);
    let again = send(&mut browser, &path, &last).await;
    assert_eq!(again.to, sent.to);

    let mut stale = step("Maria Neu", "check");
    stale[0].1 = "Somebody Else".into();
    let stale = send(&mut browser, &path, &stale).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.html.contains("Maria Neu"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_lets_somebody_in_once() {
    let house = House::new().await;
    let role = habeas_domain::role::Role::Officer;
    let invitation = house
        .desk
        .invite(role, "new@fernhill.example")
        .await
        .unwrap();
    let path = format!("/join/{}", invitation.secret);
    let mut browser = house.browser();
    let page = browser.get(&path).await;
    assert!(page.html.contains("a privacy officer"));
    let short = [("name", "Nia New"), ("password", "short")];
    let back = browser.post(&path, &short).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.html.contains("value=\"Nia New\""));
    let good = [("name", "Nia New"), ("password", "four words in a row")];
    let joined = browser.post(&path, &good).await;
    assert_eq!(
        (joined.status, joined.to.as_str()),
        (StatusCode::SEE_OTHER, "/staff")
    );
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// Leaves a page of the demo company in `target/samples`, for eyes.
fn keep(name: &str, got: &Got) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/samples");
    std::fs::create_dir_all(&folder).unwrap();
    let html = got.html.replace("/main.css", "../../style/main.css");
    std::fs::write(folder.join(format!("demo-{name}.html")), html).unwrap();
}

/// Doors for whoever comes by.
const OPEN: &[&str] = &[
    "/sign-in",
    "/sign-in/code",
    "/register",
    "/register/letter",
    "/register/code",
    "/register/password",
    "/reset",
    "/reset/code",
    "/reset/password",
    "/ask",
    "/ask/confirm/{token}",
    "/language",
    "/sign-out",
    "/join/{token}",
    "/not-me/{token}",
    "/receive/{token}",
    // Leads whoever has no session to the sign-in without a way back: it is no page.
    "/session/stay",
    "/receipt",
    "/verify",
];

#[tokio::test(flavor = "multi_thread")]
async fn no_door_opens_to_the_wrong_person() {
    let house = House::new().await;
    let mut nobody = house.browser();
    let mut customer = house.customer().await;
    for (method, address) in doors::addresses() {
        // What is only read says by itself who may: a receipt is open to whoever has its number.
        if OPEN.contains(&address) || method == Method::GET {
            continue;
        }
        let path = address
            .replace("{reference}", "HB-7K2M-93QF")
            .replace("{place}", "shop.customers")
            .replace("{token}", "00112233445566778899aabb")
            .replace("{field}", "email");
        let staff = address.starts_with("/staff");
        let act = if staff { "approve" } else { "withdraw" };
        let form = [("step", "send"), ("act", act), ("version", "1")];
        let got = nobody.post(&path, &form).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{address} to nobody");
        assert!(
            got.to.starts_with("/sign-in?next=%2F"),
            "{address}: {}",
            got.to
        );
        if staff {
            let got = customer.post(&path, &form).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{address} to a customer");
        }
    }
    let data = "/data/shop.customers/00112233445566778899aabb/email";
    assert_eq!(customer.get(data).await.status, StatusCode::NOT_FOUND);
    let henrik = house
        .demo
        .staff
        .iter()
        .find(|m| m.role == "officer")
        .unwrap();
    let mut officer = house.signed_in(henrik.email, henrik.password).await;
    assert_eq!(officer.get("/data").await.status, StatusCode::NOT_FOUND);
}
