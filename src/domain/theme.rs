//! Themes as a tree: all > pillar > theme.

use std::ops::Deref;

use super::code::ThemeCode;
use super::tree::Tree;

/// The tree of themes; its root `ALL` stands for every theme.
#[derive(Clone, Debug)]
pub struct Themes(Tree<ThemeCode>);

impl Themes {
    /// A tree of no theme yet.
    pub fn new() -> Self {
        let names = [("fr", "Tous les thèmes"), ("es", "Todos los temas"), ("pt", "Todos os temas")];
        let names = names.map(|(language, name)| (language.to_owned(), name.to_owned()));
        Self(Tree::new(ThemeCode::new("ALL"), "All themes", names.into()))
    }

    /// The tree, to add pillars and themes to.
    pub fn tree_mut(&mut self) -> &mut Tree<ThemeCode> {
        &mut self.0
    }

    /// The pillar of a theme: the node just below the root on its path, or the root itself.
    pub fn pillar<'a>(&'a self, code: &'a ThemeCode) -> &'a ThemeCode {
        let path = self.0.path(code);
        path.iter().rev().nth(1).or_else(|| path.last()).copied().unwrap_or(code)
    }
}

impl Default for Themes {
    fn default() -> Self {
        Self::new()
    }
}

impl Deref for Themes {
    type Target = Tree<ThemeCode>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl AsRef<str> for ThemeCode {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
