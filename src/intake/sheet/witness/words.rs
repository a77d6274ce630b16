//! Words by which sheets say of rows that they do not count, or not yet, in several languages.
//!
//! What comes in: texts of cells, headers, comments and titles. What leaves: whether they say so. What it does not know: rows.

use crate::domain::text::comparable;
use crate::intake::file::workbook::Value;
use crate::intake::row::text::says_nothing;

/// Words that say of a row that it does not count, or not yet, in their comparable form.
const OTHER_STATES: [&str; 73] = [
    "annulation",
    "annulees",
    "annules",
    "anulados",
    "aprevoir",
    "archived",
    "awaitingapproval",
    "blocked",
    "bounced",
    "canceledbyuser",
    "contrepasse",
    "contrepassee",
    "declined",
    "deleted",
    "devolvido",
    "devuelta",
    "devuelto",
    "disputed",
    "donotcount",
    "donotpay",
    "donotuse",
    "eliminada",
    "enattente",
    "entwurf",
    "error",
    "estornado",
    "excluded",
    "expired",
    "failed",
    "hold",
    "ignore",
    "inactive",
    "incomplete",
    "invalid",
    "noaprobado",
    "nonvalide",
    "notapproved",
    "notcounted",
    "notpaid",
    "notposted",
    "notreceived",
    "notspent",
    "notvalid",
    "obsolete",
    "onhold",
    "parked",
    "pendente",
    "pendiente",
    "refunded",
    "refused",
    "returned",
    "reversal",
    "revertido",
    "stornierung",
    "supprimee",
    "suspended",
    "tbc",
    "tentative",
    "test",
    "tobeconfirmed",
    "unapproved",
    "unconfirmed",
    "unpaid",
    "unposted",
    "withdrawn",
    "writtenoff",
    "отменено",
    "черновик",
    "ملغاة",
    "ملغى",
    "作废",
    "已取消",
    "草稿",
];

/// Those of them that say that something was undone, whatever stands beside them.
const UNDONE: [&str; 28] = [
    "annule",
    "annulee",
    "anulada",
    "anulado",
    "cancelada",
    "cancelado",
    "canceled",
    "cancelled",
    "doublon",
    "duplicado",
    "duplicate",
    "eliminado",
    "extourne",
    "extournee",
    "rechazada",
    "rechazado",
    "rejected",
    "rejeitado",
    "rejete",
    "rejetee",
    "reversed",
    "reverted",
    "storniert",
    "storno",
    "superseded",
    "supprime",
    "void",
    "voided",
];

/// Those that say in a title that something is yet to be.
const NOT_YET: [&str; 13] = [
    "borrador",
    "brouillon",
    "draft",
    "forecast",
    "pending",
    "planificado",
    "planifie",
    "planned",
    "previsto",
    "prevu",
    "projected",
    "proposed",
    "rascunho",
];

/// Headers of columns that hold states, in their comparable form: there a word among others says so, too.
const STATE_HEADERS: [&str; 9] =
    ["status", "state", "statut", "etat", "estado", "situacao", "workflow", "approval", "condition"];

/// Headers under which a mere yes says so, in their comparable form.
const HEADERS: [&str; 23] = [
    "annule",
    "anulado",
    "cancelado",
    "canceled",
    "cancelled",
    "deleted",
    "draft",
    "duplicate",
    "duplicated",
    "estimate",
    "estimated",
    "exclude",
    "excluded",
    "forecast",
    "ignore",
    "onhold",
    "pending",
    "planned",
    "provisional",
    "reversed",
    "reverted",
    "void",
    "voided",
];

/// Headers under which a mere no says so, in their comparable form.
const GOOD_HEADERS: [&str; 30] = [
    "active",
    "approuve",
    "approved",
    "aprobada",
    "aprobado",
    "aprovada",
    "aprovado",
    "booked",
    "certified",
    "cleared",
    "confirmed",
    "count",
    "counted",
    "counts",
    "include",
    "included",
    "pagado",
    "pago",
    "paid",
    "paye",
    "posted",
    "received",
    "reconciled",
    "recu",
    "settled",
    "valid",
    "validado",
    "validated",
    "valide",
    "verified",
];

/// Parts with which words begin that say of a thing that it was undone, in their comparable form.
const UNDOING: [&str; 11] =
    ["revers", "cancel", "void", "annul", "anul", "storn", "delet", "supprim", "extourn", "estorn", "elimin"];

/// Words of columns that say whether a row is a plan or what came of it.
const PLANS: [&str; 8] = ["actual", "actuals", "basis", "forecast", "ledger", "plan", "scenario", "version"];

/// Under these a row is a plan.
const PLANNED: [&str; 12] =
    ["b", "budget", "budgeted", "f", "fc", "p", "plan", "planned", "target", "prevision", "presupuesto", "orcamento"];

/// Words that say of a row under any header that it counts.
const GOOD: [&str; 12] =
    ["active", "approved", "booked", "confirmed", "final", "ok", "open", "paid", "paye", "pagado", "posted", "valid"];

/// What the header of a column, which is not read, lets its cells say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heading {
    /// Whatever stands there says that the row was undone: a day, a name, a mark.
    undone: bool,
    yes: bool,
    no: bool,
    state: bool,
    plan: bool,
}

