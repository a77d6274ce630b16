-- A ledger on a server, tables of version 1: append-only, whoever asks. Amounts are whole minor units of their currency; hashes
-- are SHA-256 in lower-case hexadecimal. Texts that are compared or ordered are so by their bytes, which no new version of
-- the system's languages changes.
CREATE SCHEMA poolfund;
CREATE TABLE poolfund.migrations (
    version integer PRIMARY KEY,
    made_at timestamptz NOT NULL DEFAULT now(),
    made_by text NOT NULL DEFAULT session_user,
    program text NOT NULL                       -- the version of the program that made them
);
CREATE TABLE poolfund.events (
    seq bigint PRIMARY KEY,                     -- from 1, without a gap
    format integer NOT NULL CHECK (format IN (1, 2)),
    id text COLLATE "C" NOT NULL UNIQUE,        -- of the kind, period and payload
    kind text COLLATE "C" NOT NULL,
    period text COLLATE "C",                    -- YYYY-MM, where the event is about a month
    payload text NOT NULL,                      -- JSON, as text: jsonb would change its bytes
    recorded_at text NOT NULL,                  -- by the clock of the machine; decides nothing
    recorded_by text NOT NULL,
    previous text COLLATE "C" NOT NULL UNIQUE,  -- the hash of the event before; no two follow the same one
    hash text COLLATE "C" NOT NULL UNIQUE,      -- of all of the above
    reading text COLLATE "C"                    -- of a reading, its key, which is in the payload too
);
CREATE UNIQUE INDEX one_close_a_month ON poolfund.events (period) WHERE kind = 'close';
CREATE INDEX readings ON poolfund.events (reading, seq) WHERE reading IS NOT NULL;
CREATE TABLE poolfund.lines (
    event bigint NOT NULL,                      -- recorded together with it, which a trigger sees to
    number bigint NOT NULL,                     -- from 0, in the order of the rows
    kind text COLLATE "C" NOT NULL,
    key text NOT NULL,                          -- what names the line in its event; \0 is a character of number 0, \\ a backslash
    date text,                                  -- YYYY-MM-DD
    currency text COLLATE "C",                  -- nothing for base currency
    amount bigint,                              -- minor units
    sheet bigint,                               -- place in the import's list of sheets
    row bigint,
    body text NOT NULL,                         -- JSON
    PRIMARY KEY (event, number)
);
CREATE TABLE poolfund.files (
    sha256 text COLLATE "C" PRIMARY KEY,        -- of the file, not of the bytes as they are kept here
    name text NOT NULL,
    length bigint NOT NULL,                     -- of the file
    deflated boolean NOT NULL,                  -- whether the bytes are kept as a raw deflate stream (RFC 1951)
    bytes bytea NOT NULL,
    CHECK (deflated OR encode(sha256(bytes), 'hex') = sha256)
);
ALTER TABLE poolfund.files ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE FUNCTION poolfund.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only';
END
$$;
CREATE FUNCTION poolfund.follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    SELECT seq, hash INTO last FROM poolfund.events ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.previous <> coalesce(last.hash, '') THEN
        RAISE EXCEPTION 'event % does not follow the last event of the ledger', NEW.seq USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION poolfund.belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT event FROM added) AS owner LEFT JOIN poolfund.events ON events.seq = owner.event
        WHERE events.xmin IS DISTINCT FROM pg_current_xact_id()::xid
    ) THEN
        RAISE EXCEPTION 'lines are recorded together with their event';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER stay BEFORE UPDATE OR DELETE OR TRUNCATE ON poolfund.migrations EXECUTE FUNCTION poolfund.refuse();
CREATE TRIGGER stay BEFORE UPDATE OR DELETE OR TRUNCATE ON poolfund.events EXECUTE FUNCTION poolfund.refuse();
CREATE TRIGGER stay BEFORE UPDATE OR DELETE OR TRUNCATE ON poolfund.lines EXECUTE FUNCTION poolfund.refuse();
CREATE TRIGGER stay BEFORE UPDATE OR DELETE OR TRUNCATE ON poolfund.files EXECUTE FUNCTION poolfund.refuse();
CREATE TRIGGER follow BEFORE INSERT ON poolfund.events FOR EACH ROW EXECUTE FUNCTION poolfund.follow();
CREATE TRIGGER belong AFTER INSERT ON poolfund.lines REFERENCING NEW TABLE AS added EXECUTE FUNCTION poolfund.belong();
ALTER TABLE poolfund.migrations ENABLE ALWAYS TRIGGER stay;
ALTER TABLE poolfund.events ENABLE ALWAYS TRIGGER stay;
ALTER TABLE poolfund.lines ENABLE ALWAYS TRIGGER stay;
ALTER TABLE poolfund.files ENABLE ALWAYS TRIGGER stay;
ALTER TABLE poolfund.events ENABLE ALWAYS TRIGGER follow;
ALTER TABLE poolfund.lines ENABLE ALWAYS TRIGGER belong;
