//! What memory the whole program takes: the portal and its worker of the demo company, idle after
//! their start, and idle again after pages were asked for.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first fault")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

const QUIET: Duration = Duration::from_secs(5);
const PAGES: usize = 500;

/// Ended with the benchmark.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _gone = self.0.wait();
    }
}

fn main() {
    let mut named = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with('-'));
    let first = named.next();
    if first.is_some_and(|name| name != "idle") && named.all(|name| name != "idle") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
    command.arg("demo").arg("--data").arg(folder.path());
    command.args(["--listen", "127.0.0.1:0"]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut program = Program(command.spawn().unwrap());
    let mut lines = BufReader::new(program.0.stdout.take().unwrap()).lines();
    let said = lines.by_ref().map_while(Result::ok).find_map(|line| {
        line.strip_prefix("Habeas listens on http://")
            .map(str::to_owned)
    });
    // A program whose words nobody takes would stop at them.
    std::thread::spawn(move || lines.for_each(drop));
    let address: SocketAddr = said.unwrap().trim().parse().unwrap();
    // Setting the demo up took memory that a portal which only runs never has.
    drop(program);
    let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
    command.arg("demo").arg("--data").arg(folder.path());
    command.args(["--listen", &address.to_string()]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let program = Program(command.spawn().unwrap());
    while TcpStream::connect(address).is_err() {
        sleep(Duration::from_millis(50));
    }
    sleep(QUIET);
    let id = program.0.id();
    println!("\nMemory of the whole program (resident, MiB); the aim is 64");
    said_of(id, "idle after its start");
    for number in 0..PAGES {
        let path = ["/", "/sign-in", "/register", "/ask", "/receipt"][number % 5];
        get(address, path);
    }
    said_of(id, "after 500 pages");
    sleep(QUIET);
    said_of(id, "idle again");
}

fn get(address: SocketAddr, path: &str) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 "), "{path}");
}

fn said_of(id: u32, what: &str) {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let of = |name: &str| -> f64 {
        let line = status.lines().find(|line| line.starts_with(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
        kilobytes.unwrap_or(0.0) / 1024.0
    };
    println!(
        "  {what:<24}{:>8.1}    of which its own {:>8.1}    peak {:>8.1}",
        of("VmRSS:"),
        of("RssAnon:"),
        of("VmHWM:")
    );
}
