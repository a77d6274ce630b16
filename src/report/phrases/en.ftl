# The words of the reports in English. A test holds that all languages have the same texts.

## General
all-donors = All donors
as-of-line = As at { $day }, { $edition }. All amounts in { $currency } unless otherwise indicated.
edition-draft = draft edition
edition-closed = closed edition
edition-draft-means = draft edition (the month is not closed, and figures may still change)
illustrative = ILLUSTRATIVE: the breakdown of the published totals is invented for demonstration.
total = Total
source = { $place }, row { $row }
in-currency = { $currency } { $amount }
labelled = { $label }: { $words }
day = { $day } { $month } { $year }
day-of-year = { $day } { $month }
month-of-year = { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Workbooks and sheets
book-donor = Donor report: { $donor }
book-fund = Consolidated report: { $fund }
book-gap = Gap tracker: { $fund }
book-reconciliation = Reconciliation with finance: { $fund }
sheet-summary = Summary
title-summary = Summary
sheet-contributions = Contributions
title-contributions = Contributions and instalments
sheet-earmarks = Earmarks
sheet-announced = Pledges
title-announced = Pledges and agreements that have ended
sheet-instalments = Instalments
sheet-allocation = Allocation
title-allocation = Allocation to priorities
sheet-matrix = Countries and themes
title-matrix = Allocation by country and theme
sheet-expenditure = Expenditure
title-expenditure = Expenditure against allocation
sheet-pending = Pending
title-pending = Pending expenditure
sheet-uncovered = Uncovered obligations
title-uncovered = Open obligations that no allocated money covers
sheet-over = Over-allocated
title-over = Money above its limit
sheet-statement = Sources and uses
title-statement = Statement of sources and uses of funds
sheet-results = Results
title-results = Results
sheet-data = Data
title-data = Data: the numbers that the other sheets add up
note-data = The figures of the other sheets are formulas over these tables: one thing per row, for filters and pivot tables. The sheet of checks holds a control total of each. Not printed.
section-data-amounts = Amounts by agreement, year and item
section-data-cells = Allocated and charged, by agreement and cell
section-data-amounts-together = Amounts by donor, year and item
section-data-cells-together = Allocated and charged, by cell
section-data-own = Received in the currencies of agreements
section-data-period = Received and charged before the reporting period and in it
section-data-needs = Needs, by cell
none-data = There are no amounts.
h-cell-code = Cell
h-country-code = Code of country or area
h-region-code = Code of region
h-theme-code = Code of theme
h-pillar-code = Code of pillar
h-donor-code = Code of donor
section-data-results = Results and targets, by place and theme
sheet-country-pages = Country pages
title-country-pages = Countries and areas: money, results and what is missing
sheet-theme-pages = Theme pages
title-theme-pages = Themes: money, results and what is missing
section-page-why = Why money is missing
page-nothing-missing = Nothing is missing here.
page-no-results = No results have been reported, and no targets set.
h-reached-in = Reached in { $year }
sheet-transactions = Transactions
title-transactions = Transactions: one receipt or charge per line
sheet-notes = Notes
title-notes = Notes
sheet-checks = Checks
title-checks = Checks
sheet-donors = Donors
title-donors = Contributions by donor and year
sheet-gap = Gap
title-gap = The funding gap
sheet-gap-places = Lacking by place
title-gap-places = What is lacking, by region and country
sheet-gap-themes = Lacking by theme
title-gap-themes = What is lacking, by pillar and theme
sheet-gap-months = Gap over time
title-gap-months = The gap month by month
sheet-reconciliation = Reconciliation
title-reconciliation = Reconciliation with finance
sheet-differences = Differences
title-differences = Differences and proposed entries

## Sections
section-agreements = Signed agreements
section-pledges = Pledges, announced and not yet signed
section-pipeline = Pipeline, talked about and not announced
title-instalments = Instalments, each in the currency of its agreement
title-earmarks = What each agreement may pay for, and how its earmark was honoured
section-ended = Agreements that have ended
section-by-country = By country
section-by-region = By region
section-by-theme = By theme
section-by-pillar = By pillar
section-by-category = By UNSDG expenditure category and year
section-by-category-alone = By UNSDG expenditure category
section-results = Each result
section-results-year = Results reported in { $year }
section-results-total = All results
section-how-to-check = How to check these figures
section-terms = Definitions
section-rules = Rules
section-rates = Exchange rates on { $day }
section-where = Where the money is
section-over-years = Over the years
section-donors = Donors
section-donor-balances = From the donors’ balances to that of the fund
section-donors-signed = Signed by donor and year, at the rates of signature
section-donors-years = Received by donor and year, net of refunds
section-gap-strengths = Funding gap under three scenarios
section-raising = From the gap to what is still to be raised
section-bridge = From the gap to what the priorities lack
section-months = At the end of each month
section-reconciliation = Totals of both sides

## Key figures of the summary
key-committed = Signed contributions
key-committed-means = Agreements in force; what is still to come is valued at today’s exchange rates
key-paid = Received, net
key-paid-means = Contributions received less refunds; share of signed contributions
key-transferred = Transfers between agreements
key-transferred-means = From other donors’ agreements, less what went to them
key-charges = Fee and levy
key-charges-means = Taken from what was received; share of what was received
key-reserve = Kept for support cost
key-reserve-means = Kept from what was received, for support cost; share of what was received
key-placed = Allocated
key-placed-means = Set aside for countries and themes as the earmarks allow; share of what was received
key-waiting = Unallocated
key-waiting-means = Cannot currently be allocated within the earmark; “What each agreement may pay for” says why
key-waiting-decided-means = Programmable funds that are not allocated; “What each agreement may pay for” says why
key-lapsed = Lapsed
key-lapsed-means = Of agreements that have ended, without the support reserve on it: to be returned or extended
key-over = Over-allocated
key-over-means = Allocated, but the money is no longer there
key-spent = Charged
key-spent-means = Expenditure of projects charged to agreements; share of what was allocated (delivery rate)
key-spent-lapsed-means = Expenditure of projects charged to agreements; share of what is still allocated (delivery rate): { $lapsed } lapsed unspent and is no part of it
key-support = Programme support cost
key-support-means = Indirect cost of that expenditure
key-interest = Interest less bank charges
key-interest-means = A source of its own beside what donors gave
key-interest-part = Your part of interest less bank charges
key-interest-part-means = To be returned to you, with the balance
key-pending = Pending expenditure
key-pending-means = Not yet charged to an agreement; see Pending
key-left = Balance
key-left-means = Received and interest, less fee, levy, charged and support cost; share of what was received
key-left-own-means = Received, less fee, levy, charged and support cost; share of what was received
key-fund = Received from all donors, net
key-fund-means = All donors together; the percentage is your share
key-gap = Funding gap of the programme
key-gap-means = Still missing of a budget of { $budget }; share of the budget
other-countries = { $count ->
    [one] { $number } other country or area
   *[other] { $number } other countries and areas
}
other-countries-listed = { $count ->
    [one] { $number } other country or area
   *[other] { $number } other countries and areas
}
chart-where = Allocated and charged by country ({ $unit })
chart-years = Received, net, and charged by year ({ $unit })
chart-gap = The gap over time ({ $unit })
chart-concept = Need, and what of it is missing, by theme ({ $unit })
logo-alternative = Logo: { $fund }
unit-ones = { $currency }
unit-thousands = { $currency }, thousands
unit-millions = { $currency }, millions
chart-alternative = Chart: { $title }. Its figures are in the table to its left.
    .paper = Chart: { $title }. Its figures are in the table before it.

## Column headers
h-figure = Item
h-amount = Amount
h-share = Share
h-share-of-all = Share of all years
h-meaning = Definition
h-as-at-day = As at { $day }
h-in-currency = In { $currency }
h-cumulative = All years
h-agreement = Agreement
h-agreements-concerned = Agreements concerned
h-ended = Ended
h-title = Title
h-signed = Signed on
h-announced = Announced on
h-currency = Currency
h-original = Amount in its currency
h-at-signature = Value when signed
h-exchange = Exchange difference
h-given-back = Refunded and written off
h-committed = Signed contributions
h-paid = Received, net
h-to-come = Still to come
h-value = Value today
h-status = Status
h-due = Due
h-paid-part = Of which received
h-open = Outstanding
h-earmark = Earmark
h-strictness = Category
h-transferred = Transferred
h-charges = Fee and levy
h-support-kept = Kept for support cost
h-programmable = Programmable
h-placed = Allocated
h-waiting = Unallocated
h-held = Of it, held by decisions
h-lapsed = Lapsed
h-over = Over-allocated
h-reserve = Support reserve on that
h-owed = To be returned or extended
h-kept = Kept for open obligations
h-country = Country or area
h-region = Region
h-theme = Theme
h-pillar = Pillar
h-period = Period
h-need = Need
h-outside = Funded from other sources
h-share-of-need = Share of need
h-own-share-of-need = Your share of need
h-funded-all = Need funded by all sources
h-funded-share = Share of need funded by all sources
h-share-of-paid = Share of received, net
h-spent = Charged
h-delivery = Delivery rate
h-obligated = Open obligations
h-since = Since
h-left = Unspent
h-balance = Balance
h-category = Expenditure category
h-date = Date
h-incurred = Incurred
h-days = Days
h-result = Result
h-description = Description
h-result-all = Reported, whole
h-result-share = Your part among the fund’s agreements
h-result-money = Your allocation, share of the need there
h-result-money-pool = The fund’s allocation, share of the need there
h-year-charged = Year charged
h-month-charged = Month charged
h-rate = Rate
h-what = What
h-document = Document
h-lines = Lines
h-in = Money in
h-out = Money out
h-source = Source record
h-units-per = Units for 1 { $currency }
h-check = Check
h-holds = Holds
h-mark = Mark
h-year = Year
h-net = Received, net
h-month = Month
h-months = Months
h-donor = Donor
h-deposits-only = Contributions received
h-with-commitments = plus signed agreements
h-with-pledges = plus weighted pledges
h-gap-received = Gap after contributions received
h-gap-signed = Gap after signed agreements
h-gap-pledged = Gap after weighted pledges
h-above = Above need
h-gap = Lacking
h-funded = Funded
h-gap-commitments = Lacking after signed agreements
h-gap-outlook = Lacking after weighted pledges
h-ours = Fund records
h-theirs = Finance records
h-difference = Difference
h-explained = Explained
h-matched = Matched
h-differences = Differences
h-reference = Reference
h-cause = Cause
h-concerned = Where
h-proposal = Proposed entry
h-source-ours = Source in the fund’s records
h-source-theirs = Source in finance’s records

## Where there is nothing
none-agreements = No signed agreement yet.
donors-anonymous = Anonymous donors
note-told-together = Donors that have not agreed to be named stand together in one row; where one of them could be told by itself, the named donor that gave least stands with them.
none-instalments = No instalments agreed.
none-deposits = No contribution received yet.
none-placed = Nothing is allocated yet.
none-transactions = No transaction yet.
none-period-receipts = Nothing was received or refunded in the period.
none-period-charged = Nothing was charged in the period.
none-cells = No priorities.
none-finance = Finance sent no extract.
none-differences = No difference.

## Earmarks
earmark-none = Anywhere, any theme
earmark-except = Except { $places }
earmark-at-least = At least { $share } to { $scope }
earmark-at-most = At most { $share } to { $scope }
earmark-outside = work outside countries
earmark-window = For needs of { $period }
earmark-days = For needs from { $from } to { $to }
earmark-from = For needs from { $day }
earmark-until = For needs until { $day }
earmark-1 = 1 Unearmarked
earmark-2 = 2 Softly earmarked
earmark-3 = 3 Earmarked
earmark-4 = 4 Tightly earmarked
period = { $from } to { $to }
honoured = { $count ->
    [one] All funds were allocated within the earmark ({ $number } eligible priority).
   *[other] All funds were allocated within the earmark ({ $number } eligible priorities).
}
honoured-part = { $count ->
    [one] The allocation is within the earmark ({ $number } eligible priority); some money is left.
   *[other] The allocation is within the earmark ({ $number } eligible priorities); some money is left.
}
waits-no-cell = The fund has no priority that the earmark allows; a wider earmark would put the money to use.
waits-all-full = The rest stays unallocated, since every priority that the earmark allows is fully funded when all sources are counted.
waits-limit = It stays unallocated: a limit of the agreement or of the fund’s policy has been reached.
limit-broken = Not kept: { $limit }; it is { $share } of what can be programmed.
limits-kept = Limits, by share of what can be programmed: { $limits }.
limit-at-least = { $scope }: { $share } (at least { $bound })
limit-at-most = { $scope }: { $share } (at most { $bound })
limit-open = { $scope }: { $share } so far (at least { $bound })
honoured-but = { $amount } was charged to priorities that the earmark no longer allows; all other funds are within it.
honoured-moves = { $amount } is still allocated to priorities that the earmark no longer allows, and waits for a decision.
waits-ended = It ended on { $day }: to be returned or extended.
instalment-paid = Received
instalment-overdue = Overdue
instalment-coming = To come
instalment-after-end = After its end
instalment-written-off = Written off

## Names of values
category-staff = Staff and other personnel
category-supplies = Supplies, commodities, materials
category-equipment = Equipment, vehicles and furniture
category-contractual = Contractual services
category-travel = Travel
category-transfers = Transfers and grants to counterparts
category-operating = General operating and other direct costs
category-indirect = Indirect support costs
category-opening = Charged before these books
receipt-deposit = Contribution received
receipt-refund = Refund
receipt-write-off = Write-off
receipt-interest = Interest
receipt-bank-charge = Bank charge
receipt-transfer = Transfer between agreements
transaction-expenditure = Expenditure
result-change = Institutional changes
result-legal = People covered in law
result-effective = People effectively covered
result-adequacy = People with adequate benefits
results-line = { $kind }: { $all } reported where your money was charged, { $share } of them your pro rata part among the agreements of this fund
results-line-pool = { $kind }: { $all } reported
finance-deposit = Contributions received
finance-refund = Refunds to donors
finance-budget = Allocated (budgets issued)
finance-expenditure = Expenditure
cause-missing-here = Missing in the fund’s records
cause-missing-there = Missing in finance’s records
cause-amount = Amount
cause-rate = Exchange rate
cause-rounding = Rounding
cause-timing = Timing
cause-duplicate = Duplicate
cause-sign = Sign
pending-no-cell = No priority for this place, theme and date
pending-not-eligible = No agreement was eligible on that day
pending-beyond-need = Beyond the need, or the ceiling, of the priority
pending-no-money = No eligible funds here
over-refund = More was refunded than was free
over-transfer = More was transferred than was free
over-support-rate = A higher rate of support cost takes more
over-receipt = A receipt was corrected
over-earmark = The earmark no longer allows these priorities
over-need = The need is lower than it was
over-gone = The priority is no longer in the list
over-amended = { $cause } (amendment { $number }, in force from { $day })
month-actual = Actual
month-projected = Projected

## Statement of sources and uses
statement-sources = Sources of funds
statement-deposits = Contributions received
statement-promised = Contributions received, at the rates of signature
statement-exchange = Exchange difference until receipt
statement-refunds = Refunds to donors
statement-transfers = Transfers between agreements
statement-interest = Interest and investment income
statement-interest-part = Your part of interest less bank charges
statement-total-sources = Total sources
statement-uses = Uses of funds
statement-fee = Administrative agent fee
statement-levy = Coordination levy
statement-fee-levy = Administrative agent fee and coordination levy
statement-spent = Expenditure charged
statement-support = Programme support (indirect) cost
statement-bank = Bank charges
statement-total-uses = Total uses
statement-balance = Balance of funds
statement-opening = Opening balance
statement-change = Net change
statement-closing = Closing balance
statement-position = Position of the funds
position-committed = Signed contributions
position-paid = Contributions received, net of refunds
position-placed = Allocated to priorities
position-spent = Expenditure charged
position-obligated = Open obligations (not in expenditure)
position-covered = Open obligations covered by unspent money (not in expenditure)
position-uncovered = Open obligations that no allocated money covers
obligations-all = All open obligations of the inputs
position-pending = Pending expenditure (not yet charged to an agreement)
position-unspent = Unspent: allocated, not yet charged
position-unallocated = Unallocated
position-lapsed = Lapsed, without its support reserve: of agreements that have ended
position-over = Over-allocated
position-below = Overdrawn: refunded beyond what was received
position-reserve = Unused reserve for support cost
position-interest = Interest less bank charges
position-interest-part = Interest to be returned
position-total = Total balance
position-delivery = Delivery rate (expenditure / allocated)
position-delivery-lapsed = Delivery rate (expenditure / what is still allocated, without what lapsed unspent)
note-delivery-lapsed = Delivery rate: the share charged of what is still allocated. { $amount } lapsed unspent and is no part of it.
balance-donors = Balances of the donors
balance-held = Interest less bank charges, held by the fund
balance-interest = Interest made programmable, not yet charged
balance-fund = Balance of the fund

## The gap
gap-budget = Budget of the programme
gap-own = Own resources of the organization
gap-ongoing = Ongoing projects outside the pool
gap-pool = Contributions to the pool, net of refunds
gap-total = Gap
raising-gap = Gap, after contributions received, net of refunds
raising-to-come = Signed and still to come
raising-pledged = Pledged, weighted
raising-pipeline = Pipeline, weighted
raising-still = Still to be raised
note-due-after-end = Of what is signed and still to come, { $amount } is due after the end of its agreement. It is not certain: these agreements are to be extended, or it will not come.
bridge-fee = Administrative agent fee
bridge-levy = Coordination levy
bridge-support = Kept for programme support cost
bridge-unallocated = Unallocated: no priority may take it
bridge-unallocated-free = Unallocated and not held: no priority may take it
bridge-held = Unallocated, held by decisions
bridge-lapsed = Lapsed: of agreements that have ended
bridge-interest = Interest available to priorities
bridge-above = Funded above need
bridge-over = Over-allocated
bridge-below = Overdrawn: refunded beyond what was received
bridge-needs = Needs of the priorities less the budget
bridge-other = Own resources and ongoing projects, less other funding of the priorities
bridge-cells = What the priorities lack

## The reporting period of a donor
sheet-period = Reporting period
title-period = Statement for the reporting period
period-between = From { $from } to { $to }. It follows from the same ledger as the statement by year, to whose closing balance it leads.
h-in-period = In the period, to { $day }
h-before-period = Before, to { $day }
section-period-receipts = Receipts in the period
section-period-countries = Charged in the period, by country or area
check-period = The statement for the reporting period ends at the closing balance of the statement
check-period-receipts = Receipts of the period equal those of its statement
check-period-charged = Expenditure of the period by country equals that of its statement

## Remarks
note-at-signature = Signed contributions = value at signature + exchange difference − refunds and write-offs = received + still to come.
note-original = As given, in its original form.
note-expenditure = Open obligations are commitments placed and not yet paid, as far as unspent money of the same priority here covers them; they are shown beside expenditure and never in it. Indirect support cost is charged on top and is shown in the statement.
note-uncovered = These commitments are placed and not yet paid, and no agreement has enough unspent money in their country and theme to pay them with; the amounts are what is not covered. They are part of no one’s figures until money is allocated there.
note-uncovered-elsewhere = The columns show the open obligations that unspent money of the same priority covers; those that no allocated money covers are on sheet “{ $sheet }”.
note-pending = No agreement can be charged with these costs yet. They are tried again each month and are part of no one’s figures until then. Negative amounts are credits that wait for the next costs.
note-ended = What is left of an agreement that has ended is to be returned to its donor, or its period extended. It pays late costs of its time until then, and nothing new.
note-over = Money that is allocated beyond what is there, needed or allowed. What of it is charged stands until a receipt, a need or a charge is corrected; what is not charged waits for a decision.
note-results = Each result is reported whole: it was reached with the money of all who pay for a country and theme, the country itself and others outside this fund included, and their part is not taken off. It is shared here among the agreements of this fund alone, in proportion to what each had paid there by its day. Your part is therefore a part of the whole result, and not what your money alone has reached: the last column says what share of the need there your allocation is. A share in one institutional change is a fraction of it.
note-results-pool = Each result is reported whole: it was reached with the money of all who pay for a country and theme, the country itself and others outside this fund included, and their part is not taken off. Listed is what was reached where the fund’s money had been charged by then; the last column says what share of the need there the fund’s allocation is.
note-results-late = A result that counts in a later month than that of its date came late, or is what changed of a result of a closed month: closed months keep what they reported.
note-rates = What is still to come is valued at these rates; each receipt at the amount that was booked, or at the rate of its day, which is shown beside it on the sheet of transactions.
    .paper = What is still to come is valued at these rates; each receipt at the amount that was booked, or at the rate of its day, which the workbook attached shows beside it.
note-statement = Interest and bank charges belong to the fund as a whole and are shown in its consolidated report.
note-corrections = Negative amounts among expenditure are corrections of earlier charges.
note-statement-fund = The balance is what is unspent, unallocated or lapsed, the unused reserve for support cost, and interest less bank charges. Pending expenditure is in no one’s balance yet.
note-list = This list is for filters and pivot tables, and is not printed.
note-most-first = Those that lack most stand first.
note-checks = Each line is a live formula over the sheets of this workbook: figures that must tie, then control totals of every number, also of those that formulas make. Change any number and a check turns to FALSE.
    .paper = Each line was worked out by a formula of the workbook attached: figures that must tie, then control totals of every number there.
note-bridge = Not all funds received are available for priorities: fee, levy, the reserve for support cost and unallocated funds come between the two.
note-pledge-weight = Pledges count at { $weight } of their value, rounded for each agreement.
note-projection = Projected: instalments arrive when they are due, overdue ones next month; signed agreements and pledges stay as they are. Those that are due after the end of their agreement come only if it is extended.
note-reconciliation = Difference = fund records − finance records. The differences listed explain the difference of the totals to the cent. The bridge goes from the fund’s income less cost to finance’s: what only the fund has is taken off, what only finance has is added. The other sheets give the effect of each difference as fund less finance, with the opposite sign.
how-to-check = The sheet of checks holds live formulas that tie the sheets to each other. Every line of the transactions names its voucher. Totals are sums that your spreadsheet program recalculates.
    .paper = The workbook attached to this document works out every total by a formula over its data, and holds the checks as formulas. Every line of its transactions names its voucher.
inputs-hash = SHA-256 of the set of inputs: { $hash }
made-by = Made by { $program } { $version }.
after-close = After the close of { $month }, recorded in the ledger with the hash { $hash }.

## Terms
term-commitment = Signed contributions
means-commitment = agreements in force: what was received, less refunds, plus what is still to come at the exchange rate of the report’s date.
term-paid = Received, net
means-paid = contributions received, at the amount that was booked, less refunds.
term-exchange = Exchange difference
means-exchange = the effect of exchange-rate movements since signature.
term-fee = Administrative agent fee
means-fee = a percentage of each deposit.
term-levy = Coordination levy
means-levy = a percentage of tightly earmarked contributions.
term-support = Programme support cost
means-support = indirect cost, a percentage of direct expenditure; a reserve for it is kept back from each contribution, before what can be programmed.
term-programmable = Programmable
means-programmable = what was received, less fee and levy, divided by one plus the support rate.
term-placed = Allocated
means-placed = funds set aside for a country and theme that the earmark allows.
term-waiting = Unallocated
means-waiting = programmable funds that cannot currently be allocated within the earmark.
means-waiting-decided = programmable funds that no priority has yet.
term-spent = Charged
means-spent = expenditure charged to an agreement that was eligible on the day incurred: to the one that a document names, otherwise to those with money in its country and theme, the one that ends soonest first.
term-obligation = Open obligation
means-obligation = a commitment placed and not yet paid.
term-category = UNSDG expenditure categories
means-category = the eight categories by which the organizations of the United Nations Sustainable Development Group report.
term-earmark = Earmark category
means-earmark = how narrowly a contribution is earmarked, in the four categories of the United Nations: 1 unearmarked, 2 softly earmarked, 3 earmarked, 4 tightly earmarked.
term-delivery = Delivery rate
means-delivery = expenditure charged divided by what is still allocated; money that lapsed unspent is no longer allocated, and no part of the rate.
term-gap = Gap
means-gap = budget, less own resources, less ongoing projects, less what was received into the pool.
rule-rounding = Amounts are exact to the smallest unit of the currency. Half a unit is rounded away from zero, and an amount that is split always adds up (Sainte-Laguë).
rule-allocation = As much as possible is allocated within the earmarks, and the worst-funded priorities come first.
rule-attribution = Expenditure that no agreement can be charged with yet is pending: it is listed with its cause in the fund’s report, and tried again each month.
rule-privacy = This report holds the figures of this donor only, and totals of the fund.
rule-charges = Charges unless an agreement says otherwise: administrative agent fee { $fee }, programme support { $support }, coordination levy { $levy }.
rule-charges-own = Charges of { $agreements }: administrative agent fee { $fee }, programme support { $support }, coordination levy { $levy }.
rule-charges-on-top = Charges of { $agreements }: administrative agent fee { $fee }, programme support { $support }, coordination levy { $levy }, paid on top of the contribution.

## Checks
check-all = All checks hold
check-committed = Signed contributions equal received plus still to come
check-placed = Allocation by agreement equals allocation by country and theme
check-waiting-statement = Unallocated by agreement equals that of the statement
check-matrix = Allocations by country and theme add up to those of the cells
check-allocation-expenditure = What is allocated is the same under Allocation and under Expenditure
check-spent-theme = Expenditure by country equals expenditure by theme
check-spent-category = Expenditure by country equals expenditure by category
check-overview = Expenditure by country equals that of the sources and uses: { $part }
check-spent-statement = Expenditure of the statement equals expenditure by country
check-paid-statement = Contributions of the statement equal those by agreement
check-balance = The closing balance is what the money is made up of
check-obligations = The open obligations that unspent money covers and those that none covers are all those of the inputs
check-uncovered = Open obligations that no allocated money covers: the list adds up to the statement
check-summary-balance = On the summary, received and interest less fee, levy, charged and support cost are the balance
check-donor-balances = The donors’ balances and the interest of the fund are the closing balance
check-transactions-in = Money in equals the contributions and transfers of the statement
check-transactions-out = Money out equals the expenditure of the statement
check-donors-years = Received by donor equals received by year
check-programme-ties = Budget less own resources and ongoing projects is the amount to be raised
check-gap-regions = What regions lack equals what countries lack
check-gap-pillars = What pillars lack equals what themes lack
check-gap-bridge = What countries lack equals the bridge from the programme’s gap
check-explained = { $kind }: the lines of the differences explain the difference of the totals
check-control-money = { $sheet } · amounts: count { $count }, sum { $sum }
check-control-decimals = { $sheet } · amounts in other currencies and rates: count { $count }, sum { $sum } (hash total)
check-control-counts = { $sheet } · numbers: count { $count }, sum { $sum } (hash total)
check-control-days = { $sheet } · dates: count { $count }, sum { $sum } (hash total)
check-control-shares = { $sheet } · shares: count { $count }, sum { $sum } (hash total)
check-control-formulas = { $sheet } · formulas: count { $count }

## Letters
letter-subject = { $donor }: report as at { $day }
letter-subject-draft = { $donor }: draft report as at { $day }
letter-attention = For the attention of { $name }
letter-greeting = Dear Sir or Madam,
letter-body = Please find attached our report as at { $day }. It shows what was signed and received, where the money went, what was charged and what is left. In the workbook every total is a live formula, and the last sheet holds the checks.
letter-figures = Signed: { $committed }. Received, net of refunds: { $paid }. Allocated: { $placed }. Charged: { $spent }.
letter-ended = { $count ->
    [one] This agreement has ended. Please let us know whether what is left is to be returned, or the agreement extended:
   *[other] These agreements have ended. Please let us know for each whether what is left is to be returned, or the agreement extended:
}
letter-ended-line = { $agreement }, ended { $day }: { $amount }, of which { $reserve } of support reserve
letter-overdrawn = { $count ->
    [one] This agreement is overdrawn:
   *[other] These agreements are overdrawn:
}
letter-overdrawn-line = { $agreement }: { $amount }
letter-draft = This is a draft: the month is not closed, and its figures may still change.
letter-closed = These are the figures of the closed month. Its close is recorded with the hash { $hash }.
letter-close = Yours faithfully,

## Changes since the last closed month
sheet-changes = Changes
title-changes = Changes since the last closed month
changes-between = From { $from } (as closed) to { $to }.
h-opening = Opening
h-new = New
h-restated = Restated
h-closing = Closing
none-changes = Nothing changed.
changes-signed = Signed contributions
changes-received = Received, net
changes-allocated = Allocated
changes-charged = Charged
changes-support = Support cost
check-changes = The amounts received of the changes end at the deposits of the statement
check-bridge = The bridge of the changes adds up ({ $part })
note-changes = New: entries dated after the opening day. Restated: facts that are not what they were when the month was closed, or came late, and corrections of what was allocated. Refunds, write-offs and lapsed money stand apart. Exchange difference: entries that did not change, at other rates.

## Reasons
sheet-reasons = Reasons
title-reasons = Why a gap remains
sheet-lacking = Priorities
title-lacking = Priorities that lack money, each with its reason
section-gap-causes = What the priorities lack, by cause
cause-money = Short of money
cause-money-means = Would be missing even if all money could go anywhere
cause-earmarks = Locked by earmarks
cause-earmarks-means = Money that exists but may not be used where it is missing
cause-policy = Locked by limits
cause-policy-means = Money that ceilings, caps or the share of countries keep away
cause-lapsed = Lapsed this month
cause-lapsed-means = Money of agreements that ended at the end of this month
section-money-waits = Unallocated funds
h-usable-until = Usable until
h-why = Why
h-why-still = Why it will still lack money
h-reason-number = Reason No.
h-priorities = Priorities
none-waits = There are no unallocated funds.
section-loosened = Earmarks whose relaxation would release most funding
note-loosened = Each by itself: what more could be allocated if this one earmark were one level wider, of its own money or of another agreement’s that takes the place of it.
h-would-place = Would release
h-loosened = Relaxation
loosened-places = Its places widened by one level
loosened-themes = Its themes widened by one level
loosened-exclusions = Its exclusions dropped
none-loosened = No single earmark, relaxed by one level, would release more.
section-cells-lack = Priorities that lack money, by reason
h-missing = Lacking
none-lacks = No priority lacks money.
lacks-ceiling = Its need lies above its ceiling.
lacks-ceiling-several = Their needs lie above their ceilings.
lacks-pending = The rest of its need is held for expenditure that is pending.
lacks-pending-several = The rest of their needs is held for expenditure that is pending.
lacks-lapsed = Its money lapsed at the end of this month; other money may take its place.
lacks-lapsed-several = Their money lapsed at the end of this month; other money may take its place.
lacks-lapsed-partly = Money of it lapsed at the end of this month and is still counted in this recommendation; the next one makes up for it where money is left.
lacks-lapsed-partly-several = Money of theirs lapsed at the end of this month and is still counted in this recommendation; the next one makes up for it where money is left.
lacks-money = There is no money left to allocate.
lacks-all-earmarks = No unallocated funds are eligible for this priority.
lacks-all-earmarks-several = No unallocated funds are eligible for these priorities.
lacks-earmarks = These unallocated funds are not eligible for this priority: { $lots }.
lacks-policy = A cap, a limit or the share of countries keeps away: { $lots }.
expires-soon = It can be used until { $day } only.
expired = It could be used until { $day } only.
check-gap-causes = The causes add up to what the priorities lack

## Annual report
book-annual = Annual report { $year }: { $fund }
sheet-annual = Year
title-annual = Annual report for the partners’ meeting
section-annual = The year { $year }
annual-signed = Signed, at the rates of signature
annual-paid-all = Received, net, in all years
annual-paid = Received in the year, net
annual-spent = Charged in { $year }
note-annual = The year runs from 1 January to 31 December, or to the day of the report where that is earlier.
annual-balance = Net change: what came, less what was used; of all years, the balance
check-annual-balance = Over all years, the balance of the first page is that of the statement
year-to = { $year } (to { $day })
check-annual = What was charged in the year adds up: { $table }

## Proposed entries of the reconciliation
proposal-alias = Finance writes “{ $name }” for { $donor }; add it to the aliases.

## Explanations, to be read alone

explain-cell = { $cell }: { $placed } of { $needed } allocated by the pool (need { $need }, { $outside } funded from other sources).
explain-funded = It is fully funded.
explain-missing = { $amount } is missing.
explain-agreement = { $agreement } ({ $earmark }): { $placed } of { $available } allocated.
explain-used = All of it is used.
explain-waits = { $amount } unallocated.
explain-lapsed = { $amount } lapsed.
explain-no-money = { $agreement } has no money to allocate yet.
explain-keeps = { $agreement } ({ $earmark }; { $left } left)
explain-gap = The priorities lack { $amount }:
explain-loosened = { $agreement } with { $how }: { $amount } more could be allocated.

## Reconciliation
h-project = Project
sheet-compared = Compared
title-compared = What was compared, by kind and month
sheet-difference-lines = Lines
title-difference-lines = The lines behind the differences
sheet-entries = Proposed entries
title-entries = Entries that settle the differences
sheet-groups = Matched groups
title-groups = Lines matched in groups
section-not-compared = Not compared
section-sign = Sign-off
note-no-extract = Nothing was compared: there is no extract of the finance system. This is not a reconciliation.
note-not-compared = The finance extract says nothing about these lines of the fund: it lacks the kind, or begins after or ends before the months named. They are neither right nor wrong; the month’s close asks for them.
note-compared = Each sheet of the extract is taken to speak of the kinds that it holds, from the month of its first line to that of its last. What lies outside is not compared.
note-entries = Each entry quotes the numbers of both sides, so that the next reconciliation finds it. Dates are value dates: where that month is closed, post in the open one. Items are those of the sheet of differences.
note-groups = Several lines that stand for each other and agree in sum, dates, donor, agreement, project, place and theme.
note-difference-lines = Items are those of the sheet of differences. Lines dated after the last day do not count and show no amount.
none-compared = Nothing was compared.
h-from = From
h-to = To
h-line = Line
h-lines-ours = Lines, fund
h-lines-theirs = Lines, finance
h-lines-not = Lines not compared
h-not-compared = Not compared
month-to-date = cumulative to { $month }
h-effect = Effect on income less cost, fund less finance
h-towards-theirs = From the fund’s to finance’s
h-effect-ours = Effect on income less cost, fund
h-effect-theirs = Effect on income less cost, finance
h-compared = Compared
h-item = Item
h-books = Books
h-quotes = Quotes
h-evidence = What shows it
h-value-date = Value date
h-group = Group
h-how = Found by
h-sign = Signature
h-name = Name
h-signature = Signed
compared-yes = Yes
compared-in-part = In part
compared-no = No
bridge-ours = Income less cost, by the fund’s records
bridge-theirs = Income less cost, by finance’s records
sign-prepared = Prepared by
sign-reviewed = Reviewed by
sign-approved = Approved by
side-here = Fund
side-there = Finance
how-number = Number
how-numbers = Several lines under one number
how-amount = Amount and date
how-voucher = Lines of one voucher
how-sum = Sum to the cent
how-reversal = Reversal
how-likely = Likeness
how-repeated = Repetition
how-total = Total
how-alone = Nothing
finance-interest = Interest
finance-bank-charge = Bank charges
finance-fee = Administrative agent fee
finance-levy = Coordination levy
finance-support-cost = Programme support cost
finance-transfer = Transfers between agreements
finance-obligation = Open obligations
finance-closing-balance = Closing balances
cause-charge = Charge not booked
cause-transposed = Transposed digits
cause-shift = Decimal shift
cause-currency = Currency
cause-netted = Netted charge
cause-split = Split
cause-merged = Merged
cause-reversed = Reversed and rebooked
cause-kind = Kind
cause-donor = Donor
cause-agreement = Agreement
cause-project = Project
cause-place = Place
cause-theme = Theme
cause-cut-off = Cut-off
cause-unexplained = Unexplained
evidence-of = { $what }: { $shows }
evidence-both = { $ours } in the fund’s records, { $theirs } in finance’s
evidence-nothing = nothing like it on the other side
evidence-not-yet = the other side’s lines end on { $day }, and it usually books within { $days }: it may still come
evidence-ended = the other side’s lines end on { $day }, before it
evidence-within-days = { $count ->
    [one] { $number } day
   *[other] { $number } days
}
evidence-after = booked on the other side after the last day, on { $day }
evidence-share = one amount is { $share } of the other
evidence-places = the decimal point moved by { $places }
evidence-rounded = rounded to multiples of { $unit }
evidence-rate = at the rate of { $currency } in force from { $day }, { $units }
evidence-taken-for = the amount in { $currency } was taken for { $base }
evidence-kept-back = { $kind }: { $amount } was kept back
evidence-repeats = repeats { $number } of { $day }
evidence-lines = { $ours } in the fund’s records for { $theirs } in finance’s, with the same sum
evidence-taken-back = taken back on { $day }
evidence-booked-late = a part was booked late, on { $day }
evidence-booked-again = taken back on { $day }, booked again on { $again }
evidence-stranger = “{ $name }” is no donor’s name
and-more = { $named } and { $more } more
proposal-book = { $side }: book { $amount } under “{ $kind }” on { $day }, quoting { $numbers }.
proposal-book-several = { $side }: book the { $count } entries of item { $item }.
proposal-quote = { $side }: add { $numbers } to the reference of { $lines }. No money moves.
proposal-await = No entry: it should come with the next month. ({ $side })
section-balances = From the fund’s income less cost to finance’s
check-balances = The bridge ends at finance’s income less cost
sheet-open-items = Open items
title-open-items = Open items: what is to be decided
sheet-movement = Movement
title-movement = Open items, from the last close to this one
note-open-items = Choose a settlement, name an owner and give the reason in the coloured columns, save the file, and have it read back: poolfund settle FILE.xlsx --as NAME. What is accepted stays; what is to be corrected, or waits, stays open until it is gone. The month’s close asks for items without a settlement only.
note-movement = Opening + new − resolved = closing. An item is resolved when it is gone or accepted; one whose amount changed is resolved with what it was and new with what it is. Amounts are effects on the balance, income less cost, fund less finance; in the table by kind they are the differences themselves, which are not added up.
none-gone = No item was resolved since the last close.
section-item-causes = Open items by cause
section-item-ages = Open items by age
section-roll-all = All items
section-roll-kinds = By kind
section-roll-currencies = By currency of the document
section-roll-agreements = By agreement
section-roll-projects = By project
section-gone = Items resolved since the last close, and how
roll-all = All items
roll-none = Not stated
age-class = { $from } to { $to } days
age-over = Over { $days } days
h-first-seen = First seen
h-age = Age of the item
h-open-effect = Open: effect on income less cost, fund less finance
h-owner = Owner
h-reason = Reason
h-settlement = Settlement
h-as-at = As at
h-settled-by = Settled by
h-settled-on = Settled on
h-items = Items
h-opening-items = Items, opening
h-new-items = Items, new
h-resolved = Resolved
h-resolved-items = Items, resolved
h-closing-items = Items, closing
h-went = How it went
settle-accept = accept
settle-correct-here = correct in the fund
settle-correct-there = correct in finance
settle-wait = wait
went-agrees = its lines agree now
went-matched = matched with { $numbers }
went-booked-late = booked late, on { $day }
went-booked-late-as = booked late, on { $day }, as { $numbers }
went-became = now part of { $items }
went-vanished = its lines are no longer there
cause-follows = Follows from the lines
evidence-adds-up = finance’s lines add up to the balance that it states; the differences of the lines explain it
evidence-residue = finance states { $amount } more than its lines add up to
check-roll = { $table }: the closing items are those that are open

# Decisions, the committee’s workbook and the money that is available
book-proposal = Allocation proposal, { $month }: { $fund }
sheet-proposal = Decision paper
title-proposal = Allocation proposal
sheet-recommendation = Recommendation
title-recommendation = What is recommended, and what is decided
sheet-own-decisions = Other decisions
title-own-decisions = Decisions beside the recommendation
sheet-past-costs = Past costs
title-past-costs = Costs of past months, and who pays them
sheet-past-priorities = Past costs by priority
title-past-priorities = Costs of past months, by priority
sheet-priorities-after = Priorities
title-priorities-after = Priorities before and after the decision
sheet-available = Money available
title-available = Money available to decide
sheet-lists = Lists
title-lists = What the lists offer
sheet-decisions = Decisions
title-decisions = Decisions about allocated money
section-available = Money available now
section-to-come = Signed and still to come, by quarter
section-proposed = Decisions that are proposed and not yet adopted
section-priorities = Priorities
section-proposal-money = Money
section-proposal-actions = The recommendation by what it does
section-proposal-past = Costs of past months
section-proposal-checks = Before you sign
section-proposal-how = How to decide
section-proposal-signed = Decided
available-received = Contributions received
available-refunded = Refunds to donors
available-interest = Interest made programmable, less bank charges
available-fee = Administrative agent fee
available-levy = Coordination levy
available-reserve = Reserve for programme support
available-allocated = Allocated
available-lapsed = Lapsed: to be returned or extended
available-held = Held by decisions
available-not-there = Over-allocated or overdrawn: not made good by other agreements
available-now = Available now
note-available = What is available of an agreement goes only where its earmark allows.
due-overdue = Overdue
due-unknown = No day is agreed
due-quarter = { $count ->
   *[other] Quarter { $number } of { $year }
}
none-to-come = Nothing that is signed is still to come.
none-proposed = No decision is proposed.
none-past-costs = No costs of months before this one need a decision.
none-recommended = poolfund recommends nothing: all money is allocated, or no priority may use it.
h-decision = Decision
h-number = Number
h-body = Decided by
h-action = Action
h-cells = Priority
h-priority = Priority
h-recommended = Recommended
h-of-it-past = Of it, costs of past months
h-for-past = For past costs
h-taken-back = Taken back
h-lapses-again = Lapses again
h-decided = Decided
h-acts-on = Acts on
h-from-priority = From
h-to-priority = To
h-remark = Remark
h-paid-by = Paid by
h-changed = Changed?
h-ends = Ends decision
h-share-recommended = Funded, as recommended
h-share-decided = Funded, as decided
h-sign-role = Who
h-sign-name = Name or date
h-sign-hand = Signature
note-decisions = People decide. Money that a decision allocated stays where it is until another decision; a priority from which a decision took money gets none again until the decision is released.
note-recommendation = A row stands as it is unless you change it. Change the amount, or the status to rejected or proposed, in the coloured columns, and say why in a remark. Less money is taken from the last payer first; for more, poolfund chooses the payer by its rules.
note-less = This fund enters what is recommended by itself. A priority that gets less here, or is not adopted, is therefore closed to poolfund: a hold with the row’s number and .H keeps it at what you decide, until a release ends it (sheet Other decisions). Returns of money that is not there are made in any case.
note-open-months = What poolfund entered in months that are not closed counts as available here, and as allocated in the reports of those months.
note-paid-by = In “Paid by”, amounts are written so that poolfund reads them back in every language.
note-past-costs = Each row pays costs of a month before this one, and acts in that month. They stand or fall together: the first page says whether they are adopted.
note-past-priorities = What each priority would get to pay costs of months before this one. They stand or fall together, as the first page says; the sheet of past costs lists each row with who pays it.
note-own-decisions = One row for each further decision: a number of its own ({ $number }), the day from which it acts, the action, where from and where to (the lists offer the fund’s own priorities and agreements), the amount, and the reason.
note-priorities-after = The column of what is decided follows what you fill in on the two sheets before.
place-as-a-whole = { $place } (as a whole)
note-lapses-again = “Lapses again”: credits on past costs that came after the agreement that paid them had ended.
note-lists = The drop-down lists of the other sheets take their entries from here.
action-allocate = allocate
action-return = return
action-move = move
action-hold = hold
action-release = release
action-succeed = succeed
action-uncharge = uncharge
means-action-return = “{ $action }”: money goes back from a priority to its agreement and is held there; it is no refund to the donor.
means-action-move = “{ $action }”: allocated money goes from one priority to another.
means-action-hold = “{ $action }”: nothing more is allocated there until the decision is released.
means-action-release = “{ $action }”: ends an earlier decision.
means-action-succeed = “{ $action }”: one priority takes the place of another.
means-action-uncharge = “{ $action }”: the newest charges of an agreement are taken back, and become pending.
status-proposed = proposed
status-adopted = adopted
status-rejected = rejected
state-ended = ended
state-taken-back = taken back
mark-changed = changed
mark-unchanged = no
mark-remark = remark?
why-costs = { $amount } pays costs that wait here.
why-best = Brings the priority to { $share } of its need of { $need }.
why-move = Costs wait here that money unspent elsewhere may pay.
why-return = More is allocated here than the need or the earmark allows.
why-return-money = More is allocated here than there is money for: nothing becomes available.
proposal-body = Committee
proposal-about = poolfund recommends what follows; the committee decides. Left unchanged, this workbook adopts the recommendation as it is.
proposal-past = { $count ->
    [one] { $number } allocation that pays costs of past months (sheet Past costs)
   *[other] { $number } allocations that pay costs of past months (sheet Past costs)
}
proposal-takes = The recommendation
proposal-takes-past = Costs of past months
proposal-takes-own = Other decisions
proposal-of-lapsed = Paid by money that would otherwise lapse
proposal-left = Left undecided
proposal-check-money = The decisions take no more than is available
proposal-check-remarks = Every change has a remark
proposal-check-reached = What is decided reaches a priority of the list
proposal-how-decide = 1. On the sheet Recommendation, change amounts or statuses where the committee decides otherwise. Totals and checks follow at once.
proposal-how-add = 2. On the sheet Other decisions, add what poolfund did not recommend.
proposal-how-back = 3. Save the file and drop it in under Files, or put it into the folder inputs/decisions of the fund. The next run reads it as decisions, and names the cell where something cannot be.
sign-body = Body and meeting
sign-date = Date
sign-chair = Chair
sign-secretary = Secretary
h-by-decision = By decision
section-decided-since = Decisions that acted since
explain-decision = { $decision }: { $amount } ({ $day }; { $state }). { $reason }
explain-decision-without = { $decision } ({ $day }; { $state }). { $reason }
cause-decisions = Held by decisions
cause-decisions-means = Money that is there, and that decisions hold or keep from where it is missing, or that waits for a decision
waits-decision = { $amount } is recommended and waits for a decision.
waits-held = { $amount } is held by decision ({ $decisions }).
did-move = Decision { $decision } ({ $when }) moved { $amount } from { $from } to { $to }.
did-return = Decision { $decision } ({ $when }) took { $amount } back from { $from }.
did-succeed = Decision { $decision } ({ $when }) put { $to } in the place of { $from }.
did-hold = Decision { $decision } ({ $when }) holds { $cell } at what it has: nothing more is allocated there.
lacks-held = Decisions hold the only unallocated funds that are eligible here: { $lots }. Beyond them there are none.
lacks-held-too = Decisions hold unallocated funds that are eligible here: { $lots }.
lacks-money-held = No funds are left but what decisions hold, or what waits for one.
lacks-all-held = Decisions hold the only unallocated funds that are eligible here. Beyond them there are none.
lacks-all-held-too = Decisions hold unallocated funds that are eligible here.
lacks-waits = Funds for it wait for a decision.
lacks-waits-several = Funds for them wait for a decision.
lacks-waits-partly = Funds for a part of it wait for a decision.
lacks-waits-partly-several = Funds for a part of what they lack wait for a decision.
lacks-rejected = Not adopted: { $decisions }.
lacks-decided = A decision closes this priority or took funds from it.
lacks-decided-several = Decisions close these priorities or took funds from them.
lacks-limits = A cap, a limit or the share of countries keeps the unallocated funds away.
explain-beyond = { $amount } of it is allocated beyond the money there is, since it was charged already.
## Statements by agreement
sheet-agreements = Agreements
title-agreements = Statement of sources and uses by agreement
agreement-own = Your reference: { $reference }
agreement-signed = Signed on { $day } for { $amount }
agreement-amended = Amended on { $day }, amount { $amount }
agreement-amended-terms = Amended on { $day }
agreement-written-off = Written off on { $day }: { $amount }
agreement-refunded = Refunded on { $day }: { $amount }
agreement-earmark = Earmark: { $earmark }
agreement-period = Reporting period: { $from } to { $to }, cumulative
agreement-ends = Costs may be incurred until { $day }
agreement-ended = Ended on { $day }: later costs cannot be charged
agreement-after-end = Instalments due after the agreement ends: { $instalments }. Please extend the agreement, or agree with us that they will not be paid.
agreement-after-end-one = Instalment due after the agreement ends: { $instalments }. Please extend the agreement, or agree with us that it will not be paid.
section-certification = Certification
certification = We certify that the amounts of this statement of agreement { $agreement } are drawn from the books of the fund, and that what is charged to it was used as the agreement provides.
certification-person = Name: { $name }. Title: { $title }.
certification-sign = Signature: ______________________________     Date: ____________________
certification-contact = Contact: { $contact }
section-agreement-statement = Sources and uses
section-own-rate = Average exchange rate of the contributions received
note-own-rate = The column in this currency is the one in the fund’s currency at that rate, rounded so that its lines add up: a line, such as the fee, may differ a little from the same percentage of what was paid.
note-own-refunds = In this column refunds, too, stand at that rate; { $amount } was paid back.
h-all-years-in = All years, in { $currency }
check-agreements = The closing balances by agreement, and your part of the interest, add up to that of the statement

## What needs attention
section-attention = What needs attention
none-attention = Nothing.
h-attention = Matter
h-currency-days = Currency, days
h-to-do = What to do
h-action-number = Action No.
attention-overdue = { $agreement }: instalment due { $day }, overdue
attention-lapsed = { $agreement }: ended { $day }
attention-lapsing = { $agreement }: ends { $day }
attention-after-end = { $agreement }: instalment due { $day }, after its end
attention-next = { $agreement }: next instalment, due { $day }
days-ago = { $count ->
    [one] { $number } day ago
   *[other] { $number } days ago
}
days-today = today
days-to-go = { $count ->
    [one] in { $number } day
   *[other] in { $number } days
}
to-do-overdue = Please arrange payment, or let us know when to expect it.
to-do-overdue-ending = Please pay and agree with us on an extension: what is not used by the end lapses.
to-do-overdue-ended = It has ended: please extend it before you pay, or agree with us that it will not be paid.
to-do-lapsed = Lapsed, with its support reserve. Please decide: returned to you, or the agreement extended.
to-do-lapsing = Not charged yet, with its support reserve. Please consider an extension; what is left lapses.
to-do-after-end = Please extend the agreement, or agree with us that it will not be paid.
to-do-next = Please arrange payment by that day.
letter-overdue = { $count ->
    [one] This instalment is overdue. Please arrange payment, or let us know when we may expect it:
   *[other] These instalments are overdue. Please arrange payment, or let us know when we may expect it:
}
letter-overdue-ended = { $count ->
    [one] This instalment is overdue, and its agreement has ended:
   *[other] These instalments are overdue, and their agreements have ended:
}
letter-lapsing = { $count ->
    [one] This amount, which includes the support reserve, will lapse soon unless it is spent or its agreement is extended:
   *[other] These amounts, which include the support reserve, will lapse soon unless they are spent or their agreements are extended:
}
letter-next = { $count ->
    [one] The next instalment is due:
   *[other] The next instalments are due:
}
letter-after-end = { $count ->
    [one] This instalment is due after its agreement ends. Please extend the agreement, or agree with us that the instalment will not be paid:
   *[other] These instalments are due after their agreements end. Please extend the agreements, or agree with us that the instalments will not be paid:
}
letter-pressing-line = { $agreement }, { $day } ({ $days }): { $amount }
call-subject = { $donor }: call for payment, { $day }
call-heading = { $donor }: call for payment
call-body = { $count ->
    [one] According to our records ({ $fund }), this instalment was due and has not been received in full:
   *[other] According to our records ({ $fund }), these instalments were due and have not been received in full:
}
call-line = Agreement { $agreement }, { $instalment }: { $amount }, due on { $day } ({ $days })
call-own = your reference: { $reference }
call-instalment = instalment { $number }
call-instalment-alone = instalment
call-part = { $open }, outstanding of { $amount }
call-ended = Agreement { $agreement } ended on { $day }: what is paid now can pay only for costs up to that day, and what is not needed for them lapses. Please agree with us on an extension before you pay, or that the instalment will not be paid.
call-ending = Agreement { $agreement } ends on { $day }: what is not used by then lapses. Please agree with us on an extension together with the payment.
call-account = Please pay into this account, quoting the reference of the agreement: { $account }
call-account-agreement = Please pay into the account named in the agreement, quoting its reference.
call-account-agreements = Please pay into the account named in each agreement, quoting its reference.
call-ask = We would be grateful for the payment, or for word of when we may expect it, by { $day }.
call-crossed = { $count ->
    [one] If it has crossed with this letter, please accept our thanks.
   *[other] If they have crossed with this letter, please accept our thanks.
}
call-answer = We would be grateful for your answer by { $day }. If a payment has crossed with this letter, please accept our thanks, and tell us all the same.

## Exceptions
sheet-exceptions = Exceptions
title-exceptions = Exceptions: what somebody has to act on
h-age-days = Age in days
h-who = Who acts
who-partnerships = Partnerships unit
who-programme = Programme
who-committee = Committee
to-do-no-cell = Record the priority, or correct place, theme or date.
to-do-not-eligible = Extend an agreement, or find one that may pay for that day.
to-do-beyond-need = Raise the need, and the ceiling where one is set, or charge the cost elsewhere.
to-do-no-money = Move money here, or raise more.
to-do-uncovered = Allocate money to these priorities, or reduce or cancel the obligations.
to-do-over = Return, reduce or replace what is allocated.
to-do-overdrawn = Correct the receipt, or take charges back by a decision.
to-do-proposed = Adopt or reject it.
to-do-call = Call for the payment (the call letter is among the drafts), or agree on another day and enter it.
to-do-call-ending = Call for the payment and agree on an extension (the call letter is among the drafts): the agreement ends soon, and what is not used by then lapses.
to-do-call-ended = Agree with the donor on an extension before it pays (the call letter is among the drafts), or write the instalment off: the agreement has ended.
to-do-settle = Lapsed, with its support reserve. Agree with the donor: enter the refund, or an amendment that extends the agreement.
to-do-extend = Not charged, with its support reserve. Charge it in time, or agree on an extension with the donor; what is left at the end lapses.
to-do-agree-after-end = Agree with the donor: enter an amendment that extends the agreement, or write the instalment off.
limit-outside = No priority that the earmark allows lies within its limit: { $limits }
limits-together = These limits cannot be kept together: { $limits }
to-do-limits-agree = Agree with the donor on other limits or another earmark, and enter the amendment; until then money stays unallocated.
to-do-limit-broken = Move money by a decision so that the limit is kept, or have the donor agree to another limit.
exception-over = { $agreement }: over-allocated
exception-overdrawn = { $agreement }: overdrawn
exception-proposed = Decision { $number }: proposed, neither adopted nor rejected
exception-no-cell = { $count ->
    [one] { $number } pending cost without a priority
   *[other] { $number } pending costs without a priority
}
exception-not-eligible = { $count ->
    [one] { $number } pending cost that no agreement may pay for
   *[other] { $number } pending costs that no agreement may pay for
}
exception-beyond-need = { $count ->
    [one] { $number } pending cost beyond the need or the ceiling of its priority
   *[other] { $number } pending costs beyond the need or the ceiling of their priorities
}
exception-no-money = { $count ->
    [one] { $number } pending cost without eligible money
   *[other] { $number } pending costs without eligible money
}
exception-uncovered = { $count ->
    [one] { $number } open obligation that no allocated money covers, or not in full
   *[other] { $number } open obligations that no allocated money covers, or not in full
}

## Targets
section-targets = Results against targets
note-targets = Reached counts every result that was reported, also in places and themes where none of the fund’s money was charged. The list of all results below counts only those in places and themes where it was, and is therefore smaller.
note-results-all = Reached counts every result that was reported, also in places and themes where none of the fund’s money was charged. Each was reached with the money of all who pay there, the country itself included, and not with the fund’s alone.
whole-programme = Whole programme
h-target = Target
h-counted-in = Counted in
h-reached = Reached
h-reached-share = Share of target

## In print
table-caption = Table { $number }: { $title }
table-caption-piece = Table { $number }: { $title } (columns, part { $piece } of { $pieces })
table-continued = (continued)
letters-unknown = { $count ->
    [one] { $number } character that no font of this document has is shown as �; it stands in the workbook attached.
   *[other] { $number } characters that no font of this document has are shown as �; they stand in the workbook attached.
}
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

sheet-concept = Situation
title-concept = Need, funding and what is missing
sheet-concept-opportunities = Opportunities
title-concept-opportunities = What a contribution would achieve
concept-title = Concept sheet: { $place }
concept-lead = { $place } needs { $need } by the programme’s priorities. { $share } of that is funded; { $missing } is missing.
concept-lead-funded = { $place } needs { $need } by the programme’s priorities, and all of it is funded.
concept-need = Need and funding by theme
concept-above = Beyond the need of single priorities: { $amount }.
concept-other-themes = { $count ->
    [one] { $number } other theme
   *[other] { $number } other themes
}
concept-why = { $amount } ({ $themes }): { $why }
concept-funders = Who funds what there is
concept-source = Source
concept-no-funders = No funds are allocated here yet.
concept-more-funders = Further donors
concept-others = Donors that are not named
concept-several = Several donors together
note-concept-several = What several donors have together holds a part of what named donors gave too, wherever one donor’s part could otherwise be worked out.
concept-charged = Charged so far: { $charged } of { $allocated } allocated by the fund.
concept-no-opportunities = Nothing is missing here that a contribution could fund.
concept-contribution = A contribution of
concept-to-priorities = would bring to priorities
concept-still-missing = Still missing
concept-funded-then = Funded then
concept-rules = By the rules of the fund, on top of what is allocated today, the least funded priorities first. The fee ({ $fee }) and the reserve for programme support ({ $support }) are taken out before.
concept-too-few = Too few results have been reported here to say how many people a contribution may reach.
concept-results = { $count ->
    [one] { $number } result
   *[other] { $number } results
}
concept-basis = { $kind }: at the cost of { $results } so far, { $people } people for { $charged } charged.
concept-estimate = People are an estimate, not a promise: each column by itself, and the past need not repeat itself.
concept-by-theme = How far each theme would be funded
concept-today = Today
concept-with = With { $amount }
concept-contact = Whom to ask
concept-disclosure = Only donors that agreed to be shown are named.
