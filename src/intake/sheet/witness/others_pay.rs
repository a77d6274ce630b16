//! Remarks and titles that another than the fund pays, or shares a cost: `Paid by Ministry of Health`, `co-financed with GIZ`.
//!
//! What comes in: texts. What leaves: whether they say so. What it does not know: rows, and which donors the fund has.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::funders::{KNOWN, OTHER};
use super::state_words::{Words, set};
use super::words::{finder, plain_words};

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 120;

/// Whether a remark says that another than the fund pays: `Paid by Ministry of Health`, `financé par l'État`.
pub(super) fn says_another_pays(text: &str) -> bool {
    if text.len() > LONGEST || !BY.as_ref().is_some_and(|by| by.is_match(text)) {
        return false;
    }
    let said = plain_words(text);
    if shares_cost(&said) {
        return true;
    }
    let by = said.windows(2).position(|pair| matches!(pair, [verb, by] if PAY.contains(verb) && BYS.contains(by)));
    let Some((verb, behind)) = by.and_then(|at| Some((said.get(at)?, said.get(at + 2..)?))) else { return false };
    let article = |word: &&String| {
        matches!(word.as_str(), "the" | "le" | "la" | "l" | "el" | "o" | "a" | "der" | "die" | "das" | "dem")
    };
    let mut named = behind.iter().skip_while(article);
    let Some(first) = named.next() else { return false };
    let mut other = || OTHER.contains(first) && named.next().is_some_and(|next| GIVERS.contains(next));
    let known = || FUND.contains(verb) && (KNOWN.contains(first) || KNOWN.contains(&behind.concat()));
    STATES.contains(first) || known() || other() || text.contains('%')
}

/// Whether a remark says that a cost is shared with another: `co-financed with the World Bank`, `cost shared`.
fn shares_cost(said: &[String]) -> bool {
    const STEMS: [&str; 4] = ["cofinanc", "cofund", "kofinanz", "kofinanc"];
    const COSTS: [&str; 8] = ["cost", "costs", "cout", "couts", "costo", "costos", "custo", "custos"];
    const SHARED: [&str; 8] =
        ["shared", "partage", "partages", "compartido", "compartidos", "partilhado", "partilhados", "split"];
    const PROJECTS: [&str; 8] = ["project", "projects", "projet", "projets", "proyecto", "projeto", "grant", "grants"];
    let stems = said.iter().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)));
    let pairs = said.windows(2).any(|pair| match pair {
        [co, word] if co == "co" => FUND.contains(word),
        [one, other] => {
            COSTS.contains(&one.as_str()) && SHARED.contains(&other.as_str())
                || SHARED.contains(&one.as_str()) && COSTS.contains(&other.as_str())
        }
        _ => false,
    });
    let with = said.windows(3).any(|three| match three {
        [shared, _, other] => {
            SHARED.contains(&shared.as_str()) && (PROJECTS.contains(&other.as_str()) || OTHER.contains(other))
        }
        _ => false,
    });
    stems || pairs || with
}

/// Verbs of who pays, those of who gives the money among them, and what stands behind them.
static PAY: Words = LazyLock::new(|| {
    set(
        "paid funded financed covered borne met sponsored payé payée payés payées financé financée financés financées charge pagado pagada pagados \
         financiado financiada cubierto cubierta pago paga coberto bezahlt finanziert getragen",
    )
});
static FUND: Words = LazyLock::new(|| {
    set("funded financed sponsored financé financée financés financées financiado financiada finanziert")
});
static BYS: Words = LazyLock::new(|| set("by par por pelo pela von vom durch"));

/// Finds what stands behind such a verb.
static BY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    finder([
        "cofinanc",
        "co-f",
        "cofund",
        "kofinanz",
        "shared",
        "partag",
        "compartid",
        "partilhad",
        "split",
        " by ",
        " par ",
        " por ",
        " pelo ",
        " pela ",
        " von ",
        " vom ",
        " durch ",
    ])
});

/// Words for states and their ministries, and for others who give money.
static STATES: Words = LazyLock::new(|| {
    set(
        "government ministry gouvernement état ministère gobierno estado ministerio governo ministério regierung ministerium",
    )
});
static GIVERS: Words = LazyLock::new(|| {
    set(
        "donor donors fund funds funder funders project projects grant bailleur bailleurs fonds projet projets donante donantes fondo \
         fondos proyecto doador doadores fundo fundos projeto geber fonds projekt",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_that_another_pays() {
        for text in [
            "Paid by Ministry of Health",
            "paid by the government",
            "funded by EU",
            "Financé par l'État",
            "pris en charge par le ministère",
            "Pagado por otro donante",
            "financiado pelo Governo",
            "Covered by another project",
            "bezahlt vom Ministerium",
            "50% paid by UNDP",
            "co-financed with the World Bank",
            "Cofinancé avec l'État",
            "cost shared, see note",
            "shared with project X",
        ] {
            assert!(says_another_pays(text), "{text}");
        }
        for text in [
            "Paid by cheque",
            "paid by UNICEF",
            "paid by other means",
            "Paid by Jean Dupont",
            "training by Ministry of Health",
            "Workshop attended by government staff",
            "payé par virement",
            "report shared with the donor",
            "shared taxi",
            "coffee",
        ] {
            assert!(!says_another_pays(text), "{text}");
        }
    }
}
