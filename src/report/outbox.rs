//! Mail drafts to donors, ready to be opened in any mail program: one `.eml` each, with the workbook and, where there is
//! one, its printed version attached.
//!
//! What comes in: a letter, addresses, files. What leaves: a message by RFC 5322 and MIME, marked as not sent. Who sends
//! it is the fund's address in its settings; without one the mail program that opens the draft fills that in, as it does
//! with every message that is not sent yet. Nothing is sent from here.

use std::fs;
use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};

use crate::domain::fingerprint;
use crate::files::{self, Know, Known, SetAside, StagedFolder};

use super::letter::{Letter, Status, call, letter};
use super::view::View;
use super::workbooks::DonorFiles;

/// What is attached, by the endings of names.
const KINDS: [(&str, &str); 2] =
    [(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (".pdf", "application/pdf")];
/// The header by which a draft that nobody changed is known again: a hash of all that follows it.
const MARK: &str = "X-Poolfund-Draft: ";
/// How the names of drafts end.
const ENDING: &str = ".eml";
/// No draft is longer.
const DRAFT_BYTES: u64 = 1 << 30;

/// Gives the bytes of a file of a month's folder by its name; nothing where there is no such file.
pub type Attached<'p, E> = &'p dyn Fn(&str) -> Result<Option<Vec<u8>>, E>;

/// What is to be mailed of a month.
pub struct Post<'p, E> {
    /// Whether the month is closed.
    pub status: Status<'p>,
    /// When what is mailed was recorded: the date of the drafts.
    pub date: DateTime<Utc>,
    /// Gives what is attached.
    pub attached: Attached<'p, E>,
}

/// Drafts that were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    /// Their names.
    pub drafts: Vec<String>,
    /// The donors without an address.
    pub without: Vec<String>,
    /// Files of people that could not keep their names.
    pub set_aside: Vec<SetAside>,
}

/// Why there are no drafts; those of before are then as they were.
#[derive(Debug)]
pub enum PostError<E> {
    /// A file cannot be attached.
    Attachment(E),
    /// The system refuses.
    System(io::Error),
}

impl<E> From<io::Error> for PostError<E> {
    fn from(why: io::Error) -> Self {
        Self::System(why)
    }
}

/// Writes a draft for each donor with an address into `target`, and another that calls for what is overdue; of what stood there, what is not known stays.
///
/// # Errors
/// When a workbook cannot be attached or the system refuses.
pub fn write_all<E>(
    view: &View<'_>,
    post: &Post<'_, E>,
    target: &Path,
    know: Know<'_>,
) -> Result<Drafts, PostError<E>> {
    let staged = StagedFolder::new(target)?;
    let (mut drafts, mut without) = (Vec::new(), Vec::new());
    let from = view.fund.email.as_deref().filter(|address| is_address(address));
    for files in DonorFiles::of_month(view) {
        let donor = files.donor;
        let Some(to) = donor.email.as_deref().filter(|address| is_address(address)) else {
            without.push(donor.name.clone());
            continue;
        };
        let attach = |name: &str| (post.attached)(name).map_err(PostError::Attachment);
        let workbook = attach(&files.workbook())?.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let mut attachments = vec![(files.workbook_alone(), workbook)];
        attachments.extend(attach(&files.printed())?.map(|printed| (files.printed_alone(), printed)));
        let with_reports = (files.draft(), letter(view, donor, Some(post.status)), attachments);
        let call = match call(view, donor) {
            Some(letter) => {
                let printed = attach(&files.call_printed())?.map(|printed| (files.call_printed_alone(), printed));
                Some((files.call(), letter, Vec::from_iter(printed)))
            }
            None => None,
        };
        for (name, letter, attachments) in [with_reports].into_iter().chain(call) {
            let message = Message { from, to: Some(to), date: post.date, letter: &letter, attachments: &attachments };
            staged.write(&name, message.text().as_bytes())?;
            drafts.push(name);
        }
    }
    let set_aside = staged.put_in_place(know)?;
    Ok(Drafts { drafts, without, set_aside })
}

/// The drafts of a folder that are as they were written.
///
/// # Errors
/// When the system refuses.
pub fn known(folder: &Path) -> io::Result<Known> {
    let mut known = Known::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if !name.ends_with(ENDING) || !entry.file_type()?.is_file() || entry.metadata()?.len() > DRAFT_BYTES {
            continue;
        }
        let bytes = files::read(&entry.path(), DRAFT_BYTES)?;
        if is_unchanged(&bytes) {
            known.files.insert(name, fingerprint::sha256(&bytes));
        }
    }
    Ok(known)
}

