-- The ledger: append-only. Amounts are whole minor units of their currency; hashes are SHA-256 in lower-case hexadecimal.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,          -- of the kind, period and payload
    kind TEXT NOT NULL,
    period TEXT,                      -- YYYY-MM, where the event is about a month
    payload TEXT NOT NULL,            -- JSON
    recorded_at TEXT NOT NULL,        -- by the clock of the machine; decides nothing
    recorded_by TEXT NOT NULL,
    previous TEXT NOT NULL,           -- the hash of the event before
    hash TEXT NOT NULL UNIQUE         -- of all of the above
) STRICT;
CREATE TABLE facts (
    import TEXT NOT NULL REFERENCES events (id),
    number INTEGER NOT NULL,          -- in the order of the rows
    kind TEXT NOT NULL,
    key TEXT NOT NULL,                -- what names the fact in its file
    date TEXT,                        -- YYYY-MM-DD
    currency TEXT,                    -- nothing for base currency
    amount INTEGER,                   -- minor units
    sheet INTEGER NOT NULL,           -- place in the import's list of sheets
    row INTEGER NOT NULL,
    body TEXT NOT NULL,               -- JSON
    PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE files (
    sha256 TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER facts_stay BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER facts_remain BEFORE DELETE ON facts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER files_stay BEFORE UPDATE ON files BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER files_remain BEFORE DELETE ON files BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
