//! Words of headers by which a column of figures is something else than the amount of each row, in several languages.
//!
//! What comes in: nothing. What leaves: words in their comparable form, and parts of them. What it does not know: where they stand.

use std::sync::LazyLock;

use super::state_words::{Words, set};

/// Sums so far: beginnings of words, words, and words together.
pub(super) const SO_FAR: (&[&str], &[&str], &[&str]) = (
    &["cumul", "acumul", "kumul", "aufgelauf", "gecumul"],
    &["ytd", "itd", "cum"],
    &[
        "todate",
        "runningtotal",
        "runningsum",
        "runningbalance",
        "progressivetotal",
        "acejour",
        "alafecha",
        "hastalafecha",
        "ateadata",
        "ateomomento",
        "bisdato",
        "bisheute",
        "laufendesumme",
        "totalsofar",
        "spentsofar",
    ],
);

/// What is left.
pub(super) const BALANCES: [&str; 24] = [
    "balance",
    "balances",
    "solde",
    "soldes",
    "saldo",
    "saldos",
    "kontostand",
    "remaining",
    "remainder",
    "restant",
    "restante",
    "reste",
    "verbleibend",
    "restbetrag",
    "unspent",
    "undisbursed",
    "available",
    "disponible",
    "disponivel",
    "verfugbar",
    "variance",
    "ecart",
    "abweichung",
    "unliquidated",
];

/// Averages.
pub(super) const AVERAGES: [&str; 9] =
    ["average", "avg", "mean", "median", "moyenne", "moyen", "promedio", "durchschnitt", "durchschnittlich"];

/// Whole headers of counts, and of parts of an amount.
pub(super) const COUNTS: [&str; 19] = [
    "qty",
    "quantity",
    "quantities",
    "quantite",
    "cantidad",
    "quantidade",
    "menge",
    "anzahl",
    "count",
    "units",
    "unites",
    "unidades",
    "hours",
    "heures",
    "horas",
    "days",
    "jours",
    "dias",
    "stunden",
];
pub(super) const PARTS: [&str; 26] = [
    "vat",
    "vatamount",
    "tax",
    "taxamount",
    "taxes",
    "tva",
    "montanttva",
    "taxe",
    "iva",
    "importeiva",
    "valoriva",
    "montoiva",
    "impuesto",
    "imposto",
    "mwst",
    "mwstbetrag",
    "ust",
    "steuer",
    "discount",
    "remise",
    "rabais",
    "descuento",
    "desconto",
    "rabatt",
    "skonto",
    "retention",
];

/// The price of one.
pub(super) const UNIT_PRICES: [&str; 58] = [
    "perday",
    "perhour",
    "pernight",
    "dayrate",
    "dailyfee",
    "hourlyfee",
    "parjour",
    "parheure",
    "parnuit",
    "tauxjournalier",
    "tauxhoraire",
    "tarifjournalier",
    "tarifhoraire",
    "pordia",
    "porhora",
    "pornoche",
    "tarifadiaria",
    "tarifahoraria",
    "taxadiaria",
    "pornoite",
    "valorhora",
    "tagessatz",
    "stundensatz",
    "tagestarif",
    "percapita",
    "perperson",
    "perbeneficiary",
    "perchild",
    "parhabitant",
    "parpersonne",
    "parbeneficiaire",
    "porpersona",
    "porbeneficiario",
    "porpessoa",
    "prokopf",
    "properson",
    "unitprice",
    "unitcost",
    "unitrate",
    "unitvalue",
    "unitamount",
    "perunit",
    "priceeach",
    "dailyrate",
    "hourlyrate",
    "unitaire",
    "preciounitario",
    "costounitario",
    "costeunitario",
    "valorunitario",
    "importeunitario",
    "precounitario",
    "custounitario",
    "montounitario",
    "einzelpreis",
    "stuckpreis",
    "stuckkosten",
    "proeinheit",
];