/// Whether a draft is as it was written.
fn is_unchanged(draft: &[u8]) -> bool {
    let Some(rest) = draft.strip_prefix(MARK.as_bytes()) else { return false };
    let Some(end) = rest.windows(2).position(|two| two == b"\r\n") else { return false };
    let (hash, message) = rest.split_at(end);
    fingerprint::sha256(message.get(2..).unwrap_or_default()).as_bytes() == hash
}

/// One address without anything that could add a header.
fn is_address(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_graphic() && !"<>(),;:\\\"[]".contains(letter);
    text.chars().all(plain) && text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// A message that is not sent yet.
pub struct Message<'m> {
    /// Who sends it, where that is known.
    pub from: Option<&'m str>,
    /// Who gets it, where that is known.
    pub to: Option<&'m str>,
    /// Its date.
    pub date: DateTime<Utc>,
    /// Its subject and text.
    pub letter: &'m Letter,
    /// Its attachments: safe file names, and bytes.
    pub attachments: &'m [(String, Vec<u8>)],
}

impl Message<'_> {
    /// The message, as it stands in a file.
    pub fn text(&self) -> String {
        let (boundary, body) = ("=_poolfund_part_=", "=_poolfund_body_=");
        let mut lines = vec!["X-Unsent: 1".to_owned()];
        lines.extend(self.from.map(|from| format!("From: {from}")));
        lines.push(format!("Date: {}", self.date.to_rfc2822()));
        lines.extend(self.to.map(|to| format!("To: {to}")));
        lines.extend([
            format!("Subject: {}", encoded_word(&self.letter.subject)),
            format!("Content-Language: {}", self.letter.language.tag()),
            "MIME-Version: 1.0".to_owned(),
            format!("Content-Type: multipart/mixed; boundary=\"{boundary}\""),
            String::new(),
            format!("--{boundary}"),
            format!("Content-Type: multipart/alternative; boundary=\"{body}\""),
            String::new(),
        ]);
        for (kind, text) in [("plain", &self.letter.body), ("html", &self.letter.html())] {
            lines.extend([
                format!("--{body}"),
                format!("Content-Type: text/{kind}; charset=utf-8"),
                "Content-Transfer-Encoding: base64".to_owned(),
                String::new(),
                wrapped(text.replace('\n', "\r\n").as_bytes()),
            ]);
        }
        lines.push(format!("--{body}--"));
        for (name, content) in self.attachments {
            let kind = KINDS.iter().find(|(ending, _)| name.ends_with(ending));
            let kind = kind.map_or("application/octet-stream", |(_, kind)| kind);
            lines.extend([
                format!("--{boundary}"),
                format!("Content-Type: {kind}; name=\"{name}\""),
                "Content-Transfer-Encoding: base64".to_owned(),
                format!("Content-Disposition: attachment; filename=\"{name}\""),
                String::new(),
                wrapped(content),
            ]);
        }
        lines.extend([format!("--{boundary}--"), String::new()]);
        let message = lines.join("\r\n");
        format!("{MARK}{}\r\n{message}", fingerprint::sha256(message.as_bytes()))
    }
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
    use crate::domain::Language;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (plain, encoded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn nothing_in_a_draft_adds_a_header() {
        let letter = Letter {
            subject: "Rapport à\r\nBcc: x@y.z".into(),
            heading: String::new(),
            body: "a <b>\nb\n".into(),
            language: Language::French,
        };
        let attachments = [("a.xlsx".to_owned(), b"PK".to_vec())];
        let message = Message {
            from: Some("fund@b.org"),
            to: Some("a@b.org"),
            date: DateTime::UNIX_EPOCH,
            letter: &letter,
            attachments: &attachments,
        };
        let draft = message.text();
        assert!(draft.contains("\r\nFrom: fund@b.org\r\nDate: Thu, 1 Jan 1970 00:00:00 +0000\r\nTo: a@b.org\r\n"));
        assert!(
            draft.contains("\r\nContent-Language: fr-FR\r\n") && letter.html().contains("<p>a &lt;b&gt;<br>\nb</p>")
        );
        assert!(is_unchanged(draft.as_bytes()) && !is_unchanged(draft.replace("a@b", "x@b").as_bytes()));
        assert!(!is_unchanged(b"") && !is_unchanged(MARK.as_bytes()) && !is_unchanged(b"To: a@b.org\r\n"));
        assert!(!draft.contains("Bcc") && draft.contains("Subject: =?utf-8?B?"));
        assert!(is_address("anne@example.org"));
        for wrong in ["", "a", "a@b", "a@b.c\r\nBcc: d@e.f", "a b@c.d", "<a@b.c>"] {
            assert!(!is_address(wrong), "{wrong:?}");
        }
    }
}
