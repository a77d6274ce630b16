-- From format 1 to format 2: the events as they are, each with its format; facts become the lines of their events.
DROP TRIGGER events_stay;
DROP TRIGGER events_remain;
DROP TRIGGER facts_stay;
DROP TRIGGER facts_remain;
DROP TRIGGER files_stay;
DROP TRIGGER files_remain;
ALTER TABLE events RENAME TO events_1;
ALTER TABLE facts RENAME TO facts_1;
ALTER TABLE files RENAME TO files_1;
