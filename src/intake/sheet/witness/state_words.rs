//! Words by which sheets say of rows that they do not count, or not yet, or that they do, in several languages.
//!
//! What comes in: nothing. What leaves: sets of words in their comparable form. What it does not know: where they stand.

use std::sync::LazyLock;

use crate::domain::LookupSet;
use crate::domain::text::comparable;

/// Words in their comparable form.
pub(super) type Words = LazyLock<LookupSet<String>>;

/// The words of a list, each as people write it; those of several words are joined by underscores.
pub(super) fn set(list: &str) -> LookupSet<String> {
    list.split_whitespace().map(comparable).collect()
}

/// Words that say that something was undone, whatever stands beside them.
pub(super) static UNDONE: Words = LazyLock::new(|| {
    set("annule annulee anulada anulado cancelada cancelado canceled cancelled doublon duplicado duplicate eliminado \
    extourne extournee rechazada rechazado rejected rejeitado rejete rejetee reversed reverted storniert storno \
    superseded supprime void voided geannuleerd annullato annullata annullati stornato iptal anulowano anulowany \
    anulowana odrzucono zruseno stornovano peruutettu peruttu hylatty dibatalkan inställd makulerad annulleret \
    avvist otkazano poništeno stornirano otkazan annulat анулирано отменен отменена аннулировано скасовано 取消 キャンセル \
    취소 취소됨 無効 रद्द ยกเลิก annulés annulées anulados anuladas annulled nullified rescinded revoked \
    reverse-booked reversado reversada revertido revertida estornado estornada stornieren stornierte stornierter \
    storniertes gelöscht gelöschte ungültig widerrufen rückgängig zurückgebucht  supprimée supprimés \
    supprimées rejetés rejetées contrepassé contrepassée extournés duplicada eliminada cancelados canceladas \
    suprimido suprimida rechazados rechazadas revocado revocada rejeitada eliminados excluído excluída verwijderd \
    vervallen teruggedraaid ongeldig teruggeboekt stornata annullate eliminato eliminata revocato silindi geçersiz \
    reddedildi usunięto usunięty usunięta odrzucony odrzucona unieważniono unieważniony wycofano cofnięto zrušen \
    zrušena zrušený smazáno storniran stornirana stornirani poništen törölve törölt érvénytelen sztornó sztornózva \
    visszavonva anulat anulată anulate respins respinsă șters ștearsă stornat stornată удалено удален удалена сторно \
    сторнировано сторнирован отклонено отклонен отклонена отменённый отменённая недействительно недействителен \
    аннулирован аннулирована видалено анульовано відхилено отказано изтрито poistettu mitätöity hylätty avbruten \
    borttagen avvisad slettet annullert kansellert forkastet afvist dihapus ditolak batal nakansela kinansela \
    imeghairiwa imefutwa ακυρώθηκε ακυρωμένο ακυρώθη διαγράφηκε בוטל מבוטל נמחק ملغي ملغية ألغي ألغيت محذوف مرفوض \
    مرفوضة لاغ لغو 作廢 已作废 撤销 已撤销 撤銷 冲销 已冲销 冲回 沖銷 已删除 已拒绝 驳回 無效 无效 取消済み 取消済 削除 削除済み 却下 삭제 삭제됨 무효 반려 역분개 ยกเลิกแล้ว \
    đã_hủy bị_hủy hủy_bỏ")
});

/// Those that say in a title that something is yet to be.
pub(super) static NOT_YET: Words = LazyLock::new(|| {
    set("borrador brouillon draft forecast pending planificado planifie planned previsto prevu projected proposed \
    rascunho")
});

