//! PostgreSQL servers for the tests: real ones, each in a temporary folder, ended with the tests.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use poolfund::config::LedgerServer;
use poolfund::ledger::store::{Login, Postgres, Store};
use postgres::{Client, NoTls};

use crate::keeping::Keeping;
use crate::support::absent;

/// A server with its databases.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    /// The server's guard, which ends it and clears its folder when its input ends.
    guard: Option<Child>,
    databases: AtomicUsize,
}

/// The roles: who owns the tables, and those who may only add.
const OWNER: &str = "owner";
pub const COLLEAGUES: [&str; 3] = ["ann", "ben", "eve"];
/// Ann's password on the network.
pub const PASSWORD: &str = "a:b\\c d";

/// Where a server is whose databases keep the ledgers of all small funds: the folder of its socket and its port.
pub const ON_SERVER: &str = "POOLFUND_TESTS_ON_SERVER";

/// What the settings of a small fund say of its ledger: nothing, unless the tests run on a server.
pub fn settings_of_test() -> String {
    let Ok(place) = std::env::var(ON_SERVER) else { return String::new() };
    let (host, port) = place.rsplit_once(':').unwrap();
    let server =
        LedgerServer { host: host.to_owned(), port: port.parse().unwrap(), database: "postgres".into(), trust: None };
    static DATABASES: AtomicUsize = AtomicUsize::new(0);
    let database = format!("small_{}_{}", std::process::id(), DATABASES.fetch_add(1, Ordering::Relaxed));
    let mut owner = Client::connect(&address(&server, OWNER), NoTls).unwrap();
    owner.batch_execute(&format!("CREATE DATABASE {database}")).unwrap();
    let server = LedgerServer { database, ..server };
    Postgres::prepare(&server, &login(OWNER), Path::new("."), Some("colleagues")).unwrap();
    settings(&server)
}

fn address(server: &LedgerServer, user: &str) -> String {
    format!("host={} port={} user={user} dbname={}", server.host, server.port, server.database)
}

fn settings(server: &LedgerServer) -> String {
    let LedgerServer { host, port, database, .. } = server;
    format!("\n[ledger]\nhost = \"{host}\"\nport = {port}\ndatabase = \"{database}\"\n")
}

/// The server that tests share; nothing where there can be none, which is said, and fails in CI.
pub fn shared() -> Option<&'static Cluster> {
    static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
    SHARED.get_or_init(|| Cluster::start(&[])).as_ref()
}

/// Where the programs of a server are: the newest of Debian's, else those on the path.
fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|one| one.path().join("bin")).collect();
    found.sort_by_key(|path| path.components().nth(4).and_then(|name| name.as_os_str().to_str()?.parse::<u32>().ok()));
    found.extend(std::env::split_paths(&std::env::var_os("PATH")?));
    let found =
        found.into_iter().rev().find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists());
    found.or_else(|| absent("a PostgreSQL server (Debian's package postgresql)"))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout == b"0\n"
}

