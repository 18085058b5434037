//! The configuration: one TOML file, and the environment over it. It is checked whole: every
//! fault is told at once, with its key, its place and an
//! example.

mod faults;
mod keys;
mod post;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests;
mod written;

use std::{
    fmt, fs,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use axum::http::Uri;
use chrono::TimeDelta;
use chrono_tz::Tz;
pub use faults::{Fault, Faults};
use habeas_desk::Scanner;
pub use post::Carriers;
use written::Written;

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
    /// How long a session lasts without being used.
    pub session_idle: TimeDelta,
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

/// The environment, as far as it is asked.
pub struct Environment<'a> {
    /// The names of all variables.
    pub names: Vec<String>,
    /// The value of one.
    pub value: &'a dyn Fn(&str) -> Option<String>,
}

impl Environment<'_> {
    /// The environment of this process.
    pub fn of_process() -> Self {
        let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        Self {
            names: names.collect(),
            value: &|name| std::env::var(name).ok(),
        }
    }

    /// Names that look like ours and that nothing reads, beside those that a map asks for.
    pub fn unread(&self, map: &Path) -> Vec<&str> {
        let map = fs::read_to_string(map).unwrap_or_default();
        let names = self.names.iter().map(String::as_str);
        let unread = names.filter(|name| keys::look_at(name) == keys::Variable::Unread);
        unread.filter(|name| !map.contains(name)).collect()
    }
}

impl Config {
    /// Reads a file and the environment over it.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn read(path: &Path, env: &Environment<'_>) -> Result<Self, Faults> {
        let text = fs::read_to_string(path).map_err(|error| {
            Faults::from(vec![Fault {
                key: "--config".to_owned(),
                place: None,
                what: format!("{} cannot be read: {error}", path.display()),
                example: "--config /etc/habeas/habeas.toml".to_owned(),
            }])
        })?;
        let base = path.parent().unwrap_or(Path::new(""));
        Self::check(&text, base, env)
    }

    fn check(text: &str, base: &Path, env: &Environment<'_>) -> Result<Self, Faults> {
        let read = Written::read(text, &env.names, &env.value);
        let (mut written, faults) = read.map_err(Faults::from)?;
        let mut faults = Faults::of(&written, faults);
        let mut value = |key: &str| written.take(key);
        let path = |text: String| base.join(text);
        let listen = value("listen").unwrap_or("127.0.0.1:8080".to_owned());
        let listen = faults.parsed::<SocketAddr>("listen", &listen, "not an address with a port");
        let public = value("public");
        let public = faults.needed("public", public);
        if let Some(what) = public.as_deref().and_then(wrong_origin) {
            faults.add("public", what.to_owned());
        }
        let map = faults.needed("map", value("map")).map(path);
        if let Some(map) = map.as_ref().filter(|map| !map.is_file()) {
            faults.add("map", format!("there is no file {}", map.display()));
        }
        let ledger = faults.needed("ledger", value("ledger"));
        let ledger = ledger.and_then(|ledger| faults.ledger(ledger, base));
        let master_key = value("master_key");
        let master_key = faults.needed("master_key", master_key).map(path);
        let data = faults.needed("data", value("data")).map(path);
        let zone = faults.needed("zone", value("zone"));
        let zone = zone.and_then(|zone| faults.parsed::<Tz>("zone", &zone, "not a time zone"));
        let hold = value("hold").unwrap_or("3 days".to_owned());
        let hold = faults.period("hold", &hold);
        let kept = value("package_kept").unwrap_or("7 days".to_owned());
        let package_kept = faults.period("package_kept", &kept);
        let idle = value("session_idle").unwrap_or("15 minutes".to_owned());
        let session_idle = faults.period("session_idle", &idle).filter(|idle| {
            // Its use is written down once a minute; two minutes before the end a page says so.
            let enough = (TimeDelta::minutes(3)..=TimeDelta::hours(1)).contains(idle);
            if !enough {
                faults.add("session_idle", "not from 3 minutes to 1 hour".to_owned());
            }
            enough
        });
        let log = match value("log").as_deref() {
            None | Some("text") => Some(Log::Text),
            Some("json") => Some(Log::Json),
            Some(_) => {
                faults.add("log", "neither text nor json".to_owned());
                None
            }
        };
        let proxies = value("proxies").unwrap_or_default();
        let proxies = proxies
            .split(',')
            .map(str::trim)
            .filter(|one| !one.is_empty());
        let proxies: Vec<IpAddr> = proxies
            .filter_map(|one| faults.parsed("proxies", one, "not an address"))
            .collect();
        let post = post::check(&mut value, base, &mut faults);
        let mailbox = post::mailbox(&mut value, base, &mut faults);
        let scan = match value("uploads.scan") {
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
                session_idle: session_idle?,
                log: log?,
                post,
                mailbox,
                proxies,
                demo: false,
                scan: scan?,
            })
        })();
        match config {
            Some(config) if faults.list.is_empty() => Ok(config),
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
