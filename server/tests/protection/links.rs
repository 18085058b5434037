//! Links with a token in them, made as people make them.

use std::{thread::sleep, time::Duration};

use sqlx::Connection;
use uuid::Uuid;

use crate::{
    OURS,
    real::{Real, after},
    roles::Who::{Agent, Nobody, Other, Owner},
};

impl Real {
    /// A copy of the owner's that is handed over, and that the other customer's browser opened;
    /// the token of its link.
    pub fn handed_over(&self, package: &str) -> String {
        let path = format!("/requests/{package}/hand-over");
        let made = self.program.post(
            &path,
            &self.headers(Owner),
            "act=make&company=Meadow+Bank&days=3",
        );
        assert_eq!(made.status, 200, "{}", made.body);
        let token = after(&made.body, "/receive/");
        let (_, code) = made.body.split_once("<code>").unwrap();
        let code = code.split('<').next().unwrap().replace(' ', "+");
        let body = format!("code={code}");
        self.post(Other, &format!("/receive/{token}"), &body);
        token
    }

    /// The token of somebody whom an agent found by their address.
    pub fn found(&self, email: &str) -> String {
        let body = format!("kind=email&value={}", email.replace('@', "%40"));
        let page = self
            .program
            .post("/staff/find", &self.headers(Agent), &body)
            .body;
        after(&page, "/staff/people/")
    }

    /// A file that staff keep with a request; its address.
    pub fn kept_inside(&self, reference: &str) -> String {
        let path = format!("/staff/requests/{reference}/inside");
        let id = Uuid::from_u128(45).to_string();
        let fields = [("client_id", id.as_str()), ("act", "add-file")];
        let sent = self.hand_in(Agent, &path, &fields);
        assert_eq!(sent.status, 303, "{}", sent.body);
        let page = self
            .get(Agent, &format!("/staff/requests/{reference}"))
            .body;
        let begin = format!("{path}/");
        format!("{begin}{}", after(&page, &begin))
    }

    /// The link by which somebody can say that it was not them: an older address of theirs is told
    /// that a new password was chosen.
    pub async fn to_stop(&self, customer: i64, email: &str) -> String {
        let mut support = self.store("support").await;
        let known = sqlx::query(
            "insert into contacts (email, name, shop_customer_id, created_at) \
             values ('older@old.example', 'Older', ?, '2019-01-01T00:00:00Z')",
        );
        let known = known.bind(customer).execute(&mut support).await.unwrap();
        assert_eq!(known.rows_affected(), 1);
        support.close().await.unwrap();
        let email = email.replace('@', "%40");
        let asked = self
            .program
            .post("/reset", &[OURS], &format!("email={email}"));
        assert_eq!(asked.status, 303, "{}", asked.body);
        let cookie = asked.cookie("habeas").split(';').next().unwrap().to_owned();
        let headers = [OURS, ("cookie", cookie.as_str())];
        let mail = self.mailed("Your code for a new password");
        let code = mail.split(['<', '>']).map(str::trim);
        let code = code
            .into_iter()
            .find(|text| text.len() == 9 && text.chars().all(|c| c.is_ascii_digit() || c == ' '));
        let code = code.unwrap().replace(' ', "+");
        let given = self
            .program
            .post("/reset/code", &headers, &format!("code={code}"));
        assert_eq!(given.status, 303, "{}", given.body);
        let body = "password=harbour-lantern-copper-58";
        let chosen = self.program.post("/reset/password", &headers, body);
        assert_eq!(chosen.status, 303, "{}", chosen.body);
        after(&self.mailed("/not-me/"), "")
    }

    /// What stands behind a text in the outbox, once it was mailed.
    pub fn mailed(&self, begin: &str) -> String {
        for _ in 0..100 {
            let page = self.get(Nobody, "/demo/outbox").body;
            if let Some((_, rest)) = page.split_once(begin) {
                return rest.to_owned();
            }
            sleep(Duration::from_millis(100));
        }
        panic!("{begin} was not mailed");
    }
}
