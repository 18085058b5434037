//! The configuration: one TOML file, and the environment over it. It is checked whole: every
//! fault is told at once, with its key and an example.

mod post;

use std::{
    fmt, fs,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use axum::http::Uri;
use chrono::TimeDelta;
use chrono_tz::Tz;
use habeas_desk::Scanner;
use serde::Deserialize;

pub use post::Carriers;

/// What the file and the environment may say. Paths are relative to the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    listen: Option<String>,
    public: Option<String>,
    map: Option<String>,
    ledger: Option<String>,
    master_key: Option<String>,
    data: Option<String>,
    zone: Option<String>,
    hold: Option<String>,
    package_kept: Option<String>,
    log: Option<String>,
    proxies: Option<String>,
    mail: post::Mail,
    sms: post::Sms,
    mailbox: post::Inbox,
    uploads: Uploads,
}

/// What the file may say of what people hand in.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Uploads {
    scan: Option<String>,
}

/// The configuration, checked.
#[derive(Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address people see, without a slash at the end.
    pub public: String,
    /// Whether staff must have a second proof. No key of the file: only the demo waives it.
    pub staff_second_proof: bool,
    /// The company's data map.
    pub map: PathBuf,
    /// Habeas's own database. May hold a password: never printed.
    pub ledger: String,
    /// The file of the master key, kept and backed up apart from the data.
    pub master_key: PathBuf,
    /// The folder of packages, tombstones and checkpoints.
    pub data: PathBuf,
    /// Where the company's days begin.
    pub zone: Tz,
    /// How long an approved erasure waits.
    pub hold: TimeDelta,
    /// How long a package can be fetched.
    pub package_kept: TimeDelta,
    /// How to write the log.
    pub log: Log,
    /// What carries mails and text messages.
    pub post: Carriers,
    /// Where mails come in.
    pub mailbox: Option<habeas_desk::Mailbox>,
    /// The proxies in front, beside those on this machine: their word on who asks is believed.
    pub proxies: Vec<IpAddr>,
    /// Whether this is the invented company: mails are shown on a page instead of being sent.
    pub demo: bool,
    /// What looks into every file that people hand in; none = nothing does.
    pub scan: Option<Scanner>,
}

/// How to write the log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Log {
    /// For eyes.
    #[default]
    Text,
    /// For machines.
    Json,
}

impl fmt::Debug for Config {
    /// What may hold a secret is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("public", &self.public)
            .field("map", &self.map)
            .field("ledger", &"…")
            .field("data", &self.data)
            .field("zone", &self.zone)
            .finish_non_exhaustive()
    }
}

/// One thing to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The key.
    pub key: &'static str,
    /// What is wrong.
    pub what: String,
    /// How it looks when it is right.
    pub example: &'static str,
}

