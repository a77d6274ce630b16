//! From what is typed in `fund.toml` to a [`Fund`]; every problem is collected.

pub(super) mod input;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::geography::{Area, Region};
use crate::domain::number;
use crate::domain::text::visible;
use crate::domain::{
    Currency, Geography, GeographyCode, Language, Money, Names, Percent, Period, Target, ThemeCode, Themes,
};

use super::ConfigProblem;
use super::approver;
use super::fund::{
    AllocationGroup, AllocationPolicy, Charges, Fund, FundAmendment, People, Plausibility, Programme, Spread,
};
use super::ledger::RawLedger;
use super::raw::{
    Figure, Raw, RawFundAmendment, RawGeography, RawGroup, RawPillar, RawPlausibility, RawProgramme, RawTheme,
};
use super::reports::Reports;

/// Collects problems while values are resolved; a value that cannot stand is replaced by a harmless one, and the fund
/// is not handed out.
struct Collector {
    problems: Vec<ConfigProblem>,
    base_currency: Currency,
    exponent: u32,
}

/// The fund of settings; `spread` is how it spreads agreements where they do not say.
pub(super) fn fund(raw: Raw, spread: Spread) -> Result<Fund, Vec<ConfigProblem>> {
    let mut collector = Collector::new();
    let currency = collector.currency(&raw.fund.base_currency);
    let geography = collector.geography(raw.geography);
    let (themes, sectors) = collector.themes(raw.pillars, raw.themes);
    let groups = raw.allocation.groups.into_iter();
    let groups = groups.map(|group| collector.group(group, &geography, &themes)).collect();
    let period = collector.period(&raw.fund.period);
    collector.text("fund.name", &raw.fund.name);
    collector.texts("fund.names", &raw.fund.names);
    collector.text("fund.code", &raw.fund.code);
    raw.fund.note.lines().for_each(|line| collector.text("fund.note", line));
    collector.texts("fund.notes", &raw.fund.notes);
    let fund = Fund {
        period,
        amendments: collector.amendments(raw.fund.amendments, period),
        name: raw.fund.name,
        names: raw.fund.names,
        code: raw.fund.code,
        base_currency: currency,
        illustrative: raw.fund.illustrative,
        note: raw.fund.note,
        notes: raw.fund.notes,
        email: raw.fund.email,
        default_language: collector.language(raw.fund.default_language),
        programme: collector.programme(raw.programme),
        charges: Charges {
            administrative_fee: collector.charge("charges.administrative_fee", raw.charges.administrative_fee),
            support_cost: collector.charge("charges.support_cost", raw.charges.support_cost),
            levy: collector.charge("charges.levy", raw.charges.levy),
        },
        plausibility: collector.plausibility(raw.plausibility),
        support_cost: raw.money.support_cost,
        interest: raw.money.interest,
        pledge_weight: collector.percent("gap.pledge_weight", raw.gap.pledge_weight),
        pipeline_weight: collector.percent("gap.pipeline_weight", raw.gap.pipeline_weight),
        allocation: AllocationPolicy {
            country_share: raw
                .allocation
                .country_share
                .map(|text| collector.percent("allocation.country_share", Some(text))),
            mode: raw.allocation.mode,
            spread: raw.allocation.spread.unwrap_or(spread),
            minimum: raw
                .allocation
                .minimum
                .map_or(Money::ZERO, |minimum| collector.figure("allocation.minimum", &minimum)),
            expiry_notice_days: raw.allocation.expiry_notice_days.unwrap_or(180),
            groups,
        },
        geography,
        themes,
        sectors,
        inputs: raw.inputs.into_iter().map(|input| collector.input(input)).collect(),
        batch: raw.batch,
        approvers: raw.approvers,
        iati: raw.iati,
        reports: collector.reports(raw.reports),
        limits: raw.limits,
    };
    // Where the ledger is decides no figure, so that a fund does not know it.
    if let Some(Err(problems)) = raw.ledger.map(RawLedger::server) {
        collector.problems.extend(problems);
    }
    collector.problems.extend(approver::problems(&fund.approvers));
    if collector.problems.is_empty() { Ok(fund) } else { Err(collector.problems) }
}

impl Collector {
    fn new() -> Self {
        Self { problems: Vec::new(), base_currency: Currency::USD, exponent: 2 }
    }

