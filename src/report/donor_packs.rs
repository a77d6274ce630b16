//! A donor's files in one archive, with a cover letter.

use std::fs;
use std::io::{self, Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::letter::cover;
use super::view::View;
use super::workbooks::{DonorFiles, PACKS};

/// Packs each donor's workbook, a letter, and their printed versions where there are any into `packs/` below the month's
/// folder; gives the names of the archives. The same files give the same bytes.
///
/// # Errors
/// When a workbook is missing or the system refuses.
pub fn write_all(view: &View<'_>, reports: &Path) -> io::Result<Vec<String>> {
    fs::create_dir_all(reports.join(PACKS))?;
    let mut packs = Vec::new();
    for files in DonorFiles::of_month(view) {
        let letter = cover(view, files.donor);
        let mut packed = vec![
            (files.letter(), letter.alone(view).into_bytes()),
            (files.workbook_alone(), fs::read(reports.join(files.workbook()))?),
        ];
        for (printed, alone) in [
            (files.printed(), files.printed_alone()),
            (files.letter_printed(), files.letter_printed_alone()),
            (files.call_printed(), files.call_printed_alone()),
        ] {
            let printed = reports.join(printed);
            if printed.exists() {
                packed.push((alone, fs::read(printed)?));
            }
        }
        fs::write(reports.join(files.pack()), archive(&packed)?)?;
        packs.push(files.pack());
    }
    Ok(packs)
}

fn archive(files: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The time of every file is the format's first, so that the bytes depend on the files alone.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