/// Other words that say of a row that it does not count, or not yet.
pub(super) static OTHER_STATES: Words = LazyLock::new(|| {
    set(
        "reject decline deny denied refuse dupe delete remove canc cancld cncl cxl cxld rvsd annulation annulees annules anulados aprevoir archived awaitingapproval blocked bounced canceledbyuser \
    contrepasse contrepassee declined deleted devolvido devuelta devuelto disputed donotcount donotpay donotuse \
    eliminada enattente entwurf error estornado excluded expired failed hold ignore inactive incomplete invalid \
    noaprobado nonvalide notapproved notcounted notpaid notposted notreceived notspent notvalid obsolete onhold \
    parked pendente pendiente refunded refused returned reversal revertido stornierung supprimee suspended tbc \
    tentative test tobeconfirmed unapproved unconfirmed unpaid unposted withdrawn writtenoff отменено черновик ملغاة \
    ملغى 作废 已取消 草稿 forinformationonly forinformation inreview expected avbruten concept taslak szkic navrh luonnos \
    konsep utkast kladde bozza inattesa beklemede oczekujace cekajici odottaa tertunda vantande afventer ожидает 予定 \
    下書き 보류 예정 待审批 未付款 未入账 rückerstattet zurückgestellt zurückgegeben abgelehnt ausstehend vorgemerkt vorläufig \
    geplant gesperrt offen_gelassen inaktiv fehlgeschlagen abgebrochen unbezahlt nicht_bezahlt nicht_gebucht \
    nicht_genehmigt unbestätigt impayé impayée non_payé non_reçu non_comptabilisé non_approuvé non_validée refusé \
    refusée suspendu suspendue suspendida suspendido no_pagado no_recibido no_contabilizado no_aprobada impago \
    não_pago não_aprovado não_recebido recusado suspenso in_sospeso sospeso rifiutato rifiutata non_pagato \
    in_afwachting afgewezen geblokkeerd onbetaald niet_betaald ödenmedi onaylanmadı askıda nieopłacone \
    niezatwierdzone wstrzymane nezaplaceno neschváleno не_оплачено не_оплачен не_проведено не_утверждено \
    на_согласовании на_рассмотрении приостановлено не_сплачено неоплачено 待处理 待确认 待付款 未批准 未确认 暂停 审批中 保留 未承認 承認待ち 未払い \
    保留中 대기 미결 미지급 승인대기 قيد_الانتظار معلق غير_مدفوع لم_يدفع غير_معتمد مسودة chờ_duyệt chưa_thanh_toán รอดำเนินการ \
    belum_dibayar ditunda not_started nicht_begonnen non_commencé non_démarré no_iniciado não_iniciado niet_gestart \
    not_begun не_начато 未开始 未着手 미착수 estimate estimation estimado estimativa preliminary preliminar préliminaire provisoire provisório \
    indicative schätzung unsettled uncleared unreconciled unverified \
    ineligible unallowable disallowed inadmissible inéligible non_éligible inelegible no_elegible não_elegível nicht_förderfähig",
    )
});

/// States on the way to another.
pub(super) static UNFINISHED: Words = LazyLock::new(|| {
    set(
        "abierto aberto emanalise emcurso encours enproceso enrevision inprocess inprogress offen open ouvert reopened \
    requested submitted tbd todo tobeconfirmed underreview \
    entered saisi saisie eingegeben erfasst ingresado inserido digitado \
    soft missing fail nok dead dormant defunct statistical announced pledged promised waived lapsed terminated",
    )
});

