//! What speaks against the kind that explains most of an unknown sheet: another that it may be as well, or that nothing says
//! what a list of general columns is of.
//!
//! What comes in: what the kinds make of a sheet. What leaves: a doubt, or none. What it does not know: values.

use super::assign::Recognised;
use super::likeness::has_word;
use super::{AHEAD, Found, Sheet};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::text::comparable;
use crate::intake::kinds::columns::Column;

const AGREEMENT: InputKind = InputKind::Facts(FactKind::Agreement);
const AMENDMENT: InputKind = InputKind::Facts(FactKind::Amendment);
const DONOR: InputKind = InputKind::Facts(FactKind::Donor);
const EXPENDITURE: InputKind = InputKind::Facts(FactKind::Expenditure);
const FINANCE: InputKind = InputKind::Facts(FactKind::Finance);
const INSTALMENT: InputKind = InputKind::Facts(FactKind::Instalment);
const PRIORITY: InputKind = InputKind::Facts(FactKind::Priority);
const RECEIPT: InputKind = InputKind::Facts(FactKind::Receipt);
const RESULT: InputKind = InputKind::Facts(FactKind::Result);
const TARGET: InputKind = InputKind::Facts(FactKind::Target);

/// Parts of words that say of a list that it is of donors.
const OF_DONORS: [&str; 15] = [
    "fundingpartner",
    "resourcepartner",
    "developmentpartner",
    "sponsor",
    "cooperant",
    "aportant",
    "donor",
    "donateur",
    "bailleur",
    "donante",
    "doador",
    "geber",
    "contribut",
    "contribuy",
    "financ",
];

/// Parts of words that say of a list of places and themes that it is of what is needed there.
const OF_NEEDS: [&str; 14] = [
    "need",
    "requirement",
    "required",
    "costed",
    "gap",
    "priorit",
    "besoin",
    "requis",
    "necesid",
    "requerid",
    "requerim",
    "brecha",
    "necessid",
    "bedarf",
];

/// Parts of words that say of contracts that they are with those whom the fund pays.
const OF_SUPPLIERS: [&str; 22] = [
    "vendor",
    "supplier",
    "fournisseur",
    "prestataire",
    "proveedor",
    "fornecedor",
    "lieferant",
    "consultant",
    "contractor",
    "subgrant",
    "subrecipient",
    "subaward",
    "souscon",
    "soussubv",
    "subvencionado",
    "unterauftrag",
    "purchaseorder",
    "procurement",
    "payroll",
    "lease",
    "rental",
    "insurance",
];

/// Parts of words that say of a list of documents that money came in by them.
const OF_RECEIPTS: [&str; 22] = [
    "receipt",
    "receiv",
    "deposit",
    "contribut",
    "donor",
    "bank",
    "cash",
    "encaiss",
    "quittance",
    "versement",
    "recu",
    "banque",
    "ingreso",
    "recib",
    "cobro",
    "banco",
    "receb",
    "eingang",
    "einzahlung",
    "quittung",
    "zahlung",
    "movement",
];

/// Words of headers of numbers that any document has.
const OF_DOCUMENTS: [&str; 10] =
    ["document", "voucher", "entry", "journal", "piece", "beleg", "belegnummer", "documento", "comprobante", "asiento"];

/// Words of headers that say of a number that it was reached.
const REACHED: [&str; 22] = [
    "achieved",
    "achievement",
    "actual",
    "reached",
    "alcanzado",
    "alcanzada",
    "logro",
    "atteint",
    "atteinte",
    "realise",
    "alcancado",
    "alcancada",
    "realizado",
    "erreicht",
    "erreichter",
    "verified",
    "verification",
    "verificado",
    "verificada",
    "verifie",
    "verifiziert",
    "progress",
];

