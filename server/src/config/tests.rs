//! The configuration against what operators write.

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

/// An environment in which `value` is set.
fn set(value: &dyn Fn(&str) -> Option<String>) -> Environment<'_> {
    Environment {
        names: Vec::new(),
        value,
    }
}

fn check(text: &str, base: &Path) -> Result<Config, Faults> {
    Config::check(text, base, &set(&|_| None))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("map.yaml"), "").unwrap();
    folder
}

#[test]
fn a_whole_file_is_read_and_prints_no_secret() {
    let folder = folder();
    let config = check(WHOLE, folder.path()).unwrap();
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
    let config = Config::check(WHOLE, folder.path(), &set(&env)).unwrap();
    assert_eq!(config.hold, TimeDelta::hours(2));
    let scan =
        |name: &str| (name == "HABEAS_UPLOADS_SCAN").then(|| "tcp:127.0.0.1:3310".to_owned());
    let config = Config::check(WHOLE, folder.path(), &set(&scan)).unwrap();
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
    let faults = check(text, folder.path()).unwrap_err();
    let keys: Vec<&str> = faults.list.iter().map(|fault| fault.key.as_str()).collect();
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
    let config = check(&text, folder.path()).unwrap();
    let mail = config.post.mail.clone().unwrap();
    assert_eq!((mail.host.as_str(), mail.port), ("smtp.example.com", 465));
    assert_eq!(mail.credentials.unwrap().1, "hunter3");
    assert!(config.post.sms.is_some());
    assert!(check(WHOLE, folder.path()).unwrap().post.mail.is_none());
    let text = format!("{WHOLE}\n[mail]\nserver = \"smtp\"\ntls = \"ssl\"\nusername = \"x\"\n");
    let said = check(&text, folder.path()).unwrap_err().to_string();
    for key in ["mail.server", "mail.tls", "mail.password_file"] {
        assert!(said.contains(key), "{said}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let faults = Config::read(Path::new("nowhere.toml"), &set(&|_| None)).unwrap_err();
    assert!(faults.to_string().contains("nowhere.toml"), "{faults}");
    assert!(faults.to_string().contains("--config"), "{faults}");
}

#[test]
fn every_fault_is_told_with_its_place_and_the_right_key() {
    let folder = folder();
    let text = "lissten = \"127.0.0.1:1\"\nhold = 3\n  zone = [\"Europe/Dublin\"]\nmail = true\n\
                package_kept = \"a while\"\ncolour = \"red\"\n[uploads]\nscann = \"x\"\n\
                [post]\nserver = \"hunter2\"\n";
    let names = ["HABEAS_LEGDER", "HABEAS_COLOUR", "PATH"].map(str::to_owned);
    let env = Environment {
        names: names.to_vec(),
        value: &|name| (name == "HABEAS_LOG").then(|| "loud".to_owned()),
    };
    let faults = Config::check(text, folder.path(), &env).unwrap_err();
    let said = faults.to_string();
    for line in [
        "lissten (line 1, column 1): there is no such key. listen is meant. \
         For example: listen = \"127.0.0.1:8080\"",
        "hold (line 2, column 8): this is a number, and a text in quotes is wanted. \
         For example: hold = \"3 days\"",
        "zone (line 3, column 10): this is a list, and a text in quotes is wanted. \
         For example: zone = \"Europe/Dublin\"",
        "mail (line 4, column 8): this is true or false, and a section is wanted. \
         For example: [mail]",
        "package_kept (line 5, column 16): `a while` is not a period. \
         For example: package_kept = \"7 days\"",
        "colour (line 6, column 1): there is no such key. The keys are listen, public,",
        "uploads.scann (line 8, column 1): there is no such key. uploads.scan is meant.",
        "post (line 9, column 2): there is no such key.",
        "HABEAS_LEGDER: there is no such variable. HABEAS_LEDGER is meant. \
         For example: HABEAS_LEDGER=\"sqlite:habeas.sqlite\"",
        "log (HABEAS_LOG): neither text nor json.",
        "public: missing (neither in the file nor as HABEAS_PUBLIC).",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    // What was meant is not told once more as missing, and no value of a wrong key is printed.
    for line in [
        "  listen:",
        "  ledger:",
        "  hold:",
        "  zone:",
        "hunter2",
        "HABEAS_COLOUR",
    ] {
        assert!(!said.contains(line), "{line}\n{said}");
    }
    let map = folder.path().join("map.yaml");
    assert_eq!(env.unread(&map), ["HABEAS_COLOUR"]);
    fs::write(&map, "connect: env:HABEAS_COLOUR").unwrap();
    assert!(env.unread(&map).is_empty());
}

#[test]
fn what_is_no_toml_is_told_with_its_place_and_without_its_values() {
    let folder = folder();
    let text = "ledger = postgres://habeas:hunter2@db/habeas\nzone = \"Europe/Dublin\n\
                lissten = \"here\"\n";
    let faults = check(text, folder.path()).unwrap_err();
    let said = faults.to_string();
    assert!(said.contains("the file (line 1, column "), "{said}");
    assert!(said.contains("the file (line 2, column "), "{said}");
    assert!(said.contains("lissten (line 3, column 1)"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
}

/// The keys of the README are keys.
#[test]
fn the_readme_shows_a_configuration_that_is_read() {
    let readme = include_str!("../../../README.md");
    let (_, after) = readme.split_once("```toml\n").unwrap();
    let (text, _) = after.split_once("```").unwrap();
    let folder = folder();
    fs::write(folder.path().join("my.map.yaml"), "").unwrap();
    let faults = check(text, folder.path()).unwrap_err();
    // Only what are files of the company's own machine are missing here.
    let keys: Vec<&str> = faults.list.iter().map(|fault| fault.key.as_str()).collect();
    assert_eq!(keys, ["mail.password_file", "approve"]);
}
