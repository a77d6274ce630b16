//! From an empty folder to the drafts, in a browser and in a spreadsheet program alone; and the same ledger as by the commands' own
//! functions, on the same files.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use poolfund::books::{Acceptance, Actor, AsOf, Books, Item, Wanted};
use poolfund::domain::Month;
use poolfund::intake::sandbox;
use poolfund::ledger::store::EventKind;
use poolfund::report::Extras;
use poolfund::serve::{Options, Server};

use crate::page::{node, passes};
use crate::serve_work::fund_files;
use crate::support::{office_python, program, root};

/// A time at which all is done.
fn noon() -> DateTime<Utc> {
    "2025-10-15T12:00:00Z".parse().unwrap()
}

/// The files of a folder, by their paths below it.
fn below(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let all = fund_files(folder).into_iter();
    all.map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes)).collect()
}

/// The month by the commands' own functions, on the files that came in by clicks.
fn by_hand(inputs: &Path, fund: &Path) {
    let decisions = Path::new("decisions");
    let put = |wanted: &dyn Fn(&Path) -> bool| {
        for (path, bytes) in below(inputs).into_iter().filter(|(path, _)| wanted(path)) {
            let to = fund.join("inputs").join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
    };
    let actor = |name: &str| Actor::new(name, noon()).unwrap();
    let month = Month::parse("2025-09").unwrap();
    let wanted =
        Wanted { as_of: AsOf::LastMonth { today: noon().date_naive() }, prove: false, extras: Extras::default() };
    put(&|path| !path.starts_with(decisions));
    Books::open(fund).unwrap().run(wanted, &actor("Ann Ivory"), &|_| {}).unwrap();
    poolfund::books::write_proposal(fund, month, None, &|_| {}).unwrap();
    put(&|path| path.starts_with(decisions));
    let mut books = Books::open(fund).unwrap();
    let wanted = Wanted { as_of: AsOf::Day(month.last_day()), ..wanted };
    books.run(wanted, &actor("Ann Ivory"), &|_| {}).unwrap();
    let accepted = ["compared", "pending"].map(|item| Item::parse(item).unwrap()).to_vec();
    let acceptance = Acceptance::new(accepted, "the committee knows, and finance has sent no extract").unwrap();
    books.close(month, &acceptance, &actor("Ann Ivory"), &|_| {}).unwrap();
    books.approve(month, &actor("Ben Oak"), None).unwrap();
    books.outbox(Some(month), &|_| {}).unwrap();
}

#[test]
fn from_an_empty_folder_to_the_drafts_and_the_same_ledger_as_by_commands() {
    let (Some(_), Some(office), Some(mut node)) = (program("chromium"), office_python(), node()) else { return };
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let folder = tempfile::tempdir().unwrap();
    let [by_clicks, commanded, copies] = ["poolfund", "commanded", "copies"].map(|name| folder.path().join(name));
    [&by_clicks, &commanded, &copies.join("filled")].into_iter().for_each(|made| fs::create_dir_all(made).unwrap());
    let options = Options { folder: by_clicks.clone(), port: 0, edit: true, user: "Ann Ivory".to_owned(), clock: noon };
    let server = Server::new(options).unwrap();
    node.env("WAY_IN", server.way_in()).env("COPIES", &copies);
    node.env("OFFICE_PYTHON", office.get_program()).env("FILL_IN", root().join("tests/uno/fill_in.py"));
    let serving = std::thread::spawn(move || server.run().unwrap());
    passes(node, &["whole"]);
    serving.join().unwrap();

    by_hand(&by_clicks.join("inputs"), &commanded);
    let events = |folder: &Path| poolfund::books::ledger(folder).unwrap().unwrap().events(None).unwrap();
    let (clicked, commands) = (events(&by_clicks), events(&commanded));
    for kind in [EventKind::Close, EventKind::Approval] {
        assert_eq!(clicked.iter().filter(|event| event.kind == kind).count(), 1, "{kind:?}");
    }
    assert_eq!(clicked, commands, "every event with its hash");
    assert_eq!(below(&by_clicks.join("reports")), below(&commanded.join("reports")), "every report, statement, draft");
}
