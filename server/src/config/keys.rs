//! What the configuration knows: the keys, and how each is called in the environment.

/// The keys, each with an example.
pub(super) const KEYS: &[(&str, &str)] = &[
    ("listen", "\"127.0.0.1:8080\""),
    ("public", "\"https://privacy.example.com\""),
    ("map", "\"company.map.yaml\""),
    (
        "ledger",
        "\"sqlite:habeas.sqlite\" or \"postgres://habeas@db/habeas\"",
    ),
    ("master_key", "\"/etc/habeas/master.key\""),
    ("data", "\"/var/lib/habeas\""),
    ("zone", "\"Europe/Dublin\""),
    ("hold", "\"3 days\""),
    ("package_kept", "\"7 days\""),
    ("session_idle", "\"15 minutes\""),
    ("log", "\"text\" or \"json\""),
    ("proxies", "\"10.0.0.5, 10.0.0.6\""),
    ("mail.server", "\"smtp.example.com:587\""),
    ("mail.from", "\"Privacy <privacy@example.com>\""),
    ("mail.tls", "\"starttls\""),
    ("mail.username", "\"privacy\""),
    ("mail.password_file", "\"/etc/habeas/mail.password\""),
    ("mail.kept", "\"1 day\""),
    ("sms.url", "\"https://sms.example.com/send\""),
    ("sms.token_file", "\"/etc/habeas/sms.token\""),
    ("mailbox.maildir", "\"/var/mail/privacy\""),
    ("mailbox.imap", "\"imap.example.com:993\""),
    ("mailbox.tls", "\"wrapped\" or \"none\""),
    ("mailbox.username", "\"privacy\""),
    ("mailbox.password_file", "\"/etc/habeas/mailbox.password\""),
    ("mailbox.folder", "\"INBOX\""),
    (
        "uploads.scan",
        "\"unix:/run/clamav/clamd.ctl\" or \"tcp:127.0.0.1:3310\"",
    ),
];

/// What starts with `HABEAS_` in the environment and is no key: the command line reads it, or a
/// build for tests.
const OTHERS: &[&str] = &[
    "HABEAS_CONFIG",
    "HABEAS_DEMO_HOLD",
    "HABEAS_DEMO_IDLE",
    "HABEAS_STOP_AT",
    "HABEAS_PAUSE_AT",
    "HABEAS_ABORT_AT",
];

/// How a key looks when it is right.
pub(super) fn example(key: &str) -> &'static str {
    let known = KEYS.iter().find(|(known, _)| *known == key);
    known.map_or("", |(_, example)| example)
}

/// The environment's name of a key: `HABEAS_LEDGER`.
pub(super) fn variable(key: &str) -> String {
    format!("HABEAS_{}", key.replace('.', "_").to_ascii_uppercase())
}

/// The key that somebody meant who wrote this one.
pub(super) fn meant(written: &str) -> Option<&'static str> {
    nearest(written, |key| key.to_owned())
}

/// What is to be said of a variable of the environment.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Variable {
    /// It is read, or it is none of ours.
    Fine,
    /// It is nearly this key's.
    Misspelt(&'static str),
    /// It looks like ours and is not: nothing reads it.
    Unread,
}

/// Looks at a variable. What Kubernetes sets for a service of our name is not ours
/// (`HABEAS_SERVICE_HOST`, `HABEAS_PORT_8080_TCP`).
pub(super) fn look_at(name: &str) -> Variable {
    let ours = name.strip_prefix("HABEAS_");
    let known = OTHERS.contains(&name) || KEYS.iter().any(|(key, _)| variable(key) == name);
    match ours {
        None => Variable::Fine,
        Some(_) if known => Variable::Fine,
        Some(rest) => match nearest(rest, |key| variable(key)["HABEAS_".len()..].to_owned()) {
            Some(key) => Variable::Misspelt(key),
            None if rest.starts_with("PORT") || rest.contains("SERVICE_") => Variable::Fine,
            None => Variable::Unread,
        },
    }
}

/// The key nearest to what was written: a third of it may differ, or a part of it be missing.
fn nearest(written: &str, spelt: impl Fn(&str) -> String) -> Option<&'static str> {
    let written = written.to_ascii_lowercase();
    let far = |key: &str| {
        let spelt = spelt(key).to_ascii_lowercase();
        let part = written.len() > 2 && spelt.split(['.', '_']).count() > 1;
        if part && (spelt.starts_with(&written) || spelt.ends_with(&written)) {
            return Some(1);
        }
        let differ = strsim::damerau_levenshtein(&written, &spelt);
        (differ * 3 <= spelt.len().max(3)).then_some(differ)
    };
    let keys = KEYS.iter().filter_map(|(key, _)| Some((far(key)?, *key)));
    keys.min_by_key(|(far, _)| *far).map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_what_is_nearly_it() {
        for (written, key) in [
            ("lissten", "listen"),
            ("masterkey", "master_key"),
            ("mail.sever", "mail.server"),
            ("kept", "package_kept"),
            ("Ledger", "ledger"),
        ] {
            assert_eq!(meant(written), Some(key), "{written}");
        }
        assert_eq!(meant("colour"), None);
    }

    #[test]
    fn a_variable_is_ours_misspelt_unread_or_somebody_elses() {
        for name in [
            "HABEAS_LEDGER",
            "HABEAS_CONFIG",
            "HABEAS_MAIL_PASSWORD_FILE",
            "PATH",
        ] {
            assert_eq!(look_at(name), Variable::Fine, "{name}");
        }
        for (name, key) in [
            ("HABEAS_LEGDER", "ledger"),
            ("HABEAS_MASTERKEY", "master_key"),
            ("HABEAS_MAIL_PASSWORD", "mail.password_file"),
            ("HABEAS_UPLOAD_SCAN", "uploads.scan"),
        ] {
            assert_eq!(look_at(name), Variable::Misspelt(key), "{name}");
        }
        assert_eq!(look_at("HABEAS_COLOUR"), Variable::Unread);
        for name in [
            "HABEAS_PORT",
            "HABEAS_PORT_8080_TCP_ADDR",
            "HABEAS_SERVICE_HOST",
        ] {
            assert_eq!(look_at(name), Variable::Fine, "{name}");
        }
    }
}
