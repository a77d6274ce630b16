//! What donors, places and themes are called, for people to choose from, in the language of the page.

use std::path::Path;

use serde::Serialize;

use crate::domain::facts::Donor;
use crate::domain::tree::Node;
use crate::domain::{Geography, Language};
use crate::intake::{self, NameKind, settings};

use super::answer::Refusal;

/// A choice.
#[derive(Debug, Serialize)]
pub(super) struct Choice {
    code: String,
    name: String,
}

impl Choice {
    /// A place or a theme.
    pub(super) fn node<C: ToString>(node: &Node<C>, language: Language) -> Self {
        let name = node.names.get(&language).unwrap_or(&node.name);
        Self { code: node.code.to_string(), name: name.clone() }
    }

    /// A donor.
    pub(super) fn donor(donor: &Donor, language: Language) -> Self {
        let name = donor.names.get(language).unwrap_or(&donor.name);
        Self { code: donor.code.to_string(), name: name.to_owned() }
    }
}

/// The language of a page.
pub(super) fn language(code: &str) -> Result<Language, Refusal> {
    Language::of_code(code).ok_or_else(Refusal::nothing)
}

/// What names of a kind may mean.
pub(super) fn meanings(folder: &Path, kind: &str, language: Language) -> Result<Vec<Choice>, Refusal> {
    let inputs = folder.join("inputs");
    let fund = settings::load(&inputs)?;
    Ok(match NameKind::parse(kind).ok_or_else(Refusal::nothing)? {
        NameKind::Donor => {
            let read = intake::read(&inputs, &fund);
            read.facts.donors.iter().map(|donor| Choice::donor(donor, language)).collect()
        }
        NameKind::Country => fund.geography.nodes().iter().map(|node| Choice::node(node, language)).collect(),
        NameKind::Theme => fund.themes.nodes().iter().map(|node| Choice::node(node, language)).collect(),
    })
}

/// The countries and regions of the world.
pub(super) fn places(language: Language) -> Vec<Choice> {
    let geography = Geography::new(&[], &[]).unwrap_or_else(|_| Geography::empty());
    geography.nodes().iter().map(|node| Choice::node(node, language)).collect()
}