    fn problem(&mut self, key: &str, found: impl Into<String>, expected: &str, fix: &str) {
        self.problems.push(ConfigProblem {
            key: key.to_owned(),
            found: found.into(),
            expected: expected.to_owned(),
            fix: fix.to_owned(),
        });
    }

    /// Refuses a text with control characters: no report can show them.
    fn text(&mut self, key: &str, text: &str) {
        if text.chars().any(char::is_control) {
            self.problem(key, visible(text), "a text of one line without control characters", "Delete them.");
        }
    }

    fn texts(&mut self, key: &str, names: &Names) {
        names.iter().for_each(|(_, name)| self.text(key, name));
    }

    fn reports(&mut self, reports: Reports) -> Reports {
        let Reports { certifier, certifier_title, contact, account, disclaimer, logo, .. } = &reports;
        let Reports { certifier_titles, contacts, disclaimers, .. } = &reports;
        self.texts("reports.certifier_titles", certifier_titles);
        self.texts("reports.contacts", contacts);
        self.texts("reports.disclaimers", disclaimers);
        let texts = [
            ("reports.certifier", certifier),
            ("reports.certifier_title", certifier_title),
            ("reports.contact", contact),
            ("reports.account", account),
            ("reports.disclaimer", disclaimer),
            ("reports.logo", logo),
        ];
        for (key, text) in texts {
            text.iter().for_each(|text| self.text(key, text));
        }
        reports
    }

    fn currency(&mut self, text: &str) -> Currency {
        if let Some(currency) = Currency::parse(text) {
            (self.base_currency, self.exponent) = (currency, currency.minor_units());
            return currency;
        }
        self.problem("fund.base_currency", text, "a code of ISO 4217", "Write for example \"USD\".");
        Currency::USD
    }

    fn period(&mut self, text: &str) -> Period {
        Period::parse(text).unwrap_or_else(|| {
            let fix = "Write for example \"2021-2025\", or \"2025-06-01 to 2028-12-31\".";
            self.problem("fund.period", text, "years, or a first and a last day", fix);
            Period { from: chrono::NaiveDate::MIN, to: chrono::NaiveDate::MAX }
        })
    }

    /// Changes of the fund's last day, in the order in which they take effect.
    fn amendments(&mut self, raw: Vec<RawFundAmendment>, period: Period) -> Vec<FundAmendment> {
        let mut amendments = Vec::with_capacity(raw.len());
        for amendment in raw {
            let (effective_on, to) = (self.day("effective", &amendment.effective), self.day("to", &amendment.to));
            let (Some(effective_on), Some(to)) = (effective_on, to) else { continue };
            if to < period.from {
                let expected = format!("a day on or after {}, when the fund begins", period.from);
                self.problem("fund.amendment.to", amendment.to, &expected, "Correct the day.");
            }
            amendments.push(FundAmendment { effective_on, to });
        }
        amendments.sort_by_key(|amendment| amendment.effective_on);
        for pair in amendments.windows(2) {
            if let [one, other] = pair
                && one.effective_on == other.effective_on
            {
                let found = format!("two that take effect on {}", one.effective_on);
                self.problem("fund.amendment.effective", found, "one amendment for a day", "Delete one of the two.");
            }
        }
        amendments
    }

    fn plausibility(&mut self, raw: RawPlausibility) -> Plausibility {
        let usual = Plausibility::default();
        let tolerance = raw.booked_tolerance;
        Plausibility {
            booked_tolerance: match tolerance {
                Some(text) => self.percent("plausibility.booked_tolerance", Some(text)),
                None => usual.booked_tolerance,
            },
            stale_rate_days: raw.stale_rate_days.unwrap_or(usual.stale_rate_days),
        }
    }

    fn day(&mut self, key: &str, text: &str) -> Option<NaiveDate> {
        let day = text.parse().ok();
        if day.is_none() {
            let key = format!("fund.amendment.{key}");
            self.problem(&key, text, "a day", "Write for example \"2026-12-31\".");
        }
        day
    }

    fn language(&mut self, text: Option<String>) -> Language {
        let Some(text) = text else { return Language::English };
        Language::of_code(&text).unwrap_or_else(|| {
            let expected = format!("one of: {}", Language::CODES.join(", "));
            self.problem("fund.default_language", text, &expected, "Choose one of these.");
            Language::English
        })
    }

