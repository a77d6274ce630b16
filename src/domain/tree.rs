//! A named tree: geography and themes are both one.

use std::collections::{BTreeMap, HashMap};

use super::language::Language;
use super::text::comparable;

/// A node of a [`Tree`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<C> {
    /// Its code, unique in the tree.
    pub code: C,
    /// The node above; `None` for the root only.
    pub parent: Option<usize>,
    /// Its English name.
    pub name: String,
    /// Its names in the languages of reports.
    pub names: BTreeMap<Language, String>,
    /// Other codes and names by which people call it, those in languages that are only read among them.
    pub also: Vec<String>,
}

/// Why a tree could not be built or extended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// Two nodes have one code.
    #[error("the code {0} stands twice")]
    Twice(String),
    /// The node above is not in the tree.
    #[error("{child} names {parent} as the one above it, which is not there")]
    NoParent {
        /// The node that was to be added.
        child: String,
        /// The parent that it names.
        parent: String,
    },
}

/// A tree of codes with names in several languages. Nodes are kept in the order they were added, parents first; the
/// first is the root.
#[derive(Clone, Debug)]
pub struct Tree<C> {
    nodes: Vec<Node<C>>,
    by_code: HashMap<C, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

impl<C: Clone + Eq + std::hash::Hash + AsRef<str>> Tree<C> {
    /// A tree of its root alone, with its English name and its names in other languages.
    pub fn new(root: C, name: &str, names: BTreeMap<Language, String>) -> Self {
        let mut tree = Self { nodes: Vec::new(), by_code: HashMap::new(), by_name: HashMap::new() };
        tree.push(Node { code: root, parent: None, name: name.to_owned(), names, also: Vec::new() });
        tree
    }

    /// Adds a node below `parent`.
    ///
    /// # Errors
    /// When its code stands already, or the parent does not.
    pub fn add(
        &mut self,
        code: C,
        parent: &C,
        name: &str,
        names: BTreeMap<Language, String>,
        also: Vec<String>,
    ) -> Result<(), TreeError> {
        if self.by_code.contains_key(&code) {
            return Err(TreeError::Twice(code.as_ref().to_owned()));
        }
        let Some(&above) = self.by_code.get(parent) else {
            return Err(TreeError::NoParent { child: code.as_ref().to_owned(), parent: parent.as_ref().to_owned() });
        };
        self.push(Node { code, parent: Some(above), name: name.to_owned(), names, also });
        Ok(())
    }

    fn push(&mut self, node: Node<C>) {
        let index = self.nodes.len();
        let called = node.names.values().chain(&node.also).chain([&node.name]).map(|name| comparable(name));
        for name in called.chain([comparable(node.code.as_ref())]) {
            let indexes = self.by_name.entry(name).or_default();
            if !indexes.contains(&index) {
                indexes.push(index);
            }
        }
        self.by_code.insert(node.code.clone(), index);
        self.nodes.push(node);
    }

    /// All nodes, parents before children.
    pub fn nodes(&self) -> &[Node<C>] {
        &self.nodes
    }

    /// The root's code.
    pub fn root(&self) -> &C {
        &self.nodes[0].code
    }

    /// The node of a code.
    pub fn get(&self, code: &C) -> Option<&Node<C>> {
        self.by_code.get(code).map(|&index| &self.nodes[index])
    }

    /// The nodes that a code or a name in any language may mean; more than one when a name is ambiguous.
    pub fn called(&self, name: &str) -> Vec<&Node<C>> {
        let exact = self.by_name.get(&comparable(name));
        exact.map(|indexes| indexes.iter().map(|&index| &self.nodes[index]).collect()).unwrap_or_default()
    }

    /// The codes from a node up to the root, itself first. Empty for an unknown code.
    pub fn path(&self, code: &C) -> Vec<&C> {
        let mut path = Vec::new();
        let mut here = self.by_code.get(code).copied();
        while let Some(index) = here {
            path.push(&self.nodes[index].code);
            here = self.nodes[index].parent;
        }
        path
    }

    /// Whether `below` is `above` or lies under it.
    pub fn covers(&self, above: &C, below: &C) -> bool {
        self.path(below).contains(&above)
    }

    /// The name of a node in a language; its English name where there is none, its code where it is unknown.
    pub fn name<'a>(&'a self, code: &'a C, language: Language) -> &'a str {
        self.get(code).map_or(code.as_ref(), |node| node.names.get(&language).unwrap_or(&node.name))
    }
}
