//! Colleagues who work in one ledger on a server: what they see of each other, and what none of them can lose.

use std::collections::BTreeMap;
use std::fs;
use std::process::Output;

use poolfund::ledger::store::{EventKind, Store};

use crate::cluster::{self, COLLEAGUES, OnServer};
use crate::keeping::Keeping;
use crate::shared_ledger::{assert_whole, event};
use crate::small_fund::{SmallFund, files, said};
use crate::store_contract::append;

/// A colleague: a fund's folder, and a name on the server.
struct Colleague {
    fund: SmallFund,
    name: &'static str,
}

impl Colleague {
    fn says(&self, arguments: &[&str]) -> Output {
        let mut command = self.fund.command(arguments);
        command.env("PGUSER", self.name).env_remove("PGPASSWORD").env("PGPASSFILE", "/nowhere").output().unwrap()
    }

    fn works(&self, arguments: &[&str]) -> String {
        let output = self.says(arguments);
        assert_eq!(output.status.code(), Some(0), "{} {arguments:?}: {}", self.name, said(&output));
        format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output))
    }

    fn reports(&self, month: &str) -> Vec<(String, Vec<u8>)> {
        let folder = self.fund.reports(month);
        let named = files(&folder).into_iter();
        named.map(|(path, bytes)| (path.strip_prefix(&folder).unwrap().display().to_string(), bytes)).collect()
    }
}

/// Three colleagues with a folder each, and one ledger.
fn colleagues(ledger: &OnServer<'_>) -> [Colleague; 3] {
    COLLEAGUES.map(|name| {
        let fund = SmallFund::new();
        let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
        fund.write("fund.toml", &(settings + &ledger.settings()));
        Colleague { fund, name }
    })
}

const CLOSE: [&str; 7] =
    ["close", "2025-09", "--accept", "compared", "--reason", "finance has sent no extract", "--as"];

#[test]
fn three_colleagues_run_close_and_approve_in_one_ledger() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let [ann, ben, eve] = colleagues(&ledger);
    ann.works(&["run", "--as-of", "2025-09-30"]);
    ben.works(&["run", "--as-of", "2025-09-30"]);
    let kinds = |kind| ledger.look().events(Some(kind)).unwrap().len();
    assert_eq!((kinds(EventKind::Import), kinds(EventKind::Run)), (5, 1), "the same inputs are imported once");
    assert_eq!(ann.reports("2025-09"), ben.reports("2025-09"));
    let closed = ben.works(&[&CLOSE[..], &["Ben"]].concat());
    assert!(closed.contains("2025-09"), "{closed}");
    let again = ann.says(&[&CLOSE[..], &["Ann"]].concat());
    assert_eq!(again.status.code(), Some(1));
    let told = said(&again);
    assert!(told.contains("2025-09 was closed by Ben; its reports here are the closed edition now."), "{told}");
    assert!(told.contains("2025-09 was closed by Ben ("), "{told}");
    // Eve ran nothing: what was closed is in her folder all the same, and she can approve it.
    eve.works(&["approve", "2025-09", "--as", "Eve"]);
    for one in [&ann, &ben, &eve] {
        assert_eq!(one.reports("2025-09"), ben.reports("2025-09"), "{}", one.name);
        let audit = one.works(&["audit"]);
        assert!(audit.contains("the ledger's tables on "), "{audit}");
        assert!(!one.fund.path().join("ledger.db").exists());
    }
    // Each goes on where another ended.
    eve.fund
        .write("receipts.csv", &(crate::small_fund::RECEIPTS.to_owned() + "R-4,BEL-1,2025-10-09,deposit,EUR,10.00\n"));
    eve.works(&["run", "--as-of", "2025-10-31"]);
    let changes = ann.works(&["diff", "2025-09", "2025-10"]);
    assert!(changes.contains("received"), "{changes}");
    assert_eq!(kinds(EventKind::Close), 1);
    assert_whole(&ledger);
}

/// What three say at the same moment.
fn at_once<'c>(three: &'c [Colleague; 3], arguments: impl Fn(&'c Colleague) -> Vec<String> + Sync) -> [Output; 3] {
    let arguments = &arguments;
    std::thread::scope(|scope| {
        let saying = three
            .each_ref()
            .map(|one| scope.spawn(move || one.says(&arguments(one).iter().map(String::as_str).collect::<Vec<_>>())));
        saying.map(|one| one.join().unwrap())
    })
}

/// What was recorded: how often what of which month.
fn recorded(store: &dyn Store) -> BTreeMap<(String, Option<String>), usize> {
    let mut counts = BTreeMap::new();
    for event in store.events(None).unwrap() {
        *counts.entry((event.kind.name().to_owned(), event.period)).or_default() += 1;
    }
    counts
}

