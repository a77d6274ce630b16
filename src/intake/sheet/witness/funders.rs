//! Columns that are not read, and remarks, which name who pays for the rows of a sheet of costs: other funds and donors than those of
//! this one.
//!
//! What comes in: the rows of a sheet of costs or of finance's bookings, one by one. What leaves: a warning at the first row that
//! another may pay. What it does not know: columns of agreements and donors that are read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::said::{Remembered, Said};
use super::state_words::{Words, set};
use super::words::{plain_words, words};
use super::{Tally, filled};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::row::name::NameFault;

/// How many names of a column are shown.
const SHOWN: usize = 4;

/// What was seen in columns of those who pay, by position.
#[derive(Default)]
pub(super) struct Funders {
    columns: BTreeMap<u32, Seen>,
    /// Remarks that another pays, by position: the text of the first, and the rows.
    remarks: BTreeMap<u32, (String, Tally)>,
    asked: bool,
}

struct Seen {
    heads: Heads,
    names: Remembered<Who>,
    /// Whether one of them is this fund, or a donor or agreement of its.
    ours: bool,
    /// Rows of funds and donors that are known to be others, and of names that may be.
    others: Named,
    unknown: Named,
}

#[derive(Default)]
struct Named {
    rows: Tally,
    names: BTreeSet<String>,
}

impl Named {
    fn add(&mut self, text: &str, row: &Row<'_>, judge: &Judge<'_>) {
        self.rows.add(row, judge);
        if self.names.len() <= SHOWN {
            self.names.insert(text.to_owned());
        }
    }
}

/// Who a cell says pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Who {
    /// Nobody, or how it is paid.
    #[default]
    Nobody,
    Ours,
    Other,
    Unknown,
}

impl Funders {
    pub fn new(judge: &Judge<'_>) -> Self {
        let context = judge.context;
        let spent = matches!(judge.mapping.kind, InputKind::Facts(FactKind::Expenditure | FactKind::Finance));
        if !spent || context.donors_incomplete || context.agreements_incomplete {
            return Self::default();
        }
        let chosen = |header: &str| judge.mapping.only.keys().any(|name| comparable(name) == comparable(header));
        let unread = judge.layout.headers.iter().filter(|(position, _)| judge.column_at(**position).is_none());
        let columns = unread.filter(|(_, header)| !chosen(header)).filter_map(|(&position, header)| {
            let seen = Seen {
                heads: heads_funders(header)?,
                names: Remembered::default(),
                ours: false,
                others: Named::default(),
                unknown: Named::default(),
            };
            Some((position, seen))
        });
        Self { columns: columns.collect(), asked: true, ..Self::default() }
    }

    pub fn see(&mut self, row: &Row<'_>, said: &[Said], judge: &Judge<'_>) {
        if !self.asked {
            return;
        }
        for (cell, _) in row.cells.iter().zip(said).filter(|(_, said)| said.another_pays) {
            if !self.columns.contains_key(&cell.column) {
                let fresh = || (cell.value.show().trim().to_owned(), Tally::default());
                self.remarks.entry(cell.column).or_insert_with(fresh).1.add(row, judge);
            }
        }
        for (position, seen) in &mut self.columns {
            let Some(Value::Text(text)) = filled(row, *position).map(|cell| &cell.value) else { continue };
            let text = text.trim();
            match seen.names.ask(text, || who(text, judge)) {
                Who::Nobody => {}
                Who::Ours => seen.ours = true,
                Who::Other => seen.others.add(text, row, judge),
                // What stands elsewhere in the row, too, is its project or its budget line.
                Who::Unknown if stands_elsewhere(text, *position, row) => {}
                Who::Unknown => seen.unknown.add(text, row, judge),
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (column, mut seen) in self.columns {
            let several = seen.heads == Heads::Payers && (2..=SHOWN).contains(&seen.unknown.names.len());
            if seen.heads == Heads::Funders || seen.ours || several {
                seen.others.rows.join(&seen.unknown.rows);
                seen.others.names.extend(seen.unknown.names);
            }
            let Some(row) = seen.others.rows.first else { continue };
            let header = judge.layout.headers.get(&column).map_or("", |header| header.trim());
            let names: Vec<String> = seen.others.names.iter().map(|name| format!("{name:?}")).collect();
            let more = if names.len() > SHOWN { ", others" } else { "" };
            let named = names.get(..names.len().min(SHOWN)).unwrap_or_default().join(", ");
            let found = format!(
                "{named}{more} under {header:?}, which is neither this fund nor a donor of it ({})",
                seen.others.rows.show(judge)
            );
            let skipped = if names.len() == 1 { named } else { format!("[{named}]") };
            let fix = format!(
                "The rows were read like the others. If others pay them, say so in fund.toml: skip = {{ {header:?} = {skipped} }}; if \
                 this fund does, nothing is to be done, or record the name of its donor: poolfund alias donor NAME CODE."
            );
            let location = judge.location(Some(row), Some(column));
            judge.problems.add(Problem::new(
                ProblemCode::StateNotRead,
                location,
                found,
                "rows that this fund pays",
                fix,
            ));
        }
        for (column, (text, rows)) in self.remarks {
            let found = format!("{text:?}, which says that another than this fund pays ({})", rows.show(judge));
            let fix = "The rows were read like the others. If others pay them, delete them, or leave them out with skip in fund.toml; if \
                       this fund does, nothing is to be done.";
            let location = judge.location(rows.first, Some(column));
            let expected = "rows that this fund pays";
            judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, expected, fix));
        }
    }
}

