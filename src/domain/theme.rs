//! Themes as a tree: all > pillar > theme.

use std::ops::Deref;

use super::code::ThemeCode;
use super::language::Language;
use super::tree::Tree;

/// The tree of themes; its root `ALL` stands for every theme.
#[derive(Clone, Debug)]
pub struct Themes(Tree<ThemeCode>);

impl Themes {
    /// A tree of no theme yet.
    pub fn new() -> Self {
        let name = |language| match language {
            Language::English => "All themes",
            Language::French => "Tous les thèmes",
            Language::Spanish => "Todos los temas",
            Language::Portuguese => "Todos os temas",
        };
        let names = Language::ALL.iter().map(|language| (*language, name(*language).to_owned()));
        Self(Tree::new(ThemeCode::new("ALL"), name(Language::English), names.collect()))
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
