-- What a headquarters asks of many funds, over the tables of a data set of poolfund (docs/tables.md).
--
-- One text for every engine of ANSI SQL: DuckDB, Spark, DataFusion and others. The load-ENGINE.sql beside it declares the
-- tables. Rules: no division; every amount is DECIMAL(38, 4) before it is added up, which holds the largest amount that a
-- table can have (DECIMAL(23, 4)) 10^15 times, so that no sum can go round; lower-case names without quotes; no order, which
-- no view has: say ORDER BY 1 NULLS LAST, 2 NULLS LAST.
--
-- Amounts of different currencies are never added up: base_currency comes first everywhere. A month of a fund is there once
-- its row of edition is there.

-- The months of every fund, and the newest of them.
CREATE VIEW months AS
SELECT fund, month, base_currency FROM edition;

CREATE VIEW newest AS
SELECT m.fund, m.month, m.base_currency
FROM months m
JOIN (SELECT fund, MAX(month) AS month FROM months GROUP BY fund) n ON n.fund = m.fund AND n.month = m.month;

-- The gap of each fund, and of all at the end of each month: edition is a state, so each month stands for itself.
CREATE VIEW gap_by_fund AS
SELECT e.base_currency, e.fund, e.month, COUNT(DISTINCT e.fund) AS funds,
    SUM(CAST(e.budget AS DECIMAL(38, 4))) AS budget,
    SUM(CAST(e.own_resources AS DECIMAL(38, 4))) AS own_resources,
    SUM(CAST(e.ongoing_projects AS DECIMAL(38, 4))) AS ongoing_projects,
    SUM(CAST(e.received AS DECIMAL(38, 4))) AS received,
    SUM(CAST(e.refunded AS DECIMAL(38, 4))) AS refunded,
    SUM(CAST(e.gap AS DECIMAL(38, 4))) AS gap,
    SUM(CAST(e.lacking AS DECIMAL(38, 4))) AS lacking
FROM edition e JOIN newest n ON n.fund = e.fund AND n.month = e.month
GROUP BY e.base_currency, e.fund, e.month;

CREATE VIEW gap_by_month AS
SELECT e.base_currency, e.month, COUNT(DISTINCT e.fund) AS funds,
    SUM(CAST(e.budget AS DECIMAL(38, 4))) AS budget,
    SUM(CAST(e.own_resources AS DECIMAL(38, 4))) AS own_resources,
    SUM(CAST(e.ongoing_projects AS DECIMAL(38, 4))) AS ongoing_projects,
    SUM(CAST(e.received AS DECIMAL(38, 4))) AS received,
    SUM(CAST(e.refunded AS DECIMAL(38, 4))) AS refunded,
    SUM(CAST(e.gap AS DECIMAL(38, 4))) AS gap,
    SUM(CAST(e.lacking AS DECIMAL(38, 4))) AS lacking
FROM edition e
GROUP BY e.base_currency, e.month;

-- What places and themes need, have and lack.
CREATE VIEW gap_by_country AS
SELECT n.base_currency, t.geography, COUNT(DISTINCT t.fund) AS funds,
    SUM(CAST(t.need AS DECIMAL(38, 4))) AS need,
    SUM(CAST(t.outside AS DECIMAL(38, 4))) AS outside,
    SUM(CAST(t.allocated AS DECIMAL(38, 4))) AS allocated,
    SUM(CAST(t.above_need AS DECIMAL(38, 4))) AS above_need,
    SUM(CAST(t.lacking AS DECIMAL(38, 4))) AS lacking
FROM needs t JOIN newest n ON n.fund = t.fund AND n.month = t.month
GROUP BY n.base_currency, t.geography;

