//! A named tree: geography and themes are both one.

use std::collections::BTreeMap;

use super::language::Language;
use super::lookup::Lookup;
use super::names::Called;
use super::text::comparable;

/// A node of a [`Tree`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<C> {
    /// Its code, unique in the tree.
    pub code: C,
    /// The node above; `None` for the root only.
    pub parent: Option<usize>,
    /// Other nodes that it lies in besides.
    pub also_in: Vec<usize>,
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

/// A tree of codes with names in several languages, in which a node may lie in other nodes besides the one above it. Nodes are
/// kept in the order they were added, those above first; the first is the root.
#[derive(Clone, Debug)]
pub struct Tree<C> {
    nodes: Vec<Node<C>>,
    by_code: Lookup<C, usize>,
    by_name: Lookup<String, Vec<usize>>,
}

impl<C: Clone + Eq + std::hash::Hash + AsRef<str>> Tree<C> {
    /// A tree of its root alone, with its English name and its names in other languages.
    pub fn new(root: C, name: &str, names: BTreeMap<Language, String>) -> Self {
        let mut tree = Self { nodes: Vec::new(), by_code: Lookup::default(), by_name: Lookup::default() };
        let (parent, also_in, also) = (None, Vec::new(), Vec::new());
        tree.push(Node { code: root, parent, also_in, name: name.to_owned(), names, also });
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
        self.push(Node { code, parent: Some(above), also_in: Vec::new(), name: name.to_owned(), names, also });
        Ok(())
    }

    /// Lets a node lie in another besides the one above it. That one must stand before it, so that no way up comes back.
    ///
    /// # Errors
    /// When the other does not stand before it.
    pub fn also_in(&mut self, code: &C, other: &C) -> Result<(), TreeError> {
        let found = self.by_code.get(code).zip(self.by_code.get(other)).filter(|(node, other)| other < node);
        let Some((&node, &other)) = found else {
            return Err(TreeError::NoParent { child: code.as_ref().to_owned(), parent: other.as_ref().to_owned() });
        };
        self.nodes[node].also_in.push(other);
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

    /// The codes of all nodes that a node lies in, by whichever way, itself first and each once. Empty for an unknown code.
    pub fn all_above(&self, code: &C) -> Vec<&C> {
        let mut found: Vec<usize> = self.by_code.get(code).copied().into_iter().collect();
        let mut next = 0;
        while let Some(&here) = found.get(next) {
            let above = self.above(here).filter(|above| !found.contains(above)).collect::<Vec<_>>();
            found.extend(above);
            next += 1;
        }
        found.into_iter().map(|index| &self.nodes[index].code).collect()
    }

    /// The nodes just above one.
    fn above(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let node = &self.nodes[index];
        node.parent.into_iter().chain(node.also_in.iter().copied())
    }

    /// Whether `below` is `above` or lies under it, by whichever way.
    pub fn covers(&self, above: &C, below: &C) -> bool {
        let found = self.by_code.get(above).zip(self.by_code.get(below));
        found.is_some_and(|(&above, &below)| self.lies_in(below, above))
    }

    fn lies_in(&self, index: usize, other: usize) -> bool {
        index == other || self.above(index).any(|above| self.lies_in(above, other))
    }

    /// How a node is called in a language, where names that have no other are written in `own`; its code where it is unknown.
    pub fn called_in<'a>(&'a self, code: &'a C, language: Language, own: Language) -> Called<'a> {
        let Some(node) = self.get(code) else { return Called { name: code.as_ref(), original: false } };
        match node.names.get(&language) {
            Some(name) => Called { name, original: false },
            None => Called { name: &node.name, original: language != own },
        }
    }

    /// The name of a node in a language; its English name where there is none, its code where it is unknown.
    pub fn name<'a>(&'a self, code: &'a C, language: Language) -> &'a str {
        self.get(code).map_or(code.as_ref(), |node| node.names.get(&language).unwrap_or(&node.name))
    }
}
