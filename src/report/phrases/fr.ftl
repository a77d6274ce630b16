# The words of the reports in French. A test holds that all languages have the same texts.

## General
all-donors = Tous les donateurs
as-of-line = Au { $day }, { $edition }. Tous les montants sont en { $currency }, sauf indication contraire.
edition-draft = édition provisoire
edition-closed = édition clôturée
illustrative = ILLUSTRATIF : la ventilation des totaux publiés est fictive, à des fins de démonstration.
total = Total
source = { $place }, ligne { $row }
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
sheet-pending = En attente
title-pending = Dépenses en attente
sheet-ended = Terminé ou excédent
title-ended = Accords terminés et fonds au-delà de leur limite
sheet-statement = Sources et utilisation
title-statement = État des sources et de l’utilisation des fonds
sheet-results = Résultats
title-results = Résultats
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
section-ended = Accords terminés
section-over = Alloué en excédent
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
key-paid = Reçu
key-paid-means = Contributions reçues, nettes des remboursements ; part des contributions signées
key-kept = Frais, prélèvement et réserve d’appui
key-kept-means = Perçus ou retenus sur les fonds reçus ; part du reçu
key-placed = Alloué
key-placed-means = Destiné aux pays et aux thèmes dans le respect des préaffectations ; part du reçu
key-waiting = Non alloué
key-waiting-means = Fonds qui ne peuvent actuellement être alloués dans le respect de leur préaffectation ; l’onglet Allocation dit pourquoi
key-lapsed = Échu
key-lapsed-means = D’accords terminés : à rembourser ou à prolonger
key-over = Alloué en excédent
key-over-means = Alloué, et qui n’existe plus
key-spent = Imputé
key-spent-means = Dépenses des projets imputées aux accords ; part de l’alloué (taux d’exécution)
key-support = Dépenses d’appui au programme
key-support-means = Coûts indirects afférents à ces dépenses
key-pending = Dépenses en attente
key-pending-means = Non encore imputées à un accord ; l’onglet En attente dit pourquoi
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
h-lapsed = Échu
h-over = Alloué en excédent
h-reserve = Réserve d’appui correspondante
h-owed = À rembourser ou à prolonger
h-kept = Conservé pour les engagements non réglés
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
h-incurred = Engagée le
h-days = Jours
h-result = Résultat
h-description = Description
h-result-all = Total
h-result-share = Pour votre part
h-result-pool = Par le fonds commun
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
h-concerned = Où
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
limit-broken = Non respecté : { $limit } ; c’est { $share } du programmable.
honoured-but = { $amount } ont été imputés à des priorités que la préaffectation ne permet plus ; tous les autres fonds la respectent.
waits-ended = Terminé le { $day } : à rembourser ou à prolonger.
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
pending-no-cell = Aucune priorité pour ce lieu, ce thème et cette date
pending-not-eligible = Aucun accord n’était admissible ce jour-là
pending-beyond-need = Au-delà du besoin de la priorité
pending-no-money = Pas de fonds admissibles ici
over-refund = Remboursé au-delà des fonds libres
over-transfer = Transféré au-delà des fonds libres
over-support-rate = Un taux d’appui plus élevé prélève davantage
over-receipt = Une recette n’est plus ce qu’elle était
over-need = Le besoin a baissé
over-gone = La priorité ne figure plus dans la liste
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
position-unspent = Non dépensé : alloué, non encore imputé
position-unallocated = Non alloué
position-lapsed = Échu : d’accords terminés
position-over = Alloué en excédent
position-below = À découvert : remboursé au-delà des fonds reçus
position-reserve = Réserve d’appui non utilisée
position-interest = Intérêts moins frais bancaires
position-interest-part = Intérêts à rembourser
position-total = Solde total
position-delivery = Taux d’exécution (dépenses / alloué)
balance-donors = Soldes des donateurs
balance-held = Intérêts moins frais bancaires, détenus par le fonds
balance-interest = Intérêts programmés, non encore imputés
balance-fund = Solde du fonds

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
note-pending = Aucun accord ne peut encore être imputé de ces dépenses. Elles sont réexaminées chaque mois et n’entrent jusque-là dans les chiffres de personne. Les montants négatifs sont des avoirs qui attendent les prochaines dépenses.
note-ended = Le reste d’un accord terminé doit être remboursé à son donateur, ou l’accord prolongé. Il couvre jusque-là les dépenses tardives de sa période, et rien de nouveau.
note-over = Fonds alloués et imputés qui n’existent plus ou dont il n’y a plus besoin. Ils restent tels jusqu’à la correction d’une recette, d’un besoin ou d’une imputation.
note-results = Les résultats sont répartis entre les contributions à un pays et à un thème, au prorata de leurs fonds. Il s’agit d’un calcul au prorata, qui n’attribue pas les résultats à une seule contribution. La part d’un changement institutionnel en est une fraction.
note-rates = Ce qui reste à recevoir est évalué à ces taux ; chaque contribution reçue l’est au montant comptabilisé, ou au taux de son jour, qui figure à côté d’elle sur l’onglet des opérations.
note-statement = Les intérêts et les frais bancaires appartiennent au fonds dans son ensemble et figurent dans son rapport consolidé.
note-statement-fund = Le solde réunit le non dépensé, le non alloué, l’échu, la réserve d’appui non utilisée et les intérêts moins les frais bancaires. Les dépenses en attente ne sont encore déduites d’aucun solde.
note-checks = Chaque ligne est une formule active sur les onglets de ce classeur : des chiffres qui doivent concorder, puis les totaux de contrôle de tous les nombres qu’aucune formule ne produit. Modifiez un nombre et un contrôle devient FAUX.
note-bridge = Les fonds reçus ne sont pas tous disponibles pour les priorités : frais, prélèvement, réserve d’appui et fonds non alloués s’en déduisent.
note-pledge-weight = Les annonces comptent pour { $weight } de leur valeur.
note-projection = Projeté : les versements arrivent à l’échéance, ceux en retard le mois prochain ; accords signés et annonces restent inchangés.
note-reconciliation = Écart = écritures du fonds − écritures comptables. Les écarts énumérés expliquent celui des totaux au centime près.
note-largest = Les { $shown } plus grands de { $all } ; le classeur du rapprochement les donne tous, avec les totaux des deux côtés.
how-to-check = L’onglet des contrôles contient des formules actives qui relient les onglets. Chaque opération indique sa pièce justificative. Les totaux sont des sommes que votre tableur recalcule.
inputs-hash = SHA-256 de l’ensemble des données : { $hash }
made-by = Produit par { $program } { $version }.
after-close = Après la clôture de { $month }, enregistrée dans le grand livre avec l’empreinte { $hash }.

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
means-spent = dépenses imputées à un accord admissible le jour de la dépense : à celui que la pièce désigne, sinon à ceux qui ont des fonds pour le pays et le thème, celui qui se termine le plus tôt d’abord.
term-obligation = Engagement non réglé
means-obligation = une commande passée et non encore payée.
term-delivery = Taux d’exécution
means-delivery = dépenses imputées divisées par l’allocation.
term-gap = Déficit
means-gap = budget, moins ressources propres, moins projets en cours, moins contributions reçues par le fonds commun.
rule-rounding = Les montants sont exacts au centime. Le demi-centime est arrondi en s’éloignant de zéro, et la somme des parts d’un montant réparti lui est toujours égale (Sainte-Laguë).
rule-allocation = Les fonds sont alloués autant que les préaffectations le permettent, aux priorités les moins financées d’abord.
rule-attribution = Les dépenses qu’aucun accord ne peut encore couvrir sont en attente : elles figurent avec leur cause dans le rapport du fonds et sont réexaminées chaque mois.
rule-privacy = Ce classeur ne contient que les chiffres de ce donateur, et des totaux du fonds.
rule-charges = Charges sauf stipulation contraire d’un accord : agent administratif { $fee }, appui au programme { $support }, prélèvement de coordination { $levy }.

