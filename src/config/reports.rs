//! What reports say beside the figures: who certifies them, whom to ask, and what they do not promise.

use serde::Deserialize;

/// The words of the fund in its reports. What is not set is left to be written by hand, or left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reports {
    /// Who certifies the statements.
    pub certifier: Option<String>,
    /// That person's title.
    pub certifier_title: Option<String>,
    /// Whom to ask about a report; else the fund's address.
    pub contact: Option<String>,
    /// What the reports do not promise.
    pub disclaimer: Option<String>,
}
