# The words of the reports in English. A test holds that all languages have the same texts.

## General
all-donors = All donors
as-of-line = As at { $day }. All amounts in { $currency } unless otherwise indicated.
illustrative = ILLUSTRATIVE: the breakdown of the published totals is invented for demonstration.
total = Total
source = { $place }, row { $row }
source-rows = { $place }, rows { $row }
day = { $day } { $month } { $year }
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
book-donor = Report to { $donor }
book-fund = Consolidated report: { $fund }
book-gap = Gap tracker: { $fund }
book-reconciliation = Reconciliation with finance: { $fund }
sheet-summary = Summary
title-summary = Summary
sheet-contributions = Contributions
title-contributions = Contributions and instalments
sheet-allocation = Allocation
title-allocation = Allocation to priorities
sheet-matrix = Countries and themes
title-matrix = Allocation by country and theme
sheet-expenditure = Expenditure
title-expenditure = Expenditure against allocation
sheet-statement = Sources and uses
title-statement = Statement of sources and uses of funds
sheet-results = Results
title-results = Results
sheet-transactions = Transactions
title-transactions = Transactions and their sources
sheet-shared = Shared spending
title-shared = Your part of shared expenditure
note-shared = These lines of expenditure name no agreement. What was spent in a country and theme is shared among the agreements that have money allocated there, in proportion to what each has left. This is your part, by year, with the rows that it was read from.
sheet-notes = Notes
title-notes = Notes
sheet-checks = Checks
title-checks = Checks
sheet-donors = Donors
title-donors = Contributions by donor and year
sheet-gap = Gap
title-gap = The funding gap
sheet-gap-places = Gap by place
title-gap-places = The gap by region and country
sheet-gap-themes = Gap by theme
title-gap-themes = The gap by pillar and theme
sheet-gap-months = Gap over time
title-gap-months = The gap month by month
sheet-reconciliation = Reconciliation
title-reconciliation = Reconciliation with finance
sheet-differences = Differences
sheet-largest = Differences
title-differences = Differences and proposed entries
title-largest = Largest differences with finance

## Sections
section-agreements = Signed agreements
section-pledges = Pledges, announced and not yet signed
section-instalments = Instalments, each in the currency of its agreement
section-earmarks = What each agreement may pay for, and how its earmark was honoured
section-cells = Allocation by country and theme
section-by-country = By country
section-by-region = By region
section-by-theme = By theme
section-by-pillar = By pillar
section-by-category = By UNSDG expenditure category and year
section-results = Each result
section-results-total = Total
section-how-to-check = How to check these figures
section-terms = Definitions
section-rules = Rules
section-rates = Exchange rates on { $day }
section-where = Where the money is
section-over-years = Over the years
section-donors = Donors
section-donors-signed = Signed by donor and year, at the rates of signature
section-donors-years = Received by donor and year, net of refunds
section-gap-strengths = Funding gap under three scenarios
section-raising = From the gap to what is still to be raised
section-bridge = From the gap to what the priorities lack
section-months = At the end of each month
section-reconciliation = Totals of both sides
section-causes = Causes

## Key figures of the summary
key-committed = Signed contributions
key-committed-means = Agreements in force; what is still to come is valued at today’s exchange rates
key-paid = Received
key-paid-means = Deposits less refunds; share of signed contributions
key-kept = Fee, levy and support reserve
key-kept-means = Charged on, or kept from, what was received; share of what was received
key-placed = Allocated
key-placed-means = Set aside for countries and themes as the earmarks allow; share of what was received
key-waiting = Unallocated
key-waiting-means = Funds that cannot currently be allocated within the earmark; the sheet on allocation says why
key-spent = Charged
key-spent-means = Expenditure of projects charged to agreements; share of what was allocated (delivery rate)
key-support = Programme support cost
key-support-means = Indirect cost of that expenditure
key-left = Balance
key-left-means = What is left of what was received; share of what was received
key-fund = Received from all donors
key-fund-means = All donors together; the percentage is your share
key-gap = Funding gap of the programme
key-gap-means = Still missing of a budget of { $currency } { $budget }; share of the budget
other-countries = { $count ->
    [one] { $number } other country or area
   *[other] { $number } other countries and areas
}
chart-where = Allocated and charged by country ({ $currency }, millions)
chart-years = Received and charged by year ({ $currency }, millions)
chart-gap = The gap over time ({ $currency }, millions)
chart-alternative = Chart: { $title }. Its figures are in the table to its left.

