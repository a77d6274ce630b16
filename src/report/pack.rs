//! A donor's files in one archive, with a cover letter.

use std::fs;
use std::io::{self, Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::letter::letter;
use super::view::View;
use super::write::donor_files;

/// Packs each donor's workbook, its printed version where there is one, and a letter into `packs/` below the month's
/// folder; gives the names of the archives. The same files give the same bytes.
///
/// # Errors
/// When a workbook is missing or the system refuses.
pub fn write_all(view: &View<'_>, reports: &Path) -> io::Result<Vec<String>> {
    fs::create_dir_all(reports.join("packs"))?;
    let mut packs = Vec::new();
    for (file, donor) in donor_files(view) {
        let name = file.trim_start_matches("donors/");
        let stem = name.trim_end_matches(".xlsx");
        let letter = letter(view, donor);
        let mut files = vec![
            (format!("{stem}.txt"), format!("{}\n\n{}", letter.subject, letter.body).into_bytes()),
            (name.to_owned(), fs::read(reports.join(&file))?),
        ];
        let printed = reports.join(format!("pdf/{stem}.pdf"));
        if printed.exists() {
            files.push((format!("{stem}.pdf"), fs::read(printed)?));
        }
        let pack = format!("packs/{stem}.zip");
        fs::write(reports.join(&pack), archive(&files)?)?;
        packs.push(pack);
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
