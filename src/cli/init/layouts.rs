//! The table of sheets: what stands in which column of which workbook.
//!
//! What comes in: nothing. What leaves: [`LAYOUTS`]. What it does not know: any fund.

use crate::domain::Language;

use super::sheets::{Form, List, SheetColumn, SheetLayout};

/// A column that every row needs.
const fn needed(header: &'static str, width: u8, form: Form, hint: &'static str) -> SheetColumn {
    SheetColumn { header, width, required: true, form, hint }
}

/// A column that may stay blank.
const fn free(header: &'static str, width: u8, form: Form, hint: &'static str) -> SheetColumn {
    SheetColumn { header, width, required: false, form, hint }
}

const DONOR: Form = Form::Name(List::Donors);
const PLACE: Form = Form::Name(List::Places);
const THEME: Form = Form::Name(List::Themes);
const CURRENCY: Form = Form::Name(List::Currencies);
const AGREEMENT_HINT: &str = "The number of the agreement, as on the sheet of agreements.";
const CURRENCY_HINT: &str = "The ISO code of the currency, such as USD or EUR.";
const PLACE_HINT: &str = "A country or region of the fund, by name or code.";
const THEME_HINT: &str = "A theme or pillar of the fund, by name or code.";
const NOTES: SheetColumn = free("Notes", 36, Form::Text, "Remarks for yourselves.");

/// Donors.
pub const DONORS: SheetLayout = SheetLayout {
    kind: "donors",
    file: "donors.xlsx",
    sheet: "Donors",
    title: "Donors",
    purpose: "One row for each donor: who gives, and in which language it gets its report.",
    columns: &[
        needed("Code", 10, Form::Text, "A short code of your own, such as BEL. It names the donor everywhere."),
        needed("Name", 62, Form::Text, "The name as it stands on the report."),
        free(
            "Type",
            14,
            Form::Word(&["government", "foundation", "un fund", "domestic", "private"]),
            "What kind of organisation it is.",
        ),
        free("Country", 20, Form::Text, "Where it sits: a country by name or ISO code."),
        free("Language", 11, Form::Word(Language::CODES), "The language of its reports."),
        free("Contact", 26, Form::Text, "The person or desk to write to."),
        free("E-mail", 34, Form::Text, "The address of that person or desk."),
    ],
};

/// Agreements.
pub const AGREEMENTS: SheetLayout = SheetLayout {
    kind: "agreements",
    file: "agreements.xlsx",
    sheet: "Agreements",
    title: "Agreements and pledges",
    purpose: "One row for each pledge or signed agreement: how much, and what it may pay for.",
    columns: &[
        needed("Agreement", 15, Form::Text, "A number that no other agreement has."),
        needed("Donor", 14, DONOR, "The donor's code or name."),
        needed("Stage", 13, Form::Word(&["pledge", "commitment"]), "pledge: announced. commitment: signed."),
        needed("Signed on", 12, Form::Date, "The day of signature; for a pledge the day it was announced."),
        needed("Currency", 10, CURRENCY, CURRENCY_HINT),
        needed("Amount", 18, Form::Amount, "The full amount, in the currency of the agreement."),
        free(
            "Category",
            10,
            Form::Word(&["1", "2", "3", "4"]),
            "1 unearmarked, 2 softly earmarked, 3 earmarked, 4 tightly earmarked (one project). Blank: 1 or 2.",
        ),
        free(
            "Countries or regions",
            40,
            Form::Text,
            "Parted by semicolons; blank for everywhere. A place may carry its own themes: Kenya (T03, T04); Malawi",
        ),
        free("Themes", 22, Form::Text, "Themes or pillars, parted by semicolons; blank for all."),
        free("Excluding", 20, Form::Text, "What it may not pay for: Nigeria; Kenya (T03); (T16)"),
        free(
            "Limits",
            30,
            Form::Text,
            "Shares, parted by semicolons: at least 30% to Malawi; at most 10% outside countries",
        ),
        free("Valid from", 12, Form::Date, "From when the money may be used."),
        free("Valid to", 12, Form::Date, "Until when the money may be used."),
        free(
            "Source of funds",
            16,
            Form::Word(&["regular budget", "rbsa", "extra-budgetary"]),
            "Where the money stands in the organisation's books.",
        ),
        free("Fee rate", 9, Form::Percent, "The administrative fee, where it is not the fund's."),
        free("Support rate", 10, Form::Percent, "The programme support rate, where it is not the fund's."),
        free(
            "Levy",
            10,
            Form::Word(&["none", "included", "on top"]),
            "How the coordination levy is paid, where it is not by the fund's rule.",
        ),
        free("Title", 44, Form::Text, "The title of the agreement."),
        NOTES,
    ],
};

