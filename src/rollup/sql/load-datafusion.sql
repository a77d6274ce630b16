-- DataFusion: the tables of the views, over a data set or its compact copy. Every file holds fund and month as text; declared
-- as columns they are read from there, and no partition is guessed from the path.
CREATE EXTERNAL TABLE edition (
    fund VARCHAR, month VARCHAR, base_currency VARCHAR, budget DECIMAL(23, 4), own_resources DECIMAL(23, 4),
    ongoing_projects DECIMAL(23, 4), received DECIMAL(23, 4), refunded DECIMAL(23, 4), gap DECIMAL(23, 4),
    lacking DECIMAL(23, 4)
) STORED AS PARQUET LOCATION 'DATA_SET/edition/';
CREATE EXTERNAL TABLE needs (
    fund VARCHAR, month VARCHAR, geography VARCHAR, theme VARCHAR, need DECIMAL(23, 4), outside DECIMAL(23, 4),
    allocated DECIMAL(23, 4), above_need DECIMAL(23, 4), lacking DECIMAL(23, 4)
) STORED AS PARQUET LOCATION 'DATA_SET/needs/';
CREATE EXTERNAL TABLE receipts (
    fund VARCHAR, month VARCHAR, donor VARCHAR, booked_in VARCHAR, net DECIMAL(23, 4),
    transferred DECIMAL(23, 4), fee DECIMAL(23, 4), levy DECIMAL(23, 4)
) STORED AS PARQUET LOCATION 'DATA_SET/receipts/';
CREATE EXTERNAL TABLE charged (
    fund VARCHAR, month VARCHAR, donor VARCHAR, geography VARCHAR, theme VARCHAR, amount DECIMAL(23, 4)
) STORED AS PARQUET LOCATION 'DATA_SET/charged/';
CREATE EXTERNAL TABLE allocated (
    fund VARCHAR, month VARCHAR, donor VARCHAR, geography VARCHAR, theme VARCHAR, allocated DECIMAL(23, 4),
    charged DECIMAL(23, 4), unspent DECIMAL(23, 4)
) STORED AS PARQUET LOCATION 'DATA_SET/allocated/';
CREATE EXTERNAL TABLE agreements (
    fund VARCHAR, month VARCHAR, donor VARCHAR, pledged DECIMAL(23, 4), committed DECIMAL(23, 4),
    received DECIMAL(23, 4), refunded DECIMAL(23, 4), transferred_in DECIMAL(23, 4),
    transferred_out DECIMAL(23, 4), fee DECIMAL(23, 4), levy DECIMAL(23, 4), charged DECIMAL(23, 4),
    support_cost DECIMAL(23, 4), unspent DECIMAL(23, 4), unallocated DECIMAL(23, 4), lapsed DECIMAL(23, 4),
    over_allocated DECIMAL(23, 4)
) STORED AS PARQUET LOCATION 'DATA_SET/agreements/';
