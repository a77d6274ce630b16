//! The printed version of workbooks, by LibreOffice where it is there: tagged, with title and language, so that it can
//! be read aloud too.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use memchr::memmem;

use crate::domain::Language;
use crate::domain::fingerprint::sha256;

use super::view::View;
use super::workbooks::{DonorFiles, PRINTED};
use super::{donor, xlsx};

/// How often a workbook is tried: LibreOffice now and then ends without a file and without a reason.
const TRIES: usize = 4;

/// How long LibreOffice may take for a workbook: a hundred times what it needs.
const LONGEST: Duration = Duration::from_secs(300);

/// To PDF with the structure of the document, and with its title in the window.
const FILTER: &str = r#"pdf:calc_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}"#;

/// Prints each donor's workbook below the month's folder, without its lists, into `pdf/` beside it; gives the names of the
/// files. The same workbooks give the same bytes, by the same LibreOffice with the same fonts.
///
/// # Errors
/// When LibreOffice is not there or prints nothing.
pub fn print_donors(view: &View<'_>, reports: &Path) -> io::Result<Vec<String>> {
    let profile = tempfile::tempdir()?;
    let target = reports.join(PRINTED);
    fs::create_dir_all(&target)?;
    let mut printed = Vec::new();
    for files in DonorFiles::of_month(view) {
        let (workbook, pdf) = (reports.join(files.workbook()), reports.join(files.printed()));
        let paper = profile.path().join(files.workbook_alone());
        let book = donor::book(view, files.donor).on_paper();
        fs::write(&paper, xlsx::write(&book).map_err(io::Error::other)?)?;
        for _ in 0..TRIES {
            if !pdf.exists() {
                print(&paper, &target, profile.path(), view.language_of(files.donor))?;
            }
        }
        if !pdf.exists() {
            return Err(io::Error::other(format!("LibreOffice prints no {}", pdf.display())));
        }
        let mut bytes = fs::read(&pdf)?;
        settle(&mut bytes, view.ledger.as_of, &sha256(&fs::read(&workbook)?));
        fs::write(&pdf, bytes)?;
        printed.push(files.printed());
    }
    Ok(printed)
}

fn print(workbook: &Path, target: &Path, profile: &Path, language: Language) -> io::Result<()> {
    let mut command = Command::new("soffice");
    // The document is in the language of LibreOffice's surroundings; what has no language of its own would be in that
    // of this machine.
    command.env("LC_ALL", format!("{}.UTF-8", language.tag().replace('-', "_"))).env("TZ", "UTC");
    command.arg(format!("-env:UserInstallation=file://{}", profile.display()));
    command.args(["--headless", "--convert-to", FILTER, "--outdir"]).arg(target).arg(workbook);
    let missing =
        |why: io::Error| io::Error::new(why.kind(), format!("LibreOffice (soffice) is needed to print: {why}"));
    match ended(&mut command, LONGEST) {
        Ok(true) => Ok(()),
        Ok(false) => Err(io::Error::new(
            io::ErrorKind::TimedOut,
            format!("LibreOffice took more than {} s to print {}", LONGEST.as_secs(), workbook.display()),
        )),
        Err(why) => Err(missing(why)),
    }
}

/// Runs a command to its end, and says that it came to one: after some time it is ended, with all that it started.
fn ended(command: &mut Command, longest: Duration) -> io::Result<bool> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let began = Instant::now();
    while child.try_wait()?.is_none() {
        if began.elapsed() > longest {
            end_group(&mut child)?;
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(true)
}

/// Ends a process and, where processes have groups, all of its own.
fn end_group(child: &mut Child) -> io::Result<()> {
    #[cfg(unix)]
    Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).stderr(Stdio::null()).status()?;
    // It may be gone by now.
    let _ = child.kill();
    child.wait().map(drop)
}

/// Writes the report's day over the time of printing, and the workbook's hash over the numbers that were made of it. All
/// are as long as what stood there, so that nothing in the file moves.
fn settle(pdf: &mut [u8], day: NaiveDate, hash: &str) {
    let number = hash.get(..32).unwrap_or_default().to_ascii_uppercase();
    for (before, value) in [
        ("<xmp:CreateDate>", day.format("%Y-%m-%dT00:00:00Z").to_string()),
        ("/CreationDate(D:", day.format("%Y%m%d000000Z'").to_string()),
        ("/ID [ <", format!("{number}>\n<{number}> ]")),
        ("/DocChecksum /", number.clone()),
    ] {
        let start = memmem::rfind(pdf, before.as_bytes()).map(|found| found + before.len());
        if let Some(there) = start.and_then(|start| pdf.get_mut(start..start + value.len())) {
            there.copy_from_slice(value.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_takes_too_long_is_ended_with_all_that_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("pids");
        let script = format!("sleep 60 & echo $! > {0}; sleep 60 & echo $! >> {0}; wait", mark.display());
        let began = Instant::now();
        assert!(!ended(Command::new("sh").args(["-c", &script]), Duration::from_millis(500)).unwrap());
        assert!(began.elapsed() < Duration::from_secs(20));
        let pids = fs::read_to_string(mark).unwrap();
        assert_eq!(pids.lines().count(), 2);
        for pid in pids.lines() {
            // A process that has ended may wait to be noticed by whoever inherits it.
            let ended = || match fs::read_to_string(format!("/proc/{pid}/stat")) {
                Ok(stat) => stat.contains(") Z "),
                Err(_) => true,
            };
            let mut tries = 0;
            while !ended() {
                tries += 1;
                assert!(tries < 100, "{pid} goes on");
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        assert!(ended(&mut Command::new("true"), Duration::from_secs(60)).unwrap());
    }

    #[test]
    fn the_time_of_printing_leaves_no_trace() {
        let of = |time: &str, number: &str| {
            let mut pdf = format!(
                "<xmp:CreateDate>2026-11-25T{time}Z</xmp:CreateDate>/CreationDate(D:20261125{}Z')>>\
                 /ID [ <{number}>\n<{number}> ]\n/DocChecksum /{number}\n",
                time.replace(':', "")
            )
            .into_bytes();
            settle(&mut pdf, NaiveDate::from_ymd_opt(2025, 10, 31).unwrap(), &"ab12".repeat(16));
            String::from_utf8(pdf).unwrap()
        };
        let one = of("08:29:33", &"0F".repeat(16));
        assert_eq!(one, of("09:01:02", &"A7".repeat(16)));
        assert!(one.starts_with("<xmp:CreateDate>2025-10-31T00:00:00Z<") && one.contains("(D:20251031000000Z')"));
        assert!(one.ends_with(&format!("/DocChecksum /{}\n", "AB12".repeat(8))));
    }
}
