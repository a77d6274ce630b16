//! A picture of the fund's: which format it is in and how large it is, by its own bytes.

use super::fingerprint;

/// No picture has more bytes.
const MOST_BYTES: usize = 1 << 20;
/// No side of one has more dots, or fewer.
const SIDES: std::ops::RangeInclusive<u32> = 16..=4000;
/// What a picture is, in words.
pub const EXPECTED: &str = "a PNG or JPEG picture of at most 1 MiB, with 16 to 4,000 dots on each side";

/// The formats that workbooks and printed reports take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// PNG (ISO/IEC 15948).
    Png,
    /// JPEG (ITU-T T.81).
    Jpeg,
}

impl PictureFormat {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its file, below the inputs.
    pub file: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its format.
    pub format: PictureFormat,
    /// How many dots it is wide and high.
    pub size: (u32, u32),
}

impl Picture {
    /// A picture by its bytes; nothing of what is none, or is too large or too small.
    pub fn of(file: &str, bytes: Vec<u8>) -> Option<Self> {
        if bytes.len() > MOST_BYTES {
            return None;
        }
        let (format, size) = match png(&bytes) {
            Some(size) => (PictureFormat::Png, size),
            None => (PictureFormat::Jpeg, jpeg(&bytes)?),
        };
        let fits = SIDES.contains(&size.0) && SIDES.contains(&size.1);
        fits.then(|| Self { file: file.to_owned(), bytes, format, size })
    }

    /// Its fingerprint.
    pub fn sha256(&self) -> String {
        fingerprint::sha256(&self.bytes)
    }

    /// As wide and high as it can be within a room, at least one unit, its sides in proportion.
    pub fn within(&self, (width, height): (u32, u32)) -> (u32, u32) {
        let (own_width, own_height) = (u64::from(self.size.0), u64::from(self.size.1));
        let scaled = |side: u64, to: u32, of: u64| u32::try_from(side * u64::from(to) / of).unwrap_or(to).max(1);
        match own_width * u64::from(height) <= own_height * u64::from(width) {
            true => (scaled(own_width, height, own_height), height),
            false => (width, scaled(own_height, width, own_width)),
        }
    }
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// The size of a PNG, which its first chunk says.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let begins = bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR");
    let ends = bytes.ends_with(b"IEND\xaeB`\x82");
    (begins && ends).then(|| Some((number(bytes, 16, 4)?, number(bytes, 20, 4)?))).flatten()
}

/// The size of a JPEG, which the header of its frame says, after segments that say their lengths.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    if !bytes.starts_with(&[0xff, 0xd8]) || !bytes.ends_with(&[0xff, 0xd9]) {
        return None;
    }
    let mut at = 2;
    loop {
        if number(bytes, at, 1)? != 0xff {
            return None;
        }
        match number(bytes, at + 1, 1)? {
            0xff => at += 1,
            // Frames but for DHT, JPG and DAC, which share their row of numbers.
            0xc0..=0xcf if !matches!(bytes[at + 1], 0xc4 | 0xc8 | 0xcc) => {
                return Some((number(bytes, at + 7, 2)?, number(bytes, at + 5, 2)?));
            }
            _ => at += 2 + number(bytes, at + 2, 2)? as usize,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning and the end of a PNG of a size.
    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
        bytes.extend(b"\x08\x02\0\0\0IEND\xaeB`\x82");
        bytes
    }

    /// The same of a JPEG, a comment before its frame.
    fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = b"\xff\xd8\xff\xfe\0\x05abc\xff\xc2\0\x11\x08".to_vec();
        bytes.extend([height.to_be_bytes(), width.to_be_bytes()].concat());
        bytes.extend(b"\x03\xff\xd9");
        bytes
    }

    #[test]
    fn a_picture_says_its_format_and_its_size() {
        let png = Picture::of("a.png", png_of(300, 80)).unwrap();
        assert_eq!((png.format, png.size, png.format.name()), (PictureFormat::Png, (300, 80), "png"));
        let jpeg = Picture::of("a.jpg", jpeg_of(300, 80)).unwrap();
        assert_eq!((jpeg.format, jpeg.size), (PictureFormat::Jpeg, (300, 80)));
        assert_eq!(png.within((150, 100)), (150, 40));
        assert_eq!(png.within((1000, 40)), (150, 40));
        assert_eq!(Picture::of("a.png", png_of(16, 4000)).unwrap().within((200, 56)), (1, 56));
    }

    #[test]
    fn what_is_no_picture_is_none() {
        let mut cut = png_of(300, 80);
        cut.pop();
        let mut long = jpeg_of(300, 80);
        long.splice(4..4, vec![0; MOST_BYTES]);
        for bytes in [vec![], cut, long, png_of(4001, 80), png_of(300, 15), jpeg_of(0, 80), b"<svg/>".to_vec()] {
            assert_eq!(Picture::of("a", bytes), None);
        }
        for length in 0..jpeg_of(300, 80).len() {
            assert_eq!(Picture::of("a", jpeg_of(300, 80)[..length].to_vec()), None, "{length}");
        }
    }
}
