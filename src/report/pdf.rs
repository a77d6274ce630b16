//! The printed version of workbooks, by LibreOffice where it is there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How often a workbook is tried: LibreOffice now and then ends without a file and without a reason.
const TRIES: usize = 4;

/// Prints each workbook of `donors/` below the month's folder into `pdf/` beside it; gives the names of the files.
///
/// # Errors
/// When LibreOffice is not there or prints nothing.
pub fn print_donors(reports: &Path) -> io::Result<Vec<String>> {
    let profile = tempfile::tempdir()?;
    let target = reports.join("pdf");
    fs::create_dir_all(&target)?;
    let mut workbooks: Vec<PathBuf> = fs::read_dir(reports.join("donors"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    workbooks.retain(|path| path.extension().is_some_and(|extension| extension == "xlsx"));
    workbooks.sort();
    let mut printed = Vec::with_capacity(workbooks.len());
    for workbook in workbooks {
        let stem = workbook.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let pdf = target.join(format!("{stem}.pdf"));
        for _ in 0..TRIES {
            if !pdf.exists() {
                print(&workbook, &target, profile.path())?;
            }
        }
        if !pdf.exists() {
            return Err(io::Error::other(format!("LibreOffice prints no {}", pdf.display())));
        }
        printed.push(format!("pdf/{stem}.pdf"));
    }
    Ok(printed)
}

fn print(workbook: &Path, target: &Path, profile: &Path) -> io::Result<()> {
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}", profile.display()));
    command.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(target).arg(workbook);
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let missing =
        |why: io::Error| io::Error::new(why.kind(), format!("LibreOffice (soffice) is needed to print: {why}"));
    status.map(|_| ()).map_err(missing)
}
