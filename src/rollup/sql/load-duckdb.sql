-- DuckDB: the tables of the views, over a data set or its compact copy. Every file holds fund and month as text, so that
-- its path need not be read.
CREATE VIEW edition AS SELECT * FROM read_parquet('DATA_SET/edition/**/*.parquet', hive_partitioning = false);
CREATE VIEW needs AS SELECT * FROM read_parquet('DATA_SET/needs/**/*.parquet', hive_partitioning = false);
CREATE VIEW receipts AS SELECT * FROM read_parquet('DATA_SET/receipts/**/*.parquet', hive_partitioning = false);
CREATE VIEW charged AS SELECT * FROM read_parquet('DATA_SET/charged/**/*.parquet', hive_partitioning = false);
CREATE VIEW allocated AS SELECT * FROM read_parquet('DATA_SET/allocated/**/*.parquet', hive_partitioning = false);
CREATE VIEW agreements AS SELECT * FROM read_parquet('DATA_SET/agreements/**/*.parquet', hive_partitioning = false);
