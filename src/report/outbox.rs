//! Mail drafts to donors, ready to be opened in any mail program: one `.eml` each, the workbook attached.
//!
//! What comes in: a letter, an address, a workbook. What leaves: a message by RFC 5322 and MIME, marked as not sent.
//! Nothing is sent from here.

use std::fs;
use std::io;
use std::path::Path;

use crate::files::StagedFolder;

use super::letter::{Letter, letter};
use super::view::View;
use super::workbooks::DonorFiles;

const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Writes a draft for each donor with an address into `target`, which is replaced as a whole; `reports` is the month's
/// folder. Gives the names of the drafts, and the donors without an address.
///
/// # Errors
/// When a workbook is missing or the system refuses.
pub fn write_all(view: &View<'_>, reports: &Path, target: &Path) -> io::Result<(Vec<String>, Vec<String>)> {
    let staged = StagedFolder::new(target)?;
    let (mut drafts, mut without) = (Vec::new(), Vec::new());
    for files in DonorFiles::of_month(view) {
        let donor = files.donor;
        let Some(address) = donor.email.as_deref().filter(|address| is_address(address)) else {
            without.push(donor.name.clone());
            continue;
        };
        let workbook = fs::read(reports.join(files.workbook()))?;
        let draft = message(address, &letter(view, donor), &files.workbook_alone(), &workbook);
        staged.write(&files.draft(), draft.as_bytes())?;
        drafts.push(files.draft());
    }
    staged.put_in_place()?;
    Ok((drafts, without))
}

/// One address without anything that could add a header.
fn is_address(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_graphic() && !"<>(),;:\\\"[]".contains(letter);
    text.chars().all(plain) && text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// A message with one attachment. `attachment` is a safe file name.
pub fn message(address: &str, letter: &Letter, attachment: &str, content: &[u8]) -> String {
    let boundary = "=_poolfund_part_=";
    let lines = [
        "X-Unsent: 1".to_owned(),
        format!("To: {address}"),
        format!("Subject: {}", encoded_word(&letter.subject)),
        "MIME-Version: 1.0".to_owned(),
        format!("Content-Type: multipart/mixed; boundary=\"{boundary}\""),
        String::new(),
        format!("--{boundary}"),
        "Content-Type: text/plain; charset=utf-8".to_owned(),
        "Content-Transfer-Encoding: base64".to_owned(),
        String::new(),
        wrapped(letter.body.replace('\n', "\r\n").as_bytes()),
        format!("--{boundary}"),
        format!("Content-Type: {KIND}; name=\"{attachment}\""),
        "Content-Transfer-Encoding: base64".to_owned(),
        format!("Content-Disposition: attachment; filename=\"{attachment}\""),
        String::new(),
        wrapped(content),
        format!("--{boundary}--"),
        String::new(),
    ];
    lines.join("\r\n")
}

/// A header's text by RFC 2047, in words of at most 75 letters.
fn encoded_word(text: &str) -> String {
    let mut words = vec![String::new()];
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        // 45 bytes are 60 letters of base64.
        if words.last().is_some_and(|word| word.len() + letter.len_utf8() > 45) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter);
        }
    }
    let encoded: Vec<String> = words.iter().map(|word| format!("=?utf-8?B?{}?=", base64(word.as_bytes()))).collect();
    encoded.join("\r\n ")
}

/// Base64 in lines of 76 letters.
fn wrapped(bytes: &[u8]) -> String {
    bytes.chunks(57).map(base64).collect::<Vec<_>>().join("\r\n")
}

/// Base64 by RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * index) & 63) as usize];
            text.push(if index <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (plain, encoded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn nothing_in_a_draft_adds_a_header() {
        let letter = Letter { subject: "Rapport à\r\nBcc: x@y.z".into(), body: "a\nb\n".into() };
        let draft = message("a@b.org", &letter, "a.xlsx", b"PK");
        assert!(!draft.contains("Bcc") && draft.contains("Subject: =?utf-8?B?"));
        assert!(is_address("anne@example.org"));
        for wrong in ["", "a", "a@b", "a@b.c\r\nBcc: d@e.f", "a b@c.d", "<a@b.c>"] {
            assert!(!is_address(wrong), "{wrong:?}");
        }
    }
}
