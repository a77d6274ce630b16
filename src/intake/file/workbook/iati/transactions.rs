//! The transactions of an activity file, as far as they say what somebody gives.
//!
//! What comes in: XML of IATI 2.0x, which may be anything. What leaves: activities and their transactions in order, or why
//! the file is not read. What it does not know: sheets.

use quick_xml::events::BytesStart;

use super::super::Refusal;
use super::super::xml::{Node, Nodes, Piece, Xml, attribute};
use super::ROOT;
use crate::intake::problems::ProblemCode;

/// What a transaction is, of those that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Payment,
    Commitment,
    Pledge,
}

impl Kind {
    /// By its code, with whether the money comes in to the activity.
    fn of(code: &str) -> Option<(Self, bool)> {
        Some(match code {
            "3" => (Self::Payment, false),
            "2" => (Self::Commitment, false),
            "12" => (Self::Pledge, false),
            "1" => (Self::Payment, true),
            "11" => (Self::Commitment, true),
            "13" => (Self::Pledge, true),
            _ => return None,
        })
    }
}

/// An organisation: its name, or what else refers to it.
#[derive(Clone, Debug, Default)]
pub(super) struct Organisation {
    reference: String,
    name: String,
    /// The activity of it that is named beside.
    pub activity: String,
}

impl Organisation {
    /// Its name, else its identifier.
    pub fn called(&self) -> &str {
        if self.name.trim().is_empty() { self.reference.trim() } else { self.name.trim() }
    }

    /// Its identifier, else its name.
    pub fn identified(&self) -> &str {
        if self.reference.trim().is_empty() { self.name.trim() } else { self.reference.trim() }
    }
}

/// An activity, as far as it is needed.
#[derive(Clone, Debug, Default)]
pub(super) struct Activity {
    pub identifier: String,
    currency: String,
    pub title: String,
    pub reporting: Organisation,
}

/// A transaction of an activity.
#[derive(Clone, Debug, Default)]
pub(super) struct Transaction {
    /// Its number among all transactions of the file, from 1.
    pub number: u32,
    activity: usize,
    code: String,
    pub reference: String,
    pub date: String,
    currency: String,
    pub value: String,
    pub description: String,
    pub provider: Organisation,
    pub receiver: Organisation,
}

impl Transaction {
    /// The agreement that it is of: the activity that gives.
    pub fn agreement<'t>(&'t self, activity: &'t Activity, comes_in: bool) -> &'t str {
        if comes_in { self.provider.activity.trim() } else { activity.identifier.trim() }
    }

    /// Its currency, which may be that of the activity.
    pub fn currency<'t>(&'t self, activity: &'t Activity) -> &'t str {
        let own = self.currency.trim();
        if own.is_empty() { activity.currency.trim() } else { own }
    }
}

/// The activities of a file, and their transactions in order.
#[derive(Default)]
pub(super) struct Transactions {
    /// The version of the standard that the file names.
    pub version: String,
    activities: Vec<Activity>,
    all: Vec<Transaction>,
    /// Whether the narrative that is read is not the first of its element.
    is_later_narrative: bool,
}

/// Goes through a whole file.
pub(super) fn transactions(bytes: &[u8]) -> Result<Transactions, Refusal> {
    let mut xml = Xml::strict(bytes);
    let mut found = Transactions::default();
    let mut path: Vec<String> = Vec::new();
    let mut ended = false;
    loop {
        match xml.next()? {
            Node::Start(_) if ended => return Err(Refusal::damaged("a second document behind the first")),
            Node::Start(tag) => {
                path.push(tag.name().into_inner().to_owned());
                found.begin(&path, &tag)?;
            }
            Node::End(_) => {
                path.pop();
                ended = path.is_empty();
            }
            Node::Text(Piece::Reference(reference)) if !is_known(&reference) => {
                return Err(Refusal::damaged(format!("an entity &{};, which XML does not have", &*reference)));
            }
            Node::Text(piece) => {
                if let Some(text) = found.text_of(&path) {
                    piece.add_to(text);
                }
            }
            Node::Other => {}
            Node::Eof if ended => return Ok(found),
            Node::Eof => {
                let last = path.last().map_or("", String::as_str);
                return Err(Refusal::damaged(format!("<{last}> does not end")));
            }
        }
    }
}

/// Whether a reference is a letter's number, or one of XML's own five.
fn is_known(reference: &quick_xml::events::BytesRef<'_>) -> bool {
    matches!(reference.resolve_char_ref(), Ok(Some(_))) || quick_xml::escape::resolve_xml_entity(reference).is_some()
}

/// How deep the elements lie of which anything is read.
const DEEPEST: usize = 5;

/// The names of an element and those around it, without the root's; nothing for those that lie too deep.
fn below(path: &[String]) -> Option<Vec<&str>> {
    (path.len() <= DEEPEST).then(|| path.iter().skip(1).map(String::as_str).collect())
}

