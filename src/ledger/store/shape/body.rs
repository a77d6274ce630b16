//! Records as JSON text: written straight into one string, read without copying what needs no copy.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::{self, Write};

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::domain::{Money, OriginalAmount};

use super::{Misfit, Value};

/// A record while it is written.
#[derive(Debug, Default)]
pub struct Body<'f> {
    text: String,
    form: Form<'f>,
    /// Whether something stands before the next field or item, so that a comma parts them.
    follows: bool,
    /// How many records are open.
    depth: u32,
}

/// For what a record is written.
#[derive(Clone, Copy, Debug, Default)]
enum Form<'f> {
    /// To be kept.
    #[default]
    Kept,
    /// To be compared by these fields: equal values give equal texts, `450` for `450.00`.
    Alike(&'f [&'static str]),
    /// To be read by people: amounts in base money have so many decimals.
    Shown(u32),
}

impl<'f> Body<'f> {
    /// A value as it is kept.
    pub fn of(value: &impl Value) -> String {
        let mut body = Self::default();
        value.write(&mut body);
        body.text
    }

    /// A text that is the same for records that say the same in these fields, however it was written.
    pub fn alike(record: &impl Value, fields: &'f [&'static str]) -> String {
        let mut body = Self { form: Form::Alike(fields), ..Self::default() };
        record.write(&mut body);
        body.text
    }

    /// A value as people read it; amounts in base money have so many decimals.
    pub fn shown(value: &impl Value, minor_units: u32) -> String {
        let mut body = Self { form: Form::Shown(minor_units), ..Self::default() };
        value.write(&mut body);
        serde_json::from_str::<Item<'_>>(&body.text).map(|item| item.to_string()).unwrap_or_default()
    }

    pub fn open(&mut self) {
        self.text.push('{');
        self.follows = false;
        self.depth += 1;
    }

    pub fn close(&mut self) {
        self.text.push('}');
        self.follows = true;
        self.depth -= 1;
    }

    /// Writes a field, unless it has its default.
    pub fn field<V: Value>(&mut self, name: &str, value: &V, default: Option<V>) {
        let wanted = match self.form {
            Form::Alike(fields) => self.depth > 1 || fields.contains(&name),
            Form::Kept | Form::Shown(_) => true,
        };
        if !wanted || default.is_some_and(|default| default == *value) {
            return;
        }
        self.part();
        self.text.push('"');
        self.text.push_str(name);
        self.text.push_str("\":");
        value.write(self);
        self.follows = true;
    }

    pub fn list<V: Value>(&mut self, values: &[V]) {
        self.text.push('[');
        self.follows = false;
        for value in values {
            self.part();
            value.write(self);
            self.follows = true;
        }
        self.text.push(']');
        self.follows = true;
    }

    pub fn text(&mut self, text: &str) {
        self.text.push('"');
        if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
            text.chars().for_each(|letter| self.escaped(letter));
        } else {
            self.text.push_str(text);
        }
        self.text.push('"');
    }

    /// Writes a number as it was written, unless equal ones must look alike.
    pub fn number(&mut self, number: Decimal) {
        match self.form {
            Form::Alike(_) => self.plain(number.normalize()),
            Form::Kept | Form::Shown(_) => self.plain(number),
        }
    }

    /// Writes an amount with its currency, the amount as a number is written; people read it with all its decimals.
    pub fn amount(&mut self, amount: &OriginalAmount) {
        let OriginalAmount { amount, currency } = amount;
        let units = currency.minor_units();
        match self.form {
            Form::Kept => self.plain(format_args!("{currency} {amount}")),
            Form::Alike(_) => self.plain(format_args!("{currency} {}", amount.normalize())),
            Form::Shown(_) => match Money::from_decimal(*amount, units) {
                Some(money) => self.plain(format_args!("{currency} {}", money.format(units))),
                None => self.plain(format_args!("{currency} {amount}")),
            },
        }
    }

    /// Writes an amount in base money: its minor units, unless people read it.
    pub fn money(&mut self, money: Money) {
        match self.form {
            Form::Shown(minor_units) => self.plain(money.format(minor_units)),
            Form::Kept | Form::Alike(_) => self.plain(money.minor()),
        }
    }

    /// Writes what is made of letters, digits and marks that need no escape.
    pub fn plain(&mut self, text: impl fmt::Display) {
        // Writing into a string cannot fail.
        let _ = write!(self.text, "\"{text}\"");
    }

    fn escaped(&mut self, letter: char) {
        match letter {
            '"' => self.text.push_str("\\\""),
            '\\' => self.text.push_str("\\\\"),
            '\n' => self.text.push_str("\\n"),
            letter if letter < ' ' => {
                let _ = write!(self.text, "\\u{:04x}", u32::from(letter));
            }
            letter => self.text.push(letter),
        }
    }

    fn part(&mut self) {
        if self.follows {
            self.text.push(',');
        }
    }
}