## Column headers
h-figure = Item
h-amount = Amount
h-share = Share
h-meaning = Definition
h-blank = As at the date above
h-in-currency = In { $currency }
h-cumulative = All years
h-agreement = Agreement
h-title = Title
h-signed = Signed on
h-announced = Announced on
h-currency = Currency
h-original = Amount in its currency
h-at-signature = Value when signed
h-exchange = Exchange difference
h-given-back = Refunded and written off
h-committed = Signed contributions
h-paid = Received
h-to-come = Still to come
h-value = Value today
h-status = Status
h-due = Due
h-paid-part = Of which received
h-open = Outstanding
h-earmark = Earmark
h-strictness = Category
h-charges = Fee and levy
h-support-kept = Kept for support cost
h-programmable = Programmable
h-placed = Allocated
h-waiting = Unallocated
h-honoured = How the earmark was honoured
h-country = Country or area
h-region = Region
h-theme = Theme
h-pillar = Pillar
h-period = Period
h-need = Need
h-outside = Funded from other sources
h-share-of-need = Share of need
h-share-of-paid = Share of received
h-spent = Charged
h-delivery = Delivery rate
h-obligated = Open obligations
h-left = Unspent
h-balance = Balance
h-category = Expenditure category
h-date = Date
h-result = Result
h-description = Description
h-result-all = Total
h-result-share = In your share
h-result-pool = Through the pool
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
h-net = Received
h-month = Month
h-donor = Donor
h-deposits-only = Contributions received
h-with-commitments = plus signed agreements
h-with-pledges = plus weighted pledges
h-above = Above need
h-gap = Gap
h-funded = Funded
h-gap-commitments = Gap after signed agreements
h-gap-outlook = Gap after weighted pledges
h-ours = Fund records
h-theirs = Finance records
h-difference = Difference
h-explained = Explained
h-matched = Matched
h-differences = Differences
h-reference = Reference
h-cause = Cause
h-proposal = Proposed entry
h-source-ours = Source in the fund’s records
h-source-theirs = Source in finance’s records

## Where there is nothing
none-agreements = No signed agreement yet.
none-instalments = No instalments agreed.
none-deposits = No contribution received yet.
none-placed = Nothing is allocated yet.
none-transactions = No transaction yet.
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
earmark-1 = 1 Unearmarked
earmark-2 = 2 Softly earmarked
earmark-3 = 3 Earmarked
earmark-4 = 4 Tightly earmarked
period = { $from } to { $to }
honoured = { $count ->
    [one] All funds were allocated within the earmark ({ $number } eligible priority).
   *[other] All funds were allocated within the earmark ({ $number } eligible priorities).
}
waits-no-cell = The fund has no priority that the earmark allows; a wider earmark would put the money to use.
waits-all-full = The balance is held: every priority that the earmark allows is fully funded, from all sources.
waits-limit = The balance is held: a limit of the agreement or of the fund’s policy has been reached.
instalment-paid = Received
instalment-overdue = Overdue
instalment-coming = To come
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
original-line = { $amount } at { $rate }
result-change = Institutional changes
result-legal = People covered in law
result-effective = People effectively covered
result-adequacy = People with adequate benefits
results-line = { $kind }: { $share } of { $all }
finance-deposit = Deposits
finance-refund = Refunds
finance-budget = Budgets issued
finance-expenditure = Expenditure
cause-missing-here = Missing in the fund’s records
cause-missing-there = Missing in finance’s records
cause-amount = Amount
cause-rate = Exchange rate
cause-rounding = Rounding
cause-timing = Timing
cause-duplicate = Duplicate
cause-sign = Sign
cause-alias = Name
month-actual = Actual
month-projected = Projected

