//! A small fund of CSV files in a folder of its own, as a user keeps one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use poolfund::intake::sandbox;
use tempfile::TempDir;

use crate::builder::FUND;
use crate::support::root;

/// A fund's folder.
pub struct SmallFund(TempDir);

const FILES: [(&str, &str); 5] = [
    ("donors", "Code,Name,Type,Country\nBEL,Belgium,government,BEL\nJPN,Japan,government,JPN\n"),
    (
        "agreements",
        "Agreement,Donor,Stage,Signed on,Currency,Amount\nBEL-1,BEL,commitment,2024-01-15,EUR,1000.00\n\
         JPN-1,JPN,commitment,2024-02-15,JPY,90000\n",
    ),
    ("receipts", RECEIPTS),
    (
        "priorities",
        "Country,Theme,Period,Need\nTGO,T01,2021-2025,400.00\nTGO,T02,2021-2025,2000.00\nVNM,T01,2021-2025,700.00\n",
    ),
    ("rates", "Currency,Units per USD,Effective date\nEUR,0.90,2024-01-01\nJPY,150,2024-01-01\nEUR,0.80,2025-10-01\n"),
];

/// The receipts' file.
pub const RECEIPTS: &str = "Receipt,Agreement,Date,Kind,Currency,Amount\nR-1,BEL-1,2025-08-10,deposit,EUR,450.00\n\
                            R-2,JPN-1,2025-09-20,deposit,JPY,30000\nR-3,BEL-1,2025-10-05,deposit,EUR,80.00\n";

impl SmallFund {
    /// The fund as it was first sent.
    pub fn new() -> Self {
        sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
        let fund = Self(TempDir::new().unwrap());
        fs::create_dir(fund.path().join("inputs")).unwrap();
        let mut settings = FUND.to_owned();
        for (kind, text) in FILES {
            settings.push_str(&format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n"));
            fund.write(&format!("{kind}.csv"), text);
        }
        #[cfg(feature = "postgres")]
        settings.push_str(&crate::cluster::settings_of_test());
        fund.write("fund.toml", &settings);
        fund
    }

    /// A copy of a fund that is kept among the tests' data.
    pub fn copy_of(name: &str) -> Self {
        let (fund, kept) = (Self(TempDir::new().unwrap()), root().join("tests/data").join(name));
        for (file, bytes) in files(&kept) {
            let path = fund.path().join(file.strip_prefix(&kept).unwrap());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        fund
    }

    /// The same fund once more, with all that is in its folder.
    pub fn copied(&self) -> Self {
        let copy = Self(TempDir::new().unwrap());
        for (file, bytes) in files(self.path()) {
            let path = copy.path().join(file.strip_prefix(self.path()).unwrap());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        copy
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file of its inputs.
    pub fn write(&self, file: &str, text: &str) {
        fs::write(self.path().join("inputs").join(file), text).unwrap();
    }

    /// Changes the settings: what stood there once, and what stands there now.
    pub fn set(&self, before: &str, after: &str) {
        let path = self.path().join("inputs/fund.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(before), "{before:?} is in the settings");
        fs::write(path, text.replacen(before, after, 1)).unwrap();
    }

    /// A month's reports.
    pub fn reports(&self, month: &str) -> PathBuf {
        self.path().join("reports").join(month)
    }

    /// The program, in its folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_poolfund"));
        command.current_dir(self.path()).args(arguments);
        command
    }

    /// Runs the program.
    pub fn poolfund(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs the program, which must succeed; gives what it said.
    pub fn works(&self, arguments: &[&str]) -> String {
        let output = self.poolfund(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
        format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output))
    }

    /// Closes a month. The fund has no extract of finance's, which is accepted.
    pub fn closes(&self, month: &str) -> String {
        let accepted = ["--accept", "compared", "--reason", "finance has sent no extract"];
        self.works(&[&["close", month, "--as", "Ann"][..], &accepted[..]].concat())
    }

    /// Runs the program, which must refuse with an exit code; gives what it said.
    pub fn refuses(&self, arguments: &[&str], code: i32) -> String {
        let output = self.poolfund(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", said(&output));
        format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output))
    }
}

/// What a program said to people.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// All files below a folder with their bytes.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { found.push((path.clone(), fs::read(path).unwrap())) }
        }
    }
    found.sort();
    found
}
