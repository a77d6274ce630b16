//! Names by which people head the columns that several kinds of sheet have, and what is said of them.
//!
//! What comes in: nothing. What leaves: names in English first, then French, Spanish, Portuguese and German. What it does not
//! know: kinds.

use crate::intake::kinds::columns::{Column, ColumnSpec, Form, List, optional};

/// The names of a column for the number of a voucher: those of one kind of sheet, and those that are known in all.
macro_rules! voucher_names {
    ($($own:literal),+ $(,)?) => {
        &[
            $($own,)+
            "Pièce",
            "N° de pièce",
            "Comprobante",
            "Documento",
            "N° de documento",
            "Beleg",
            "Belegnummer",
            "Beleg-Nr.",
        ]
    };
}
pub(super) use voucher_names;

/// The names of a column that says what a movement of money is: that of one kind of sheet, and those that are known in all.
macro_rules! movement_names {
    ($own:literal) => {
        &[
            "Kind",
            "Type",
            $own,
            "Transaction type",
            "Nature",
            "Type d'opération",
            "Tipo",
            "Tipo de movimiento",
            "Tipo de movimento",
            "Art",
            "Buchungsart",
        ]
    };
}
pub(super) use movement_names;

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
    "Vereinbarung",
    "Numéro d'accord",
    "Convention",
    "N° de convention",
    "Número de acuerdo",
    "N° de acuerdo",
    "Convenio",
    "N° de convenio",
    "Número do acordo",
    "N° do acordo",
    "Vereinbarungsnummer",
    "Vereinbarung Nr.",
    "Vertrag",
    "Vertragsnummer",
];
/// Of a transfer, the agreement that takes the money.
pub(super) const TO_AGREEMENT_NAMES: &[&str] =
    &["To agreement", "Transferred to", "Transfer to", "À l'accord", "Al acuerdo", "Para o acordo", "An Vereinbarung"];
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
    "Geber",
    "Zuwendungsgeber",
    "Contributeur",
    "Partenaire financier",
    "Donador",
    "Contribuyente",
    "Financiador",
    "Mittelgeber",
    "Zuwender",
];
/// Of what people decide about allocated money: when, from where, to where, and why.
pub(super) const DECIDED_ON_NAMES: &[&str] = &["Date", "Decided on", "Decision date", "Fecha", "Data"];
pub(super) const FROM_CELL_NAMES: &[&str] = &["From cell", "From priority", "From", "De", "Desde"];
pub(super) const TO_CELL_NAMES: &[&str] = &["To cell", "To priority", "To", "Vers", "Hacia", "Para"];
pub(super) const REASON_NAMES: &[&str] = &["Reason", "Justification", "Motif", "Motivo", "Why"];
pub(super) const CURRENCY_NAMES: &[&str] =
    &["Currency", "Currency code", "Curr", "Ccy", "Devise", "Monnaie", "Moneda", "Moeda", "Währung"];
/// Of what is in the currency of an agreement. New sheets lack it: the agreement says it.
pub(super) const CURRENCY_OF_AGREEMENT: ColumnSpec = ColumnSpec {
    on_new_sheets: false,
    ..optional(
        Column::Currency,
        CURRENCY_NAMES,
        Form::Name(List::Currencies),
        10,
        "That of the agreement, as a blank means.",
    )
};
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
    "Betrag",
];
pub(super) const DEBIT_NAMES: &[&str] = &["Debit", "Débit", "Debe", "Débito", "Soll"];
pub(super) const CREDIT_NAMES: &[&str] = &["Credit", "Crédit", "Haber", "Crédito", "Haben"];
pub(super) const BASE_NAMES: &[&str] = &[
    "Base amount",
    "{base} booked",
    "Amount ({base})",
    "Amount in {base}",
    "{base} amount",
    "{base} equivalent",
    "Booked amount",
    "Montant ({base})",
    "Montant en {base}",
    "Importe ({base})",
    "Importe en {base}",
    "Montante ({base})",
    "Montante em {base}",
    "Betrag ({base})",
    "Betrag in {base}",
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
    "Bemerkung",
    "Bemerkungen",
    "Anmerkungen",
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
    "Land",
    "Beneficiary country",
    "Pays bénéficiaire",
    "País beneficiario",
    "País beneficiário",
    "Empfängerland",
];
pub(super) const THEME_NAMES: &[&str] = &[
    "Theme",
    "Thematic area",
    "Topic",
    "Theme code",
    "Cluster",
    "Thème",
    "Tema",
    "Thema",
    "Thématique",
    "Temática",
    "Área temática",
    "Themenbereich",
];
pub(super) const PERIOD_NAMES: &[&str] = &[
    "Period", "Years", "Year", "Période", "Período", "Année", "Années", "Año", "Años", "Ano", "Anos", "Jahr", "Jahre",
    "Zeitraum",
];
pub(super) const TITLE_NAMES: &[&str] =
    &["Title", "Project title", "Agreement title", "Titre", "Título", "Titel", "Intitulé"];
