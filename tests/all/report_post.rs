//! What goes out with the reports: letters, drafts, packs, printed versions.

use std::fs;

use poolfund::report::{View, letter, outbox, pack, pdf};

use crate::report::{facts, figures, written};
use crate::support::program;

#[test]
fn drafts_and_packs_hold_a_donors_own_files_only() {
    let folder = tempfile::tempdir().unwrap();
    let (reports, _) = written(folder.path());
    let mut facts = facts();
    facts.donors[0].email = Some("anne@example.org".into());
    facts.donors[1].email = Some("x@y.org\r\nBcc: all@example.org".into());
    let figures = figures(facts);
    let view = View::new(&figures, String::new()).unwrap();
    let (drafts, without) = outbox::write_all(&view, &reports, &reports.join("outbox")).unwrap();
    assert_eq!((drafts.len(), without.len()), (1, 3));
    let draft = fs::read_to_string(reports.join("outbox").join(&drafts[0])).unwrap();
    assert!(draft.starts_with("X-Unsent: 1\r\nTo: anne@example.org\r\nSubject: =?utf-8?B?"));
    assert!(draft.lines().all(|line| line.len() <= 200));
    for donor in view.donors() {
        let letter = letter::letter(&view, donor);
        let others = view.donors().filter(|other| other.code != donor.code);
        for other in others {
            assert!(!letter.body.contains(&format!("CANARYname{}", other.code)), "{} in {:?}", other.code, letter.body);
        }
        assert!(letter.body.contains(&format!("CANARYname{}", donor.code)));
        assert!(!letter.body.contains("letter-"), "every text stands");
    }
    let packs = pack::write_all(&view, &reports).unwrap();
    let first: Vec<Vec<u8>> = packs.iter().map(|pack| fs::read(reports.join(pack)).unwrap()).collect();
    pack::write_all(&view, &reports).unwrap();
    let second: Vec<Vec<u8>> = packs.iter().map(|pack| fs::read(reports.join(pack)).unwrap()).collect();
    assert_eq!(first, second);
    let mut archive = zip::ZipArchive::new(fs::File::open(reports.join(&packs[0])).unwrap()).unwrap();
    assert_eq!(archive.len(), 2);
    assert!(archive.by_index(1).unwrap().name().unwrap().starts_with("aaa-"));
}

#[test]
fn a_summary_is_one_printed_page() {
    if program("soffice").is_none() || program("pdftotext").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (reports, _) = written(folder.path());
    let printed = pdf::print_donors(&reports).unwrap();
    assert_eq!(printed.len(), 4);
    for (file, titles) in printed.iter().zip([
        ("Summary", "Contributions and instalments"),
        ("Résumé", "Contributions et versements"),
        ("Resumen", "Contribuciones y plazos"),
        ("Resumo", "Contribuições e prestações"),
    ]) {
        let path = reports.join(file);
        let text = program("pdftotext").unwrap().arg("-layout").arg(&path).arg("-").output().unwrap().stdout;
        let text = String::from_utf8(text).unwrap();
        let pages: Vec<&str> = text.split('\u{c}').collect();
        assert!(pages[0].trim_start().starts_with(titles.0), "{file}: {}", pages[0]);
        assert!(pages[1].trim_start().starts_with(titles.1), "{file}: the summary is one page");
        assert!(!text.contains("###"), "{file}: an amount does not fit its column");
    }
}
