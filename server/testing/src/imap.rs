//! A real IMAP server (Dovecot), for tests only: on a free port, with one mailbox in a temporary
//! folder, ended with the value that stands for it.

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
};

/// Who signs in.
pub const USER: &str = "privacy";
/// With what.
pub const PASSWORD: &str = "ferry-lantern-8";
/// How long a start may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
const STEP: Duration = Duration::from_millis(100);

/// A running server; it ends with this value.
#[derive(Debug)]
pub struct Imap {
    /// Its port on this machine.
    pub port: u16,
    folder: PathBuf,
    server: Child,
}

impl Drop for Imap {
    fn drop(&mut self) {
        // The server ends those it started; what it does not end in time is ended with it.
        let id = self.server.id().to_string();
        let _ended = Command::new("kill").args(["-TERM", &id]).status();
        let _status = self.server.wait();
        let _gone = fs::remove_dir_all(&self.folder);
    }
}

impl Imap {
    /// Starts one.
    ///
    /// # Errors
    /// Where Dovecot is not installed or does not start; what it said is in the error.
    pub async fn start() -> Result<Self> {
        let program = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"]
            .into_iter()
            .find(|program| Path::new(program).is_file())
            .context("Dovecot is not there; `apt-get install dovecot-imapd` brings it")?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder =
            std::env::temp_dir().join(format!("habeas-imap-{}-{port}", std::process::id()));
        let mailbox = folder.join("mail");
        for part in ["new", "cur", "tmp"] {
            fs::create_dir_all(mailbox.join(part))?;
        }
        open_to_all(&folder)?;
        let file = folder.join("dovecot.conf");
        fs::write(&file, configuration(&folder, port)?)?;
        let server = Command::new(program)
            .args(["-F", "-c"])
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("said"))?)
            .spawn()
            .context("Dovecot")?;
        let imap = Self {
            port,
            folder,
            server,
        };
        imap.ready().await?;
        Ok(imap)
    }

    /// Delivers a mail as a mail server does, at a moment (seconds since 1970).
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn deliver(&self, name: &str, at: u64, mail: &str) -> Result<()> {
        let mailbox = self.folder.join("mail");
        let waiting = mailbox.join("tmp").join(name);
        fs::write(&waiting, mail)?;
        let file = fs::File::options().write(true).open(&waiting)?;
        file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(at))?;
        let there = mailbox.join("new").join(format!("{at}.{name}.test"));
        fs::rename(&waiting, &there)?;
        open_to_all(&self.folder)
    }

    async fn ready(&self) -> Result<()> {
        let mut waited = Duration::ZERO;
        loop {
            if let Ok(stream) = TcpStream::connect(("127.0.0.1", self.port)).await {
                let mut line = String::new();
                let mut reader = BufReader::new(stream);
                let greeted = tokio::time::timeout(STEP * 10, reader.read_line(&mut line)).await;
                if greeted.is_ok() && line.starts_with("* OK") {
                    return Ok(());
                }
            }
            if waited > PATIENCE {
                let said = ["said", "log"].map(|file| fs::read_to_string(self.folder.join(file)));
                let said: Vec<String> = said.into_iter().flatten().collect();
                bail!("Dovecot does not answer: {}", said.join("\n"));
            }
            tokio::time::sleep(STEP).await;
            waited += STEP;
        }
    }
}

/// The mailbox belongs to whoever the server reads it as.
fn open_to_all(folder: &Path) -> Result<()> {
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let is_folder = path.is_dir();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o777))?;
        if is_folder && path.file_name().is_none_or(|name| name != "run") {
            for entry in fs::read_dir(&path)? {
                waiting.push(entry?.path());
            }
        }
    }
    Ok(())
}

fn configuration(folder: &Path, port: u16) -> Result<String> {
    let id = |what: &str| -> Result<String> {
        let said = Command::new("id")
            .arg(what)
            .output()
            .context("`id`")?
            .stdout;
        Ok(String::from_utf8_lossy(&said).trim().to_owned())
    };
    let (name, number, group) = (id("-un")?, id("-u")?, id("-g")?);
    // As root it reads mail as nobody; otherwise everything is whoever runs it.
    let (own, reads, reads_group) = if number == "0" {
        (String::new(), "65534".to_owned(), "65534".to_owned())
    } else {
        let own = format!(
            "default_internal_user = {name}\ndefault_internal_group = {}\ndefault_login_user = {name}\n\
             service anvil {{\n  chroot =\n}}\nservice imap-login {{\n  chroot =\n}}\n",
            id("-gn")?
        );
        (own, number, group)
    };
    let folder = folder.display();
    Ok(format!(
        "base_dir = {folder}/run\nstate_dir = {folder}/state\nlog_path = {folder}/log\n\
         ssl = no\ndisable_plaintext_auth = no\nlisten = 127.0.0.1\nprotocols = imap\n\
         auth_mechanisms = plain login\nmail_location = maildir:{folder}/mail\n\
         first_valid_uid = 1\nfirst_valid_gid = 1\nmaildir_stat_dirs = yes\n{own}\
         service imap-login {{\n  inet_listener imap {{\n    port = {port}\n  }}\n  \
         inet_listener imaps {{\n    port = 0\n  }}\n}}\n\
         passdb {{\n  driver = static\n  args = password={PASSWORD}\n}}\n\
         userdb {{\n  driver = static\n  args = uid={reads} gid={reads_group} home={folder}/home\n}}\n"
    ))
}