## Statement of sources and uses
statement-sources = Sources of funds
statement-deposits = Contributions received
statement-promised = Contributions received, at the rates of signature
statement-exchange = Exchange difference until receipt
statement-refunds = Refunds to donors
statement-interest = Interest and investment income
statement-total-sources = Total sources
statement-uses = Uses of funds
statement-fee = Administrative agent fee
statement-levy = Coordination levy
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
position-pending = Pending expenditure (not yet charged to an agreement)
position-projects = Balance with the projects
position-fund = Balance with the fund
position-total = Total balance
position-delivery = Delivery rate (expenditure / allocated)

## The gap
gap-budget = Budget of the programme
gap-own = Own resources of the organization
gap-ongoing = Ongoing projects outside the pool
gap-pool = Contributions to the pool
gap-total = Gap
raising-gap = Gap, after contributions received
raising-to-come = Signed and still to come
raising-pledged = Pledged, weighted
raising-pipeline = Pipeline, weighted
raising-still = Still to be raised
bridge-fee = Administrative agent fee
bridge-levy = Coordination levy
bridge-support = Kept for programme support cost
bridge-unallocated = Unallocated: no priority may take it
bridge-lapsed = Lapsed: of agreements that have ended
bridge-interest = Interest available to priorities
bridge-above = Funded above need
bridge-over = Over-allocated
bridge-below = Overdrawn: refunded beyond what was received
bridge-needs = Needs of the priorities less the budget
bridge-other = Own resources and ongoing projects, less other funding of the priorities
bridge-cells = What the priorities lack

## Remarks
note-at-signature = Signed contributions = value at signature + exchange difference − refunds and write-offs = received + still to come.
note-expenditure = Open obligations are commitments placed and not yet paid; they are shown beside expenditure and never in it. Indirect support cost is charged on top and is shown in the statement.
note-results = Results are shared among the contributions to a country and theme in proportion to their money there. This is a pro rata calculation and does not attribute results to a single contribution. A share in one institutional change is a fraction of it.
note-rates = What is still to come is valued at these rates; each receipt at the amount that was booked, or at the rate of its day, which is shown beside it on the sheet of transactions.
note-statement = Interest and bank charges belong to the fund as a whole and are shown in its consolidated report. Balance with the fund: unallocated, and kept for support cost.
<<<<<<< HEAD
note-statement-fund = Balance with the fund: unallocated, kept for support cost, and interest, less bank charges and expenditure not yet attributed.
note-checks = Each line is a live formula over the sheets of this workbook: figures that must tie, then control totals of every number that no formula makes. Change any number and a check turns to FALSE.
=======
note-statement-fund = Balance with the fund: unallocated, kept for support cost, and interest, less bank charges. Pending expenditure is in no one’s balance yet.
note-checks = Each line is a live formula over the sheets of this workbook. Change any figure and the checks that depend on it turn to FALSE.
>>>>>>> wiring
note-bridge = Not all funds received are available for priorities: fee, levy, the reserve for support cost and unallocated funds come between the two.
note-pledge-weight = Pledges count at { $weight } of their value.
note-projection = Projected: instalments arrive when they are due, overdue ones next month; signed agreements and pledges stay as they are.
note-reconciliation = Difference = fund records − finance records. The differences listed explain the difference of the totals to the cent.
note-largest = The { $shown } largest of { $all }; the workbook of the reconciliation lists all, with the totals of both sides.
how-to-check = The sheet of checks holds live formulas that tie the sheets to each other. Every line of the transactions names the file, sheet and row that it was read from. Totals are sums that your spreadsheet program recalculates.
inputs-hash = SHA-256 of the set of inputs: { $hash }
made-by = Made by { $program } { $version }.

