//! `fund.toml` of the sample fund.

use std::fmt::Write as _;

use super::places::{PILLARS, REGIONS, THEMES};

const HEAD: &str = r#"# The sample fund: what the program needs to know beside the spreadsheets.
# Lines that begin with # are remarks. Amounts are in the base currency.

[fund]
name = "Multi-donor initiative, Global Flagship Programme on Building Social Protection Floors for All, second phase"
names = { fr = "Initiative multidonateurs, Programme phare mondial sur l’édification de socles de protection sociale pour tous, deuxième phase", es = "Iniciativa de múltiples donantes, Programa de referencia mundial sobre la creación de pisos de protección social para todos, segunda fase", pt = "Iniciativa multidoadores, Programa de referência mundial para a construção de pisos de proteção social para todos, segunda fase" }
code = "FLAGSHIP-2"
base_currency = "USD"
period = "2021-2025"
illustrative = true
note = "Illustrative figures: the programme’s totals (160, 75, 10 and 75 million US dollars) are published; the breakdown of these totals is invented, to show how poolfund works."
notes = { fr = "Chiffres illustratifs : les totaux du programme (160, 75, 10 et 75 millions de dollars des États-Unis) sont publiés ; leur ventilation est fictive et sert à la démonstration du logiciel.", es = "Cifras ilustrativas: los totales del programa (160, 75, 10 y 75 millones de dólares de los Estados Unidos) están publicados; su desglose es ficticio y sirve para mostrar el funcionamiento de la aplicación.", pt = "Valores ilustrativos: os totais do programa (160, 75, 10 e 75 milhões de dólares dos Estados Unidos) estão publicados; a sua discriminação é fictícia e serve para mostrar o funcionamento da aplicação." }
default_language = "en"

# Who signs statements and letters, an invented person, and whom to ask about reports, in the languages in which donors read.
[reports]
certifier = "Maria Example"
certifier_title = "Head of the Partnerships Unit"
certifier_titles = { fr = "Cheffe de l’Unité des partenariats", es = "Jefa de la Unidad de Alianzas", pt = "Chefe da Unidade de Parcerias" }
contact = "Partnerships unit, partnerships@flagship.example"
contacts = { fr = "Unité des partenariats, partnerships@flagship.example", es = "Unidad de Alianzas, partnerships@flagship.example", pt = "Unidade de Parcerias, partnerships@flagship.example" }

# The published figures. They must tie: budget - own_resources - ongoing_projects = gap.
[programme]
budget = "160000000"
own_resources = "10000000"
ongoing_projects = "75000000"
gap = "75000000"
people = { legal = 20000000, effective = 30000000, adequacy = 10000000 }

# What is taken out of contributions, unless an agreement says otherwise.
[charges]
administrative_fee = "1%"  # of each deposit
support_cost = "13%"       # of direct expenditure
levy = "1%"                # of tightly earmarked contributions (category 4)

# How much of a pledge counts in the outlook.
[gap]
pledge_weight = "50%"

# At least this share of what is placed goes to countries; caps count what is funded from outside too.
[allocation]
country_share = "80%"
expiry_notice_days = 180

[[allocation.group]]
# A group holds either countries or what is above them, since the country share parts the two.
name = "Countries of Africa"
scope = [{africa countries}]
cap = "{africa}"

[[allocation.group]]
name = "Countries of the Arab States"
scope = [{arab countries}]
floor = "{arab}"

"#;

const IATI: &str = r#"# What `poolfund iati` writes beside the figures. Every identifier here is invented.
[iati]
prefix = "XI-IATI-EXAMPLE-FLAGSHIP-2"
description = "A multi-donor fund for building social protection floors in 50 countries, with cross-country advice."
children = "country"
aid_type = "B032"           # contributions to multi-donor, multi-entity funding mechanisms
spending_aid_type = "C01"   # projects
modalities = { 1 = "C", 2 = "E", 3 = "H", 4 = "I" }
collaboration_type = "4"    # multilateral outflows
flow_type = "10"            # official development assistance
finance_type = "110"        # standard grants
tied_status = "5"           # untied
sdg_targets = ["1.3"]
theme_targets = { T01 = ["3.8"], T05 = ["5.4"], T08 = ["8.8"] }
policy_markers = { 1 = "1", 3 = "2" }
places = { WORLD = "998", AFRICA = "298", AMERICAS = "498", ARAB = "589", ASIAPAC = "798", EUROPECA = "89" }

