//! Where each setting stands in the workbook, declared once: writing, reading and the hints are views of it. A test holds it
//! against what `fund.toml` may have.

use crate::domain::Language;

/// How a setting is written in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text, or a day.
    Text,
    /// One of some words.
    Word(&'static [&'static str]),
    /// A percentage, as text (`13%`) or as a number that is shown as one.
    Percent,
    /// A whole number.
    Whole,
    /// An amount in base currency.
    Amount,
    /// True or false.
    Truth,
    /// Texts, a line each.
    List,
    /// Pairs `this = that`, a line each.
    Pairs,
    /// Pairs whose second half is several texts, with commas between.
    PairsOfLists,
    /// Pairs whose second half is a text, or several with commas between.
    PairsOfTexts,
}

/// A setting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// Its key in `fund.toml`, from the root or, in a table, from the row.
    pub key: &'static str,
    pub form: Form,
    /// What it is, in words.
    pub hint: &'static str,
}

/// Settings of which there are several, a row each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    /// The sheet.
    pub sheet: &'static str,
    /// The key of the list in `fund.toml`.
    pub key: &'static str,
    /// What a row is.
    pub hint: &'static str,
    pub columns: &'static [Setting],
}

const fn setting(key: &'static str, form: Form, hint: &'static str) -> Setting {
    Setting { key, form, hint }
}

use Form::{Amount, List, Pairs, PairsOfLists, PairsOfTexts, Percent, Text, Truth, Whole, Word};

/// The sheet of single settings.
pub(super) const SHEET: &str = "Settings";
/// The headings of its columns.
pub(super) const HEADINGS: [&str; 3] = ["Setting", "Value", "What it is"];
/// The key that says whether the fund publishes by IATI at all.
pub(crate) const IATI: &str = "iati";