impl Transactions {
    /// Takes the attributes of an element that begins; the path ends with it.
    fn begin(&mut self, path: &[String], tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let Some((name, around)) = path.split_last() else { return Ok(()) };
        if self.text_of(around).is_some() {
            return Err(Refusal::damaged(format!("an element <{name}> where a text stands")));
        }
        let Some(below) = below(path) else { return Ok(()) };
        let of = |name: &str| attribute(tag, name).unwrap_or_default();
        match below.as_slice() {
            [] => self.begin_root(of("version"), name)?,
            ["iati-activity"] => {
                self.activities.push(Activity { currency: of("default-currency"), ..Activity::default() });
            }
            ["iati-activity", "reporting-org"] => {
                if let Some(activity) = self.activities.last_mut() {
                    activity.reporting.reference = of("ref");
                }
            }
            ["iati-activity", "transaction"] => {
                let (number, activity) = (self.all.len() as u32 + 1, self.activities.len().saturating_sub(1));
                self.all.push(Transaction { number, activity, reference: of("ref"), ..Transaction::default() });
            }
            ["iati-activity", "transaction", inner] => self.begin_in_transaction(inner, of)?,
            _ => {}
        }
        let narrative = name == "narrative";
        self.is_later_narrative = false;
        let said = self.text_of(path).is_some_and(|text| !text.trim().is_empty());
        self.is_later_narrative = narrative && said;
        if said && !narrative {
            return Err(Refusal::damaged(format!("two <{name}> where there is one")));
        }
        Ok(())
    }

    fn begin_root(&mut self, version: String, name: &str) -> Result<(), Refusal> {
        if name != ROOT {
            return Err(Refusal::new(ProblemCode::WrongType, format!("an XML file of <{name}>")));
        }
        if version.trim().starts_with("1.") {
            return Err(Refusal::new(ProblemCode::WrongType, "an activity file of IATI 1, which has other codes"));
        }
        self.version = version.trim().to_owned();
        Ok(())
    }

    fn begin_in_transaction(&mut self, element: &str, of: impl Fn(&str) -> String) -> Result<(), Refusal> {
        let Some(transaction) = self.all.last_mut() else { return Ok(()) };
        let attribute = match element {
            "transaction-type" => &mut transaction.code,
            "transaction-date" => &mut transaction.date,
            "value" => {
                transaction.currency = of("currency");
                return Ok(());
            }
            "provider-org" => {
                let (reference, activity) = (of("ref"), of("provider-activity-id"));
                transaction.provider = Organisation { reference, activity, ..Organisation::default() };
                return Ok(());
            }
            "receiver-org" => {
                let (reference, activity) = (of("ref"), of("receiver-activity-id"));
                transaction.receiver = Organisation { reference, activity, ..Organisation::default() };
                return Ok(());
            }
            _ => return Ok(()),
        };
        if !attribute.is_empty() {
            return Err(Refusal::damaged(format!("two <{element}> in the transaction {}", transaction.number)));
        }
        *attribute = of(if element == "transaction-type" { "code" } else { "iso-date" });
        Ok(())
    }

    /// Where the text of an element goes. Of several narratives, in several languages, the first is read.
    fn text_of(&mut self, path: &[String]) -> Option<&mut String> {
        if self.is_later_narrative {
            return None;
        }
        let activity = self.activities.last_mut();
        match below(path)?.as_slice() {
            ["iati-activity", "iati-identifier"] => activity.map(|activity| &mut activity.identifier),
            ["iati-activity", "title", "narrative"] => activity.map(|activity| &mut activity.title),
            ["iati-activity", "reporting-org", "narrative"] => activity.map(|activity| &mut activity.reporting.name),
            ["iati-activity", "transaction", rest @ ..] => {
                let transaction = self.all.last_mut()?;
                match rest {
                    ["value"] => Some(&mut transaction.value),
                    ["description", "narrative"] => Some(&mut transaction.description),
                    ["provider-org", "narrative"] => Some(&mut transaction.provider.name),
                    ["receiver-org", "narrative"] => Some(&mut transaction.receiver.name),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Those of some kinds, each with its activity, its kind and whether the money comes in.
    pub fn of_kind(
        &self,
        wanted: impl Fn(Kind) -> bool,
    ) -> impl Iterator<Item = (&Transaction, &Activity, Kind, bool)> {
        self.all.iter().filter_map(move |transaction| {
            let (kind, comes_in) = Kind::of(transaction.code.trim()).filter(|(kind, _)| wanted(*kind))?;
            Some((transaction, self.activities.get(transaction.activity)?, kind, comes_in))
        })
    }

    /// What is read of the file, in words.
    pub fn told(&self) -> String {
        let payments = self.of_kind(|kind| kind == Kind::Payment).count();
        let promises = self.of_kind(|kind| kind != Kind::Payment).count();
        let others = self.all.len() - payments - promises;
        let version = if self.version.is_empty() { "2" } else { &self.version };
        format!(
            "IATI {version}: payments {payments}, commitments and pledges {promises}; transactions of other types, which are \
             not read, {others}"
        )
    }
}
