//! An export into a data set that is killed, and one beside another.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use poolfund::ledger::store::Lock;
use poolfund::rollup::{self, Answer};
use tempfile::TempDir;

use crate::killing::{Killer, killer};
use crate::small_fund::{SmallFund, files, said};
use crate::steps::copy_of;

/// What was spent, so that months have charges of their own.
const SPENT: &str = "Date,Project,Country,Theme,Category,Currency,Amount\n2025-08-20,P-1,TGO,T01,staff,USD,100.00\n\
                     2025-09-21,P-1,VNM,T01,staff,USD,50.00\n2025-10-02,P-2,TGO,T02,staff,USD,25.00\n";

fn fund() -> SmallFund {
    let fund = SmallFund::new();
    fund.set("\n[[input]]", "\n[[input]]\nkind = \"expenditure\"\nfile = \"expenditure.csv\"\n\n[[input]]");
    fund.write("expenditure.csv", SPENT);
    fund
}

fn export(fund: &SmallFund, set: &Path, as_of: &str, more: &[&str]) -> Command {
    let set = set.to_str().unwrap();
    let mut command = fund.command(&[&["export", set, "--as-of", as_of], more].concat());
    command.env("RAYON_NUM_THREADS", "1");
    command
}

fn exported(fund: &SmallFund, set: &Path, as_of: &str, more: &[&str]) {
    let output = export(fund, set, as_of, more).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
}

/// What is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).collect()
}

/// The files of a data set by their names below it.
fn named(set: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(set).unwrap().to_str().unwrap().to_owned();
    files(set).into_iter().map(|(path, bytes)| (name(&path), bytes)).collect()
}

fn answers(set: &Path) -> Option<Vec<Answer>> {
    set.join("poolfund.json").exists().then(|| rollup::answer(set, None).unwrap())
}

/// A data set before an export, and how the export ends.
struct Case {
    before: TempDir,
    fund: SmallFund,
    as_of: &'static str,
    more: &'static [&'static str],
    /// Whether the month that is exported is there already.
    is_there: bool,
}

fn cases() -> [Case; 3] {
    let sets = [(); 3].map(|()| TempDir::new().unwrap());
    let funds = [(); 3].map(|()| fund());
    exported(&funds[1], sets[1].path(), "2025-09-30", &["--compact"]);
    fs::write(sets[1].path().join("compact/mine.txt"), "mine").unwrap();
    exported(&funds[2], sets[2].path(), "2025-10-31", &[]);
    // A draft gives way: what was spent in October is spent in September now, and more of it.
    funds[2].write(
        "expenditure.csv",
        &SPENT.replace("2025-10-02,P-2,TGO,T02,staff,USD,25.00", "2025-09-02,P-2,TGO,T02,staff,USD,35.00"),
    );
    let ([first, second, third], [one, two, three]) = (sets, funds);
    [
        Case { before: first, fund: one, as_of: "2025-09-30", more: &[], is_there: false },
        Case { before: second, fund: two, as_of: "2025-10-31", more: &["--compact"], is_there: false },
        Case { before: third, fund: three, as_of: "2025-10-31", more: &[], is_there: true },
    ]
}

/// Kills an export at its calls `first`, `first + every`, and so on; gives how often.
fn kills(killer: &Killer, case: &Case, first: usize, every: usize) -> usize {
    let after = copy_of(case.before.path());
    let calls = killer.calls(export(&case.fund, after.path(), case.as_of, case.more));
    let [of_before, of_after] = [&case.before, &after].map(|set| (named(set.path()), answers(set.path())));
    let numbers = (first..=calls).step_by(every);
    let killed = numbers.filter(|number| {
        let (set, when) = (copy_of(case.before.path()), format!("{} killed at call {number} of {calls}", case.as_of));
        let is_killed = killer.kills(export(&case.fund, set.path(), case.as_of, case.more), *number);
        for (name, bytes) in named(set.path()).into_iter().filter(|(name, _)| !name.starts_with('.')) {
            // What engines look at below a table's folder is whole, as it was or as it will be.
            let known = [&of_before, &of_after].iter().any(|(files, _)| files.get(&name) == Some(&bytes));
            assert!(known || name.starts_with("ledger.lock"), "{when}: {name} is none of the two");
        }
        let found = answers(set.path());
        let nothing = found.as_ref().is_none_or(|found| found.iter().all(|answer| answer.rows.is_empty()));
        let is_one = found == of_before.1 || found == of_after.1 || nothing;
        assert!(is_one && (case.is_there || !nothing || of_before.1.is_none()), "{when}: {found:?}");
        exported(&case.fund, set.path(), case.as_of, case.more);
        assert!(named(set.path()) == of_after.0, "{when}: again");
        is_killed
    });
    killed.count()
}

#[test]
fn an_export_that_is_killed_leaves_every_month_whole_or_not_there() {
    let Some(killer) = killer() else { return };
    for case in cases() {
        assert!(kills(killer, &case, 5, 17) > 3);
    }
}

#[test]
#[ignore = "takes long: at every call"]
fn an_export_that_is_killed_at_any_call_leaves_every_month_whole_or_not_there() {
    let Some(killer) = killer() else { return };
    let killed: Vec<usize> = cases().iter().map(|case| kills(killer, case, 1, 1)).collect();
    eprintln!("exports killed {killed:?} times");
    assert!(killed.iter().all(|killed| *killed > 60), "{killed:?}");
}

#[test]
fn an_export_writes_nothing_into_a_data_set_that_another_is_making() {
    let (set, fund) = (TempDir::new().unwrap(), fund());
    let other = Lock::take(set.path()).unwrap();
    let mut running = export(&fund, set.path(), "2025-10-31", &[]).spawn().unwrap();
    for _ in 0..20 {
        std::thread::sleep(std::time::Duration::from_millis(50));
        assert!(running.try_wait().unwrap().is_none(), "it waits");
        assert_eq!(names(set.path()), [Lock::FILE]);
    }
    drop(other);
    assert!(running.wait().unwrap().success());
    assert!(rollup::answer(set.path(), None).unwrap().iter().any(|answer| !answer.rows.is_empty()));
}

#[test]
fn exports_of_several_funds_at_once_wait_for_each_other() {
    let set = TempDir::new().unwrap();
    let funds = [(); 6].map(|()| fund());
    for (number, fund) in funds.iter().enumerate() {
        fund.set("code = \"TEST\"", &format!("code = \"T{number}\""));
        fund.set("name = \"Test fund\"", &format!("name = \"Fund {number}\""));
    }
    let running = funds.each_ref().map(|fund| export(fund, set.path(), "2025-10-31", &[]).spawn().unwrap());
    for mut running in running {
        assert!(running.wait().unwrap().success());
    }
    let answer = &rollup::answer(set.path(), Some("gap_by_month")).unwrap()[0];
    assert_eq!(answer.rows.iter().map(|row| row.funds).collect::<Vec<_>>(), [6]);
    assert!(names(set.path()).iter().all(|name| !name.starts_with('.') && name != Lock::FILE));
}
