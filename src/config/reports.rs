//! What reports say beside the figures: who certifies them, whom to ask, and what they do not promise.

use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{Names, Picture};

/// The words of the fund in its reports. What is not set is left to be written by hand, or left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reports {
    /// Who certifies the statements and signs letters; else a line is left to sign on.
    pub certifier: Option<String>,
    /// That person's title.
    pub certifier_title: Option<String>,
    /// That title in the languages of reports.
    pub certifier_titles: Names,
    /// Whom to ask about a report; else the fund's address.
    pub contact: Option<String>,
    /// The same in the languages of reports.
    pub contacts: Names,
    /// The account into which donors pay, for calls; else each agreement names it.
    pub account: Option<String>,
    /// What the reports do not promise.
    pub disclaimer: Option<String>,
    /// The same in the languages of reports.
    pub disclaimers: Names,
    /// The file of a picture below the inputs, for the head of reports and letters.
    pub logo: Option<String>,
    /// That picture, once it is read.
    #[serde(skip)]
    pub picture: Option<Arc<Picture>>,
}
