//! Who may approve closes, where the fund wants approvals to be signed.

use serde::Deserialize;

use crate::domain::PublicKey;
use crate::domain::text::{comparable, visible};

use super::ConfigProblem;

/// Somebody who may approve closes, and the key that checks the signature.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approver {
    /// The name.
    pub name: String,
    /// The public key.
    pub key: PublicKey,
}

/// Names that cannot be read, and names or keys that two of them have.
pub(super) fn problems(approvers: &[Approver]) -> Vec<ConfigProblem> {
    let mut problems = Vec::new();
    let mut problem = |found: String, expected: &str| {
        let (key, fix) = ("approver".to_owned(), "Correct the [[approver]] of fund.toml.".to_owned());
        problems.push(ConfigProblem { key, found, expected: expected.to_owned(), fix });
    };
    for (index, approver) in approvers.iter().enumerate() {
        let Approver { name, key } = approver;
        if comparable(name).is_empty() || name.chars().any(char::is_control) {
            problem(format!("the name {:?}", visible(name)), "a name of one line");
        }
        let before = approvers.get(..index).unwrap_or_default();
        if before.iter().any(|other| comparable(&other.name) == comparable(name)) {
            problem(format!("{name:?} twice"), "each name once");
        }
        if before.iter().any(|other| other.key == *key) {
            problem(format!("the key {key} twice"), "a key of one's own for each");
        }
    }
    problems
}