/// The single settings.
pub(crate) const SETTINGS: &[Setting] = &[
    setting("fund.name", Text, "The fund's name"),
    setting("fund.names", Pairs, "The fund's name in other languages of reports, as fr = Fonds commun"),
    setting("fund.code", Text, "A short name, used in file names"),
    setting("fund.base_currency", Text, "The currency of all reports, as USD"),
    setting("fund.period", Text, "The first and last year or day, as 2021-2025 or 2025-06-01 to 2028-12-31"),
    setting("fund.default_language", Word(Language::CODES), "The language of the fund's own reports"),
    setting("fund.email", Text, "The sender's address in mail drafts"),
    setting("fund.illustrative", Truth, "Whether all reports say that the figures are invented"),
    setting("fund.note", Text, "A remark that stands on every report"),
    setting("fund.notes", Pairs, "That remark in other languages, as fr = Chiffres fictifs"),
    setting(
        "reports.certifier",
        Text,
        "Who certifies the statements by agreement and signs letters; else a line is left to sign on",
    ),
    setting("reports.certifier_title", Text, "That person's title"),
    setting("reports.certifier_titles", Pairs, "That title in other languages, as fr = Directrice"),
    setting("reports.contact", Text, "Whom to ask about a report; else the sender's address"),
    setting("reports.contacts", Pairs, "The same in other languages"),
    setting("reports.account", Text, "The account into which donors pay, for calls; else each agreement names it"),
    setting("reports.disclaimer", Text, "What the reports do not promise"),
    setting("reports.disclaimers", Pairs, "The same in other languages"),
    setting("reports.logo", Text, "A picture in the inputs for the head of reports and letters, as logo.png"),
    setting("ledger.host", Text, "The server that keeps the ledger; blank for a file in the fund's folder"),
    setting("ledger.port", Whole, "The server's port, where it is not 5432"),
    setting("ledger.database", Text, "The database on that server"),
    setting("ledger.trust", Text, "The file of the certificate that the server shows, in the fund's folder"),
    setting("programme.budget", Amount, "The overall budget"),
    setting("programme.own_resources", Amount, "What the organization pays itself"),
    setting("programme.ongoing_projects", Amount, "What ongoing projects outside the pool pay"),
    setting("programme.gap", Amount, "What is to be raised: budget less own resources less ongoing projects"),
    setting("programme.people.legal", Whole, "People to be reached by legal coverage"),
    setting("programme.people.effective", Whole, "People to be reached by effective coverage"),
    setting("programme.people.adequacy", Whole, "People to be reached by better benefits"),
    setting("charges.administrative_fee", Percent, "The administrative agent's fee on each deposit"),
    setting("charges.support_cost", Percent, "Programme support cost on direct expenditure"),
    setting("charges.levy", Percent, "The levy on tightly earmarked contributions"),
    setting(
        "money.support_cost",
        Word(&["computed", "booked"]),
        "Whether support cost is worked out, or booked by finance",
    ),
    setting("money.interest", Word(&["held", "returned", "programmable"]), "What becomes of interest"),
    setting("gap.pledge_weight", Percent, "How much of a pledge counts in the outlook"),
    setting("gap.pipeline_weight", Percent, "How much of the pipeline counts in the outlook"),
    setting("allocation.country_share", Percent, "The least share of what is allocated that goes to countries"),
    setting(
        "allocation.mode",
        Word(&["automatic", "decided"]),
        "Whether the recommendation is entered each month, or decided",
    ),
    setting("allocation.spread", Word(&["few", "proportional"]), "Few and large allocations, or shares in proportion"),
    setting("allocation.minimum", Amount, "Allocations below it are listed"),
    setting("allocation.expiry_notice_days", Whole, "So many days ahead, money that expires is listed"),
    setting("plausibility.booked_tolerance", Percent, "How far a booked amount may be from the rate of its day"),
    setting("plausibility.stale_rate_days", Whole, "So many days old, a rate is questioned"),
    setting("batch.accounts", Pairs, "The account of each kind of line, for finance's batch file"),
    setting("limits.file_bytes", Whole, "The most bytes of a file"),
    setting("limits.inflated_bytes", Whole, "The most bytes of a file once unpacked"),
    setting("limits.part_bytes", Whole, "The most bytes of a part of a file"),
    setting("limits.parts", Whole, "The most parts of a file"),
    setting("limits.sheets", Whole, "The most sheets"),
    setting("limits.cells", Whole, "The most cells"),
    setting("limits.text_bytes", Whole, "The most bytes of text in all cells"),
    setting("limits.cell_bytes", Whole, "The most bytes of text in a cell"),
    setting("limits.seconds", Whole, "The most seconds that reading a file may take"),
    setting("limits.memory_bytes", Whole, "The most memory that reading a file may take"),
    setting(IATI, Truth, "Whether the fund publishes by IATI"),
    setting("iati.prefix", Text, "The identifier of the pool's activity"),
    setting("iati.description", Text, "What the pool is"),
    setting("iati.children", Word(&["country", "cell"]), "What the activities below the pool are"),
    setting("iati.aid_type", Text, "OECD DAC type of aid of contributions"),
    setting("iati.spending_aid_type", Text, "OECD DAC type of aid of what is spent"),
    setting("iati.modalities", Pairs, "The earmarking modality by category"),
    setting("iati.collaboration_type", Text, "The type of collaboration"),
    setting("iati.flow_type", Text, "The type of flow"),
    setting("iati.finance_type", Text, "The type of finance"),
    setting("iati.tied_status", Text, "Whether aid is tied"),
    setting("iati.sdg_targets", List, "Targets of the Sustainable Development Goals"),
    setting("iati.theme_targets", PairsOfLists, "Further targets of a theme"),
    setting("iati.policy_markers", Pairs, "The significance of policy markers"),
    setting("iati.places", Pairs, "The country or region that stands for a place"),
    setting("iati.organisation.identifier", Text, "Who reports: the identifier in IATI"),
    setting("iati.organisation.name", Text, "Who reports: the name"),
    setting("iati.organisation.type", Text, "Who reports: the type"),
    setting("iati.contact.department", Text, "Whom to ask: the part of the organization"),
    setting("iati.contact.person", Text, "Whom to ask: the person"),
    setting("iati.contact.telephone", Text, "Whom to ask: the telephone number"),
    setting("iati.contact.email", Text, "Whom to ask: the e-mail address"),
    setting("iati.contact.website", Text, "Whom to ask: the page"),
    setting("iati.contact.address", Text, "Whom to ask: the postal address"),
];

const CODE: Setting = setting("code", Text, "A short code");
const NAME: Setting = setting("name", Text, "The name");
const NAMES: Setting = setting("names", Pairs, "The name in other languages, as fr = Santé");