CREATE VIEW gap_by_theme AS
SELECT n.base_currency, t.theme, COUNT(DISTINCT t.fund) AS funds,
    SUM(CAST(t.need AS DECIMAL(38, 4))) AS need,
    SUM(CAST(t.outside AS DECIMAL(38, 4))) AS outside,
    SUM(CAST(t.allocated AS DECIMAL(38, 4))) AS allocated,
    SUM(CAST(t.above_need AS DECIMAL(38, 4))) AS above_need,
    SUM(CAST(t.lacking AS DECIMAL(38, 4))) AS lacking
FROM needs t JOIN newest n ON n.fund = t.fund AND n.month = t.month
GROUP BY n.base_currency, t.theme;

-- What came; interest and bank charges have no donor. Money has no place or theme before it is allocated: what places
-- and themes got is `allocated` in the two views above.
CREATE VIEW received_by_donor AS
SELECT n.base_currency, t.donor, COUNT(DISTINCT t.fund) AS funds,
    SUM(CAST(t.net AS DECIMAL(38, 4))) AS net,
    SUM(CAST(t.transferred AS DECIMAL(38, 4))) AS transferred,
    SUM(CAST(t.fee AS DECIMAL(38, 4))) AS fee,
    SUM(CAST(t.levy AS DECIMAL(38, 4))) AS levy
FROM receipts t JOIN newest n ON n.fund = t.fund AND n.month = t.month
GROUP BY n.base_currency, t.donor;

CREATE VIEW received_by_month AS
SELECT n.base_currency, t.booked_in, COUNT(DISTINCT t.fund) AS funds,
    SUM(CAST(t.net AS DECIMAL(38, 4))) AS net,
    SUM(CAST(t.transferred AS DECIMAL(38, 4))) AS transferred,
    SUM(CAST(t.fee AS DECIMAL(38, 4))) AS fee,
    SUM(CAST(t.levy AS DECIMAL(38, 4))) AS levy
FROM receipts t JOIN newest n ON n.fund = t.fund AND n.month = t.month
GROUP BY n.base_currency, t.booked_in;

-- What was charged: a month of charged holds its own facts, so all months to the newest are added up.
CREATE VIEW charged_by_donor AS
SELECT n.base_currency, t.donor, COUNT(DISTINCT t.fund) AS funds, SUM(CAST(t.amount AS DECIMAL(38, 4))) AS charged
FROM charged t JOIN newest n ON n.fund = t.fund AND t.month <= n.month
GROUP BY n.base_currency, t.donor;

CREATE VIEW charged_by_country AS
SELECT n.base_currency, t.geography, COUNT(DISTINCT t.fund) AS funds, SUM(CAST(t.amount AS DECIMAL(38, 4))) AS charged
FROM charged t JOIN newest n ON n.fund = t.fund AND t.month <= n.month
GROUP BY n.base_currency, t.geography;

CREATE VIEW charged_by_theme AS
SELECT n.base_currency, t.theme, COUNT(DISTINCT t.fund) AS funds, SUM(CAST(t.amount AS DECIMAL(38, 4))) AS charged
FROM charged t JOIN newest n ON n.fund = t.fund AND t.month <= n.month
GROUP BY n.base_currency, t.theme;

CREATE VIEW charged_by_month AS
SELECT n.base_currency, t.month, COUNT(DISTINCT t.fund) AS funds, SUM(CAST(t.amount AS DECIMAL(38, 4))) AS charged
FROM charged t JOIN newest n ON n.fund = t.fund AND t.month <= n.month
GROUP BY n.base_currency, t.month;

-- What is allocated and not charged: a state, so each month stands for itself.
CREATE VIEW unspent_by_donor AS
SELECT n.base_currency, t.donor, COUNT(DISTINCT t.fund) AS funds,
    SUM(CAST(t.allocated AS DECIMAL(38, 4))) AS allocated,
    SUM(CAST(t.charged AS DECIMAL(38, 4))) AS charged,
    SUM(CAST(t.unspent AS DECIMAL(38, 4))) AS unspent
