//! Nobody sees another's figures: unique words of every donor are looked for in all that goes to the others.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use poolfund::domain::facts::Facts;
use poolfund::domain::{Money, OriginalAmount};
use poolfund::files::Known;
use poolfund::month::Figures;
use poolfund::report::outbox::Drafts;
use poolfund::report::{Extras, Provenance, View, stage};

use crate::report::{facts, figures, tokens};
use crate::report_post::drafts_of;
use crate::support::program;

const DONORS: [&str; 4] = ["AAA", "BBB", "CCC", "DDD"];

/// The small fund, each donor with a contact and an address of its own.
fn with_contacts() -> Facts {
    let mut facts = facts();
    for donor in &mut facts.donors {
        donor.contact = Some(format!("CANARYcontact{}", donor.code));
        donor.email = Some(format!("canarymail{}@example.org", donor.code));
    }
    facts
}

/// What only one donor's files may hold, in lower case: its words, and its amounts as they are written anywhere.
fn secrets(figures: &Figures, code: &str) -> Vec<String> {
    let mut secrets: Vec<String> = tokens(code).to_vec();
    secrets.extend([format!("{code}-01"), format!("CANARYcontact{code}"), format!("canarymail{code}")]);
    let base = |money: Money| [money.format(2), money.to_decimal(2).normalize().to_string()];
    let original = |amount: OriginalAmount| {
        let minor = Money::from_decimal(amount.amount, amount.currency.minor_units()).unwrap();
        [minor.format(2), amount.amount.normalize().to_string()]
    };
    for position in figures.ledger.agreements.iter().filter(|one| one.agreement.donor.as_str() == code) {
        let amounts = [position.net_deposited().money(), position.at_signature, position.programmable];
        secrets.extend(amounts.into_iter().filter(|amount| !amount.is_zero()).flat_map(base));
        secrets.extend(position.receipts.iter().flat_map(|line| base(line.base)));
        secrets.extend(position.receipts.iter().flat_map(|line| original(line.receipt.amount)));
        secrets.extend(original(position.agreement.amount));
    }
    let spoken = secrets.iter().flat_map(|secret| {
        let number = secret.starts_with(|letter: char| letter.is_ascii_digit());
        let swapped = |thousands: &str| secret.replace(',', "~").replace('.', ",").replace('~', thousands);
        if number { vec![swapped("."), swapped("\u{202f}"), swapped("\u{a0}")] } else { vec![] }
    });
    let all: Vec<String> = spoken.chain(secrets.iter().cloned()).map(|secret| secret.to_lowercase()).collect();
    all
}

/// Every text of a file by where it stands: of archives each part, of mails each part decoded, of PDFs what is read.
fn texts(name: &str, bytes: &[u8], folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::from([(name.to_owned(), name.to_lowercase())]);
    let extension = name.rsplit('.').next().unwrap();
    match extension {
        "zip" | "xlsx" => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for place in 0..archive.len() {
                let mut part = archive.by_index(place).unwrap();
                let (part_name, mut inner) = (part.name().unwrap().into_owned(), Vec::new());
                part.read_to_end(&mut inner).unwrap();
                found.extend(texts(&format!("{name}!{part_name}"), &inner, folder));
            }
        }
        "eml" => {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let parts: Vec<&str> = text.split("--=_poolfund_part_=").collect();
            found.insert(format!("{name}!headers"), parts[0].to_lowercase());
            for (place, part) in parts[1..parts.len() - 1].iter().enumerate() {
                let (head, body) = part.split_once("\r\n\r\n").unwrap();
                found.insert(format!("{name}!head {place}"), head.to_lowercase());
                if head.contains("multipart/alternative") {
                    let alternatives: Vec<&str> = part.split("--=_poolfund_body_=").collect();
                    for (kind, alternative) in ["txt", "html"].into_iter().zip(&alternatives[1..alternatives.len() - 1])
                    {
                        let (_, body) = alternative.split_once("\r\n\r\n").unwrap();
                        found.extend(texts(&format!("{name}!{place}.{kind}"), &decoded(body), folder));
                    }
                    continue;
                }
                let kinds = [("spreadsheetml", "xlsx"), ("application/pdf", "pdf")];
                let (_, kind) = kinds.into_iter().find(|(word, _)| head.contains(word)).unwrap();
                found.extend(texts(&format!("{name}!{place}.{kind}"), &decoded(body), folder));
            }
        }
        "pdf" => {
            let file = folder.join("read.pdf");
            fs::write(&file, bytes).unwrap();
            for (reader, arguments) in [("pdftotext", &["-layout"][..]), ("pdfinfo", &["-meta"]), ("pdfinfo", &[])] {
                let mut command = Command::new(reader);
                command.args(arguments).arg(&file);
                if reader == "pdftotext" {
                    command.arg("-");
                }
                let text = String::from_utf8_lossy(&command.output().unwrap().stdout).to_lowercase();
                assert!(!text.is_empty() || arguments == ["-meta"], "{reader} reads nothing in {name}");
                found.insert(format!("{name}!{reader} {arguments:?}"), text);
            }
            // The workbook that is attached.
            let detached = tempfile::tempdir().unwrap();
            let done = Command::new("pdfdetach").args(["-saveall", "-o"]).arg(detached.path()).arg(&file).output();
            done.unwrap();
            for attached in fs::read_dir(detached.path()).unwrap() {
                let attached = attached.unwrap().path();
                let inner = format!("{name}!{}", attached.file_name().unwrap().to_string_lossy());
                found.extend(texts(&inner, &fs::read(&attached).unwrap(), folder));
            }
        }
        _ => {
            found.insert(format!("{name} as text"), String::from_utf8_lossy(bytes).to_lowercase());
        }
    }
    found
}

