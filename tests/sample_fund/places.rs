//! Regions, countries, pillars and themes of the sample fund.

/// A region: code, names in English, French, Spanish and Portuguese, and its countries.
pub struct Region {
    /// Its code.
    pub code: &'static str,
    /// Names: en, fr, es, pt.
    pub names: [&'static str; 4],
    /// Countries: ISO code, English name, size (1 small to 5 large).
    pub countries: &'static [(&'static str, &'static str, i64)],
}

/// A theme.
pub struct Theme {
    /// Its code.
    pub code: &'static str,
    /// Its pillar.
    pub pillar: &'static str,
    /// Its OECD DAC sector.
    pub sector: &'static str,
    /// Names: en, fr, es, pt.
    pub names: [&'static str; 4],
    /// How much of the money it takes, beside the others.
    pub weight: i64,
}

/// The regions with their 50 countries and territories.
pub const REGIONS: &[Region] = &[
    Region {
        code: "AFRICA",
        names: ["Africa", "Afrique", "África", "África"],
        countries: &[
            ("AGO", "Angola", 3),
            ("BFA", "Burkina Faso", 3),
            ("CPV", "Cabo Verde", 2),
            ("CMR", "Cameroon", 2),
            ("TCD", "Chad", 2),
            ("CIV", "Côte d’Ivoire", 3),
            ("ETH", "Ethiopia", 5),
            ("GHA", "Ghana", 3),
            ("GNB", "Guinea-Bissau", 1),
            ("KEN", "Kenya", 4),
            ("MDG", "Madagascar", 3),
            ("MWI", "Malawi", 4),
            ("MOZ", "Mozambique", 5),
            ("NER", "Niger", 2),
            ("NGA", "Nigeria", 4),
            ("RWA", "Rwanda", 2),
            ("STP", "Sao Tome and Principe", 1),
            ("SEN", "Senegal", 4),
            ("TZA", "United Republic of Tanzania", 4),
            ("TGO", "Togo", 3),
            ("UGA", "Uganda", 4),
            ("ZMB", "Zambia", 4),
        ],
    },
    Region {
        code: "AMERICAS",
        names: ["Americas", "Amériques", "Américas", "Américas"],
        countries: &[
            ("BRB", "Barbados", 1),
            ("COL", "Colombia", 3),
            ("DMA", "Dominica", 1),
            ("ECU", "Ecuador", 3),
            ("GTM", "Guatemala", 2),
            ("PRY", "Paraguay", 3),
            ("PER", "Peru", 3),
        ],
    },
    Region {
        code: "ARAB",
        names: ["Arab States", "États arabes", "Estados Árabes", "Estados Árabes"],
        countries: &[("IRQ", "Iraq", 3), ("JOR", "Jordan", 4), ("LBN", "Lebanon", 3), ("PSE", "State of Palestine", 2)],
    },
    Region {
        code: "ASIAPAC",
        names: ["Asia and the Pacific", "Asie et Pacifique", "Asia y el Pacífico", "Ásia e Pacífico"],
        countries: &[
            ("BGD", "Bangladesh", 5),
            ("KHM", "Cambodia", 4),
            ("IND", "India", 4),
            ("IDN", "Indonesia", 3),
            ("LAO", "Lao People's Democratic Republic", 3),
            ("MNG", "Mongolia", 2),
            ("MMR", "Myanmar", 3),
            ("NPL", "Nepal", 4),
            ("PAK", "Pakistan", 4),
            ("PHL", "Philippines", 3),
            ("LKA", "Sri Lanka", 3),
            ("THA", "Thailand", 2),
            ("TLS", "Timor-Leste", 3),
            ("VNM", "Viet Nam", 5),
        ],
    },
    Region {
        code: "EUROPECA",
        names: ["Europe and Central Asia", "Europe et Asie centrale", "Europa y Asia Central", "Europa e Ásia Central"],
        countries: &[("KGZ", "Kyrgyzstan", 3), ("TJK", "Tajikistan", 3), ("UZB", "Uzbekistan", 3)],
    },
];

/// The pillars: code and names.
pub const PILLARS: &[(&str, [&str; 4])] = &[
    ("P1", ["In-country support", "Appui aux pays", "Apoyo a los países", "Apoio aos países"]),
    (
        "P2",
        [
            "Cross-country thematic advice (Technical Support Facility)",
            "Conseil thématique transversal (Facilité d’appui technique)",
            "Asesoramiento temático transversal (Mecanismo de apoyo técnico)",
            "Aconselhamento temático transversal (Mecanismo de apoio técnico)",
        ],
    ),
    ("P3", ["Partnerships", "Partenariats", "Alianzas", "Parcerias"]),
];

const fn theme(
    code: &'static str,
    pillar: &'static str,
    sector: &'static str,
    weight: i64,
    names: [&'static str; 4],
) -> Theme {
    Theme { code, pillar, sector, names, weight }
}

/// The 16 themes.
#[rustfmt::skip]
pub const THEMES: &[Theme] = &[
    theme("T01", "P1", "16010", 16, ["Social health protection", "Protection sociale de la santé", "Protección social de la salud", "Proteção social na saúde"]),
    theme("T02", "P1", "16010", 14, ["Workers in the informal economy", "Travailleurs de l’économie informelle", "Trabajadores de la economía informal", "Trabalhadores da economia informal"]),
    theme("T03", "P1", "16011", 8, ["Old-age pensions", "Pensions de vieillesse", "Pensiones de vejez", "Pensões de velhice"]),
    theme("T04", "P1", "16015", 7, ["Disability", "Handicap", "Discapacidad", "Deficiência"]),
    theme("T05", "P1", "16010", 8, ["Maternity and parental benefits", "Prestations de maternité et parentales", "Prestaciones de maternidad y parentales", "Prestações de maternidade e parentais"]),
    theme("T06", "P1", "16010", 9, ["Children and families", "Enfants et familles", "Niñez y familias", "Crianças e famílias"]),
    theme("T07", "P1", "16012", 7, ["Unemployment protection", "Protection contre le chômage", "Protección por desempleo", "Proteção no desemprego"]),
    theme("T08", "P1", "16010", 7, ["Employment injury", "Accidents du travail", "Accidentes del trabajo", "Acidentes de trabalho"]),
    theme("T09", "P1", "16010", 9, ["Migrants, refugees and displaced people", "Migrants, réfugiés et personnes déplacées", "Migrantes, refugiados y desplazados", "Migrantes, refugiados e deslocados"]),
    theme("T10", "P2", "16010", 10, ["Financing and public finance management", "Financement et gestion des finances publiques", "Financiación y gestión de las finanzas públicas", "Financiamento e gestão das finanças públicas"]),
    theme("T11", "P2", "16010", 5, ["Actuarial valuation", "Évaluation actuarielle", "Valuación actuarial", "Avaliação atuarial"]),
    theme("T12", "P2", "16010", 6, ["Legal frameworks and international standards", "Cadres juridiques et normes internationales", "Marcos jurídicos y normas internacionales", "Quadros jurídicos e normas internacionais"]),
    theme("T13", "P2", "16010", 9, ["Digital systems and registries", "Systèmes numériques et registres", "Sistemas digitales y registros", "Sistemas digitais e registos"]),
    theme("T14", "P1", "16010", 10, ["Adaptive protection, climate and fragile contexts", "Protection adaptative, climat et contextes fragiles", "Protección adaptativa, clima y contextos frágiles", "Proteção adaptativa, clima e contextos frágeis"]),
    theme("T15", "P3", "16020", 5, ["Social dialogue and governance", "Dialogue social et gouvernance", "Diálogo social y gobernanza", "Diálogo social e governação"]),
    theme("T16", "P3", "16010", 5, ["Statistics, monitoring and results", "Statistiques, suivi et résultats", "Estadísticas, seguimiento y resultados", "Estatísticas, monitorização e resultados"]),
];

/// The English name of a place by its code.
pub fn place_name(code: &str) -> &'static str {
    let countries = REGIONS.iter().flat_map(|region| region.countries);
    let country = countries.filter(|(known, ..)| *known == code).map(|(_, name, _)| *name).next();
    let region = || REGIONS.iter().find(|region| region.code == code).map(|region| region.names[0]);
    country.or_else(region).unwrap_or("World")
}

/// The region of a country; the place itself when it is none.
pub fn region_of(code: &str) -> &str {
    let region = REGIONS.iter().find(|region| region.countries.iter().any(|(known, ..)| *known == code));
    region.map_or(code, |region| region.code)
}

/// Whether a code is a country's.
pub fn is_country(code: &str) -> bool {
    region_of(code) != code
}

/// A theme by its code.
pub fn theme_of(code: &str) -> Option<&'static Theme> {
    THEMES.iter().find(|theme| theme.code == code)
}

/// The English name of a theme by its code.
pub fn theme_name(code: &str) -> &'static str {
    theme_of(code).map_or("", |theme| theme.names[0])
}
