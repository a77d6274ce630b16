//! What titles, comments and rows say that figures are: those of each year where all years are meant, households or things where people
//! are, and costs that another pays.
//!
//! What comes in: the titles of a sheet, the comments on its figures, and its rows, one by one. What leaves: a warning at the first row
//! that says so. What it does not know: headers of the figures themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::Tally;
use super::others_pay::says_another_pays;
use super::said::Remembered;
use super::state_words::{Words, set};
use super::words::{is_year, plain_words, words};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 120;

/// How many words a title may have that says so, and a cell.
const LONGEST_TITLE: usize = 9;
const LONGEST_CELL: usize = 4;

/// What a figure may be of, instead of what its kind of sheet wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake::sheet) enum Measure {
    /// Each of several years or months.
    Yearly,
    /// Households, where people are counted.
    Households,
    /// Places, things or events, where people are counted.
    Things,
    /// Costs that another pays.
    Another,
}

impl Measure {
    /// Whether it is not what figures of a kind are: needs and targets are of all years, and people are counted one by one.
    pub fn is_doubtful_in(self, kind: InputKind) -> bool {
        use FactKind::{Agreement, Amendment, Expenditure, Finance, Priority, Result, Target};
        match self {
            Self::Yearly => matches!(kind, InputKind::Facts(Priority | Target | Agreement | Amendment)),
            Self::Households | Self::Things => matches!(kind, InputKind::Facts(Result | Target)),
            Self::Another => matches!(kind, InputKind::Facts(Expenditure | Finance)),
        }
    }

    /// What the figures may be then.
    pub const fn meant(self) -> &'static str {
        match self {
            Self::Yearly => "figures of each year or month",
            Self::Households => "households, not people",
            Self::Things => "places, things or events, not people",
            Self::Another => "costs that another pays",
        }
    }

    /// What is to be done.
    pub const fn fix(self) -> &'static str {
        match self {
            Self::Yearly => {
                "The figures were read as they stand. If they are of each year or month, write those of all; if they are all that is \
                 meant, nothing is to be done."
            }
            Self::Households => {
                "The figures were read as people. If households were counted, write how many people they have; if people were, nothing \
                 is to be done."
            }
            Self::Things => {
                "The figures were read as people. If something else was counted, leave the rows out with skip in fund.toml, or write \
                 how many people it reached; if people were, nothing is to be done."
            }
            Self::Another => {
                "The costs were read as the fund's. If others pay them, leave them out; if this fund does, nothing is to be done."
            }
        }
    }
}

/// What was seen in columns beside the figures, by position: the text of the first row, what it says, and the rows.
#[derive(Default)]
pub(super) struct Measures {
    columns: BTreeSet<u32>,
    texts: Remembered<Option<Measure>>,
    found: BTreeMap<u32, (String, Measure, Tally)>,
}

