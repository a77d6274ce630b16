//! The terms of four languages, each by its key: one word for one thing, plurals, and what was once wrong and is not said any more.

use std::collections::BTreeSet;

use poolfund::domain::Language;
use poolfund::report::phrasebook::Phrasebook;

use crate::report_texts::texts;

const LANGUAGES: [Language; 4] = [Language::English, Language::French, Language::Spanish, Language::Portuguese];

/// The terms of the field, as the United Nations write them in English, French and Spanish, and Portugal's cooperation in
/// Portuguese: how the text of each key begins.
#[rustfmt::skip]
const TERMS: &[(&str, [&str; 4])] = &[
    ("gap-own", [
        "Own resources of the organization",
        "Ressources propres de l’organisation",
        "Recursos propios de la organización",
        "Recursos próprios da organização",
    ]),
    ("as-of-line", [
        "As at { $day }, { $edition }. All amounts in { $currency } unless otherwise indicated.",
        "Au { $day }, { $edition }. Tous les montants sont en { $currency }, sauf indication contraire.",
        "Al { $day }, { $edition }. Todos los importes en { $currency }, salvo indicación contraria.",
        "A { $day }, { $edition }. Todos os montantes em { $currency }, salvo indicação em contrário.",
    ]),
    ("letter-body", [
        "Please find attached our report",
        "Veuillez trouver ci-joint le rapport destiné à",
        "Adjuntamos nuestro informe",
        "Junto enviamos o nosso relatório",
    ]),
    ("illustrative", [
        "ILLUSTRATIVE: the breakdown of the published totals is invented for demonstration.",
        "ILLUSTRATIF\u{a0}: la ventilation des totaux publiés est fictive, à des fins de démonstration.",
        "ILUSTRATIVO: el desglose de los totales publicados es ficticio, con fines de demostración.",
        "ILUSTRATIVO: a discriminação dos totais publicados é fictícia, para demonstração.",
    ]),
    ("section-gap-strengths", [
        "Funding gap under three scenarios",
        "Déficit de financement selon trois scénarios",
        "Déficit de financiación en tres escenarios",
        "Défice de financiamento em três cenários",
    ]),
    ("h-deposits-only", [
        "Contributions received",
        "Contributions reçues",
        "Contribuciones recibidas",
        "Contribuições recebidas",
    ]),
    ("h-with-commitments", [
        "plus signed agreements",
        "plus les accords signés",
        "más acuerdos firmados",
        "mais acordos assinados",
    ]),
    ("h-with-pledges", [
        "plus weighted pledges",
        "plus les annonces pondérées",
        "más promesas ponderadas",
        "mais promessas ponderadas",
    ]),
    ("section-results-total", [
        "All results",
        "Ensemble des résultats",
        "Todos los resultados",
        "Todos os resultados",
    ]),
    ("h-result-all", [
        "Total",
        "Total",
        "Total",
        "Total",
    ]),
    ("h-paid-part", [
        "Of which received",
        "Dont reçu",
        "De lo cual, recibido",
        "Do qual recebido",
    ]),
    ("h-source", [
        "Source record",
        "Pièce d’origine",
        "Registro de origen",
        "Registo de origem",
    ]),
    ("h-meaning", [
        "Definition",
        "Définition",
        "Definición",
        "Definição",
    ]),
    ("h-ours", [
        "Fund records",
        "Écritures du fonds",
        "Registros del fondo",
        "Registos do fundo",
    ]),
    ("h-theirs", [
        "Finance records",
        "Écritures comptables",
        "Registros de contabilidad",
        "Registos da contabilidade",
    ]),
    ("note-results", [
        "Results are shared among the contributions to a country and theme in proportion to their money there. This is a pro rata calculation and does not attribute results to a single contribution",
        "Les résultats sont répartis entre les contributions à un pays et à un thème, au prorata de leurs fonds.",
        "Los resultados se reparten entre las contribuciones a un país y tema, en proporción a sus fondos. Es un",
        "Os resultados são repartidos entre as contribuições para um país e tema, na proporção dos seus fundos. É",
    ]),
    ("waits-all-full", [
        "The balance is held: every priority that the earmark allows is fully funded, from all sources.",
        "Le solde est retenu\u{a0}: toutes les priorités permises par la préaffectation sont entièrement financées,",
        "El saldo se retiene: todas las prioridades que los fines permiten están plenamente financiadas, por",
        "O saldo fica retido: todas as prioridades que a consignação permite estão plenamente financiadas, por",
    ]),
    ("key-waiting-means", [
        "Funds that cannot currently be allocated within the earmark; the sheet on contributions says why",
        "Fonds qui ne peuvent actuellement être alloués dans le respect de leur préaffectation ; l’onglet",
        "Fondos que por ahora no pueden asignarse respetando sus fines; la hoja Contribuciones explica por qué",
        "Fundos que por agora não podem ser atribuídos no respeito da consignação; a folha Contribuições diz porquê",
    ]),
    ("section-loosened", [
        "Earmarks whose relaxation would release most funding",
        "Préaffectations dont l’assouplissement libérerait le plus de fonds",
        "Fines cuya flexibilización liberaría más fondos",
        "Consignações cuja flexibilização libertaria mais fundos",
    ]),
    ("lacks-all-earmarks", [
        "No unallocated funds are eligible for this priority.",
        "Aucun fonds non alloué n’est admissible pour cette priorité.",
        "Ningún fondo no asignado puede usarse para esta prioridad.",
        "Nenhuns fundos não atribuídos são elegíveis para esta prioridade.",
    ]),
    ("note-bridge", [
        "Not all funds received are available for priorities: fee, levy, the reserve for support cost and",
        "Les fonds reçus ne sont pas tous disponibles pour les priorités\u{a0}: frais, prélèvement, réserve d’appui et",
        "No todos los fondos recibidos están disponibles para las prioridades: median la comisión, la tasa, la",
        "Nem todos os fundos recebidos estão disponíveis para as prioridades: descontam-se a comissão, a taxa, a",
    ]),
    ("means-exchange", [
        "the effect of exchange-rate movements since signature.",
        "effet des variations des taux de change depuis la signature.",
        "efecto de las variaciones de los tipos de cambio desde la firma.",
        "efeito das variações cambiais desde a assinatura.",
    ]),
    ("means-obligation", [
        "a commitment placed and not yet paid.",
        "une commande passée et non encore payée.",
        "un pedido hecho y aún no pagado.",
        "uma encomenda feita e ainda não paga.",
    ]),
    ("rule-attribution", [
        "Expenditure that no agreement can be charged with yet is pending: it is listed with its cause in the",
        "Les dépenses qu’aucun accord ne peut encore couvrir sont en attente\u{a0}: elles figurent avec leur cause",
        "Los gastos que ningún acuerdo puede asumir aún quedan pendientes: figuran con su causa en el informe del",
        "As despesas que nenhum acordo pode ainda suportar ficam pendentes: figuram com a sua causa no relatório",
    ]),
    ("section-terms", [
        "Definitions",
        "Définitions",
        "Definiciones",
        "Definições",
    ]),
    ("check-matrix", [
        "Allocations by country and theme add up to those of the cells",
        "Les allocations par pays et par thème totalisent celles des cellules",
        "Las asignaciones por país y por tema suman las de las celdas",
        "As atribuições por país e por tema somam as das células",
    ]),
    ("h-figure", [
        "Item",
        "Rubrique",
        "Concepto",
        "Rubrica",
    ]),
    ("book-donor", [
        "Report to { $donor }",
        "Rapport destiné à\u{a0}: { $donor }",
        "Informe para { $donor }",
        "Relatório para { $donor }",
    ]),
    ("key-committed", [
        "Signed contributions",
        "Contributions signées",
        "Contribuciones firmadas",
        "Contribuições assinadas",
    ]),
    ("h-obligated", [
        "Open obligations",
        "Engagements non réglés",
        "Obligaciones por liquidar",
        "Compromissos em aberto",
    ]),
    ("earmark-1", [
        "1 Unearmarked",
        "1 Sans affectation particulière",
        "1 Sin fines específicos",
        "1 Não consignado",
    ]),
    ("earmark-2", [
        "2 Softly earmarked",
        "2 Préaffectation souple",
        "2 Fines flexibles",
        "2 Consignação flexível",
    ]),
    ("earmark-3", [
        "3 Earmarked",
        "3 Préaffecté",
        "3 Con fines específicos",
        "3 Consignado",
    ]),
    ("earmark-4", [
        "4 Tightly earmarked",
        "4 Préaffectation stricte",
        "4 Con fines específicos estrictos",
        "4 Consignação estrita",
    ]),
    ("changes-allocated", [
        "Allocated",
        "Alloué",
        "Asignado",
        "Atribuído",
    ]),
    ("section-pledges", [
        "Pledges, announced and not yet signed",
        "Annonces de contributions (non signées)",
        "Promesas de contribución, anunciadas y aún no firmadas",
        "Promessas de contribuição, anunciadas e ainda não assinadas",
    ]),
    ("title-statement", [
        "Statement of sources and uses of funds",
        "État des sources et de l’utilisation des fonds",
        "Estado de fuentes y usos de los fondos",
        "Demonstração da origem e aplicação dos fundos",
    ]),
    ("earmark-window", [
        "For needs of { $period }",
        "Pour les besoins de la période { $period }",
        "Para necesidades de { $period }",
        "Para necessidades de { $period }",
    ]),
    ("period", [
        "{ $from } to { $to }",
        "du { $from } au { $to }",
        "{ $from } a { $to }",
        "{ $from } a { $to }",
    ]),
    ("in-currency", [
        "{ $currency } { $amount }",
        "{ $amount }\u{a0}{ $currency }",
        "{ $amount }\u{a0}{ $currency }",
        "{ $amount }\u{a0}{ $currency }",
    ]),
    ("title-reasons", [
        "Why a gap remains",
        "Pourquoi un déficit de financement subsiste",
        "Por qué subsiste un déficit de financiación",
        "Por que razão subsiste o défice",
    ]),
    ("result-adequacy", [
        "People with adequate benefits",
        "Personnes percevant des prestations adéquates",
        "Personas con prestaciones adecuadas",
        "Pessoas com prestações adequadas",
    ]),
    ("letter-greeting", [
        "Dear Sir or Madam,",
        "Madame, Monsieur,",
        "Estimados señores y señoras:",
        "Exmos. Senhores,",
    ]),
    ("letter-close", [
        "With kind regards",
        "Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.",
        "Atentamente",
        "Com os melhores cumprimentos",
    ]),
    ("title-contributions", [
        "Contributions and instalments",
        "Contributions et calendrier des versements",
        "Contribuciones y calendario de pagos",
        "Contribuições e calendário de pagamentos",
    ]),
    ("title-instalments", [
        "Instalments, each in the currency of its agreement",
        "Versements échelonnés, chacun dans la monnaie de son accord",
        "Cuotas, cada una en la moneda de su acuerdo",
        "Tranches, cada uma na moeda do seu acordo",
    ]),
    ("statement-support", [
        "Programme support (indirect) cost",
        "Dépenses d’appui au programme (coûts indirects)",
        "Gastos de apoyo a los programas (costos indirectos)",
        "Custos (indiretos) de apoio ao programa",
    ]),
    ("statement-levy", [
        "Coordination levy",
        "Prélèvement de coordination",
        "Tasa de coordinación",
        "Taxa de coordenação",
    ]),
    ("title-annual", [
        "Annual report for the partners’ meeting",
        "Rapport annuel pour la réunion des partenaires",
        "Informe anual para la reunión de asociados",
        "Relatório anual para a reunião de parceiros",
    ]),
    ("check-spent-theme", [
        "Expenditure by country equals expenditure by theme",
        "Les dépenses par pays égalent les dépenses par thème",
        "Los gastos por país igualan los gastos por tema",
        "As despesas por país igualam as despesas por tema",
    ]),
    ("rule-rounding", [
        "Amounts are exact to the cent. Half a cent is rounded away from zero, and an amount that is split always",
        "Les montants sont exacts au centime. Le demi-centime est arrondi en s’éloignant de zéro, et la somme des",
        "Los importes son exactos al centavo. El medio centavo se redondea alejándose de cero, y las partes de un",
        "Os montantes são exatos ao cêntimo. O meio cêntimo arredonda-se afastando-se de zero, e as partes de um",
    ]),
    ("key-kept", [
        "Fee, levy and support reserve",
        "Frais, prélèvement et réserve d’appui",
        "Comisión, tasa y reserva de apoyo",
        "Comissão, taxa e reserva de apoio",
    ]),
    ("cause-earmarks", [
        "Locked by earmarks",
        "Bloqué par les préaffectations",
        "Bloqueado por los fines específicos",
        "Bloqueado pelas consignações",
    ]),
    ("check-annual", [
        "What was charged in the year adds up: { $table }",
        "Les dépenses imputées de l’année concordent\u{a0}: { $table }",
        "Lo imputado en el año cuadra: { $table }",
        "O que foi imputado no ano confere: { $table }",
    ]),
    ("title-reconciliation", [
        "Reconciliation with finance",
        "Rapprochement avec la comptabilité",
        "Conciliación con contabilidad",
        "Reconciliação com a contabilidade",
    ]),
    ("key-paid", [
        "Received",
        "Reçu",
        "Recibido",
        "Recebido",
    ]),
    ("key-placed", [
        "Allocated",
        "Alloué",
        "Asignado",
        "Atribuído",
    ]),
    ("key-waiting", [
        "Unallocated",
        "Non alloué",
        "No asignado",
        "Não atribuído",
    ]),
    ("key-spent", [
        "Charged",
        "Imputé",
        "Imputado",
        "Imputado",
    ]),
    ("h-left", [
        "Unspent",
        "Non dépensé",
        "No gastado",
        "Não gasto",
    ]),
    ("h-earmark", [
        "Earmark",
        "Préaffectation",
        "Fines",
        "Consignação",
    ]),
    ("position-pending", [
        "Pending expenditure (not yet charged to an agreement)",
        "Dépenses en attente (non encore imputées à un accord)",
        "Gastos pendientes (aún no imputados a un acuerdo)",
        "Despesas pendentes (ainda não imputadas a um acordo)",
    ]),
    ("key-pending", [
        "Pending expenditure",
        "Dépenses en attente",
        "Gastos pendientes",
        "Despesas pendentes",
    ]),
    ("key-lapsed", [
        "Lapsed",
        "Caduc",
        "Caducado",
        "Caducado",
    ]),
    ("key-over", [
        "Over-allocated",
        "Alloué en excédent",
        "Asignado en exceso",
        "Atribuído em excesso",
    ]),
    ("h-delivery", [
        "Delivery rate",
        "Taux d’exécution",
        "Tasa de ejecución",
        "Taxa de execução",
    ]),
    ("instalment-overdue", [
        "Overdue",
        "En retard",
        "Vencida",
        "Em atraso",
    ]),
    ("instalment-coming", [
        "To come",
        "À venir",
        "Por vencer",
        "Por vencer",
    ]),
    ("statement-fee", [
        "Administrative agent fee",
        "Frais de l’agent administratif",
        "Comisión del agente administrativo",
        "Comissão do agente administrativo",
    ]),
];

