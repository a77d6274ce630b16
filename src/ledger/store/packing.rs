//! Kept files, compressed where that helps.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// How files begin that are compressed already: zip archives, and with them workbooks; Parquet.
const COMPRESSED: [&[u8]; 2] = [b"PK", b"PAR1"];

/// A file as it is kept.
pub(super) struct Packed {
    /// The length of the file.
    pub length: i64,
    /// Whether the bytes are a raw deflate stream (RFC 1951).
    pub deflated: bool,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The file; nothing when it cannot be unpacked.
pub(super) fn unpacked(kept: Packed) -> Option<Vec<u8>> {
    if kept.deflated { inflated(&kept.bytes, kept.length) } else { Some(kept.bytes) }
}

/// The bytes compressed, where they become fewer.
pub(super) fn deflated(bytes: &[u8]) -> Option<Vec<u8>> {
    if COMPRESSED.iter().any(|start| bytes.starts_with(start)) {
        return None;
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().filter(|deflated| deflated.len() < bytes.len())
}

/// The file that was compressed; nothing when it is not of the length that it had, or no such stream.
fn inflated(bytes: &[u8], length: i64) -> Option<Vec<u8>> {
    let wanted = u64::try_from(length).ok()?;
    let mut file = Vec::new();
    // One byte more than there may be is enough to tell.
    DeflateDecoder::new(bytes).take(wanted.saturating_add(1)).read_to_end(&mut file).ok()?;
    (u64::try_from(file.len()) == Ok(wanted)).then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_comes_out_as_it_went_in() {
        let text = "Receipt,Agreement\n".repeat(500);
        let packed = deflated(text.as_bytes()).unwrap();
        assert!(packed.len() * 10 < text.len());
        let length = i64::try_from(text.len()).unwrap();
        assert_eq!(inflated(&packed, length).as_deref(), Some(text.as_bytes()));
        assert_eq!(inflated(&packed, length - 1), None);
        assert_eq!(inflated(&packed[..packed.len() / 2], length), None);
        assert_eq!((deflated(b"PK\x03\x04 and more"), deflated(b"a")), (None, None));
    }
}