    /// A share that is taken out. A 1 without a sign is 100%, and whoever types it means 1%.
    fn charge(&mut self, key: &str, text: Option<String>) -> Percent {
        let read = self.percent(key, text.clone());
        if let Some(text) = text.filter(|text| read == Percent::WHOLE && !text.contains('%')) {
            self.problem(key, text, "a share with its sign", "Write 1% or 100%, whichever is meant.");
        }
        read
    }

    fn percent(&mut self, key: &str, text: Option<String>) -> Percent {
        let Some(text) = text else { return Percent::ZERO };
        Percent::parse(&text).unwrap_or_else(|| {
            self.problem(key, text, "a share from 0% to 100%", "Write for example \"1%\".");
            Percent::ZERO
        })
    }

    fn figure(&mut self, key: &str, figure: &Figure) -> Money {
        let decimal = match figure {
            Figure::Whole(number) => Some(Decimal::from(*number)),
            Figure::Text(text) => self.typed(text),
        };
        let money = decimal.and_then(|amount| {
            let money = Money::from_decimal(amount, self.exponent)?;
            (money.to_decimal(self.exponent) == amount && !money.is_negative()).then_some(money)
        });
        money.unwrap_or_else(|| {
            let found = match figure {
                Figure::Whole(number) => number.to_string(),
                Figure::Text(text) => text.clone(),
            };
            let expected = "an amount in base currency that can be read in one way only";
            self.problem(key, found, expected, "Write it without marks between thousands, for example \"160000000\".");
            Money::ZERO
        })
    }

    /// A number as people type it, by the rules of the sheets; its currency, if it names one, is the base currency.
    fn typed(&self, text: &str) -> Option<Decimal> {
        let number = number::typed(text, None).ok().filter(|number| !number.percent)?;
        let ours = number.currency.is_none_or(|currency| currency == self.base_currency);
        ours.then_some(number.value)
    }

    fn programme(&mut self, raw: RawProgramme) -> Programme {
        let unread = self.problems.len();
        let programme = Programme {
            budget: self.figure("programme.budget", &raw.budget),
            own_resources: self.figure("programme.own_resources", &raw.own_resources),
            ongoing_projects: self.figure("programme.ongoing_projects", &raw.ongoing_projects),
            gap: self.figure("programme.gap", &raw.gap),
            people: raw.people.map(|people| People {
                legal: people.legal,
                effective: people.effective,
                adequacy: people.adequacy,
            }),
        };
        // A figure that cannot be read is told of by itself: nothing follows from the others then.
        if self.problems.len() > unread {
            return programme;
        }
        let tied = programme.budget - programme.own_resources - programme.ongoing_projects;
        if tied != programme.gap {
            let expected = format!("{} (budget - own resources - ongoing projects)", tied.format(self.exponent));
            let found = programme.gap.format(self.exponent);
            self.problem("programme.gap", found, &expected, "Correct the figure that is wrong; the four must tie.");
        }
        programme
    }

    fn geography(&mut self, raw: RawGeography) -> Geography {
        let regions: Vec<Region> = raw
            .regions
            .into_iter()
            .map(|region| {
                self.text("geography.region", &region.name);
                region.names.values().for_each(|name| self.text("geography.region", name));
                let (names, also) = by_language(region.names);
                let countries = region.countries.iter().map(|code| GeographyCode::new(code)).collect();
                Region { code: GeographyCode::new(&region.code), name: region.name, names, also, countries }
            })
            .collect();
        let areas: Vec<Area> = raw
            .areas
            .into_iter()
            .map(|area| {
                self.text("geography.area", &area.name);
                area.names.values().for_each(|name| self.text("geography.area", name));
                let (names, also) = by_language(area.names);
                let (code, parent) = (GeographyCode::new(&area.code), GeographyCode::new(&area.parent));
                Area { code, name: area.name, names, also, parent, country: area.country }
            })
            .collect();
        Geography::new(&regions, &areas).unwrap_or_else(|error| {
            let expected = "regions of ISO alpha-3 countries, each in one region, and areas below a known place";
            self.problem("geography", error.to_string(), expected, "Correct the code that is named.");
            Geography::empty()
        })
    }

