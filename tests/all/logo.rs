//! The fund's own picture at the head of its reports: checked, kept, and the same whenever they are printed again.

use std::io::{Read, Write};
use std::path::Path;

use crate::small_fund::SmallFund;

/// A picture of one colour.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8]| {
        bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(data);
        bytes.extend([kind, data].concat());
        bytes.extend(sum.sum().to_be_bytes());
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    chunk(b"IHDR", &head);
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    for _ in 0..height {
        packed.write_all(&[0]).unwrap();
        packed.write_all(&[27, 54, 93].repeat(width as usize)).unwrap();
    }
    chunk(b"IDAT", &packed.finish().unwrap());
    chunk(b"IEND", b"");
    bytes
}

/// The parts of a workbook whose names hold a text.
fn parts(file: &Path, name: &str) -> Vec<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let names: Vec<String> =
        archive.file_names().map(|part| part.unwrap().into_owned()).filter(|part| part.contains(name)).collect();
    let mut read = |part: String| {
        let mut bytes = Vec::new();
        archive.by_name(&part).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    names.into_iter().map(&mut read).collect()
}

const SETTING: &str = "[reports]\nlogo = \"pictures/logo.png\"\n\n[charges]";

#[test]
fn it_heads_every_workbook_and_stays_when_its_file_is_gone() {
    let fund = SmallFund::new();
    fund.set("[charges]", SETTING);
    let picture = png(300, 80);
    let file = fund.path().join("inputs/pictures/logo.png");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, &picture).unwrap();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let reports = fund.reports("2025-09");
    for name in ["fund-2025-09.xlsx", "gap-2025-09.xlsx", "donors/bel-belgium-2025-09.xlsx"] {
        assert_eq!(parts(&reports.join(name), "media/"), std::slice::from_ref(&picture), "{name}");
        let drawings: Vec<String> = parts(&reports.join(name), "drawings/drawing")
            .into_iter()
            .map(|part| String::from_utf8(part).unwrap())
            .filter(|part| part.contains("<xdr:pic>"))
            .collect();
        assert!(drawings.len() == 1 && drawings[0].contains("descr=\"Logo: "), "{name}: {drawings:?}");
        // 300 to 80 in a room of 200 to 56 pixels, each of 9,525 units.
        assert!(drawings[0].contains(&format!("cx=\"{}\" cy=\"{}\"", 200 * 9525, 53 * 9525)), "{}", drawings[0]);
    }
    let manifest = std::fs::read_to_string(reports.join("manifest.json")).unwrap();
    assert!(manifest.contains("pictures/logo.png"), "{manifest}");
    fund.closes("2025-09");
    let closed = std::fs::read(reports.join("donors/bel-belgium-2025-09.xlsx")).unwrap();
    std::fs::remove_file(&file).unwrap();
    fund.works(&["trace", "reports/2025-09/fund-2025-09.xlsx", "Summary!B7"]);
    fund.works(&["reprint", "2025-09", "--pack"]);
    let again = fund.path().join("reports/reprint/2025-09/donors/bel-belgium-2025-09.xlsx");
    assert_eq!(std::fs::read(again).unwrap(), closed);
    fund.works(&["audit"]);
}

#[test]
fn what_is_no_picture_below_the_inputs_is_refused() {
    let fund = SmallFund::new();
    fund.set("[charges]", SETTING);
    let said = || fund.refuses(&["run", "--as-of", "2025-09-30"], 1);
    assert!(said().contains("reports.logo"), "{}", said());
    let file = fund.path().join("inputs/pictures/logo.png");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    for bytes in [b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), png(8, 8), png(300, 80)[1..].to_vec()] {
        std::fs::write(&file, bytes).unwrap();
        assert!(said().contains("a PNG or JPEG picture of at most 1 MiB"), "{}", said());
    }
    for path in ["../logo.png", "/etc/hostname", "pictures/../logo.png"] {
        std::fs::write(fund.path().join("logo.png"), png(300, 80)).unwrap();
        std::fs::write(fund.path().join("inputs/logo.png"), png(300, 80)).unwrap();
        let text = std::fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
        let line = text.lines().find(|line| line.starts_with("logo = ")).unwrap().to_owned();
        fund.set(&line, &format!("logo = {path:?}"));
        assert!(said().contains("not below the inputs"), "{path}: {}", said());
    }
    assert!(!fund.path().join("reports/2025-09").exists());
}
