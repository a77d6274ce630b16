# The words of the reports in French. A test holds that all languages have the same texts.

## General
all-donors = Tous les donateurs
as-of-line = Au { $day }, { $edition }. Tous les montants sont en { $currency }, sauf indication contraire.
edition-draft = édition provisoire
edition-closed = édition clôturée
edition-draft-means = édition provisoire (le mois n’est pas clôturé, et les chiffres peuvent encore changer)
illustrative = ILLUSTRATIF : la ventilation des totaux publiés est fictive, à des fins de démonstration.
total = Total
source = { $place }, ligne { $row }
in-currency = { $amount } { $currency }
labelled = { $label } : { $words }
day = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
}
day-of-year = { $day ->
    [1] 1er { $month }
   *[other] { $day } { $month }
}
month-of-year = { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

## Workbooks and sheets
book-donor = Rapport destiné à : { $donor }
book-fund = Rapport consolidé : { $fund }
book-gap = Suivi du déficit de financement : { $fund }
book-reconciliation = Rapprochement avec la comptabilité : { $fund }
sheet-summary = Résumé
title-summary = Résumé
sheet-contributions = Contributions
title-contributions = Contributions et calendrier des versements
sheet-earmarks = Préaffectations
sheet-announced = Annonces
title-announced = Annonces de contributions et accords terminés
sheet-instalments = Versements
sheet-allocation = Allocation
title-allocation = Allocation aux priorités
sheet-matrix = Pays et thèmes
title-matrix = Allocation par pays et par thème
sheet-expenditure = Dépenses
title-expenditure = Dépenses par rapport à l’allocation
sheet-pending = En attente
title-pending = Dépenses en attente
sheet-uncovered = Engagements non couverts
title-uncovered = Engagements non réglés qu’aucun fonds alloué ne couvre
sheet-over = Alloué en excédent
title-over = Fonds au-delà de leur limite
sheet-statement = Sources et utilisation
title-statement = État des sources et de l’utilisation des fonds
sheet-results = Résultats
title-results = Résultats
sheet-data = Données
title-data = Données : les nombres que les autres feuilles additionnent
note-data = Les chiffres des autres feuilles sont des formules sur ces tables : une chose par ligne, pour les filtres et les tableaux croisés. La feuille des contrôles porte un total de contrôle de chacune. Non imprimé.
section-data-amounts = Montants par accord, année et rubrique
section-data-cells = Alloué et imputé, par accord et cellule
section-data-amounts-together = Montants par donateur, année et rubrique
section-data-cells-together = Alloué et imputé, par cellule
section-data-own = Reçu dans les monnaies des accords
section-data-period = Avant la période de rapport et pendant celle-ci
section-data-needs = Besoins, par cellule
none-data = Il n’y a pas de montants.
h-cell-code = Cellule
h-country-code = Code du pays ou de la zone
h-region-code = Code de la région
h-theme-code = Code du thème
h-pillar-code = Code du pilier
h-donor-code = Code du donateur
section-data-results = Résultats et cibles, par lieu et thème
sheet-country-pages = Pages des pays
title-country-pages = Pays et zones : fonds, résultats et ce qui manque
sheet-theme-pages = Pages des thèmes
title-theme-pages = Thèmes : fonds, résultats et ce qui manque
section-page-why = Pourquoi des fonds manquent
page-nothing-missing = Rien ne manque ici.
page-no-results = Aucun résultat n’a été communiqué, aucune cible n’est fixée.
h-reached-in = Atteint en { $year }
sheet-transactions = Opérations
title-transactions = Opérations : une recette ou imputation par ligne
sheet-notes = Notes
title-notes = Notes
sheet-checks = Contrôles
title-checks = Contrôles
sheet-donors = Donateurs
title-donors = Contributions par donateur et par année
sheet-gap = Déficit
title-gap = Le déficit de financement
sheet-gap-places = Manque par lieu
title-gap-places = Ce qui manque, par région et par pays
sheet-gap-themes = Manque par thème
title-gap-themes = Ce qui manque, par pilier et par thème
sheet-gap-months = Déficit dans le temps
title-gap-months = Le déficit mois par mois
sheet-reconciliation = Rapprochement
title-reconciliation = Rapprochement avec la comptabilité
sheet-differences = Écarts
title-differences = Écarts et écritures proposées

## Sections
section-agreements = Accords signés
section-pledges = Annonces de contributions (non signées)
section-pipeline = En préparation, en discussion et non annoncé
title-instalments = Versements échelonnés, chacun dans la monnaie de son accord
title-earmarks = Ce que chaque accord peut financer, et comment sa préaffectation a été respectée
section-ended = Accords terminés
section-by-country = Par pays
section-by-region = Par région
section-by-theme = Par thème
section-by-pillar = Par pilier
section-by-category = Par catégorie de dépenses du GNUDD et par année
section-by-category-alone = Par catégorie de dépenses du GNUDD
section-results = Chaque résultat
section-results-year = Résultats communiqués en { $year }
section-results-total = Ensemble des résultats
section-how-to-check = Comment vérifier ces chiffres
section-terms = Définitions
section-rules = Règles
section-rates = Taux de change au { $day }
section-where = Où vont les fonds
section-over-years = Au fil des années
section-donors = Donateurs
section-donor-balances = Des soldes des donateurs à celui du fonds
section-donors-signed = Signé par donateur et par année, aux taux de la signature
section-donors-years = Reçu par donateur et par année, net des remboursements
section-gap-strengths = Déficit de financement selon trois scénarios
section-raising = Du déficit à ce qui reste à mobiliser
section-bridge = Du déficit à ce qui manque aux priorités
section-months = À la fin de chaque mois
section-reconciliation = Totaux des deux comptabilités

## Key figures of the summary
key-committed = Contributions signées
key-committed-means = Accords en vigueur ; le reste à recevoir est évalué aux taux de change du jour
key-paid = Reçu net
key-paid-means = Contributions reçues, moins les remboursements ; part des contributions signées
key-transferred = Transferts entre accords
key-transferred-means = D’accords d’autres donateurs, moins ce qui leur est allé
key-charges = Frais et prélèvement
key-charges-means = Prélevés sur les fonds reçus ; part du reçu
key-reserve = Réserve pour dépenses d’appui
key-reserve-means = Retenue sur les fonds reçus, pour les dépenses d’appui ; part du reçu
key-placed = Alloué
key-placed-means = Destiné aux pays et aux thèmes dans le respect des préaffectations ; part du reçu
key-waiting = Non alloué
key-waiting-means = Fonds qui ne peuvent actuellement être alloués dans le respect de leur préaffectation ; « Ce que chaque accord peut financer » dit pourquoi
key-waiting-decided-means = Fonds programmables qui ne sont pas alloués ; « Ce que chaque accord peut financer » dit pourquoi
key-lapsed = Caduc
key-lapsed-means = D’accords terminés, sans leur réserve d’appui : à rembourser ou à prolonger
key-over = Alloué en excédent
key-over-means = Alloué, et qui n’existe plus
key-spent = Imputé
key-spent-means = Dépenses des projets imputées aux accords ; part de l’alloué (taux d’exécution)
key-spent-lapsed-means = Dépenses des projets imputées aux accords ; part de ce qui reste alloué (taux d’exécution) : { $lapsed } sont devenus caducs sans être dépensés et n’y entrent pas
key-support = Dépenses d’appui au programme
key-support-means = Coûts indirects afférents à ces dépenses
key-interest = Intérêts moins frais bancaires
key-interest-means = Une source à part, à côté des fonds des donateurs
key-interest-part = Votre part des intérêts moins frais bancaires
key-interest-part-means = À vous rembourser, avec le solde
key-pending = Dépenses en attente
key-pending-means = Non encore imputées à un accord ; voir En attente
key-left = Solde
key-left-means = Reçu et intérêts, moins frais, prélèvement, imputé et dépenses d’appui ; part du reçu
key-left-own-means = Reçu, moins frais, prélèvement, imputé et dépenses d’appui ; part du reçu
key-fund = Reçu net de tous les donateurs
key-fund-means = Tous donateurs confondus ; le pourcentage est votre part
key-gap = Déficit de financement du programme
key-gap-means = Montant manquant sur un budget de { $budget } ; part du budget
other-countries = { $count ->
    [one] { $number } autre pays ou zone
   *[other] { $number } autres pays et zones
}
other-countries-listed = { $count ->
    [one] { $number } autre pays ou zone
   *[other] { $number } autres pays et zones
}
chart-where = Alloué et imputé par pays ({ $unit })
chart-years = Reçu net et imputé par année ({ $unit })
chart-gap = Le déficit dans le temps ({ $unit })
chart-concept = Besoin, et ce qui en manque, par thème ({ $unit })
logo-alternative = Logo : { $fund }
unit-ones = { $currency }
unit-thousands = en milliers, { $currency }
unit-millions = en millions, { $currency }
chart-alternative = Graphique : { $title }. Les chiffres figurent dans le tableau à sa gauche.
    .paper = Graphique : { $title }. Les chiffres figurent dans le tableau qui le précède.

## Column headers
h-figure = Rubrique
h-amount = Montant
h-share = Part
h-share-of-all = Part de toutes les années
h-meaning = Définition
h-as-at-day = Au { $day }
h-in-currency = En { $currency }
h-cumulative = Toutes les années
h-agreement = Accord
h-agreements-concerned = Accords concernés
h-ended = Terminé le
h-title = Intitulé
h-signed = Signé le
h-announced = Annoncé le
h-currency = Monnaie
h-original = Montant en monnaie d’origine
h-at-signature = Valeur à la signature
h-exchange = Différence de change
h-given-back = Remboursé et passé en pertes
h-committed = Contributions signées
h-paid = Reçu net
h-to-come = Reste à recevoir
h-value = Valeur actuelle
h-status = Situation
h-due = Échéance
h-paid-part = Dont reçu
h-open = Restant dû
h-earmark = Préaffectation
h-strictness = Catégorie
h-transferred = Transféré
h-charges = Frais et prélèvement
h-support-kept = Réserve pour dépenses d’appui
h-programmable = Programmable
h-placed = Alloué
h-waiting = Non alloué
h-held = Dont retenu par des décisions
h-lapsed = Caduc
h-over = Alloué en excédent
h-reserve = Réserve d’appui correspondante
h-owed = À rembourser ou à prolonger
h-kept = Conservé pour les engagements non réglés
h-country = Pays ou zone
h-region = Région
h-theme = Thème
h-pillar = Pilier
h-period = Période
h-need = Besoin
h-outside = Financé par d’autres sources
h-share-of-need = Part du besoin
h-own-share-of-need = Votre part du besoin
h-funded-all = Besoin financé, toutes sources
h-funded-share = Part du besoin financée par toutes les sources
h-share-of-paid = Part du reçu net
h-spent = Imputé
h-delivery = Taux d’exécution
h-obligated = Engagements non réglés
h-since = Depuis le
h-left = Non dépensé
h-balance = Solde
h-category = Catégorie de dépenses
h-date = Date
h-incurred = Date de la dépense
h-days = Jours
h-result = Résultat
h-description = Description
h-result-all = Déclaré, en entier
h-result-share = Votre part parmi les accords du fonds
h-result-money = Votre allocation, part du besoin
h-result-money-pool = Allocation du fonds, part du besoin
h-year-charged = Année imputée
h-month-charged = Mois imputé
h-rate = Taux
h-what = Nature
h-document = Pièce
h-lines = Lignes
h-in = Entrées
h-out = Sorties
h-source = Pièce d’origine
h-units-per = Unités pour 1 { $currency }
h-check = Contrôle
h-holds = Vérifié
h-mark = Signe
h-year = Année
h-net = Reçu net
h-month = Mois
h-months = Mois
h-donor = Donateur
h-deposits-only = Contributions reçues
h-with-commitments = plus les accords signés
h-with-pledges = plus les annonces pondérées
h-gap-received = Déficit après contributions reçues
h-gap-signed = Déficit après accords signés
h-gap-pledged = Déficit après annonces pondérées
h-above = Au-delà du besoin
h-gap = Manque
h-funded = Financé
h-gap-commitments = Manque après accords signés
h-gap-outlook = Manque après annonces pondérées
h-ours = Écritures du fonds
h-theirs = Écritures comptables
h-difference = Écart
h-explained = Expliqué
h-matched = Appariés
h-differences = Écarts (nombre)
h-reference = Référence
h-cause = Cause
h-concerned = Où
h-proposal = Écriture proposée
h-source-ours = Source dans les écritures du fonds
h-source-theirs = Source dans la comptabilité

## Where there is nothing
none-agreements = Aucun accord signé à ce jour.
donors-anonymous = Donateurs anonymes
note-told-together = Les donateurs qui n’ont pas accepté d’être nommés figurent ensemble sur une ligne ; lorsque l’un d’eux pourrait être reconnu, le donateur nommé dont la contribution est la plus faible y figure avec eux.
none-instalments = Aucun versement échelonné convenu.
none-deposits = Aucune contribution reçue à ce jour.
none-placed = Rien n’est encore alloué.
none-transactions = Aucune opération à ce jour.
none-period-receipts = Rien n’a été reçu ni remboursé dans la période.
none-period-charged = Rien n’a été imputé dans la période.
none-cells = Aucune priorité.
none-finance = La comptabilité n’a pas transmis d’extrait.
none-differences = Aucun écart.

## Earmarks
earmark-none = Tous lieux, tous thèmes
earmark-except = Sauf { $places }
earmark-at-least = { $scope } : au moins { $share }
earmark-at-most = { $scope } : au plus { $share }
earmark-outside = l’action hors des pays
earmark-window = Pour les besoins de la période { $period }
earmark-days = Pour les besoins du { $from } au { $to }
earmark-from = Pour les besoins à partir du { $day }
earmark-until = Pour les besoins jusqu’au { $day }
earmark-1 = 1 Sans affectation particulière
earmark-2 = 2 Préaffectation souple
earmark-3 = 3 Préaffecté
earmark-4 = 4 Préaffectation stricte
period = du { $from } au { $to }
honoured = { $count ->
    [one] Tous les fonds ont été alloués dans le respect de la préaffectation ({ $number } priorité admissible).
   *[other] Tous les fonds ont été alloués dans le respect de la préaffectation ({ $number } priorités admissibles).
}
honoured-part = { $count ->
    [one] Ce qui est alloué respecte la préaffectation ({ $number } priorité admissible) ; il reste des fonds.
   *[other] Ce qui est alloué respecte la préaffectation ({ $number } priorités admissibles) ; il reste des fonds.
}
waits-no-cell = Le fonds n’a aucune priorité permise par la préaffectation ; une préaffectation plus large permettrait d’employer les fonds.
waits-all-full = Le reste n’est pas alloué, car toutes les priorités permises par la préaffectation sont entièrement financées, toutes sources confondues.
waits-limit = Ces fonds restent non alloués : une limite de l’accord ou de la politique du fonds est atteinte.
limit-broken = Non respecté : { $limit } ; c’est { $share } du programmable.
limits-kept = Limites, en part du programmable : { $limits }.
limit-at-least = { $scope } : { $share } (au moins { $bound })
limit-at-most = { $scope } : { $share } (au plus { $bound })
limit-open = { $scope } : { $share } à ce jour (au moins { $bound })
honoured-but = { $amount } ont été imputés à des priorités que la préaffectation ne permet plus ; tous les autres fonds la respectent.
honoured-moves = { $amount } sont encore alloués à des priorités que la préaffectation ne permet plus et attendent une décision.
waits-ended = Terminé le { $day } : à rembourser ou à prolonger.
instalment-paid = Reçu
instalment-overdue = En retard
instalment-coming = À venir
instalment-after-end = Après la fin
instalment-written-off = Passé en pertes

## Names of values
category-staff = Personnel
category-supplies = Fournitures, produits, matériels
category-equipment = Équipement, véhicules et mobilier
category-contractual = Services contractuels
category-travel = Voyages
category-transfers = Transferts et subventions
category-operating = Frais généraux et autres coûts directs
category-indirect = Coûts d’appui indirects
category-opening = Imputé avant l’ouverture de ces livres
receipt-deposit = Contribution reçue
receipt-refund = Remboursement
receipt-write-off = Passation en pertes
receipt-interest = Intérêts
receipt-bank-charge = Frais bancaires
receipt-transfer = Transfert entre accords
transaction-expenditure = Dépense
result-change = Changements institutionnels
result-legal = Personnes couvertes par la loi
result-effective = Personnes effectivement couvertes
result-adequacy = Personnes percevant des prestations adéquates
results-line = { $kind } : { $all } au total, déclarés là où vos fonds ont été imputés, dont { $share } pour votre part parmi les accords de ce fonds
results-line-pool = { $kind } : total déclaré de { $all }
finance-deposit = Contributions reçues
finance-refund = Remboursements aux donateurs
finance-budget = Alloué (budgets émis)
finance-expenditure = Dépenses
cause-missing-here = Absent des écritures du fonds
cause-missing-there = Absent de la comptabilité
cause-amount = Montant
cause-rate = Taux de change
cause-rounding = Arrondi
cause-timing = Décalage dans le temps
cause-duplicate = Doublon
cause-sign = Signe
pending-no-cell = Aucune priorité pour ce lieu, ce thème et cette date
pending-not-eligible = Aucun accord n’était admissible ce jour-là
pending-beyond-need = Au-delà du besoin, ou du plafond, de la priorité
pending-no-money = Pas de fonds admissibles ici
over-refund = Remboursé au-delà des fonds libres
over-transfer = Transféré au-delà des fonds libres
over-support-rate = Un taux d’appui plus élevé prélève davantage
over-receipt = Une recette a été corrigée
over-earmark = La préaffectation ne permet plus ces priorités
over-need = Le besoin a baissé
over-gone = La priorité ne figure plus dans la liste
over-amended = { $cause } (avenant { $number }, en vigueur dès le { $day })
month-actual = Réel
month-projected = Projeté

## Statement of sources and uses
statement-sources = Sources
statement-deposits = Contributions reçues
statement-promised = Contributions reçues, aux taux de la signature
statement-exchange = Différence de change jusqu’à leur réception
statement-refunds = Remboursements aux donateurs
statement-transfers = Transferts entre accords
statement-interest = Intérêts et revenus de placements
statement-interest-part = Votre part des intérêts moins les frais bancaires
statement-total-sources = Total des sources
statement-uses = Utilisation
statement-fee = Frais de l’agent administratif
statement-levy = Prélèvement de coordination
statement-fee-levy = Frais de l’agent administratif et prélèvement de coordination
statement-spent = Dépenses imputées
statement-support = Dépenses d’appui au programme (coûts indirects)
statement-bank = Frais bancaires
statement-total-uses = Total des utilisations
statement-balance = Solde des fonds
statement-opening = Solde d’ouverture
statement-change = Variation nette
statement-closing = Solde de clôture
statement-position = Situation des fonds
position-committed = Contributions signées
position-paid = Contributions reçues, nettes des remboursements
position-placed = Alloué aux priorités
position-spent = Dépenses imputées
position-obligated = Engagements non réglés (hors dépenses)
position-covered = Engagements non réglés couverts par le non-dépensé (hors dépenses)
position-uncovered = Engagements non réglés qu’aucun fonds alloué ne couvre
obligations-all = Ensemble des engagements non réglés des données d’entrée
position-pending = Dépenses en attente (non encore imputées à un accord)
position-unspent = Non dépensé : alloué, non encore imputé
position-unallocated = Non alloué
position-lapsed = Caduc, sans sa réserve d’appui : d’accords terminés
position-over = Alloué en excédent
position-below = À découvert : remboursé au-delà des fonds reçus
position-reserve = Réserve d’appui non utilisée
position-interest = Intérêts moins frais bancaires
position-interest-part = Intérêts à rembourser
position-total = Solde total
position-delivery = Taux d’exécution (dépenses / alloué)
position-delivery-lapsed = Taux d’exécution (dépenses / ce qui reste alloué, sans ce qui est devenu caduc)
note-delivery-lapsed = Taux d’exécution : part imputée de ce qui reste alloué. { $amount } sont devenus caducs sans être dépensés et n’y entrent pas.
balance-donors = Soldes des donateurs
balance-held = Intérêts moins frais bancaires, détenus par le fonds
balance-interest = Intérêts programmés, non encore imputés
balance-fund = Solde du fonds

## The gap
gap-budget = Budget du programme
gap-own = Ressources propres de l’organisation
gap-ongoing = Projets en cours hors du fonds commun
gap-pool = Contributions au fonds commun, nettes des remboursements
gap-total = Déficit
raising-gap = Déficit, après contributions reçues, nettes des remboursements
raising-to-come = Signé et encore à recevoir
raising-pledged = Annoncé, pondéré
raising-pipeline = En préparation, pondéré
raising-still = Reste à mobiliser
note-due-after-end = Sur ce qui est signé et encore à recevoir, { $amount } sont dus après la fin de leur accord. Ce montant n’est pas certain : ces accords sont à prolonger, sinon il ne sera pas versé.
bridge-fee = Frais de l’agent administratif
bridge-levy = Prélèvement de coordination
bridge-support = Réservé aux dépenses d’appui
bridge-unallocated = Non alloué : aucune priorité ne peut le recevoir
bridge-unallocated-free = Non alloué et non retenu : aucune priorité ne peut le recevoir
bridge-held = Non alloué, retenu par des décisions
bridge-lapsed = Caduc : d’accords arrivés à terme
bridge-interest = Intérêts disponibles pour les priorités
bridge-above = Financé au-delà du besoin
bridge-over = Alloué en excédent
bridge-below = À découvert : remboursé au-delà des fonds reçus
bridge-needs = Besoins des priorités, moins le budget
bridge-other = Ressources propres et projets en cours, moins les autres financements des priorités
bridge-cells = Ce qui manque aux priorités

## The reporting period of a donor
sheet-period = Période de rapport
title-period = État pour la période de rapport
period-between = Du { $from } au { $to }. Il découle du même grand livre que l’état par année et aboutit au même solde de clôture.
h-in-period = Dans la période, au { $day }
h-before-period = Avant, au { $day }
section-period-receipts = Versements de la période
section-period-countries = Dépenses imputées dans la période, par pays ou zone
check-period = L’état de la période de rapport aboutit au solde de clôture de l’état
check-period-receipts = Les versements de la période égalent ceux de son état
check-period-charged = Les dépenses de la période par pays égalent celles de son état

## Remarks
note-at-signature = Contributions signées = valeur à la signature + différence de change − remboursements et passations en pertes = reçu + reste à recevoir.
note-original = Sous sa forme d’origine.
note-expenditure = Les engagements non réglés sont pris et non encore payés, dans la mesure où des fonds non dépensés de la même priorité les couvrent ici ; ils figurent à côté des dépenses et jamais dans celles-ci. Les dépenses d’appui s’y ajoutent et figurent dans l’état.
note-uncovered = Ces commandes sont passées et non encore payées, et aucun accord n’a dans leur pays et leur thème assez de fonds non dépensés pour les régler ; les montants sont ce qui n’est pas couvert. Elles ne figurent dans les chiffres d’aucun donateur tant que des fonds n’y sont pas alloués.
note-uncovered-elsewhere = Les colonnes donnent les engagements non réglés que couvrent des fonds non dépensés de la même priorité ; ceux qu’aucun fonds alloué ne couvre figurent à la feuille « { $sheet } ».
note-pending = Ces dépenses ne peuvent encore être imputées à aucun accord. Elles sont réexaminées chaque mois et ne figurent jusque-là dans les chiffres d’aucun donateur. Les montants négatifs sont des avoirs qui attendent les prochaines dépenses.
note-ended = Le reste d’un accord terminé doit être remboursé à son donateur, ou l’accord prolongé. Il couvre jusque-là les dépenses tardives de sa période, et rien de nouveau.
note-over = Fonds alloués au-delà de ce qui est disponible, nécessaire ou permis. Ce qui en est imputé demeure jusqu’à la correction d’une recette, d’un besoin ou d’une imputation ; ce qui ne l’est pas attend une décision.
note-results = Chaque résultat est déclaré en entier : il a été atteint avec les fonds de tous ceux qui financent un pays et un thème, le pays lui-même et d’autres en dehors de ce fonds compris, et leur part n’est pas déduite. Il est réparti ici entre les seuls accords de ce fonds, au prorata de ce que chacun y avait payé à sa date. Votre part est donc une part du résultat entier, et non ce que vos fonds seuls ont permis d’atteindre : la dernière colonne indique quelle part du besoin votre allocation y représente. La part d’un changement institutionnel en est une fraction.
note-results-pool = Chaque résultat est déclaré en entier : il a été atteint avec les fonds de tous ceux qui financent un pays et un thème, le pays lui-même et d’autres en dehors de ce fonds compris, et leur part n’est pas déduite. La liste donne ce qui a été atteint là où des fonds du fonds commun avaient été imputés ; la dernière colonne indique quelle part du besoin l’allocation du fonds y représente.
note-results-late = Un résultat compté dans un mois postérieur à celui de sa date est arrivé tard, ou est ce qui a changé d’un résultat d’un mois clos : les mois clos gardent ce qu’ils ont déclaré.
note-rates = Ce qui reste à recevoir est évalué à ces taux ; chaque contribution reçue l’est au montant comptabilisé, ou au taux de son jour, qui figure à côté d’elle sur l’onglet des opérations.
    .paper = Ce qui reste à recevoir est évalué à ces taux ; chaque contribution reçue l’est au montant comptabilisé, ou au taux de son jour, qui figure à côté d’elle dans le classeur joint.
note-statement = Les intérêts et les frais bancaires appartiennent au fonds dans son ensemble et figurent dans son rapport consolidé.
note-corrections = Les montants négatifs parmi les dépenses sont des corrections d’imputations antérieures.
note-statement-fund = Le solde réunit le non dépensé, le non alloué, le caduc, la réserve d’appui non utilisée et les intérêts moins les frais bancaires. Les dépenses en attente ne sont encore déduites d’aucun solde.
note-list = Cette liste sert aux filtres et aux tableaux croisés ; elle ne s’imprime pas.
note-most-first = Les manques les plus élevés viennent en premier.
note-checks = Chaque ligne est une formule active sur les onglets de ce classeur : des chiffres qui doivent concorder, puis les totaux de contrôle de tous les nombres, y compris ceux que produisent les formules. Modifiez un nombre et un contrôle devient FAUX.
    .paper = Chaque ligne a été calculée par une formule du classeur joint : des chiffres qui doivent concorder, puis les totaux de contrôle de tous ses nombres.
note-bridge = Les fonds reçus ne sont pas tous disponibles pour les priorités : frais, prélèvement, réserve d’appui et fonds non alloués s’en déduisent.
note-pledge-weight = Les annonces comptent pour { $weight } de leur valeur, arrondi accord par accord.
note-projection = Projeté : les versements arrivent à l’échéance, ceux en retard le mois prochain ; accords signés et annonces restent inchangés. Ceux qui sont dus après la fin de leur accord n’arrivent que s’il est prolongé.
note-reconciliation = Écart = écritures du fonds − écritures comptables. Les écarts énumérés expliquent celui des totaux au centime près. Le passage va des recettes moins coûts du fonds à ceux de la comptabilité : ce que seul le fonds a est retranché, ce que seule la comptabilité a est ajouté. Les autres feuilles donnent l’effet de chaque écart comme fonds moins comptabilité, de signe opposé.
how-to-check = L’onglet des contrôles contient des formules actives qui relient les onglets. Chaque opération indique sa pièce justificative. Les totaux sont des sommes que votre tableur recalcule.
    .paper = Le classeur joint à ce document calcule chaque total par une formule sur ses données et contient les contrôles sous forme de formules. Chacune de ses opérations indique sa pièce justificative.
inputs-hash = SHA-256 de l’ensemble des données : { $hash }
made-by = Produit par { $program } { $version }.
after-close = Après la clôture de { $month }, enregistrée dans le grand livre avec l’empreinte { $hash }.

## Terms
term-commitment = Contributions signées
means-commitment = accords en vigueur : le reçu, net des remboursements, plus le reste à recevoir au taux de change de la date du rapport.
term-paid = Reçu net
means-paid = contributions reçues, au montant comptabilisé, moins les remboursements.
term-exchange = Différence de change
means-exchange = effet des variations des taux de change depuis la signature.
term-fee = Frais de l’agent administratif
means-fee = un pourcentage de chaque contribution reçue.
term-levy = Prélèvement de coordination
means-levy = un pourcentage des contributions à préaffectation stricte.
term-support = Dépenses d’appui au programme
means-support = coûts indirects, un pourcentage des dépenses directes ; une réserve à cet effet est retenue sur chaque contribution, avant les fonds programmables.
term-programmable = Programmable
means-programmable = le reçu, moins les frais et le prélèvement, divisé par un plus le taux d’appui.
term-placed = Alloué
means-placed = fonds destinés à un pays et à un thème que la préaffectation permet.
term-waiting = Non alloué
means-waiting = fonds programmables qui ne peuvent actuellement être alloués dans le respect de leur préaffectation.
means-waiting-decided = fonds programmables qu’aucune priorité n’a encore reçus.
term-spent = Imputé
means-spent = dépenses imputées à un accord admissible le jour de la dépense : à celui que la pièce désigne, sinon à ceux qui ont des fonds pour le pays et le thème, celui qui se termine le plus tôt d’abord.
term-obligation = Engagement non réglé
means-obligation = un engagement pris et non encore payé.
term-category = Catégories de dépenses du GNUDD
means-category = les huit catégories selon lesquelles rendent compte les organisations du Groupe des Nations Unies pour le développement durable.
term-earmark = Catégorie de préaffectation
means-earmark = degré de préaffectation d’une contribution, selon les quatre catégories des Nations Unies : 1 sans affectation particulière, 2 préaffectation souple, 3 préaffecté, 4 préaffectation stricte.
term-delivery = Taux d’exécution
means-delivery = dépenses imputées divisées par ce qui reste alloué ; ce qui est devenu caduc sans être dépensé n’est plus alloué et n’y entre pas.
term-gap = Déficit
means-gap = budget, moins ressources propres, moins projets en cours, moins contributions reçues par le fonds commun.
rule-rounding = Les montants sont exacts à la plus petite unité de la monnaie. La demi-unité est arrondie en s’éloignant de zéro, et la somme des parts d’un montant réparti lui est toujours égale (Sainte-Laguë).
rule-allocation = Les fonds sont alloués autant que les préaffectations le permettent, aux priorités les moins financées d’abord.
rule-attribution = Les dépenses qu’aucun accord ne peut encore couvrir sont en attente : elles figurent avec leur cause dans le rapport du fonds et sont réexaminées chaque mois.
rule-privacy = Ce rapport ne contient que les chiffres de ce donateur, et des totaux du fonds.
rule-charges = Taux appliqués, sauf stipulation contraire d’un accord : frais de l’agent administratif { $fee }, dépenses d’appui au programme { $support }, prélèvement de coordination { $levy }.
rule-charges-own = Prélèvements de { $agreements } : agent administratif { $fee }, appui au programme { $support }, prélèvement de coordination { $levy }.
rule-charges-on-top = Prélèvements de { $agreements } : agent administratif { $fee }, appui au programme { $support }, prélèvement de coordination { $levy }, versé en sus de la contribution.

## Checks
check-all = Tous les contrôles sont vérifiés
check-committed = Les contributions signées égalent le reçu plus le reste à recevoir
check-placed = L’allocation par accord égale celle par pays et par thème
check-waiting-statement = Le non alloué par accord égale celui de l’état
check-matrix = Les allocations par pays et par thème totalisent celles des cellules
check-allocation-expenditure = L’alloué est le même sous Allocation et sous Dépenses
check-spent-theme = Les dépenses par pays égalent les dépenses par thème
check-spent-category = Les dépenses par pays égalent celles par catégorie
check-overview = Les dépenses par pays égalent celles de l’état : { $part }
check-spent-statement = Les dépenses de l’état égalent celles par pays
check-paid-statement = Les contributions de l’état égalent celles par accord
check-balance = Le solde de clôture égale les fonds qui le composent
check-summary-balance = Dans le résumé, le reçu et les intérêts moins frais, prélèvement, imputé et dépenses d’appui font le solde
check-obligations = Les engagements non réglés couverts par le non-dépensé et ceux que rien ne couvre sont tous ceux des données d’entrée
check-uncovered = Engagements non réglés qu’aucun fonds alloué ne couvre : la liste donne le montant de l’état
check-donor-balances = Les soldes des donateurs et les intérêts du fonds égalent le solde de clôture
check-transactions-in = Les entrées égalent les contributions et les transferts de l’état
check-transactions-out = Les sorties égalent les dépenses de l’état
check-donors-years = Le reçu par donateur égale le reçu par année
check-programme-ties = Le budget, moins les ressources propres et les projets en cours, égale le montant à mobiliser
check-gap-regions = Ce qui manque aux régions égale ce qui manque aux pays
check-gap-pillars = Ce qui manque aux piliers égale ce qui manque aux thèmes
check-gap-bridge = Ce qui manque aux pays égale le passage depuis le déficit du programme
check-explained = { $kind } : les lignes des écarts expliquent celui des totaux
check-control-money = { $sheet } · montants : nombre { $count }, somme { $sum }
check-control-decimals = { $sheet } · montants en autres monnaies et taux : nombre { $count }, somme { $sum } (total de contrôle)
check-control-counts = { $sheet } · nombres : nombre { $count }, somme { $sum } (total de contrôle)
check-control-days = { $sheet } · dates : nombre { $count }, somme { $sum } (total de contrôle)
check-control-shares = { $sheet } · parts : nombre { $count }, somme { $sum } (total de contrôle)
check-control-formulas = { $sheet } · formules : nombre { $count }

## Letters
letter-subject = { $donor } : rapport au { $day }
letter-ended = { $count ->
    [one] Cet accord est terminé. Veuillez nous indiquer si le reste doit être remboursé ou l’accord prolongé :
   *[other] Ces accords sont terminés. Veuillez nous indiquer pour chacun si le reste doit être remboursé ou l’accord prolongé :
}
letter-ended-line = { $agreement }, terminé le { $day } : { $amount }, dont { $reserve } de réserve d’appui
letter-overdrawn = { $count ->
    [one] Cet accord est à découvert :
   *[other] Ces accords sont à découvert :
}
letter-overdrawn-line = { $agreement } : { $amount }
letter-subject-draft = { $donor } : rapport provisoire au { $day }
letter-attention = À l’attention de : { $name }
letter-greeting = Madame, Monsieur,
letter-body = Veuillez trouver ci-joint notre rapport au { $day }. Il indique ce qui a été signé et reçu, où sont allés les fonds, ce qui a été imputé et ce qui reste. Dans le classeur, chaque total est une formule active, et le dernier onglet contient les contrôles.
letter-figures = Signé : { $committed }. Reçu, net des remboursements : { $paid }. Alloué : { $placed }. Imputé : { $spent }.
letter-draft = Ce rapport est provisoire : le mois n’est pas clôturé et ses chiffres peuvent encore changer.
letter-closed = Ce sont les chiffres du mois clôturé. Sa clôture est enregistrée avec l’empreinte { $hash }.
letter-close = Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.

## Changes since the last closed month
sheet-changes = Changements
title-changes = Changements depuis le dernier mois clos
changes-between = Du { $from }, tel que clos, au { $to }.
h-opening = Ouverture
h-new = Nouveau
h-restated = Retraité
h-closing = Clôture
none-changes = Rien n’a changé.
changes-signed = Contributions signées
changes-received = Reçu net
changes-allocated = Alloué
changes-charged = Imputé
changes-support = Dépenses d’appui
check-changes = Les contributions reçues des changements aboutissent à celles de l’état
check-bridge = Le passage des changements est exact ({ $part })
note-changes = Nouveau : écritures datées d’après le jour d’ouverture. Retraité : faits qui ne sont plus ce qu’ils étaient à la clôture du mois, ou arrivés en retard, et corrections de l’alloué. Remboursements, passations en pertes et fonds caducs figurent à part. Différence de change : écritures inchangées, à d’autres taux.

## Reasons
sheet-reasons = Raisons
title-reasons = Pourquoi un déficit de financement subsiste
sheet-lacking = Priorités
title-lacking = Priorités insuffisamment financées, chacune avec sa raison
section-gap-causes = Ce qui manque aux priorités, selon ses causes
cause-money = Manque de fonds
cause-money-means = Manquerait même si tous les fonds pouvaient aller partout
cause-earmarks = Bloqué par les préaffectations
cause-earmarks-means = Fonds existants qui ne peuvent servir là où ils manquent
cause-policy = Bloqué par les limites
cause-policy-means = Fonds retenus par des plafonds ou par la part des pays
cause-lapsed = Caduc ce mois
cause-lapsed-means = Fonds d’accords terminés à la fin de ce mois
section-money-waits = Fonds non alloués
h-usable-until = Utilisable jusqu’au
h-why = Pourquoi
h-why-still = Raison du manque persistant
h-reason-number = Raison n°
h-priorities = Priorités
none-waits = Il n’y a pas de fonds non alloués.
section-loosened = Préaffectations dont l’assouplissement libérerait le plus de fonds
note-loosened = Chacune prise seule : ce qui pourrait être alloué de plus si cette seule préaffectation était élargie d’un niveau, de ses propres fonds ou de ceux d’un autre accord qui prennent leur place.
h-would-place = Libérerait
h-loosened = Assouplissement
loosened-places = Ses lieux élargis d’un niveau
loosened-themes = Ses thèmes élargis d’un niveau
loosened-exclusions = Ses exclusions levées
none-loosened = Aucune préaffectation, assouplie d’un niveau, n’en libérerait davantage.
section-cells-lack = Priorités insuffisamment financées, par raison
h-missing = Manque
none-lacks = Aucune priorité ne manque de fonds.
lacks-ceiling = Son besoin dépasse son plafond.
lacks-ceiling-several = Leurs besoins dépassent leurs plafonds.
lacks-pending = Le reste de son besoin est réservé à des dépenses en attente.
lacks-pending-several = Le reste de leurs besoins est réservé à des dépenses en attente.
lacks-lapsed = Ses fonds sont devenus caducs à la fin de ce mois ; d’autres peuvent les remplacer.
lacks-lapsed-several = Leurs fonds sont devenus caducs à la fin de ce mois ; d’autres peuvent les remplacer.
lacks-lapsed-partly = Une partie de ses fonds est devenue caduque à la fin de ce mois et compte encore dans cette recommandation ; la suivante la compensera s’il reste des fonds.
lacks-lapsed-partly-several = Une partie de leurs fonds est devenue caduque à la fin de ce mois et compte encore dans cette recommandation ; la suivante la compensera s’il reste des fonds.
lacks-money = Il ne reste plus de fonds à allouer.
lacks-all-earmarks = Aucun fonds non alloué n’est admissible pour cette priorité.
lacks-all-earmarks-several = Aucun fonds non alloué n’est admissible pour ces priorités.
lacks-earmarks = Ces fonds non alloués ne sont pas admissibles pour cette priorité : { $lots }.
lacks-policy = Un plafond, une limite ou la part des pays retient : { $lots }.
expires-soon = Ces fonds ne sont utilisables que jusqu’au { $day }.
expired = Ces fonds n’étaient utilisables que jusqu’au { $day }.
check-gap-causes = Les causes totalisent ce qui manque aux priorités

## Annual report
book-annual = Rapport annuel { $year } : { $fund }
sheet-annual = Année
title-annual = Rapport annuel pour la réunion des partenaires
section-annual = L’année { $year }
annual-signed = Signé, aux taux de la signature
annual-paid-all = Reçu net, toutes années
annual-paid = Reçu dans l’année, net
annual-spent = Imputé en { $year }
note-annual = L’année va du 1er janvier au 31 décembre, ou au jour du rapport s’il est antérieur.
annual-balance = Variation nette : entrées moins utilisations ; toutes années, le solde
check-annual-balance = Sur toutes les années, le solde de la première page est celui de l’état
year-to = { $year } (au { $day })
check-annual = Les dépenses imputées de l’année concordent : { $table }

## Proposed entries of the reconciliation
proposal-alias = La comptabilité écrit « { $name } » pour { $donor } ; l’ajouter aux alias.

## Explanations, to be read alone

explain-cell = { $cell } : { $placed } sur { $needed } alloués par le fonds commun (besoin { $need }, dont { $outside } financés par d’autres sources).
explain-funded = Elle est entièrement financée.
explain-missing = Il manque { $amount }.
explain-agreement = { $agreement } ({ $earmark }) : { $placed } sur { $available } alloués.
explain-used = Tout est employé.
explain-waits = { $amount } non alloués.
explain-lapsed = { $amount } caducs.
explain-no-money = { $agreement } n’a pas encore de fonds à allouer.
explain-keeps = { $agreement } ({ $earmark } ; reste { $left })
explain-gap = Il manque { $amount } aux priorités :
explain-loosened = { $agreement }, { $how } : { $amount } de plus pourraient être alloués.

## Reconciliation
h-project = Projet
sheet-compared = Comparé
title-compared = Ce qui a été comparé, par nature et par mois
sheet-difference-lines = Lignes
title-difference-lines = Les lignes derrière les écarts
sheet-entries = Écritures proposées
title-entries = Écritures qui règlent les écarts
sheet-groups = Groupes rapprochés
title-groups = Lignes rapprochées en groupes
section-not-compared = Non comparé
section-sign = Signatures
note-no-extract = Rien n’a été comparé : il n’y a pas d’extrait du système comptable. Ceci n’est pas un rapprochement.
note-not-compared = L’extrait comptable ne dit rien de ces lignes du fonds : la nature y manque, ou il commence après ou finit avant les mois indiqués. Elles ne sont ni justes ni fausses ; la clôture du mois exige qu’elles soient traitées.
note-compared = Chaque feuille de l’extrait vaut pour les natures qu’elle contient, du mois de sa première ligne à celui de la dernière. Le reste n’est pas comparé.
note-entries = Chaque écriture cite les numéros des deux côtés, pour que le rapprochement suivant la retrouve. Les dates sont des dates de valeur : si le mois est clos, passer l’écriture dans le mois ouvert. Les numéros sont ceux de la feuille des écarts.
note-groups = Plusieurs lignes qui se correspondent et concordent par la somme, les dates, le donateur, l’accord, le projet, le lieu et le thème.
note-difference-lines = Les numéros sont ceux de la feuille des écarts. Les lignes postérieures au dernier jour ne comptent pas et ne montrent aucun montant.
none-compared = Rien n’a été comparé.
h-from = De
h-to = À
h-line = Ligne
h-lines-ours = Lignes, fonds
h-lines-theirs = Lignes, comptabilité
h-lines-not = Lignes non comparées
h-not-compared = Non comparé
month-to-date = cumul à { $month }
h-effect = Effet sur produits moins charges, fonds moins comptabilité
h-towards-theirs = Du fonds à la comptabilité
h-effect-ours = Effet sur produits moins charges, fonds
h-effect-theirs = Effet sur produits moins charges, comptabilité
h-compared = Comparé
h-item = N°
h-books = Livres
h-quotes = Renvois
h-evidence = Ce qui le montre
h-value-date = Date de valeur
h-group = Groupe
h-how = Trouvé par
h-sign = Signature
h-name = Nom
h-signature = Signé
compared-yes = Oui
compared-in-part = En partie
compared-no = Non
bridge-ours = Recettes moins coûts, selon les livres du fonds
bridge-theirs = Recettes moins coûts, selon la comptabilité
sign-prepared = Établi par
sign-reviewed = Vérifié par
sign-approved = Approuvé par
side-here = Fonds
side-there = Comptabilité
how-number = Numéro
how-numbers = Plusieurs lignes sous un numéro
how-amount = Montant et date
how-voucher = Lignes d’une même pièce
how-sum = Somme au centime
how-reversal = Extourne
how-likely = Ressemblance
how-repeated = Répétition
how-total = Total
how-alone = Rien
finance-interest = Intérêts
finance-bank-charge = Frais bancaires
finance-fee = Frais de l’agent administratif
finance-levy = Prélèvement de coordination
finance-support-cost = Dépenses d’appui au programme
finance-transfer = Transferts entre accords
finance-obligation = Engagements non réglés
finance-closing-balance = Soldes de clôture
cause-charge = Frais non comptabilisés
cause-transposed = Chiffres inversés
cause-shift = Virgule déplacée
cause-currency = Monnaie
cause-netted = Frais déduits
cause-split = Scindé
cause-merged = Regroupé
cause-reversed = Extourné et repassé
cause-kind = Nature
cause-donor = Donateur
cause-agreement = Accord
cause-project = Projet
cause-place = Lieu
cause-theme = Thème
cause-cut-off = Césure
cause-unexplained = Inexpliqué
evidence-of = { $what } : { $shows }
evidence-both = { $ours } dans les écritures du fonds, { $theirs } en comptabilité
evidence-nothing = rien de semblable de l’autre côté
evidence-not-yet = les lignes de l’autre côté s’arrêtent le { $day }, et il comptabilise d’ordinaire sous { $days } : elle peut encore venir
evidence-ended = les lignes de l’autre côté s’arrêtent avant elle, le { $day }
evidence-within-days = { $count ->
    [one] { $number } jour
   *[other] { $number } jours
}
evidence-after = comptabilisé de l’autre côté après le dernier jour, le { $day }
evidence-share = un montant est { $share } de l’autre
evidence-places = la virgule s’est déplacée de { $places }
evidence-rounded = arrondi à des multiples de { $unit }
evidence-rate = au taux de { $currency } en vigueur à partir du { $day }, { $units }
evidence-taken-for = le montant en { $currency } a été pris pour { $base }
evidence-kept-back = { $kind } : { $amount } a été retenu
evidence-repeats = répète { $number } du { $day }
evidence-lines = { $ours } dans les écritures du fonds pour { $theirs } en comptabilité, de même somme
evidence-taken-back = extourné le { $day }
evidence-booked-late = une partie a été comptabilisée tardivement, le { $day }
evidence-booked-again = extourné le { $day }, repassé le { $again }
evidence-stranger = « { $name } » n’est le nom d’aucun donateur
and-more = { $named } et { $more } autres
proposal-book = { $side } : passer { $amount } en « { $kind } » au { $day }, en citant { $numbers }.
proposal-book-several = { $side } : passer les { $count } écritures du n° { $item }.
proposal-quote = { $side } : ajouter { $numbers } à la référence de { $lines }. Aucun mouvement d’argent.
proposal-await = Pas d’écriture : elle devrait venir le mois suivant. ({ $side })
section-balances = Des recettes moins coûts du fonds à ceux de la comptabilité
check-balances = Le passage aboutit aux produits moins charges de la comptabilité
sheet-open-items = Postes ouverts
title-open-items = Postes ouverts : ce qui est à décider
sheet-movement = Mouvement
title-movement = Postes ouverts, de la dernière clôture à celle-ci
note-open-items = Choisissez un règlement, nommez un responsable et donnez le motif dans les colonnes colorées, enregistrez le fichier et faites-le relire : poolfund settle FICHIER.xlsx --as NOM. Ce qui est accepté reste ; ce qui est à corriger ou attend reste ouvert jusqu’à sa disparition. La clôture du mois ne demande que les postes sans règlement.
note-movement = Ouverture + nouveaux − résolus = clôture. Un poste est résolu quand il a disparu ou est accepté ; celui dont le montant a changé est résolu pour ce qu’il était et nouveau pour ce qu’il est. Les montants sont des effets sur le solde, produits moins charges, fonds moins comptabilité ; dans le tableau par nature, ce sont les écarts eux-mêmes, qui ne s’additionnent pas.
none-gone = Aucun poste n’a été résolu depuis la dernière clôture.
section-item-causes = Postes ouverts par cause
section-item-ages = Postes ouverts par ancienneté
section-roll-all = Tous les postes
section-roll-kinds = Par nature
section-roll-currencies = Par monnaie de la pièce
section-roll-agreements = Par accord
section-roll-projects = Par projet
section-gone = Postes résolus depuis la dernière clôture, et comment
roll-all = Tous les postes
roll-none = Non indiqué
age-class = { $from } à { $to } jours
age-over = plus de { $days } jours
h-first-seen = Constaté le
h-age = Ancienneté du poste
h-open-effect = Ouvert : effet sur produits moins charges, fonds moins comptabilité
h-owner = Responsable
h-reason = Motif
h-settlement = Règlement
h-as-at = Arrêté au
h-settled-by = Réglé par
h-settled-on = Réglé le
h-items = Postes
h-opening-items = Postes, ouverture
h-new-items = Postes, nouveaux
h-resolved = Résolu
h-resolved-items = Postes, résolus
h-closing-items = Postes, clôture
h-went = Comment
settle-accept = accepter
settle-correct-here = corriger le fonds
settle-correct-there = corriger la comptabilité
settle-wait = attendre
went-agrees = ses lignes concordent
went-matched = rapproché de { $numbers }
went-booked-late = comptabilisé tardivement, le { $day }
went-booked-late-as = comptabilisé tardivement, le { $day }, sous { $numbers }
went-became = fait partie de { $items }
went-vanished = ses lignes n’existent plus
cause-follows = Découle des lignes
evidence-adds-up = les lignes de la comptabilité donnent le solde qu’elle indique ; les écarts des lignes l’expliquent
evidence-residue = la comptabilité indique { $amount } de plus que la somme de ses lignes
check-roll = { $table } : les postes de clôture sont ceux qui sont ouverts

# Decisions, the committee’s workbook and the money that is available
book-proposal = Proposition d’allocation, { $month } : { $fund }
sheet-proposal = Note de décision
title-proposal = Proposition d’allocation
sheet-recommendation = Recommandation
title-recommendation = Ce qui est recommandé, et ce qui est décidé
sheet-own-decisions = Autres décisions
title-own-decisions = Décisions en dehors de la recommandation
sheet-past-costs = Coûts passés
title-past-costs = Coûts des mois passés, et qui les paie
sheet-past-priorities = Coûts passés par priorité
title-past-priorities = Coûts des mois passés, par priorité
sheet-priorities-after = Priorités
title-priorities-after = Les priorités avant et après la décision
sheet-available = Fonds disponibles
title-available = Fonds disponibles pour décision
sheet-lists = Listes
title-lists = Ce que proposent les listes
sheet-decisions = Décisions
title-decisions = Décisions sur les fonds alloués
section-available = Disponible à ce jour
section-to-come = Signé et encore à recevoir, par trimestre
section-proposed = Décisions proposées et pas encore adoptées
section-priorities = Priorités
section-proposal-money = Fonds
section-proposal-actions = La recommandation, par action
section-proposal-past = Coûts des mois passés
section-proposal-checks = Avant de signer
section-proposal-how = Comment décider
section-proposal-signed = Décidé
available-received = Contributions reçues
available-refunded = Remboursements aux donateurs
available-interest = Intérêts rendus programmables, moins les frais bancaires
available-fee = Frais de l’agent administratif
available-levy = Prélèvement de coordination
available-reserve = Réserve pour les dépenses d’appui au programme
available-allocated = Alloué
available-lapsed = Caduc : à rembourser ou à prolonger
available-held = Retenu par des décisions
available-not-there = Alloué en trop ou à découvert : d’autres ne le compensent pas
available-now = Disponible maintenant
note-available = Ce qui est disponible d’un accord ne va que là où sa préaffectation le permet.
due-overdue = En retard
due-unknown = Aucune date convenue
due-quarter = { $count ->
    [1] 1ᵉʳ
   *[other] { $number }ᵉ
} trimestre { $year }
none-to-come = Rien de ce qui est signé n’est encore à recevoir.
none-proposed = Aucune décision n’est proposée.
none-past-costs = Aucun coût de mois antérieurs ne demande de décision.
none-recommended = Le logiciel ne recommande rien : tout est alloué, ou aucune priorité ne peut employer le reste.
h-decision = Décision
h-number = Numéro
h-body = Décidé par
h-action = Action
h-cells = Priorité
h-priority = Priorité
h-recommended = Recommandé
h-of-it-past = Dont coûts des mois passés
h-for-past = Pour les coûts passés
h-taken-back = Repris
h-lapses-again = Redevient caduc
h-decided = Décidé
h-acts-on = Prend effet le
h-from-priority = De
h-to-priority = Vers
h-remark = Remarque
h-paid-by = Payé par
h-changed = Modifié ?
h-ends = Met fin à
h-share-recommended = Financé, tel que recommandé
h-share-decided = Financé, tel que décidé
h-sign-role = Qui
h-sign-name = Nom ou date
h-sign-hand = Signature
note-decisions = Ce sont des personnes qui décident. Un montant alloué par décision reste en place jusqu’à une nouvelle décision ; un montant retiré à une priorité n’y est pas réalloué tant que la décision n’est pas levée.
note-recommendation = Une ligne vaut telle quelle si vous ne la changez pas. Modifiez le montant, ou le statut en rejeté ou proposé, dans les colonnes colorées, et dites pourquoi dans une remarque. Un montant moindre est d’abord retiré au dernier payeur ; pour un montant plus élevé, le logiciel choisit le payeur selon ses règles.
note-less = Ce fonds enregistre de lui-même ce qui est recommandé. Une priorité qui reçoit moins ici, ou qui n’est pas adoptée, est donc fermée au logiciel : une décision « retenir » au numéro de la ligne suivi de .H la maintient à ce que vous décidez, jusqu’à ce qu’une décision « lever » y mette fin (feuille Autres décisions). Ce qui est repris parce que les fonds n’y sont pas est corrigé dans tous les cas.
note-open-months = Ce que poolfund a enregistré dans des mois non clôturés compte ici comme disponible, et comme alloué dans les rapports de ces mois.
note-paid-by = Dans « Payé par », les montants sont écrits de telle sorte que le logiciel les relise dans toutes les langues.
note-past-costs = Chaque ligne paie des coûts d’un mois antérieur à celui-ci, et vaut dans ce mois. Toutes tiennent ou tombent ensemble : la première page dit si elles sont adoptées.
note-past-priorities = Ce que chaque priorité recevrait pour payer les coûts de mois antérieurs. Ils sont adoptés ou rejetés ensemble, comme le dit la première page ; l’onglet des coûts passés donne chaque ligne et qui la paie.
note-own-decisions = Une ligne par décision supplémentaire : un numéro à elle ({ $number }), le jour où elle prend effet, l’action, d’où et vers où (les listes proposent les priorités et les accords du fonds), le montant et le motif.
note-priorities-after = La colonne de ce qui est décidé suit ce que vous saisissez sur les deux feuilles précédentes.
place-as-a-whole = { $place } (dans son ensemble)
note-lapses-again = « Redevient caduc » : avoirs sur des coûts passés, reçus après la fin de l’accord qui les avait payés.
note-lists = Les listes déroulantes des autres feuilles prennent leurs entrées ici.
action-allocate = allouer
action-return = rendre
action-move = déplacer
action-hold = retenir
action-release = lever
action-succeed = succéder
action-uncharge = décharger
means-action-return = « { $action } » : les fonds d’une priorité reviennent à leur accord et y sont retenus ; ce n’est pas un remboursement au donateur.
means-action-move = « { $action } » : des fonds alloués passent d’une priorité à une autre.
means-action-hold = « { $action } » : rien de plus n’y est alloué tant que la décision n’est pas levée.
means-action-release = « { $action } » : met fin à une décision antérieure.
means-action-succeed = « { $action } » : une priorité en remplace une autre.
means-action-uncharge = « { $action } » : les imputations les plus récentes d’un accord sont annulées et deviennent en attente.
status-proposed = proposé
status-adopted = adopté
status-rejected = rejeté
state-ended = levée
state-taken-back = annulée
mark-changed = modifié
mark-unchanged = non
mark-remark = remarque ?
why-costs = { $amount } paie des coûts qui attendent ici.
why-best = Porte la priorité à { $share } de son besoin de { $need }.
why-move = Des coûts attendent ici que des fonds non dépensés ailleurs peuvent payer.
why-return = Il est alloué ici plus que le besoin ou la préaffectation ne le permet.
why-return-money = Il est alloué ici plus que les fonds ne le permettent : rien ne devient disponible.
proposal-body = Comité
proposal-about = Le logiciel poolfund recommande ce qui suit ; le comité décide. Laissé tel quel, ce classeur adopte la recommandation.
proposal-past = { $count ->
    [one] { $number } allocation qui paie des coûts de mois passés (feuille Coûts passés)
   *[other] { $number } allocations qui paient des coûts de mois passés (feuille Coûts passés)
}
proposal-takes = La recommandation
proposal-takes-past = Coûts des mois passés
proposal-takes-own = Autres décisions
proposal-of-lapsed = Payé par des fonds qui seraient sinon caducs
proposal-left = Reste non décidé
proposal-check-money = Les décisions ne prennent pas plus que le disponible
proposal-check-remarks = Chaque modification a une remarque
proposal-check-reached = Ce qui est décidé atteint une priorité de la liste
proposal-how-decide = 1. Sur la feuille Recommandation, modifiez les montants ou les statuts là où le comité décide autrement. Les totaux et les contrôles suivent aussitôt.
proposal-how-add = 2. Sur la feuille Autres décisions, ajoutez ce que le logiciel n’a pas recommandé.
proposal-how-back = 3. Enregistrez le fichier et déposez-le sous Fichiers, ou placez-le dans le dossier inputs/decisions du fonds. À la prochaine exécution, ces lignes sont lues comme des décisions ; une saisie impossible est signalée avec sa cellule.
sign-body = Organe et réunion
sign-date = Date
sign-chair = Présidence
sign-secretary = Secrétariat
h-by-decision = Par décision
section-decided-since = Décisions qui ont pris effet depuis
explain-decision = { $decision } : { $amount } ({ $day } ; { $state }). { $reason }
explain-decision-without = { $decision } ({ $day } ; { $state }). { $reason }
cause-decisions = Retenu par des décisions
cause-decisions-means = Fonds disponibles que des décisions retiennent ou écartent de là où ils manquent, ou qui attendent une décision
waits-decision = { $amount } sont recommandés et attendent une décision.
waits-held = { $amount } sont retenus par décision ({ $decisions }).
did-move = La décision { $decision } ({ $when }) a déplacé { $amount } de « { $from } » vers « { $to } ».
did-return = La décision { $decision } ({ $when }) a repris { $amount } à « { $from } ».
did-succeed = La décision { $decision } ({ $when }) a remplacé « { $from } » par « { $to } ».
did-hold = La décision { $decision } ({ $when }) maintient « { $cell } » à ce qui lui est alloué : rien n’y est ajouté.
lacks-held = Des décisions retiennent les seuls fonds non alloués qui sont admissibles ici : { $lots }. Au-delà, il n’y en a pas.
lacks-held-too = Des décisions retiennent des fonds non alloués qui sont admissibles ici : { $lots }.
lacks-money-held = Il ne reste que des fonds retenus par des décisions ou en attente d’une décision.
lacks-all-held = Des décisions retiennent les seuls fonds non alloués qui sont admissibles ici. Au-delà, il n’y en a pas.
lacks-all-held-too = Des décisions retiennent des fonds non alloués qui sont admissibles ici.
lacks-waits = Des fonds pour elle attendent une décision.
lacks-waits-several = Des fonds pour elles attendent une décision.
lacks-waits-partly = Des fonds pour une partie attendent une décision.
lacks-waits-partly-several = Des fonds pour une partie de ce qui leur manque attendent une décision.
lacks-rejected = Non adopté : { $decisions }.
lacks-decided = Une décision ferme cette priorité ou en a retiré des fonds.
lacks-decided-several = Des décisions ferment ces priorités ou en ont retiré des fonds.
lacks-limits = Un plafond, une limite ou la part des pays retient les fonds non alloués.
explain-beyond = { $amount } sont alloués au-delà des fonds, puisque déjà imputés.
## Statements by agreement
sheet-agreements = Accords
title-agreements = État des sources et de l’utilisation des fonds par accord
agreement-own = Votre référence : { $reference }
agreement-signed = Signé le { $day } pour { $amount }
agreement-amended = Avenant du { $day }, montant { $amount }
agreement-amended-terms = Avenant du { $day }
agreement-written-off = Passé en pertes le { $day } : { $amount }
agreement-refunded = Remboursé le { $day } : { $amount }
agreement-earmark = Préaffectation : { $earmark }
agreement-period = Période couverte : du { $from } au { $to }, cumul
agreement-ends = Dépenses admissibles jusqu’au { $day }
agreement-ended = Terminé le { $day } : les dépenses postérieures ne peuvent être imputées
agreement-after-end = Versements dus après la fin de l’accord : { $instalments }. Veuillez prolonger l’accord, ou convenir avec nous qu’ils ne seront pas effectués.
agreement-after-end-one = Versement dû après la fin de l’accord : { $instalments }. Veuillez prolonger l’accord, ou convenir avec nous qu’il ne sera pas effectué.
section-certification = Certification
certification = Nous certifions que les montants du présent état de l’accord { $agreement } proviennent des livres du fonds et que ce qui lui est imputé a été utilisé conformément à l’accord.
certification-person = Nom : { $name }. Fonction : { $title }.
certification-sign = Signature : ______________________________     Date : ____________________
certification-contact = Contact : { $contact }
section-agreement-statement = Sources et utilisation
section-own-rate = Taux de change moyen des contributions reçues
note-own-rate = La colonne dans cette monnaie est celle dans la monnaie du fonds à ce taux, arrondie pour que ses lignes s’additionnent : une ligne, comme les frais, peut s’écarter un peu du même pourcentage de ce qui a été versé.
note-own-refunds = Dans cette colonne, les remboursements figurent aussi à ce taux ; { $amount } ont été remboursés.
h-all-years-in = Toutes les années, en { $currency }
check-agreements = Les soldes de clôture par accord et votre part des intérêts totalisent celui de l’état

## What needs attention
section-attention = Points à traiter
none-attention = Aucun.
h-attention = Objet
h-currency-days = Monnaie, délai
h-to-do = À faire
h-action-number = Mesure n°
attention-overdue = { $agreement } : versement dû le { $day }, en retard
attention-lapsed = { $agreement } : terminé le { $day }
attention-lapsing = { $agreement } : prend fin le { $day }
attention-after-end = { $agreement } : versement dû le { $day }, après la fin
attention-next = { $agreement } : prochain versement, dû le { $day }
days-ago = { $count ->
    [one] il y a { $number } jour
   *[other] il y a { $number } jours
}
days-today = aujourd’hui
days-to-go = { $count ->
    [one] dans { $number } jour
   *[other] dans { $number } jours
}
to-do-overdue = Veuillez verser ce montant ou nous indiquer quand vous le ferez.
to-do-overdue-ending = Veuillez verser et convenir d’une prolongation : ce qui n’est pas utilisé devient caduc.
to-do-overdue-ended = Terminé : veuillez le prolonger avant de verser, ou convenir avec nous que rien ne sera versé.
to-do-lapsed = Caduc, réserve d’appui comprise. Veuillez décider : remboursement, ou prolongation de l’accord.
to-do-lapsing = Non imputé, réserve d’appui comprise. Veuillez envisager une prolongation ; le reste sera caduc.
to-do-after-end = Veuillez prolonger l’accord, ou convenir avec nous que rien ne sera versé.
to-do-next = Veuillez prévoir le versement pour cette date.
letter-overdue = { $count ->
    [one] Ce versement est en retard. Veuillez l’effectuer ou nous indiquer quand vous le ferez :
   *[other] Ces versements sont en retard. Veuillez les effectuer ou nous indiquer quand vous le ferez :
}
letter-overdue-ended = { $count ->
    [one] Ce versement est en retard, et son accord a pris fin :
   *[other] Ces versements sont en retard, et leurs accords ont pris fin :
}
letter-lapsing = { $count ->
    [one] Ce montant, réserve d’appui comprise, sera bientôt caduc, à moins d’être dépensé ou que l’accord ne soit prolongé :
   *[other] Ces montants, réserve d’appui comprise, seront bientôt caducs, à moins d’être dépensés ou que les accords ne soient prolongés :
}
letter-next = { $count ->
    [one] Prochain versement :
   *[other] Prochains versements :
}
letter-after-end = { $count ->
    [one] Ce versement est dû après la fin de son accord. Veuillez prolonger l’accord, ou convenir avec nous que le versement ne sera pas effectué :
   *[other] Ces versements sont dus après la fin de leurs accords. Veuillez prolonger ces accords, ou convenir avec nous que les versements ne seront pas effectués :
}
letter-pressing-line = { $agreement }, { $day } ({ $days }) : { $amount }
call-subject = { $donor } : appel de fonds, { $day }
call-heading = { $donor } : appel de fonds
call-body = { $count ->
    [one] D’après nos livres ({ $fund }), le versement suivant était dû et n’a pas été reçu en totalité :
   *[other] D’après nos livres ({ $fund }), les versements suivants étaient dus et n’ont pas été reçus en totalité :
}
call-line = Accord { $agreement }, { $instalment } : { $amount }, dû le { $day } ({ $days })
call-own = votre référence : { $reference }
call-instalment = versement { $number }
call-instalment-alone = versement
call-part = { $open }, restant dû sur { $amount }
call-ended = L’accord { $agreement } a pris fin le { $day } : un versement fait maintenant ne peut couvrir que des coûts antérieurs à cette date, et le reste devient caduc. Veuillez convenir avec nous d’une prolongation avant de verser, ou que le versement n’aura pas lieu.
call-ending = L’accord { $agreement } prend fin le { $day } : ce qui n’est pas utilisé d’ici là devient caduc. Veuillez convenir avec nous d’une prolongation en même temps que du versement.
call-account = Veuillez effectuer le versement sur ce compte, en citant la référence de l’accord : { $account }
call-account-agreement = Veuillez effectuer le versement sur le compte indiqué dans l’accord, en citant la référence de celui-ci.
call-account-agreements = Veuillez effectuer chaque versement sur le compte indiqué dans son accord, en citant la référence de celui-ci.
call-ask = Nous vous saurions gré de bien vouloir effectuer le versement, ou de nous indiquer quand nous pouvons l’attendre, au plus tard le { $day }.
call-crossed = { $count ->
    [one] S’il a croisé la présente lettre, veuillez accepter nos remerciements.
   *[other] S’ils ont croisé la présente lettre, veuillez accepter nos remerciements.
}
call-answer = Nous vous saurions gré de nous répondre au plus tard le { $day }. Si un versement a croisé la présente lettre, veuillez accepter nos remerciements et nous répondre tout de même.

## Exceptions
sheet-exceptions = Exceptions
title-exceptions = Exceptions : ce qui appelle une action
h-age-days = Ancienneté en jours
h-who = Qui agit
who-partnerships = Unité des partenariats
who-programme = Programme
who-committee = Comité
to-do-no-cell = Enregistrer la priorité, ou corriger le lieu, le thème ou la date.
to-do-not-eligible = Prolonger un accord, ou en trouver un qui puisse payer ce jour-là.
to-do-beyond-need = Relever le besoin, et le plafond s’il y en a un, ou imputer le coût ailleurs.
to-do-no-money = Déplacer des fonds ici, ou en mobiliser davantage.
to-do-uncovered = Allouer des fonds à ces priorités, ou réduire ou annuler les engagements.
to-do-over = Restituer, réduire ou remplacer ce qui est alloué.
to-do-overdrawn = Corriger l’opération, ou annuler des imputations par une décision.
to-do-proposed = L’adopter ou la rejeter.
to-do-call = Appeler le versement (la lettre d’appel est parmi les projets de courrier), ou convenir d’un autre jour et l’enregistrer.
to-do-call-ending = Appeler le versement et convenir d’une prolongation (la lettre d’appel est parmi les projets de courrier) : l’accord prend bientôt fin, et ce qui n’est pas utilisé d’ici là devient caduc.
to-do-call-ended = Convenir avec le donateur d’une prolongation avant qu’il verse (la lettre d’appel est parmi les projets de courrier), ou passer le versement en pertes : l’accord a pris fin.
to-do-settle = Caduc, réserve d’appui comprise. Convenir avec le donateur : enregistrer la restitution, ou un avenant qui prolonge l’accord.
to-do-extend = Non imputé, réserve d’appui comprise. Imputer à temps, ou convenir d’une prolongation avec le donateur ; ce qui reste à la fin devient caduc.
to-do-agree-after-end = Convenir avec le donateur : enregistrer un avenant qui prolonge l’accord, ou passer le versement en pertes.
limit-outside = Aucune priorité que la préaffectation permet ne relève de sa limite : { $limits }
limits-together = Ces limites ne peuvent être respectées ensemble : { $limits }
to-do-limits-agree = Convenir avec le donateur d’autres limites ou d’une autre préaffectation, et enregistrer l’avenant ; d’ici là, des fonds restent non alloués.
to-do-limit-broken = Déplacer des fonds par une décision pour respecter la limite, ou faire accepter une autre limite au donateur.
exception-over = { $agreement } : surallocation
exception-overdrawn = { $agreement } : à découvert
exception-proposed = Décision { $number } : proposée, ni adoptée ni rejetée
exception-no-cell = { $count ->
    [one] { $number } dépense en attente, sans priorité
   *[other] { $number } dépenses en attente, sans priorité
}
exception-not-eligible = { $count ->
    [one] { $number } dépense en attente, sans accord admissible
   *[other] { $number } dépenses en attente, sans accord admissible
}
exception-beyond-need = { $count ->
    [one] { $number } dépense en attente, au-delà du besoin ou du plafond de sa priorité
   *[other] { $number } dépenses en attente, au-delà du besoin ou du plafond de leurs priorités
}
exception-no-money = { $count ->
    [one] { $number } dépense en attente, sans fonds admissibles
   *[other] { $number } dépenses en attente, sans fonds admissibles
}
exception-uncovered = { $count ->
    [one] { $number } engagement non réglé qu’aucun fonds alloué ne couvre, ou pas en totalité
   *[other] { $number } engagements non réglés qu’aucun fonds alloué ne couvre, ou pas en totalité
}

## Targets
section-targets = Résultats au regard des cibles
note-targets = « Atteint » compte tous les résultats communiqués, y compris dans les lieux et les thèmes où aucun montant du fonds n’a été imputé. L’ensemble des résultats, plus bas, ne compte que ceux des lieux et des thèmes où il l’a été : ses chiffres sont donc inférieurs.
note-results-all = « Atteint » compte tous les résultats communiqués, y compris dans les lieux et les thèmes où aucun montant du fonds n’a été imputé. Chacun a été atteint avec les fonds de tous ceux qui y contribuent, le pays lui-même compris, et non avec ceux du fonds seul.
whole-programme = Ensemble du programme
h-target = Cible
h-counted-in = Compté en
h-reached = Atteint
h-reached-share = Part de la cible

## Version imprimée
table-caption = Tableau { $number } : { $title }
table-caption-piece = Tableau { $number } : { $title } (colonnes, partie { $piece } sur { $pieces })
table-continued = (suite)
letters-unknown = { $count ->
    [one] { $number } caractère absent des polices de ce document est remplacé par � ; il figure dans le classeur joint.
   *[other] { $number } caractères absents des polices de ce document sont remplacés par � ; ils figurent dans le classeur joint.
}
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.

sheet-concept = Situation
title-concept = Besoin, financement et ce qui manque
sheet-concept-opportunities = Possibilités
title-concept-opportunities = Ce qu’une contribution permettrait
concept-title = Fiche de présentation : { $place }
concept-lead = { $place } : le besoin est de { $need } selon les priorités du programme. Il est financé à { $share } ; il manque { $missing }.
concept-lead-funded = { $place } : le besoin est de { $need } selon les priorités du programme, et il est entièrement financé.
concept-need = Besoin et financement par thème
concept-above = Au-delà du besoin de certaines priorités : { $amount }.
concept-other-themes = { $count ->
    [one] { $number } autre thème
   *[other] { $number } autres thèmes
}
concept-why = { $amount } ({ $themes }) : { $why }
concept-funders = Qui finance ce qui existe
concept-source = Source
concept-no-funders = Aucun fonds n’est encore alloué ici.
concept-more-funders = Autres donateurs
concept-others = Donateurs qui ne sont pas nommés
concept-several = Plusieurs donateurs ensemble
note-concept-several = Ce que plusieurs donateurs ont ensemble comprend aussi une part de ce qu’ont donné des donateurs nommés, là où la part d’un seul pourrait sinon être calculée.
concept-charged = Imputé jusqu’ici : { $charged } sur { $allocated } alloués par le fonds.
concept-no-opportunities = Rien ne manque ici qu’une contribution pourrait financer.
concept-contribution = Une contribution de
concept-to-priorities = apporterait aux priorités
concept-still-missing = Manquerait encore
concept-funded-then = Financé alors
concept-rules = Selon les règles du fonds, en plus de ce qui est alloué aujourd’hui, les priorités les moins financées d’abord. Les frais ({ $fee }) et la réserve pour l’appui au programme ({ $support }) sont déduits au préalable.
concept-too-few = Trop peu de résultats ont été communiqués ici pour dire combien de personnes une contribution pourrait atteindre.
concept-results = { $count ->
    [one] { $number } résultat
   *[other] { $number } résultats
}
concept-basis = { $kind } : au coût de { $results } jusqu’ici, { $people } personnes pour { $charged } imputés.
concept-estimate = Les personnes sont une estimation, non une promesse : chaque colonne vaut séparément, et le passé ne se répète pas forcément.
concept-by-theme = Jusqu’où chaque thème serait financé
concept-today = Aujourd’hui
concept-with = Avec { $amount }
concept-contact = À qui s’adresser
concept-disclosure = Seuls les donateurs qui y consentent sont nommés.
