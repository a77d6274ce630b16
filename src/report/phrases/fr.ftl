# The words of the reports in French. A test holds that all languages have the same texts.

## General
all-donors = Tous les donateurs
as-of-line = Au { $day }. Tous les montants sont en { $currency }, sauf indication contraire.
illustrative = ILLUSTRATIF : la ventilation des totaux publiés est fictive, à des fins de démonstration.
total = Total
source = { $place }, ligne { $row }
source-rows = { $place }, lignes { $row }
day = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
}
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
sheet-allocation = Allocation
title-allocation = Allocation aux priorités
sheet-matrix = Pays et thèmes
title-matrix = Allocation par pays et par thème
sheet-expenditure = Dépenses
title-expenditure = Dépenses par rapport à l’allocation
sheet-statement = Sources et utilisation
title-statement = État des sources et de l’utilisation des fonds
sheet-results = Résultats
title-results = Résultats
sheet-transactions = Opérations
title-transactions = Opérations et leurs sources
sheet-shared = Dépenses partagées
title-shared = Votre part des dépenses partagées
note-shared = Ces lignes de dépenses ne désignent aucun accord. Ce qui a été dépensé dans un pays et pour un thème est réparti entre les accords qui y ont des fonds alloués, au prorata de ce qui reste à chacun. Voici votre part, par année, avec les lignes d’où elle provient.
sheet-notes = Notes
title-notes = Notes
sheet-checks = Contrôles
title-checks = Contrôles
sheet-donors = Donateurs
title-donors = Contributions par donateur et par année
sheet-gap = Déficit
title-gap = Le déficit de financement
sheet-gap-places = Déficit par lieu
title-gap-places = Le déficit par région et par pays
sheet-gap-themes = Déficit par thème
title-gap-themes = Le déficit par pilier et par thème
sheet-gap-months = Déficit dans le temps
title-gap-months = Le déficit mois par mois
sheet-reconciliation = Rapprochement
title-reconciliation = Rapprochement avec la comptabilité
sheet-differences = Écarts
sheet-largest = Écarts
title-differences = Écarts et écritures proposées
title-largest = Principaux écarts avec la comptabilité

## Sections
section-agreements = Accords signés
section-pledges = Annonces de contributions (non signées)
section-instalments = Versements échelonnés, chacun dans la monnaie de son accord
section-earmarks = Ce que chaque accord peut financer, et comment sa préaffectation a été respectée
section-cells = Allocation par pays et par thème
section-by-country = Par pays
section-by-region = Par région
section-by-theme = Par thème
section-by-pillar = Par pilier
section-by-category = Par catégorie de dépenses du GNUDD et par année
section-results = Chaque résultat
section-results-total = Total
section-how-to-check = Comment vérifier ces chiffres
section-terms = Définitions
section-rules = Règles
section-rates = Taux de change au { $day }
section-where = Où vont les fonds
section-over-years = Au fil des années
section-donors = Donateurs
section-donors-signed = Signé par donateur et par année, aux taux de la signature
section-donors-years = Reçu par donateur et par année, net des remboursements
section-gap-strengths = Déficit de financement selon trois scénarios
section-raising = Du déficit à ce qui reste à mobiliser
section-bridge = Du déficit à ce qui manque aux priorités
section-months = À la fin de chaque mois
section-reconciliation = Totaux des deux comptabilités
section-causes = Causes

## Key figures of the summary
key-committed = Contributions signées
key-committed-means = Accords en vigueur ; le reste à recevoir est évalué aux taux de change du jour
key-paid = Reçu
key-paid-means = Contributions reçues, nettes des remboursements ; part des contributions signées
key-kept = Frais, prélèvement et réserve d’appui
key-kept-means = Perçus ou retenus sur les fonds reçus ; part du reçu
key-placed = Alloué
key-placed-means = Destiné aux pays et aux thèmes dans le respect des préaffectations ; part du reçu
key-waiting = Non alloué
key-waiting-means = Fonds qui ne peuvent actuellement être alloués dans le respect de leur préaffectation ; l’onglet Allocation dit pourquoi
key-spent = Imputé
key-spent-means = Dépenses des projets imputées aux accords ; part de l’alloué (taux d’exécution)
key-support = Dépenses d’appui au programme
key-support-means = Coûts indirects afférents à ces dépenses
key-left = Solde
key-left-means = Ce qui reste des fonds reçus ; part du reçu
key-fund = Reçu de tous les donateurs
key-fund-means = Tous donateurs confondus ; le pourcentage est votre part
key-gap = Déficit de financement du programme
key-gap-means = Montant manquant sur un budget de { $budget } { $currency } ; part du budget
other-countries = { $count ->
    [one] { $number } autre pays ou zone
   *[other] { $number } autres pays et zones
}
chart-where = Alloué et imputé par pays (millions { $currency })
chart-years = Reçu et imputé par année (millions { $currency })
chart-gap = Le déficit dans le temps (millions { $currency })
chart-alternative = Graphique : { $title }. Les chiffres figurent dans le tableau à sa gauche.