## Checks
check-all = Tous les contrôles sont vérifiés
check-committed = Les contributions signées égalent le reçu plus le reste à recevoir
check-placed = L’allocation par accord égale celle par pays et par thème
check-waiting-statement = Le non alloué de l’onglet des allocations égale celui de l’état
check-matrix = Les allocations par pays et par thème totalisent celles des cellules
check-allocation-expenditure = L’allocation est la même sur les onglets Allocation et Dépenses
check-spent-theme = Les dépenses par pays égalent celles par thème
check-spent-category = Les dépenses par pays égalent celles par catégorie
check-spent-statement = Les dépenses de l’état égalent celles par pays
check-paid-statement = Les contributions de l’état égalent celles par accord
check-closing = L’état s’équilibre : les sources moins les utilisations égalent le solde de clôture
check-balance = Le solde de clôture égale les fonds qui le composent
check-donor-balances = Les soldes des donateurs et les intérêts du fonds égalent le solde de clôture
check-transactions-in = Les entrées égalent les contributions et les transferts de l’état
check-transactions-out = Les sorties égalent les dépenses de l’état
check-donors-years = Le reçu par donateur égale le reçu par année
check-programme-ties = Le budget, moins les ressources propres et les projets en cours, égale le montant à mobiliser
check-gap-regions = Le déficit par région égale celui par pays
check-gap-pillars = Le déficit par pilier égale celui par thème
check-gap-bridge = Le déficit par pays égale le passage depuis celui du programme
check-explained = { $kind } : les lignes des écarts expliquent celui des totaux
check-control-money = { $sheet } · montants : nombre { $count }, somme { $sum }
check-control-decimals = { $sheet } · montants en autres monnaies et taux : nombre { $count }, somme { $sum } (total de contrôle)
check-control-counts = { $sheet } · nombres : nombre { $count }, somme { $sum } (total de contrôle)
check-control-days = { $sheet } · dates : nombre { $count }, somme { $sum } (total de contrôle)