#[test]
fn three_colleagues_at_once_keep_the_books_that_one_alone_keeps() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let three = colleagues(&ledger);
    let alone = SmallFund::new();
    let figures = |output: &Output| {
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &said(output);
        let words = ["Received", "Allocated", "Charged", "Gap", "Signed"];
        text.lines().filter(|line| words.iter().any(|word| line.contains(word))).map(str::to_owned).collect::<Vec<_>>()
    };
    for (month, as_of) in [("2025-09", "2025-09-30"), ("2025-10", "2025-10-31"), ("2025-11", "2025-11-30")] {
        let run = ["run", "--as-of", as_of];
        let ran = at_once(&three, |_| run.map(str::to_owned).to_vec());
        let one = alone.poolfund(&run);
        assert!(!figures(&one).is_empty(), "{}", said(&one));
        for (colleague, output) in three.iter().zip(&ran) {
            assert!(output.status.success(), "{} {month}: {}", colleague.name, said(output));
            assert_eq!(figures(output), figures(&one), "{} {month}", colleague.name);
        }
        let name = |colleague: &Colleague| vec!["--as".to_owned(), colleague.name.to_owned()];
        let close = ["close", month, "--accept", "compared", "--reason", "finance has sent no extract"];
        let closed = at_once(&three, |one| [close.map(str::to_owned).to_vec(), name(one)].concat());
        let approved = at_once(&three, |one| [vec!["approve".to_owned(), month.to_owned()], name(one)].concat());
        let mut did = Vec::new();
        for (outputs, refusals) in [
            (&closed, &["was closed by"][..]),
            (&approved, &["was approved already", "someone else must approve it"][..]),
        ] {
            let done: Vec<usize> = (0..3).filter(|index| outputs[*index].status.success()).collect();
            let [done] = done[..] else { panic!("{month}: {}", outputs.each_ref().map(said).concat()) };
            for (_, output) in outputs.iter().enumerate().filter(|(index, _)| *index != done) {
                let told = said(output);
                assert!(output.status.code() == Some(1) && refusals.iter().any(|words| told.contains(words)), "{told}");
            }
            did.push(three[done].name);
        }
        assert_ne!(did[0], did[1], "two vouch for {month}");
        alone.works(&[&close[..], &["--as", did[0]]].concat());
        alone.works(&["approve", month, "--as", did[1]]);
    }
    let of_one = poolfund::books::ledger(alone.path()).unwrap().unwrap();
    assert_eq!(recorded(ledger.look().as_ref()), recorded(of_one.as_ref()));
    for one in &three {
        one.works(&["run", "--as-of", "2025-12-31"]);
        one.works(&["audit"]);
        assert_eq!(one.reports("2025-11"), three[0].reports("2025-11"), "{}", one.name);
    }
    assert_whole(&ledger);
}

#[test]
fn a_server_that_forgot_is_noticed_in_every_folder_and_gets_back_what_it_lost() {
    let Some(cluster) = cluster::shared() else { return };
    let (ledger, older) = (cluster.ledger(), cluster.ledger());
    let [ann, ben, _] = colleagues(&ledger);
    ann.works(&["run", "--as-of", "2025-09-30"]);
    ben.works(&["run", "--as-of", "2025-09-30"]);
    // The server comes back from a backup of before: here, another database in the place of the one.
    let events = ledger.look().hashes().unwrap();
    for one in [&ann, &ben] {
        one.fund.set(&ledger.server.database, &older.server.database);
        let refused = one.says(&["run", "--as-of", "2025-09-30"]);
        assert_eq!(refused.status.code(), Some(1));
        let told = said(&refused);
        assert!(told.contains(&format!("ends {} events before its copy", events.len())), "{told}");
        assert!(told.contains("poolfund ledger copy ledger.db.copy server"), "{told}");
    }
    let copied = ann.works(&["ledger", "copy", "ledger.db.copy", "server"]);
    assert!(copied.contains(events.last().unwrap().as_str()), "{copied}");
    assert_eq!(older.look().hashes().unwrap(), events);
    ben.works(&["audit"]);
    // What is written anew on the server is another history.
    let other = cluster.ledger();
    append(other.open().as_mut(), vec![event("another history")], vec![]);
    ben.fund.set(&older.server.database, &other.server.database);
    let told = said(&ben.says(&["run", "--as-of", "2025-09-30"]));
    assert!(told.contains("tell different histories from event 1 on"), "{told}");
    assert_eq!(other.look().hashes().unwrap().len(), 1);
}