/// Words that say under the header of a state that a row counts.
pub(super) static COUNTS: Words = LazyLock::new(|| {
    set("active accepted acknowledged agreed approved authorised authorized awarded banked booked cashed certified \
    charged cleared closed collected committed complete completed confirmed correct credited deposited delivered \
    disbursed done effective executed final finalised finalized finished funded implemented incurred issued live ok \
    okay ongoing paid passed posted processed ratified received reconciled recorded registered released reported \
    satisfied settled signed spent successful success transferred valid validated verified yes actual actuals real \
    realised realized remitted matched audited current normal good full fully in_force aktiv abgeschlossen \
    abgerechnet angenommen ausgezahlt ausgeführt beglichen bestätigt bezahlt eingegangen endgültig erhalten erledigt \
    fertig freigegeben gebucht genehmigt geprüft gültig überwiesen unterzeichnet vereinnahmt verbucht vollständig \
    validiert ja laufend payé payée payés payées réglé réglée réglés approuvé approuvée approuvés validé validée \
    validés confirmé confirmée comptabilisé comptabilisée encaissé encaissée reçu reçue reçus clos close clôturé \
    clôturée terminé terminée achevé achevée actif définitif définitive signé signée exécuté exécutée versé versée \
    soldé soldée acquitté acquittée effectué effectuée enregistré enregistrée oui accepté acceptée réalisé réalisée \
    certifié certifiée vérifié vérifiée décaissé en_vigueur pagado pagada pagados pagadas aprobado aprobada \
    aprobados confirmado confirmada contabilizado contabilizada recibido recibida cobrado cobrada activo activa \
    vigente válido válida validado validada cerrado cerrada completado completada completo completa finalizado \
    finalizada terminado terminada ejecutado ejecutada firmado firmada registrado registrada liquidado liquidada \
    depositado aceptado aceptada desembolsado definitivo definitiva sí efectuado efectuada realizado realizada \
    conciliado conciliada autorizado autorizada procesado procesada abonado pago paga aprovado aprovada recebido \
    recebida ativo ativa fechado fechada concluído concluída executado executada assinado assinada registado \
    registada aceite aceito sim processado processada encerrado encerrada efetuado efetuada quitado pagato pagata \
    approvato approvata confermato confermata ricevuto ricevuta attivo attiva valido valida chiuso chiusa completato \
    completata concluso conclusa registrato registrata contabilizzato contabilizzata firmato saldato saldata \
    incassato betaald goedgekeurd bevestigd geboekt ontvangen actief geldig gesloten afgerond voltooid definitief \
    verwerkt afgesloten ondertekend betald godkänd godkänt bekräftad bokförd mottagen giltig stängd avslutad klar \
    betalt godkendt godkjent bogført bokført bekreftet bekræftet modtaget mottatt afsluttet avsluttet gyldig \
    maksettu hyväksytty vahvistettu kirjattu vastaanotettu valmis aktiivinen suljettu zapłacono zapłacona zapłacony \
    opłacono opłacona zatwierdzono zatwierdzony zatwierdzona potwierdzono potwierdzony zaksięgowano otrzymano \
    aktywny aktywna ważny zamknięty zakończony tak zaplaceno schváleno potvrzeno zaúčtováno přijato aktivní platné \
    uzavřeno dokončeno uhrazeno ano schválené zaplatené ödendi onaylandı onaylandi tamamlandı tamamlandi aktif \
    geçerli kapalı kesinleşti evet kifizetve jóváhagyva könyvelve teljesítve lezárva plătit plătită aprobat aprobată \
    încasat finalizat plaćeno odobreno potvrđeno proknjiženo zaključeno оплачено оплачен оплачена утверждено \
    утвержден утверждена подтверждено подтвержден подтверждена проведено проведен проведена получено получен \
    получена активен активный действует действительно закрыт закрыто завершено завершен принято принят исполнено \
    исполнен зачислено выполнено сплачено затверджено підтверджено отримано активний закрито виконано платено \
    одобрено осчетоводено приключено 已支付 已付款 已付 已批准 批准 已确认 已入账 已记账 已收到 已收 有效 已完成 完成 已结算 已关闭 生效 通过 已通过 已审核 已过账 正常 已確認 \
    已核准 已入帳 已收款 支払済 支払済み 支払い済み 承認済 承認済み 確認済 確認済み 計上済 計上済み 入金済 入金済み 受領済 受領済み 確定 済 済み 終了 승인 승인됨 승인완료 지급 지급완료 확정 완료 \
    입금완료 유효 정상 مدفوع مدفوعة معتمد معتمدة مؤكد مستلم مكتمل مغلق ساري نشط مرحل تم dibayar lunas disetujui selesai \
    diterima đã_thanh_toán đã_duyệt hoàn_thành đã_nhận จ่ายแล้ว อนุมัติแล้ว เสร็จสิ้น भुगतान स्वीकृत पूर्ण imelipwa \
    imeidhinishwa πληρώθηκε εγκρίθηκε ολοκληρώθηκε שולם אושר \
    firm certain eligible allowable admissible allowed pass éligible elegible elegível förderfähig")
});

/// Headers of columns that hold states: there a word among others says so, too.
pub(super) static STATE_HEADERS: Words = LazyLock::new(|| {
    set(
        "disposition flag flags status state statut etat estado situacao workflow approval condition stato durum tila stav statusas estatus \
    статус состояние 状态 狀態 ステータス 상태 الحالة zustand statuscode toestand állapot státusz stare statuss būsena \
    staatus olek staða stan estat egoera hali trạng_thái tình_trạng keadaan สถานะ स्थिति الوضع حالة وضعیت κατάσταση \
    סטטוס מצב стан състояние stanje durumu 状況 진행상태 상황 situation situación estatuto freigabe validation validación \
    bearbeitungsstand",
    )
});

/// Headers under which a mere yes says so.
pub(super) static HEADERS: Words = LazyLock::new(|| {
    set("annule anulado cancelado canceled cancelled deleted draft duplicate duplicated estimate estimated exclude \
         unapproved unconfirmed unposted unverified excluded forecast ignore onhold pending planned provisional reversed reverted void voided test dummy \
         storniert gelöscht ungültig supprimé supprimée anulada cancelada eliminado duplicado doublon annullato \
         geannuleerd anulowano zrušeno iptal отменено аннулировано удалено 已取消 作废 取消 취소 \
    archived superseded simulated simulation waived contra statistical rev hold refund refunded repayment \
    remboursement reembolso rückzahlung erstattung rückerstattung \
    brouillon borrador rascunho entwurf \
    suspense accrued double out_of_scope excl skip skipped omit omitted leave_out drop dropped promise pledge in_kind \
    non_cash noncash recharged memo_item non_posting off_book prelim invalid erroneous mistake queried not_counted not_charged")
});