## Letters
letter-subject = { $donor } : rapport au { $day }
letter-ended = Ces accords sont terminés. Veuillez nous indiquer pour chacun si le reste doit être remboursé ou l’accord prolongé :
letter-ended-line = { $agreement }, terminé le { $day } : { $amount } { $currency }, dont { $reserve } de réserve d’appui
letter-overdrawn = Ces accords sont à découvert :
letter-overdrawn-line = { $agreement } : { $amount } { $currency }
letter-subject-draft = { $donor } : projet de rapport au { $day }
letter-attention = À l’attention de : { $name }
letter-greeting = Madame, Monsieur,
letter-body = Veuillez trouver ci-joint le rapport destiné à : { $donor }, au { $day }. Il indique ce qui a été signé et reçu, où sont allés les fonds, ce qui a été imputé et ce qui reste. Chaque total est une formule active, et le dernier onglet contient les contrôles.
letter-figures = Signé : { $committed } { $currency }. Reçu : { $paid }. Alloué : { $placed }. Imputé : { $spent }.
letter-draft = Ceci est un projet : le mois n’est pas clôturé et ses chiffres peuvent encore changer.
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
changes-received = Reçu, net des remboursements
changes-allocated = Alloué
changes-charged = Imputé
changes-support = Dépenses d’appui
check-changes = Les contributions reçues des changements aboutissent à celles de l’état
check-bridge = Le passage des changements est exact ({ $part })
note-changes = Nouveau : écritures datées d’après le jour d’ouverture. Retraité : faits qui ne sont plus ce qu’ils étaient à la clôture du mois, ou arrivés en retard, et corrections de l’alloué. Remboursements, passations en pertes et fonds échus figurent à part. Différence de change : écritures inchangées, à d’autres taux.

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
cause-lapsed = Échu ce mois
cause-lapsed-means = Fonds d’accords terminés à la fin de ce mois
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
lacks-pending = Le reste de son besoin est réservé à des dépenses en attente.
lacks-lapsed = Ses fonds sont échus à la fin de ce mois ; d’autres peuvent les remplacer.
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
proposal-alias = La comptabilité écrit « { $name } » pour { $donor } ; l’ajouter aux alias.

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
note-no-extract = Rien n’a été comparé : il n’y a pas d’extrait du système comptable. Ceci n’est pas un rapprochement.
note-not-compared = L’extrait comptable ne dit rien de ces lignes du fonds : la nature y manque, ou il commence après ou finit avant les mois indiqués. Elles ne sont ni justes ni fausses ; la clôture du mois les réclame.
note-compared = Chaque feuille de l’extrait vaut pour les natures qu’elle contient, du mois de sa première ligne à celui de la dernière. Le reste n’est pas comparé.
note-entries = Chaque écriture cite les numéros des deux côtés, pour que le rapprochement suivant la retrouve. Les dates sont des dates de valeur : si le mois est clos, passer l’écriture dans le mois ouvert. Les numéros sont ceux de la feuille des écarts.
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
h-effect = Effet sur le solde
h-effect-ours = Effet sur le solde, fonds
h-effect-theirs = Effet sur le solde, comptabilité
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
compared-yes = oui
compared-in-part = en partie
compared-no = non
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
finance-fee = Frais administratifs
finance-levy = Prélèvement
finance-support-cost = Coûts d’appui au programme
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
evidence-both = { $ours } dans les écritures du fonds, { $theirs } en comptabilité
evidence-nothing = rien de semblable de l’autre côté
evidence-not-yet = les lignes de l’autre côté s’arrêtent avant qu’elle ait pu venir
evidence-after = comptabilisé de l’autre côté après le dernier jour, le { $day }
evidence-share = un montant est { $share } de l’autre
evidence-places = la virgule s’est déplacée de { $places }
evidence-rounded = arrondi à des multiples de { $unit }
evidence-rate = au taux de { $currency } en vigueur à partir du { $day }, { $units }
evidence-taken-for = le montant en { $currency } a été pris pour { $base }
evidence-kept-back = { $kind } : { $amount } a été retenu
evidence-repeats = répète { $number } du { $day }
evidence-lines = { $ours } dans les écritures du fonds pour { $theirs } en comptabilité, de même somme
evidence-taken-back = extourné le { $day }
evidence-booked-again = extourné le { $day }, repassé le { $again }
evidence-stranger = « { $name } » n’est le nom d’aucun donateur
and-more = { $named } et { $more } autres
proposal-book = { $side } : passer { $kind } { $amount } au { $day }, en citant { $numbers }.
proposal-book-several = { $side } : passer les { $count } écritures du n° { $item }.
proposal-quote = { $side } : ajouter { $numbers } à la référence de { $lines }. Aucun mouvement d’argent.
proposal-await = Pas d’écriture : elle devrait venir le mois suivant. ({ $side })
section-balances = Du solde du fonds à celui de la comptabilité
check-balances = Le passage aboutit au solde de la comptabilité
sheet-open-items = Postes ouverts
title-open-items = Postes ouverts : ce qui est à décider
sheet-movement = Mouvement
title-movement = Postes ouverts, de la dernière clôture à celle-ci
note-open-items = Choisissez un règlement, nommez un responsable et donnez le motif dans les colonnes colorées, enregistrez le fichier et faites-le relire : poolfund settle FICHIER.xlsx --as NOM. Ce qui est accepté reste ; ce qui est à corriger ou attend reste ouvert jusqu’à sa disparition. La clôture du mois ne demande que les postes sans règlement.
note-movement = Ouverture + nouveaux - résolus = clôture. Un poste est résolu quand il a disparu ou est accepté ; celui dont le montant a changé est résolu pour ce qu’il était et nouveau pour ce qu’il est. Les montants sont des effets sur le solde, produits moins charges ; dans le tableau par nature, ce sont les écarts eux-mêmes.
none-gone = Rien n’a disparu depuis la dernière clôture.
section-item-causes = Postes ouverts par cause
section-item-ages = Postes ouverts par âge
section-roll-all = Tous les postes
section-roll-kinds = Par nature
section-roll-currencies = Par monnaie de la pièce
section-roll-agreements = Par accord
section-roll-projects = Par projet
section-gone = Ce qui a disparu depuis la dernière clôture, et comment
roll-all = Tous les postes
roll-none = Aucun nommé
age-class = { $from } à { $to } jours
age-over = plus de { $days } jours
h-first-seen = Vu d’abord
h-age = Âge
h-open-effect = Ouvert, effet sur le solde
h-owner = Responsable
h-reason = Motif
h-settlement = Règlement
h-settled-by = Réglé par
h-settled-on = Réglé le
h-items = Postes
h-opening-items = Postes, ouverture
h-new-items = Postes, nouveaux
h-resolved = Résolus
h-resolved-items = Postes, résolus
h-closing-items = Postes, clôture
h-went = Comment
settle-accept = accepter
settle-correct-here = corriger le fonds
settle-correct-there = corriger la comptabilité
settle-wait = attendre
went-agrees = ses lignes concordent
went-matched = rapproché de { $numbers }
went-became = fait partie de { $items }
went-vanished = ses lignes n’existent plus
cause-follows = Découle des lignes
evidence-adds-up = les lignes de la comptabilité donnent le solde qu’elle indique ; les écarts des lignes l’expliquent
evidence-residue = la comptabilité indique { $amount } de plus que la somme de ses lignes
check-roll = { $table } : les postes de clôture sont ceux qui sont ouverts

