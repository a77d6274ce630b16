//! Activities as the standard wants them, element after element in the order of its schema.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use chrono::NaiveDate;

use crate::config::Contact;
use crate::domain::{DonorCode, GeographyCode, Language, Money, Month, Period, ThemeCode, apportion};

use super::children::{Child, Key};
use super::outcomes;
use super::pool;
use super::settings::{AidTypes, DAC_LIST, OWN_LIST, Publisher, Recipient, sectors};
use super::shares::{Budget, percentages};
use super::transaction::{Kind, Transaction, value};
use super::xml::{Tag, Xml, tag};

/// An activity below the pool, with its identifier.
pub(super) type Identified<'c, 'a> = (&'c Key<'a>, &'c Child<'a>, &'c str);

/// Writes texts, each in its language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Narrator(Language);

impl Narrator {
    pub(super) const fn new(language: Language) -> Self {
        Self(language)
    }

    /// A text in English, which says so where the file's language is another.
    pub(super) fn english<W: Write>(self, xml: &mut Xml<W>, text: &str) -> io::Result<()> {
        let language = if self.0 == Language::English { "" } else { Language::English.code() };
        xml.text(tag("narrative").with("xml:lang", language), text)
    }
}

/// A text in the file's language.
pub(super) fn narrative<W: Write>(xml: &mut Xml<W>, text: &str) -> io::Result<()> {
    xml.text(tag("narrative"), text)
}

/// A day.
pub(super) fn iso_date<W: Write>(xml: &mut Xml<W>, name: &'static str, day: NaiveDate) -> io::Result<()> {
    xml.empty(tag(name).with("iso-date", &day.to_string()))
}

/// The moment of which a file is: the beginning of the as-of day, so that the same month gives the same bytes.
pub(super) fn moment(publisher: &Publisher<'_>) -> String {
    format!("{}T00:00:00Z", publisher.as_of())
}

/// The organisation that reports.
pub(super) fn reporting_organisation<W: Write>(xml: &mut Xml<W>, publisher: &Publisher<'_>) -> io::Result<()> {
    let organisation = &publisher.settings.organisation;
    let begin = tag("reporting-org").with("ref", &organisation.identifier).with("type", &organisation.kind);
    xml.element(begin, |xml| narrative(xml, &organisation.name))
}

/// The pool: what comes in and what the fund as a whole costs.
pub(super) fn write_pool<'a, W: Write>(
    xml: &mut Xml<W>,
    publisher: &Publisher<'a>,
    children: &[Identified<'_, 'a>],
) -> io::Result<()> {
    let (settings, period) = (publisher.settings, publisher.period());
    let (places, themes) = weights(publisher, children);
    let transactions = pool::transactions(publisher);
    let narrator = Narrator::new(publisher.fund().default_language);
    xml.element(begin(publisher, "1"), |xml| {
        heading(xml, publisher, &settings.prefix, &publisher.fund().name, &settings.description)?;
        let donors = transactions.iter().filter_map(|one| one.provider.as_ref()).map(|(donor, _)| donor.code);
        for donor in donors.collect::<BTreeSet<&DonorCode>>() {
            let donor = publisher.donor(donor);
            let role = tag("participating-org").with("ref", donor.identifier).with("type", donor.kind);
            xml.element(role.with("role", FUNDING), |xml| narrative(xml, donor.name))?;
        }
        ourselves(xml, publisher, ACCOUNTABLE, "")?;
        dates(xml, publisher, period)?;
        contact(xml, publisher)?;
        xml.empty(tag("activity-scope").with("code", GLOBAL))?;
        recipients(xml, publisher, &places)?;
        classifications(xml, publisher, &themes)?;
        for transaction in &transactions {
            let receiver = |xml: &mut Xml<W>| receiver(xml, publisher);
            transaction.write(xml, narrator, publisher.fund().exponent(), receiver)?;
        }
        for (_, _, identifier) in children {
            xml.empty(tag("related-activity").with("ref", identifier).with("type", "2"))?;
        }
        match &publisher.fund().programme.people {
            Some(people) => outcomes::targets(xml, narrator, people, period),
            None => Ok(()),
        }
    })
}