/// The settings of which there are several.
pub(crate) const TABLES: &[Table] = &[
    Table { sheet: "Pillars", key: "pillar", hint: "The pillars that themes belong to", columns: &[CODE, NAME, NAMES] },
    Table {
        sheet: "Themes",
        key: "theme",
        hint: "The themes of the fund",
        columns: &[
            CODE,
            NAME,
            NAMES,
            setting("pillar", Text, "The code of its pillar"),
            setting("sector", Text, "The OECD DAC sector"),
        ],
    },
    Table {
        sheet: "Regions",
        key: "geography.region",
        hint: "Regions of the fund's own, beside the United Nations'",
        columns: &[CODE, NAME, NAMES, setting("countries", List, "The codes of its countries, a line each")],
    },
    Table {
        sheet: "Areas",
        key: "geography.area",
        hint: "Places that are no country of ISO 3166",
        columns: &[
            CODE,
            NAME,
            NAMES,
            setting("parent", Text, "The code of what it lies in"),
            setting("country", Truth, "Whether it counts as a country"),
        ],
    },
    Table {
        sheet: "Groups",
        key: "allocation.group",
        hint: "Groups of cells with a cap or a floor",
        columns: &[
            NAME,
            setting("scope", List, "The codes of its places, a line each"),
            setting("themes", List, "The codes of its themes, a line each"),
            setting("cap", Amount, "The most that it gets"),
            setting("floor", Amount, "The least that it gets"),
        ],
    },
    Table {
        sheet: "Extensions",
        key: "fund.amendment",
        hint: "Changes of the fund's last day",
        columns: &[setting("effective", Text, "From which day it holds"), setting("to", Text, "The new last day")],
    },
    Table {
        sheet: "Inputs",
        key: "input",
        hint: "Which sheet of which file holds what",
        columns: &[
            setting("kind", Text, "What it holds, as receipts"),
            setting("file", Text, "The file beside this one"),
            setting("sheet", Text, "The sheet"),
            setting("table", Text, "The Excel table, instead of the sheet"),
            setting("header_row", Whole, "The row of the header"),
            setting("columns", Pairs, "Columns that have other names in the file, as Amount = Sum paid"),
            setting("decimal", Word(&[".", ","]), "The decimal mark of numbers that are text"),
            setting("dates", Word(&["dmy", "mdy", "ymd"]), "The order of dates that are text"),
            setting("defaults", Pairs, "What holds of every row, for columns that the file lacks"),
            setting("where", PairsOfTexts, "What a row must have to count"),
            setting("skip", PairsOfTexts, "What rows have that are left out"),
            setting("words", Pairs, "What words of the file stand for"),
            setting("blanks", Pairs, "What a blank cell of a column means"),
            setting("rounding", Truth, "Whether finer amounts are rounded"),
            setting("dash", Text, "What a dash alone means"),
            setting(
                "scale",
                Word(&[
                    "ones",
                    "hundreds",
                    "thousands",
                    "ten thousands",
                    "lakhs",
                    "millions",
                    "crores",
                    "hundred millions",
                    "billions",
                ]),
                "In what units amounts are",
            ),
            setting("currency", Text, "The currency of rows that name none"),
            setting("currencies", Pairs, "The currencies of columns of amounts"),
            setting("rates", Word(&["units per base", "base per unit"]), "What the rates say"),
            setting("signs", Word(&["by kind", "income positive", "income negative"]), "What plus and minus mean"),
            setting("delimiter", Text, "The mark between fields of a text file"),
        ],
    },
    Table {
        sheet: "Approvers",
        key: "approver",
        hint: "Who may approve closes, where approvals are to be signed",
        columns: &[setting("name", Text, "The name"), setting("key", Text, "The public key, as minisign writes it")],
    },
    Table {
        sheet: "Batch file",
        key: "batch.column",
        hint: "The columns of finance's batch file, from the left",
        columns: &[setting("heading", Text, "Its heading"), setting("holds", Text, "What it holds")],
    },
    Table {
        sheet: "IATI donors",
        key: "iati.donor",
        hint: "What IATI knows donors by",
        columns: &[
            setting("code", Text, "The donor's code"),
            setting("identifier", Text, "Its identifier"),
            setting("type", Text, "Its type"),
        ],
    },
    Table {
        sheet: "IATI agreements",
        key: "iati.agreement",
        hint: "What IATI knows agreements by",
        columns: &[
            setting("reference", Text, "The agreement's reference"),
            setting("activity", Text, "The donor's activity"),
            setting("aid_type", Text, "Its type of aid"),
            setting("modality", Text, "Its earmarking modality"),
        ],
    },
];
