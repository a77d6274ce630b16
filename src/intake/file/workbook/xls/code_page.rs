//! Texts of Excel 95 and earlier, which are in the code page of the computer on which they were written.
//!
//! What comes in: a code page's number and bytes. What leaves: text, or nothing where the code page is not known and the
//! bytes are not those that all of them share. The numbers are those of [MS-XLS] 2.4.52 (CodePage).

use encoding_rs::Encoding;

/// The text of bytes in a code page.
pub(super) fn decode(bytes: &[u8], page: u16) -> Option<String> {
    if bytes.is_ascii() {
        return std::str::from_utf8(bytes).ok().map(str::to_owned);
    }
    if let Some(upper) = upper_half(page) {
        return bytes.iter().map(|&byte| letter(byte, upper)).collect();
    }
    let encoding = encoding(page)?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// The letter of a byte, where those above 127 are the letters of a table.
fn letter(byte: u8, upper: &str) -> Option<char> {
    match byte.checked_sub(128) {
        Some(place) => upper.chars().nth(usize::from(place)),
        None => Some(char::from(byte)),
    }
}

/// The encoding of a code page, among those that browsers know.
fn encoding(page: u16) -> Option<&'static Encoding> {
    Some(match page {
        // Excel for Windows and Excel 4 of it write their own numbers for the code page of Western Europe.
        367 | 1252 | 0x8001 => encoding_rs::WINDOWS_1252,
        866 => encoding_rs::IBM866,
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10_000 | 0x8000 => encoding_rs::MACINTOSH,
        10_001 => encoding_rs::SHIFT_JIS,
        10_007 => encoding_rs::X_MAC_CYRILLIC,
        65_001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

/// The letters of the bytes above 127, of code pages that browsers do not know.
fn upper_half(page: u16) -> Option<&'static str> {
    Some(match page {
        437 => IBM437,
        850 => IBM850,
        852 => IBM852,
        10_029 => MAC_CENTRAL_EUROPEAN,
        _ => return None,
    })
}

const IBM437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

const IBM850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

const IBM852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
    └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

const MAC_CENTRAL_EUROPEAN: &str = "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅ\
    ņŃ¬√ńŇ∆«»…\u{a0}ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_their_code_page() {
        for (page, bytes, text) in [
            (1252, &b"Caf\xe9"[..], Some("Café")),
            (1251, b"\xcc\xe8\xf0", Some("Мир")),
            (10_029, b"\x8e\x89\xe7", Some("éČÁ")),
            (850, b"\x81\xe1", Some("üß")),
            (437, b"\x80\xe1", Some("Çß")),
            (12_345, b"plain", Some("plain")),
            (12_345, b"\xe9", None),
        ] {
            assert_eq!(decode(bytes, page).as_deref(), text, "{page}");
        }
        for upper in [IBM437, IBM850, IBM852, MAC_CENTRAL_EUROPEAN] {
            assert_eq!(upper.chars().count(), 128);
        }
    }
}
