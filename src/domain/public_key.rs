//! A public key, by which it is checked what somebody signed. Keys and signatures are those of minisign, which signs with
//! Ed25519.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A public key of minisign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// As `minisign -G` prints it.
    text: String,
    key: minisign_verify::PublicKey,
}

impl PublicKey {
    /// The key that a line of text is: the second line of the file that `minisign -G` writes.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let key = minisign_verify::PublicKey::from_base64(text).ok()?;
        Some(Self { text: text.to_owned(), key })
    }

    /// Checks that a signature, the text of a `.minisig` file, is this key's and of exactly these bytes.
    ///
    /// # Errors
    /// With the reason, when it is not.
    pub fn verify(&self, said: &[u8], signature: &str) -> Result<(), String> {
        let signature = minisign_verify::Signature::decode(signature).map_err(|why| why.to_string())?;
        // Signatures of the bytes themselves, not of their hash, are what old versions of minisign made.
        self.key.verify(said, &signature, false).map_err(|why| why.to_string())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no public key of minisign")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Of the test vectors of minisign-verify.
    const KEY: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    const SIGNATURE: &str = "untrusted comment: signature from minisign secret key
RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=
trusted comment: timestamp:1556193335\tfile:test
y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==";

    #[test]
    fn a_signature_is_of_one_key_and_of_the_same_bytes() {
        let key = PublicKey::parse(&format!(" {KEY}\n")).unwrap();
        assert_eq!(key.to_string(), KEY);
        assert_eq!(key.verify(b"test", SIGNATURE), Ok(()));
        assert!(key.verify(b"Test", SIGNATURE).is_err());
        assert!(
            key.verify(b"test", &SIGNATURE.replace("file:test", "file:other")).is_err(),
            "its comment is signed too"
        );
        assert!(key.verify(b"test", "").is_err());
        assert!(PublicKey::parse(&KEY.to_lowercase()).is_none() && PublicKey::parse("").is_none());
    }
}