## Statements by agreement
sheet-agreements = Accords
title-agreements = État des sources et de l’utilisation des fonds par accord
agreement-own = Votre référence : { $reference }
agreement-signed = Signé le { $day } pour { $amount }
agreement-earmark = Affectation : { $earmark }
agreement-period = Période couverte : du { $from } au { $to }, cumul
agreement-ends = Des coûts peuvent être engagés jusqu’au { $day }
section-certification = Certification
certification = Nous certifions que les montants ci-dessus proviennent des livres du fonds et ont été utilisés conformément aux accords.
certification-person = Nom : { $name }. Fonction : { $title }.
certification-sign = Signature : ______________________________     Date : ____________________
certification-contact = Contact : { $contact }
h-average-rate = Taux moyen des contributions reçues, en
h-all-years-in = Toutes les années, en { $currency }
check-agreements = Les soldes de clôture par accord et votre part des intérêts totalisent celui de l’état

## What needs attention
section-attention = Points à traiter
none-attention = Aucun.
h-attention = Objet
h-currency-days = Monnaie, jours
h-to-do = À faire
attention-overdue = { $agreement } : versement dû le { $day }, non reçu en totalité
attention-lapsed = { $agreement } : échu le { $day }
attention-lapsing = { $agreement } : prend fin le { $day }
attention-next = { $agreement } : prochain versement, dû le { $day }
days-ago = { $count ->
    [one] il y a { $number } jour
   *[other] il y a { $number } jours
}
days-to-go = { $count ->
    [one] dans { $number } jour
   *[other] dans { $number } jours
}
to-do-overdue = Veuillez verser ce montant ou nous indiquer quand vous le ferez.
to-do-lapsed = Veuillez décider : restitution ou prolongation de l’accord.
to-do-lapsing = Pas encore imputé. Veuillez envisager une prolongation ; ce qui reste à la fin devient caduc.
to-do-next = Rien à faire d’ici là.
letter-overdue = Ces versements sont en retard. Veuillez les effectuer ou nous indiquer quand vous le ferez :
letter-lapsing = Ces fonds deviendront bientôt caducs, sauf prolongation de l’accord :
letter-pressing-line = { $agreement }, { $day } ({ $days }) : { $amount }
call-subject = { $donor } : appel de fonds, { $day }
call-body = D’après les livres de { $fund } au { $day }, les versements suivants étaient dus et n’ont pas été reçus en totalité :
call-ask = Nous vous saurions gré de bien vouloir effectuer le versement ou de nous indiquer quand nous pouvons l’attendre. S’il a croisé la présente lettre, veuillez accepter nos remerciements.