## Column headers
h-figure = Rubrique
h-amount = Montant
h-share = Part
h-meaning = Définition
h-blank = À la date ci-dessus
h-in-currency = En { $currency }
h-cumulative = Toutes années
h-agreement = Accord
h-title = Intitulé
h-signed = Signé le
h-announced = Annoncé le
h-currency = Monnaie
h-original = Montant en monnaie d’origine
h-at-signature = Valeur à la signature
h-exchange = Différence de change
h-given-back = Remboursé et passé en pertes
h-committed = Contributions signées
h-paid = Reçu
h-to-come = Reste à recevoir
h-value = Valeur actuelle
h-status = Situation
h-due = Échéance
h-paid-part = Dont reçu
h-open = Restant dû
h-earmark = Préaffectation
h-strictness = Catégorie
h-charges = Frais et prélèvement
h-support-kept = Réserve pour dépenses d’appui
h-programmable = Programmable
h-placed = Alloué
h-waiting = Non alloué
h-honoured = Respect de la préaffectation
h-country = Pays ou zone
h-region = Région
h-theme = Thème
h-pillar = Pilier
h-period = Période
h-need = Besoin
h-outside = Financé par d’autres sources
h-share-of-need = Part du besoin
h-share-of-paid = Part du reçu
h-spent = Imputé
h-delivery = Taux d’exécution
h-obligated = Engagements non réglés
h-left = Non dépensé
h-balance = Solde
h-category = Catégorie de dépenses
h-date = Date
h-result = Résultat
h-description = Description
h-result-all = Total
h-result-share = Pour votre part
h-result-pool = Par le fonds commun
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
h-net = Reçu
h-month = Mois
h-donor = Donateur
h-deposits-only = Contributions reçues
h-with-commitments = plus les accords signés
h-with-pledges = plus les annonces pondérées
h-above = Au-delà du besoin
h-gap = Déficit
h-funded = Financé
h-gap-commitments = Déficit après accords signés
h-gap-outlook = Déficit après annonces pondérées
h-ours = Écritures du fonds
h-theirs = Écritures comptables
h-difference = Écart
h-explained = Expliqué
h-matched = Appariés
h-differences = Écarts (nombre)
h-reference = Référence
h-cause = Cause
h-proposal = Écriture proposée
h-source-ours = Source dans les écritures du fonds
h-source-theirs = Source dans la comptabilité

## Where there is nothing
none-agreements = Aucun accord signé à ce jour.
none-instalments = Aucun versement échelonné convenu.
none-deposits = Aucune contribution reçue à ce jour.
none-placed = Rien n’est encore alloué.
none-transactions = Aucune opération à ce jour.
none-cells = Aucune priorité.
none-finance = La comptabilité n’a pas transmis d’extrait.
none-differences = Aucun écart.

