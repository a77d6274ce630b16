-- Spark: the tables of the views, over a data set or its compact copy. Every file holds fund and month as text; folders are
-- only gone through, so that no partition has to be recovered before there are rows.
CREATE TABLE edition (
    fund STRING, month STRING, base_currency STRING, budget DECIMAL(23, 4), own_resources DECIMAL(23, 4),
    ongoing_projects DECIMAL(23, 4), received DECIMAL(23, 4), refunded DECIMAL(23, 4), gap DECIMAL(23, 4),
    lacking DECIMAL(23, 4)
) USING parquet OPTIONS (path 'DATA_SET/edition', recursiveFileLookup 'true', pathGlobFilter '*.parquet');
CREATE TABLE needs (
    fund STRING, month STRING, geography STRING, theme STRING, need DECIMAL(23, 4), outside DECIMAL(23, 4),
    allocated DECIMAL(23, 4), above_need DECIMAL(23, 4), lacking DECIMAL(23, 4)
) USING parquet OPTIONS (path 'DATA_SET/needs', recursiveFileLookup 'true', pathGlobFilter '*.parquet');
CREATE TABLE receipts (
    fund STRING, month STRING, donor STRING, booked_in STRING, net DECIMAL(23, 4), transferred DECIMAL(23, 4),
    fee DECIMAL(23, 4), levy DECIMAL(23, 4)
) USING parquet OPTIONS (path 'DATA_SET/receipts', recursiveFileLookup 'true', pathGlobFilter '*.parquet');
CREATE TABLE charged (
    fund STRING, month STRING, donor STRING, geography STRING, theme STRING, amount DECIMAL(23, 4)
) USING parquet OPTIONS (path 'DATA_SET/charged', recursiveFileLookup 'true', pathGlobFilter '*.parquet');
CREATE TABLE allocated (
    fund STRING, month STRING, donor STRING, geography STRING, theme STRING, allocated DECIMAL(23, 4),
    charged DECIMAL(23, 4), unspent DECIMAL(23, 4)
) USING parquet OPTIONS (path 'DATA_SET/allocated', recursiveFileLookup 'true', pathGlobFilter '*.parquet');
CREATE TABLE agreements (
    fund STRING, month STRING, donor STRING, pledged DECIMAL(23, 4), committed DECIMAL(23, 4),
    received DECIMAL(23, 4), refunded DECIMAL(23, 4), transferred_in DECIMAL(23, 4),
    transferred_out DECIMAL(23, 4), fee DECIMAL(23, 4), levy DECIMAL(23, 4), charged DECIMAL(23, 4),
    support_cost DECIMAL(23, 4), unspent DECIMAL(23, 4), unallocated DECIMAL(23, 4), lapsed DECIMAL(23, 4),
    over_allocated DECIMAL(23, 4)
) USING parquet OPTIONS (path 'DATA_SET/agreements', recursiveFileLookup 'true', pathGlobFilter '*.parquet');
