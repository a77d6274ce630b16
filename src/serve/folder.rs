//! Files of the fund's folder that may be seen, and nothing else of this computer.
//!
//! What comes in: a path below the fund's folder, as an address has it. What leaves: a file among the inputs or the reports.
//! What it does not know: what is in it. It never leaves these two folders, whatever a path says and whatever links lie in
//! them, and hands out nothing hidden.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};
use serde::Serialize;
use tokio::io::{AsyncRead, ReadBuf};

use crate::domain::text::is_control;

use super::answer::Refusal;

/// The folders whose files may be seen.
const SEEN: [&str; 2] = ["inputs", "reports"];
/// How much of a file is read at a time.
const PIECE: usize = 64 << 10;
/// How many files of a folder are listed.
const LISTED: usize = 2_000;

/// A file that may be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Seen {
    /// Its path below the fund's folder, parts set apart by `/`.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
}

/// The file at a path below the fund's folder, if it may be seen.
pub(super) fn find(folder: &Path, asked: &str) -> Option<PathBuf> {
    let parts: Vec<&str> = asked.split('/').collect();
    let (first, rest) = parts.split_first()?;
    if !SEEN.contains(first) || rest.is_empty() || !rest.iter().all(|part| is_plain(part)) {
        return None;
    }
    let top = folder.join(first).canonicalize().ok().filter(|top| top.starts_with(folder))?;
    let found = rest.iter().fold(folder.join(first), |path, part| path.join(part)).canonicalize().ok()?;
    let hidden = found.strip_prefix(&top).ok()?.iter().any(|part| part.to_string_lossy().starts_with('.'));
    (!hidden && found.is_file()).then_some(found)
}

/// Whether a part of a path is the name of a file or folder on every system, is read as it stands, and not a hidden one.
pub(super) fn is_plain(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let digit = |rest: &str| rest.chars().count() == 1 && rest.contains(|one| "0123456789¹²³".contains(one));
    let numbered = |name: &str| stem.strip_prefix(name).is_some_and(digit);
    let reserved = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
        || numbered("COM")
        || numbered("LPT");
    let odd = |letter: char| is_control(letter) || "/\\:*?\"<>|".contains(letter);
    !part.is_empty() && !reserved && !part.starts_with('.') && !part.ends_with(['.', ' ']) && !part.contains(odd)
}