## Earmarks
earmark-none = Tous lieux, tous thèmes
earmark-except = Sauf { $places }
earmark-at-least = Au moins { $share } pour { $scope }
earmark-at-most = Au plus { $share } pour { $scope }
earmark-outside = l’action hors des pays
earmark-window = Pour les besoins de la période { $period }
earmark-1 = 1 Sans affectation particulière
earmark-2 = 2 Préaffectation souple
earmark-3 = 3 Préaffecté
earmark-4 = 4 Préaffectation stricte
period = du { $from } au { $to }
honoured = { $count ->
    [one] Tous les fonds ont été alloués dans le respect de la préaffectation ({ $number } priorité admissible).
   *[other] Tous les fonds ont été alloués dans le respect de la préaffectation ({ $number } priorités admissibles).
}
waits-no-cell = Le fonds n’a aucune priorité permise par la préaffectation ; une préaffectation plus large permettrait d’employer les fonds.
waits-all-full = Le solde est retenu : toutes les priorités permises par la préaffectation sont entièrement financées, toutes sources confondues.
waits-limit = Le solde est retenu : une limite de l’accord ou de la politique du fonds est atteinte.
instalment-paid = Reçu
instalment-overdue = En retard
instalment-coming = À venir
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
category-opening = Imputé avant ces livres
receipt-deposit = Contribution reçue
receipt-refund = Remboursement
receipt-write-off = Passation en pertes
receipt-interest = Intérêts
receipt-bank-charge = Frais bancaires
receipt-transfer = Transfert entre accords
transaction-expenditure = Dépense
original-line = { $amount } à { $rate }
result-change = Changements institutionnels
result-legal = Personnes couvertes par la loi
result-effective = Personnes effectivement couvertes
result-adequacy = Personnes percevant des prestations adéquates
results-line = { $kind } : { $share } sur { $all }
finance-deposit = Contributions reçues
finance-refund = Remboursements
finance-budget = Budgets émis
finance-expenditure = Dépenses
cause-missing-here = Absent des écritures du fonds
cause-missing-there = Absent de la comptabilité
cause-amount = Montant
cause-rate = Taux de change
cause-rounding = Arrondi
cause-timing = Décalage dans le temps
cause-duplicate = Doublon
cause-sign = Signe
cause-alias = Nom
month-actual = Réel
month-projected = Projeté

## Statement of sources and uses
statement-sources = Sources
statement-deposits = Contributions reçues
statement-promised = Contributions reçues, aux taux de la signature
statement-exchange = Différence de change jusqu’à leur réception
statement-refunds = Remboursements aux donateurs
statement-interest = Intérêts et revenus de placements
statement-total-sources = Total des sources
statement-uses = Utilisation
statement-fee = Frais de l’agent administratif
statement-levy = Prélèvement de coordination
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
position-pending = Dépenses en attente (non encore imputées à un accord)
position-projects = Solde auprès des projets
position-fund = Solde auprès du fonds
position-total = Solde total
position-delivery = Taux d’exécution (dépenses / alloué)

## The gap
gap-budget = Budget du programme
gap-own = Ressources propres de l’organisation
gap-ongoing = Projets en cours hors du fonds commun
gap-pool = Contributions au fonds commun
gap-total = Déficit
raising-gap = Déficit, après contributions reçues
raising-to-come = Signé et encore à recevoir
raising-pledged = Annoncé, pondéré
raising-pipeline = En préparation, pondéré
raising-still = Reste à mobiliser
bridge-fee = Frais de l’agent administratif
bridge-levy = Prélèvement de coordination
bridge-support = Réservé aux dépenses d’appui
bridge-unallocated = Non alloué : aucune priorité ne peut le recevoir
bridge-lapsed = Échu : d’accords arrivés à terme
bridge-interest = Intérêts disponibles pour les priorités
bridge-above = Financé au-delà du besoin
bridge-over = Alloué en excédent
bridge-below = À découvert : remboursé au-delà des fonds reçus
bridge-needs = Besoins des priorités, moins le budget
bridge-other = Ressources propres et projets en cours, moins les autres financements des priorités
bridge-cells = Ce qui manque aux priorités