/// Everything to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the configuration cannot be used:")?;
        for Fault { key, what, example } in &self.0 {
            writeln!(f, "  {key}: {what}. For example: {key} = {example}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// The keys, each with an example.
const EXAMPLES: [(&str, &str); 19] = [
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
    ("log", "\"text\" or \"json\""),
    ("proxies", "\"10.0.0.5, 10.0.0.6\""),
    ("mail.server", "\"smtp.example.com:587\""),
    ("mail.from", "\"Privacy <privacy@example.com>\""),
    ("mail.tls", "\"starttls\""),
    ("mail.password_file", "\"/etc/habeas/mail.password\""),
    ("mail.kept", "\"1 day\""),
    ("sms.url", "\"https://sms.example.com/send\""),
    ("sms.token_file", "\"/etc/habeas/sms.token\""),
    (
        "uploads.scan",
        "\"unix:/run/clamav/clamd.ctl\" or \"tcp:127.0.0.1:3310\"",
    ),
];

/// The environment's name of a key: `HABEAS_LEDGER`.
fn variable(key: &str) -> String {
    format!("HABEAS_{}", key.replace('.', "_").to_ascii_uppercase())
}

impl Config {
    /// Reads a file and the environment over it.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn read(path: &Path, env: impl Fn(&str) -> Option<String>) -> Result<Self, Faults> {
        let text = fs::read_to_string(path).map_err(|error| {
            Faults(vec![Fault {
                key: "--config",
                what: format!("{} cannot be read: {error}", path.display()),
                example: "/etc/habeas/habeas.toml",
            }])
        })?;
        let base = path.parent().unwrap_or(Path::new(""));
        Self::check(&text, base, env)
    }

    fn check(
        text: &str,
        base: &Path,
        env: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Faults> {
        let mut faults = Faults(Vec::new());
        let written: Written = match toml::from_str(text) {
            Ok(written) => written,
            Err(error) => {
                // The message names key, line and column; it quotes a value only where the
                // value is no text, which a secret always is.
                let what = error.message().to_owned();
                let key = EXAMPLES
                    .iter()
                    .find(|(key, _)| what.contains(&format!("`{key}`")))
                    .map_or("listen", |(key, _)| key);
                faults.add(key, what);
                return Err(faults);
            }
        };
        let value = |key: &str, written: Option<String>| env(&variable(key)).or(written);
        let path = |text: String| base.join(text);
        let listen = value("listen", written.listen).unwrap_or("127.0.0.1:8080".to_owned());
        let listen = faults.parsed::<SocketAddr>("listen", &listen, "not an address with a port");
        let public = value("public", written.public);
        let public = faults.needed("public", public);
        if let Some(what) = public.as_deref().and_then(wrong_origin) {
            faults.add("public", what.to_owned());
        }
        let map = faults.needed("map", value("map", written.map)).map(path);
        if let Some(map) = map.as_ref().filter(|map| !map.is_file()) {
            faults.add("map", format!("there is no file {}", map.display()));
        }
        let ledger = faults.needed("ledger", value("ledger", written.ledger));
        let ledger = ledger.and_then(|ledger| faults.ledger(ledger, base));
        let master_key = value("master_key", written.master_key);
        let master_key = faults.needed("master_key", master_key).map(path);
        let data = faults.needed("data", value("data", written.data)).map(path);
        let zone = faults.needed("zone", value("zone", written.zone));
        let zone = zone.and_then(|zone| faults.parsed::<Tz>("zone", &zone, "not a time zone"));
        let hold = value("hold", written.hold).unwrap_or("3 days".to_owned());
        let hold = faults.period("hold", &hold);
        let kept = value("package_kept", written.package_kept).unwrap_or("7 days".to_owned());
        let package_kept = faults.period("package_kept", &kept);
        let log = match value("log", written.log).as_deref() {
            None | Some("text") => Some(Log::Text),
            Some("json") => Some(Log::Json),
            Some(_) => {
                faults.add("log", "neither text nor json".to_owned());
                None
            }
        };
        let proxies = value("proxies", written.proxies).unwrap_or_default();
        let proxies = proxies
            .split(',')
            .map(str::trim)
            .filter(|one| !one.is_empty());
        let proxies: Vec<IpAddr> = proxies
            .filter_map(|one| faults.parsed("proxies", one, "not an address"))
            .collect();
        let post = post::check(written.mail, written.sms, base, &env, &mut faults);
        let mailbox = post::mailbox(written.mailbox, base, &env, &mut faults);
        let scan = match value("uploads.scan", written.uploads.scan) {
            None => Some(None),
            Some(text) => faults
                .parsed::<Scanner>("uploads.scan", &text, "no address of a scanner")
                .map(Some),
        };
        let config = (|| {
            Some(Self {
                listen: listen?,
                public: public?.trim_end_matches('/').to_owned(),
                staff_second_proof: true,
                map: map?,
                ledger: ledger?,
                master_key: master_key?,
                data: data?,
                zone: zone?,
                hold: hold?,
                package_kept: package_kept?,
                log: log?,
                post,
                mailbox,
                proxies,
                demo: false,
                scan: scan?,
            })
        })();
        match config {
            Some(config) if faults.0.is_empty() => Ok(config),
            _ => Err(faults),
        }
    }
}

/// Why an address cannot be where people reach the site. Cookies and passwords travel there,
/// so without encryption it may only be this machine itself.
fn wrong_origin(public: &str) -> Option<&'static str> {
    let Ok(uri) = public.trim_end_matches('/').parse::<Uri>() else {
        return Some("not an address");
    };
    let Some(host) = uri.host() else {
        return Some("does not begin with https:// and a host");
    };
    if uri.path() != "/" || uri.query().is_some() {
        return Some("has a path; the site needs an address of its own");
    }
    let this_machine = host == "localhost"
        || host
            .trim_matches(['[', ']'])
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback());
    match uri.scheme_str() {
        Some("https") => None,
        Some("http") if this_machine => None,
        Some("http") => Some("not encrypted; http:// is for this machine alone"),
        _ => Some("does not begin with https://"),
    }
}

