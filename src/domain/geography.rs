//! Places as a tree: world > region > sub-region > country, from ISO 3166 and UN M49. A fund's own regions add to those: a
//! country in one lies in the fund's region and, besides, where UN M49 has it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Deref;

use super::code::GeographyCode;
use super::language::Language;
use super::text::comparable;
use super::tree::{Tree, TreeError};

/// Countries with their UN M49 regions and names. Sources: datasets/country-codes (PDDL; ISO 3166, UN M49, UNTERM
/// names in six languages) and Unicode CLDR (names of Portugal, but for those of the United Nations).
const COUNTRIES: &str = include_str!("data/countries.tsv");
/// The world, its regions and sub-regions. Sources: UN M49 and Unicode CLDR (Portuguese names).
const REGIONS: &str = include_str!("data/regions.tsv");
/// The code of the world in M49.
const WORLD: &str = "001";

/// Where the reference data holds names in a language, among its names. Behind them are names that are only read:
/// Russian, Arabic, Chinese, official and usual ones.
const fn name_field(language: Language) -> usize {
    match language {
        Language::English => 0,
        Language::French => 1,
        Language::Spanish => 2,
        Language::Portuguese => 3,
    }
}

/// One country of the reference data.
struct Country<'a> {
    alpha3: &'a str,
    alpha2: &'a str,
    m49: &'a str,
    region: &'a str,
    subregion: &'a str,
    names: BTreeMap<Language, String>,
    also: Vec<String>,
}

/// A region of the fund's own, with the countries in it.
#[derive(Clone, Debug)]
pub struct Region {
    /// Its code.
    pub code: GeographyCode,
    /// Its English name.
    pub name: String,
    /// Its names in the languages of reports.
    pub names: BTreeMap<Language, String>,
    /// Other names of it.
    pub also: Vec<String>,
    /// The alpha-3 codes of its countries.
    pub countries: Vec<GeographyCode>,
}

/// A place that is no country of ISO 3166, such as a cross-border operation.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its code.
    pub code: GeographyCode,
    /// Its English name.
    pub name: String,
    /// Its names in the languages of reports.
    pub names: BTreeMap<Language, String>,
    /// Other names of it.
    pub also: Vec<String>,
    /// Where it hangs in the tree.
    pub parent: GeographyCode,
    /// Whether its cells count as country cells.
    pub country: bool,
}

/// The tree of places, and which of them are countries.
#[derive(Clone, Debug)]
pub struct Geography {
    tree: Tree<GeographyCode>,
    countries: BTreeSet<GeographyCode>,
    /// What the fund's own regions are called, in the form for comparing: these names are theirs alone.
    own_names: BTreeSet<String>,
}

impl Geography {
    /// The tree with the fund's own regions and areas. A country in one of its regions stands below that one, and lies besides in
    /// its region of UN M49; every other country stands below its region of UN M49. A region of UN M49 that is called as one of
    /// the fund's own has the source in its name.
    ///
    /// # Errors
    /// When a code stands twice, a country is in two regions or unknown, or an area's parent is unknown.
    pub fn new(regions: &[Region], areas: &[Area]) -> Result<Self, TreeError> {
        let mut geography = Self::empty();
        let mut home: BTreeMap<&str, &GeographyCode> = BTreeMap::new();
        for region in regions {
            geography.tree.add(
                region.code.clone(),
                &GeographyCode::new("WORLD"),
                &region.name,
                region.names.clone(),
                region.also.clone(),
            )?;
            let names = region.names.values().chain(&region.also).chain([&region.name]);
            geography.own_names.extend(names.map(|name| comparable(name)));
            for country in &region.countries {
                if home.insert(country.as_str(), &region.code).is_some() {
                    return Err(TreeError::Twice(country.to_string()));
                }
            }
        }
        for country in reference() {
            let code = GeographyCode::new(country.alpha3);
            let m49 = geography.m49_parent(&country)?;
            let own = home.remove(country.alpha3);
            geography.add_country(country, own.unwrap_or(&m49))?;
            if own.is_some() {
                geography.tree.also_in(&code, &m49)?;
            }
        }
        if let Some((country, region)) = home.into_iter().next() {
            return Err(TreeError::NoParent { child: region.to_string(), parent: country.to_owned() });
        }
        for area in areas {
            geography.tree.add(area.code.clone(), &area.parent, &area.name, area.names.clone(), area.also.clone())?;
            if area.country {
                geography.countries.insert(area.code.clone());
            }
        }
        Ok(geography)
    }