/// Headers under which a mere no says so.
pub(super) static GOOD_HEADERS: Words = LazyLock::new(|| {
    set("active approuve approved aprobada aprobado aprovada aprovado booked certified cleared confirmed count \
         counted counts include included pagado pago paid paye posted received reconciled recu settled valid validado \
         validated valide verified released checked live final genehmigt freigegeben bestätigt gebucht bezahlt gültig geprüft goedgekeurd \
         betaald geldig geboekt approvato pagato valido confermato confirmado confirmada contabilizado recibido \
         recebido comptabilisé comptabilisée réglé réglée confirmé confirmée encaissé approuvée validée zatwierdzono \
         opłacono onaylandı ödendi schváleno zaplaceno утверждено оплачено проведено подтверждено 已批准 已付款 已入账 有效 承認 \
         承認済 支払済 승인 지급 accepted authorised authorized cashed disbursed banked \
    eligible allowable allowed admissible éligible elegible elegível förderfähig realized realised current \
    in_scope charge_to_project paid_by_fund current \
    vigente ativo activo actif aktiv matched \
    chargeable billable keep ours this_fund relevant arrived deposited collected cashed_in credited recd rapproché rapprochée pointé pointée conciliado conciliada abgestimmt \
    in_bank signed unterzeichnet signé signée firmado firmada assinado assinada")
});

/// Headers of what a bank confirmed, whatever stands below them.
pub(super) static CONFIRMED_BY_BANK: Words = LazyLock::new(|| {
    set(
        "bank_confirmation confirmation_bancaire confirmation_de_la_banque confirmación_bancaria confirmación_del_banco \
         confirmação_bancária confirmação_do_banco bankbestätigung in_bank_statement on_bank_statement bank_rec \
         bank_reconciliation rapprochement rapprochement_bancaire conciliación_bancaria conciliação_bancária bankabgleich \
         bank_match statement_match",
    )
});

/// Words for a bank and its papers, in their comparable form, by which something was confirmed; and those that lead to them.
pub(super) const BANK: [&str; 15] = [
    "bank",
    "banks",
    "banque",
    "banco",
    "banca",
    "statement",
    "statements",
    "releve",
    "extracto",
    "extrato",
    "kontoauszug",
    "finance",
    "treasury",
    "auditor",
    "auditors",
];
pub(super) const WITH_BANK: [&str; 24] = [
    "the", "on", "in", "to", "with", "against", "per", "la", "le", "el", "o", "pelo", "pela", "al", "a", "ao", "sur",
    "avec", "com", "con", "mit", "der", "dem", "of",
];

/// Parts with which words begin that say of a thing that it was undone, in their comparable form.
pub(super) const UNDOING: [&str; 11] =
    ["revers", "cancel", "void", "annul", "anul", "storn", "delet", "supprim", "extourn", "estorn", "elimin"];

/// Words of columns that name what is done with a row: there a word for what is not finished says that it is not done yet.
pub(super) const ACTS: [&str; 35] = [
    "quality",
    "qualite",
    "calidad",
    "qualidade",
    "qualitat",
    "datenqualitat",
    "step",
    "etape",
    "schritt",
    "paso",
    "etapa",
    "confirmation",
    "stage",
    "stages",
    "audit",
    "finding",
    "findings",
    "certainty",
    "qc",
    "booking",
    "posting",
    "payment",
    "settlement",
    "clearing",
    "reconciliation",
    "verification",
    "release",
    "buchung",
    "zahlung",
    "verbuchung",
    "paiement",
    "comptabilisation",
    "contabilizacion",
    "pago",
    "pagamento",
];

/// Headers of columns that say how far something has come, in their comparable form.
pub(super) const PROGRESS: [&str; 10] = [
    "progress",
    "completion",
    "fortschritt",
    "avancement",
    "avance",
    "progreso",
    "progresso",
    "andamento",
    "voortgang",
    "прогресс",
];

/// Headers of states that mean something else in many sheets: a part of a country, how something is.
pub(super) const SHARED_HEADERS: [&str; 11] =
    ["flag", "flags", "state", "estado", "etat", "stato", "stare", "stav", "stan", "situation", "situacion"];

