-- What the schema of a ledger consists of, and what else bears on its tables: by kind and name, with all that matters.
WITH ledger AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'poolfund'),
tables AS (
    SELECT oid, relname, relpersistence, relrowsecurity, relforcerowsecurity, relispartition
    FROM pg_catalog.pg_class WHERE relnamespace = (SELECT oid FROM ledger) AND relkind = 'r'
)
SELECT 'table' AS kind, relname::text AS name,
    concat_ws(' ', relpersistence, relrowsecurity, relforcerowsecurity, relispartition) AS said
FROM tables
UNION ALL
SELECT 'column', relname || '.' || attname,
    concat_ws(' ', pg_catalog.format_type(atttypid, atttypmod), attnotnull, collname, pg_catalog.pg_get_expr(adbin, adrelid))
FROM tables JOIN pg_catalog.pg_attribute ON attrelid = tables.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_catalog.pg_collation ON pg_collation.oid = attcollation
    LEFT JOIN pg_catalog.pg_attrdef ON adrelid = attrelid AND adnum = attnum
UNION ALL
SELECT 'constraint', relname || '.' || conname,
    concat_ws(' ', pg_catalog.pg_get_constraintdef(pg_constraint.oid), convalidated)
FROM tables JOIN pg_catalog.pg_constraint ON conrelid = tables.oid AND contype IN ('c', 'f', 'p', 'u', 'x')
UNION ALL
SELECT 'index', pg_class.relname::text, concat_ws(' ', pg_catalog.pg_get_indexdef(indexrelid), indisvalid, indisready)
FROM tables JOIN pg_catalog.pg_index ON indrelid = tables.oid JOIN pg_catalog.pg_class ON pg_class.oid = indexrelid
UNION ALL
SELECT 'trigger', relname || '.' || tgname, concat_ws(' ', pg_catalog.pg_get_triggerdef(pg_trigger.oid), tgenabled)
FROM tables JOIN pg_catalog.pg_trigger ON tgrelid = tables.oid AND NOT tgisinternal
UNION ALL
SELECT 'rule', relname || '.' || rulename, pg_catalog.pg_get_ruledef(pg_rewrite.oid)
FROM tables JOIN pg_catalog.pg_rewrite ON ev_class = tables.oid
UNION ALL
SELECT 'policy', relname || '.' || polname, ''
FROM tables JOIN pg_catalog.pg_policy ON polrelid = tables.oid
UNION ALL
SELECT 'child', relname || '.' || inhrelid::pg_catalog.regclass::text, ''
FROM tables JOIN pg_catalog.pg_inherits ON inhparent = tables.oid
UNION ALL
SELECT 'function', proname::text,
    concat_ws(' ', lanname, prosecdef, proconfig, pg_catalog.pg_get_function_arguments(pg_proc.oid),
        pg_catalog.btrim(pg_catalog.regexp_replace(prosrc, '\s+', ' ', 'g')))
FROM pg_catalog.pg_proc JOIN pg_catalog.pg_language ON pg_language.oid = prolang
WHERE pronamespace = (SELECT oid FROM ledger)
UNION ALL
SELECT 'grant', relname || '.' || privilege_type || '.' || grantee::pg_catalog.regrole::text, ''
FROM pg_catalog.pg_class CROSS JOIN LATERAL pg_catalog.aclexplode(relacl)
WHERE relnamespace = (SELECT oid FROM ledger) AND relkind = 'r' AND grantee <> relowner
    AND (privilege_type NOT IN ('SELECT', 'INSERT') OR (relname = 'migrations' AND privilege_type = 'INSERT'))
UNION ALL
SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'relation' END, relname::text, ''
FROM pg_catalog.pg_class
WHERE relnamespace = (SELECT oid FROM ledger) AND relkind NOT IN ('r', 'i', 't', 'c')
ORDER BY 1, 2