/// An activity below the pool: what is allocated, spent and achieved there.
pub(super) fn write_child<'a, W: Write>(
    xml: &mut Xml<W>,
    publisher: &Publisher<'a>,
    (key, child, identifier): Identified<'_, 'a>,
) -> io::Result<()> {
    let settings = publisher.settings;
    let narrator = Narrator::new(publisher.fund().default_language);
    xml.element(begin(publisher, "2"), |xml| {
        heading(xml, publisher, identifier, &key.title(publisher), &settings.description)?;
        ourselves(xml, publisher, FUNDING, &settings.prefix)?;
        ourselves(xml, publisher, ACCOUNTABLE, "")?;
        ourselves(xml, publisher, IMPLEMENTING, "")?;
        dates(xml, publisher, child.period.unwrap_or(publisher.period()))?;
        contact(xml, publisher)?;
        xml.empty(tag("activity-scope").with("code", scope(publisher, key)))?;
        recipients(xml, publisher, &BTreeMap::from([(key.place, 1)]))?;
        let themes = child.themes.iter().map(|(theme, amount)| (*theme, weight(*amount))).collect();
        classifications(xml, publisher, &themes)?;
        child.budgets.values().try_for_each(|one| budget(xml, publisher, one))?;
        for transaction in spent(publisher, child) {
            transaction.write(xml, narrator, publisher.fund().exponent(), |_| Ok(()))?;
        }
        xml.empty(tag("related-activity").with("ref", &settings.prefix).with("type", "1"))?;
        child.outcomes.write(xml, narrator)
    })
}

/// Roles of IATI's list.
const FUNDING: &str = "1";
const ACCOUNTABLE: &str = "2";
const IMPLEMENTING: &str = "4";
/// Scopes of IATI's list.
const GLOBAL: &str = "1";
const REGIONAL: &str = "2";
const NATIONAL: &str = "4";

fn begin(publisher: &Publisher<'_>, level: &str) -> Tag {
    tag("iati-activity")
        .with("xml:lang", publisher.fund().default_language.code())
        .with("default-currency", publisher.fund().base_currency.code())
        .with("hierarchy", level)
        .with("last-updated-datetime", &moment(publisher))
}

fn heading<W: Write>(
    xml: &mut Xml<W>,
    publisher: &Publisher<'_>,
    identifier: &str,
    title: &str,
    description: &str,
) -> io::Result<()> {
    xml.text(tag("iati-identifier"), identifier)?;
    reporting_organisation(xml, publisher)?;
    xml.element(tag("title"), |xml| narrative(xml, title))?;
    xml.element(tag("description").with("type", "1"), |xml| narrative(xml, description))?;
    let fund = publisher.fund();
    let note = fund.note.trim();
    if note.is_empty() {
        return Ok(());
    }
    xml.element(tag("description").with("type", "4"), |xml| {
        narrative(xml, note)?;
        let others = fund.notes.iter().filter(|(language, _)| *language != fund.default_language);
        others
            .into_iter()
            .try_for_each(|(language, note)| xml.text(tag("narrative").with("xml:lang", language.code()), note.trim()))
    })
}

/// The reporting organisation in a role, with the activity in which it has it.
fn ourselves<W: Write>(xml: &mut Xml<W>, publisher: &Publisher<'_>, role: &str, activity: &str) -> io::Result<()> {
    let organisation = &publisher.settings.organisation;
    let begin = tag("participating-org")
        .with("ref", &organisation.identifier)
        .with("type", &organisation.kind)
        .with("role", role)
        .with("activity-id", activity);
    xml.element(begin, |xml| narrative(xml, &organisation.name))
}

/// Who gets money that comes in.
fn receiver<W: Write>(xml: &mut Xml<W>, publisher: &Publisher<'_>) -> io::Result<()> {
    let organisation = &publisher.settings.organisation;
    let begin = tag("receiver-org")
        .with("receiver-activity-id", &publisher.settings.prefix)
        .with("type", &organisation.kind)
        .with("ref", &organisation.identifier);
    xml.element(begin, |xml| narrative(xml, &organisation.name))
}