/// A value as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'t> {
    /// A text.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Item<'t>>),
    /// A record: its fields in the order in which they stand.
    Record(Vec<(Cow<'t, str>, Item<'t>)>),
}

impl<'t> Item<'t> {
    /// The text that it should be.
    pub fn text(&self) -> Result<&str, Misfit> {
        match self {
            Self::Text(text) => Ok(text),
            Self::List(_) | Self::Record(_) => Err(Misfit::new(&self.to_string(), "a text")),
        }
    }

    /// The list that it should be.
    pub fn list(&self) -> Result<&[Self], Misfit> {
        match self {
            Self::List(items) => Ok(items),
            Self::Text(_) | Self::Record(_) => Err(Misfit::new(&self.to_string(), "a list")),
        }
    }

    /// The fields of the record that it should be.
    pub fn fields(&self) -> Result<&[(Cow<'t, str>, Self)], Misfit> {
        match self {
            Self::Record(fields) => Ok(fields),
            Self::Text(_) | Self::List(_) => Err(Misfit::new(&self.to_string(), "a record")),
        }
    }
}

impl fmt::Display for Item<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    write!(formatter, "{}{item}", if index > 0 { "; " } else { "" })?;
                }
                Ok(())
            }
            Self::Record(fields) => {
                for (index, (name, item)) in fields.iter().enumerate() {
                    write!(formatter, "{}{name} {item}", if index > 0 { ", " } else { "" })?;
                }
                Ok(())
            }
        }
    }
}

/// Reads a field of a record; where it is not there, it has its default.
pub fn field<V: Value>(
    fields: &[(Cow<'_, str>, Item<'_>)],
    name: &str,
    default: Option<V>,
    unknown: &mut BTreeSet<String>,
) -> Result<V, Misfit> {
    match fields.iter().find(|(found, _)| found == name) {
        Some((_, item)) => V::read(item, unknown).map_err(|misfit| misfit.within(name)),
        None => default.ok_or_else(|| Misfit(format!("the field {name} is missing"))),
    }
}

/// Names the fields that are not among those known. One that stands twice fits nothing.
pub fn name_unknown(
    fields: &[(Cow<'_, str>, Item<'_>)],
    known: &[&str],
    unknown: &mut BTreeSet<String>,
) -> Result<(), Misfit> {
    for (index, (name, _)) in fields.iter().enumerate() {
        if fields.iter().take(index).any(|(before, _)| before == name) {
            return Err(Misfit(format!("the field {name} stands twice")));
        }
        if !known.contains(&name.as_ref()) && !unknown.contains(name.as_ref()) {
            unknown.insert(name.clone().into_owned());
        }
    }
    Ok(())
}

impl<'de> Deserialize<'de> for Item<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = Item<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, a list or a record")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Item<'de>, E> {
                Ok(Item::Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Item<'de>, E> {
                Ok(Item::Text(Cow::Owned(text.to_owned())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Item<'de>, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Item::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Item<'de>, A::Error> {
                let mut record = Vec::with_capacity(12);
                while let Some(name) = fields.next_key::<Name<'de>>()? {
                    record.push((name.0, fields.next_value()?));
                }
                Ok(Item::Record(record))
            }
        }
        deserializer.deserialize_any(Items)
    }
}

/// The name of a field, borrowed where it can be.
struct Name<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldName;
        impl<'de> Visitor<'de> for FieldName {
            type Value = Name<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the name of a field")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(FieldName)
    }
}