impl Heading {
    pub fn of(header: &str) -> Self {
        let plain = comparable(header);
        let ends = |names: &[&str]| names.iter().any(|name| plain.ends_with(name));
        let begins = |names: &[&str]| names.iter().any(|name| plain.starts_with(name));
        let any = |says: &dyn Fn(&str) -> bool| words(header).any(|word| says(&comparable(word)));
        let undone = any(&|word| UNDOING.iter().any(|part| word.starts_with(part)));
        Self {
            undone,
            yes: ends(&HEADERS),
            no: ends(&GOOD_HEADERS) && !undone && !ends(&HEADERS),
            state: ends(&STATE_HEADERS) || begins(&STATE_HEADERS),
            plan: any(&|word| PLANS.contains(&word)),
        }
    }

    /// Whether a cell below it says of its row that it does not count, or not yet.
    pub fn says(self, value: &Value<'_>) -> bool {
        match value {
            Value::Text(text) if text.len() <= LONGEST_WORD => {
                let text = text.trim();
                let plain = comparable(text);
                is_state(&plain)
                    || self.state && (says_state(text) || UNFINISHED.contains(&plain.as_str()))
                    || self.undone && !is_no(text) && !says_nothing(text) && !GOOD.contains(&plain.as_str())
                    || self.yes && is_yes(text)
                    || self.no && is_no(text)
                    || self.plan && PLANNED.contains(&plain.as_str())
            }
            Value::Logical(logical) => *logical && (self.yes || self.undone) || !logical && self.no,
            Value::Number(number) if number.is_zero() => self.no,
            Value::Number(number) => (self.yes || self.undone) && number.is_integer(),
            Value::Date(_) => self.undone,
            Value::Text(_) | Value::Error(_) | Value::NoResult | Value::Outside => false,
        }
    }
}

/// States on the way to another, in their comparable form.
const UNFINISHED: [&str; 19] = [
    "abierto",
    "aberto",
    "emanalise",
    "emcurso",
    "encours",
    "enproceso",
    "enrevision",
    "inprocess",
    "inprogress",
    "offen",
    "open",
    "ouvert",
    "reopened",
    "requested",
    "submitted",
    "tbd",
    "todo",
    "tobeconfirmed",
    "underreview",
];

/// The longest word that is looked at, in bytes.
const LONGEST_WORD: usize = 30;

/// All words that say that something does not count, or not yet.
fn states() -> impl Iterator<Item = &'static str> {
    UNDONE.iter().chain(&NOT_YET).chain(&OTHER_STATES).copied()
}

/// Whether a text in its comparable form is such a word.
fn is_state(plain: &str) -> bool {
    states().any(|state| state == plain)
}

/// Whether a remark is such a word and nothing else, or begins with one that says it of what is done already.
pub(super) fn remark_says(text: &str) -> bool {
    text.len() <= LONGEST_WORD && is_state(&comparable(text)) || begins_undone(text)
}

/// Whether a comment says of its cell that it does not count: one of its words is such a word, or some words are together.
pub(super) fn says_state(text: &str) -> bool {
    let plain = comparable(text);
    let phrases = [
        "donotcount",
        "donotinclude",
        "donotuse",
        "notcounted",
        "notpaid",
        "notreceived",
        "notyet",
        "asupprimer",
        "aannuler",
        "necompterpas",
        "nepascompter",
        "nocontar",
        "naocontar",
    ];
    // Longer ones may be several words among others: en attente de validation.
    let long = || states().filter(|state| state.len() >= 8).any(|state| plain.contains(state));
    phrases.iter().any(|phrase| plain.contains(phrase)) || words(text).any(|word| is_state(&comparable(word))) || long()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a text begins with a word that says that something was undone, or asks not to count it.
fn begins_undone(text: &str) -> bool {
    // Most texts do not begin as any of the words does; rows are many.
    let likely = |word: &&str| {
        let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
        word.len() <= LONGEST_WORD && (b"acdersv".contains(&first) || !first.is_ascii())
    };
    let asks = || comparable(text.get(..20).unwrap_or(text)).starts_with("donotcount");
    let first = words(text).next().filter(likely);
    first.is_some_and(|word| UNDONE.contains(&comparable(word).as_str()) || word.eq_ignore_ascii_case("do") && asks())
}

/// Whether a title or the name of a sheet, which are short, says of all rows that they do not count, or not yet.
pub(in crate::intake::sheet) fn titles_state(text: &str) -> bool {
    const LONGEST_TITLE: usize = 60;
    let says = |word: &str| UNDONE.contains(&word) || NOT_YET.contains(&word);
    text.len() <= LONGEST_TITLE && words(text).any(|word| says(comparable(word).as_str()))
}

fn is_no(text: &str) -> bool {
    matches!(comparable(text).as_str(), "no" | "n" | "false" | "non" | "nao" | "nein" | "0")
}

fn is_yes(text: &str) -> bool {
    text == "✓"
        || text == "✔"
        || matches!(comparable(text).as_str(), "yes" | "y" | "true" | "x" | "1" | "oui" | "si" | "sim" | "ja")
}