#[test]
fn terms_are_those_of_the_field() {
    for (at, language) in LANGUAGES.into_iter().enumerate() {
        let texts = texts(language);
        for (key, terms) in TERMS {
            assert!(texts[*key].starts_with(terms[at]), "{language:?}: {key} is {}", texts[*key]);
        }
        for (key, text) in &texts {
            assert!(!text.contains('\''), "{language:?}: {key} has a typewriter's apostrophe");
        }
    }
}

/// Texts of things that differ, so that no two may be called the same in a language.
const APART: &[&str] = &[
    "key-committed",
    "key-paid",
    "key-placed",
    "key-waiting",
    "key-lapsed",
    "key-over",
    "key-spent",
    "key-pending",
    "key-left",
    "h-left",
    "h-obligated",
    "h-earmark",
    "instalment-overdue",
    "instalment-coming",
    "statement-refunds",
    "statement-levy",
    "statement-fee",
];

#[test]
fn one_word_is_one_thing() {
    for language in LANGUAGES {
        let texts = texts(language);
        let mut called = BTreeSet::new();
        for key in APART {
            // Endings follow the noun: what is overdue in Spanish is `vencida`, what has lapsed is not `vencido`.
            let stem = texts[*key].to_lowercase();
            let stem = stem.trim_end_matches(['s', 'a', 'o', 'e']);
            assert!(called.insert(stem.to_owned()), "{language:?}: {key} is called as another: {}", texts[*key]);
        }
        let earmark = texts["h-earmark"].split(' ').next().unwrap_or_default().to_lowercase();
        assert!(!texts["key-placed"].to_lowercase().contains(&earmark), "{language:?}: earmarked is not allocated");
    }
}

