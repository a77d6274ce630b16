-- The ledger, format 2: append-only. Amounts are whole minor units of their currency; hashes are SHA-256 in lower-case
-- hexadecimal.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    format INTEGER NOT NULL,          -- in which the event was recorded: 1 or 2
    id TEXT NOT NULL UNIQUE,          -- of the kind, period and payload
    kind TEXT NOT NULL,
    period TEXT,                      -- YYYY-MM, where the event is about a month
    payload TEXT NOT NULL,            -- JSON
    recorded_at TEXT NOT NULL,        -- by the clock of the machine; decides nothing
    recorded_by TEXT NOT NULL,
    previous TEXT NOT NULL,           -- the hash of the event before
    hash TEXT NOT NULL UNIQUE         -- of all of the above
) STRICT;
CREATE INDEX readings ON events (json_extract(payload, '$.key')) WHERE kind = 'reading';
CREATE TABLE lines (
    event INTEGER NOT NULL REFERENCES events (seq),
    number INTEGER NOT NULL,          -- from 0, in the order of the rows
    kind TEXT NOT NULL,
    key TEXT NOT NULL,                -- what names the line in its event
    date TEXT,                        -- YYYY-MM-DD
    currency TEXT,                    -- nothing for base currency
    amount INTEGER,                   -- minor units
    sheet INTEGER,                    -- place in the import's list of sheets
    row INTEGER,
    body TEXT NOT NULL,               -- JSON: named fields, each a text, a list or a record; one with its default is left out
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE files (
    sha256 TEXT PRIMARY KEY,          -- of the file, not of the bytes as they are kept here
    name TEXT NOT NULL,
    length INTEGER NOT NULL,          -- of the file
    deflated INTEGER NOT NULL,        -- 1 where the bytes are kept as a raw deflate stream (RFC 1951)
    bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER lines_stay BEFORE UPDATE ON lines BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER lines_remain BEFORE DELETE ON lines BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER files_stay BEFORE UPDATE ON files BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER files_remain BEFORE DELETE ON files BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