## Exceptions
sheet-exceptions = Exceptions
title-exceptions = Exceptions : ce qui appelle une action
h-age-days = Âge en jours
h-who = Qui agit
who-donor = Donateur
who-partnerships = Unité des partenariats
who-programme = Programme
who-committee = Comité
to-do-no-cell = Enregistrer la priorité, ou corriger le lieu, le thème ou la date.
to-do-not-eligible = Prolonger un accord, ou en trouver un qui puisse payer ce jour-là.
to-do-beyond-need = Relever le besoin, ou imputer le coût ailleurs.
to-do-no-money = Déplacer des fonds ici, ou en mobiliser davantage.
to-do-over = Restituer, réduire ou remplacer ce qui est alloué.
exception-over = { $agreement } : surallocation
exception-no-cell = { $count ->
    [one] En attente : { $number } ligne sans priorité
   *[other] En attente : { $number } lignes sans priorité
}
exception-not-eligible = { $count ->
    [one] En attente : { $number } ligne sans accord admissible
   *[other] En attente : { $number } lignes sans accord admissible
}
exception-beyond-need = { $count ->
    [one] En attente : { $number } ligne au-delà du besoin
   *[other] En attente : { $number } lignes au-delà du besoin
}
exception-no-money = { $count ->
    [one] En attente : { $number } ligne sans fonds admissibles
   *[other] En attente : { $number } lignes sans fonds admissibles
}

## Targets
section-targets = Résultats au regard des cibles
whole-programme = Ensemble du programme
h-target = Cible
h-reached = Atteint
h-reached-share = Part de la cible