impl Sheet<'_> {
    /// Whether a sheet of columns that many lists have says what it is of: by its name, that of its file, a title or a header; or it has
    /// a column that no other list has.
    pub fn says_its_kind(&self, found: &Found) -> bool {
        let taken = |columns: &[Column]| columns.iter().any(|column| found.assignment.taken.contains_key(column));
        match found.kind {
            DONOR => taken(&[Column::Reporting]) || self.says(found, &OF_DONORS),
            PRIORITY => {
                let own = [Column::Outside, Column::Weight, Column::Floor, Column::Ceiling];
                taken(&own) || self.says(found, &OF_NEEDS)
            }
            AGREEMENT | AMENDMENT | INSTALMENT => !self.says(found, &OF_SUPPLIERS),
            RECEIPT => {
                let header = |(position, _): &(u32, Recognised)| found.headers.get(position);
                let number = found.assignment.taken.get(&Column::Receipt).and_then(header);
                let any_document = number.is_some_and(|header| has_word(header, &OF_DOCUMENTS));
                let received = !any_document || taken(&[Column::Kind]) || self.says(found, &OF_RECEIPTS);
                received && !self.says(found, &OF_SUPPLIERS)
            }
            InputKind::Aliases | InputKind::Facts(_) => true,
        }
    }

    /// Leaves out finance's lines where the sheet is named as receipts or expenditure, and has all that they need.
    pub fn keep_named(&self, ranked: &mut Vec<Found>) {
        let named = |kind: InputKind| self.said.0.contains(&kind) || self.said.1.contains(&kind);
        let complete =
            |found: &Found| found.assignment.missing.is_empty() && matches!(found.kind, RECEIPT | EXPENDITURE);
        if !named(FINANCE) && ranked.iter().any(|found| named(found.kind) && complete(found)) {
            ranked.retain(|found| found.kind != FINANCE);
        }
    }

    /// Whether money that came in is booked, of which finance has the like: the sheet says so, and not that it is finance's.
    fn is_of_cash(&self, best: &Found, next: &Found) -> bool {
        let named = |kind: InputKind| self.said.0.contains(&kind) || self.said.1.contains(&kind);
        best.kind == RECEIPT && next.kind == FINANCE && !named(FINANCE) && self.says(best, &OF_RECEIPTS)
    }

    fn says(&self, found: &Found, words: &[&str]) -> bool {
        let says = |text: &str| {
            let plain = comparable(text);
            words.iter().any(|word| plain.contains(word))
        };
        let titles = self.rows.iter().take_while(|row| row.number < found.row).flat_map(|row| &row.cells);
        says(&self.head.name)
            || says(self.file)
            || found.headers.values().any(|header| says(header))
            || titles.into_iter().any(|cell| says(&cell.value.show()))
    }

    /// Another kind that the best of them may be as well.
    pub fn rival(&self, ranked: &[Found]) -> Option<InputKind> {
        let best = ranked.first()?;
        let next = ranked.get(1).filter(|next| {
            let near = self.points(best) - self.points(next) < AHEAD;
            next.assignment.missing.is_empty() && near && !contains(best, next) && !self.is_of_cash(best, next)
        });
        let reached = |header: &String| has_word(header, &REACHED);
        let named = self.said.0.contains(&TARGET) && !self.said.0.contains(&RESULT);
        let of_results = || best.kind == TARGET && !named && best.headers.values().any(reached);
        let of_costs = || best.kind == RECEIPT && best.assignment.tells_costs;
        let other = || of_costs().then_some(EXPENDITURE).or_else(|| of_results().then_some(RESULT));
        next.map(|next| next.kind).or_else(other)
    }
}

/// Whether the better kind has all that the other would have, and more: results beside their targets, expenditure whose type finance
/// would take for the kind of its line.
fn contains(best: &Found, next: &Found) -> bool {
    let at = |found: &Found, column: Column| found.assignment.taken.get(&column).map(|(position, _)| *position);
    match (best.kind, next.kind) {
        (RESULT, TARGET) => true,
        (RECEIPT, INSTALMENT) => at(best, Column::Date) == at(next, Column::DueDate),
        (EXPENDITURE, FINANCE) => at(best, Column::Type).is_some() && at(best, Column::Type) == at(next, Column::Kind),
        _ => false,
    }
}