## Remarks
note-at-signature = Contributions signées = valeur à la signature + différence de change − remboursements et passations en pertes = reçu + reste à recevoir.
note-expenditure = Les engagements non réglés sont des commandes passées et non encore payées ; ils figurent à côté des dépenses et jamais dans celles-ci. Les dépenses d’appui s’y ajoutent et figurent dans l’état.
note-results = Les résultats sont répartis entre les contributions à un pays et à un thème, au prorata de leurs fonds. Il s’agit d’un calcul au prorata, qui n’attribue pas les résultats à une seule contribution. La part d’un changement institutionnel en est une fraction.
note-rates = Ce qui reste à recevoir est évalué à ces taux ; chaque contribution reçue l’est au montant comptabilisé, ou au taux de son jour, qui figure à côté d’elle sur l’onglet des opérations.
note-statement = Les intérêts et les frais bancaires appartiennent au fonds dans son ensemble et figurent dans son rapport consolidé. Solde auprès du fonds : non alloué, et réservé aux dépenses d’appui.
note-statement-fund = Solde auprès du fonds : non alloué, réservé aux dépenses d’appui, et intérêts, moins les frais bancaires. Les dépenses en attente ne sont encore déduites d’aucun solde.
note-checks = Chaque ligne est une formule active sur les onglets de ce classeur : des chiffres qui doivent concorder, puis les totaux de contrôle de tous les nombres qu’aucune formule ne produit. Modifiez un nombre et un contrôle devient FAUX.
note-bridge = Les fonds reçus ne sont pas tous disponibles pour les priorités : frais, prélèvement, réserve d’appui et fonds non alloués s’en déduisent.
note-pledge-weight = Les annonces comptent pour { $weight } de leur valeur.
note-projection = Projeté : les versements arrivent à l’échéance, ceux en retard le mois prochain ; accords signés et annonces restent inchangés.
note-reconciliation = Écart = écritures du fonds − écritures comptables. Les écarts énumérés expliquent celui des totaux au centime près.
note-largest = Les { $shown } plus grands de { $all } ; le classeur du rapprochement les donne tous, avec les totaux des deux côtés.
how-to-check = L’onglet des contrôles contient des formules actives qui relient les onglets. Chaque opération indique le fichier, l’onglet et la ligne d’où elle provient. Les totaux sont des sommes que votre tableur recalcule.
inputs-hash = SHA-256 de l’ensemble des données : { $hash }
made-by = Produit par { $program } { $version }.

## Terms
term-commitment = Contributions signées
means-commitment = accords en vigueur : le reçu, net des remboursements, plus le reste à recevoir au taux de change de la date du rapport.
term-paid = Reçu
means-paid = contributions reçues, au montant comptabilisé, nettes des remboursements.
term-exchange = Différence de change
means-exchange = effet des variations des taux de change depuis la signature.
term-fee = Frais de l’agent administratif
means-fee = un pourcentage de chaque contribution reçue.
term-levy = Prélèvement de coordination
means-levy = un pourcentage des contributions à préaffectation stricte.
term-support = Dépenses d’appui au programme
means-support = coûts indirects, un pourcentage des dépenses directes, réservés sur les fonds programmables.
term-programmable = Programmable
means-programmable = le reçu, moins les frais et le prélèvement, divisé par un plus le taux d’appui.
term-placed = Alloué
means-placed = fonds destinés à un pays et à un thème que la préaffectation permet.
term-waiting = Non alloué
means-waiting = fonds programmables qui ne peuvent actuellement être alloués dans le respect de leur préaffectation.
term-spent = Imputé
means-spent = dépenses imputées à un accord : à celui que la pièce désigne, sinon au prorata des fonds du pays et du thème.
term-obligation = Engagement non réglé
means-obligation = une commande passée et non encore payée.
term-delivery = Taux d’exécution
means-delivery = dépenses imputées divisées par l’allocation.
term-gap = Déficit
means-gap = budget, moins ressources propres, moins projets en cours, moins contributions reçues par le fonds commun.
rule-rounding = Les montants sont exacts au centime. Le demi-centime est arrondi en s’éloignant de zéro, et la somme des parts d’un montant réparti lui est toujours égale (Sainte-Laguë).
rule-allocation = Les fonds sont alloués autant que les préaffectations le permettent, aux priorités les moins financées d’abord.
rule-attribution = Les dépenses au-delà de l’allocation d’un pays et d’un thème sont présentées à part, dans l’attente d’une décision.
rule-privacy = Ce classeur ne contient que les chiffres de ce donateur, et des totaux du fonds.
rule-charges = Charges sauf stipulation contraire d’un accord : agent administratif { $fee }, appui au programme { $support }, prélèvement de coordination { $levy }.