/// Whether a text stands in another cell of its row as well.
fn stands_elsewhere(text: &str, position: u32, row: &Row<'_>) -> bool {
    let same = |value: &Value<'_>| matches!(value, Value::Text(other) if other.trim() == text);
    row.cells.iter().any(|cell| cell.column != position && same(&cell.value))
}

/// Who a text says pays.
fn who(text: &str, judge: &Judge<'_>) -> Who {
    let plain = comparable(text);
    if is_ours(text, &plain, judge) {
        return Who::Ours;
    }
    let parts: Vec<&str> =
        text.split(['/', ',', ';', '&', '+']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| is_ours(part, &comparable(part), judge)) {
        return Who::Ours;
    }
    let said = plain_words(text);
    let any = |list: &Words| said.iter().any(|word| list.contains(word));
    if any(&OTHER)
        || any(&PARTNERS)
        || KNOWN.contains(&plain)
        || said.first().is_some_and(|first| KNOWN.contains(first))
    {
        return Who::Other;
    }
    // A number may be that of any account.
    let name = text.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && text.bytes().filter(u8::is_ascii_digit).count() < 3;
    if !name || any(&MEANS) { Who::Nobody } else { Who::Unknown }
}

/// Whether a text, with its comparable form, names this fund, or a donor or agreement of it.
fn is_ours(text: &str, plain: &str, judge: &Judge<'_>) -> bool {
    const THIS: [&str; 18] = [
        "fondocomun",
        "fondscommun",
        "fundocomum",
        "commonfund",
        "ourfund",
        "gemeinschaftsfonds",
        "jointfund",
        "thisfund",
        "fund",
        "fonds",
        "fondo",
        "fundo",
        "thefund",
        "thepool",
        "pool",
        "pooled",
        "pooledfund",
        "mdtf",
    ];
    let context = judge.context;
    let (name, code) = (comparable(&context.fund.name), comparable(context.fund.code.as_str()));
    let part = |short: &str, long: &str| short.len() > 4 && long.contains(short);
    let donor = |name: &str| !matches!(context.names.donor(name), Err(NameFault::Unknown));
    let coded = || !code.is_empty() && words(text).any(|word| comparable(word) == code);
    THIS.contains(&plain)
        || plain == code
        || part(plain, &name)
        || part(&name, plain)
        || coded()
        || donor(text)
        // `Government of Japan`
        || text.rsplit_once(" of ").is_some_and(|(_, country)| donor(country))
        || context.agreements.written_elsewhere(text).is_some()
}

/// What a header is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heads {
    /// Those who give the money, and nothing else.
    Funders,
    /// Those who pay: names that differ are of several.
    Payers,
    /// Perhaps of them, or of what a row was taken from.
    Sources,
}

/// What a header is of, where that is those who pay.
fn heads_funders(header: &str) -> Option<Heads> {
    let plain = comparable(header);
    if CERTAIN.contains(&plain) {
        return Some(Heads::Funders);
    }
    let last = plain_words(header);
    let ends = |names: &Words| {
        (0..last.len()).rev().take(4).any(|from| last.get(from..).is_some_and(|words| names.contains(&words.concat())))
    };
    if ends(&PAYERS) {
        return Some(Heads::Payers);
    }
    ends(&MAY_BE).then_some(Heads::Sources)
}

