//! Donors of the sample fund, and the other names under which they are known.

use chrono::NaiveDate;

use super::book::{Entry, text};

/// Code, name as on the sheet, type, country, language, desk.
type Donor = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// The donors, in the order of the sheet.
#[rustfmt::skip]
pub const DONORS: &[Donor] = &[
    ("BEL", "Belgium 1/", "government", "Belgium", "fr", "Development cooperation desk"),
    ("LUX", "Luxembourg*", "government", "Luxembourg", "fr", "Cooperation desk"),
    ("PRT", "Portugal", "government", "Portugal", "pt", "ACTION/Portugal desk"),
    ("DEU", "Germany (Federal Ministry for Economic Cooperation and Development)", "government", "Germany", "en", "Social protection division"),
    ("CHE", "Switzerland (Swiss Agency for Development and Cooperation)", "government", "Switzerland", "fr", "Inclusive economy section"),
    ("EC", "European Commission", "un fund", "Belgium", "en", "International partnerships"),
    ("IRL", "Ireland (Irish Aid)", "government", "Ireland", "en", "Irish Aid desk"),
    ("FRA", "France", "government", "France", "fr", "Social affairs desk"),
    ("GBR", "United Kingdom (Foreign, Commonwealth and Development Office)", "government", "United Kingdom", "en", "Social protection team"),
    ("GATES", "Bill and Melinda Gates Foundation", "foundation", "United States", "en", "Programme officer"),
    ("JPN", "Japan", "government", "Japan", "en", "Multi-bilateral desk"),
    ("FIN", "Finland", "government", "Finland", "en", "Development policy desk"),
    ("NLD", "Netherlands", "government", "Netherlands", "en", "Migration and development desk"),
    ("SWE", "Sweden", "government", "Sweden", "en", "Global programmes desk"),
    ("NOR", "Norway", "government", "Norway", "en", "Partnerships desk"),
    ("KOR", "Republic of Korea", "government", "Republic of Korea", "en", "International cooperation desk"),
    ("CHN", "China", "government", "China", "en", "South-South cooperation desk"),
    ("THA", "Thailand (Social Security Office)", "domestic", "Thailand", "en", "Policy division"),
    ("MPTF", "UN Multi-Partner Trust Fund Office", "un fund", "United States", "en", "Portfolio manager"),
    ("SDGF", "Joint SDG Fund", "un fund", "United States", "es", "Secretariat"),
    ("ESP", "Reino de España, Ministerio de Asuntos Exteriores, Unión Europea y Cooperación (Agencia Española de Cooperación Internacional para el Desarrollo)", "government", "Spain", "es", "Unidad de protección social"),
];

/// What stands below the table.
pub const FOOTNOTES: &[&str] = &[
    "* Contributes through its multi-annual partnership with the organisation.",
    "1/ Includes funds channelled through its development agency.",
];

/// How much of a donor everybody may know; blank where it has not said.
fn visibility(code: &str) -> &'static str {
    match code {
        "BEL" | "LUX" | "PRT" | "DEU" | "CHE" | "EC" | "IRL" | "FIN" | "SWE" => "public",
        "FRA" | "GBR" | "JPN" => "totals only",
        "GATES" => "anonymous",
        _ => "",
    }
}

/// The places and themes that a donor would like to fund; blank where it has not said.
fn interests(code: &str) -> [&'static str; 2] {
    match code {
        "PRT" => ["Angola; Cabo Verde; Guinea-Bissau; Mozambique; Sao Tome and Principe; Timor-Leste", ""],
        "IRL" => ["Africa", "Social health protection"],
        "GATES" => ["", "Social health protection"],
        "JPN" => ["Asia and the Pacific (T03); Togo", ""],
        _ => ["", ""],
    }
}

