//! Fingerprints: SHA-256 (FIPS 180-4), written in lower-case hexadecimal, and in Base64 where a browser is to check it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::Digest;

/// The fingerprint of some bytes.
///
/// ```
/// let abc = poolfund::domain::fingerprint::sha256(b"abc");
/// assert_eq!(abc, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
/// ```
pub fn sha256(bytes: &[u8]) -> String {
    let mut hasher = Hasher::default();
    hasher.update(bytes);
    hasher.finish()
}

/// The fingerprint of a script or style as a content security policy names it (W3C, Content Security Policy Level 3).
///
/// ```
/// let abc = poolfund::domain::fingerprint::for_policy(b"abc");
/// assert_eq!(abc, "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
/// ```
pub fn for_policy(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(sha2::Sha256::digest(bytes)))
}

/// A fingerprint of bytes that come in pieces.
#[derive(Clone, Debug, Default)]
pub struct Hasher(sha2::Sha256);

impl Hasher {
    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The fingerprint of all pieces, one after the other.
    pub fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