## Checks
check-all = Tous les contrôles sont vérifiés
check-committed = Les contributions signées égalent le reçu plus le reste à recevoir
check-placed = L’allocation par accord égale celle par pays et par thème
check-programmable = Le programmable égale l’alloué plus le non alloué
check-matrix = Les totaux par pays et par thème concordent
check-allocation-expenditure = L’allocation est la même sur les onglets Allocation et Dépenses
check-spent-theme = Les dépenses par pays égalent celles par thème
check-spent-category = Les dépenses par pays égalent celles par catégorie
check-spent-statement = Les dépenses de l’état égalent celles par pays
check-paid-statement = Les contributions de l’état égalent celles par accord
check-closing = L’état s’équilibre : les sources moins les utilisations égalent le solde de clôture
check-transactions-in = Les entrées égalent les contributions de l’état
check-transactions-out = Les sorties et votre part des dépenses partagées égalent les dépenses de l’état
check-donors-years = Le reçu par donateur égale le reçu par année
check-programme-ties = Le budget, moins les ressources propres et les projets en cours, égale le montant à mobiliser
check-gap-regions = Le déficit par région égale celui par pays
check-gap-pillars = Le déficit par pilier égale celui par thème
check-gap-bridge = Le déficit par pays égale le passage depuis celui du programme
check-explained = Les écarts énumérés expliquent celui des totaux
check-causes = Les causes totalisent tous les écarts
check-control-money = { $sheet } : les { $count } montants totalisent toujours { $sum }
check-control-decimals = { $sheet } : les { $count } montants en autres monnaies et taux totalisent toujours { $sum } (total de contrôle)
check-control-counts = { $sheet } : les { $count } nombres totalisent toujours { $sum } (total de contrôle)
check-control-days = { $sheet } : les { $count } dates sont inchangées (total de contrôle { $sum })

## Dashboard
dashboard-headline = Il manque { $gap } { $currency }, soit { $share } du budget.
dashboard-paid = Reçu par le fonds commun
dashboard-signed = Signé, reste à recevoir
dashboard-pledged = Annoncé, pondéré
dashboard-missing = Manquant après tout cela
dashboard-places = Où le déficit est le plus grand
dashboard-themes = Financement des thèmes
dashboard-delivery = Exécution par région
dashboard-overdue = Versements en retard
dashboard-table = Les chiffres en tableau

## Letters
letter-subject = { $fund } : rapport au { $day }
letter-attention = À l’attention de : { $name }
letter-greeting = Madame, Monsieur,
letter-body = Veuillez trouver ci-joint le rapport destiné à : { $donor }, au { $day }. Il indique ce qui a été signé et reçu, où sont allés les fonds, ce qui a été imputé et ce qui reste. Chaque total est une formule active, et le dernier onglet contient les contrôles.
letter-figures = Signé : { $committed } { $currency }. Reçu : { $paid }. Alloué : { $placed }. Imputé : { $spent }.
letter-close = Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.

## Changes since the last closed month
sheet-changes = Changements
title-changes = Changements depuis le dernier mois clos
changes-between = Du { $from }, tel que clos, au { $to }.
h-opening = Ouverture
h-new = Nouveau
h-restated = Retraité
h-closing = Clôture
changes-committed = Contributions signées
changes-paid = Reçu, net des remboursements
changes-placed = Alloué
changes-spent = Imputé, dépenses d’appui comprises
none-changes = Rien n’a changé.
check-changes = Les contributions reçues des changements aboutissent à celles de l’état
check-bridge = Le passage des changements est exact ({ $part })
note-changes = Nouveau : écritures datées d’après le jour d’ouverture ; pour l’alloué et l’imputé, tout ce qui s’est ajouté. Retraité : écritures qui ne sont plus ce qu’elles étaient à la clôture du mois, ou arrivées en retard. Différence de change : écritures inchangées, à d’autres taux.