/// Instalments.
pub const INSTALMENTS: SheetLayout = SheetLayout {
    kind: "instalments",
    file: "agreements.xlsx",
    sheet: "Instalments",
    title: "Instalments",
    purpose: "One row for each payment that an agreement foresees. They add up to the agreement.",
    columns: &[
        needed("Agreement", 15, Form::Text, AGREEMENT_HINT),
        free("No.", 6, Form::Whole, "1 for the first payment, 2 for the second."),
        needed("Due date", 12, Form::Date, "When it is due."),
        needed("Amount", 18, Form::Amount, "How much, in the currency of the agreement."),
    ],
};

/// Receipts.
pub const RECEIPTS: SheetLayout = SheetLayout {
    kind: "receipts",
    file: "receipts.xlsx",
    sheet: "Receipts",
    title: "Receipts, refunds, interest and bank charges",
    purpose: "One row for each movement of cash. Amounts are positive: the kind gives the sign.",
    columns: &[
        needed("Receipt", 13, Form::Text, "A number that no other receipt has."),
        free("Agreement", 15, Form::Text, "The number of the agreement; blank for interest and bank charges."),
        needed("Date", 12, Form::Date, "The day it was booked."),
        free(
            "Kind",
            13,
            Form::Word(&["deposit", "refund", "write-off", "interest", "bank charge"]),
            "Blank means deposit.",
        ),
        needed("Currency", 10, CURRENCY, CURRENCY_HINT),
        needed("Amount", 18, Form::Amount, "How much, in that currency; always positive."),
        free("Base amount", 18, Form::Amount, "What was booked in the fund's currency; blank: by the rate of the day."),
        NOTES,
    ],
};

/// Priorities.
pub const PRIORITIES: SheetLayout = SheetLayout {
    kind: "priorities",
    file: "priorities.xlsx",
    sheet: "Priorities",
    title: "Priorities: what is needed where",
    purpose: "One row for each place and theme: what is needed and what others fund already.",
    columns: &[
        needed("Country", 30, PLACE, PLACE_HINT),
        needed("Theme", 44, THEME, THEME_HINT),
        free("Period", 12, Form::Text, "Years, such as 2021-2025; blank for the fund's period."),
        needed("Need", 16, Form::Amount, "All that is needed, in the fund's currency."),
        free("Weight", 8, Form::Rate, "How urgent it is beside the others; blank for 1."),
        free("Floor", 16, Form::Amount, "The least it should have, outside funding included."),
        free("Ceiling", 16, Form::Amount, "The most it may have, outside funding included; blank for the need."),
        free("Outside funding", 16, Form::Amount, "What is funded already by others than the pool."),
        NOTES,
    ],
};