/// Base64 by RFC 4648.
fn decoded(text: &str) -> Vec<u8> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let values = text.chars().filter_map(|letter| LETTERS.find(letter));
    let (mut bytes, mut bits, mut length) = (Vec::new(), 0_u32, 0);
    for value in values {
        bits = (bits << 6 | value as u32) & 0xFFFF;
        length += 6;
        if length >= 8 {
            length -= 8;
            bytes.push((bits >> length & 0xFF) as u8);
        }
    }
    bytes
}

#[test]
fn what_a_donor_gets_holds_nothing_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let figures = figures(with_contacts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let printed = cfg!(feature = "pdf") && program("pdftotext").is_some();
    let extras = Extras { pdf: printed, pack: true, annual: Some(2025) };
    let target = folder.path().join("reports/2025-10");
    let mut files = stage(&figures, Provenance::default(), &target, extras)
        .unwrap()
        .put_in_place(&|_| Ok(Known::default()))
        .unwrap()
        .0;
    let Drafts { drafts, without, .. } = drafts_of(&view, &target, &target.join("outbox"));
    assert!(without.is_empty());
    files.extend(drafts.into_iter().map(|draft| format!("outbox/{draft}")));
    let own = ["donors/", "packs/", "pdf/", "outbox/"];
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &files {
        let Some((kind, name)) = own.iter().find_map(|kind| Some((*kind, file.strip_prefix(kind)?))) else { continue };
        let code = name[..3].to_ascii_uppercase();
        let texts = texts(name, &fs::read(target.join(file)).unwrap(), folder.path());
        for other in DONORS.into_iter().filter(|other| *other != code) {
            for secret in secrets(&figures, other) {
                let leak = texts.iter().find(|(_, text)| text.contains(&secret));
                assert!(leak.is_none(), "{file} holds {secret} of {other} in {:?}", leak.map(|(place, _)| place));
            }
        }
        // What is looked for would be found: the donor's own words are there.
        let name = tokens(&code)[0].to_lowercase();
        assert!(
            texts.iter().any(|(place, text)| place.contains('!') && text.contains(&name)),
            "{file} names its donor"
        );
        *seen.entry(kind).or_default() += 1;
    }
    // In print there is a letter beside each report.
    let expected = if printed { vec![4, 4, 4, 8] } else { vec![4, 4, 4] };
    assert_eq!(seen.values().copied().collect::<Vec<_>>(), expected, "{seen:?}");
}

#[test]
fn the_funds_own_reports_stay_out_of_what_donors_get() {
    let figures = figures(with_contacts());
    let of_all = figures.ledger.agreements.iter().map(|position| position.agreement.donor.clone());
    let codes: std::collections::BTreeSet<String> = of_all.map(|code| code.to_string()).collect();
    assert_eq!(codes, DONORS.map(str::to_owned).into(), "every donor of the fund is looked for");
}