## Terms
term-commitment = Signed contributions
means-commitment = agreements in force: what was received, less refunds, plus what is still to come at the exchange rate of the report’s date.
term-paid = Received
means-paid = deposits, at the amount that was booked, less refunds.
term-exchange = Exchange difference
means-exchange = the effect of exchange-rate movements since signature.
term-fee = Administrative agent fee
means-fee = a percentage of each deposit.
term-levy = Coordination levy
means-levy = a percentage of tightly earmarked contributions.
term-support = Programme support cost
means-support = indirect cost, a percentage of direct expenditure; it is kept back from what can be programmed.
term-programmable = Programmable
means-programmable = what was received, less fee and levy, divided by one plus the support rate.
term-placed = Allocated
means-placed = funds set aside for a country and theme that the earmark allows.
term-waiting = Unallocated
means-waiting = programmable funds that cannot currently be allocated within the earmark.
term-spent = Charged
means-spent = expenditure charged to an agreement: to the one that a document names, otherwise in proportion to the money in its country and theme.
term-obligation = Open obligation
means-obligation = a commitment placed and not yet paid.
term-delivery = Delivery rate
means-delivery = expenditure charged divided by allocation.
term-gap = Gap
means-gap = budget, less own resources, less ongoing projects, less what was received into the pool.
rule-rounding = Amounts are exact to the cent. Half a cent is rounded away from zero, and an amount that is split always adds up (Sainte-Laguë).
rule-allocation = As much as possible is allocated within the earmarks, and the worst-funded priorities come first.
rule-attribution = Expenditure beyond what a country and theme was allocated is reported separately pending resolution.
rule-privacy = This workbook holds the figures of this donor only, and totals of the fund.
rule-charges = Charges unless an agreement says otherwise: administrative agent fee { $fee }, programme support { $support }, coordination levy { $levy }.

## Checks
check-all = All checks hold
check-committed = Signed contributions equal received plus still to come
check-placed = Allocation by agreement equals allocation by country and theme
check-programmable = Programmable equals allocated plus unallocated
check-matrix = Country and theme totals agree
check-allocation-expenditure = Allocation is the same on the sheets of allocation and expenditure
check-spent-theme = Expenditure by country equals expenditure by theme
check-spent-category = Expenditure by country equals expenditure by category
check-spent-statement = Expenditure of the statement equals expenditure by country
check-paid-statement = Contributions of the statement equal those by agreement
check-closing = The statement closes: sources less uses are the closing balance
check-transactions-in = Money in equals the contributions of the statement
check-transactions-out = Money out and your part of shared expenditure equal the expenditure of the statement
check-donors-years = Received by donor equals received by year
check-programme-ties = Budget less own resources and ongoing projects is the amount to be raised
check-gap-regions = The gap by region equals the gap by country
check-gap-pillars = The gap by pillar equals the gap by theme
check-gap-bridge = The gap by country equals the bridge from the programme’s gap
check-explained = The differences listed explain the difference of the totals
check-causes = The causes add up to all differences
check-control-money = { $sheet }: the { $count } amounts still add up to { $sum }
check-control-decimals = { $sheet }: the { $count } amounts in other currencies and rates still add up to { $sum } (hash total)
check-control-counts = { $sheet }: the { $count } counts still add up to { $sum } (hash total)
check-control-days = { $sheet }: the { $count } dates are unchanged (hash total { $sum })

## Dashboard
dashboard-headline = { $currency } { $gap } are missing: { $share } of the budget.
dashboard-paid = Received into the pool
dashboard-signed = Signed, still to come
dashboard-pledged = Pledged, weighted
dashboard-missing = Missing after all of these
dashboard-places = Where most is missing
dashboard-themes = How far themes are funded
dashboard-delivery = Delivery by region
dashboard-overdue = Overdue instalments
dashboard-table = The figures as a table

## Letters
letter-subject = { $fund }: report as at { $day }
letter-attention = For the attention of { $name }
letter-greeting = Dear Sir or Madam,
letter-body = Please find attached our report to { $donor } as at { $day }. It shows what was signed and received, where the money went, what was charged and what is left. Every total is a live formula, and the last sheet holds the checks.
letter-figures = Signed: { $currency } { $committed }. Received: { $paid }. Allocated: { $placed }. Charged: { $spent }.
letter-close = With kind regards

## Changes since the last closed month
sheet-changes = Changes
title-changes = Changes since the last closed month
changes-between = From { $from }, as it was closed, to { $to }.
h-opening = Opening
h-new = New
h-restated = Restated
h-closing = Closing
changes-committed = Signed contributions
changes-paid = Received, less refunds
changes-placed = Allocated
changes-spent = Charged, support cost included
none-changes = Nothing changed.
check-changes = The amounts received of the changes end at the deposits of the statement
check-bridge = The bridge of the changes adds up ({ $part })
note-changes = New: entries dated after the opening day; of allocated and charged money, all that was added. Restated: entries that are not what they were when the month was closed, or came late. Exchange difference: entries that did not change, at other rates.

