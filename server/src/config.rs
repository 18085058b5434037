//! The configuration: one TOML file, and the environment over it. It is checked whole: every
//! fault is told at once, with its key and an example.

use std::{
    fmt, fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use chrono::TimeDelta;
use chrono_tz::Tz;
use serde::Deserialize;

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
const EXAMPLES: [(&str, &str); 10] = [
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
];

/// The environment's name of a key: `HABEAS_LEDGER`.
fn variable(key: &str) -> String {
    format!("HABEAS_{}", key.to_ascii_uppercase())
}

impl Config {
    /// Reads a file and the environment over it.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn read(path: &Path, env: impl Fn(&str) -> Option<String>) -> Result<Self, Faults> {
        let text = fs::read_to_string(path).map_err(|error| {
            Faults(vec![Fault {
                key: "map",
                what: format!("{} cannot be read: {error}", path.display()),
                example: EXAMPLES[2].1,
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
        if let Some(public) = &public
            && !(public.starts_with("https://") || public.starts_with("http://"))
        {
            faults.add(
                "public",
                "does not begin with https:// or http://".to_owned(),
            );
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
            })
        })();
        match config {
            Some(config) if faults.0.is_empty() => Ok(config),
            _ => Err(faults),
        }
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
        assert!(config.master_key.starts_with(folder.path()));
        assert!(!format!("{config:?}").contains("hunter2"));
    }

    #[test]
    fn the_environment_stands_above_the_file() {
        let folder = folder();
        let env = |name: &str| (name == "HABEAS_HOLD").then(|| "2 hours".to_owned());
        let config = Config::check(WHOLE, folder.path(), env).unwrap();
        assert_eq!(config.hold, TimeDelta::hours(2));
    }

    #[test]
    fn every_fault_is_told_at_once_with_key_and_example() {
        let folder = folder();
        let text = r#"listen = "here"
            ledger = "mysql://root:hunter2@db"
            hold = "a while"
            zone = "Dublin"
            map = "nowhere.yaml""#;
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
        ] {
            assert!(keys.contains(&key), "{key} in {keys:?}");
        }
        let said = faults.to_string();
        assert!(!said.contains("hunter2"), "{said}");
        assert!(said.contains("hold = \"3 days\""), "{said}");
    }

    #[test]
    fn an_unknown_key_is_a_fault() {
        let faults = Config::check("lissten = 1", Path::new(""), |_| None).unwrap_err();
        assert!(faults.to_string().contains("lissten"), "{faults}");
    }
}