/// Headers that are of nothing else than of those who pay.
static CERTAIN: Words = LazyLock::new(|| {
    set(
        "funded_by financed_by funding_source source_of_funds source_of_funding source_of_financing financing_source funder \
         funders donor donors donor_name name_of_donor funding_donor funding_agency funding_partner donor_agency bailleur \
         bailleur_de_fonds financé_par source_de_financement financiado_por fuente_de_financiamiento fuente_de_financiación \
         fonte_de_financiamento fonte_de_recursos donante doador geldgeber finanziert_von finanziert_durch finanzierungsquelle \
         sponsor sponsors origem_dos_recursos origem_dos_fundos origen_de_los_fondos origen_de_los_recursos origine_des_fonds \
         provenance_des_fonds mittelherkunft grantor co_funder co_funders co_financing co_funding co_financed_by co_funded_by co_financier recharged_to shared_with \
         reimbursed_by finanziato_da donatore financier source_of_fund",
    )
});

/// The last words of headers that may be of those who pay.
static MAY_BE: Words = LazyLock::new(|| {
    set(
        "donor donors funder funders sponsor bailleur bailleurs donante doador geldgeber fund funds fonds fondo fondos fundo fund_name source sources quelle fuente fonte funding financing financement \
         financiamiento financiación financiamento finanzierung paid_by payé_par pagado_por pago_por bezahlt_von budget_source",
    )
});

/// The last words of headers of those who pay, or share a cost.
static PAYERS: Words = LazyLock::new(|| {
    set(
        "payer payeur pagador zahler kostenträger charged_to charge_to charged_against debited_to paid_from paid_out_of funded_from \
         financed_from borne_by pris_en_charge_par imputé_à imputé_sur payé_sur cargado_a imputado_a a_cargo_de a_cargo_do \
         à_la_charge_de zu_lasten suportado_por soportado_por supporté_par assumé_par asumido_por assumido_por assumed_by met_by imputed_to \
         imputation getragen_von bezahlt_aus finanziert_aus pagado_con pago_com cost_sharing cost_shared_with \
         partage_des_coûts costos_compartidos partilha_de_custos kostenteilung",
    )
});

/// Words for another than this fund.
pub(super) static OTHER: Words =
    LazyLock::new(|| set("other others another autre autres otro otros otra outro outros outra andere anderer"));

/// Words for partners, and for the money of the one that spends.
static PARTNERS: Words = LazyLock::new(|| {
    set("partner partners partenaire partenaires socio socios parceiro parceiros own core propres propios próprios \
         eigenmittel eigene bilateral")
});

/// Names of funds and donors that many know.
pub(super) static KNOWN: Words = LazyLock::new(|| {
    set(
        "CERF ECHO DG_ECHO USAID BHA FCDO DFID GIZ BMZ KfW SIDA NORAD DANIDA AFD JICA KOICA AECID SDC DFAT CIDA GAVI EU \
         European_Union Union_européenne Unión_Europea União_Europeia Europäische_Union European_Commission World_Bank \
         Banque_mondiale Banco_Mundial Weltbank Global_Fund Gates_Foundation Bill_and_Melinda_Gates_Foundation UNICEF WFP UNDP \
         UNHCR UNFPA WHO FAO OCHA AfDB ADB IADB IFAD Mastercard_Foundation Rockefeller_Foundation Ford_Foundation",
    )
});

/// Words that say how something is paid, or from which papers it was taken, and not by whom.
static MEANS: Words = LazyLock::new(|| {
    set(
        "grant grants loan loans cash bank cheque check transfer invoice invoices payroll journal ledger statement statements \
         voucher vouchers receipt receipts manual import interface system sap oracle navision quickbooks tbd various several \
         multiple all mixed pooled unearmarked earmarked restricted unrestricted public private domestic international \
         banque caisse banco caja caixa kasse espèces efectivo trust multidonor budget office bureau oficina \
         multilateral regular extrabudgetary xb rb account compte cuenta conta konto advance imprest card",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_those_who_pay() {
        for (header, expected) in [
            ("Funded by", Some(Heads::Funders)),
            ("Funding source", Some(Heads::Funders)),
            ("Bailleur de fonds", Some(Heads::Funders)),
            ("Fund", Some(Heads::Sources)),
            ("Budget source", Some(Heads::Sources)),
            ("Charged to", Some(Heads::Payers)),
            ("Cost sharing", Some(Heads::Payers)),
            ("Fund code", None),
            ("Funding gap", None),
            ("Resources", None),
        ] {
            assert_eq!(heads_funders(header), expected, "{header}");
        }
    }
}