impl Measures {
    pub fn new(judge: &Judge<'_>) -> Self {
        let kind = judge.mapping.kind;
        if ![Measure::Yearly, Measure::Households].iter().any(|measure| measure.is_doubtful_in(kind)) {
            return Self::default();
        }
        // What is paid, reported or looked at each year is no figure of each year; nor is a group of households one of people.
        let needs = kind == InputKind::Facts(FactKind::Priority);
        let heads = |header: &str| {
            let said = plain_words(header);
            !said.iter().any(|word| OF_OTHERS.contains(word) || !needs && HOW_OFTEN.contains(word))
        };
        let remark = |position| matches!(judge.column_at(position), None | Some(Column::Notes | Column::Description));
        let columns = judge.layout.headers.iter().filter(|(position, header)| remark(**position) && heads(header));
        Self { columns: columns.map(|(&position, _)| position).collect(), ..Self::default() }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        if self.columns.is_empty() {
            return;
        }
        for cell in row.cells.iter().filter(|cell| self.columns.contains(&cell.column)) {
            let Value::Text(text) = &cell.value else { continue };
            let said = self.texts.ask(text, || of_cell(text));
            if let Some(measure) = said.filter(|measure| measure.is_doubtful_in(judge.mapping.kind)) {
                let fresh = || (text.trim().to_owned(), measure, Tally::default());
                self.found.entry(cell.column).or_insert_with(fresh).2.add(row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (column, (text, measure, rows)) in self.found {
            let header = judge.layout.headers.get(&column).map_or("", |header| header.trim());
            let found = format!(
                "{text:?} under {header:?}, which may say that these are {} ({})",
                measure.meant(),
                rows.show(judge)
            );
            let location = judge.location(rows.first, Some(column));
            let expected = "figures of what the sheet is of";
            judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, expected, measure.fix()));
        }
    }
}

/// What a title says that the figures below it are: `Annual needs by country`, `Households reached`.
pub(in crate::intake::sheet) fn titles_measure(text: &str) -> Option<Measure> {
    if text.len() > LONGEST {
        return None;
    }
    let said = plain_words(text);
    if said.len() > LONGEST_TITLE {
        return None;
    }
    let told = said.len() <= 6 && said.iter().any(|word| COUNTED.contains(&word.as_str())) && heads_households(&said);
    if told || counts(&said, &HOUSEHOLDS) {
        return Some(Measure::Households);
    }
    if says_another_pays(text) {
        return Some(Measure::Another);
    }
    let figure = said.iter().any(|word| FIGURES.contains(word)) || said.len() <= 3;
    (is_of_year(&said) || figure && says_each_year(&said)).then_some(Measure::Yearly)
}

/// What a comment on figures says that they are.
pub(in crate::intake::sheet) fn comments_measure(text: &str) -> Option<Measure> {
    text.split(['\n', '.', ';', ':', ',']).find_map(|part| {
        let said = plain_words(part);
        let households = || heads_households(&said).then_some(Measure::Households);
        of_cell(part).or_else(|| titles_measure(part)).or_else(households)
    })
}

/// What a short text beside a figure says that it is: `per year`, `households`.
fn of_cell(text: &str) -> Option<Measure> {
    if text.len() > LONGEST {
        return None;
    }
    let said = plain_words(text);
    let number = said.first().is_some_and(|first| NUMBER.contains(&first.as_str())) && said.len() <= LONGEST_TITLE;
    let short = said.len() <= LONGEST_CELL || number;
    if short && counts(&said, &HOUSEHOLDS) {
        return Some(Measure::Households);
    }
    if short && counts(&said, &THINGS) {
        return Some(Measure::Things);
    }
    let sum = said.len() <= LONGEST_TITLE && said.iter().any(|word| FIGURES.contains(word)) && says_each_year(&said);
    if sum || said.len() <= LONGEST_CELL && says_behind_stroke(text) {
        return Some(Measure::Yearly);
    }
    let yearly = says_each_year(&said) || matches!(said.as_slice(), [word] if says_yearly(word)) || is_of_year(&said);
    (said.len() <= LONGEST_CELL && yearly).then_some(Measure::Yearly)
}

/// Whether a word says each year or month by itself: `annual`.
pub(super) fn says_yearly(word: &String) -> bool {
    YEARLY.contains(word)
}

/// Whether some words together say each year or month: `per year`, `p.a.`, `par an`.
pub(super) fn says_each_year(said: &[String]) -> bool {
    said.windows(2).any(|pair| match pair {
        [each, period] => EACH.contains(each) && PERIODS.contains(period) || each == "p" && period == "a",
        _ => false,
    })
}

/// Whether a text says each year or month behind a stroke: `USD/year`.
pub(super) fn says_behind_stroke(text: &str) -> bool {
    let behind = text.split('/').skip(1).filter_map(|part| words(part).next()).map(comparable);
    behind.into_iter().any(|period| PERIODS.contains(&period))
}

/// Words for a number of things, at the start of what an indicator counts.
const NUMBER: [&str; 8] = ["number", "no", "nombre", "numero", "anzahl", "cantidad", "total", "nb"];

/// Whether words say that figures are of each year: a word for it stands beside one for figures, and no year is named. What a report
/// or an assessment is of is another thing.
fn is_of_year(said: &[String]) -> bool {
    if said.iter().filter(|word| is_year(word)).count() == 1 {
        return false;
    }
    // `Figures are annual`
    let told = said.windows(3).any(|three| match three {
        [figure, is, yearly] => FIGURES.contains(figure) && IS.contains(&is.as_str()) && says_yearly(yearly),
        _ => false,
    });
    told || said.windows(2).enumerate().any(|(index, pair)| {
        let [one, other] = pair else { return false };
        let both = |yearly: &String, figure: &String| says_yearly(yearly) && FIGURES.contains(figure);
        let before = index.checked_sub(1).and_then(|before| said.get(before));
        let paper = said.get(index + 2).is_some_and(|next| PAPERS.contains(next));
        (both(one, other) || both(other, one))
            && !paper
            && before.is_none_or(|before| !["multi", "pluri", "bi", "semi", "mehr"].contains(&before.as_str()))
    })
}

/// Whether the header of figures, or a comment on them, names households and no people: `Households reached`.
fn heads_households(said: &[String]) -> bool {
    said.iter().any(|word| HOUSEHOLDS.contains(word)) && !said.iter().any(|word| PEOPLE.contains(word))
}

/// What the header of figures says that they count instead of people: `Households reached`, `Number of schools`.
pub(super) fn heads_others(said: &[String]) -> Option<Measure> {
    let things = || counts(said, &THINGS).then_some(Measure::Things);
    heads_households(said).then_some(Measure::Households).or_else(things)
}

/// Whether words begin with one of some that are counted, and name no people: `Number of households`.
fn counts(said: &[String], names: &Words) -> bool {
    let leads = |word: &String| LEADING.contains(word) || word.bytes().all(|letter| letter.is_ascii_digit());
    let Some(first) = said.iter().position(|word| !leads(word)) else { return false };
    let (counted, next) = (said.get(first), said.get(first + 1));
    let one = counted.is_some_and(|word| matches!(word.as_str(), "household" | "hh"));
    let stove = next.is_some_and(|next| next.starts_with("amelior"));
    counted.is_some_and(|word| names.contains(word))
        && !(one && next.is_some() || stove)
        && !said.iter().any(|word| PEOPLE.contains(word))
}

/// Words between a figure and what it is of.
const IS: [&str; 9] = ["are", "is", "sont", "est", "son", "es", "sao", "sind", "ist"];

/// Words for figures that count something.
const COUNTED: [&str; 10] =
    ["numbers", "figures", "counts", "units", "chiffres", "nombres", "cifras", "numeros", "unidades", "zahlen"];

/// Words for each year or month.
static YEARLY: Words = LazyLock::new(|| {
    set(
        "annual annually yearly annum pa annuel annuelle annuels annuelles annuellement anual anuales anualmente anuais jährlich \
         jährlicher jährliche jährlichen jahresbedarf jahresbetrag jahresbeitrag jahreskosten jahresziel monthly mensuel mensuelle \
         mensuels mensuelles mensual mensuales mensal mensais monatlich monatlicher monatliche monatsbedarf monatsbetrag \
         quarterly trimestriel trimestrielle trimestral vierteljährlich",
    )
});

/// Words that say each, and what for.
static EACH: Words = LazyLock::new(|| set("per each every par por pro je al ao chaque cada p"));
static PERIODS: Words = LazyLock::new(|| {
    set("year annum yr month quarter an année année mois trimestre ano año mes mês jahr monat quartal annee")
});

/// Words for figures of needs, targets and agreements.
static FIGURES: Words = LazyLock::new(|| {
    set(
        "need needs requirement requirements amount amounts figure figures value values cost costs budget budgets funding \
         contribution contributions target targets commitment commitments total totals number numbers usd eur besoin besoins \
         montant montants chiffre chiffres valeur valeurs coût coûts financement cible cibles objectif objectifs \
         chf gbp necesidad necesidades importe importes monto montos cifra cifras valor valores costo costos coste costes presupuesto \
         presupuestos contribución contribuciones meta metas necessidade necessidades montante montantes custo custos \
         orçamento orçamentos contribuição contribuições bedarf betrag beträge zahl zahlen werte kosten beitrag beiträge \
         ziel ziele mittelbedarf finanzierungsbedarf",
    )
});

/// Words for papers and meetings, which are each year's whatever the figures in them are.
static PAPERS: Words = LazyLock::new(|| {
    set(
        "assessment assessments review reviews report reports plan plans planning survey surveys meeting overview analysis \
         statement statements appeal appeals evaluation conference audit workshop template programme program update call",
    )
});

/// Words of headers of other things that may be of each year, or of households.
static OF_OTHERS: Words = LazyLock::new(|| {
    set(
        "report reports reporting payment payments pay instalment instalments installment installments disbursement survey surveys \
         review reviews update updates monitoring measurement collection data audit source sources meeting meetings rapport rapports \
         paiement paiements versement versements suivi enquête informe informes pago pagos seguimiento encuesta relatório relatórios \
         pagamento pagamentos acompanhamento bericht berichte zahlung zahlungen group groups groupe grupo gruppe population",
    )
});

/// Words of headers of how often something is done, which is measuring and paying where no needs are listed.
static HOW_OFTEN: Words = LazyLock::new(|| {
    set(
        "frequency periodicity fréquence périodicité frecuencia periodicidad frequência periodicidade häufigkeit turnus period \
         période periodo período recurrence interval",
    )
});

/// Households.
static HOUSEHOLDS: Words = LazyLock::new(|| {
    set(
        "household households hh hhs ménage ménages foyer foyers familles hogar hogares familias famílias agregados agregado \
         families haushalt haushalte haushalten haushaltungen familien",
    )
});

/// Places, things and events that are counted in place of people.
static THINGS: Words = LazyLock::new(|| {
    set(
        "villages communities schools kits sessions trainings workshops facilities clinics hospitals centres centers hectares ha wells \
         boreholes latrines houses shelters tents projects vouchers transfers visits consultations doses communautés écoles séances \
         formations ateliers structures hôpitaux puits forages latrines maisons abris projets bons transferts visites consultations \
         aldeas comunidades escuelas sesiones talleres centros hospitales pozos letrinas casas proyectos vales transferencias visitas \
         consultas dosis aldeias escolas sessões oficinas hospitais poços projetos transferências doses dörfer gemeinden schulen \
         sitzungen schulungen kliniken brunnen häuser projekte",
    )
});

/// Words for people, beside which households say where these live.
static PEOPLE: Words = LazyLock::new(|| {
    set(
        "people persons person individuals individual member members inhabitants population women men children girls boys \
         pupils students teachers farmers patients migrants refugees workers staff employees participants learners youth \
         personnes personne individus membre membres habitants femmes hommes enfants élèves patients réfugiés personas persona \
         individuos miembros integrantes habitantes mujeres hombres niños alumnos pacientes refugiados pessoas pessoa indivíduos \
         membros mulheres homens crianças alunos schüler patienten flüchtlinge teilnehmer personen mitglieder haushaltsmitglieder einwohner menschen frauen kinder",
    )
});

/// Words that may stand before households which are counted.
static LEADING: Words = LazyLock::new(|| {
    set(
        "number numbers no nb nbr num n of the total new newly all poor vulnerable covered unit units count nombre de des du les le \
         nouveaux nouvelles nouvellement unité unités número cantidad los las el nuevos nuevas unidad unidades os as o novos novas \
         unidade anzahl der die neue neu einheit zahl in por per by",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_say_what_their_figures_are_of() {
        for text in [
            "Annual needs by country and theme",
            "Needs per year",
            "Amounts p.a.",
            "Besoins annuels",
            "Montants par an",
            "Necesidades anuales por país",
            "Necessidades anuais",
            "Jährlicher Bedarf",
            "All figures are annual amounts",
            "Monthly costs and needs",
            "Annual needs 2025-2027",
            "* Figures are annual.",
        ] {
            assert_eq!(titles_measure(text), Some(Measure::Yearly), "{text}");
        }
        for text in [
            "Households newly covered",
            "Number of households",
            "Ménages couverts",
            "Hogares alcanzados",
            "Agregados familiares",
        ] {
            assert_eq!(titles_measure(text), Some(Measure::Households), "{text}");
        }
        for text in [
            "Annual report",
            "Annual needs assessment",
            "Annual needs 2025",
            "Rapport annuel des besoins",
            "Annual work plan and budget",
            "Multi-annual needs",
            "The fund meets twice per year",
            "Needs by country",
            "Household survey 2024",
            "Support to vulnerable households",
            "People in poor households",
            "Foyers améliorés",
            "Needs",
            "",
        ] {
            assert_eq!(titles_measure(text), None, "{text}");
        }
        for text in ["Costs paid by the Ministry of Health", "Dépenses financées par l'État"] {
            assert_eq!(titles_measure(text), Some(Measure::Another), "{text}");
        }
        assert_eq!(comments_measure("in USD, per year"), Some(Measure::Yearly));
        assert_eq!(comments_measure("Ann: counted in households"), Some(Measure::Households));
        assert_eq!(comments_measure("from the annual report of 2024"), None);
    }

    #[test]
    fn cells_that_say_what_the_figure_beside_them_is_of() {
        for text in [
            "annual",
            "USD/year",
            "USD 500,000 per year for three years",
            "per year",
            "p.a.",
            "USD per year",
            "annual need",
            "mensuel",
            "pro Jahr",
        ] {
            assert_eq!(of_cell(text), Some(Measure::Yearly), "{text}");
        }
        for text in ["villages", "Number of schools", "écoles"] {
            assert_eq!(of_cell(text), Some(Measure::Things), "{text}");
        }
        for text in ["households", "HH", "Ménages", "Number of families with a card", "1,200 households enrolled"] {
            assert_eq!(of_cell(text), Some(Measure::Households), "{text}");
        }
        for text in
            ["500 people reached per year since 2019", "annual report", "Household latrines", "people", "one-off"]
        {
            assert_eq!(of_cell(text), None, "{text}");
        }
    }
}
