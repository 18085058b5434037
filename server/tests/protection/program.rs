//! The real program, asked over a plain socket: what a browser gets is what is looked at.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use tempfile::TempDir;

/// The program, ended with the test.
pub struct Program {
    child: Child,
    address: SocketAddr,
    folder: TempDir,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    /// The values of a header.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let same = self.headers.iter().filter(|(header, _)| header == name);
        same.map(|(_, value)| value.as_str()).collect()
    }

    /// The cookie of a name that it asks the browser to keep.
    pub fn cookie(&self, name: &str) -> &str {
        let begin = format!("{name}=");
        let all = self.all("set-cookie");
        all.into_iter()
            .find(|cookie| cookie.starts_with(&begin))
            .unwrap_or_default()
    }

    /// The one value of a header; nothing where it is absent.
    pub fn header(&self, name: &str) -> &str {
        let all = self.all(name);
        assert!(all.len() < 2, "{name} is there {} times", all.len());
        all.first().copied().unwrap_or_default()
    }
}

impl Program {
    /// The demo company on fresh stores.
    pub fn demo() -> Self {
        Self::demo_that(&[])
    }

    /// The same, started with more arguments.
    pub fn demo_that(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = program();
        command.arg("demo").arg("--data").arg(folder.path());
        command
            .args(["--cast", "--listen", "127.0.0.1:0"])
            .args(arguments);
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.by_ref().map_while(Result::ok).find_map(|line| {
            line.strip_prefix("Habeas listens on http://")
                .map(str::to_owned)
        });
        // A program whose words nobody takes would stop at them.
        std::thread::spawn(move || lines.for_each(drop));
        let address = said.unwrap().trim().parse().unwrap();
        Self {
            child,
            address,
            folder,
        }
    }

    /// The stores of the demo company behind a proxy that ends TLS.
    pub fn behind_tls(public: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let map = folder.path().join("demo.map.yaml");
        fs::write(map, habeas_demo::cast_map()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let text = format!(
            "listen = \"{address}\"\npublic = \"{public}\"\nmap = \"demo.map.yaml\"\n\
             ledger = \"sqlite:ledger.sqlite\"\nmaster_key = \"master.key\"\ndata = \"data\"\n\
             zone = \"Europe/Dublin\"\n"
        );
        let file = folder.path().join("habeas.toml");
        fs::write(&file, text).unwrap();
        let mut command = program();
        command.arg("serve").arg("--config").arg(file);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        for _ in 0..600 {
            if TcpStream::connect(address).is_ok() {
                break;
            }
            assert!(child.try_wait().unwrap().is_none(), "it ended at its start");
            sleep(Duration::from_millis(50));
        }
        Self {
            child,
            address,
            folder,
        }
    }

    /// Where the stores are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Invites somebody to work here, from the command line; the link.
    pub fn invited(&self, role: &str, email: &str) -> String {
        let mut command = program();
        command.args(["staff", "invite", "--role", role, "--email", email]);
        let config = self.folder().join("habeas.toml");
        let output = command.arg("--config").arg(config).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        said.lines().next().unwrap_or_default().to_owned()
    }

    /// The token of an invitation to work at the demo company.
    pub fn invitation(&self) -> String {
        let text = "public = \"https://privacy.example.com\"\nmap = \"demo.map.yaml\"\n\
                    ledger = \"sqlite:habeas/ledger.sqlite\"\nmaster_key = \"habeas/master.key\"\n\
                    data = \"habeas\"\nzone = \"Europe/Dublin\"\n";
        fs::write(self.folder().join("habeas.toml"), text).unwrap();
        let link = self.invited("auditor", "new.auditor@fernhill.example");
        link.rsplit('/').next().unwrap().to_owned()
    }

    /// Another command of the program; whether it went well, and what it said.
    pub fn command(&self, arguments: &[&str]) -> (bool, String) {
        let mut command = program();
        command.stderr(Stdio::piped());
        let output = command.args(arguments).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    /// As browsers write where it is.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Asks for a page.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers, "")
    }

    /// Sends a form.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let given = headers.iter().any(|(name, _)| *name == form.0);
        let mut headers = headers.to_vec();
        if !given {
            headers.push(form);
        }
        self.ask("POST", path, &headers, body)
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let limit = Some(Duration::from_secs(60));
        stream.set_read_timeout(limit).unwrap();
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n",
            self.address,
            body.len()
        );
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        // It may answer, and hang up, before it has read a body it does not want.
        let _hung_up = stream.write_all(body.as_bytes());
        let mut bytes = Vec::new();
        let _hung_up = stream.read_to_end(&mut bytes);
        parse(&String::from_utf8_lossy(&bytes))
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    for (name, _) in std::env::vars() {
        if name.starts_with("HABEAS_") {
            command.env_remove(name);
        }
    }
    command
}

fn parse(text: &str) -> Answer {
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    Answer {
        status: status.and_then(|status| status.parse().ok()).unwrap_or(0),
        headers: lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect(),
        body: body.to_owned(),
    }
}