/// The status on the as-of day, and the first and last day, planned while they are still to come.
fn dates<W: Write>(xml: &mut Xml<W>, publisher: &Publisher<'_>, period: Period) -> io::Result<()> {
    let (as_of, begun, over) = (publisher.as_of(), period.from <= publisher.as_of(), period.to <= publisher.as_of());
    // Planned, under way, or over but with money still to be settled.
    let status = if over {
        "3"
    } else if begun {
        "2"
    } else {
        "1"
    };
    xml.empty(tag("activity-status").with("code", status))?;
    let date = |kind: &str, day: NaiveDate| tag("activity-date").with("type", kind).with("iso-date", &day.to_string());
    xml.empty(date(if period.from <= as_of { "2" } else { "1" }, period.from))?;
    xml.empty(date(if over { "4" } else { "3" }, period.to))
}

fn contact<W: Write>(xml: &mut Xml<W>, publisher: &Publisher<'_>) -> io::Result<()> {
    let Contact { department, person, telephone, email, website, address } = &publisher.settings.contact;
    let narrated = |xml: &mut Xml<W>, name: &'static str, text: &str| match text.is_empty() {
        true => Ok(()),
        false => xml.element(tag(name), |xml| narrative(xml, text)),
    };
    let plain = |xml: &mut Xml<W>, name: &'static str, text: &str| match text.is_empty() {
        true => Ok(()),
        false => xml.text(tag(name), text),
    };
    xml.element(tag("contact-info").with("type", "1"), |xml| {
        narrated(xml, "organisation", &publisher.settings.organisation.name)?;
        narrated(xml, "department", department)?;
        narrated(xml, "person-name", person)?;
        plain(xml, "telephone", telephone)?;
        plain(xml, "email", email)?;
        plain(xml, "website", website)?;
        narrated(xml, "mailing-address", address)
    })
}

fn scope(publisher: &Publisher<'_>, key: &Key<'_>) -> &'static str {
    match key.recipient(publisher) {
        Recipient::Country(_) => NATIONAL,
        Recipient::Region { .. } if key.place == publisher.fund().geography.root() => GLOBAL,
        Recipient::Region { .. } => REGIONAL,
    }
}

/// Countries, then regions, with shares that add up to 100 over both.
fn recipients<'a, W: Write>(
    xml: &mut Xml<W>,
    publisher: &Publisher<'a>,
    places: &BTreeMap<&'a GeographyCode, u64>,
) -> io::Result<()> {
    let mut weights: BTreeMap<Recipient<'a>, (u64, &'a GeographyCode)> = BTreeMap::new();
    for (&place, weight) in places {
        let recipient = weights.entry(publisher.recipient(place)).or_insert((0, place));
        recipient.0 = recipient.0.saturating_add(*weight);
    }
    let parts = weights.into_iter().map(|(recipient, (weight, place))| ((recipient, place), weight)).collect();
    for ((recipient, place), share) in percentages(parts) {
        let share = share.unwrap_or_default();
        match recipient {
            Recipient::Country(code) => {
                xml.empty(tag("recipient-country").with("code", code).with("percentage", &share))?;
            }
            Recipient::Region { vocabulary, code } => {
                let region = tag("recipient-region").with("vocabulary", vocabulary).with("code", code);
                xml.element(region.with("percentage", &share), |xml| narrative(xml, publisher.place(place)))?;
            }
        }
    }
    Ok(())
}

