//! The reports of the sample fund come out as the same bytes. This holds while the frame of the program is rebuilt, where
//! no report may change but by intent; it goes when that work is done.
//!
//! After an intended change `INSTA_UPDATE=always cargo test --release --test all sample_bytes` renews the list, and the
//! commit says which reports changed and why. The manifest is left out: it names the program's version.

use std::process::Command;

use poolfund::domain::fingerprint;

use crate::small_fund::files;
use crate::support::copy_sample;

#[test]
fn the_reports_of_the_sample_are_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    copy_sample(folder.path());
    let mut run = Command::new(env!("CARGO_BIN_EXE_poolfund"));
    let ran = run
        .current_dir(folder.path())
        .args(["run", "--as-of", "2025-10-31", "--annual", "2025", "--pack"])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let reports = folder.path().join("reports/2025-10");
    let lines = files(&reports).into_iter().map(|(path, bytes)| {
        let name = path.strip_prefix(&reports).unwrap().display().to_string();
        format!("{}  {name}\n", fingerprint::sha256(&bytes))
    });
    let list: String = lines.filter(|line| !line.ends_with("  manifest.json\n")).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("sample_reports", list));
}