    /// The world and nothing below it.
    pub fn empty() -> Self {
        let (names, _) = region_names(WORLD);
        Self {
            tree: Tree::new(GeographyCode::new("WORLD"), english(&names), names.clone()),
            countries: BTreeSet::new(),
            own_names: BTreeSet::new(),
        }
    }

    /// The node of UN M49 that a country lies in, which is added where it is not there yet.
    fn m49_parent(&mut self, country: &Country<'_>) -> Result<GeographyCode, TreeError> {
        let mut parent = GeographyCode::new("WORLD");
        for m49 in [country.region, country.subregion] {
            if m49.is_empty() {
                continue;
            }
            let code = GeographyCode::new(m49);
            if self.tree.get(&code).is_none() {
                let (names, also) = self.told_apart(region_names(m49));
                self.tree.add(code.clone(), &parent, english(&names), names.clone(), also)?;
            }
            parent = code;
        }
        Ok(parent)
    }

    /// The names of a region of UN M49, told apart from those of the fund's own regions.
    fn told_apart(&self, (names, also): Called) -> Called {
        let is_own = |name: &str| self.own_names.contains(&comparable(name));
        let apart = |name: String| if is_own(&name) { format!("{name} (UN M49)") } else { name };
        let names = names.into_iter().map(|(language, name)| (language, apart(name)));
        (names.collect(), also.into_iter().filter(|name| !is_own(name)).collect())
    }

    fn add_country(&mut self, country: Country<'_>, parent: &GeographyCode) -> Result<(), TreeError> {
        let code = GeographyCode::new(country.alpha3);
        let mut also = country.also;
        also.extend([country.alpha2.to_owned(), country.m49.to_owned()]);
        self.countries.insert(code.clone());
        self.tree.add(code, parent, english(&country.names), country.names.clone(), also)
    }

    /// Whether cells of this place are country cells.
    pub fn is_country(&self, code: &GeographyCode) -> bool {
        self.countries.contains(code)
    }

    /// The region of a place: the node just below the world on its path, or the world itself.
    pub fn region<'a>(&'a self, code: &'a GeographyCode) -> &'a GeographyCode {
        let path = self.tree.path(code);
        path.iter().rev().nth(1).or_else(|| path.last()).copied().unwrap_or(code)
    }
}

impl Deref for Geography {
    type Target = Tree<GeographyCode>;
    fn deref(&self) -> &Self::Target {
        &self.tree
    }
}

impl AsRef<str> for GeographyCode {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// The alpha-2 codes of the countries of ISO 3166 by their alpha-3 codes.
pub fn alpha2_codes() -> BTreeMap<GeographyCode, &'static str> {
    reference().map(|country| (GeographyCode::new(country.alpha3), country.alpha2)).collect()
}

/// The rows of the reference data. Fields are separated by tabs.
fn reference() -> impl Iterator<Item = Country<'static>> {
    COUNTRIES.lines().skip(1).filter_map(|line| {
        let field: Vec<&str> = line.split('\t').collect();
        let [alpha3, alpha2, m49, region, subregion, rest @ ..] = field.as_slice() else {
            return None;
        };
        let (names, also) = in_languages(rest);
        Some(Country { alpha3, alpha2, m49, region, subregion, names, also })
    })
}

/// Names in the languages of reports, and other names.
type Called = (BTreeMap<Language, String>, Vec<String>);

/// The names of a region of M49.
fn region_names(m49: &str) -> Called {
    let mut regions = REGIONS.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    match regions.find(|fields| fields.first() == Some(&m49)).as_deref() {
        Some([_, names @ ..]) => in_languages(names),
        Some([]) | None => Called::default(),
    }
}

/// Names by language, and those behind them, in the order of the data.
fn in_languages(fields: &[&str]) -> Called {
    let known = |name: &&str| !name.is_empty();
    let name = |language: &Language| {
        let name = fields.get(name_field(*language)).filter(|name| known(name))?;
        Some((*language, (*name).to_owned()))
    };
    let also = fields.iter().skip(Language::ALL.len()).filter(|name| known(name));
    (Language::ALL.iter().filter_map(name).collect(), also.map(|name| (*name).to_owned()).collect())
}