/// Headers that say how likely it is that something comes, in their comparable form: only what is certain does.
pub(super) const CHANCES: [&str; 7] =
    ["probability", "likelihood", "chance", "probabilite", "probabilidad", "probabilidade", "wahrscheinlichkeit"];

/// Beginnings of words of headers, in their comparable form, which beside a word for a day say that the row was undone on it.
pub(super) const RETURNED: [&str; 14] = [
    "refund", "return", "bounce", "reject", "recall", "withdraw", "rembours", "retour", "reembols", "devuel", "devol",
    "zuruck", "erstatt", "restitu",
];

/// Words of headers for a day, in their comparable form, where they stand last.
pub(super) const ON_DAY: [&str; 10] = ["on", "le", "el", "am", "em", "date", "datum", "fecha", "data", "at"];

/// Headers of the days on which receipts reached the bank, in their comparable form.
pub(super) const CREDITED: [&str; 12] = [
    "credited",
    "banked",
    "cobro",
    "ingreso",
    "eingang",
    "eingangsdatum",
    "zahlungseingang",
    "encaissement",
    "encaisse",
    "recebimento",
    "credite",
    "abono",
];

/// Whole headers of such days, in their comparable form.
pub(super) const BANK_DAYS: [&str; 8] =
    ["bankdate", "statementdate", "valuedate", "dateinbank", "arrivedon", "datebanque", "datedevaleur", "fechavalor"];

/// Headers, in their comparable form, under which whatever stands says that its row was undone.
pub(super) const UNDOING_HEADERS: [&str; 30] = [
    "offsetby",
    "offsetagainst",
    "correctedby",
    "creditnote",
    "creditnoteno",
    "iscredit",
    "iscreditnote",
    "avoir",
    "gutschrift",
    "notadecredito",
    "waived",
    "writtenoff",
    "lapsed",
    "forgiven",
    "condonado",
    "erlassen",
    "revind",
    "revwith",
    "revdoc",
    "supersededby",
    "replacedby",
    "contraentry",
    "rejected",
    "rejectionreason",
    "returncode",
    "returnreason",
    "dup",
    "duplicateof",
    "blocked",
    "paymentblock",
];

/// Headers of days on which somebody says that a row counts: where there is none, nobody has said so yet.
pub(super) const DATED: [&str; 22] = [
    "approved",
    "approval",
    "posted",
    "posting",
    "cleared",
    "clearing",
    "clearance",
    "validated",
    "validation",
    "confirmed",
    "certified",
    "verified",
    "genehmigt",
    "freigegeben",
    "freigabe",
    "gebucht",
    "valide",
    "approuve",
    "comptabilise",
    "aprobado",
    "aprobacion",
    "aprovado",
];

/// Words that turn the word behind them round, perhaps with one or two between: not yet reversed, replaces the cancelled one.
pub(super) const NEGATIONS: [&str; 25] = [
    "not",
    "never",
    "without",
    "unless",
    "if",
    "nicht",
    "nie",
    "ohne",
    "falls",
    "pas",
    "jamais",
    "sans",
    "sin",
    "nao",
    "niet",
    "ikke",
    "inte",
    "не",
    "replaces",
    "replacing",
    "sustituye",
    "reemplaza",
    "substitui",
    "sostituisce",
    "vervangt",
];

/// What is held back, of what stands whether or not it was paid.
pub(super) const HELD: [&str; 10] = [
    "hold",
    "onhold",
    "suspended",
    "withheld",
    "suspendu",
    "suspendue",
    "suspendido",
    "suspenso",
    "gesperrt",
    "zuruckgestellt",
];

/// Papers that stand beside an agreement, a donor or a place, and have states of their own.
pub(super) const PAPERS: [&str; 18] = [
    "report",
    "reports",
    "reporting",
    "narrative",
    "strategy",
    "policy",
    "law",
    "evaluation",
    "rapport",
    "rapports",
    "informe",
    "informes",
    "relatorio",
    "relatorios",
    "bericht",
    "berichte",
    "estrategia",
    "strategie",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_does_not_say_that_it_does_not() {
        for list in [&UNDONE, &NOT_YET, &OTHER_STATES, &UNFINISHED] {
            assert_eq!(COUNTS.intersection(list).next(), None);
        }
        let parts: [&[&str]; 11] = [
            &ACTS,
            &UNDOING,
            &PROGRESS,
            &SHARED_HEADERS,
            &DATED,
            &HELD,
            &PAPERS,
            &RETURNED,
            &CREDITED,
            &BANK,
            &WITH_BANK,
        ];
        assert!(parts.into_iter().flatten().all(|word| comparable(word) == *word));
    }
}
