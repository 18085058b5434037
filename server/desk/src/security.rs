//! One's own second proof and one's sessions.

use anyhow::anyhow;
use data_encoding::BASE32_NOPAD;
use habeas_domain::{actor::Actor, role::Act};
use habeas_ledger::{Tx, audit::Entry, authenticators, sessions::Listed};
use qrcodegen::{QrCode, QrCodeEcc};
use tower_sessions::session::Id;

use crate::{Desk, DeskError, Done, Problem, Visitor, second::plain, totp};

/// How many recovery codes there are.
const CODES: usize = 10;

/// What somebody sees of their own security.
#[derive(Debug, Clone)]
pub struct Security {
    /// Whether an authenticator counts.
    pub confirmed: bool,
    /// Whether it may be removed: where staff need one it may not.
    pub removable: bool,
    /// Whether they work here and no second proof is asked of them: the demo only.
    pub waived: bool,
    /// One that was begun, for whoever has just proved who they are.
    pub setup: Option<Setup>,
    /// How many recovery codes are left.
    pub codes_left: i64,
    /// Where they are signed in.
    pub sessions: Vec<Listed>,
}

/// What an authenticator needs to know.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The secret as it is typed, in groups of four.
    pub secret: String,
    /// The modules of the QR code as the path of an SVG.
    pub path: String,
    /// How many modules wide it is, with the quiet edge of four.
    pub size: i32,
}

impl Desk {
    /// One's second proof and one's sessions; `this` is the session that asks.
    ///
    /// # Errors
    /// As [`Visitor::may`].
    pub async fn security(&self, visitor: &Visitor, this: &Id) -> Done<Security> {
        visitor.may(Act::SeeOwnSecurity)?;
        let actor = &visitor.actor;
        let staff = matches!(actor, Actor::Staff { .. });
        let mut tx = self.ledger.read().await?;
        let found = authenticators::of(&mut tx, &self.keys, actor).await?;
        let codes_left = authenticators::codes_left(&mut tx, actor).await?;
        let sessions = self.sessions.list(&mut tx, actor, this).await?;
        drop(tx);
        let confirmed = found.as_ref().is_some_and(|found| found.confirmed);
        // The secret is shown to whoever has just proved who they are, and only until it counts.
        let begun = found.filter(|found| !found.confirmed && self.fresh(visitor).is_ok());
        let setup = match begun {
            Some(begun) => Some(self.setup(actor, &begun.secret).await?),
            None => None,
        };
        let needed = staff && self.settings.staff_second_proof;
        Ok(Security {
            confirmed,
            removable: confirmed && !needed,
            waived: staff && !needed,
            setup,
            codes_left,
            sessions,
        })
    }

    /// Begins to set up an authenticator.
    ///
    /// # Errors
    /// [`DeskError::Prove`] without a fresh proof, [`DeskError::Conflict`] where there is one.
    pub async fn begin_second(&self, visitor: &Visitor) -> Done {
        visitor.may(Act::AddSecondProof)?;
        self.fresh(visitor)?;
        let secret = self.dice.bytes::<20>();
        let mut tx = self.ledger.begin().await?;
        let (keys, dice, now) = (&self.keys, &self.dice, self.now());
        authenticators::begin(&mut tx, keys, dice, &visitor.actor, &secret, now).await?;
        Ok(tx.commit().await?)
    }

    /// From now on signing in asks for it. Gives the recovery codes, once, and ends the
    /// sessions on other devices: they began without it.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for a wrong code, [`DeskError::Conflict`] where none was begun.
    pub async fn confirm_second(
        &self,
        visitor: &Visitor,
        this: &Id,
        code: &str,
    ) -> Done<Vec<String>> {
        visitor.may(Act::AddSecondProof)?;
        self.fresh(visitor)?;
        let (actor, now) = (&visitor.actor, self.now());
        let mut tx = self.ledger.begin().await?;
        let found = authenticators::of(&mut tx, &self.keys, actor).await?;
        let found = found
            .filter(|found| !found.confirmed)
            .ok_or(DeskError::Conflict)?;
        let step = totp::fits(&found.secret, &plain(code), now)
            .ok_or_else(|| DeskError::answer("code", Problem::WrongProof))?;
        authenticators::confirm(&mut tx, actor, step, now).await?;
        let codes = self.add_codes(&mut tx, actor).await?;
        self.sessions.end_others(&mut tx, actor, this).await?;
        let entry = Entry::new(&self.keys, actor, Act::AddSecondProof);
        self.entry(&mut tx, &entry).await?;
        self.tell_owner(&mut tx, actor, "second-on").await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(codes)
    }

    /// Makes recovery codes, as they are shown.
    pub(crate) async fn add_codes(&self, tx: &mut Tx, actor: &Actor) -> Done<Vec<String>> {
        let codes: Vec<String> = (0..CODES)
            .map(|_| BASE32_NOPAD.encode(&self.dice.bytes::<10>()))
            .collect();
        authenticators::add_codes(tx, &self.keys, actor, &codes).await?;
        Ok(codes.iter().map(|code| grouped(code)).collect())
    }

    /// Forgets authenticator and recovery codes, and ends the sessions on other devices.
    ///
    /// # Errors
    /// [`DeskError::Prove`] without a fresh proof, [`DeskError::NotFound`] for staff who need it.
    pub async fn remove_second(&self, visitor: &Visitor, this: &Id) -> Done {
        visitor.may(Act::RemoveSecondProof)?;
        let actor = &visitor.actor;
        if self.settings.staff_second_proof && matches!(actor, Actor::Staff { .. }) {
            return Err(DeskError::NotFound);
        }
        self.fresh(visitor)?;
        let mut tx = self.ledger.begin().await?;
        authenticators::remove(&mut tx, actor).await?;
        self.sessions.end_others(&mut tx, actor, this).await?;
        let entry = Entry::new(&self.keys, actor, Act::RemoveSecondProof);
        self.entry(&mut tx, &entry).await?;
        self.tell_owner(&mut tx, actor, "second-off").await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Ends the sessions on other devices; says how many there were.
    ///
    /// # Errors
    /// As [`Visitor::may`].
    pub async fn end_other_sessions(&self, visitor: &Visitor, this: &Id) -> Done<u64> {
        visitor.may(Act::EndSessions)?;
        let actor = &visitor.actor;
        let mut tx = self.ledger.begin().await?;
        let ended = self.sessions.end_others(&mut tx, actor, this).await?;
        let entry = Entry::new(&self.keys, actor, Act::EndSessions);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// The address by which an authenticator takes a secret, drawn and written out.
    async fn setup(&self, actor: &Actor, secret: &[u8]) -> Done<Setup> {
        let (email, _) = self.own(actor).await?;
        let secret = BASE32_NOPAD.encode(secret);
        let issuer = percent(&self.map().controller.name);
        let label = percent(&email);
        let uri = format!("otpauth://totp/{issuer}:{label}?secret={secret}&issuer={issuer}");
        let code = QrCode::encode_text(&uri, QrCodeEcc::Medium)
            .map_err(|error| anyhow!("no QR code: {error}"))?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                path.push_str(&format!("M{},{}h1v1h-1z", x + 4, y + 4));
            }
        }
        Ok(Setup {
            secret: grouped(&secret),
            path,
            size: code.size() + 8,
        })
    }
}

/// In groups of four, as people copy it.
fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    groups.join(" ")
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
