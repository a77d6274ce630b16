//! What is read of many sheets does not change unless the version of the rules of reading does: what was read by other rules
//! is not taken for what would be read today, and a row that is read otherwise is told from one that was sent otherwise.

use std::fs::OpenOptions;
use std::io::Write;
use std::sync::Mutex;

use crate::problems::example;
use crate::support::root;
use poolfund::domain::fingerprint::sha256;
use poolfund::intake::{Intake, ProblemCode, RULES};

/// By version of the rules and sheet, a digest of what was read.
const READ: &str = include_str!("reading_rules.in");
static WRITING: Mutex<()> = Mutex::new(());

/// A digest of a reading without the hashes of its files: facts, and problems with all that is said of them.
fn digest(read: &Intake) -> String {
    let all = format!("{:?} {:?}", read.facts, read.problems);
    let is_hash = |word: &&str| word.len() == 64 && word.bytes().all(|letter| letter.is_ascii_hexdigit());
    let plain: String = all.split('"').filter(|word| !is_hash(word)).collect();
    sha256(plain.as_bytes())[..16].to_owned()
}

/// Holds a reading against what the rules of today gave before.
pub fn hold(sheet: &str, read: &Intake) {
    let now = digest(read);
    let of_today = format!("{RULES} {sheet}: ");
    match READ.lines().find_map(|line| line.strip_prefix(&of_today)) {
        Some(known) => assert_eq!(
            known, now,
            "{sheet} is read otherwise than by the rules {RULES} so far: if that is meant, raise RULES in src/intake/rules.rs and \
             say there what is read otherwise; NEW_RULES=1 then writes the lines of the new version"
        ),
        None if std::env::var_os("NEW_RULES").is_some() => {
            let _one = WRITING.lock();
            let path = root().join("tests/all/reading_rules.in");
            let mut file = OpenOptions::new().append(true).open(path).unwrap();
            file.write_all(format!("{of_today}{now}\n").as_bytes()).unwrap();
        }
        None => panic!("nothing is recorded of {sheet} by rules {RULES}: run this test with NEW_RULES=1"),
    }
}

#[test]
fn a_change_of_reading_raises_the_version_of_the_rules() {
    let mut sheets: Vec<&str> =
        READ.lines().filter_map(|line| line.rsplit_once(": ")).map(|(sheet, _)| sheet).collect();
    sheets.sort_unstable();
    let twice = sheets.windows(2).find(|pair| pair[0] == pair[1]);
    assert_eq!(twice, None, "two sheets of one name");
    // What stops the reader depends on the machine, not on rules.
    for &code in ProblemCode::ALL.iter().filter(|code| !matches!(code, ProblemCode::ReaderStopped)) {
        hold(code.id(), &example(code).read());
    }
}
