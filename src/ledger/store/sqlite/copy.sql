INSERT INTO events SELECT seq, 1, id, kind, period, payload, recorded_at, recorded_by, previous, hash FROM events_1;
INSERT INTO lines
    SELECT seq, number, facts_1.kind, key, date, currency, amount, sheet, row, body
    FROM facts_1 JOIN events_1 ON events_1.id = facts_1.import;
INSERT INTO files SELECT sha256, name, length(bytes), 0, bytes FROM files_1;
DROP TABLE facts_1;
DROP TABLE files_1;
DROP TABLE events_1;
