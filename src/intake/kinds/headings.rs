//! Names by which people head the columns that several kinds of sheet have, and what is said of them.
//!
//! What comes in: nothing. What leaves: names in English first, then French, Spanish and Portuguese. What it does not
//! know: kinds.

pub(super) const AGREEMENT_NAMES: &[&str] = &[
    "Agreement",
    "Agreement no",
    "Agreement number",
    "Agreement reference",
    "Agreement ref",
    "Agreement code",
    "Agreement ID",
    "Reference",
    "Ref",
    "Ref no",
    "Contribution",
    "Contribution no",
    "Grant",
    "Grant no",
    "Accord",
    "N° d'accord",
    "Acuerdo",
    "Acordo",
];
pub(super) const DONOR_NAMES: &[&str] = &[
    "Donor",
    "Donor name",
    "Donor code",
    "Contributor",
    "Funding partner",
    "Partner",
    "Donateur",
    "Bailleur",
    "Donante",
    "Doador",
];
pub(super) const CURRENCY_NAMES: &[&str] =
    &["Currency", "Currency code", "Curr", "Ccy", "Devise", "Monnaie", "Moneda", "Moeda"];
pub(super) const AMOUNT_NAMES: &[&str] = &[
    "Amount",
    "Amount in agreement currency",
    "Amount in original currency",
    "Original amount",
    "Amount (original currency)",
    "Local amount",
    "Montant",
    "Importe",
    "Monto",
    "Montante",
    "Valor",
];
pub(super) const BASE_NAMES: &[&str] = &[
    "Base amount",
    "{base} booked",
    "Amount ({base})",
    "Amount in {base}",
    "{base} amount",
    "{base} equivalent",
    "Booked amount",
];
pub(super) const NOTE_NAMES: &[&str] = &[
    "Notes",
    "Note",
    "Remarks",
    "Remark",
    "Comments",
    "Comment",
    "Remarques",
    "Observations",
    "Observaciones",
    "Notas",
    "Observações",
];
pub(super) const COUNTRY_NAMES: &[&str] = &[
    "Country",
    "Country or region",
    "Country / region",
    "Country or territory",
    "Location",
    "Place",
    "Region",
    "Pays",
    "País",
    "Beneficiary country",
];
pub(super) const THEME_NAMES: &[&str] = &["Theme", "Thematic area", "Topic", "Theme code", "Cluster", "Thème", "Tema"];
pub(super) const TITLE_NAMES: &[&str] = &["Title", "Project title", "Agreement title", "Titre", "Título"];
pub(super) const DESCRIPTION_NAMES: &[&str] = &["Description", "Details", "Text", "Descripción", "Descrição"];

pub(super) const AGREEMENT_HINT: &str = "The number of the agreement, as on the sheet of agreements.";
pub(super) const CURRENCY_HINT: &str = "The ISO code of the currency, such as USD or EUR.";
pub(super) const PLACE_HINT: &str = "A country or region of the fund, by name or code.";
pub(super) const THEME_HINT: &str = "A theme or pillar of the fund, by name or code.";