impl Faults {
    fn add(&mut self, key: &'static str, what: String) {
        let example = EXAMPLES
            .iter()
            .find(|(known, _)| *known == key)
            .map_or("", |(_, example)| example);
        self.0.push(Fault { key, what, example });
    }

    fn needed(&mut self, key: &'static str, value: Option<String>) -> Option<String> {
        if value.is_none() {
            let variable = variable(key);
            self.add(
                key,
                format!("missing (neither in the file nor as {variable})"),
            );
        }
        value
    }

    fn parsed<T: std::str::FromStr>(
        &mut self,
        key: &'static str,
        text: &str,
        what: &str,
    ) -> Option<T> {
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.add(key, format!("`{text}` is {what}"));
        }
        parsed
    }

    /// A ledger's address, its file relative to the configuration. The address may hold a
    /// password, so it is not quoted.
    fn ledger(&mut self, address: String, base: &Path) -> Option<String> {
        if let Some(file) = address.strip_prefix("sqlite:") {
            return Some(format!("sqlite:{}", base.join(file).display()));
        }
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Some(address);
        }
        self.add(
            "ledger",
            "begins with neither sqlite: nor postgres://".to_owned(),
        );
        None
    }

    fn period(&mut self, key: &'static str, text: &str) -> Option<TimeDelta> {
        let parsed = (|| {
            let (number, unit) = text.trim().split_once(' ')?;
            let number: i64 = number.parse().ok().filter(|number| *number >= 0)?;
            match unit.trim().trim_end_matches('s') {
                "second" => TimeDelta::try_seconds(number),
                "minute" => TimeDelta::try_minutes(number),
                "hour" => TimeDelta::try_hours(number),
                "day" => TimeDelta::try_days(number),
                _ => None,
            }
        })();
        if parsed.is_none() {
            self.add(key, format!("`{text}` is not a period"));
        }
        parsed
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        listen = "127.0.0.1:0"
        public = "https://privacy.example.com/"
        map = "map.yaml"
        ledger = "postgres://habeas:hunter2@db/habeas"
        master_key = "master.key"
        data = "data"
        zone = "Europe/Dublin"
        hold = "20 seconds"
    "#;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("map.yaml"), "").unwrap();
        folder
    }

    #[test]
    fn a_whole_file_is_read_and_prints_no_secret() {
        let folder = folder();
        let config = Config::check(WHOLE, folder.path(), |_| None).unwrap();
        assert_eq!(config.public, "https://privacy.example.com");
        assert_eq!(config.hold, TimeDelta::seconds(20));
        assert_eq!(config.package_kept, TimeDelta::days(7));
        assert_eq!(config.scan, None);
        assert!(config.master_key.starts_with(folder.path()));
        assert!(!format!("{config:?}").contains("hunter2"));
    }

    #[test]
    fn the_environment_stands_above_the_file() {
        let folder = folder();
        let env = |name: &str| (name == "HABEAS_HOLD").then(|| "2 hours".to_owned());
        let config = Config::check(WHOLE, folder.path(), env).unwrap();
        assert_eq!(config.hold, TimeDelta::hours(2));
        let scan =
            |name: &str| (name == "HABEAS_UPLOADS_SCAN").then(|| "tcp:127.0.0.1:3310".to_owned());
        let config = Config::check(WHOLE, folder.path(), scan).unwrap();
        assert_eq!(config.scan, Some(Scanner::Tcp("127.0.0.1:3310".into())));
    }

    #[test]
    fn every_fault_is_told_at_once_with_key_and_example() {
        let folder = folder();
        let text = r#"listen = "here"
            ledger = "mysql://root:hunter2@db"
            hold = "a while"
            zone = "Dublin"
            map = "nowhere.yaml"
            [uploads]
            scan = "somewhere""#;
        let faults = Config::check(text, folder.path(), |_| None).unwrap_err();
        let keys: Vec<&str> = faults.0.iter().map(|fault| fault.key).collect();
        for key in [
            "listen",
            "public",
            "map",
            "ledger",
            "master_key",
            "data",
            "zone",
            "hold",
            "uploads.scan",
        ] {
            assert!(keys.contains(&key), "{key} in {keys:?}");
        }
        let said = faults.to_string();
        assert!(!said.contains("hunter2"), "{said}");
        assert!(said.contains("hold = \"3 days\""), "{said}");
    }

    #[test]
    fn people_reach_the_site_encrypted_and_at_its_root() {
        for good in [
            "https://privacy.example.com/",
            "http://localhost:8080",
            "http://[::1]:80",
        ] {
            assert_eq!(wrong_origin(good), None, "{good}");
        }
        for bad in [
            "privacy.example.com",
            "http://privacy.example.com",
            "https://example.com/privacy",
            "ftp://localhost",
            "https://",
        ] {
            assert!(wrong_origin(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn the_mail_server_is_read_with_its_secret_from_a_file() {
        let folder = folder();
        fs::write(folder.path().join("password"), "hunter3\n").unwrap();
        let text = format!(
            "{WHOLE}\n[mail]\nserver = \"smtp.example.com:465\"\ntls = \"wrapped\"\n\
             from = \"Privacy <privacy@example.com>\"\nusername = \"habeas\"\n\
             password_file = \"password\"\n[sms]\nurl = \"https://sms.example.com/send\"\n"
        );
        let config = Config::check(&text, folder.path(), |_| None).unwrap();
        let mail = config.post.mail.clone().unwrap();
        assert_eq!((mail.host.as_str(), mail.port), ("smtp.example.com", 465));
        assert_eq!(mail.credentials.unwrap().1, "hunter3");
        assert!(config.post.sms.is_some());
        assert!(
            Config::check(WHOLE, folder.path(), |_| None)
                .unwrap()
                .post
                .mail
                .is_none()
        );
        let text = format!("{WHOLE}\n[mail]\nserver = \"smtp\"\ntls = \"ssl\"\nusername = \"x\"\n");
        let said = Config::check(&text, folder.path(), |_| None)
            .unwrap_err()
            .to_string();
        for key in ["mail.server", "mail.tls", "mail.password_file"] {
            assert!(said.contains(key), "{said}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let faults = Config::read(Path::new("nowhere.toml"), |_| None).unwrap_err();
        assert!(faults.to_string().contains("nowhere.toml"), "{faults}");
        assert!(faults.to_string().contains("--config"), "{faults}");
    }

    #[test]
    fn an_unknown_key_is_a_fault() {
        let faults = Config::check("lissten = 1", Path::new(""), |_| None).unwrap_err();
        assert!(faults.to_string().contains("lissten"), "{faults}");
    }
}