/// A command as somebody who may run a server, which root may not.
fn as_server(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

impl Cluster {
    /// Starts a server with more settings, each as `name=value`.
    pub fn start(settings: &[&str]) -> Option<Self> {
        let programs = programs()?;
        let folder = tempfile::Builder::new().prefix("poolfund-server-").tempdir().unwrap().keep();
        if is_root() {
            let owned = Command::new("chown").arg("postgres").arg(&folder).status().unwrap();
            assert!(owned.success(), "Debian's package makes the user postgres");
        }
        let made = as_server(&programs.join("initdb"))
            .args(["-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "-N", "-D"])
            .arg(folder.join("data"))
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut this = Self { folder, programs, port, guard: None, databases: AtomicUsize::new(0) };
        this.run(settings);
        let mut owner = this.client(OWNER, "postgres");
        let mut roles = "CREATE ROLE colleagues NOLOGIN;".to_owned();
        for name in COLLEAGUES {
            roles.push_str(&format!("CREATE ROLE {name} LOGIN PASSWORD '{}' IN ROLE colleagues;", PASSWORD));
        }
        owner.batch_execute(&roles).unwrap();
        Some(this)
    }

    /// Starts the server of the folder.
    pub fn run(&mut self, settings: &[&str]) {
        let (folder, server) =
            (self.folder.display().to_string(), self.programs.join("postgres").display().to_string());
        // Nothing of a server is outside its folder but its memory, nothing of it is written twice, and nothing of it starts
        // by itself while it is killed.
        let mut options = format!(
            "-D '{folder}/data' -k '{folder}' -p {} -c listen_addresses= -c fsync=off -c full_page_writes=off \
             -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=128MB -c dynamic_shared_memory_type=mmap \
             -c autovacuum=off -c max_connections=60",
            self.port
        );
        for setting in settings {
            options.push_str(&format!(" -c '{setting}'"));
        }
        // The server ends when this program does, however that ends.
        let script = format!(
            "'{server}' {options} >>'{folder}/log' 2>&1 & server=$!; cat >/dev/null; kill -QUIT $server 2>/dev/null; wait $server; \
             if [ ! -e '{folder}/keep' ]; then rm -rf '{folder}'; fi"
        );
        let guard = as_server(Path::new("sh")).args(["-c", &script]).stdin(Stdio::piped()).spawn().unwrap();
        self.guard = Some(guard);
        let since = Instant::now();
        while Client::connect(&address(&self.server("postgres"), OWNER), NoTls).is_err() {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(since.elapsed() < Duration::from_secs(60), "the server starts: {}", log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Takes a file into the server's folder, as its own and nobody else's.
    pub fn take_in(&self, file: &Path, name: &str) {
        let to = self.folder.join("data").join(name);
        fs::copy(file, &to).unwrap();
        let mine = |program: &str, how: &str| Command::new(program).arg(how).arg(&to).status().unwrap().success();
        assert!(mine("chmod", "600") && (!is_root() || mine("chown", "postgres")));
    }

    /// Runs with an address on the network, which wants TLS and passwords.
    pub fn listen(&mut self, port: u16) {
        let rules = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n";
        fs::write(self.folder.join("data/pg_hba.conf"), rules).unwrap();
        self.port = port;
        self.run(&["listen_addresses=127.0.0.1", "ssl=on", "ssl_cert_file=server.pem", "ssl_key_file=server.key"]);
    }

    /// Kills the server as a fault of the machine does; [`Cluster::run`] starts it again.
    pub fn kill(&mut self) {
        let pid = fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap().to_owned();
        fs::write(self.folder.join("keep"), "").unwrap();
        let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
        assert!(Command::new("kill").args(["-9", &pid]).status().unwrap().success());
        drop(self.guard.take().map(|mut guard| {
            drop(guard.stdin.take());
            guard.wait()
        }));
        fs::remove_file(self.folder.join("keep")).unwrap();
        // Its processes end by themselves, and keep another server from starting until then.
        let since = Instant::now();
        while children.split_whitespace().any(|child| Path::new("/proc").join(child).exists()) {
            assert!(since.elapsed() < Duration::from_secs(30), "the server's processes end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Its port, which is part of its socket's name.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its folder, below which are `data` and the socket.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A connection as somebody.
    pub fn client(&self, user: &str, database: &str) -> Client {
        Client::connect(&address(&self.server(database), user), NoTls).unwrap()
    }

    /// An empty database.
    pub fn database(&self) -> String {
        let name = format!("fund_{}_{}", std::process::id(), self.databases.fetch_add(1, Ordering::Relaxed));
        self.client(OWNER, "postgres").batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        name
    }

    /// A database with the tables of a ledger, which colleagues may add to.
    pub fn ledger(&self) -> OnServer<'_> {
        let ledger = OnServer { cluster: self, server: self.server(&self.database()) };
        let made = Postgres::prepare(&ledger.server, &login(OWNER), Path::new("."), Some("colleagues")).unwrap();
        assert_eq!(made, [1]);
        ledger
    }

    /// A database as the settings name it.
    pub fn server(&self, database: &str) -> LedgerServer {
        let host = self.folder.display().to_string();
        LedgerServer { host, port: self.port, database: database.to_owned(), trust: None }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut guard) = self.guard.take() {
            drop(guard.stdin.take());
            guard.wait().unwrap();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Somebody without a password.
pub fn login(user: &str) -> Login {
    Login { user: user.to_owned(), password: None }
}

/// A ledger on a server.
pub struct OnServer<'c> {
    cluster: &'c Cluster,
    pub server: LedgerServer,
}

impl OnServer<'_> {
    /// Opens it as somebody.
    pub fn open_as(&self, user: &str) -> Result<Postgres, String> {
        Postgres::open(&self.server, &login(user), Path::new(".")).map_err(|why| why.to_string())
    }

    /// A connection as whom the tables belong to.
    pub fn owner(&self) -> Client {
        self.cluster.client(OWNER, &self.server.database)
    }

    /// A connection as a colleague.
    pub fn colleague(&self, name: &str) -> Client {
        self.cluster.client(name, &self.server.database)
    }

    /// The settings that name it.
    pub fn settings(&self) -> String {
        settings(&self.server)
    }
}

impl Keeping for OnServer<'_> {
    fn open(&self) -> Box<dyn Store> {
        Box::new(self.open_as("ann").unwrap())
    }

    fn look(&self) -> Box<dyn Store> {
        Box::new(Postgres::look(&self.server, &login("ben"), Path::new(".")).unwrap())
    }

    fn refusal(&self) -> String {
        self.open_as("ann").err().unwrap()
    }

    fn forge(&self, table: &str, statement: &str) {
        let statement = statement.replace(table, &format!("poolfund.{table}"));
        let guards = |word: &str| format!("ALTER TABLE poolfund.{table} {word} TRIGGER USER;");
        self.owner().batch_execute(&format!("{}{statement}", guards("DISABLE"))).unwrap();
    }
}