pub(super) const DONOR_REFERENCE_NAMES: &[&str] = &[
    "Donor's reference",
    "Donor reference",
    "Donor ref",
    "Référence du donateur",
    "Referencia del donante",
    "Referência do doador",
];
pub(super) const DESCRIPTION_NAMES: &[&str] =
    &["Description", "Details", "Text", "Descripción", "Descrição", "Libellé", "Beschreibung", "Buchungstext"];

pub(super) const CATEGORY_NAMES: &[&str] =
    &["Category", "Earmarking category", "Earmarking", "Catégorie", "Categoría", "Categoria", "Kategorie"];
pub(super) const EXCLUDING_NAMES: &[&str] = &["Excluding", "Except", "Exclusions"];
pub(super) const LIMIT_NAMES: &[&str] = &["Limits", "Conditions", "Shares"];
pub(super) const VALID_FROM_NAMES: &[&str] = &[
    "Valid from",
    "Start date",
    "Start",
    "From",
    "Begins",
    "Date de début",
    "Début",
    "Fecha de inicio",
    "Data de início",
    "Beginn",
    "Gültig ab",
];
pub(super) const VALID_TO_NAMES: &[&str] = &[
    "Valid to",
    "Valid until",
    "End date",
    "End",
    "To",
    "Until",
    "Ends",
    "Expires",
    "Date de fin",
    "Fin",
    "Fecha de fin",
    "Data de fim",
    "Ende",
    "Gültig bis",
];
pub(super) const FEE_NAMES: &[&str] = &["Fee rate", "Administrative fee", "AA fee", "Fee"];
pub(super) const SUPPORT_NAMES: &[&str] =
    &["Support rate", "Support cost rate", "Programme support cost", "PSC rate", "PSC", "Indirect cost rate"];
pub(super) const LEVY_NAMES: &[&str] = &["Levy", "Coordination levy"];
pub(super) const TARGET_THEME_NAMES: &[&str] = &[
    "Themes",
    "Theme",
    "Thematic earmark",
    "Thematic areas",
    "Thèmes",
    "Temas",
    "Thématiques",
    "Temáticas",
    "Themen",
    "Themenbereiche",
];
pub(super) const PLACES_NAMES: &[&str] = &[
    "Countries or regions",
    "Countries",
    "Country",
    "Country or region",
    "Regions",
    "Geographic earmark",
    "Geographical earmark",
    "Geography",
    "Location",
    "Pays",
    "Pays ou régions",
    "Países",
    "Países o regiones",
    "Países ou regiões",
    "Pays bénéficiaires",
    "Países beneficiarios",
    "Países beneficiários",
    "Land",
    "Länder",
];
pub(super) const ELIGIBLE_NAMES: &[&str] = &[
    "Eligible from",
    "Costs eligible from",
    "Eligibility start",
    "Éligible à partir du",
    "Elegible desde",
    "Elegível desde",
];

pub(super) const AGREEMENT_HINT: &str = "The number of the agreement, as on the sheet of agreements.";
pub(super) const CURRENCY_HINT: &str = "The ISO code of the currency, such as USD or EUR.";
pub(super) const PLACE_HINT: &str = "A country or region of the fund, by name or code.";
pub(super) const THEME_HINT: &str = "A theme or pillar of the fund, by name or code.";