FROM allocated t JOIN newest n ON n.fund = t.fund AND n.month = t.month
GROUP BY n.base_currency, t.donor;

CREATE VIEW unspent_by_country AS
SELECT n.base_currency, t.geography, COUNT(DISTINCT t.fund) AS funds,
    SUM(CAST(t.allocated AS DECIMAL(38, 4))) AS allocated,
    SUM(CAST(t.charged AS DECIMAL(38, 4))) AS charged,
    SUM(CAST(t.unspent AS DECIMAL(38, 4))) AS unspent
FROM allocated t JOIN newest n ON n.fund = t.fund AND n.month = t.month
GROUP BY n.base_currency, t.geography;

CREATE VIEW unspent_by_theme AS
SELECT n.base_currency, t.theme, COUNT(DISTINCT t.fund) AS funds,
    SUM(CAST(t.allocated AS DECIMAL(38, 4))) AS allocated,
    SUM(CAST(t.charged AS DECIMAL(38, 4))) AS charged,
    SUM(CAST(t.unspent AS DECIMAL(38, 4))) AS unspent
FROM allocated t JOIN newest n ON n.fund = t.fund AND n.month = t.month
GROUP BY n.base_currency, t.theme;

CREATE VIEW unspent_by_month AS
SELECT m.base_currency, t.month, COUNT(DISTINCT t.fund) AS funds,
    SUM(CAST(t.allocated AS DECIMAL(38, 4))) AS allocated,
    SUM(CAST(t.charged AS DECIMAL(38, 4))) AS charged,
    SUM(CAST(t.unspent AS DECIMAL(38, 4))) AS unspent
FROM allocated t JOIN months m ON m.fund = t.fund AND m.month = t.month
GROUP BY m.base_currency, t.month;

-- Each donor over all funds. balance: what is left of what came, less what was taken out of it and spent.
CREATE VIEW donor_positions AS
SELECT n.base_currency, t.donor, COUNT(DISTINCT t.fund) AS funds,
    SUM(CAST(t.pledged AS DECIMAL(38, 4))) AS pledged,
    SUM(CAST(t.committed AS DECIMAL(38, 4))) AS committed,
    SUM(CAST(t.received AS DECIMAL(38, 4))) AS received,
    SUM(CAST(t.refunded AS DECIMAL(38, 4))) AS refunded,
    SUM(CAST(t.charged AS DECIMAL(38, 4))) AS charged,
    SUM(CAST(t.support_cost AS DECIMAL(38, 4))) AS support_cost,
    SUM(CAST(t.unspent AS DECIMAL(38, 4))) AS unspent,
    SUM(CAST(t.unallocated AS DECIMAL(38, 4))) AS unallocated,
    SUM(CAST(t.lapsed AS DECIMAL(38, 4))) AS lapsed,
    SUM(CAST(t.over_allocated AS DECIMAL(38, 4))) AS over_allocated,
    SUM(CAST(t.received - t.refunded + t.transferred_in - t.transferred_out - t.fee - t.levy - t.charged - t.support_cost
        AS DECIMAL(38, 4))) AS balance
FROM agreements t JOIN newest n ON n.fund = t.fund AND n.month = t.month
GROUP BY n.base_currency, t.donor;

-- The guard: what was said above about the largest sum holds while every row here is true.
CREATE VIEW no_sum_can_go_round AS
SELECT 'charged' AS name, COUNT(*) < 1000000000000000 AS holds FROM charged
UNION ALL SELECT 'receipts', COUNT(*) < 1000000000000000 FROM receipts
UNION ALL SELECT 'allocated', COUNT(*) < 1000000000000000 FROM allocated
UNION ALL SELECT 'agreements', COUNT(*) < 1000000000000000 FROM agreements
UNION ALL SELECT 'needs', COUNT(*) < 1000000000000000 FROM needs
UNION ALL SELECT 'edition', COUNT(*) < 1000000000000000 FROM edition;