/// Shares.
pub(super) const PERCENT: [&str; 9] = [
    "percent",
    "percentage",
    "pct",
    "pourcentage",
    "porcentaje",
    "porcentagem",
    "percentual",
    "prozent",
    "prozentsatz",
];

/// What others pay for, too: words together.
pub(super) const ALL_SOURCES: [&str; 29] = [
    "alldonors",
    "allfunders",
    "allsources",
    "allfunds",
    "allpartners",
    "otherdonors",
    "otherfunders",
    "cofund",
    "cofinanc",
    "kofinanz",
    "matchingfund",
    "wholeproject",
    "entireproject",
    "totalprojectcost",
    "touslesbailleurs",
    "tousbailleurs",
    "tousdonateurs",
    "touslesdonateurs",
    "toutessources",
    "autresbailleurs",
    "todoslosdonantes",
    "todaslasfuentes",
    "otrosdonantes",
    "todososdoadores",
    "todasasfontes",
    "outrosdoadores",
    "allegeber",
    "allegeldgeber",
    "anderegeber",
];

/// Words that take it off again.
pub(super) const NEVER_MIND: [&str; 16] = [
    "excl",
    "excluding",
    "exclusive",
    "without",
    "less",
    "minus",
    "after",
    "net",
    "hors",
    "sans",
    "sin",
    "excepto",
    "sem",
    "exceto",
    "ohne",
    "abzuglich",
];

/// Words for what something was before.
pub(super) const BEFORE: [&str; 5] = ["before", "avant", "antes", "vor", "pre"];

/// What stands behind a word for a plan that is of something else.
pub(super) const OF_PLANS: [&str; 27] = [
    "line",
    "lines",
    "code",
    "codes",
    "currency",
    "rate",
    "heading",
    "item",
    "items",
    "no",
    "number",
    "year",
    "period",
    "holder",
    "category",
    "account",
    "ref",
    "reference",
    "id",
    "title",
    "class",
    "department",
    "month",
    "date",
    "amendment",
    "section",
    "support",
];

/// Beginnings of words for obligations, which have rows of their own where rows say what they are.
pub(super) const COMMITTED: [&str; 12] = [
    "commit",
    "oblig",
    "ulo",
    "encumb",
    "precommit",
    "engag",
    "compromi",
    "compr",
    "empenh",
    "verpflicht",
    "reserv",
    "vormerk",
];

/// Words for what is yet to come, beside those for plans.
pub(super) static TO_COME: Words = LazyLock::new(|| {
    set(
        "ceiling plafond maximum techo tope teto obergrenze pipeline plan plans planned soll budg approved approuvé approuvée approuvés aprobado aprobada aprovado aprovada genehmigt genehmigter genehmigte \
         requested request applied demandé demandée demandés sollicité solicitado solicitada pedido beantragt beantragter \
         beantragte attendu attendue attendus esperado esperada erwartet erwarteter proposed proposé proposée propuesto \
         propuesta proposto proposta vorgeschlagen promised promis prometido zugesagt zugesagter contract contracted contrat \
         contrato contratado vertragswert vertragssumme auftragswert auftragssumme geplanter geplante geschätzter geschätzte \
         prévisible envisagé",
    )
});

/// Words for what came of a plan, or of what was asked for.
pub(super) static CAME_OF_IT: Words = LazyLock::new(|| {
    set(
        "actual actuals real realised realized réel réelle réels réelles réalisé réalisée ejecutado ejecutada executado \
         executada ist spent paid disbursed received booked posted executed incurred charged claimed reported reimbursed cashed \
         payé payée payés dépensé dépensée reçu reçue reçus versé versée décaissé encaissé réglé pagado pagada gastado gastada \
         recibido recibida desembolsado cobrado pago paga gasto recebido recebida desembolsado bezahlt ausgegeben erhalten \
         gebucht ausgezahlt",
    )
});