fn english(names: &BTreeMap<Language, String>) -> &str {
    names.get(&Language::English).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_data_is_whole() {
        assert_eq!(reference().count(), 249);
        assert_eq!(alpha2_codes().get(&GeographyCode::new("MWI")), Some(&"MW"));
        let geography = Geography::new(&[], &[]).unwrap();
        let malawi = GeographyCode::new("MWI");
        let path: Vec<&str> = geography.path(&malawi).iter().map(|code| code.as_str()).collect();
        assert_eq!(path, ["MWI", "202", "002", "WORLD"]);
        assert_eq!(geography.name(&GeographyCode::new("CIV"), Language::Portuguese), "Costa do Marfim");
        assert_eq!(geography.called("COTE D'IVOIRE")[0].code.as_str(), "CIV");
        assert_eq!(geography.called("Кот-д'Ивуар")[0].code.as_str(), "CIV");
        assert!(geography.called("Atlantis").is_empty());
        for node in geography.nodes().iter().filter(|node| !geography.is_country(&node.code)) {
            assert!(!node.name.is_empty() && node.names.len() == Language::ALL.len(), "{} has all names", node.code);
        }
        assert_eq!(geography.name(geography.root(), Language::French), "Monde");
        assert_eq!(geography.name(&GeographyCode::new("202"), Language::Portuguese), "África Subsariana");
    }

    #[test]
    fn a_fund_may_have_regions_of_its_own() {
        let region = Region {
            code: GeographyCode::new("ARAB"),
            name: "Arab States".into(),
            names: BTreeMap::new(),
            also: vec![],
            countries: vec![GeographyCode::new("JOR")],
        };
        let geography = Geography::new(std::slice::from_ref(&region), &[]).unwrap();
        assert_eq!(geography.region(&GeographyCode::new("JOR")).as_str(), "ARAB");
        assert!(Geography::new(&[region.clone(), region], &[]).is_err());
    }

    #[test]
    fn regions_of_its_own_add_to_those_of_the_united_nations() {
        let code = GeographyCode::new;
        let region = |name: &str, of: &[&str]| Region {
            code: code(&name.to_uppercase()),
            name: name.into(),
            names: BTreeMap::from([(Language::French, "Afrique".to_owned())]),
            also: vec![],
            countries: of.iter().map(|country| code(country)).collect(),
        };
        let own = [region("Africa", &["MLI", "MAR"])];
        let border = Area {
            code: code("X-B"),
            name: "Border".into(),
            names: BTreeMap::new(),
            also: vec![],
            parent: code("202"),
            country: false,
        };
        let lands = [border];
        let geography = Geography::new(&own, &lands).unwrap();
        let (mali, morocco, benin) = (code("MLI"), code("MAR"), code("BEN"));
        // In the fund's region, and below or above the Sahara in the United Nations' Africa.
        for (above, below, holds) in [
            ("AFRICA", &mali, true),
            ("AFRICA", &morocco, true),
            ("AFRICA", &benin, false),
            ("202", &mali, true),
            ("015", &morocco, true),
            ("015", &mali, false),
            ("002", &morocco, true),
            ("002", &benin, true),
            ("019", &mali, false),
            ("WORLD", &mali, true),
        ] {
            assert_eq!(geography.covers(&code(above), below), holds, "{below} in {above}");
        }
        assert_eq!(geography.region(&mali).as_str(), "AFRICA");
        assert_eq!(geography.region(&benin).as_str(), "002", "in none of the fund's own: that of the United Nations");
        // The fund's own name means the fund's own region; the other one says whose it is.
        let called =
            |name: &str| -> Vec<&str> { geography.called(name).iter().map(|node| node.code.as_str()).collect() };
        assert_eq!((called("Africa"), called("Afrique")), (vec!["AFRICA"], vec!["AFRICA"]));
        assert_eq!((called("Africa (UN M49)"), called("002")), (vec!["002"], vec!["002"]));
        assert_eq!(geography.name(&code("002"), Language::French), "Afrique (UN M49)");
        assert_eq!(geography.name(&code("142"), Language::English), "Asia");
        // Every node stands behind those that it lies in, and what lies in two regions is told both.
        let above: Vec<&str> = geography.all_above(&mali).iter().map(|code| code.as_str()).collect();
        assert_eq!(above, ["MLI", "AFRICA", "202", "WORLD", "002"]);
    }
}
