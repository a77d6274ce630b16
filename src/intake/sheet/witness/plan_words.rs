//! Words by which sheets say of rows whether they are of a plan or what came of it, in several languages.
//!
//! What comes in: nothing. What leaves: sets of words in their comparable form. What it does not know: where they stand.

use std::sync::LazyLock;

use super::state_words::{Words, set};

/// Words of headers under which a row is a plan or what came of it.
pub(super) static PLANS: Words = LazyLock::new(|| {
    set("actual actuals basis bva forecast ledger ledgers plan scenario scenarios version versions ist soll realise \
    prevu scénario scénarios grandlivre escenario escenarios versión cenário cenários versão szenario szenarien \
    ledgertype ledgername budgetactual actualbudget actualplan planactual planist istplan sollist istsoll budgetist")
});

/// Those of them whose values are alternatives: only one of them counts.
pub(super) static ALTERNATIVES: Words = LazyLock::new(|| {
    set("scenario scenarios version versions scénario scénarios escenario escenarios versión cenário cenários \
    versão szenario szenarien")
});

/// Words of headers for a kind of thing; some say of what in one word.
pub(super) static KINDS: Words = LazyLock::new(|| {
    set("type types typ kind indicator flag nature naturaleza natureza tipo art sort \
       satzart datensatzart zeilenart datenart wertart saldoart saldenart betragsart \
    buchungsart bewegungsart recordtype entrytype linetype rectype rowtype datatype amounttype balancetype")
});

/// Words of headers for what the kind is of: rows and figures.
pub(super) static OF_KINDS: Words = LazyLock::new(|| {
    set("record rec records row line data balance bal balances amount amounts amt figure figures measure \
     enregistrement enregistrements ligne lignes donnée données solde soldes montant montants chiffre registro \
    registros línea linea líneas dato datos saldo saldos importe importes monto montos registo registos linha linhas \
    dado dados montante montantes valor datensatz satz zeile daten betrag saldenart saldoart satzart datensatzart \
    zeilenart datenart betragsart recordtype linetype rectype rowtype datatype amounttype balancetype \
        ")
});

/// Words of headers for what the kind is of where money moves by it: there a letter may stand for a receipt or a payment.
pub(super) static MOVES: Words = LazyLock::new(|| {
    set("entry entries posting postings transaction transactions trans trx txn movement movements journal booking \
    document doc voucher écriture écritures mouvement mouvements opération pièce asiento asientos movimiento \
    movimientos operación comprobante apunte lançamento lançamentos movimento movimentos operação documento buchung \
    buchungsart bewegung bewegungsart beleg vorgang entrytype")
});

/// Headers of the types of values in a ledger, which are numbers in some.
pub(super) static VALUE_TYPES: Words = LazyLock::new(|| {
    set("value_type values_type val_type valtype valuetype vtype wrttp werttyp wertart type_de_valeur typedevaleur \
    tipo_de_valor tipodevalor value_kind")
});

/// Words for plans, commitments and what else has not moved any money.
pub(super) static PLANNED: Words = LazyLock::new(|| {
    set("bud budg budget budgets budgeted bdg bdgt bgt budgetary fc fcst frcst fcast forecast forecasts forecasted rf \
    le est estim estimate estimates estimated pln plan plans planned target targets tgt com comm comms cmt cmtd commit \
    commitment commitments committed enc encumb encumber encumbered encumbrance encumbrances preenc preencumbrance \
    precommitment preq req requisition requisitions po pos purchase_order purchase_orders open_purchase_order open_purchase_orders reservation \
    reservations reserved obl oblig obligation obligations obligated ulo ulos bu ba pa pledge pledged proj projected \
    projection projections expected allotment allotments appropriation appropriations hypothetical whatif \
    prév prévis prévision prévisions prévisionnel prévu prévue prévus budget_voté crédits_ouverts crédit_ouvert \
    eng engagement engagements engagé engagée engagés réservation réservations bon_de_commande commande commandes \
    programmé programmée planifié planifiée estimé estimation \
    ppto pptos pres presup presupuesto presupuestos presupuestado presupuestada prev previsión previsiones previsto \
    prevista previstos compr compromiso compromisos comprometido comprometida reserva reservas reservado planificado \
    planificada pronóstico proyección proyectado orden_de_compra pedido pedidos estimado estimada \
    orç orc orçam orçamento orçamentos orçado orçada orçamental previsão previsões emp empenho empenhos empenhado \
    empenhada cab cabimento cabimentos cabimentado compromisso compromissos planeado planejado projetado encomenda \
    encomendas estimativa \
    soll sollwert obligo obligos verpflichtung verpflichtungen verpflichtet vormerkung vormerkungen mittelvormerkung \
    mittelreservierung mittelbindung gebunden prognose prognosen hochrechnung geplant planung ansatz haushaltsansatz \
    schätzung bestellung bestellungen bestellt bestellanforderung banf plankosten sollkosten planwert budgetiert \
    begroting begroot verplichting preventivo impegno impegni бюджет план прогноз обязательство 预算 預算 计划 承诺 予算 計画")
});

/// Words for what came of plans.
pub(super) static ACTUAL: Words = LazyLock::new(|| {
    set("act acts actual actuals actl aa real reals reales real_costs realised realized realise rea réel réels réelle \
    réelles réalisé réalisée réalisés réalisations réalisation ree effectif eje ejec ejecutado ejecutada ejecución \
    devengado exe exec executado executada execução realizado realizada efetivo efectivo reais ist istwert istkosten \
    istwerte tatsächlich iststand werkelijk consuntivo effettivo факт фактически 实际 實際 実績")
});

/// Words for rows of the books, which may stand beside plans.
pub(super) static ENTRIES: Words = LazyLock::new(|| {
    set("inv invoice invoices invoiced pay payment payments paid pv jv je gj voucher vouchers expense expenses exp \
    expenditure expenditures spent disbursement disbursements disbursed disb receipt receipts journal journals \
    posted gl \
    facture factures paiement paiements payé payée dépense dépenses décaissement décaissements mandat mandaté \
    factura facturas pago pagos pagado pagada gasto gastos desembolso desembolsos \
    fatura faturas pagamento pagamentos pago paga despesa despesas liquidado liquidada \
    rechnung rechnungen zahlung zahlungen ausgabe ausgaben gebucht bezahlt auszahlung")
});

/// Words beside them that say nothing of it.
pub(super) static PASSED_OVER: Words = LazyLock::new(|| {
    set(
        "of the and or for in to de du des la le les et del y e da do das dos und der die das original initial revised \
    rev approved final latest current annual full year years yr fy ver version versions draft working amount amounts \
    amt cost costs entry entries record records type data value values line lines balance balances figures open \
    outstanding unliquidated outgoing incoming total net quarter qtr month jan feb mar apr may jun jul aug sep \
    sept oct nov dec initiale révisé révisée rectifié rectificatif voté approuvé ouvert ouverts inicial revisado revisada \
    modificado modificada vigente aprobado aprobada aprovado aprovada corrigido atualizado ursprünglich aktuell \
    aktualisiert genehmigt nachtrag jahr kosten wert werte pre prior before abr ago dic",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_says_one_thing() {
        let sets = [&PLANNED, &ACTUAL, &ENTRIES, &PASSED_OVER];
        for (index, one) in sets.iter().enumerate() {
            for other in sets.iter().skip(index + 1) {
                let mut both: Vec<&String> = one.intersection(other).collect();
                // Alone it is the latest estimate, beside others an article.
                both.retain(|word| *word != "le");
                assert!(both.is_empty(), "{both:?}");
            }
        }
    }
}