[iati.organisation]
identifier = "XI-IATI-EXAMPLE"
name = "Example organisation of the sample fund"
type = "40"

[iati.contact]
department = "Partnerships unit"
email = "fund@organisation.example"
website = "https://organisation.example/fund"

[[iati.donor]]
code = "BEL"
identifier = "XI-IATI-EXAMPLE_BEL"

[[iati.donor]]
code = "EC"
identifier = "XI-IATI-EXAMPLE_EC"
type = "15"

[[iati.agreement]]
reference = "BEL-2021-01"
activity = "XI-IATI-EXAMPLE_BEL-2021-01"
modality = "D"
"#;

const INPUTS: &str = r#"
# Which sheet of which file holds what. Files stand beside this one.

[[input]]
kind = "donors"
file = "donors.xlsx"
sheet = "Donors"

[[input]]
kind = "aliases"
file = "aliases.xlsx"
sheet = "Aliases"

[[input]]
kind = "agreements"
file = "agreements.xlsx"
sheet = "Agreements"
dates = "dmy"

[[input]]
kind = "instalments"
file = "agreements.xlsx"
sheet = "Instalments"

[[input]]
kind = "receipts"
file = "receipts.xlsx"
sheet = "Receipts"
dates = "dmy"

[[input]]
kind = "priorities"
file = "priorities.ods"
sheet = "Priorities"

[[input]]
kind = "rates"
file = "rates.csv"
decimal = ","
dates = "dmy"

[[input]]
kind = "results"
file = "results.xlsx"
sheet = "Results"

[[input]]
kind = "decisions"
file = "decisions.xlsx"
sheet = "Decisions"

[[input]]
kind = "finance"
file = "finance-extract.xlsx"
sheet = "Extract"
columns = { Reference = "Our reference" }
"#;

/// The text of the file; the cap of Africa and the floor of the Arab States are whole dollars.
pub fn text(africa: i64, arab: i64) -> Result<String, std::fmt::Error> {
    let head = HEAD.replace("{africa}", &africa.to_string()).replace("{arab}", &arab.to_string());
    let countries = |code: &str| {
        let of_region = REGIONS.iter().filter(|region| region.code == code).flat_map(|region| region.countries);
        of_region.map(|(code, ..)| format!("\"{code}\"")).collect::<Vec<_>>().join(", ")
    };
    let head = head.replace("{africa countries}", &countries("AFRICA"));
    let mut text = head.replace("{arab countries}", &countries("ARAB"));
    for region in REGIONS {
        let [name, french, spanish, portuguese] = region.names;
        let codes: Vec<String> = region.countries.iter().map(|(code, ..)| format!("\"{code}\"")).collect();
        writeln!(text, "[[geography.region]]\ncode = \"{}\"\nname = \"{name}\"", region.code)?;
        writeln!(text, "names = {{ fr = \"{french}\", es = \"{spanish}\", pt = \"{portuguese}\" }}")?;
        writeln!(text, "countries = [")?;
        for line in codes.chunks(12) {
            writeln!(text, "    {},", line.join(", "))?;
        }
        writeln!(text, "]\n")?;
    }
    for (code, [name, french, spanish, portuguese]) in PILLARS {
        writeln!(text, "[[pillar]]\ncode = \"{code}\"\nname = \"{name}\"")?;
        writeln!(text, "names = {{ fr = \"{french}\", es = \"{spanish}\", pt = \"{portuguese}\" }}\n")?;
    }
    for theme in THEMES {
        let [name, french, spanish, portuguese] = theme.names;
        writeln!(text, "[[theme]]\ncode = \"{}\"\nname = \"{name}\"", theme.code)?;
        writeln!(text, "names = {{ fr = \"{french}\", es = \"{spanish}\", pt = \"{portuguese}\" }}")?;
        writeln!(text, "pillar = \"{}\"\nsector = \"{}\"\n", theme.pillar, theme.sector)?;
    }
    text.push_str(IATI);
    text.push_str(INPUTS);
    for year in 2021..=2025 {
        let sheet = format!("Expenditure {year}");
        write!(text, "\n[[input]]\nkind = \"expenditure\"\nfile = \"expenditure.xlsx\"\nsheet = \"{sheet}\"\n")?;
        writeln!(text, "blanks = {{ Currency = \"none\" }} # dollars, which the country offices do not write")?;
    }
    Ok(text)
}
