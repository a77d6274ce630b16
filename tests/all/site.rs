//! A fund that is shown in a browser, and a browser that does as it is told: HTTP by hand, so that nothing is put right on the
//! way.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server of the program, ended with the test.
pub struct Site {
    child: Option<Child>,
    /// `127.0.0.1:PORT`.
    pub host: String,
    /// The private file that leads in.
    pub way_in: String,
    /// The address in it.
    pub key: String,
    /// The cookie that is sent.
    pub cookie: String,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|why| panic!("{why}: {} {}", self.status, self.text()))
    }
}

impl Site {
    /// Shows a fund, and comes in.
    pub fn open(fund: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_poolfund"))
            .args(["serve", "--fund"])
            .arg(fund)
            .args(arguments)
            .env("USER", "Ann Ivory")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let mut site = Self::at(Path::new(line.trim()));
        site.child = Some(child);
        site.entered()
    }

    /// What a private file leads to, not come in yet.
    pub fn at(way_in: &Path) -> Self {
        let page = fs::read_to_string(way_in).unwrap();
        let address = page.split_once("url=http://").unwrap().1.split_once('"').unwrap().0;
        let (host, key) = address.split_once('/').unwrap();
        let (host, key, way_in) = (host.to_owned(), format!("/{key}"), way_in.display().to_string());
        Self { child: None, host, way_in, key, cookie: String::new() }
    }

    /// The same, come in.
    pub fn entered(mut self) -> Self {
        self.cookie = self.enter(&self.key);
        self
    }

    /// The cookie for a key.
    pub fn enter(&self, key: &str) -> String {
        let answer = self.ask("GET", key, &[("Host", &self.host)], b"");
        assert_eq!(answer.status, 200, "{}", answer.text());
        let cookie = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        cookie.split_once(';').unwrap().0.to_owned()
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.host)
    }

    /// Sends a request with these headers and no others.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        if !body.is_empty() && !headers.iter().any(|(name, _)| *name == "Content-Length") {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        // A server that refuses a long body need not read it.
        let _ = stream.write_all(body);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let body = all.get(end + 4..).unwrap_or_default().to_vec();
        Answer { status, head, body }
    }

    /// As the browser asks that came in.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[("Host", &self.host), ("Cookie", &self.cookie)], b"")
    }

    /// As a page from here asks.
    pub fn post(&self, path: &str, body: &[u8]) -> Answer {
        self.post_as(&self.cookie, path, body)
    }

    /// The same of another who came in.
    pub fn post_as(&self, cookie: &str, path: &str, body: &[u8]) -> Answer {
        self.ask("POST", path, &[("Host", &self.host), ("Cookie", cookie), ("Origin", &self.origin())], body)
    }

    /// Ends it as a cut in the power does.
    pub fn kill(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Waits until it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(10) {
            if self.child.as_mut().unwrap().try_wait().unwrap().is_some() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.kill();
    }
}