#[test]
fn a_ledger_goes_to_a_server_and_back_with_the_same_head() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    let head = poolfund::books::ledger(fund.path()).unwrap().unwrap().head().unwrap();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    fund.write("fund.toml", &(settings + &ledger.settings()));
    let ann = Colleague { fund, name: "ann" };
    let two = ann.says(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(two.status.code(), Some(1));
    assert!(said(&two).contains("keeps the ledger, as the settings say, and there is one in "), "{}", said(&two));
    let copied = ann.works(&["ledger", "copy", "ledger.db", "server"]);
    assert!(copied.contains(&head), "{copied}");
    fs::rename(ann.fund.path().join("ledger.db"), ann.fund.path().join("before.db")).unwrap();
    ann.works(&["audit", "--head", &head]);
    ann.works(&["run", "--as-of", "2025-10-31"]);
    let back = ann.works(&["ledger", "copy", "server", "backup.db"]);
    let newest = ledger.look().head().unwrap();
    assert!(newest != head && back.contains(&newest), "{back}");
    // The file is a ledger by itself, as the one of before is its beginning.
    assert!(ann.works(&["ledger", "copy", "server", "before.db"]).contains(&newest));
    let alone = ann.fund.copied();
    let named = fs::read_to_string(alone.path().join("inputs/fund.toml")).unwrap();
    alone.write("fund.toml", named.split("\n[ledger]").next().unwrap());
    fs::rename(alone.path().join("backup.db"), alone.path().join("ledger.db")).unwrap();
    alone.works(&["audit", "--head", &newest]);
}

#[test]
fn settings_that_say_who_asks_are_refused_and_no_secret_is_shown() {
    let fund = SmallFund::new();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let server = "\n[ledger]\nhost = \"ledger.example.org\"\ndatabase = \"fund\"\ntrust = \"ledger.pem\"\n";
    fund.write("fund.toml", &format!("{settings}{server}user = \"ann\"\npassword = \"sesame\"\n"));
    for command in [&["run"][..], &["check"], &["audit"], &["ledger", "prepare"]] {
        let told = fund.refuses(command, 1);
        assert!(told.contains("ledger.user") && told.contains("ledger.password") && !told.contains("sesame"), "{told}");
    }
    fund.write("fund.toml", &format!("{settings}{server}"));
    let nobody = fund.command(&["run"]).env_remove("PGUSER").env("PGPASSFILE", "/nowhere").output().unwrap();
    assert!(
        said(&nobody).contains(
            "nothing says who asks: set PGUSER, or write a line ledger.example.org:5432:fund:USER:PASSWORD into .pgpass"
        ),
        "{}",
        said(&nobody)
    );
    assert!(!fund.path().join("ledger.db").exists() && !fund.path().join("reports").exists());
}

/// The suites that live with a fund's folder and the program live with a server as well.
#[test]
fn the_suites_of_the_books_hold_with_a_server_too() {
    if std::env::var_os(cluster::ON_SERVER).is_some() {
        return;
    }
    let Some(cluster) = cluster::shared() else { return };
    let suites = ["books::", "closed_months::", "statements::", "post::", "decisions::", "store_signed::"];
    // These write into a ledger's file, compare two funds whose settings name two databases, or tell what befalls one
    // folder alone.
    let of_files = [
        "books::an_approval_by_the_same_person_is_found_however_it_came_there",
        "store_signed::a_signed_approval_that_is_written_anew_is_found",
        "store_signed::a_signature_under_another_month_or_another_close_of_this_one_approves_nothing",
        "closed_months::what_is_made_of_a_closed_edition_is_made_of_what_was_recorded",
        "closed_months::every_workbook_says_whether_it_is_the_draft_or_the_closed_edition",
        "closed_months::a_run_says_which_reports_of_closed_months_are_missing",
    ];
    let place = format!("{}:{}", cluster.folder().display(), cluster.port());
    let all = std::process::Command::new(std::env::current_exe().unwrap())
        .args(suites)
        .args(of_files.iter().flat_map(|test| ["--skip", test]))
        .args(["--test-threads", "2"])
        .env(cluster::ON_SERVER, place)
        .env("PGUSER", "ann")
        .env("INSTA_UPDATE", "no")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&all.stdout);
    let failed = told.split_once("\nfailures:\n").map_or(told.as_ref(), |(_, failed)| failed);
    assert!(all.status.success(), "{failed}");
    let passed = told.lines().find(|line| line.starts_with("test result: ok.")).unwrap();
    let passed: usize = passed.split(' ').nth(3).unwrap().parse().unwrap();
    assert!(passed > 30, "{told}");
}
