//! A server of PostgreSQL on the network, with a certificate, and a wire to it that can be cut.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use poolfund::config::LedgerServer;
use poolfund::ledger::store::Login;

use crate::cluster::{Cluster, OnServer, PASSWORD};

/// What stands between a program and its server, and cuts what passes.
pub struct Wire {
    pub port: u16,
    ends: Arc<Ends>,
}

#[derive(Default)]
struct Ends {
    /// How many bytes to the server passed on the newest connection.
    passed: AtomicUsize,
    /// How many bytes more than those pass before the connection is cut, once; then the next begin whole.
    cut_after: AtomicUsize,
    /// Whether new connections wait, or are refused.
    is_held: AtomicBool,
    is_refused: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Wire {
    pub fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let ends = Arc::new(Ends { cut_after: AtomicUsize::new(usize::MAX), ..Ends::default() });
        let taking = ends.clone();
        std::thread::spawn(move || {
            for near in listener.incoming() {
                while taking.is_held.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(5));
                }
                if taking.is_refused.load(Ordering::SeqCst) {
                    continue;
                }
                if let (Ok(near), Ok(far)) = (near, TcpStream::connect(("127.0.0.1", server))) {
                    taking.passed.store(0, Ordering::SeqCst);
                    let both = || [&near, &far].map(|end| end.try_clone().unwrap());
                    taking.open.lock().unwrap().extend(both());
                    let ([from_near, to_far], [to_near, from_far], ends) = (both(), both(), taking.clone());
                    std::thread::spawn(move || ends.carry(from_near, to_far, true));
                    let ends = taking.clone();
                    std::thread::spawn(move || ends.carry(from_far, to_near, false));
                }
            }
        });
        Self { port, ends }
    }

    /// How many bytes to the server passed on the newest connection.
    pub fn passed(&self) -> usize {
        self.ends.passed.load(Ordering::SeqCst)
    }

    /// Cuts the connection once so many bytes passed on it.
    pub fn cut_after(&self, bytes: usize) {
        self.ends.cut_after.store(bytes, Ordering::SeqCst);
    }

    /// Cuts every connection now.
    pub fn cut(&self) {
        for end in self.ends.open.lock().unwrap().drain(..) {
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// Lets new connections wait, or go on.
    pub fn hold(&self, is_held: bool) {
        self.ends.is_held.store(is_held, Ordering::SeqCst);
    }

    /// Refuses new connections, or takes them again.
    pub fn refuse(&self, is_refused: bool) {
        self.ends.is_refused.store(is_refused, Ordering::SeqCst);
    }
}

impl Ends {
    /// Carries what is sent from one end to the other, until it is cut.
    fn carry(&self, mut from: TcpStream, mut to: TcpStream, is_to_server: bool) {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            let left = self.cut_after.load(Ordering::SeqCst).saturating_sub(self.passed.load(Ordering::SeqCst));
            let sent = if is_to_server { length.min(left) } else { length };
            if to.write_all(&buffer[..sent]).is_err() || sent < length {
                break;
            }
            self.passed.fetch_add(if is_to_server { sent } else { 0 }, Ordering::SeqCst);
        }
        if is_to_server {
            // What is cut is cut once.
            self.cut_after.store(usize::MAX, Ordering::SeqCst);
        }
        for end in [from, to] {
            let _ = end.shutdown(Shutdown::Both);
        }
    }
}

/// A server on the network with a certificate of its own, and the folder in which the certificates are.
pub struct Networked {
    pub cluster: Cluster,
    pub folder: tempfile::TempDir,
    pub port: u16,
}
impl Networked {
    /// Starts one whose certificate is for a name.
    pub fn start(name: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        for certificate in ["server", "other"] {
            let made = Command::new("openssl")
                .current_dir(folder.path())
                .args([
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:prime256v1",
                    "-nodes",
                    "-days",
                    "9",
                ])
                .args(["-subj", &format!("/CN={name}"), "-addext", &format!("subjectAltName={name}")])
                .args(["-addext", "basicConstraints=critical,CA:FALSE"])
                .args(["-keyout", &format!("{certificate}.key"), "-out", &format!("{certificate}.pem")])
                .output()
                .unwrap();
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut cluster = Cluster::start(&[])?;
        cluster.kill();
        cluster.take_in(&folder.path().join("server.pem"), "server.pem");
        cluster.take_in(&folder.path().join("server.key"), "server.key");
        cluster.listen(port);
        Some(Self { cluster, folder, port })
    }

    /// The settings of a ledger there, on a port.
    pub fn server(&self, ledger: &OnServer<'_>, port: u16, trust: &str) -> LedgerServer {
        LedgerServer {
            host: "127.0.0.1".into(),
            port,
            database: ledger.server.database.clone(),
            trust: Some(trust.into()),
        }
    }

    pub fn ann() -> Login {
        Login { user: "ann".into(), password: Some(PASSWORD.into()) }
    }
}