/// What stood in the texts once, in any of them or in one, and must not come back.
const LOST: &[(Option<Language>, &[&str])] = &[
    (None, &["lacuna", "afeta", "brecha", "écart ouvert", "charged to nobody", "prestações acordadas"]),
    (Some(Language::English), &["organisation", "as of "]),
    (Some(Language::French), &["promesses", "déficit ouvert", "échu", "finances", "imputées à personne"]),
    (
        Some(Language::Spanish),
        &["céntimo", "socios", "obligaciones abiertas", "plazos de pago", "igualan a los por", "finanzas"],
    ),
    (Some(Language::Portuguese), &["bate certo", "porque a lacuna", "mapa", "encerrado", "as finanças"]),
];

#[test]
fn what_was_wrong_once_is_not_said() {
    for language in LANGUAGES {
        for (key, text) in texts(language) {
            // Words by which filled-in workbooks of before are read stay as they were.
            if key.starts_with("settle-") {
                continue;
            }
            let lost = LOST.iter().filter(|(of, _)| of.is_none_or(|of| of == language)).flat_map(|(_, words)| *words);
            let word = lost.into_iter().find(|word| text.to_lowercase().contains(**word));
            assert_eq!(word, None, "{language:?}: {key}: {text}");
        }
    }
}

#[test]
fn plurals_follow_the_rules_of_the_language() {
    let phrases = Phrasebook::new;
    let forms = |language, key| [0, 1, 2].map(|count| phrases(language).counted(key, count));
    let ends = [
        (Language::English, ["(0 eligible priorities).", "(1 eligible priority).", "(2 eligible priorities)."]),
        (Language::French, ["(0 priorité admissible).", "(1 priorité admissible).", "(2 priorités admissibles)."]),
        (Language::Spanish, ["(0 prioridades admisibles).", "(1 prioridad admisible).", "(2 prioridades admisibles)."]),
        (
            Language::Portuguese,
            ["(0 prioridades elegíveis).", "(1 prioridade elegível).", "(2 prioridades elegíveis)."],
        ),
    ];
    for (language, ends) in ends {
        for (text, end) in forms(language, "honoured").iter().zip(ends) {
            assert!(text.ends_with(end), "{language:?}: {text}");
        }
    }
    assert_eq!(phrases(Language::French).counted("other-countries", 1), "1 autre pays ou zone");
    assert_eq!(phrases(Language::English).counted("other-countries", 1_200), "1,200 other countries and areas");
}

#[test]
fn every_text_that_counts_has_a_form_for_one_and_one_for_many() {
    for language in LANGUAGES {
        let phrases = Phrasebook::new(language);
        let mut counting = 0;
        for key in texts(language).into_iter().filter(|(_, text)| text.contains("$count ->")).map(|(key, _)| key) {
            // What stands around the number, of none, one, two and five.
            let around = [0, 1, 2, 5].map(|count: usize| {
                let text = phrases.counted(&key, count);
                let number = count.to_string();
                assert!(text.contains(&number), "{language:?}: {key}: {text} does not say {count}");
                text.replacen(&number, "#", 1)
            });
            assert_eq!(around[2], around[3], "{language:?}: {key}");
            let none = if language == Language::French { 1 } else { 2 };
            assert_eq!(around[0], around[none], "{language:?}: {key}: none is counted as in the language");
            counting += 1;
        }
        assert!(counting >= 10, "{language:?}: {counting}");
    }
}