/// The files below a folder of the fund's folder, in order.
pub(super) fn list(folder: &Path, below: &str) -> Vec<Seen> {
    let mut found = Vec::new();
    let mut open = vec![below.to_owned()];
    while let Some(here) = open.pop() {
        let Ok(entries) = std::fs::read_dir(folder.join(&here)) else { continue };
        for entry in entries.flatten() {
            let Some(name) = entry.file_name().to_str().map(str::to_owned).filter(|name| is_plain(name)) else {
                continue;
            };
            let path = format!("{here}/{name}");
            match entry.metadata() {
                Ok(data) if data.is_dir() => open.push(path),
                Ok(data) if data.is_file() => found.push(Seen { path, bytes: data.len() }),
                Ok(_) | Err(_) => {}
            }
        }
        if found.len() > LISTED {
            break;
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Hands a file out, to be kept: nothing of it is ever shown or run as a page from here.
///
/// # Errors
/// When there is no such file that may be seen.
pub(super) async fn handed_out(folder: &Path, asked: &str) -> Result<Response, Refusal> {
    let path = find(folder, asked).ok_or_else(Refusal::nothing)?;
    let file = tokio::fs::File::open(&path).await.map_err(|_| Refusal::nothing())?;
    let length = file.metadata().await.map_err(Refusal::failed)?.len();
    let pieces = Pieces { file, left: length, piece: vec![0; PIECE] };
    saved_as(&path, length, Body::new(pieces))
}

/// Bytes under the name of a file, to be saved.
pub(super) fn saved_as(path: &Path, length: u64, body: Body) -> Result<Response, Refusal> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let kept = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{}", escaped(&name)));
    let headers = [
        (header::CONTENT_DISPOSITION, kept.map_err(Refusal::failed)?),
        (header::CONTENT_TYPE, HeaderValue::from_static(kind(&name))),
        (header::CONTENT_LENGTH, HeaderValue::from(length)),
    ];
    Ok((headers, body).into_response())
}

/// The name as RFC 8187 writes it in a header.
fn escaped(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let mut text = String::with_capacity(name.len());
    for byte in name.bytes() {
        if plain(byte) { text.push(char::from(byte)) } else { text.push_str(&format!("%{byte:02X}")) }
    }
    text
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("pdf") => "application/pdf",
        Some("zip") => "application/zip",
        Some("eml") => "message/rfc822",
        Some(_) | None => "application/octet-stream",
    }
}

/// A file in pieces, so that a long one takes no more memory than a short one.
struct Pieces {
    file: tokio::fs::File,
    left: u64,
    piece: Vec<u8>,
}

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let Pieces { file, left, piece } = &mut *self;
        let mut room = ReadBuf::new(piece);
        let read = ready!(Pin::new(file).poll_read(context, &mut room));
        let filled = u64::try_from(room.filled().len()).unwrap_or(u64::MAX);
        Poll::Ready(match read {
            Err(why) => Some(Err(why)),
            Ok(()) if filled == 0 => None,
            Ok(()) => {
                *left = left.saturating_sub(filled);
                Some(Ok(Frame::data(Bytes::copy_from_slice(room.filled()))))
            }
        })
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folders_that_may_be_seen() {
        let fund = tempfile::tempdir().unwrap();
        let folder = fund.path().canonicalize().unwrap();
        for file in ["inputs/a b.xlsx", "inputs/.hidden", "reports/2025-10/x.pdf", "secret", "inputsX/y"] {
            std::fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
            std::fs::write(folder.join(file), "x").unwrap();
        }
        assert!(find(&folder, "inputs/a b.xlsx").is_some() && find(&folder, "reports/2025-10/x.pdf").is_some());
        for no in [
            "",
            "secret",
            "inputs",
            "inputs/",
            "inputs//a b.xlsx",
            "inputs/../secret",
            "inputs/./a b.xlsx",
            "/etc/passwd",
            "inputs/.hidden",
            "inputsX/y",
            "../secret",
            "inputs\\a b.xlsx",
            "inputs/..\\secret",
            "inputs/a b.xlsx\0",
            "reports",
        ] {
            assert!(find(&folder, no).is_none(), "{no:?}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.join("secret"), folder.join("inputs/link.xlsx")).unwrap();
            std::os::unix::fs::symlink("/etc", folder.join("inputs/etc")).unwrap();
            assert!(find(&folder, "inputs/link.xlsx").is_none() && find(&folder, "inputs/etc/passwd").is_none());
        }
        let listed: Vec<String> = list(&folder, "inputs").into_iter().map(|seen| seen.path).collect();
        assert!(listed.contains(&"inputs/a b.xlsx".to_owned()) && !listed.iter().any(|path| path.contains("hidden")));
    }

    #[test]
    fn names_that_windows_reserves_are_none() {
        for no in [
            "con",
            "NUL.xlsx",
            "Com1.csv",
            "lpt9",
            "com².xlsx",
            "conin$",
            "a:b",
            "x.",
            "x ",
            "a?b",
            ".x",
            "",
            "receipts\u{202e}xslx.csv",
            "a\u{200b}b",
            "a\tb",
        ] {
            assert!(!is_plain(no), "{no:?}");
        }
        for yes in ["com10.csv", "com.xlsx", "contacts.xlsx", "Länder 2025.ods", "com.csv", "computer1.xlsx", "a.b.c"]
        {
            assert!(is_plain(yes), "{yes:?}");
        }
    }
}