## Reasons
sheet-reasons = Reasons
title-reasons = Why a gap remains
section-gap-causes = The gap of the priorities by cause
cause-money = Short of money
cause-money-means = Would be missing even if all money could go anywhere
cause-earmarks = Locked by earmarks
cause-earmarks-means = Money that exists but may not be used where it is missing
cause-policy = Locked by limits
cause-policy-means = Money that ceilings, caps or the share of countries keep away
section-money-expires = Unallocated funds: last days of use
section-money-waits = Unallocated funds
h-usable-until = Usable until
h-why = Why
none-waits = There are no unallocated funds.
section-loosened = Earmarks whose relaxation would release most funding
note-loosened = Each by itself: what more could be allocated if this one earmark were one level wider.
h-would-place = Would release
h-loosened = Relaxation
loosened-places = its places widened by one level
loosened-themes = its themes widened by one level
loosened-exclusions = its exclusions dropped
none-loosened = No single earmark, relaxed by one level, would release more.
section-cells-lack = Priorities that lack money
h-missing = Missing
none-lacks = No priority lacks money.
lacks-ceiling = Its need lies above its ceiling.
lacks-money = There is no money left to allocate.
lacks-all-earmarks = No unallocated funds are eligible for this priority.
lacks-earmarks = These unallocated funds are not eligible for this priority: { $lots }.
lacks-policy = A cap, a limit or the share of countries keeps away: { $lots }.
expires-soon = It can be used until { $day } only.
expired = It could be used until { $day } only.
check-gap-causes = The three causes add up to the gap of the priorities

## Annual report
book-annual = Annual report { $year }: { $fund }
sheet-annual = Year
title-annual = Annual report for the partners’ meeting
section-annual = The year { $year }
annual-signed = Signed, at the rates of signature
annual-paid-all = Received in all years
annual-spent = Charged in { $year }
note-annual = The year runs from 1 January to 31 December, or to the day of the report where that is earlier.
check-annual = What was charged in the year adds up: { $table }

## Proposed entries of the reconciliation
proposal-one-month = Booked on { $ours } by the fund and on { $theirs } by finance; agree on one month. No entry of money.
proposal-one-donor = Finance books it under { $theirs }, the fund under { $ours }; move one of them.
proposal-alias = Finance writes “{ $name }” for { $donor }; add it to the aliases.
proposal-adjust = { $why }: adjust finance’s { $document } by { $amount }.
proposal-await-there = { $document } of { $day } may be booked by finance next month; look again then.
proposal-book-there = Ask finance to book { $document } of { $day }: { $amount }.
proposal-await-here = { $document } of { $day } may reach the fund next month; look again then.
proposal-book-here = Enter { $document } of { $day } in the fund’s records ({ $amount }), or ask finance what it is.
proposal-reverse = { $document } repeats { $twin } in finance’s records: reverse { $amount }.
proposal-no-number = the line without number
fault-sign = The sign is reversed in the finance record
fault-rounding = A rounding difference
fault-rate-of = Finance used the rate of { $currency } of { $day }
fault-other-rate = Finance used another rate of { $currency }
fault-transposed = Digits are transposed on one side; check the document
fault-amount = The amounts differ; check the document

## Explanations, to be read alone

explain-cell = { $cell }: { $placed } of { $needed } allocated by the pool (need { $need }, { $outside } funded from other sources).
explain-funded = It is fully funded.
explain-missing = { $amount } are missing.
explain-agreement = { $agreement } ({ $earmark }): { $placed } of { $available } allocated.
explain-used = All of it is used.
explain-waits = { $amount } unallocated.
explain-no-money = { $agreement } has no money to allocate yet.
explain-keeps = { $agreement } ({ $earmark }; { $left } left)
explain-gap = The priorities lack { $amount }:
explain-loosened = { $agreement } with { $how }: { $amount } more could be allocated.