## Reasons
sheet-reasons = Raisons
title-reasons = Pourquoi un déficit de financement subsiste
section-gap-causes = Le déficit des priorités selon ses causes
cause-money = Manque de fonds
cause-money-means = Manquerait même si tous les fonds pouvaient aller partout
cause-earmarks = Bloqué par les préaffectations
cause-earmarks-means = Fonds existants qui ne peuvent servir là où ils manquent
cause-policy = Bloqué par les limites
cause-policy-means = Fonds retenus par des plafonds ou par la part des pays
section-money-expires = Fonds non alloués : derniers jours d’utilisation
section-money-waits = Fonds non alloués
h-usable-until = Utilisable jusqu’au
h-why = Pourquoi
none-waits = Il n’y a pas de fonds non alloués.
section-loosened = Préaffectations dont l’assouplissement libérerait le plus de fonds
note-loosened = Chacune prise seule : ce qui pourrait être alloué de plus si cette seule préaffectation était élargie d’un niveau.
h-would-place = Libérerait
h-loosened = Assouplissement
loosened-places = ses lieux élargis d’un niveau
loosened-themes = ses thèmes élargis d’un niveau
loosened-exclusions = ses exclusions levées
none-loosened = Aucune préaffectation, assouplie d’un niveau, n’en libérerait davantage.
section-cells-lack = Priorités insuffisamment financées
h-missing = Manque
none-lacks = Aucune priorité ne manque de fonds.
lacks-ceiling = Son besoin dépasse son plafond.
lacks-money = Il ne reste plus de fonds à allouer.
lacks-all-earmarks = Aucun fonds non alloué n’est admissible pour cette priorité.
lacks-earmarks = Ces fonds non alloués ne sont pas admissibles pour cette priorité : { $lots }.
lacks-policy = Un plafond, une limite ou la part des pays retient : { $lots }.
expires-soon = Il n’est utilisable que jusqu’au { $day }.
expired = Il n’était utilisable que jusqu’au { $day }.
check-gap-causes = Les trois causes donnent le déficit des priorités

## Annual report
book-annual = Rapport annuel { $year } : { $fund }
sheet-annual = Année
title-annual = Rapport annuel pour la réunion des partenaires
section-annual = L’année { $year }
annual-signed = Signé, aux taux de la signature
annual-paid-all = Reçu, toutes années
annual-spent = Imputé en { $year }
note-annual = L’année va du 1er janvier au 31 décembre, ou au jour du rapport s’il est antérieur.
check-annual = Les dépenses imputées de l’année concordent : { $table }

## Proposed entries of the reconciliation
proposal-one-month = Comptabilisé le { $ours } par le fonds et le { $theirs } par la comptabilité ; convenir d’un mois. Aucune écriture de montant.
proposal-one-donor = La comptabilité l’attribue à { $theirs }, le fonds à { $ours } ; déplacer l’un des deux.
proposal-alias = La comptabilité écrit « { $name } » pour { $donor } ; l’ajouter aux alias.
proposal-adjust = { $why } : corriger { $document } de la comptabilité de { $amount }.
proposal-await-there = { $document } du { $day } sera peut-être comptabilisé le mois prochain ; vérifier alors.
proposal-book-there = Demander à la comptabilité d’enregistrer { $document } du { $day } : { $amount }.
proposal-await-here = { $document } du { $day } nous parviendra peut-être le mois prochain ; vérifier alors.
proposal-book-here = Enregistrer dans les écritures du fonds { $document } du { $day } ({ $amount }), ou demander à la comptabilité de quoi il s’agit.
proposal-reverse = { $document } répète { $twin } dans la comptabilité : contre-passer { $amount }.
proposal-no-number = la ligne sans numéro
fault-sign = Le signe est inversé dans la comptabilité
fault-rounding = Un écart d’arrondi
fault-rate-of = La comptabilité a pris le taux de { $currency } du { $day }
fault-other-rate = La comptabilité a pris un autre taux de { $currency }
fault-transposed = Des chiffres sont intervertis d’un côté ; vérifier la pièce
fault-amount = Les montants diffèrent ; vérifier la pièce

## Explanations, to be read alone

explain-cell = { $cell } : { $placed } sur { $needed } alloués par le fonds commun (besoin { $need }, dont { $outside } financés par d’autres sources).
explain-funded = Elle est entièrement financée.
explain-missing = Il manque { $amount }.
explain-agreement = { $agreement } ({ $earmark }) : { $placed } sur { $available } alloués.
explain-used = Tout est employé.
explain-waits = { $amount } non alloués.
explain-no-money = { $agreement } n’a pas encore de fonds à allouer.
explain-keeps = { $agreement } ({ $earmark } ; reste { $left })
explain-gap = Il manque { $amount } aux priorités :
explain-loosened = { $agreement }, { $how } : { $amount } de plus pourraient être alloués.