/// Expenditure.
pub const EXPENDITURE: SheetLayout = SheetLayout {
    kind: "expenditure",
    file: "expenditure.xlsx",
    sheet: "Expenditure",
    title: "Expenditure and open obligations",
    purpose: "One row for each booking of a project.",
    columns: &[
        needed("Date", 12, Form::Date, "The day it was booked."),
        needed("Project", 14, Form::Text, "The number of the project."),
        needed("Country", 28, PLACE, PLACE_HINT),
        needed("Theme", 40, THEME, THEME_HINT),
        needed(
            "Category",
            22,
            Form::Word(&[
                "staff",
                "supplies",
                "equipment",
                "contractual services",
                "travel",
                "transfers and grants",
                "general operating",
                "indirect support",
            ]),
            "The category of the UN Sustainable Development Group.",
        ),
        free("Currency", 10, CURRENCY, "The ISO code of the currency; blank for the fund's."),
        needed("Amount", 16, Form::Amount, "How much, in that currency; negative for a credit."),
        free("Base amount", 16, Form::Amount, "What was booked in the fund's currency; blank: by the rate of the day."),
        free("Agreement", 15, Form::Text, "The agreement that pays for it, where the booking names one."),
        free("Type", 12, Form::Word(&["expenditure", "obligation"]), "obligation: bound, not yet spent."),
        free("Document", 16, Form::Text, "The number of the voucher."),
        free("Description", 40, Form::Text, "What it was for."),
    ],
};

/// Exchange rates.
pub const RATES: SheetLayout = SheetLayout {
    kind: "rates",
    file: "rates.xlsx",
    sheet: "Rates",
    title: "Exchange rates",
    purpose: "One row for each currency and date. The newest rate not after a day holds on that day.",
    columns: &[
        needed("Currency", 10, CURRENCY, CURRENCY_HINT),
        needed("Units per base", 16, Form::Rate, "Units of it for one unit of the fund's currency."),
        needed("Effective date", 14, Form::Date, "From when it holds."),
        free("Publication date", 16, Form::Date, "When it was published."),
    ],
};

/// Results.
pub const RESULTS: SheetLayout = SheetLayout {
    kind: "results",
    file: "results.xlsx",
    sheet: "Results",
    title: "Results",
    purpose: "One row for each result: a law or scheme that changed, or people newly covered.",
    columns: &[
        needed("Country", 28, PLACE, PLACE_HINT),
        needed("Theme", 40, THEME, THEME_HINT),
        needed("Date", 12, Form::Date, "When it was achieved."),
        needed(
            "Kind",
            22,
            Form::Word(&["institutional change", "legal coverage", "effective coverage", "adequacy"]),
            "institutional change counts changes; the others count people.",
        ),
        needed("Number", 14, Form::Whole, "How many."),
        free("Description", 60, Form::Text, "In a sentence."),
    ],
};

/// The finance system's extract.
pub const FINANCE: SheetLayout = SheetLayout {
    kind: "finance",
    file: "finance-extract.xlsx",
    sheet: "Extract",
    title: "Extract of the finance system",
    purpose: "One row for each booking there, in the fund's currency, for the reconciliation.",
    columns: &[
        needed("Document", 16, Form::Text, "The number of the booking."),
        needed("Kind", 13, Form::Word(&["deposit", "refund", "budget", "expenditure"]), "What it is."),
        needed("Date", 12, Form::Date, "The day it was booked there."),
        free("Donor", 34, Form::Text, "The donor as written there."),
        free("Reference", 16, Form::Text, "The agreement, receipt or project it refers to."),
        free("Country", 28, PLACE, PLACE_HINT),
        free("Theme", 10, Form::Text, THEME_HINT),
        needed("Amount", 18, Form::Amount, "How much, in the fund's currency."),
    ],
};

/// Aliases.
pub const ALIASES: SheetLayout = SheetLayout {
    kind: "aliases",
    file: "aliases.xlsx",
    sheet: "Aliases",
    title: "What other names mean",
    purpose: "One row for each name that someone else writes, and the code it stands for. Decided once, by a person.",
    columns: &[
        needed("Kind", 10, Form::Word(&["donor", "country", "theme"]), "What the name is of."),
        needed("As written", 48, Form::Text, "The name as they write it."),
        needed("Means", 12, Form::Text, "The code it stands for."),
        free("Decided by", 24, Form::Text, "Who decided it."),
        free("Decided on", 12, Form::Date, "When."),
    ],
};

/// All sheets, in the order in which a newcomer fills them in.
pub const LAYOUTS: &[SheetLayout] =
    &[DONORS, AGREEMENTS, INSTALMENTS, RECEIPTS, PRIORITIES, EXPENDITURE, RATES, RESULTS, FINANCE, ALIASES];