/// Sectors, targets, policy markers and what holds for all transactions.
fn classifications<'a, W: Write>(
    xml: &mut Xml<W>,
    publisher: &Publisher<'a>,
    themes: &BTreeMap<&'a ThemeCode, u64>,
) -> io::Result<()> {
    let settings = publisher.settings;
    let mut of_dac: BTreeMap<&str, u64> = BTreeMap::new();
    for (theme, weight) in themes {
        let below = sectors(publisher.fund(), theme);
        let split = apportion(Money::from_minor(i64::try_from(*weight).unwrap_or(i64::MAX)), &vec![1; below.len()]);
        for ((_, sector), part) in below.into_iter().zip(split.unwrap_or_default()) {
            let sum = of_dac.entry(sector.unwrap_or_default()).or_default();
            *sum = sum.saturating_add(part.minor().unsigned_abs());
        }
    }
    let sector = |vocabulary: &str, code: &str, share: Option<String>| {
        let sector = tag("sector").with("vocabulary", vocabulary).with("code", code);
        sector.with("percentage", &share.unwrap_or_default())
    };
    for (code, share) in percentages(of_dac.into_iter().collect()) {
        xml.empty(sector(DAC_LIST, code, share))?;
    }
    for (theme, share) in percentages(themes.iter().map(|(theme, weight)| (*theme, *weight)).collect()) {
        xml.element(sector(OWN_LIST, theme.as_str(), share), |xml| narrative(xml, publisher.theme(theme)))?;
    }
    let of_themes = themes.keys().filter_map(|theme| settings.theme_targets.get(theme.as_str())).flatten();
    let targets: BTreeSet<&String> = settings.sdg_targets.iter().chain(of_themes).collect();
    for target in targets {
        xml.empty(tag("tag").with("vocabulary", "3").with("code", target))?;
    }
    for (marker, significance) in &settings.policy_markers {
        let marker = tag("policy-marker").with("vocabulary", DAC_LIST).with("code", marker);
        xml.empty(marker.with("significance", significance))?;
    }
    for (name, code) in [
        ("collaboration-type", &settings.collaboration_type),
        ("default-flow-type", &settings.flow_type),
        ("default-finance-type", &settings.finance_type),
        ("default-tied-status", &settings.tied_status),
    ] {
        if !code.is_empty() {
            xml.empty(tag(name).with("code", code))?;
        }
    }
    Ok(())
}

/// Allocated money of a year: the original budget, committed.
fn budget<W: Write>(xml: &mut Xml<W>, publisher: &Publisher<'_>, budget: &Budget) -> io::Result<()> {
    xml.element(tag("budget").with("type", "1").with("status", "2"), |xml| {
        iso_date(xml, "period-start", budget.from)?;
        iso_date(xml, "period-end", budget.to)?;
        value(xml, "value", budget.amount, publisher.fund().exponent(), publisher.as_of())
    })
}

/// What is spent, month by month; no day of it lies after the as-of day.
fn spent<'a>(publisher: &Publisher<'a>, child: &Child<'a>) -> Vec<Transaction<'a>> {
    let transaction = |((month, aid), amount): (&(Month, AidTypes<'a>), &Money)| {
        let date = month.last_day().min(publisher.as_of());
        Transaction {
            kind: Kind::Expenditure,
            date,
            valued_on: date,
            amount: *amount,
            description: "",
            reference: "",
            provider: None,
            aid: *aid,
        }
    };
    let spent = child.spent.iter().map(transaction);
    spent.filter(|transaction| !transaction.amount.is_zero()).collect()
}

/// What an amount weighs in shares: nothing below nothing.
fn weight(amount: Money) -> u64 {
    amount.or_zero().minor().unsigned_abs()
}

/// What weighs how much in the pool's shares: what is allocated, else the needs, else all the same.
type Weights<'a> = (BTreeMap<&'a GeographyCode, u64>, BTreeMap<&'a ThemeCode, u64>);

fn weights<'a>(publisher: &Publisher<'a>, children: &[Identified<'_, 'a>]) -> Weights<'a> {
    let (mut places, mut themes): Weights<'a> = Default::default();
    let mut add = |place: &'a GeographyCode, theme: &'a ThemeCode, amount: Money| {
        for sum in [places.entry(place).or_default(), themes.entry(theme).or_default()] {
            *sum = sum.saturating_add(weight(amount));
        }
    };
    for (key, child, _) in children {
        child.themes.iter().for_each(|(&theme, amount)| add(key.place, theme, *amount));
    }
    if children.iter().all(|(_, child, _)| weight(child.allocated()) == 0) {
        publisher.ledger().cells.iter().for_each(|cell| add(&cell.geography, &cell.theme, cell.need));
    }
    if places.is_empty() {
        places.insert(publisher.fund().geography.root(), 1);
        themes.insert(publisher.fund().themes.root(), 1);
    }
    (places, themes)
}