/// The name in French, Spanish and Portuguese of a donor that is not called as its country.
fn called(code: &str) -> [&'static str; 3] {
    match code {
        "DEU" => [
            "Allemagne (Ministère fédéral de la Coopération économique et du Développement)",
            "Alemania (Ministerio Federal de Cooperación Económica y Desarrollo)",
            "Alemanha (Ministério Federal da Cooperação Económica e do Desenvolvimento)",
        ],
        "CHE" => [
            "Suisse (Direction du développement et de la coopération)",
            "Suiza (Agencia Suiza para el Desarrollo y la Cooperación)",
            "Suíça (Direção para o Desenvolvimento e a Cooperação)",
        ],
        "EC" => ["Commission européenne", "Comisión Europea", "Comissão Europeia"],
        "IRL" => ["Irlande (Irish Aid)", "Irlanda (Irish Aid)", "Irlanda (Irish Aid)"],
        "GBR" => [
            "Royaume-Uni (Ministère des Affaires étrangères, du Commonwealth et du Développement)",
            "Reino Unido (Ministerio de Asuntos Exteriores, de la Commonwealth y de Desarrollo)",
            "Reino Unido (Ministério dos Negócios Estrangeiros, da Commonwealth e do Desenvolvimento)",
        ],
        "GATES" => {
            ["Fondation Bill et Melinda Gates", "Fundación Bill y Melinda Gates", "Fundação Bill e Melinda Gates"]
        }
        "THA" => [
            "Thaïlande (Office de la sécurité sociale)",
            "Tailandia (Oficina de Seguridad Social)",
            "Tailândia (Instituto de Segurança Social)",
        ],
        "MPTF" => [
            "Bureau des fonds d’affectation spéciale pluripartenaires des Nations Unies",
            "Oficina de los Fondos Fiduciarios de Asociados Múltiples de las Naciones Unidas",
            "Gabinete dos Fundos Fiduciários Multiparceiros das Nações Unidas",
        ],
        "SDGF" => ["Fonds commun pour les ODD", "Fondo Conjunto para los ODS", "Fundo Conjunto para os ODS"],
        "ESP" => [
            "Royaume d’Espagne, Ministère des Affaires étrangères, de l’Union européenne et de la Coopération",
            "Reino de España, Ministerio de Asuntos Exteriores, Unión Europea y Cooperación (Agencia Española de Cooperación Internacional para el Desarrollo)",
            "Reino de Espanha, Ministério dos Assuntos Exteriores, União Europeia e Cooperação",
        ],
        _ => [""; 3],
    }
}

/// The desk of a donor in French, Spanish and Portuguese, where it reads one of these.
fn desk(code: &str) -> [&'static str; 3] {
    match code {
        "BEL" => ["Service de la coopération au développement", "", ""],
        "LUX" => ["Service de la coopération", "", ""],
        "CHE" => ["Section Économie inclusive", "", ""],
        "FRA" => ["Service des affaires sociales", "", ""],
        "PRT" => ["", "", "Equipa ACTION/Portugal"],
        "SDGF" => ["", "Secretaría", ""],
        "ESP" => ["", "Unidad de protección social", ""],
        _ => [""; 3],
    }
}

/// The columns of the sheet of donors.
#[rustfmt::skip]
pub const COLUMNS: &[&str] = &[
    "Code", "Name", "Type", "Country", "Language", "Contact", "E-mail", "Visibility", "Reporting period",
    "Countries of interest", "Themes of interest", "Name (fr)", "Name (es)", "Name (pt)", "Contact (fr)", "Contact (es)",
    "Contact (pt)",
];

/// The rows of the sheet of donors.
pub fn rows() -> Vec<Vec<Entry>> {
    let row = |(code, name, kind, country, language, contact): &Donor| {
        let address = format!("{}@donor.example", code.to_ascii_lowercase());
        let [places, themes] = interests(code);
        let cells =
            [*code, *name, *kind, *country, *language, *contact, &address, visibility(code), "", places, themes];
        let languages = called(code).into_iter().chain(desk(code));
        cells.into_iter().chain(languages).map(text).collect()
    };
    DONORS.iter().map(row).collect()
}

/// Kind, as written, code.
const ALIASES: &[(&str, &str, &str)] = &[
    ("donor", "Kingdom of Belgium", "BEL"),
    ("donor", "Grand Duchy of Luxembourg", "LUX"),
    ("donor", "Camões, I.P.", "PRT"),
    ("donor", "BMZ", "DEU"),
    ("donor", "SDC", "CHE"),
    ("donor", "DG INTPA", "EC"),
    ("donor", "Irish Aid", "IRL"),
    ("donor", "FCDO", "GBR"),
    ("donor", "BMGF", "GATES"),
    ("donor", "Govt of Japan", "JPN"),
    ("donor", "Thai Social Security Office", "THA"),
    ("donor", "MPTF Office", "MPTF"),
    ("donor", "UN Joint SDG Fund", "SDGF"),
    ("country", "Lao PDR", "LAO"),
    ("country", "Tanzania (mainland)", "TZA"),
    ("country", "Occupied Palestinian Territory", "PSE"),
    ("theme", "SHP", "T01"),
    ("theme", "Informality", "T02"),
    ("theme", "Pensions", "T03"),
];

/// The columns of the sheet of aliases.
pub const ALIAS_COLUMNS: &[&str] = &["Kind", "As written", "Means", "Decided by", "Decided on"];

/// The rows of the sheet of aliases.
pub fn aliases() -> Vec<Vec<Entry>> {
    let decided = NaiveDate::from_ymd_opt(2024, 2, 12).map_or(Entry::Blank, Entry::Date);
    let row = |(kind, written, code): &(&str, &str, &str)| {
        vec![text(kind), text(written), text(code), text("Partnerships unit"), decided.clone()]
    };
    ALIASES.iter().map(row).collect()
}

/// The name of a donor without footnote marks; finance writes it the same way.
pub fn name_of(code: &str) -> String {
    let name = DONORS.iter().find(|(known, ..)| *known == code).map_or(code, |(_, name, ..)| name);
    name.trim_end_matches(['*', '1', '/', ' ']).to_owned()
}
