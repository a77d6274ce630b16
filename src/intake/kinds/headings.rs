//! The names by which people head the columns of each kind of sheet.
//!
//! What comes in: nothing. What leaves: a table for each kind; names in English first, then French, Spanish and
//! Portuguese. What it does not know: files and rows.

use crate::config::InputKind;

use crate::intake::kinds::columns::{Column, ColumnSpec, optional, required};

/// The columns of a kind, in their usual order.
pub const fn columns_of(kind: InputKind) -> &'static [ColumnSpec] {
    match kind {
        InputKind::Donors => DONORS,
        InputKind::Agreements => AGREEMENTS,
        InputKind::Amendments => AMENDMENTS,
        InputKind::Instalments => INSTALMENTS,
        InputKind::Receipts => RECEIPTS,
        InputKind::Priorities => PRIORITIES,
        InputKind::Expenditure => EXPENDITURE,
        InputKind::Rates => RATES,
        InputKind::Results => RESULTS,
        InputKind::Finance => FINANCE,
        InputKind::Aliases => ALIASES,
        InputKind::Reallocations => REALLOCATIONS,
        InputKind::Openings => OPENINGS,
    }
}

const AGREEMENT_NAMES: &[&str] = &[
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
const DONOR_NAMES: &[&str] = &[
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
const CURRENCY_NAMES: &[&str] = &["Currency", "Currency code", "Curr", "Ccy", "Devise", "Monnaie", "Moneda", "Moeda"];
const AMOUNT_NAMES: &[&str] = &[
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
const BASE_NAMES: &[&str] = &[
    "Base amount",
    "{base} booked",
    "Amount ({base})",
    "Amount in {base}",
    "{base} amount",
    "{base} equivalent",
    "Booked amount",
];
const NOTE_NAMES: &[&str] = &[
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
const COUNTRY_NAMES: &[&str] = &[
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
const THEME_NAMES: &[&str] = &["Theme", "Thematic area", "Topic", "Theme code", "Cluster", "Thème", "Tema"];
const PERIOD_NAMES: &[&str] = &["Period", "Years", "Year", "Période", "Período"];
const TITLE_NAMES: &[&str] = &["Title", "Project title", "Agreement title", "Titre", "Título"];
const DESCRIPTION_NAMES: &[&str] = &["Description", "Details", "Text", "Descripción", "Descrição"];

const CATEGORY_NAMES: &[&str] =
    &["Category", "Earmarking category", "Earmarking", "Catégorie", "Categoría", "Categoria"];
const EXCLUDING_NAMES: &[&str] = &["Excluding", "Except", "Exclusions"];
const LIMIT_NAMES: &[&str] = &["Limits", "Conditions", "Shares"];
const VALID_FROM_NAMES: &[&str] = &["Valid from", "Start date", "Start", "From", "Begins"];
const VALID_TO_NAMES: &[&str] = &["Valid to", "Valid until", "End date", "End", "To", "Until", "Ends", "Expires"];
const FEE_NAMES: &[&str] = &["Fee rate", "Administrative fee", "AA fee", "Fee"];
const SUPPORT_NAMES: &[&str] =
    &["Support rate", "Support cost rate", "Programme support cost", "PSC rate", "PSC", "Indirect cost rate"];
const LEVY_NAMES: &[&str] = &["Levy", "Coordination levy"];
const TARGET_THEME_NAMES: &[&str] = &["Themes", "Theme", "Thematic earmark", "Thematic areas", "Thèmes", "Temas"];
const PLACES_NAMES: &[&str] = &[
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
];
const ELIGIBLE_NAMES: &[&str] = &[
    "Eligible from",
    "Costs eligible from",
    "Eligibility start",
    "Éligible à partir du",
    "Elegible desde",
    "Elegível desde",
];

const DONORS: &[ColumnSpec] = &[
    required(Column::Code, &["Code", "Donor code", "Donor ID", "ID"]),
    required(Column::Name, &["Name", "Donor", "Donor name", "Nom", "Nombre", "Nome"]),
    optional(Column::Type, &["Type", "Donor type", "Kind", "Category"]),
    optional(Column::Country, &["Country", "Pays", "País"]),
    optional(Column::Language, &["Language", "Report language", "Langue", "Idioma"]),
    optional(Column::Contact, &["Contact", "Contact person", "Focal point"]),
    optional(Column::Email, &["E-mail", "Email address", "Courriel"]),
];
const AGREEMENTS: &[ColumnSpec] = &[
    required(Column::Agreement, AGREEMENT_NAMES),
    required(Column::Donor, DONOR_NAMES),
    required(Column::Stage, &["Stage", "Status", "Pledge or commitment", "Étape", "Etapa"]),
    required(
        Column::SignedOn,
        &[
            "Signed on",
            "Signature date",
            "Date signed",
            "Signed",
            "Date of signature",
            "Agreement date",
            "Announced on",
            "Signed or announced on",
            "Date",
            "Date de signature",
            "Fecha de firma",
            "Data de assinatura",
        ],
    ),
    required(Column::Currency, CURRENCY_NAMES),
    required(Column::Amount, AMOUNT_NAMES),
    optional(Column::Category, CATEGORY_NAMES),
    optional(Column::Places, PLACES_NAMES),
    optional(Column::Themes, TARGET_THEME_NAMES),
    optional(Column::Excluding, EXCLUDING_NAMES),
    optional(Column::Limits, LIMIT_NAMES),
    optional(Column::EligibleFrom, ELIGIBLE_NAMES),
    optional(Column::ValidFrom, VALID_FROM_NAMES),
    optional(Column::ValidTo, VALID_TO_NAMES),
    optional(Column::FundingSource, &["Source of funds", "Funding source", "Fund source"]),
    optional(Column::FeeRate, FEE_NAMES),
    optional(Column::SupportRate, SUPPORT_NAMES),
    optional(Column::Levy, LEVY_NAMES),
    optional(Column::Title, TITLE_NAMES),
    optional(Column::Notes, NOTE_NAMES),
];
const AMENDMENTS: &[ColumnSpec] = &[
    required(Column::Agreement, AGREEMENT_NAMES),
    required(
        Column::Number,
        &["Amendment", "Amendment no", "Amendment number", "No.", "Number", "Avenant", "Enmienda", "Aditamento", "N°"],
    ),
    required(
        Column::EffectiveDate,
        &["Effective date", "Effective", "Effective from", "Effective on", "In force from", "Date d'effet"],
    ),
    optional(Column::Amount, &["New amount", "Amount", "Amended amount", "Montant", "Importe", "Monto", "Montante"]),
    optional(Column::Category, CATEGORY_NAMES),
    optional(Column::Places, PLACES_NAMES),
    optional(Column::Themes, TARGET_THEME_NAMES),
    optional(Column::Excluding, EXCLUDING_NAMES),
    optional(Column::Limits, LIMIT_NAMES),
    optional(Column::EligibleFrom, ELIGIBLE_NAMES),
    optional(Column::ValidFrom, VALID_FROM_NAMES),
    optional(Column::ValidTo, VALID_TO_NAMES),
    optional(Column::FeeRate, FEE_NAMES),
    optional(Column::SupportRate, SUPPORT_NAMES),
    optional(Column::Levy, LEVY_NAMES),
    optional(Column::Notes, NOTE_NAMES),
];
const INSTALMENTS: &[ColumnSpec] = &[
    required(Column::Agreement, AGREEMENT_NAMES),
    optional(
        Column::Number,
        &["No.", "Number", "Instalment", "Instalment no", "Installment", "Installment no", "Tranche", "N°"],
    ),
    required(
        Column::DueDate,
        &["Due date", "Due on", "Due", "Date due", "Date", "Échéance", "Vencimiento", "Vencimento"],
    ),
    required(Column::Amount, AMOUNT_NAMES),
];
const RECEIPTS: &[ColumnSpec] = &[
    required(
        Column::Receipt,
        &["Receipt", "Receipt no", "Receipt number", "Document", "Document no", "Reçu", "Recibo"],
    ),
    optional(Column::Agreement, AGREEMENT_NAMES),
    optional(
        Column::ToAgreement,
        &["To agreement", "Transferred to", "Transfer to", "À l'accord", "Al acuerdo", "Para o acordo"],
    ),
    required(
        Column::Date,
        &[
            "Date",
            "Date received",
            "Receipt date",
            "Received on",
            "Deposit date",
            "Booking date",
            "Value date",
            "Fecha",
            "Data",
        ],
    ),
    optional(Column::Kind, &["Kind", "Type", "Receipt type", "Transaction type"]),
    required(Column::Currency, CURRENCY_NAMES),
    required(
        Column::Amount,
        &[
            "Amount",
            "Amount received",
            "Original amount",
            "Amount in original currency",
            "Montant",
            "Importe",
            "Monto",
            "Montante",
            "Valor",
        ],
    ),
    optional(Column::BaseAmount, BASE_NAMES),
    optional(Column::Notes, NOTE_NAMES),
];
const PRIORITIES: &[ColumnSpec] = &[
    required(Column::Country, COUNTRY_NAMES),
    required(Column::Theme, THEME_NAMES),
    optional(Column::Period, PERIOD_NAMES),
    required(
        Column::Need,
        &[
            "Need",
            "Needs",
            "Requirement",
            "Requirements",
            "Need ({base})",
            "Amount needed",
            "Besoin",
            "Necesidad",
            "Necessidade",
        ],
    ),
    optional(Column::ValidFrom, &["Valid from", "In force from", "Holds from"]),
    optional(Column::Weight, &["Weight", "Priority weight", "Poids", "Peso"]),
    optional(Column::Floor, &["Floor", "Minimum", "At least", "Floor ({base})"]),
    optional(Column::Ceiling, &["Ceiling", "Maximum", "At most", "Cap", "Ceiling ({base})"]),
    optional(
        Column::Outside,
        &["Outside funding", "Already funded", "Funded from outside", "Other funding", "Outside funding ({base})"],
    ),
    optional(Column::Notes, NOTE_NAMES),
];
const EXPENDITURE: &[ColumnSpec] = &[
    required(Column::Date, &["Date", "Booking date", "Posting date", "Date booked", "Fecha", "Data"]),
    required(
        Column::Project,
        &["Project", "Project no", "Project code", "Project number", "Projet", "Proyecto", "Projeto"],
    ),
    required(Column::Country, COUNTRY_NAMES),
    required(Column::Theme, THEME_NAMES),
    required(
        Column::Category,
        &[
            "Category",
            "Expenditure category",
            "UNSDG category",
            "Budget category",
            "Catégorie",
            "Categoría",
            "Categoria",
        ],
    ),
    required(
        Column::Amount,
        &["Amount", "Expenditure", "Original amount", "Montant", "Importe", "Monto", "Montante", "Valor"],
    ),
    optional(Column::Currency, CURRENCY_NAMES),
    optional(Column::BaseAmount, BASE_NAMES),
    optional(Column::Agreement, AGREEMENT_NAMES),
    optional(Column::Type, &["Type", "Expenditure type", "Expenditure or obligation"]),
    optional(Column::Obligation, &["Obligation", "Obligation no", "Purchase order", "PO number", "PO"]),
    optional(Column::Document, &["Document", "Document no", "Voucher", "Voucher no"]),
    optional(Column::Description, DESCRIPTION_NAMES),
];
const RATES: &[ColumnSpec] = &[
    required(Column::Currency, CURRENCY_NAMES),
    required(
        Column::UnitsPerBase,
        &[
            "Units per base",
            "Units per {base}",
            "Rate",
            "Exchange rate",
            "Rate per {base}",
            "Units for 1 {base}",
            "Taux",
            "Tasa",
        ],
    ),
    required(Column::EffectiveDate, &["Effective date", "Effective", "Effective from", "Date", "Valid from"]),
    optional(Column::PublicationDate, &["Publication date", "Published", "Published on"]),
];
const REALLOCATIONS: &[ColumnSpec] = &[
    required(Column::Date, &["Date", "Decided on", "Decision date", "Fecha", "Data"]),
    required(Column::Agreement, AGREEMENT_NAMES),
    required(Column::FromCell, &["From cell", "From priority", "From", "De", "Desde"]),
    required(Column::ToCell, &["To cell", "To priority", "To", "Vers", "Hacia", "Para"]),
    required(Column::Amount, AMOUNT_NAMES),
    required(Column::Reason, &["Reason", "Justification", "Motif", "Motivo", "Why"]),
];
const OPENINGS: &[ColumnSpec] = &[
    required(Column::Agreement, AGREEMENT_NAMES),
    required(Column::Country, COUNTRY_NAMES),
    required(Column::Theme, THEME_NAMES),
    optional(Column::Period, PERIOD_NAMES),
    required(Column::Allocated, &["Allocated", "Allocation", "Amount allocated", "Alloué", "Asignado", "Alocado"]),
    required(Column::Charged, &["Charged", "Spent", "Expenditure", "Amount charged", "Dépensé", "Gastado", "Gasto"]),
    required(Column::AsAt, &["As at", "As of", "Balance date", "Date", "Au", "A fecha de", "Em"]),
];
const RESULTS: &[ColumnSpec] = &[
    required(Column::Country, COUNTRY_NAMES),
    required(Column::Theme, THEME_NAMES),
    required(Column::Date, &["Date", "Achieved on", "Reported on"]),
    required(Column::Kind, &["Kind", "Kind of result", "Type", "Result"]),
    required(Column::Number, &["Number", "People", "Value", "Count"]),
    optional(Column::Description, DESCRIPTION_NAMES),
];
const FINANCE: &[ColumnSpec] = &[
    required(Column::Document, &["Document", "Document no", "Doc", "Doc no", "Voucher", "Entry"]),
    required(Column::Kind, &["Kind", "Type", "Entry type", "Transaction type"]),
    required(Column::Date, &["Date", "Posting date", "Booking date"]),
    optional(Column::Donor, DONOR_NAMES),
    optional(Column::Reference, &["Reference", "Ref", "Agreement", "Receipt", "Project"]),
    optional(Column::Country, COUNTRY_NAMES),
    optional(Column::Theme, THEME_NAMES),
    required(
        Column::Amount,
        &[
            "Amount",
            "Amount ({base})",
            "Amount in {base}",
            "{base} amount",
            "Montant",
            "Importe",
            "Monto",
            "Montante",
            "Valor",
        ],
    ),
];
const ALIASES: &[ColumnSpec] = &[
    required(Column::Kind, &["Kind", "Type"]),
    required(Column::AsWritten, &["As written", "Written", "Alias", "Name"]),
    required(Column::Means, &["Means", "Meaning", "Code", "Stands for"]),
    optional(Column::DecidedBy, &["Decided by", "By", "Who"]),
    optional(Column::DecidedOn, &["Decided on", "On", "When", "Date"]),
];