    fn themes(&mut self, pillars: Vec<RawPillar>, themes: Vec<RawTheme>) -> (Themes, BTreeMap<ThemeCode, String>) {
        let mut tree = Themes::new();
        let mut sectors = BTreeMap::new();
        let root = ThemeCode::new("ALL");
        let pillars = pillars.into_iter().map(|pillar| (pillar.code, None, pillar.name, pillar.names, None));
        let leaves = themes.into_iter().map(|theme| (theme.code, theme.pillar, theme.name, theme.names, theme.sector));
        for (code, pillar, name, names, sector) in pillars.chain(leaves) {
            let code = ThemeCode::new(&code);
            let parent = pillar.map_or_else(|| root.clone(), |pillar| ThemeCode::new(&pillar));
            self.text("theme", &name);
            names.values().for_each(|name| self.text("theme", name));
            let (names, also) = by_language(names);
            if let Err(error) = tree.tree_mut().add(code.clone(), &parent, &name, names, also) {
                self.problem(
                    "theme",
                    error.to_string(),
                    "codes of their own below a known pillar",
                    "Correct the code.",
                );
            }
            if let Some(sector) = sector {
                sectors.insert(code, sector);
            }
        }
        self.names(&tree);
        (tree, sectors)
    }

    /// Names of themes are headings of columns, and what sheets call them by: two of them are never the same.
    fn names(&mut self, tree: &Themes) {
        let mut twice = BTreeSet::new();
        for node in tree.nodes().iter().filter(|node| node.parent.is_some()) {
            for &language in Language::ALL {
                let name = tree.name(&node.code, language);
                if name.trim().is_empty() || name.trim().eq_ignore_ascii_case(TOTAL) {
                    let found = format!("{} is called {name:?}", node.code);
                    twice.insert(found);
                }
            }
        }
        for &language in Language::ALL {
            let mut called: BTreeMap<(Option<usize>, String), &ThemeCode> = BTreeMap::new();
            for node in tree.nodes() {
                // A pillar may be called as its only theme is.
                let level = node.parent.and_then(|parent| tree.nodes()[parent].parent).map(|_| 0);
                let name = tree.name(&node.code, language);
                if let Some(other) = called.insert((level, name.to_lowercase()), &node.code) {
                    twice.insert(format!("{other} and {} are both called {name:?}", node.code));
                }
            }
        }
        for found in twice {
            self.problem("theme", found, "names that tell themes apart", "Change one of the names.");
        }
    }

    fn group(&mut self, raw: RawGroup, geography: &Geography, themes: &Themes) -> AllocationGroup {
        self.text("allocation.group", &raw.name);
        let key = format!("allocation.group {:?}", raw.name);
        let places = or_root(raw.scope, "WORLD");
        let topics = or_root(raw.themes, "ALL");
        let mut scope = Vec::new();
        for place in &places {
            for topic in &topics {
                let target = Target { geography: GeographyCode::new(place), theme: ThemeCode::new(topic) };
                if geography.get(&target.geography).is_none() {
                    self.problem(&key, place, "a place of the fund's geography", "Use a code such as AFRICA or MWI.");
                }
                if themes.get(&target.theme).is_none() {
                    self.problem(&key, topic, "a theme or pillar of the fund", "Use a code that a [[theme]] has.");
                }
                scope.push(target);
            }
        }
        AllocationGroup {
            name: raw.name,
            scope,
            cap: raw.cap.map(|cap| self.figure(&format!("{key} cap"), &cap)),
            floor: raw.floor.map_or(Money::ZERO, |floor| self.figure(&format!("{key} floor"), &floor)),
        }
    }
}

/// What the last column of a table is called in every language: no theme may be called the same.
const TOTAL: &str = "total";

/// Names in the languages of reports, and those in other languages, which are read where they stand in the inputs.
fn by_language(names: BTreeMap<String, String>) -> (BTreeMap<Language, String>, Vec<String>) {
    let (mut known, mut also) = (BTreeMap::new(), Vec::new());
    for (code, name) in names {
        match Language::of_code(&code) {
            Some(language) => {
                known.insert(language, name);
            }
            None => also.push(name),
        }
    }
    (known, also)
}

fn or_root(codes: Vec<String>, root: &str) -> Vec<String> {
    if codes.is_empty() { vec![root.to_owned()] } else { codes }
}
